"""The part of a plan that somebody asks for: one unit's tasks, one section, a range of due dates."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.model import Plan, Section, Task, Unit
from kehoach.text import bare, key

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class UnitName(Struct, frozen=True, dict=True):
    """A unit as somebody typed it, to be compared with the units of tasks.

    A name that the normaliser knows matches the units of that name or id alone ("UBND tỉnh" is not "Văn phòng UBND tỉnh").
    Another matches as written, without tones if it was typed without, or as the last words of a name ("Tư pháp").
    """

    written: str

    @cached_property
    def _known(self) -> tuple[Unit, ...]:
        from kehoach.normalize.context import Context
        from kehoach.normalize.units import read_units

        return tuple(unit for unit in read_units(self.written, Context()) if unit.kind != "unknown")

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(key(unit.name) for unit in self._known)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(unit.id for unit in self._known if unit.id)

    def matches(self, unit: Unit) -> bool:
        """Whether a unit of a task is the one meant."""
        wanted, name = key(self.written), key(unit.name)
        if wanted in (name, key(unit.raw)) or name in self._names or (unit.id and unit.id in self._ids):
            return True
        if self._known:
            return False
        if wanted == bare(wanted):
            name = bare(unit.name)
        return name == wanted or name.endswith(f" {wanted}")


class Filters(Struct, frozen=True):
    """What to keep; None keeps all. ``unit`` in any role, ``lead`` as lead. ``section``: its number, or words of its title.

    ``due_before`` and ``due_after`` compare the due date and leave their own day out, as "trước ngày" and "sau ngày" do; a
    task without due date falls out.
    """

    unit: UnitName | None = None
    lead: UnitName | None = None
    section: str | None = None
    due_before: date | None = None
    due_after: date | None = None

    def __bool__(self) -> bool:
        return any((self.unit, self.lead, self.section, self.due_before, self.due_after))

    def apply(self, plan: Plan) -> Plan:
        """The plan with the tasks that pass, the group rows above them, and the sections these stand in; all of it without a filter."""
        if not self:
            return plan
        inside = _sections_called(plan.sections, self.section) if self.section else None
        passed = [task for task in plan.tasks if (inside is None or task.section_id in inside) and self._passes(task)]
        wanted = {task.id for task in passed}
        groups = {task.id: task for task in plan.tasks if task.is_group}
        for task in passed:
            parent = task.parent_id
            while parent in groups and parent not in wanted:
                wanted.add(parent)
                parent = groups[parent].parent_id
        tasks = tuple(task for task in plan.tasks if task.id in wanted)
        return replace(plan, tasks=tasks, sections=_with_parents(plan.sections, {task.section_id for task in tasks}))

    def _passes(self, task: Task) -> bool:
        due = task.deadline.due
        return (
            (not self.lead or any(map(self.lead.matches, task.lead_units)))
            and (not self.unit or any(map(self.unit.matches, (*task.lead_units, *task.cooperating_units))))
            and (not self.due_before or (due is not None and due < self.due_before))
            and (not self.due_after or (due is not None and due > self.due_after))
        )

    def select(self, plans: Iterable[Plan]) -> Iterator[Plan]:
        """Each plan's part; a plan of which nothing passes is left out."""
        for plan in plans:
            part = self.apply(plan)
            if part.tasks or not self:
                yield part


def read_day(text: str) -> date:
    """A day as typed: 2024-06-30 or 30/6/2024. Raises ``UsageError``."""
    match = _DAY_FIRST.fullmatch(text.strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            pick(f"“{text}” không phải ngày; viết 30/6/2024 hoặc 2024-06-30", f"“{text}” is no day; write 30/6/2024 or 2024-06-30")
        ) from None


def _sections_called(sections: tuple[Section, ...], wanted: str) -> set[str]:
    """The sections of that number or with those words in their title (tones may be left out), and all below them."""
    name, loose = key(wanted), bare(wanted)
    exact = {section.id for section in sections if key(section.ordinal or "") == name}
    inside = exact or {section.id for section in sections if name in key(section.title) or (name == loose and loose in bare(section.title))}
    for section in sections:
        if section.parent_id in inside:
            inside.add(section.id)
    return inside


def _with_parents(sections: tuple[Section, ...], wanted: set[str | None]) -> tuple[Section, ...]:
    by_id = {section.id: section for section in sections}
    keep: set[str | None] = set()
    for section_id in wanted:
        while section_id in by_id and section_id not in keep:
            keep.add(section_id)
            section_id = by_id[section_id].parent_id
    return tuple(section for section in sections if section.id in keep)
