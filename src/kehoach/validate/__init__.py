"""A reviewer's rules for plan drafts: ``review(plan)`` gives the findings of one plan."""

from __future__ import annotations

from kehoach.validate.engine import review
from kehoach.validate.findings import Finding

__all__ = ["Finding", "review"]
