"""The numbers of a draft's tasks: which lists they form, and where the counting goes wrong."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from kehoach.model import Task
from kehoach.validate.draft import Draft
from kehoach.validate.findings import folded
from kehoach.validate.numbering import Fault, Oddity, Ordinal, oddities, printed, read_ordinal, same_lists, values

Fault_ = tuple[Task, Fault, str, str]
"""A task whose number is wrong, how, what is printed and what was expected."""

_cache: WeakKeyDictionary[Draft, list[Fault_]] = WeakKeyDictionary()


def task_oddities(draft: Draft) -> list[Fault_]:
    """The tasks whose printed number is wrong, in the order of the document (found once per draft)."""
    if draft not in _cache:
        faults = {task.id: (task, fault, written, expected) for task, fault, written, expected in _by_ordinal(draft)}
        for task, fault, written, expected in _by_row(draft):
            faults.setdefault(task.id, (task, fault, written, expected))
        _cache[draft] = [faults[task.id] for task in draft.plan.tasks if task.id in faults]
    return _cache[draft]


def _by_ordinal(draft: Draft) -> Iterator[Fault_]:
    shared = _shares_numbers(draft)
    ends: dict[str, int] = {}
    restarts = _restarts(draft)
    for run in draft.runs():
        run = _distinct(run, shared)
        ordinals = [read_ordinal(task.ordinal) for task in run]
        for positions in same_lists(ordinals):
            members = [ordinal for position in positions if (ordinal := ordinals[position])]
            numbers = values(members)
            if numbers is None:
                continue
            prefix = members[0].prefix
            goes_on = run[0].parent_id is None and not restarts
            first = (1, ends[prefix] + 1) if goes_on and prefix in ends else (1,)
            ends[prefix] = numbers[-1]
            for oddity in oddities(numbers, first=first):
                task, ordinal = run[positions[oddity.position]], members[oddity.position]
                expected = printed(ordinal, oddity.expected, members)
                if not _is_letter_slip(members, oddity.position) and not (
                    oddity.fault == "gap" and _is_elsewhere(draft, task, oddity, members)
                ):
                    yield task, oddity.fault, task.ordinal or "", expected


def _is_elsewhere(draft: Draft, task: Task, oddity: Oddity, members: list[Ordinal]) -> bool:
    """Whether numbers that are missing among the paragraphs of a directive are those of sections or of paragraphs that give no task.

    Where the text around the tasks is not at hand that cannot be told, and figures are let pass.
    """
    if task.origin == "table" or members[oddity.position].style == "letter":
        return False
    if not draft.passages or oddity.position == 0:
        return True
    last = int(members[oddity.position].last) if members[oddity.position].last.isdigit() else oddity.expected + 1
    sections = {section.ordinal for section in draft.plan.sections if section.parent_id == task.section_id}
    missing = {printed(members[oddity.position], value, members) for value in range(oddity.expected, last)}
    return missing <= sections | draft.outline


def _restarts(draft: Draft) -> bool:
    """Whether sections number their tasks from 1 each: one after the first does."""
    firsts = [run[0].ordinal for run in draft.runs() if run[0].parent_id is None and run[0].ordinal]
    return any(ordinal is not None and ordinal.last == "1" for ordinal in map(read_ordinal, firsts[1:]))


def _distinct(run: list[Task], shared: bool) -> list[Task]:
    """The tasks of a run without those that only repeat a merged number cell."""
    kept: list[Task] = []
    for task in run:
        before = kept[-1] if kept else None
        if before is None or not (before.ordinal == task.ordinal and (shared or _is_one_cell(before, task))):
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


def _by_row(draft: Draft) -> Iterator[Fault_]:
    """Faults in the running number beside the ordinals."""
    numbered: list[Task] = []
    for task in draft.plan.tasks:
        if task.row and task.row.isdigit() and not (numbered and numbered[-1].row == task.row and _is_one_cell(numbered[-1], task)):
            numbered.append(task)
    rows = [int(task.row or 0) for task in numbered]
    for oddity in oddities(rows, first=(rows[0],) if rows else (1,)):
        task = numbered[oddity.position]
        yield task, oddity.fault, task.row or "", str(oddity.expected)
