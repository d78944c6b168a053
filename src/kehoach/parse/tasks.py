"""Logical rows to sections and tasks: what is a heading, a group, a task, one more assignment of the task above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct, field

from kehoach.lang import pick
from kehoach.model import Deadline, Diagnostic, Section, Task, whereabouts
from kehoach.parse import numbering
from kehoach.parse.columns import Column, Role, beside_deadline
from kehoach.parse.footnotes import Notes
from kehoach.parse.looks import deadline_look, is_number, unit_look
from kehoach.parse.rows import LogicalRow
from kehoach.parse.shares import apart_from_deadline, lead_and_support
from kehoach.text import CAPITAL, squeeze

_BULLET = re.compile(r"(?:^|(?<=\n))\s*[-–+•*·]\s*(?=\S)")
_INLINE_BULLET = re.compile(rf"\s[-–+•]\s?(?=[{CAPITAL}])")
_STEP = re.compile(r"(?i)\s*bước\s+\d")
_DURATION_ONLY = re.compile(
    r"(?i)\s*(?:không quá\s+|tối đa\s+)?(?:\d+(?:[.,/]\d+)?|½|một|nửa)\s*"
    r"(?:\(\s*\w+\s*\)\s*)?(?:ngày|giờ|phút|buổi)(?:\s+làm việc|\s+làm)?\s*\.?\s*"
)
_ASSIGNMENT: tuple[Role, ...] = ("lead", "support", "deadline", "deliverable")


class Draft(Struct):
    """A task on its way to a record: what its row says, before ids and parents."""

    title: str
    ordinal: str | None
    row: str | None
    section: int | None
    texts: dict[Role, str]
    extra: dict[str, str]
    source: LogicalRow
    footnotes: list[str] = field(default_factory=list)
    parent: int | None = None
    group: bool = False


class Outline(Struct):
    """The sections and tasks of a document as they are found."""

    sections: list[Section] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def is_procedure(rows: Sequence[LogicalRow], columns: Sequence[Column]) -> bool:
    """Whether the rows are steps of a procedure ("Bước 1", "0,25 ngày làm việc"), not tasks."""
    at = _roles(columns)
    numbers = [row.texts.get(columns[0].index, "") for row in rows if row.heading is None]
    times = [text for row in rows if "deadline" in at and (text := row.texts.get(at["deadline"], ""))]
    steps = sum(bool(_STEP.match(text)) for text in numbers) + sum(bool(_STEP.match(row.texts.get(at["title"], ""))) for row in rows)
    return steps > len(numbers) * 0.3 or (len(times) > 1 and sum(bool(_DURATION_ONLY.fullmatch(text)) for text in times) > len(times) * 0.6)


def read_rows(rows: Sequence[LogicalRow], columns: Sequence[Column], notes: Notes, outline: Outline) -> None:
    """Add the sections and tasks of one stream of rows to the outline."""
    _Reader(rows, columns, notes, outline).read()


def _roles(columns: Sequence[Column]) -> dict[Role, int]:
    found: dict[Role, int] = {}
    for column in columns:
        if column.role is not None:
            found.setdefault(column.role, column.index)
    return found


def _joint(columns: Sequence[Column]) -> tuple[Role, Role] | None:
    """The role of the one column for deadlines and something else, and that other role; None where a column of its own has either."""
    for column in columns:
        other = beside_deadline(column.heading) if column.role in ("deadline", "deliverable", "lead") else None
        alone = other is not None and not any(one.role in (other, "deadline") for one in columns if one is not column)
        if column.role is not None and other is not None and alone:
            return column.role, other
    return None


_LISTED_ON = re.compile(r"(?<=[;,])\n(?![-–+•*])")
_LEVELS = ("word", "letter", "roman", "arabic", "decimal")
"""Numbers of sections from the outside in, as plans use them."""


class _Reader:
    """One stream being read: the open sections, the numbers so far."""

    def __init__(self, rows: Sequence[LogicalRow], columns: Sequence[Column], notes: Notes, outline: Outline) -> None:
        self.rows, self.columns, self.notes, self.outline = rows, columns, notes, outline
        self.at = _roles(columns)
        self.ordinal_column, self.row_column = _number_columns(rows, columns)
        self.joint = _joint(columns)
        self.numbered = [column.index for column in columns if column.role == "number"]
        self.worded = [column.index for column in columns if column.role != "number"]
        self.open: list[tuple[str, int]] = []  # kind of numbering and index of each open section
        self.first = len(outline.drafts)
        self.closed = False
        self.titled = False  # a row that is a title alone, without a number, opened a section

    def read(self) -> None:
        for index, row in enumerate(self.rows):
            heading = self._heading(row, index)
            if heading is not None:
                self.titled = self.titled or (heading[0] is None and row.heading is None)
                self._open_section(*heading, row)
            else:
                self._read_task(row)
        drafts = self.outline.drafts[self.first :]
        if "lead" not in self.at:
            self._lead_by_headings(drafts)
        self._link(drafts)

    # ---- headings -------------------------------------------------------------------------------------------------

    def _heading(self, row: LogicalRow, index: int) -> tuple[str | None, str] | None:
        """The number and title of a heading row; None for a task or group."""
        if row.heading is not None:
            number, title = numbering.split_heading(row.heading)
            if number is not None and numbering.kind(number) in ("arabic", "decimal", "point") and self._has_children(number, index):
                return None if self._as_group(row, number, title) else (number, title)
            return number, title
        others = [column for column in self.worded if column in row.fresh and _filled(row.texts.get(column, ""))]
        if len(others) != 1:
            return None
        numbers = [column for column in self.numbered if column in row.fresh and _filled(row.texts.get(column, ""))]
        shown = [*numbers, *others]
        number = numbering.clean(row.texts[numbers[0]]) if numbers else None
        merged = any(_filled(text) for column, text in row.texts.items() if column not in shown)
        if merged and (number is None or not self._follows_section(number)):
            return None
        title = squeeze(row.texts[others[0]])
        if any(row.texts.get(column, "").strip() in ("-", "–") for column in row.texts):
            return None  # cells struck out: a group row
        if number is None:
            own, rest = numbering.split_heading(title)
            if own is not None and numbering.kind(own, self._last_number()) in ("roman", "letter", "word"):
                return own, rest
            opens = numbering.is_bare_heading(title) or self._counting_begins_again(row, index) or self._as_one_before(index)
            return (None, title) if opens else None
        if numbering.kind(number, self._last_number()) in ("roman", "letter", "word") or self._counts_from_one_below(number, index):
            return number, title
        return None

    def _counts_from_one_below(self, number: str, index: int) -> bool:
        """Whether a number and a title stand above a row that has the number 1: no group has such a child."""
        below = self.rows[index + 1] if index + 1 < len(self.rows) else None
        if self.ordinal_column is None or below is None or below.heading is not None or numbering.kind(number) != "arabic":
            return False
        return self.ordinal_column in below.fresh and numbering.clean(below.texts.get(self.ordinal_column, "")) == "1"

    def _counting_begins_again(self, row: LogicalRow, index: int) -> bool:
        """Whether a title alone, its number cell left blank, stands above a row that begins to count anew."""
        if self.ordinal_column is None or len(row.texts) < len(self.columns) or self.ordinal_column in row.fresh:
            return False
        numbers = [one.texts.get(self.ordinal_column, "") for one in self.rows[max(index - 1, 0) : index + 2] if one is not row]
        if not numbers or numbering.clean(numbers[-1]) != "1":
            return False
        return index == 0 or (len(numbers) == 2 and numbering.clean(numbers[0]) not in ("", "1"))

    def _follows_section(self, number: str) -> bool:
        """Whether a number is the next of an open section (II after I): its row is a heading even under cells merged from above."""
        siblings = [self.outline.sections[index].ordinal or "" for kind, index in self.open if kind in ("roman", "letter", "word")]
        return any(
            numbering.kind(number, before) == numbering.kind(before) and numbering.value(number) == (numbering.value(before) or 0) + 1
            for before in siblings
        )

    def _as_one_before(self, index: int) -> bool:
        """Whether a title alone stands above a numbered row where one like it, above the first row, opened a section."""
        if not self.titled or self.ordinal_column is None or index + 1 >= len(self.rows):
            return False
        below = self.rows[index + 1]
        return numbering.kind(below.texts.get(self.ordinal_column, "")) == "arabic" and self.ordinal_column in below.fresh

    def _as_group(self, row: LogicalRow, number: str, title: str) -> bool:
        """A full-width row with a task number and children below is a group: lay it into its cells."""
        if self.ordinal_column is None:
            return False
        row.heading = None
        row.texts = {self.ordinal_column: number, self.at["title"]: title}
        row.fresh = set(row.texts)
        return True

    def _has_children(self, number: str, index: int) -> bool:
        """Whether a row soon below is numbered as its child: 1.1 or a) under 1."""
        for row in self.rows[index + 1 : index + 3]:
            if row.heading is not None or self.ordinal_column is None:
                return False
            below = numbering.clean(row.texts.get(self.ordinal_column, ""))
            if numbering.parent(below) == numbering.clean(number) or (
                numbering.kind(below) == "point" and numbering.kind(number) != "point"
            ):
                return True
        return False

    def _last_number(self) -> str | None:
        return next(
            (self.outline.sections[index].ordinal for _, index in reversed(self.open) if self.outline.sections[index].ordinal), None
        )

    def _open_section(self, number: str | None, title: str, row: LogicalRow) -> None:
        siblings = dict(self.open)
        kind = "none" if number is None else self._section_kind(number)
        if kind in siblings and not (number is not None and self._opens_below(kind, number)):
            while self.open and self.open[-1][0] != kind:
                self.open.pop()
            self.open.pop()
        parent = self.open[-1][1] if self.open else None
        title, _ = self.notes.take(title)
        title, count = numbering.declared_count(squeeze(title))
        section = Section(
            id=f"s{len(self.outline.sections) + 1}",
            parent_id=self.outline.sections[parent].id if parent is not None else None,
            ordinal=number,
            title=title,
            declared_count=count,
        )
        self.outline.sections.append(section)
        self.open.append((kind, len(self.outline.sections) - 1))
        self.closed = False

    def _opens_below(self, kind: str, number: str) -> bool:
        """Whether a first number begins a level under the innermost section although that kind is open further out: II > A > I."""
        inner = self.open[-1][0]
        return inner in _LEVELS and kind in _LEVELS and numbering.value(number) == 1 and _LEVELS.index(inner) < _LEVELS.index(kind)

    def _section_kind(self, number: str) -> str:
        for kind, index in reversed(self.open):
            ordinal = self.outline.sections[index].ordinal
            if ordinal is not None and numbering.kind(number, ordinal) == kind:
                return kind
        return numbering.kind(number)

    # ---- tasks ----------------------------------------------------------------------------------------------------

    def _read_task(self, row: LogicalRow) -> None:
        texts, footnotes = self._cells(row)
        title = texts.pop("title", "")
        ordinal = self._number(row, self.ordinal_column)
        running = self._number(row, self.row_column)
        lone = self._lone_title(texts, title)
        if lone is not None:
            title, texts = lone, {}
        before = self._before()
        if "title" in self.at and self.at["title"] not in row.fresh and before is not None:
            if title and self._adds_to(before, row, texts):
                return
            if not title:
                self._report_stray(row, texts)
                return
        if not title:
            self._report_stray(row, texts)
            return
        if ordinal is not None and self.ordinal_column not in row.fresh:
            self._report_shared(ordinal, row)
        section = self._section(ordinal, row, before)
        self.outline.drafts.append(Draft(title, ordinal, running, section, texts, self._extra(row), row, footnotes))

    def _before(self) -> Draft | None:
        return self.outline.drafts[-1] if len(self.outline.drafts) > self.first else None

    def _cells(self, row: LogicalRow) -> tuple[dict[Role, str], list[str]]:
        """The texts of the columns that have a role, marks of notes taken out, and the notes."""
        texts: dict[Role, str] = {}
        footnotes: list[str] = []
        for role, column in self.at.items():
            if role == "number":
                continue
            text, called = self.notes.take(row.texts.get(column, ""))
            footnotes += [note for note in called if note not in footnotes]
            texts[role] = _even(text, role)
        parted = apart_from_deadline(texts.get(self.joint[0], "")) if self.joint else None
        if self.joint and parted is not None:
            texts[self.joint[1]], texts["deadline"] = parted
        shares = lead_and_support(texts.get("lead", "")) if "support" not in self.at else None
        if shares is not None:
            texts["lead"], texts["support"] = shares
        return texts, footnotes

    def _lone_title(self, texts: dict[Role, str], title: str) -> str | None:
        """The only text of a row, wherever it stands, is its title."""
        filled = [text for text in texts.values() if text]
        return squeeze(filled[0]) if not title and len(filled) == 1 and not deadline_look(filled[0]) > 0.6 else None

    def _adds_to(self, before: Draft, row: LogicalRow, texts: dict[Role, str]) -> bool:
        """A row under a merged title with the same lead and deadline only adds products to the task above."""
        fresh = {role for role, column in self.at.items() if column in row.fresh}
        if fresh & {"lead", "deadline"} or self.row_column in row.fresh:
            return False
        for role in ("deliverable", "support"):
            if role in fresh and texts.get(role):
                before.texts[role] = "\n".join(text for text in (before.texts.get(role, ""), texts[role]) if text)
        before.source.places.extend(row.places)
        return True

    def _number(self, row: LogicalRow, column: int | None) -> str | None:
        text = row.texts.get(column, "") if column is not None else ""
        return numbering.clean(text.split("\n")[0]) or None if text.strip(" -–") else None

    def _extra(self, row: LogicalRow) -> dict[str, str]:
        found: dict[str, str] = {}
        for column in self.columns:
            if column.role is None and _filled(row.texts.get(column.index, "")):
                name, text = column.heading or f"#{column.index + 1}", row.texts[column.index].strip()
                found[name] = f"{found[name]}\n{text}" if name in found else text
        return found

    def _section(self, ordinal: str | None, row: LogicalRow, before: Draft | None) -> int | None:
        """The open section; numbering that starts again under no heading closes it."""
        if (
            self.open
            and not self.closed
            and ordinal == "1"
            and self.ordinal_column in row.fresh
            and before is not None
            and before.section == self.open[-1][1]
        ):
            numbers = [
                numbering.value(draft.ordinal)
                for draft in self.outline.drafts[self.first :]
                if draft.section == before.section and draft.ordinal and draft.ordinal.isdigit()
            ]
            self.closed = any(number is not None and number > 1 for number in numbers)
        return None if self.closed or not self.open else self.open[-1][1]

    def _report_shared(self, ordinal: str, row: LogicalRow) -> None:
        """Several tasks under one merged number are no numbering fault: say so, for whoever checks the numbers."""
        message = pick(f"số thứ tự {ordinal} gộp cho nhiều dòng", f"number {ordinal} is merged over several rows")
        self.outline.diagnostics.append(
            Diagnostic(code="KHR17", severity="info", message=message, where=whereabouts(row.places[0]))
        )

    def _report_stray(self, row: LogicalRow, texts: dict[Role, str]) -> None:
        words = "; ".join(text for text in [*texts.values(), *row.texts.values()] if text and not is_number(text))[:200]
        if not words:
            return
        message = pick(f"dòng không có nội dung nhiệm vụ, chưa đưa vào đâu: “{words}”", f"row without a task, placed nowhere: “{words}”")
        self.outline.diagnostics.append(
            Diagnostic(code="KHR04", severity="warning", message=message, where=whereabouts(row.places[0]))
        )

    def _lead_by_headings(self, drafts: Sequence[Draft]) -> None:
        """Who leads where no column says so: the unit whose heading stands over the tasks ("I. SỞ Y TẾ"), if all headings are units."""
        titles = [self.outline.sections[draft.section].title if draft.section is not None else "" for draft in drafts]
        if len(set(titles)) > 1 and all(unit_look(title) == 1 for title in titles):
            for draft, title in zip(drafts, titles, strict=True):
                draft.texts["lead"] = title

    # ---- parents and groups ---------------------------------------------------------------------------------------

    def _link(self, drafts: Sequence[Draft]) -> None:
        """Find each task's parent: 1.2 belongs to 1, a) to the number above it where that is a group."""
        for index, draft in enumerate(drafts):
            if draft.ordinal:
                draft.parent = self._parent(drafts, index, draft.ordinal)
        parents = {draft.parent for draft in drafts}
        for index, draft in enumerate(drafts):
            blank = not any(_filled(draft.texts.get(role, "")) for role in _ASSIGNMENT)
            draft.group = blank or index + self.first in parents

    def _parent(self, drafts: Sequence[Draft], index: int, ordinal: str) -> int | None:
        section = drafts[index].section
        wanted = numbering.parent(ordinal)
        point = numbering.kind(ordinal) == "point"
        if wanted is None and not point:
            return None
        while True:
            for at in range(index - 1, -1, -1):
                other = drafts[at]
                if other.section != section or other.ordinal is None:
                    if other.section != section:
                        break
                    continue
                if point and numbering.kind(other.ordinal) in ("arabic", "decimal"):
                    return at + self.first
                if not point and other.ordinal == wanted and other.source is not drafts[index].source:
                    return at + self.first
            wanted = numbering.parent(wanted) if wanted else None
            if wanted is None:
                return None


