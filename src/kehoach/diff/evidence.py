"""How much speaks for two tasks being one: the words of their titles, weighed, and everything else that is known of them.

Each kind of evidence is a number from 0 (none) to 1, or a plain yes or no; their log-odds add up to a score between 0 and 1.
The weights come from a logistic regression over the development half of the labelled pairs in ``tests/data/diff``, rounded; those
of ``place``, ``own`` and ``version``, which plain plans and versions need differently, were then set by trial on the same half.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from heapq import nlargest
from math import exp, sqrt
from operator import mul
from typing import NamedTuple

from msgspec import Struct
from rapidfuzz.fuzz import ratio

from kehoach.diff.periods import same_deadline
from kehoach.diff.profile import Profile
from kehoach.diff.sections import Closeness
from kehoach.diff.weights import Weights, rarity

Likeness = tuple[float, float, float, float, float]
"""The first five fields of ``Evidence``: what the titles say."""
MOST_LETTERS = 4000
"""Of longer titles only the beginning is compared letter by letter."""
RIVALS = 5
"""With how many of its best likenesses in the other plan a pair has to stand comparison."""


class Evidence(NamedTuple):
    """What speaks for a pair.

    ``title``: shared weight of the titles (Dice). ``contained``: share of the poorer task's words, deliverables included, that
    the other has too. ``topic``: share of what each is about that stands anywhere in the other. ``clause``: shared weight of the
    two clauses that are most alike. ``letters``: likeness of the sorted terms letter by letter, which misreadings and endings
    hardly touch. ``lead``: shared lead units. ``deadline``: whether it is the same. ``section``: closeness of the sections.
    ``opening``: whether both open with one kind of work (1), with two (-1), or it is not known (0). ``aspects``: how rare the
    rarest kind of work is that both name. ``head``: how rare the rarest term is that both open with. ``place``: whether both
    stand between the same certain neighbours, less where these are far apart. ``special``: by how much the likeness surpasses
    that to the nearest tasks of the other plan.

    ``version``: 1 where many tasks are certain pairs, so that the plans are versions of one: what is then left over is more
    often new or dropped than it is between strangers. ``own``: among versions, the share of the words that no second task of
    either plan has which both have, its root less 1/2: tasks of one pattern differ in these, and a few in common are much.
    """

    title: float
    contained: float
    topic: float
    clause: float
    letters: float
    lead: float
    deadline: float
    section: float
    opening: float
    aspects: float
    head: float
    place: float
    special: float
    own: float
    version: float


BIAS = -5.9
WEIGHTS = Evidence(
    title=2.6,
    contained=2.8,
    topic=2.0,
    clause=1.2,
    letters=1.7,
    lead=1.3,
    deadline=1.0,
    section=1.9,
    opening=0.7,
    aspects=1.4,
    head=0.9,
    place=1.5,
    special=3.2,
    own=3.0,
    version=-2.1,
)


def score(evidence: Evidence) -> float:
    """How likely it is, from 0 to 1, that the tasks are one; pairs above one half are taken for one."""
    told = sum(map(mul, evidence, WEIGHTS))
    return round(1 / (1 + exp(-BIAS - told)), 4)


class _Side(Struct, frozen=True):
    """One plan's tasks as sets of feature numbers with their total weights."""

    title: tuple[frozenset[int], ...]
    topic: tuple[frozenset[int], ...]
    all: tuple[frozenset[int], ...]
    clauses: tuple[tuple[tuple[frozenset[int], int], ...], ...]
    title_weight: tuple[int, ...]
    topic_weight: tuple[int, ...]
    all_weight: tuple[int, ...]
    letters: tuple[str, ...]


def _everything(task: Profile) -> frozenset[str]:
    return task.features.union(task.product, task.topic, *task.clauses)


