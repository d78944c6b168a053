"""What every reader gives: a document as blocks in reading order, tables as grids of cells with spans.

Text in blocks is verbatim but composed (NFC). Lines inside a cell or paragraph are separated by ``"\\n"``. The mark of a
footnote whose note the reader knows stands in the text between ``NOTE_OPEN`` and ``NOTE_CLOSE``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from kehoach.model import Diagnostic, Place

NOTE_OPEN, NOTE_CLOSE = "\ue000", "\ue001"
"""Private-use characters around a footnote key: ``f"{NOTE_OPEN}1{NOTE_CLOSE}"`` refers to ``SourceDocument.footnotes["1"]``."""


class Cell(Struct):
    """One cell, merged cells once: its first grid column (from 0), how many columns and rows it covers, and its text."""

    text: str
    col: int
    colspan: int = 1
    rowspan: int = 1


class Row(Struct):
    """One physical row: the cells that *begin* in it, by column; a cell from above that reaches down is not repeated.

    ``exact``: the columns of the cells are known. In text dumps that lose empty or merged cells they are not: ``col`` then
    only counts the cells. ``page_start``: first row on a page. ``page_cut``: the row's top border is missing there, so it
    is known to go on from the page before (None: not known).
    """

    cells: list[Cell]
    place: Place
    exact: bool = True
    page_start: bool = False
    page_cut: bool | None = None


class Table(Struct):
    """Rows of cells on one column grid. ``header_rows``: how many the source itself marks as header (repeated on pages)."""

    rows: list[Row]
    width: int
    header_rows: int = 0

    def slots(self) -> list[list[Cell | None]]:
        """For each row, the cell seen in each column; a merged cell is one object seen from several slots."""
        seen: list[list[Cell | None]] = []
        reaching: dict[int, tuple[Cell, int]] = {}
        for row in self.rows:
            line: list[Cell | None] = [None] * self.width
            for column, (cell, left) in list(reaching.items()):
                line[column] = cell
                reaching[column] = (cell, left - 1)
                if left <= 1:
                    del reaching[column]
            for cell in row.cells:
                for column in range(cell.col, min(cell.col + cell.colspan, self.width)):
                    line[column] = cell
                    if cell.rowspan > 1:
                        reaching[column] = (cell, cell.rowspan - 1)
            seen.append(line)
        return seen


class Paragraph(Struct):
    """A line or paragraph outside tables, automatic list numbers included in the text.

    ``bold`` and ``centred`` where the format knows; ``page_start``: first on a page. ``blank_before``: set apart from the
    block above by a blank line (text forms only).
    """

    text: str
    place: Place
    bold: bool = False
    centred: bool = False
    page_start: bool = False
    blank_before: bool = False


Block = Paragraph | Table


class SourceDocument(Struct):
    """A read document: blocks in reading order, the notes the reader could tie to marks, and what was odd while reading."""

    format: str
    blocks: list[Block]
    footnotes: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    pages: int | None = None

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
