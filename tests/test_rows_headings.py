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
