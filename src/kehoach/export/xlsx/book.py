"""The workbook to write to: fonts and colours, pages of rows, and text that no spreadsheet takes for anything else."""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

import xlsxwriter
from msgspec import Struct
from xlsxwriter.worksheet import Worksheet

from kehoach import __version__
from kehoach.errors import UsageError
from kehoach.export.xlsx.heights import row_points
from kehoach.lang import pick

MAX_CHARS = 32_767
"""Characters (UTF-16 units) that a cell of Excel holds."""
MAX_ROWS = 1_048_576
FONT = "Times New Roman"
MARK = "kehoach"
"""Name of the document property by which a workbook is known to be ours; its value is the version that wrote it."""

SHEETS: dict[str, tuple[str, str]] = {
    "tasks": ("Nhiệm vụ", "Tasks"),
    "units": ("Theo đơn vị", "By unit"),
    "timeline": ("Lịch", "Timeline"),
    "citations": ("Căn cứ", "Citations"),
    "warnings": ("Cảnh báo", "Warnings"),
    "about": ("Thông tin", "About"),
    "dropped": ("Đã bỏ", "Dropped"),
    "checks": ("_kehoach", "_kehoach"),
}
"""Sheet names, Vietnamese and English."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_HEAD, _LINES = "#1F4E78", "#A6A6A6"


class Formula(Struct, frozen=True):
    """A formula of ours and the value it has now."""

    text: str
    value: str | int | float = ""


Cell = str | int | float | bool | date | time | timedelta | Formula | None
Value = TypeVar("Value")


class TextSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that writes strings as they are.

    XlsxWriter takes a string ``<r>…</r>`` for ready-made XML, and writes a carriage return as ``_x000D_``, which few readers undo.
    Heights in ``fitted`` (row from 0 -> points) are written as automatic ones, so that Excel fits a row again when it is edited.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fitted: dict[int, float] = {}

    def _write_row(self, row: int, spans: Any, row_info: Any = None, empty_row: bool = False) -> None:
        points = self.fitted.pop(row, None)
        if points is None or row_info or empty_row:
            super()._write_row(row, spans, row_info, empty_row)
        else:
            self._xml_start_tag_unencoded("row", [("r", row + 1), ("ht", f"{points:g}")])

    def _xml_rich_inline_string(self, string: str, attributes: Sequence[Any] = ()) -> None:
        self._xml_inline_string(string, True, attributes)

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        return "\r".join(map(Worksheet._escape_control_characters, data.split("\r")))

    def _escape_data(self, data: Any) -> Any:
        escaped = super()._escape_data(data)
        return escaped.replace("\r", "&#13;") if isinstance(escaped, str) else escaped


class Style:
    """One look of a cell in its four uses: text, text that begins like a formula, day, number."""

    def __init__(self, workbook: xlsxwriter.Workbook, looks: dict[str, Any]) -> None:
        base = {"valign": "top", "border": 1, "border_color": _LINES, **looks}
        self.bold, self.wraps = bool(looks.get("bold")), bool(looks.get("text_wrap", True))
        self.text = workbook.add_format({"text_wrap": True, **base})
        self.quoted = workbook.add_format({"text_wrap": True, **base, "quote_prefix": True})
        self.day = workbook.add_format({**base, "num_format": "dd/mm/yyyy", "align": "center"})
        self.clock = workbook.add_format({**base, "num_format": "[h]:mm:ss"})
        self.number = workbook.add_format({**base, "num_format": "General"})


class Book:
    """A workbook written row by row to disk; nothing but the current row of each sheet is held in memory."""

    def __init__(self, path: Path, created: datetime, scratch: Path) -> None:
        """``scratch``: a folder for rows on their way into the file."""
        options = {
            "constant_memory": True,
            "tmpdir": str(scratch),
            "default_format_properties": {"font_name": FONT, "font_size": 12},
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"created": created, "comments": f"kehoach {__version__}"})
        self._book.set_custom_property(MARK, __version__, "text")
        self._styles: dict[tuple[tuple[str, Any], ...], Style] = {}
        self.cut_cells: list[str] = []

    def close(self) -> None:
        """Write the file. Raises ``OSError``."""
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(*getattr(error.args[0], "args", error.args)) from error

    def style(self, **looks: Any) -> Style:
        """A look by XlsxWriter's property names (bold, bg_color, indent …), each made once."""
        name = tuple(sorted(looks.items()))
        if name not in self._styles:
            self._styles[name] = Style(self._book, looks)
        return self._styles[name]

    def colour(self, **looks: Any) -> Any:
        """A format for conditional colours: what it names and nothing else."""
        return self._book.add_format(looks)

    def page(self, name: str) -> Page:
        """A new sheet, by its key in ``SHEETS`` or by a name of its own."""
        title = pick(*SHEETS[name]) if name in SHEETS else name
        return Page(self, self._book.add_worksheet(title, worksheet_class=TextSheet))


