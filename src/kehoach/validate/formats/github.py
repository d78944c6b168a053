"""Workflow commands of GitHub Actions: one annotation per finding.

Source: GitHub documentation, "Workflow commands for GitHub Actions" (escaping of data and properties included).
"""

from __future__ import annotations

from kehoach.validate.findings import Finding
from kehoach.validate.formats.places import line_of, spoken
from kehoach.validate.report import Report

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> str:
    """One line per finding, then one per unreadable document."""
    lines = [_line(finding) for finding in report.findings]
    lines += [f"::error file={_property(error.name)},title=kehoach::{_data(error.reason)}" for error in report.unreadable]
    return "".join(line + "\n" for line in lines)


def _line(finding: Finding) -> str:
    line = line_of(finding.where)
    properties = {"file": finding.path, "line": str(line) if line else "", "title": f"{finding.code} {finding.name}"}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    place = "" if line else spoken(finding.where)
    message = " ".join(filter(None, (f"[{place}]" if place else "", finding.message + ".", finding.suggestion)))
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
