"""A document as plain lines, whatever its format: the view that head, foot, citations and site wrapping are read from.

Cells of a letterhead come as table cells, pipe rows or lines of their own; here they are lines alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN, Paragraph, SourceDocument
from kehoach.text import nfc, plain_marks, skeleton, squeeze

_NOTE = re.compile(f"{NOTE_OPEN}[^{NOTE_CLOSE}]{{0,40}}{NOTE_CLOSE}")
_COLUMNS = re.compile(r"\s*\|\s*|\t+|[ \u00a0]{4,}")
_LEFT_OPEN = re.compile(r"(?i)(?:^|\s)(?:số|ngày|tháng|năm)\s*:?[\s.…]*$")
_RIGHT_OPEN = re.compile(r"(?i)[\s.…]*(?:/|-|tháng\b|năm\b)")
_MARKS = re.compile(r"\*\*|~~|^\s*#{1,6}\s+|^\s*\*(?=\S)|(?<=\S)\*\s*$")
_UNEVEN = re.compile(rf"[^\S ]|  |[|*~#{NOTE_OPEN}]")
"""A text without any of these is one line as it stands; most cells of tables are."""
_NEW_ITEM = re.compile(
    r"(?:[-–+•*]\s|\(?\d{1,3}[.)]\s|[a-zđ]\)\s|[IVXLC]{1,6}[.)]\s|(?:\d{1,2}|[a-zđ]|[IVX]{1,6})[/–-]\s(?=[^\W\d_])|(?:Điều|Chương|Mục|Phần)\s+[\dIVXLC]+\s*[.:]?(?:\s|$)"
    r"|Điều\s+\d+\.|(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Nơi nhận|Kính gửi)\b)"
)
_ENDS = (".", ";", ":", "!", "?", "./.")


def is_capitals(text: str) -> bool:
    """Whether the letters of a line are capitals; a few small ones, as scans and abbreviations ("TTg") leave, do not matter."""
    capitals = sum(map(str.isupper, text))
    return capitals > 0 and capitals >= 0.8 * (letters := sum(map(str.isalpha, text))) and letters > 1


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line as written, but composed and with single spaces.

    ``block``: index of its block; ``cell``: row and cell where the block is a table or a line of columns, else None;
    ``apart``: something blank stands above it; ``centred``: the format says so; ``bare``: the skeleton of the text.
    """

    text: str
    bare: str
    block: int
    cell: tuple[int, int] | None = None
    apart: bool = False
    centred: bool = False


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A paragraph of one or more lines: as written, in the form that patterns match (``text.matching``), and that one's skeleton.

    ``end``: how many lines there are up to its last one.
    """

    text: str
    matching: str
    bare: str
    end: int = 0


def _columns(line: str) -> list[str]:
    """What a line shows side by side; the gap of a number or date that is still blank ("Số:      /KH-UBND") is no column."""
    pieces: list[str] = []
    for piece in _COLUMNS.split(line):
        if pieces and (_LEFT_OPEN.search(pieces[-1]) or _RIGHT_OPEN.match(piece)):
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces


@lru_cache(maxsize=4096)
def _even(text: str) -> tuple[str, str] | None:
    """A text that is one line as it stands, and its skeleton; None for any other. Cells of tables repeat, so it is remembered."""
    if _UNEVEN.search(text):
        return None
    line = nfc(text).strip()
    return (line, skeleton(line)) if any(map(str.isalnum, line)) else ("", "")


def _pieces(text: str) -> Iterator[tuple[str, tuple[int, int] | None, bool]]:
    """The lines and columns of one text, where each stands among columns, and whether a blank or ruled line is above it."""
    apart = False
    for row, raw in enumerate(_NOTE.sub("", text).split("\n")):
        columns = _columns(raw)
        for column, piece in enumerate(columns):
            line = squeeze(nfc(_MARKS.sub("", piece)))
            if any(map(str.isalnum, line)):
                yield line, (row, column) if len(columns) > 1 else None, apart
                apart = False
            elif not raw.strip():
                apart = True


SLASHES = frozenset("/\u2044\u2215")
"""What every number of a document has one of."""
_EDGE = 40
_LEAST_COLUMNS = 3


def flatten(document: SourceDocument) -> list[Line]:
    """All lines with a letter or figure in them, in reading order; table cells row by row.

    Deep inside a long table (more than 40 rows from its top and its bottom) stands no head, foot or word of a law site: of its cells
    only those that may cite a document are given.
    """
    lines: list[Line] = []
    ruled = False
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            found = list(_pieces(block.text))
            for nth, (text, column, apart) in enumerate(found):
                apart = apart or (nth == 0 and (block.blank_before or ruled))
                lines.append(Line(text, skeleton(text), index, column, apart, block.centred))
            ruled = not found
            continue
        ruled = True
        for row, cells in enumerate(block.rows):
            inside = _EDGE <= row < len(block.rows) - _EDGE and len(cells.cells) >= _LEAST_COLUMNS
            for nth, cell in enumerate(cells.cells):
                if inside and SLASHES.isdisjoint(cell.text):
                    continue
                even = _even(cell.text)
                if even is None:
                    lines += [Line(text, skeleton(text), index, (row, nth), apart) for text, _, apart in _pieces(cell.text)]
                elif even[0]:
                    lines.append(Line(*even, index, (row, nth)))
    return lines


def goes_on(line: Line, after: Line) -> bool:
    """Whether ``after`` is the rest of the paragraph that ``line`` began: a line wrapped by the page or by the crawl."""
    if line.cell != after.cell or (line.cell and line.block != after.block):
        return False
    if line.text.endswith(_ENDS) or _NEW_ITEM.match(after.text):
        return False
    if after.text[0].islower():
        return True
    if after.apart or is_capitals(line.text) != is_capitals(after.text):
        return False
    begun = line.text[0].islower() or len(line.text) >= 30 or line.text.endswith((",", "-", "số", "của", "và"))
    return begun or after.text[0].isdigit()


def passages(lines: Iterable[Line]) -> Iterator[Passage]:
    """Paragraphs: lines cut by wrapping or by a page joined with a space, list items and cells apart."""
    held: list[Line] = []
    end = 0
    for end, line in enumerate(lines):
        if held and not goes_on(held[-1], line):
            yield _passage(held, end)
            held = []
        held.append(line)
    if held:
        yield _passage(held, end + 1)


def _passage(lines: list[Line], end: int) -> Passage:
    if len(lines) == 1:
        matched = plain_marks(lines[0].text)
        return Passage(lines[0].text, matched, lines[0].bare if matched is lines[0].text else skeleton(matched), end)
    text = " ".join([line.text for line in lines])
    matched = plain_marks(text)
    return Passage(text, matched, skeleton(matched), end)