class Comparison:
    """Two plans' tasks, weighed against each other."""

    def __init__(self, old: Sequence[Profile], new: Sequence[Profile], sections: Closeness) -> None:
        self.old, self.new, self.sections = old, new, sections
        self.weights = Weights(*(list(map(_everything, side)) for side in (old, new)))
        self.a, self.b = self._side(old), self._side(new)
        self._rare_aspect = rarity([task.aspects for task in old], [task.aspects for task in new])
        self._rare_head = rarity([task.head for task in old], [task.head for task in new])

    def _side(self, tasks: Sequence[Profile]) -> _Side:
        numbers, total = self.weights.numbers, self.weights.total
        title = tuple(numbers(task.features) for task in tasks)
        topic = tuple(numbers(task.topic) for task in tasks)
        everything = tuple(map(numbers, map(_everything, tasks)))
        clauses = tuple(tuple((found, total(found)) for found in map(numbers, task.clauses)) for task in tasks)
        letters = tuple(" ".join(sorted(task.terms))[:MOST_LETTERS] for task in tasks)
        weights = [tuple(map(total, kind)) for kind in (title, topic, everything)]
        return _Side(title, topic, everything, clauses, weights[0], weights[1], weights[2], letters)

    def likeness(self, i: int, j: int) -> Likeness:
        """What the titles of two tasks, by number, say."""
        a, b, total = self.a, self.b, self.weights.total
        title = 2 * total(a.title[i] & b.title[j]) / ((a.title_weight[i] + b.title_weight[j]) or 1)
        contained = total(a.all[i] & b.all[j]) / (min(a.all_weight[i], b.all_weight[j]) or 1)
        topics = (total(a.topic[i] & b.all[j]) / (a.topic_weight[i] or 1), total(b.topic[j] & a.all[i]) / (b.topic_weight[j] or 1))
        return title, contained, sum(topics) / 2, self._best_clauses(i, j), ratio(a.letters[i], b.letters[j]) / 100

    def _best_clauses(self, i: int, j: int) -> float:
        total = self.weights.total
        pairs = ((one, other, a + b) for one, a in self.a.clauses[i] for other, b in self.b.clauses[j])
        return max((2 * total(one & other) / weight for one, other, weight in pairs), default=0.0)

    def _own(self, i: int, j: int) -> float:
        one, other = self.a.title[i] & self.weights.single, self.b.title[j] & self.weights.single
        least = min(self.weights.total(one), self.weights.total(other))
        return self.weights.total(one & other) / least if least else 0.25

    def evidence(self, i: int, j: int, likeness: Likeness, *, place: float, special: float, version: float) -> Evidence:
        """All that speaks for two tasks, by number."""
        one, other = self.old[i], self.new[j]
        known = one.aspects and other.aspects
        return Evidence(
            *likeness,
            lead=_shared(one.lead, other.lead),
            deadline=float(bool(one.deadline.clauses) and same_deadline(one.deadline, other.deadline)),
            section=self.sections.get((one.section, other.section), 0.0),
            opening=(1.0 if one.aspects[0] == other.aspects[0] else -1.0) if known else 0.0,
            aspects=max((self._rare_aspect[kind] for kind in {*one.aspects} & {*other.aspects}), default=0.0),
            head=max((self._rare_head[term] for term in {*one.head} & {*other.head}), default=0.0),
            place=place,
            special=special,
            own=version * (sqrt(self._own(i, j)) - 0.5),
            version=version,
        )


def _shared(one: Collection[object], other: Collection[object]) -> float:
    a, b = frozenset(one), frozenset(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def general(likeness: Likeness) -> float:
    """One number for how alike two tasks read, to compare pairs by."""
    title, contained, topic, clause, letters = likeness
    return 0.25 * title + 0.25 * contained + 0.2 * topic + 0.15 * clause + 0.15 * letters


def usual(likenesses: Mapping[int, Sequence[float]]) -> dict[int, float]:
    """For each task, how alike it is to its nearest tasks of the other plan on the average."""
    return {at: sum(nlargest(RIVALS, found)) / RIVALS for at, found in likenesses.items()}
