"""Rows that are headings: titles alone without a number, and numbers that go on under cells merged from above."""

from __future__ import annotations

import pytest

from kehoach.model import Plan
from kehoach.parse import parse_bytes

HEADER = "<tr><td>TT</td><td>Nhiệm vụ</td><td>Chủ trì</td><td>Thời hạn</td></tr>"


def plan(rows: str) -> Plan:
    return parse_bytes(f"<html><body><p>KẾ HOẠCH</p><p>Năm 2026</p><table>{HEADER}{rows}</table></body></html>".encode(), "a.html")


def task(number: int | str, title: str = "Rà soát quy trình", due: str = "<td>Quý II</td>") -> str:
    return f"<tr><td>{number}</td><td>{title}</td><td>Sở Nội vụ</td>{due}</tr>"


def title(text: str, number: str = "") -> str:
    return f"<tr><td>{number}</td><td>{text}</td><td></td><td></td></tr>"


def outline(found: Plan) -> list[tuple[str | None, list[str | None]]]:
    """Each section with the numbers of its tasks."""
    return [(section.title, [task.ordinal for task in found.tasks if task.section_id == section.id]) for section in found.sections]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (title("Lĩnh vực trồng trọt") + task(1) + task(2) + title("Chăn nuôi") + task(3), [("Lĩnh vực trồng trọt", ["1", "2"]), ("Chăn nuôi", ["3"])]),
        (title("Trồng trọt") + task(1) + title("Chăn nuôi") + task(1), [("Trồng trọt", ["1"]), ("Chăn nuôi", ["1"])]),
        (task(1) + title("Xây dựng báo cáo") + task(2), []),  # nothing like it opened a section
    ],
)
def test_titles_alone_between_numbered_rows(rows: str, expected: list[tuple[str, list[str]]]) -> None:
    assert outline(plan(rows)) == expected


def test_a_number_that_goes_on_is_a_heading_under_a_merged_cell() -> None:
    rows = title("Nhóm việc chung", "I") + task(1, due='<td rowspan="4">Quý IV</td>') + task(2, due="")
    rows += "<tr><td>II</td><td>Nhóm việc riêng</td><td></td></tr>" + task(3, due="")
    found = plan(rows)
    assert outline(found) == [("Nhóm việc chung", ["1", "2"]), ("Nhóm việc riêng", ["3"])]
    assert {task.deadline.raw for task in found.tasks} == {"Quý IV"}


def test_a_number_of_no_sequence_is_a_task_under_a_merged_cell() -> None:
    rows = task(1, due='<td rowspan="2">Quý IV</td>') + "<tr><td>2</td><td>Tổng kết</td><td></td></tr>"
    assert [task.ordinal for task in plan(rows).tasks] == ["1", "2"]


@pytest.mark.parametrize("mark", [". ", ") ", "- ", "– ", " - "])
def test_headings_between_tables(mark: str) -> None:
    table = f"<table>{HEADER}{task(1)}</table>"
    page = f"<html><body><p>KẾ HOẠCH</p><p>Năm 2026</p><p>I{mark}TỔ CHỨC</p>{table}<p>II{mark}KIỂM TRA</p>{table}</body></html>"
    found = parse_bytes(page.encode(), "a.html")
    assert [(section.ordinal, section.title) for section in found.sections] == [("I", "TỔ CHỨC"), ("II", "KIỂM TRA")]
    assert [task.section_id for task in found.tasks] == ["s1", "s2"]


def wide(text: str) -> str:
    return f'<tr><td colspan="4">{text}</td></tr>'


def test_the_first_row_of_a_table_may_open_a_section_above_others() -> None:
    found = plan(wide("A. VIỆC CHUNG") + wide("I. Thể chế") + task(1) + wide("II. Hạ tầng") + task(1) + wide("B. VIỆC RIÊNG") + task(1))
    parents = {section.id: section.title for section in found.sections}
    assert [(section.title, parents.get(section.parent_id or "")) for section in found.sections] == [
        ("VIỆC CHUNG", None),
        ("Thể chế", "VIỆC CHUNG"),
        ("Hạ tầng", "VIỆC CHUNG"),
        ("VIỆC RIÊNG", None),
    ]


