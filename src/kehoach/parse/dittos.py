"""Cells that say "as above": nt, như trên, a ditto mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Diagnostic, whereabouts
from kehoach.parse.columns import Column
from kehoach.text import key

if TYPE_CHECKING:
    from kehoach.parse.blocks import Cell
    from kehoach.parse.grid import GridRow

_DITTO = re.compile(r"[-–—\s(\[]{0,4}(?:n\.?\s?t|như (?:dòng |ô |mục )?trên|[\"'″‟〃]{1,2}|//)[-–—\s)\].;,]{0,4}")


def is_ditto(text: str) -> bool:
    """Whether the text only says "as above": "nt", "-nt-", "Như trên", ″."""
    return len(text) < 24 and _DITTO.fullmatch(key(text)) is not None


def repeat_above(columns: Sequence[Column], rows: Sequence[GridRow]) -> Iterator[Diagnostic]:
    """Let who leads, who helps and by when show the cell above where they only say "as above", and note it (KHR05).

    Both rows see one cell, as if it were merged, so that a text which goes on over a page is whole in both. Where nothing
    stands above the words stay.
    """
    inherited = [column for column in columns if column.role in ("lead", "support", "deadline") or column.part in ("start", "end")]
    above: dict[int, Cell] = {}
    for row in rows:
        for column in inherited:
            cell = row.cells.get(column.index)
            if cell is None or not cell.text.strip():
                continue
            if not is_ditto(cell.text):
                above[column.index] = cell
            elif column.index in above:
                row.cells[column.index] = above[column.index]
                if column.index in row.fresh:
                    yield _note(cell.text.strip(), column.heading, row)


def _note(written: str, heading: str, row: GridRow) -> Diagnostic:
    message = pick(f"ô ghi “{written}”, lấy theo dòng trên: {heading}", f"cell says “{written}”, taken from above: {heading}")
    return Diagnostic(code="KHR05", severity="info", message=message, where=whereabouts(row.place))
