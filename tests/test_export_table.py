"""The flat table: its lines, its columns, and CSV as the table's plainest file."""
from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from export_plans import FORMULAS, ONGOING, PLANS, any_text, recurring, rich_plan, small_plan
from factory import plan, task
from kehoach import lang
from kehoach.export import Options, export
from kehoach.export.columns import COLUMNS, KEYS, document_key, initial_status, lines, values
from kehoach.export.csv import guarded, read_rows, unguarded
from kehoach.export.words import place, rrule_words
from kehoach.model import Deadline, DocxPlace, HtmlPlace, PdfPlace, Place, Plan, Section, Task, TextPlace


@pytest.fixture
def english() -> object:
    lang.use("en")
    yield
    lang.use(None)


def outline(subject: Plan, **more: bool) -> list[tuple[str, str, str]]:
    return [(line.kind, line.ordinal, line.title) for line in lines(subject, **more)]


def test_lines_show_headings_where_they_begin_and_empty_ones_too() -> None:
    assert outline(rich_plan()) == [
        ("section", "I", "Chỉ đạo, điều hành"),
        ("section", "1", "Ban hành văn bản"),
        ("task", "1", "Xây dựng kế hoạch năm 2024"),
        ("task", "2", "Rà soát thủ tục hành chính"),
        ("task", "2.1", "Rà soát cấp tỉnh"),
        ("task", "2.2", "Rà soát cấp huyện"),
        ("section", "II", "Mục không có nhiệm vụ"),
        ("section", "III", "Báo cáo"),
        ("task", "3", "Báo cáo tình hình"),
        ("task", "4", "Kiểm tra đột xuất"),
        ("section", "", "(không thuộc mục nào)"),
        ("task", "", "Đôn đốc thực hiện"),
    ]


def test_lines_of_a_document_among_others_begin_with_its_name() -> None:
    first, *_ = outline(small_plan(), with_document=True)
    assert first == ("document", "", "Kế hoạch – 34/KH-UBND – Kiểm soát thủ tục hành chính năm 2024")


def test_a_section_that_comes_back_gets_its_heading_again_and_the_last_empty_one_its_own() -> None:
    sections = tuple(Section(id=name, ordinal=name.upper(), title=name) for name in "abc")
    subject = plan(task(1, "x", section_id="b"), task(2, "y", section_id="a"), task(3, "z", section_id=None), sections=sections)
    assert [(kind, title) for kind, _, title in outline(subject)] == [
        ("section", "a"),
        ("section", "b"),
        ("task", "x"),
        ("section", "a"),
        ("task", "y"),
        ("section", "(không thuộc mục nào)"),
        ("task", "z"),
        ("section", "c"),
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(subject=PLANS)
def test_every_task_has_one_line_in_order_and_every_section_a_heading(subject: Plan) -> None:
    found = list(lines(subject))
    assert [line.task for line in found if line.task] == list(subject.tasks)
    headings = {line.section_id for line in found if line.kind == "section"}
    assert headings - {None} == {section.id for section in subject.sections}


def test_values_of_a_task() -> None:
    line = next(line for line in lines(rich_plan()) if line.ordinal == "2.1")
    assert dict(zip(KEYS, values(line), strict=True)) == {
        "ordinal": "2.1",
        "title": "Rà soát cấp tỉnh",
        "lead": "Sở Tư pháp",
        "cooperating": "",
        "deliverables": "Báo cáo",
        "deadline": "Quý II/2024",
        "due": date(2024, 6, 30),
        "status": "Chưa thực hiện",
        "note": None,
        "section": "I. Chỉ đạo, điều hành / 1. Ban hành văn bản",
        "kind": "Trong kỳ",
        "start": date(2024, 4, 1),
        "recurrence": "",
        "citations": "",
        "document": "12/KH-UBND",
        "id": "ts1.12.1",
        "place": "dòng 10",
        "extra": "",
    }


def test_what_has_no_column_of_its_own_is_kept_in_the_last() -> None:
    line = next(line for line in lines(rich_plan()) if line.ordinal == "3")
    assert values(line)[-1] == "Kinh phí: Ngân sách tỉnh\nkhông tên cột\nTheo mẫu số 1."


def test_headings_are_those_officers_know_and_english_on_demand(english: object) -> None:
    names = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn", "Hạn", "Trạng thái", "Ghi chú"]
    aside = ["Mục", "Loại thời hạn", "Từ ngày", "Định kỳ", "Căn cứ", "Văn bản", "Mã nhiệm vụ", "Nguồn", "Khác"]
    assert [column.vi for column in COLUMNS if not column.aside] == names
    assert [column.vi for column in COLUMNS if column.aside] == aside
    assert [column.heading for column in COLUMNS][:3] == ["No.", "Task", "Lead"]


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        (task(1, "x"), "Chưa thực hiện"),
        (task(1, "x", deadline=ONGOING), "Thường xuyên"),
        (task(1, "x", deadline=recurring("Hằng quý", "FREQ=YEARLY;BYMONTH=3,6,9,12")), "Thường xuyên"),
        (task(1, "x", deadline=Deadline(raw="?")), "Chưa thực hiện"),
        (task(1, "x", is_group=True), ""),
    ],
)
def test_status_before_anybody_has_worked(subject: Task, status: str) -> None:
    assert initial_status(subject) == status


