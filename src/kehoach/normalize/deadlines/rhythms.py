"""Recurrences that name their day: "trước ngày 20 hằng tháng", "tháng 6 và tháng 12 hằng năm", "ngày 15 tháng cuối quý".

Before X means the day before X begins, here as everywhere.
"""
from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import replace

from kehoach.normalize.deadlines.partial import END, QUARTER_ENDS, WEEKDAYS, Member, Period, Range, Recurrence

_CLOSING_GRAINS = frozenset({"quarter", "half", "months"})


def on_days(rhythm: Recurrence, members: Iterable[Member], *, exclusive: bool) -> Recurrence | None:
    """A monthly or quarterly recurrence on days of the month; a range of days closes on its last. None where it has no months."""
    if rhythm.unit not in ("month", "quarter", "half") or rhythm.month_days:
        return None
    days = [(member.end if isinstance(member, Range) else member).first[1] for member in members]
    months = rhythm.months or (QUARTER_ENDS if rhythm.unit == "quarter" else ())
    if exclusive and 1 in days:
        if len(days) > 1:
            return None
        return replace(rhythm, months=tuple(sorted((month - 2) % 12 + 1 for month in months)), month_days=(-1,))
    return replace(rhythm, month_days=tuple(day - exclusive for day in days))


def day_before(rhythm: Recurrence) -> Recurrence:
    """The same rhythm one day earlier: "trước thứ Sáu hằng tuần" is Thursday."""
    weekdays = tuple(WEEKDAYS[WEEKDAYS.index(day) - 1] for day in rhythm.weekdays) if rhythm.unit == "week" else rhythm.weekdays
    days = tuple(day - 1 for day in rhythm.month_days) if all(day != 1 for day in rhythm.month_days) else rhythm.month_days
    return replace(rhythm, weekdays=weekdays, month_days=days)


def in_year(members: Iterable[Member], *, exclusive: bool) -> list[Recurrence]:
    """Yearly recurrences on months or days: one rule where one can say it, else one for each member.

    A quarter or half year is named by its last month, as in "hằng quý".
    """
    placed = [_placed(member.end if isinstance(member, Range) else member, exclusive) for member in members]
    if len({day for _, day in placed}) == 1:
        return [_yearly([month for month, _ in placed], placed[0][1])]
    return [_yearly([month], day) for month, day in placed]


def _yearly(months: list[int], day: int | None) -> Recurrence:
    return Recurrence("year", months=tuple(sorted(set(months))), month_days=(day,) if day else ())


def _placed(period: Period, exclusive: bool) -> tuple[int, int | None]:
    """The month and, where one is named, the day of a period in any year."""
    month, day = period.first
    if exclusive:
        if day > 1:
            return month, day - 1
        month = (month - 2) % 12 + 1
        return month, -1 if month == 2 else calendar.monthrange(2001, month)[1]
    if period.grain == "day":
        return month, -1 if day == END else day
    return (period.last[0] if period.grain in _CLOSING_GRAINS else month), None


def counts_fit(rhythm: Recurrence, members: tuple[Member, ...]) -> bool:
    """Whether dates in a bracket can be those of a quarterly or half-yearly recurrence: four, or one or two."""
    return len(members) == 4 if rhythm.unit == "quarter" else len(members) <= 2 if rhythm.unit == "half" else False
