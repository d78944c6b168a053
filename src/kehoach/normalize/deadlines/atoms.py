"""From tokens to partial values: what each rule with a pattern makes of the words it matched.

Conventions for parts of a period, school years and recurrences are those of the published record ("approximate" marks them).
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.partial import END, HALF_ENDS, QUARTER_ENDS, WEEKDAYS, Grain, Period, Range, Recurrence
from kehoach.normalize.deadlines.patterns import Rule, grammar, letters

Made = tuple[str, Any]
IMPOSSIBLE: Made = ("IMPOSSIBLE", None)
_UNITS = {
    "DAY": "day", "WEEK": "week", "MONTH": "month", "QUARTER": "quarter", "QUARTER_LIKE": "quarter", "YEAR_WORD": "year", "YEAR_LIKE": "year",
}  # fmt: skip
_PART = {"HEAD": 0, "MIDDLE": 1, "TAIL": 2}


def ordinal(weekday: str) -> int:
    """The number that a weekday's name also is: thứ hai, Monday or the second."""
    return WEEKDAYS.index(weekday) + 2


class Matched:
    """The tokens a rule matched, by the names the rule gave them."""

    def __init__(self, tokens: list[Token], groups: dict[str, Token]) -> None:
        self.tokens = tokens
        self.groups = groups

    def value(self, *names: str) -> Any:
        """The value of the first of these that matched."""
        return next((self.groups[name].value for name in names if name in self.groups), None)

    def kind(self, name: str) -> str | None:
        return self.groups[name].kind if name in self.groups else None

    def nth(self) -> int:
        """ "thứ hai" as the second."""
        return ordinal(self.groups["nth"].value)

    def year(self) -> tuple[int | None, int | None] | None:
        """Year and offset as written; None where the year cannot be one ("15/6/99")."""
        short = self.groups.get("yy")
        if short:
            return (2000 + short.value, None) if len(short.text) == 2 and 20 <= short.value <= 60 else None
        own = 0 if any(name in self.groups for name in ("own", "own2", "own3")) else None
        return self.value("y", "y2"), self.value("rel") if "rel" in self.groups else own

    def period(self, grain: Grain, first: tuple[int, int], last: tuple[int, int], *, approximate: bool = False, bare: bool = False) -> Made:
        """A period in the year that was written."""
        said = self.year()
        if said is None:
            return IMPOSSIBLE
        return "PERIOD", Period(grain, first, last, *said, approximate=approximate, bare=bare)

    def months(self, grain: Grain, first: int, last: int, *, approximate: bool = False, bare: bool = False) -> Made:
        return self.period(grain, (first, 1), (last, END), approximate=approximate, bare=bare)


def read_atoms(tokens: list[Token]) -> list[Token]:
    """The tokens with every run that a rule matched replaced by what the rule makes of it."""
    alphabet = letters()
    made: list[Token] = []
    at = 0
    for rule, match in grammar().matches(tokens):
        made += tokens[at : match.start()]
        run = tokens[match.start() : match.end()]
        kind, value = _build(rule, match, tokens, run)
        if kind in alphabet:
            made.append(Token(kind, run[0].start, run[-1].end, value, "", rule.name))
        at = match.end()
    return made + tokens[at:]


def _build(rule: Rule, match: re.Match[str], tokens: list[Token], run: list[Token]) -> Made:
    groups = {name: tokens[match.start(name)] for name, text in match.groupdict().items() if text}
    return BUILDERS[rule.gives](Matched(run, groups))


