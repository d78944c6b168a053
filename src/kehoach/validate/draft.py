"""A plan as its reviewer sees it: the records with the look-ups that several rules share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Literal

from msgspec import Struct

from kehoach.lang import pick
from kehoach.model import Clause, PartialDate, Place, Plan, Section, Task, TextPlace, whereabouts
from kehoach.validate.mentions import Mention, mentions_in, task_texts
from kehoach.validate.phrases import Problem, problems
from kehoach.validate.source_text import NO_TEXT, SourceText

Column = Literal["lead", "support", "deliverable", "deadline"]

_CELLS: dict[Column, Callable[[Task], str]] = {
    "lead": lambda task: task.lead_raw,
    "support": lambda task: task.cooperating_raw,
    "deliverable": lambda task: " ".join(task.deliverables),
    "deadline": lambda task: task.deadline.raw,
}
_FIGURE = re.compile(r"\d")
_NUMBERED = re.compile(r"\s*([IVXLC]{1,7}|[^\W\d_]|\d{1,3}(?:\.\d{1,3}){0,3})(?:[.)/:]|[ ]?[-–])(?:\s|$)")
_FILLED = "KHR05"
_BLANK = frozenset("-–—.…*_/ ")


class Window(Struct, frozen=True):
    """The first and the last day that a date may be."""

    first: date
    last: date


def window(written: PartialDate | None) -> Window | None:
    """The days that a date, whole or cut, may mean."""
    if not written:
        return None
    first = date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    if len(written) == 10:
        return Window(first, first)
    after = date(first.year + 1, 1, 1) if len(written) == 4 else (first + timedelta(days=31)).replace(day=1)
    return Window(first, after - timedelta(days=1))


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing: empty, or only dashes and dots."""
    return not cell or set(cell) <= _BLANK


