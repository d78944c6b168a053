"""Every other form of the records: one module per format, found by name in ``FORMATS`` and loaded when it is used.

A writer is a function ``write(plans, path, options) -> list[str]``: it writes the plans to ``path`` (a new file of its own,
which the caller moves into place) and gives lines for people about what was left out or carried over. ``export`` composes
a writer with an atomic replacement of the target.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from msgspec import Struct, field

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.model import Plan

Writer = Callable[[Iterable[Plan], Path, "Options"], list[str]]

FORMATS: dict[str, str] = {
    "xlsx": "kehoach.export.xlsx:write",
    "csv": "kehoach.export.csv:write",
    "json": "kehoach.export.json:write",
    "jsonl": "kehoach.export.json:write_lines",
    "ics": "kehoach.export.ics:write",
    "sqlite": "kehoach.export.sqlite:write",
    "html": "kehoach.export.html:write",
    "parquet": "kehoach.export.parquet:write",
}
"""Format name -> "module:function" of its writer. The name is also the suffix of its files."""

SUFFIXES: dict[str, str] = {**{name: name for name in FORMATS}, "db": "sqlite", "sqlite3": "sqlite", "htm": "html", "ndjson": "jsonl"}
"""File suffix -> format name."""

TEXT_FORMATS = frozenset({"csv", "json", "jsonl", "ics", "html"})
"""Formats that may go to standard output."""


class Options(Struct, frozen=True):
    """How to write. ``bom``: a CSV begins with a byte order mark. ``force``: replace what would be refused.

    ``previous``: the workbook that stands at the target, whose typed-in work is carried over. ``same_documents``: refuse
    that workbook unless it holds a document that is exported now (the caller chose the name, not the user).
    """

    bom: bool = True
    force: bool = False
    previous: Path | None = None
    same_documents: bool = False


class Report(Struct):
    """What an export did: documents and task rows written, and lines for people."""

    plans: int = 0
    tasks: int = 0
    messages: list[str] = field(default_factory=list)


def format_of(path: Path) -> str:
    """The format that a file name asks for; raises ``UsageError`` where its suffix names none."""
    name = SUFFIXES.get(path.suffix.lower().removeprefix("."))
    if name is None:
        known = ", ".join(f".{suffix}" for suffix in SUFFIXES)
        vi, en = "không rõ dạng tệp theo đuôi; dùng một trong", "no form has this suffix; use one of"
        raise UsageError(f"{path.name}: {pick(vi, en)} {known}")
    return name


def writer_of(name: str) -> Writer:
    """The writer of a format, its module loaded now."""
    module, function = FORMATS[name].split(":")
    writer: Writer = getattr(import_module(module), function)
    return writer


def export(plans: Iterable[Plan], target: Path, *, form: str | None = None, options: Options | None = None) -> Report:
    """Write ``plans`` to ``target`` as ``form`` (default: by its suffix); the file appears whole or not at all.

    An .xlsx that stands at the target is refreshed: what people typed into it is carried over. Raises ``UsageError`` where
    the target cannot be written or holds somebody else's workbook.
    """
    from msgspec.structs import replace

    from kehoach.export.files import replacing

    name = form or format_of(target)
    options = options or Options()
    report = Report()
    if name == "xlsx" and target.is_file() and target.stat().st_size:
        options = replace(options, previous=target)
    with replacing(target) as path:
        report.messages += writer_of(name)(_counted(plans, report), path, options)
    return report


def _counted(plans: Iterable[Plan], report: Report) -> Iterator[Plan]:
    for plan in plans:
        report.plans += 1
        report.tasks += len(plan.tasks)
        yield plan
