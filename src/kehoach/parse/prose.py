"""Work assigned in running text: directives, and the "Tổ chức thực hiện" part of plans.

A numbered paragraph (khoản) or heading names units; each lettered paragraph (điểm), bullet or plain paragraph below it is a
task of these units, unless it begins with units of its own. A khoản without điểm is a task itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from kehoach.model import Place
from kehoach.parse.blocks import Block, Paragraph, Table
from kehoach.parse.columns import fold_heading
from kehoach.parse.looks import unit_look, words

_CLAUSE = re.compile(r"(\d{1,2})\s*[.)]\s+(?=\S)")
_POINT = re.compile(r"([a-zđ])\s*[)]\s+(?=\S)")
_BULLET = re.compile(r"[-–+•]\s+(?=\S)")
_SECTION = re.compile(r"([IVXLl]{1,6}|[A-HĐ])\s*[.)/]\s+(?=\S)")
_ARTICLE = re.compile(r"Điều\s+\d+")
_END = re.compile(r"(?i)nơi nhận\s*:?|(?:TM|KT|TL|TUQ)\.\s|phụ lục\b|\(?ban hành kèm theo|căn cứ (?:luật|nghị định|quyết định|thông tư)")
_FINISHED = re.compile(r"[.;:!?…][”\"')\]]*$|\./")
_TAIL = re.compile(r"\s*\./\.?.*$")
_WITH = re.compile(
    r"(?i)phối hợp\s+(?:(?:\w+\s+){0,2}(?:cùng với|với|cùng)\s+|(?=(?:Sở|Ban|Bộ|UBND|Công an|Văn phòng|Phòng|Trung tâm)\s+[A-ZĐ]))"
)
_OPENING = re.compile(r"(?i)(?:căn cứ|trên cơ sở|theo(?!\s+dõi)|hết|trong|định kỳ|hằng|hàng|trước)\b")
"""What may stand before the units of a sentence: "Căn cứ Kế hoạch này, Thủ trưởng …"."""
_DANGLING = re.compile(r"(?:\b(?:và|các|của|với|cùng|được|đã|cơ quan|theo|về|do|để)|[(\"“])$")
"""Ends of a subject after which a verb belongs to it: "đơn vị được | phân công"."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_REQUEST = re.compile(r"(?i)(?:đề nghị|yêu cầu|giao)\s+(?=[A-ZĐÀ-Ỹ]|các\b)")
_ADDRESSEES = re.compile(r"(?i)\b(?:yêu cầu|chỉ thị|giao|đề nghị)\s+(?!các nội dung|nhiệm vụ)")
_LEAST_UNITS = 0.6


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


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(files("kehoach.parse").joinpath("data/prose.toml").read_text(encoding="utf-8"))
    return {name: tuple(entries) for name, entries in data.items()}


@cache
def _predicate() -> re.Pattern[str]:
    verbs = sorted({*_lexicon()["predicates"], *words("verbs")} - {"tổ chức", "theo", "làm", "mở", "giao"}, key=len, reverse=True)
    organise = "|".join(map(re.escape, _lexicon()["organise"]))
    return re.compile(rf"(?<=\s)(?:{'|'.join(map(re.escape, verbs))}|tổ chức(?=\s+(?:{organise})))(?!\w)")


def split_subject(text: str) -> tuple[str, str]:
    """The units that a sentence begins with, and the rest: "Sở Tài chính bố trí kinh phí" -> ("Sở Tài chính", "bố trí kinh phí").

    ("", text) where it does not begin with units.
    """
    if _OPENING.match(text):
        for comma in re.finditer(r",\s+(?=[A-ZĐÀ-Ỹ]|các\b)", text[:220]):
            subject, rest = _subject(text[comma.end() :])
            if subject:
                return subject, rest
    request = _REQUEST.match(text)
    subject, rest = _subject(text[request.end() :] if request else text)
    return (subject, rest) if subject else ("", text)


def _subject(text: str) -> tuple[str, str]:
    if text.startswith("Tổ chức "):  # at the start of a sentence a verb; bodies are "các tổ chức"
        return "", text
    head, colon, rest = text.partition(":")
    if colon and len(head) < 250 and unit_look(head) >= _LEAST_UNITS and not _predicate().search(" " + head):
        return head.strip(), rest.strip()
    for match in _predicate().finditer(text, 0, 400):
        subject = text[: match.start()].rstrip(" ,")
        if _DANGLING.search(subject) or subject.count("(") > subject.count(")"):
            continue
        if unit_look(subject) >= _LEAST_UNITS:
            return subject, text[match.start() :].strip()
        if unit_look(subject) < 0.3:
            break
    return "", text


def cooperating_units(text: str) -> str:
    """The units after each "phối hợp với", joined by "; "."""
    found: list[str] = []
    for match in _WITH.finditer(text):
        rest = text[match.end() : match.end() + 400]
        rest = re.split(r"[.;:]\s|[;:]$", rest, maxsplit=1)[0]
        subject = split_subject(rest)[0] or (rest.rstrip(" .,") if unit_look(rest) >= 0.9 and len(rest) < 120 else "")
        if subject and subject not in found:
            found.append(subject)
    return "; ".join(found)


def assignments(blocks: Sequence[Block], kind: str | None) -> tuple[list[ProseSection], list[ProseTask]]:
    """The sections and tasks that a document of this kind assigns in prose."""
    reader = _Reader()
    if kind in _lexicon()["directives"]:
        reader.read(_joined(_body(blocks)))
    else:
        for heading, paragraphs in _assigning_parts(blocks):
            reader.read(_joined(paragraphs), heading)
    return reader.sections, reader.tasks


