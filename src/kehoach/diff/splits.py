"""Tasks that were split or merged: one title that two or more of the other plan cover together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kehoach.diff.evidence import Comparison

PART_WITHIN = 0.5
"""Share of a part's weight that the whole must have."""
COVERED = 0.6
"""Share of the whole's weight that the parts must have together."""
OWN_SHARE = 0.12
"""Share of the whole's weight that each part must have alone."""
MOST_PARTS = 5


class Split(Struct, frozen=True):
    """One whole and its parts, by number; ``covered``: share of the whole that the parts have together."""

    whole: int
    parts: tuple[int, ...]
    covered: float


def splits(comparison: Comparison, near: Mapping[int, Sequence[int]], first: Mapping[int, int], merged: bool) -> Iterator[Split]:
    """Old tasks that several new ones cover (``merged``: new tasks that several old ones cover), the best covered first.

    ``near``: whole -> tasks without partner that may be parts of it; ``first``: whole -> the partner it has already, if any.
    """
    wholes, parts = (comparison.b, comparison.a) if merged else (comparison.a, comparison.b)
    total = comparison.weights.total
    found: list[Split] = []
    for whole, others in near.items():
        shared = {part: wholes.title[whole] & parts.title[part] for part in others}
        shared = {part: common for part, common in shared.items() if total(common) >= PART_WITHIN * parts.title_weight[part]}
        chosen = []
        if whole in first:
            chosen.append(first[whole])
            shared[first[whole]] = wholes.title[whole] & parts.title[first[whole]]
        if split := _Cover(comparison, shared, wholes.title_weight[whole]).best(whole, chosen):
            found.append(split)
    yield from sorted(found, key=lambda split: (-split.covered, split.whole))


class _Cover(Struct, frozen=True):
    """What tasks share with a whole of ``weight``."""

    comparison: Comparison
    shared: Mapping[int, frozenset[int]]
    weight: int

    def best(self, whole: int, chosen: list[int]) -> Split | None:
        """The parts that cover most, beginning with those chosen; None if they cover too little or one of them adds too little."""
        while len(chosen) < MOST_PARTS:
            left = [part for part in sorted(self.shared) if part not in chosen]
            part = max(left, key=lambda part: self._adds(part, chosen), default=None)
            if part is None or self._adds(part, chosen) < OWN_SHARE:
                break
            chosen = [*chosen, part]
        covered = self._share(self._union(chosen))
        if len(chosen) < 2 or covered < COVERED or any(self._adds(part, chosen) < OWN_SHARE for part in chosen):
            return None
        return Split(whole, tuple(sorted(chosen)), covered)

    def _adds(self, part: int, chosen: Sequence[int]) -> float:
        """Share of the whole that the part has and the other chosen ones have not."""
        return self._share(self.shared[part] - self._union([other for other in chosen if other != part]))

    def _union(self, parts: Sequence[int]) -> frozenset[int]:
        return frozenset[int]().union(*(self.shared[part] for part in parts))

    def _share(self, numbers: frozenset[int]) -> float:
        return self.comparison.weights.total(numbers) / (self.weight or 1)
