"""Every text shape of tables, with columns in other orders and under other headings, gives the rows that were set."""

from __future__ import annotations

import pytest

from kehoach.model import Plan
from kehoach.parse import parse_bytes
from typeset import ORDERS, SHAPES, document, expected, rows_of


@pytest.mark.parametrize("variant", [0, 1, 2])
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(column[:2] for column in order))
@pytest.mark.parametrize("shape", SHAPES)
def test_rows_come_back(shape: str, order: tuple[str, ...], variant: int) -> None:
    plan = parse_bytes(document(shape, order, variant), f"plan.{'txt' if shape in ('paragraphs', 'tabs', 'pipes') else 'md'}")
    assert rows_of(plan) == expected()


@pytest.mark.parametrize("shape", SHAPES)
def test_ids_do_not_depend_on_the_shape(shape: str) -> None:
    plain = parse_bytes(document("markdown", ORDERS[0]), "plan.md")
    other = parse_bytes(document(shape, ORDERS[1], 1), "plan.txt")
    assert [task.id for task in other.tasks] == [task.id for task in plain.tasks]


def test_every_cell_is_somewhere() -> None:
    """Words of a cell that fits no column are kept under the column's heading."""
    text = "| TT | Nhiệm vụ | Chủ trì | Thời hạn | Nguồn vốn |\n|---|---|---|---|---|\n| 1 | Rà soát quy trình | Sở Nội vụ | Quý I/2026 | Ngân sách tỉnh |"
    (task,) = parse_bytes(text.encode(), "plan.md").tasks
    assert task.extra == {"Nguồn vốn": "Ngân sách tỉnh"}


def test_a_row_without_a_task_is_reported() -> None:
    text = "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n|  |  | Sở Nội vụ | Quý I/2026 |\n| 1 | Rà soát quy trình | Sở Y tế | Quý II/2026 |"
    plan = parse_bytes(text.encode(), "plan.md")
    assert [task.lead_raw for task in plan.tasks] == ["Sở Y tế"]
    assert any(note.code == "KHR04" and "Sở Nội vụ" in note.message for note in plan.diagnostics)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("steps", "| Bước | Nội dung công việc | Đơn vị thực hiện | Thời gian |\n|---|---|---|---|\n| Bước 1 | Nộp hồ sơ | Bộ phận Một cửa | 0,5 ngày |\n| Bước 2 | Thẩm định hồ sơ | Phòng chuyên môn | 02 ngày làm việc |"),
        ("procedures", "| TT | Tên TTHC | Thời hạn giải quyết | Cơ quan thực hiện | Phí, lệ phí |\n|---|---|---|---|---|\n| 1 | Cấp giấy phép | 10 ngày | Sở Y tế | Không |"),
        ("indicators", "| TT | Tên chỉ tiêu | Đơn vị tính | Mục tiêu năm 2026 | Đơn vị chủ trì |\n|---|---|---|---|---|\n| 1 | Tỷ lệ hồ sơ trực tuyến | % | 80 | Sở Nội vụ |"),
        ("prices", "| STT | Nội dung | Số lượng | Đơn giá | Thành tiền |\n|---|---|---|---|---|\n| 1 | Máy tính | 10 | 15.000.000 | 150.000.000 |"),
        ("people", "| TT | Họ và tên | Chức vụ | Đơn vị | Nhiệm vụ |\n|---|---|---|---|---|\n| 1 | Nguyễn Văn A | Trưởng phòng | Sở Nội vụ | Tổ trưởng |"),
    ],
)  # fmt: skip
def test_other_tables_give_no_task(shape: str, text: str) -> None:
    plan = parse_bytes(text.encode(), f"{shape}.md")
    assert plan.tasks == ()
    assert "KHR01" in {note.code for note in plan.diagnostics}


HEADED = """KẾ HOẠCH
Cải cách hành chính năm 2026

| {head} | Nội dung nhiệm vụ | Cơ quan chủ trì | Sản phẩm | Thời hạn |
|---|---|---|---|---|{extra}
"""


def _table(rows: list[str], head: str = "STT", extra: str = "") -> Plan:
    return parse_bytes((HEADED.format(head=head, extra=extra) + "\n".join(rows)).encode(), "a.md")


