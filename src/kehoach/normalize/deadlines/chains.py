"""Lists and ranges of periods: "Quý II, III và IV năm 2024", "từ 15 đến 20/6", "tháng 3, 6, 9, 12".

A month or a year written once serves every member that lacks it (``lend``).
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.partial import END, Member, Period, Range

LIST_SIGNS = frozenset({"COMMA", "SEMI", "PLUS", "AND", "OR"})
RANGE_SIGNS = frozenset({"DASH", "TIGHT_DASH", "TO"})
NUMBERS = frozenset({"N4", "N12", "N31", "ROMAN"})
DATED = frozenset({"PERIOD", "DAY_ALONE", "IMPOSSIBLE"})
_AFTER_NUMBER = LIST_SIGNS | RANGE_SIGNS | {"STOP", "OPEN", "CLOSE", "COLON", "RECURRENCE", "DAY_ANCHOR", "ONGOING", "BULLET", "MARK", ""}
_BAD_NUMBERS = frozenset({"N99", "NX", "ROMAN_X"})
_FAMILY = {"day alone": "day"}


class Chain(NamedTuple):
    """The members of one list, and the token after it. No members: one of them cannot be, so none counts."""

    members: tuple[Member, ...]
    end: int


class _Element(NamedTuple):
    members: tuple[Member, ...]
    end: int
    possible: bool = True


def kind_at(tokens: Sequence[Token], i: int) -> str:
    """The class of a token, "" outside the phrase."""
    return tokens[i].kind if 0 <= i < len(tokens) else ""


def read_chain(tokens: Sequence[Token], i: int) -> Chain | None:
    """The list or range that begins at a token; None where none does."""
    like = None if kind_at(tokens, i) in DATED else _date_ahead(tokens, i)
    element = _element(tokens, i, like)
    if element is None:
        return None
    members, end, possible = list(element.members), element.end, element.possible
    while True:
        element = _next_element(tokens, end, members)
        if element is None:
            break
        members += element.members
        end, possible = element.end, possible and element.possible
    return Chain(tuple(lend(members)) if possible else (), end)


def skip_numbers(tokens: Sequence[Token], i: int) -> int:
    """The token after a run of listed numbers that lead to no date."""
    while kind_at(tokens, i) in NUMBERS and kind_at(tokens, i + 1) in LIST_SIGNS | RANGE_SIGNS:
        i += 2
    return i + 1 if kind_at(tokens, i) in NUMBERS else i


def _date_ahead(tokens: Sequence[Token], i: int) -> Period | None:
    """What bare numbers count is told by the date their list ends with: "10, 11/2025" months, "15-20/6" days."""
    j = i
    while kind_at(tokens, j) in NUMBERS and kind_at(tokens, j + 1) in LIST_SIGNS | RANGE_SIGNS:
        j += 2
    period = tokens[j].value if j > i and kind_at(tokens, j) == "PERIOD" else None
    if isinstance(period, Period) and (period.grain == "day" or (period.grain == "month" and period.bare)):
        return period._replace(month_said=False)
    return None


def _next_element(tokens: Sequence[Token], end: int, members: list[Member]) -> _Element | None:
    """The next member after a list sign. A comma joins like with like; "và" and "hoặc" join anything."""
    sign = kind_at(tokens, end)
    if sign not in LIST_SIGNS:
        return None
    i = end + 1
    if sign == "COMMA" and kind_at(tokens, i) in ("AND", "OR"):
        sign, i = kind_at(tokens, i), i + 1
    if kind_at(tokens, i) == "IN" and kind_at(tokens, i + 1) == "PERIOD":
        i += 1
    last = _last_period(members)
    element = _element(tokens, i, last)
    if element is None or not element.possible or not last:
        return element
    first = element.members[0]
    first = first.start if isinstance(first, Range) else first
    alike = _FAMILY.get(first.grain, first.grain) == _FAMILY.get(last.grain, last.grain)
    return element if alike or sign in ("AND", "OR") else None


def _last_period(members: list[Member]) -> Period | None:
    last = members[-1] if members else None
    return last.end if isinstance(last, Range) else last


def _element(tokens: Sequence[Token], i: int, like: Period | None) -> _Element | None:
    """One member: a period, a bare number that continues a list, or a range of either."""
    start = _endpoint(tokens, i, like)
    if start is None or len(start.members) > 1:
        return start
    sign = kind_at(tokens, start.end)
    j = start.end + 1
    before = kind_at(tokens, j) == "BEFORE"
    while kind_at(tokens, j) in ("END", "IN", "BEFORE"):
        j += 1
    if not start.possible and sign in RANGE_SIGNS and kind_at(tokens, j) in DATED:
        return _Element((), j + 1, False)
    if not start.possible or sign not in RANGE_SIGNS or isinstance(start.members[0], Range):
        return start
    first = start.members[0]
    end = _endpoint(tokens, j, first._replace(month_said=False))
    if end is None:
        return start
    if not end.possible:
        return _Element((), end.end, False)
    last = end.members[0]
    if isinstance(last, Range) or (first.grain == "year" and last.grain != "year" and not last.dated and sign != "TO"):
        return start
    if like and like.grain == "school" and first.bare and last.bare and first.year is not None and last.year == first.year + 1:
        return _Element((like._replace(year=first.year, at=(first.at[0], last.at[1])),), end.end)
    return _Element((Range(first, last, before), *end.members[1:]), end.end)


def _endpoint(tokens: Sequence[Token], i: int, like: Period | None) -> _Element | None:
    kind = kind_at(tokens, i)
    if kind == "IMPOSSIBLE":
        return _Element((), i + 1, False)
    if kind in ("PERIOD", "DAY_ALONE"):
        value = tokens[i].value
        members = tuple(value) if isinstance(value, list) else (value,)
        if like and like.grain == "quarter" and isinstance(value, Period) and value.bare and value.grain == "month":
            quarter = _numbered(like, value.first[0])
            return _Element((quarter._replace(year=value.year, at=value.at),), i + 1) if quarter else _Element((), i + 1, False)
        return _Element(members, i + 1)
    if like and (kind in NUMBERS or kind in _BAD_NUMBERS):
        return _continued(tokens, i, like)
    return None


def begun_at(member: Member, start: int) -> Member:
    """The member with its words begun earlier in the phrase, at its own bound word."""
    if isinstance(member, Range):
        return member._replace(start=member.start._replace(at=(start, member.start.at[1])))
    return member._replace(at=(start, member.at[1]))


def _continued(tokens: Sequence[Token], i: int, like: Period) -> _Element | None:
    """A bare number read as one more period of the kind that came before, with a year of its own if one follows."""
    end, year = i + 1, None
    j = end + (kind_at(tokens, end) in ("SLASH", "TIGHT_DASH"))
    if kind_at(tokens, j) == "PERIOD" and isinstance(tokens[j].value, Period) and tokens[j].value.grain == "year":
        end, year = j + 1, tokens[j].value.year
    if kind_at(tokens, end) not in _AFTER_NUMBER:
        return None
    if tokens[i].kind in _BAD_NUMBERS:
        return _Element((), end, False) if like.grain in ("month", "quarter") else None
    if tokens[i].kind == "ROMAN" and like.grain != "quarter":
        return None
    period = _numbered(like, tokens[i].value)
    return None if period is None else _Element((period._replace(year=year, at=(tokens[i].start, tokens[end - 1].end)),), end)


def _numbered(like: Period, number: int) -> Period | None:
    if like.grain == "month" and number <= 12:
        return Period("month", (number, 1), (number, END))
    if like.grain == "quarter" and number <= 4:
        return Period("quarter", (3 * number - 2, 1), (3 * number, END))
    if like.grain == "day" and like.month_said and number <= 12:
        return like._replace(first=(number, like.first[1]), last=(number, like.last[1]), year=None, offset=None)
    if like.grain in ("day", "day alone"):
        return Period("day alone", (0, number), (0, number))
    return None


# --- lending --------------------------------------------------------------------------------------------------------
def lend(members: Sequence[Member]) -> list[Member]:
    """Give every member the month and the year it lacks from the nearest one that has it, the later first.

    A year is lent only where the order of the list then stays the order of time: in "Quý IV, quý I/2025" the fourth
    quarter is not that of 2025. The start of such a range is then of an earlier year (``Period.before``). A whole year
    is lent to what follows it only, a range of years to nothing.
    """
    if len(members) == 1 and isinstance(members[0], Period):
        return list(members)
    members = _lend_months(members)
    members = [_lend_in_range(member) if isinstance(member, Range) else member for member in members]
    later, earlier = _lenders(reversed(members), "start"), _lenders(members, "end")
    return [
        member if isinstance(member, Range) else _with_year(member, after, before)
        for member, after, before in zip(members, reversed(later), earlier, strict=True)
    ]


def _lend_in_range(both: Range) -> Range:
    """The year written at one end of a range serves the other."""
    start, end = both.start, both.end
    if end.dated and not start.dated and end.grain != "issue":
        if start.first[0] <= end.last[0] or end.reach:
            start = start._replace(year=end.year, offset=end.offset)
        elif end.offset is not None:
            start = start._replace(offset=end.offset - 1)
        else:
            start = start._replace(before=end.year)
    elif start.year is not None and not end.dated:
        end = end._replace(year=start.year + (end.last[0] < start.first[0]))
    return Range(start, end, both.open_end)


def _lend_months(members: Sequence[Member]) -> list[Member]:
    """A day alone takes the month (and the year) of the next day in the list, else of the one before."""
    found: list[Member] = []
    lender: Period | None = None
    for member in reversed(members):
        lender = _day_of(member, "end") or lender
        found.append(_with_month(member, lender))
        lender = _day_of(found[-1], "start") or lender
    lender = None
    for i, member in enumerate(reversed(found)):
        found[len(found) - 1 - i] = _with_month(member, lender)
        lender = _day_of(member, "end") or lender
    return found[::-1]


def in_month(member: Member, month: Period) -> Member:
    """A day alone, or a range of such, in a month."""
    return _with_month(member, month)


def _day_of(member: Member, side: str) -> Period | None:
    period: Period = getattr(member, side) if isinstance(member, Range) else member
    return period if period.grain == "day" else None


def _with_month(member: Member, lender: Period | None) -> Member:
    if isinstance(member, Range):
        end = _with_month(member.end, lender)
        own = end if isinstance(end, Period) and end.grain == "day" else lender
        start = _with_month(member.start, own)
        return Range(start, end, member.open_end) if isinstance(start, Period) and isinstance(end, Period) else member
    if member.grain != "day alone" or lender is None:
        return member
    day = (lender.first[0], member.first[1])
    return member._replace(grain="day", first=day, last=day, year=lender.year, offset=lender.offset)


def _lenders(members: Iterable[Member], side: str) -> list[Period | None]:
    """For each member, the last period before it (in this direction) whose year may serve others."""
    found: list[Period | None] = []
    lender: Period | None = None
    for member in members:
        found.append(lender)
        period: Period = getattr(member, side) if isinstance(member, Range) else member
        whole_year = period.grain == "year"
        if (period.year is not None or period.offset is not None) and not (whole_year and (isinstance(member, Range) or side == "start")):
            lender = period
    return found


def _with_year(period: Period, later: Period | None, earlier: Period | None) -> Period:
    if period.dated or period.grain == "day alone":
        return period
    if later and period.first <= later.first:
        return period._replace(year=later.year, offset=later.offset)
    if earlier and (earlier.grain == "year" or period.first >= earlier.first):
        return period._replace(year=earlier.year, offset=earlier.offset)
    return period
