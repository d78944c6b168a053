"""What cells of task tables say together: shares of one cell, merged cells that a dump shows empty, rows that end a table."""

from __future__ import annotations

import pytest

from kehoach.model import Plan
from kehoach.normalize.context import Context
from kehoach.normalize.numbers import find_numbers, read_number
from kehoach.normalize.plan import normalize_plan
from kehoach.normalize.units import read_units
from kehoach.parse import parse_bytes
from kehoach.parse.columns import assign_roles
from kehoach.parse.shares import lead_and_support

HEAD = "UBND TỈNH AN BÌNH\n\nSố: 15/KH-UBND\n\nAn Bình, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"


def read(text: str, name: str = "plan.md") -> Plan:
    return normalize_plan(parse_bytes((HEAD + text).encode(), name))


def markdown(heads: str, *rows: str) -> str:
    return "\n".join([f"| {heads} |", "|---" * (heads.count("|") + 1) + "|", *(f"| {row} |" for row in rows)])


@pytest.mark.parametrize(
    ("cell", "lead", "support"),
    [
        ("Chủ trì: Sở Nội vụ; Phối hợp: Sở Y tế, Sở Tư pháp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("- Chủ trì: Sở Nội vụ\n- Phối hợp: Sở Y tế, Sở Tư pháp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("Chủ trì: Sở Nội vụ. Phối hợp: Công an tỉnh.", "Sở Nội vụ", "Công an tỉnh"),
        ("Đơn vị chủ trì: Sở Nội vụ, Sở Y tế; đơn vị phối hợp: Các sở, ngành", "Sở Nội vụ, Sở Y tế", "Các sở, ngành"),
        ("Phối hợp: Sở Y tế; Chủ trì: Sở Nội vụ", "Sở Nội vụ", "Sở Y tế"),
        ("Sở Nội vụ; phối hợp: Sở Y tế", "Sở Nội vụ", "Sở Y tế"),
        ("Chủ trì: Sở Nội vụ", "Sở Nội vụ", ""),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Y tế, Sở Tư pháp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("Sở Nội vụ chủ trì phối hợp cùng Sở Y tế", "Sở Nội vụ", "Sở Y tế"),
        ("Sở Nội vụ phối hợp với UBND cấp xã", "Sở Nội vụ", "UBND cấp xã"),
        ("Sở Nội vụ, phối hợp Sở Y tế", "Sở Nội vụ", "Sở Y tế"),
        ("Sở Nội vụ chủ trì; Sở Y tế, Sở Tư pháp phối hợp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("Sở Nội vụ (phối hợp với Sở Y tế, Sở Tư pháp)", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("Chủ trì Sở Nội vụ, phối hợp với Sở Y tế", "Sở Nội vụ", "Sở Y tế"),
        ("Sở Nội vụ (chủ trì); Sở Y tế (phối hợp)", "Sở Nội vụ", "Sở Y tế"),
        ("Sở Nội vụ (chủ trì), Sở Y tế, Sở Tư pháp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("Sở Nội vụ (cơ quan chủ trì)\nSở Y tế và Sở Tư pháp (phối hợp)", "Sở Nội vụ", "Sở Y tế và Sở Tư pháp"),
    ],
)  # fmt: skip
def test_one_cell_tells_lead_and_support(cell: str, lead: str, support: str) -> None:
    assert lead_and_support(cell) == (lead, support)
    plan = read(markdown("TT | Nội dung | Cơ quan thực hiện | Thời hạn", f"1 | Rà soát | {cell.replace(chr(10), '<br>')} | Quý I/2026"))
    (task,) = plan.tasks
    assert (task.lead_raw, task.cooperating_raw) == (lead, support)
    assert task.lead_units
    assert bool(task.cooperating_units) is bool(support)
    assert all(unit.label is None for unit in (*task.lead_units, *task.cooperating_units))


@pytest.mark.parametrize(
    "cell",
    [
        "Sở Nội vụ; UBND cấp xã",
        "Các sở, ngành được giao chủ trì, phối hợp với Sở Y tế",
        "Theo dõi: Sở Nội vụ; Công khai: Sở Y tế",
        "UBND cấp huyện được giao nhiệm vụ phối hợp rà soát",
        "Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh",
        "Các cơ quan phối hợp",
        "Sở Nội vụ (cơ quan thường trực), Sở Y tế",
        "",
    ],
)
def test_other_cells_stay_whole(cell: str) -> None:
    assert lead_and_support(cell) is None


@pytest.mark.parametrize("piece", ["\n- ", " ", "- ", "chủ trì: ;", "x (chủ trì ", "a chủ trì, ", "Sở A phối hợp ", "cơ quan ", "\n", "Sở\n\n\n"])
def test_hostile_cells_take_no_time(piece: str) -> None:
    assert lead_and_support(f"Sở{piece * 20000}x") is None or piece == "chủ trì: ;"


def test_columns_of_their_own_stay_as_they_are() -> None:
    text = markdown("TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn", "1 | Rà soát | Chủ trì: Sở Y tế | Phối hợp: Sở Nội vụ | Quý I")
    (task,) = read(text).tasks
    assert (task.lead_raw, task.cooperating_raw) == ("Chủ trì: Sở Y tế", "Phối hợp: Sở Nội vụ")


SIX = "STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn | Sản phẩm"


def set_as(form: str, heads: str, *rows: str) -> tuple[str, str]:
    if form == "md":
        return markdown(heads, *rows), "plan.md"
    if form == "tab":
        return "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in (heads, *rows)), "plan.txt"
    return "\n".join(f"{row} |" for row in (heads, *rows)), "plan.txt"


@pytest.mark.parametrize("form", ["md", "pipes", "tab"])
@pytest.mark.parametrize(
    ("why", "cells", "leads"),
    [
        ("a run under a filled one", ["Sở Nội vụ", "", "", "Sở Y tế"], ["Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ", "Sở Y tế"]),
        ("two runs", ["Sở Nội vụ", "", "Sở Y tế", ""], ["Sở Nội vụ", "Sở Nội vụ", "Sở Y tế", "Sở Y tế"]),
        ("one alone can be a lead forgotten", ["Sở Nội vụ", "", "Sở Y tế", "Sở Tư pháp"], ["Sở Nội vụ", "", "Sở Y tế", "Sở Tư pháp"]),
        ("nothing above the first", ["", "Sở Nội vụ", "", ""], ["", "Sở Nội vụ", "", ""]),
        ("equal ones are repeated, not merged", ["Sở Y tế", "Sở Y tế", "", ""], ["Sở Y tế", "Sở Y tế", "", ""]),
        ("a column with one word", ["Sở Y tế", "", "", ""], ["Sở Y tế", "", "", ""]),
    ],
)
def test_empty_cells_of_a_merged_lead(form: str, why: str, cells: list[str], leads: list[str]) -> None:
    rows = [f"{n} | Rà soát quy trình số {n} | {lead} | Sở Tài chính | Quý {n}/2026 | Báo cáo {n}" for n, lead in enumerate(cells, 1)]
    plan = read(*set_as(form, SIX, *rows))
    assert [task.lead_raw for task in plan.tasks] == leads, why
    assert (sum(note.code == "KHR05" for note in plan.diagnostics) > 0) is (leads != cells)


def test_what_is_merged_ends_at_headings_and_never_reaches_products() -> None:
    rows = [
        "I | Thể chế | | | |",
        "1 | Ban hành kế hoạch | Sở Nội vụ | Sở Y tế | Quý I/2026 | Kế hoạch",
        "2 | Tổ chức hội nghị | | | Quý II/2026 |",
        "3 | Kiểm tra công vụ | | | Quý III/2026 | ",
        "II | Bộ máy | | | |",
        "1 | Sắp xếp đơn vị | Sở Tư pháp | Sở Y tế | Quý I/2026 | Đề án",
    ]
    tasks = read(markdown(SIX, *rows)).tasks
    assert [task.lead_raw for task in tasks] == ["Sở Nội vụ"] * 3 + ["Sở Tư pháp"]
    assert [task.cooperating_raw for task in tasks] == ["Sở Y tế"] * 4
    assert [task.deliverables for task in tasks] == [("Kế hoạch",), (), (), ("Đề án",)]


def test_helpers_stay_empty_where_the_lead_is_written() -> None:
    rows = [f"{n} | Rà soát quy trình {n} | Sở {name} | {support} | Quý {n}/2026 | Báo cáo"
            for n, (name, support) in enumerate([("Y tế", "Sở Nội vụ"), ("Tư pháp", ""), ("Xây dựng", ""), ("Công Thương", "Sở Y tế")], 1)]
    assert [task.cooperating_raw for task in read(markdown(SIX, *rows)).tasks] == ["Sở Nội vụ", "", "", "Sở Y tế"]


def test_parts_of_a_task_do_not_take_its_lead() -> None:
    rows = ["1 | Kết nối | Sở Y tế | | Quý I/2026 | Báo cáo", "1.1 | Dân cư | | | Quý I/2026 | Báo cáo", "1.2 | Đất đai | | | Quý II/2026 | Báo cáo",
            "2 | Tổng kết | Sở Nội vụ | | Quý IV/2026 | Báo cáo"]
    assert [task.lead_raw for task in read(markdown(SIX, *rows)).tasks] == ["Sở Y tế", "", "", "Sở Nội vụ"]


@pytest.mark.parametrize("form", ["md", "pipes", "tab"])
@pytest.mark.parametrize(
    "foot",
    [
        "Nơi nhận: - Như trên; - Lưu: VT. | HIỆU TRƯỞNG Trần Văn Bình",
        "Nơi nhận: - Như trên; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn Bình | | | |",
        " | | | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH | | ",
        "Nơi nhận: | | KT. GIÁM ĐỐC SỞ | | | ",
    ],
)
def test_the_foot_ends_the_table(form: str, foot: str) -> None:
    rows = ["1 | Rà soát quy trình | Sở Nội vụ | Sở Y tế | Quý I/2026 | Báo cáo", "2 | Tổng kết | Sở Y tế | Sở Tư pháp | Quý II/2026 | Báo cáo tổng kết"]
    tasks = read(*set_as(form, SIX, *rows, foot)).tasks
    assert [(task.title, task.deliverables) for task in tasks] == [("Rà soát quy trình", ("Báo cáo",)), ("Tổng kết", ("Báo cáo tổng kết",))]


def test_a_remark_is_not_inherited_where_the_dump_lost_the_cell() -> None:
    heads = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Ghi chú"]
    rows = [["1", "Rà soát quy trình", "Sở Nội vụ", "Quý I/2026", "Chuyển từ năm 2025"], ["2", "Tổng kết năm công tác", "Sở Y tế", "Quý II/2026"]]
    text = "|\n" + "\n|\n|\n".join("\n|\n".join(row) for row in (heads, *rows)) + "\n|\n"
    assert [task.extra for task in read(text).tasks] == [{"Ghi chú": "Chuyển từ năm 2025"}, {}]


@pytest.mark.parametrize("extra", ["Số lượng", "Đơn vị tính", "Kinh phí (triệu đồng)", "Thành tiền", "Diện tích (ha)", "Địa chỉ"])
def test_columns_of_quantities_stand_beside_tasks(extra: str) -> None:
    heads = f"STT | Nhiệm vụ | {extra} | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm"
    (task,) = read(markdown(heads, "1 | Mở lớp tập huấn | 05 | Sở Nội vụ | Sở Tư pháp | Quý II/2026 | Lớp học")).tasks
    assert (task.title, task.lead_raw, task.extra) == ("Mở lớp tập huấn", "Sở Nội vụ", {extra: "05"})


@pytest.mark.parametrize(
    "heads",
    [
        "STT | Nội dung | Số lượng | Đơn giá | Thành tiền",
        "TT | Nội dung | Đơn vị tính | Số lượng | Thời gian",
        "TT | Trình tự các bước | Nội dung công việc | Đơn vị thực hiện | Thời gian",
        "Thứ ngày | Giờ | Nội dung công việc | Chủ trì | Thời gian",
    ],
)
def test_tables_of_other_things(heads: str) -> None:
    width = heads.count("|") + 1
    assert read(markdown(heads, " | ".join(f"ô số {n}" for n in range(width)), " | ".join(f"chữ {n}" for n in range(width)))).tasks == ()


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (["TT", "Nhiệm vụ", "Đồng chí phụ trách", "Tháng/Năm thực hiện"], ["number", "title", "lead", "deadline"]),
        (["TT", "Nhiệm vụ", "Lãnh đạo phụ trách", "Đơn vị", "Thời hạn"], ["number", "title", None, "lead", "deadline"]),
        (["TT", "Nhiệm vụ", "Người phụ trách", "Đơn vị thực hiện", "Thời hạn"], ["number", "title", None, "lead", "deadline"]),
        (["TT", "Nhiệm vụ", "Chủ trì", "Cơ quan hỗ trợ", "Minh chứng"], ["number", "title", "lead", "support", "deliverable"]),
        (["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Cơ quan hỗ trợ"], ["number", "title", "lead", "support", None]),
        (["TT", "Nhiệm vụ", "Bộ phận phụ trách", "Tháng thực hiện"], ["number", "title", "lead", "deadline"]),
        (["TT", "Nhiệm vụ", "Đơn vị", "Minh chứng", "Sản phẩm"], ["number", "title", "lead", None, "deliverable"]),
        (["TT", "Tên văn bản", "Loại văn bản", "Đơn vị tính", "Đơn vị", "Thời hạn"], ["number", "title", None, None, "lead", "deadline"]),
    ],
)
def test_roles_of_rarer_headings(headings: list[str], roles: list[str | None]) -> None:
    assert [column.role for column in assign_roles(headings)] == roles


def test_a_person_in_a_row_makes_it_no_header() -> None:
    heads = "Thời gian | Nội dung công việc | Đơn vị chịu trách nhiệm | Đơn vị phối hợp | Kết quả"
    rows = ["Tháng 9/2025 | Khai giảng năm học | Phòng Hành chính | Các khoa | Lễ khai giảng",
            "Tháng 10/2025 | Xây dựng đề án việc làm | Phó Hiệu trưởng phụ trách tổ chức | Các khoa | Đề án được phê duyệt"]
    assert [task.lead_raw for task in read(markdown(heads, *rows)).tasks] == ["Phòng Hành chính", "Phó Hiệu trưởng phụ trách tổ chức"]


COMPANY, SCHOOL, DISTRICT = "Tổng công ty Điện lực", "Trường Đại học Bình An", "UBND huyện Bình An"


@pytest.mark.parametrize(
    ("issuer", "cell", "names"),
    [
        (DISTRICT, "Phòng giao dịch Ngân hàng Chính sách xã hội huyện", ["Phòng giao dịch Ngân hàng Chính sách xã hội huyện"]),
        (DISTRICT, "Phòng Nội vụ, Phòng giao dịch NHCSXH huyện", ["Phòng Nội vụ", "Phòng giao dịch Ngân hàng Chính sách xã hội huyện"]),
        (COMPANY, "Ban Kiểm tra - Thanh tra", ["Ban Kiểm tra - Thanh tra"]),
        (COMPANY, "Văn phòng, Ban Pháp chế - Thanh tra, Ban Kỹ thuật", ["Văn phòng", "Ban Pháp chế - Thanh tra", "Ban Kỹ thuật"]),
        (COMPANY, "Ban Kiểm tra - Thanh tra tỉnh", ["Ban Kiểm tra", "Thanh tra tỉnh"]),
        (COMPANY, "Sở Nội vụ - Thanh tra", ["Sở Nội vụ", "Thanh tra"]),
        (SCHOOL, "Phòng Kế hoạch, Tài chính", ["Phòng Kế hoạch, Tài chính"]),
        (SCHOOL, "Phòng Kế hoạch - Tài chính; Phòng Đào tạo", ["Phòng Kế hoạch - Tài chính", "Phòng Đào tạo"]),
        (SCHOOL, "Các Phòng Kế hoạch - Tài chính, Phòng Đào tạo", ["Phòng Kế hoạch - Tài chính", "Phòng Đào tạo"]),
        (SCHOOL, "Các phòng: Kế hoạch, Tài chính", ["Phòng Kế hoạch - Tài chính"]),
        ("Sở Nội vụ", "Phòng Kế hoạch, Tài chính", ["Phòng Kế hoạch - Tài chính"]),
    ],
)
def test_names_of_sections(issuer: str, cell: str, names: list[str]) -> None:
    assert [unit.name for unit in read_units(cell, Context(issuer=issuer, issued_on="2025-01-05"))] == names


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("66.2/2025/NQ-CP", "66.2/2025/NQ-CP"),
        ("Nghị quyết số 66.13/2026/NQ- CP", "66.13/2026/NQ-CP"),
        ("1.234/QĐ-UBND", "1234/QĐ-UBND"),
        ("1.234/2023/QĐ-UBND", "1234/2023/QĐ-UBND"),
    ],
)
def test_numbers_with_a_dot(raw: str, number: str) -> None:
    found = read_number(raw)
    assert found is not None
    assert found.number == number


def test_a_section_number_before_a_date_is_no_document() -> None:
    assert list(find_numbers("mục 2.1/2025/quý, tỷ lệ 66.2/100, ngày 6.2/2025")) == []
