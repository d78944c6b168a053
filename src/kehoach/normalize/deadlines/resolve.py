"""What the context fills in: the year that a phrase leaves out, the issue date it counts from; then clauses with dates.

Order of years: the row and the section, the plan's title (``Context.year``), a period of one year; else the first such
period that ends on or after the issue date, and inside the plan's period. Never today.
"""
from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from kehoach.model import Clause, ClauseKind
from kehoach.normalize.context import Context
from kehoach.normalize.deadlines.edtf import interval
from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.partial import Counted, Member, Period, Range, Recurrence, Unit
from kehoach.normalize.deadlines.pieces import Piece, is_exclusive
from kehoach.normalize.deadlines.surface import surface
from kehoach.normalize.deadlines.tokens import FIRST_YEAR, LAST_YEAR

_YEAR_HEADING = re.compile(
    r"(?:[ivx\d]{1,4}(?:\.\d{1,2})*[.)]? )?(?:cac |nhung )?(?:nhiem vu |noi dung |cong viec )?(?:trong )?(?:nam )?(?P<year>20\d\d)"
)
LONGEST_HEADING = 60
"""Letters of a text that may be nothing but a year."""
_DAY = timedelta(days=1)
_MONTHS_OF: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
Days = tuple[date | None, date | None]
Bound = Literal["<", "<="]


class Frame(Struct, frozen=True):
    """What a context says about dates: the plan's year, the issue date, and the days between which the next of a kind is looked for.

    ``known``: the day on which the plan was known, from its issue date (``dated``), else from its period; what lies before it is past.
    ``since``: the same, but not before the plan's period begins; ``until``: the end of that period.
    """

    year: int | None
    issued: date | None
    known: date | None
    since: date | None
    until: date | None
    dated: bool

    @property
    def this_year(self) -> int | None:
        """The year that "năm nay" names."""
        return self.year or (self.since.year if self.since else None)


@lru_cache(maxsize=256)
def frame(context: Context) -> Frame:
    """The dates of a context."""
    period = context.period
    single = period.start.year if period and period.start.year == period.end.year else None
    year = _year_around(context.surroundings) or context.year or single
    known, dated = context.day(), bool(context.issued_on)
    if known is None or period is None or single:
        return Frame(year, context.issue_date(), known, known, None, dated)
    return Frame(year, context.issue_date(), known, max(known, period.start), period.end, dated)


def _year_around(texts: tuple[str, ...]) -> int | None:
    """The year of a heading or cell that is nothing but a year: "Năm 2021", "II. Nhiệm vụ năm 2025"."""
    for text in texts:
        if len(text) > LONGEST_HEADING:
            continue
        match = _YEAR_HEADING.fullmatch(surface(text).plain.rstrip(" .:;"))
        if match and FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
            return int(match["year"])
    return None


# --- years ----------------------------------------------------------------------------------------------------------
def _year_of(period: Period, given: Frame) -> int | None:
    if period.year is not None:
        return period.year
    if period.offset is not None:
        return given.this_year + period.offset if given.this_year else None
    if period.before is not None:
        return given.this_year if given.this_year and given.this_year < period.before else None
    return given.year or _first_since(period, given)


def _first_since(period: Period, given: Frame) -> int | None:
    """The first year in which the period ends on or after the plan's begin; where the plan is then over, its issue counts."""
    year = _first_after(period, given.since)
    days = period.days(year) if year else None
    late = days is not None and given.until is not None and days[0] > given.until
    return _first_after(period, given.known) if late else year


def _first_after(period: Period, day: date | None) -> int | None:
    if day is None:
        return None
    for year in range(day.year, day.year + 9):  # 29 February comes round within eight years
        days = period.days(year)
        if days and days[1] >= day:
            return year
    return None


def days_of(member: Member, given: Frame) -> Days | None:
    """First and last day of a member, None for what the context does not tell; no days at all: it cannot be."""
    if isinstance(member, Range):
        return _days_of_range(member, given)
    if member.grain == "issue":
        return given.issued, given.issued
    year = _year_of(member, given)
    if year is None:
        return None if member.before else (None, None)
    return member.days(year)


def _days_of_range(member: Range, given: Frame) -> Days | None:
    start, end = member.start, member.end
    last = days_of(end, given)
    if not start.dated and not end.dated and not start.before and given.year is None and last and last[1]:
        first = _last_before(start, last[1])
    else:
        first = days_of(start, given)
    if first is None or last is None:
        return None
    closing = last[0] - _DAY if member.open_end and last[0] else last[1]
    if first[0] and closing and first[0] > closing:
        return None
    return first[0], closing


def _last_before(period: Period, day: date) -> Days | None:
    """The last such period that begins on or before a day."""
    return next((days for year in (day.year, day.year - 1) if (days := period.days(year)) and days[0] <= day), None)


# --- clauses --------------------------------------------------------------------------------------------------------
def clauses_of(piece: Piece, given: Frame, raw: str, tokens: list[Token]) -> list[Clause]:
    """The clauses that a piece says, with their dates; none where a date cannot be."""
    label = raw[tokens[piece.label[0]].start : tokens[piece.label[1] - 1].end] if piece.label else None
    return _dated(piece, given, raw, tokens, label) if piece.kind == "time" else _undated(piece, given, raw, tokens, label)


