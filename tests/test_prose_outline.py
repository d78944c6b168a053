"""Headings that name units, the work below them, and where it ends: by marks of every style, in documents of every kind."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach.limits import DEFAULT
from kehoach.model import TextPlace
from kehoach.parse.blocks import Paragraph
from kehoach.parse.numbering import LETTERS
from kehoach.parse.prose import assignments, read_prose
from kehoach.parse.prose.marks import mark_of, marks_of
from kehoach.parse.readers import html
from kehoach.parse.readers.text.paragraphs import Wrap, goes_on


def read(text: str, kind: str = "Kế hoạch") -> list[str]:
    """Each task as "sections > ordinal lead: title"."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    sections, tasks = assignments([Paragraph(line, TextPlace(line=at, end_line=at)) for at, line in enumerate(lines, 1)], kind)
    found = []
    for task in tasks:
        path, at = [], task.section
        while at is not None:
            path.append(sections[at].ordinal or "-")
            at = sections[at].parent
        found.append(f"{' > '.join([*reversed(path), task.ordinal or '-'])} {task.lead}: {task.title}")
    return found


@pytest.mark.parametrize(
    ("text", "letter", "mark"),
    [
        ("I. Mục đích", None, ("section", "I", "Mục đích")),
        ("II- TỔ CHỨC", None, ("section", "II", "TỔ CHỨC")),
        ("II-TỔ CHỨC", None, ("section", "II", "TỔ CHỨC")),
        ("III – Tổ chức", None, ("section", "III", "Tổ chức")),
        ("lI. Yêu cầu", None, ("section", "lI", "Yêu cầu")),
        ("l. Mục đích", None, ("section", "l", "Mục đích")),
        ("l. Lưu trữ", "k", ("point", "l", "Lưu trữ")),
        ("l) Lưu trữ", None, ("point", "l", "Lưu trữ")),
        ("A. Phần chung", None, ("section", "A", "Phần chung")),
        ("1- Ban Tổ chức", None, ("clause", "1", "Ban Tổ chức")),
        ("1-Ban Tổ chức", None, ("clause", "1", "Ban Tổ chức")),
        ("2/ Sở Y tế", None, ("clause", "2", "Sở Y tế")),
        ("2.1. Sở Y tế", None, ("clause", "2.1", "Sở Y tế")),
        ("2.1 Sở Y tế", None, ("clause", "2.1", "Sở Y tế")),
        ("a. Rà soát", None, ("point", "a", "Rà soát")),
        ("đ/ Rà soát", None, ("point", "đ", "Rà soát")),
        ("b- Rà soát", None, ("point", "b", "Rà soát")),
        ("ii. Rà soát", None, ("point", "ii", "Rà soát")),
        ("- Rà soát", None, ("bullet", None, "Rà soát")),
        # what only looks like a mark
        ("5 - 7 ngày sau", None, ("none", None, "5 - 7 ngày sau")),
        ("15-CT/TU ngày 02/3", None, ("none", None, "15-CT/TU ngày 02/3")),
        ("2026-2030 là giai đoạn", None, ("none", None, "2026-2030 là giai đoạn")),
        ("2.5 triệu đồng", None, ("none", None, "2.5 triệu đồng")),
        ("e-Office của tỉnh", None, ("none", None, "e-Office của tỉnh")),
        ("V-League mùa này", None, ("none", None, "V-League mùa này")),
        ("A-Z của dịch vụ công", None, ("none", None, "A-Z của dịch vụ công")),
    ],
)
def test_marks(text: str, letter: str | None, mark: tuple[str, str | None, str]) -> None:
    found = mark_of(text, letter)
    assert (found.kind, found.number, found.text) == mark


@given(st.integers(2, len(LETTERS)), st.sampled_from([")", ".", "/", "-"]), st.booleans())
def test_every_letter_in_its_order_is_a_point(count: int, sign: str, bullets: bool) -> None:
    lines = [line for letter in LETTERS[:count] for line in (f"{letter}{sign} Rà soát", *(["- Công khai"] * bullets))]
    found = [mark.number for mark in marks_of(lines) if mark.kind == "point"]
    assert found == list(LETTERS[:count])


@given(st.lists(st.sampled_from(["I. Phần", "2. Sở Y tế", "2.1. Sở Y tế", "a) Việc", "- Việc", "Lời", "l. Việc", "3- Việc:"]), max_size=12))
def test_sections_stand_below_what_stands_further_out(lines: list[str]) -> None:
    sections, tasks = assignments([Paragraph(line, TextPlace(line=at, end_line=at)) for at, line in enumerate(lines, 1)], "Chỉ thị")
    assert all(section.parent is None or section.parent < at for at, section in enumerate(sections))
    assert all(task.section is None or task.section < len(sections) for task in tasks)
    assert all(earlier.places[0].line < later.places[0].line for earlier, later in pairwise(tasks))  # type: ignore[union-attr]


LEAD_IN = "Để triển khai kịp thời, UBND huyện phân công nhiệm vụ như sau:"
UNITS_BELOW = """
1. Phòng Y tế
a) Tham mưu kế hoạch tiêm chủng.
b) Tổng hợp, báo cáo hằng tháng.
2. Trung tâm Y tế huyện
- Bố trí nhân lực.
"""
SHARED = [
    "1 > a Phòng Y tế: Tham mưu kế hoạch tiêm chủng.",
    "1 > b Phòng Y tế: Tổng hợp, báo cáo hằng tháng.",
    "2 > - Trung tâm Y tế huyện: Bố trí nhân lực.",
]


@pytest.mark.parametrize("kind", ["Kế hoạch", "Chương trình", "Phương án", "Hướng dẫn"])
@pytest.mark.parametrize("before", ["", LEAD_IN, f"Căn cứ Quyết định số 7/QĐ-UBND;\n{LEAD_IN}"])
@pytest.mark.parametrize("after", ["", "Nơi nhận:\n- Như trên;", "CHỦ TỊCH\nLê Văn Tám", "Yêu cầu các đơn vị nghiêm túc thực hiện./.\nGIÁM ĐỐC"])
def test_plans_whose_headings_are_units(kind: str, before: str, after: str) -> None:
    found = read(f"{before}\n{UNITS_BELOW}\n{after}", kind)
    assert found[:3] == SHARED
    assert all(task.startswith("- các đơn vị") for task in found[3:])


