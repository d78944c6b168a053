"""CSV for Excel and for scripts: UTF-8, one row per task, all fields quoted, dates as 2024-06-30.

A spreadsheet runs a cell that begins with ``= + - @`` (their full-width forms too), a tab or a line break as a formula. Such a
text gets an apostrophe in front, as OWASP advises; a text that already has apostrophes before such a character gets one
more. ``read_rows`` takes it off again, so every text comes back as it was.
"""
from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kehoach.export.columns import COLUMNS, Value, lines, values
from kehoach.model import Plan

if TYPE_CHECKING:
    from kehoach.export import Options

_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
_GUARDED = re.compile("'" + _FORMULA.pattern)


def guarded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text[1:] if _GUARDED.match(text) else text


def write(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """Write the task rows of all plans; ``options.bom`` puts a byte order mark first, which Excel needs for UTF-8."""
    with path.open("w", encoding="utf-8-sig" if options.bom else "utf-8", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL)
        writer.writerow([column.heading for column in COLUMNS])
        for plan in plans:
            for line in lines(plan):
                if line.kind == "task":
                    writer.writerow(map(_cell, values(line)))
    return []


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else value.isoformat()


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV written here, by heading, every text as it was before it was guarded."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            yield {name: unguarded(text) for name, text in row.items()}