@pytest.mark.parametrize(
    ("heading", "title", "count"),
    [
        ("|  | SỐ HÓA HỒ SƠ (2 nhiệm vụ) |  |  |  |", "SỐ HÓA HỒ SƠ", 2),
        ("|  | SỐ HÓA HỒ SƠ LƯU TRỮ |  |  |  |", "SỐ HÓA HỒ SƠ LƯU TRỮ", None),
        ("|  | Số hóa hồ sơ lưu trữ |  |  |  |", "Số hóa hồ sơ lưu trữ", None),
    ],
)
def test_a_title_alone_above_a_new_count_is_a_section(heading: str, title: str, count: int | None) -> None:
    rows = ["| 1 | Rà soát quy trình | Sở Tư pháp | Báo cáo | Quý I |", "| 2 | Công bố danh mục | Sở Nội vụ | Danh mục | Quý II |"]
    plan = _table([*rows, heading, *rows])
    assert [(section.title, section.declared_count) for section in plan.sections] == [(title, count)]
    assert [(task.ordinal, task.section_id) for task in plan.tasks] == [("1", None), ("2", None), ("1", "s1"), ("2", "s1")]


@pytest.mark.parametrize("second", ["", "Mã số", "Số TT trong nhóm"])
def test_a_second_column_of_numbers_is_read_whatever_its_heading(second: str) -> None:
    rows = ["| 1 | 1 | Rà soát quy trình | Sở Tư pháp | Báo cáo | Quý I |", "| 2 | 2 | Công bố | Sở Nội vụ | Danh mục | Quý II |"]
    heading = "|  |  | NHÓM HAI VỀ SỐ HÓA |  |  |  |"
    more = ["| 3 | 1 | Số hóa | Sở Y tế | Hồ sơ | Quý III |", "| 4 | 2 | Cấp chữ ký số | Sở Y tế | Tài khoản | Quý IV |"]
    plan = _table([*rows, heading, *more], head=f"STT | {second}", extra="---|")
    assert [(task.row, task.ordinal) for task in plan.tasks] == [("1", "1"), ("2", "2"), ("3", "1"), ("4", "2")]


def test_sections_by_letters_stay_beside_each_other_after_roman_parts() -> None:
    row = "| 1 | Rà soát quy trình | Sở Tư pháp | Báo cáo | Quý I |"
    heads = ["| A | PHẦN ĐẦU |  |  |  |", "| I | Thể chế |  |  |  |", row, "| B | PHẦN HAI |  |  |  |", "| I | Bộ máy |  |  |  |", row]
    plan = _table([*heads, "| II | Công chức |  |  |  |", row, "| C | PHẦN BA |  |  |  |", row])
    assert [(section.ordinal, section.parent_id) for section in plan.sections] == [
        ("A", None), ("I", "s1"), ("B", None), ("I", "s3"), ("II", "s3"), ("C", None),
    ]  # fmt: skip


def _crawl(rows: list[list[str]]) -> str:
    """One cell per line between bars, two bars between rows."""
    return "|\n" + "\n|\n|\n".join("\n|\n".join(row) for row in rows) + "\n|\n"


HEAD_ROWS = ["KẾ HOẠCH", "Phòng, chống tham nhũng năm 2026", ""]
ROWS = [
    ["1", "Xây dựng kế hoạch tuyên truyền", "Thanh tra tỉnh", "Sở Tư pháp", "Quý I", "Kế hoạch"],
    ["2", "Kiểm tra việc thực hiện quy tắc ứng xử", "Sở Nội vụ", "Các sở, ngành", "Tháng 6", "Báo cáo"],
    ["3", "Tổ chức kê khai tài sản, thu nhập", "Thanh tra tỉnh", "Các cơ quan", "Trước ngày 31/12", "Bản kê khai"],
]
COLUMNS = ["STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"]


@pytest.mark.parametrize("shape", ["crawl", "paragraphs", "lines"])
@pytest.mark.parametrize(
    "names",
    [
        ("Nhóm nhiệm vụ 1: Tuyên truyền, phổ biến", "Nhóm nhiệm vụ 2: Phòng ngừa"),
        ("Mục tiêu 1: Nâng cao nhận thức", "Mục tiêu 2: Hoàn thiện thể chế"),
        ("QUÝ I", "QUÝ II"),
        ("Phần thứ nhất: Thể chế", "Phần thứ hai: Tổ chức bộ máy"),
        ("Lĩnh vực A: Tư pháp", "Lĩnh vực B: Nội vụ"),
    ],
)
def test_sections_without_numbers_where_no_border_is_left(shape: str, names: tuple[str, str]) -> None:
    rows = [COLUMNS, [names[0]], ROWS[0], ROWS[1], [names[1]], ROWS[2]]
    joint = {"crawl": "", "paragraphs": "\n\n", "lines": "\n"}[shape]
    body = _crawl(rows) if shape == "crawl" else joint.join(cell for row in rows for cell in row)
    plan = parse_bytes(("\n".join(HEAD_ROWS) + "\n" + body + "\n").encode(), "a.md" if shape == "crawl" else "a.txt")
    assert len(plan.sections) == 2
    assert [(task.ordinal, task.section_id, task.lead_raw) for task in plan.tasks] == [
        ("1", "s1", "Thanh tra tỉnh"), ("2", "s1", "Sở Nội vụ"), ("3", "s2", "Thanh tra tỉnh"),
    ]  # fmt: skip


