"""Sections, groups, merged cells, cut rows, notes: what rows become."""

from __future__ import annotations

import pytest

from kehoach.model import Plan
from kehoach.parse import parse_bytes

HEAD = "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Sản phẩm | Thời hạn |\n|---|---|---|---|---|---|\n"


def plan(rows: str) -> Plan:
    return parse_bytes((HEAD + rows).encode(), "plan.md")


def shown(rows: str) -> list[tuple[str | None, str | None, str, bool]]:
    found = plan(rows)
    sections = {section.id: section.ordinal or section.title for section in found.sections}
    return [(sections.get(task.section_id or ""), task.ordinal, task.title, task.is_group) for task in found.tasks]


def row(number: str, title: str, lead: str = "Sở Nội vụ", deadline: str = "Quý I/2026") -> str:
    return f"| {number} | {title} | {lead} | Sở Tài chính | Báo cáo kết quả | {deadline} |\n"


def heading(number: str, title: str) -> str:
    return f"| {number} | {title} |  |  |  |  |\n"


A, B, C = "Rà soát quy trình nội bộ", "Công khai thủ tục hành chính", "Tổng kết việc thực hiện"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (heading("I", "Chỉ đạo") + row("1", A) + heading("II", "Kiểm tra") + row("1", B), [("I", "1", A, False), ("II", "1", B, False)]),
        (heading("A", "Phần chung") + heading("I", "Chỉ đạo") + row("1", A), [("I", "1", A, False)]),
        (heading("", "I. Chỉ đạo, điều hành") + row("1", A), [("I", "1", A, False)]),
        (heading("", "NÂNG CAO HIỆU QUẢ CÔNG TÁC") + row("1", A), [("NÂNG CAO HIỆU QUẢ CÔNG TÁC", "1", A, False)]),
        # letters count as letters: I after H
        (heading("H", "Kiểm tra") + row("1", A) + heading("I", "Báo cáo") + row("1", B), [("H", "1", A, False), ("I", "1", B, False)]),
        # numbering that starts again under no heading closes the section
        (heading("I", "Chỉ đạo") + row("1", A) + row("2", B) + row("1", C), [("I", "1", A, False), ("I", "2", B, False), (None, "1", C, False)]),
        # a group row, and its children
        (heading("1", "Nhóm nhiệm vụ về dữ liệu") + row("1.1", A) + row("1.2", B), [(None, "1", "Nhóm nhiệm vụ về dữ liệu", True), (None, "1.1", A, False), (None, "1.2", B, False)]),
        (row("1", "Nhóm nhiệm vụ về dữ liệu", "-", "-").replace("Sở Tài chính", "-").replace("Báo cáo kết quả", "-") + row("a)", A), [(None, "1", "Nhóm nhiệm vụ về dữ liệu", True), (None, "a", A, False)]),
    ],
)  # fmt: skip
def test_sections_and_groups(rows: str, expected: list[tuple[str | None, str | None, str, bool]]) -> None:
    assert shown(rows) == expected


def test_parents() -> None:
    found = plan(heading("1", "Nhóm nhiệm vụ về dữ liệu") + row("1.1", A) + row("1.2", B) + row("2", C))
    assert [found.tasks[1].parent_id, found.tasks[2].parent_id, found.tasks[3].parent_id] == [found.tasks[0].id, found.tasks[0].id, None]


def test_nested_sections_know_their_parents() -> None:
    found = plan(
        heading("A", "Phần chung")
        + heading("I", "Chỉ đạo")
        + row("1", A)
        + heading("II", "Kiểm tra")
        + row("1", B)
        + heading("B", "Phần riêng")
        + heading("I", "Khác")
        + row("1", C)
    )
    assert [(section.ordinal, section.parent_id) for section in found.sections] == [
        ("A", None),
        ("I", "s1"),
        ("II", "s1"),
        ("B", None),
        ("I", "s4"),
    ]


def test_declared_count_is_taken_off_the_title() -> None:
    (section,) = plan(heading("I", "Chỉ đạo, điều hành (16 nhiệm vụ)") + row("1", A)).sections
    assert (section.title, section.declared_count) == ("Chỉ đạo, điều hành", 16)


@pytest.mark.parametrize(
    ("upper", "lower", "title", "lead"),
    [
        ("| 1 | Rà soát các quy trình nội | Văn phòng UBND | A | B | Quý I/2026 |", "|  | bộ giải quyết thủ tục | tỉnh |  |  |  |", "Rà soát các quy trình nội bộ giải quyết thủ tục", "Văn phòng UBND tỉnh"),
        ("| 1 | Rà soát theo quy định tại | Sở Nội vụ | A | B | Quý I/2026 |", "|  | Nghị định của Chính phủ |  |  |  |  |", "Rà soát theo quy định tại Nghị định của Chính phủ", "Sở Nội vụ"),
        ("| 1 | Rà soát các quy trình | Các phòng, ban, | A | B | Quý I/2026 |", "|  |  | đơn vị liên quan |  |  |  |", "Rà soát các quy trình", "Các phòng, ban, đơn vị liên quan"),
    ],
)  # fmt: skip
def test_a_row_cut_by_a_page_is_joined_and_reported(upper: str, lower: str, title: str, lead: str) -> None:
    found = plan(f"{upper}\n\n{HEAD}{lower}\n" + row("2", B))
    assert [(task.ordinal, task.title, task.lead_raw) for task in found.tasks] == [("1", title, lead), ("2", B, "Sở Nội vụ")]
    assert len(found.tasks[0].provenance) == 2
    assert [note.code for note in found.diagnostics] == ["KHR03"]


