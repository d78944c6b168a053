"""What stands around the text of printed pages: numbers and running heads of a text whose pages are parted by form feeds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from kehoach.parse.readers.text.lines import Kind, Line

_NUMBER = re.compile(
    r"[-–—|\s.]{0,4}(?:trang|page|tr\.)?[\s.:]{0,4}(\d{1,3})(?:\s?(?:/|\||of|trên)\s?\d{1,3})?[-–—|\s.]{0,4}", re.IGNORECASE
)
_BESIDE = re.compile(r"\s*(?:trang|page)?\s*\d{1,3}(?:\s*/\s*\d{1,3})?$", re.IGNORECASE)
_EDGE = 2
_SHARE = 0.6
_LEAST = 3


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines, those that only number the pages or stand at one edge of most pages made blank."""
    if lines[-1].page == 1:
        return lines
    edges = [_edges([line for line in page if line.text]) for _, page in groupby(lines, key=lambda line: line.page)]
    gone = _numbers(edges) | _running(edges)
    return [replace(line, text="", laid="", kind=Kind.BLANK) if line.number in gone else line for line in lines]


def _edges(filled: Sequence[Line]) -> list[Line]:
    return [*filled[:_EDGE], *filled[max(_EDGE, len(filled) - _EDGE) :]]


def _numbers(edges: Sequence[Sequence[Line]]) -> set[int]:
    """The lines that are page numbers: they count on with the pages."""
    found = [(line, int(match[1])) for page in edges for line in page if (match := _NUMBER.fullmatch(line.text))]
    if not found:
        return set()
    offset, count = Counter(number - line.page for line, number in found).most_common(1)[0]
    return {line.number for line, number in found if number - line.page == offset} if count > 1 or offset == 0 else set()


def _running(edges: Sequence[Sequence[Line]]) -> set[int]:
    """The lines that stand at the edge of most pages, a number at their end aside; rows of headings are none."""
    keys = [(line, _BESIDE.sub("", line.text)) for page in edges for line in page if line.kind is Kind.TEXT and "  " not in line.text]
    counts = Counter(key for _, key in keys)
    least = max(_LEAST, _SHARE * (len(edges) - 1))
    return {line.number for line, key in keys if key and counts[key] >= least}
