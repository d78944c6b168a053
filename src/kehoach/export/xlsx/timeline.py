"""Sheet "Lịch": month by month what falls when, recurring tasks expanded over the plan's period."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from kehoach.export import words
from kehoach.export.recurrence import Span, task_spans
from kehoach.export.xlsx.book import Book, Cell, Page, Style
from kehoach.lang import pick
from kehoach.model import Plan

MAX_COLUMNS = 60
"""Columns of time; a longer stretch is drawn by quarters, then by years."""

_FIXED: tuple[tuple[str, str, float], ...] = (
    ("STT", "No.", 6),
    ("Nhiệm vụ", "Task", 44),
    ("Cơ quan chủ trì", "Lead", 20),
    ("Hạn", "Due", 12),
)
_MARKS: dict[str, tuple[str, dict[str, object], str, str]] = {
    "due": ("●", {"bg_color": "#1F4E78", "font_color": "#FFFFFF"}, "hạn cuối", "last day"),
    "recurring": ("○", {"bg_color": "#F4B183"}, "đến kỳ", "recurs"),
    "within": ("–", {"bg_color": "#9DC3E6"}, "trong kỳ", "within"),
    "open": ("·", {"bg_color": "#E2EFDA"}, "thường xuyên, từ ngày", "goes on"),
}
"""Mark, colours and meaning, from the strongest to the weakest; a month shows its strongest."""


class Scale(Struct, frozen=True):
    """The columns of time: the first month (counted from year 0), months to a column, and how many columns."""

    first: int
    step: int
    count: int

    @classmethod
    def over(cls, days: Iterable[date]) -> Scale | None:
        """The scale that holds all these days; the last of them are left out where even years do not fit."""
        months = [day.year * 12 + day.month - 1 for day in days]
        if not months:
            return None
        for step in (1, 3, 12):
            first = min(months) // step * step
            count = (max(months) - first) // step + 1
            if count <= MAX_COLUMNS:
                break
        return cls(first, step, min(count, MAX_COLUMNS))

    def column(self, day: date) -> int:
        """The column of a day, from 0; it may lie outside."""
        return (day.year * 12 + day.month - 1 - self.first) // self.step

    def start(self, column: int) -> date:
        month = self.first + column * self.step
        return date(month // 12, month % 12 + 1, 1)


def write(page: Page, plans: Iterable[Plan], scale: Scale | None, title: str, *, name_documents: bool) -> None:
    """Write the sheet: a heading of years over months, and one row per task that names any day."""
    page.printing(title)
    if scale is None:
        page.columns([6, 44])
        page.line([None, pick("Không có thời hạn nào có ngày cụ thể.", "No deadline names a day.")], page.book.style(border=0, italic=True))
        return
    page.columns([*(width for *_, width in _FIXED), *[4.2 if scale.step == 1 else 5.0] * scale.count])
    _heading(page, scale)
    marks = {kind: page.book.style(align="center", valign="vcenter", **looks) for kind, (_, looks, *_) in _MARKS.items()}
    plain, centred = page.book.style(), page.book.style(align="center")
    for plan in plans:
        if name_documents:
            page.line([None, words.document_name(plan), None, None], page.book.style(bold=True, bg_color="#BDD7EE"))
        for task in plan.tasks:
            drawn = _drawn(task_spans(plan, task), scale)
            if drawn:
                cells = (task.ordinal or task.row, task.title, words.leads(task), task.deadline.due)
                row = page.line(cells, [centred, plain, plain, plain])
                for column, kind in sorted(drawn.items()):
                    page.put(row, len(_FIXED) + column, _MARKS[kind][0], marks[kind])
    lined = {"type": "formula", "criteria": '=$B3<>""', "format": page.book.colour(border=1, border_color="#BFBFBF")}
    page.sheet.conditional_format(2, len(_FIXED), page.row, len(_FIXED) + scale.count - 1, lined)
    page.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{page.row}"})
    _legend(page, marks)


def _heading(page: Page, scale: Scale) -> None:
    """Two rows: years, and months or quarters as real dates, the current one framed in colour."""
    looks = {"bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "align": "center", "valign": "vcenter"}
    style, narrow = page.book.style(**looks), page.book.style(**{**looks, "font_size": 10})
    starts = [scale.start(column) for column in range(scale.count)]
    years: list[Cell] = [day.year if index == 0 or day.year != starts[index - 1].year else None for index, day in enumerate(starts)]
    page.line([*[None] * len(_FIXED), *years], style)
    for first, last in _runs(starts):
        if last > first:
            page.sheet.merge_range(0, len(_FIXED) + first, 0, len(_FIXED) + last, starts[first].year, style.number)
    labels: list[Cell] = [_label(day, scale.step) for day in starts]
    page.line([*(pick(vi, en) for vi, en, _ in _FIXED), *labels], [*[style] * len(_FIXED), *[narrow] * scale.count])
    page.sheet.freeze_panes(2, 2)
    page.sheet.repeat_rows(0, 1)


def _label(day: date, step: int) -> str:
    if step == 1:
        return f"{day.month}"
    return ("I", "II", "III", "IV")[day.month // 3] if step == 3 else f"{day.year}"


def _runs(starts: Sequence[date]) -> list[tuple[int, int]]:
    """First and last column of each year."""
    runs: list[tuple[int, int]] = []
    for index, day in enumerate(starts):
        if runs and starts[runs[-1][0]].year == day.year:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _drawn(found: Sequence[Span], scale: Scale) -> dict[int, str]:
    """The strongest mark in each column that a task touches."""
    order = list(_MARKS)
    drawn: dict[int, str] = {}

    def mark(column: int, kind: str) -> None:
        if 0 <= column < scale.count and (column not in drawn or order.index(kind) < order.index(drawn[column])):
            drawn[column] = kind

    for span in found:
        first, last = scale.column(span.start), scale.column(span.end)
        if span.kind == "recurring":
            mark(last, "recurring")
            continue
        kind = "open" if span.kind in ("from", "ongoing") else "within"
        for column in range(max(first, 0), min(last, scale.count - 1) + 1):
            mark(column, kind)
        if kind == "within":
            mark(last, "due")
    return drawn


def _legend(page: Page, marks: dict[str, Style]) -> None:
    plain: Style = _bare(page.book)
    page.line([None], plain)
    for kind, (sign, _, vi, en) in _MARKS.items():
        page.line([sign, pick(vi, en)], [marks[kind], plain])


def _bare(book: Book) -> Style:
    return book.style(border=0, italic=True)
