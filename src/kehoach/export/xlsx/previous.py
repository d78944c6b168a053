"""What people wrote into a workbook made by kehoach: found by heading, in any order of rows and columns.

Only what stands on the main sheet and on "Đã bỏ" is theirs to keep: statuses, notes, columns and rows of their own, comments
on cells, cells they changed by hand; and sheets of their own.
"""
from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from msgspec import Struct, field

from kehoach.errors import UsageError
from kehoach.export.columns import COLUMNS, KEYS, STATUSES
from kehoach.export.xlsx.book import MARK, SHEETS
from kehoach.lang import pick
from kehoach.text import key

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

TYPED = ("status", "note")
"""The columns that people fill in."""

REASON: tuple[str, str] = ("Lý do", "Reason")
"""Heading of the first column of the sheet of dropped rows."""

_HEADINGS: dict[str, str] = {key(heading): column.key for column in COLUMNS for heading in (column.vi, column.en)}
_REASONS = {key(heading) for heading in REASON}
_STATUS_KEYS: dict[str, str] = {key(wording): name for name, wordings in STATUSES.items() for wording in wordings}
_SEARCHED_ROWS = 50
_LOST_PARTS = ("xl/charts/", "xl/media/", "xl/pivotTables/", "xl/embeddings/", "xl/slicers/")


class Comment(Struct, frozen=True):
    """A comment on a cell."""

    text: str
    author: str | None = None


class OldLine(Struct):
    """A row as it stands in the workbook: ``cells`` by column key; ``own`` by the name of a column somebody added, ":" and its
    heading, or "#19", its number, where it has none; ``comments`` by either. ``edited``: a cell of kehoach was changed by hand.
    """

    cells: dict[str, Any]
    own: dict[str, Any] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    reason: str = ""
    edited: bool = False

    def text(self, name: str) -> str:
        value = self.cells.get(name)
        return "" if value is None else str(value)

    @property
    def is_heading(self) -> bool:
        """Whether kehoach wrote it as the heading of a section or document."""
        return self.text("id").startswith("§")

    @property
    def is_worked_on(self) -> bool:
        """Whether somebody typed anything into it."""
        return bool(self.text("status")) or self.is_worked_on_beyond(self.cells.get("status"))

    def is_worked_on_beyond(self, initial: Any) -> bool:
        """Whether there is more in it than the status it began with."""
        own = any(value is not None for value in self.own.values())
        return status(self.cells.get("status")) != (initial or None) or bool(self.text("note")) or own or bool(self.comments)


class OwnFormula(Struct):
    """A formula somebody typed: its text, the cell it stands in ("K7"), and the value it last had."""

    text: str
    origin: str
    value: Any = None


class Previous(Struct):
    """A workbook to be refreshed. ``own_columns``: names of columns people added, each with that of the column left of it."""

    lines: list[OldLine] = field(default_factory=list)
    dropped: list[OldLine] = field(default_factory=list)
    own_columns: list[tuple[str, str]] = field(default_factory=list)
    own_sheets: list[str] = field(default_factory=list)


def check(values: Sequence[Any]) -> int:
    """A sum over the cells of a row that kehoach fills in (values in the order of ``KEYS``), to see whether one was changed."""
    parts = (_plain(value) for name, value in zip(KEYS, values, strict=True) if name not in TYPED)
    return zlib.crc32("\x1f".join(parts).encode("utf-8", "replace"))


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")


def status(value: Any) -> Any:
    """A status in the current language where it is one of the list, else as typed."""
    name = _STATUS_KEYS.get(key(value)) if isinstance(value, str) else None
    return pick(*STATUSES[name]) if name else value


