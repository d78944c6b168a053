"""Days that have a name beside their date: "trước ngày Quốc khánh 02/9/2025", "dịp lễ 30/4", "kỷ niệm 50 năm … (30/4/1975 - 30/4/2025)".

The date says when it is. So the name between a word such as "ngày", "dịp", "trước" and its date counts as part of that word, a bracket
around the date as none, and of the two dates of an anniversary only the later.
"""
from __future__ import annotations

from collections.abc import Sequence

from kehoach.normalize.deadlines.lexicon import Token

MOST_NAME_WORDS = 24
"""Words between "ngày" and the date: "kỷ niệm 80 năm Cách mạng tháng Tám thành công và Quốc khánh nước …" has as many."""
_DAYS = frozenset({"N4", "N12", "N31"})
_MONTHS = frozenset({"N4", "N12"})
_YEARS = frozenset({"NX", "YEAR"})
_DASHES = frozenset({"DASH", "TIGHT_DASH", "TO"})
_FIGURES = _DAYS | _YEARS | {"N99", "ROMAN", "ROMAN_X"}
_NAME = frozenset({"WORD", "GENERIC", "REPORT", "SEASON", "WHOLE", "DAY", "OCCASION", "ROUND", "SCHOOL_YEAR", "TIMES", "ORDINAL"})
_JOINTS = frozenset({"COMMA", "AND", "DASH", "TIGHT_DASH", "OF"})
"""What may stand inside the name of a day: "Ngày Sách và Văn hóa đọc", "Ngày Thương binh - Liệt sĩ" …"""
_GOES_ON = frozenset({"WORD", "GENERIC", "WHOLE"})
"""… before a word of it, not before another day or bound."""
_SESSION = "ki hop"
_ANNIVERSARY = ("ki", "niem")


def with_named_days(tokens: list[Token], raw: str, *, sentence: bool) -> list[Token]:
    """The tokens without the names of dated days. In a ``sentence`` "trước", "sau" open none: "trước diễn biến của bão ngày 20/7"."""
    made: list[Token] = []
    i = 0
    while i < len(tokens):
        date = _date_of_name(tokens, i, raw, sentence=sentence)
        if date:
            start, end = date
            made.append(tokens[i]._replace(end=tokens[start - 1].end))
            made += tokens[_later_of_anniversary(tokens, start, named=True) : end]
            i = end + (tokens[start - 1].kind == "OPEN")
        elif (later := _later_of_anniversary(tokens, i, named=False)) > i:
            i = later
        else:
            made.append(tokens[i])
            i += 1
    return made


def _kind(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].kind if 0 <= i < len(tokens) else ""


def _date_of_name(tokens: Sequence[Token], i: int, raw: str, *, sentence: bool) -> tuple[int, int] | None:
    """Where the date of a name that opens at ``i`` begins and ends; None where there is none."""
    if not _opens(tokens, i, sentence=sentence):
        return None
    joins, joined = _kind(tokens, i) not in ("BEFORE", "AFTER"), False
    for j in range(i + 1, min(i + 2 + MOST_NAME_WORDS, len(tokens))):
        end = _date_end(tokens, j)
        if end > j:
            return (j, end) if j > i + 1 and _kind(tokens, j - 1) not in _JOINTS and not (joined and _kind(tokens, j) == "DAY") else None
        kind = _kind(tokens, j)
        if kind == "OPEN":
            end = _date_end(tokens, j + 1)
            return (j + 1, end) if j > i + 1 and end > j + 1 and _kind(tokens, end) == "CLOSE" else None
        joins = joins or kind == "DAY" or _begins_anniversary(tokens, j)
        if kind in _JOINTS and joins and _kind(tokens, j + 1) in _GOES_ON:
            joined = True
        elif kind not in _NAME and not _said_in_name(tokens, j, raw):
            return None
    return None


def _opens(tokens: Sequence[Token], i: int, *, sentence: bool) -> bool:
    """Whether a name may follow: "ngày", "dịp", "kỷ niệm", in a cell "trước", "sau"; "03 ngày nghỉ", "hằng ngày" name no day."""
    kind = tokens[i].kind
    if _kind(tokens, i + 1) not in _NAME | {"EVENT"}:
        return False
    if kind == "DAY":
        return _kind(tokens, i - 1) not in _FIGURES | {"EVERY"}
    return kind == "OCCASION" or (kind in ("BEFORE", "AFTER") and not sentence) or _begins_anniversary(tokens, i)


def _begins_anniversary(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and (tokens[i].text, tokens[i + 1].text) == _ANNIVERSARY


def _said_in_name(tokens: Sequence[Token], j: int, raw: str) -> bool:
    """What says a time elsewhere: "80 năm", "tháng Tám", "năm học 2025-2026", "năm 2025", "kỳ họp thứ 8", "Đại hội XIV"."""
    kind, before, after = (_kind(tokens, k) for k in (j, j - 1, j + 1))
    if kind == "EVENT":
        return tokens[j].text == _SESSION
    if kind in ("YEAR_WORD", "MONTH"):
        return before in _FIGURES or after == "YEAR" or (kind == "MONTH" and after in _MONTHS and raw[tokens[j + 1].start].isalpha())
    if kind == "YEAR":
        return before in ("YEAR_WORD", "SCHOOL_YEAR", "SEASON", "WORD", "TIGHT_DASH", "DASH")
    if kind in _DASHES:
        return before == after == "YEAR"
    worded = raw[tokens[j].start].isalpha() and before == "WORD"  # "thống nhất", "Đại hội XIV"
    return kind in _FIGURES and (worded or after == "YEAR_WORD" or before in ("MONTH", "ORDINAL", "TIMES"))


def _date_end(tokens: Sequence[Token], j: int) -> int:
    """The token after a date "02/9", "02/9/2025", "ngày 02 tháng 9", an anniversary of two; ``j`` where none begins there."""
    first = j + (_kind(tokens, j) == "DAY")
    if _kind(tokens, first) not in _DAYS or _kind(tokens, first + 2) not in _MONTHS:
        return j
    if _kind(tokens, first + 1) != "SLASH" and not (first > j and _kind(tokens, first + 1) == "MONTH"):
        return j
    later = _later_of_anniversary(tokens, first, named=True)
    if later > first:
        return _date_end(tokens, later)
    end = first + 3
    return end + 2 if _kind(tokens, end) == "SLASH" and _kind(tokens, end + 1) == "YEAR" else end


def _later_of_anniversary(tokens: Sequence[Token], i: int, *, named: bool) -> int:
    """Where the later date of an anniversary begins, "30/4/1975 - 30/4/2025"; ``i`` where none stands there. Without a name before
    it only the years tell: what began in the last century is no deadline."""
    if _kind(tokens, i) not in _DAYS or _kind(tokens, i + 5) not in _DASHES or len(tokens) < i + 11:
        return i
    later = i + 6 + (_kind(tokens, i + 6) == "DAY")
    slashes = all(_kind(tokens, k) == "SLASH" for k in (i + 1, i + 3, later + 1, later + 3))
    years = _kind(tokens, i + 4) in _YEARS and _kind(tokens, later + 4) == "YEAR" and (named or _kind(tokens, i + 4) == "NX")
    same = all(_value(tokens, i + k) == _value(tokens, later + k) for k in (0, 2))
    return later if slashes and years and same and _value(tokens, i + 4) < _value(tokens, later + 4) else i


def _value(tokens: Sequence[Token], i: int) -> int:
    return tokens[i].value or 0