@pytest.mark.parametrize("heading", ["II. NHIỆM VỤ CỤ THỂ", "B. NỘI DUNG", "III- Giải pháp"])
def test_a_part_of_a_plan_whose_khoan_are_units(heading: str) -> None:
    text = f"I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n2. Huy động các sở, ngành.\n{heading}\n{UNITS_BELOW}\nC. KINH PHÍ\n1. Ngân sách huyện."
    number = heading.split(".")[0].split("-")[0]
    assert read(text) == [f"{number} > {task}" for task in SHARED]


@pytest.mark.parametrize(
    "text",
    [
        "1. Sở Y tế\n2. Sở Tài chính\n3. Sở Nội vụ",  # a list of members
        "1. Sở Y tế: 02 đồng chí.\n2. Sở Tài chính: 01 đồng chí.",
        "1. Sở Y tế\na) Ông Lê Văn Tám, Giám đốc.\n2. Sở Tài chính\na) Bà Trần Thị Bảy, Phó Giám đốc.",
        "1. Sở Y tế\n- Đã ban hành 12 văn bản.\n2. Sở Tài chính\n- Đã bố trí 3 tỷ đồng.",
        "1. Nâng cao nhận thức\na) Tuyên truyền.\n2. Rà soát\na) Kiểm tra.\n3. Sở Y tế\na) Chủ trì.",  # one unit among subjects
        "Điều 1. Phạm vi\n1. Sở Y tế\na) Chủ trì.\n2. Sở Tài chính\na) Bố trí vốn.",  # articles bring a plan into force
    ],
)
def test_plans_that_give_no_work_in_prose(text: str) -> None:
    assert read(text) == []


def test_roman_headings_that_are_units() -> None:
    text = "I. Văn phòng UBND tỉnh\n1. Theo dõi, đôn đốc.\n2. Báo cáo hằng quý.\nII. Sở Tài chính\n1. Bố trí kinh phí."
    expected = ["I > 1 Văn phòng UBND tỉnh: Theo dõi, đôn đốc.", "I > 2 Văn phòng UBND tỉnh: Báo cáo hằng quý.", "II > 1 Sở Tài chính: Bố trí kinh phí."]
    assert read(text) == read(text, "Chỉ thị") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chủ trì.\n2. Sở Tài chính bố trí vốn.", ["- > 1 > a Sở Y tế: Chủ trì.", "- > 2 Sở Tài chính: Sở Tài chính bố trí vốn."]),
        ("1. Mục đích\na) Nâng cao nhận thức.\n2. Tổ chức thực hiện\n2.1. Phòng Kinh tế\na) Chủ trì.\n2.2. Công an xã tuần tra.\n3. Kinh phí\na) Ngân sách xã.",
         ["2 > 2.1 > a Phòng Kinh tế: Chủ trì.", "2 > 2.2 Công an xã: Công an xã tuần tra."]),
        ("V. TỔ CHỨC THỰC HIỆN\n1. Cấp tỉnh\na) Sở Y tế:\n- Chủ trì.\n- Tổng hợp.\nb) Sở Tài chính\n- Bố trí vốn.\n2. Cấp xã\na) UBND xã ra quân.",
         ["V > 1 > a > - Sở Y tế: Chủ trì.", "V > 1 > a > - Sở Y tế: Tổng hợp.", "V > 1 > b > - Sở Tài chính: Bố trí vốn.", "V > 2 > a UBND xã: UBND xã ra quân."]),
        ("1. Tổ chức thực hiện nghiêm các quy định về phòng cháy.\n2. Sở Y tế kiểm tra.", []),
    ],
)  # fmt: skip
def test_parts_of_plans_by_their_headings(text: str, expected: list[str]) -> None:
    assert read(text) == expected


PARTY = """
I- MỤC ĐÍCH, YÊU CẦU
1- Mục đích: Nâng cao nhận thức.
II- TỔ CHỨC THỰC HIỆN
1- Ban Tuyên giáo Huyện ủy
a) Hướng dẫn học tập Nghị quyết.
b) Định hướng tuyên truyền.
2- Đảng ủy các xã, thị trấn
a) Lãnh đạo xây dựng kế hoạch.
b) Lãnh đạo các chi bộ trực thuộc quán triệt Nghị quyết.
c) Lãnh đạo Ủy ban nhân dân xã bố trí kinh phí.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Hoàng Thị Mai
"""


@pytest.mark.parametrize("sign", ["- ", " - ", ". ", " – "])
def test_party_programmes(sign: str) -> None:
    communes = "Đảng ủy các xã, thị trấn"
    assert read(PARTY.replace("- ", sign), "Chương trình") == [
        "II > 1 > a Ban Tuyên giáo Huyện ủy: Hướng dẫn học tập Nghị quyết.",
        "II > 1 > b Ban Tuyên giáo Huyện ủy: Định hướng tuyên truyền.",
        f"II > 2 > a {communes}: Lãnh đạo xây dựng kế hoạch.",
        f"II > 2 > b {communes}: Lãnh đạo các chi bộ trực thuộc quán triệt Nghị quyết.",
        f"II > 2 > c {communes}: Lãnh đạo Ủy ban nhân dân xã bố trí kinh phí.",
    ]


def test_leaders_of_agencies_are_units_below_an_agency() -> None:
    found = read("Yêu cầu:\n1. Sở Y tế\na) Lãnh đạo các bệnh viện công trực tiếp chỉ đạo.\nb) Lãnh đạo xây dựng kế hoạch.", "Chỉ thị")
    assert [task.split(":")[0] for task in found] == ["1 > a Lãnh đạo các bệnh viện công", "1 > b Sở Y tế"]


