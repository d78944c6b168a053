"""Numbered paragraphs as an outline: headings that name units, and the tasks below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from kehoach.model import Place
from kehoach.parse.looks import unit_look
from kehoach.parse.prose.marks import CLAUSE, Mark, mark_of, marks_of
from kehoach.parse.prose.parts import LEAST_OWN, Text, addressees, orders
from kehoach.parse.prose.siblings import named_beside
from kehoach.parse.prose.subjects import (
    closes,
    cooperating_units,
    follows_up,
    given_inside,
    gives,
    heading_title,
    named_subject,
    only_units,
    request_words,
    split_subject,
    subject_below,
)

_TAIL = re.compile(r"\s*\./\.?.*$")
_CLOSING = re.compile(
    r"(?i)(?:trên đây là|nhận được (?:công|văn|thông|chỉ thị|kế hoạch)|rất mong|trân trọng|xin trân trọng|đây là"
    r"|\(?(?:đính kèm|gửi kèm|có .{0,60} kèm theo)|[^.;]{0,80}\bthông báo\b[^.;]{0,160}\bbiết\b\D*$"
    r"|(?:(?:trong quá trình [^.;]{0,120})?(?:nếu|khi|trường hợp) (?:có|gặp|phát sinh) [^.;\d]{0,30}(?:vướng mắc|khó khăn|phát sinh)"
    r"|trong quá trình (?:tổ chức|triển khai|thực hiện)[^.;]{0,100}\b(?:có|gặp|phát sinh|cần|thấy cần)(?: phải| thiết)?"
    r"(?: (?:những|các|nội dung|vấn đề))* (?:vướng mắc|khó khăn|sửa đổi|điều chỉnh|bổ sung))"
    r"(?!.*\b(?:ngày|tháng|quý)\s\d)"
    r"|[^\W\d_][^.;:]{0,80}\bnày (?:được )?(?:phổ biến|quán triệt|thông báo|gửi) (?:đến|tới))"
)
"""Begins of what closes a document and assigns nothing."""
_NOTHING = Mark("none", None, "")
_SURE_UNITS = 0.9


class ProseTask(Struct):
    """One assignment found in running text, in one or more paragraphs; deadline and products only where a label names them."""

    texts: list[str]
    lead: str
    cooperating: str
    ordinal: str | None
    section: int | None
    places: list[Place] = field(default_factory=list)
    deadline: str = ""
    deliverables: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """All that it says."""
        return " ".join(self.texts)


class ProseSection(Struct):
    """A heading above such assignments: its number, its words (the units it names, or its subject), its parent's index."""

    ordinal: str | None
    title: str
    parent: int | None


class Unread(Struct):
    """The items of a part under one heading that are no tasks because no unit is named for them."""

    heading: str | None
    texts: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


class _Open(Struct, frozen=True):
    """A heading that is open: how deep it stands, its section, the units it names or stands under."""

    depth: int
    section: int
    units: str