def _body(blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs from the first khoản on, the words that lead to it included, up to the recipients."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    first = next(
        (index for index, paragraph in enumerate(paragraphs) if _CLAUSE.match(paragraph.text) or _SECTION.match(paragraph.text)),
        len(paragraphs),
    )
    body = paragraphs[max(first - 1, 0) :]
    end = next(
        (index for index, paragraph in enumerate(body[1:], 1) if _END.match(paragraph.text) or re.match(r"(?i)noi nhận", paragraph.text)),
        len(body),
    )
    return body[:end]


def _assigning_parts(blocks: Sequence[Block]) -> list[tuple[str, list[Paragraph]]]:
    """The parts of a plan under headings such as "V. TỔ CHỨC THỰC HIỆN", never the articles of a decision."""
    parts: list[tuple[str, list[Paragraph]]] = []
    current: list[Paragraph] | None = None
    for block in blocks:
        if isinstance(block, Table):
            current = None if current is not None and len(block.rows) > 2 else current
            continue
        text = block.text.strip()
        if _ARTICLE.match(text):
            current = None
        elif _SECTION.match(text):
            words_ = fold_heading(_SECTION.sub("", text, count=1))
            assigns = len(text) < 160 and any(phrase in words_ for phrase in _lexicon()["assigning"])
            current = [] if assigns else None
            if current is not None:
                parts.append((text, current))
        elif _END.match(text):
            current = None
        elif current is not None:
            current.append(block)
    return parts


def _joined(paragraphs: Sequence[Paragraph]) -> list[tuple[str, list[Place]]]:
    """The paragraphs, those that a page cut in two joined again."""
    found: list[tuple[str, list[Place]]] = []
    for paragraph in paragraphs:
        text = " ".join(paragraph.text.split())
        if found and text[:1].islower() and not _FINISHED.search(found[-1][0]) and not _POINT.match(text):
            found[-1] = (f"{found[-1][0]} {text}", [*found[-1][1], paragraph.place])
        else:
            found.append((text, [paragraph.place]))
    return found


class _Reader:
    """The open heading, the units it names, and what was found so far."""

    def __init__(self) -> None:
        self.sections: list[ProseSection] = []
        self.tasks: list[ProseTask] = []
        self.top: int | None = None
        self.section: int | None = None
        self.units = ""
        self.fallback = ""

    def read(self, paragraphs: Sequence[tuple[str, list[Place]]], heading: str | None = None) -> None:
        self.top = self.section = None
        self.units = self.fallback = ""
        if heading is not None:
            self._open_top(heading)
        for index, (text, places) in enumerate(paragraphs):
            following = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else ""
            if _SECTION.match(text):
                self._open_top(text)
            elif match := _CLAUSE.match(text):
                self._clause(match.group(1), text[match.end() :], places, following)
            elif match := _POINT.match(text):
                self._task(text[match.end() :], places, match.group(1))
            elif match := _BULLET.match(text):
                self._task(text[match.end() :], places, None)
            else:
                self._plain(text, places)

    def _open_top(self, text: str) -> None:
        match = _SECTION.match(text)
        ordinal, title = (match.group(1), text[match.end() :]) if match else (None, text)
        subject = split_subject(title.rstrip(" :"))[0] or (title.rstrip(" :.") if unit_look(title) >= 0.9 else "")
        self.units = subject
        self.sections.append(ProseSection(ordinal, (subject or title).rstrip(" :."), None))
        self.top = self.section = len(self.sections) - 1

    def _clause(self, number: str, text: str, places: list[Place], following: str) -> None:
        below = bool(_POINT.match(following) or _BULLET.match(following)) or text.rstrip().endswith(":")
        bare = text.rstrip(" :.")
        subject, rest = split_subject(text)
        bare = _REQUEST.sub("", bare, count=1)
        named = _BRACKETS.sub("", bare)
        if not subject and unit_look(named) >= 0.9 and len(bare) < 300 and not _predicate().search(" " + named):
            subject, rest = bare, ""
        if below or (subject and not rest):
            self.sections.append(ProseSection(number, subject or bare, self.top))
            self.section, self.units = len(self.sections) - 1, subject or self.fallback
            return
        self.section, self.units = self.top, subject or self.fallback
        if subject or self.fallback:
            self._add(text, places, number, self.units)

    def _task(self, text: str, places: list[Place], ordinal: str | None) -> None:
        subject = split_subject(text)[0]
        lead = subject or self.units
        if lead:
            self._add(text, places, ordinal, lead)

    def _plain(self, text: str, places: list[Place]) -> None:
        subject = split_subject(text)[0]
        waiting = self.section is not None and self.units and not any(task.section == self.section for task in self.tasks)
        if not self.tasks and self.section is None:
            match = _ADDRESSEES.search(text)
            self.fallback = split_subject(text[match.end() :])[0] if match else ""
        elif waiting:
            self._add(text, places, None, subject or self.units)
        elif subject:
            self.section, self.units = (self.top, "") if self.top is not None else (None, "")
            self._add(text, places, None, subject)
        elif self.tasks and self.tasks[-1].section == self.section:
            last = self.tasks[-1]
            last.title = f"{last.title} {_TAIL.sub('.', text) if '/' in text[-20:] else text}"
            last.places.extend(places)

    def _add(self, text: str, places: list[Place], ordinal: str | None, lead: str) -> None:
        title = _TAIL.sub("", text) if "./" in text[-20:] else text
        self.tasks.append(ProseTask(title.strip(), lead, cooperating_units(title), ordinal, self.section, list(places)))