def test_khoan_counted_anew_inside_a_khoan() -> None:
    text = "Yêu cầu:\n1. Sở Y tế\n1. Kiểm tra.\n2. Báo cáo.\n2. Sở Tài chính\n1. Bố trí vốn.\n3. Sở Nội vụ rà soát biên chế.\n4. Các đơn vị:\na) Chấp hành."
    assert [task.split(":")[0] for task in read(text, "Chỉ thị")] == [
        "1 > 1 Sở Y tế", "1 > 2 Sở Y tế", "2 > 1 Sở Tài chính", "3 Sở Nội vụ", "4 > a Các đơn vị",
    ]  # fmt: skip


@pytest.mark.parametrize("foot", ["CHỦ TỊCH\nLê Văn Tám", "GIÁM ĐỐC\n(Đã ký)\nLê Văn Tám", "Giám đốc\nLê Văn Tám", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH",
                                  "T/M BAN THƯỜNG VỤ\nBÍ THƯ", "GIÁM ĐỐC\nBSCKII. Lê Văn Tám", "TRƯỞNG PHÒNG\nDSCKI. Lê Văn Tám",
                                  "NGƯỜI LẬP KẾ HOẠCH\nLê Văn Tám", "NGƯỜI LẬP BIỂU      THỦ TRƯỞNG ĐƠN VỊ\nLê Văn Tám      Lò Thị Mai", "T.M BAN CHỈ HUY\nCHỈ HUY TRƯỞNG", "Người lập biểu\nLê Văn Tám", "Q. GIÁM ĐỐC\nLê Văn Tám", "CHỦ TỊCH\nNơi nhận:\n- Như trên."])  # fmt: skip
def test_the_signature_is_no_part_of_a_task(foot: str) -> None:
    assert read(f"Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế\na) Kiểm tra.\nb) Báo cáo.\n{foot}", "Chỉ thị") == ["1 > a Sở Y tế: Kiểm tra.", "1 > b Sở Y tế: Báo cáo."]


@pytest.mark.parametrize(
    ("lines", "task"),
    [
        ("1. Sở Y tế lập dự án theo Kế hoạch năm 2027\n2\nKẾ HOẠCH TIÊM CHỦNG NĂM 2026\ncủa Bộ Y tế.", "Sở Y tế lập dự án theo Kế hoạch năm 2027 của Bộ Y tế."),
        ("1. Sở Y tế lập đề án cho giai đoạn 2026\n- 2030, ưu tiên tuyến xã.", "Sở Y tế lập đề án cho giai đoạn 2026 - 2030, ưu tiên tuyến xã."),
        ("1. Sở Y tế lập đề án cho giai đoạn 2026\n-2030.", "Sở Y tế lập đề án cho giai đoạn 2026 -2030."),
        # the sentence above has ended: words of the text
        ("1. Sở Y tế lập dự án.\n2\nNGƯỜI DÂN\nkhai báo y tế.", "Sở Y tế lập dự án. NGƯỜI DÂN khai báo y tế."),
    ],
)
def test_sentences_that_pages_and_lines_cut(lines: str, task: str) -> None:
    assert read(f"V. TỔ CHỨC THỰC HIỆN\n{lines}")[0] == f"V > 1 Sở Y tế: {task}"


def test_years_that_begin_items_are_no_rest_of_a_period() -> None:
    assert len(read("V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế có trách nhiệm trong năm 2026\n- 2027: Hoàn thành.\n- Báo cáo.")) == 2


@pytest.mark.parametrize("heading", ["CHỦ TỊCH UBND CÁC XÃ, PHƯỜNG", "Giám đốc các bệnh viện"])
def test_offices_that_get_work_are_no_signature(heading: str) -> None:
    found = read(f"Yêu cầu:\n1. Sở Y tế\na) Kiểm tra.\n2. {heading}\na) Báo cáo.", "Chỉ thị")
    assert found[1] == f"2 > a {heading}: Báo cáo."


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("<ol><li>{a}<ol type=a><li>Kiểm tra.<li>Báo cáo.</ol><li>{b}<ol type=a><li>Bố trí vốn.</ol></ol>", ["1 > a", "1 > b", "2 > a"]),
        ("<ol><li>{a}<ol><li>Kiểm tra.<li>Báo cáo.</ol><li>{b}<ol><li>Bố trí vốn.</ol></ol>", ["1 > 1", "1 > 2", "2 > 1"]),
        ("<ol><li><p>{a}</p><ul><li><p>Kiểm tra.</p><li>Báo cáo.</ul><li>{b}:<ul><li>Bố trí vốn.</ul></ol>", ["1 > -", "1 > -", "2 > -"]),
        ("<ol type=I><li>{a}<ol><li>Kiểm tra.<li>Báo cáo.</ol><li>{b}<ol type=i><li>Bố trí vốn.</ol></ol>", ["I > 1", "I > 2", "II > i"]),
        ("<p>3. {a}</p><ol type=a start=4><li>Kiểm tra.<li>Báo cáo.</ol><p>4. {b}</p><ul><li>Bố trí vốn.</ul>", ["3 > d", "3 > e", "4 > -"]),
    ],
)
def test_lists_of_web_pages(items: str, expected: list[str]) -> None:
    page = f"<p>Chủ tịch UBND tỉnh yêu cầu:</p>{items}".format(a="<b>Sở Y tế</b>", b="Sở Tài chính")
    paragraphs = list(html.read(page.encode(), "a.html", DEFAULT).paragraphs())
    found = read("\n".join(paragraph.text for paragraph in paragraphs), "Chỉ thị")
    leads = ["Sở Y tế: Kiểm tra.", "Sở Y tế: Báo cáo.", "Sở Tài chính: Bố trí vốn."]
    assert found == [f"{numbers} {lead}" for numbers, lead in zip(expected, leads, strict=True)]


@pytest.mark.parametrize(
    ("line", "begins"),
    [("2- Ban Tổ chức", True), ("b- Tổng hợp", True), ("a. Tổng hợp", True), ("IV- KINH PHÍ", True), ("1.2- Tuyên truyền", True), ("30- 40 hộ dân", False)],
)
def test_items_of_party_style_begin_their_lines(line: str, begins: bool) -> None:
    wrap = Wrap(width=80, spaced=True)
    assert goes_on("Hướng dẫn các chi bộ, đảng bộ trực thuộc tổ chức học tập, quán triệt Nghị quyết", line, wrap) is not begins


