"""Task tables whose headings name the task in words of their own, short tables of dues, and tables that are none."""

from __future__ import annotations

import pytest

from kehoach.model import Plan
from kehoach.parse import parse_bytes
from kehoach.parse.columns import assign_roles, is_task_header

HEAD = "UBND TỈNH AN BÌNH\n\nSố: 15/KH-UBND\n\nAn Bình, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n\nCông tác năm 2026\n\n"


def plan(*tables: list[str], between: str = "") -> Plan:
    def table(rows: list[str]) -> str:
        lines = [f"| {row} |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * (lines[0].count("|") - 1), *lines[1:]])

    return parse_bytes((HEAD + f"\n\n{between}\n\n".join(map(table, tables))).encode(), "a.md")


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("STT | Tên lớp tập huấn | Cơ quan chủ trì | Phối hợp | Thời gian mở lớp", "Tên lớp tập huấn"),
        ("STT | Chỉ tiêu | Đơn vị chủ trì | Phối hợp | Thời gian hoàn thành", "Chỉ tiêu"),
        ("STT | Chỉ tiêu, nhiệm vụ | ĐVT | Đơn vị chủ trì | Thời gian hoàn thành", "Chỉ tiêu, nhiệm vụ"),
        ("TT | Ý kiến của cử tri | Cơ quan giải quyết | Thời hạn giải quyết", "Ý kiến của cử tri"),
        ("TT | Khó khăn, vướng mắc | Cơ quan xử lý | Thời hạn xử lý", "Khó khăn, vướng mắc"),
        ("TT | Tên sự kiện | Đơn vị tổ chức | Địa điểm | Thời gian tổ chức", "Tên sự kiện"),
        ("TT | Báo cáo, tờ trình | Cơ quan trình | Cơ quan thẩm tra | Kỳ họp", "Báo cáo, tờ trình"),
        ("TT | Nhiệm vụ | Thời hạn", "Nhiệm vụ"),
        ("TT | Công việc cần làm | Hoàn thành trước", "Công việc cần làm"),
        ("Ngày, tháng | Nội dung công việc | Đơn vị chủ trì", "Nội dung công việc"),
    ],
)
def test_a_column_of_tasks_by_what_stands_beside_it(headings: str, title: str) -> None:
    columns = assign_roles(headings.split(" | "))
    assert [column.heading for column in columns if column.role == "title"] == [title]
    assert is_task_header(columns)


@pytest.mark.parametrize(
    "headings",
    [
        "TT | Tên thủ tục hành chính | Cơ quan giải quyết | Thời hạn giải quyết",
        "TT | Thủ tục hành chính | Cơ quan thực hiện | Thời gian thực hiện",
        "TT | TTHC | Cơ quan giải quyết | Thời hạn giải quyết",
        "TT | Họ và tên | Đơn vị chủ trì | Thời gian",
        "TT | Đơn vị | Biên chế giao | Hiện có | Còn thiếu",
        "TT | Văn bản | Cơ quan ban hành | Ngày ban hành",
        "Thời gian | Nội dung",
        "Thời gian | Nội dung công việc | Thành phần | Chuẩn bị",
        "TT | Tên đường | Chiều dài | Đơn vị quản lý",
        "TT | Nội dung | Thời gian",
    ],
)
def test_what_is_no_table_of_tasks(headings: str) -> None:
    assert not is_task_header(assign_roles(headings.split(" | ")))


@pytest.mark.parametrize(
    ("headings", "lead", "other"),
    [
        ("TT | Nội dung kiểm tra | Đơn vị được kiểm tra | Đơn vị kiểm tra | Thời gian", 3, 2),
        ("TT | Nội dung | Lãnh đạo chỉ đạo | Bộ phận tham mưu | Thời gian", 3, 2),
    ],
)
def test_who_does_it_stands_before_whom_it_is_done_to(headings: str, lead: int, other: int) -> None:
    columns = assign_roles(headings.split(" | "))
    assert (columns[lead].role, columns[other].role in (None, "note")) == ("lead", True)


TASKS = ["TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn", "1 | Rà soát quy trình | Sở Nội vụ | Sở Y tế | Quý II", "2 | Xây dựng đề án | Sở Y tế | Sở Nội vụ | Quý III"]


@pytest.mark.parametrize(
    "other",
    [
        ["STT | Họ tên | Cơ quan | Chức danh | Số máy", "1 | Nguyễn Văn An | Sở Nội vụ | Trưởng phòng | 0912 000 000"],
        ["TT | Đơn vị | Được giao | Hiện có | Còn thiếu", "1 | Sở Y tế | 4.120 | 3.902 | 218"],
        ["TT | Đơn vị | Được giao | Hiện có", "1 | Sở Y tế | 4.120 | 3.902"],
    ],
)
@pytest.mark.parametrize("between", ["", "Phụ lục II", "Danh sách kèm theo"])
def test_a_table_with_headings_of_its_own_is_no_continuation(other: list[str], between: str) -> None:
    assert [task.title for task in plan(TASKS, other, between=between).tasks] == ["Rà soát quy trình", "Xây dựng đề án"]


def test_a_table_that_repeats_a_damaged_header_goes_on() -> None:
    again = ["STT | Nhiêm vu | Chủ trì | Phôi hop | Thơi han", "3 | Tổng kết | Sở Nội vụ | Sở Y tế | Quý IV"]
    assert [task.ordinal for task in plan(TASKS, again).tasks] == ["1", "2", "3"]


def test_headings_that_are_still_sought_name_the_task_themselves() -> None:
    headings = ["Đợt 1", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"]
    assert is_task_header(assign_roles(headings))
    assert not is_task_header(assign_roles(headings, sought=True))
