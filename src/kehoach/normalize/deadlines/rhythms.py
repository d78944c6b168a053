"""Recurrences: how often ("01 lần/quý", "hằng năm", "6 tháng, năm") and on which days ("trước ngày 20 hằng tháng").

Twice a year is June and December, four times the ends of the quarters. Before X means the day before X begins, here as
everywhere.
"""
from __future__ import annotations

from collections.abc import Iterable

from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.matched import IMPOSSIBLE, PARTS, Made, Matched
from kehoach.normalize.deadlines.partial import END, QUARTER_ENDS, WEEKDAYS, Member, Period, Range, Recurrence, Unit, length_of_month

UNITS: dict[str, Unit] = {
    "DAY": "day", "NOW": "day", "WEEK": "week", "MONTH": "month",
    "QUARTER": "quarter", "QUARTER_LIKE": "quarter", "YEAR_WORD": "year", "YEAR_LIKE": "year",
}  # fmt: skip
_MONTHS_OF: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
_OFTEN: dict[tuple[Unit, int], Unit] = {("year", 2): "half", ("year", 4): "quarter", ("year", 12): "month", ("quarter", 3): "month"}
_OF_MONTHS: dict[int, Unit] = {1: "month", 3: "quarter", 6: "half"}
_CLOSING_GRAINS = frozenset({"quarter", "half", "months"})