def read(path: Path, *, force: bool = False) -> Previous | None:
    """What people wrote into the workbook at ``path``. Raises ``UsageError`` where it must not be replaced.

    It must not when it is not kehoach's, is open in a spreadsheet, or holds charts, pictures or pivot tables, which would
    be lost. With ``force`` what can be read is kept, and None is given where nothing can.
    """
    try:
        with ZipFile(path) as archive:
            lost = _what_would_be_lost(archive)
        book = _load(path)
    except (BadZipFile, OSError, KeyError, ValueError, TypeError):
        if force:
            return None
        raise _not_ours(path) from None
    try:
        if not force:
            if MARK not in book.custom_doc_props.names:  # type: ignore[attr-defined]
                raise _not_ours(path)
            _refuse(path, lost)
        return _read(book, path)
    finally:
        book.close()


def _what_would_be_lost(archive: ZipFile) -> list[str]:
    """Parts that cannot be carried over; a drawing that holds nothing (LibreOffice adds them) does not count."""
    found = {name.split("/")[1] for name in archive.namelist() if name.startswith(_LOST_PARTS)}
    drawings = (name for name in archive.namelist() if name.startswith("xl/drawings/drawing"))
    if any(b"Anchor" in archive.read(name) for name in drawings):
        found.add("drawings")
    return sorted(found)


def _load(path: Path, *, values: bool = False) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(path, read_only=True, data_only=values)


def _not_ours(path: Path) -> UsageError:
    return UsageError(
        pick(
            f"{path}: không phải sổ do kehoach lập nên không ghi đè; chọn tên khác hoặc thêm --force",
            f"{path}: is not a workbook made by kehoach and is not overwritten; choose another name or add --force",
        )
    )


