"""JSON, as the contract of the command has it."""

from __future__ import annotations

import json

from kehoach.model import SCHEMA_VERSION
from kehoach.validate.report import Report


def render(report: Report) -> str:
    """One object with all findings and their counts."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "findings": [finding.record() for finding in report.findings],
        "summary": report.summary(),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