MARKDOWN = "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| {0} | {0} | {0} | {0} |\n| 1 | Rà soát | Sở Y tế | Quý I |", [("Việc trước mùa mưa", ["1"])]),
        ("| I | {0} | {0} | {0} |\n| 1 | Rà soát | Sở Y tế | Quý I |", [("Việc trước mùa mưa", ["1"])]),
        ("| 1 | Rà soát | Sở Y tế | Quý I |\n| 2 | {0} | {0} | {0} |\n| 2.1 | Tổng kết | Sở Y tế | Quý I |", []),  # a group
    ],
)
def test_a_merged_cell_written_into_every_column_is_one_cell(rows: str, expected: list[tuple[str, list[str]]]) -> None:
    found = parse_bytes((MARKDOWN + rows.format("Việc trước mùa mưa")).encode(), "a.md")
    assert outline(found) == expected
    assert {task.lead_raw for task in found.tasks if not task.is_group} == {"Sở Y tế"}
    assert not any("mùa mưa" in task.lead_raw + task.deadline.raw for task in found.tasks)


@pytest.mark.parametrize(
    "cells",
    [("Rà soát", "Sở Y tế", "x"), ("Sở Y tế", "Sở Y tế", "Quý I"), ("Rà soát", "Quý I", "Quý I"), ("x", "x", "x"), ("1", "1", "1")],
)
def test_cells_that_are_alike_by_chance_stay(cells: tuple[str, str, str]) -> None:
    found = parse_bytes((MARKDOWN + f"| 1 | {' | '.join(cells)} |\n| 2 | Tổng kết | Sở Nội vụ | Quý II |").encode(), "a.md")
    assert outline(found) == []
    assert [(task.title, task.lead_raw, task.deadline.raw) for task in found.tasks] == [cells, ("Tổng kết", "Sở Nội vụ", "Quý II")]


NO_LEAD = "<tr><td>TT</td><td>Nhiệm vụ</td><td>Thời hạn</td><td>Sản phẩm</td></tr>"


@pytest.mark.parametrize(
    ("headings", "leads"),
    [
        (("SỞ Y TẾ", "Văn phòng UBND tỉnh"), ["SỞ Y TẾ", "Văn phòng UBND tỉnh"]),
        (("Sở Y tế", "Cải cách thể chế"), ["", ""]),  # not all of them are units
    ],
)
def test_units_as_headings_lead_where_no_column_says_who(headings: tuple[str, str], leads: list[str]) -> None:
    first, second = (f'<tr><td>{number}</td><td colspan="3">{name}</td></tr>' for number, name in zip(("I", "II"), headings, strict=True))
    row = "<tr><td>1</td><td>Rà soát quy trình</td><td>Quý II/2026</td><td>Báo cáo</td></tr>"
    found = parse_bytes(f"<table>{NO_LEAD}{first}{row}{second}{row}</table>".encode(), "a.html")
    assert [task.lead_raw for task in found.tasks] == leads


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("Giấy tờ đã có trong tài khoản", "VNeID", True),
        ("Rà soát, sửa đổi quy trình,", "định mức kinh tế", True),
        ("Rà soát quy trình.", "Khác", False),
        ("Rà soát quy trình", "Thuế", False),
        ("Rà soát quy trình", "LOGISTICS", False),
        ("Rà soát quy trình", "Nhóm hạ tầng", False),
    ],
)
def test_a_title_cut_off_by_a_page(upper: str, lower: str, joined: bool) -> None:
    rows = task(1, upper) + title(lower) + task(2, "Tổng kết")
    assert (f"{upper} {lower}" in [one.title for one in plan(rows).tasks]) == joined


def test_a_page_that_repeats_only_the_upper_row_of_a_header_keeps_its_columns() -> None:
    upper = "<tr><td{0}>TT</td><td{0}>Nhiệm vụ</td><td colspan=2>Phân công thực hiện</td><td{0}>Thời hạn{1}</td></tr>"
    lower = "<tr><td>Chủ trì</td><td>Phối hợp</td></tr>"
    row = "<tr><td>{0}</td><td>Rà soát quy trình</td><td>Sở Y tế</td><td>Sở Nội vụ</td><td>Quý I/2026</td></tr>"
    tables = upper.format(" rowspan=2", " hoàn thành") + lower + row.format(1), upper.format("", "") + row.format(2)
    found = parse_bytes("".join(f"<table>{table}</table>" for table in tables).encode(), "a.html")
    assert [(task.ordinal, task.lead_raw, task.cooperating_raw, task.deadline.raw) for task in found.tasks] == [
        ("1", "Sở Y tế", "Sở Nội vụ", "Quý I/2026"),
        ("2", "Sở Y tế", "Sở Nội vụ", "Quý I/2026"),
    ]
