"""Work that a document gives whatever its kind: orders, articles of decisions; and text that pages cut."""

from __future__ import annotations

import pytest

from kehoach.model import TextPlace
from kehoach.parse.blocks import Paragraph
from kehoach.parse.prose import assignments, read_prose
from kehoach.parse.prose.outline import Outline


def read(text: str, kind: str | None) -> Outline:
    lines = [line.strip() for line in text.strip().splitlines()]
    return read_prose([Paragraph(line, TextPlace(line=at, end_line=at)) for at, line in enumerate(lines, 1)], kind)


def leads(text: str, kind: str | None) -> list[tuple[str | None, str]]:
    return [(task.ordinal, task.lead) for task in read(text, kind).tasks]


ITEMS = """
1. Sở Y tế mua đủ thuốc trước ngày 15/6/2026.
2. Ủy ban nhân dân các xã, phường:
a) Phát quang bụi rậm.
b) Ra quân hằng tuần.
3. Công an tỉnh tuần tra.
"""
FOUND = [("1", "Sở Y tế"), ("a", "Ủy ban nhân dân các xã, phường"), ("b", "Ủy ban nhân dân các xã, phường"), ("3", "Công an tỉnh")]


@pytest.mark.parametrize(
    "order",
    [
        "Trước diễn biến trên, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:",
        "Thủ tướng Chính phủ chỉ thị:",
        "Để phòng dịch, Ủy ban nhân dân tỉnh giao:",
        "Giám đốc Sở Nội vụ yêu cầu Thủ trưởng các cơ quan, đơn vị thực hiện các việc sau:",
        "Trước tình hình đó Chủ tịch UBND tỉnh yêu cầu các sở, ngành và đề nghị nhân dân trong tỉnh:",
        "Thực hiện Nghị quyết số 5-NQ/TU, Ban Chỉ đạo phòng, chống thiên tai tỉnh yêu cầu:",
    ],
)
@pytest.mark.parametrize("kind", [None, "Hướng dẫn", "Quyết định", "Kế hoạch", "Công văn"])
def test_orders_are_read_in_a_document_of_any_kind(order: str, kind: str | None) -> None:
    assert leads(f"Mưa lớn kéo dài nhiều ngày.\n{order}\n{ITEMS}\nNơi nhận:\n- Như trên;", kind) == FOUND


@pytest.mark.parametrize(
    "before",
    [
        "Sở Y tế báo cáo những việc được Chủ tịch UBND tỉnh giao:",
        "Các nhiệm vụ Chủ tịch UBND tỉnh giao:",
        "Hồ sơ phải đáp ứng các yêu cầu:",
        "Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định, Sở Nội vụ yêu cầu:",
        "Chủ tịch UBND tỉnh yêu cầu các sở báo cáo.",
        "Mục đích, yêu cầu:",
        "Tại Công văn số 15/BYT-DP ngày 2/3/2026, Thủ tướng Chính phủ yêu cầu:",
        "Tại các văn bản trên, Thủ tướng Chính phủ yêu cầu:",
    ],
)
def test_what_is_no_order(before: str) -> None:
    assert read(f"{before}\n{ITEMS}", None).empty


def test_an_order_without_a_list_gives_nothing() -> None:
    assert read("Chủ tịch UBND tỉnh yêu cầu:\nSở Y tế mua thuốc.\nTrân trọng./.", None).empty


def test_what_follows_the_items_of_an_order_is_no_work_unless_it_is_asked() -> None:
    text = f"Chủ tịch UBND tỉnh yêu cầu:\n{ITEMS}\nSở Y tế tổ chức họp báo vào chiều nay.\nGiao Văn phòng UBND tỉnh theo dõi.\nĐiều 1. Sở Y tế mua thuốc."
    assert leads(text, None) == [*FOUND, (None, "Văn phòng UBND tỉnh")]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Đồng ý chủ trương họp báo; giao Sở Y tế chuẩn bị nội dung.", [("1", "Sở Y tế")]),
        ("Đồng ý chủ trương họp báo (theo đề nghị của Sở Y tế).", []),
        ("Thống nhất nội dung mà UBND tỉnh đã giao Sở Y tế.", []),
    ],
)
def test_conclusions_that_give_work_after_what_is_agreed_to(item: str, expected: list[tuple[str, str]]) -> None:
    assert leads(f"Chủ tịch UBND tỉnh kết luận như sau:\n1. {item}\n2. Biểu dương Sở Nội vụ.", "Thông báo") == expected