@pytest.mark.parametrize("heading", ["II. NHIỆM VỤ TRỌNG TÂM", "II. NỘI DUNG THỰC HIỆN", "B. GIẢI PHÁP"])
def test_items_that_begin_with_units_in_a_part_about_work(heading: str) -> None:
    text = f"I. MỤC TIÊU\n1. Giảm tai nạn.\n{heading}\n1. Tuyên truyền\n- Sở Y tế biên soạn tài liệu.\n- UBND các xã phát thanh.\n2. Công an tỉnh tuần tra.\n3. Nâng cao nhận thức."
    number = heading.split(".")[0]
    assert read(text) == [
        f"{number} > 1 > - Sở Y tế: Sở Y tế biên soạn tài liệu.",
        f"{number} > 1 > - UBND các xã: UBND các xã phát thanh.",
        f"{number} > 2 Công an tỉnh: Công an tỉnh tuần tra.",
    ]


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Mở rộng đô thị. Giao Sở Xây dựng chủ trì, hoàn thành trước ngày 30/9/2026.", "Sở Xây dựng"),
        ("Mở rộng đô thị. (Sở Xây dựng chủ trì, phối hợp với Công an tỉnh; quý IV/2026)", "Sở Xây dựng"),
        ("Mở rộng đô thị (giao Sở Xây dựng tham mưu trong quý IV/2026).", "Sở Xây dựng"),
        ("Mở rộng đô thị (nguồn: Sở Xây dựng, năm 2025).", None),
        ("Mở rộng đô thị (Sở Xây dựng cung cấp số liệu).", None),
        ("Mở rộng đô thị (Sở Xây dựng).", None),
    ],
)
def test_items_that_say_at_their_end_who_gets_them(words: str, lead: str | None) -> None:
    text = f"I. MỤC TIÊU\n1. Tăng trưởng 10%/năm.\nII. NHIỆM VỤ TRỌNG TÂM\n1. {words}\n2. Xây cầu. Giao Sở Tài chính bố trí vốn.\n3. Giao Sở Y tế khám bệnh."
    first = [f"II > 1 {lead}: {words}"] if lead else []
    assert read(text) == [*first, "II > 2 Sở Tài chính: Xây cầu. Giao Sở Tài chính bố trí vốn.", "II > 3 Sở Y tế: Giao Sở Y tế khám bệnh."]


@pytest.mark.parametrize(
    "text",
    [
        "I. KẾT QUẢ THỰC HIỆN NĂM 2025\n1. Công an tỉnh tổ chức 12 đợt kiểm tra.\n2. Sở Y tế kiểm tra 300 cơ sở.",
        "II. TÌNH HÌNH TRIỂN KHAI\n1. Sở Y tế\na) Kiểm tra 300 cơ sở.\n2. Công an tỉnh\na) Xử lý 12 vụ.",
        "II. NỘI DUNG\n1. Tuyên truyền sâu rộng.\n2. UBND tỉnh chỉ đạo các ngành.\n3. Kiểm tra thường xuyên.\n4. Sơ kết.",
        "II. KINH PHÍ\n1. Sở Tài chính bố trí kinh phí.\n2. Sở Y tế lập dự toán.",
    ],
)
def test_parts_that_tell_or_speak_of_something_else(text: str) -> None:
    assert read(text) == []


