"""A read document to a plan: head, sections, tasks, citations as written, with ids and the list of what was odd."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from kehoach.lang import pick
from kehoach.model import Deadline, Diagnostic, DocumentInfo, Plan, Section, Source, Task, whereabouts
from kehoach.parse import footnotes, numbering
from kehoach.parse.blocks import SourceDocument
from kehoach.parse.citations import citations_in, find_citations
from kehoach.parse.grid import task_streams
from kehoach.parse.head import read_head
from kehoach.parse.prose import ProseSection, ProseTask, Unread, read_prose
from kehoach.parse.rows import logical_rows
from kehoach.parse.tasks import Outline, is_procedure, read_rows, task_of
from kehoach.parse.wrappers import unwrap
from kehoach.text import plain_words


def plan_of(document: SourceDocument, source: Source) -> Plan:
    """The records of a document as written; meaning is added by ``kehoach.normalize``."""
    own = unwrap(document)
    head = read_head(own)
    notes = footnotes.collect(document)
    outline = Outline()
    streams, diagnostics = task_streams(document.blocks)
    for index, stream in enumerate(streams):
        rows, joined = logical_rows(stream)
        if is_procedure(rows, stream.columns):
            diagnostics.append(_procedure(whereabouts(rows[0].places[0]) if rows else {}))
            continue
        diagnostics += joined
        read_rows(rows, stream.columns, notes.of_table(index), outline)
    prose = read_prose([block for index, block in enumerate(document.blocks) if index not in own.outside], head.kind)
    sections = [*outline.sections, *_prose_sections(prose.sections, len(outline.sections))]
    tasks = _tasks(outline, prose.tasks, sections, head)
    diagnostics += [_unassigned(part) for part in prose.unread if part.texts]
    diagnostics += outline.diagnostics + list(_numbering_notes(sections, tasks))
    if not tasks:
        diagnostics.append(Diagnostic(code="KHR01", severity="warning", message=pick("không tìm thấy nhiệm vụ nào", "no task was found")))
    return Plan(
        source=source,
        document=head,
        sections=tuple(sections),
        tasks=tuple(tasks),
        citations=find_citations(own, document.footnotes.values(), head.number),
        diagnostics=(*document.diagnostics, *diagnostics),
    )


def _unassigned(part: Unread) -> Diagnostic:
    """KHR18: items of a part that gives work in prose which name nobody."""
    count, first = len(part.texts), part.texts[0][:120]
    message = pick(
        f"{count} mục giao việc không nêu đơn vị, chưa đọc thành nhiệm vụ: “{first}”",
        f"items without a unit, read as no task ({count}): “{first}”",
    )
    return Diagnostic(code="KHR18", severity="info", message=message, where=whereabouts(part.places[0]) if part.places else {})


def _prose_sections(found: Sequence[ProseSection], offset: int) -> list[Section]:
    sections = []
    for index, section in enumerate(found):
        parent = f"s{offset + section.parent + 1}" if section.parent is not None else None
        title, count = numbering.declared_count(section.title)
        sections.append(Section(id=f"s{offset + index + 1}", parent_id=parent, ordinal=section.ordinal, title=title, declared_count=count))
    return sections


def _tasks(outline: Outline, prose: Sequence[ProseTask], sections: Sequence[Section], head: DocumentInfo) -> list[Task]:
    identities = _Identities(head)
    paths = _paths(sections)
    ids = [identities.of(paths[d.section] if d.section is not None else "", d.ordinal or "", d.title) for d in outline.drafts]
    tasks = []
    for draft, identity in zip(outline.drafts, ids, strict=True):
        section = sections[draft.section].id if draft.section is not None else None
        task = task_of(draft, identity, section, ids[draft.parent] if draft.parent is not None else None)
        cited = _cited([task.title, *task.deliverables, task.deadline.raw, *task.extra.values()])
        tasks.append(replace(task, citations=cited) if cited else task)
    offset = len(outline.sections)
    for item in prose:
        at = offset + item.section if item.section is not None else None
        tasks.append(
            Task(
                id=identities.of(paths[at] if at is not None else "", item.ordinal or "", item.title),
                section_id=sections[at].id if at is not None else None,
                origin="prose",
                ordinal=item.ordinal,
                title=item.title,
                lead_raw=item.lead,
                cooperating_raw=item.cooperating,
                deadline=Deadline(raw=item.deadline),
                deliverables=tuple(item.deliverables),
                citations=_cited([item.title, *item.deliverables, item.deadline]),
                provenance=tuple(item.places),
            )
        )
    return tasks


def _cited(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.number for text in texts if text and "/" in text for citation in citations_in(text)))


def _paths(sections: Sequence[Section]) -> list[str]:
    """For each section its own and its parents' words: what tells equal tasks of different sections apart."""
    by_id = {section.id: section for section in sections}
    found = []
    for section in sections:
        words: list[str] = []
        at: Section | None = section
        while at is not None:
            words.append(f"{at.ordinal or ''} {at.title}")
            at = by_id.get(at.parent_id) if at.parent_id else None
        found.append(" > ".join(reversed(words)))
    return found


@lru_cache(maxsize=64)
def _letters(text: str) -> str:
    return plain_words(text).replace(" ", "")


class _Identities:
    """Ids of tasks: the same words in the same section of the same document give the same id, whatever the format.

    Only letters and digits count, so that line breaks, bullets and dashes of a format do not.
    """

    def __init__(self, head: DocumentInfo) -> None:
        self.document = _letters(head.number or "")
        self.seen: Counter[str] = Counter()

    def of(self, section: str, ordinal: str, title: str) -> str:
        """The id of the next task with these words; equal ones are numbered."""
        words = f"{self.document}|{_letters(section)}|{_letters(ordinal)}|{_letters(title)}"
        digest = hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()[:12]
        self.seen[digest] += 1
        count = self.seen[digest]
        return digest if count == 1 else f"{digest}-{count}"


def _numbering_notes(sections: Sequence[Section], tasks: Sequence[Task]) -> Iterable[Diagnostic]:
    """KHR02 where numbers of tasks do not follow each other inside a section: read as they are, and reported."""
    last: dict[tuple[str | None, str], tuple[int, str]] = {}
    titles = {section.id: section for section in sections}
    for task in tasks:
        if task.ordinal is None or task.origin == "prose":
            continue
        value, kind = numbering.value(task.ordinal), numbering.kind(task.ordinal)
        if value is None or kind not in ("arabic", "decimal"):
            continue
        group = (task.section_id, f"{task.parent_id}" if kind == "arabic" else numbering.parent(task.ordinal) or "")
        before = last.get(group)
        last[group] = (value, task.ordinal)
        if before is not None and value not in (before[0], before[0] + 1, 1):
            section = titles.get(task.section_id or "")
            name = f"{section.ordinal or section.title[:40]}: " if section else ""
            message = pick(
                f"số thứ tự không liên tục: {name}{before[1]} rồi {task.ordinal}",
                f"gap in numbering: {name}{before[1]}, then {task.ordinal}",
            )
            place = task.provenance[0] if task.provenance else None
            yield Diagnostic(code="KHR02", severity="info", message=message, where=whereabouts(place))


def _procedure(where: dict[str, object]) -> Diagnostic:
    message = pick("bảng các bước của quy trình, không phải bảng nhiệm vụ, đã bỏ qua", "steps of a procedure, not a task table, left out")
    return Diagnostic(code="KHR13", severity="info", message=message, where=where)
