"""A comparison as rows to show: tasks of both plans side by side, in the order of the new plan."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kehoach.diff.result import Maybe, Pair, PlanDiff, Status
from kehoach.model import Plan, Task


@dataclass(frozen=True, slots=True)
class Row:
    """One pair, added or removed task, or uncertain pair, with the titles of its sections."""

    statuses: frozenset[Status]
    old: Task | None
    new: Task | None
    old_section: str
    new_section: str
    pair: Pair | None = None
    score: float | None = None

    @property
    def section(self) -> str:
        """The section it is shown under: of the new plan, for a removed task that of the old one."""
        return self.new_section if self.new else self.old_section

    @property
    def status(self) -> Status:
        """The one status that says most."""
        order: tuple[Status, ...] = ("added", "removed", "maybe", "changed", "moved", "same")
        return next(status for status in order if status in self.statuses)


def rows(diff: PlanDiff, old: Plan, new: Plan) -> Iterator[Row]:
    """The rows of what the comparison lists: each removed task after the task it stood behind, uncertain pairs last."""
    show = _Shown(old, new)
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for pair in diff.pairs:
        pairs[pair.new].append(pair)
    added, removed = set(diff.added), set(diff.removed)
    behind = _behind(old, {pair.old for pair in diff.pairs}, removed)
    left = Counter(pair.old for pair in diff.pairs)
    yield from map(show.removed, behind[None])
    for task in new.tasks:
        for pair in pairs[task.id]:
            yield show.pair(pair)
            left[pair.old] -= 1
        for pair in pairs[task.id]:
            yield from map(show.removed, behind.pop(pair.old, []) if not left[pair.old] else [])
        if task.id in added:
            yield show.added(task)
    yield from map(show.maybe, diff.maybe)


def _behind(old: Plan, paired: set[str], removed: set[str]) -> dict[str | None, list[Task]]:
    """The removed tasks by the paired task that stood last before them."""
    found: dict[str | None, list[Task]] = defaultdict(list)
    last: str | None = None
    for task in old.tasks:
        if task.id in paired:
            last = task.id
        elif task.id in removed:
            found[last].append(task)
    return found


class _Shown:
    """Looks up the tasks and section titles of both plans."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self.tasks = {task.id: task for task in old.tasks}, {task.id: task for task in new.tasks}
        self.titles = {section.id: section.title for section in old.sections}, {section.id: section.title for section in new.sections}

    def _title(self, side: int, task: Task) -> str:
        return self.titles[side].get(task.section_id or "", "")

    def pair(self, pair: Pair) -> Row:
        old, new = self.tasks[0][pair.old], self.tasks[1][pair.new]
        return Row(pair.statuses(), old, new, self._title(0, old), self._title(1, new), pair, pair.score)

    def removed(self, task: Task) -> Row:
        return Row(frozenset({"removed"}), task, None, self._title(0, task), "")

    def added(self, task: Task) -> Row:
        return Row(frozenset({"added"}), None, task, "", self._title(1, task))

    def maybe(self, maybe: Maybe) -> Row:
        old, new = self.tasks[0][maybe.old], self.tasks[1][maybe.new]
        return Row(frozenset({"maybe"}), old, new, self._title(0, old), self._title(1, new), None, maybe.score)
