"""Aligning two plans: the stages in order, from certain to guessed."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from kehoach.diff.alignment import Alignment, Match, Sections, Stage
from kehoach.diff.certain import certain
from kehoach.diff.evidence import Comparison
from kehoach.diff.frame import Frame
from kehoach.diff.likely import MARGIN, MAYBE, PAIR, Pair, assigned, best_of, reworded, scores
from kehoach.diff.order import out_of_order
from kehoach.diff.profile import Profile, profiles
from kehoach.diff.sections import bags, closeness, same_sections, section_names
from kehoach.diff.splits import splits
from kehoach.model import Plan, Source, as_json


def align(old: Plan, new: Plan, frame: Frame) -> Alignment:
    """The alignment of two plans.

    It is worked out in an order of the two plans that does not depend on which is called old, so that the alignment of
    (B, A) is that of (A, B) seen from the other side, even where several answers are equally good.
    """
    if _content(old) > _content(new):
        return _align(new, old, frame.swapped()).swapped()
    return _align(old, new, frame)


def _content(plan: Plan) -> bytes:
    """All but where it was read from."""
    return as_json(replace(plan, source=Source(path="", format="", sha256="")))


class _Work(Struct):
    """Alignment under way: the pairs found, and the tasks that are in none yet."""

    open_old: set[int]
    open_new: set[int]
    found: list[Match] = field(default_factory=list)

    def take(self, match: Match) -> None:
        self.found.append(match)
        self.open_old.discard(match.old)
        self.open_new.discard(match.new)

    def open(self, match: Match) -> bool:
        return match.old in self.open_old and match.new in self.open_new

    def among_open(self, found: dict[Pair, float]) -> dict[Pair, float]:
        return {(i, j): value for (i, j), value in found.items() if i in self.open_old and j in self.open_new}


def _align(old: Plan, new: Plan, frame: Frame) -> Alignment:
    mine, theirs = profiles(old, frame.old, frame.old_years), profiles(new, frame.new, frame.new_years)
    names = section_names(old, frame.old), section_names(new, frame.new)
    work = _Work({task.at for task in mine}, {task.at for task in theirs})
    for match in certain(mine, theirs, same_sections(*names, pairs=())):
        work.take(match)
    maybe: list[Match] = []
    if work.open_old or work.open_new:
        near = closeness(bags(old, mine, frame.old), bags(new, theirs, frame.new))
        maybe = _guess(work, Comparison(mine, theirs, near))
    sections = same_sections(*names, pairs=[(mine[match.old].section, theirs[match.new].section) for match in work.found])
    pairs = tuple(sorted(work.found))
    return Alignment(pairs, tuple(sorted(maybe)), sections, _moved(pairs, mine, theirs, sections))


def _guess(work: _Work, comparison: Comparison) -> list[Match]:
    """The guessed stages; what remains uncertain is given back."""
    found = scores(comparison, frozenset(work.open_old), frozenset(work.open_new), {match.old: match.new for match in work.found})
    for match in reworded(found):
        work.take(match)
    _take_splits(work, comparison, found)
    for match in list(assigned(work.among_open(found), PAIR)):
        work.take(match)
    _take_splits(work, comparison, found)
    return list(assigned(work.among_open(found), MAYBE))


def _take_splits(work: _Work, comparison: Comparison, found: dict[Pair, float]) -> None:
    """Open tasks that, with others, make up one task of the other plan become parts of it."""
    best = best_of(work.among_open(found))
    for merged in (False, True):
        open_parts = work.open_old if merged else work.open_new
        busy = {match for match in work.found if match.stage in ("split", "merged")}
        taken = {match.old for match in busy}, {match.new for match in busy}
        first: dict[int, int] = {}
        for match in work.found:
            if match.old not in taken[0] and match.new not in taken[1]:
                first.update({match.new: match.old} if merged else {match.old: match.new})
        near: dict[int, list[int]] = {}
        for (i, j), value in found.items():
            whole, part = (j, i) if merged else (i, j)
            if part in open_parts and whole not in taken[int(merged)] and value + MARGIN >= best[int(not merged)].get(part, 0.0):
                near.setdefault(whole, []).append(part)
        for split in splits(comparison, near, first, merged):
            if all(part in open_parts or first.get(split.whole) == part for part in split.parts):
                work.found = [match for match in work.found if (match.new if merged else match.old) != split.whole]
                stage: Stage = "merged" if merged else "split"
                for part in split.parts:
                    old, new = (part, split.whole) if merged else (split.whole, part)
                    work.take(Match(old, new, stage, round(split.covered, 4)))


def _moved(pairs: tuple[Match, ...], old: tuple[Profile, ...], new: tuple[Profile, ...], sections: Sections) -> frozenset[Pair]:
    """Pairs in different sections, and the fewest of the others that explain the new order."""
    numbers = [(match.old, match.new) for match in pairs]
    elsewhere = frozenset((a, b) for a, b in numbers if (old[a].section, new[b].section) not in sections)
    return elsewhere | out_of_order(pair for pair in numbers if pair not in elsewhere)
