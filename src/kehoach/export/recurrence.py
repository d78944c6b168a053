"""When the clauses of a plan fall: the window they recur in, and the days they name.

Conventions. A recurrence falls inside the plan's period; a plan that states none is taken from its issue date to the end of
that year (never from today). Where the rule leaves the day open, it is the last day of the month or year, as every other
deadline of this program is the last day on time, and Friday for a weekly one.
"""
from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from kehoach.model import Clause, Period, Plan, Task

MAX_OCCURRENCES = 4_000
"""Days of one recurring clause that are expanded: over ten years of every day."""

_MONTH, _MONTH_DAY = r"(?:0?[1-9]|1[0-2])", r"[+-]?(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAY = r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)"
_PARTS: dict[str, re.Pattern[str]] = {
    "FREQ": re.compile("DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9]\d{0,3}"),
    "COUNT": re.compile(r"[1-9]\d{0,3}"),
    "BYMONTH": re.compile(f"{_MONTH}(?:,{_MONTH})*"),
    "BYMONTHDAY": re.compile(f"{_MONTH_DAY}(?:,{_MONTH_DAY})*"),
    "BYDAY": re.compile(f"{_WEEKDAY}(?:,{_WEEKDAY})*"),
    "BYSETPOS": re.compile(r"[+-]?[1-9]\d{0,2}"),
    "WKST": re.compile("MO|TU|WE|TH|FR|SA|SU"),
}
"""The parts of RFC 5545 that rules of whole days need, each with its proper values."""


class Span(Struct, frozen=True):
    """A stretch of days, both ends included, that one clause covers; a single day where ``start == end``."""

    kind: str
    start: date
    end: date


def window(plan: Plan) -> Period | None:
    """The days inside which open-ended and recurring clauses are drawn; None where the document gives no date at all."""
    info = plan.document
    if info.period:
        return info.period
    issued = info.issued_on or info.effective_on or ""
    start = whole_day(issued + "-01-01"[len(issued) - 4 :])
    return Period(start=start, end=date(start.year, 12, 31)) if start else None


def whole_day(text: str | None) -> date | None:
    """The day that an ISO date names; None where it is cut ("2024-03"), missing or impossible."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


def bounds(clause: Clause, within: Period | None) -> tuple[date, date] | None:
    """First and last day a recurring or open clause runs: what it says, else the window. None where either is unknown."""
    start = clause.start or (within.start if within else None)
    end = clause.end or (within.end if within else None)
    return (start, end) if start and end and start <= end else None


def anchored(rule: str) -> dict[str, str] | None:
    """The parts of a rule with the day filled in where it leaves that open; None where it is not a proper rule of whole days."""
    parts = dict(part.partition("=")[::2] for part in rule.upper().strip(";").split(";"))
    parts.pop("UNTIL", None)
    if "FREQ" not in parts or not all(name in _PARTS and _PARTS[name].fullmatch(value) for name, value in parts.items()):
        return None
    frequency = parts["FREQ"]
    if frequency == "WEEKLY":
        parts.setdefault("BYDAY", "FR")
    if frequency == "YEARLY" and not {"BYMONTH", "BYDAY", "BYMONTHDAY"} & parts.keys():
        parts["BYMONTH"] = "12"
    if frequency in ("MONTHLY", "YEARLY") and not {"BYDAY", "BYMONTHDAY"} & parts.keys():
        parts["BYMONTHDAY"] = "-1"
    return parts


def occurrences(clause: Clause, within: Period | None) -> tuple[date, ...]:
    """The days a recurring clause falls due, first to last; none where its rule or its bounds are not known."""
    limits = bounds(clause, within)
    return _expanded(clause.rrule, *limits) if limits and clause.rrule else ()


@lru_cache(maxsize=4096)
def _expanded(rule: str, first: date, last: date) -> tuple[date, ...]:
    from dateutil.rrule import rrulestr

    parts = anchored(rule)
    if not parts:
        return ()
    if "COUNT" not in parts:
        parts["UNTIL"] = f"{last:%Y%m%d}"
    try:
        days = rrulestr(joined(parts), dtstart=datetime(first.year, first.month, first.day))
        return tuple(day.date() for day in islice(days, MAX_OCCURRENCES) if day.date() <= last)
    except (ValueError, TypeError):
        return ()


def joined(parts: dict[str, str]) -> str:
    """The parts of a rule as RFC 5545 writes them."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def spans(clause: Clause, within: Period | None) -> list[Span]:
    """The stretches of days to draw for a clause: a window, a last day, each occurrence; none where no date is known."""
    kind = clause.kind
    if kind == "recurring" and clause.rrule:
        return [Span(kind, day, day) for day in occurrences(clause, within)]
    if kind in ("from", "ongoing"):
        limits = bounds(clause, within)
        return [Span(kind, *limits)] if limits else []
    start, end = clause.start or clause.end, clause.end or clause.start
    return [Span(kind, start, end)] if start and end and start <= end else []


def task_spans(plan: Plan, task: Task) -> list[Span]:
    """All that a task draws on the timeline."""
    within = window(plan)
    return [span for clause in task.deadline.clauses for span in spans(clause, within)]


class Extent:
    """The days that the timeline of the plans seen so far must show: their periods, and every last day.

    What begins long before a plan's period is shown from the period on, so that it does not crowd out the plan's own months.
    """

    def __init__(self) -> None:
        self.first: date | None = None
        self.last: date | None = None

    def add(self, plan: Plan) -> None:
        within = window(plan)
        for task in plan.tasks:
            for span in task_spans(plan, task):
                self._reach(span.end if within else span.start, span.end)
                if within:
                    self._reach(within.start, within.end)

    def _reach(self, first: date, last: date) -> None:
        self.first, self.last = min(self.first or first, first), max(self.last or last, last)

    def days(self) -> tuple[date, date] | None:
        """The first and the last day to show; None where no task names a day."""
        return (self.first, self.last) if self.first and self.last else None
