"""Deadlines against the day of issue and the plan's period."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from kehoach.model import Clause, Task
from kehoach.validate.draft import Draft, Window

_REPORT = re.compile(r"(?i)báo cáo|tổng kết|quyết toán")
_REPORT_GRACE = timedelta(days=31)
"""Reports on a period are due in the month after it."""
_FAR = 3
_ENOUGH = 6


class Late(Struct, frozen=True):
    """A task whose deadline lies outside the period, and the clause that does."""

    task: Task
    clause: Clause


def ended_before_issue(draft: Draft) -> list[tuple[Task, date]]:
    """Tasks whose every dated clause ends before the document can have been issued, with the last day."""
    if draft.issued is None:
        return []
    late = []
    for id_, clauses in draft.dated_tasks.items():
        ends = [clause.end for clause in clauses]
        if None not in ends and (last := max(end for end in ends if end)) < draft.issued.first:
            late.append((draft.tasks[id_], last))
    return late


def outside_period(draft: Draft) -> list[Late]:
    """Tasks with a clause outside the plan's period; those already over at the issue date are left to another rule.

    Work between the issue date and the period is preparation, reports may be due in the month after the period. A plan
    without a period is judged by its other deadlines: one that stands years apart from all of them is outside.
    """
    period = draft.plan.document.period
    bounds = Window(period.start, period.end) if period else _usual(draft)
    if bounds is None:
        return []
    over = {task.id for task, _ in ended_before_issue(draft)}
    found = []
    for id_, clauses in draft.dated_tasks.items():
        task = draft.tasks[id_]
        outside = next((clause for clause in clauses if _is_outside(draft, task, clause, bounds)), None)
        if outside and id_ not in over:
            found.append(Late(task, outside))
    return found


def _is_outside(draft: Draft, task: Task, clause: Clause, bounds: Window) -> bool:
    if clause.end and clause.end < bounds.first:
        prepared = draft.issued is not None and clause.end >= draft.issued.first
        return not prepared
    after = (clause.start and clause.start > bounds.last) or (clause.kind == "by" and clause.end and clause.end > bounds.last)
    return bool(after) and not _is_report(task, clause, bounds)


def _is_report(task: Task, clause: Clause, bounds: Window) -> bool:
    end = clause.end or clause.start
    about = " ".join((task.title, task.deadline.raw, *task.deliverables))
    return end is not None and end <= bounds.last + _REPORT_GRACE and _REPORT.search(about) is not None


def _usual(draft: Draft) -> Window | None:
    """The years that most deadlines of a plan without a period have in common; None where too few are dated.

    Left out are the few (up to a fifth) that stand three years or more apart from the rest.
    """
    years = sorted(day.year for clauses in draft.dated_tasks.values() for clause in clauses if (day := clause.end or clause.start))
    if len(years) < _ENOUGH:
        return None
    few = max(1, len(years) // 5)
    gaps = [position for position, (one, other) in enumerate(pairwise(years), start=1) if other - one >= _FAR]
    start = max((gap for gap in gaps if gap <= few), default=0)
    end = min((gap for gap in gaps if len(years) - gap <= few), default=len(years))
    return Window(date(years[start], 1, 1), date(years[end - 1], 12, 31))


def mostly(part: int, whole: int) -> bool:
    """Whether so many deadlines are off that the date they are measured against is the likelier mistake."""
    return part >= 3 and part * 2 > whole
