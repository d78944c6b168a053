"""Crawled pages with one cell per block of lines between lone "|" lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from kehoach.parse.blocks import Block
from kehoach.parse.columns import Role, assign_roles, heading_role, is_foreign, is_task_header
from kehoach.parse.infer import Item, LaidRow, lay_out
from kehoach.parse.looks import is_number
from kehoach.parse.readers.text.headers import flat_headings, header_texts, times_below
from kehoach.parse.readers.text.lines import Kind, Line, numbered
from kehoach.parse.readers.text.paragraphs import Wrap, join_lines, paragraphs
from kehoach.parse.readers.text.tables import table_of

_SHORTEST_HEADER = 3
_SECTION_NUMBER = re.compile(r"(?:[IVXLl]{1,7}|[A-ZĐ])\s*[.)]?")


def blocks(lines: Sequence[Line], wrap: Wrap) -> list[Block]:
    """The blocks of a crawled page."""
    items = _items(lines, wrap)
    headers = _headers(items)
    starts = [header.start for header in headers]
    found = _prose(items[: starts[0] if starts else None], lines, wrap)
    for number, header in enumerate(headers, 1):
        stop = starts[number] if number < len(starts) else len(items)
        found += _table(header, items[header.stop : stop], lines, wrap)
    return found


class _Header:
    """Headings found among the items: where they stand, and the columns of the rows that follow."""

    def __init__(self, items: Sequence[Item], start: int, stop: int, second: int | None = None) -> None:
        """``second``: where a second row begins that is known to be times under a heading of the first."""
        self.items = items[start:stop]
        self.start, self.stop = start, stop
        rows = [[item.text for item in items[start:second]], [item.text for item in items[second:stop]]] if second else []
        self.columns = assign_roles(header_texts(rows)[0] if rows else flat_headings([item.text for item in self.items]), sought=True)


def _items(lines: Sequence[Line], wrap: Wrap) -> list[Item]:
    """The texts between bars; prose that blank lines break up is one item for each run of lines."""
    items: list[Item] = []
    bars, gap = 0, False
    for kind, run in groupby(lines, key=lambda line: line.kind):
        group = list(run)
        if kind is Kind.BAR:
            bars += len(group)
            gap = False
        elif kind is Kind.BLANK:
            gap = True
        elif kind is not Kind.RULE:
            texts = [
                text for line in group for text in (line.text if line.kind is Kind.TEXT else " | ".join(line.cells)).split("\n") if text
            ]
            items.append(Item(join_lines(texts, wrap), group[0].number, group[-1].number, bars, gap or not bars))
            bars, gap = 0, False
    for item, after in pairwise(items):
        item.alone = item.bars == 2 and after.bars == 2
    return items


def _headers(items: Sequence[Item]) -> list[_Header]:
    """Runs of items in one row that are the headings of a task table."""
    found: list[_Header] = []
    index = 0
    while index < len(items):
        stop = index + 1
        while stop < len(items) and items[stop].bars == 1 and not items[stop].gap and _short(items[stop]):
            stop += 1
        if stop - index >= _SHORTEST_HEADER and _short(items[index]) and heading_role(items[index].text)[0]:
            header = _Header(items, index, stop)
            if any(column.role == "number" for column in header.columns[1:]) and header.columns[0].role != "number":
                index += 1  # a title above the table: its columns begin at the number
                continue
            if is_foreign(header.columns):
                index = stop
                continue
            if is_task_header(header.columns):
                found.append(_with_second_row(items, header))
                index = found[-1].stop
                continue
        index += 1
    return found


def _with_second_row(items: Sequence[Item], header: _Header) -> _Header:
    """The header, and the row below it where that goes on with it: "Chủ trì", "Phối hợp" under "Phân công"."""
    stop = header.stop
    while stop < len(items) and not items[stop].gap and items[stop].bars == (1 if stop > header.stop else 2) and _short(items[stop]):
        stop += 1
    below = items[header.stop : stop]
    if times_below([item.text for item in header.items], [item.text for item in below]):
        return _Header(items, header.start, stop, header.stop)
    if len(below) < 2 or not all(heading_role(item.text)[1] > 1 for item in below):
        return header
    wider = _Header(items, header.start, stop)
    return wider if len(wider.columns) < stop - header.start and is_task_header(wider.columns) else header


def _short(item: Item) -> bool:
    return len(item.text) <= 90 and item.text.count("\n") < 3 and not item.text.endswith((".", ";", ":"))


def _table(header: _Header, items: Sequence[Item], lines: Sequence[Line], wrap: Wrap) -> list[Block]:
    roles: list[Role | None] = [column.role for column in header.columns]
    shift = 0
    if "number" not in roles and _numbered(items):  # rows are numbered though no heading says so
        roles.insert(0, "number")
        shift = 1
    span = (header.items[0].line, header.items[-1].end_line)
    rows = [LaidRow({column.index + shift: [Item(column.heading, *span)] for column in header.columns})]
    found: list[Block] = []
    for laid in lay_out(_without_spare_blanks(_section_items(items), len(roles)), roles):
        if isinstance(laid, LaidRow):
            rows.append(laid)
        else:
            if rows:
                found.append(table_of(rows, len(roles)))
                rows = []
            found += _prose([laid], lines, wrap)
    if rows:
        found.append(table_of(rows, len(roles)))
    return found


def _numbered(items: Sequence[Item]) -> bool:
    first = [item for item in items if item.bars > 1]
    return sum(is_number(item.text) for item in first) > len(first) * 0.5


def _section_items(items: Sequence[Item]) -> list[Item]:
    """A row of nothing but a Roman number or a letter and a text is one heading."""
    merged: list[Item] = []
    skip = False
    for index, item in enumerate(items):
        if skip:
            skip = False
            continue
        title = items[index + 1] if index + 1 < len(items) else None
        after = items[index + 2] if index + 2 < len(items) else None
        alone = title is not None and title.bars == 1 and (after is None or after.bars > 1 or after.gap)
        if (
            title is not None
            and alone
            and item.bars > 1 - (index == 0)
            and _SECTION_NUMBER.fullmatch(item.text)
            and not is_number(title.text)
        ):
            merged.append(Item(f"{item.text.rstrip('.')}. {title.text}", item.line, title.end_line, item.bars, item.gap))
            skip = True
        else:
            merged.append(item)
    return merged


def _without_spare_blanks(items: Sequence[Item], width: int) -> list[Item]:
    """Rows that have more cells than the table has columns lose empty ones: a merged cell was written out in pieces."""
    kept: list[Item] = []
    row: list[Item] = []
    for item in [*items, None]:
        if row and (item is None or item.bars != 1):
            spare = max(len(row) - width, 0) if sum(bool(cell.text) for cell in row) <= width else 0
            for cell in row:
                if spare and not cell.text and cell.bars == 1:
                    spare -= 1
                else:
                    kept.append(cell)
            row = []
        if item is not None:
            row.append(item)
    return kept


def _prose(items: Sequence[Item], lines: Sequence[Line], wrap: Wrap) -> list[Block]:
    """The lines of items outside tables as paragraphs."""
    return [paragraph for item in items for paragraph in paragraphs(numbered(lines, item.line, item.end_line), wrap)]
