"""What pages repeat around the text: page numbers, running heads and feet. It is kept out of the document's text."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kehoach.parse.readers.pdf.geometry import Line

_ZONE = 0.12
_NUMBER = re.compile(
    r"[-–—|\s.]*(?:trang|page|tr\.)?[\s.:]*(\d{1,4})(?:\s*(?:/|\||of|trên)\s*\d{1,4}|\s*\|\s*(?:trang|p\s?a\s?g\s?e))?[-–—|\s.]*",
    re.IGNORECASE,
)
_BESIDE_NUMBER = re.compile(r"\s*(?:trang|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?$", re.IGNORECASE)
_SHARE = 0.6
_EDGE_LINES = 3


def edge_lines(lines: Sequence[Line], height: float, top_text: float, bottom_text: float) -> list[Line]:
    """The lines in the margins above and below everything else on the page: ``top_text`` and ``bottom_text`` bound its tables."""
    by_height = sorted(lines, key=lambda line: line.base)
    above = [line for line in by_height[:_EDGE_LINES] if line.base < _ZONE * height and line.base <= top_text]
    below = [line for line in by_height[-_EDGE_LINES:] if line.base > (1 - _ZONE) * height and line.base >= bottom_text]
    return [*above, *(line for line in below if line not in above)]


def is_page_number(line: Line, edges: Sequence[Line], page: int, pages: int) -> bool:
    """Whether an outermost line is nothing but a page number."""
    match = _NUMBER.fullmatch(line.text)
    if match is None or len(match[1]) > 3 or not edges:
        return False
    outermost = line is min(edges, key=lambda edge: edge.base) or line is max(edges, key=lambda edge: edge.base)
    return outermost and abs(int(match[1]) - page) <= max(pages, 200)


def repeated(edges: Sequence[tuple[Line, float]], pages: int) -> list[Line]:
    """The lines that stand at one height with one text on most pages, numbers of pages aside. Each with the height of its page."""
    if pages < 3:
        return []
    keys = [(_BESIDE_NUMBER.sub("", line.text), round(min(line.base, height - line.base), -1)) for line, height in edges]
    counts = Counter(keys)
    least = max(3, _SHARE * (pages - 1))
    return [line for (line, _), key in zip(edges, keys, strict=True) if key[0] and counts[key] >= least]
