"""Tables parted by blanks alone, as people type them and as programs lay out the text of pages."""

from __future__ import annotations

import shutil
import subprocess
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from kehoach.limits import DEFAULT
from kehoach.parse import parse_bytes
from kehoach.parse.blocks import Table
from kehoach.parse.readers.text import read
from kehoach.parse.readers.text.layout import find_columns
from pdf_builder import WIDE, Draw, pdf, table
from typeset import FOOT, HEAD, ORDERS, SECTIONS, TASKS, Task, expected, headings, rows_of

WIDTHS = {"number": 3, "title": 34, "lead": 21, "support": 24, "deliverable": 26, "deadline": 17}
NARROW = {"number": 2, "title": 24, "lead": 15, "support": 17, "deliverable": 18, "deadline": 13}


def row(cells: Sequence[str], widths: Sequence[int], gap: int = 2, centred: bool = False) -> list[str]:
    """The lines of one row; ``centred``: the cells stand in the middle of its height."""
    wrapped = [
        [line for part in cell.split("\n") for line in textwrap.wrap(part, width, break_on_hyphens=False, break_long_words=False)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(map(len, wrapped))
    if centred:
        wrapped = [[""] * ((height - len(lines)) // 2) + lines for lines in wrapped]
    return [
        (" " * gap).join((lines[index] if index < len(lines) else "").ljust(width) for lines, width in zip(wrapped, widths, strict=True)).rstrip()
        for index in range(height)
    ]


def fixed(order: Sequence[str], variant: int = 0, between: str | None = None, rule: bool = True, widths: dict[str, int] = WIDTHS, gap: int = 2) -> str:
    """The rows of ``typeset`` in fixed columns."""
    sizes = [widths[column] for column in order]
    lines = row(headings(order, variant), sizes, gap)
    if rule:
        lines.append("-" * (sum(sizes) + gap * len(sizes)))
    section = None
    for task in TASKS:
        if task.section != section and task.section is not None:
            section = task.section
            lines.append(f"{section}. {SECTIONS[section]}" if variant % 2 else f"{section:<{sizes[0]}}{' ' * gap}{SECTIONS[section]}")
            lines += [between] if between is not None else []
        lines += row(task.cells(order), sizes, gap)
        lines += [between] if between is not None else []
    return "\n".join(lines)


@pytest.mark.parametrize("between", [None, "", "-" * 110], ids=["nothing", "blank", "dashes"])
@pytest.mark.parametrize("rule", [True, False], ids=["rule", "no-rule"])
@pytest.mark.parametrize("order", [order for order in ORDERS if order[0] == "number"], ids=lambda order: "-".join(column[:2] for column in order))
def test_rows_come_back(order: tuple[str, ...], rule: bool, between: str | None) -> None:
    for variant in (0, 1):
        plan = parse_bytes((HEAD + fixed(order, variant, between, rule) + FOOT).encode(), "plan.txt")
        assert rows_of(plan) == expected()


@pytest.mark.parametrize("widths", [WIDTHS, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("gap", [2, 4])
def test_head_and_foot_stay_lines(widths: dict[str, int], gap: int) -> None:
    head = "      UBND TỈNH AN BÌNH              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n       SỞ NỘI VỤ                        Độc lập - Tự do - Hạnh phúc\n\n"
    head += "     Số: 15/KH-SNV                   An Bình, ngày 05 tháng 01 năm 2026\n\n                     KẾ HOẠCH\n         Cải cách hành chính năm 2026\n\n"
    foot = "\n\nNơi nhận:                              KT. GIÁM ĐỐC\n- Như trên;                            PHÓ GIÁM ĐỐC\n- Lưu: VT.\n\n                                       Trần Thị Mai\n"
    plan = parse_bytes((head + fixed(ORDERS[0], widths=widths, gap=gap) + foot).encode(), "plan.txt")
    assert [task.title for task in plan.tasks] == [task.title for task in TASKS]
    assert plan.tasks[-1].deadline.raw == "Hằng quý"
    assert (plan.document.number, plan.document.issued_on) == ("15/KH-SNV", "2026-01-05")
    assert plan.document.signer is not None
    assert (plan.document.signer.name, plan.document.signer.role) == ("Trần Thị Mai", "Phó Giám đốc")


def test_one_line_rows() -> None:
    lines = ["TT  Nhiệm vụ                Chủ trì       Thời hạn", "1   Rà soát quy trình       Sở Nội vụ     Quý I", "2   Công bố danh mục        Sở Tư pháp    Tháng 5/2026"]
    plan = parse_bytes(("KẾ HOẠCH\nnăm 2026\n\n" + "\n".join(lines)).encode(), "a.txt")
    assert [(task.ordinal, task.title, task.lead_raw, task.deadline.raw) for task in plan.tasks] == [
        ("1", "Rà soát quy trình", "Sở Nội vụ", "Quý I"), ("2", "Công bố danh mục", "Sở Tư pháp", "Tháng 5/2026"),
    ]  # fmt: skip


UNNUMBERED = [
    ("Nội dung công việc", "Đơn vị chủ trì", "Phối hợp", "Thời hạn"),
    ("Lập danh mục hồ sơ nộp lưu của các phòng chuyên môn", "Văn phòng", "Các phòng", "Tháng 3/2026"),
    ("Chỉnh lý tài liệu tồn đọng tại kho lưu trữ của cơ quan", "Phòng Hành chính", "Văn phòng", "Quý II/2026"),
    ("Số hóa tài liệu", "Trung tâm Lưu trữ", "", "Trước ngày 30/9/2026"),
]


@pytest.mark.parametrize("between", [None, ""], ids=["nothing", "blank"])
def test_rows_without_numbers_begin_where_their_task_does(between: str | None) -> None:
    lines: list[str] = []
    for cells in UNNUMBERED:
        lines += row(cells, (26, 20, 14, 18))
        lines += [between] if between is not None else []
    plan = parse_bytes(("KẾ HOẠCH\nLưu trữ năm 2026\n\n" + "\n".join(lines)).encode(), "a.txt")
    assert [(t.title, t.lead_raw, t.cooperating_raw, t.deadline.raw) for t in plan.tasks] == UNNUMBERED[1:]


def paged() -> str:
    """Two pages of a program: headings again, a number on each page, a row cut between them, the second page set otherwise."""
    order = ORDERS[0]
    sizes = [WIDTHS[column] for column in order]
    moved = [size + extra for size, extra in zip(sizes, (2, -4, 1, 3, 0, 1), strict=True)]
    cells = TASKS[2].cells(order)
    starts = [textwrap.wrap(cell, size, break_on_hyphens=False)[0] for cell, size in zip(cells, sizes, strict=True)]
    rests = [cell[len(start) :].strip() for cell, start in zip(cells, starts, strict=True)]
    first = [line for task in TASKS[:2] for line in row(task.cells(order), sizes)]
    second = [line for task in TASKS[3:] for line in row(task.cells(order), moved)]
    top, *below = row(headings(order, 0), moved)
    pages = [*row(headings(order, 0), sizes), *first, *row(starts, sizes), f"{1:>60}", f"\f{top}", *below, *row(rests, moved), *second, f"{2:>60}", "\f"]
    return "\n".join(pages)


def test_pages_are_put_together() -> None:
    plan = parse_bytes((HEAD + paged() + FOOT).encode(), "plan.txt")
    assert [(t.ordinal, t.lead_raw) for t in plan.tasks] == [(task.number, task.lead) for task in TASKS]
    assert [t.title for t in plan.tasks] == [task.title for task in TASKS]
    assert [t.deadline.raw for t in plan.tasks] == [task.deadline for task in TASKS]


def test_cells_in_the_middle_of_their_row() -> None:
    order = ORDERS[0]
    sizes = [WIDTHS[column] for column in order]
    lines = row(headings(order, 0), sizes) + [line for task in TASKS for line in row(task.cells(order), sizes, centred=True)]
    plan = parse_bytes((HEAD + "\n".join(lines) + FOOT).encode(), "plan.txt")
    assert [(t.title, t.lead_raw) for t in plan.tasks] == [(task.title, task.lead) for task in TASKS]


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:                              TM. ỦY BAN NHÂN DÂN\n- Như trên;                            CHỦ TỊCH\n- Lưu: VT.\n",
        "ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH AN BÌNH               Độc lập - Tự do - Hạnh phúc\n",
        "Nhiệm vụ của  các cơ quan chủ trì  được giao thời hạn như sau:\nSở Nội vụ  chủ trì rà soát.\nSở Tư pháp  phối hợp thẩm định.\n",
        "TT  Họ và tên         Chức vụ         Nhiệm vụ\n1   Nguyễn Văn An     Phó Chủ tịch    Tổ trưởng\n2   Trần Thị Bình     Giám đốc        Tổ phó\n",
        "TT  Chỉ tiêu          Đơn vị tính     Kế hoạch\n1   Tỷ lệ che phủ     %               42\n2   Số xã đạt chuẩn   xã              15\n",
    ],
    ids=["foot", "head", "prose", "people", "figures"],
)
def test_other_columns_are_no_tables(text: str) -> None:
    assert not [block for block in read(text.encode(), "a.txt", DEFAULT).blocks if isinstance(block, Table)]


def test_columns_are_found_where_rows_are_shifted() -> None:
    header = ["STT   Nội dung       Chủ trì       Kết quả       Thời hạn"]
    body = [
        "1     Rà soát        Sở Nội vụ     Báo cáo       Quý I",
        "2     Tập huấn    Sở Tư pháp    Lớp học       Quý II",
        "3     Kiểm tra       Thanh tra   Kết luận      Quý III",
        "4     Tổng kết, khen Sở Nội vụ     Báo cáo       Quý IV",
    ]
    (columns, *_) = find_columns(header, body)
    fitted = [[span.text for span in columns.fitted([line]).parted(line).values()] for line in body]
    assert fitted == [
        ["1", "Rà soát", "Sở Nội vụ", "Báo cáo", "Quý I"],
        ["2", "Tập huấn", "Sở Tư pháp", "Lớp học", "Quý II"],
        ["3", "Kiểm tra", "Thanh tra", "Kết luận", "Quý III"],
        ["4", "Tổng kết, khen", "Sở Nội vụ", "Báo cáo", "Quý IV"],
    ]


@pytest.mark.parametrize("break_at", ["tháng 01 năm", "ngày", "tháng"])
def test_a_date_broken_in_the_letterhead_is_one(break_at: str) -> None:
    date = "An Bình, ngày 05 tháng 01 năm 2026"
    end = date.index(break_at) + len(break_at)
    head = f"UBND TỈNH AN BÌNH            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 15/KH-UBND               {date[:end]}\n{'':40}{date[end + 1 :]}\n\nKẾ HOẠCH\nCải cách hành chính\n\n"
    plan = parse_bytes((head + fixed(ORDERS[0])).encode(), "a.txt")
    assert plan.document.issued_on == "2026-01-05"


def test_names_stay_whole_where_one_blank_parts_columns() -> None:
    text = """TT   Nhiệm vụ          Chủ trì             Phối hợp            Thời hạn
1    Rà soát quy       Sở Nông nghiệp Sở Tài chính             Quý I
     trình             và Môi trường
2    Tập huấn          Sở Nội vụ           Công an tỉnh        Quý II
3    Kiểm tra kho      Sở Nông nghiệp Công an tỉnh             Tháng 5
                       và Môi trường
4    Tổng kết          Sở Nội vụ           Sở Tài chính        31/12/202
                                                               6
"""
    plan = parse_bytes(text.encode(), "a.txt")
    assert [(t.lead_raw, t.cooperating_raw, t.deadline.raw) for t in plan.tasks] == [
        ("Sở Nông nghiệp và Môi trường", "Sở Tài chính", "Quý I"), ("Sở Nội vụ", "Công an tỉnh", "Quý II"),
        ("Sở Nông nghiệp và Môi trường", "Công an tỉnh", "Tháng 5"), ("Sở Nội vụ", "Sở Tài chính", "31/12/2026"),
    ]  # fmt: skip


def test_headings_of_several_lines_and_a_section_in_capitals() -> None:
    text = """STT     Nội       Cơ quan chủ     Thời hạn
        dung      trì             hoàn
        việc                      thành
CÔNG TÁC PHÒNG NGỪA
1       Rà soát   Sở Nội vụ       Quý I
        quy
        trình
CÔNG TÁC KIỂM TRA, GIÁM SÁT
VIỆC THỰC HIỆN
2       Kiểm      Thanh tra       Quý II
        tra
        kho
"""
    plan = parse_bytes(text.encode(), "a.txt")
    assert [section.title for section in plan.sections] == ["CÔNG TÁC PHÒNG NGỪA", "CÔNG TÁC KIỂM TRA, GIÁM SÁT VIỆC THỰC HIỆN"]
    assert [(t.title, t.section_id) for t in plan.tasks] == [("Rà soát quy trình", "s1"), ("Kiểm tra kho", "s2")]


def test_a_row_whose_task_speaks_like_a_heading_is_a_row() -> None:
    text = """TT   Nhiệm vụ            Căn cứ       Chủ trì       Kết quả        Thời hạn
1    Rà soát quy trình   Nghị định    Sở Nội vụ     Báo cáo        Quý I
2    Phối hợp chủ trì    Kế hoạch     Sở Tư pháp    Nội dung       Thời hạn nộp
     hội nghị            số 12                      phối hợp       quý II
3    Tổng kết            Công văn     Sở Nội vụ     Báo cáo        Quý IV
"""
    plan = parse_bytes(text.encode(), "a.txt")
    assert [(t.ordinal, t.title, t.lead_raw) for t in plan.tasks] == [
        ("1", "Rà soát quy trình", "Sở Nội vụ"), ("2", "Phối hợp chủ trì hội nghị", "Sở Tư pháp"), ("3", "Tổng kết", "Sở Nội vụ"),
    ]  # fmt: skip


def test_the_rest_of_a_task_alone_on_the_next_page_is_joined() -> None:
    text = """TT   Nhiệm vụ        Chủ trì      Thời hạn
1    Rà soát quy     Sở Nội vụ    Quý I
     trình
2    Tổ chức tập     Sở Tư pháp   Quý II
\fhuấn nghiệp
vụ văn thư cho
cán bộ các xã
\n                              TM. ỦY BAN NHÂN DÂN
"""
    plan = parse_bytes(text.encode(), "a.txt")
    assert [(t.title, t.lead_raw) for t in plan.tasks] == [
        ("Rà soát quy trình", "Sở Nội vụ"), ("Tổ chức tập huấn nghiệp vụ văn thư cho cán bộ các xã", "Sở Tư pháp"),
    ]  # fmt: skip


@pytest.mark.parametrize("after", ["III. TỔ CHỨC THỰC HIỆN", "Trên đây là Kế hoạch năm 2026 của Sở Nội vụ; đề nghị các phòng thực hiện."])
def test_what_follows_on_the_next_page_is_no_rest(after: str) -> None:
    text = f"TT   Nhiệm vụ        Chủ trì      Thời hạn\n1    Rà soát quy     Sở Nội vụ    Quý I\n     trình\n\f{after}\n"
    plan = parse_bytes(text.encode(), "a.txt")
    assert [(t.title, t.deadline.raw) for t in plan.tasks] == [("Rà soát quy trình", "Quý I")]


def test_lines_of_long_cells_are_no_headings() -> None:
    text = """     Tên thủ tục            Thời hạn                   Địa điểm thực hiện
                            giải quyết
     Cấp giấy phép          - Trong thời hạn 05 ngày   Trung tâm Phục vụ hành
     xây dựng               làm việc kể từ khi nhận    chính công; cơ quan chủ trì
     công trình             hồ sơ, cơ quan phối hợp    tiếp nhận nội dung hồ sơ và
     tạm theo quy           có văn bản; thời hạn       kết quả, sản phẩm của đơn vị
     định mới               thực hiện nhiệm vụ là      được giao thực hiện nhiệm vụ
"""
    assert not [block for block in read(text.encode(), "a.txt", DEFAULT).blocks if isinstance(block, Table)]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
@pytest.mark.parametrize("size", [9, 10])
def test_what_the_program_itself_lays_out(tmp_path: Path, size: int) -> None:
    order = ORDERS[0]
    xs = (40, 70, 330, 460, 590, 720, 810)

    def page(head: list[str], tasks: Sequence[Task]) -> Draw:
        return lambda sheet: table(sheet, xs, 60, [head, *([cell.replace("\n", " ") for cell in task.cells(order)] for task in tasks)], size=size) and None

    head = headings(order, 0)
    (tmp_path / "plan.pdf").write_bytes(pdf(page(head, TASKS[:3]), page(head, TASKS[3:]), size=WIDE))
    subprocess.run(["pdftotext", "-layout", str(tmp_path / "plan.pdf"), str(tmp_path / "plan.txt")], check=True)
    plan = parse_bytes((tmp_path / "plan.txt").read_bytes(), "plan.txt")
    assert [(t.ordinal, t.title, t.lead_raw, t.cooperating_raw, t.deadline.raw) for t in plan.tasks] == [
        (task.number, task.title, task.lead, task.support, task.deadline) for task in TASKS
    ]


@pytest.mark.parametrize("between", [None, ""], ids=["nothing", "blank"])
@pytest.mark.parametrize(
    "foot",
    [
        f"{'':90}HIỆU TRƯỞNG\n\n\n{'':88}Phạm Minh Tâm",
        "GIÁM ĐỐC\n\n\nPhạm Minh Tâm",
        f"   NGƯỜI LẬP BIỂU{'':60}THỦ TRƯỞNG ĐƠN VỊ\n\n   Lê Thị Hoa{'':66}Phạm Minh Tâm",
        f"Trên đây là Kế hoạch; yêu cầu các đơn vị thực hiện./.\n\n{'':80}TM. ỦY BAN NHÂN DÂN\n{'':86}CHỦ TỊCH",
        f"{'':88}Phạm Minh Tâm",
        f"{'':88}(Đã ký)\n\n{'':85}Phạm Minh Tâm",
    ],
    ids=["office", "left", "two", "closing", "name", "signed"],
)
def test_no_foot_is_in_a_row(foot: str, between: str | None) -> None:
    plan = parse_bytes((HEAD + fixed(ORDERS[0], 0, between) + f"\n\n\n{foot}\n").encode(), "plan.txt")
    assert rows_of(plan) == expected()


def test_reading_by_position_is_said() -> None:
    text = "KẾ HOẠCH\n\nTT   Nhiệm vụ            Chủ trì       Thời hạn\n1    Rà soát quy trình   Sở Nội vụ     Quý II\n2    Xây dựng đề án      Sở Y tế       Quý III\n"
    (found,) = (found for found in read(text.encode(), "a.txt", DEFAULT).diagnostics if found.code == "KHR19")
    assert (found.severity, found.where["line"]) == ("warning", 3)
