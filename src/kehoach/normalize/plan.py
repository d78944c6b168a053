"""A plan as written to a plan with its meaning: units and deadlines of every task, read in the context of the document.

What is not understood is never guessed: a deadline without a clause is reported (KHR06), a unit that is not listed keeps its
written name and is reported once (KHR07).
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from kehoach.lang import pick
from kehoach.model import Deadline, Diagnostic, DocumentInfo, Plan, Section, Task, Unit, as_dict
from kehoach.normalize.context import Context
from kehoach.normalize.deadlines import find_deadlines, read_deadline
from kehoach.normalize.units import read_units

NOT_UNDERSTOOD = "KHR06"
UNKNOWN_UNIT = "KHR07"


def document_context(document: DocumentInfo, surroundings: tuple[str, ...] = ()) -> Context:
    """What a document tells about its cells: the plan's year where its period is one year, period, issue date, issuer."""
    period, issuer = document.period, document.issuer
    year = period.start.year if period is not None and period.start.year == period.end.year else None
    name = (issuer.name or issuer.raw) if issuer is not None else None
    return Context(year=year, period=period, issued_on=document.issued_on, issuer=name, surroundings=surroundings)


def normalize_plan(plan: Plan) -> Plan:
    """The plan with the units and deadline clauses of its tasks. Done twice it gives the same.

    Prose tasks keep the units and deadlines that the outline of the text gave them; only what is missing is filled.
    """
    sections = {section.id: section for section in plan.sections}
    tasks = tuple(_normalize_task(task, _task_context(plan.document, task, sections)) for task in plan.tasks)
    others = tuple(found for found in plan.diagnostics if found.code not in (NOT_UNDERSTOOD, UNKNOWN_UNIT))
    return replace(plan, tasks=tasks, diagnostics=(*others, *_diagnostics(tasks)))


def _task_context(document: DocumentInfo, task: Task, sections: dict[str, Section]) -> Context:
    """The context of one task: its row's text first, then the titles of its sections from the inside out."""
    titles = [task.title]
    section, seen = sections.get(task.section_id or ""), set[str]()
    while section is not None and section.id not in seen:
        seen.add(section.id)
        titles.append(section.title)
        section = sections.get(section.parent_id or "")
    return document_context(document, tuple(title for title in titles if title))


def _normalize_task(task: Task, context: Context) -> Task:
    prose = task.origin == "prose"
    lead, cooperating, deadline = task.lead_units, task.cooperating_units, task.deadline
    if not (prose and lead):
        lead = _units(task.lead_raw, context)
    if not (prose and cooperating):
        cooperating = _units(task.cooperating_raw, context)
    if prose and not deadline.raw:
        deadline = find_deadlines(task.title, context)
    elif not (prose and deadline.clauses):
        deadline = _deadline(deadline, context)
    return replace(task, lead_units=lead, cooperating_units=cooperating, deadline=deadline)


def _units(raw: str, context: Context) -> tuple[Unit, ...]:
    return read_units(raw, context) if raw.strip() else ()


def _deadline(deadline: Deadline, context: Context) -> Deadline:
    """The deadline with its clauses; ``raw`` stays exactly what the reader of the document gave."""
    if not deadline.raw.strip():
        return deadline
    return replace(read_deadline(deadline.raw, context), raw=deadline.raw)


def _where(task: Task) -> dict[str, Any]:
    return as_dict(task.provenance[0]) if task.provenance else {}


def _diagnostics(tasks: tuple[Task, ...]) -> Iterator[Diagnostic]:
    """A warning for each deadline that was not understood, a remark for each unknown unit where it is met first."""
    named: set[str] = set()
    for task in tasks:
        raw = task.deadline.raw
        if not task.deadline.clauses and any(c.isalnum() for c in raw):
            message = pick(f"không hiểu thời hạn: “{raw}”", f"deadline not understood: “{raw}”")
            yield Diagnostic(code=NOT_UNDERSTOOD, severity="warning", message=message, where=_where(task))
        for unit in (*task.lead_units, *task.cooperating_units):
            if unit.kind == "unknown" and unit.name not in named:
                named.add(unit.name)
                message = pick(f"đơn vị chưa biết: “{unit.name}”", f"unknown unit: “{unit.name}”")
                yield Diagnostic(code=UNKNOWN_UNIT, severity="info", message=message, where=_where(task))
