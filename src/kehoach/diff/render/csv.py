"""CSV: one line per pair, added, removed or uncertain task; for spreadsheets and scripts.

A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from kehoach.diff.changes import unit_names
from kehoach.diff.render import Options
from kehoach.diff.render.plain import plain
from kehoach.diff.render.said import answers, counts, field_name, stage_name, status_name
from kehoach.diff.result import STATUSES, PlanDiff
from kehoach.diff.rows import Row, rows
from kehoach.lang import pick
from kehoach.model import Plan, Task

_FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
Cell = str | int | float | None


def render(diff: PlanDiff, old: Plan, new: Plan, options: Options) -> str:
    """The rows under one line of headings; ``summary_only`` gives the summary's figures and answers instead."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for line in summary_lines(diff) if options.summary_only else task_lines(diff, old, new):
        writer.writerow([_guarded(cell) if isinstance(cell, str) else cell for cell in line])
    return out.getvalue()


def _guarded(text: str) -> str:
    text = plain(text)
    return f"'{text}" if _FORMULA.match(text) else text


def summary_lines(diff: PlanDiff) -> Iterator[Sequence[Cell]]:
    """Headings, then a figure or an answer on each line."""
    yield [pick("Câu hỏi", "Question"), pick("Trả lời", "Answer")]
    for name, count in counts(diff.summary):
        yield [name, count]
    for question, found in answers(diff.summary):
        for answer in found:
            yield [question, answer]


def task_lines(diff: PlanDiff, old: Plan, new: Plan) -> Iterator[Sequence[Cell]]:
    """Headings, then the rows."""
    sides = pick("cũ", "old"), pick("mới", "new")
    yield [
        pick("Kết quả", "Status"),
        pick("Cách ghép", "Stage"),
        pick("Điểm", "Score"),
        pick("Trường thay đổi", "Changed fields"),
        pick("Số ngày", "Days"),
        *(f"{name} ({side})" for name in _columns() for side in sides),
    ]
    for row in rows(diff, old, new):
        yield _line(row)


def _columns() -> list[str]:
    fields = ("section", "title", "lead_units", "cooperating_units", "deliverables", "deadline")
    return [pick("STT", "No."), *map(field_name, fields), pick("Mã", "Id")]


def _line(row: Row) -> list[Cell]:
    changes = row.pair.changes if row.pair else ()
    days = next((change.days for change in changes if change.field == "deadline"), None)
    cells = _cells(row.old, row.old_section), _cells(row.new, row.new_section)
    return [
        ", ".join(status_name(status) for status in STATUSES if status in row.statuses),
        stage_name(row.pair.stage) if row.pair else "",
        row.score,
        ", ".join(field_name(change.field) for change in changes),
        days,
        *(cell for both in zip(*cells, strict=True) for cell in both),
    ]


def _cells(task: Task | None, section: str) -> list[str]:
    if task is None:
        return [""] * 8
    lead, cooperating = unit_names(task.lead_units, task.lead_raw), unit_names(task.cooperating_units, task.cooperating_raw)
    texts = ("; ".join(lead), "; ".join(cooperating), "\n".join(task.deliverables), task.deadline.raw)
    return [task.ordinal or "", section, task.title, *texts, task.id]
