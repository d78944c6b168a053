"""Tables at the top of a document: what a letterhead in cells says, and that no cell of another table is read as a head."""
from __future__ import annotations

import pytest

from headfoot import document, head_of, table
from kehoach.parse.blocks import SourceDocument
from kehoach.parse.head.pieces import table_at
from kehoach.parse.lines import flatten

NOTHING = (None, None, None, None, None, None, False)


def _facts(source: SourceDocument) -> tuple[object, ...]:
    head = head_of(source)
    issuer = head.issuer.name if head.issuer else None
    return head.number, head.kind, head.title, issuer, head.province, head.period and head.period.start.year, head.is_draft


def _docx(*parts: str | list[list[str]]) -> SourceDocument:
    blocks = [block for part in parts for block in (document(part).blocks if isinstance(part, str) else [table(part)])]
    return SourceDocument("docx", blocks)


TASKS = [
    ["Việc", "Cơ quan chủ trì", "Sản phẩm", "Thời gian"],
    ["Rà soát quy hoạch chợ", "Sở Công Thương tỉnh Bình Thuận", "Đề án", "Quý II/2027"],
    ["Lập danh mục đầu tư", "Bộ Xây dựng ban hành Quy chế", "Kế hoạch", "Quý III/2027"],
    ["Tổng kết", "CHỦ TỊCH UBND TỈNH", "Báo cáo", "2028"],
]
PAIRS = [["Việc", "Sản phẩm"], ["Rà soát chợ", "Kế hoạch"], ["Tổng kết", "Báo cáo"]]


@pytest.mark.parametrize(
    "parts",
    [
        [TASKS],
        [PAIRS],
        [[["TT", *TASKS[0]], *(["", *row] for row in TASKS[1:])]],
        ["3. Bảng phân công nhiệm vụ", TASKS],
        ["\n".join(["STT", *(cell for row in TASKS for cell in row)])],  # a crawl with a cell on each line
        [[["Số tiền", "Chương trình", "Năm"], ["12", "Kế hoạch", "2027"]]],
    ],
)
def test_cells_of_a_table_are_no_head(parts: list[str | list[list[str]]]) -> None:
    assert _facts(_docx(*parts)) == NOTHING


def test_a_merged_cell_repeated_in_each_column_is_one() -> None:
    rows = [["KẾ HOẠCH"] * 4, ["Phát triển chợ năm 2027"] * 4, *TASKS]
    assert _facts(_docx(rows)) == (None, "Kế hoạch", "Phát triển chợ năm 2027", None, None, 2027, False)


ANNEX = "PHỤ LỤC III\nDANH MỤC NHIỆM VỤ TRỌNG TÂM\n(Kèm theo {} của Ủy ban nhân dân tỉnh Bình Thuận)"
COMMITTEE = "Ủy ban nhân dân tỉnh Bình Thuận"


@pytest.mark.parametrize("below", [TASKS, PAIRS, [["TT", "Việc"], ["1", "Kế hoạch"]]])
@pytest.mark.parametrize(
    ("carrier", "issued", "draft"),
    [("Kế hoạch số 71/KH-UBND ngày 02/3/2027", "2027-03-02", False), ("Kế hoạch số      /KH-UBND ngày 02 tháng 3 năm 2027", "2027-03-02", True)],
)
def test_an_annex_says_what_carries_it(below: list[list[str]], carrier: str, issued: str, draft: bool) -> None:
    head = head_of(_docx(ANNEX.format(carrier), below))
    assert head.issuer is not None
    assert (head.issuer.name, head.province, head.issued_on, head.is_draft) == (COMMITTEE, "Bình Thuận", issued, draft)
    assert (head.number, head.kind, head.period) == (None, None, None)


def test_an_annexed_plan_with_its_agency_above_says_what_carries_it() -> None:
    carrier = "(Kèm theo Quyết định số 71/QĐ-UBND ngày 02/3/2027 của UBND tỉnh Bình Thuận)"
    head = head_of(_docx(f"ỦY BAN NHÂN DÂN TỈNH BÌNH THUẬN\nKẾ HOẠCH\nPhát triển chợ\n{carrier}\nI. MỤC TIÊU"))
    assert (head.kind, head.title, head.issued_on, head.number) == ("Kế hoạch", "Phát triển chợ", "2027-03-02", None)


def test_a_carrier_named_in_a_row_carries_the_row() -> None:
    rows = [["TT", "Việc", "Ghi chú"], ["1", "Rà soát", "Kèm theo Kế hoạch số 71/KH-UBND ngày 02/3/2027 của UBND tỉnh Bình Thuận"]]
    assert _facts(_docx(rows)) == NOTHING


LEFT, RIGHT = "UBND TỈNH BÌNH THUẬN\nSỞ CÔNG THƯƠNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
LETTERHEADS: list[list[list[str]]] = [
    [[LEFT, RIGHT], ["Số: 15/KH-SCT", "Bình Thuận, ngày 05 tháng 01 năm 2027"]],
    [[LEFT, "", RIGHT], ["Số: 15/KH-SCT", "", "Bình Thuận, ngày 05 tháng 01 năm 2027"], ["", "", ""]],
    [[LEFT, "|", RIGHT], ["-----", "*", "-----"], ["Số: 15/KH-SCT", "x", "Bình Thuận, ngày 05 tháng 01 năm 2027"]],
    [[*LEFT.split("\n")[:1], *RIGHT.split("\n")[:1]], [LEFT.split("\n")[1], RIGHT.split("\n")[1]], ["Số: 15/KH-SCT", "Bình Thuận, ngày 05/01/2027"]],
]
TITLE = "KẾ HOẠCH\nPhát triển chợ năm 2027"


@pytest.mark.parametrize("letterhead", LETTERHEADS)
@pytest.mark.parametrize("together", [False, True], ids=["apart", "one grid"])
def test_a_letterhead_in_cells_is_read(letterhead: list[list[str]], together: bool) -> None:
    title = [[line] for line in TITLE.split("\n")]
    source = _docx([*letterhead, *title, *TASKS]) if together else _docx(letterhead, TITLE, TASKS)
    found = ("15/KH-SCT", "Kế hoạch", "Phát triển chợ năm 2027", "Sở Công Thương tỉnh Bình Thuận", "Bình Thuận", 2027, False)
    assert _facts(source) == found


def test_a_table_above_the_motto_is_the_sites() -> None:
    assert _facts(_docx([["Trang chủ", "Văn bản", "Liên hệ"], ["Tin", "Mới", "Cũ"]], LETTERHEADS[0], TITLE))[:2] == ("15/KH-SCT", "Kế hoạch")


def test_no_table() -> None:
    lines = flatten(document("SỞ CÔNG THƯƠNG\nKẾ HOẠCH\nPhát triển chợ"))
    assert table_at(lines) == len(lines)
