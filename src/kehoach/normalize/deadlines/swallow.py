"""How far an event or a reference reaches, and what kind of thing it names.

Their words run on to the end of the part, over commas and "và", until something begins that can only be another deadline:
"Theo Kế hoạch năm 2024 và hoàn thành muộn nhất là ngày 15/9/2024", "ngay sau khi A hoặc khi B".
"""
from __future__ import annotations

from collections.abc import Sequence

from kehoach.normalize.deadlines.chains import DATED, kind_at
from kehoach.normalize.deadlines.lexicon import Token

_ENDS = frozenset({"SEMI", "STOP", "BULLET", "CLOSE"})
_SIGNS = frozenset({"COMMA", "AND", "OR", "PLUS", "SLASH", "DASH"})
_BEGINS = frozenset({"ONGOING", "PERIODIC", "RECURRENCE", "AD_HOC", "WHEN", "EVENT", "OCCASION", "AS_PER", "THROUGHOUT"})
_AFTER_RULE = frozenset({"PERIODIC", "RECURRENCE", "WHEN", "EVENT", "ONGOING", "AD_HOC"})
_BOUNDS = frozenset({"BEFORE", "BY", "DONE", "END", "TO", "IN", "FROM", "AFTER", "APPROX"})
_FIRM_BOUNDS = frozenset({"BEFORE", "BY", "DONE", "END"})
_BETWEEN = frozenset({"FILLER", "CLOCK_TIME", "NOW", "EACH"})
MOST_BOUND_WORDS = 8
"""Bound words that may stand before one date: "và hoàn thành chậm nhất là trước 17h00 ngày …" has six."""
MOST_NAME_WORDS = 4
"""Words of the name of a feast or season before its year: "Tết Nguyên đán Bính Ngọ 2026"."""
_SHORT_GRAINS = frozenset({"day", "day alone", "part", "week", "month"})
_QUOTES = frozenset({'"', "“", "”", "«", "»"})
MOST_QUOTED_WORDS = 24
"""How far back the mark that opens a quoted title is looked for, in words."""
_DONE_TO = frozenset({"PASSIVE", "ISSUE"})
"""What tells when a document was made: được ban hành."""
_DEEDS = frozenset({"REPORT", "GENERIC"})
_LEAD_TO_DEMAND = frozenset(
    {"co", "nhan", "thai", "that", "su", "van ban", "i", "kien", "cap", "tren", "iai", "xuat", "hien"}
)
"""Plain syllables that may stand between "khi" and the demand: có, được, nhận được, thấy, thật sự, văn bản, ý kiến, cấp trên, lại…"""


def end_of_event(tokens: Sequence[Token], i: int, *, since: bool = False) -> int:
    """The token after the words of an event that begin at ``i``; what lasts ``since`` it may end at a date ("từ khi … đến hết năm")."""
    end = _end(tokens, i, reference=False)
    return next((j for j in range(i, end) if tokens[j].kind == "TO" and _bound_date(tokens, j)), end) if since else end


def end_of_reference(tokens: Sequence[Token], i: int) -> int:
    """The token after the words of a reference, or of the name of an occasion, that begin at ``i``."""
    return _end(tokens, i, reference=True)


def end_of_season(tokens: Sequence[Token], i: int) -> int:
    """The token after the name of a season that begins at ``i``, with its year: "Tết Nguyên đán năm 2026"."""
    end = next((j for j in range(i + 1, i + 2 + MOST_NAME_WORDS) if kind_at(tokens, j) != "WORD"), i + 1)
    year = kind_at(tokens, end) == "PERIOD" and getattr(tokens[end].value, "grain", "") in ("year", "school")
    return end + 1 if year else i + 1


