"""Cell borders that a dump lost, found again: the likeliest way to lay a run of texts into rows and columns.

A dynamic programme (Viterbi) over the texts. Each text goes into a column, stays in the cell before it, stands alone as a
heading row, or lies outside the table; ``looks.fit`` says how well it fits there, and the dump says how it is set apart
from the text before: by how many cell bars, or by none at all. No document is known here, only what cells look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

from msgspec import Struct, field

from kehoach.parse.columns import Role
from kehoach.parse.looks import deadline_look, fit, is_bullet, is_mark, is_number, names_section

Roles = Sequence[Role | None]

HEADING = -1
OUTSIDE = -2


class _Step(IntEnum):
    """How an item follows the one before: in a new row, in a later cell of the row, in the same cell."""

    ROW = 0
    CELL = 1
    SAME = 2


_LOST = {"number": -1.0, "title": -2.5, "lead": -2.2, "support": -1.2, "deadline": -1.2, "deliverable": -1.0, "note": -0.3, None: -0.4}
"""What it costs to say that a cell is missing, by role: extras and running numbers go missing first."""
_BESIDE = 0.5
"""… and how much of it where the number at the row's start is missing too."""
_BLANK = 0.8
"""How much of it an explicit empty cell gives back."""
_SECTION = re.compile(
    r"(?:[IVXLl]{1,6}|[A-HĐ])(?:\s*[.)]|\s+[/–-]|[–-](?=\s))\s*\S"
    r"|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:[IVX\d]|thứ|THỨ)"
)
_SEATED = 2.0
"""What it adds that a text sits in its column when the row has as many texts as the table has columns."""
_WORDS = re.compile(r"[^\W\d_IVX]{2,}")
_BACK = -3.0
"""What it costs to come back into the table after texts outside it."""
_ROW_END_AFTER_TITLE = -2.2
_ALONE = 0.5
"""How likely the only cell of a row is a heading that does not look like one: else its row has lost merged cells."""


class Item(Struct):
    """One text and how it follows the one before: ``bars`` cell borders between them (0: not known), ``gap`` after blank lines;
    ``alone``: the borders show a row of this one cell; ``seat``: its column if nothing of its row is lost or cut.
    """

    text: str
    line: int
    end_line: int
    bars: int = 0
    gap: bool = False
    alone: bool = False
    seat: int | None = None


class LaidRow(Struct):
    """One row: the items of each column in order, the columns the dump shows as empty cells; ``heading``: a lone text."""

    cells: dict[int, list[Item]] = field(default_factory=dict)
    blanks: set[int] = field(default_factory=set)
    heading: bool = False

    def first_line(self) -> int:
        return min(item.line for items in self.cells.values() for item in items)

    def last_line(self) -> int:
        return max(item.end_line for items in self.cells.values() for item in items)


def lay_out(items: Sequence[Item], roles: Roles) -> list[LaidRow | Item]:
    """The items as rows, in order; an ``Item`` that is returned itself lies outside the table."""
    if not items:
        return []
    _seat(items, roles)
    return _rows(items, _best_path(items, _Costs(roles)), len(roles))


def _seat(items: Sequence[Item], roles: Roles) -> None:
    """Give items their seats: from one number to the next heading or number stand exactly as many texts as there are columns."""
    if roles[0] != "number" or any(item.bars for item in items):
        return
    begins = [index for index, item in enumerate(items) if is_number(item.text) or _heading_fit(item) > 0]
    for start, stop in pairwise([*begins, len(items)]):
        if stop - start == len(roles) and is_number(items[start].text):
            for seat, item in enumerate(items[start:stop]):
                item.seat = seat


