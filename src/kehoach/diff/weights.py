"""What the terms of two plans are worth: what stands in many tasks says little, what stands in few tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import TypeVar

from kehoach.diff.wording import COMMON, lexicon

T = TypeVar("T")
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
        rare = rarity(old, new)
        ordered = sorted(rare)
        self._number = {feature: number for number, feature in enumerate(ordered)}
        self._weight = [_weight(feature, rare[feature]) for feature in ordered]
        self.single = frozenset(number for number, feature in enumerate(ordered) if rare[feature] == 1)

    def numbers(self, features: Iterable[str]) -> frozenset[int]:
        """The features by number."""
        return frozenset(map(self._number.__getitem__, features))

    def total(self, numbers: Iterable[int]) -> int:
        """The sum of the weights."""
        return sum(map(self._weight.__getitem__, numbers))

    def of(self, number: int) -> int:
        return self._weight[number]


def rarity(old: Sequence[Iterable[T]], new: Sequence[Iterable[T]]) -> dict[T, float]:
    """How rare what tasks hold is: 1 for what no two tasks of one plan have, towards 0 for what all have (on a logarithmic scale)."""
    counts = Counter(item for task in old for item in task)
    counts |= Counter(item for task in new for item in task)
    size = log(max(len(old), len(new), MIN_TASKS) + 1)
    return {item: 1 - log(count) / size for item, count in counts.items()}


def _weight(feature: str, rare: float) -> int:
    worth = lexicon().worth
    parts = feature.split("\x1f")
    base = sum(worth.get(part, COMMON) for part in parts) / len(parts)
    return max(1, round(base * (FLOOR + (1 - FLOOR) * rare) ** STEEPNESS))