def test_an_order_ends_where_another_part_of_the_document_begins() -> None:
    parts = "II. MỤC TIÊU\n1. Giảm ca mắc.\n2. Sở Y tế có đủ thuốc."
    outline = read(f"Chủ tịch UBND tỉnh yêu cầu:\n{ITEMS}\n{parts}", "Kế hoạch")
    assert [(task.ordinal, task.lead) for task in outline.tasks] == FOUND
    assert not outline.unread[-1].texts


def test_an_order_may_count_its_parts() -> None:
    parts = "I. CÔNG TÁC Y TẾ\n1. Sở Y tế mua thuốc.\nII. CÔNG TÁC TUYÊN TRUYỀN\n1. Công an tỉnh tuần tra."
    assert leads(f"Chủ tịch UBND tỉnh yêu cầu:\n{parts}", None) == [("1", "Sở Y tế"), ("1", "Công an tỉnh")]


def test_items_of_an_order_that_cannot_be_read_are_told() -> None:
    outline = read("Thủ tướng Chính phủ yêu cầu:\n1. Bô Yte chù tri kiêm tra.\n2. Cac dja phuong bao cao.", None)
    assert not outline.tasks
    assert outline.unread[-1].texts == ["Bô Yte chù tri kiêm tra.", "Cac dja phuong bao cao."]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ("Điều 2. Phân công nhiệm vụ\n1. Sở Y tế lập phương án.\n2. Giao Sở Xây dựng khảo sát.", [("1", "Sở Y tế"), ("2", "Sở Xây dựng")]),
        ("Điều 2. Giao Sở Y tế cập nhật thủ tục.", [(None, "Sở Y tế")]),
        ("Điều 2.Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính hướng dẫn trước ngày 15/6/2026.", [(None, "Sở Y tế")]),
        ("Điều 2. UBND tỉnh giao Sở Y tế công khai quy hoạch.", [(None, "Sở Y tế")]),
        ("Điều 2. Tổ chức thực hiện: Giao Sở Y tế công khai quy hoạch.", [(None, "Sở Y tế")]),
        ("Điều 2. Tổ chức thực hiện. Giao Sở Y tế công khai quy hoạch.", [(None, "Sở Y tế")]),
        ("Điều 2. Tổ chức thực hiện\nGiao Sở Y tế công khai quy hoạch.", [(None, "Sở Y tế")]),
        ("Điều 2. Giao Sở Y tế:\n1. Công khai quy hoạch.\n2. Báo cáo hằng năm.", [("1", "Sở Y tế"), ("2", "Sở Y tế")]),
        ("Điều 2.\n1. Đồng ý chủ trương.\n2. Giao Sở Y tế lập dự án.\n3. Giao Sở Tài chính bố trí vốn.", [("2", "Sở Y tế"), ("3", "Sở Tài chính")]),
        ("Điều 2. Giao Sở Y tế lập dự án.\nĐiều 3. Giao các sở, ngành kiểm tra.", [(None, "Sở Y tế"), (None, "các sở, ngành")]),
        # who carries it out, what is no unit or no work
        ("Điều 2. Giao Giám đốc Sở Y tế, Chủ tịch UBND các xã chịu trách nhiệm thi hành Quyết định này.", []),
        ("Điều 2. Giao Sở Y tế tổ chức thực hiện Nghị quyết này.", []),
        ("Điều 2. Giám đốc Sở Y tế có hiệu lực kể từ ngày ký.", []),
        ("Điều 2. Giao dự toán ngân sách năm 2026 cho Sở Y tế.", []),
        ("Điều 2. Giao Sở Y tế 25 biên chế công chức năm 2026.", []),
        ("Điều 2. Giao Sở Y tế số tiền 12 tỷ đồng.", []),
        ("Điều 2. Giao Sở Y tế chỉ tiêu kế hoạch năm 2026.", []),
        ("Điều 2. Giao biên chế\n1. Giao Sở Y tế: 25 biên chế.\n2. Giao Sở Nội vụ: 30 biên chế.", []),
        ("Điều 2. Giao ông Lê Văn Tám phụ trách phòng.", []),
        ("Điều 2. Giao đất cho Công ty Cấp nước để xây dựng trạm bơm.", []),
    ],
)  # fmt: skip
def test_articles_that_give_work(articles: str, expected: list[tuple[str | None, str]]) -> None:
    closing = "Điều 9. Chánh Văn phòng, Giám đốc Sở Y tế, Thủ trưởng các đơn vị chịu trách nhiệm thi hành."
    text = f"QUYẾT ĐỊNH:\nĐiều 1. Thành lập Khu bảo tồn.\n{articles}\n{closing}\nNơi nhận:\n- Như Điều 9;"
    assert leads(text, "Quyết định") == expected
    assert leads(text, "Nghị quyết") == leads(text, "Quy chế") == []


