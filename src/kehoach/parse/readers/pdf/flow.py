"""Printed lines -> paragraphs: which line goes on the one before, and whether a space stands where they meet.

A printer wraps a line where the next word no longer fits. So a line that would have had room for the next line's first word
was ended on purpose; one without room goes on unless the next line clearly begins something (bullet, number, indent, wider gap).
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kehoach.parse.readers.joins import glued, is_torn
from kehoach.parse.readers.pdf.geometry import Line

_SPACE = 0.22
_SLACK = 0.25
_TEAR = 0.25
_WIDER = 1.3
_MARKER = re.compile(
    r"[-–—+•●▪■◦○*·►▶➢✓√\uf0b7\uf02d\uf0a7\uf0fc]\s"
    r"|[-–+•](?=[^\W\d_])"
    r"|\(?(?:\d{1,3}|[a-zđ])(?:\.\d{1,2}){0,3}[.)]\s"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s"
    r"|(?:[IVX]{1,6}|[A-H])\.\s"
    r"|(?:Điều|Chương|Mục|Phần)\s+[\dIVX]+[.:]?(?:\s|$)"
)
_OPEN_ENDS = (" -", " –", " &", " +", "(", "/")
"""What no paragraph ends with."""
_ENDED = re.compile(r"[.;:!?…][\"”’)]*$")


def is_item(text: str) -> bool:
    """Whether a line begins with a bullet or a number of its own."""
    return _MARKER.match(text) is not None


def text_of(paragraph: Sequence[Line], left: float = 0.0, right: float = float("inf")) -> str:
    """The running text of one paragraph whose lines may reach from ``left`` to ``right``."""
    text, before = "", None
    for line in paragraph:
        full = before is not None and room(before, left, right) < line.letter + _TEAR * line.size
        torn = full and before is not None and is_torn(text, line.text, " " not in before.text)
        text = text + line.text if torn else glued(text, line.text)
        before = line
    return text


def cell_text(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of a table cell whose lines may reach from ``left`` to ``right``; its paragraphs stand on lines of their own."""
    if not lines:
        return ""
    if len(lines) == 1:
        return lines[0].text
    ends = sorted((line.x1 for line in lines), reverse=True)
    if ends[0] - ends[1] < 0.7 and len(lines) > 2:
        right = min(right, ends[0])
    step = usual_step(lines)
    paragraphs: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        listed = before.text.endswith((";", ":")) and line.text[0].isupper()
        if listed or begins_anew(before, line, room(before, left, right), step):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return "\n".join(text_of(paragraph, left, right) for paragraph in paragraphs)


def usual_step(lines: Sequence[Line]) -> float:
    """The distance from line to line inside paragraphs, 0 when not known: it is the smallest that is not rare."""
    steps = sorted(b.base - a.base for a, b in pairwise(lines) if a.page == b.page and b.base > a.base)
    return steps[len(steps) // 5] if steps else 0.0


def room(line: Line, left: float, right: float) -> float:
    """How much more text the line would have held: what is free after it, on both sides when it is centred."""
    before, after = line.x0 - left, right - line.x1
    return before + after if before > 0.5 * line.size and abs(before - after) < 0.6 * line.size else after


def fits(line: Line, space: float) -> bool:
    """Whether the first word of ``line`` would have stood in so much room at the end of the line before."""
    return line.first + _SPACE * line.size <= space - _SLACK * line.size


def begins_anew(before: Line, line: Line, space: float, step: float) -> bool:
    """Whether ``line`` begins a new paragraph after ``before``, which left so much room free."""
    ended = _ENDED.search(before.text) is not None
    item = is_item(line.text)
    free = fits(line, space)
    if before.text.endswith(_OPEN_ENDS):
        return item and line.text[0] not in "-–—&+"
    if item:
        return free or ended or not _dash(line.text)
    starts = not line.text[0].islower()
    if free:
        return ended or (starts and line.text[0] not in "([&/,;.:)%")
    apart = step > 0 and before.page == line.page and line.base - before.base > _WIDER * step
    return apart and starts


def _dash(text: str) -> bool:
    """A dash may be a bullet or the dash of a name that was wrapped before it."""
    return text[0] in "-–—&+"
