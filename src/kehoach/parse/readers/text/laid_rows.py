"""Lines parted into columns -> rows: a row begins where its number stands, or where its task begins anew; cells are wrapped in theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from kehoach.parse.lines import is_capitals
from kehoach.parse.looks import is_number
from kehoach.parse.readers.joins import glued, is_torn
from kehoach.parse.readers.text.layout import Span

_STARTER = re.compile(r"[-–+•*·]\s?\S|\d{1,2}[.)]\s|[a-zđ][.)]\s|\(\d{1,2}\)\s")
_ENDED = re.compile(r"[.;:!?][”\"')\]]*$")
_FIGURE = re.compile(r"[IVX]+\b|\d")
_YEAR_BEGUN = re.compile(r"\d/(\d{1,3})$")
_GOES_ON = (",", "-", "–", "/", "&", "(", "và", "của", "các", "về", "cho", "theo")
_ROOM = 3
"""Places that must be left over before a word that was set on the next line counts as the beginning of a paragraph."""
_BEGINS, _LOWER, _FULL, _FREE = 1.0, -2.0, -1.5, 1.0
_ABOVE = {"": 0.0, "page": 0.25, "blank": 2.0, "rule": 4.0}
_AT_NUMBER = 1.5
_TITLE = 1.5
"""What the column of the task counts more than others."""
_ANEW = 2.0
"""The score from which a line without a number begins a row."""
_SPACED = 0.6


class LaidLine(Struct, frozen=True):
    """One line of a table: its texts by column, how far the texts of each column reach on its page, and what stands above it:
    nothing, the end of a page, a blank line or a rule."""

    number: int
    cells: dict[int, Span]
    ends: tuple[int, ...]
    above: str = ""


def rows_of(lines: Sequence[LaidLine], numbers: Sequence[int], title: int) -> list[list[LaidLine]]:
    """The lines of each row. ``numbers``: the columns of row numbers, if there are any; ``title``: the column of the task."""
    if not lines:
        return []
    marked = [index for index, line in enumerate(lines) if any(_holds_number(line, column) for column in numbers)]
    starts = {0}
    for a, b in pairwise(marked):
        starts.add(max(range(a + 1, b + 1), key=lambda c: (_score(lines, c, title) + _AT_NUMBER * (c == b), c)))
    spaced = _is_spaced(lines, sorted(starts), marked)
    if not marked:
        starts |= {c for c in range(1, len(lines)) if _begins_anew(lines, c, title, spaced)}
    elif spaced:
        apart = [c for c in range(1, len(lines)) if lines[c].above in ("blank", "rule")]
        starts |= {c for c in apart if title in lines[c].cells and len(lines[c].cells) > 1}
    ordered = [*sorted(starts), len(lines)]
    return [list(lines[a:b]) for a, b in pairwise(ordered)]


def _holds_number(line: LaidLine, column: int) -> bool:
    span = line.cells.get(column)
    return span is not None and is_number(span.text)


def _is_spaced(lines: Sequence[LaidLine], starts: Sequence[int], marked: Sequence[int]) -> bool:
    """Whether blank lines or rules stand between rows, and only there."""
    parted = [index for index, line in enumerate(lines) if index and line.above in ("blank", "rule")]
    if not marked:
        return bool(parted)
    return len(starts) > 1 and sum(index in parted for index in starts[1:]) >= _SPACED * (len(starts) - 1)


def _begins_anew(lines: Sequence[LaidLine], at: int, title: int, spaced: bool) -> bool:
    """Whether a row without a number begins at the line: its task does, and what stands beside it."""
    line = lines[at]
    if title not in line.cells or len(line.cells) < 2 or line.cells[title].text[0].islower():
        return False
    if spaced:
        return line.above in ("blank", "rule")
    return _score(lines, at, title) >= _ANEW


def _score(lines: Sequence[LaidLine], at: int, title: int) -> float:
    """How much a line looks like the first of a row: its texts begin, those above them have ended, something stands between."""
    score = _ABOVE[lines[at].above]
    for column, span in lines[at].cells.items():
        if not is_number(span.text):
            weight = _TITLE if column == title else 1.0
            score += weight * _beginning(span, lines[at - 1].cells.get(column), lines[at - 1].ends[column])
    return score


def _beginning(span: Span, before: Span | None, end: int) -> float:
    """How much a text looks like the beginning of a cell, ``before`` being what stands right above it."""
    if span.text[0].islower():
        return _LOWER
    if before is None:
        return _BEGINS
    left = _left_over(before, span, end)
    if before.text.endswith(_GOES_ON) or left < 0:
        return _BEGINS + _FULL
    return _BEGINS + (_FREE if _ENDED.search(before.text) or left >= _ROOM else 0.0)


def _left_over(before: Span, span: Span, end: int) -> int:
    """How many places would have been left had the first word of ``span`` been set behind ``before``."""
    return end - before.end - 1 - len(span.text.split(" ", 1)[0])


def cell_text(lines: Sequence[LaidLine], column: int) -> str:
    """The lines of one cell as running text, its paragraphs and list items on lines of their own."""
    text = ""
    before: tuple[Span, int] | None = None
    for line in lines:
        span = line.cells.get(column)
        if span is None:
            continue
        if before is None:
            text = span.text
        elif _is_torn(text, *before, span):
            text += span.text
        elif _is_paragraph(*before, span):
            text += f"\n{span.text}"
        else:
            text = glued(text, span.text)
        before = span, line.ends[column]
    return text


def _is_torn(text: str, before: Span, end: int, span: Span) -> bool:
    """Whether a word or the year of a date was torn at the edge of its column."""
    year = _YEAR_BEGUN.search(before.text)
    if year is not None and span.text.isdigit() and len(year[1]) + len(span.text) == 4:
        return True
    return end - before.end < 2 and is_torn(text, span.text, " " not in before.text)


def _is_paragraph(before: Span, end: int, span: Span) -> bool:
    """Whether a paragraph of the cell begins with ``span``."""
    if before.text.endswith(_GOES_ON) or (is_capitals(before.text) and is_capitals(span.text)):
        return False
    if _STARTER.match(span.text):
        return True
    if span.text[0].islower() or _FIGURE.match(span.text):
        return False
    return _left_over(before, span, end) >= (0 if _ENDED.search(before.text) else _ROOM)
