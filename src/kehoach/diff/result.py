"""What a comparison of two plans comes to: the value that every rendering shows and that ``diff --format json`` prints."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from kehoach.diff.alignment import Stage
from kehoach.model import SCHEMA_VERSION, Record

Field = Literal["title", "lead_units", "cooperating_units", "deliverables", "deadline", "section"]
Shift = Literal["earlier", "later", "dated", "undated", "other"]
"""How a deadline changed: its last day is earlier or later; it has one now, or none any more; something else about it."""
Status = Literal["added", "removed", "changed", "moved", "same", "maybe"]
STATUSES: tuple[Status, ...] = ("added", "removed", "changed", "moved", "same", "maybe")


class Side(Record, frozen=True):
    """One of the two plans."""

    path: str
    number: str | None = None


class Change(Record, frozen=True):
    """One field that differs: what it says on both sides, texts and names as the plans have them.

    ``old``, ``new``: a text for ``title``, ``deadline`` and ``section`` (None outside of all sections), a list otherwise.
    ``days``: for deadlines, by how many days the last day is later (below 0: earlier), relative to the plans' periods where
    these differ; None where one of them has no last day. ``shift``: for deadlines only.
    """

    field: Field
    old: str | tuple[str, ...] | None
    new: str | tuple[str, ...] | None
    days: int | None = None
    shift: Shift | None = None


class Pair(Record, frozen=True):
    """Two tasks taken for one, by id; a split or merged task stands in several pairs. ``moved``: in another section or order."""

    old: str
    new: str
    stage: Stage
    score: float
    moved: bool
    changes: tuple[Change, ...] = ()

    def statuses(self) -> frozenset[Status]:
        """What the pair is: changed (in more than its place), moved, both, or the same."""
        found: set[Status] = set()
        if any(change.field != "section" for change in self.changes):
            found.add("changed")
        if self.moved:
            found.add("moved")
        return frozenset(found or {"same"})


class SectionPair(Record, frozen=True):
    """Two sections, by id, that are one: of the same title, or holding the same tasks for the most part."""

    old: str
    new: str


class Maybe(Record, frozen=True):
    """Two tasks, added and removed, that are perhaps one."""

    old: str
    new: str
    score: float


class UnitLoad(Record, frozen=True):
    """How many tasks a unit leads in the two plans."""

    unit: str
    old: int
    new: int


class UnitDeadlines(Record, frozen=True):
    """How many deadlines of tasks that a unit leads have changed, and how."""

    unit: str
    earlier: int = 0
    later: int = 0
    dated: int = 0
    undated: int = 0
    other: int = 0


class Summary(Record, frozen=True):
    """The answers to what is asked first.

    ``matched``: tasks of the old plan that are in the new one too; ``split``, ``merged``: tasks that became several, or that
    several became; ``only_old``, ``only_new``: titles of the sections that one plan alone has; ``loads``: units that lead
    more or fewer tasks, those with the most more first; ``deadlines``: of how many pairs the deadline changed in each way;
    ``by_unit``: the same for each lead unit of the new plan, those with the most earlier ones first.
    """

    old_tasks: int
    new_tasks: int
    matched: int
    same: int
    changed: int
    moved: int
    added: int
    removed: int
    maybe: int
    split: int
    merged: int
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()
    loads: tuple[UnitLoad, ...] = ()
    deadlines: dict[Shift, int] = {}
    by_unit: tuple[UnitDeadlines, ...] = ()


class PlanDiff(Record, frozen=True, kw_only=True):
    """The whole comparison. Every task of either plan is in a pair, in ``removed`` or in ``added``; ``maybe`` only adds to that."""

    schema_version: str = SCHEMA_VERSION
    old: Side
    new: Side
    pairs: tuple[Pair, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    maybe: tuple[Maybe, ...] = ()
    sections: tuple[SectionPair, ...] = ()
    summary: Summary

    def differs(self) -> bool:
        """Whether there is any difference at all."""
        return bool(self.added or self.removed) or any("same" not in pair.statuses() for pair in self.pairs)

    def only(self, statuses: frozenset[Status]) -> PlanDiff:
        """The same comparison with nothing listed but what is in one of the statuses; the summary stays that of the whole."""
        return replace(
            self,
            pairs=tuple(pair for pair in self.pairs if pair.statuses() & statuses),
            added=self.added if "added" in statuses else (),
            removed=self.removed if "removed" in statuses else (),
            maybe=self.maybe if "maybe" in statuses else (),
        )
