"""The workbook an officer would have made, one module per sheet, and its refresh without loss of what people wrote into it."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kehoach.errors import UsageError
from kehoach.export import words
from kehoach.export.columns import Line, lines
from kehoach.export.recurrence import Extent, whole_day
from kehoach.export.xlsx import lists, own_sheets, timeline, units
from kehoach.export.xlsx.book import Book
from kehoach.export.xlsx.carry import Carried, carry
from kehoach.export.xlsx.previous import Previous, read
from kehoach.export.xlsx.staging import Staging
from kehoach.export.xlsx.tasks import Layout, TaskSheet
from kehoach.export.xlsx.widths import TextLengths
from kehoach.lang import pick
from kehoach.model import Plan

if TYPE_CHECKING:
    from kehoach.export import Options


def write(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """Write the workbook; with ``options.previous`` the work in that one is carried over.

    Plans wait on disk and rows go to disk one by one, so memory holds one document at a time. Raises ``UsageError`` where the
    previous workbook must not be replaced or a sheet would pass Excel's number of rows.
    """
    previous = read(options.previous, force=options.force) if options.previous else None
    with Staging() as staging, TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as scratch:
        summary = _stage(plans, staging)
        if previous and options.same_documents and options.previous:
            _refuse_other_documents(options.previous, previous, summary)
        carried = carry(previous, _lines(staging, summary.many)) if previous else Carried()
        book = Book(path, summary.created, Path(scratch))
        kept = _fill(book, staging, summary, previous or Previous(), carried)
        if previous and options.previous:
            own_sheets.copy(book, options.previous, previous.own_sheets)
        book.close()
    return _messages(previous, carried, kept, book)


class _Summary:
    """What must be known of all plans before the first row is written."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.lengths = TextLengths()
        self.documents: set[str] = set()
        self.count = 0
        self.title = ""
        self.created = datetime(2000, 1, 1)

    @property
    def many(self) -> bool:
        return self.count > 1

    def add(self, plan: Plan) -> None:
        info = plan.document
        self.count += 1
        self.extent.add(plan)
        self.lengths.add(plan)
        self.documents.add(words.document_name(plan))
        self.title = " – ".join(filter(None, (info.kind, info.number, info.title)))
        if self.many:
            self.title = pick("Nhiều văn bản", "Several documents")
        day = whole_day(info.issued_on)
        if self.count == 1 and day and day.year >= 1980:
            self.created = datetime(day.year, day.month, day.day)


def _stage(plans: Iterable[Plan], staging: Staging) -> _Summary:
    summary = _Summary()
    for plan in plans:
        staging.add(plan)
        summary.add(plan)
    return summary


def _lines(staging: Staging, many: bool) -> Iterator[Line]:
    for plan in staging.plans():
        yield from lines(plan, with_document=many)


def _fill(book: Book, staging: Staging, summary: _Summary, previous: Previous, carried: Carried) -> int:
    """Write all sheets; gives the number of rows into which somebody's work was carried."""
    title = summary.title
    loose = [name for line in carried.work.values() for name in (*line.own, *line.comments) if name.startswith("#")]
    layout = Layout.around(previous.own_columns, loose, summary.lengths.widths())
    main = TaskSheet(book.page("tasks"), layout, carried, staging, book.page("checks"))
    main.begin(title)
    for line in _lines(staging, summary.many):
        main.line(line)
    main.end()
    units.write(book.page("units"), staging, main.page.name, layout, title)
    scale = timeline.Scale.over(summary.extent.days() or ())
    timeline.write(book.page("timeline"), staging.plans(), scale, title, name_documents=summary.many)
    lists.citations(book.page("citations"), staging.plans(), title)
    warnings, about = book.page("warnings"), book.page("about")
    lists.about(about, staging.plans(), title)
    if carried.left:
        names = [name for _, line in carried.left for name in (*line.own, *line.comments)]
        wider = Layout.around(previous.own_columns, (name for name in names if name[:1] in ":#"), layout.fitted)
        lists.dropped(book.page("dropped"), carried.left, wider, title)
    lists.warnings(warnings, staging.plans(), title)
    return main.kept


def _refuse_other_documents(path: Path, previous: Previous, summary: _Summary) -> None:
    there = {line.text("document") for line in previous.lines}
    if there and not there & summary.documents:
        raise UsageError(
            pick(
                f"{path}: là sổ của văn bản khác ({', '.join(sorted(there))[:80]}); dùng -o để chọn tên tệp",
                f"{path}: is the workbook of another document ({', '.join(sorted(there))[:80]}); choose a name with -o",
            )
        )


def _messages(previous: Previous | None, carried: Carried, kept: int, book: Book) -> list[str]:
    messages = [pick(f"ô quá dài, đã cắt: {cut}", f"cell too long, cut: {cut}") for cut in book.cut_cells]
    if previous:
        messages.append(pick(f"giữ trạng thái, ghi chú của {kept} dòng", f"kept status and notes of {kept} rows"))
        if carried.left:
            messages.append(pick(f"{len(carried.left)} dòng ở trang Đã bỏ", f"{len(carried.left)} rows on the sheet Dropped"))
        if previous.own_sheets:
            names = ", ".join(previous.own_sheets)
            messages.append(
                pick(
                    f"chép lại trang tự thêm: {names} (giá trị, công thức, định dạng ô)",
                    f"copied your own sheets: {names} (values, formulas, look of cells)",
                )
            )
    return messages
