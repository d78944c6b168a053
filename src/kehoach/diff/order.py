"""What has moved: as few tasks as explain the new order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence


def longest_rising(values: Sequence[int]) -> frozenset[int]:
    """Places of a longest subsequence that never falls; O(n log n), always the same one of several."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        length = bisect_right(tails, value)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[length] = value
            ends[length] = at
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(kept)


def out_of_order(pairs: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """The pairs (old, new) that stand out of order: the fewest without which the others keep their order."""
    ordered = sorted(pairs)
    kept = longest_rising([new for _, new in ordered])
    return frozenset(pair for at, pair in enumerate(ordered) if at not in kept)
