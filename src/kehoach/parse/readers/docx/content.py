"""Blocks inside cells, text boxes and notes: their lines and inner tables in order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kehoach.limits import Limits
from kehoach.parse.readers.docx.inline import Inline
from kehoach.parse.readers.docx.names import ALTERNATE, CELL, CHOICE, FALLBACK, PARAGRAPH, ROW, TABLE, TBLPR, WRAPPERS, w
from kehoach.parse.readers.docx.plain import plain_cells
from kehoach.parse.readers.docx.tables import WordTable, cell_shape, grid_widths, row_shape
from kehoach.parse.readers.losses import Losses
from kehoach.parse.readers.nested import Line, NestedCell, NestedTable
from kehoach.text import nfc, squeeze


class Content:
    """Reads the inside of cells, text boxes and notes within the limits."""

    def __init__(self, inline: Inline, limits: Limits, losses: Losses) -> None:
        self.losses = losses
        self._inline = inline
        self._limits = limits
        self._rows = 0
        self._depth = 0

    def start_table(self, table: etree._Element) -> WordTable:
        """A table whose rows are still to come."""
        return WordTable(widths=grid_widths(table), ruled=self._inline.is_ruled(table.find(TBLPR)))

    def add_row(self, table: WordTable, row: etree._Element) -> None:
        """Read one ``w:tr``; a row that a tracked change deleted is left out, as is all beyond the row limit."""
        if self._rows >= self._limits.max_rows:
            self.losses.rows += 1
            return
        plain = plain_cells(row, self._inline.is_plain_style)
        if plain and len(plain[0]) <= self._limits.max_columns:
            table.open = {}
            table.ruled |= plain[1]
            table.rows.append([NestedCell(column, 1, [Line(text)] if text else []) for column, text in enumerate(plain[0])])
        elif not self._add_with_care(table, row):
            return
        self._rows += 1

    def _add_with_care(self, table: WordTable, row: etree._Element) -> bool:
        """Read a row with spans, lists, changes and so on; False if it was deleted."""
        column, is_header, is_deleted = row_shape(row)
        if is_deleted:
            self._inline.remove(row)
            return False
        cells: list[NestedCell] = []
        still_open: dict[int, NestedCell] = {}
        for cell in children(row, CELL):
            column = self._add_cell(table, cell, column, cells, still_open)
        table.open = still_open
        if is_header and table.headers == len(table.rows):
            table.headers += 1
        table.rows.append(cells)
        return True

    def items(self, container: etree._Element) -> list[Line | NestedTable]:
        """Lines and tables of a cell, text box or note; empty lines are dropped."""
        found: list[Line | NestedTable] = []
        before = ""
        for element in children(container, PARAGRAPH, TABLE):
            if element.tag == PARAGRAPH:
                line = self._inline.line(element, before)
                before = line.text if line.carries_on else ""
                if not line.carries_on:
                    found.extend(map(Line, line.parts()))
                for box in line.boxes:
                    found.extend(self._box(box))
            else:
                found.extend(self._inner_table(element))
        if before:
            found.append(Line(before))
        return found

    def text(self, note: etree._Element) -> str:
        """The lines of a note."""
        return NestedCell(0, 1, self.items(note)).text()

    def _box(self, box: etree._Element) -> list[Line | NestedTable]:
        if self._depth >= self._limits.max_depth:
            return self._only_text(box)
        self._depth += 1
        items = self.items(box)
        self._depth -= 1
        return items

    def _inner_table(self, element: etree._Element) -> list[Line | NestedTable]:
        if self._depth >= self._limits.max_depth:
            return self._only_text(element)
        self._depth += 1
        table = self.start_table(element)
        for row in children(element, ROW):
            self.add_row(table, row)
        self._depth -= 1
        return [table]

    def _only_text(self, element: etree._Element) -> list[Line | NestedTable]:
        self.losses.depth += 1
        text = _plain(element)
        return [Line(text)] if text else []

    def _add_cell(
        self, table: WordTable, cell: etree._Element, column: int, cells: list[NestedCell], still_open: dict[int, NestedCell]
    ) -> int:
        """Read one ``w:tc`` that starts in a grid column; the column after it."""
        shape = cell_shape(cell)
        table.ruled |= shape.ruled
        if shape.deleted:
            self._inline.remove(cell)
            return column + shape.span
        above = table.above(column) if shape.merge == "continue" else None
        if above is not None:
            above.rows += 1
            still_open[column] = above
            self._note_hidden(cell, above)
            return column + shape.span
        if column >= self._limits.max_columns:
            self.losses.columns.extend(filter(None, [_plain(cell)]))
            return column
        if shape.joins_left and cells:
            cells[-1].span += min(shape.span, self._limits.max_columns - column)
            self._note_hidden(cell, cells[-1])
            return cells[-1].col + cells[-1].span
        new = NestedCell(column, min(shape.span, self._limits.max_columns - column), self.items(cell))
        cells.append(new)
        if shape.merge:
            still_open[column] = new
        return column + new.span

    def _note_hidden(self, cell: etree._Element, shown: NestedCell) -> None:
        """Word does not print what stands in a merged-away part; keep it in mind unless the shown part says the same."""
        text = _plain(cell)
        if text and text != squeeze(shown.text()):
            self.losses.hidden.append(text)


def _plain(cell: etree._Element) -> str:
    return squeeze(nfc(" ".join(text.text or "" for text in cell.iter(w("t")))))


def children(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The rows, cells, paragraphs or tables directly in an element, content controls and the like seen through."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS:
            yield from children(child, *tags)
        elif child.tag == ALTERNATE:
            for branch in child.iterchildren(CHOICE, FALLBACK):
                found = list(children(branch, *tags))
                yield from found
                if found:
                    break
