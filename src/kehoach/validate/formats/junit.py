"""JUnit XML, as Jenkins and GitLab read it: a test suite per document, a failed test case per error or warning."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from kehoach.validate.findings import Finding
from kehoach.validate.formats.places import spoken
from kehoach.validate.report import Report

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """One suite per document; a document without findings has one passed case; remarks (info) are passed cases with output."""
    suites = [_suite(path, [finding for finding in report.findings if finding.path == path]) for path in dict.fromkeys(report.paths)]
    suites += [_broken(error.name, error.reason) for error in report.unreadable]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kehoach validate">\n' + "".join(suites) + "</testsuites>\n"


def _suite(path: str, findings: list[Finding]) -> str:
    failures = sum(finding.severity != "info" for finding in findings)
    cases = (
        "".join(_case(path, finding) for finding in findings)
        or f"    <testcase name={_attribute('kehoach validate')} classname={_attribute(path)}/>\n"
    )
    return (
        f'  <testsuite name={_attribute(path)} tests="{max(len(findings), 1)}" failures="{failures}" errors="0">\n{cases}  </testsuite>\n'
    )


def _case(path: str, finding: Finding) -> str:
    place = spoken(finding.where)
    name = f"{finding.code} {finding.name}" + (f" ({place})" if place else "")
    text = "\n".join(filter(None, (finding.message, finding.suggestion)))
    body = (
        f"<system-out>{_text(text)}</system-out>"
        if finding.severity == "info"
        else f"<failure type={_attribute(finding.severity)} message={_attribute(finding.message)}>{_text(text)}</failure>"
    )
    return f"    <testcase name={_attribute(name)} classname={_attribute(path)}>{body}</testcase>\n"


def _broken(path: str, reason: str) -> str:
    case = f'    <testcase name="kehoach validate" classname={_attribute(path)}><error message={_attribute(reason)}/></testcase>\n'
    return f'  <testsuite name={_attribute(path)} tests="1" failures="0" errors="1">\n{case}  </testsuite>\n'


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text), {"\n": "&#10;"})


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))
