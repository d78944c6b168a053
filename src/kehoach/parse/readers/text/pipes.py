"""One row per line: cells between pipes (Markdown or bare) or tabs, merged cells lost in many of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kehoach.model import TextPlace
from kehoach.parse.blocks import Block, Cell, Row, Table
from kehoach.parse.columns import Role, assign_roles, heading_role, is_task_header, may_be_header
from kehoach.parse.infer import place_row, placement_score
from kehoach.parse.looks import is_mark, is_number
from kehoach.parse.readers.text.headers import header_texts, times_below
from kehoach.parse.readers.text.lines import Kind, Line, rejoined
from kehoach.parse.readers.text.paragraphs import Wrap, paragraphs

_MARGIN = 4.0
"""How much better a row must look moved than as it stands before it is moved."""


def blocks(lines: Sequence[Line], wrap: Wrap) -> list[Block]:
    """The blocks of a text with rows of pipes or tabs."""
    found: list[Block] = []
    layout = _Layout()
    for is_row, run in groupby(_without_rules(rejoined(lines)), key=lambda line: line.kind is Kind.ROW):
        group = list(run)
        if is_row:
            found += layout.tables(group)
        else:
            found += paragraphs(group, wrap)
    return found


def _without_rules(lines: Sequence[Line]) -> list[Line]:
    """The lines without the rules under Markdown headers."""
    return [
        line
        for line, before in zip(lines, [None, *lines], strict=False)
        if line.kind is not Kind.RULE or before is None or before.kind is not Kind.ROW
    ]


class _Layout:
    """The columns in force: a header's words say what they are, later rows without one go by them."""

    def __init__(self) -> None:
        self.roles: list[Role | None] = []
        self.headings: list[str] = []
        self.ticked = False

    def tables(self, rows: Sequence[Line]) -> list[Block]:
        """The tables of consecutive row lines: a new header begins a new one."""
        found: list[Block] = []
        current: list[Line] = []
        index = 0
        while index < len(rows):
            size = _header_size(rows, index)
            if size:
                if current:
                    found.append(self._table(current))
                self._learn(rows, index, size)
                current = list(rows[index : index + size])
                index += size
                while index < len(rows) and not _header_size(rows, index):
                    current.append(rows[index])
                    index += 1
                found.append(self._table(current, header=size))
                current = []
            else:
                current.append(rows[index])
                index += 1
        if current:
            found.append(self._table(current))
        return found

    def _learn(self, rows: Sequence[Line], index: int, size: int) -> None:
        body = [line.cells for line in rows[index + size :]]
        header = [_trimmed(line.cells) for line in rows[index : index + size]]
        self.headings = _best_headings(header, body)
        columns = assign_roles(self.headings)
        self.ticked = any(column.part == "period" for column in columns)
        self.roles = _widened([column.role for column in columns], body)

    def _table(self, lines: Sequence[Line], header: int = 0) -> Table:
        width = max(len(self.roles), max(len(line.cells) for line in lines))
        if header:
            width = len(self.roles)
        table = Table([], width)
        if header:
            place = TextPlace(line=lines[0].number, end_line=lines[header - 1].number)
            spread = _spread(self.headings, self.roles)
            table.rows.append(Row([Cell(text, column) for column, text in enumerate(spread)], place))
            table.header_rows = 1
        for line in lines[header:]:
            table.rows.append(self._row(line, width))
        return table

    def _row(self, line: Line, width: int) -> Row:
        place = line.place
        cells = list(line.cells)
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and cells[0] and not is_number(filled[0]):
            return Row([Cell(filled[0], 0, colspan=width)], place, exact=False)
        as_is = [Cell(text, column) for column, text in enumerate(cells)]
        if not self.roles or len(self.roles) != width or not filled:
            return Row(as_is[:width], place, exact=len(cells) >= width)
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if self.ticked and len(cells) <= width and any(map(is_mark, cells)):
            return Row(as_is[:width], place)  # a tick says something only where it stands
        if len(cells) == width and not self._moved_is_better(cells, filled):
            return Row([Cell(text, column) for column, text in enumerate(cells)], place)
        if len(filled) > width:
            overflow = [*filled[: width - 1], " | ".join(filled[width - 1 :])]
            return Row([Cell(text, column) for column, text in enumerate(overflow)], place)
        return Row([Cell(text, column) for text, column in zip(filled, place_row(filled, self.roles), strict=True)], place, exact=False)

    def _moved_is_better(self, cells: Sequence[str], filled: Sequence[str]) -> bool:
        """Whether empty cells at the end stand for merged ones further left: only then are all of them at the end."""
        if cells[-1] or len(filled) < 3 or list(cells[: len(filled)]) != list(filled):
            return False
        standing = placement_score(cells, range(len(cells)), self.roles)
        moved = placement_score(filled, place_row(filled, self.roles), self.roles)
        return moved > standing + _MARGIN


def _trimmed(cells: Sequence[str]) -> list[str]:
    texts = list(cells)
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _header_size(rows: Sequence[Line], index: int) -> int:
    """How many rows from here on are the header of a task table: 0, 1 or 2."""
    if sum(map(bool, rows[index].cells)) < 3 or not may_be_header(rows[index].cells):
        return 0
    if index + 1 < len(rows) and _could_be_sub_header(rows[index].cells, rows[index + 1].cells):
        both = [_trimmed(rows[index].cells), _trimmed(rows[index + 1].cells)]
        if any(is_task_header(assign_roles(texts)) for texts in header_texts(both)):
            return 2
    return 1 if is_task_header(assign_roles(_trimmed(rows[index].cells))) else 0


def _could_be_sub_header(upper: Sequence[str], cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    if times_below(upper, cells):
        return True
    return len(filled) >= 2 and all(heading_role(cell)[1] > 1 and len(cell) < 45 and not cell[0].islower() for cell in filled)


def _best_headings(header: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> list[str]:
    """Of the ways to read a header the one under which the rows below look most at home."""
    options = [texts for texts in header_texts(header) if is_task_header(assign_roles(texts))]
    sample = [cells for cells in body if sum(map(bool, cells)) > 2][:20]
    if len(options) < 2:
        return options[0] if options else header_texts(header)[0]

    def at_home(texts: Sequence[str]) -> float:
        roles = [column.role for column in assign_roles(texts)]
        return sum(placement_score(cells, range(len(cells)), roles) for cells in sample if len(cells) == len(roles))

    return max(options, key=at_home)


def _widened(roles: list[Role | None], body: Sequence[Sequence[str]]) -> list[Role | None]:
    """The roles, one more ``number`` where the rows have a column more and it holds numbers (a merged heading over both)."""
    widths = [len(cells) for cells in body if sum(map(bool, cells)) > 2]
    if not widths or "number" not in roles:
        return roles
    usual = max(set(widths), key=widths.count)
    at = roles.index("number")
    column = [cells[at + 1] for cells in body if len(cells) == usual and cells[at + 1 : at + 2]]
    if usual == len(roles) + 1 and column and sum(is_number(text) for text in column) > len(column) * 0.6:
        return [*roles[: at + 1], "number", *roles[at + 1 :]]
    return roles


def _spread(headings: Sequence[str], roles: Sequence[Role | None]) -> list[str]:
    """The headings over the columns: where a column was added, the heading before it covers both."""
    spread = list(headings)
    if len(spread) < len(roles):
        at = list(roles).index("number")
        spread.insert(at + 1, spread[at])
    return spread
