"""The steps of a comparison in order: frame, alignment, changes, summary."""

from __future__ import annotations

from kehoach.diff.align import align
from kehoach.diff.alignment import Alignment, Match, Sections
from kehoach.diff.changes import changes
from kehoach.diff.frame import Frame, frame
from kehoach.diff.result import Change, Maybe, Pair, PlanDiff, SectionPair, Side
from kehoach.diff.summary import summarise
from kehoach.model import Plan


def compare(old: Plan, new: Plan, *, absolute: bool = False, min_score: float = 0.0) -> PlanDiff:
    """See ``kehoach.diff.compare``. Tasks are always aligned relative to their plans; ``absolute`` tells of the changes only."""
    found = align(old, new, frame(old, new)).at_least(min_score)
    shown = frame(old, new, absolute=absolute)
    sections = _numbers(old), _numbers(new)
    pairs = tuple(_pair(old, new, match, found, shown, sections) for match in found.pairs)
    maybe = tuple(Maybe(old=old.tasks[match.old].id, new=new.tasks[match.new].id, score=match.score) for match in found.maybe)
    paired = {match.old for match in found.pairs}, {match.new for match in found.pairs}
    return PlanDiff(
        old=Side(path=old.source.path, number=old.document.number),
        new=Side(path=new.source.path, number=new.document.number),
        pairs=pairs,
        added=tuple(task.id for at, task in enumerate(new.tasks) if at not in paired[1]),
        removed=tuple(task.id for at, task in enumerate(old.tasks) if at not in paired[0]),
        maybe=maybe,
        sections=tuple(SectionPair(old=old.sections[a].id, new=new.sections[b].id) for a, b in _numbered(found.sections)),
        summary=summarise(old, new, pairs, maybe, found.sections, shown),
    )


def _pair(
    old: Plan, new: Plan, match: Match, found: Alignment, shown: Frame, sections: tuple[dict[str | None, int], dict[str | None, int]]
) -> Pair:
    before, after = old.tasks[match.old], new.tasks[match.new]
    told = [*changes(before, after, shown)]
    numbers = sections[0].get(before.section_id), sections[1].get(after.section_id)
    if numbers not in found.sections:
        told.append(Change(field="section", old=_title(old, numbers[0]), new=_title(new, numbers[1])))
    return Pair(
        old=before.id,
        new=after.id,
        stage=match.stage,
        score=match.score,
        moved=(match.old, match.new) in found.moved,
        changes=tuple(told),
    )


def _numbered(sections: Sections) -> list[tuple[int, int]]:
    return sorted((a, b) for a, b in sections if a is not None and b is not None)


def _numbers(plan: Plan) -> dict[str | None, int]:
    return {section.id: number for number, section in enumerate(plan.sections)}


def _title(plan: Plan, number: int | None) -> str | None:
    return None if number is None else plan.sections[number].title or plan.sections[number].ordinal
