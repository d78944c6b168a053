"""The outcome of a review of one or more documents."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from kehoach.errors import UnreadableError
from kehoach.validate.findings import SEVERITIES, Finding
from kehoach.validate.settings import FailOn


class Report(Struct):
    """Findings in the order of the documents, every document that was read, and what could not be read."""

    findings: list[Finding] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    unreadable: list[UnreadableError] = field(default_factory=list)
    failed: bool = False
    """Whether some document has a finding that its settings count as a failure."""

    def add(self, path: str, findings: list[Finding], fail_on: FailOn) -> None:
        """Take in the findings of one document; ``fail_on`` is the mildest severity that fails it."""
        self.paths.append(path)
        self.findings += findings
        self.failed = self.failed or any(fails(finding, fail_on) for finding in findings)

    def summary(self) -> dict[str, int]:
        """Counts as the JSON output has them."""
        counts = Counter(finding.severity for finding in self.findings)
        return {"files": len(self.paths), **{severity: counts[severity] for severity in SEVERITIES}}


def fails(finding: Finding, fail_on: FailOn) -> bool:
    """Whether a finding is as bad as ``fail_on`` or worse."""
    return fail_on != "never" and SEVERITIES.index(finding.severity) <= SEVERITIES.index(fail_on)