class Page:
    """A sheet filled from the top down. ``row`` is the next row to write, from 0."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self.sheet, self.row = book, sheet, 0
        self.widths: Sequence[float] = ()
        """Widths of columns in sight, 0 for those folded away."""

    @property
    def name(self) -> str:
        return str(self.sheet.get_name())

    def columns(self, widths: Sequence[float], aside: Sequence[bool] = ()) -> None:
        """Column widths in characters; those ``aside`` are grouped and folded away."""
        self.widths = [0 if folded else width for width, folded in zip_longest(widths, aside, fillvalue=False)]
        for index, width in enumerate(widths):
            folded = index < len(aside) and aside[index]
            self.sheet.set_column(index, index, width, None, {"level": 1, "hidden": True} if folded else {})
        if any(aside):
            after = max(index for index, folded in enumerate(aside) if folded) + 1
            self.sheet.set_column(after, after, widths[after] if after < len(widths) else 9, None, {"collapsed": True})

    def heading(self, headings: Sequence[str]) -> None:
        """The heading row of a table, which stays in sight on screen and on every printed page."""
        style = self.book.style(bold=True, bg_color=_HEAD, font_color="#FFFFFF", align="center", valign="vcenter")
        self.line(headings, style)
        self.sheet.freeze_panes(self.row, 0)
        self.sheet.repeat_rows(self.row - 1)

    def line(self, values: Sequence[Cell], style: Style | Sequence[Style]) -> int:
        """Write the next row and give its number, from 0; an empty value still gets its look."""
        row = self.row
        if row >= MAX_ROWS:
            raise UsageError(
                pick(
                    f"trang {self.name}: quá {MAX_ROWS:,} dòng của Excel; dùng --sqlite hoặc --parquet, hay lọc bớt",
                    f"sheet {self.name}: more than Excel's {MAX_ROWS:,} rows; use --sqlite or --parquet, or filter",
                )
            )
        styles = [style] * len(values) if isinstance(style, Style) else style
        for column, (value, look) in enumerate(zip(values, styles, strict=True)):
            self.put(row, column, value, look)
        self.sheet.fitted[row] = row_points(values if styles[0].wraps else (), self.widths, styles[0].bold)
        self.row += 1
        return row

    def put(self, row: int, column: int, value: Cell, style: Style) -> None:
        """Write one cell by the type of its value; text is never a formula, a link or a number."""
        sheet, value = self.sheet, self.clean(value)
        if isinstance(value, str) and value:
            sheet.write_string(row, column, value, style.quoted if _FORMULA.match(value) else style.text)
        elif value is None or value == "":
            sheet.write_blank(row, column, None, style.text)
        elif isinstance(value, Formula):
            sheet.write_formula(row, column, self.clean(value.text), style.text, self.clean(value.value))
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, style.text)
        elif isinstance(value, date):
            if value.year < 1900:
                sheet.write_string(row, column, value.isoformat(), style.text)
            else:
                sheet.write_datetime(row, column, value, style.day)
        elif isinstance(value, time | timedelta):
            sheet.write_datetime(row, column, value, style.clock)
        else:
            sheet.write_number(row, column, value, style.number)

    def clean(self, value: Value) -> Value | str:
        """A text as a cell can hold it: without control characters, cut to what Excel holds (and that told); else the value."""
        if not isinstance(value, str):
            return value
        text: str = value
        if _FORBIDDEN.search(text):
            text = _FORBIDDEN.sub("", text)
        if len(text) * 2 > MAX_CHARS and (units := text.encode("utf-16-le"))[MAX_CHARS * 2 :]:
            self.book.cut_cells.append(f"{self.name}: {text[:60]}…")
            text = units[: (MAX_CHARS - 1) * 2].decode("utf-16-le", "ignore") + "…"
        return text

    def comment(self, row: int, column: int, text: str, author: str | None) -> None:
        """Put somebody's comment on a cell."""
        self.sheet.write_comment(row, column, self.clean(text), {"author": author or ""})

    def table(self, first: int, last: int, columns: int) -> None:
        """The filter over rows ``first`` (the heading) to ``last`` of the first ``columns`` columns."""
        self.sheet.autofilter(first, 0, max(first, last), columns - 1)

    def printing(self, title: str) -> None:
        """A4 landscape, one page wide, small margins; the title on top, page x/y below."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_header(f'&L&"{FONT},Italic"&10{_header_text(title)}')
        sheet.set_footer(f'&L&"{FONT},Italic"&10{_header_text(self.name)}&R&"{FONT},Regular"&10' + pick("Trang &P/&N", "Page &P/&N"))


def _header_text(text: str) -> str:
    """Text for a page header: its & doubled, short enough for Excel's 255 characters."""
    text = " ".join(_FORBIDDEN.sub("", text).split())
    text = text if len(text) <= 100 else text[:99] + "…"
    text = text.replace("&", "&&")
    return f" {text}" if text[:1].isdigit() else text