class Outline:
    """The open headings, the units asked, and what was found so far; ``begun``: the sections with tasks."""

    def __init__(self) -> None:
        self.plain = self.told = True
        self.sections: list[ProseSection] = []
        self.tasks: list[ProseTask] = []
        self.unread: list[Unread] = []
        self.begun: set[int | None] = set()
        self.open: list[_Open] = []
        self.units = ""
        self.fallback = ""
        self.lead_in = ""
        self.of_units = False

    @property
    def section(self) -> int | None:
        """The innermost open heading."""
        return self.open[-1].section if self.open else None

    @property
    def empty(self) -> bool:
        """Whether nothing was found, not even an item that names nobody."""
        return not self.tasks and not any(part.texts for part in self.unread)

    def read(self, paragraphs: Sequence[Text], heading: str | None = None, *, plain: bool = True, told: bool = True) -> None:
        """Read one part of a document. ``plain``: a plain paragraph that begins with units is a task even where it does not say
        that they are asked. ``told``: an item that names nobody is unread even where it does not begin with a verb."""
        self.plain, self.told = plain, told
        self.open.clear()
        self.unread.append(Unread(heading))
        self.units = self.fallback = self.lead_in = ""
        if heading is not None:
            self._part(heading)
        marks = [*marks_of(text for text, _ in paragraphs), _NOTHING]
        self.of_units = _lists_units(marks)
        beside = named_beside(marks)
        for at, ((mark, after), (text, places)) in enumerate(zip(pairwise(marks), paragraphs, strict=True)):
            named = beside.get(at, ("", ""))
            if mark.kind == "section":
                self._part(text)
            elif mark.kind == "clause":
                self._clause(mark, places, after, named)
            elif mark.kind in ("point", "bullet") and _below(mark, after) and (units := _led(mark) or named[0]):
                self._head(mark, units, below=after.depth)
            elif mark.kind in ("point", "bullet"):
                self._point(mark, places, named[0])
            elif (at or heading is not None) and (units := _plain_head(mark, after) or named[0]):
                self._head(Mark("clause", None, text), units, below=after.depth)
            elif self.open and after.depth >= CLAUSE and text.endswith(":") and (units := split_subject(text)[0] or addressees(text)):
                self._ask(units)
            else:
                self._plain(text, places)

    def _part(self, text: str) -> None:
        mark = mark_of(text)
        if mark.kind not in ("section", "clause"):
            mark = Mark("section", None, text)
        title = mark.text.rstrip(" :")
        self._head(mark, only_units(title) or split_subject(title)[0] or (title if unit_look(title) >= _SURE_UNITS else ""))
        self.open[-1] = replace(self.open[-1], depth=min(self.open[-1].depth, CLAUSE - 1))  # a khoản that heads a part, too

    def _ask(self, units: str) -> None:
        """Words under an open heading ask units to do what is listed below them."""
        self.open[-1] = replace(self.open[-1], units=units)
        self.units = units

    def _head(self, mark: Mark, units: str, below: int | None = None) -> None:
        """Open a heading below those that stand further out; one without units stands under theirs. ``below``: how deep its items stand."""
        depth = mark.depth if below is None else max(CLAUSE, below - 1)
        self._close(min(mark.depth, depth))
        parent = self.section
        self.units = units or self._above()
        titled = only_units(mark.text) if mark.depth > CLAUSE and mark.kind != "clause" else units  # a điểm that leads to others says more
        self.sections.append(ProseSection(mark.number, heading_title(mark.text, titled), parent))
        self.open.append(_Open(depth, len(self.sections) - 1, self.units))

    def _close(self, depth: int) -> None:
        while self.open and self.open[-1].depth >= depth:
            self.open.pop()

    def _above(self) -> str:
        """The units of the innermost open heading, else those that the words before the list ask."""
        return (self.open[-1].units if self.open else "") or self.fallback

    def _clause(self, mark: Mark, places: list[Place], after: Mark, named: tuple[str, str]) -> None:
        below = after.depth > mark.depth or mark.text.rstrip().endswith(":")
        subject, rest = named if any(named) else (only_units(mark.text), "")
        if not subject:
            subject, rest = subject_below(mark.text, self._above())
        if self.of_units and not below and not (subject and rest) and mark.text.rstrip().endswith((".", ";", "./")):
            named = named_subject(mark.text)
            subject, rest = named if all(named) else (subject, rest)
        if below or (subject and not rest):
            self._head(mark, subject)
            return
        if subject or not self._counts_inside(mark):
            self._close(mark.depth)
            self.units = subject or self._above()
        self._item(mark, places, self.units or given_inside(mark.text))

    def _counts_inside(self, mark: Mark) -> bool:
        """Whether khoản are counted anew inside an open one that names units: 1. Sở A / 1. Rà soát / 2. Báo cáo / 2. Sở B."""
        if not self.open or self.open[-1].depth != mark.depth or not self.units:
            return False
        inside = [task.ordinal for task in takewhile(lambda task: task.section == self.section, reversed(self.tasks))]
        return mark.number == "1" if not inside else inside[-1] == "1" and mark.number == str(len(inside) + 1)

    def _point(self, mark: Mark, places: list[Place], named: str) -> None:
        if self.open and self.open[-1].depth >= mark.depth:
            self._close(mark.depth)
            self.units = self._above()
        self._item(mark, places, named or subject_below(mark.text, self.units)[0] or self.units or given_inside(mark.text))

    def _plain(self, text: str, places: list[Place]) -> None:
        subject = subject_below(text, self.units)[0]
        waiting = self.section is not None and self.units and self.section not in self.begun
        if _CLOSING.match(text):
            return
        short = not self.plain and gives(text) and not text.endswith(":")
        if not self.tasks and self.section is None and not short:
            self.lead_in = text
            self.fallback = self.units = addressees(text)
        elif waiting:
            self._add(text, places, None, subject or self.units)
        elif closes(text):
            return
        elif subject and (self.plain or request_words(text) or (self.tasks and follows_up(text, self.lead_in))):
            self._close(CLAUSE)
            self.units = ""
            self._add(text, places, None, subject)
        elif self.tasks and not subject and self.tasks[-1].section == self.section:
            last = self.tasks[-1]
            last.texts.append(_TAIL.sub(".", text) if "/" in text[-20:] else text)
            last.places.extend(places)

    def _item(self, mark: Mark, places: list[Place], lead: str) -> None:
        """A task of the list, or what is left unread because it names nobody."""
        if lead:
            self._add(mark.text, places, mark.number, lead)
        elif self.told or orders(mark):
            self.unread[-1].texts.append(mark.text)
            self.unread[-1].places.extend(places)

    def _add(self, text: str, places: list[Place], ordinal: str | None, lead: str) -> None:
        title = _TAIL.sub("", text) if "./" in text[-20:] else text
        self.begun.add(self.section)
        self.tasks.append(ProseTask([title.strip()], lead, cooperating_units(title), ordinal, self.section, list(places)))


def _led(mark: Mark) -> str:
    """The units that a điểm or bullet above others names: all that it says, or the subject of a sentence that ends with a colon."""
    return only_units(mark.text) or (split_subject(mark.text)[0] if mark.text.rstrip().endswith(":") else "")


def _lists_units(marks: Sequence[Mark]) -> bool:
    """Whether most khoản begin with units, two of them at least."""
    clauses = [mark.text for mark in marks if mark.depth == CLAUSE]
    own = sum(bool(only_units(text) or split_subject(text)[0]) for text in clauses)
    return own >= LEAST_OWN and 2 * own > len(clauses)


def _below(mark: Mark, after: Mark) -> bool:
    """Whether a paragraph stands below another: further in, or what is to be done below a bullet that ends with a colon."""
    same = mark.kind == "bullet" and after.depth == mark.depth
    return after.depth > mark.depth or (same and mark.text.endswith(":") and orders(after) and not only_units(after.text))


def _plain_head(mark: Mark, after: Mark) -> str:
    """The units that a line without number names as a heading: those of a list, or of a sentence that says what they do, below it."""
    below = after.depth > CLAUSE or (after.kind == "none" and orders(after))
    return only_units(mark.text) if below else ""
