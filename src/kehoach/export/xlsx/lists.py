"""The plain lists beside the tasks: "Căn cứ" (citations), "Cảnh báo" (diagnostics), "Thông tin" (documents), "Đã bỏ" (dropped rows)."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from kehoach import __version__
from kehoach.export import words
from kehoach.export.recurrence import whole_day
from kehoach.export.xlsx.book import Cell, Page
from kehoach.export.xlsx.previous import REASON, OldLine, OwnFormula, status
from kehoach.export.xlsx.tasks import Layout, colour_by_status
from kehoach.lang import pick
from kehoach.model import Place, Plan

Heading = tuple[str, str, float]

_CITATIONS: tuple[Heading, ...] = (
    ("Văn bản", "Document", 22),
    ("Số, ký hiệu", "Number", 22),
    ("Loại", "Kind", 18),
    ("Ngày ban hành", "Issued on", 14),
    ("Cơ quan ban hành", "Issuer", 30),
    ("Vai trò", "Role", 20),
    ("Nhiệm vụ dẫn", "Cited by tasks", 22),
)
_WARNINGS: tuple[Heading, ...] = (
    ("Văn bản", "Document", 22),
    ("Mức", "Severity", 12),
    ("Mã", "Code", 10),
    ("Nội dung", "Message", 80),
    ("Vị trí", "Where", 24),
)
_ABOUT: tuple[Heading, ...] = (
    ("Số, ký hiệu", "Number", 18),
    ("Loại", "Kind", 12),
    ("Trích yếu", "Title", 42),
    ("Cơ quan ban hành", "Issuer", 24),
    ("Ngày ban hành", "Issued on", 15),
    ("Người ký", "Signer", 18),
    ("Kỳ từ", "Period from", 12),
    ("Kỳ đến", "Period to", 12),
    ("Dự thảo", "Draft", 9),
    ("Số nhiệm vụ", "Tasks", 9),
    ("Tệp nguồn", "Source file", 24),
)
_ABOUT_ASIDE: tuple[Heading, ...] = (
    ("Tỉnh, thành phố", "Province", 16),
    ("Ngày hiệu lực", "Effective on", 15),
    ("Chức vụ", "Signer's role", 18),
    ("SHA-256", "SHA-256", 30),
)


def _table(page: Page, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]], title: str, aside: Sequence[Heading] = ()) -> None:
    """Heading, rows and filter; the columns ``aside`` come last, grouped."""
    headings = (*headings, *aside)
    page.columns([width for *_, width in headings], [heading in aside for heading in headings])
    page.printing(title)
    page.heading([pick(vi, en) for vi, en, _ in headings])
    style = page.book.style()
    for row in rows:
        page.line(row, style)
    page.table(0, page.row - 1, len(headings))


def citations(page: Page, plans: Iterable[Plan], title: str) -> None:
    """One row per document that a plan cites, with the numbers of the tasks that cite it."""
    _table(page, _CITATIONS, (row for plan in plans for row in _citation_rows(plan)), title)


def _citation_rows(plan: Plan) -> Iterable[Sequence[Cell]]:
    citing: defaultdict[str, list[str]] = defaultdict(list)
    for task in plan.tasks:
        for number in task.citations:
            citing[number].append(task.ordinal or task.row or "→")
    for citation in plan.citations:
        yield (
            words.document_name(plan),
            citation.number,
            citation.kind,
            _day(citation.issued_on),
            citation.issuer,
            pick(*words.CITATION_ROLES[citation.role]),
            "; ".join(citing.pop(citation.number, [])),
        )
    for number, tasks in citing.items():
        yield (words.document_name(plan), number, None, None, None, pick(*words.CITATION_ROLES["reference"]), "; ".join(tasks))


def warnings(page: Page, plans: Iterable[Plan], title: str) -> None:
    """One row per diagnostic, and one per cell that was too long for Excel."""
    style = page.book.style()
    _table(page, _WARNINGS, (row for plan in plans for row in _warning_rows(plan)), title)
    for cut in page.book.cut_cells:
        message = pick(f"Ô dài quá {32_767:,} ký tự nên bị cắt: {cut}", f"Cell longer than {32_767:,} characters, cut: {cut}")
        page.line([None, pick(*words.SEVERITIES["warning"]), "KHE01", message, None], style)
    page.sheet.autofilter(0, 0, page.row - 1, len(_WARNINGS) - 1)


def _warning_rows(plan: Plan) -> Iterable[Sequence[Cell]]:
    for found in plan.diagnostics:
        yield (words.document_name(plan), pick(*words.SEVERITIES[found.severity]), found.code, found.message, _where(found.where))


def _where(where: dict[str, Any]) -> str:
    if not where:
        return ""
    try:
        return words.place(msgspec.convert(where, Place))
    except msgspec.ValidationError:
        return "; ".join(f"{name}: {value}" for name, value in where.items())


def about(page: Page, plans: Iterable[Plan], title: str) -> None:
    """One row per document, and how to use and refresh the workbook."""
    _table(page, _ABOUT, map(_about_row, plans), title, _ABOUT_ASIDE)
    note = page.book.style(border=0, italic=True, text_wrap=False)
    page.line([None], note)
    for text in (
        pick(f"Lập bằng kehoach {__version__}.", f"Made by kehoach {__version__}."),
        pick(
            "Làm mới: chạy lại lệnh xuất vào tệp này. Trạng thái, Ghi chú, cột, bình luận và trang tự thêm được giữ nguyên.",
            "To refresh, export onto this file again. Status, notes, columns, comments and sheets of your own are kept.",
        ),
        pick(
            "Nhiệm vụ không còn, dòng tự thêm và bản sửa tay chuyển sang trang Đã bỏ. Các trang khác và màu tô tay được lập lại.",
            "Tasks that are gone, rows you added and cells you changed go to the sheet Dropped. Other sheets and colours are made anew.",
        ),
    ):
        page.line([text], note)


def _about_row(plan: Plan) -> Sequence[Cell]:
    info, signer, period = plan.document, plan.document.signer, plan.document.period
    return (
        info.number,
        info.kind,
        info.title,
        (info.issuer.name or info.issuer.raw) if info.issuer else None,
        _day(info.issued_on),
        signer.name if signer else None,
        period.start if period else None,
        period.end if period else None,
        pick("Có", "Yes") if info.is_draft else None,
        sum(not task.is_group for task in plan.tasks),
        plan.source.path,
        info.province,
        _day(info.effective_on),
        signer.role if signer else None,
        plan.source.sha256,
    )


def dropped(page: Page, left: Sequence[tuple[str, OldLine]], layout: Layout, title: str) -> None:
    """Rows of earlier versions of the workbook that are on the main sheet no more, as they stood, with the reason."""
    names = layout.names
    page.columns([20, *layout.widths()], [False, *layout.aside()])
    page.printing(title)
    page.heading([pick(*REASON), *layout.headings()])
    style = page.book.style()
    for reason, line in left:
        cells = {**line.cells, **line.own, "status": status(line.cells.get("status"))}
        row = page.line([reason, *(_as_value(cells.get(name)) for name in names)], style)
        for name, comment in line.comments.items():
            if name in names:
                page.comment(row, names.index(name) + 1, comment.text, comment.author)
    page.table(0, page.row - 1, len(names) + 1)
    colour_by_status(page, layout["due"] + 1, layout["status"] + 1, 1, page.row)
    page.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{page.row}"})


def _as_value(value: Any) -> Cell:
    """What a cell showed: the value of a formula, or the formula itself as text where no value is known."""
    if isinstance(value, OwnFormula):
        value = value.text if value.value is None else value.value
    return value if isinstance(value, str | int | float | date | None) else str(value)


def _day(text: str | None) -> date | str | None:
    """A real date where all of it is known, else the text ("2024-03")."""
    return whole_day(text) or text