def every(unit: Unit, count: int = 1) -> Recurrence:
    """Every so many units; 3 and 6 months are the quarter and the half year."""
    months = _MONTHS_OF.get(unit, 0) * count
    if months in _OF_MONTHS:
        return Recurrence(_OF_MONTHS[months])
    if months and months % 12 == 0:
        return Recurrence("year", months // 12)
    return Recurrence("month", months) if unit == "quarter" else Recurrence(unit, count)


def _so_often(times: int, unit: Unit, count: int) -> Recurrence:
    """So many times in so many units; what is not a whole unit recurs without a rule."""
    if times == 1:
        return every(unit, count)
    return Recurrence(_OFTEN.get((unit, times)) if count == 1 else None, approximate=True)


def times(m: Matched) -> Made:
    n, count = m.value("n"), m.value("c")
    if n == 0 or count == 0:
        return IMPOSSIBLE
    return "RECURRENCE", (_so_often(n or 1, UNITS[str(m.kind("u"))], count or 1),)


def units(m: Matched) -> Made:
    """A list of units; "9 tháng" among them is the report on nine months, due every September."""
    found: list[Recurrence] = []
    count: Token | None = None
    for token in m.tokens:
        if token.kind in UNITS:
            unit = listed_unit(UNITS[token.kind], count.value if count else None)
            found.append(unit._replace(at=((count or token).start, token.end)))
            count = None
        elif token.value is not None:
            count = token
    return "RECURRENCE", tuple(found)


def listed_unit(unit: Unit, count: int | None) -> Recurrence:
    """A unit of a list of report periods."""
    return Recurrence("year", months=(9,)) if (unit, count) == ("month", 9) else every(unit, count or 1)


def numbered_weekday(number: int) -> str | None:
    """ "thứ 2" is Monday, "thứ 7" Saturday."""
    return WEEKDAYS[number - 2] if 2 <= number <= 7 else None


def weekdays(m: Matched) -> Made:
    days: list[str] = []
    for token in m.tokens:
        if token.kind == "WEEKDAY":
            days.append(token.value)
        elif token.kind in ("N4", "N12"):
            day = numbered_weekday(token.value)
            if day is None:
                return IMPOSSIBLE
            days.append(day)
    return "RECURRENCE", (Recurrence("week", weekdays=tuple(days)),)


def weekday(m: Matched) -> Made:
    value = next(token.value for token in reversed(m.tokens) if token.value is not None)
    day = value if isinstance(value, str) else numbered_weekday(value)
    return ("WEEKDAYS", (day,)) if day else ("WORD", None)


def weekday_of_month(m: Matched) -> Made:
    day = m.value("wd") or numbered_weekday(m.value("o"))
    nth = m.value("n") or {"HEAD": 1, "TAIL": -1}.get(str(m.kind("part")))
    if not day or not nth:
        return IMPOSSIBLE
    return "RECURRENCE", (Recurrence("month", weekdays=(f"{nth}{day}",)),)


def _of_unit(unit: Unit, part: int) -> tuple[int, ...]:
    """The months that begin (0), halve (1) or end (2) every quarter or year."""
    return tuple(month - 2 + part for month in QUARTER_ENDS) if unit == "quarter" else ((1, 6, 12)[part],) if unit == "year" else ()


def last_day(m: Matched) -> Made:
    unit = UNITS[str(m.kind("u"))]
    months = _of_unit(unit, 2)
    if "biz" in m.groups:
        return "RECURRENCE", (Recurrence("month", months=months, weekdays=WEEKDAYS[:5], nth_of_set=-1),)
    return "RECURRENCE", (Recurrence(unit, months=months, month_days=(-1,)),)


def month_of_quarter(m: Matched) -> Made:
    part = PARTS[str(m.kind("part"))] if "part" in m.groups else (m.value("n") or m.nth()) - 1
    return ("RECURRENCE", (Recurrence("quarter", months=_of_unit("quarter", part)),)) if part < 3 else IMPOSSIBLE


def part_of_every(m: Matched) -> Made:
    unit = UNITS[str(m.kind("u"))]
    part = PARTS[str(m.kind("part"))]
    days = ((1, 15, -1)[part],) if unit == "month" and "week" not in m.groups else ()
    return "RECURRENCE", (Recurrence(unit, months=_of_unit(unit, part), month_days=days, approximate=True),)


def week_of_every(m: Matched) -> Made:
    return "RECURRENCE", (Recurrence("month", approximate=True),)


def of_every(m: Matched) -> Made:
    return "DAY_ANCHOR", (every(UNITS[str(m.kind("u"))]),)


def later(m: Matched) -> Made:
    """The units that follow: "các năm tiếp theo", but not "các năm trước"."""
    return ("WORD", None) if any(token.kind == "YEAR_OFFSET" and token.value < 1 for token in m.tokens) else ("LATER_ONES", None)


BUILDERS = {
    "every": times,
    **{
        builder.__name__: builder
        for builder in (
            times, units, weekdays, weekday, weekday_of_month, last_day, month_of_quarter, part_of_every, week_of_every, of_every, later,
        )
    },
}  # fmt: skip
"""What a rule "gives", by name."""


# --- on which days --------------------------------------------------------------------------------------------------
def on_days(rhythm: Recurrence, members: Iterable[Member], *, exclusive: bool) -> Recurrence | None:
    """A monthly or quarterly recurrence on days of the month; a range of days closes on its last. None where it has no months."""
    if rhythm.unit not in ("month", "quarter", "half") or rhythm.month_days:
        return None
    days = [(member.end if isinstance(member, Range) else member).first[1] for member in members]
    months = rhythm.months or (QUARTER_ENDS if rhythm.unit == "quarter" else ())
    if exclusive and 1 in days:
        if len(days) > 1:
            return None
        return rhythm._replace(months=tuple(sorted((month - 2) % 12 + 1 for month in months)), month_days=(-1,))
    return rhythm._replace(month_days=tuple(day - exclusive for day in days))


def day_before(rhythm: Recurrence) -> Recurrence:
    """The same rhythm one day earlier: "trước thứ Sáu hằng tuần" is Thursday."""
    weekdays = tuple(WEEKDAYS[WEEKDAYS.index(day) - 1] for day in rhythm.weekdays) if rhythm.unit == "week" else rhythm.weekdays
    days = tuple(day - 1 for day in rhythm.month_days) if all(day != 1 for day in rhythm.month_days) else rhythm.month_days
    return rhythm._replace(weekdays=weekdays, month_days=days)


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
        return month, -1 if month == 2 else length_of_month(2001, month)
    if period.grain == "day":
        return month, -1 if day == END else day
    return (period.last[0] if period.grain in _CLOSING_GRAINS else month), None


def counts_fit(rhythm: Recurrence, members: tuple[Member, ...]) -> bool:
    """Whether dates in a bracket can be those of a quarterly or half-yearly recurrence: four, or one or two."""
    return len(members) == 4 if rhythm.unit == "quarter" else len(members) <= 2 if rhythm.unit == "half" else False
