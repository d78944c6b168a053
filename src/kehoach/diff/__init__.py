"""Two plans aligned task by task, their changes, and how they are shown.

``compare`` gives the whole result. Its steps are values of their own: ``frame.frame`` (what the plans may differ in without
differing), ``align.align`` (which task is which) and ``changes.changes`` (what differs between two).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kehoach.diff.result import PlanDiff
    from kehoach.model import Plan

__all__ = ["compare"]


def compare(old: Plan, new: Plan, *, absolute: bool = False, min_score: float = 0.0) -> PlanDiff:
    """What two plans share and where they differ.

    ``absolute``: dates and years are taken as they are written, not relative to the plans' periods. ``min_score``: guessed
    pairs that score below it are not taken for pairs but named as perhaps one.
    """
    from kehoach.diff.steps import compare as run

    return run(old, new, absolute=absolute, min_score=min_score)
