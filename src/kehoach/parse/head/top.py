"""The top of a document: letterhead, number, place and date, type and title (Decree 30/2020/ND-CP annex I, cells 1-5).

The two columns of the letterhead may come one after the other, row by row, or run together on one line; each line is taken
apart by what its pieces look like, not by where they stand.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from kehoach.normalize.numbers import DocumentNumber, find_numbers, read_number
from kehoach.parse import kinds
from kehoach.parse.dates import WrittenDate, find_dates
from kehoach.parse.head import title as titles
from kehoach.parse.head.pieces import Piece, cut_draft_mark, top_pieces
from kehoach.parse.head.words import begins_with, shapes
from kehoach.parse.lines import Line, is_capitals
from kehoach.text import CAPITAL, skeleton

_NUMBER_LINE = re.compile(r"(?:(?:luat|bo luat|nghi quyet|phap lenh|lenh|van ban)\s+)?s[o06]\s*(?:[:;.]|(?=[\d._/-])|$)")
_LABEL_WITHIN = re.compile(r"\ss[o06]\s?:")
"""The number on the line of the agency: "VĂN PHÒNG CHÍNH PHỦ Số: 5/QĐ-VPCP"."""
_BLANK_NUMBER = re.compile(r"[\s._]*(?:[-/][\w&/-]*)?")
_BEGUN_NUMBER = re.compile(r"(?:\d{1,6}\s?[-/]?|[-/])?")
_CODE = re.compile(r"\d\s?/")
_LABEL = "Số: "
_FACTS = 8
"""Lines below a title in which agency and number may stand."""
_PLACE = re.compile(
    r"(?:(?:Thành phố|thành phố|TP|Tp|Tỉnh|tỉnh|Huyện|huyện|Quận|quận|Thị xã|thị xã|Xã|xã|Phường|phường|Đặc khu|đặc khu)[. ]{1,2})?"
    rf"(?:[{CAPITAL}][^\s,;:()]*)(?:\s(?:[-–]\s)?[{CAPITAL}\d][^\s,;:()]*){{0,5}}\s*[,.;]?\s*$"
)


class Top(Struct, frozen=True):
    """What the top of a document says, as printed.

    ``number``: None without a number line; one still blank is a draft's. ``date``: beside the ``place``. ``letterhead``: lines
    that name agencies, superior first. ``authority``: the body or office under the title ("GIÁM ĐỐC SỞ NỘI VỤ"). ``draft``:
    marked "dự thảo". ``end``: index of the first line after the title.
    """

    number: DocumentNumber | None
    date: WrittenDate | None
    place: str | None
    kind: str | None
    title: str | None
    letterhead: tuple[str, ...]
    authority: str | None
    draft: bool
    end: int


def _number_in(piece: Piece, below: Piece | None, label_end: int) -> DocumentNumber | None:
    """The number on a line that begins as a number line does, cut out; the code may stand on the line below "Số:"."""
    written = _LABEL + piece.text[label_end:].strip()
    found = next(find_numbers(written), None)
    if found:
        piece.text = written[found[1] :].strip(" ,;") if found[0] <= len(_LABEL) else ""
        return found[2]
    rest = written[len(_LABEL) :].strip(" .:;_")
    joined = f"{written.rstrip()} {below.text}" if below and _BEGUN_NUMBER.fullmatch(rest) else ""
    if below and (found := next(find_numbers(joined), None)) and found[0] <= len(_LABEL):
        piece.text, below.text = "", joined[found[1] :].strip()
        return found[2]
    if "/" in rest and (number := read_number(rest)):
        piece.text = ""
        return number
    dates = find_dates(rest)
    code = rest[: dates[0].start] if dates else rest
    if _BLANK_NUMBER.fullmatch(skeleton(code).strip()) or (dates and not any(c.isdigit() for c in code)):
        piece.text = rest if dates else ""
        return DocumentNumber(written, None, "draft", None, None, None)
    return None


def _take_number(pieces: Sequence[Piece]) -> tuple[DocumentNumber | None, int]:
    """The document's number, cut out of its line, and the index of that line (-1 without one)."""
    for nth, piece in enumerate(pieces):
        label = _NUMBER_LINE.match(skeleton(piece.text))
        below = pieces[nth + 1] if nth + 1 < len(pieces) else None
        if label and (number := _number_in(piece, below, label.end())):
            return number, piece.index
    for piece in pieces:
        label = _LABEL_WITHIN.search(skeleton(piece.text))
        agency = piece.text[: label.start()] if label and begins_with(piece.text, "heads") else ""
        if label and agency and (number := _number_in(piece, None, label.end())):
            piece.text = f"{agency} {piece.text}".strip()
            return number, piece.index
    return None, -1