class Draft:
    """One plan under review, with texts of its source; ``as_of`` is the day to judge units and sources by."""

    def __init__(self, plan: Plan, source: SourceText = NO_TEXT, as_of: date | None = None) -> None:
        self.plan = plan
        self.passages = source.passages
        self.cells = source.cells
        self._continued = source.continued
        self.as_of = as_of

    @cached_property
    def tasks(self) -> dict[str, Task]:
        return {task.id: task for task in self.plan.tasks}

    @cached_property
    def sections(self) -> dict[str, Section]:
        return {section.id: section for section in self.plan.sections}

    @cached_property
    def children(self) -> dict[str, list[Task]]:
        """The tasks below each task, by its id."""
        below: dict[str, list[Task]] = defaultdict(list)
        for task in self.plan.tasks:
            if task.parent_id:
                below[task.parent_id].append(task)
        return below

    @cached_property
    def by_section(self) -> dict[str | None, list[Task]]:
        """The tasks of each section, by its id; tasks below tasks included."""
        inside: dict[str | None, list[Task]] = defaultdict(list)
        for task in self.plan.tasks:
            inside[task.section_id].append(task)
        return inside

    def runs(self) -> Iterator[list[Task]]:
        """Tasks numbered in one row: top-level tasks that stand together in one section, and the children of each task."""
        top = [task for task in self.plan.tasks if task.parent_id is None]
        for _, run in groupby(top, key=lambda task: task.section_id):
            yield list(run)
        yield from self.children.values()

    def is_empty_group(self, task: Task) -> bool:
        """Whether a row has a title, no assignment at all, and no rows below it."""
        return task.is_group and task.id not in self.children and all(is_blank(cell(task)) for cell in _CELLS.values())

    @cached_property
    def assignments(self) -> tuple[Task, ...]:
        """The rows of tables that somebody has to carry out: everything but groups with rows below them and empty groups."""
        return tuple(
            task for task in self.plan.tasks if task.origin == "table" and task.id not in self.children and not self.is_empty_group(task)
        )

    def _tables(self) -> dict[tuple[str, int | None], list[Task]]:
        tables: dict[tuple[str, int | None], list[Task]] = defaultdict(list)
        for task in self.assignments:
            place = task.provenance[0] if task.provenance else None
            tables[(place.kind if place else "", getattr(place, "table", None))].append(task)
        return tables

    @cached_property
    def missing_columns(self) -> dict[Column, list[list[Task]]]:
        """For each column, the tables (of two tasks or more) in which no task has it."""
        return {
            column: [tasks for tasks in self._tables().values() if len(tasks) > 1 and all(is_blank(cell(task)) for task in tasks)]
            for column, cell in _CELLS.items()
        }

    def blanks(self, column: Column) -> Iterator[Task]:
        """Tasks whose cell is blank although others of their table have one, and no group above them has it either."""
        cell = _CELLS[column]
        absent = {task.id for tasks in self.missing_columns[column] for task in tasks}
        for task in self.assignments:
            above = self.tasks.get(task.parent_id or "")
            if is_blank(cell(task)) and task.id not in absent and (above is None or is_blank(cell(above))):
                yield task

    @cached_property
    def issued(self) -> Window | None:
        """The days on which the document may have been issued; None where nothing is written."""
        return window(self.plan.document.issued_on)

    @cached_property
    def day(self) -> Window | None:
        """The days to judge units and sources by: ``as_of``, else the issue date, else from a quarter before the period to its end."""
        if self.as_of:
            return Window(self.as_of, self.as_of)
        period = self.plan.document.period
        if self.issued is None and period:
            return Window(period.start - timedelta(days=92), period.end)
        return self.issued

    @cached_property
    def flaws(self) -> dict[str, list[Problem]]:
        """What is wrong with the wording of each task's deadline, by task id; tasks without flaws are left out."""
        found = {task.id: problems(task.deadline.raw) for task in self.plan.tasks if task.deadline.raw}
        return {id_: flaws for id_, flaws in found.items() if flaws}

    @cached_property
    def dated_tasks(self) -> dict[str, list[Clause]]:
        """By task id, the clauses that put the task at a date, of every task that has one and is well formed."""
        found: dict[str, list[Clause]] = {}
        for task, clause in self.dated("within", "by", "from", "ongoing"):
            found.setdefault(task.id, []).append(clause)
        return found

    def dated(self, *kinds: str) -> Iterator[tuple[Task, Clause]]:
        """The clauses of these kinds that have a date, of tasks whose deadline is well formed."""
        return ((task, clause) for task, clause in self._dated if clause.kind in kinds)

    @cached_property
    def _dated(self) -> list[tuple[Task, Clause]]:
        sound = (task for task in self.plan.tasks if task.id not in self.flaws)
        return [(task, clause) for task in sound for clause in task.deadline.clauses if clause.start or clause.end]

    @cached_property
    def texts(self) -> dict[str, tuple[str, ...]]:
        """Every text of each task, by the task's id."""
        return {task.id: tuple(filter(None, task_texts(task))) for task in self.plan.tasks}

    @cached_property
    def figured(self) -> dict[str, tuple[str, ...]]:
        """Of each task the texts that hold a figure, by the task's id: only these can have a date or the number of a document."""
        return {id_: tuple(filter(_FIGURE.search, texts)) for id_, texts in self.texts.items()}

    @cached_property
    def outline(self) -> frozenset[str]:
        """The numbers that paragraphs outside the tasks begin with: parts of the document that hold no task of their own."""
        return frozenset(match[1] for passage in self.passages if (match := _NUMBERED.match(passage.text)))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every document that is named in the draft, in order."""
        return tuple(mentions_in(self.plan, self.passages, self.figured))

    @cached_property
    def merged_numbers(self) -> set[str]:
        """The ids of tasks whose number is that of the row above: its cell is merged, or was lost and filled while reading."""
        places = [place_of([place]) for place in self._continued]
        places += [diagnostic.where for diagnostic in self.plan.diagnostics if diagnostic.code == _FILLED]
        return {task.id for place in places if (task := self.task_at(place))}

    def task_at(self, where: Mapping[str, object]) -> Task | None:
        """The first task that was read at a place; None where there is none."""
        line = where.get("line") if where.get("kind") == "text" else None
        return self._by_line.get(line) if isinstance(line, int) else self._by_place.get(_place_key(where))

    @cached_property
    def _by_line(self) -> dict[int, Task]:
        lines: dict[int, Task] = {}
        for task in self.plan.tasks:
            for place in task.provenance:
                if isinstance(place, TextPlace):
                    for line in range(place.line, place.end_line + 1):
                        lines.setdefault(line, task)
        return lines

    @cached_property
    def _by_place(self) -> dict[str, Task]:
        places: dict[str, Task] = {}
        for task in self.plan.tasks:
            for place in task.provenance:
                places.setdefault(_place_key(place_of([place])), task)
        return places

    def label(self, task: Task) -> str:
        """The task's name in messages: its number with that of the task and the section above it, else how it begins."""
        number = task.ordinal or task.row
        if not number:
            return pick("Nhiệm vụ", "Task") + f" “{shortened(task.title)}”"
        above = []
        parent = self.tasks.get(task.parent_id or "")
        if parent and parent.ordinal and not number.startswith(parent.ordinal):
            above.append(pick(f"nhiệm vụ {parent.ordinal}", f"task {parent.ordinal}"))
        section = self.sections.get(task.section_id or "")
        if section and section.ordinal:
            above.append(pick(f"mục {section.ordinal}", f"section {section.ordinal}"))
        return pick(f"Nhiệm vụ {number}", f"Task {number}") + (f" ({', '.join(above)})" if above else "")

    @staticmethod
    def section_label(section: Section) -> str:
        return pick("Mục", "Section") + f" {section.ordinal or f'“{shortened(section.title)}”'}"


def shortened(words: str, length: int = 60) -> str:
    """The beginning of a text, cut between words."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0] + "…"


def place_of(places: Sequence[Place]) -> dict[str, object]:
    """The first place as plain data, or {}."""
    return whereabouts(places[0]) if places else {}


def _place_key(where: Mapping[str, object]) -> str:
    return repr(sorted((name, value) for name, value in where.items() if value is not None))
