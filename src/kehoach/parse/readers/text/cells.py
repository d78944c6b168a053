"""Text where each cell is a paragraph of its own, or several: no border is left, a header shows that a table begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kehoach.parse.blocks import Block
from kehoach.parse.columns import assign_roles, fold_heading, heading_role, is_task_header
from kehoach.parse.infer import Item, LaidRow, lay_out
from kehoach.parse.looks import is_number, names_section
from kehoach.parse.readers.text.headers import flat_headings
from kehoach.parse.readers.text.lines import Kind, Line, numbered
from kehoach.parse.readers.text.paragraphs import Wrap, goes_on, paragraphs
from kehoach.parse.readers.text.tables import table_of
from kehoach.text import SMALL

_UNKNOWN = 3
"""So many headings side by side may say nothing that is known, less one."""
_AFTER_TABLE = re.compile(
    r"(?i:nơi nhận\s*:)|(?:TM|KT|TL|TUQ)\.\s|(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN)$"
    rf"|(?:KẾ HOẠCH|PHỤ LỤC|QUYẾT ĐỊNH|BIỂU)\b(?!.*[{SMALL}])|Điều\s+\d+\."
)
"""Lines with which a table is surely over."""


def blocks(lines: Sequence[Line], wrap: Wrap) -> list[Block]:
    """The blocks of a text without pipes or tabs."""
    items = _items(lines, wrap)
    found: list[Block] = []
    at, start_line = 0, 1
    while at < len(items):
        size = _header_size(items, at)
        if not size:
            at += 1
            continue
        stop = at + size
        known = {fold_heading(item.text) for item in items[at:stop]}
        while stop < len(items) and not _begins_again(items, stop, known) and not _AFTER_TABLE.match(items[stop].text):
            stop += 1
        found += paragraphs(numbered(lines, start_line, items[at].line - 1), wrap)
        start_line = items[stop - 1].end_line + 1
        found += _table(items[at : at + size], items[at + size : stop], lines, wrap)
        at = stop
    return found + paragraphs(numbered(lines, start_line, lines[-1].number if lines else 0), wrap)


def _begins_again(items: Sequence[Item], at: int, known: set[str]) -> bool:
    """Whether another header begins inside a table: at a heading of numbers, or at one that the table has."""
    text = items[at].text
    return (fold_heading(text) in known or heading_role(text)[0] == "number") and _header_size(items, at) > 0


def _items(lines: Sequence[Line], wrap: Wrap) -> list[Item]:
    items: list[Item] = []
    before: Line | None = None
    for line in lines:
        if line.kind is Kind.TEXT and line.text:
            if before is not None and items and goes_on(before.text, line.text, wrap):
                items[-1].text += f" {line.text}"
                items[-1].end_line = line.number
            else:
                items.append(Item(line.text, line.number, line.number))
            before = line
        else:
            before = None
            if line.kind is Kind.BLANK and line.odd_space:
                items.append(Item("", line.number, line.number))
    return items


def _header_size(items: Sequence[Item], at: int) -> int:
    """How many items from here on are the headings of a task table, one paragraph each; 0 if none."""
    if not items[at].text or heading_role(items[at].text)[1] == 0:
        return 0
    stop = at
    while (
        stop < len(items)
        and stop - at < 14
        and items[stop].text
        and len(items[stop].text) <= 60
        and not items[stop].text.endswith((".", ";", ":"))
    ):
        if names_section(items[stop].text):
            break
        if heading_role(items[stop].text)[1] == 0:
            known = next((ahead for ahead in range(stop, min(stop + _UNKNOWN, len(items))) if heading_role(items[ahead].text)[1]), None)
            if known is None or not all(_may_be_heading(item) for item in items[stop:known]):
                break
            stop = known
        stop += 1
    stop = _unknown_at_end(items, at, stop)
    if any(heading_role(item.text)[0] == "number" for item in items[at + 1 : stop]):
        return 0  # a title above the table: its columns begin at the number
    if stop - at >= 3 and is_task_header(assign_roles(flat_headings([item.text for item in items[at:stop]]), sought=True)):
        return stop - at
    return 0


def _may_be_heading(item: Item) -> bool:
    return 1 < len(item.text) <= 30 and not item.text.endswith((".", ";", ":", ",")) and not is_number(item.text)


def _unknown_at_end(items: Sequence[Item], at: int, stop: int) -> int:
    """Where the header ends when its last headings say nothing that is known: at the first number, if the rows are that long."""
    if stop - at < 3 or not any(heading_role(item.text)[0] == "number" for item in items[at:stop]):
        return stop
    for end in range(stop, min(stop + _UNKNOWN, len(items))):
        if is_number(items[end].text):
            return end if _row_length(items, end) == end - at else stop
        if not _may_be_heading(items[end]):
            break
    return stop


def _row_length(items: Sequence[Item], at: int) -> int:
    """How many items stand from one number to the next."""
    return next((end for end in range(at + 1, len(items)) if is_number(items[end].text)), len(items)) - at


def _table(header: Sequence[Item], items: Sequence[Item], lines: Sequence[Line], wrap: Wrap) -> list[Block]:
    headings = flat_headings([item.text for item in header])
    roles = [column.role for column in assign_roles(headings)]
    span = (header[0].line, header[-1].end_line)
    first = LaidRow({column: [Item(text, *span)] for column, text in enumerate(headings)})
    found: list[Block] = []
    rows = [first]
    for laid in lay_out(items, roles):
        if isinstance(laid, LaidRow):
            laid.blanks.update(set(range(len(roles))) - set(laid.cells))
            rows.append(laid)
        else:
            if rows:
                found.append(table_of(rows, len(roles)))
                rows = []
            found += paragraphs(numbered(lines, laid.line, laid.end_line), wrap)
    if rows:
        found.append(table_of(rows, len(roles)))
    return found