def _refuse(path: Path, lost: list[str]) -> None:
    if lost:
        parts = ", ".join(lost)
        raise UsageError(
            pick(
                f"{path}: có biểu đồ, hình ảnh, bảng tổng hợp ({parts}) sẽ mất khi làm mới; chuyển sang tệp khác hoặc thêm --force",
                f"{path}: has charts, pictures or pivot tables ({parts}) that a refresh would lose; move them or add --force",
            )
        )
    if any((path.parent / name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#")):
        vi, en = "đang mở trong bảng tính; đóng lại hoặc thêm --force", "is open in a spreadsheet; close it or add --force"
        raise UsageError(f"{path}: {pick(vi, en)}")


def _read(book: Workbook, path: Path) -> Previous:
    previous = Previous()
    tables = {sheet.title: _Table.find(sheet) for sheet in book.worksheets}
    renamed = (title for title, table in tables.items() if table and table.reasons is None and "id" in table.columns.values())
    main = next((title for title in SHEETS["tasks"] if tables.get(title)), None) or next(renamed, None)
    language = SHEETS["tasks"].index(main) if main in SHEETS["tasks"] else 0
    ours = {pair[language]: role for role, pair in SHEETS.items()}
    for title, table in tables.items():
        if table and title == main:
            previous.lines = list(table.lines())
            previous.own_columns = table.own_columns()
        elif table and ours.get(title) == "dropped":
            previous.dropped = list(table.lines())
        elif title not in ours:
            previous.own_sheets.append(title)
    _add_values(path, {title: table.formulas for title, table in tables.items() if table and table.formulas})
    _mark_edited(book, previous.lines)
    return previous


class _Table(Struct):
    """A sheet on which the heading row was found: columns (from 0) by key, own ones by heading."""

    sheet: Any
    heading_row: int
    columns: dict[int, str]
    own: dict[int, str]
    """Column (from 0) -> name, as ``OldLine`` has it."""
    reasons: int | None
    formulas: dict[str, OwnFormula] = field(default_factory=dict)

    @classmethod
    def find(cls, sheet: Any) -> _Table | None:
        """The table of a sheet, by the headings of at least three columns, the title's among them."""
        if not hasattr(sheet, "iter_rows"):
            return None
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_row=_SEARCHED_ROWS, values_only=True), start=1):
            texts = {index: value.strip() for index, value in enumerate(row) if isinstance(value, str) and value.strip()}
            columns: dict[int, str] = {}
            for index, text in texts.items():
                name = _HEADINGS.get(key(text))
                if name and name not in columns.values():
                    columns[index] = name
            if len(columns) >= 3 and "title" in columns.values():
                reasons = next((index for index, text in texts.items() if key(text) in _REASONS), None)
                own = {index: text for index, text in texts.items() if index not in columns and index != reasons}
                return cls(sheet, number, columns, _distinct(own), reasons)
        return None

    def own_columns(self) -> list[tuple[str, str]]:
        names = {**self.columns, **self.own}
        return [(name, names.get(max((i for i in names if i < index), default=-1), "")) for index, name in sorted(self.own.items())]

    def lines(self) -> Iterator[OldLine]:
        comments = _comments(self.sheet)
        for row in self.sheet.iter_rows(min_row=self.heading_row + 1):
            line = OldLine({})
            for index, cell in enumerate(row):
                value = self._value(cell)
                if index == self.reasons:
                    line.reason = str(value or "")
                elif index in self.columns:
                    line.cells[self.columns[index]] = value
                elif index in self.own:
                    line.own[self.own[index]] = value
                elif value is not None:
                    line.own[f"#{index + 1}"] = value
                if comments and (comment := comments.get(getattr(cell, "coordinate", ""))):
                    line.comments[self.columns.get(index) or self.own.get(index) or f"#{index + 1}"] = comment
            if any(value is not None for value in (*line.cells.values(), *line.own.values())):
                yield line

    def _value(self, cell: Any) -> Any:
        from openpyxl.utils.escape import unescape

        value = cell.value
        if value is None or value == "":
            return None
        if getattr(cell, "data_type", "") == "f":
            formula = OwnFormula(str(getattr(value, "text", value)), cell.coordinate)
            self.formulas[cell.coordinate] = formula
            return formula
        if isinstance(value, str):
            return unescape(value) if "_x" in value else value
        if isinstance(value, datetime) and (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
            return value.date()
        return value


def _distinct(own: dict[int, str]) -> dict[int, str]:
    """Own headings, a repeated one told apart by its column number."""
    seen: set[str] = set()
    result = {}
    for index, heading in own.items():
        result[index] = f":{heading} ({index + 1})" if heading in seen else f":{heading}"
        seen.add(heading)
    return result


def _comments(sheet: Any) -> dict[str, Comment]:
    """The comments of a sheet opened for streaming, by cell ("B7")."""
    from openpyxl.comments.comment_sheet import CommentSheet
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.xml.constants import COMMENTS_NS
    from openpyxl.xml.functions import fromstring

    archive = sheet.parent._archive
    relations = get_rels_path(sheet._worksheet_path)  # type: ignore[no-untyped-call]
    if relations not in archive.namelist():
        return {}
    found: dict[str, Comment] = {}
    for relation in get_dependents(archive, relations).find(COMMENTS_NS):
        if part := CommentSheet.from_tree(fromstring(archive.read(relation.target))):
            found.update((place, Comment(comment.text, comment.author)) for place, comment in part.comments)
    return found


def _add_values(path: Path, formulas: dict[str, dict[str, OwnFormula]]) -> None:
    """Give formulas (by sheet and cell) the values they last had, as the spreadsheet that calculated them stored them."""
    if not formulas:
        return
    book = _load(path, values=True)
    try:
        for title, waiting in formulas.items():
            for row in book[title].iter_rows():
                for cell in row:
                    if formula := waiting.get(getattr(cell, "coordinate", "")):
                        formula.value = cell.value
    finally:
        book.close()


def _mark_edited(book: Workbook, lines: list[OldLine]) -> None:
    """Mark the rows whose own cells of kehoach are not as it wrote them, by the sums on the hidden sheet."""
    sheet = next((book[name] for name in SHEETS["checks"] if name in book.sheetnames), None)
    if sheet is None:
        return
    known: dict[str, set[int]] = {}
    for name, total, *_ in sheet.iter_rows(values_only=True):
        if isinstance(total, int | float):
            known.setdefault(str(name), set()).add(int(total))
    for line in lines:
        sums = known.get(line.text("id"))
        line.edited = sums is not None and check([line.cells.get(name) for name in KEYS]) not in sums
