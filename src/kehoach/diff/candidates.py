"""Which pairs of tasks are worth a closer look: those that share words which say something. No full matrix is ever made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from heapq import nlargest

from kehoach.diff.evidence import Comparison

NEAREST = 12
"""How many tasks of the other plan are looked at for each task."""
REACH = 1000
"""How many tasks that share a word with it are looked up for each task, those with the rarest words first."""
LEAST_WORDS = 3
"""So many of its words are looked up in any case, however frequent they are."""


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
        shared: dict[int, int] = {}
        reached = 0
        by_rarity = sorted((len(holders[number]), number) for number in mine.all[at] if number in holders)
        for rank, (frequency, number) in enumerate(by_rarity):
            reached += frequency
            if reached > REACH and rank >= LEAST_WORDS:
                break
            value = weight(number)
            for other in holders[number]:
                shared[other] = shared.get(other, 0) + value
        own = mine.all_weight[at]
        ranked = [(value / (theirs.all_weight[other] + own), -other) for other, value in shared.items()]
        yield from ((at, -other) for _, other in nlargest(NEAREST, ranked))
