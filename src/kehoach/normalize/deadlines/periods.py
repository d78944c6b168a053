"""Periods of the calendar: what each rule for days, months, quarters, years and their parts makes of its words.

Conventions for parts of a period and school years are those of the published record ("approximate" marks them).
"""
from __future__ import annotations

from kehoach.normalize.deadlines.matched import IMPOSSIBLE, PARTS, Made, Matched, ordinal
from kehoach.normalize.deadlines.partial import END, HALF_ENDS, Period, Range


def day(m: Matched) -> Made:
    month = m.value("m") or m.value("mx")
    if month is None:
        return IMPOSSIBLE
    of_day = (month, m.value("d"))
    made = m.period("day", of_day, of_day, bare=m.tokens[0].value is not None)
    worded = any(token.kind == "MONTH" for token in m.tokens)
    return (made[0], made[1]._replace(month_said=True)) if worded and made[1] else made


def day_alone(m: Matched) -> Made:
    return "DAY_ALONE", Period("day alone", (0, m.value("d")), (0, m.value("d")), at=m.at)


def last_day_of(m: Matched) -> Made:
    month = m.value("m") or m.value("q") * 3
    return m.period("day", (month, END), (month, END))


def days_of_month(m: Matched) -> Made:
    days, month = (m.value("n") or 1) * (7 if m.kind("u") == "WEEK" else 1), m.value("m")
    if not 1 <= days <= 28:
        return IMPOSSIBLE
    first, last = ((month, 1), (month, days)) if m.kind("part") == "HEAD" else ((month, -days), (month, END))
    return m.period("part", first, last, approximate=not m.value("n"))


def weeks(m: Matched) -> Made:
    month, said = m.value("m"), m.year()
    if said is None:
        return IMPOSSIBLE
    of_month = next(i for i, token in enumerate(m.tokens) if token.kind == "MONTH")
    of_week = next(i for i, token in enumerate(m.tokens) if token.kind == "WEEK")
    found: list[Period | Range] = []
    joined = False
    for token in m.tokens[of_week : of_month if of_week < of_month else None]:
        if token.kind in ("TIGHT_DASH", "DASH", "TO"):
            joined = True
        number = 1 if token.kind == "HEAD" else ordinal(token.value) if token.kind == "WEEKDAY" else token.value
        if number is None:
            continue
        if not 1 <= number <= 5:
            return IMPOSSIBLE
        last = 7 * number if number < 5 else END
        week = Period("week", (month, 7 * number - 6), (month, last), *said, approximate=True, at=m.at)
        before = found.pop() if joined else None
        found.append(Range(before, week) if isinstance(before, Period) else week)
        joined = False
    return "PERIOD", found


def half_month(m: Matched) -> Made:
    month = m.value("m")
    first, last = (1, 15) if m.kind("part") == "HEAD" else (16, END)
    return m.period("part", (month, first), (month, last), approximate=True)


def half_year(m: Matched) -> Made:
    first = 1 if m.kind("part") == "HEAD" else 7
    return m.months("half", first, first + 5, approximate=True)


def months_of_year(m: Matched) -> Made:
    count = (6 if "six" in m.groups else m.value("n")) * (3 if m.kind("u") == "QUARTER" else 1)
    if not 1 <= count <= 11:
        return IMPOSSIBLE
    first, last = (1, count) if m.kind("part") == "HEAD" else (13 - count, 12)
    return m.months("half" if count == HALF_ENDS[0] else "months", first, last)


def all_quarters(m: Matched) -> Made:
    said = m.year()
    if said is None or m.value("n") != 4:
        return IMPOSSIBLE
    return "PERIOD", [Period("quarter", (first, 1), (first + 2, END), *said, at=m.at) for first in (1, 4, 7, 10)]


def edge_of_year(m: Matched) -> Made:
    count, grain = (3, "quarter") if m.kind("u") == "QUARTER" else (1, "month")
    first = 1 if m.kind("part") == "HEAD" else 13 - count
    return m.months(grain, first, first + count - 1)  # type: ignore[arg-type]


def month_of_named_quarter(m: Matched) -> Made:
    month = m.value("q") * 3 - 2 + PARTS[str(m.kind("part"))]
    of_month = m.value("d")
    return m.period("day", (month, of_month), (month, of_month)) if of_month else m.months("month", month, month)


def part_of_month(m: Matched) -> Made:
    month = m.value("m") or m.value("mx")
    first, last = ((1, 10), (11, 20), (21, END))[PARTS[str(m.kind("part"))]]
    return m.period("part", (month, first), (month, last), approximate=True) if month else IMPOSSIBLE


def part_of_quarter(m: Matched) -> Made:
    month = m.value("q") * 3 - 2 + PARTS[str(m.kind("part"))]
    return m.months("month", month, month, approximate=True)


def part_of_year(m: Matched) -> Made:
    part = PARTS[str(m.kind("part"))]
    first, last = ((1, 3), (4, 9), (10, 12))[part]
    return m.months("months" if part == 1 else "quarter", first, last, approximate=True)


def quarter(m: Matched) -> Made:
    number = m.value("q") or m.nth()
    return m.months("quarter", 3 * number - 2, 3 * number) if number <= 4 else IMPOSSIBLE


def month(m: Matched) -> Made:
    number = 5 if "may" in m.groups else m.value("m") or m.value("mx") or m.value("mr")
    unclear = number is None or ("mr" in m.groups and m.groups["mr"].text == "ii")  # II is February in Roman, 11 when misread
    return IMPOSSIBLE if unclear else m.months("month", number, number)


def bare_month(m: Matched) -> Made:
    return m.months("month", m.value("m"), m.value("m"), bare=True)


def year(m: Matched) -> Made:
    return m.months("year", 1, 12, bare=len(m.tokens) == 1)


def school_year(m: Matched) -> Made:
    first, second = m.value("y"), m.value("next")
    if second != first + 1:
        return IMPOSSIBLE
    return "PERIOD", Period("school", (9, 5), (5, 31), first, reach=1, approximate=True, at=m.at)


def issue(m: Matched) -> Made:
    return "PERIOD", Period("issue", (0, 0), (0, 0), at=m.at)


BUILDERS = {
    builder.__name__: builder
    for builder in (
        day, day_alone, last_day_of, days_of_month, weeks, half_month, half_year, months_of_year, all_quarters, edge_of_year,
        month_of_named_quarter, part_of_month, part_of_quarter, part_of_year, quarter, month, bare_month, year, school_year, issue,
    )
}  # fmt: skip
"""What a rule "gives", by name."""
