"""Deadlines that several columns say together: marks under quarters or months, a start beside an end.

Such columns become one: its text is made of the words of the headings whose cells are marked, or of both ends ("01/3/2026 -
30/4/2026"). What a cell says besides stays where it is, under its heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kehoach.parse.blocks import Cell
from kehoach.parse.columns import Column, count_bare, says_when
from kehoach.parse.looks import deadline_look, is_mark
from kehoach.parse.periods import above_and_lowest, period_words, unit_word
from kehoach.text import key, squeeze

if TYPE_CHECKING:
    from kehoach.parse.grid import GridRow

_NOTHING = re.compile(r"[-–—.\s]*|0+(?:[.,]0+)?\s*%?|[□☐○]|(?:không|k)\.?", re.IGNORECASE)
_INSIDE = re.compile(r"(?:(?:trước |từ |sau )?ngày \d{1,2}|tuần (?:thứ )?\S{1,4}|đầu|giữa|cuối)\.?")
"""What a cell says of a time inside its column's period: "Tuần 2", "Ngày 15", "Cuối"."""
_YEAR = r"(?:\s?(?:[/.-]|năm)\s?\d{4})"
_POINT = re.compile(
    r"(?:(?:đầu|giữa|cuối|hết) )?(?:"
    rf"(?:ngày )?\d{{1,2}}\s?[/.]\s?\d{{1,4}}(?:\s?[/.]\s?\d{{2,4}})?|(?:ngày )?\d{{1,2}}\s?-\s?\d{{1,2}}\s?-\s?\d{{4}}"
    rf"|ngày \d{{1,2}} tháng \d{{1,2}}{_YEAR}?|(?:tháng |th?\.?\s?)\d{{1,2}}{_YEAR}?|quý [ivl1-4]{{1,3}}{_YEAR}?|(?:năm )?(?:19|20)\d\d)\.?"
)
"""One day, month, quarter or year: what can stand at an end of a range."""


_FROM = re.compile(rf"(?:từ|bắt đầu) {_POINT.pattern}")
_TO = re.compile(rf"(?:(?:cho )?đến|tới)(?: hết)? {_POINT.pattern}")
_BARE = {
    word: re.compile(rf"{number}(?:\s?(?:[,;–-]|và)\s?{number}){{0,11}}(?:\s?/\s?(?:19|20)\d\d)?\.?")
    for word, number in (("Tháng", "(?:1[0-2]|0?[1-9])"), ("Quý", "(?:IV|I{1,3}|[1-4])"))
}
"""Numbers of months and quarters without their unit: "6", "3, 6", "II - IV"."""


class _Said(Struct, frozen=True):
    """The deadline of a row, and which columns' texts went into it."""

    text: str
    columns: frozenset[int]


def fold_times(columns: tuple[Column, ...], rows: Sequence[GridRow]) -> tuple[Column, ...]:
    """The columns with one more for the deadline that several of them said together; the same columns where none did.

    The rows get the cell of that column and lose what went into it.
    """
    for column in columns:
        if column.role == "deadline" or column.part == "start":
            _name_unit(column, rows)
    group = _group(columns, rows)
    if not group:
        return columns
    own = len(columns)
    for row in rows:
        if row.heading is None:
            _fold(row, group, own)
    folded = {column.index for column in group}
    heading = ", ".join(dict.fromkeys((above_and_lowest(column.heading)[0] or [column.heading])[0] for column in group))
    kept = [replace(column, role=None, part=None) if column.index in folded else column for column in columns]
    return (*kept, Column(own, "deadline", heading, "period" if group[0].part == "period" else None))


def _name_unit(column: Column, rows: Sequence[GridRow]) -> None:
    """Bare numbers under "Tháng thực hiện" or "Quý" get the unit that their heading names: "Tháng 6"."""
    word = unit_word(column.heading)
    bare = _BARE.get(word or "")
    for cell in (row.cells.get(column.index) for row in rows):
        if cell is not None and bare is not None and bare.fullmatch(cell.text.strip()):
            cell.text = f"{word} {cell.text.strip()}"


