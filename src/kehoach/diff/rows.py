"""A comparison as rows to show: tasks of both plans side by side, in the order of the new plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from kehoach.diff.result import Maybe, Pair, PlanDiff, Status
from kehoach.model import Plan, Task


class Row(Struct, frozen=True):
    """One pair, added or removed task, or uncertain pair. ``section``: the title that it is shown under."""

    statuses: frozenset[Status]
    old: Task | None
    new: Task | None
    old_section: str
    new_section: str
    section: str
    pair: Pair | None = None
    score: float | None = None

    @property
    def status(self) -> Status:
        """The one status that says most."""
        order: tuple[Status, ...] = ("added", "removed", "maybe", "changed", "moved", "same")
        return next(status for status in order if status in self.statuses)


def rows(diff: PlanDiff, old: Plan, new: Plan) -> Iterator[Row]:
    """The rows of what the comparison lists, section by section.

    A removed task stands in the section that is now its own, after the task that it stood behind; those of sections that are
    no more follow under their old titles. Uncertain pairs come last.
    """
    show = _Shown(old, new)
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for pair in diff.pairs:
        pairs[pair.new].append(pair)
    removed = _Removed(diff, old, new)
    added = set(diff.added)
    section: str | None = ""
    for task in new.tasks:
        if task.section_id != section:
            section = task.section_id
            yield from (show.removed(lost, task) for lost in removed.at_start(section))
        for pair in pairs[task.id]:
            yield show.pair(pair)
        for pair in pairs[task.id]:
            yield from (show.removed(lost, task) for lost in removed.behind(pair))
        if task.id in added:
            yield show.added(task)
    yield from (show.removed(lost) for lost in removed.left())
    yield from map(show.maybe, diff.maybe)


class _Removed:
    """The removed tasks, each given out once, where it belongs."""

    def __init__(self, diff: PlanDiff, old: Plan, new: Plan) -> None:
        wanted = set(diff.removed)
        place = {task.id: task.section_id for task in new.tasks}
        counterpart: dict[str | None, str | None] = {pair.old: pair.new for pair in diff.sections}
        counterpart[None] = None
        self._behind: dict[str, list[Task]] = defaultdict(list)
        self._starting: dict[str | None, list[Task]] = defaultdict(list)
        self._left: dict[str, Task] = {task.id: task for task in old.tasks if task.id in wanted}
        last_of = {pair.old: pair.new for pair in diff.pairs}
        before: str | None = None
        for task in old.tasks:
            if task.id in last_of:
                before = task.id
            elif task.id in wanted and task.section_id in counterpart:
                here = counterpart[task.section_id]
                if before and place[last_of[before]] == here:
                    self._behind[last_of[before]].append(task)
                else:
                    self._starting[here].append(task)

    def _give(self, tasks: list[Task]) -> Iterator[Task]:
        for task in tasks:
            if self._left.pop(task.id, None):
                yield task

    def at_start(self, section: str | None) -> Iterator[Task]:
        """Those that belong into a section of the new plan, behind none of its tasks."""
        return self._give(self._starting[section])

    def behind(self, pair: Pair) -> Iterator[Task]:
        """Those that stood behind the old task of a pair; of a split task, behind its last part."""
        return self._give(self._behind[pair.new])

    def left(self) -> Iterator[Task]:
        """All that found no place."""
        yield from self._left.values()


class _Shown:
    """Looks up the tasks and section titles of both plans."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self.tasks = {task.id: task for task in old.tasks}, {task.id: task for task in new.tasks}
        self.titles = {section.id: section.title for section in old.sections}, {section.id: section.title for section in new.sections}

    def _title(self, side: int, task: Task) -> str:
        return self.titles[side].get(task.section_id or "", "")

    def pair(self, pair: Pair) -> Row:
        old, new = self.tasks[0][pair.old], self.tasks[1][pair.new]
        here = self._title(1, new)
        return Row(pair.statuses(), old, new, self._title(0, old), here, here, pair, pair.score)

    def removed(self, task: Task, near: Task | None = None) -> Row:
        title = self._title(0, task)
        return Row(frozenset({"removed"}), task, None, title, "", self._title(1, near) if near else title)

    def added(self, task: Task) -> Row:
        title = self._title(1, task)
        return Row(frozenset({"added"}), None, task, "", title, title)

    def maybe(self, maybe: Maybe) -> Row:
        old, new = self.tasks[0][maybe.old], self.tasks[1][maybe.new]
        titles = self._title(0, old), self._title(1, new)
        return Row(frozenset({"maybe"}), old, new, *titles, titles[1], None, maybe.score)
