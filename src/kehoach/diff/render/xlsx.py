"""An Excel workbook: the comparison row by row with word marks, and the summary."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from kehoach.diff.marks import marks
from kehoach.diff.render import Options
from kehoach.diff.render.csv import Cell, summary_lines, task_lines
from kehoach.diff.render.plain import plain
from kehoach.diff.result import PlanDiff, Status
from kehoach.diff.rows import Row, rows
from kehoach.lang import pick
from kehoach.model import Plan

FILLS: dict[Status, str] = {
    "added": "#e2f0d9",
    "removed": "#fbe0dd",
    "changed": "#fff2cc",
    "moved": "#ddebf7",
    "same": "#ffffff",
    "maybe": "#eadcf4",
}
WIDTHS = (14, 16, 7, 20, 9, 7, 7, 24, 24, 60, 60, 28, 28, 28, 28, 36, 36, 20, 20, 14, 14)
OLD_TITLE, NEW_TITLE = 9, 10
"""Columns of the two titles, counted from 0."""
LONGEST = 32_767
"""Characters that a cell may hold, by Excel's own limit."""


def render(diff: PlanDiff, old: Plan, new: Plan, options: Options) -> bytes:
    """The workbook's bytes; every text is written as a text, never as a formula."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": pick("So sánh kế hoạch", "Comparison of plans")})
    book.formats[0].set_font_name("Times New Roman")
    styles = _Styles(book)
    if not options.summary_only:
        _tasks(book, diff, old, new, styles)
    _summary(book, diff, styles)
    book.close()
    return out.getvalue()


class _Styles:
    """The formats of cells and of words inside them."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": "Times New Roman", "font_size": 11}
        cell = {**font, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#bfbfbf"}
        self.heading = book.add_format({**cell, "bold": True, "bg_color": "#d9d9d9", "valign": "vcenter", "align": "center"})
        self.cells = {status: book.add_format({**cell, "bg_color": fill}) for status, fill in FILLS.items()}
        self.words = {
            "same": book.add_format(font),
            "old": book.add_format({**font, "font_color": "#c00000", "font_strikeout": True}),
            "new": book.add_format({**font, "font_color": "#00701c", "bold": True}),
        }


def _tasks(book: Any, diff: PlanDiff, old: Plan, new: Plan, styles: _Styles) -> None:
    sheet = book.add_worksheet(pick("So sánh", "Comparison"))
    headings, *lines = task_lines(diff, old, new)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_row(0, 32)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
        _write(sheet, 0, column, headings[column], styles.heading)
    for number, (row, line) in enumerate(zip(rows(diff, old, new), lines, strict=True), start=1):
        style = styles.cells[row.status]
        for column, value in enumerate(line):
            _write(sheet, number, column, value, style)
        _write_title(sheet, number, row, styles)
    sheet.autofilter(0, 0, len(lines), len(WIDTHS) - 1)


def _write(sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
    if isinstance(value, str) and value:
        sheet.write_string(row, column, plain(value)[:LONGEST], style)
    elif value is None or value == "":
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, value, style)


def _write_title(sheet: Any, number: int, row: Row, styles: _Styles) -> None:
    """Both titles of a pair that differ, with the words marked that one of them alone has."""
    if not (row.old and row.new):
        return
    found = marks(plain(row.old.title), plain(row.new.title))
    if all(mark.same for mark in found):
        return
    for column, side in ((OLD_TITLE, "old"), (NEW_TITLE, "new")):
        shown = [(mark.same, text) for mark in found if (text := mark.old if side == "old" else mark.new)]
        if len(shown) > 1 and sum(len(text) + 1 for _, text in shown) < LONGEST:
            parts: list[Any] = []
            for at, (same, text) in enumerate(shown):
                parts += [styles.words["same" if same else side], text + " " * (at < len(shown) - 1)]
            sheet.write_rich_string(number, column, *parts, styles.cells[row.status])


def _summary(book: Any, diff: PlanDiff, styles: _Styles) -> None:
    sheet = book.add_worksheet(pick("Tóm tắt", "Summary"))
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 70)
    headings, *lines = summary_lines(diff)
    names = [pick("Bản cũ", "Old plan"), pick("Bản mới", "New plan")]
    plans: list[list[Cell]] = [[name, side.number or side.path] for name, side in zip(names, (diff.old, diff.new), strict=True)]
    for number, line in enumerate([headings, *plans, *lines]):
        for column, value in enumerate(line):
            _write(sheet, number, column, value, styles.heading if number == 0 else styles.cells["same"])
