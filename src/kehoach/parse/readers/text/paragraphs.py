"""Lines of prose to paragraphs: hard wraps undone, lists and headings kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from kehoach.model import TextPlace
from kehoach.parse.blocks import Paragraph
from kehoach.parse.looks import is_number
from kehoach.parse.readers.joins import date_goes_on
from kehoach.parse.readers.text.lines import Kind, Line

_STARTER = re.compile(
    r"[-–+•*·]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|\(\d{1,2}\)\s|[a-zđ]\)\s|[IVXL]{1,6}[.)]\s|[A-HĐ][.)]\s|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+\w"
    r"|(?:\d{1,2}(?:\.\d{1,2})*|[IVXL]{1,6}|[A-HĐ]|[a-zđ])[/–-]\s(?=[^\W\d_])|[a-zđ]\.\s(?=[^\W\d_])"
    r"|(?i:nơi nhận|số\s*:|căn cứ|theo đề nghị|kính gửi|xét )|(?:TM|KT|TL|TUQ)\.\s|(?:T/M|K/T|T/L)\.?\s"
)
_ENDED = re.compile(r"(?:[.;:!?]|\./\.?)[”\"')\]]*$")
_HEADING_TO_FILL = re.compile(r"(?i)^số\s*:$")


class Wrap(Struct, frozen=True):
    """How the lines of a text were wrapped: the width (0: each line is a paragraph), and whether blank lines part paragraphs."""

    width: int = 0
    spaced: bool = False


def wrap_of(lines: Sequence[Line]) -> Wrap:
    """How a person or a crawler wrapped the lines, from their lengths and beginnings."""
    text_lines = [line for line in lines if line.kind is Kind.TEXT and line.text]
    lengths = sorted(len(line.text) for line in text_lines)
    if len(lengths) < 10 or lengths[len(lengths) * 97 // 100] > 160:
        return Wrap()
    wrapped = sum(after.number == line.number + 1 and after.text[0].islower() for line, after in pairwise(text_lines))
    if wrapped <= len(text_lines) * 0.12:
        return Wrap()
    blanks = sum(line.kind is Kind.BLANK for line in lines)
    return Wrap(lengths[len(lengths) * 90 // 100], spaced=blanks > len(text_lines) * 0.15)


def goes_on(before: str, after: str, wrap: Wrap) -> bool:
    """Whether the line ``after`` continues the paragraph of the line ``before`` right above it."""
    if date_goes_on(before, after):
        return True
    if _STARTER.match(after) or is_number(after) or is_number(before):
        return False
    if after[0].islower():
        return not (before.isupper() and len(before) > 3)
    if _HEADING_TO_FILL.match(before):
        return True
    if _ENDED.search(before) or not wrap.width:
        return False
    if before.isupper() != after.isupper() and (before.isupper() or after.isupper()) and len(after) > 4 and not after[0].isdigit():
        return False
    if before.endswith(",") or (wrap.spaced and not before.isupper() and len(before) > 12):
        return True
    return len(before) > 0.55 * wrap.width or (before.isupper() and after.isupper() and len(before) > 0.35 * wrap.width)


def join_lines(texts: Sequence[str], wrap: Wrap) -> str:
    """The lines of one cell as paragraphs separated by a line break."""
    paragraphs: list[str] = []
    for text in texts:
        if paragraphs and _cell_goes_on(paragraphs[-1], text, wrap):
            paragraphs[-1] = f"{paragraphs[-1]} {text}"
        else:
            paragraphs.append(text)
    return "\n".join(paragraphs)


def _cell_goes_on(before: str, after: str, wrap: Wrap) -> bool:
    last = before.rsplit("\n", 1)[-1]
    if goes_on(last, after, wrap):
        return True
    # inside a wrapped cell a line that ends without a full stop goes on, whatever the next begins with
    return bool(wrap.width) and not _STARTER.match(after) and not _ENDED.search(last) and len(last) >= 8


def paragraphs(lines: Sequence[Line], wrap: Wrap) -> list[Paragraph]:
    """The paragraphs of a run of lines."""
    found: list[Paragraph] = []
    before: Line | None = None
    blank = True
    for line in lines:
        if line.kind in (Kind.BLANK, Kind.BAR, Kind.RULE) or not line.text:
            blank, before = True, None
            continue
        text = " | ".join(cell for cell in line.cells if cell) if line.kind is Kind.ROW else line.text
        last = found[-1] if found else None
        joined = before is not None and (line.inside_bold or goes_on(before.text, text, wrap))
        if joined and last is not None and isinstance(last.place, TextPlace):
            last.text = f"{last.text} {text}"
            last.place = TextPlace(line=last.place.line, end_line=line.number)
            last.bold = last.bold and (line.strong or line.inside_bold)
        else:
            for piece in text.split("\n"):
                if piece.strip():
                    found.append(
                        Paragraph(piece.strip(), TextPlace(line=line.number, end_line=line.number), bold=line.strong, blank_before=blank)
                    )
        before, blank = line, False
    return found
