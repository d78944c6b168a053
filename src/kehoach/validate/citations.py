"""The documents that a draft cites: mentions in its text, and the parser's citations that no text mentions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from msgspec import Struct

from kehoach.model import Citation, Section, Task
from kehoach.normalize.numbers import DocumentNumber, read_number
from kehoach.validate.draft import Draft, place_of
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.mentions import Mention

_ASIDE = frozenset({"related", "carrier"})
"""Roles left alone: lists that a law site put around the text, and the decision that carries this very plan."""


class Cited(Struct, frozen=True):
    """One cited document with a readable number: what is known of it, and where it is cited (nowhere for the parser's own)."""

    number: DocumentNumber
    kind: str | None
    day: date | None
    issuer: str | None
    mention: Mention | None = None

    @property
    def name(self) -> str:
        words = f"{self.kind} số" if self.kind else "văn bản số"
        return f"{words} {self.number.number}"

    def hit(self, message: str, **more: Any) -> Hit:
        """A hit at the place of the citation."""
        return hit_at(self.mention, message, about=self.number.number or "", **more)


def hit_at(mention: Mention | None, message: str, *, about: str = "", **more: Any) -> Hit:
    """A hit at the place where a document is named: in a task, in a heading, in a passage, or only somewhere in the document."""
    task: Task | None = mention.task if mention else None
    section: Section | None = mention.section if mention else None
    if mention is None:
        return Hit(message, where={}, about=about, **more)
    named = mention.named
    mark = more.pop("mark", Mark(named.text, named.start, named.end))
    if mention.passage:
        more["where"] = place_of([mention.passage.place] if mention.passage.place else [])
    return Hit(message, task, section, mark=mark, about=about, **more)


_cache: WeakKeyDictionary[Draft, tuple[Cited, ...]] = WeakKeyDictionary()


def cited(draft: Draft) -> tuple[Cited, ...]:
    """Every citation whose number can be read: what only the parser's list has, then the mentions in order (found once per draft)."""
    if draft not in _cache:
        _cache[draft] = tuple(_cited(draft))
    return _cache[draft]


def _cited(draft: Draft) -> Iterator[Cited]:
    aside = {citation.number for citation in draft.plan.citations if citation.role in _ASIDE}
    mentioned = [
        Cited(named.number, named.kind, named.day, named.issuer, mention)
        for mention in draft.mentions
        if (named := mention.named).number and named.number.number and (mention.task or named.number.number not in aside)
    ]
    days = {(one.number.number, one.day) for one in mentioned}
    numbers = {one.number.number for one in mentioned}
    for citation in draft.plan.citations:
        number = read_number(citation.number)
        if citation.role not in _ASIDE and number and number.number:
            day = whole_day(citation)
            if (number.number, day) not in days and (day is not None or number.number not in numbers):
                yield Cited(number, citation.kind, day, citation.issuer)
    yield from mentioned


def whole_day(citation: Citation) -> date | None:
    """The date of a citation where all of it is known and possible."""
    if not citation.issued_on or len(citation.issued_on) != 10:
        return None
    try:
        return date.fromisoformat(citation.issued_on)
    except ValueError:
        return None