REGULATION = "Điều 1. Phạm vi\n1. Giao Sở Tài chính kiểm tra.\nĐiều 2. Trách nhiệm\n1. Giao Sở Y tế chủ trì."


@pytest.mark.parametrize(
    "between",
    [
        "Nơi nhận:\n- Như Điều 3;\nQUY CHẾ\n",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n",
        "QUY CHẾ\nChương I\nQUY ĐỊNH CHUNG\n",
        "(Ban hành kèm theo Quyết định số 5/QĐ-UBND)\n",
        "",  # the articles are counted anew
    ],
)
def test_articles_of_a_regulation_give_no_work(between: str) -> None:
    own = "Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp.\nĐiều 2. Giao Sở Nội vụ theo dõi, đôn đốc."
    assert leads(f"{own}\n{between}{REGULATION}", "Quyết định") == [(None, "Sở Nội vụ")]


def test_what_an_article_approves_is_read_once() -> None:
    text = """Điều 1. Phê duyệt Kế hoạch với nội dung sau:
    I. MỤC TIÊU
    1. Giảm nghèo.
    II. TỔ CHỨC THỰC HIỆN
    1. Giao Sở Y tế khám bệnh.
    2. Sở Tài chính bố trí vốn.
    Điều 2. Giao Sở Nội vụ theo dõi."""
    assert leads(text, "Quyết định") == [(None, "Sở Nội vụ"), ("1", "Sở Y tế"), ("2", "Sở Tài chính")]


def test_articles_of_a_decision_share_out_work_beside_an_annexed_plan() -> None:
    text = """Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.
    Điều 2. Tổ chức thực hiện
    1. Sở Y tế:
    a) Đôn đốc các đơn vị.
    2. Sở Nội vụ: Theo dõi, báo cáo.
    Điều 3. Các ông, bà: Chánh Văn phòng, Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này."""
    assert leads(text, "Quyết định") == [("a", "Sở Y tế"), ("2", "Sở Nội vụ")]


@pytest.mark.parametrize("turn", ["2", "- 2 -", "Trang 2/7", "2\n--- PAGE BREAK ---", "---", "***\nPage 2 of 7"])
def test_a_page_that_cuts_a_sentence(turn: str) -> None:
    text = f"""Chủ tịch UBND tỉnh yêu cầu:
    1. Sở Y tế
    a) Rà soát thuốc, vật tư của các bệnh viện và trạm y tế xã, báo cáo Chủ tịch
    {turn}
    Ủy ban nhân dân tỉnh trong tháng 5 năm 2026.
    b) Tập huấn cho
    {turn}
    nhân viên y tế.
    {turn}
    c) Báo cáo."""
    sections, tasks = assignments([Paragraph(line.strip(), TextPlace(line=1, end_line=1)) for line in text.splitlines()], "Chỉ thị")
    assert [section.title for section in sections] == ["Sở Y tế"]
    assert [(task.ordinal, task.lead, task.title[-24:]) for task in tasks] == [
        ("a", "Sở Y tế", "tỉnh trong tháng 5 năm 2026."[-24:]),
        ("b", "Sở Y tế", "Tập huấn cho nhân viên y tế."[-24:]),
        ("c", "Sở Y tế", "Báo cáo."),
    ]


