"""The lines of a text file and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from kehoach.model import TextPlace
from kehoach.parse.readers.markup import plain
from kehoach.text import nfc

_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")
_LETTERHEAD_RULE = re.compile(r"[-_=*~]{3,}")
_LONGEST_ROW = 60
"""Lines."""


class Kind(Enum):
    """What a line is by its look."""

    BLANK = "blank"
    BAR = "bar"  # a lone "|": a border of a cell in a crawl
    ROW = "row"  # cells between pipes or tabs
    RULE = "rule"  # a rule under a header or a letterhead
    TEXT = "text"


class Line(Struct):
    """One line: its number (from 1), its text without markup, whether all of it stood out, and its cells if it is a row."""

    number: int
    text: str
    kind: Kind
    strong: bool = False
    cells: tuple[str, ...] = ()
    odd_space: bool = False  # only a no-break space: the blank cell of a saved page
    inside_bold: bool = False  # bold marks opened on a line above are still open: the same paragraph
    laid: str = ""  # a line of text as it was laid out, its blanks kept
    page: int = 1
    last: int = 0  # number of its last line, where a row of several lines was joined

    @property
    def place(self) -> TextPlace:
        """Where it stands in the file."""
        return TextPlace(line=self.number, end_line=max(self.number, self.last))


def classify(text: str) -> list[Line]:
    """The lines of a text with their kinds."""
    lines: list[Line] = []
    is_open = False
    page = 1
    for number, raw in enumerate(re.split(r"\r\n|[\n\r\v\x85\u2028\u2029]|(?=\f)", text), 1):
        page += raw.startswith("\f")
        line = _line(number, raw.removeprefix("\f"))
        line.page = page
        line.inside_bold = is_open and line.kind is Kind.TEXT
        is_open = line.kind is Kind.TEXT and (is_open != (raw.count("**") % 2 == 1))
        lines.append(line)
    return lines


def numbered(lines: Sequence[Line], first: int, last: int) -> Sequence[Line]:
    """Of consecutive lines those with the numbers from ``first`` to ``last``."""
    offset = lines[0].number if lines else 0
    return lines[max(first - offset, 0) : max(last - offset + 1, 0)]


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """The lines with each Markdown row whose cells hold line breaks as one row, as some converters write them.

    Only below a header with its rule, for a row that begins with a pipe and is complete where a line ends with one.
    """
    found: list[Line] = []
    width = index = 0
    while index < len(lines):
        line = lines[index]
        if line.kind is Kind.RULE and found and found[-1].kind is Kind.ROW and _is_closed(found[-1].text):
            width = len(found[-1].cells)
        row = _row_over_lines(lines[index : index + _LONGEST_ROW], width) if width and _is_open(line.text) else None
        found.append(row or line)
        index += row.last - line.number + 1 if row else 1
    return found


def _is_closed(text: str) -> bool:
    return text.startswith("|") and text.endswith("|")


def _is_open(text: str) -> bool:
    return text.startswith("|") and not text.endswith("|")


def _row_over_lines(lines: Sequence[Line], width: int) -> Line | None:
    """The row of so many cells that begins with the first of the lines; None where they make none."""
    text = lines[0].text
    for line in lines[1:]:
        if line.text.startswith("|") and line.kind is not Kind.BAR:
            return None
        text += f"\n{line.text}"
        if text.endswith("|"):
            cells = _pipe_cells(text)
            if len(cells) >= width:
                return Line(lines[0].number, text, Kind.ROW, cells=cells, last=line.number) if len(cells) == width else None
    return None


def _line(number: int, raw: str) -> Line:
    stripped = raw.strip()
    if not stripped:
        return Line(number, "", Kind.BLANK, odd_space="\u00a0" in raw)
    if stripped == "|":
        return Line(number, "|", Kind.BAR)
    if _RULE.fullmatch(stripped) or _LETTERHEAD_RULE.fullmatch(stripped):
        return Line(number, stripped, Kind.RULE)
    if "|" in stripped:
        cells = _pipe_cells(stripped)
        if cells:
            return Line(number, stripped, Kind.ROW, cells=cells)
    if "\t" in raw.rstrip("\r\n"):
        cells = tuple(plain(cell)[0].strip() for cell in raw.rstrip("\r\n").split("\t"))
        if sum(bool(cell) for cell in cells) > 1 or (any(cells) and len(cells) > 2):
            return Line(number, stripped, Kind.ROW, cells=cells)
    text, strong = plain(stripped)
    text = text.strip()
    if not text:
        # markup around nothing ("** **") is how crawls write an empty cell
        return Line(number, "", Kind.TEXT)
    return Line(number, text, Kind.TEXT, strong, laid=nfc(raw).rstrip())


def _pipe_cells(text: str) -> tuple[str, ...]:
    """The cells of a row of pipes; none for a sentence in which a pipe happens to stand."""
    pieces = re.split(r"(?<!\\)\|", text)
    if text.startswith("|"):
        pieces = pieces[1:]
    elif len(pieces) < 3 and not text.endswith("|"):
        return ()
    if text.endswith("|") and len(pieces) > 1:
        pieces = pieces[:-1]
    if len(pieces) < 2:
        return ()
    return tuple(plain(piece.strip())[0].strip() for piece in pieces)
