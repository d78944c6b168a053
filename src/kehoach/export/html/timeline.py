"""The timeline of the page: for each task that names a day, a strip with its days drawn as SVG, under an axis of months."""
from __future__ import annotations

from datetime import date, timedelta
from html import escape

from kehoach.export.recurrence import Span, task_spans
from kehoach.lang import pick
from kehoach.model import Plan, Task

_UNITS = 1000.0
"""Width of a strip in units of its drawing."""
_LEAST = 7.0
"""Narrowest mark, so that a single day can be seen."""
_MAX_LABELS = 16


class Track:
    """Maps days to places on the strips, from the first day to the last one shown."""

    def __init__(self, days: tuple[date, date] | None) -> None:
        self.first = date(days[0].year, days[0].month, 1) if days else None
        self.last = _month_end(days[1]) if days else None

    @property
    def first_day(self) -> str | None:
        return self.first.isoformat() if self.first else None

    @property
    def last_day(self) -> str | None:
        return self.last.isoformat() if self.last else None

    def place(self, day: date) -> float:
        """Where a day begins: 0 at the first day, 1 after the last; cut to that."""
        if not self.first or not self.last:
            return 0.0
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return min(max(share, 0.0), 1.0)

    def row(self, number: int, title: str, plan: Plan, task: Task) -> str:
        """The strip of a task; "" where it names no day that is shown."""
        marks = [self._mark(span) for span in task_spans(plan, task) if self._shows(span)]
        if not marks:
            return ""
        name = escape(title if len(title) <= 140 else title[:139] + "…")
        drawing = f'<svg viewBox="0 0 {_UNITS:.0f} 16" preserveAspectRatio="none" aria-hidden="true">{"".join(marks)}</svg>'
        strip = f'<div class="strip" title="{escape(task.deadline.raw)}">{drawing}</div>'
        return f'<li id="b{number}"><a href="#t{number}">{name}</a>{strip}</li>'

    def _shows(self, span: Span) -> bool:
        return bool(self.first and self.last and span.start <= self.last and span.end >= self.first)

    def _mark(self, span: Span) -> str:
        start, end = self.place(span.start) * _UNITS, self.place(span.end + timedelta(days=1) if span.end < date.max else span.end) * _UNITS
        if span.kind == "recurring":
            return _rect("recurring", max(end - _LEAST, 0), _LEAST)
        if span.kind in ("from", "ongoing"):
            return _rect("open", start, max(end - start, _LEAST))
        last = _rect("due", max(end - _LEAST, 0), _LEAST)
        return _rect("within", start, end - start) + last if end - start > _LEAST else last

    def axis(self) -> str:
        """Labels and lines at the beginning of months, quarters or years, as many as have room."""
        if not self.first or not self.last:
            return ""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((step for step in (1, 3, 6, 12, 24, 60, 120) if months / step <= _MAX_LABELS), 600)
        parts = []
        month = self.first.year * 12 + self.first.month - 1
        month += -month % step if month % step else 0
        while (start := _first_of(month)) and start <= self.last:
            parts.append(f'<span style="left:{self.place(start) * 100:.2f}%">{_label(start, step)}</span>')
            month += step
        return "".join(parts)


def _rect(kind: str, x: float, width: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="2" width="{width:.1f}" height="12"/>'


def _first_of(month: int) -> date | None:
    return date(month // 12, month % 12 + 1, 1) if month // 12 <= 9999 else None


def _month_end(day: date) -> date:
    following = _first_of(day.year * 12 + day.month)
    return following - timedelta(days=1) if following else date.max


def _label(day: date, step: int) -> str:
    if step >= 12:
        return f"{day.year}"
    if step in (3, 6) or day.month == 1:
        return f"{day.month}/{day.year}"
    return pick(f"T{day.month}", f"{day:%b}")