def test_a_new_page_after_a_heading_begins_a_paragraph() -> None:
    text = "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n3\nChủ trì kiểm tra.\n2. Sở Tài chính\n4\nBố trí vốn."
    assert leads(text, "Kế hoạch") == [(None, "Sở Y tế"), (None, "Sở Tài chính")]


LINES = """Mưa lớn gây ngập nhiều nơi. Chủ tịch UBND tỉnh yêu cầu:
1. Sở Y tế mua thuốc trước ngày 15/6/2026.
2. Ủy ban nhân dân các xã, phường:
a) Phát quang bụi rậm.
b) Ra quân hằng tuần.
3. Công an tỉnh:
- Tuần tra ban đêm;
- Phân luồng giao thông.
Nơi nhận:
- Như trên;"""


@pytest.mark.parametrize("kind", ["Chỉ thị", "Công điện", "Công văn", "Thông báo", None])
def test_items_that_were_run_together(kind: str | None) -> None:
    whole = [(task.ordinal, task.lead, task.title) for task in read(LINES, kind).tasks]
    assert [lead for _, lead, _ in whole] == ["Sở Y tế", *["Ủy ban nhân dân các xã, phường"] * 2, *["Công an tỉnh"] * 2]
    assert [(task.ordinal, task.lead, task.title) for task in read(LINES.replace("\n", " "), kind).tasks] == whole


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh yêu cầu:\n1. Sở Y tế thực hiện các việc: 1. Mua thuốc. 2. Khám bệnh. 3. Báo cáo kết quả cho Ủy ban nhân dân tỉnh.",
        "UBND tỉnh yêu cầu:\n1. Sở Y tế mua thuốc theo mục 1. Phụ lục và mục 2. Danh mục ban hành kèm theo Quyết định số 15/QĐ-UBND.",
        "UBND tỉnh yêu cầu:\n1. Sở Y tế mua thuốc.\nCác văn bản phải theo là: 1. Luật Dược năm 2016; 2. Nghị định số 54/2017/NĐ-CP; 3. Thông tư số 3/2018/TT-BYT.",
        "UBND tỉnh yêu cầu:\n1. Sở Y tế mua thuốc.\nDanh mục gồm các loại thuốc: 2. Kháng sinh. 5. Hạ sốt. 7. Giảm đau và các loại khác theo danh mục.",
    ],
)
def test_numbers_inside_an_item_begin_none(text: str) -> None:
    tasks = read(text, "Chỉ thị").tasks
    assert [task.lead for task in tasks] == ["Sở Y tế"]
    assert tasks[0].title.endswith(text[-20:])


@pytest.mark.parametrize("words", ["Sở Y tế yêu cầu, ", "UBND tỉnh, yêu cầu ", ": 1. A; ", "1. Sở Y tế. ", "(Giao Sở Y tế ", "Điều 1. Giao "])
@pytest.mark.parametrize("kind", [None, "Quyết định"])
def test_orders_said_over_and_over(words: str, kind: str | None) -> None:
    text = f"Mưa lớn. {words * 5000}:\n1. Kiểm tra.\nChủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế mua thuốc."
    assert any(task.title == "Sở Y tế mua thuốc." for task in read(text, kind).tasks)


def test_a_letterhead_behind_the_number_of_a_page_is_no_work() -> None:
    head = "1. BỘ TƯ PHÁP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 4/CT-BTP Hà Nội, ngày 5 tháng 1 năm 2026"
    assert leads(f"{head}\nBộ trưởng yêu cầu:\n1. Cục Công nghệ thông tin rà soát hệ thống.", "Chỉ thị") == [("1", "Cục Công nghệ thông tin")]
