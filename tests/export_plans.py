"""Plans for the tests of exports: one with every field in use, awkward texts, and strategies for any plan at all."""
from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from factory import by, plan, task, unit
from kehoach import model
from kehoach.model import Citation, Clause, Deadline, Diagnostic, DocxPlace, HtmlPlace, PdfPlace, Plan, Section, Task, TextPlace

FORMULAS = (
    "=1+1",
    "+84 24 3825",
    "-Sở Tư pháp",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "=cmd|' /C calc'!A0",
    " =1+1",
    "＝1+1",
    "'=1+1",
    "''-x",
)
"""Texts that a spreadsheet may run, and texts that look as if they had been made safe already."""

AWKWARD = (
    *FORMULAS,
    "<r>không phải & XML</r>",
    "_x000D_ viết vậy",
    "https://example.vn/a?b=1&c=2",
    "'ngoặc đơn'",
    "00123",
    "1/2",
    "TRUE",
    "dòng một\ndòng hai",
    " có khoảng trắng ",
    "</script><script>alert(1)</script>",
    "{{rows}} {{title}}",
    'ngoặc "kép", dấu phẩy; chấm phẩy',
    "😀 ngoài mặt phẳng cơ bản",
)


def within(raw: str, start: str, end: str) -> Deadline:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return Deadline(raw=raw, due=last, clauses=(Clause(kind="within", start=first, end=last, raw=raw),))


def recurring(raw: str, rrule: str | None, **more: Any) -> Deadline:
    return Deadline(raw=raw, clauses=(Clause(kind="recurring", rrule=rrule, raw=raw, **more),))


ONGOING = Deadline(raw="Thường xuyên", clauses=(Clause(kind="ongoing", raw="Thường xuyên"),))


