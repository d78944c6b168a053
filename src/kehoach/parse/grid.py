"""Tables as rows by logical column: grid columns that no row tells apart are one, tables go on under one header.

A run of tables with one header is one ``Stream``: tables split by pages or by headings, repeated headers dropped, the
headings between them kept as rows of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from kehoach.lang import pick
from kehoach.model import Diagnostic, Place, whereabouts
from kehoach.parse.blocks import Block, Cell, Paragraph, Row, Table
from kehoach.parse.columns import Column, fold_heading, is_task_header
from kehoach.parse.dittos import repeat_above
from kehoach.parse.headers import column_starts, header_size, is_index_row, read_header
from kehoach.parse.infer import place_row
from kehoach.parse.looks import is_number
from kehoach.parse.times import fold_times
from kehoach.text import CAPITAL

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
    starts = column_starts(table, range(len(table.rows)))
    while index < len(table.rows):
        size = header_size(slots, index, columns)
        if not size:
            index += 1
            continue
        found = read_header(table, slots, index, size, columns)
        if start < index or headed:
            yield _part(table, slots, start, index, columns, headed, starts)
        if found is not None:
            columns = found.columns
            starts = found.starts
        headed = True
        start = index = index + size
        while index < len(table.rows) and is_index_row(slots[index]):
            start = index = index + 1
    yield _part(table, slots, start, len(table.rows), columns, headed, starts)


def _part(
    table: Table, slots: list[list[Cell | None]], start: int, stop: int, columns: tuple[Column, ...] | None, headed: bool, starts: list[int]
) -> _Part:
    rows = range(start, stop)
    if columns is None or not is_task_header(columns):
        return _Part(None, [], kept=len(rows) < 2)
    if len(starts) != len(columns):
        starts = column_starts(table, rows)
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
    _place_cells(found, line, starts, begun)
    if row.exact:
        for column in found.lost:
            found.cells[column] = Cell("", starts[column])
            found.fresh.add(column)
        found.lost = set()
    return found


def _place_cells(found: GridRow, line: list[Cell | None], starts: list[int], begun: set[int]) -> None:
    """Give each logical column the cell that covers most of it; others that stand there are joined to it. ``begun``: new in this row."""
    bounds = [*starts[1:], len(line)]
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


def _lay_out_copies(cells: Sequence[Cell], columns: tuple[Column, ...], found: GridRow) -> bool:
    """Lay out a row whose merged cell a converter wrote into each of its columns: a heading, or a number and a title.

    False where the cells, numbers at the left aside, do not all say the same.
    """
    said = cells[-1].text.strip()
    first = next(index for index, cell in enumerate(cells) if cell.text.strip() == said)
    copies = len(cells) - first
    if copies < _LEAST_COPIES or len(said) < _LEAST_COPIED or any(cell.text.strip() != said for cell in cells[first:]):
        return False
    if first >= len(columns) or not all(is_number(cell.text) for cell in cells[:first]):
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
