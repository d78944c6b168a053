"""A unit on its way into a record."""
from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from kehoach.model import UnitKind
from kehoach.normalize.units.gazetteer import Entry, successor_of
from kehoach.text import bare


class Draft(Struct):
    """What is known of one unit before its qualifier, label and raw text are; ``rule``: by which rule it was read."""

    name: str
    id: str | None = None
    kind: UnitKind = "unknown"
    level: str | None = None
    successor: str | None = None
    entry: Entry | None = None
    rule: str = "unknown"
    qualifier: str | None = None
    headed: bool = False


def listed(entry: Entry, day: date | None, rule: str = "listed") -> Draft:
    """The draft of a listed unit, under the name it is listed with."""
    return Draft(entry.name, entry.id, entry.kind, entry.level, successor_of(entry.id), entry, rule)


def at_place(entry: Entry, name: str, place: str) -> Draft:
    """The draft of a listed unit with a named place: its id carries the place."""
    slug = re.sub(r"\W+", "_", bare(place)).strip("_")
    return Draft(name, f"{entry.id}@{slug}", entry.kind, entry.level, successor_of(entry.id), entry, "place")
