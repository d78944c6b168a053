"""Lines of prose to paragraphs: hard wraps undone, lists and headings kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kehoach.model import TextPlace
from kehoach.parse.blocks import Paragraph
from kehoach.parse.looks import is_number
from kehoach.parse.readers.text.lines import Kind, Line

_STARTER = re.compile(
    r"[-–+•*·]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|\(\d{1,2}\)\s|[a-zđ]\)\s|[IVXL]{1,6}[.)]\s|[A-HĐ][.)]\s|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+\w"
    r"|(?i:nơi nhận|số\s*:|căn cứ|theo đề nghị|kính gửi|xét )|(?:TM|KT|TL|TUQ)\.\s"
)
_ENDED = re.compile(r"(?:[.;:!?]|\./\.?)[”\"')\]]*$")
_HEADING_TO_FILL = re.compile(r"(?i)^số\s*:$")


def wrap_width(lines: Iterable[Line]) -> int:
    """The width at which the text was wrapped by hand or by a crawler, or 0 where each line is a paragraph."""
    text_lines = [line for line in lines if line.kind is Kind.TEXT and line.text]
    lengths = sorted(len(line.text) for line in text_lines)
    if len(lengths) < 10 or lengths[len(lengths) * 97 // 100] > 160:
        return 0
    wrapped = sum(
        1 for line, after in pairwise(text_lines) if after.number == line.number + 1 and after.text[0].islower()
    )
    return lengths[len(lengths) * 90 // 100] if wrapped > len(text_lines) * 0.12 else 0


def goes_on(before: str, after: str, width: int) -> bool:
    """Whether the line ``after`` continues the paragraph of the line ``before`` right above it."""
    if _STARTER.match(after) or is_number(after) or is_number(before):
        return False
    if after[0].islower():
        return not (before.isupper() and len(before) > 3)
    if _HEADING_TO_FILL.match(before):
        return True
    if _ENDED.search(before) or not width:
        return False
    if before.isupper() != after.isupper() and (before.isupper() or after.isupper()) and len(after) > 4 and not after[0].isdigit():
        return False
    return len(before) > 0.55 * width or (before.isupper() and after.isupper() and len(before) > 0.35 * width)


def join_lines(texts: Sequence[str], width: int) -> str:
    """The lines of one cell as paragraphs separated by a line break."""
    paragraphs: list[str] = []
    for text in texts:
        if paragraphs and _cell_goes_on(paragraphs[-1], text, width):
            paragraphs[-1] = f"{paragraphs[-1]} {text}"
        else:
            paragraphs.append(text)
    return "\n".join(paragraphs)


def _cell_goes_on(before: str, after: str, width: int) -> bool:
    last = before.rsplit("\n", 1)[-1]
    if goes_on(last, after, width):
        return True
    # inside a wrapped cell a line that ends without a full stop goes on, whatever the next begins with
    return bool(width) and not _STARTER.match(after) and not _ENDED.search(last) and len(last) >= 8


def paragraphs(lines: Sequence[Line], width: int) -> list[Paragraph]:
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
        if before is not None and last is not None and goes_on(before.text, text, width) and isinstance(last.place, TextPlace):
            last.text = f"{last.text} {text}"
            last.place = TextPlace(line=last.place.line, end_line=line.number)
            last.bold = last.bold and line.strong
        else:
            for piece in text.split("\n"):
                if piece.strip():
                    found.append(
                        Paragraph(piece.strip(), TextPlace(line=line.number, end_line=line.number), bold=line.strong, blank_before=blank)
                    )
        before, blank = line, False
    return found
