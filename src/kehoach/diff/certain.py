"""The certain stages of alignment: tasks of one title."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from kehoach.diff.alignment import Match, Sections, Stage
from kehoach.diff.profile import Profile
from kehoach.diff.wording import Words

SAME_TITLE_SCORE = 0.95
"""Score of a pair of one title that occurs several times and nothing but agreement of the other fields and order tells apart."""


def certain(old: Sequence[Profile], new: Sequence[Profile], sections: Sections) -> Iterator[Match]:
    """Pairs of tasks whose titles are the same: where there is only one, by section where there are several, then by what agrees.

    Titles without any word ("-", nothing) count as the same.
    """
    groups: dict[Words, tuple[list[Profile], list[Profile]]] = defaultdict(lambda: ([], []))
    for side, tasks in enumerate((old, new)):
        for task in tasks:
            groups[task.words][side].append(task)
    for mine, theirs in groups.values():
        if len(mine) == len(theirs) == 1:
            yield Match(mine[0].at, theirs[0].at, _by_title(mine[0], theirs[0]), 1.0)
        elif mine and theirs:
            yield from _several(mine, theirs, sections)


def _by_title(one: Profile, other: Profile) -> Stage:
    return "equal" if one.title == other.title else "folded"


Fields = Callable[[Profile], Hashable]
AGREEING: tuple[Fields, ...] = (
    lambda task: (task.lead, task.cooperating, task.deadline, task.product),
    lambda task: (task.lead, task.deadline),
    lambda task: (task.lead, task.product),
    lambda task: task.lead,
    lambda task: task.deadline,
    lambda task: task.product,
    lambda task: (),
)
"""Which of the other fields tell tasks of one title apart, the most telling first."""


def _several(old: list[Profile], new: list[Profile], sections: Sections) -> Iterator[Match]:
    """Same title on several tasks: those of which more agrees first, of these the ones of one section and group; else in order."""
    counts = [Counter((task.section, task.parent) for task in side) for side in (old, new)]
    counterpart = {b: a for a, b in sections}

    def place(task: Profile, is_new: bool) -> Hashable:
        """The section, by its number in the old plan, and the group row."""
        return counterpart.get(task.section, ("new", task.section)) if is_new else task.section, task.parent

    left = [list(old), list(new)]
    for fields in AGREEING:
        for by_section in (True, False):
            buckets: dict[Hashable, tuple[list[Profile], list[Profile]]] = defaultdict(lambda: ([], []))
            for side in (0, 1):
                for task in left[side]:
                    buckets[(fields(task), place(task, bool(side)) if by_section else None)][side].append(task)
            found = [pair for mine, theirs in buckets.values() for pair in zip(mine, theirs, strict=False)]
            for one, other in found:
                alone = counts[0][one.section, one.parent] == counts[1][other.section, other.parent] == 1
                sure = by_section and alone
                yield Match(one.at, other.at, "section" if sure else "assigned", 1.0 if sure else SAME_TITLE_SCORE)
            done = {one.at for one, _ in found}, {other.at for _, other in found}
            left = [[task for task in left[side] if task.at not in done[side]] for side in (0, 1)]