def _undated(piece: Piece, given: Frame, raw: str, tokens: list[Token], label: str | None) -> list[Clause]:
    """What recurs, goes on, happens, is cited or asked: dates only where a window or the issue date gives them."""
    words = _words(piece, raw, tokens)
    text = raw[tokens[piece.words].start : tokens[piece.last - 1].end]
    if piece.kind == "event":
        end = _counted_end(piece.counted, given.issued) if piece.counted else None
        working = bool(piece.counted and piece.counted[2])
        return [Clause(kind="event", end=end, edtf=interval(None, end, "day"), trigger=text, label=label, approximate=working, raw=words)]
    if piece.kind == "adhoc":
        return [Clause(kind="adhoc", label=label, raw=words)]
    window = _window(piece, given)
    if window is None:
        return []
    start, end = window
    if piece.kind == "every":
        rhythm = piece.recurrence or Recurrence(None)
        rule, approximate = rhythm.rrule(), rhythm.approximate
        return [Clause(kind="recurring", start=start, end=end, rrule=rule, label=label, approximate=approximate, raw=words)]
    edtf = interval(start, end, _grain(piece.window)) if piece.window else None
    if piece.kind == "ongoing":
        return [Clause(kind="ongoing", start=start, end=end, edtf=edtf, label=label, raw=words)]
    return [Clause(kind="reference", start=start, end=end, edtf=edtf, reference=text, label=label, raw=words)]


def _words(piece: Piece, raw: str, tokens: list[Token]) -> str:
    """The words of a piece as written, with the bracket that closes after it."""
    start, end = tokens[piece.first].start, tokens[piece.last - 1].end
    at = piece.recurrence.at if piece.recurrence else None
    words = raw[at[0] : at[1]] if at else raw[start:end]
    open_bracket = words.count("(") > words.count(")") and raw[end : end + 1] == ")"
    return f"{words})" if open_bracket else words


def _grain(member: Member | None) -> str:
    """The unit in which a stretch was named: the finer of its two ends."""
    if isinstance(member, Range):
        grains = {member.start.grain, member.end.grain}
        if member.open_end or grains & {"day", "part", "week", "school", "issue"}:
            return "day"
        return "year" if grains == {"year"} else "months"
    return member.grain if member else "day"


def _window(piece: Piece, given: Frame) -> Days | None:
    if piece.window is None:
        return None, None
    days = days_of(piece.window, given)
    if days is None:
        return None
    start, end = days
    if isinstance(piece.window, Range):
        return start, end
    if "AFTER" in piece.window_lead:
        return (end + _DAY if end else None), None
    if "FROM" in piece.window_lead:
        return start, None
    return (None, end) if piece.window_lead & {"TO", "END"} else (start, end)


def _dated(piece: Piece, given: Frame, raw: str, tokens: list[Token], label: str | None) -> list[Clause]:
    clauses: list[Clause] = []
    for i, member in enumerate(piece.members):
        days = days_of(member, given)
        if days is None:
            return []
        begin = tokens[piece.first].start if i == 0 else member.at[0]
        close = tokens[piece.last - 1].end if len(piece.members) == 1 else member.at[1]
        approximate = "APPROX" in piece.lead or member.approximate
        kind, start, end, bound = bounded(piece.lead, member, days)
        edtf = interval(start, end, _grain(member) if kind == "within" else "day")
        clauses.append(
            Clause(kind=kind, start=start, end=end, bound=bound, edtf=edtf, label=label, approximate=approximate, raw=raw[begin:close])
        )
    return clauses


def bounded(lead: frozenset[str], member: Member, days: Days) -> tuple[ClauseKind, date | None, date | None, Bound | None]:
    """What the bound words make of the days: the kind, the start and end that count, and the bound."""
    start, end = days
    if is_exclusive(lead):
        return "by", None, start - _DAY if start else None, "<"
    if "AFTER" in lead:
        return "from", end + _DAY if end else None, None, None
    if "FROM" in lead and isinstance(member, Period):
        return "from", start, None, None
    if lead & {"BY", "DONE", "TO", "END", "BEFORE"}:
        return "by", None, end, "<="
    return "within", start, end, None


def _counted_end(counted: Counted, issued: date | None) -> date | None:
    """The day so many units after the issue date, which itself does not count (Bộ luật Dân sự 2015, Điều 147 and 148).

    Working days are Mondays to Fridays; holidays are not known.
    """
    count, unit, working = counted
    if issued is None or count > 3650:
        return None
    if unit in _MONTHS_OF:
        return _months_after(issued, count * _MONTHS_OF[unit])
    if not working:
        return issued + timedelta(days=count * (7 if unit == "week" else 1))
    weeks, rest = divmod(count, 5)
    day = issued + timedelta(weeks=weeks)
    while day.weekday() > 4:
        day -= _DAY
    while rest:
        day += _DAY
        rest -= day.weekday() < 5
    return day


def _months_after(day: date, months: int) -> date:
    """The corresponding day, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for of_month in range(day.day, 27, -1):
        try:
            return date(year, month + 1, of_month)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
