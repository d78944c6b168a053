"""Work whose lead, partners, time and product stand behind labels."""

from __future__ import annotations

import pytest

from kehoach.model import TextPlace
from kehoach.parse.blocks import Cell, Paragraph, Row, Table
from kehoach.parse.prose import read_prose
from kehoach.parse.prose.outline import Outline

Found = tuple[str | None, str, str, str, str]


def read(text: str, kind: str | None = "Kế hoạch") -> Outline:
    paragraphs = [line.strip().replace(" // ", "\n") for line in text.strip().splitlines()]
    return read_prose([Paragraph(words, TextPlace(line=at, end_line=at)) for at, words in enumerate(paragraphs, 1)], kind)


def found(text: str, kind: str | None = "Kế hoạch") -> list[Found]:
    return [(task.ordinal, task.title, task.lead, task.cooperating, task.deadline) for task in read(text, kind).tasks]


BRIDGE: Found = ("1", "Sửa cầu treo", "Sở Xây dựng", "UBND các xã, phường", "Quý III/2026")
CLINIC: Found = ("2", "Khám sức khỏe học sinh", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Trước ngày 30/9/2026")
SHAPES = {
    "one paragraph": """
        1. Sửa cầu treo
        Cơ quan chủ trì: Sở Xây dựng; cơ quan phối hợp: UBND các xã, phường; thời gian thực hiện: Quý III/2026.
        2. Khám sức khỏe học sinh
        Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Giáo dục và Đào tạo; thời gian thực hiện: Trước ngày 30/9/2026.""",
    "a paragraph each": """
        1. Sửa cầu treo
        Đơn vị thực hiện: Sở Xây dựng.
        Đơn vị phối hợp: UBND các xã, phường.
        Thời gian: Quý III/2026.
        2. Khám sức khỏe học sinh
        Đơn vị thực hiện: Sở Y tế.
        Đơn vị phối hợp: Sở Giáo dục và Đào tạo.
        Thời gian: Trước ngày 30/9/2026.""",
    "bullets": """
        1. Sửa cầu treo
        - Chủ trì: Sở Xây dựng
        - Phối hợp: UBND các xã, phường
        - Thời hạn: Quý III/2026
        2. Khám sức khỏe học sinh
        - Chủ trì: Sở Y tế
        - Phối hợp: Sở Giáo dục và Đào tạo
        - Thời hạn: Trước ngày 30/9/2026""",
    "lines of one paragraph": """
        1. Sửa cầu treo
        + Chủ trì: Sở Xây dựng // + Phối hợp: UBND các xã, phường // + Hoàn thành: Quý III/2026
        2. Khám sức khỏe học sinh
        + Chủ trì: Sở Y tế // + Phối hợp: Sở Giáo dục và Đào tạo // + Hoàn thành: Trước ngày 30/9/2026""",
    "brackets": """
        1. Sửa cầu treo (chủ trì: Sở Xây dựng; phối hợp: UBND các xã, phường; thời gian: Quý III/2026).
        2. Khám sức khỏe học sinh (chủ trì: Sở Y tế; phối hợp: Sở Giáo dục và Đào tạo; thời gian: Trước ngày 30/9/2026).""",
    "the sentence itself": """
        1. Sửa cầu treo. Cơ quan chủ trì: Sở Xây dựng, phối hợp: UBND các xã, phường, thời gian: Quý III/2026.
        2. Khám sức khỏe học sinh. Cơ quan chủ trì: Sở Y tế, phối hợp: Sở Giáo dục và Đào tạo, thời gian: Trước ngày 30/9/2026.""",
    "listed below labels": """
        1. Sửa cầu treo
        a) Cơ quan chủ trì
        - Sở Xây dựng.
        b) Cơ quan phối hợp:
        - UBND các xã, phường.
        c) Tiến độ: Quý III/2026.
        2. Khám sức khỏe học sinh
        a) Cơ quan chủ trì
        - Sở Y tế.
        b) Cơ quan phối hợp:
        - Sở Giáo dục và Đào tạo.
        c) Tiến độ: Trước ngày 30/9/2026.""",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["Kế hoạch", "Chỉ thị", "Công văn", None])
def test_labels_below_an_item(shape: str, kind: str | None) -> None:
    outline = read(f"I. MỤC TIÊU\n1. Phục vụ nhân dân.\nII. NHIỆM VỤ\n{SHAPES[shape]}\nIII. KINH PHÍ\nNgân sách tỉnh.", kind)
    assert [(task.ordinal, task.lead, task.cooperating, task.deadline) for task in outline.tasks[:2]] == [BRIDGE[:1] + BRIDGE[2:], CLINIC[:1] + CLINIC[2:]]
    inside = shape in ("brackets", "the sentence itself")  # a paragraph keeps all its words
    assert all(task.title.startswith(title) and inside == (task.title != title) for task, (_, title, *_) in zip(outline.tasks, (BRIDGE, CLINIC), strict=False))
    assert {outline.sections[task.section].ordinal for task in outline.tasks[:2] if task.section is not None} == {"II"}


@pytest.mark.parametrize(
    ("labels", "lead"),
    [
        ("2. Cơ quan chủ trì: Sở Xây dựng\n3. Cơ quan phối hợp: UBND các xã", "Sở Xây dựng"),
        ("2. Cơ quan chủ trì\n- Sở Xây dựng.\n- Công an tỉnh.\n3. Cơ quan phối hợp: UBND các xã", "Sở Xây dựng; Công an tỉnh"),
        ("2. Cơ quan chủ trì, phối hợp\na) Cơ quan chủ trì\n- Sở Xây dựng\nb) Cơ quan phối hợp\n- UBND các xã", "Sở Xây dựng"),
    ],
)
def test_a_list_under_one_heading_shares_its_labels(labels: str, lead: str) -> None:
    text = f"I. CẦU ĐƯỜNG\n1. Nội dung, biện pháp\na) Khảo sát cầu yếu;\nb) Sửa cầu treo.\n{labels}\n4. Thời gian thực hiện: Quý III/2026.\nII. KINH PHÍ"
    rest = (lead, "UBND các xã", "Quý III/2026")
    assert found(text) == [("a", "Khảo sát cầu yếu;", *rest), ("b", "Sửa cầu treo.", *rest)]


def test_numbered_items_without_a_label_of_contents_share_the_labels_beside_them() -> None:
    text = "I. CẦU ĐƯỜNG\n1. Khảo sát cầu yếu.\n2. Sửa cầu treo.\n3. Cơ quan chủ trì: Sở Xây dựng\n4. Thời gian: Quý III/2026."
    assert [task[:3] for task in found(text)] == [("1", "Khảo sát cầu yếu.", "Sở Xây dựng"), ("2", "Sửa cầu treo.", "Sở Xây dựng")]


def test_a_label_of_contents_before_the_words_of_the_task() -> None:
    text = "1. Cầu đường\n- Nội dung: Sửa cầu treo.\n- Đơn vị chủ trì: Sở Xây dựng.\n- Sản phẩm: Báo cáo.\n- Thời gian: Quý III/2026."
    outline = read(text)
    assert [(task.title, task.lead, task.deliverables) for task in outline.tasks] == [("Sửa cầu treo", "Sở Xây dựng", ["Báo cáo"])]
    assert [section.title for section in outline.sections] == ["Cầu đường"]


def test_what_else_is_said_of_an_item_stays_with_it() -> None:
    text = "1. Sửa cầu treo\n- Gia cố mố cầu.\n- Sơn lan can.\nChủ trì: Sở Xây dựng; thời gian: Quý III/2026.\n- Kinh phí: 2 tỷ đồng."
    assert [task[1:3] for task in found(text)] == [("Sửa cầu treo Gia cố mố cầu. Sơn lan can. Kinh phí: 2 tỷ đồng.", "Sở Xây dựng")]


def test_facts_with_numbers_are_no_items() -> None:
    text = "1. Hội thi cờ\na) Địa điểm: Nhà văn hóa\nb) Đơn vị thực hiện: Công an xã\nc) Thời gian: Quý II/2026"
    assert [task[:3] for task in found(text)] == [("1", "Hội thi cờ Địa điểm: Nhà văn hóa", "Công an xã")]


@pytest.mark.parametrize(
    "labels",
    ["Chủ trì: Chủ tịch UBND các xã; thời gian: 8 giờ ngày 12/5/2026", "Chủ trì: Giám đốc Sở Y tế; thời gian: Trước 17 giờ ngày 12/5/2026"],
)
def test_work_due_at_an_hour_is_no_meeting(labels: str) -> None:
    assert [task[1] for task in found(f"1. Báo cáo thiệt hại\n{labels}")] == ["Báo cáo thiệt hại"]


def test_bullets_that_each_have_labels_are_items() -> None:
    text = "1. Cầu đường\n- Sửa cầu treo\nChủ trì: Sở Xây dựng; thời gian: Quý III/2026.\n- Dẹp vỉa hè\nChủ trì: Công an tỉnh; thời gian: Quý II/2026."
    assert [task[1:3] for task in found(text)] == [("Sửa cầu treo", "Sở Xây dựng"), ("Dẹp vỉa hè", "Công an tỉnh")]


def test_what_has_no_labels_is_read_as_before() -> None:
    text = f"I. NHIỆM VỤ{SHAPES['bullets']}\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính bố trí kinh phí."
    assert [task[0:3:2] for task in found(text)] == [("1", "Sở Xây dựng"), ("2", "Sở Y tế"), ("1", "Sở Tài chính")]


@pytest.mark.parametrize(
    "text",
    [
        "1. Họp giao ban\n- Thời gian: 8 giờ 00 ngày 12/5/2026\n- Địa điểm: Phòng họp số 2\n- Chủ trì: Đồng chí Lê Văn Tám",
        "1. Hội nghị tổng kết\n- Thời gian: 14h30 ngày 12/5/2026\n- Chủ trì: Chủ tịch UBND xã",
        "II. NỘI DUNG\n1. Thời gian: Quý II/2026\n2. Địa điểm: UBND xã\n3. Thành phần: Công chức xã\n4. Đơn vị thực hiện: Công an xã",
        "1. Hội nghị tổng kết\n- Chủ trì: UBND tỉnh",  # once, and nothing else of it
        "1. Kinh phí\n- Kinh phí thực hiện: 2 tỷ đồng\n- Thời gian: năm 2026",
        "1. Sở Y tế chủ trì: kiểm tra bếp ăn; thời gian: quý II.\n2. Kết quả: đã kiểm tra 12 bếp ăn.",
        "I. TỔ CHỨC\n1. Nội dung: Tuyên truyền.\n2. Thời gian: Quý II/2026.\n3. Chủ trì: bảo đảm đúng quy định.",
        "Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Công an tỉnh; thời gian: Quý II/2026.",  # of nothing
        "1. Sửa cầu treo\nChủ trì: Các chỉ tiêu; thời gian: Quý II/2026.",
        "I. THỜI GIAN\nQuý II/2026.\nII. CHỦ TRÌ\nSở Y tế.\nIII. PHỐI HỢP\nCông an tỉnh.",  # parts of a document
    ],
)
def test_labels_that_give_no_work(text: str) -> None:
    assert found(text) == []


def test_reports_only_tell_who_led() -> None:
    assert found(f"II. KẾT QUẢ{SHAPES['bullets']}", "Báo cáo") == []


def test_a_table_parts_an_item_from_labels_below_it() -> None:
    place = TextPlace(line=1, end_line=1)
    table = Table([Row([Cell("a", 0), Cell("b", 1)], place)], 2)
    item, label = Paragraph("1. Sửa cầu treo", place), Paragraph("Chủ trì: Sở Xây dựng; thời gian: Quý III/2026.", place)
    assert len(read_prose([item, label], None).tasks) == 1
    assert not read_prose([item, table, label], None).tasks


@pytest.mark.parametrize("words", [": ", "chủ trì: ", "a; b, c: ", "(phối hợp: ", "- : "])
def test_labels_said_over_and_over(words: str) -> None:
    assert found(f"1. Sửa cầu {words * 20000}", "Công văn") == []
