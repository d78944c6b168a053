"""Numbered paragraphs as an outline: headings that name units, and the tasks below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kehoach.model import Place
from kehoach.parse.looks import unit_look
from kehoach.parse.prose.extent import units_extent
from kehoach.parse.prose.parts import BULLET, CLAUSE, POINT, SECTION, Text, addressees
from kehoach.parse.prose.subjects import cooperating_units, gives, request_words, split_subject
from kehoach.parse.prose.words import UPPER, alternatives, predicate

_TAIL = re.compile(r"\s*\./\.?.*$")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_REQUEST = re.compile(rf"(?:(?i:đề nghị|yêu cầu|giao))\s+(?=[{UPPER}]|các\b)")
_GIVEN = re.compile(rf"[:.;]\s+(?=(?:[Gg]iao|Yêu cầu|Đề nghị)\s+(?:[{UPPER}]|các\s))")
_CLOSING = re.compile(r"(?i)(?:trên đây là|nhận được (?:công|văn|thông)|rất mong|trân trọng|xin trân trọng|đây là)")
"""Begins of what closes a document and assigns nothing."""
_SAID = re.compile(r"(?i)(?:\W|\b(?>" + alternatives("formalities") + r")\b)++")


@dataclass(slots=True)
class ProseTask:
    """One assignment found in running text."""

    title: str
    lead: str
    cooperating: str
    ordinal: str | None
    section: int | None
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class ProseSection:
    """A heading above such assignments: its number, its words (the units it names, or its subject), its parent's index."""

    ordinal: str | None
    title: str
    parent: int | None


class Outline:
    """The open heading, the units it names, and what was found so far. ``plain``: a plain paragraph that begins with units is a
    task even where it does not say that they are asked."""

    def __init__(self, *, plain: bool = True) -> None:
        self.plain = plain
        self.sections: list[ProseSection] = []
        self.tasks: list[ProseTask] = []
        self.top: int | None = None
        self.section: int | None = None
        self.units = ""
        self.fallback = ""

    def read(self, paragraphs: Sequence[Text], heading: str | None = None) -> None:
        self.top = self.section = None
        self.units = self.fallback = ""
        if heading is not None:
            self._open_top(heading)
        for index, (text, places) in enumerate(paragraphs):
            following = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else ""
            if SECTION.match(text):
                self._open_top(text)
            elif match := CLAUSE.match(text):
                self._clause(match.group(1), text[match.end() :], places, following)
            elif match := POINT.match(text):
                self._task(text[match.end() :], places, match.group(1))
            elif match := BULLET.match(text):
                self._task(text[match.end() :], places, None)
            else:
                self._plain(text, places)

    def _open_top(self, text: str) -> None:
        match = SECTION.match(text)
        ordinal, title = (match.group(1), text[match.end() :]) if match else (None, text)
        subject = split_subject(title.rstrip(" :"))[0] or (title.rstrip(" :.") if unit_look(title) >= 0.9 else "")
        self.units = subject
        self.sections.append(ProseSection(ordinal, (subject or title).rstrip(" :."), None))
        self.top = self.section = len(self.sections) - 1

    def _clause(self, number: str, text: str, places: list[Place], following: str) -> None:
        below = bool(POINT.match(following) or BULLET.match(following)) or text.rstrip().endswith(":")
        bare = text.rstrip(" :.")
        subject, rest = split_subject(text)
        bare = _REQUEST.sub("", bare, count=1)
        named = _BRACKETS.sub("", bare)
        extent = units_extent(named)
        whole = extent is not None and extent.end == len(named)
        if not subject and (whole or (unit_look(named) >= 0.9 and len(bare) < 300 and not predicate().search(" " + named))):
            subject, rest = bare, ""
        if below or (subject and not rest):
            self.sections.append(ProseSection(number, subject or bare, self.top))
            self.section, self.units = len(self.sections) - 1, subject or self.fallback
            return
        self.section, self.units = self.top, subject or self.fallback
        lead = self.units or _given(text)
        if lead:
            self._add(text, places, number, lead)

    def _task(self, text: str, places: list[Place], ordinal: str | None) -> None:
        subject = split_subject(text)[0]
        lead = subject or self.units or _given(text)
        if lead:
            self._add(text, places, ordinal, lead)

    def _plain(self, text: str, places: list[Place]) -> None:
        subject = split_subject(text)[0]
        waiting = self.section is not None and self.units and not any(task.section == self.section for task in self.tasks)
        if _CLOSING.match(text):
            return
        short = not self.plain and gives(text) and not text.endswith(":")
        if not self.tasks and self.section is None and not short:
            self.fallback = addressees(text)
        elif waiting:
            self._add(text, places, None, subject or self.units)
        elif subject and (self.plain or (request_words(text) and not _formal(text))):
            self.section, self.units = (self.top, "") if self.top is not None else (None, "")
            self._add(text, places, None, subject)
        elif self.tasks and not subject and self.tasks[-1].section == self.section:
            last = self.tasks[-1]
            last.title = f"{last.title} {_TAIL.sub('.', text) if '/' in text[-20:] else text}"
            last.places.extend(places)

    def _add(self, text: str, places: list[Place], ordinal: str | None, lead: str) -> None:
        title = _TAIL.sub("", text) if "./" in text[-20:] else text
        self.tasks.append(ProseTask(title.strip(), lead, cooperating_units(title), ordinal, self.section, list(places)))


def _given(text: str) -> str:
    """The units asked inside a paragraph that does not begin with any: "Đồng ý chủ trương …; giao Sở Tài chính …"."""
    match = _GIVEN.search(text)
    return split_subject(text[match.end() :])[0] if match else ""


def _formal(text: str) -> bool:
    """Whether a closing request only says that all this be done: "Yêu cầu các cơ quan, đơn vị khẩn trương thực hiện./."."""
    return _SAID.fullmatch(split_subject(text)[1]) is not None
