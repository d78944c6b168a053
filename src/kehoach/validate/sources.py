"""Drafts to review, from documents, folders and parsed JSON: the plan, and the text around its tasks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from kehoach.errors import UnreadableError
from kehoach.inputs import PARSED, STDIN, find_documents, load_plans, read_bytes
from kehoach.lang import pick
from kehoach.model import Place, Plan, Source, TextPlace
from kehoach.parse.blocks import SourceDocument, Table
from kehoach.validate.findings import folded
from kehoach.validate.mentions import task_texts
from kehoach.validate.phrases import glued_years
from kehoach.validate.source_text import NO_TEXT, Passage, SourceText


def load_drafts(paths: Iterable[str], format_name: str | None = None) -> Iterator[tuple[Plan, SourceText] | UnreadableError]:
    """Each document's normalised plan with the text of its source; what cannot be read comes as its error.

    Parsed JSON holds no text around the tasks, and standard input is read once: they come without it.
    """
    for path in find_documents(paths, parsed=True):
        if isinstance(path, UnreadableError):
            yield path
        elif path == STDIN or PurePath(path).suffix.lower() in PARSED:
            plans = list(load_plans([path], format_name))
            if not plans:
                yield UnreadableError(path, pick("không có kế hoạch nào trong tệp", "the file holds no plan"))
            for plan in plans:
                yield plan if isinstance(plan, UnreadableError) else (plan, NO_TEXT)
        else:
            try:
                yield _read(path, format_name)
            except UnreadableError as error:
                yield error
            except Exception as error:
                if os.environ.get("KEHOACH_DEBUG"):
                    raise
                reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
                yield UnreadableError(path, pick(f"lỗi nội bộ ({reason})", f"internal error ({reason})"))


def _read(path: str, format_name: str | None) -> tuple[Plan, SourceText]:
    import hashlib

    from kehoach.limits import DEFAULT
    from kehoach.normalize.plan import normalize_plan
    from kehoach.parse.document import plan_of
    from kehoach.parse.readers import read_document

    data = read_bytes(Path(path))
    document = read_document(data, path, DEFAULT, format_name)
    source = Source(path=path, format=document.format, sha256=hashlib.sha256(data).hexdigest(), pages=document.pages)
    plan = normalize_plan(plan_of(document, source))
    return plan, _text_of(document, plan)


def _text_of(document: SourceDocument, plan: Plan) -> SourceText:
    paragraphs = [Passage(paragraph.text, paragraph.place) for paragraph in document.paragraphs()]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    cells = [Passage(cell.text, row.place) for table in tables for row in table.rows for cell in row.cells]
    return SourceText(
        passages=tuple(_outside(plan, paragraphs)),
        cells=tuple(passage for passage in (*paragraphs, *cells) if glued_years(passage.text)),
        continued=tuple(place for table in tables for place in _continued(table)),
    )


def _continued(table: Table) -> Iterator[Place]:
    """The rows whose first cell reaches down from the row above."""
    slots = table.slots()
    for row, above, line in zip(table.rows[1:], slots, slots[1:], strict=False):
        if line and line[0] is not None and line[0] is above[0]:
            yield row.place


def _outside(plan: Plan, passages: list[Passage]) -> Iterator[Passage]:
    """The paragraphs that are no part of a task: their lines or words are not those of one."""
    lines: set[int] = set()
    places: set[str] = set()
    for task in plan.tasks:
        for place in task.provenance:
            if isinstance(place, TextPlace):
                lines.update(range(place.line, place.end_line + 1))
            else:
                places.add(repr(place))
    words = {folded(text) for task in plan.tasks for text in task_texts(task)}
    for passage in passages:
        inside = passage.place.line in lines if isinstance(passage.place, TextPlace) else repr(passage.place) in places
        if not inside and folded(passage.text) not in words:
            yield passage
