"""Physical rows to logical ones: rows cut by a page joined again, merged cells carried over pages and lost ones filled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from kehoach.lang import pick
from kehoach.model import Diagnostic, Place, TextPlace, whereabouts
from kehoach.parse import numbering
from kehoach.parse.blocks import Cell
from kehoach.parse.columns import Column, Role
from kehoach.parse.grid import GridRow, Stream
from kehoach.parse.looks import deadline_look, is_bullet, unit_look
from kehoach.parse.numbering import is_bare_heading

_FINISHED = re.compile(r"[.;:!?…][”\"')\]]*$")
_OPEN_END = re.compile(r"(?:[,–-]|\b(?:và|của|các|cho|với|hoặc|theo|trong|tại|từ|đến|về|do|bằng|để|là|được|trên|những|một|đối với|giữa))$")


class LogicalRow(Struct):
    """One row of a task table, joined: the text of each column, which texts begin here, and all its physical rows."""

    texts: dict[int, str]
    fresh: set[int]
    places: list[Place]
    heading: str | None = None
    new_table: bool = False


class _Joined(Struct):
    row: GridRow
    places: list[Place] = field(default_factory=list)


def logical_rows(stream: Stream) -> tuple[list[LogicalRow], list[Diagnostic]]:
    """The logical rows of a stream, and a note for each row that was joined (KHR03) or filled from above (KHR05)."""
    notes: list[Diagnostic] = []
    joined: list[_Joined] = []
    for row in stream.rows:
        before = joined[-1] if joined else None
        if before is not None and row.heading is None and before.row.heading is None:
            if row.page_start or row.after_header or row.new_table:
                _carry_merged(before.row, row)
            if _continues(before.row, row, stream.columns):
                _append(before.row, row)
                before.places.append(row.place)
                notes.append(
                    _note("KHR03", pick("dòng bị ngắt trang, đã nối với dòng trên", "row cut by a page, joined to the row above"), row)
                )
                continue
        joined.append(_Joined(row, [row.place]))
    return _filled(joined, stream.columns, notes), notes


def _filled(joined: Sequence[_Joined], columns: Sequence[Column], notes: list[Diagnostic]) -> list[LogicalRow]:
    """The texts of each row; cells that the dump lost show what stands above, up to the next heading."""
    found: list[LogicalRow] = []
    above: dict[int, str] = {}
    _lose_merged_blanks(joined, columns)
    inherited = {column.index for column in columns if column.role not in (None, "note")}  # a remark is rarely merged, often missing
    for item in joined:
        row = item.row
        if row.heading is not None:
            above = {}
            found.append(LogicalRow({}, set(), item.places, heading=row.heading, new_table=row.new_table))
            continue
        texts = {column: cell.text.strip() for column, cell in row.cells.items()}
        fresh = {column for column in row.fresh if texts.get(column, "")}
        filled = [column for column in sorted(row.lost & inherited) if above.get(column)]
        if filled and not _stands_alone(row, columns):
            for column in filled:
                texts[column] = above[column]
            names = ", ".join(columns[column].heading for column in filled)
            notes.append(
                _note("KHR05", pick(f"ô gộp bị mất, lấy theo dòng trên: {names}", f"lost merged cell, taken from above: {names}"), row)
            )
        found.append(LogicalRow(texts, fresh, item.places, new_table=row.new_table))
        above = texts
    return found


class _Blanks(Struct, frozen=True):
    """The empty cells of one column: those under a filled one of the same section, and whether all else speaks for merged cells."""

    rows: list[GridRow]
    merged: bool


def _lose_merged_blanks(joined: Sequence[_Joined], columns: Sequence[Column]) -> None:
    """Empty cells that text forms show where the plan had a merged one count as lost.

    Only for who leads and by when, which every task has, and for the helpers beside a lead that is merged too; not for ticks,
    which nobody merges. Other formats say themselves which cells are merged.
    """
    lead = _column(columns, "lead")
    shown: set[int] = set()
    if lead is not None:
        shown = _lose(_blanks(joined, columns, lead), lead)
    for role in ("deadline", "support"):
        column = _column(columns, role)
        if column is not None and columns[column].part != "period" and (role == "deadline" or shown):
            blanks = _blanks(joined, columns, column)
            if role == "deadline" or {id(row) for row in blanks.rows} <= shown:
                _lose(blanks, column)


def _lose(blanks: _Blanks, column: int) -> set[int]:
    """Mark the cells as lost where they were merged; gives the rows."""
    rows = blanks.rows if blanks.merged else []
    for row in rows:
        row.lost.add(column)
        row.fresh.discard(column)
    return {id(row) for row in rows}


def _blanks(joined: Sequence[_Joined], columns: Sequence[Column], column: int) -> _Blanks:
    """The empty cells of a column, merged if they are several, each under a filled one, and no filled one repeats the one above.

    Whoever merges equal cells leaves no two of them below each other; a plan that repeats them has no reason to leave one out.
    """
    rows: list[GridRow] = []
    filled = bare = repeats = 0
    above, number = "", ""
    for item in joined:
        row = item.row
        if row.heading is not None or _is_group(row, columns):
            above, number = "", ""
            continue
        if not isinstance(row.place, TextPlace) or column in row.lost:
            return _Blanks([], merged=False)
        text, own = row.text(column), _number_of(row, columns)
        if text:
            filled += 1
            repeats += text == above
            above, number = text, own
        elif above and number and numbering.parent(own) == number:
            continue  # a part of the task above, which leads it
        elif above and not text:
            rows.append(row)
        else:
            bare += 1
    several = len(rows) > 1 and len(rows) >= 0.15 * (len(rows) + filled)
    return _Blanks(rows, merged=several and filled > 1 and not bare and not repeats)


def _is_group(row: GridRow, columns: Sequence[Column]) -> bool:
    """Whether nothing of the row says who, what or by when."""
    return not any(column.role in ("lead", "support", "deadline", "deliverable") and row.text(column.index) for column in columns)


def _number_of(row: GridRow, columns: Sequence[Column]) -> str:
    """The finest number of the row."""
    return next((numbering.clean(row.text(column.index)) for column in reversed(columns) if column.role == "number"), "")


def _stands_alone(row: GridRow, columns: Sequence[Column]) -> bool:
    """Whether the row is only a number and a title: a heading or group, under which nothing is inherited."""
    shown = [columns[column].role for column in row.cells if row.text(column)]
    return all(role in ("number", "title") for role in shown) and "title" in shown and "number" in shown


def _column(columns: Sequence[Column], role: Role) -> int | None:
    return next((column.index for column in columns if column.role == role), None)


def _carry_merged(before: GridRow, row: GridRow) -> None:
    """A merged cell that reaches over a page comes back empty, or with the rest of its text: make it one cell again.

    Rows further down see the lower piece through their merged cells, so it takes the whole text too.
    """
    for column in sorted(row.fresh):
        upper, lower = before.cells.get(column), row.cells.get(column)
        if upper is None or lower is None or lower is upper or not upper.text.strip():
            continue
        text = lower.text.strip()
        if not text and (lower.rowspan > 1 or upper.rowspan > 1):
            lower.text = upper.text
        elif text and lower.rowspan > 1 and _cell_reads_on(upper.text.strip(), text, None) > 1:
            upper.text = lower.text = join_over_page(upper.text, text)
        else:
            continue
        row.fresh.discard(column)


def _continues(before: GridRow, row: GridRow, columns: Sequence[Column]) -> bool:
    """Whether the row is the rest of the row above it, cut off by a page."""
    numbers = [column.index for column in columns if column.role == "number"]
    if any(row.text(column) for column in numbers if column in row.fresh):
        return False
    if numbers and all(column in row.lost for column in numbers) and not row.page_start:
        return False  # a dump that loses merged cells: the number is merged, the row is its own
    if any(column not in row.fresh and row.text(column) for column in numbers):
        return False  # the number cell reaches down: another row under one number
    shown = [column for column in sorted(row.fresh) if row.text(column)]
    if not shown:
        return row.page_cut is True
    if _title_reads_on(before, row, columns, shown):
        return True
    if len(shown) == 1 and is_bare_heading(row.text(shown[0])):
        return False
    if row.page_cut is not None and (row.page_start or row.after_header):
        return row.page_cut
    return _reads_on(before, row, columns, shown)


def _title_reads_on(before: GridRow, row: GridRow, columns: Sequence[Column], shown: Sequence[int]) -> bool:
    """Whether the title of the row surely is the rest of the one above, whatever the borders say.

    Either it begins with a small letter where the one above ends with a comma or the like, or it is one word alone in its row that is
    written like no heading ("VNeID").
    """
    title = _column(columns, "title")
    if title is None or title not in shown:
        return False
    upper, lower = before.text(title), row.text(title)
    if not upper or _FINISHED.search(upper) or is_bullet(lower):
        return False
    if len(shown) == 1 and " " not in lower:
        return not (lower.isupper() or lower.istitle())
    return lower[:1].islower() and _OPEN_END.search(upper) is not None


def _reads_on(before: GridRow, row: GridRow, columns: Sequence[Column], shown: Sequence[int]) -> bool:
    roles = {column.index: column.role for column in columns}
    evidence = 0.0
    for column in shown:
        upper, lower = before.text(column), row.text(column)
        evidence += _cell_reads_on(upper, lower, roles[column])
    title = _column(columns, "title")
    around = [column.index for column in columns if column.role in ("lead", "support", "deadline", "deliverable")]
    blank = {column for column in row.fresh if not row.text(column)}  # empty here, not merged from above
    if title is not None and title in blank and before.text(title):
        evidence += 1.5  # nothing to do is named: it cannot be a task of its own
    evidence += 0.5 * sum(1 for column in around if column in blank and before.text(column))
    if row.page_start or row.after_header or row.new_table:
        evidence += 1.0
    return evidence >= 1.5


def _cell_reads_on(upper: str, lower: str, role: Role | None) -> float:
    """How much the lower text reads as the rest of the upper one: > 0 for, < 0 against."""
    first = lower.lstrip("“\"'( ")[:1]
    if not upper:
        return -1.0 if role in ("title", "lead", "deadline") else -0.3
    if first.islower() and not is_bullet(lower):
        return 1.5
    if _OPEN_END.search(upper):
        return 1.5
    if is_bullet(lower):
        return 0.3 if is_bullet(upper.rsplit("\n", 1)[-1]) or upper.endswith((":", ";")) else -0.2
    if role == "lead" and unit_look(lower) > 0.8:
        return -1.2
    if role == "deadline" and deadline_look(lower) > 0.5:
        return -1.2
    if role == "title":
        return -1.0 if _FINISHED.search(upper) or not first.isdigit() else 0.0
    return -0.4 if _FINISHED.search(upper) else 0.0


def _append(before: GridRow, row: GridRow) -> None:
    """Join the row to the one above, cell by cell."""
    for column in sorted(row.cells):
        text = row.text(column)
        if not text or column not in row.fresh:
            continue
        upper = before.cells.get(column)
        if upper is None or not upper.text.strip():
            before.cells[column] = Cell(text, column)
            before.fresh.add(column)
            before.lost.discard(column)
        else:
            upper.text = row.cells[column].text = join_over_page(upper.text, text)


def join_over_page(upper: str, lower: str) -> str:
    """Two pieces of one cell: a new line before a bullet, else one space; none after a hyphen inside a code."""
    upper, lower = upper.rstrip(), lower.lstrip()
    if is_bullet(lower) and (_FINISHED.search(upper) or is_bullet(upper.rsplit("\n", 1)[-1])):
        return f"{upper}\n{lower}"
    if re.search(r"[A-ZĐ0-9]-$", upper) and re.match(r"[A-ZĐ0-9]", lower):
        return upper + lower
    return f"{upper} {lower}"


def _note(code: str, message: str, row: GridRow) -> Diagnostic:
    return Diagnostic(code=code, severity="info", message=message, where=whereabouts(row.place))
