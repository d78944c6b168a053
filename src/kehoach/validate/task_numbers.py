"""The numbers of a draft's tasks: which lists they form, and where the counting goes wrong."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from msgspec import Struct

from kehoach.model import Task
from kehoach.validate.draft import Draft
from kehoach.validate.findings import folded
from kehoach.validate.numbering import Fault, Oddity, Ordinal, oddities, printed, read_ordinal, same_lists, values


class TaskOddity(NamedTuple):
    """A task whose number is wrong: how, what is printed, and what was expected."""

    task: Task
    fault: Fault
    written: str
    expected: str


_cache: WeakKeyDictionary[Draft, list[TaskOddity]] = WeakKeyDictionary()


def task_oddities(draft: Draft) -> list[TaskOddity]:
    """The tasks whose printed number is wrong, in the order of the document (found once per draft)."""
    if draft not in _cache:
        faults = {odd.task.id: odd for odd in _by_ordinal(draft)}
        for odd in _by_row(draft):
            faults.setdefault(odd.task.id, odd)
        _cache[draft] = [faults[task.id] for task in draft.plan.tasks if task.id in faults]
    return _cache[draft]


class _Numbered(Struct, frozen=True):
    """Tasks that are numbered in one list, their numbers as printed, and what those count."""

    tasks: list[Task]
    ordinals: list[Ordinal]
    counted: list[int]

    def oddities(self, draft: Draft, first: Sequence[int]) -> Iterator[TaskOddity]:
        for odd in oddities(self.counted, first=first):
            task = self.tasks[odd.position]
            elsewhere = odd.fault == "gap" and _is_elsewhere(draft, task, odd, self.ordinals)
            if not elsewhere and not _is_letter_slip(self.ordinals, odd.position):
                yield TaskOddity(task, odd.fault, task.ordinal or "", printed(self.ordinals[odd.position], odd.expected, self.ordinals))


def _by_ordinal(draft: Draft) -> Iterator[TaskOddity]:
    """Faults in the ordinals. Where no section counts from 1 again, the numbers may run on from the section before."""
    runs_on = not _restarts(draft)
    ends: dict[str, int] = {}
    for numbered in _lists(draft):
        prefix = numbered.ordinals[0].prefix
        is_top = numbered.tasks[0].parent_id is None
        yield from numbered.oddities(draft, (1, ends[prefix] + 1) if runs_on and is_top and prefix in ends else (1,))
        ends[prefix] = numbered.counted[-1]


def _lists(draft: Draft) -> Iterator[_Numbered]:
    shared = _shares_numbers(draft)
    for run in draft.runs():
        tasks = _distinct(draft, run, shared)
        ordinals = [read_ordinal(task.ordinal) for task in tasks]
        for positions in same_lists(ordinals):
            members = [ordinal for position in positions if (ordinal := ordinals[position])]
            counted = values(members)
            if counted:
                yield _Numbered([tasks[position] for position in positions], members, counted)


def _is_elsewhere(draft: Draft, task: Task, oddity: Oddity, members: list[Ordinal]) -> bool:
    """Whether numbers that are missing among the paragraphs of a directive are those of sections or of paragraphs that give no task.

    Where the text around the tasks is not at hand that cannot be told, and figures are let pass.
    """
    if task.origin == "table":
        return False
    if oddity.position == 0:
        return True
    if members[oddity.position].style == "letter":
        return False
    if not draft.passages:
        return True
    last = int(members[oddity.position].last) if members[oddity.position].last.isdigit() else oddity.expected + 1
    sections = {section.ordinal for section in draft.plan.sections if section.parent_id == task.section_id}
    missing = {printed(members[oddity.position], value, members) for value in range(oddity.expected, last)}
    return missing <= sections | draft.outline


def _restarts(draft: Draft) -> bool:
    """Whether sections number their tasks from 1 each: one after the first does."""
    firsts = [run[0].ordinal for run in draft.runs() if run[0].parent_id is None and run[0].ordinal]
    return any(ordinal is not None and ordinal.last == "1" for ordinal in map(read_ordinal, firsts[1:]))


def _distinct(draft: Draft, run: list[Task], shared: bool) -> list[Task]:
    """The tasks of a run without those that only repeat a merged number cell."""
    kept: list[Task] = []
    for task in run:
        before = kept[-1] if kept else None
        if before is None or not (
            before.ordinal == task.ordinal and (shared or task.id in draft.merged_numbers or _is_one_cell(before, task))
        ):
            kept.append(task)
    return kept


def _is_one_cell(first: Task, second: Task) -> bool:
    """Whether two rows are two assignments of one task: the same title, but another lead, product or deadline."""
    if folded(first.title) != folded(second.title):
        return False
    return (first.lead_raw, first.deadline.raw, first.deliverables) != (second.lead_raw, second.deadline.raw, second.deliverables)


def _shares_numbers(draft: Draft) -> bool:
    """Whether the document is in the habit of giving one number to several rows (merged number cells): it does so often."""
    repeats = Counter(
        first.ordinal
        for run in draft.runs()
        for first, second in itertools.pairwise(run)
        if first.ordinal and first.ordinal == second.ordinal and not _is_one_cell(first, second)
    )
    return sum(repeats.values()) >= 3


def _is_letter_slip(members: list[Ordinal], position: int) -> bool:
    """Whether a fault among letters is the business of KHS07: "đ" read as "d", or the Latin order."""
    letters = [ordinal.last.lower() for ordinal in members]
    if members[position].style != "letter":
        return False
    doubled = position > 0 and letters[position] == letters[position - 1] == "d"
    return doubled and letters[position + 1 : position + 2] in ([], ["e"])


def _by_row(draft: Draft) -> Iterator[TaskOddity]:
    """Faults in the running number beside the ordinals."""
    numbered: list[Task] = []
    for task in draft.plan.tasks:
        if task.row and task.row.isdigit() and not (numbered and numbered[-1].row == task.row and _is_one_cell(numbered[-1], task)):
            numbered.append(task)
    rows = [int(task.row or 0) for task in numbered]
    for oddity in oddities(rows, first=(rows[0],) if rows else (1,)):
        task = numbered[oddity.position]
        yield TaskOddity(task, oddity.fault, task.row or "", str(oddity.expected))