def test_units_of_a_heading_serve_the_khoan_below_it() -> None:
    text = "I. CÁC SỞ, NGÀNH\n1. Sở Công Thương\n1.1. Chủ trì xây dựng đề án.\n1.2. Tổ chức hội chợ.\n2. Sở Y tế kiểm tra.\nII. UBND CẤP XÃ\n1. Ban hành kế hoạch.\n2. Tổ chức ra quân."
    assert [task.split(":")[0] for task in read(text)] == [
        "I > 1 > 1.1 Sở Công Thương", "I > 1 > 1.2 Sở Công Thương", "I > 2 Sở Y tế", "II > 1 UBND CẤP XÃ", "II > 2 UBND CẤP XÃ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "closing",
    [
        "Nhận được Chỉ thị này, yêu cầu các đơn vị nghiêm túc triển khai./.",
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh về Sở Y tế để tổng hợp./.",
        "Trên đây là Kế hoạch năm 2026, các đơn vị khẩn trương thực hiện./.",
    ],
)
def test_formal_ends_give_no_work(closing: str) -> None:
    text = f"IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Kiểm tra.\n2. Chế độ báo cáo: Các đơn vị gửi báo cáo trước ngày 20 hằng tháng.\n{closing}"
    reports = "IV > 2 Các đơn vị: Chế độ báo cáo: Các đơn vị gửi báo cáo trước ngày 20 hằng tháng."
    assert read(text) == ["IV > 1 > a Sở Y tế: Kiểm tra.", reports]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Đối với Sở Y tế", "Sở Y tế"),
        ("Đối với Sở Y tế:", "Sở Y tế"),
        ("Về phía các doanh nghiệp", "các doanh nghiệp"),
        ("Trách nhiệm của UBND các xã, phường", "UBND các xã, phường"),
        ("Trách nhiệm của các cơ quan, đơn vị trong phòng dịch", "các cơ quan, đơn vị"),
        ("Nhiệm vụ chung cho các sở, ban, ngành", "các sở, ban, ngành"),
        ("Giao nhiệm vụ cho Công an tỉnh", "Công an tỉnh"),
        ("Đối với công tác tuyên truyền", ""),
        ("Đối với các dự án chậm tiến độ", ""),
        ("Trách nhiệm của người đứng đầu trong thi hành công vụ", "người đứng đầu"),
        ("Nhiệm vụ trọng tâm", ""),
        ("Tổ chức hội nghị", ""),
    ],
)
def test_headings_that_say_whose_work_it_is(heading: str, lead: str) -> None:
    text = f"Chủ tịch UBND tỉnh yêu cầu:\n1. {heading}\na) Kiểm tra.\nb) Sở Nội vụ rà soát."
    given = [f"1 > a {lead}: Kiểm tra."] if lead else []
    assert read(text, "Chỉ thị") == [*given, "1 > b Sở Nội vụ: Sở Nội vụ rà soát."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phần I. TÌNH HÌNH\nPhần II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Kiểm tra.\nPhần III. KINH PHÍ\n1. Sở Tài chính chi.", ["Phần II > 1 > a Sở Y tế: Kiểm tra."]),
        ("Chương III. TRÁCH NHIỆM CỦA CÁC ĐƠN VỊ\nMục 1. Cấp tỉnh\n1. Sở Y tế\na) Kiểm tra.", ["Chương III > Mục 1 > 1 > a Sở Y tế: Kiểm tra."]),
        ("A. MỤC TIÊU\nB. TỔ CHỨC THỰC HIỆN\nI. Cấp tỉnh\n1. Sở Y tế kiểm tra.\nII. Cấp xã\n1. UBND xã ra quân.\nC. KINH PHÍ",
         ["B > I > 1 Sở Y tế: Sở Y tế kiểm tra.", "B > II > 1 UBND xã: UBND xã ra quân."]),
    ],
)  # fmt: skip
def test_parts_inside_parts(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_units_asked_above_a_list_of_letters() -> None:
    text = "UBND tỉnh yêu cầu các sở, ban, ngành thực hiện:\na. Rà soát thủ tục.\nb. Giao Sở Nội vụ tổng hợp.\n- Công khai kết quả."
    assert [task.split(":")[0] for task in read(text, "Chỉ thị")] == ["a các sở, ban, ngành", "b Sở Nội vụ", "- các sở, ban, ngành"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao Sở Y tế:\n- Kiểm tra.\nGiao Công an tỉnh điều tra.\nUBND xã:\n+ Tuyên truyền.", ["IV > - > - Sở Y tế: Kiểm tra.", "IV > - Công an tỉnh: Giao Công an tỉnh điều tra.", "IV > - > - UBND xã: Tuyên truyền."]),
        ("Sở Y tế\nChủ trì kiểm tra.\nSở Tài chính\nBố trí kinh phí.", ["IV > - > - Sở Y tế: Chủ trì kiểm tra.", "IV > - > - Sở Tài chính: Bố trí kinh phí."]),
        ("Các sở, ngành\nSở Y tế kiểm tra.", ["IV > - Sở Y tế: Sở Y tế kiểm tra."]),
        ("1. Các hội, hiệp hội ngành hàng, doanh nghiệp\n- Tham gia chuỗi liên kết.", ["IV > 1 > - Các hội, hiệp hội ngành hàng, doanh nghiệp: Tham gia chuỗi liên kết."]),
    ],
)  # fmt: skip
def test_headings_without_number(text: str, expected: list[str]) -> None:
    assert read(f"IV. PHÂN CÔNG NHIỆM VỤ\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Sở Y tế:\n+ Kiểm tra.\n+ Báo cáo.\n- Sở Tài chính\n+ Bố trí vốn.\n- Công an tỉnh tuần tra.",
         ["IV > - > - Sở Y tế: Kiểm tra.", "IV > - > - Sở Y tế: Báo cáo.", "IV > - > - Sở Tài chính: Bố trí vốn.", "IV > - Công an tỉnh: Công an tỉnh tuần tra."]),
        ("- Sở Y tế:\n- Kiểm tra.\n- Báo cáo.\n- Sở Tài chính:\n- Bố trí vốn.",
         ["IV > - > - Sở Y tế: Kiểm tra.", "IV > - > - Sở Y tế: Báo cáo.", "IV > - > - Sở Tài chính: Bố trí vốn."]),
        ("1. Cấp tỉnh\n* Sở Y tế\n- Kiểm tra.\n+ Báo cáo.\n* Sở Tài chính:\n- Bố trí vốn.\n2. Cấp xã\n- UBND xã rà soát.",
         ["IV > 1 > - > - Sở Y tế: Kiểm tra.", "IV > 1 > - > - Sở Y tế: Báo cáo.", "IV > 1 > - > - Sở Tài chính: Bố trí vốn.", "IV > 2 > - UBND xã: UBND xã rà soát."]),
        ("Sở Tài chính\n- Bố trí vốn.\n* Các hội, đoàn thể: Tuyên truyền.",
         ["IV > - > - Sở Tài chính: Bố trí vốn.", "IV > - Các hội, đoàn thể: Các hội, đoàn thể: Tuyên truyền."]),
        ("- Sở Y tế: kiểm tra.\n* Lưu ý: Không báo trước.", ["IV > - Sở Y tế: Sở Y tế: kiểm tra. * Lưu ý: Không báo trước."]),
        ("- Kiểm tra hồ đập:\n- Sở Y tế mua thuốc.", ["IV > - Sở Y tế: Sở Y tế mua thuốc."]),
        ("a) Sở Y tế kiểm tra bếp ăn hằng tháng, cụ thể:\n- Lấy mẫu thức ăn.\nb) Công an tỉnh tuần tra.",
         ["IV > a > - Sở Y tế: Lấy mẫu thức ăn.", "IV > b Công an tỉnh: Công an tỉnh tuần tra."]),
    ],
)  # fmt: skip
def test_bullets_below_bullets(text: str, expected: list[str]) -> None:
    assert read(f"IV. PHÂN CÔNG NHIỆM VỤ\n{text}") == expected


def test_a_heading_below_a_heading_keeps_what_it_says() -> None:
    paragraphs = [Paragraph(line, TextPlace(line=1, end_line=1)) for line in ["V. TỔ CHỨC THỰC HIỆN", "a) Sở Y tế kiểm tra bếp ăn, cụ thể:", "- Lấy mẫu."]]
    assert assignments(paragraphs, "Kế hoạch")[0][1].title == "Sở Y tế kiểm tra bếp ăn, cụ thể"