def place_row(texts: Sequence[str], roles: Roles) -> list[int]:
    """The columns of the texts of one row whose empty or merged cells were lost, in order (at most as many as columns)."""
    costs = _Costs(roles)
    best: list[tuple[float, list[int]]] = [(costs.start[column] + fit(texts[0], roles[column]), [column]) for column in range(costs.width)]
    for text in texts[1:]:
        step: list[tuple[float, list[int]]] = []
        for column in range(costs.width):
            before = [
                (score + costs.between(previous, column), path) for previous, (score, path) in enumerate(best) if path and previous < column
            ]
            if before:
                score, path = max(before, key=lambda option: option[0])
                step.append((score + fit(text, roles[column]), [*path, column]))
            else:
                step.append((float("-inf"), []))
        best = step
    return max(((score + costs.end[column], path) for column, (score, path) in enumerate(best) if path), key=lambda option: option[0])[1]


def placement_score(texts: Sequence[str], columns: Sequence[int], roles: Roles) -> float:
    """How well texts fit the columns they are laid into, blank ones aside."""
    return sum(fit(text, roles[column]) for text, column in zip(texts, columns, strict=True) if text.strip())


class _Costs:
    """What missing cells cost at the start, in the middle and at the end of a row."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.width = len(roles)
        lost = [_LOST[role] for role in roles]
        self.sums = [0.0]
        for cost in lost:
            self.sums.append(self.sums[-1] + cost)
        self.start = list(self.sums[: self.width])
        if roles[0] == "number":  # where the number is merged from above, the cells beside it tend to be
            self.start = [
                min(cost, lost[0]) if column == 1 else lost[0] + _BESIDE * (cost - lost[0]) if column else 0.0
                for column, cost in enumerate(self.start)
            ]
        self.end = [self.sums[self.width] - self.sums[column + 1] for column in range(self.width)]
        for column, role in enumerate(roles):
            if role == "title":
                self.end[column] = max(self.end[column], _ROW_END_AFTER_TITLE)

    def between(self, left: int, right: int) -> float:
        """The cells strictly between two columns are missing."""
        return self.sums[right] - self.sums[left + 1]


def _best_path(items: Sequence[Item], costs: _Costs) -> list[tuple[int, _Step]]:
    """The likeliest state of each item and how it was reached."""
    states = [*range(costs.width), HEADING, OUTSIDE]
    scores = {state: _enter(state, costs) + _emit(state, items[0], costs) for state in states}
    back: list[dict[int, tuple[int, _Step]]] = []
    for previous, item in pairwise(items):
        step: dict[int, float] = {}
        links: dict[int, tuple[int, _Step]] = {}
        for state in states:
            emission = _emit(state, item, costs)
            best = (float("-inf"), OUTSIDE, _Step.ROW)
            for source, before in scores.items():
                for score, kind in _moves(source, state, previous, item, costs):
                    best = max(best, (before + score + (min(emission, 1.0) if kind is _Step.SAME else emission), source, kind))
            step[state] = best[0]
            links[state] = (best[1], best[2])
        scores = step
        back.append(links)
    state = max(scores, key=lambda candidate: scores[candidate] + _leave(candidate, costs))
    path: list[tuple[int, _Step]] = []
    for links in reversed(back):
        source, kind = links[state]
        path.append((state, kind))
        state = source
    path.append((state, _Step.ROW))
    return path[::-1]


def _emit(state: int, item: Item, costs: _Costs) -> float:
    if state >= 0:
        seated = _SEATED if item.seat == state else 0.0
        if not item.text.strip():
            return seated + (0.3 if costs.roles[state] == "number" else 0.0 if item.bars else -1.0)
        return seated + fit(item.text, costs.roles[state])
    if state == HEADING:
        return _heading_fit(item)
    if not item.text.strip():
        return 0.0
    return 1.0 if item.gap or len(item.text) > 700 else -0.5 if item.bars else 0.0


def _heading_fit(item: Item) -> float:
    text = item.text.strip()
    if not text or is_number(text) or is_mark(text) or len(text) > 400:
        return -9.0
    if _SECTION.match(text):
        return 4.0
    if names_section(text):
        return 4.0 if item.alone or text.isupper() or text.endswith(":") or not deadline_look(text) else -1.0
    if text.isupper() and len(_WORDS.findall(text)) > 1:
        return 2.5
    return _ALONE if item.alone else -4.0


def _enter(state: int, costs: _Costs) -> float:
    """Begin a row in the state (or leave the table), coming from a finished row."""
    if state == OUTSIDE:
        return -1.0
    return 0.0 if state == HEADING else costs.start[state]


def _leave(state: int, costs: _Costs) -> float:
    return costs.end[state] if state >= 0 else 0.0


def _moves(source: int, state: int, previous: Item, item: Item, costs: _Costs) -> Iterator[tuple[float, _Step]]:
    """The ways from the state of one item to the state of the next, each with its score."""
    if source == OUTSIDE and state == OUTSIDE:
        yield 0.0, _Step.ROW
        return
    lone_bar = item.bars == 1 and source >= 0  # a bar alone stands between cells of one row, or after the last row
    if not (lone_bar and state >= 0):
        score = _leave(source, costs) + _enter(state, costs) - (1.5 if lone_bar else 0.0)
        if item.bars > 2:
            score += _BLANK * _explained(item.bars - 2, source, state, costs)
        if item.gap and source >= 0 and state >= 0:
            score -= 4.0
        if source == OUTSIDE:
            score += _BACK
        yield score, _Step.ROW
    if source >= 0 and state > source:
        blanks = max(item.bars - 1, 0)
        if state - source - 1 >= blanks:
            lost = costs.between(source, state)
            # where nothing marks the cells a lost one is dearer: the paragraphs do not say that any is missing
            yield lost * (1.8 if item.bars == 0 else 1.0) + _BLANK * blanks - (0.7 if blanks else 0.0), _Step.CELL
    if source == state >= 0 and item.bars == 0:
        yield _stay(previous, item, costs.roles[state]), _Step.SAME


def _explained(spare: int, source: int, state: int, costs: _Costs) -> int:
    """Of the spare bars between two rows, how many empty cells at the end of one and the start of the next explain them."""
    room = (costs.width - 1 - source if source >= 0 else 0) + max(state, 0)
    return min(spare, room) - (spare - min(spare, room))


def _stay(previous: Item, item: Item, role: Role | None) -> float:
    """The item goes on in the cell of the one before."""
    text = item.text.strip()
    if not text:
        return -0.1
    if role == "number" or is_number(text):
        return -20.0
    score = -1.8
    if is_bullet(text):
        score += 3.5 if role in ("deliverable", "title", None, "note") else 1.5
    if is_bullet(text) and is_bullet(previous.text):
        score += 0.8
    if text[0].islower():
        score += 2.5
    if previous.text.rstrip().endswith((":", ";", ",")):
        score += 2.0
    return score


def _rows(items: Sequence[Item], path: Sequence[tuple[int, _Step]], width: int) -> list[LaidRow | Item]:
    laid: list[LaidRow | Item] = []
    row: LaidRow | None = None
    for item, (state, step) in zip(items, path, strict=True):
        if state == OUTSIDE:
            row = None
            laid.append(item)
        elif state == HEADING:
            row = None
            laid.append(LaidRow({0: [item]}, heading=True))
        else:
            if row is None or step is _Step.ROW:
                before, row = row, LaidRow()
                _share_blanks(before, row, state, max(item.bars - 2, 0), width)
                laid.append(row)
            elif step is _Step.CELL and state - max(row.cells) == item.bars:
                row.blanks.update(range(max(row.cells) + 1, state))
            row.cells.setdefault(state, []).append(item)
    return laid


def _share_blanks(before: LaidRow | None, row: LaidRow, start: int, blanks: int, width: int) -> None:
    """Empty cells between two rows: at the end of the one above as far as it has room, else at the start of the next."""
    if before is not None:
        last = max(before.cells)
        at_end = min(blanks, width - 1 - last)
        before.blanks.update(range(last + 1, last + 1 + at_end))
        blanks -= at_end
    row.blanks.update(range(min(blanks, start)))
