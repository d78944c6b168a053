"""What each clause is for: "Sơ kết tháng 12/2023; Tổng kết tháng 12/2025", "Theo dõi: thường xuyên", "Quý I (dự thảo)".

Words before a clause are its label where a colon says so, or where the phrase has several clauses; words in brackets after
it likewise. "Hoàn thành", "thực hiện", "thời gian" say nothing and are no labels.
"""
from __future__ import annotations

from collections.abc import Sequence

from kehoach.normalize.deadlines.chains import kind_at
from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.partial import Member, Period, Range
from kehoach.normalize.deadlines.pieces import HARD, Piece

_TELLING = frozenset({"WORD", "DOC", "OWN_DOC", "REPORT", "ISSUE", "CITED", "SCHOOL_YEAR", "ROUND", "ORDINAL"})
_SIGNS = frozenset({"COMMA", "SEMI", "STOP", "BULLET", "COLON", "AND", "OR", "PLUS", "DASH", "MARK", "OPEN", "CLOSE", "TIGHT_DASH", "DOT"})
_UNITS = frozenset({"WEEK", "MONTH", "QUARTER", "YEAR_WORD", "RECURRENCE"})
_CONDITIONS = frozenset({"neu"})
_FIRM = frozenset({"BEFORE", "BY", "DONE", "END"})
MOST_NAME_WORDS = 12
"""Words after a colon within which a bound date belongs to the name before it."""
MOST_BRACKET_WORDS = 8
"""Longer brackets are explanations, not labels."""