def _group(columns: Sequence[Column], rows: Sequence[GridRow]) -> list[Column]:
    """The columns that say the deadline together.

    Periods that no heading calls times may hold anything, money or numbers: they count where the cells only tick or date.
    """
    periods = [column for column in columns if column.part == "period"]
    if periods:
        sure = any(says_when(column.heading) for column in periods)
        return periods if sure or _only_ticked(periods, rows) else []
    edges = sorted((column for column in columns if column.part in ("start", "end")), key=lambda column: column.part == "end")
    return edges if edges and edges[0].part == "start" else []


def _only_ticked(periods: Sequence[Column], rows: Sequence[GridRow]) -> bool:
    texts = [row.text(column.index) for row in rows for column in periods]
    filled = [text for text in texts if not _NOTHING.fullmatch(text)]
    return bool(filled) and all(is_mark(text) or deadline_look(text) >= 0.5 for text in filled)


def _fold(row: GridRow, group: Sequence[Column], own: int) -> None:
    """Give the row its deadline cell."""
    indexes = [column.index for column in group]
    ticks = group[0].part == "period"
    if not ticks and row.lost.issuperset(indexes):
        row.lost.add(own)
        return
    cells = {index: cell for index in indexes if (cell := row.cells.get(index)) is not None and cell.text.strip()}
    if ticks and not any(index < max(cells, default=0) for index in row.lost):
        said = _ticked(group, cells)
    elif ticks:  # a dump that lost cells before the tick: which column it stood in is not known
        said = _Said("; ".join(cell.text.strip() for cell in cells.values()), frozenset(cells))
    else:
        said = _bounded(group, cells)
    row.cells[own] = Cell(said.text, own)
    if not row.fresh.isdisjoint(said.columns or indexes):
        row.fresh.add(own)
    for index in said.columns:
        row.cells[index] = Cell("", index)


def _ticked(group: Sequence[Column], cells: dict[int, Cell]) -> _Said:
    """The periods whose cells are marked, or the time that a cell says itself; any other text marks its period and stays."""
    bare = count_bare([column.heading for column in group])
    members: list[str] = []
    used: set[int] = set()
    before: Cell | None = None
    for column in group:
        cell = cells.get(column.index)
        text = cell.text.strip() if cell else ""
        period = period_words(column.heading, bare) or column.heading
        again, before = cell is not None and cell is before, cell
        if again:
            used.add(column.index)
        if _NOTHING.fullmatch(text):
            continue
        if _INSIDE.fullmatch(key(text)):
            members.append(f"{text} {period}")
            used.add(column.index)
        elif is_mark(text) or deadline_look(text) < 0.5:
            members.append(period)
            used |= {column.index} if is_mark(text) else set()
        else:
            members += [] if again else [text]
            used.add(column.index)
    return _Said(", ".join(members), frozenset(used))


def _bounded(group: Sequence[Column], cells: dict[int, Cell]) -> _Said:
    """From the start to the end; one end alone with the words of its heading. What is no date at all stands by itself."""
    said = [(column, squeeze(cells[column.index].text).rstrip(".")) for column in group if column.index in cells]
    everything = frozenset(cells)
    if len(said) == 2 and said[0][1] == said[1][1] and not _is_point(said[0][1]):
        said = said[1:]  # one word for both
    if len(said) == 2 and len({id(cell) for cell in cells.values()}) == 1:
        said = said[1:]  # one cell over both
    if not said:
        return _Said("", everything)
    (column, text), (_, last) = said[0], said[-1]
    if len(said) == 2:
        if _is_point(text) and _is_point(last):
            return _Said(f"{text} - {last}", everything)
        if _FROM.fullmatch(key(text)) and _TO.fullmatch(key(last)):
            return _Said(f"{text} {last}", everything)
        return _Said(last, frozenset({said[-1][0].index}))
    if _is_point(text) and len(cells) == 1:
        return _Said(_after_heading(above_and_lowest(column.heading)[1], text), everything)
    return _Said(text, everything)


def _is_point(text: str) -> bool:
    return _POINT.fullmatch(key(text)) is not None


def _after_heading(heading: str, text: str) -> str:
    """The words of the heading before the date: "Từ tháng" and "Tháng 3" say "Từ tháng 3"."""
    *rest, last = heading.split()
    return f"{' '.join(rest)} {text}" if rest and key(text).startswith(f"{key(last)} ") else f"{heading} {text}"
