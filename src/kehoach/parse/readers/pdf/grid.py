"""Ruling lines -> grids: which rules belong to one table, its columns and rows, and which slots are merged."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from kehoach.parse.readers.pdf.geometry import Box
from kehoach.parse.readers.pdf.rules import Rule

_TOUCH = 3.0
_SAME = 3.0
_OPEN = 8.0
_HEADING = 60.0
_COVERED = 0.6
_MOST_SLOTS = 200_000

Group = tuple[list[Rule], list[Rule]]
"""Horizontal and vertical rules of one table."""


class Slot(Struct, frozen=True):
    """A cell of a grid: first row and column, and how many it covers."""

    row: int
    col: int
    rowspan: int
    colspan: int


class Grid(Struct):
    """A ruled table: its column and row lines and its cells. ``open_top``, ``open_bottom``: no rule closes it there."""

    xs: list[float]
    ys: list[float]
    slots: list[Slot]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def column(self, x: float) -> int:
        """The column at ``x``, the nearest one outside the table."""
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def row(self, y: float) -> int:
        """The row at ``y``, the nearest one outside the table."""
        return min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)


def find_grids(horizontal: list[Rule], vertical: list[Rule]) -> list[Grid]:
    """The ruled tables of a page from top to bottom. Frames of one cell are none; a table inside a cell belongs to that cell."""
    grids = [grid for group in _continued(_connected(horizontal, vertical)) if (grid := _grid(*group)) is not None]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [grid for grid in grids if not any(_inside(grid, other) for other in grids if other is not grid)]


def _inside(grid: Grid, other: Grid) -> bool:
    x0, top, x1, bottom = grid.box
    return other.xs[0] - 1 <= x0 and x1 <= other.xs[-1] + 1 and other.ys[0] - 1 <= top and bottom <= other.ys[-1] + 1


def _connected(horizontal: list[Rule], vertical: list[Rule]) -> list[Group]:
    """Rules that cross or touch, as groups; column lines that touch none belong to the table whose sides they run along."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(horizontal):
        for j, upright in enumerate(vertical, len(horizontal)):
            if flat.start - _TOUCH <= upright.at <= flat.end + _TOUCH and upright.start - _TOUCH <= flat.at <= upright.end + _TOUCH:
                parent[root(i)] = root(j)
    groups: dict[int, Group] = {}
    for i, rule in enumerate([*horizontal, *vertical]):
        groups.setdefault(root(i), ([], []))[0 if i < len(horizontal) else 1].append(rule)
    whole = [group for group in groups.values() if group[0] and group[1]]
    for rule in (rule for group in groups.values() if not group[0] for rule in group[1]):
        for _, sides in whole:
            if min(side.at for side in sides) < rule.at < max(side.at for side in sides) and any(
                side.start <= rule.start + _TOUCH and rule.end <= side.end + _TOUCH for side in sides
            ):
                sides.append(rule)
                break
    return [group for group in whole if len(group[0]) + len(group[1]) >= 3]


def _continued(groups: list[Group]) -> list[Group]:
    """Groups of a table without outer sides put together: a heading over its whole width parts its column lines."""
    whole: list[Group] = []
    for flat, upright in sorted(groups, key=lambda group: min((rule.at for rule in group[0]), default=0.0)):
        last = whole[-1] if whole else None
        if last and _same_reach(last, (flat, upright)):
            last[0].extend(flat)
            last[1].extend(upright)
        else:
            whole.append((flat, upright))
    return whole


def _same_reach(above: Group, below: Group) -> bool:
    """Whether both tables have no outer sides, rules of one length, and only a line or two between them."""
    if not (above[0] and below[0]):
        return False
    left, right = min(rule.start for rule in above[0]), max(rule.end for rule in above[0])
    alike = abs(min(rule.start for rule in below[0]) - left) <= _SAME and abs(max(rule.end for rule in below[0]) - right) <= _SAME
    sides = [rule.at for rule in (*above[1], *below[1])]
    near = 0 < min(rule.at for rule in below[0]) - max(rule.at for rule in above[0]) < _HEADING
    return alike and near and min(sides) - left > _OPEN and right - max(sides) > _OPEN


