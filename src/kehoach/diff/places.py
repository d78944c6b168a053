"""Where a task stands among the certain ones: between which of them, in both plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from kehoach.diff.order import longest_rising


def gaps(size: int, anchors: Iterable[int]) -> dict[int, int]:
    """For every task between anchors, the number of anchors above it."""
    marks = set(anchors)
    found: dict[int, int] = {}
    above = 0
    for at in range(size):
        if at in marks:
            above += 1
        else:
            found[at] = above
    return found


def neighbourhood(pairs: Mapping[int, int], old_size: int, new_size: int) -> Callable[[int, int], float]:
    """What it says for two open tasks, by number, that they stand in one gap between certain pairs.

    1 where it is the only open task on both sides, little where there are many, 0 in different gaps or where nothing is certain.
    """
    ordered = sorted(pairs.items())
    kept = longest_rising([new for _, new in ordered])
    anchors = [ordered[at] for at in sorted(kept)]
    taken = set(pairs), set(pairs.values())
    old = {at: gap for at, gap in gaps(old_size, (a for a, _ in anchors)).items() if at not in taken[0]}
    new = {at: gap for at, gap in gaps(new_size, (b for _, b in anchors)).items() if at not in taken[1]}
    crowd = Counter(old.values()), Counter(new.values())

    def worth(i: int, j: int) -> float:
        return 1 / max(crowd[0][old[i]], crowd[1][new[j]]) if anchors and old[i] == new[j] else 0.0

    return worth