def _number_below(pieces: Sequence[Piece], kind: str) -> tuple[DocumentNumber | None, int]:
    """The number of a document whose agency and number stand below its title, with the index of its line.

    Never one still blank, nor one of another type: that is what the document carries out ("Số 5/QĐ-UBND ngày … giao chỉ tiêu").
    """
    labelled = [piece for piece in pieces[:_FACTS] if piece.text.startswith(("Số ", "Số:"))]
    kept = [piece.text for piece in labelled]
    number, index = _take_number(labelled)
    if number and number.number and kinds.of_code(number) in (None, kind):
        return number, index
    for piece, text in zip(labelled, kept, strict=True):
        piece.text = text
    return None, -1


def _take_date(pieces: Sequence[Piece]) -> tuple[WrittenDate | None, str | None]:
    """The date and the place beside it, cut out of their lines; they may be broken over as many as three."""
    for count in (1, 2, 3):
        for nth in range(len(pieces) - count + 1):
            window = pieces[nth : nth + count]
            joined = " ".join(piece.text for piece in window)
            dates = [d for d in find_dates(joined) if skeleton(joined).startswith("ngay", d.start)]
            if not dates or joined[dates[-1].end :].strip(" .,)*"):
                continue
            lead = joined[: dates[-1].start].rstrip()
            run = _PLACE.search(lead)
            if lead and (run is None or (run.start() > 0 and not lead.endswith(","))):
                continue
            place = _place_alone(run[0].strip(" ,.;")) if run else None
            window[0].text = lead[: lead.rindex(place)].strip() if place else ""
            for piece in window[1:]:
                piece.text = ""
            return dates[-1], place
    return None, None


def _place_alone(run: str) -> str:
    """The place at the end of a run of capital words, without the agency in full capitals that stands left of it."""
    words = run.split()
    small = [nth for nth, word in enumerate(words) if word[:1].isalpha() and not is_capitals(word)]
    begins = small[0] if small and is_capitals(words[0]) and words[0] not in ("TP", "TP.") else 0
    return " ".join(words[begins:])


def _names_agency(text: str) -> bool:
    """Whether a line of the letterhead names an agency or goes on naming one: capitals, or an agency's first word."""
    bare = skeleton(text)
    if not text or shapes("stamps").match(bare) or _CODE.search(text) or titles.is_about(text) or titles.names_carrier(bare):
        return False
    named = text[0].isupper() and len(text) < 80 and not text.endswith((".", ";", ":")) and begins_with(text, "heads")
    return named or is_capitals(text)


def read_top(lines: Sequence[Line]) -> Top:
    """The parts of the head, from the document's own lines."""
    pieces = top_pieces(lines)
    draft = cut_draft_mark(pieces)
    heading = titles.find_heading(pieces)
    number, number_at = _take_number(pieces[: heading[0]] if heading else pieces)
    if heading and number is None:
        number, number_at = _number_below(pieces[heading[0] + 1 :], heading[1])
    date, place = _take_date(pieces)
    of_letter = number is not None and kinds.of_code(number) == kinds.LETTER
    about = titles.find_about(pieces, number_at if of_letter and not heading else None)
    letter = about and (not heading or about[0] < heading[0]) and (number is None or of_letter)
    if not heading and not letter:
        heading = titles.find_title_line(pieces, number_at)
    kind, end = None, pieces[-1].index + 1 if pieces else 0
    if heading and not letter:
        nth, kind, rest = heading
        below = [piece for piece in pieces[nth + 1 :] if number_at < pieces[nth].index or piece.index < number_at]
        title = titles.collect_title(rest, below)
        above = pieces[:nth] if number_at < pieces[nth].index else [*pieces[:nth], *below[title.used :]]
        end = pieces[nth + 1 + title.used].index if nth + 1 + title.used < len(pieces) else end
    else:
        last = pieces[about[0]].index - 1 if about and number is None else number_at
        above = [piece for piece in pieces if piece.index <= last]
        if not above and pieces and begins_with(pieces[0].text, "heads"):
            above = pieces
        below = [piece for piece in pieces[len(above) :] if piece.text]
        title = titles.Title(about[1], None, 0) if about else titles.title_without_heading(below)
    letterhead = tuple(piece.text for piece in above if _names_agency(piece.text))
    title = titles.without_remark(titles.split_authority(title, letterhead))
    return Top(number, date, place, kind, title.text, letterhead, title.authority, draft, end)
