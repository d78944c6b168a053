"""Sheets that people added to the workbook, copied into the new one: values, formulas and the look of cells."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kehoach.export.xlsx.book import SHEETS, Book, Formula, Page, Style

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet


def copy(book: Book, path: Path, names: Sequence[str]) -> None:
    """Copy the named sheets of the workbook at ``path``: cells, comments, merged cells, widths and heights, in their order."""
    if not names:
        return
    from openpyxl import load_workbook

    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    taken = {name.casefold() for pair in SHEETS.values() for name in pair}
    for name in names:
        page = book.page(_free_name(name, taken))
        _sizes(page, formulas[name])
        looks: dict[int, Style] = {}
        for y, (row, shown) in enumerate(zip(formulas[name].iter_rows(), values[name].iter_rows(), strict=True)):
            for x, (cell, result) in enumerate(zip(row, shown, strict=True)):
                if cell.value is None and not cell.has_style:
                    continue
                if cell.style_id not in looks:
                    looks[cell.style_id] = book.style(**_look(cell))
                page.put(y, x, _value(cell, result), looks[cell.style_id])
                if cell.comment:
                    page.comment(y, x, cell.comment.text, cell.comment.author)


def _free_name(name: str, taken: set[str]) -> str:
    """The sheet's name, told apart from kehoach's sheets in either language; at most 31 characters."""
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name[:26]} ({number})", number + 1
    taken.add(free.casefold())
    return free


def _sizes(page: Page, sheet: Worksheet) -> None:
    for letter, column in sheet.column_dimensions.items():
        if column.width:
            page.sheet.set_column(f"{letter}:{letter}", column.width, None, {"hidden": bool(column.hidden)})
    for number, row in sheet.row_dimensions.items():
        if row.height:
            page.sheet.set_row(number - 1, row.height)
    for area in sheet.merged_cells.ranges:
        # merge_range would write rows that have not come yet
        page.sheet.merge.append([area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1])
    if sheet.freeze_panes:
        page.sheet.freeze_panes(sheet.freeze_panes)
    page.sheet.sheet_state = sheet.sheet_state
    if sheet.sheet_state != "visible":
        page.sheet.hide()


def _value(cell: Cell | MergedCell, result: Any) -> Any:
    value = cell.value
    if cell.data_type == "f":
        shown = result.value if isinstance(result.value, str | int | float) else ""
        return Formula(str(getattr(value, "text", value)), shown)
    return value


def _look(cell: Cell | MergedCell) -> dict[str, Any]:
    """The look of a cell by XlsxWriter's names; colours of a theme, which have no fixed value, are left out."""
    font, fill, alignment = cell.font, cell.fill, cell.alignment
    looks: dict[str, Any] = {
        "border": 0,
        "valign": _VERTICAL.get(alignment.vertical or "", "bottom"),
        "text_wrap": bool(alignment.wrap_text),
        "bold": bool(font.b),
        "italic": bool(font.i),
        "num_format": cell.number_format,
    }
    if font.name:
        looks["font_name"] = font.name
    if font.sz:
        looks["font_size"] = font.sz
    if colour := _rgb(font.color):
        looks["font_color"] = colour
    if fill.fill_type == "solid" and (colour := _rgb(fill.fgColor)):
        looks["bg_color"] = colour
    if alignment.horizontal in ("left", "center", "right", "justify"):
        looks["align"] = alignment.horizontal
    sides = cell.border
    for name in ("left", "right", "top", "bottom"):
        if (side := getattr(sides, name)) is not None and side.style:
            looks[name] = 1
    return looks


_VERTICAL = {"top": "top", "center": "vcenter", "bottom": "bottom", "justify": "vjustify"}


def _rgb(colour: Any) -> str | None:
    value = getattr(colour, "rgb", None)
    return f"#{value[-6:]}" if getattr(colour, "type", "") == "rgb" and isinstance(value, str) else None
