"""One page: what stands on it, measured and sorted into tables, lines of text and footnotes."""
from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct, field

from kehoach.lang import pick
from kehoach.limits import DEFAULT, Limits
from kehoach.model import Diagnostic
from kehoach.parse.blocks import Table
from kehoach.parse.readers.pdf.characters import read_runs
from kehoach.parse.readers.pdf.columns import read_columns
from kehoach.parse.readers.pdf.geometry import Box, Line, Run
from kehoach.parse.readers.pdf.grid import Grid, find_grids
from kehoach.parse.readers.pdf.lines import rows_of
from kehoach.parse.readers.pdf.notes import take_notes
from kehoach.parse.readers.pdf.rules import Drawing, read_drawing
from kehoach.parse.readers.pdf.sheets import Sheet
from kehoach.parse.readers.pdf.stamps import without_stamps
from kehoach.parse.readers.pdf.tables import parted, table_rows
from kehoach.parse.readers.pdf.unruled import Columns, find_unruled, with_rows_parted

_PICTURED = 0.4
_SOME_PICTURE = 0.05
_OUTLINES = 40
_FEW_LETTERS = 40
_FEW_UNKNOWN = 3
_SHARE_UNKNOWN = 0.01


class PlacedTable(Struct):
    """A table and where it stands on the page as read; whether rules close it above and below."""

    table: Table
    top: float
    bottom: float
    open_top: bool
    open_bottom: bool


class Page(Struct):
    """One page, read; ``lines`` in reading order, ``boxes`` their places on the page as people see it."""

    number: int
    width: float
    height: float
    turns: int
    tables: list[PlacedTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    columns: Columns | None = None

    def place(self, box: Box) -> Box:
        return Sheet(self.number, None, None, self.width, self.height, 0.0, 0.0, self.turns).place(box)


def read_page(sheet: Sheet, taken: Collection[str], columns: Columns | None = None, limits: Limits = DEFAULT) -> Page:
    """Everything on one page. ``taken``: the keys of footnotes on earlier pages; ``columns`` of an unruled table on the page before."""
    page = Page(sheet.number, sheet.width, sheet.height, sheet.turns)
    drawing = read_drawing(sheet)
    runs = [run for run in read_runs(sheet) if 0 <= run.base <= sheet.height + run.size and run.right > 0 and run.left < sheet.width]
    page.diagnostics = _unreadable(sheet.number, runs, drawing)
    runs = without_stamps(runs)
    grids = find_grids(drawing.horizontal, drawing.vertical)
    ruled = bool(grids)
    if any(len(grid.xs) - 1 > limits.max_columns for grid in grids):
        grids = [grid for grid in grids if len(grid.xs) - 1 <= limits.max_columns]
        page.diagnostics.append(_over_limit(sheet.number, limits.max_columns))
    inside, outside = parted(grids, runs)
    outside, notes = take_notes([run for run in outside if not run.turned], drawing.horizontal, sheet, taken)
    page.footnotes = notes.texts
    if ruled:
        grids = [with_rows_parted(grid, held) for grid, held in zip(grids, inside, strict=True)]
    else:
        found = find_unruled(rows_of(outside), drawing.horizontal, columns)
        if found is not None:
            grids, page.columns = [found[0]], found[1]
            inside, outside = parted(grids, outside)
    for grid, held in zip(grids, inside, strict=True):
        page.tables.append(_table(sheet, grid, held, notes.keys))
    for line in _between(outside, page, notes.keys):
        line.page = sheet.number
        line.orders = ()
        page.lines.append(line)
    return page


def _table(sheet: Sheet, grid: Grid, held: list[Run], notes: dict[str, str]) -> PlacedTable:
    table = Table(table_rows(sheet, grid, held, notes), len(grid.xs) - 1)
    return PlacedTable(table, grid.ys[0], grid.ys[-1], grid.open_top, grid.open_bottom)


def _between(runs: list[Run], page: Page, notes: dict[str, str]) -> list[Line]:
    """Lines above, between and below the tables."""
    bounds = [table.top for table in page.tables] + [float("inf")]
    stretches: list[list[list[Run]]] = [[] for _ in bounds]
    for row in rows_of(runs):
        index = next(i for i, bound in enumerate(bounds) if row[0].base - 0.3 * row[0].size < bound)
        stretches[index].append(row)
    lines: list[Line] = []
    for stretch in stretches:
        last = max((line.region for line in lines), default=0)
        for line in read_columns(stretch, page.width, notes):
            line.region += last * bool(line.region)
            lines.append(line)
    return lines


def _over_limit(number: int, columns: int) -> Diagnostic:
    message = pick(
        f"Trang {number} có bảng hơn {columns} cột: chữ trong bảng được đọc thành dòng",
        f"Page {number} has a table of more than {columns} columns: its text is read as lines",
    )
    return Diagnostic(code="KHR12", message=message, where={"page": number})


def _unreadable(number: int, runs: list[Run], drawing: Drawing) -> list[Diagnostic]:
    """A page that is a picture, or whose font has no Unicode."""
    letters = sum(len(run.text) for run in runs)
    unknown = sum(run.text.count("\ufffd") for run in runs)
    outlines = letters == 0 and (drawing.pictured > _SOME_PICTURE or drawing.shapes >= _OUTLINES)
    if outlines or (letters < _FEW_LETTERS and drawing.pictured > _PICTURED):
        message = pick(
            f"Trang {number} là ảnh hoặc chữ đã chuyển thành nét vẽ, không có lớp chữ: hãy nhận dạng chữ (OCR) rồi thử lại",
            f"Page {number} is a picture, or its letters are drawn as outlines, without text: run OCR on it and try again",
        )
        return [Diagnostic(code="KHR08", severity="error", message=message, where={"page": number})]
    if unknown > max(_FEW_UNKNOWN, _SHARE_UNKNOWN * letters):
        message = pick(
            f"Trang {number} dùng phông chữ không giải mã được ({unknown} trên {letters} ký tự): "
            "hãy xuất lại tệp PDF có kèm phông Unicode, hoặc nhận dạng chữ (OCR)",
            f"Page {number} uses a font that cannot be decoded ({unknown} of {letters} characters): "
            "export the PDF again with Unicode fonts, or run OCR on it",
        )
        return [Diagnostic(code="KHR09", severity="error", message=message, where={"page": number})]
    return []
