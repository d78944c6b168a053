"""Neighbouring pieces that are one clause: a rhythm and its day, what goes on and its window, a demand said twice.

Each step is a function of two neighbours that gives what stands in their place, or None to leave them. What lies between
them decides: a semicolon or full stop parts them, words of another deed mostly do.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from kehoach.normalize.deadlines.chains import LIST_SIGNS, begun_at, in_month, kind_at
from kehoach.normalize.deadlines.lexicon import NUMBER_CLASSES, Token
from kehoach.normalize.deadlines.partial import END, Period, Range
from kehoach.normalize.deadlines.pieces import HARD, Piece, is_exclusive
from kehoach.normalize.deadlines.rhythms import counts_fit, in_year, on_days

SPECIFIC = frozenset(
    {"WORD", "DOC", "OWN_DOC", "REPORT", "ISSUE", "CITED", "SCHOOL_YEAR", "DEMAND", "RULE", "ARISE", *NUMBER_CLASSES}
)
"""Words that name a deed or a thing: more than signs, "và" and "thực hiện"."""
_OPEN_LEADS = frozenset({"IN", "FROM", "TO", "END", "APPROX", "AFTER"})
_TITLES = frozenset({"OWN_DOC", "DOC", "REPORT"})
MOST_TITLE_WORDS = 6
MOST_DEED_WORDS = 40
"""How far back the noun of a title, the deed of a date is looked for, in words."""


class Gap(NamedTuple):
    """What stands between two pieces."""

    hard: bool
    stop: bool
    either: bool
    """A "và", "hoặc" or plus sign."""
    specific: bool
    closed: bool
    """A bracket that closes: what stands in it belongs to what is before it."""
    empty: bool


Join = Callable[[Piece, Piece, Gap, Sequence[Token]], list[Piece] | None]


def gap_between(tokens: Sequence[Token], a: Piece, b: Piece) -> Gap:
    kinds = {token.kind for token in tokens[a.last : b.first]}
    return Gap(
        hard=not kinds.isdisjoint(HARD),
        stop=not kinds.isdisjoint({"STOP", "BULLET"}),
        either=not kinds.isdisjoint({"AND", "OR", "PLUS"}),
        specific=not kinds.isdisjoint(SPECIFIC),
        closed="CLOSE" in kinds,
        empty=not kinds,
    )


def join_pieces(pieces: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """All joins, in the order in which they bind: dates to the rhythm after them, then before them, windows, repetitions."""
    pieces = _drop_titles(pieces, tokens)
    if len(pieces) < 2:
        return [piece for piece in map(_settled, pieces) if piece]
    for step in (_same_bound, _amounts, _later, _day_then_rhythm, _rhythm_then_day, _day_of_month, _window, _repeated):
        pieces = _join_neighbours(pieces, tokens, step)
    return [piece for piece in map(_settled, pieces) if piece]


def _join_neighbours(pieces: list[Piece], tokens: Sequence[Token], join: Join) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        current = [piece]
        while joined and current:
            before, after = joined[-1], current[0]
            made = join(before, after, gap_between(tokens, before, after), tokens)
            if made is None:
                break
            joined.pop()
            current = made + current[1:]
            if len(made) != 1:
                break
        joined += current
    return joined


def _together(a: Piece, b: Piece, rule: str, base: Piece) -> Piece:
    """One piece in the place of two, on the model of ``base``."""
    return base._replace(first=min(a.first, b.first), last=max(a.last, b.last), rules=(*a.rules, *b.rules, rule))


# --- titles ---------------------------------------------------------------------------------------------------------
def _drop_titles(pieces: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """A period that names a report or plan is no deadline beside one: "Báo cáo quý I trước ngày 15/3"."""
    return [
        piece
        for piece, following in zip_longest(pieces, pieces[1:])
        if not (piece.kind == "time" and not piece.lead and _is_title(piece, following, tokens))
    ]


def _is_title(piece: Piece, following: Piece | None, tokens: Sequence[Token]) -> bool:
    title = _title_before(tokens, piece.first)
    if title is None:
        return False
    yearly = all((member.end if isinstance(member, Range) else member).grain == "year" for member in piece.members)
    if kind_at(tokens, piece.first - 1) == "OWN_DOC" and yearly:
        return True
    if following is None or (title != "REPORT" and not yearly) or following.kind not in ("time", "days", "every"):
        return False
    gap = gap_between(tokens, piece, following)
    return not gap.hard and not gap.either and not gap.specific and (bool(following.lead) or following.kind == "every")


def _title_before(tokens: Sequence[Token], i: int) -> str | None:
    for j in range(i - 1, max(i - 1 - MOST_TITLE_WORDS, -1), -1):
        if tokens[j].kind in _TITLES:
            return tokens[j].kind
        if tokens[j].kind != "WORD":
            return None
    return None


def _same_bound(a: Piece, b: Piece, _: Gap, tokens: Sequence[Token]) -> list[Piece] | None:
    """ "Trước ngày 15/6 và trước ngày 15/12": one list, so that a rhythm or year after it serves both."""
    listed = a.kind == b.kind == "time" and a.lead == b.lead and a.lead and not a.lead & {"FROM", "AFTER"}
    if not listed or any(token.kind not in LIST_SIGNS - {"SEMI"} for token in tokens[a.last : b.first]):
        return None
    own = begun_at(b.members[0], tokens[b.first].start)
    return [_together(a, b, "list", a)._replace(members=(*a.members, own, *b.members[1:]))]


def _amounts(a: Piece, b: Piece, _: Gap, tokens: Sequence[Token]) -> list[Piece] | None:
    """ "Hoàn thành 50% trong quý II, 100% trong quý IV": "hoàn thành" is said of every amount and every round."""
    between = ["ROUND" if token.rule == "round" else token.kind for token in tokens[a.last : b.first]]
    amount = between[1:-1] if between[-1:] == ["WORD"] else between[1:]
    counted = amount[:1] == ["ROUND"] or (amount and amount[0] in NUMBER_CLASSES)
    listed = counted and between[0] in LIST_SIGNS and amount[1:] in ([], ["PERCENT"])
    dated = a.kind == b.kind == "time" and "DONE" in a.lead and b.lead <= {"IN", "END", "TO"}
    return [a, b._replace(lead=b.lead | {"DONE"})] if listed and dated else None


# --- what follows ---------------------------------------------------------------------------------------------------
def _later(a: Piece, b: Piece, gap: Gap, _: Sequence[Token]) -> list[Piece] | None:
    """ "X và các năm tiếp theo" is from X; with a deed of its own it is from the year after X."""
    if b.kind != "later" or a.kind not in ("time", "every", "ongoing"):
        return None
    if a.kind != "time":
        return None if gap.hard else [_together(a, b, "later-periods", a)]
    last = a.members[-1]
    if not gap.hard and not gap.specific:
        a = a._replace(members=(*a.members[:-1], last.start if isinstance(last, Range) else last))
        onward = _together(a, b, "later-periods", a)._replace(lead=a.lead - {"DONE", "BY", "TO", "END"} | {"FROM"})
        if len(a.members) == 1:
            return [onward]
        return [a._replace(members=a.members[:-1]), onward._replace(members=a.members[-1:], first=a.last - 1)]
    end = last.end if isinstance(last, Range) else last
    year = end.year + 1 if end.year is not None else None
    offset = None if year else (end.offset or 0) + 1
    period = Period("year", (1, 1), (12, END), year, offset)
    return [a, b._replace(kind="time", lead=frozenset({"FROM"}), members=(period,))]


# --- rhythms --------------------------------------------------------------------------------------------------------
def _exclusive(piece: Piece) -> bool:
    return is_exclusive(piece.lead)


def _undated(piece: Piece) -> bool:
    periods = [end for member in piece.members for end in ((member.start, member.end) if isinstance(member, Range) else (member,))]
    return all(period.grain not in ("school", "issue", "year") and period.year is None and not period.offset for period in periods)


def _day_then_rhythm(a: Piece, b: Piece, gap: Gap, _: Sequence[Token]) -> list[Piece] | None:
    """ "Trước ngày 20 hằng tháng", "tháng 6 và tháng 12 hằng năm"."""
    if b.kind not in ("every", "anchor") or a.kind not in ("days", "time") or b.recurrence is None:
        return None
    if gap.hard or gap.either or gap.specific or gap.closed:
        return None
    if a.kind == "days":
        rhythm = on_days(b.recurrence, a.members, exclusive=_exclusive(a))
        return [_together(a, b, "day-of-rhythm", b)._replace(kind="every", recurrence=rhythm, lead=a.lead)] if rhythm else None
    yearly = b.recurrence.unit == "year" and b.recurrence.interval == 1 and not b.recurrence.months
    starts = "FROM" in a.lead and not all(isinstance(member, Range) for member in a.members)
    return _yearly(a, b, a) if yearly and _undated(a) and not starts else None


def _yearly(a: Piece, b: Piece, dates: Piece) -> list[Piece]:
    rhythms = in_year(dates.members, exclusive=_exclusive(dates))
    approximate = any(member.approximate for member in dates.members)
    whole = _together(a, b, "date-every-year", dates)
    return [whole._replace(kind="every", members=(), recurrence=rhythm._replace(approximate=approximate)) for rhythm in rhythms]


def _rhythm_then_day(a: Piece, b: Piece, gap: Gap, _: Sequence[Token]) -> list[Piece] | None:
    """ "Hằng năm, hoàn thành trước 30/11", "hằng quý (trước ngày 20 của tháng cuối quý)", "hằng tuần vào thứ Sáu"."""
    rhythm = a.recurrence
    if a.kind != "every" or rhythm is None or gap.stop or rhythm.month_days:
        return None
    if b.kind == "weekdays" and rhythm.unit == "week" and not gap.hard and b.recurrence:
        return [_together(a, b, "day-of-rhythm", a)._replace(recurrence=b.recurrence)]
    if b.kind == "days":
        placed = on_days(rhythm, b.members, exclusive=_exclusive(b))
        return [_together(a, b, "day-of-rhythm", a)._replace(recurrence=placed)] if placed else None
    if gap.hard or gap.either:
        return None
    if b.kind == "every" and b.recurrence and b.recurrence.month_days and b.recurrence.unit == rhythm.unit:
        return [_together(a, b, "day-of-rhythm", b)]
    if b.kind != "time" or not _undated(b) or b.lead & {"FROM", "AFTER", "TO"} or rhythm.months:
        return None
    if rhythm.unit == "year" and rhythm.interval == 1:
        return _yearly(a, b, b)
    if gap.specific or not (rhythm.unit is None or counts_fit(rhythm, b.members)):
        return None
    return _yearly(a, b, b)


def _day_of_month(a: Piece, b: Piece, _: Gap, tokens: Sequence[Token]) -> list[Piece] | None:
    """ "Tháng 6 (trước ngày 15)", "trong tháng 6, chậm nhất ngày 15": the day is of that month."""
    month = a.members[0] if a.kind == "time" and len(a.members) == 1 and b.kind == "days" else None
    beside = all(token.kind in ("OPEN", "COMMA") for token in tokens[a.last : b.first])
    if not isinstance(month, Period) or month.grain != "month" or not beside:
        return None
    return [a, b._replace(kind="time", members=tuple(in_month(member, month) for member in b.members))]


# --- windows --------------------------------------------------------------------------------------------------------
def _window(a: Piece, b: Piece, gap: Gap, tokens: Sequence[Token]) -> list[Piece] | None:
    """A period or start beside what goes on or recurs bounds it: "thường xuyên trong năm 2024", "hằng quý từ quý II/2024"."""
    lasting, time = (a, b) if b.kind == "time" else (b, a)
    if time.kind != "time" or lasting.kind not in ("ongoing", "every") or gap.hard or gap.specific:
        return None
    if lasting.window or len(time.members) != 1 or not time.lead <= _OPEN_LEADS:
        return None
    if gap.either and not _long(time):
        return None
    if lasting.kind == "every" and (gap.either or not _bounds_rhythm(lasting, time, first=a is time)):
        return None
    if time is a and (gap.either or not gap.empty) and _deed_before(tokens, a) and _deed_between(tokens, a, b):
        return None
    return [_together(a, b, "window", lasting)._replace(window=time.members[0], window_lead=time.lead, label=None)]


def _long(time: Piece) -> bool:
    """Whether a period can be what something goes on in, even after "và": a year, a range, a start."""
    member = time.members[0]
    return isinstance(member, Range) or member.grain in ("year", "school", "half", "months") or "FROM" in time.lead


def _bounds_rhythm(every: Piece, time: Piece, *, first: bool) -> bool:
    member = time.members[0]
    end = member.end if isinstance(member, Range) else member
    if end.grain == "year" or isinstance(member, Range) or "FROM" in time.lead:
        return True
    unit = every.recurrence.unit if every.recurrence else None
    return not first and (unit in ("day", "week", "month", "quarter") or "TO" in time.lead)


def _deed_before(tokens: Sequence[Token], piece: Piece) -> bool:
    """Whether words of a deed stand before a piece in its part."""
    for j in range(piece.first - 1, max(piece.first - 1 - MOST_DEED_WORDS, -1), -1):
        if tokens[j].kind in HARD:
            return False
        if tokens[j].kind in SPECIFIC:
            return True
    return False


def _deed_between(tokens: Sequence[Token], a: Piece, b: Piece) -> bool:
    return any(token.kind in ("GENERIC", "AND") for token in tokens[a.last : b.first])


# --- said twice -----------------------------------------------------------------------------------------------------
def _repeated(a: Piece, b: Piece, gap: Gap, tokens: Sequence[Token]) -> list[Piece] | None:
    """One of two pieces that say the same: thường xuyên, liên tục; định kỳ hằng quý; đột xuất khi có yêu cầu."""
    if a.kind == b.kind == "ongoing" and not gap.hard:
        window = a if a.window else b
        return [_together(a, b, "same", a)._replace(window=window.window, window_lead=window.window_lead)]
    if a.kind == b.kind == "every" and not gap.hard and not gap.either and None in (_unit(a), _unit(b)):
        return [_together(a, b, "same", b if _unit(a) is None else a)]
    if a.kind == b.kind == "adhoc" and not gap.hard and (gap.empty or "ad-hoc" in (a.rules[-1], b.rules[-1])):
        return [_together(a, b, "same", a if b.rules[-1] == "ad-hoc" else a._replace(words=min(a.words, b.words)))]
    if b.weak and not gap.either and (a.kind == "adhoc" or _situation(b, tokens) or (a.kind == "every" and not _order(b, tokens))):
        return [a._replace(rules=(*a.rules, "weak-reference"))]
    if a.weak and a.kind == "reference" and not _order(a, tokens) and (_situation(a, tokens) or (gap.empty and b.kind == "every")):
        return [b._replace(rules=(*b.rules, "weak-reference"))]
    return None


def _unit(piece: Piece) -> str | None:
    return piece.recurrence.unit if piece.recurrence else None


def _order(piece: Piece, tokens: Sequence[Token]) -> bool:
    """ "Theo chỉ đạo": says nothing more beside a demand, but is a reference of its own beside a rhythm."""
    return piece.kind == "reference" and kind_at(tokens, piece.words) == "DEMAND"


def _situation(piece: Piece, tokens: Sequence[Token]) -> bool:
    return piece.kind == "reference" and kind_at(tokens, piece.words) == "SITUATION"


def _settled(piece: Piece) -> Piece | None:
    """What is left alone: a day without a month, "của tháng" without a day and a weekday mean nothing by themselves."""
    if piece.kind in ("days", "anchor", "weekdays"):
        return None
    if piece.kind == "later":
        period = Period("year", (1, 1), (12, END), None, 1)
        return piece._replace(kind="time", lead=frozenset({"FROM"}), members=(period,))
    return piece
