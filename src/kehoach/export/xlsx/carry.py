"""Which row of the old workbook each new row takes its work from, and which old rows are left over."""
from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct, field

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


class Marks(Struct, frozen=True):
    """What an old and a new row are compared by, evened out for spelling. ``kind`` keeps headings and tasks apart."""

    kind: str
    id: str
    document: str
    title: str
    ordinal: str
    lead: str

    @property
    def is_of_draft(self) -> bool:
        """Whether the document has no number yet, so that its name may change."""
        return not _NUMBER.fullmatch(self.document)


class Carried(Struct):
    """``work``: the old row for the new row of each position. ``left``: old rows to keep on "Đã bỏ", each with its reason."""

    work: dict[int, OldLine] = field(default_factory=dict)
    left: list[tuple[str, OldLine]] = field(default_factory=list)


_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(r"[^\s/]+/[^\s]+")
_SAME_PLACE, _ANYWHERE = 75.0, 90.0
"""How alike (percent of letters) a reworded title must be where its number stayed, and where that changed too."""
_MAX_PAIRS = 1_000_000
"""Pairs of unmatched rows above which reworded titles are not looked for."""

Mark = Callable[[Marks], Any]
_BY_ID: tuple[Mark, ...] = (lambda m: m.id and (m.id, m.document), lambda m: m.id)
_BY_TITLE: tuple[Mark, ...] = (
    lambda m: m.title and (m.title, m.document, m.ordinal, m.lead),
    lambda m: m.title and (m.title, m.document, m.lead),
    lambda m: m.title and (m.title, m.document),
)
_BY_TITLE_OF_ANY: tuple[Mark, ...] = (
    lambda m: m.title and (m.title, m.ordinal, m.lead),
    lambda m: m.title and (m.title, m.lead),
    lambda m: m.title,
)


def marks_of(line: Line) -> Marks:
    lead = leads(line.task) if line.task else ""
    return Marks(_kind(line.key), line.key, key(document_name(line.plan)), key(line.title), key(line.ordinal), key(lead))


def _old_marks(line: OldLine) -> Marks:
    document, title, ordinal, lead = (key(line.text(name)) for name in ("document", "title", "ordinal", "lead"))
    return Marks(_kind(line.text("id")), line.text("id"), document, title, ordinal, lead)


def _kind(name: str) -> str:
    return "heading" if name.startswith("§") else "task" if name else "unknown"


def carry(previous: Previous, lines: Iterable[Line]) -> Carried:
    """Match old rows to new ones: by id (within the document first), then by title, last by a title reworded a little.

    Titles are compared within one document; across documents only where one of them is a draft without number, so that last
    year's plan does not mark this year's tasks as done. A row that came back after it was dropped takes its work from "Đã bỏ".
    Left over are all tasks that vanished, rows that people added, headings with something typed, and what people changed by
    hand in a cell of kehoach.
    """
    new = {position: marks_of(line) for position, line in enumerate(lines)}
    numbered = any(line.text("id") for line in previous.lines)
    carried = Carried()
    tasks = [line for line in previous.lines if line.text("id") or not numbered]
    unmatched = set(map(id, _take(carried.work, new, sorted(tasks, key=lambda line: line.edited))))
    came_back = [line for line in reversed(previous.dropped) if key(line.reason) in _GONE]
    still_gone = set(map(id, _take(carried.work, new, came_back)))
    left = [(line.reason, line) for line in previous.dropped if key(line.reason) not in _GONE or id(line) in still_gone]
    ids = {marks.id for marks in new.values()}
    for line in previous.lines:
        reason = _reason(line, id(line) in unmatched, numbered, ids)
        if reason:
            left.append((pick(*REASONS[reason]), line))
    carried.left = _without_repeats(left)
    return carried


def _reason(line: OldLine, unmatched: bool, numbered: bool, ids: set[str]) -> str | None:
    """Why an old row must be kept on "Đã bỏ"; None where all of it is in the new row or is kehoach's own."""
    name = line.text("id")
    if (numbered and not name) or (unmatched and name in ids):
        return "own"
    if unmatched and (line.is_worked_on or not line.is_heading):
        return "gone"
    return "edited" if line.edited else None


def _take(work: dict[int, OldLine], new: dict[int, Marks], old: list[OldLine]) -> list[OldLine]:
    """Give old rows to new ones that have none yet, the surest way first; the old rows that nobody takes come back."""
    free = _match(work, new, [(line, _old_marks(line)) for line in old], (*_BY_ID, *_BY_TITLE))
    drafts = {position: marks for position, marks in new.items() if marks.is_of_draft}
    free = _match(work, drafts, free, _BY_TITLE_OF_ANY)
    settled = [pair for pair in free if not pair[1].is_of_draft]
    free = _match(work, new, [pair for pair in free if pair[1].is_of_draft], _BY_TITLE_OF_ANY) + settled
    return [line for line, _ in _match_reworded(work, new, free)]


Old = list[tuple[OldLine, Marks]]


def _match(work: dict[int, OldLine], new: dict[int, Marks], free: Old, ways: Iterable[Mark]) -> Old:
    """Match rows that have the same mark, one way after the other, equal ones in their order; gives the old rows left."""
    for same in ways:
        offers: defaultdict[Any, deque[OldLine]] = defaultdict(deque)
        for line, marks in free:
            if name := same(marks):
                offers[marks.kind, name].append(line)
        taken: set[int] = set()
        for position, marks in new.items():
            if position in work:
                continue
            if queue := offers.get((marks.kind, same(marks))) or offers.get(("unknown", same(marks))):
                work[position] = queue.popleft()
                taken.add(id(work[position]))
        free = [(line, marks) for line, marks in free if id(line) not in taken]
    return free


def _match_reworded(work: dict[int, OldLine], new: dict[int, Marks], free: Old) -> Old:
    """Match tasks of one document whose title changed a little, the most alike first; figures in it must be the same."""
    open_positions = [position for position, marks in new.items() if position not in work and marks.kind == "task"]
    if not free or not open_positions or len(free) * len(open_positions) > _MAX_PAIRS:
        return free
    from rapidfuzz.fuzz import ratio

    pairs = []
    for position in open_positions:
        marks = new[position]
        for index, (_, old) in enumerate(free):
            if old.kind == "task" and old.document == marks.document and _FIGURES.findall(old.title) == _FIGURES.findall(marks.title):
                least = _SAME_PLACE if old.ordinal == marks.ordinal and old.lead == marks.lead else _ANYWHERE
                score = ratio(old.title, marks.title, score_cutoff=least)
                if score:
                    pairs.append((-score, position, index))
    taken: set[int] = set()
    for _, position, index in sorted(pairs):
        if position not in work and index not in taken:
            work[position] = free[index][0]
            taken.add(index)
    return [pair for index, pair in enumerate(free) if index not in taken]


def _without_repeats(left: list[tuple[str, OldLine]]) -> list[tuple[str, OldLine]]:
    seen: set[str] = set()
    kept = []
    for reason, line in left:
        mark = repr((reason, line.cells, line.own, line.comments))
        if mark not in seen:
            seen.add(mark)
            kept.append((reason, line))
    return kept
