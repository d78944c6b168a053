"""Refreshing a workbook that people have worked in: nothing they wrote is lost."""
from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from export_plans import FORMULAS, rich_plan, small_plan
from factory import plan, task
from kehoach import lang
from kehoach.errors import UsageError
from kehoach.export import Options, export
from kehoach.export.columns import lines, values
from kehoach.model import Plan, Section, Task

MAIN, GONE = "Nhiệm vụ", "Đã bỏ"


def five(*titles: str, **more: Any) -> Plan:
    """A plan of tasks in one section, ids from their titles."""
    names = titles or ("Một", "Hai", "Ba", "Bốn", "Năm")
    tasks = (task(index, title, id=f"id-{title}", section_id="s1") for index, title in enumerate(names, 1))
    return plan(*tasks, sections=(Section(id="s1", ordinal="I", title="Việc chung"),), **more)


class Person:
    """Somebody who works in the workbook with the mouse: finds cells by the headings and titles on the sheet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    def column(self, heading: str, sheet: str = MAIN) -> int:
        return next(cell.column for cell in self.book[sheet][1] if cell.value == heading)

    def row(self, title: str, sheet: str = MAIN) -> int:
        column = self.column("Nhiệm vụ", sheet)
        return next(row for row in range(2, self.book[sheet].max_row + 1) if self.book[sheet].cell(row, column).value == title)

    def type(self, title: str, heading: str, value: Any, sheet: str = MAIN) -> None:
        self.book[sheet].cell(self.row(title, sheet), self.column(heading, sheet)).value = value

    def read(self, title: str, heading: str, sheet: str = MAIN) -> Any:
        return self.book[sheet].cell(self.row(title, sheet), self.column(heading, sheet)).value

    def add_column(self, heading: str, at: int | None = None) -> None:
        sheet = self.book[MAIN]
        if at:
            sheet.insert_cols(at)
        sheet.cell(1, at or sheet.max_column + 1).value = heading

    def sort_by_title(self) -> None:
        sheet = self.book[MAIN]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows.sort(key=lambda row: str(row[1]), reverse=True)
        for y, row in enumerate(rows, 2):
            for x, value in enumerate(row, 1):
                sheet.cell(y, x).value = value

    def save(self) -> None:
        self.book.save(self.path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "so-theo-doi.xlsx"


def work(path: Path, subject: Plan) -> Person:
    export([subject], path)
    return Person(path)


def refreshed(person: Person, *plans: Plan, **options: Any) -> Person:
    person.save()
    export(plans, person.path, options=Options(**options))
    return Person(person.path)


def gone(person: Person) -> list[tuple[str, str]]:
    """Reason and title of each row on the sheet of dropped rows."""
    if GONE not in person.book.sheetnames:
        return []
    column = person.column("Nhiệm vụ", GONE)
    return [(row[0].value, row[column - 1].value) for row in person.book[GONE].iter_rows(min_row=2)]


def test_a_month_of_work_in_the_office(path: Path) -> None:
    """Sorted, filtered, columns and rows added; then the plan comes back with tasks added, removed, renumbered and reworded."""
    person = work(path, five())
    person.type("Một", "Trạng thái", "Đang thực hiện")
    person.type("Một", "Ghi chú", "đã gửi công văn 12")
    person.type("Hai", "Trạng thái", "Hoàn thành đúng hạn")
    person.type("Ba", "Ghi chú", 5)
    person.type("Bốn", "Ghi chú", datetime(2024, 5, 3))
    person.type("Năm", "Trạng thái", "Gia hạn")
    person.type("Việc chung", "Ghi chú", "cả mục do đồng chí Lan theo dõi")
    person.add_column("Người theo dõi")
    person.type("Ba", "Người theo dõi", "Lan")
    person.book[MAIN].append(["6", "Việc giao thêm qua điện thoại", None, None, None, None, None, "Đang thực hiện", "của Chánh Văn phòng"])
    person.sort_by_title()
    person.book[MAIN].column_dimensions["B"].width = 90
    person.book[MAIN].auto_filter.add_filter_column(7, ["Gia hạn"])

    renumbered = task(9, "Năm", id="id-Năm", section_id="s1")
    reworded = task(1, "Một (sửa lời văn)", id="id-Một", section_id="s1")
    other_id = task(3, "BA", id="khác", section_id="s1")
    new = task(4, "Sáu", id="id-Sáu", section_id="s1")
    section = (Section(id="s1", ordinal="I", title="Việc chung"),)
    person = refreshed(person, plan(reworded, other_id, new, renumbered, sections=section))

    assert person.read("Một (sửa lời văn)", "Trạng thái") == "Đang thực hiện"
    assert person.read("Một (sửa lời văn)", "Ghi chú") == "đã gửi công văn 12"
    assert (person.read("BA", "Ghi chú"), person.read("BA", "Người theo dõi")) == (5, "Lan")
    assert (person.read("Năm", "STT"), person.read("Năm", "Trạng thái")) == ("9", "Gia hạn")
    assert person.read("Việc chung", "Ghi chú") == "cả mục do đồng chí Lan theo dõi"
    assert (person.read("Sáu", "Trạng thái"), person.read("Sáu", "Ghi chú")) == ("Chưa thực hiện", None)
    assert sorted(gone(person)) == [
        ("Dòng tự thêm", "Việc giao thêm qua điện thoại"),
        ("Không còn trong kế hoạch", "Bốn"),
        ("Không còn trong kế hoạch", "Hai"),
    ]
    assert person.read("Hai", "Trạng thái", GONE) == "Hoàn thành đúng hạn"
    assert person.read("Bốn", "Ghi chú", GONE) == datetime(2024, 5, 3)
    assert person.read("Việc giao thêm qua điện thoại", "Ghi chú", GONE) == "của Chánh Văn phòng"


def test_an_untouched_workbook_is_refreshed_to_the_very_same(path: Path) -> None:
    export([rich_plan(), small_plan()], path)
    first = path.read_bytes()
    export([rich_plan(), small_plan()], path)
    assert path.read_bytes() == first


def test_dropped_rows_accumulate_without_repeats(path: Path) -> None:
    person = work(path, five())
    person.type("Hai", "Ghi chú", "x")
    person = refreshed(person, five("Một", "Ba", "Bốn", "Năm"))
    person = refreshed(person, five("Một", "Bốn", "Năm"))
    person = refreshed(person, five("Một", "Bốn", "Năm"))
    assert gone(person) == [("Không còn trong kế hoạch", "Hai"), ("Không còn trong kế hoạch", "Ba")]
    assert person.read("Hai", "Ghi chú", GONE) == "x"


def test_a_task_that_comes_back_brings_its_work_along(path: Path) -> None:
    person = work(path, five())
    person.type("Hai", "Trạng thái", "Gia hạn")
    person.type("Hai", "Ghi chú", "chờ ý kiến")
    person = refreshed(refreshed(person, five("Một")), five())
    assert (person.read("Hai", "Trạng thái"), person.read("Hai", "Ghi chú")) == ("Gia hạn", "chờ ý kiến")
    assert gone(person) == []


def test_a_status_that_was_cleared_stays_clear(path: Path) -> None:
    person = work(path, five())
    person.type("Một", "Trạng thái", None)
    assert refreshed(person, five()).read("Một", "Trạng thái") is None


def test_columns_are_found_by_heading_wherever_they_stand(path: Path) -> None:
    person = work(path, five())
    person.add_column("Chỉ đạo của lãnh đạo", at=3)
    person.add_column("Ngày nhận", at=10)
    person.type("Ba", "Chỉ đạo của lãnh đạo", "làm ngay")
    person.type("Ba", "Ngày nhận", datetime(2024, 2, 1))
    person.type("Ba", "Ghi chú", "ghi chú vẫn đây")
    person = refreshed(person, five())
    assert person.read("Ba", "Chỉ đạo của lãnh đạo") == "làm ngay"
    assert person.read("Ba", "Ngày nhận") == datetime(2024, 2, 1)
    assert person.read("Ba", "Ghi chú") == "ghi chú vẫn đây"
    assert [person.column(name) for name in ("Nhiệm vụ", "Chỉ đạo của lãnh đạo", "Ngày nhận")] == [2, 3, 10]


def test_what_stands_outside_any_column_is_kept(path: Path) -> None:
    person = work(path, five())
    person.book[MAIN].cell(person.row("Hai"), 25).value = "bên lề"
    person = refreshed(person, five())
    assert "bên lề" in [cell.value for cell in person.book[MAIN][person.row("Hai")]]
    person = refreshed(person, five())
    assert "bên lề" in [cell.value for cell in person.book[MAIN][person.row("Hai")]]


def test_a_title_above_the_table_and_missing_columns_do_no_harm(path: Path) -> None:
    person = work(path, five())
    person.type("Hai", "Ghi chú", "còn đây")
    person.book[MAIN].delete_cols(person.column("Mã nhiệm vụ"))
    person.book[MAIN].insert_rows(1, 3)
    person.book[MAIN]["A1"] = "BẢNG THEO DÕI NHIỆM VỤ"
    person = refreshed(person, five())
    assert person.read("Hai", "Ghi chú") == "còn đây"
    assert gone(person) == []


def test_a_renamed_sheet_is_still_found(path: Path) -> None:
    person = work(path, five())
    person.type("Hai", "Ghi chú", "còn đây")
    person.book[MAIN].title = "Theo dõi 2024"
    person = refreshed(person, five())
    assert person.read("Hai", "Ghi chú") == "còn đây"
    assert "Theo dõi 2024" not in person.book.sheetnames


REPORT = "Báo cáo kết quả thực hiện kế hoạch cải cách hành chính của tỉnh"


@pytest.mark.parametrize(
    ("old", "new", "carried"),
    [
        (task(3, REPORT, id="a"), task(3, REPORT + " năm nay", id="b"), True),
        (task(3, REPORT, id="a"), task(3, REPORT.replace("của tỉnh", "của Ủy ban nhân dân tỉnh"), id="b"), True),
        (task(3, REPORT, id="a"), task(7, REPORT + ".", id="b"), True),
        (task(3, REPORT, id="a"), task(7, REPORT.replace("của tỉnh", "của Ủy ban nhân dân tỉnh"), id="b"), False),
        (task(3, REPORT + " quý 1", id="a"), task(3, REPORT + " quý 2", id="b"), False),
        (task(3, REPORT, id="a"), task(3, "Tổ chức hội nghị tổng kết công tác", id="b"), False),
    ],
)
def test_a_reworded_title_keeps_its_work_where_it_is_surely_the_same(old: Task, new: Task, carried: bool, path: Path) -> None:
    person = work(path, plan(old))
    person.type(old.title, "Ghi chú", "của tôi")
    person = refreshed(person, plan(new))
    assert person.read(new.title, "Ghi chú") == ("của tôi" if carried else None)
    assert gone(person) == ([] if carried else [("Không còn trong kế hoạch", old.title)])


def test_next_years_plan_does_not_begin_with_last_years_statuses(path: Path) -> None:
    person = work(path, small_plan("34/KH-UBND"))
    person.type("Tuyên truyền", "Trạng thái", "Hoàn thành đúng hạn")
    person = refreshed(person, small_plan("51/KH-UBND"))
    assert person.read("Tuyên truyền", "Trạng thái") == "Chưa thực hiện"
    assert person.read("Tuyên truyền", "Trạng thái", GONE) == "Hoàn thành đúng hạn"


def test_a_draft_keeps_its_work_when_it_gets_its_number(path: Path) -> None:
    signed = small_plan("34/KH-UBND")
    draft = replace(small_plan(""), document=replace(signed.document, number=None, is_draft=True))
    person = work(path, draft)
    person.type("Tuyên truyền", "Trạng thái", "Đang thực hiện")
    person = refreshed(person, signed)
    assert person.read("Tuyên truyền", "Trạng thái") == "Đang thực hiện"
    assert gone(person) == []


def test_notes_on_headings_go_with_their_heading(path: Path) -> None:
    def sections(*titles: str) -> Plan:
        found = tuple(Section(id=f"s{index}", ordinal=str(index), title=title) for index, title in enumerate(titles, 1))
        return plan(*(task(1, f"Việc của {section.title}", section_id=section.id) for section in found), sections=found)

    person = work(path, sections("Cải cách", "Báo cáo"))
    person.type("Báo cáo", "Ghi chú", "xong trước")
    person = refreshed(person, sections("Cải cách", "Kiểm tra", "Báo cáo"))
    assert (person.read("Báo cáo", "Ghi chú"), person.read("Kiểm tra", "Ghi chú")) == ("xong trước", None)
    person = refreshed(person, sections("Cải cách"))
    assert ("Không còn trong kế hoạch", "Báo cáo") in gone(person)


def test_equal_titles_keep_their_own_notes(path: Path) -> None:
    def twins(*leads: str) -> Plan:
        return plan(*(task(index, "Rà soát", id=f"{index}{lead}", lead=lead) for index, lead in enumerate(leads, 1)))

    person = work(path, twins("Sở A", "Sở B", "Sở C"))
    for row in range(2, 5):
        person.book[MAIN].cell(row, 9).value = f"của {person.book[MAIN].cell(row, 3).value}"
    person = refreshed(person, twins("Sở C", "Sở A", "Sở B"))
    notes = [(row[2], row[8]) for row in person.book[MAIN].iter_rows(min_row=2, max_row=4, values_only=True)]
    assert notes == [("Sở C", "của Sở C"), ("Sở A", "của Sở A"), ("Sở B", "của Sở B")]


def test_equal_ids_of_two_documents_keep_apart(path: Path) -> None:
    first, second = five("Một", "Hai"), five("Một", "Hai", number="77/KH-UBND")
    export([first, second], path)
    person = Person(path)
    rows = [row for row in range(2, person.book[MAIN].max_row + 1) if person.book[MAIN].cell(row, 2).value == "Một"]
    for row in rows:
        person.book[MAIN].cell(row, 9).value = person.book[MAIN].cell(row, 15).value
    person = refreshed(person, second, first)
    found = {(row[14], row[8]) for row in person.book[MAIN].iter_rows(min_row=2, values_only=True) if row[1] == "Một"}
    assert found == {("12/KH-UBND", "12/KH-UBND"), ("77/KH-UBND", "77/KH-UBND")}


def test_a_cell_changed_by_hand_is_kept_beside_the_plans_own(path: Path) -> None:
    person = work(path, five())
    person.type("Ba", "Hạn", datetime(2024, 9, 30))
    person.type("Ba", "Trạng thái", "Gia hạn")
    person = refreshed(person, five())
    assert person.read("Ba", "Hạn") == datetime(2024, 6, 29)
    assert person.read("Ba", "Trạng thái") == "Gia hạn"
    assert gone(person) == [("Bản đã sửa tay", "Ba")]
    assert person.read("Ba", "Hạn", GONE) == datetime(2024, 9, 30)
    assert gone(refreshed(person, five())) == [("Bản đã sửa tay", "Ba")]


def test_a_row_copied_to_split_a_task_is_kept(path: Path) -> None:
    person = work(path, five())
    copy = [cell.value for cell in person.book[MAIN][person.row("Ba")]]
    copy[8] = "phần của Phòng 2"
    person.book[MAIN].append(copy)
    person = refreshed(person, five())
    assert gone(person) == [("Dòng tự thêm", "Ba")]
    assert person.read("Ba", "Ghi chú", GONE) == "phần của Phòng 2"


@pytest.mark.parametrize("text", FORMULAS)
def test_notes_that_look_like_formulas_stay_text(text: str, path: Path) -> None:
    person = work(path, five())
    cell = person.book[MAIN].cell(person.row("Ba"), person.column("Ghi chú"))
    cell.value = text
    cell.data_type = "s"
    person = refreshed(person, five())
    cell = person.book[MAIN].cell(person.row("Ba"), person.column("Ghi chú"))
    assert (cell.value, cell.data_type) == (text, "s")


def test_formulas_that_people_typed_move_with_their_row(path: Path) -> None:
    person = work(path, five())
    person.add_column("Còn lại")
    person.type("Ba", "Còn lại", f"=G{person.row('Ba')}-TODAY()")
    person = refreshed(person, five("Không", "Một", "Hai", "Ba"))
    assert person.read("Ba", "Còn lại") == f"=G{person.row('Ba')}-TODAY()"
    assert person.row("Ba") == 6
    person = refreshed(person, five("Một"))
    assert person.read("Ba", "Còn lại", GONE) in (0, "=G6-TODAY()")
    assert person.book[GONE].cell(person.row("Ba", GONE), person.column("Còn lại", GONE)).data_type != "f"


def test_comments_and_own_sheets_stay(path: Path) -> None:
    person = work(path, five())
    person.book[MAIN].cell(person.row("Hai"), 2).comment = Comment("hỏi lại Sở", "Lan")
    report = person.book.create_sheet("Báo cáo tháng")
    report["A1"], report["B1"] = "Tổng số", f"=COUNTA('{MAIN}'!B:B)-1"
    report["A1"].font = Font(bold=True)
    report["A2"], report["B2"] = "Ngày lập", date(2024, 7, 1)
    report["B2"].number_format = "dd/mm/yyyy"
    report["A3"] = "=không phải công thức"
    report["A3"].data_type = "s"
    report.merge_cells("A5:B6")
    report["A5"] = "ô gộp"
    report.column_dimensions["A"].width = 40
    english = person.book.create_sheet("Timeline")
    english["A1"] = "của tôi"
    person = refreshed(person, five())
    comment = person.book[MAIN].cell(person.row("Hai"), 2).comment
    assert (comment.text, comment.author) == ("hỏi lại Sở", "Lan")
    report = person.book["Báo cáo tháng"]
    assert (report["A1"].value, report["B1"].value, report["A1"].font.b) == ("Tổng số", f"=COUNTA('{MAIN}'!B:B)-1", True)
    assert (report["B2"].value, report["B2"].number_format) == (datetime(2024, 7, 1), "dd/mm/yyyy")
    assert (report["A3"].value, report["A3"].data_type) == ("=không phải công thức", "s")
    assert (str(next(iter(report.merged_cells.ranges))), report["A5"].value) == ("A5:B6", "ô gộp")
    assert report.column_dimensions["A"].width == pytest.approx(40, abs=1)
    assert [sheet["A1"].value for sheet in person.book if sheet.title.startswith("Timeline")] == ["của tôi"]
    assert gone(person) == []


def test_the_language_may_change(path: Path) -> None:
    person = work(path, five())
    person.type("Hai", "Trạng thái", "Hoàn thành đúng hạn")
    person.type("Ba", "Trạng thái", "theo cách của tôi")
    person.type("Ba", "Ghi chú", "ghi chú")
    person.save()
    lang.use("en")
    try:
        export([five("Một", "Hai", "Ba")], path)
    finally:
        lang.use(None)
    book = load_workbook(path)
    statuses = [(row[1], row[7], row[8]) for row in book["Tasks"].iter_rows(min_row=3, values_only=True)]
    assert statuses == [("Một", "Not started", None), ("Hai", "Done on time", None), ("Ba", "theo cách của tôi", "ghi chú")]
    assert [row[2] for row in book["Dropped"].iter_rows(min_row=2, values_only=True)] == ["Bốn", "Năm"]
    assert MAIN not in book.sheetnames
    person = Person(path)
    export([five()], path)
    person = Person(path)
    assert person.read("Hai", "Trạng thái") == "Hoàn thành đúng hạn"
    assert (person.read("Bốn", "Trạng thái"), gone(person)) == ("Chưa thực hiện", [])


def test_a_filtered_export_drops_nothing_for_good(path: Path) -> None:
    person = work(path, five())
    person.type("Năm", "Ghi chú", "quan trọng")
    person = refreshed(person, five("Một"))
    assert ("Không còn trong kế hoạch", "Năm") in gone(person)
    person = refreshed(person, five())
    assert person.read("Năm", "Ghi chú") == "quan trọng"


# what must not be overwritten


def foreign(path: Path) -> bytes:
    book = Workbook()
    book.active["A1"] = "của người khác"
    book.save(path)
    return path.read_bytes()


def test_somebody_elses_workbook_is_left_alone_unless_forced(path: Path) -> None:
    before = foreign(path)
    with pytest.raises(UsageError, match="--force"):
        export([five()], path)
    assert path.read_bytes() == before
    export([five()], path, options=Options(force=True))
    assert MAIN in load_workbook(path).sheetnames


@pytest.mark.parametrize("content", [b"khong phai so", b"PK\x03\x04 hong"])
def test_a_broken_workbook_is_left_alone_unless_forced(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(UsageError, match="--force"):
        export([five()], path)
    assert path.read_bytes() == content
    export([five()], path, options=Options(force=True))
    assert MAIN in load_workbook(path).sheetnames


def test_an_empty_file_is_no_workbook_to_protect(path: Path) -> None:
    path.touch()
    export([five()], path)
    assert MAIN in load_workbook(path).sheetnames


def test_charts_are_not_lost_silently(path: Path) -> None:
    person = work(path, five())
    sheet: Worksheet = person.book.create_sheet("Biểu đồ")
    sheet["A1"] = 3
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1))
    sheet.add_chart(chart, "C1")
    person.save()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="charts"):
        export([five()], path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_a_workbook_that_is_open_is_left_alone(lock: str, path: Path) -> None:
    export([five()], path)
    (path.parent / lock.format(path.name)).touch()
    with pytest.raises(UsageError, match="đang mở"):
        export([five()], path)


def test_another_documents_workbook_is_not_taken_for_a_default_name(path: Path) -> None:
    export([five()], path)
    with pytest.raises(UsageError, match="12/KH-UBND"):
        export([small_plan()], path, options=Options(same_documents=True))
    export([five("Một")], path, options=Options(same_documents=True))


def test_a_failure_half_way_leaves_the_old_workbook(path: Path) -> None:
    export([five()], path)
    before = path.read_bytes()

    def failing() -> Any:
        yield five()
        raise RuntimeError("mất điện")

    with pytest.raises(RuntimeError):
        export(failing(), path)
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_rows_keep_the_plans_values_after_a_refresh(path: Path) -> None:
    person = work(path, rich_plan())
    person.sort_by_title()
    person = refreshed(person, rich_plan())
    rows = person.book[MAIN].iter_rows(min_row=2, values_only=True)
    found = [tuple(cell.date() if isinstance(cell, datetime) else cell for cell in row) for row in rows]
    assert found == [tuple(value or None for value in values(line)) for line in lines(rich_plan())]
    assert gone(person) == []
