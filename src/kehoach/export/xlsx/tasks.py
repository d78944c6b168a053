"""Sheet "Nhiệm vụ": the plan's table with statuses and notes, as an officer keeps it."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from kehoach.export import words
from kehoach.export.columns import COLUMNS, KEYS, STATUSES, Line, values
from kehoach.export.xlsx.book import Cell, Formula, Page, Style
from kehoach.export.xlsx.carry import Carried
from kehoach.export.xlsx.heights import lines_of
from kehoach.export.xlsx.previous import OldLine, OwnFormula, check, status
from kehoach.export.xlsx.staging import Role, Staging
from kehoach.lang import pick
from kehoach.model import Task, Unit

_OWN_WIDTH = 18.0
_SPARE_ROWS = 500
"""Rows below the table in which the drop-down list works too, for tasks that people add."""


class Layout(Struct, frozen=True):
    """The columns of the sheet in order, by name: kehoach's keys, and people's own as ``OldLine`` names them."""

    names: tuple[str, ...]
    fitted: Mapping[str, float] = field(default_factory=dict)
    """Widths worked out for this plan, by column key."""

    @classmethod
    def around(cls, own_columns: Sequence[tuple[str, str]], extra: Iterable[str], fitted: Mapping[str, float]) -> Layout:
        """Kehoach's columns with own ones put back to the right of the column they stood beside; ``extra`` at the end."""
        names = list(KEYS)
        for name, left in own_columns:
            names.insert(names.index(left) + 1 if left in names else 0, name)
        names += [name for name in dict.fromkeys(extra) if name not in names]
        return cls(tuple(names), fitted)

    def __getitem__(self, name: str) -> int:
        return self.names.index(name)

    def headings(self) -> list[str]:
        by_key = {column.key: column.heading for column in COLUMNS}
        return [by_key.get(name, name[1:] if name.startswith(":") else "") for name in self.names]

    def widths(self) -> list[float]:
        by_key = {column.key: column.width for column in COLUMNS}
        return [self.fitted.get(name) or by_key.get(name, _OWN_WIDTH) for name in self.names]

    def aside(self) -> list[bool]:
        by_key = {column.key: column.aside for column in COLUMNS}
        return [by_key.get(name, False) for name in self.names]


class TaskSheet(Struct):
    """Writes the lines of all plans and keeps what the other sheets need: rows of tasks, and sums of what was written."""

    page: Page
    layout: Layout
    carried: Carried
    staging: Staging
    checks: Page
    """A hidden sheet of ids and sums of rows, by which the next refresh knows what was changed by hand."""
    kept: int = 0
    """Rows into which somebody's work was carried."""
    _position: int = 0

    def begin(self, title: str) -> None:
        self.page.columns(self.layout.widths(), self.layout.aside())
        self.page.printing(title)
        self.page.heading(self.layout.headings())
        self.page.sheet.freeze_panes(self.page.row, 2)
        self.checks.sheet.very_hidden()

    def line(self, line: Line) -> None:
        """Write a line with the work that people had put into it."""
        work = self.carried.work.get(self._position)
        self._position += 1
        cells: dict[str, Any] = dict(zip(KEYS, map(self.page.clean, values(line)), strict=True))
        self.checks.line([line.key, check([cells[name] for name in KEYS])], self.page.book.style(border=0))
        if work:
            self.kept += work.is_worked_on_beyond(cells["status"])
            cells["status"], cells["note"] = status(work.cells.get("status")), work.cells.get("note")
        row = self.page.row
        styles = self._styles(line)
        self.page.line([self._cell(row, name, cells, work) for name in self.layout.names], styles)
        for name, comment in work.comments.items() if work else ():
            if name in self.layout.names:
                self.page.comment(row, self.layout[name], comment.text, comment.author)
        if line.task is not None:
            self.staging.add_roles(_roles(line, line.task, cells, row))

    def _cell(self, row: int, name: str, cells: dict[str, Any], work: OldLine | None) -> Cell:
        value = cells[name] if name in cells else work.own.get(name) if work else None
        return moved(value, row, self.layout[name]) if isinstance(value, OwnFormula) else value

    def _styles(self, line: Line) -> list[Style]:
        style = self.page.book.style
        if line.task is None:
            band = {"bold": True, "bg_color": "#BDD7EE" if line.kind == "document" else "#DDEBF7", "text_wrap": not self._fits(line.title)}
            return [style(**band, align="center") if name == "ordinal" else style(**band) for name in self.layout.names]
        group = bool(line.task and line.task.is_group)
        looks = {name: style(bold=group) for name in self.layout.names}
        looks["ordinal"] = style(bold=group, align="center")
        looks["title"] = style(bold=group, indent=min(line.depth, 5))
        return [looks[name] for name in self.layout.names]

    def _fits(self, title: str) -> bool:
        """Whether a heading has room on one line over the empty cells from the title to the status."""
        room = sum(self.page.widths[self.layout["title"] : self.layout["status"]])
        return lines_of(title, room, bold=True) == 1

    def end(self) -> None:
        """The filter, the drop-down list and the colours over the rows written."""
        last = self.page.row - 1
        self.page.table(0, last, len(self.layout.names))
        column = self.layout["status"]
        choices = [pick(*wording) for wording in STATUSES.values()]
        rule = {"validate": "list", "source": choices, "error_type": "warning", "error_title": pick("Trạng thái", "Status")}
        self.page.sheet.data_validation(1, column, last + _SPARE_ROWS, column, rule)
        self.page.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        colour_by_status(self.page, self.layout["due"], column, 1, last + _SPARE_ROWS)