@pytest.mark.parametrize("shape", ["crawl", "lines"])
def test_a_header_of_two_rows_where_no_border_is_left(shape: str) -> None:
    first, second = ["TT", "Nội dung công việc", "Phân công", "Tiến độ", "Kết quả đầu ra"], ["Chủ trì", "Phối hợp"]
    rows = [first, second, *ROWS]
    body = _crawl(rows) if shape == "crawl" else "\n".join(cell for row in rows for cell in row)
    plan = parse_bytes(("\n".join(HEAD_ROWS) + "\n" + body + "\n").encode(), "a.md" if shape == "crawl" else "a.txt")
    assert [(t.title, t.lead_raw, t.cooperating_raw, t.deadline.raw, t.deliverables) for t in plan.tasks] == [
        (row[1], row[2], row[3], row[4], (row[5],)) for row in ROWS
    ]


@pytest.mark.parametrize("heading", ["Cấp ban hành", "Thẩm quyền ban hành", "Đối tượng", "Người theo dõi"])
@pytest.mark.parametrize("at", [4, 6])
def test_a_heading_that_says_nothing_known_keeps_its_column(heading: str, at: int) -> None:
    rows = [[*row[:at], extra, *row[at:]] for row, extra in zip([COLUMNS, *ROWS], [heading, "Tỉnh", "Cấp xã", "Cấp huyện"], strict=True)]
    plan = parse_bytes(("\n".join(HEAD_ROWS) + "\n" + "\n".join(cell for row in rows for cell in row) + "\n").encode(), "a.txt")
    assert [(t.title, t.lead_raw, t.deadline.raw, t.extra.get(heading)) for t in plan.tasks] == [
        (row[1], row[2], row[4], extra) for row, extra in zip(ROWS, ["Tỉnh", "Cấp xã", "Cấp huyện"], strict=True)
    ]


def test_a_first_row_whose_cells_speak_like_headings_is_a_row() -> None:
    row = ["1", "Xây dựng văn bản thuộc Chương trình công tác năm 2026", "Các Vụ, Cục được giao chủ trì soạn thảo"]
    row += ["Vụ Pháp chế; các đơn vị liên quan", "Theo Chương trình công tác năm 2026", "Thông tư được ban hành đúng tiến độ"]
    text = "\n\n".join(cell for one in [COLUMNS, row, *ROWS[1:]] for cell in one)
    plan = parse_bytes(("\n".join(HEAD_ROWS) + "\n" + text + "\n").encode(), "a.txt")
    assert [(task.ordinal, task.lead_raw) for task in plan.tasks] == [("1", row[2]), ("2", "Sở Nội vụ"), ("3", "Thanh tra tỉnh")]


def test_levels_begin_below_the_section_they_stand_in() -> None:
    row = "| 1 | Rà soát quy trình | Sở Tư pháp | Báo cáo | Quý I |"
    two = row.replace("| 1 |", "| 2 |")
    heads = ["| II | NỘI DUNG |  |  |  |", "| A | PHẦN ĐẦU |  |  |  |", "| I | Thể chế |  |  |  |", row, "| II | Truyền thông |  |  |  |"]
    plan = _table([*heads, "| 1 | Trực tiếp |  |  |  |", row, two, "| 2 | Trên mạng |  |  |  |", row, two, "| B | PHẦN HAI |  |  |  |", row])
    assert [(section.ordinal, section.parent_id) for section in plan.sections] == [
        ("II", None), ("A", "s1"), ("I", "s2"), ("II", "s2"), ("1", "s4"), ("2", "s4"), ("B", "s1"),
    ]  # fmt: skip
    assert [task.section_id for task in plan.tasks] == ["s3", "s5", "s5", "s6", "s6", "s7"]


