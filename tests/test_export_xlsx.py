"""The workbook, read back with openpyxl."""
from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from export_plans import AWKWARD, FORMULAS, PLANS, rich_plan, small_plan, within
from factory import by, plan, task
from kehoach import lang
from kehoach.errors import UsageError
from kehoach.export import export
from kehoach.export.columns import COLUMNS, STATUSES, lines, values
from kehoach.export.xlsx import book, timeline
from kehoach.export.xlsx.heights import LINE_POINTS, lines_of
from kehoach.export.xlsx.widths import TextLengths
from kehoach.model import Plan

SHEETS = ["Nhiệm vụ", "Theo đơn vị", "Lịch", "Căn cứ", "Cảnh báo", "Thông tin"]


def written(tmp_path: Path, *plans: Plan) -> Workbook:
    path = tmp_path / "plan.xlsx"
    export(plans, path)
    return load_workbook(path)


def rows(book: Workbook, sheet: str, first: int = 2) -> list[tuple[Any, ...]]:
    return [tuple(plain(value) for value in row) for row in book[sheet].iter_rows(min_row=first, values_only=True)]


def plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def shown(subject: Plan, **more: bool) -> list[tuple[Any, ...]]:
    return [tuple(value or None for value in values(line)) for line in lines(subject, **more)]


def test_sheets_and_columns(tmp_path: Path) -> None:
    book = written(tmp_path, rich_plan())
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == SHEETS
    assert [cell.value for cell in book["Nhiệm vụ"][1]] == [column.vi for column in COLUMNS]


def test_english_workbook(tmp_path: Path) -> None:
    lang.use("en")
    try:
        book = written(tmp_path, rich_plan())
    finally:
        lang.use(None)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == ["Tasks", "By unit", "Timeline", "Citations", "Warnings", "About"]
    assert [cell.value for cell in book["Tasks"][1]][:9] == ["No.", "Task", "Lead", "Cooperating", "Deliverables", "Deadline", "Due", "Status", "Notes"]
    assert book["Tasks"]["H4"].value == "Not started"


def test_the_main_sheet_holds_the_lines_of_the_plan(tmp_path: Path) -> None:
    assert rows(written(tmp_path, rich_plan()), "Nhiệm vụ") == shown(rich_plan())


