"""What differs between two tasks that are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kehoach.diff.frame import Frame, Neutral
from kehoach.diff.periods import DeadlineSense, deadline_sense, same_deadline
from kehoach.diff.result import Change, Shift
from kehoach.diff.wording import Words, words
from kehoach.model import Task, Unit


def changes(old: Task, new: Task, frame: Frame) -> Iterator[Change]:
    """The fields that differ in more than typesetting, own places and own years; the section is not looked at."""
    if words(frame.old(old.title)) != words(frame.new(new.title)):
        yield Change(field="title", old=old.title, new=new.title)
    if not _same_units(old.lead_units, old.lead_raw, new.lead_units, new.lead_raw, frame):
        yield Change(field="lead_units", old=unit_names(old.lead_units, old.lead_raw), new=unit_names(new.lead_units, new.lead_raw))
    if not _same_units(old.cooperating_units, old.cooperating_raw, new.cooperating_units, new.cooperating_raw, frame):
        yield Change(
            field="cooperating_units",
            old=unit_names(old.cooperating_units, old.cooperating_raw),
            new=unit_names(new.cooperating_units, new.cooperating_raw),
        )
    if not _same_texts(_all_words(old.deliverables, frame.old), _all_words(new.deliverables, frame.new)):
        yield Change(field="deliverables", old=old.deliverables, new=new.deliverables)
    yield from _deadline(old, new, frame)


def _same_texts(old: list[Words], new: list[Words]) -> bool:
    """The same items in any order, or the same words however they are cut into items."""
    return sorted(old) == sorted(new) or sum(old, ()) == sum(new, ())


def _all_words(texts: Iterable[str], neutral: Neutral) -> list[Words]:
    return [found for text in texts if (found := words(neutral(text)))]


def _same_units(old: tuple[Unit, ...], old_raw: str, new: tuple[Unit, ...], new_raw: str, frame: Frame) -> bool:
    """The same units with the same qualifiers in any order, or cells of the same words."""
    cells = words(frame.old(old_raw)), words(frame.new(new_raw))
    if cells[0] == cells[1] and (cells[0] or not (old or new)):
        return True
    return bool(old) and _unit_words(old, frame.old) == _unit_words(new, frame.new)


def _unit_words(units: tuple[Unit, ...], neutral: Neutral) -> set[tuple[Words, ...]]:
    return {tuple(words(neutral(part or "")) for part in (unit.name, unit.qualifier, unit.label)) for unit in units}


def unit_names(units: tuple[Unit, ...], raw: str) -> tuple[str, ...]:
    """Units as they are shown: name and qualifier, and what the unit does ("Theo dõi: …"); else the cell as written."""
    names = tuple(f"{unit.label}: " * bool(unit.label) + " ".join(filter(None, (unit.name, unit.qualifier))) for unit in units)
    return names or tuple(filter(None, (raw,)))


def _deadline(old: Task, new: Task, frame: Frame) -> Iterator[Change]:
    before = deadline_sense(old.deadline, frame.old, frame.old_years)
    after = deadline_sense(new.deadline, frame.new, frame.new_years)
    said_alike = words(frame.old(old.deadline.raw)) == words(frame.new(new.deadline.raw))
    if same_deadline(before, after) or (said_alike and not frame.absolute):
        return
    days = days_between(before.due, after.due)
    yield Change(field="deadline", old=old.deadline.raw, new=new.deadline.raw, days=days, shift=_shift(before, after, days))


def days_between(old: date | None, new: date | None) -> int | None:
    """By how many days the new last day is later."""
    return (new - old).days if old and new else None


def _shift(old: DeadlineSense, new: DeadlineSense, days: int | None) -> Shift:
    if days:
        return "later" if days > 0 else "earlier"
    if days is None and (old.due is None) != (new.due is None):
        return "dated" if new.due else "undated"
    return "other"