def in_quotes(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token stands in a quoted title: "Huế - Mùa lễ hội"."""
    opened = sum(token.text in _QUOTES for token in tokens[max(0, i - MOST_QUOTED_WORDS) : i]) % 2
    return bool(opened) and any(token.text in _QUOTES for token in tokens[i : i + MOST_QUOTED_WORDS])


def _end(tokens: Sequence[Token], start: int, *, reference: bool) -> int:
    i, sign = start, 0
    quoted = in_quotes(tokens, start)
    while i < len(tokens):
        kind = tokens[i].kind
        if kind in _ENDS or (quoted and tokens[i].text in _QUOTES):
            return i
        if kind == "OPEN":
            close = _closing(tokens, i)
            if _begins(tokens, i + 1) or kind_at(tokens, i + 1) in DATED:
                return i
            i = close
            continue
        if kind in _SIGNS and i > start:
            if _begins_after(tokens, i, reference=reference):
                return i
            sign = i
        elif i > start and _cuts(tokens, start, i, reference=reference):
            if sign:  # the words since then are of the deed that the date is for: "sau khi có kết quả, trình UBND tỉnh trước ngày 15/6"
                return sign
            if reference:
                return i
        i += 1
    return i


def _closing(tokens: Sequence[Token], i: int) -> int:
    """The token after the closing bracket, or after the opening one where none closes before the part ends."""
    for j in range(i + 1, len(tokens)):
        if tokens[j].kind == "CLOSE":
            return j + 1
        if tokens[j].kind in ("SEMI", "STOP", "BULLET", "OPEN"):
            break
    return i + 1


def _begins(tokens: Sequence[Token], i: int) -> bool:
    """Whether another deadline begins here: a word that says so, or bound words before a date."""
    if kind_at(tokens, i) in _BEGINS:
        return True
    if kind_at(tokens, i) in _DEEDS:
        i += 1
    return _bound_date(tokens, i)


def _bound_date(tokens: Sequence[Token], i: int) -> bool:
    bound = False
    for j in range(i, i + MOST_BOUND_WORDS):
        kind = kind_at(tokens, j)
        if kind in DATED:
            return bound
        if kind not in _BOUNDS and kind not in _BETWEEN:
            return False
        bound = bound or kind in _BOUNDS
    return False


def _range_of_days(tokens: Sequence[Token], i: int) -> bool:
    """Whether "từ" at ``i`` begins a range of days or months; years may be those of a title ("Kế hoạch từ năm 2021 đến năm 2025")."""
    i += kind_at(tokens, i + 1) in _BETWEEN
    value = tokens[i + 1].value if kind_at(tokens, i + 1) in DATED else None
    joined = kind_at(tokens, i + 2) in ("TO", "DASH", "TIGHT_DASH")
    return joined and getattr(value, "grain", "") in _SHORT_GRAINS and _bound_date(tokens, i + 2)


def _after_signs(tokens: Sequence[Token], start: int, i: int) -> int:
    """The token after the last sign between two places; the first place where there is none."""
    return next((j + 1 for j in range(i - 1, start, -1) if tokens[j].kind in _SIGNS), start)


def _is_short(tokens: Sequence[Token], i: int) -> bool:
    """Whether the first date from ``i`` on is a day, week or month; a quarter or a year may be that of a plan."""
    dated = next((token for token in tokens[i : i + MOST_BOUND_WORDS] if token.kind in DATED), None)
    return dated is not None and getattr(dated.value, "grain", "") in _SHORT_GRAINS


def _begins_after(tokens: Sequence[Token], sign: int, *, reference: bool) -> bool:
    i = sign + 1
    if kind_at(tokens, i) in _SIGNS:  # ", và"; a longer run of signs is looked at from its end
        i += 1
    if _begins(tokens, i):
        return True
    if kind_at(tokens, i) not in DATED or kind_at(tokens, sign - 1) in DATED:
        return False
    grain = getattr(tokens[i].value, "grain", None)
    return grain != "year" or (not reference and kind_at(tokens, sign) == "OR")


def _cuts(tokens: Sequence[Token], start: int, i: int, *, reference: bool) -> bool:
    """What ends the words without any sign: a firm bound before a date, a range of days or months; of a reference also "trong", "vào"
    before a day or month, after a bare "theo quy định" a rhythm or an event."""
    kind = tokens[i].kind
    if kind == "IN" and reference:
        words = tokens[_after_signs(tokens, start, i) : i]
        told = any(token.kind in _DONE_TO for token in words)  # "theo Nghị quyết được thông qua trong tháng 6"
        return not told and _bound_date(tokens, i) and _is_short(tokens, i)
    if kind == "FROM":
        return _range_of_days(tokens, i)
    if kind in _FIRM_BOUNDS and kind_at(tokens, i - 1) != "TO":
        return _bound_date(tokens, i)
    return reference and i == start + 1 and kind_at(tokens, start) == "RULE" and kind in _AFTER_RULE


def is_demand(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether "khi" or "theo" at ``i`` waits for a demand: khi có yêu cầu, khi cần thiết, theo yêu cầu của …"""
    by_reference = tokens[i].kind == "AS_PER"
    j = i + 1
    while j < end and not by_reference and (tokens[j].text in _LEAD_TO_DEMAND or tokens[j].kind in ("PASSIVE", "ARISE")):
        j += 1
    if j >= end:
        return False
    if tokens[j].kind == "NEED":
        return not by_reference and (tokens[j].value == "need" or j + 1 == end)
    return tokens[j].kind == "DEMAND" and (not by_reference or tokens[j].value == "request")


def tells_of_arising(tokens: Sequence[Token], i: int, end: int) -> bool:
    """ "Theo thời điểm phát sinh", "theo phát sinh thực tế": named as it arises, not by a document."""
    return any(tokens[j].kind == "ARISE" for j in range(i, min(i + 3, end)))


def names_document(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a document is named, by its number or its kind."""
    return any(tokens[j].kind in ("CITED", "DOC", "OWN_DOC") for j in range(i, end))


def is_weak(tokens: Sequence[Token], i: int, end: int) -> bool:
    """ "Theo quy định", "theo tình hình thực tế": adds nothing beside what already says when."""
    return tokens[i].kind in ("RULE", "SITUATION", "DEMAND") and not names_document(tokens, i, end)