def test_several_plans_stand_under_each_other(tmp_path: Path) -> None:
    book = written(tmp_path, rich_plan(), small_plan())
    assert rows(book, "Nhiệm vụ") == [*shown(rich_plan(), with_document=True), *shown(small_plan(), with_document=True)]
    assert [row[0] for row in rows(book, "Thông tin")][:2] == ["12/KH-UBND", "34/KH-UBND"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(subject=PLANS)
def test_columns_of_any_plan_come_back(subject: Plan, tmp_path: Path) -> None:
    from openpyxl.utils.escape import unescape

    path = tmp_path / "any.xlsx"
    path.unlink(missing_ok=True)
    export([subject], path)
    found = [tuple(unescape(value) if isinstance(value, str) else value for value in row) for row in rows(load_workbook(path), "Nhiệm vụ")]
    expected = [tuple(_clean(value) or None for value in row) for row in shown(subject)]
    assert found == expected


def _clean(value: Any) -> Any:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", value) if isinstance(value, str) else value


@pytest.mark.parametrize("text", [text for text in AWKWARD if "_x000D_" not in text])
def test_text_stays_text_and_reads_as_written(text: str, tmp_path: Path) -> None:
    book = written(tmp_path, plan(task(text, text, lead_raw=text, deliverables=(text,), extra={"": text})))
    for name in ("A2", "B2", "C2", "E2", "R2"):
        cell = book["Nhiệm vụ"][name]
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
        assert bool(cell.quotePrefix) == (text in FORMULAS and text[0] != "'")


def test_no_text_of_a_plan_becomes_a_formula_on_any_sheet(tmp_path: Path) -> None:
    texts = iter(FORMULAS * 2)
    subject = rich_plan()
    hostile = replace(subject, document=replace(subject.document, number=next(texts), title=next(texts), province=next(texts)), citations=tuple(replace(citation, number="=1+1", issuer="=1+1") for citation in subject.citations), tasks=tuple(replace(item, id=f"=1+{index}", ordinal="=1+1") for index, item in enumerate(subject.tasks)))
    book = written(tmp_path, hostile)
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    own = ("=HYPERLINK(", "=IFERROR(INDEX(", "=IFERROR(IF(")
    assert formulas
    assert all(formula.startswith(own) for formula in formulas)
    assert not [formula for formula in formulas if "1+1" in formula.replace('"=1+1"', "")]


def test_control_characters_go_and_too_long_cells_are_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    long = "dài " * 10_000
    report = export([plan(task(1, "bỏ\x00 ký\x0b tự\x1f này"), task(2, long), task(3, "😀" * 20_000))], path)
    book = load_workbook(path)
    titles = [row[1] for row in rows(book, "Nhiệm vụ")]
    assert titles[0] == "bỏ ký tự này"
    assert titles[1] == long[: 32_767 - 1] + "…"
    assert titles[2] == "😀" * 16_383 + "…"
    assert [row[2] for row in rows(book, "Cảnh báo")].count("KHE01") >= 2
    assert any("cắt" in message for message in report.messages)


def test_due_and_start_are_real_dates_shown_day_first(tmp_path: Path) -> None:
    sheet = written(tmp_path, rich_plan())["Nhiệm vụ"]
    assert (sheet["G6"].value, sheet["G6"].number_format) == (datetime(2024, 6, 30), "dd/mm/yyyy")
    assert (sheet["L6"].value, sheet["L6"].number_format) == (datetime(2024, 4, 1), "dd/mm/yyyy")


def test_days_before_excels_calendar_are_text(tmp_path: Path) -> None:
    book = written(tmp_path, plan(task(1, "x", deadline=by("1899", "1899-12-31"))))
    assert book["Nhiệm vụ"]["G2"].value == "1899-12-31"


def test_the_sheet_is_ready_for_use_and_print(tmp_path: Path) -> None:
    sheet = written(tmp_path, rich_plan())["Nhiệm vụ"]
    last = sheet.max_row
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:R{last}"
    assert sheet.merged_cells.ranges == set()
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("landscape", 9, None)
    assert (sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("$1:$1", True)
    assert "Trang &P/&N" in f"{sheet.oddFooter.right.text}" or sheet.oddFooter.right.text == "Trang &P/&N"
    assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Times New Roman"}
    folded = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    assert folded[0] == "J"
    assert all(sheet.column_dimensions[letter].outlineLevel == 1 for letter in folded)
    assert sheet["B2"].font.b
    assert sheet["B2"].fill.fgColor.rgb != sheet["B4"].fill.fgColor.rgb
    assert sheet["B6"].alignment.indent == 1
    assert sheet["B5"].font.b


def test_status_is_chosen_from_a_list(tmp_path: Path) -> None:
    sheet = written(tmp_path, rich_plan())["Nhiệm vụ"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1.strip('"').split(",") == [vi for vi, _ in STATUSES.values()]
    assert "H2:H" in str(rule.sqref)


def test_colours_compare_with_the_readers_today(tmp_path: Path) -> None:
    sheet = written(tmp_path, rich_plan())["Nhiệm vụ"]
    formulas = [rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules]
    assert len(formulas) == 3
    assert "Hoàn thành đúng hạn" in formulas[0]
    assert "$G2<TODAY()" in formulas[1]
    assert "$G2<=TODAY()+7" in formulas[2]


def test_units_sheet_lists_roles_and_follows_the_rows(tmp_path: Path) -> None:
    book = written(tmp_path, rich_plan())
    found = [row[:4] for row in rows(book, "Theo đơn vị") if row[0] == "Sở Tư pháp"]
    assert [(row[1], row[3]) for row in found] == [
        (None, "Chủ trì: 1 · Phối hợp: 1"),
        ("Chủ trì", "Rà soát cấp tỉnh"),
        ("Phối hợp", "Xây dựng kế hoạch năm 2024"),
    ]
    cached = load_workbook(tmp_path / "plan.xlsx", data_only=True)
    for row in rows(cached, "Theo đơn vị"):
        if row[9]:
            assert cached["Nhiệm vụ"].cell(row[10], 16).value == row[9]
            assert cached["Nhiệm vụ"].cell(row[10], 8).value == row[6]


def test_tasks_without_a_unit_are_listed_last(tmp_path: Path) -> None:
    book = written(tmp_path, plan(task(1, "không ai", lead="", id="a"), task(2, "có", id="b")))
    assert rows(book, "Theo đơn vị")[-1][0] == "(không ghi cơ quan)"


def test_timeline_marks_months_and_expands_recurrences(tmp_path: Path) -> None:
    book = written(tmp_path, rich_plan())
    sheet = book["Lịch"]
    assert [cell.value for cell in sheet[2]][:6] == ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn", "1", "2"]
    marks = {row[1]: "".join(value or "." for value in row[4:16]) for row in rows(book, "Lịch", 3) if row[1]}
    assert marks["Xây dựng kế hoạch năm 2024"] == ".....●......"
    assert marks["Rà soát cấp tỉnh"] == "...––●......"
    assert marks["Rà soát cấp huyện"] == "············"
    assert marks["Báo cáo tình hình"] == "○○○○○○○○○○○○"
    assert marks["Kiểm tra đột xuất"] == "–––––––––––●"
    assert "Rà soát thủ tục hành chính" not in marks


@pytest.mark.parametrize(
    ("first", "last", "step", "count"),
    [
        ("2024-01-01", "2024-12-31", 1, 12),
        ("2024-02-15", "2029-01-01", 1, 60),
        ("2021-02-01", "2030-12-31", 3, 40),
        ("2021-01-01", "2050-12-31", 12, 30),
        ("1900-01-01", "2100-12-31", 12, 60),
    ],
)
def test_timeline_scale_has_room_for_any_stretch(first: str, last: str, step: int, count: int) -> None:
    scale = timeline.Scale.over((date.fromisoformat(first), date.fromisoformat(last)))
    assert scale
    assert (scale.step, scale.count) == (step, count)
    assert scale.column(date.fromisoformat(first)) == 0
    assert scale.start(0) <= date.fromisoformat(first) < scale.start(1)


def test_timeline_of_plans_without_days_says_so(tmp_path: Path) -> None:
    subject = plan(task(1, "x", deadline=replace(within("", "2024-01-01", "2024-01-02"), clauses=(), due=None)))
    assert rows(written(tmp_path, subject), "Lịch", 1) == [(None, "Không có thời hạn nào có ngày cụ thể.")]


def test_citations_with_the_tasks_that_cite_them(tmp_path: Path) -> None:
    assert rows(written(tmp_path, rich_plan()), "Căn cứ") == [
        ("12/KH-UBND", "61/2018/NĐ-CP", "Nghị định", date(2018, 4, 23), "Chính phủ", "Căn cứ", "3"),
        ("12/KH-UBND", "45/2020/NĐ-CP", None, None, None, "Viện dẫn", "3"),
    ]


def test_diagnostics_with_their_places(tmp_path: Path) -> None:
    assert rows(written(tmp_path, rich_plan()), "Cảnh báo") == [
        ("12/KH-UBND", "Cảnh báo", "KHP01", "Số thứ tự nhảy từ 2 sang 4", "dòng 3"),
        ("12/KH-UBND", "Thông tin", "KHR12", "Bỏ hình ảnh", None),
    ]


def test_documents(tmp_path: Path) -> None:
    row = rows(written(tmp_path, rich_plan()), "Thông tin")[0]
    assert row[:4] == ("12/KH-UBND", "Kế hoạch", "Kiểm soát thủ tục hành chính năm 2024", "Ủy ban nhân dân tỉnh An Bình")
    assert row[4:11] == (date(2023, 12, 20), "Nguyễn Văn A", date(2024, 1, 1), date(2024, 12, 31), None, 6, "ke-hoach.txt")


def test_every_part_of_the_file_is_well_formed_xml(tmp_path: Path) -> None:
    written(tmp_path, plan(*(task(index, text, id=text, lead_raw=text) for index, text in enumerate(AWKWARD))))
    with ZipFile(tmp_path / "plan.xlsx") as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_rows_are_as_tall_as_their_text(tmp_path: Path) -> None:
    long = "Ban hành các văn bản chỉ đạo, điều hành và tổ chức thực hiện hoạt động kiểm soát thủ tục hành chính " * 3
    sheet = written(tmp_path, plan(task(1, "ngắn", section_id="s1"), task(2, long, section_id="s1")))["Nhiệm vụ"]
    assert sheet.row_dimensions[3].height < 3 * LINE_POINTS
    assert sheet.row_dimensions[4].height > sheet.row_dimensions[3].height
    with ZipFile(tmp_path / "plan.xlsx") as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [("", 10, 1), ("một dòng", 20, 1), ("một\nhai\nba", 20, 3), ("từ " * 100, 30, 8), ("W" * 60, 30, 4), ("i" * 30, 30, 1)],
)
def test_lines_of_text(text: str, width: float, count: int) -> None:
    assert abs(lines_of(text, width) - count) <= (1 if count > 4 else 0)


def test_widths_follow_the_texts() -> None:
    lengths = TextLengths()
    lengths.add(plan(task(1, "ngắn", deliverables=("rất dài " * 40,))))
    wide = lengths.widths()
    assert wide["deliverables"] > wide["title"] >= 26


def test_more_rows_than_excel_holds_are_refused_before_a_file_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MAX_ROWS", 5)
    with pytest.raises(UsageError, match="--sqlite"):
        export([rich_plan()], tmp_path / "plan.xlsx")
    assert list(tmp_path.iterdir()) == []