def rich_plan() -> Plan:
    """Sections and subsections, a group with children, prose, every kind of clause and place, notes, extra columns."""
    sections = (
        Section(id="s1", ordinal="I", title="Chỉ đạo, điều hành", declared_count=3),
        Section(id="s1.1", parent_id="s1", ordinal="1", title="Ban hành văn bản"),
        Section(id="s2", ordinal="II", title="Mục không có nhiệm vụ"),
        Section(id="s3", ordinal="III", title="Báo cáo"),
    )
    event = Clause(kind="event", trigger="sau khi có văn bản của Trung ương", raw="Sau khi có văn bản của Trung ương")
    reference = Clause(kind="reference", reference="Kế hoạch 12/KH-UBND", start=date(2024, 1, 1), end=date(2024, 12, 31), raw="theo Kế hoạch")
    tasks = (
        task(1, "Xây dựng kế hoạch năm 2024", section_id="s1.1", lead="Sở Nội vụ", support="Sở Tư pháp; Sở Tài chính", row="1"),
        task(2, "Rà soát thủ tục hành chính", section_id="s1.1", is_group=True, lead="", deadline=Deadline(), deliverables=()),
        task("2.1", "Rà soát cấp tỉnh", section_id="s1.1", parent_id="ts1.12", lead="Sở Tư pháp", deadline=within("Quý II/2024", "2024-04-01", "2024-06-30")),
        task("2.2", "Rà soát cấp huyện", section_id="s1.1", parent_id="ts1.12", lead="Ủy ban nhân dân cấp huyện", deadline=ONGOING),
        task(
            3,
            "Báo cáo tình hình",
            section_id="s3",
            lead="Văn phòng Ủy ban nhân dân tỉnh",
            deadline=recurring("Ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
            deliverables=("Báo cáo tháng", "Báo cáo quý"),
            citations=("61/2018/NĐ-CP", "45/2020/NĐ-CP"),
            footnotes=("Theo mẫu số 1.",),
            extra={"Kinh phí": "Ngân sách tỉnh", "": "không tên cột"},
            provenance=(DocxPlace(table=1, row=7), PdfPlace(page=3, bbox=(1.0, 2.0, 3.5, 4.0)), HtmlPlace(paragraph=2)),
        ),
        task(4, "Kiểm tra đột xuất", section_id="s3", deadline=Deadline(raw="Sau khi có văn bản; theo Kế hoạch", clauses=(event, reference))),
        task("a", "Đôn đốc thực hiện", origin="prose", section_id=None, ordinal=None, lead_raw="", lead_units=(unit("Sở Y tế", label="Theo dõi"),)),
    )
    diagnostics = (
        Diagnostic(code="KHP01", message="Số thứ tự nhảy từ 2 sang 4", where={"kind": "text", "line": 3, "end_line": 3}),
        Diagnostic(code="KHR12", severity="info", message="Bỏ hình ảnh"),
    )
    return plan(*tasks, sections=sections, diagnostics=diagnostics)


def small_plan(number: str = "34/KH-UBND", *titles: str) -> Plan:
    """A second document, with one task for each title."""
    names = titles or ("Tập huấn nghiệp vụ", "Tuyên truyền")
    return plan(*(task(index, title, id=f"{number}-{index}", deadline=by("30/9/2024", "2024-09-30")) for index, title in enumerate(names, 1)), number=number)


def any_text(**limits: Any) -> st.SearchStrategy[str]:
    return st.one_of(st.text(st.characters(exclude_categories=["Cs"]), **{"max_size": 20, **limits}), st.sampled_from(AWKWARD))


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


_DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
_PARTIAL = st.one_of(_DAYS.map(lambda day: day.isoformat()), st.sampled_from(("2024", "2024-03")))
_UNITS = st.lists(
    st.builds(
        model.Unit,
        raw=any_text(),
        name=any_text(),
        id=optional(any_text()),
        kind=st.sampled_from(("single", "collective", "unknown")),
        qualifier=optional(any_text()),
        label=optional(any_text()),
        successor=optional(any_text()),
    ),
    max_size=3,
).map(tuple)
_CLAUSES = st.lists(
    st.builds(
        Clause,
        kind=st.sampled_from(("within", "by", "from", "ongoing", "recurring", "event", "reference", "adhoc")),
        start=optional(_DAYS),
        end=optional(_DAYS),
        edtf=optional(any_text()),
        rrule=optional(st.sampled_from(("FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=3,6,9,12", "FREQ=WEEKLY;BYDAY=FR", "FREQ=YEARLY;BYMONTH=2,5"))),
        bound=st.sampled_from((None, "<", "<=")),
        trigger=optional(any_text()),
        reference=optional(any_text()),
        approximate=st.booleans(),
        raw=any_text(),
    ),
    max_size=3,
).map(tuple)
_PLACES = st.one_of(
    st.builds(TextPlace, line=st.integers(1, 99), end_line=st.integers(1, 99)),
    st.builds(DocxPlace, table=optional(st.integers(1, 9)), row=optional(st.integers(1, 9)), paragraph=optional(st.integers(1, 9))),
    st.builds(PdfPlace, page=st.integers(1, 9), bbox=optional(st.tuples(*[st.floats(0, 900, width=16)] * 4))),
    st.builds(HtmlPlace, table=optional(st.integers(1, 9))),
)
_TEXTS = st.lists(any_text(), max_size=2).map(tuple)
_TASKS = st.builds(
    Task,
    id=any_text(min_size=1),
    section_id=st.sampled_from((None, "s0", "s1", "nowhere")),
    parent_id=optional(any_text()),
    is_group=st.booleans(),
    origin=st.sampled_from(("table", "prose")),
    ordinal=optional(any_text()),
    row=optional(any_text()),
    title=any_text(),
    lead_raw=any_text(),
    cooperating_raw=any_text(),
    lead_units=_UNITS,
    cooperating_units=_UNITS,
    deliverables=_TEXTS,
    deadline=st.builds(Deadline, raw=any_text(), due=optional(_DAYS), clauses=_CLAUSES),
    citations=_TEXTS,
    footnotes=_TEXTS,
    extra=st.dictionaries(any_text(), any_text(), max_size=2),
    provenance=st.lists(_PLACES, max_size=2).map(tuple),
)
_DOCUMENTS = st.builds(
    model.DocumentInfo,
    number=optional(any_text()),
    kind=optional(any_text()),
    title=optional(any_text()),
    issuer=optional(st.builds(model.Issuer, raw=optional(any_text()), name=optional(any_text()))),
    issued_on=optional(_PARTIAL),
    effective_on=optional(_PARTIAL),
    signer=optional(st.builds(model.Signer, name=optional(any_text()))),
    period=optional(st.just(model.Period(start=date(2024, 1, 1), end=date(2024, 12, 31)))),
    is_draft=st.booleans(),
)

PLANS: st.SearchStrategy[Plan] = st.builds(
    Plan,
    source=st.builds(model.Source, path=any_text(), format=any_text(), sha256=any_text(), pages=optional(st.integers(0, 9))),
    document=_DOCUMENTS,
    sections=st.lists(
        st.builds(Section, id=st.sampled_from(("s0", "s1", "s2")), parent_id=st.sampled_from((None, "s0", "s1")), ordinal=optional(any_text()), title=any_text()),
        max_size=3,
        unique_by=lambda section: section.id,
    ).map(tuple),
    tasks=st.lists(_TASKS, max_size=4).map(tuple),
    citations=st.lists(st.builds(Citation, number=any_text(), issued_on=optional(_PARTIAL)), max_size=2).map(tuple),
    diagnostics=st.lists(st.builds(Diagnostic, code=any_text(), message=any_text(), where=st.dictionaries(any_text(), st.integers(), max_size=1)), max_size=2).map(
        tuple
    ),
)
"""Any plan, sensible or not: sections in circles, tasks that point nowhere, texts of all letters and controls."""