# --- recurrences ----------------------------------------------------------------------------------------------------
def every(unit: str, count: int = 1) -> Recurrence:
    """Every so many units; 3 and 6 months are the quarter and the half year."""
    if unit == "month" and count in (1, 3, 6) or unit == "quarter" and count in (1, 2):
        name = {1: unit, 2: "half", 3: "quarter", 6: "half"}[count]
        return Recurrence(name)  # type: ignore[arg-type]
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit, 0) * count
    if months and months % 12 == 0:
        return Recurrence("year", months // 12)
    if unit == "quarter":
        return Recurrence("month", months)
    return Recurrence(unit, count)  # type: ignore[arg-type]


def _times(times: int, unit: str, count: int) -> Recurrence:
    """So many times in so many units; what is not a whole unit recurs without a rule."""
    if times == 1:
        return every(unit, count)
    named = {("year", 2): "half", ("year", 4): "quarter", ("year", 12): "month", ("quarter", 3): "month"}.get((unit, times)) if count == 1 else None
    return Recurrence(named, approximate=True) if named else Recurrence(None, approximate=True)  # type: ignore[arg-type]


def times(m: Matched) -> Made:
    n, count = m.value("n"), m.value("c")
    if n == 0 or count == 0:
        return IMPOSSIBLE
    return "RECURRENCE", (_times(n or 1, _UNITS[str(m.kind("u"))], count or 1),)


def units(m: Matched) -> Made:
    """A list of units; "9 tháng" among them is the report on nine months, due every September."""
    found: list[Recurrence] = []
    count: Token | None = None
    for token in m.tokens:
        if token.kind in _UNITS:
            unit = listed_unit(_UNITS[token.kind], count.value if count else None)
            found.append(replace(unit, at=((count or token).start, token.end)))
            count = None
        elif token.value is not None:
            count = token
    return "RECURRENCE", tuple(found)


def listed_unit(unit: str, count: int | None) -> Recurrence:
    """A unit of a list of report periods."""
    return Recurrence("year", months=(9,)) if (unit, count) == ("month", 9) else every(unit, count or 1)


def weekdays(m: Matched) -> Made:
    days: list[str] = []
    for token in m.tokens:
        if token.kind == "WEEKDAY":
            days.append(token.value)
        elif token.kind in ("N4", "N12"):
            if not 2 <= token.value <= 7:
                return IMPOSSIBLE
            days.append(WEEKDAYS[token.value - 2])
    return "RECURRENCE", (Recurrence("week", weekdays=tuple(days)),)


def weekday(m: Matched) -> Made:
    value = m.tokens[-1].value
    day = value if isinstance(value, str) else WEEKDAYS[value - 2] if 2 <= value <= 7 else None
    return ("WEEKDAYS", (day,)) if day else ("WORD", None)


def weekday_of_month(m: Matched) -> Made:
    day = m.value("wd") or (WEEKDAYS[m.value("o") - 2] if 2 <= m.value("o") <= 7 else None)
    nth = m.value("n") or {"HEAD": 1, "TAIL": -1}.get(str(m.kind("part") or m.kind("part2")))
    if not day or not nth:
        return IMPOSSIBLE
    return "RECURRENCE", (Recurrence("month", weekdays=(f"{nth}{day}",)),)


def _of_unit(unit: str, part: int) -> tuple[int, ...]:
    """The months that begin (0), halve (1) or end (2) every quarter or year."""
    return tuple(month - 2 + part for month in QUARTER_ENDS) if unit == "quarter" else ((1, 6, 12)[part],) if unit == "year" else ()


def last_day(m: Matched) -> Made:
    unit = _UNITS[str(m.kind("u"))]
    months = _of_unit(unit, 2)
    if "biz" in m.groups:
        return "RECURRENCE", (Recurrence("month", months=months, weekdays=WEEKDAYS[:5], nth_of_set=-1),)
    return "RECURRENCE", (Recurrence(unit, months=months, month_days=(-1,)),)  # type: ignore[arg-type]


def month_of_quarter(m: Matched) -> Made:
    part = _PART[str(m.kind("part"))] if "part" in m.groups else (m.value("n") or m.nth()) - 1
    return ("RECURRENCE", (Recurrence("quarter", months=_of_unit("quarter", part)),)) if part < 3 else IMPOSSIBLE


def part_of_every(m: Matched) -> Made:
    unit = _UNITS[next(str(m.kind(name)) for name in ("u", "u2", "u3", "u4") if name in m.groups)]
    part = _PART[str(m.kind("part"))]
    days = ((1, 15, -1)[part],) if unit == "month" and "week" not in m.groups else ()
    return "RECURRENCE", (Recurrence(unit, months=_of_unit(unit, part), month_days=days, approximate=True),)  # type: ignore[arg-type]


def of_every(m: Matched) -> Made:
    return "DAY_ANCHOR", (every(_UNITS[str(m.kind("u") or m.kind("u2"))]),)


def later(m: Matched) -> Made:
    """The units that follow: "các năm tiếp theo", but not "các năm trước"."""
    return ("WORD", None) if any(token.kind == "YEAR_OFFSET" and token.value < 1 for token in m.tokens) else ("LATER_ONES", None)


# --- periods --------------------------------------------------------------------------------------------------------
def day(m: Matched) -> Made:
    month = m.value("m", "m2", "m3", "mx")
    if month is None:
        return IMPOSSIBLE
    of_day = (month, m.value("d"))
    made = m.period("day", of_day, of_day, bare=m.tokens[0].value is not None)
    worded = any(token.kind == "MONTH" for token in m.tokens)
    return (made[0], replace(made[1], month_said=True)) if worded and made[1] else made


def day_alone(m: Matched) -> Made:
    return "DAY_ALONE", Period("day alone", (0, m.value("d")), (0, m.value("d")))


def last_day_of(m: Matched) -> Made:
    month = m.value("m") or m.value("q") * 3
    return m.period("day", (month, END), (month, END))


def days_of_month(m: Matched) -> Made:
    days, month = m.value("n") * (7 if m.kind("u") == "WEEK" else 1), m.value("m")
    if not 1 <= days <= 28:
        return IMPOSSIBLE
    first, last = ((month, 1), (month, days)) if m.kind("part") == "HEAD" else ((month, -days), (month, END))
    return m.period("part", first, last)


def weeks(m: Matched) -> Made:
    month, said = m.value("m"), m.year()
    if said is None:
        return IMPOSSIBLE
    of_month = next(i for i, token in enumerate(m.tokens) if token.kind == "MONTH")
    found: list[Period | Range] = []
    joined = False
    for token in m.tokens[:of_month]:
        if token.kind in ("TIGHT_DASH", "DASH", "TO"):
            joined = True
        number = 1 if token.kind == "HEAD" else ordinal(token.value) if token.kind == "WEEKDAY" else token.value
        if number is None:
            continue
        if not 1 <= number <= 5:
            return IMPOSSIBLE
        last = 7 * number if number < 5 else END
        week = Period("week", (month, 7 * number - 6), (month, last), *said, approximate=True)
        before = found.pop() if joined else None
        found.append(Range(before, week) if isinstance(before, Period) else week)
        joined = False
    return "PERIOD", tuple(found)


def half_month(m: Matched) -> Made:
    month = m.value("m")
    first, last = (1, 15) if m.kind("part") == "HEAD" else (16, END)
    return m.period("part", (month, first), (month, last), approximate=True)


def half_year(m: Matched) -> Made:
    first = 1 if m.kind("part") == "HEAD" else 7
    return m.months("half", first, first + 5, approximate=True)


def months_of_year(m: Matched) -> Made:
    count = m.value("n") * (3 if m.kind("u") == "QUARTER" else 1)
    if not 1 <= count <= 11:
        return IMPOSSIBLE
    first, last = (1, count) if m.kind("part") == "HEAD" else (13 - count, 12)
    return m.months("half" if count == HALF_ENDS[0] else "months", first, last)


def edge_of_year(m: Matched) -> Made:
    count, grain = (3, "quarter") if m.kind("u") == "QUARTER" else (1, "month")
    first = 1 if m.kind("part") == "HEAD" else 13 - count
    return m.months(grain, first, first + count - 1)  # type: ignore[arg-type]


def month_of_named_quarter(m: Matched) -> Made:
    month = m.value("q") * 3 - 2 + _PART[str(m.kind("part"))]
    of_month = m.value("d")
    return m.period("day", (month, of_month), (month, of_month)) if of_month else m.months("month", month, month)


def part_of_month(m: Matched) -> Made:
    month = m.value("m", "mx")
    first, last = ((1, 10), (11, 20), (21, END))[_PART[str(m.kind("part"))]]
    return m.period("part", (month, first), (month, last), approximate=True) if month else IMPOSSIBLE


def part_of_quarter(m: Matched) -> Made:
    month = m.value("q") * 3 - 2 + _PART[str(m.kind("part"))]
    return m.months("month", month, month, approximate=True)


def part_of_year(m: Matched) -> Made:
    part = _PART[str(m.kind("part"))]
    first, last = ((1, 3), (4, 9), (10, 12))[part]
    return m.months("months" if part == 1 else "quarter", first, last, approximate=True)


def quarter(m: Matched) -> Made:
    number = m.value("q") or m.nth()
    return m.months("quarter", 3 * number - 2, 3 * number) if number <= 4 else IMPOSSIBLE


def month(m: Matched) -> Made:
    number = 5 if "may" in m.groups else m.value("m", "mx", "mr")
    unclear = number is None or ("mr" in m.groups and m.groups["mr"].text == "ii")  # II is February in Roman, 11 when misread
    return IMPOSSIBLE if unclear else m.months("month", number, number)


def bare_month(m: Matched) -> Made:
    return m.months("month", m.value("m"), m.value("m"), bare=True)


def year(m: Matched) -> Made:
    return m.months("year", 1, 12, bare=len(m.tokens) == 1)


def school_year(m: Matched) -> Made:
    first, second = m.value("y"), m.value("y2")
    if second != first + 1:
        return IMPOSSIBLE
    return "PERIOD", Period("school", (9, 5), (5, 31), first, reach=1, approximate=True)


def issue(_: Matched) -> Made:
    return "PERIOD", Period("issue", (0, 0), (0, 0))


BUILDERS: dict[str, Callable[[Matched], Made]] = {
    "clock": lambda _: ("CLOCK_TIME", None),
    "word": lambda _: ("WORD", None),
    "mark": lambda _: ("MARK", None),
    "impossible": lambda _: IMPOSSIBLE,
    "every": times,
    **{
        builder.__name__: builder
        for builder in (
            times, units, weekdays, weekday, weekday_of_month, last_day, month_of_quarter, part_of_every, of_every, later, day, day_alone, last_day_of,
            days_of_month, weeks, half_month, half_year, months_of_year, edge_of_year, month_of_named_quarter, part_of_month, part_of_quarter,
            part_of_year, quarter, month, bare_month, year, school_year, issue,
        )
    },
}  # fmt: skip
"""What a rule "gives", by name."""
