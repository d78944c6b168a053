"""Deadlines inside running sentences of a directive.

Only dates with a bound, periods that are said to be the time of the work, and recurrences count. Adverbs (thường xuyên, kịp
thời), conditions, references and the years of documents do not, nor does what lies before the issue date: that is history.
What lies between the issue date and the plan's period is to come: a plan for a school year is made before it begins.
"""
from __future__ import annotations

from collections.abc import Sequence

from kehoach.model import Clause
from kehoach.normalize.deadlines.chains import kind_at
from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.partial import Period, Range
from kehoach.normalize.deadlines.pieces import HARD, LEADS, Piece
from kehoach.normalize.deadlines.resolve import Frame

_SAYS_WHEN = LEADS | {"EVENT"}
"""What tells that a date is the time of the work; "tại kỳ họp tháng 12" does, too."""
_ATTRIBUTES = frozenset({"units", "report-unit", "by-unit", "unit-in-list"})
"""Rules that in a sentence only tell which report is meant: "báo cáo tháng, quý, năm"."""
_IN_FORCE = "hieu iuc"
_OPENS = HARD | {"", "COMMA", "COLON", "CLOSE"}
_CLOSES = frozenset({"COMMA", "COLON"})
MOST_TITLE_WORDS = 12


def counts_in_prose(piece: Piece, tokens: Sequence[Token], plain: str) -> bool:
    """Whether a piece of a sentence is a deadline of the work it speaks of."""
    if piece.kind == "every":
        described = piece.rules == ("periodic",) and kind_at(tokens, piece.first - 1) == "WORD"  # "khám sức khỏe định kỳ"
        return not described and not _ATTRIBUTES.issuperset(piece.rules)
    if piece.kind != "time" or _idle(piece):
        return False
    leads = {token.kind for token in tokens[piece.first : piece.last] if token.kind in _SAYS_WHEN}
    if not leads:
        if _said_to_be_time(piece, tokens):
            return True
        before, after = kind_at(tokens, piece.first - 1), kind_at(tokens, piece.last)
        in_brackets = before == "SEMI" and after == "CLOSE"  # "(Sở Y tế chủ trì; quý IV/2026)"
        return ((before in _OPENS and after in _CLOSES) or in_brackets) and not _is_bare_year(piece)
    in_force = _IN_FORCE in plain[max(0, tokens[piece.first].start - 20) : tokens[piece.first].start]
    return not in_force and not (leads <= {"TO", "IN", "FROM"} and _ends_title(piece, tokens))


def _said_to_be_time(piece: Piece, tokens: Sequence[Token]) -> bool:
    """ "Thời gian: ngày 20/11/2025", "Thời gian thực hiện: quý IV/2025"."""
    i = piece.first - 2
    while kind_at(tokens, i) in ("GENERIC", "DONE"):
        i -= 1
    return kind_at(tokens, piece.first - 1) == "COLON" and kind_at(tokens, i) == "FILLER"


def _idle(piece: Piece) -> bool:
    """ "Trong năm" and "kể từ ngày ký" alone say nothing about one task among the sentences of a directive."""
    return all(isinstance(member, Period) and (member.grain, member.offset) in (("issue", None), ("year", 0)) for member in piece.members)


def _is_bare_year(piece: Piece) -> bool:
    first = piece.members[0]
    return isinstance(first, Period) and first.grain == "year" and first.bare


def _ends_title(piece: Piece, tokens: Sequence[Token]) -> bool:
    """Whether years end the title of a document: "Chương trình phát triển đô thị đến năm 2030"."""
    last = piece.members[-1]
    if (last.end if isinstance(last, Range) else last).grain != "year":
        return False
    for i in range(piece.first - 1, max(piece.first - 1 - MOST_TITLE_WORDS, -1), -1):
        if tokens[i].kind in ("DOC", "OWN_DOC"):
            return True
        if tokens[i].kind in HARD | {"COMMA"}:
            return False
    return False


def still_to_come(clause: Clause, piece: Piece, given: Frame) -> bool:
    """Whether a clause does not lie before the issue date; where that is not known, a day as written is never taken for history."""
    day = clause.start if clause.kind == "from" else clause.end
    past = given.known is not None and day is not None and day < given.known
    return not past or (not given.dated and _names_day(piece))


def _names_day(piece: Piece) -> bool:
    ends = (end for member in piece.members for end in ((member.start, member.end) if isinstance(member, Range) else (member,)))
    return any(end.grain == "day" for end in ends)