def colour_by_status(page: Page, due: int, state: int, first: int, last: int) -> None:
    """Colours for the due date and the status: green done, red overdue, amber due within 7 days; today is the reader's."""
    from xlsxwriter.utility import xl_col_to_name

    day, status_cell = f"${xl_col_to_name(due)}{first + 1}", f"${xl_col_to_name(state)}{first + 1}"
    names = {name: f'{status_cell}="{pick(*wording)}"' for name, wording in STATUSES.items()}
    done = f"OR({names['done']},{names['done_late']})"
    open_day = f"ISNUMBER({day}),NOT({names['dropped']})"
    rules = [
        (done, {"bg_color": "#C6EFCE", "font_color": "#006100"}),
        (f"OR({names['overdue']},AND({open_day},{day}<TODAY()))", {"bg_color": "#FFC7CE", "font_color": "#9C0006"}),
        (f"AND({open_day},{day}<=TODAY()+7)", {"bg_color": "#FFEB9C", "font_color": "#7F6000"}),
    ]
    for formula, looks in rules:
        rule = {"type": "formula", "criteria": f"={formula}", "format": page.book.colour(**looks), "stop_if_true": True}
        page.sheet.conditional_format(first, min(due, state), last, max(due, state), rule)


def moved(formula: OwnFormula, row: int, column: int) -> Cell:
    """Somebody's formula, its references moved along to the row it stands in now."""
    from openpyxl.formula.translate import Translator
    from xlsxwriter.utility import xl_rowcol_to_cell

    value = formula.value if isinstance(formula.value, str | int | float) else ""
    return Formula(Translator(formula.text, origin=formula.origin).translate_formula(xl_rowcol_to_cell(row, column)), value)


def _roles(line: Line, task: Task, cells: dict[str, Any], row: int) -> list[Role]:
    units = [("lead", unit) for unit in task.lead_units] + [("cooperating", unit) for unit in task.cooperating_units]
    if not units and not task.is_group:
        units = [("lead", Unit(raw="", name=""))]
    document = words.document_name(line.plan)
    due = task.deadline.due.isoformat() if task.deadline.due else None
    now = str(cells["status"] or "")
    return [
        Role(unit.name, role, _scope(unit), line.ordinal, line.title, task.deadline.raw, due, document, now, line.key, row)
        for role, unit in dict.fromkeys(units)
    ]


def _scope(unit: Unit) -> str:
    return "; ".join(filter(None, (unit.label, unit.qualifier)))


