"""Drafts to review, from documents, folders and parsed JSON: the plan, and the texts around its tasks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from kehoach.errors import UnreadableError
from kehoach.inputs import PARSED, STDIN, find_documents, load_plans, read_bytes
from kehoach.lang import pick
from kehoach.model import Plan, Source, TextPlace
from kehoach.parse.blocks import Paragraph, SourceDocument
from kehoach.validate.findings import folded
from kehoach.validate.mentions import Passage, task_texts
from kehoach.validate.phrases import glued_years


def load_drafts(paths: Iterable[str], format_name: str | None = None) -> Iterator[tuple[Plan, tuple[Passage, ...]] | UnreadableError]:
    """Each document's normalised plan with its passages; what cannot be read comes as its error, and the others are read all the same.

    Parsed JSON and standard input hold no text around the tasks: they come without passages.
    """
    for path in find_documents(paths, parsed=True):
        if isinstance(path, UnreadableError):
            yield path
        elif path == STDIN or PurePath(path).suffix.lower() in PARSED:
            plans = list(load_plans([path], format_name))
            if not plans:
                yield UnreadableError(path, pick("không có kế hoạch nào trong tệp", "the file holds no plan"))
            for plan in plans:
                yield plan if isinstance(plan, UnreadableError) else (plan, ())
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


def _read(path: str, format_name: str | None) -> tuple[Plan, tuple[Passage, ...]]:
    import hashlib

    from kehoach.limits import DEFAULT
    from kehoach.normalize.plan import normalize_plan
    from kehoach.parse.document import plan_of
    from kehoach.parse.readers import read_document

    data = read_bytes(Path(path))
    document = read_document(data, path, DEFAULT, format_name)
    source = Source(path=path, format=document.format, sha256=hashlib.sha256(data).hexdigest(), pages=document.pages)
    plan = normalize_plan(plan_of(document, source))
    passages = list(_passages(document))
    return plan, (*_outside(plan, passages), *(replace(passage, inside=True) for passage in passages if glued_years(passage.text)))


def _passages(document: SourceDocument) -> Iterator[Passage]:
    """Every text of the source: paragraphs, and the cells of tables that may hold a stray footnote mark."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield Passage(block.text, block.place)
        else:
            yield from (Passage(cell.text, row.place, inside=True) for row in block.rows for cell in row.cells)


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
        if not passage.inside and not inside and folded(passage.text) not in words:
            yield passage
