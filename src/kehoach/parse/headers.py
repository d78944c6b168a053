"""Headers of tables: which rows are one, what they say of each column, where the columns begin.

A header has up to three rows; one that a new page repeats, wholly or only its upper row, is the one in force.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from kehoach.parse.blocks import Cell, Table
from kehoach.parse.columns import (
    LONGEST_HEADING,
    Column,
    assign_roles,
    fold_heading,
    heading_role,
    is_foreign,
    is_task_header,
    may_be_header,
    names_time,
    time_part,
)
from kehoach.parse.looks import is_number
from kehoach.parse.periods import LEVELS, names_period

_INDEX_ROW = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?")


class Header(Struct):
    """The columns that a header tells apart and the grid columns at which they begin."""

    columns: tuple[Column, ...]
    starts: list[int]


def column_starts(table: Table, rows: range) -> list[int]:
    """The grid columns at which cells begin in more than a stray row: where the logical columns begin."""
    counted = [table.rows[index] for index in rows if len(table.rows[index].cells) > 2]
    counts = Counter(cell.col for row in counted for cell in row.cells if cell.col < table.width)
    least = max(1, len(counted) * 0.15)
    starts = sorted(column for column, count in counts.items() if count >= least)
    return starts if starts and starts[0] == 0 else [0, *starts]


def _texts(line: list[Cell | None]) -> list[Cell]:
    """The distinct cells seen in a row, left to right."""
    return list({id(cell): cell for cell in line if cell is not None}.values())


def header_size(slots: list[list[Cell | None]], index: int, columns: tuple[Column, ...] | None) -> int:
    """How many rows from here on are a header: of a task table, of another one, or the current one again; 0 if none."""
    first = slots[index][0] if slots[index] else None
    if index and first is not None and first.text.isdigit():
        return 0  # a numbered row
    filled = [text for cell in _texts(slots[index]) if (text := cell.text.strip())]
    if columns is not None and _repeats(filled, columns):
        return 1 + (index + 1 < len(slots) and _repeats([cell.text for cell in _texts(slots[index + 1]) if cell.text.strip()], columns))
    if index == 0 and columns is not None and _begins_other_table(filled, columns):
        return 1
    if not may_be_header(filled):
        return 0
    for size in (3, 2, 1):
        if index + size > len(slots) or not _belongs(slots, index, size):
            continue
        header = _headings(slots, index, size)
        roles = assign_roles(list(header.values()))
        if is_task_header(roles) or (is_foreign(roles) and len(filled) >= 3):
            return size
    return 0


def _begins_other_table(texts: Sequence[str], columns: tuple[Column, ...]) -> bool:
    """Whether the first row of a table is a header ("STT | Họ và tên | …") with no heading of the columns of the table before."""
    known = _folded_headings(columns)
    return len(texts) > 1 and heading_role(texts[0])[0] == "number" and not any(fold_heading(text) in known for text in texts[1:])


def _repeats(texts: Sequence[str], columns: tuple[Column, ...]) -> bool:
    """Whether the texts are headings of these columns again, one or two of them perhaps missing."""
    known = _folded_headings(columns)
    longest = max(map(len, known), default=0) + 10  # marks and line breaks of a heading are not in its folded form
    could = sum(not text.isdigit() and len(text) <= longest for text in texts)
    needed = max(len(texts) * 0.75, min(3, len(columns) - 1))
    return len(texts) >= 2 and could >= needed and sum(fold_heading(text) in known for text in texts) >= needed


@lru_cache(maxsize=64)
def _folded_headings(columns: tuple[Column, ...]) -> frozenset[str]:
    whole = {fold_heading(column.heading) for column in columns if column.heading}
    return frozenset(whole | {fold_heading(part) for column in columns for part in column.heading.split(LEVELS)})


def _belongs(slots: list[list[Cell | None]], index: int, size: int) -> bool:
    """Whether the rows below the first still are header: headings that stand under a merged or an empty one, or beside such."""
    for offset in range(1, size):
        above, line = slots[index + offset - 1], slots[index + offset]
        own = [cell for cell in _texts(line) if all(cell is not other for other in above) and cell.text.strip()]
        if _are_times(above, line, own):
            continue
        if not own or any(len(cell.text) > LONGEST_HEADING or is_number(cell.text) or cell.text.strip()[0].islower() for cell in own):
            return False
        if all(_under_merged(above, line, cell) for cell in own):
            continue
        if any(heading_role(cell.text)[1] == 0 for cell in own) and len(own) < 3:
            return False
        if sum(heading_role(cell.text)[1] > 1 for cell in own) < len(own) * 0.5:
            return False
        if not any(_open_above(above, line, cell) for cell in own):
            return False
    return True


def _are_times(above: list[Cell | None], line: list[Cell | None], own: Sequence[Cell]) -> bool:
    """Whether the cells are periods, starts and ends under a heading of time; the first stands right under it."""
    if len(own) < 2 or not all(names_time(cell.text) for cell in own):
        return False
    upper = _above(above, line, own[0])
    return upper is not None and (heading_role(upper.text)[0] == "deadline" or names_period(upper.text))


def _above(above: list[Cell | None], line: list[Cell | None], cell: Cell) -> Cell | None:
    at = next(column for column, item in enumerate(line) if item is cell)
    return above[at] if at < len(above) else None


def _under_merged(above: list[Cell | None], line: list[Cell | None], cell: Cell) -> bool:
    """Whether a heading merged over several columns stands over the cell."""
    upper = _above(above, line, cell)
    return upper is not None and bool(upper.text.strip()) and upper.colspan > cell.colspan and len(cell.text) < 60


def _open_above(above: list[Cell | None], line: list[Cell | None], cell: Cell) -> bool:
    """Whether what stands over the cell is merged over several columns, or empty."""
    upper = _above(above, line, cell)
    return upper is None or not upper.text.strip() or upper.colspan > cell.colspan


def _headings(slots: list[list[Cell | None]], index: int, size: int) -> dict[int, str]:
    """The heading of each grid column: the lowest header cell over it, or the one above where that says nothing.

    A period, a start or an end of time needs what stands above it: "Thời gian thực hiện / Quý I".
    """
    levels = [_levels(slots[index : index + size], column) for column in range(len(slots[index]))]
    for before, texts in pairwise(levels):
        if len(before) > 1 and len(texts) == 1 and names_time(before[-1]) and names_time(texts[0]):
            texts[:0] = before[:-1]  # its cell above is empty: the span was lost
    whole = [LEVELS.join(texts) for texts in levels]
    found: dict[int, str] = {}
    for column, texts in enumerate(levels):
        best = max(range(len(texts)), key=lambda level: (heading_role(texts[level])[1], level), default=None)
        told = len(texts) > 1 and (heading_role(texts[-1])[0] is None or time_part(whole[column], whole) is not None)
        found[column] = whole[column] if told and names_time(texts[-1]) else texts[best] if best is not None else ""
    return found


def _levels(lines: Sequence[list[Cell | None]], column: int) -> list[str]:
    """The texts of the header cells over a column, from the top."""
    stack: list[Cell] = []
    for line in lines:
        cell = line[column]
        if cell is not None and cell.text.strip() and all(cell is not other for other in stack):
            stack.append(cell)
    return [" ".join(cell.text.split()) for cell in stack]


def read_header(table: Table, slots: list[list[Cell | None]], index: int, size: int, before: tuple[Column, ...] | None) -> Header | None:
    """The columns of a header; None where it only repeats the ones in force."""
    body = range(index + size, len(table.rows))
    grid = _headings(slots, index, size)
    starts = _logical_starts(table, slots, index, size, body)
    headings = [grid[column] for column in starts]
    columns = assign_roles(headings)
    if before is not None and (columns == before or _repeats([text for text in headings if text], before)):
        if len(starts) == len(before):
            return Header(before, starts)
        if table.width >= len(before):
            return None
    if before is not None and _is_upper_row(slots[index], starts, headings, before):
        return Header(before, starts)
    return Header(_with_number_columns(columns, table, starts, body), starts)


def _is_upper_row(line: list[Cell | None], starts: list[int], headings: list[str], before: tuple[Column, ...]) -> bool:
    """Whether a row is the upper one of the header in force, which a new page repeats without the lower one.

    Its headings stand where they stood, or what of them fits the row; but for those over several columns.
    """
    if len(starts) != len(before):
        return False
    same = [
        bool(heading) and fold_heading(column.heading).startswith(fold_heading(heading))
        for heading, column in zip(headings, before, strict=True)
    ]
    over_several = [(cell := line[start]) is not None and cell.colspan > 1 for start in starts]
    return sum(same) > 1 and any(over_several) and all(a or b for a, b in zip(same, over_several, strict=True))


def _logical_starts(table: Table, slots: list[list[Cell | None]], index: int, size: int, body: range) -> list[int]:
    """Where the columns begin: at the cells of the lowest header row, and where the rows below tell columns apart."""
    starts = {0}
    for line in slots[index : index + size]:
        for column in range(1, len(line)):
            if line[column] is not None and line[column] is not line[column - 1]:
                starts.add(column)
    counted = [table.rows[row] for row in body if len(table.rows[row].cells) > 2]
    counts = Counter(cell.col for row in counted for cell in row.cells)
    if counted:
        covered = {
            column
            for column in starts
            if column == 0 or counts[column] >= max(1, len(counted) * 0.1) or not _spanned(table, slots, body, column)
        }
        split = {column for column, count in counts.items() if count >= len(counted) * 0.5 and column < table.width}
        starts = covered | split
    return sorted(starts)


def _spanned(table: Table, slots: list[list[Cell | None]], body: range, column: int) -> bool:
    """Whether the rows mostly cover this column with a cell that begins left of it."""
    lines = [slots[row] for row in body if column < len(slots[row])]
    joined = sum(line[column] is not None and line[column] is line[column - 1] for line in lines)
    return joined > len(lines) * 0.5


def _with_number_columns(columns: tuple[Column, ...], table: Table, starts: list[int], body: range) -> tuple[Column, ...]:
    """Columns left of the titles whose heading says nothing but which hold numbers are number columns, two at most."""
    title = next((column.index for column in columns if column.role == "title"), 0)
    found = list(columns)
    for column in columns[:title]:
        if column.role is None and sum(one.role == "number" for one in found) < 2 and _holds_numbers(table, starts[column.index], body):
            found[column.index] = Column(column.index, "number", column.heading)
    return tuple(found)


def _holds_numbers(table: Table, start: int, body: range) -> bool:
    texts = [cell.text for row in body for cell in table.rows[row].cells if cell.col == start and cell.text.strip()]
    return bool(texts) and sum(map(is_number, texts)) > len(texts) * 0.5


def is_index_row(line: list[Cell | None]) -> bool:
    """A row (1), (2), (3)… under a header."""
    texts = [cell.text.strip() for cell in _texts(line)]
    numbers = [text for text in texts if _INDEX_ROW.fullmatch(text)]
    return len(texts) >= 3 and len(numbers) == len(texts) and len(set(texts)) == len(texts)
