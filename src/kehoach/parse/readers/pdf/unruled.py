"""Tables without ruling lines between columns or rows: columns from the strips that all lines leave blank, rows from ordinals and gaps.

Such a table is only looked for under words that head the columns of a plan (or where the one of the page before goes on): justified
text and lists have blank strips too.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kehoach.parse.readers.foot import foot_start
from kehoach.parse.readers.pdf.geometry import Run
from kehoach.parse.readers.pdf.grid import Grid, Slot
from kehoach.parse.readers.pdf.lines import rows_of
from kehoach.parse.readers.pdf.rules import Rule
from kehoach.text import key

Row = list[Run]

_HEADINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:s?tt|số tt|số thứ tự)\b",
        r"\b(?:nội dung|nhiệm vụ|công việc|hoạt động)\b",
        r"\bchủ trì\b",
        r"\bphối hợp\b",
        r"\b(?:thời gian|thời hạn|tiến độ|hoàn thành)\b",
        r"\b(?:kết quả|sản phẩm|ghi chú)\b",
    )
)
_LEAST_HEADINGS = 3
_HEADER_ROWS = 6
_WORD = 0.4
_STRIP = 1.5
_WIDE = 0.45
_LINE = 0.15
_MANY = 8
_CROSSED = 0.15
_OVER = 20.0
_WORTH = 0.1
"""A column more is worth that share of lines running over its edge."""
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđ])[.)]?")
_GAP = 1.4
_APART = 1.5
_FEW = 4
_RULED = 0.6


class Columns(Struct, frozen=True):
    """The column lines of a table without rules, by which it goes on over pages."""

    xs: tuple[float, ...]


def find_unruled(rows: Sequence[Row], rules: Sequence[Rule], before: Columns | None) -> tuple[Grid, Columns] | None:
    """The table that begins under headings among these lines (or at the first line, where that of the page before goes on)."""
    start = _header(rows)
    if start is None and before is None:
        return None
    begin = 0 if start is None else start
    body = list(rows[begin : begin + foot_start([_texts(row) for row in rows[begin:]])])
    body = body[: _set_apart(body)]
    while body and _is_wide(body[-1], body):
        body.pop()
    if len(body) < 2:
        return None
    xs = _best([_columns(body)] if start is not None else [], before, body)
    if xs is None or (start is not None and _headed(body, xs) < _LEAST_HEADINGS):
        return None
    ys, wide = _row_lines(body, xs, rules, header=start is not None)
    if len(ys) < 2:
        return None
    slots = [slot for index in range(len(ys) - 1) for slot in _row_slots(index, len(xs) - 1, wide[index])]
    return Grid(list(xs), ys, slots), Columns(tuple(xs))


def _row_slots(row: int, columns: int, wide: bool) -> list[Slot]:
    return [Slot(row, 0, 1, columns)] if wide else [Slot(row, col, 1, 1) for col in range(columns)]


def with_rows_parted(grid: Grid, runs: Sequence[Run]) -> Grid:
    """The grid with rows that hold several numbered lines parted between them: tables that rule their columns but not their rows."""
    if not _may_hold_more(grid, runs):
        return grid
    rows = rows_of(runs)
    bands = [[row for row in rows if top <= row[0].base - 0.3 * row[0].size < bottom] for top, bottom in pairwise(grid.ys)]
    if not any(_is_counted(_ordinals(band, grid.xs)) or _holds_columns(grid, index, band) for index, band in enumerate(bands)):
        return grid
    ys: list[float] = []
    slots: list[Slot] = []
    for index, band in enumerate(bands):
        begin = len(ys)
        own = [slot for slot in grid.slots if slot.row == index]
        ys.append(grid.ys[index])
        whole = len(own) in (1, len(grid.xs) - 1) and all(slot.rowspan == 1 for slot in own)
        if whole and (_ordinals(band, grid.xs) or _holds_columns(grid, index, band)):
            cuts, wide = _row_lines(band, grid.xs, (), header=False)
            ys += cuts[1:-1]
            for offset, is_wide in enumerate(wide):
                slots += _row_slots(begin + offset, len(grid.xs) - 1, is_wide)
        else:
            slots += [replace(slot, row=begin) for slot in own]
    if len(ys) == len(grid.ys) - 1:
        return grid
    return replace(grid, ys=[*ys, grid.ys[-1]], slots=_with_spans(grid, ys, slots))


def _holds_columns(grid: Grid, index: int, band: Sequence[Row]) -> bool:
    """Whether a row that seems one wide cell has lines that keep to the columns of the table."""
    if sum(slot.row == index for slot in grid.slots) > 1 or len(grid.xs) < 4:
        return False
    return any(len({_column(grid.xs, run) for run in row}) > 2 and not _crosses(row, grid.xs) for row in band)


def _may_hold_more(grid: Grid, runs: Sequence[Run]) -> bool:
    """A quick look: two ordinals in one row, or a row without column lines."""
    if len({slot.row for slot in grid.slots if slot.colspan < len(grid.xs) - 1}) < len(grid.ys) - 1:
        return True
    seen = [grid.row(run.base) for run in runs if run.left < grid.xs[1] and run.text[0].isdigit() and _ORDINAL.fullmatch(run.text.strip())]
    return len(set(seen)) < len(seen)


def _with_spans(grid: Grid, ys: Sequence[float], slots: Sequence[Slot]) -> list[Slot]:
    """Row spans counted in the new rows."""
    spans = []
    for slot in slots:
        if slot.rowspan > 1:
            old = grid.ys.index(ys[slot.row])
            end = grid.ys[old + slot.rowspan]
            spans.append(replace(slot, rowspan=sum(ys[slot.row] <= y < end for y in ys)))
        else:
            spans.append(slot)
    return spans


def _ordinals(rows: Sequence[Row], xs: Sequence[float]) -> list[str]:
    return [_first_cell(row, xs) for row in rows if _starts_row(row, xs)]


def _is_counted(ordinals: Sequence[str]) -> bool:
    """Whether there are at least two numbers of which each counts on from the one before, or from 1 again."""
    numbers = [tuple(map(int, ordinal.rstrip(".)").split("."))) for ordinal in ordinals if ordinal[0].isdigit()]
    return len(numbers) > 1 and all(_counts_on(a, b) for a, b in pairwise(numbers))


def _counts_on(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """3 or 3.1 or 2.2.1 after 2.2, and so on; 1 after anything."""
    nexts = [(*before[:depth], before[depth] + 1) for depth in range(len(before))]
    return number in ((1,), (*before, 1)) or number in nexts


def _text(row: Row) -> str:
    return " ".join(run.text for run in row)


def _header(rows: Sequence[Row]) -> int | None:
    """The first of the lines that hold the headings."""
    for index in range(len(rows)):
        if not _count(_text(rows[index])) or len(_pieces(rows[index])) < 2:
            continue
        near = [row for row in rows[index : index + _HEADER_ROWS] if row[0].base - rows[index][0].base < _HEADER_ROWS * 1.6 * row[0].size]
        if _count(" ".join(_text(row) for row in near)) >= _LEAST_HEADINGS:
            return index
    return None


def _count(text: str) -> int:
    folded = key(text)
    return sum(pattern.search(folded) is not None for pattern in _HEADINGS)


def _pieces(row: Row) -> list[tuple[float, float]]:
    """What the row covers, words of one column together."""
    pieces: list[tuple[float, float]] = []
    for run in row:
        if run.text.isspace():
            continue
        if pieces and run.left - pieces[-1][1] <= _WORD * run.size:
            pieces[-1] = pieces[-1][0], max(pieces[-1][1], run.right)
        else:
            pieces.append((run.left, run.right))
    return pieces


def _texts(row: Row) -> list[str]:
    """The texts that stand side by side in the row."""
    texts: list[str] = []
    right = float("-inf")
    for run in row:
        text = run.text.strip()
        if not text:
            continue
        if run.left - right <= run.size:
            texts[-1] += (" " if run.left - right > _WORD * run.size / 2 or run.text[0] == " " else "") + text
        else:
            texts.append(text)
        right = max(right, run.right)
    return texts


def _set_apart(rows: Sequence[Row]) -> int:
    """Where the last lines stand far below all others, as a name below the room for its signature does; else how many lines there are."""
    gaps = [b[0].base - a[0].base for a, b in pairwise(rows)]
    if len(gaps) < 4:
        return len(rows)
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    second = max(gap for i, gap in enumerate(gaps) if i != widest)
    below = rows[widest + 1 :]
    apart = gaps[widest] > _APART * second and len(below) <= _FEW and all(len(_texts(row)) < 3 for row in below)
    return widest + 1 if apart and not any(_ORDINAL.fullmatch(_texts(row)[0]) for row in below) else len(rows)


def _extent(rows: Sequence[Row]) -> tuple[float, float]:
    return min(row[0].left for row in rows), max(run.right for row in rows for run in row)


def _is_wide(row: Row, rows: Sequence[Row]) -> bool:
    """Whether the row is a heading across columns: one piece that covers much of the table, or one from its left edge on."""
    left, right = _extent(rows)
    pieces = _pieces(row)
    longest = max(b - a for a, b in pieces)
    if len(pieces) == 1 and pieces[0][0] - left < row[0].size / 2:
        return longest > _LINE * (right - left)
    return len(pieces) <= 2 and longest > _WIDE * (right - left)


def _best(found: Sequence[list[float]], before: Columns | None, rows: Sequence[Row]) -> list[float] | None:
    """The columns that fit the lines best: those found on this page or those of the page before."""
    fitting = [list(xs) for xs in (*found, *([before.xs] if before else [])) if len(xs) > 3]
    plain = [row for row in rows if not _is_wide(row, rows)]
    crossed = [sum(_crosses(row, xs) for row in plain) for xs in fitting]
    worth = _WORTH * len(plain)
    right = _extent(rows)[1]
    rated = [
        (n - worth * len(xs), xs)
        for n, xs in zip(crossed, fitting, strict=True)
        if n <= _CROSSED * len(plain) and right <= xs[-1] + _OVER
    ]
    return min(rated)[1] if rated else None


def _columns(rows: Sequence[Row]) -> list[float]:
    """Column lines: the middle of each strip that no line (headings over the whole width aside) covers, and the outer edges."""
    left, right = _extent(rows)
    plain = [row for row in rows if not _is_wide(row, rows)]
    covered = sorted((run.left, run.right) for row in plain for run in row if not run.text.isspace())
    least = _STRIP if len(plain) >= _MANY else _WORD * rows[0][0].size
    lines, reach = [left - 2], left
    for a, b in covered:
        if a - reach >= least:
            lines.append((reach + a) / 2)
        reach = max(reach, b)
    return [*lines, right + 2]


def _crosses(row: Row, xs: Sequence[float]) -> bool:
    return any(run.left + 2 < x < run.right - 2 for run in row for x in xs)


def _headed(rows: Sequence[Row], xs: Sequence[float]) -> int:
    """How many columns have a heading of a plan."""
    near = [row for row in rows[:_HEADER_ROWS] if row[0].base - rows[0][0].base < _HEADER_ROWS * 1.6 * row[0].size]
    texts = [""] * (len(xs) - 1)
    for row in near:
        for run in row:
            texts[_column(xs, run)] += " " + run.text
    return sum(_count(text) > 0 for text in texts)


def _column(xs: Sequence[float], run: Run) -> int:
    return min(max(bisect_right(xs, (run.left + run.right) / 2) - 1, 0), len(xs) - 2)


def _row_lines(rows: Sequence[Row], xs: Sequence[float], rules: Sequence[Rule], header: bool) -> tuple[list[float], list[bool]]:
    """Where rows of the table begin and end, and which of them are headings over the whole width."""
    top, bottom = rows[0][0].base - rows[0][0].size, rows[-1][0].base + 0.35 * rows[-1][0].size
    width = xs[-1] - xs[0]
    ruled = sorted(rule.at for rule in rules if top + 2 < rule.at < bottom - 2 and rule.end - rule.start > _RULED * width)
    ys = [top, *ruled, bottom] if len(ruled) > 2 else [top, *sorted({*ruled, *_breaks(rows, xs, header)}), bottom]
    ys = [y for i, y in enumerate(ys) if i == 0 or y - ys[i - 1] > 2]
    held = [[row for row in rows if a <= row[0].base - 0.3 * row[0].size < b] for a, b in pairwise(ys)]
    kept = [(y, all(_is_wide(row, rows) or _crosses(row, xs) for row in lines)) for y, lines in zip(ys, held, strict=False) if lines]
    return [*(a for a, _ in kept), bottom], [wide for _, wide in kept]


def _breaks(rows: Sequence[Row], xs: Sequence[float], header: bool) -> list[float]:
    """Row boundaries where no rules show them: around wide headings, and between one ordinal and the next at the widest gap."""
    if len(rows) < 2:
        return []
    gaps = [(a[0].base + 0.25 * a[0].size, b[0].base - 0.8 * b[0].size) for a, b in pairwise(rows)]
    wide = [_is_wide(row, rows) or _crosses(row, xs) for row in rows]
    ordinals = [i for i, row in enumerate(rows) if not wide[i] and _starts_row(row, xs)]
    found: set[int] = {i for i, (a, b) in enumerate(pairwise(wide)) if a != b}
    first = ordinals[0] if ordinals else len(rows) - 1
    begin = 0
    if header and first:
        begin = _header_end(rows, gaps, first) + 1
        found.add(begin - 1)
    if ordinals:
        found |= _cut_above(gaps, begin, first)
    if len(ordinals) < 2:
        usual = sorted(b[0].base - a[0].base for a, b in pairwise(rows))[(len(rows) - 1) // 2]
        found |= {i for i, (a, b) in enumerate(pairwise(rows)) if b[0].base - a[0].base > _GAP * usual}
    for a, b in pairwise(ordinals):
        found.add(_widest(gaps, a, b))
    return [sum(gaps[i]) / 2 for i in sorted(found)]


def _header_end(rows: Sequence[Row], gaps: Sequence[tuple[float, float]], first: int) -> int:
    """The last line of the headings: they are bold as a rule, else the widest gap above the first ordinal ends them."""
    bold = next((i for i, row in enumerate(rows) if not all(run.font.bold for run in row)), 0)
    return bold - 1 if 0 < bold <= min(_HEADER_ROWS, first) else _widest(gaps, 0, first)


def _cut_above(gaps: Sequence[tuple[float, float]], begin: int, first: int) -> set[int]:
    """The gap between what a page break left of a row and the row of the first ordinal, if one stands out."""
    if begin >= first:
        return set()
    last = _widest(gaps, begin, first)
    sizes = sorted(b - a for a, b in gaps)
    return {last} if gaps[last][1] - gaps[last][0] > sizes[len(sizes) // 2] + 1.0 else set()


def _widest(gaps: Sequence[tuple[float, float]], first: int, last: int) -> int:
    """The gap between two lines that is clearly the widest, else the one just above the last."""
    sizes = [gaps[i][1] - gaps[i][0] for i in range(first, last)]
    widest = max(sizes)
    return last - 1 if sizes[-1] > widest - 1.0 else first + sizes.index(widest)


def _starts_row(row: Row, xs: Sequence[float]) -> bool:
    text = _first_cell(row, xs)
    return bool(text) and _ORDINAL.fullmatch(text) is not None


def _first_cell(row: Row, xs: Sequence[float]) -> str:
    return "".join(run.text for run in row if _column(xs, run) == 0 and run.right < xs[1] + 2).strip()
