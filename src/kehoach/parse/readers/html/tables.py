"""HTML tables as grids (HTML Living Standard, 4.9.12 "forming a table"), and which of them only lay out a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree
from msgspec import Struct

from kehoach.parse.readers.html.looks import is_left_out, style_of
from kehoach.parse.readers.nested import Line, NestedCell, NestedTable

_PAGE = 3000
"""Characters beyond which a cell that holds nearly all of a table's text is a page, not a cell of a plan."""
_SECTIONS = {"thead": 0, "tbody": 1, "tfoot": 2}
_MOST_ROWS = 65534


class WebTable(NestedTable):
    """A table of a web page."""

    def is_layout(self) -> bool:
        """Whether the table only lays out the page: one cell, mostly a table or a whole page itself, outweighs all others."""
        sizes = sorted(
            ((_size(cell), any(cell.tables()), len(cell.items)) for cell in self.cells() if cell.items), key=lambda size: size[0]
        )
        if not sizes:
            return False
        largest, holds_table, items = sizes[-1]
        rest = sum(size for size, _, _ in sizes[:-1])
        if self.holds_table():
            return self.has_one_cell_a_row() or (holds_table and largest > rest)
        if len(sizes) == 1:
            return items > 1
        return largest > _PAGE and largest > 4 * rest and len(self.rows) <= 3


def _size(cell: NestedCell) -> int:
    return sum(len(item.text) if isinstance(item, Line) else sum(map(_size, item.cells())) for item in cell.items)


class Span(Struct, frozen=True):
    """A cell element with its place on the grid; ``rows`` is cut at the end of its section."""

    element: etree._Element
    col: int
    cols: int
    rows: int


def captions(table: etree._Element) -> Iterator[etree._Element]:
    return table.iterchildren("caption")


def sections(table: etree._Element) -> list[tuple[bool, list[list[etree._Element]]]]:
    """Head, bodies and foot in the order they are shown: whether it is a head, and its rows of cell elements."""
    found: list[tuple[int, list[list[etree._Element]]]] = []
    for child in _seen_through(table, ("thead", "tbody", "tfoot", "tr", "td", "th")):
        if child.tag in _SECTIONS:
            found.append((_SECTIONS[child.tag], [_cells(row) for row in _seen_through(child, ("tr",))]))
        else:
            if not found or found[-1][0] != -1:
                found.append((-1, []))
            if child.tag == "tr":
                found[-1][1].append(_cells(child))
            elif found[-1][1]:
                found[-1][1][-1].append(child)
            else:
                found[-1][1].append([child])
    ordered = sorted(found, key=lambda section: abs(section[0]))
    for (order, head), (_, body) in pairwise(ordered):
        if order == 0:
            _complete_head(head, body)
    return [(order == 0, rows) for order, rows in ordered]


def _complete_head(head: list[list[etree._Element]], body: list[list[etree._Element]]) -> None:
    """Bring the lower rows of a header back from the body, as office programs write it that repeat only the first row on each page.

    Cells of the head reach down beyond it, and the row below has just the cells that they leave room for. (A browser cuts such cells.)
    """
    if len(head) != 1 or not body:
        return
    reaching = [cell for cell in head[0] if _number(cell.get("rowspan"), 1) > 1]
    room = sum(_number(cell.get("colspan"), 1) for cell in head[0] if cell not in reaching)
    if reaching and room and len(body[0]) > 1 and sum(_number(cell.get("colspan"), 1) for cell in body[0]) == room:
        head.append(body.pop(0))


def _cells(row: etree._Element) -> list[etree._Element]:
    return list(_seen_through(row, ("td", "th")))


def _seen_through(parent: etree._Element, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """Rows or cells, misplaced elements (forms, fonts) between seen through, hidden ones and inner tables not."""
    waiting = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in wanted:
            if not is_left_out(child, style_of(child)):
                yield child
        elif isinstance(child.tag, str) and child.tag not in ("table", "caption", "colgroup"):
            waiting.append(iter(child))


def spans(rows: list[list[etree._Element]], most_columns: int) -> list[list[Span]]:
    """The cells of one section on the grid: each takes the first free slot; spans never overlap and end with the section."""
    taken: dict[int, int] = {}
    placed: list[list[Span]] = []
    for position, cells in enumerate(rows):
        left = len(rows) - position
        line: list[Span] = []
        column = 0
        for cell in cells:
            while taken.get(column, 0) > 0:
                column += 1
            if column >= most_columns:
                line.append(Span(cell, column, 1, 1))
                continue
            wide = max(1, min(_number(cell.get("colspan"), 1), most_columns - column))
            free = next((offset for offset in range(1, wide) if taken.get(column + offset, 0) > 0), wide)
            tall = _number(cell.get("rowspan"), 1)
            span = Span(cell, column, free, min(left, tall if tall > 0 else _MOST_ROWS))
            line.append(span)
            for slot in range(column, column + free):
                taken[slot] = span.rows
            column += free
        taken = {slot: count - 1 for slot, count in taken.items() if count > 1}
        placed.append(line)
    return placed


def _number(value: str | None, otherwise: int) -> int:
    """A span as HTML reads it: leading digits; what has none gives ``otherwise``."""
    digits = ""
    for character in (value or "").strip()[:6]:
        if not character.isdecimal():
            break
        digits += character
    return int(digits) if digits else otherwise


def leading_header_rows(rows: list[list[etree._Element]]) -> int:
    """Rows at the top that consist of header cells only."""
    count = 0
    for cells in rows:
        if not cells or any(cell.tag != "th" for cell in cells):
            break
        count += 1
    return count
