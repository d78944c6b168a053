"""Tables inside tables on their way to blocks: what only lays out a page is dissolved, what belongs to a cell stays in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from kehoach.limits import Limits
from kehoach.model import DocxPlace, HtmlPlace
from kehoach.parse.blocks import Block, Cell, Paragraph, Row, Table
from kehoach.parse.readers.losses import Losses


class Line(Struct):
    """A paragraph of a cell or of the page; it may have line breaks inside."""

    text: str
    bold: bool = False
    centred: bool = False


class NestedCell(Struct):
    """A cell on the grid, with its lines and inner tables in order."""

    col: int
    span: int
    items: list[Line | NestedTable]
    rows: int = 1

    def text(self) -> str:
        """The lines of the cell; an inner table gives one line for each row, with tabs between its cells."""
        if len(self.items) == 1 and isinstance(self.items[0], Line):
            return self.items[0].text
        return "\n".join([line for item in self.items for line in ([item.text] if isinstance(item, Line) else item.lines())])

    def tables(self) -> Iterator[NestedTable]:
        return (item for item in self.items if isinstance(item, NestedTable))


class NestedTable(Struct):
    """A table while it is read; ``headers``: how many leading rows are marked as header."""

    rows: list[list[NestedCell]] = field(default_factory=list)
    headers: int = 0

    def cells(self) -> Iterator[NestedCell]:
        return (cell for row in self.rows for cell in row)

    def holds_table(self) -> bool:
        return any(isinstance(item, NestedTable) for cell in self.cells() for item in cell.items)

    def has_one_cell_a_row(self) -> bool:
        return all(sum(bool(cell.items) for cell in row) <= 1 for row in self.rows)

    def is_layout(self) -> bool:
        """Whether the table only places things on the page; formats know their own signs."""
        return self.holds_table() and self.has_one_cell_a_row()

    def lines(self) -> Iterator[str]:
        """One line for each row that says anything."""
        for row in self.rows:
            line = "\t".join(filter(None, (cell.text().replace("\n", " ") for cell in row)))
            if line:
                yield line

    def tidy(self) -> int:
        """Take grid columns out in which no cell begins: they are left over from spans and say nothing. How many columns are left."""
        begun: set[int] = set()
        width = 0
        for row in self.rows:
            for cell in row:
                begun.add(cell.col)
                width = max(width, cell.col + cell.span)
        edges = [0]
        for column in range(width):
            edges.append(edges[-1] + (column in begun))
        if edges[-1] < width:
            for cell in self.cells():
                cell.span = edges[cell.col + cell.span] - edges[cell.col]
                cell.col = edges[cell.col]
        return edges[-1]


class Assembler:
    """Puts lines and tables together as blocks, counting both for their places."""

    def __init__(self, place: type[DocxPlace] | type[HtmlPlace], limits: Limits, losses: Losses) -> None:
        self.blocks: list[Block] = []
        self.page_start = False
        self._place = place
        self._limits = limits
        self._losses = losses
        self._tables = self._paragraphs = 0

    def next_place(self) -> DocxPlace | HtmlPlace:
        """The place of the next paragraph."""
        self._paragraphs += 1
        return self._place(paragraph=self._paragraphs)

    def line(self, line: Line, place: DocxPlace | HtmlPlace) -> None:
        """Add a paragraph."""
        if self._paragraphs > self._limits.max_paragraphs:
            self._losses.paragraphs += 1
            return
        self.blocks.append(Paragraph(line.text, place, bold=line.bold, centred=line.centred, page_start=self.page_start))
        self.page_start = False

    def spread(self, items: Iterable[Line | NestedTable], place: DocxPlace | HtmlPlace | None = None) -> None:
        """Add lines and tables each as a block of its own; lines get ``place`` where one is given."""
        for item in items:
            if isinstance(item, Line):
                self.line(item, place or self.next_place())
            else:
                self.table(item)

    def table(self, table: NestedTable) -> None:
        """Add a table, or what it holds where it only lays out the page."""
        if table.is_layout():
            for cell in table.cells():
                self.spread(cell.items)
        elif any(table.rows):
            self._tables += 1
            if table.holds_table():
                self._losses.flattened.append(self._place(table=self._tables))
            self.page_start = False
            self.blocks.append(self._finished(table))

    def _finished(self, table: NestedTable) -> Table:
        width = table.tidy()
        rows = [
            Row([Cell(self._text(cell), cell.col, cell.span, cell.rows) for cell in cells], self._place(table=self._tables, row=position))
            for position, cells in enumerate(table.rows, 1)
        ]
        return Table(rows, width, header_rows=table.headers if table.headers < len(rows) else 0)

    def _text(self, cell: NestedCell) -> str:
        text = cell.text()
        if len(text) > self._limits.max_cell_chars:
            self._losses.long_cells += 1
            return text[: self._limits.max_cell_chars]
        return text


def has_text(blocks: Iterable[Block]) -> bool:
    """Whether any block says anything."""
    return any(
        text.strip()
        for block in blocks
        for text in ([block.text] if isinstance(block, Paragraph) else (cell.text for row in block.rows for cell in row.cells))
    )
