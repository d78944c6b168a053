"""What the terms of two plans are worth: what stands in many tasks says little, what stands in few tells them apart."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from kehoach.diff.wording import COMMON, lexicon

FLOOR = 0.1
"""What a feature of every task keeps of its worth."""
MIN_TASKS = 20
"""Shorter plans are weighed as if they had so many tasks: two of three is not yet frequent."""
STEEPNESS = 2
"""How fast worth falls with frequency."""


class Weights:
    """Features of two plans by number, and the weight of each: whole numbers, so that sums are exact and the same in any order.

    Inverse document frequency, counted in each plan by itself and taken where the feature is more frequent, times what the
    built-in lexicon holds of the term: a short plan alone cannot tell that "tổ chức" says little. ``single``: features that
    no two tasks of one plan share.
    """

    def __init__(self, old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> None:
        counts = Counter(feature for task in old for feature in task)
        for feature, count in Counter(feature for task in new for feature in task).items():
            counts[feature] = max(count, counts[feature])
        size = log(max(len(old), len(new), MIN_TASKS) + 1)
        ordered = sorted(counts)
        self._number = {feature: number for number, feature in enumerate(ordered)}
        self._weight = [_weight(feature, log(counts[feature]) / size) for feature in ordered]
        self.single = frozenset(number for number, feature in enumerate(ordered) if counts[feature] == 1)

    def numbers(self, features: Iterable[str]) -> frozenset[int]:
        """The features by number."""
        return frozenset(map(self._number.__getitem__, features))

    def total(self, numbers: Iterable[int]) -> int:
        """The sum of the weights."""
        return sum(map(self._weight.__getitem__, numbers))

    def of(self, number: int) -> int:
        return self._weight[number]


def _weight(feature: str, frequency: float) -> int:
    """``frequency``: 0 for a feature of one task, 1 for one of every task."""
    worth = lexicon().worth
    parts = feature.split("\x1f")
    base = sum(worth.get(part, COMMON) for part in parts) / len(parts)
    return max(1, round(base * (FLOOR + (1 - FLOOR) * (1 - frequency)) ** STEEPNESS))
