"""Tables as rows by logical column: grid columns that no row tells apart are one, headers give roles, tables go on.

A run of tables with one header is one ``Stream``: tables split by pages or by headings, repeated headers dropped, the
headings between them kept as rows of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct, field

from kehoach.lang import pick
from kehoach.model import Diagnostic, Place, whereabouts
from kehoach.parse.blocks import Block, Cell, Paragraph, Row, Table
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
from kehoach.parse.dittos import repeat_above
from kehoach.parse.infer import place_row
from kehoach.parse.looks import is_number
from kehoach.parse.periods import LEVELS, names_period
from kehoach.parse.times import fold_times
from kehoach.text import CAPITAL

_INDEX_ROW = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?")
_HEADING = re.compile(
    r"\s*(?:(?:[IVXLl]{1,7}|[A-HĐK]|\d{1,2})(?:\s*[.)]|\s+[/–-]|[–-](?=\s))\s*\S|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+\S)"
)
_RECIPIENTS = re.compile(r"(?i)\s*[*_]*nơi nhận[*_]*\s*(?::|$)")
_SIGNATURE = re.compile(rf"\s*(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s?\.?\s+[{CAPITAL}]{{2,}}\s+[{CAPITAL}]{{2,}}")
_LONGEST_SECTION = 400
_LEAST_COPIES, _LEAST_COPIED = 3, 4
"""Equal cells side by side, and characters in each, that are one merged cell written out."""


class GridRow(Struct):
    """One row by logical column: the cell seen in each, which cells begin here, which the dump lost, where it stands.

    ``above_table``: a heading that is a line of its own above a table.
    """

    cells: dict[int, Cell]
    fresh: set[int]
    lost: set[int]
    place: Place
    page_start: bool = False
    page_cut: bool | None = None
    heading: str | None = None
    after_header: bool = False
    new_table: bool = False
    above_table: bool = False

    def text(self, column: int) -> str:
        """The text seen in the column, "" where there is none."""
        cell = self.cells.get(column)
        return cell.text.strip() if cell else ""


class Stream(Struct):
    """Rows under one header, in order, over all the tables that it reaches."""

    columns: tuple[Column, ...]
    rows: list[GridRow] = field(default_factory=list)


def task_streams(blocks: Sequence[Block]) -> tuple[list[Stream], list[Diagnostic]]:
    """The task tables of a document as streams of rows, what was left out (KHR13) and what stands for the cell above (KHR05)."""
    streams: list[Stream] = []
    left_out: list[Diagnostic] = []
    current: Stream | None = None
    between: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        parts = list(_parts(block, current.columns if current else None))
        for part in parts:
            if part.columns is None:
                if len(block.rows) > 2 and block.width > 2:
                    left_out.append(_not_tasks(block))
                current = current if part.kept else None
                continue
            headings = [heading for heading in (_section_heading(paragraph) for paragraph in between) if heading]
            goes_on = current is not None and current.columns == part.columns and not _interrupted(between)
            if not goes_on or current is None:
                current = Stream(part.columns)
                streams.append(current)
            if headings:
                current.rows.append(headings[-1])
            between = []
            if part.rows:
                part.rows[0].new_table = True
                part.rows[0].after_header = part.has_header
            current.rows += part.rows
            if part.ended:
                current = None
        between = []
    for stream in streams:
        _drop_lone_title(stream)
        left_out += repeat_above(stream.columns, stream.rows)
        stream.columns = fold_times(stream.columns, stream.rows)
        for row in stream.rows:
            _blank_repeats(row)
    return streams, left_out


class _Part(Struct):
    """A piece of a table under one header; no columns: not a task table. ``kept``: too small to end the table before;
    ``ended``: the foot of the document stands in its last rows."""

    columns: tuple[Column, ...] | None
    rows: list[GridRow]
    has_header: bool = False
    kept: bool = False
    ended: bool = False


def _parts(table: Table, before: tuple[Column, ...] | None) -> Iterator[_Part]:
    """The pieces of a table: each header begins one; without a header it goes on with the columns before."""
    slots = table.slots()
    columns = before
    start = index = 0
    headed = False
    starts = _column_starts(table, range(len(table.rows)))
    while index < len(table.rows):
        size = _header_size(table, slots, index, columns)
        if not size:
            index += 1
            continue
        found = _read_header(table, slots, index, size, columns)
        if start < index or headed:
            yield _part(table, slots, start, index, columns, headed, starts)
        if found is not None:
            columns = found.columns
            starts = found.starts
        headed = True
        start = index = index + size
        while index < len(table.rows) and _is_index_row(slots[index]):
            start = index = index + 1
    yield _part(table, slots, start, len(table.rows), columns, headed, starts)


class _Header(Struct):
    columns: tuple[Column, ...]
    starts: list[int]


def _part(
    table: Table, slots: list[list[Cell | None]], start: int, stop: int, columns: tuple[Column, ...] | None, headed: bool, starts: list[int]
) -> _Part:
    rows = range(start, stop)
    if columns is None or not is_task_header(columns):
        return _Part(None, [], kept=len(rows) < 2)
    if len(starts) != len(columns):
        starts = _column_starts(table, rows)
    body = [_grid_row(table.rows[index], slots[index], starts, columns) for index in rows]
    fits = headed or len(starts) == len(columns) or any(not table.rows[index].exact for index in rows)
    if not fits and not _placed(body, columns):
        return _Part(None, [], kept=len(rows) < 2)
    foot = next((index for index, row in enumerate(body) if _is_foot(row, columns)), len(body))
    return _Part(columns, [row for row in body[:foot] if row.cells or row.heading], headed, ended=foot < len(body))


def _is_foot(row: GridRow, columns: tuple[Column, ...]) -> bool:
    """Whether the recipients or the signature of the document stand in the row ("Nơi nhận: …" beside "TM. ỦY BAN NHÂN DÂN")."""
    texts = [row.heading] if row.heading else list(dict.fromkeys(filter(None, map(row.text, sorted(row.cells)))))
    if not texts or len(texts) > 3 or is_number(texts[0]):
        return False
    return _RECIPIENTS.match(texts[0]) is not None or (len(texts) < 3 and all(_SIGNATURE.match(text) for text in texts[-1:]))


def _grid_row(row: Row, line: list[Cell | None], starts: list[int], columns: tuple[Column, ...]) -> GridRow:
    """The row by logical column."""
    found = GridRow({}, set(), set(), row.place, row.page_start, row.page_cut)
    width = len(line)
    if len(row.cells) > _LEAST_COPIES and row.cells[-1].text == row.cells[-2].text and _lay_out_copies(row.cells, columns, found):
        return found
    if len(row.cells) == width == len(columns) > 1:  # nothing is merged
        found.cells = dict(enumerate(row.cells))
        found.fresh = set(found.cells)
        return found
    begun = {id(cell) for cell in row.cells}
    filled = [cell for cell in row.cells if cell.text.strip()]
    if len(filled) == 1 and filled[0].colspan >= max(2, width - 1) and not any(cell is not None and id(cell) not in begun for cell in line):
        found.heading = filled[0].text.strip()
        return found
    if len(starts) != len(columns):
        starts = list(range(len(columns)))
    bounds = [*starts[1:], width]
    for column, (left, right) in enumerate(zip(starts, bounds, strict=True)):
        seen = [cell for cell in line[left:right] if cell is not None]
        if not seen:
            found.lost.add(column)
            continue
        chosen = max(seen, key=lambda item: sum(item is other for other in seen)) if len(seen) > 1 else seen[0]
        rest = [item for item in seen if item is not chosen and item.text.strip() and not _shown_elsewhere(item, line, left, right)]
        if rest:
            chosen = Cell(" ".join([item.text.strip() for item in (chosen, *rest) if item.text.strip()]), left)
            begun.add(id(chosen))
        found.cells[column] = chosen
        if id(chosen) in begun:
            found.fresh.add(column)
    if row.exact:
        for column in found.lost:
            found.cells[column] = Cell("", starts[column])
            found.fresh.add(column)
        found.lost = set()
    return found


def _lay_out_copies(cells: Sequence[Cell], columns: tuple[Column, ...], found: GridRow) -> bool:
    """Lay out a row whose merged cell a converter wrote into each of its columns: a heading, or a number and a title.

    False where the cells, numbers at the left aside, do not all say the same.
    """
    said = cells[-1].text.strip()
    first = next(index for index, cell in enumerate(cells) if cell.text.strip() == said)
    copies = len(cells) - first
    if copies < _LEAST_COPIES or len(said) < _LEAST_COPIED or any(cell.text.strip() != said for cell in cells[first:]):
        return False
    if not all(is_number(cell.text) for cell in cells[:first]):
        return False
    if first == 0:
        found.heading = said
        return True
    merged = Cell(said, first, colspan=copies)
    found.cells = dict(enumerate([*cells[:first], *[merged] * (len(columns) - first)]))
    found.fresh = set(found.cells)
    return True


def _shown_elsewhere(cell: Cell, line: list[Cell | None], left: int, right: int) -> bool:
    """Whether most of the cell lies in another column."""
    outside = sum(1 for index, item in enumerate(line) if item is cell and not left <= index < right)
    return outside >= sum(1 for item in line[left:right] if item is cell)


def _blank_repeats(row: GridRow) -> None:
    """A cell that covers several columns says its text once, in the first."""
    seen: set[int] = set()
    for column in sorted(row.cells):
        cell = row.cells[column]
        if cell.colspan > 1 and id(cell) in seen:
            row.cells[column] = Cell("", column)
        seen.add(id(cell))


def _placed(rows: list[GridRow], columns: tuple[Column, ...]) -> bool:
    """A table without header and with other columns: its cells go where they look at home, if they do."""
    roles = [column.role for column in columns]
    typical = [row for row in rows if sum(bool(cell.text.strip()) for cell in row.cells.values()) >= 3]
    if not typical or any(len(row.cells) > len(columns) for row in typical):
        return False
    for row in rows:
        filled = [cell for _, cell in sorted(row.cells.items()) if cell.text.strip()]
        if row.heading or not filled:
            continue
        places = place_row([cell.text for cell in filled], roles)
        row.cells = dict(zip(places, filled, strict=True))
        row.fresh = set(places)
        row.lost = set(range(len(columns))) - row.fresh
    return True


def _column_starts(table: Table, rows: Sequence[int] | range) -> list[int]:
    """The grid columns at which cells begin in more than a stray row: where the logical columns begin."""
    counted = [table.rows[index] for index in rows if len(table.rows[index].cells) > 2]
    counts = Counter(cell.col for row in counted for cell in row.cells if cell.col < table.width)
    least = max(1, len(counted) * 0.15)
    starts = sorted(column for column, count in counts.items() if count >= least)
    return starts if starts and starts[0] == 0 else [0, *starts]


def _texts(line: list[Cell | None]) -> list[Cell]:
    """The distinct cells seen in a row, left to right."""
    return list({id(cell): cell for cell in line if cell is not None}.values())


def _header_size(table: Table, slots: list[list[Cell | None]], index: int, columns: tuple[Column, ...] | None) -> int:
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


def _read_header(table: Table, slots: list[list[Cell | None]], index: int, size: int, before: tuple[Column, ...] | None) -> _Header | None:
    """The columns of a header; None where it only repeats the ones in force."""
    body = range(index + size, len(table.rows))
    grid = _headings(slots, index, size)
    starts = _logical_starts(table, slots, index, size, body)
    headings = [grid[column] for column in starts]
    columns = assign_roles(headings)
    if before is not None and (columns == before or _repeats([text for text in headings if text], before)):
        if len(starts) == len(before):
            return _Header(before, starts)
        if table.width >= len(before):
            return None
    if before is not None and _is_upper_row(slots[index], starts, headings, before):
        return _Header(before, starts)
    return _Header(_with_number_columns(columns, table, starts, body), starts)


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


def _is_index_row(line: list[Cell | None]) -> bool:
    """A row (1), (2), (3)… under a header."""
    texts = [cell.text.strip() for cell in _texts(line)]
    numbers = [text for text in texts if _INDEX_ROW.fullmatch(text)]
    return len(texts) >= 3 and len(numbers) == len(texts) and len(set(texts)) == len(texts)


def _section_heading(paragraph: Paragraph) -> GridRow | None:
    """A heading line above or between tables, as a row of its own."""
    text = paragraph.text.strip()
    if len(text) > _LONGEST_SECTION or not _HEADING.match(text):
        return None
    return GridRow({}, set(), set(), paragraph.place, heading=text, above_table=True)


def _interrupted(between: Sequence[Paragraph]) -> bool:
    """Whether running text stands between two tables, so that the second is another one."""
    prose = [paragraph for paragraph in between if not _section_heading(paragraph)]
    return sum(len(paragraph.text) for paragraph in prose) > 600 or any(
        fold_heading(paragraph.text[:12]).startswith("phu luc") for paragraph in prose
    )


def _drop_lone_title(stream: Stream) -> None:
    """A heading line above the first table names its sections only where later tables have headings of the same kind."""
    headings = [index for index, row in enumerate(stream.rows) if row.heading and not row.fresh]
    if headings and headings[0] == 0 and stream.rows[0].above_table:
        first = stream.rows[0]
        siblings = [stream.rows[index] for index in headings[1:] if isinstance(stream.rows[index].heading, str)]
        followed_by_heading = len(stream.rows) > 1 and stream.rows[1].heading is not None
        if followed_by_heading or not any(_kind(row.heading or "") == _kind(first.heading or "") for row in siblings):
            del stream.rows[0]


def _kind(heading: str) -> str:
    match = re.match(r"\s*(?:([IVXLl]+)|([A-ZĐ])|(\d+))\s*[.)–-]", heading)
    return "" if match is None else "roman" if match.group(1) else "letter" if match.group(2) else "arabic"


def _not_tasks(table: Table) -> Diagnostic:
    texts = [" ".join(cell.text.split()) for row in table.rows[:1] for cell in row.cells if cell.text.strip()]
    head = " | ".join(texts)[:160]
    message = pick(f"bảng không phải bảng nhiệm vụ, đã bỏ qua: {head}", f"not a task table, left out: {head}")
    return Diagnostic(code="KHR13", severity="info", message=message, where=whereabouts(table.rows[0].place))
