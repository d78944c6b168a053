"""Which pairs of tasks are worth a closer look: those that share words which say something. No full matrix is ever made."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from heapq import nlargest

from kehoach.diff.evidence import Comparison

NEAREST = 12
"""How many tasks of the other plan are looked at for each task."""
FREQUENT = 60
"""A word of more tasks than this finds no candidates, unless a task has no rarer one."""
FEWEST = 8
"""How many words of a task find candidates at least, the rarest first, however frequent they are."""


def candidates(comparison: Comparison, old: Collection[int], new: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers: the nearest tasks of each of ``old`` and ``new`` in the other plan, all of whose tasks are looked through."""
    seen: set[tuple[int, int]] = set()
    for i, j in _nearest(comparison, old, swapped=False):
        seen.add((i, j))
    for j, i in _nearest(comparison, new, swapped=True):
        seen.add((i, j))
    yield from sorted(seen)


def _nearest(comparison: Comparison, wanted: Collection[int], swapped: bool) -> Iterator[tuple[int, int]]:
    mine, theirs = (comparison.b, comparison.a) if swapped else (comparison.a, comparison.b)
    holders: dict[int, list[int]] = defaultdict(list)
    for at, numbers in enumerate(theirs.all):
        for number in numbers:
            holders[number].append(at)
    weight = comparison.weights.of
    for at in sorted(wanted):
        shared: Counter[int] = Counter()
        by_rarity = sorted((number for number in mine.all[at] if number in holders), key=lambda number: (len(holders[number]), number))
        for rank, number in enumerate(by_rarity):
            found = holders[number]
            if len(found) > FREQUENT and rank >= FEWEST:
                break
            for other in found:
                shared[other] += weight(number)
        closest = nlargest(NEAREST, shared, key=lambda other: (shared[other] / (theirs.all_weight[other] + mine.all_weight[at]), -other))
        yield from ((at, other) for other in closest)
