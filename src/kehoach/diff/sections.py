"""Sections of two plans set side by side: how close in content they are, and which is which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from math import log, sqrt

from kehoach.diff.alignment import Sections
from kehoach.diff.frame import Neutral
from kehoach.diff.profile import Profile, features
from kehoach.diff.wording import Words, terms, words
from kehoach.model import Plan

Key = int | None
"""A section by its number in the plan; None holds the tasks that are in no section."""
Closeness = Mapping[tuple[Key, Key], float]

NEAREST = 40
"""So many sections of the other plan are looked at for each."""
TITLE_COUNTS = 3
"""A word of a section's title counts as much as in so many of its tasks."""


def closeness(old: Mapping[Key, Counter[str]], new: Mapping[Key, Counter[str]]) -> Closeness:
    """How close two sections are in what they speak of, against the closest section of each: 1 where both are each other's.

    Cosine of term weights, without terms that very many sections have; a pair that shares nothing is not listed.
    """
    held: Counter[str] = Counter(feature for bags in (old, new) for bag in bags.values() for feature in bag)
    size = len(old) + len(new)
    common = max(20, round(4 * sqrt(size)))
    vectors = [{key: _vector(bag, held, size) for key, bag in bags.items()} for bags in (old, new)]
    holding: dict[str, list[tuple[Key, int]]] = defaultdict(list)
    for key, vector in vectors[1].items():
        for feature, value in vector.items():
            if held[feature] <= common:
                holding[feature].append((key, value))
    cosines: dict[tuple[Key, Key], float] = {}
    lengths = [{key: sqrt(sum(value * value for value in vector.values())) or 1.0 for key, vector in side.items()} for side in vectors]
    for key, vector in vectors[0].items():
        dots: Counter[Key] = Counter()
        for feature, value in vector.items():
            for other, weight in holding.get(feature, ()):
                dots[other] += value * weight
        found = ((dot / (lengths[0][key] * lengths[1][other]), other) for other, dot in dots.items())
        cosines |= {(key, other): value for value, other in nsmallest(NEAREST, found, key=lambda item: (-item[0], str(item[1])))}
    return _against_the_best(cosines)


def _vector(bag: Counter[str], held: Counter[str], size: int) -> dict[str, int]:
    return {feature: round(100 * (1 + log(count)) * log((size + 1) / held[feature])) for feature, count in bag.items() if held[feature] > 1}


def _against_the_best(cosines: Mapping[tuple[Key, Key], float]) -> Closeness:
    best_old: dict[Key, float] = defaultdict(float)
    best_new: dict[Key, float] = defaultdict(float)
    for (a, b), value in cosines.items():
        best_old[a] = max(best_old[a], value)
        best_new[b] = max(best_new[b], value)
    return {(a, b): 2 * value / (best_old[a] + best_new[b]) for (a, b), value in cosines.items() if value}


def bags(plan: Plan, tasks: Iterable[Profile], neutral: Neutral) -> dict[Key, Counter[str]]:
    """The features of every section's title and tasks, counted."""
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for task in tasks:
        found[task.section].update(task.features)
    for number, section in enumerate(plan.sections):
        if number in found:
            found[number].update(dict.fromkeys(features(terms(neutral(section.title))), TITLE_COUNTS))
    return found


def section_names(plan: Plan, neutral: Neutral) -> tuple[Words, ...]:
    """The folded neutral titles of the sections; the number stands for a section without title."""
    return tuple(words(neutral(section.title)) or ("#", *words(section.ordinal or "")) for section in plan.sections)


def same_sections(old: Sequence[Words], new: Sequence[Words], pairs: Iterable[tuple[Key, Key]]) -> Sections:
    """Which section of the old plan is which of the new: those of one title, else those that most of their tasks share.

    ``pairs``: the sections of the two tasks of every pair. Tasks outside of all sections stay outside.
    """
    found: set[tuple[Key, Key]] = {(None, None)}
    for title in dict.fromkeys(old):
        places = [[number for number, name in enumerate(names) if name == title] for names in (old, new)]
        found.update(zip(*places, strict=False))
    taken = {a for a, _ in found}, {b for _, b in found}
    votes = Counter((a, b) for a, b in pairs if a not in taken[0] and b not in taken[1])
    for (a, b), _ in sorted(votes.items(), key=lambda item: (-item[1], str(item[0]))):
        if a not in taken[0] and b not in taken[1]:
            found.add((a, b))
            taken[0].add(a)
            taken[1].add(b)
    return frozenset(found)
