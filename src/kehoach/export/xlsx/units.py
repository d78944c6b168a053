"""Sheet "Theo đơn vị": the tasks of each unit by role, linked to their rows and showing the status typed there."""
from __future__ import annotations

from kehoach.export import words
from kehoach.export.xlsx.book import Cell, Formula, Page
from kehoach.export.xlsx.staging import Role, Staging
from kehoach.export.xlsx.tasks import Layout, colour_by_status
from kehoach.lang import pick

_COLUMNS: tuple[tuple[str, str, float, bool], ...] = (
    ("Đơn vị", "Unit", 26, False),
    ("Vai trò", "Role", 10, False),
    ("STT", "No.", 8, False),
    ("Nhiệm vụ", "Task", 50, False),
    ("Thời hạn", "Deadline", 17, False),
    ("Hạn", "Due", 12, False),
    ("Trạng thái", "Status", 15, False),
    ("Văn bản", "Document", 18, False),
    ("Phạm vi", "Scope", 18, True),
    ("Mã nhiệm vụ", "Task ID", 16, True),
    ("Dòng", "Row", 7, True),
)
_DUE, _STATUS, _KEY, _ROW = 5, 6, 9, 10


def write(page: Page, staging: Staging, main: str, layout: Layout, title: str) -> None:
    """Write the sheet from the roles kept in ``staging``; ``main`` is the name of the sheet of tasks, ``layout`` its columns."""
    page.columns([width for *_, width, _ in _COLUMNS], [aside for *_, aside in _COLUMNS])
    page.printing(title)
    page.heading([pick(vi, en) for vi, en, *_ in _COLUMNS])
    links = _Links(main, layout)
    plain, centred, faint = page.book.style(), page.book.style(align="center"), page.book.style(font_color="#808080")
    link = page.book.style(align="center", font_color="#0563C1", underline=1)
    looks = [faint, centred, link, plain, plain, plain, plain, plain, plain, plain, plain]
    for unit, led, supported in staging.units():
        counts = f"{pick(*words.ROLES['lead'])}: {led} · {pick(*words.ROLES['cooperating'])}: {supported}" if unit else None
        page.line([_name(unit), None, None, counts, *[None] * 7], page.book.style(bold=True, bg_color="#DDEBF7"))
        for role in staging.roles(unit):
            page.line(_line(role, links, page.row), looks)
    page.table(0, page.row - 1, len(_COLUMNS))
    colour_by_status(page, _DUE, _STATUS, 1, page.row)
    page.sheet.ignore_errors({"number_stored_as_text": f"A1:K{page.row}"})


def _name(unit: str) -> str:
    return unit or pick("(không ghi cơ quan)", "(no unit named)")


def _line(role: Role, links: _Links, row: int) -> list[Cell]:
    return [
        _name(role.unit),
        pick(*words.ROLES[role.role]) if role.unit else None,
        links.jump(row, role.ordinal),
        role.title,
        role.deadline,
        role.due_day,
        links.status(row, role.status),
        role.document,
        role.scope,
        role.key,
        links.row_of(row, role.row),
    ]


class _Links:
    """Formulas that find a task's row even after people have sorted, inserted or deleted rows on the main sheet.

    The row it was written to is tried first, so that no search is needed in a sheet that nobody sorted.
    """

    def __init__(self, main: str, layout: Layout) -> None:
        from xlsxwriter.utility import quote_sheetname, xl_col_to_name

        self.main = quote_sheetname(main)
        self.key, self.title, self.state = (xl_col_to_name(layout[name]) for name in ("id", "title", "status"))
        self.own_key, self.own_row = xl_col_to_name(_KEY), xl_col_to_name(_ROW)

    def row_of(self, row: int, target: int) -> Formula:
        own, there = f"${self.own_key}{row + 1}", f"{self.main}!${self.key}${target + 1}"
        search = f"MATCH({own},{self.main}!${self.key}:${self.key},0)"
        return Formula(f"=IFERROR(IF({there}={own},ROW({there}),{search}),{search})", target + 1)

    def status(self, row: int, now: str) -> Formula:
        return Formula(f'=IFERROR(INDEX({self.main}!${self.state}:${self.state},${self.own_row}{row + 1})&"","")', now)

    def jump(self, row: int, ordinal: str) -> Formula:
        shown = " ".join(ordinal.split())[:50] or "→"
        quoted = shown.replace('"', '""')
        place = f"\"#{self.main}!{self.title}\"&${self.own_row}{row + 1}"
        return Formula(f'=HYPERLINK({place},"{quoted}")', shown)
