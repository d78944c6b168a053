"""SARIF 2.1.0, the format of code scanning services (OASIS standard, 27 March 2020)."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from kehoach import __version__
from kehoach.errors import UnreadableError
from kehoach.lang import current
from kehoach.validate.findings import Finding
from kehoach.validate.formats.places import line_of, spoken
from kehoach.validate.registry import rule
from kehoach.validate.report import Report
from kehoach.validate.rule import explain

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """One run with the rules that were broken, one result per finding, and unreadable documents as notifications."""
    codes = sorted({finding.code for finding in report.findings})
    run = {
        "tool": {"driver": {"name": "kehoach", "version": __version__, "language": current(), "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.unreadable,
                "toolExecutionNotifications": [_notification(error) for error in report.unreadable],
            }
        ],
        "results": [_result(finding, codes.index(finding.code)) for finding in report.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    told = explain(rule(code))
    return {
        "id": code,
        "name": told.name,
        "shortDescription": {"text": told.title},
        "fullDescription": {"text": f"{told.checks} {told.why}"},
        "help": {"text": "\n\n".join(filter(None, (told.checks, told.why, told.ground)))},
        "defaultConfiguration": {"level": _LEVELS[told.severity]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    message = ". ".join(filter(None, (finding.message, finding.suggestion)))
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(finding.path)}}}
    line = line_of(finding.where)
    if line:
        region: dict[str, Any] = {"startLine": line, "endLine": finding.where.get("end_line", line)}
        location["physicalLocation"]["region"] = region
    place = spoken(finding.where)
    if place and not line:
        location["message"] = {"text": place}
    if finding.task:
        location["logicalLocations"] = [{"name": finding.task["title"], "fullyQualifiedName": finding.task["id"], "kind": "task"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": {"kehoach/v1": finding.fingerprint},
    }


def _notification(error: UnreadableError) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(error.name)}}}
    return {"level": "error", "message": {"text": str(error)}, "locations": [location]}


def _uri(path: str) -> str:
    """A path as a relative URI reference, or a file URI where it is absolute."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
