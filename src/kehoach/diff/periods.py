"""Deadlines set side by side: what they mean relative to their plans, and by how many days they differ."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from msgspec import Struct

from kehoach.diff.frame import Neutral
from kehoach.diff.wording import words
from kehoach.model import Clause, Deadline

ClauseSense = tuple[str, ...]


class DeadlineSense(Struct, frozen=True):
    """What a deadline means, for comparison. ``clauses``: one tuple each; ``due``: its last day; both moved to the other plan's years.

    A text that was not understood stands for itself: one clause of its words.
    """

    clauses: tuple[ClauseSense, ...]
    due: date | None

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(clause[0] for clause in self.clauses)


def deadline_sense(deadline: Deadline, neutral: Neutral, year_shift: int) -> DeadlineSense:
    """The meaning of a deadline, with its dates moved by ``year_shift`` years."""
    clauses = tuple(_clause_sense(clause, neutral, year_shift) for clause in deadline.clauses)
    if not clauses and (said := words(neutral(deadline.raw))):
        clauses = (("said", *said),)
    return DeadlineSense(clauses, moved(deadline.due, year_shift))


def _clause_sense(clause: Clause, neutral: Neutral, year_shift: int) -> ClauseSense:
    start, end = (str(moved(day, year_shift) or "") for day in (clause.start, clause.end))
    named = (clause.label, clause.trigger, clause.reference)
    return (clause.kind, start, end, rule_parts(clause.rrule), *(" ".join(words(neutral(text or ""))) for text in named))


def same_deadline(one: DeadlineSense, other: DeadlineSense) -> bool:
    """Whether two deadlines mean the same; "trong quý II" and "hoàn thành trong quý II" do: both close on one day."""
    return len(one.clauses) == len(other.clauses) and all(map(_same_clause, one.clauses, other.clauses))


def _same_clause(one: ClauseSense, other: ClauseSense) -> bool:
    closes_by = {one[0], other[0]} == {"by", "within"}
    return one[2:] == other[2:] if closes_by else one == other


def rule_parts(rrule: str | None) -> str:
    """A recurrence rule with its parts in one order."""
    return ";".join(sorted((rrule or "").split(";")))


def moved(day: date | None, years: int) -> date | None:
    """The same day of the year some years on; the last day of February stays the last."""
    if day is None or not years:
        return day
    if (day.month, day.day) in ((2, 28), (2, 29)) and (day + timedelta(days=1)).month == 3:
        return date(day.year + years, 3, 1) - timedelta(days=1)
    return day.replace(year=min(max(day.year + years, MINYEAR), MAXYEAR))