def _grid(flat: list[Rule], upright: list[Rule]) -> Grid | None:
    upright = [rule for rule in upright if rule.end - rule.start > 2 * _SAME]
    if not upright:
        return None
    flat = [*flat, *_where_columns_end(flat, upright)]
    flat, open_top, open_bottom = _close(flat, upright)
    upright, _, _ = _close(upright, flat)
    xs, ys = _lines(upright), _lines(flat)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_SLOTS:
        return None
    slots = _slots(xs, ys, flat, upright)
    return Grid(xs, ys, slots, open_top, open_bottom) if len(slots) > 1 else None


def _where_columns_end(flat: list[Rule], upright: list[Rule]) -> list[Rule]:
    """Row lines that are not drawn but show by all inner column lines ending or beginning there: headings between rows without rules."""
    left, right = min(rule.at for rule in upright), max(rule.at for rule in upright)
    inner = [rule for rule in upright if left + _SAME < rule.at < right - _SAME]
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    columns = len(_lines(inner))
    ends = [Rule(y, left, right) for rule in inner for y in (rule.start, rule.end) if top + _OPEN < y < bottom - _OPEN]
    drawn = [rule.at for rule in flat]
    return [
        Rule(y, left, right)
        for y in _lines(ends)
        if sum(abs(end.at - y) <= _SAME for end in ends) >= columns > 1 and all(abs(y - at) > _OPEN for at in drawn)
    ]


def _close(rules: list[Rule], across: list[Rule]) -> tuple[list[Rule], bool, bool]:
    """The rules with one added at each end that the rules across run past: a table cut by the page, or without outer rules."""
    if not rules:
        return rules, False, False
    first, last = min(rule.at for rule in rules), max(rule.at for rule in rules)
    begin, end = min(rule.start for rule in across), max(rule.end for rule in across)
    low, high = min(rule.at for rule in across), max(rule.at for rule in across)
    before = first - begin > _OPEN and _at_both_sides([rule for rule in across if rule.start <= begin + _OPEN], low, high)
    after = end - last > _OPEN and _at_both_sides([rule for rule in across if rule.end >= end - _OPEN], low, high)
    reach = min(low, *(rule.start for rule in rules)), max(high, *(rule.end for rule in rules))
    added = [Rule(begin, *reach)] * before + [Rule(end, *reach)] * after
    return [*rules, *added], before, after


def _at_both_sides(rules: list[Rule], low: float, high: float) -> bool:
    return any(rule.at <= low + _SAME for rule in rules) and any(rule.at >= high - _SAME for rule in rules)


def _lines(rules: list[Rule]) -> list[float]:
    """Where the rules lie, those nearer than a line's thickness taken as one (double borders)."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= _SAME:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [sum(rule.at for rule in group) / len(group) for group in groups]


def _slots(xs: list[float], ys: list[float], flat: list[Rule], upright: list[Rule]) -> list[Slot]:
    """Slots between which no rule is drawn make one cell, as the largest rectangles from the upper left."""
    rows, cols = len(ys) - 1, len(xs) - 1
    wall = _walls(xs, ys, upright)
    floor = _walls(ys, xs, flat)
    taken = [[False] * cols for _ in range(rows)]
    slots = []
    for row in range(rows):
        for col in range(cols):
            if taken[row][col]:
                continue
            right = col + 1
            while right < cols and not wall[right][row] and not taken[row][right]:
                right += 1
            below = row + 1
            while below < rows and all(
                not floor[below][c] and not taken[below][c] and (c == col or not wall[c][below]) for c in range(col, right)
            ):
                below += 1
            for r in range(row, below):
                taken[r][col:right] = [True] * (right - col)
            slots.append(Slot(row, col, below - row, right - col))
    return slots


def _walls(lines: list[float], across: list[float], rules: list[Rule]) -> list[list[bool]]:
    """For each line and each interval across it, whether a rule covers it there."""
    found = [[False] * (len(across) - 1) for _ in lines]
    for index, at in enumerate(lines):
        near = [rule for rule in rules if abs(rule.at - at) <= _SAME]
        for interval in range(len(across) - 1):
            begin, end = across[interval], across[interval + 1]
            if any(rule.start <= begin and rule.end >= end for rule in near):
                found[index][interval] = True
                continue
            covered = sum([max(0.0, min(rule.end, end) - max(rule.start, begin)) for rule in near])
            found[index][interval] = covered >= _COVERED * (end - begin)
    return found
