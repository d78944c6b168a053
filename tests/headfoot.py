"""Documents for the tests of head, foot and citations: plain lines, one paragraph each, as the simplest reader gives them."""
from __future__ import annotations

from kehoach.model import TextPlace
from kehoach.parse.blocks import Block, Cell, Paragraph, Row, SourceDocument, Table


def document(text: str) -> SourceDocument:
    """One paragraph per line that is not blank; ``|`` alone on a line and bold marks are dropped."""
    blocks: list[Block] = []
    blank = False
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.replace("**", "").strip()
        if not bare.strip("|"):
            blank = True
            continue
        blocks.append(Paragraph(bare.strip("*"), TextPlace(line=number, end_line=number), blank_before=blank and not line.startswith("|")))
        blank = False
    return SourceDocument("txt", blocks)


def table(rows: list[list[str]]) -> Table:
    """A table of plain cells."""
    place = TextPlace(line=1, end_line=1)
    return Table([Row([Cell(text, col) for col, text in enumerate(cells)], place) for cells in rows], max(map(len, rows)))
