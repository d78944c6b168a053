"""The flat table of tasks that the workbook and the CSV share: its columns and the lines of a plan in reading order."""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kehoach.export import words
from kehoach.lang import pick
from kehoach.model import Plan, Section, Task

Value = str | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a document heading, a section heading, or a task.

    ``key`` identifies it over exports: the task's id; for a heading "§" and a sum of the document and the headings down to it.
    ``depth``: how many numbered parents a task stands under. ``section_id``: the section that a heading is of.
    """

    kind: Literal["document", "section", "task"]
    plan: Plan
    key: str
    ordinal: str
    title: str
    task: Task | None = None
    depth: int = 0
    section: str = ""
    """The headings above a task, outermost first."""
    section_id: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, both headings, its width in characters, and what it holds for a task. ``aside``: grouped to the right."""

    key: str
    vi: str
    en: str
    width: float
    value: Callable[[Line, Task], Value] = field(repr=False)
    aside: bool = False

    @property
    def heading(self) -> str:
        return pick(self.vi, self.en)


STATUSES: dict[str, tuple[str, str]] = {
    "todo": ("Chưa thực hiện", "Not started"),
    "doing": ("Đang thực hiện", "In progress"),
    "done": ("Hoàn thành đúng hạn", "Done on time"),
    "done_late": ("Hoàn thành quá hạn", "Done late"),
    "overdue": ("Quá hạn", "Overdue"),
    "ongoing": ("Thường xuyên", "Ongoing"),
    "extended": ("Gia hạn", "Extended"),
    "dropped": ("Không thực hiện", "Not to be done"),
}
"""What the drop-down list of the status column offers."""


def initial_status(task: Task) -> str:
    """The status before anybody has worked on a task; blank for a group row.

    A task that only goes on or recurs starts as "Thường xuyên", every other one as "Chưa thực hiện".
    """
    if task.is_group:
        return ""
    kinds = {clause.kind for clause in task.deadline.clauses}
    return pick(*STATUSES["ongoing" if kinds and kinds <= {"ongoing", "recurring"} and not task.deadline.due else "todo"])


def _extra(task: Task) -> str:
    notes = [*(f"{name}: {value}" if name else value for name, value in task.extra.items()), *task.footnotes]
    return "\n".join(notes)


def _first_day(task: Task) -> date | None:
    return min((clause.start for clause in task.deadline.clauses if clause.start), default=None)


COLUMNS: tuple[Column, ...] = (
    Column("ordinal", "STT", "No.", 5.5, lambda line, task: line.ordinal),
    Column("title", "Nhiệm vụ", "Task", 44, lambda line, task: line.title),
    Column("lead", "Cơ quan chủ trì", "Lead", 18, lambda line, task: words.leads(task)),
    Column("cooperating", "Cơ quan phối hợp", "Cooperating", 20, lambda line, task: words.cooperating(task)),
    Column("deliverables", "Sản phẩm", "Deliverables", 22, lambda line, task: "\n".join(task.deliverables)),
    Column("deadline", "Thời hạn", "Deadline", 15, lambda line, task: task.deadline.raw),
    Column("due", "Hạn", "Due", 11, lambda line, task: task.deadline.due),
    Column("status", "Trạng thái", "Status", 13, lambda line, task: initial_status(task)),
    Column("note", "Ghi chú", "Notes", 15, lambda line, task: None),
    Column("section", "Mục", "Section", 24, lambda line, task: line.section, aside=True),
    Column("kind", "Loại thời hạn", "Deadline kind", 14, lambda line, task: words.clause_kinds(task), aside=True),
    Column("start", "Từ ngày", "From", 12, lambda line, task: _first_day(task), aside=True),
    Column("recurrence", "Định kỳ", "Recurrence", 14, lambda line, task: words.recurrences(task), aside=True),
    Column("citations", "Căn cứ", "Citations", 20, lambda line, task: "; ".join(task.citations), aside=True),
    Column("document", "Văn bản", "Document", 18, lambda line, task: words.document_name(line.plan), aside=True),
    Column("id", "Mã nhiệm vụ", "Task ID", 16, lambda line, task: line.key, aside=True),
    Column("place", "Nguồn", "Source", 16, lambda line, task: words.places(task), aside=True),
    Column("extra", "Khác", "Other", 24, lambda line, task: _extra(task), aside=True),
)
"""The columns in order. The last one keeps what has no column of its own: the plan's other columns and footnotes."""

KEYS: tuple[str, ...] = tuple(column.key for column in COLUMNS)


def values(line: Line) -> list[Value]:
    """What a line holds in each column, in their order; a heading has its number, title, document and key only."""
    if line.task is not None:
        return [column.value(line, line.task) for column in COLUMNS]
    heading = {"ordinal": line.ordinal, "title": line.title, "document": words.document_name(line.plan), "id": line.key}
    return [heading.get(key) for key in KEYS]


def document_key(plan: Plan) -> str:
    """Eight letters and digits that stand for the document wherever its file lies: from its number, date and issuer, else its title."""
    info = plan.document
    issuer = info.issuer.name or info.issuer.raw if info.issuer else None
    parts = (info.number, info.issued_on, issuer, None if info.number else info.title)
    text = "|".join(part or "" for part in parts) if any(parts) else plan.source.sha256
    return _digest(text)


def _digest(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8]


def lines(plan: Plan, *, with_document: bool = False) -> Iterator[Line]:
    """The plan as an officer's table: section headings where they begin (empty ones too), and the tasks, in document order.

    ``with_document``: a line for the document itself comes first. Tasks that stand under no heading after one that did get
    the heading "(không thuộc mục nào)", so that they do not seem to belong to it.
    """
    if with_document:
        title = " – ".join(filter(None, (plan.document.kind, plan.document.number, plan.document.title))) or words.document_name(plan)
        yield Line("document", plan, f"§{document_key(plan)}", "", title)
    sections = {section.id: section for section in plan.sections}
    parents = {task.id: task.parent_id for task in plan.tasks}
    waiting = list(reversed(plan.sections))
    current: str | None = None
    for task in plan.tasks:
        here = task.section_id if task.section_id in sections else None
        if here != current:
            yield from (_heading(plan, sections, section) for section in _headings(sections, waiting, here))
            current = here
        path = words.section_path(sections, here)
        yield Line("task", plan, task.id, task.ordinal or task.row or "", task.title, task, _depth(parents, task), path)
    yield from (_heading(plan, sections, section) for section in reversed(waiting))


def _headings(sections: dict[str, Section], waiting: list[Section], wanted: str | None) -> list[Section | None]:
    """The headings to show before a task of section ``wanted``: those not shown yet up to it, taken off ``waiting`` (in reverse)."""
    if wanted is None:
        return [None]
    if all(section.id != wanted for section in waiting):
        return [sections[wanted]]
    found: list[Section | None] = [waiting.pop()]
    while (last := found[-1]) and last.id != wanted:
        found.append(waiting.pop())
    return found


def _heading(plan: Plan, sections: dict[str, Section], section: Section | None) -> Line:
    path = words.section_path(sections, section.id) if section else ""
    mark = f"§{_digest(f'{document_key(plan)}|{path}')}"
    if section is None:
        return Line("section", plan, mark, "", pick("(không thuộc mục nào)", "(under no section)"))
    return Line("section", plan, mark, section.ordinal or "", section.title, section_id=section.id)


def _depth(parents: dict[str, str | None], task: Task) -> int:
    depth, parent = 0, task.parent_id
    while parent in parents and depth < 10:
        depth, parent = depth + 1, parents[parent]
    return depth