def test_units_asked_below_a_heading() -> None:
    text = """Chủ tịch UBND tỉnh chỉ thị:
    I. Nhiệm vụ chung
    Thủ trưởng các sở, ngành, Chủ tịch UBND các xã tập trung thực hiện một số việc sau:
    - Kiểm tra hồ đập trước ngày 20/4/2026.
    a) Rà soát phương án.
    II. Nhiệm vụ riêng
    1. Sở Y tế mua thuốc."""
    heads = "Thủ trưởng các sở, ngành, Chủ tịch UBND các xã"
    assert read(text, "Chỉ thị") == [
        f"I > - {heads}: Kiểm tra hồ đập trước ngày 20/4/2026.", f"I > a {heads}: Rà soát phương án.", "II > 1 Sở Y tế: Sở Y tế mua thuốc.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "units",
    [
        "Ban Chỉ đạo cấp quân khu, Ban Chỉ đạo các tỉnh, thành phố trực thuộc Trung ương",
        "Tổ đảng ở Thường trực Hội đồng nhân dân tỉnh",
        "Thường trực Ban Chỉ đạo 35, Ban Chỉ đạo 389",
        "Văn phòng điều phối nông thôn mới tỉnh",
        "Tổ công tác, Tổ giúp việc Ban Chỉ đạo",
        "Tiểu ban Tuyên truyền, Tiểu ban Hậu cần",
        "Nhóm công tác liên ngành",
    ],
)
@pytest.mark.parametrize("marks", [("1.", "a)"), ("a)", "*"), ("2.1.", "-")])
def test_names_of_units_with_words_that_are_verbs_elsewhere(units: str, marks: tuple[str, str]) -> None:
    above, below = marks
    lines = ["V. TỔ CHỨC THỰC HIỆN", f"{above} {units}", f"{below} Rà soát thủ tục.", f"{below} Báo cáo."]
    sections, tasks = assignments([Paragraph(line, TextPlace(line=1, end_line=1)) for line in lines], "Kế hoạch")
    assert sections[-1].title == units
    assert [(task.lead, task.title) for task in tasks] == [(units, "Rà soát thủ tục."), (units, "Báo cáo.")]


@pytest.mark.parametrize(
    ("heading", "units"),
    [
        ("Tổ đảng ở Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân theo chức năng được giao thực hiện các việc sau:",
         "Tổ đảng ở Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân"),
        ("Sở Y tế cấp giấy phép cho các phòng khám:", "Sở Y tế"),
        ("Công an tỉnh thường trực sẵn sàng chiến đấu:", "Công an tỉnh"),
        ("Sở Nội vụ điều phối chung:", "Sở Nội vụ"),
    ],
)  # fmt: skip
def test_headings_that_say_what_units_do(heading: str, units: str) -> None:
    lines = ["V. TỔ CHỨC THỰC HIỆN", f"1. {heading}", "a) Rà soát thủ tục."]
    sections, tasks = assignments([Paragraph(line, TextPlace(line=1, end_line=1)) for line in lines], "Kế hoạch")
    assert sections[-1].title == tasks[0].lead == units


UNITS_WITH_WORK = "Yêu cầu:\n1. Sở Du lịch tổ chức lễ hội.\n2. {item}\n3. Công an tỉnh tuần tra."


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ("Nhà hát Chèo Hoa Lư biểu diễn hằng tuần.", "Nhà hát Chèo Hoa Lư"),
        ("Bảo tàng tỉnh trưng bày hiện vật.", "Bảo tàng tỉnh"),
        ("Trung tâm Lưu trữ lịch sử đánh máy lại hồ sơ.", "Trung tâm Lưu trữ lịch sử"),
        ("Chi cục Thú y cân trâu bò.", "Chi cục Thú y"),
        ("Công ty TNHH Cấp nước Hậu Giang súc rửa bể.", "Công ty TNHH Cấp nước Hậu Giang"),
        ("Các chủ rừng tổ chức tuần tra ban đêm.", "Các chủ rừng"),
        ("Các tổ chức tín dụng giảm lãi suất.", "Các tổ chức tín dụng"),
        ("Nâng cao nhận thức của người dân.", None),
        ("Tổ chức các lớp tập huấn.", None),
        ("Đoàn kết nội bộ, giữ vững kỷ luật.", None),
    ],
)
def test_units_among_units(item: str, lead: str | None) -> None:
    found = [task.split(":")[0] for task in read(UNITS_WITH_WORK.format(item=item), "Chỉ thị")]
    assert found == ["1 Sở Du lịch", *([f"2 {lead}"] if lead else []), "3 Công an tỉnh"]


def test_a_name_without_a_known_verb_is_no_unit_among_other_items() -> None:
    assert read("Yêu cầu:\n1. Tuyên truyền.\n2. Chi cục Thú y cân trâu bò.\n3. Kiểm tra.", "Chỉ thị") == []