def test_a_task_without_number_stands_by_itself() -> None:
    found = plan(
        heading("I", "Chỉ đạo")
        + row("1", A)
        + heading("II", "Truyền thông")
        + row("", "Đẩy mạnh truyền thông trên các phương tiện đại chúng")
    )
    assert [(task.ordinal, task.title[:8]) for task in found.tasks] == [("1", "Rà soát "), (None, "Đẩy mạnh")]


def test_merged_title_gives_one_task_per_assignment() -> None:
    html = f"""<table><tr><th>TT</th><th>Nhiệm vụ</th><th>Chủ trì</th><th>Thời hạn</th></tr>
    <tr><td rowspan=2>1</td><td rowspan=2>{A}</td><td>Sở Nội vụ</td><td>Quý I/2026</td></tr>
    <tr><td>Sở Tài chính</td><td>Quý II/2026</td></tr><tr><td>2</td><td>{B}</td><td>Sở Y tế</td><td>Quý III/2026</td></tr></table>"""
    found = parse_bytes(html.encode(), "plan.html")
    assert [(task.ordinal, task.title, task.lead_raw, task.deadline.raw) for task in found.tasks] == [
        ("1", A, "Sở Nội vụ", "Quý I/2026"),
        ("1", A, "Sở Tài chính", "Quý II/2026"),
        ("2", B, "Sở Y tế", "Quý III/2026"),
    ]
    assert len({task.id for task in found.tasks}) == 3


def test_running_row_number_beside_the_ordinal() -> None:
    text = "STT | TT | Nhiệm vụ | Chủ trì | Thời hạn |\n" + "".join(
        f"{running} | {number} | Nhiệm vụ số {running} cần làm | Sở Nội vụ | Quý I/2026 |\n"
        for running, number in enumerate(("1", "2", "1", "2", "3"), 1)
    )
    found = parse_bytes(text.encode(), "plan.txt")
    assert [(task.row, task.ordinal) for task in found.tasks] == [("1", "1"), ("2", "2"), ("3", "1"), ("4", "2"), ("5", "3")]


@pytest.mark.parametrize(
    ("cell", "products"),
    [
        ("Báo cáo", ["Báo cáo"]),
        ("- Kế hoạch; - Báo cáo kết quả.", ["Kế hoạch;", "Báo cáo kết quả."]),
        ("Các văn bản gồm:<br>- Kế hoạch;<br>- Báo cáo", ["Các văn bản gồm:", "Kế hoạch;", "Báo cáo"]),
        ("<p>Quyết định công bố</p><p>Danh mục thủ tục</p>", ["Quyết định công bố", "Danh mục thủ tục"]),
        ("-", []),
    ],
)
def test_products_of_a_cell(cell: str, products: list[str]) -> None:
    (task,) = plan(f"| 1 | {A} | Sở Nội vụ |  | {cell} | Quý I/2026 |").tasks
    assert list(task.deliverables) == products


def test_notes_are_tied_to_their_rows() -> None:
    rows = row("1", "Thí điểm “đăng ký dịch vụ”1") + row("2", B, deadline="Năm 20272")
    text = HEAD + rows + "\n1 Người dân đăng ký trên Cổng Dịch vụ công của tỉnh.\n2 Theo tiến độ chung của Văn phòng Chính phủ.\n"
    found = parse_bytes(text.encode(), "plan.md")
    assert [(task.deadline.raw, len(task.footnotes)) for task in found.tasks] == [("Quý I/2026", 1), ("Năm 2027", 1)]
    assert found.tasks[0].title.endswith("dịch vụ”")
    assert found.tasks[1].footnotes == ("Theo tiến độ chung của Văn phòng Chính phủ.",)


def test_gap_in_numbering_is_read_and_reported() -> None:
    found = plan(row("1", A) + row("3", B))
    assert [task.ordinal for task in found.tasks] == ["1", "3"]
    assert [note.code for note in found.diagnostics] == ["KHR02"]


def test_tables_go_on_after_heading_lines_without_a_header() -> None:
    text = HEAD + row("1", A) + "\nII. Kiểm tra, giám sát\n\n" + row("1", B)
    found = parse_bytes(text.encode(), "plan.md")
    assert [(task.title, task.section_id) for task in found.tasks] == [(A, None), (B, "s1")]
    assert found.sections[0].title == "Kiểm tra, giám sát"