@pytest.mark.parametrize("order", [("Thời gian bắt đầu", "Thời gian kết thúc"), ("Bắt đầu", "Kết thúc"), ("Từ ngày", "Đến ngày")])
def test_of_two_times_both_are_the_deadline(order: tuple[str, str]) -> None:
    head = f"| STT | Nhiệm vụ | Cơ quan chủ trì | {order[0]} | {order[1]} | Sản phẩm |"
    text = f"KẾ HOẠCH\nnăm 2026\n\n{head}\n|---|---|---|---|---|---|\n| 1 | Rà soát | Sở Y tế | 01/3/2026 | 15/3/2026 | Báo cáo |\n"
    plan = parse_bytes(text.encode(), "a.md")
    assert [(task.deadline.raw, task.extra) for task in plan.tasks] == [("01/3/2026 - 15/3/2026", {})]


def test_prose_above_a_crawled_table_is_no_heading() -> None:
    rows = [["Nhiệm vụ", "Cơ quan chịu trách nhiệm chính", "Cơ quan tham gia", "Thời hạn hoàn thành", "Kết quả cần đạt"]]
    rows += [[row[1], row[2], row[3], row[4], row[5]] for row in ROWS]
    text = "KẾ HOẠCH\nBảo hiểm y tế năm 2026\n\nThực hiện chỉ tiêu bao phủ, Sở Y tế phối hợp xây dựng kế hoạch như sau:\n\n" + _crawl(rows)
    plan = parse_bytes(text.encode(), "a.md")
    assert [(task.title, task.lead_raw, task.cooperating_raw) for task in plan.tasks] == [(row[1], row[2], row[3]) for row in ROWS]


def test_a_row_with_as_many_texts_as_columns_keeps_them_in_order() -> None:
    odd = ["2", "Kiểm tra bếp ăn", "Tổ Cấp dưỡng", "Khoa Dinh dưỡng", "Tháng 5", "Sổ lưu mẫu"]
    texts = [cell for row in [COLUMNS, ROWS[0], odd, ROWS[2]] for cell in row]
    plan = parse_bytes(("\n".join(HEAD_ROWS) + "\n" + "\n".join(texts) + "\n").encode(), "a.txt")
    second = plan.tasks[1]
    assert (second.lead_raw, second.cooperating_raw, second.deadline.raw, second.deliverables) == (*odd[2:5], (odd[5],))


@pytest.mark.parametrize(
    ("cell", "raw"),
    [
        ("Sở Nội vụ;<br>UBND cấp xã", "Sở Nội vụ; UBND cấp xã"),
        ("Sở Nội vụ,<br>UBND cấp xã", "Sở Nội vụ, UBND cấp xã"),
        ("Sở Nội vụ<br>UBND cấp xã", "Sở Nội vụ\nUBND cấp xã"),
        ("- Sở Nội vụ;<br>- UBND cấp xã", "- Sở Nội vụ;\n- UBND cấp xã"),
    ],
)
def test_a_list_of_units_is_the_same_wherever_its_lines_break(cell: str, raw: str) -> None:
    plan = _table([f"| 1 | Rà soát | {cell} | Báo cáo | Quý I |"])
    assert [task.lead_raw for task in plan.tasks] == [raw]


def test_rows_whose_cells_hold_line_breaks_are_joined() -> None:
    text = (
        "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n"
        "| 1 | Chuẩn bị hội nghị:\n- Giấy mời\n- Tài liệu | Văn phòng UBND tỉnh | Trước ngày\n15/3/2026 |\n| 2 | Tổng kết | Sở Nội vụ | Quý II/2026 |"
    )
    first, second = parse_bytes(text.encode(), "plan.md").tasks
    assert (first.title, first.lead_raw, first.deadline.raw) == (
        "Chuẩn bị hội nghị: - Giấy mời - Tài liệu",
        "Văn phòng UBND tỉnh",
        "Trước ngày 15/3/2026",
    )
    assert [(one.provenance[0].line, one.provenance[0].end_line) for one in (first, second)] == [(3, 6), (7, 7)]  # type: ignore[union-attr]


def test_a_row_that_never_ends_stays_as_it_stands() -> None:
    text = "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Rà soát | Sở Y tế | Quý I/2026\n| 2 | Tổng kết | Sở Nội vụ | Quý II/2026\n"
    assert [task.deadline.raw for task in parse_bytes(text.encode(), "plan.md").tasks] == ["Quý I/2026", "Quý II/2026"]
