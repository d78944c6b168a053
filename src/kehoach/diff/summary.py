"""The answers to what is asked first of two plans: how much is the same, who has more to do, whose deadlines are earlier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kehoach.diff.alignment import Sections
from kehoach.diff.frame import Frame, Neutral
from kehoach.diff.result import Maybe, Pair, Shift, Summary, UnitDeadlines, UnitLoad
from kehoach.diff.wording import Words, words
from kehoach.model import Plan, Task

SHIFTS: tuple[Shift, ...] = ("earlier", "later", "dated", "undated", "other")


def summarise(old: Plan, new: Plan, pairs: tuple[Pair, ...], maybe: tuple[Maybe, ...], sections: Sections, frame: Frame) -> Summary:
    """The summary of a comparison whose pairs are all known."""
    matched = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    statuses = Counter(status for pair in pairs for status in pair.statuses())
    parts = Counter((pair.stage, pair.old if pair.stage == "split" else pair.new) for pair in pairs)
    known = {a for a, _ in sections}, {b for _, b in sections}
    return Summary(
        old_tasks=len(old.tasks),
        new_tasks=len(new.tasks),
        matched=len(matched[0]),
        same=statuses["same"],
        changed=statuses["changed"],
        moved=statuses["moved"],
        added=len(new.tasks) - len(matched[1]),
        removed=len(old.tasks) - len(matched[0]),
        maybe=len(maybe),
        split=sum(stage == "split" for stage, _ in parts),
        merged=sum(stage == "merged" for stage, _ in parts),
        only_old=_other_sections(old, known[0]),
        only_new=_other_sections(new, known[1]),
        loads=_loads(old, new, frame),
        deadlines=_shifts(pairs),
        by_unit=_by_unit(pairs, {task.id: task for task in new.tasks}),
    )


def _other_sections(plan: Plan, known: set[int | None]) -> tuple[str, ...]:
    return tuple(section.title or section.ordinal or "" for number, section in enumerate(plan.sections) if number not in known)


def _loads(old: Plan, new: Plan, frame: Frame) -> tuple[UnitLoad, ...]:
    names: dict[Words, str] = {}
    before, after = _led(old, frame.old, names), _led(new, frame.new, names)
    loads = [UnitLoad(unit=names[unit], old=before[unit], new=after[unit]) for unit in names if before[unit] != after[unit]]
    return tuple(sorted(loads, key=lambda load: (load.old - load.new, load.unit)))


def _led(plan: Plan, neutral: Neutral, names: dict[Words, str]) -> Counter[Words]:
    """How many tasks each unit leads; ``names`` learns how the units are written, from the new plan where both have them."""
    found: Counter[Words] = Counter()
    for task in plan.tasks:
        for name in dict.fromkeys(unit.name for unit in task.lead_units):
            unit = words(neutral(name))
            names[unit] = name
            found[unit] += 1
    return found


def _shifts(pairs: Iterable[Pair]) -> dict[Shift, int]:
    counts = Counter(change.shift for pair in pairs for change in pair.changes if change.shift)
    return {shift: counts[shift] for shift in SHIFTS if counts[shift]}


def _by_unit(pairs: Iterable[Pair], tasks: Mapping[str, Task]) -> tuple[UnitDeadlines, ...]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        for change in pair.changes:
            if change.shift:
                for name in dict.fromkeys(unit.name for unit in tasks[pair.new].lead_units):
                    counts[name][change.shift] += 1
    found = [UnitDeadlines(unit=name, **shifts) for name, shifts in counts.items()]
    return tuple(sorted(found, key=lambda unit: (-unit.earlier, -unit.dated, -unit.later, unit.unit)))
