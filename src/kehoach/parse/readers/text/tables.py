"""Rows that were laid out by inference, as a table: cells that a dump lost are seen again as merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.model import TextPlace
from kehoach.parse.blocks import Cell, Row, Table
from kehoach.parse.infer import LaidRow


def table_of(rows: Sequence[LaidRow], width: int) -> Table:
    """A table of laid rows. A row with one text is a heading across the table."""
    table = Table([], width)
    for laid in rows:
        place = TextPlace(line=laid.first_line(), end_line=laid.last_line())
        if laid.heading:
            text = "\n".join(item.text for items in laid.cells.values() for item in items)
            table.rows.append(Row([Cell(text, 0, colspan=width)], place, exact=False))
            continue
        cells = [Cell("\n".join(item.text for item in items), column) for column, items in laid.cells.items()]
        cells += [Cell("", column) for column in laid.blanks]
        cells.sort(key=lambda cell: cell.col)
        table.rows.append(Row(cells, place, exact=len(cells) == width))
    return table
