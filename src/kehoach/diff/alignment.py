"""Which task of one plan is which of the other: a value of its own, before any change is looked for."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Stage = Literal["equal", "folded", "section", "reworded", "assigned", "split", "merged"]
"""How a pair was found, from certain to guessed.

``equal``: one title, to the letter; ``folded``: one title but for typesetting, own places and own years; ``section``: a title
that occurs several times, told apart by section; ``reworded``: each is the other's best match by a margin; ``assigned``: the
best assignment of what is left; ``split``, ``merged``: one old task stands in several new ones, or several old in one new.
"""
Sections = frozenset[tuple[int | None, int | None]]
"""Numbers of sections of two plans that are the same section; (None, None) for the tasks outside of all sections."""
MIRRORED: dict[Stage, Stage] = {"split": "merged", "merged": "split"}


class Match(Struct, frozen=True, order=True):
    """Two tasks by number, found to be one in ``stage`` with ``score`` (0 to 1)."""

    old: int
    new: int
    stage: Stage
    score: float

    def swapped(self) -> Match:
        return Match(self.new, self.old, MIRRORED.get(self.stage, self.stage), self.score)


class Alignment(Struct, frozen=True):
    """Pairs in the order of the old plan, pairs that are uncertain, and which pairs have moved.

    ``moved``: pairs (old, new) in another section or order.
    A task in no pair is added or removed; whether it stands in ``maybe`` makes no difference to that.
    """

    pairs: tuple[Match, ...]
    maybe: tuple[Match, ...]
    sections: Sections
    moved: frozenset[tuple[int, int]] = frozenset()

    def swapped(self) -> Alignment:
        """The alignment of the plans in the other order."""
        return replace(
            self,
            pairs=tuple(sorted(match.swapped() for match in self.pairs)),
            maybe=tuple(sorted(match.swapped() for match in self.maybe)),
            sections=frozenset((b, a) for a, b in self.sections),
            moved=frozenset((b, a) for a, b in self.moved),
        )

    def at_least(self, score: float) -> Alignment:
        """The alignment without guessed pairs that score less; these are named as uncertain instead."""
        kept = tuple(match for match in self.pairs if match.score >= score)
        doubtful = tuple(match for match in self.pairs if match.score < score)
        numbers = {(match.old, match.new) for match in kept}
        return replace(self, pairs=kept, maybe=tuple(sorted(self.maybe + doubtful)), moved=self.moved & numbers)