@pytest.mark.parametrize(
    ("rule", "vi", "en"),
    [
        ("FREQ=DAILY", "Hằng ngày", "Daily"),
        ("FREQ=WEEKLY", "Hằng tuần", "Weekly"),
        ("FREQ=WEEKLY;BYDAY=FR", "Thứ Sáu hằng tuần", "Weekly on Friday"),
        ("FREQ=MONTHLY", "Hằng tháng", "Monthly"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "Ngày 25 hằng tháng", "Monthly on day 25"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Ngày cuối hằng tháng", "Monthly on the last day"),
        ("FREQ=MONTHLY;INTERVAL=2", "2 tháng một lần", "Every 2 months"),
        ("FREQ=YEARLY", "Hằng năm", "Yearly"),
        ("FREQ=YEARLY;INTERVAL=2", "2 năm một lần", "Every 2 years"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12", "Hằng quý", "Quarterly"),
        ("FREQ=YEARLY;BYMONTH=6,12", "6 tháng một lần", "Every 6 months"),
        ("FREQ=YEARLY;BYMONTH=12", "Tháng 12 hằng năm", "Yearly in month 12"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "Ngày 25 tháng 3, 6, 9, 12 hằng năm", "Yearly in month 3, 6, 9, 12 on day 25"),
        ("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR", "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR", "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR"),
        ("FREQ=YEARLY;BYMONTHDAY=5", "FREQ=YEARLY;BYMONTHDAY=5", "FREQ=YEARLY;BYMONTHDAY=5"),
    ],
)
def test_recurrence_in_words(rule: str, vi: str, en: str) -> None:
    lang.use("vi")
    assert rrule_words(rule) == vi
    lang.use("en")
    assert rrule_words(rule) == en
    lang.use(None)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (TextPlace(line=12, end_line=12), "dòng 12"),
        (TextPlace(line=12, end_line=14), "dòng 12-14"),
        (DocxPlace(table=1, row=7), "bảng 1, dòng 7"),
        (HtmlPlace(paragraph=2), "đoạn 2"),
        (PdfPlace(page=3, bbox=(0, 0, 1, 1)), "trang 3"),
    ],
)
def test_place_in_words(where: Place, words: str) -> None:
    assert place(where) == words


def test_document_key_does_not_depend_on_the_file() -> None:
    subject = rich_plan()
    moved = replace(subject, source=replace(subject.source, path="khac.docx", format="docx", sha256="f" * 64))
    assert document_key(moved) == document_key(subject) != document_key(small_plan())


# CSV


def test_csv_has_the_columns_and_one_row_per_task(tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    export([rich_plan(), small_plan()], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as source:
        heading, *rows = csv.reader(source)
    assert heading == [column.vi for column in COLUMNS]
    shown = [line for subject in (rich_plan(), small_plan()) for line in lines(subject) if line.task]
    assert rows == [["" if value is None else str(value) for value in values(line)] for line in shown]


def test_csv_without_mark(tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    export([rich_plan()], path, options=Options(bom=False))
    assert path.read_bytes().startswith(b'"STT"')


@given(text=any_text())
def test_guarded_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_field_of_a_csv_begins_like_a_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    export([plan(task(1, text, lead_raw=text, extra={"": text}))], path)
    with path.open(encoding="utf-8-sig", newline="") as source:
        fields = [field for row in csv.reader(source) for field in row]
    assert not [field for field in fields if field.lstrip()[:1] in tuple("=+-@＝＋－＠") or field[:1] in ("\t", "\r", "\n")]
    row = next(read_rows(path))
    assert (row["Nhiệm vụ"], row["Cơ quan chủ trì"], row["Khác"]) == (text, text, text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(subject=PLANS)
def test_csv_columns_come_back(subject: Plan, tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    export([subject], path)
    expected = [["" if value is None else str(value) for value in values(line)] for line in lines(subject) if line.task]
    assert [list(row.values()) for row in read_rows(path)] == expected