def settle_colons(pieces: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """What stands before a colon names the deadline right after it: "Báo cáo quý I: trước ngày 15/3" has one.

    A bare year there is the year of what follows ("Năm 2025: quý I, quý III").
    """
    kept: list[Piece] = []
    for piece in pieces:
        if kind_at(tokens, piece.first - 1) == "COLON":
            year = _bare_year(kept[-1], tokens, piece.first - 1) if kept else None
            edge = piece.first - 1
            while kept and kept[-1].kind == "time" and _names(kept[-1], tokens, edge, piece.first - 1):
                edge = kept.pop().first
            piece = _in_year(piece, year) if year else piece
        kept.append(piece)
    return kept


def _names(piece: Piece, tokens: Sequence[Token], edge: int, colon: int) -> bool:
    """Whether a period before a colon is part of the name there: nothing but its own list parts the two."""
    between = {token.kind for token in tokens[piece.last : edge]}
    if piece.last < colon and _named_before(piece, tokens):
        return False
    return not between & (HARD | {"COLON"}) and (not between & {"COMMA", "AND", "OR"} or (edge != colon and not between & _TELLING))


def _named_before(piece: Piece, tokens: Sequence[Token]) -> bool:
    """Whether a period has a name of its own: "Đợt 1: 31/3 Đợt 2: 30/9", "Bước 1: khảo sát trước 15/3 Bước 2: quý III"."""
    if not piece.lead & _FIRM:
        return kind_at(tokens, piece.first - 1) == "COLON"
    start = _part_start(tokens, piece.first, max(0, piece.first - MOST_NAME_WORDS))
    return any(token.kind == "COLON" for token in tokens[start : piece.first])


def _bare_year(piece: Piece, tokens: Sequence[Token], colon: int) -> Period | None:
    alone = piece.last == colon and (piece.first == 0 or kind_at(tokens, piece.first - 1) in HARD)
    member = piece.members[0] if piece.kind == "time" and len(piece.members) == 1 and not piece.lead and alone else None
    return member if isinstance(member, Period) and member.grain == "year" else None


def _in_year(piece: Piece, year: Period) -> Piece:
    if piece.kind == "time":
        return piece._replace(members=tuple(_dated(member, year) for member in piece.members))
    return piece._replace(window=year) if piece.kind in ("ongoing", "every") and not piece.window else piece


def _dated(member: Member, year: Period) -> Member:
    if isinstance(member, Range):
        start, end = _with_year(member.start, year), _with_year(member.end, year)
        return member._replace(start=start, end=end)
    return _with_year(member, year)


def _with_year(period: Period, year: Period) -> Period:
    return period if period.dated or period.before else period._replace(year=year.year, offset=year.offset)


def label_pieces(pieces: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """The pieces with the place of their labels (``label``: first token and the one after the last)."""
    several = len({(piece.first, piece.last) for piece in pieces}) > 1
    after = several and _deeds_follow(pieces, tokens)
    labelled: list[Piece] = []
    for i, piece in enumerate(pieces):
        listed = i > 0 and pieces[i - 1].first == piece.first
        previous = pieces[i - 1] if i else None
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        label = labelled[-1].label if listed else _label(piece, previous, following, tokens, several=several, after=after)
        labelled.append(piece._replace(label=label, rules=(*piece.rules, "label")) if label else piece)
    return labelled


def _deeds_follow(pieces: list[Piece], tokens: Sequence[Token]) -> bool:
    """Whether the deeds stand after their times: "Trước 30/6 hoàn thành dự thảo, trước 30/9 trình ban hành"."""
    before = _telling(tokens, 0, pieces[0].first)
    return not before and all(_telling(tokens, piece.last, _part_end(tokens, piece.last, end)) for piece, end in _with_ends(pieces, tokens))


def _with_ends(pieces: list[Piece], tokens: Sequence[Token]) -> list[tuple[Piece, int]]:
    return list(zip(pieces, [*(piece.first for piece in pieces[1:]), len(tokens)], strict=True))


def _label(
    piece: Piece, previous: Piece | None, following: Piece | None, tokens: Sequence[Token], *, several: bool, after: bool
) -> tuple[int, int] | None:
    floor = previous.last if previous else 0
    ceiling = following.first if following else len(tokens)
    before = kind_at(tokens, piece.first - 1)
    if before == "COLON":
        return _telling(tokens, _part_start(tokens, piece.first - 1, floor), piece.first - 1, named=True)
    if kind_at(tokens, piece.last) == "COLON":
        return _telling(tokens, piece.last + 1, _part_end(tokens, piece.last + 1, ceiling))
    if not several:
        return None
    if before == "SEMI" and kind_at(tokens, (start := _part_start(tokens, piece.first - 1, floor)) - 1) == "BULLET":
        return _telling(tokens, start, piece.first - 1)
    if after:
        return _telling(tokens, piece.last, _part_end(tokens, piece.last, ceiling))
    found = _telling(tokens, _part_start(tokens, piece.first, floor), piece.first)
    return found or _bracketed(tokens, piece.last, ceiling)


def _part_start(tokens: Sequence[Token], i: int, floor: int) -> int:
    while i > floor and tokens[i - 1].kind not in HARD and tokens[i - 1].kind != "CLOSE":
        i -= 1
    return i


def _part_end(tokens: Sequence[Token], i: int, ceiling: int) -> int:
    while i < ceiling and tokens[i].kind not in HARD:
        i += 1
    return i


def _bracketed(tokens: Sequence[Token], i: int, ceiling: int) -> tuple[int, int] | None:
    if kind_at(tokens, i) != "OPEN" or (kind_at(tokens, i + 1) == "WORD" and tokens[i + 1].text in _CONDITIONS):
        return None
    close = next((j for j in range(i + 1, min(i + 2 + MOST_BRACKET_WORDS, ceiling, len(tokens))) if tokens[j].kind == "CLOSE"), None)
    return _telling(tokens, i + 1, close) if close else None


def _telling(tokens: Sequence[Token], start: int, end: int, *, named: bool = False) -> tuple[int, int] | None:
    """The words without the signs around them, if they name something; before a colon a period names something too."""
    while start < end and tokens[start].kind in _SIGNS:
        start += 1
    while end > start and tokens[end - 1].kind in _SIGNS:
        end -= 1
    names = any(token.kind in _TELLING or (named and _is_named_time(token)) for token in tokens[start:end])
    return (start, end) if names else None


def _is_named_time(token: Token) -> bool:
    """A time that can name a report: "6 tháng", "quý I", but not the bare year of what follows."""
    return token.kind in _UNITS or (token.kind == "PERIOD" and getattr(token.value, "grain", "") != "year")
