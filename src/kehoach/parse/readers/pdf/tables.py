"""Runs and a grid -> the rows of a table: each run in the cell it stands in, merged cells once, wrapped lines as running text."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kehoach.model import PdfPlace
from kehoach.parse.blocks import Cell, Row
from kehoach.parse.readers.pdf.flow import cell_text
from kehoach.parse.readers.pdf.geometry import Line, Run
from kehoach.parse.readers.pdf.grid import Grid
from kehoach.parse.readers.pdf.lines import NO_NOTES, compose, lines_of
from kehoach.parse.readers.pdf.sheets import Sheet

_MIDDLE = 0.3
_CLEAR = 0.04
_MOST_PADDING = 9.0


def parted(grids: Sequence[Grid], runs: Iterable[Run]) -> tuple[list[list[Run]], list[Run]]:
    """The runs that stand in each grid, and those that stand in none."""
    inside: list[list[Run]] = [[] for _ in grids]
    outside = []
    for run in runs:
        x, y = (run.left + run.right) / 2, run.base - _MIDDLE * run.size
        for grid, held in zip(grids, inside, strict=True):
            if grid.xs[0] - 1 <= x <= grid.xs[-1] + 1 and grid.ys[0] - 1 <= y <= grid.ys[-1] + 1:
                held.append(run)
                break
        else:
            outside.append(run)
    return inside, outside


def table_rows(sheet: Sheet, grid: Grid, runs: Sequence[Run], notes: Mapping[str, str] = NO_NOTES) -> list[Row]:
    """The rows of one ruled table."""
    held = _by_slot(grid, runs)
    lines = [lines_of([run for run in own if not run.turned], notes) if own else [] for own in held]
    padding = _padding(grid, lines)
    boxes = [sheet.place((grid.xs[0], top, grid.xs[-1], bottom)) for top, bottom in pairwise(grid.ys)]
    rows = [Row([], PdfPlace(page=sheet.number, bbox=box)) for box in boxes]
    for slot, own, inside in zip(grid.slots, held, lines, strict=True):
        text = cell_text(inside, grid.xs[slot.col] + padding, grid.xs[slot.col + slot.colspan] - padding)
        if any(run.turned for run in own):
            turned = compose(" ".join(run.text for run in own if run.turned))
            text = f"{text}\n{turned}" if text else turned
        rows[slot.row].cells.append(Cell(text, slot.col, slot.colspan, slot.rowspan))
    return rows


def _by_slot(grid: Grid, runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each slot of the grid."""
    owner = [[0] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for index, slot in enumerate(grid.slots):
        for row in range(slot.row, slot.row + slot.rowspan):
            owner[row][slot.col : slot.col + slot.colspan] = [index] * slot.colspan
    held: list[list[Run]] = [[] for _ in grid.slots]
    for run in runs:
        owners = owner[grid.row(run.base - _MIDDLE * run.size if not run.turned else run.base)]
        first = grid.column((run.left + (run.lefts[1] if len(run.lefts) > 1 else run.right)) / 2)
        last = grid.column(run.right) if not run.turned else first
        if owners[first] == owners[last]:
            held[owners[first]].append(run)
            continue
        for piece in _cut(grid, owners, run):
            middle = (piece.left + (piece.lefts[1] if len(piece.lefts) > 1 else piece.right)) / 2
            held[owners[grid.column(middle)]].append(piece)
    return held


def _cut(grid: Grid, owners: Sequence[int], run: Run) -> list[Run]:
    """The run in pieces where it passes from one cell into the next; a word that runs over its cell's border stays whole."""
    end = len(run.text.rstrip(" "))
    if end < 2:
        return [run]
    final = run.lefts[end] if end < len(run.lefts) else run.right
    first, last = grid.column((run.left + run.lefts[1]) / 2), grid.column((run.lefts[end - 1] + final) / 2)
    pieces, begin = [], 0
    for col in range(first + 1, last + 1):
        if owners[col - 1] == owners[col]:
            continue
        border = grid.xs[col]
        at = bisect_left(run.lefts, border - 0.1 * run.size, begin + 1)
        if at < len(run.text) and (run.text[at - 1] == " " or run.text[at] == " " or _apart(run, at)):
            pieces.append(run.part(begin, at))
            begin = at
    return [*pieces, run.part(begin, len(run.text))]


def _apart(run: Run, at: int) -> bool:
    """Whether the letters before and at ``at`` do not touch: widths are not kept, so a step wider than any before counts."""
    steps = [b - a for a, b in zip(run.lefts, run.lefts[1:], strict=False)]
    return steps[at - 1] > max((step for i, step in enumerate(steps) if i != at - 1), default=0.0) + _CLEAR * run.size


def _padding(grid: Grid, lines: Sequence[list[Line]]) -> float:
    """The least room that text keeps from the sides of its cell."""
    rooms = [
        min(line.x0 - grid.xs[slot.col], grid.xs[slot.col + slot.colspan] - line.x1)
        for slot, inside in zip(grid.slots, lines, strict=True)
        for line in inside
    ]
    return min([room for room in rooms if room > 0], default=0.0) if rooms and min(rooms) < _MOST_PADDING else 0.0