def _number_columns(rows: Sequence[LogicalRow], columns: Sequence[Column]) -> tuple[int | None, int | None]:
    """The column of the ordinal and, where two hold numbers, that of the running row number."""
    numbers = [column.index for column in columns if column.role == "number"]
    if len(numbers) < 2:
        return (numbers[0] if numbers else None), None
    running = max(numbers, key=lambda column: _running(rows, column))
    if _running(rows, running) < 0.8:
        return numbers[-1], numbers[0]
    return next(column for column in numbers if column != running), running


def _running(rows: Sequence[LogicalRow], column: int) -> float:
    """The share of whole numbers in the column that are one more than the one above, over all sections."""
    values = [int(text) for row in rows if column in row.fresh and (text := numbering.clean(row.texts.get(column, ""))).isdigit()]
    steps = [after - before == 1 for before, after in pairwise(values)]
    return sum(steps) / len(steps) if steps else 0.0


def _filled(text: str) -> bool:
    return bool(text.strip(" -–.\n\t"))


@lru_cache(maxsize=4096)
def _even(text: str, role: Role) -> str:
    """White space and lone dashes evened out; line breaks stay where they part items, not in a title.

    A list of units goes on after ";" and "," whether or not the page breaks the line there.
    """
    text = text.strip()
    if text in ("-", "–", ""):
        return ""
    if "\n" not in text:
        return _BULLET.sub("", squeeze(text), count=1) if role == "title" else squeeze(text)
    lines = [squeeze(line) for line in text.split("\n") if line.strip()]
    if role == "title":
        joined = " ".join(lines)
        return _BULLET.sub("", joined, count=1) if len(_BULLET.findall("\n".join(lines))) == 1 else joined
    if role in ("lead", "support"):
        return _LISTED_ON.sub(" ", "\n".join(lines))
    return "\n".join(lines)


def deliverables_of(text: str) -> tuple[str, ...]:
    """The products of a cell: one per bullet or line, a line that only wraps joined to the one before."""
    items: list[str] = []
    if _BULLET.match(text):
        text = _INLINE_BULLET.sub("\n- ", text)
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        words = squeeze(_BULLET.sub("", line, count=1))
        if not words:
            continue
        if items and bullet is None and words[0].islower():
            items[-1] = f"{items[-1]} {words}"
        else:
            items.append(words)
    return tuple(item for item in items if _filled(item))


def task_of(draft: Draft, identity: str, section_id: str | None, parent_id: str | None) -> Task:
    """The record of a draft."""
    texts = draft.texts
    return Task(
        id=identity,
        section_id=section_id,
        parent_id=parent_id,
        is_group=draft.group,
        origin="table",
        ordinal=draft.ordinal,
        row=draft.row,
        title=draft.title,
        lead_raw=texts.get("lead", ""),
        cooperating_raw=texts.get("support", ""),
        deliverables=deliverables_of(texts.get("deliverable", "")),
        deadline=Deadline(raw=texts.get("deadline", "").replace("\n", " ")),
        footnotes=tuple(draft.footnotes),
        extra=draft.extra,
        provenance=tuple(draft.source.places),
    )
