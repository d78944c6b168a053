"""The guessed stages of alignment: reworded titles, and the best assignment of what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from kehoach.diff.alignment import Match
from kehoach.diff.assignment import assign
from kehoach.diff.candidates import candidates
from kehoach.diff.evidence import Comparison, Likeness, general, score, usual
from kehoach.diff.places import neighbourhood

PAIR, MAYBE = 0.5, 0.3
"""The score from which two tasks are taken for one, and from which they are named as perhaps one."""
MARGIN = 0.2
"""By how much a best match must surpass the second best of both its tasks to need no comparison with the rest."""
SURE = 0.8
"""The score from which a mutual best match with a margin is taken before the rest is assigned."""
GROUP_AND_LEAF = 0.85
"""The likeness of titles below which a group row and a single task are never taken for one."""
VERSIONS = 0.25
"""The share of certain tasks from which two plans count as versions of one."""

Pair = tuple[int, int]


def scores(comparison: Comparison, old: Collection[int], new: Collection[int], certain: Mapping[int, int]) -> dict[Pair, float]:
    """The scores of all candidate pairs of open tasks (``old`` and ``new``), given the certain pairs."""
    nearest_old: dict[int, list[float]] = defaultdict(list)
    nearest_new: dict[int, list[float]] = defaultdict(list)
    likenesses: dict[Pair, Likeness] = {}
    for i, j in candidates(comparison, old, new):
        likeness = comparison.likeness(i, j)
        nearest_old[i].append(general(likeness))
        nearest_new[j].append(general(likeness))
        if i in old and j in new and not _unlike_rows(comparison, i, j, likeness):
            likenesses[i, j] = likeness
    usual_old, usual_new = usual(nearest_old), usual(nearest_new)
    place = neighbourhood(certain, len(comparison.old), len(comparison.new))
    share = 2 * len(certain) / (len(comparison.old) + len(comparison.new) or 1)
    return {
        (i, j): score(
            comparison.evidence(
                i,
                j,
                likeness,
                place=place(i, j),
                special=general(likeness) - (usual_old[i] + usual_new[j]) / 2,
                version=min(1.0, share / VERSIONS),
            )
        )
        for (i, j), likeness in likenesses.items()
    }


def _unlike_rows(comparison: Comparison, i: int, j: int, likeness: Likeness) -> bool:
    return comparison.old[i].is_group != comparison.new[j].is_group and likeness[0] < GROUP_AND_LEAF


def reworded(found: Mapping[Pair, float]) -> Iterator[Match]:
    """Mutual best matches that surpass everything else their tasks could be by a margin."""
    best_old, best_new = _two_best(found, 0), _two_best(found, 1)
    for (i, j), value in sorted(found.items()):
        if value >= SURE and value == best_old[i][0] == best_new[j][0] and value - max(best_old[i][1], best_new[j][1]) >= MARGIN:
            yield Match(i, j, "reworded", value)


def _two_best(found: Mapping[Pair, float], side: int) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for pair, value in found.items():
        first, second = best[pair[side]]
        best[pair[side]] = (value, first) if value > first else (first, max(second, value))
    return best


def best_of(found: Mapping[Pair, float]) -> tuple[dict[int, float], dict[int, float]]:
    """The best score of every old and of every new task."""
    sides = _two_best(found, 0), _two_best(found, 1)
    return {at: best for at, (best, _) in sides[0].items()}, {at: best for at, (best, _) in sides[1].items()}


def assigned(found: Mapping[Pair, float], least: float) -> Iterator[Match]:
    """The assignment of greatest value among pairs of at least the score ``least``.

    The value is the square of the score, so that two halves do not make a whole.
    """
    gains = {pair: round(1_000_000 * value * value) for pair, value in found.items() if value >= least}
    for i, j in assign(gains).items():
        yield Match(i, j, "assigned", found[i, j])
