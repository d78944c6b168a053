"""A head that a crawl has put on one line, taken apart again.

"UBND TỈNH X CỘNG HÒA … Độc lập - Tự do - Hạnh phúc Số: 12/KH-UBND X, ngày 4 tháng 6 năm 2019 KẾ HOẠCH … Căn cứ …" becomes the
lines that it was: mottos, number, date, type and title each begin one. The body stays the one line that it is.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise, takewhile

from msgspec.structs import replace

from kehoach.parse import kinds
from kehoach.parse.dates import find_dates
from kehoach.parse.head.mottos import DEVICE, HALVES, PARTY, STATE, STATE_OR_DEVICE
from kehoach.parse.head.title import body_begins, calls_for_more, is_authority
from kehoach.parse.head.words import begins_with
from kehoach.parse.lines import Line, is_capitals
from kehoach.text import CAPITAL, skeleton

_ZONE = 160
_REACH = 1200
"""Characters of a line in which letterhead, date and type may stand."""
_NEAR = 60
"""Characters between the date and the type: marks of drafts and of urgency may stand there."""
_LONGEST_TITLE = 900
_LONGEST_AUTHORITY = 90
_NUMBER = re.compile(
    r"(?<![^\W_])(?:(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Lệnh)\s[sS]ố|S[ốó]|SỐ\s?(?=:))\s?[:.]?\s?(?=[\d._/…-])(?!\d+/Ngày)"
)
_LIKELY = re.compile(rf"(?:h|H)(?:ạnh|ẠNH) (?:p|P)(?:húc|HÚC)|{_NUMBER.pattern}")
"""What a joined head cannot do without; most lines have none of it."""
_HEADED = re.compile(rf"{STATE.pattern}|{HALVES.pattern}|^(?:dang cong san viet nam|can cu\b|kinh gui\b|dieu 1\b)")
"""What shows that the lines of a head are not joined: a motto or a body of their own."""
_ABOUT = re.compile(r"(?<![^\W_])V\s?[/.]\s?v(?![^\W_])")
_BODY = re.compile(
    r"(?<![^\W_])(?:Kính gửi\s?:|Căn cứ\s|Nơi nhận\s?:|Điều 1\s?[.:]"
    r"|Căn\s(?=(?:vào|(?i:công văn|quyết định|hướng dẫn|kế hoạch|nghị quyết|nghị định|thông tư|luật|chỉ thị|chương trình|tình hình))\s))"
)
"""First words of a body; some sites drop common syllables ("Căn Quyết định số …")."""
_PAGE = re.compile(r"\d{1,2}\s?[.)]\s+(?=\S)")
"""The number that a site gives a page."""
_SMALL = re.compile(rf"(?<!\S)[(“\"]?[{CAPITAL}]?(?![{CAPITAL}])[^\W\d_]{{2,}}")
"""A word that is not in capitals; "TTg" in a number is none."""
_WORD = re.compile(rf"(?<=\s)(?=[{CAPITAL}(])")


def unjoined(lines: Sequence[Line]) -> tuple[list[Line], int | None]:
    """The lines with a joined head among the first of them taken apart, and the index where it begins (None without one).

    Of several the longest line is taken: a site may show the first words of its document above it. Below a head that has its lines
    there is none, only forms and annexes.
    """
    likely = (index for index, line in enumerate(lines[:_ZONE]) if len(line.text) >= _NEAR and _LIKELY.search(line.text, 0, _REACH))
    rows = ((index, index + _columns(lines[index:])) for index in likely)
    found = [(index, stop, parts) for index, stop in rows if (parts := head_parts(" ".join(line.text for line in lines[index:stop])))]
    if found:
        joined = {at for index, stop, _ in found for at in range(index, stop)}
        headed = (at for at, line in enumerate(lines[:_ZONE]) if at not in joined and _HEADED.search(line.bare, 0, _REACH))
        first = next(headed, _ZONE)
        found = [head for head in found if head[0] < first]
    if not found:
        return list(lines), None
    index, stop, parts = max(found, key=lambda head: sum(map(len, head[2])))
    line, last = lines[index], len(parts) - 1
    apart = [line.apart if nth == 0 else nth == last for nth in range(len(parts))]  # the body stands apart from the title
    split = [replace(line, text=text, bare=skeleton(text), apart=one) for text, one in zip(parts, apart, strict=True)]
    return [*lines[:index], *split, *lines[stop:]], index


def _columns(lines: Sequence[Line]) -> int:
    """How many lines are one line of the source: wide gaps in a joined head are no columns."""
    first = lines[0]
    if first.cell is None or len(STATE_OR_DEVICE.findall(first.bare, 0, _REACH)) < 2:
        return 1
    row = first.cell[0]
    return len(list(takewhile(lambda line: line.block == first.block and line.cell is not None and line.cell[0] == row, lines)))


def head_parts(text: str) -> list[str]:
    """The lines that a joined head was; empty where the text is none.

    It has a number line after a motto or an agency; a plan without number has the whole motto and its type.
    """
    page = _PAGE.match(text)
    text = _from_agency(text[page.end() :] if page else text)
    if len(text) < _NEAR:
        return []
    bare = skeleton(text[:_REACH])
    body = _BODY.search(text)
    limit = min(body.start() if body else len(text), len(bare))
    number = _NUMBER.search(text, 1, limit)
    motto = STATE.search(bare, 0, limit) or PARTY.search(bare, 0, limit)
    if number is None:
        return _without_number(text, bare, limit)
    if not (motto or (is_capitals(text[: number.start()]) and begins_with(text, "heads"))):
        return []
    mottos = [found.span() for found in STATE_OR_DEVICE.finditer(bare, 0, limit)] + ([motto.span()] if motto else [])
    dates = find_dates(text[:limit])
    beside = [found.end for found in dates if text[: found.start].rstrip().endswith(",") or 0 < found.start - number.end() < _NEAR]
    end = max([*beside[:1], number.end(), *(stop for _, stop in mottos)])
    cuts = {0, number.start(), *beside[:1], limit, len(text), *(place for span in mottos for place in span)}
    about = _ABOUT.search(text, number.end(), limit)
    heading = kinds.in_capitals(text, end, end + _NEAR)
    if about and not (heading and heading[0] < about.start()):
        cuts.add(about.start())
    elif heading:
        cuts |= {heading[0], _title_end(text, heading[1], min(limit, heading[1] + _LONGEST_TITLE))}
    places = [place for place in sorted(cuts) if place not in range(number.start() + 1, number.end())]
    return [part for start, stop in pairwise(places) if any(map(str.isalnum, part := text[start:stop].strip(" -")))]


def _from_agency(text: str) -> str:
    """The text from its first agency in capitals, where something of the site stands before it."""
    if begins_with(text[:_NEAR], "heads"):
        return text
    motto = STATE.search(skeleton(text[: 2 * _NEAR]))
    words = (word.start() for word in re.finditer(rf"(?<=\s)(?=[{CAPITAL}]{{2}})", text[: motto.start() if motto else _NEAR]))
    return next((text[at:] for at in words if begins_with(text[at : at + _NEAR], "heads")), text)


def _without_number(text: str, bare: str, limit: int) -> list[str]:
    """The lines of a joined head without a number line: letterhead, motto, type and title."""
    state = STATE.search(bare, 0, limit)
    device = DEVICE.match(bare, state.end()) if state else None
    heading = kinds.in_capitals(text, device.end(), device.end() + _NEAR) if device else None
    if state is None or device is None or heading is None or not begins_with(text, "heads"):
        return []
    end = _title_end(text, heading[1], min(limit, heading[1] + _LONGEST_TITLE))
    places = (0, state.start(), device.end(), heading[0], end, len(text))
    return [part for start, stop in pairwise(places) if any(map(str.isalnum, part := text[start:stop].strip(" -")))]


def _title_end(text: str, start: int, limit: int) -> int:
    """Where the title that begins at ``start`` ends: with its capitals, or where an authority or a body begins."""
    small = _SMALL.search(text, start, limit)
    stop = small.start() if small else limit
    capitals = is_capitals(text[start:stop])
    stop = stop if capitals else limit
    for word in islice(_WORD.finditer(text, start, stop), 1, None):
        before, rest = text[start : word.start()], text[word.start() : stop]
        authority = rest if capitals else " ".join(takewhile(is_capitals, rest[:_LONGEST_AUTHORITY].split()))
        if len(authority) <= _LONGEST_AUTHORITY and is_authority(authority) and not calls_for_more(before):
            return word.start()
        if not capitals and rest[0] != "(" and body_begins(before, rest):
            return word.start()
    return stop
