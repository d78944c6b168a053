"""Word tables as grids: rows and cells with spans on one column grid (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct, field

from kehoach.parse.readers.docx.names import TBL_GRID, TCPR, TRPR, VAL, is_on, number, w
from kehoach.parse.readers.docx.styles import has_visible_border
from kehoach.parse.readers.nested import NestedCell, NestedTable

NARROW = 216
"""Twips (1/20 point). A grid column narrower than the two default cell margins holds no letter: rows that were dragged
apart a little leave such columns behind."""

_CELL_PROPERTIES = tuple(map(w, ("gridSpan", "vMerge", "hMerge", "tcBorders", "cellDel")))
_GRID_SPAN, _V_MERGE, _H_MERGE, _BORDERS, _CELL_DELETED = _CELL_PROPERTIES


class WordTable(NestedTable):
    """A Word table while it is read.

    ``widths``: of the grid columns, in twips, 0 where not given. ``ruled``: lines are drawn. ``open``: cells that a vertical
    merge may still continue, by grid column.
    """

    widths: list[int] = field(default_factory=list)
    ruled: bool = False
    open: dict[int, NestedCell] = field(default_factory=dict)

    def above(self, col: int) -> NestedCell | None:
        """The cell that a merge in this column continues; columns too narrow for a letter make no difference."""
        exact = self.open.get(col)
        near = (cell for start, cell in self.open.items() if 0 < sum(self.widths[min(start, col) : max(start, col)]) < NARROW)
        return exact or next(near, None)

    def is_layout(self) -> bool:
        """Whether the table only places things on the page: it holds a table, and draws no lines or has one cell a row."""
        return (not self.ruled or self.has_one_cell_a_row()) and self.holds_table()

    def tidy(self) -> int:
        """Take columns too narrow for a letter out of the grid, unless a cell consists of them alone."""
        narrow = {column for column, width in enumerate(self.widths) if 0 < width < NARROW}
        cells = list(self.cells()) if narrow else []
        if cells and not any(narrow.issuperset(range(cell.col, cell.col + cell.span)) for cell in cells):
            edges = [0]
            for column in range(max(cell.col + cell.span for cell in cells)):
                edges.append(edges[-1] + (column not in narrow))
            for cell in cells:
                cell.span = edges[cell.col + cell.span] - edges[cell.col]
                cell.col = edges[cell.col]
        return super().tidy()


class CellShape(Struct, frozen=True):
    """What the properties of a cell say. ``merge``: "restart", "continue" or None; ``joins_left``: continues the cell
    before it; ``deleted``: by a tracked change."""

    span: int = 1
    merge: str | None = None
    joins_left: bool = False
    ruled: bool = False
    deleted: bool = False


_PLAIN = CellShape()


def grid_widths(table: etree._Element) -> list[int]:
    """The widths of the grid columns in twips; 0 where a width is not given."""
    grid = table.find(TBL_GRID)
    return [number(column.get(w("w"))) for column in grid.iterchildren(w("gridCol"))] if grid is not None else []


def row_shape(row: etree._Element) -> tuple[int, bool, bool]:
    """How many grid columns a row leaves out before its first cell, whether it repeats as header on each page, and whether
    a tracked change deleted it."""
    before, is_header, is_deleted = 0, False, False
    for child in next(row.iterchildren(TRPR), ()):
        if child.tag == w("gridBefore"):
            before = max(0, number(child.get(VAL)))
        elif child.tag == w("tblHeader"):
            is_header = is_on(child.get(VAL))
        elif child.tag == w("del"):
            is_deleted = True
    return before, is_header, is_deleted


def cell_shape(cell: etree._Element) -> CellShape:
    """Spans and merges of a cell."""
    properties = next(iter(cell), None)
    if properties is None or properties.tag != TCPR:
        return _PLAIN
    telling = [child for child in properties if child.tag in _CELL_PROPERTIES]
    return _cell_shape(telling) if telling else _PLAIN


def _cell_shape(properties: list[etree._Element]) -> CellShape:
    span, merge, joins_left, ruled, deleted = 1, None, False, False, False
    for child in properties:
        if child.tag == _GRID_SPAN:
            span = max(1, number(child.get(VAL), 1))
        elif child.tag == _V_MERGE:
            merge = "restart" if child.get(VAL) == "restart" else "continue"
        elif child.tag == _H_MERGE:
            joins_left = child.get(VAL) != "restart"
        elif child.tag == _BORDERS:
            ruled = has_visible_border(child)
        elif child.tag == _CELL_DELETED:
            deleted = True
    return CellShape(span, merge, joins_left, ruled, deleted)