def test_items_that_name_nobody_are_told() -> None:
    lines = ["V. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế mua thuốc.", "2. Nâng cao nhận thức.", "a) Phát tờ rơi."]
    prose = read_prose([Paragraph(line, TextPlace(line=at, end_line=at)) for at, line in enumerate(lines, 1)], "Kế hoạch")
    assert [(part.heading, part.texts, [place.line for place in part.places]) for part in prose.unread] == [(lines[0], ["Phát tờ rơi."], [4])]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("closing", "leads"),
    [
        ("Yêu cầu các đơn vị nghiêm túc thực hiện./.", []),
        ("Đề nghị các sở, ngành khẩn trương triển khai thực hiện Kế hoạch này./.", []),
        ("Yêu cầu các đơn vị nghiêm túc thực hiện, báo cáo Sở Y tế trước ngày 5/12./.", ["các đơn vị"]),
        ("Công an tỉnh tuần tra.", ["Công an tỉnh"]),
        ("Trong quá trình thực hiện Kế hoạch số 12/KH-UBND, nếu có vướng mắc, các đơn vị phản ánh về Sở Y tế./.", []),
        ("Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, liên hệ Văn phòng Sở (điện thoại: 0236.3822.111) để được hướng dẫn./.", []),
        ("Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị báo cáo Sở Y tế trước ngày 20 hằng tháng.", ["các đơn vị"]),
        ("Yêu cầu các đồng chí Thủ trưởng các phòng, ban, Chủ tịch UBND các xã nghiêm túc thực hiện./.", []),
        ("Căn cứ chức năng, nhiệm vụ được giao, các đơn vị chủ động triển khai thực hiện./.", []),
        ("Các tổ, bộ phận căn cứ Kế hoạch tổ chức thực hiện.", []),
        ("Các trường tổ chức thực hiện, gửi danh sách trước ngày 05/9/2026.", ["Các trường"]),
        ("Công an tỉnh tổ chức thực hiện.", ["Công an tỉnh"]),
        ("Trong quá trình thực hiện có khó khăn, vướng mắc, đề nghị phản ánh về Văn phòng.", []),
        ("Trong quá trình triển khai Kế hoạch, nếu cần sửa đổi, bổ sung, các đơn vị đề xuất với Sở Y tế.", []),
        ("Trong quá trình thực hiện dự án, các chủ đầu tư có trách nhiệm tháo gỡ khó khăn.", ["các chủ đầu tư"]),
        ("Đề nghị các đơn vị phối hợp chặt chẽ để Kế hoạch đạt kết quả cao nhất./.", []),
        ("Kế hoạch này được phổ biến đến toàn thể cán bộ, nhân viên./.", []),
        ("Chương trình hành động này gửi đến các chi bộ để thực hiện./.", []),
    ],
)
@pytest.mark.parametrize("kind", ["Kế hoạch", "Chỉ thị"])
def test_closing_requests(closing: str, leads: list[str], kind: str) -> None:
    found = read(f"V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế mua thuốc.\n{closing}", kind)
    assert found[0].endswith("Sở Y tế mua thuốc.")
    assert [task.split(":")[0].split(" ", 3)[3] for task in found[1:]] == leads


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            "1. Phòng Văn hóa - Xã hội\n- Tuyên truyền.\n2. Trạm Y tế xã\n- Khám bệnh.\n3. Tổng phụ trách Đội\n- Tập nghi thức.\n- Hướng dẫn nhảy dân vũ.\n4. Các hợp tác xã, chủ trang trại:\n- Tiêm phòng đàn lợn.",
            ["IV > 1 > - Phòng Văn hóa - Xã hội: Tuyên truyền.", "IV > 2 > - Trạm Y tế xã: Khám bệnh.", "IV > 3 > - Tổng phụ trách Đội: Tập nghi thức.", "IV > 3 > - Tổng phụ trách Đội: Hướng dẫn nhảy dân vũ.", "IV > 4 > - Các hợp tác xã, chủ trang trại: Tiêm phòng đàn lợn."],
        ),
        (
            "1. Công an xã: Kiểm tra kho.\n2. Trạm Y tế xã: Dự trữ thuốc.\n3. Khu trưởng các khu: Rà soát từng hộ.",
            ["IV > 1 Công an xã: Công an xã: Kiểm tra kho.", "IV > 2 Trạm Y tế xã: Trạm Y tế xã: Dự trữ thuốc.", "IV > 3 Khu trưởng các khu: Khu trưởng các khu: Rà soát từng hộ."],
        ),
        (
            "Phòng Kế hoạch\n- Mua vật tư.\nPhòng Kỹ thuật\n- Kiểm tra máy.\nCác Nhà vườn bản địa\n- Tổ chức ca trực.",
            ["IV > - > - Phòng Kế hoạch: Mua vật tư.", "IV > - > - Phòng Kỹ thuật: Kiểm tra máy.", "IV > - > - Các Nhà vườn bản địa: Tổ chức ca trực."],
        ),
        (
            "1. Sở Y tế\nKiểm tra thuốc.\n2. Công an tỉnh\nĐiều tra.\n3. Các Chủ tàu xa bờ, Công ty Cảng cá Thọ Quang\nBảo đảm neo đậu.",
            ["IV > 1 > - Sở Y tế: Kiểm tra thuốc.", "IV > 2 > - Công an tỉnh: Điều tra.", "IV > 3 > - Các Chủ tàu xa bờ, Công ty Cảng cá Thọ Quang: Bảo đảm neo đậu."],
        ),
        # a matter names nobody, and one unit makes no list of them
        ("1. Sở Y tế\n- Kiểm tra.\n2. Công an tỉnh\n- Điều tra.\n3. Kinh phí\n- Sử dụng nguồn ngân sách.", ["IV > 1 > - Sở Y tế: Kiểm tra.", "IV > 2 > - Công an tỉnh: Điều tra."]),
        ("1. Sở Y tế: Kiểm tra.\n2. Công an tỉnh: Điều tra.\n3. Nguồn lực: Lồng ghép các chương trình.", ["IV > 1 Sở Y tế: Sở Y tế: Kiểm tra.", "IV > 2 Công an tỉnh: Công an tỉnh: Điều tra."]),
        ("- Tổ Văn phòng: In giấy mời.\n- Đội Cờ đỏ: Trực cổng.\n- Công an xã: Kiểm tra.\n- Kế toán: Chi kinh phí.\n- Thời gian: Buổi sáng.", ["IV > - Tổ Văn phòng: Tổ Văn phòng: In giấy mời.", "IV > - Đội Cờ đỏ: Đội Cờ đỏ: Trực cổng.", "IV > - Công an xã: Công an xã: Kiểm tra.", "IV > - Kế toán: Kế toán: Chi kinh phí."]),
        ("1. Sở Y tế\n- Kiểm tra.\n2. Công an tỉnh\n- Điều tra.\n3. Quản đốc, tổ trưởng sản xuất\n- Giám sát từng ca.", ["IV > 1 > - Sở Y tế: Kiểm tra.", "IV > 2 > - Công an tỉnh: Điều tra.", "IV > 3 > - Quản đốc, tổ trưởng sản xuất: Giám sát từng ca."]),
        ("1. Sở Y tế\n- Kiểm tra.\n2. Công an tỉnh\n- Điều tra.\n3. Đường dây nóng\n- Công khai số máy.\n4. Phòng cháy, chữa cháy\n- Kiểm tra bình bọt.", ["IV > 1 > - Sở Y tế: Kiểm tra.", "IV > 2 > - Công an tỉnh: Điều tra."]),
        ("1. Sở Y tế\n- Kiểm tra.\n2. Đường bộ\n- Sửa chữa.\n3. Đường sắt\n- Sửa chữa.", ["IV > 1 > - Sở Y tế: Kiểm tra."]),
        # … and a sentence is no name
        (
            "1. Sở Y tế\n- Kiểm tra.\n2. Công an tỉnh\n- Điều tra.\n3. Các xã phối hợp với Công an tỉnh\n- Tuyên truyền.",
            ["IV > 1 > - Sở Y tế: Kiểm tra.", "IV > 2 > - Công an tỉnh: Điều tra.", "IV > 3 > - Các xã: Tuyên truyền."],
        ),
    ],
)  # fmt: skip
def test_who_stands_beside_units(items: str, expected: list[str]) -> None:
    assert read(f"IV. TỔ CHỨC THỰC HIỆN\n{items}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1. Tình hình\nMạng lưới ổn định.\n2. Sửa chữa thường xuyên\n- Thay van (Xí nghiệp Cơ điện thực hiện).\n- Sơn lại bể (Phòng Kỹ thuật chủ trì, Xí nghiệp Cơ điện phối hợp).\n- Đo áp lực.",
            ["2 > - Xí nghiệp Cơ điện: Thay van (Xí nghiệp Cơ điện thực hiện).", "2 > - Phòng Kỹ thuật: Sơn lại bể (Phòng Kỹ thuật chủ trì, Xí nghiệp Cơ điện phối hợp)."],
        ),
        (
            "II. NHIỆM VỤ\n1. Dọn vỉa hè (các tổ dân phố thực hiện, xong trước ngày 05/6/2026).\n2. Kẻ vạch sơn (Sở Xây dựng chủ trì; phối hợp: Công an tỉnh).",
            ["II > 1 các tổ dân phố: Dọn vỉa hè (các tổ dân phố thực hiện, xong trước ngày 05/6/2026).", "II > 2 Sở Xây dựng: Kẻ vạch sơn (Sở Xây dựng chủ trì; phối hợp: Công an tỉnh)."],
        ),
        # brackets that tell something else, and few of many
        ("1. Tình hình\n- Thay van (Xí nghiệp Cơ điện đã thực hiện).\n- Sơn bể (theo Kế hoạch của Phòng Kỹ thuật).\n2. Dự báo\n- Thiếu nước (Sở Xây dựng thực hiện quan trắc).", []),
        ("1. Mục tiêu\n- Thay van (Xí nghiệp Cơ điện thực hiện).\n- Giảm thất thoát.\n- Đạt 95%.\n- Tăng áp.\n- Sơn bể (Phòng Kỹ thuật chủ trì).", []),
    ],
)  # fmt: skip
def test_brackets_that_say_who_does_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ("Hội chẩn, chuyển tuyến người bệnh nặng.", "Bệnh viện Sản Nhi tỉnh"),
        ("Phòng bệnh, chữa bệnh cho trẻ em.", "Bệnh viện Sản Nhi tỉnh"),
        ("Phân công bác sĩ phụ trách từng khoa, hỗ trợ trạm y tế.", "Bệnh viện Sản Nhi tỉnh"),
        ("Giao cán bộ thống kê số liệu, báo cáo hằng tuần.", "Bệnh viện Sản Nhi tỉnh"),
        ("Phân công Khoa Dược theo dõi thuốc.", "Khoa Dược"),
        ("Giao các khoa thống kê số liệu.", "các khoa"),
        ("Hội Chữ thập đỏ tỉnh vận động hiến máu.", "Hội Chữ thập đỏ tỉnh"),
        ("Bộ phận một cửa niêm yết thủ tục.", "Bộ phận một cửa"),
    ],
)
def test_items_below_a_unit_that_only_seem_to_name_another(item: str, lead: str) -> None:
    assert read(f"IV. TỔ CHỨC THỰC HIỆN\n1. Bệnh viện Sản Nhi tỉnh\n- {item}\n2. Sở Y tế\n- Kiểm tra.")[0] == f"IV > 1 > - {lead}: {item}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("III. KINH PHÍ\nTừ ngân sách.\nIV. CHẾ ĐỘ BÁO CÁO\n- Phòng Kỹ thuật báo cáo Giám đốc trước ngày 15/12/2026.", ["IV > - Phòng Kỹ thuật: Phòng Kỹ thuật báo cáo Giám đốc trước ngày 15/12/2026."]),
        ("1. Nội dung\nTuyên truyền.\n2. Chế độ thông tin, báo cáo\nCác tổ báo cáo Phòng Kỹ thuật hằng tháng.\nPhòng Kỹ thuật kiểm tra hằng quý.", ["2 > - Các tổ: Các tổ báo cáo Phòng Kỹ thuật hằng tháng.", "2 > - Phòng Kỹ thuật: Phòng Kỹ thuật kiểm tra hằng quý."]),
        ("3. Phân công trách nhiệm\nPhòng Kho\n- Kiểm kê.\n4. Chế độ báo cáo\nPhòng Kỹ thuật báo cáo chậm nhất ngày 10/9/2026.", ["3 > - > - Phòng Kho: Kiểm kê.", "4 > - Phòng Kỹ thuật: Phòng Kỹ thuật báo cáo chậm nhất ngày 10/9/2026."]),
        # no time, no unit, or another subject
        ("IV. CHẾ ĐỘ BÁO CÁO\n- Phòng Kỹ thuật quản lý số liệu.\n- Báo cáo gửi trước ngày 15/12/2026.\n- Nội dung báo cáo theo mẫu.", []),
        ("1. Nội dung\nTuyên truyền.\n2. Kinh phí\nPhòng Tài chính cấp kinh phí hằng tháng.", []),
    ],
)  # fmt: skip
def test_reports_that_units_make(text: str, expected: list[str]) -> None:
    assert read(text) == expected
