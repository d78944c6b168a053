"""Which row of the old workbook each new row takes its work from, and which old rows are left over."""
from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from kehoach.export.columns import Line
from kehoach.export.words import document_name, leads
from kehoach.export.xlsx.previous import OldLine, Previous
from kehoach.lang import pick
from kehoach.text import key

REASONS: dict[str, tuple[str, str]] = {
    "gone": ("Không còn trong kế hoạch", "No longer in the plan"),
    "own": ("Dòng tự thêm", "Own row"),
    "edited": ("Bản đã sửa tay", "Edited by hand"),
}
_GONE = {key(reason) for reason in REASONS["gone"]}


@dataclass(frozen=True, slots=True)
class Marks:
    """What an old and a new row are compared by, evened out for spelling."""

    id: str
    document: str
    title: str
    ordinal: str
    lead: str


@dataclass(slots=True)
class Carried:
    """``work``: the old row for the new row of each position. ``left``: old rows to keep on "Đã bỏ", each with its reason."""

    work: dict[int, OldLine] = field(default_factory=dict)
    left: list[tuple[str, OldLine]] = field(default_factory=list)


def marks_of(line: Line) -> Marks:
    lead = leads(line.task) if line.task else ""
    return Marks(line.key, key(document_name(line.plan)), key(line.title), key(line.ordinal), key(lead))


def _old_marks(line: OldLine) -> Marks:
    document, title, ordinal, lead = (key(line.text(name)) for name in ("document", "title", "ordinal", "lead"))
    return Marks(line.text("id"), document, title, ordinal, lead)


_BY_ID: tuple[Callable[[Marks], Any], ...] = (lambda m: m.id and (m.id, m.document), lambda m: m.id)
_BY_TITLE: tuple[Callable[[Marks], Any], ...] = (
    lambda m: m.title and (m.title, m.document, m.ordinal, m.lead),
    lambda m: m.title and (m.title, m.document, m.lead),
    lambda m: m.title and (m.title, m.document),
    lambda m: m.title and (m.title, m.lead),
    lambda m: m.title,
)


def carry(previous: Previous, lines: Iterable[Line]) -> Carried:
    """Match old rows to new ones: by id (within the document first), then by title, the likeliest of equal titles first.

    A row that came back after it was dropped takes its work from "Đã bỏ". Left over are all tasks that vanished, rows that
    people added, headings with something typed, and what people changed by hand in a cell of kehoach.
    """
    new = {position: marks_of(line) for position, line in enumerate(lines)}
    ids = {marks.id for marks in new.values()}
    numbered = any(line.text("id") for line in previous.lines)
    tasks = [line for line in previous.lines if line.text("id") or not numbered]
    carried = Carried()
    rest = _match(carried.work, new, sorted(tasks, key=lambda line: line.edited))
    kept = set(map(id, rest))
    came_back = [line for line in reversed(previous.dropped) if key(line.reason) in _GONE]
    still_gone = set(map(id, _match(carried.work, new, came_back)))
    for line in previous.dropped:
        if key(line.reason) not in _GONE or id(line) in still_gone:
            carried.left.append((line.reason, line))
    for line in previous.lines:
        name = line.text("id")
        if (numbered and not name) or (id(line) in kept and name in ids):
            carried.left.append((pick(*REASONS["own"]), line))
        elif id(line) in kept and (line.is_worked_on or not line.is_heading):
            carried.left.append((pick(*REASONS["gone"]), line))
        elif line.edited:
            carried.left.append((pick(*REASONS["edited"]), line))
    carried.left = _without_repeats(carried.left)
    return carried


def _match(work: dict[int, OldLine], new: dict[int, Marks], old: list[OldLine]) -> list[OldLine]:
    """Give old rows to new ones that have none yet; the old rows that nobody takes come back."""
    free = [(line, _old_marks(line)) for line in old]
    for same in (*_BY_ID, *_BY_TITLE):
        offers: defaultdict[Any, deque[OldLine]] = defaultdict(deque)
        for line, marks in free:
            if name := same(marks):
                offers[name, line.is_heading].append(line)
        taken: set[int] = set()
        for position, marks in new.items():
            queue = offers.get((same(marks), marks.id.startswith("§"))) if position not in work else None
            if queue:
                work[position] = queue.popleft()
                taken.add(id(work[position]))
        free = [(line, marks) for line, marks in free if id(line) not in taken]
    return [line for line, _ in free]


def _without_repeats(left: list[tuple[str, OldLine]]) -> list[tuple[str, OldLine]]:
    seen: set[str] = set()
    kept = []
    for reason, line in left:
        mark = repr((reason, line.cells, line.own, line.comments))
        if mark not in seen:
            seen.add(mark)
            kept.append((reason, line))
    return kept
