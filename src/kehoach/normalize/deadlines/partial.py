"""What a phrase says by itself: periods that may lack their year or month, and recurrences. No context here."""
from __future__ import annotations

import calendar
from datetime import date
from typing import Literal, NamedTuple

Grain = Literal["day", "part", "week", "month", "quarter", "half", "months", "year", "school", "issue", "day alone"]
END = 0
"""As a day of the month: the last one."""
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Period(NamedTuple):
    """A stretch of one year (a school year runs into the next): from (month, day) to (month, day).

    ``year`` is what was written; ``offset`` counts from the plan's year where that was said ("năm sau" is 1, "trong năm" 0).
    ``reach`` is how many years later it ends, ``before`` a year it must precede ("từ tháng 11 đến tháng 02/2025").
    A day alone has month 0. ``bare``: written without the word of its unit. ``month_said``: with the word tháng, so that a
    number after it is a month ("ngày 15 tháng 3, 6, 9"). ``at``: where it stands in the phrase.
    """

    grain: Grain
    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    offset: int | None = None
    reach: int = 0
    before: int | None = None
    approximate: bool = False
    bare: bool = False
    month_said: bool = False
    at: tuple[int, int] = (0, 0)

    @property
    def dated(self) -> bool:
        """Whether its year was said, directly or by counting from the plan's."""
        return self.year is not None or self.offset is not None or self.grain == "issue"

    def days(self, year: int) -> tuple[date, date] | None:
        """The first and last day in a given year; None where the calendar has no such day."""
        start, end = _day(year, self.first), _day(year + self.reach, self.last)
        return (start, end) if start and end else None


def length_of_month(year: int, month: int) -> int:
    """Days of a month."""
    return 29 if month == 2 and calendar.isleap(year) else _LENGTHS[month]


def _day(year: int, month_day: tuple[int, int]) -> date | None:
    month, day = month_day
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    length = length_of_month(year, month)
    if day <= END:  # counted from the end: END is the last, -10 the first of the last ten
        return date(year, month, length + (day + 1 if day else 0))
    return date(year, month, day) if day <= length else None


class Range(NamedTuple):
    """From the beginning of one period to the end of another, or to the day before that begins (``open_end``)."""

    start: Period
    end: Period
    open_end: bool = False

    @property
    def approximate(self) -> bool:
        return self.start.approximate or self.end.approximate

    @property
    def at(self) -> tuple[int, int]:
        return self.start.at[0], self.end.at[1]


Member = Period | Range


Unit = Literal["day", "week", "month", "quarter", "half", "year"]
QUARTER_ENDS = (3, 6, 9, 12)
HALF_ENDS = (6, 12)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Recurrence(NamedTuple):
    """How often something recurs and, where said, on which months and days.

    ``unit`` None: said to recur, not how often. ``at``: where one of a list of units stands in the phrase.
    """

    unit: Unit | None
    interval: int = 1
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()
    nth_of_set: int | None = None
    approximate: bool = False
    at: tuple[int, int] | None = None

    def rrule(self) -> str | None:
        """The RFC 5545 rule, only with what is said; None where that does not fix one."""
        if self.unit is None:
            return None
        frequency = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY"}.get(self.unit, "YEARLY")
        months = self.months or {"quarter": QUARTER_ENDS, "half": HALF_ENDS}.get(self.unit, ())
        parts = [f"FREQ={frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        parts += [
            f"{name}={','.join(map(str, values))}"
            for name, values in (("BYMONTH", months), ("BYMONTHDAY", self.month_days), ("BYDAY", self.weekdays))
            if values
        ]
        if self.nth_of_set:
            parts.append(f"BYSETPOS={self.nth_of_set}")
        return ";".join(parts)


Counted = tuple[int, Unit, bool]
"""So many units, and whether only working days count."""
