"""The PDF reader on small pages drawn run by run: tables, words, paragraphs, furniture, notes, and what cannot be read."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable

import pytest

from kehoach.errors import UnreadableError
from kehoach.limits import Limits
from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN, Paragraph, SourceDocument, Table
from kehoach.parse.readers.foot import foot_start
from kehoach.parse.readers.pdf import read
from pdf_builder import BODY, BOLD, OTHER, WIDE, Sheet, pdf, table, width, wrapped

XS = (50, 80, 300, 400, 545)
ROWS = (
    ("STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp"),
    ("1", "Xây dựng Kế hoạch cải cách hành chính năm 2025 trình Ủy ban nhân dân tỉnh", "Sở Nội vụ", "Văn phòng HĐND&UBND tỉnh"),
    ("2", "Rà soát văn bản hướng dẫn Nghị định số 61/2018/NĐ-CP", "Sở Tư pháp", "- Sở Tài chính;\n- Sở Y tế"),
)


def tables(document: SourceDocument) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def cells(block: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in block.rows]


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def decomposed(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    return [tuple(unicodedata.normalize("NFD", text) for text in row) for row in rows]


@pytest.mark.parametrize(
    "draw",
    [
        lambda sheet: table(sheet, XS, 80, ROWS),
        lambda sheet: table(sheet, XS, 80, ROWS, late=True),
        lambda sheet: table(sheet, XS, 80, decomposed(ROWS)),
        lambda sheet: table(sheet, XS, 80, decomposed(ROWS), late=True),
    ],
    ids=["one font", "letters of a fallback font drawn last", "decomposed", "marks of a fallback font drawn last"],
)
def test_letters_stay_in_their_words(draw: Callable[[Sheet], object]) -> None:
    (block,) = tables(read(pdf(draw), "plan.pdf"))
    assert cells(block) == [tuple(row) for row in ROWS]


@pytest.mark.parametrize("shift", [-1.0, 0.8])
def test_a_fallback_letter_may_stand_a_little_higher_or_lower(shift: float) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid((50, 300, 500), (80, 120, 160))
        sheet.mixed(60, 104, "Ủy ban nhân dân cấp huyện", shift=shift, late=True)
        sheet.mixed(310, 144, "Quý II/2025", shift=shift)

    (block,) = tables(read(pdf(draw), "plan.pdf"))
    assert cells(block) == [("Ủy ban nhân dân cấp huyện", ""), ("", "Quý II/2025")]


def turned(degrees: int) -> Callable[[Sheet], None]:
    """A wide table whose text runs up (90) or down (270) on an upright sheet."""

    def draw(sheet: Sheet) -> None:
        sheet.canvas.translate(*{90: (595, 0), 270: (0, 842)}[degrees])
        sheet.canvas.rotate({90: 90, 270: -90}[degrees])
        sheet.height = 595
        table(sheet, (50, 80, 400, 600, 780), 80, ROWS)

    return draw


@pytest.mark.parametrize(
    ("data", "box"),
    [
        (pdf(turned(90), size=WIDE, rotate=90), (50, 80, 780, 100.5)),
        (pdf(turned(270), size=WIDE, rotate=270), (50, 80, 780, 100.5)),
        (pdf(turned(90)), (80, 62, 100.5, 792)),
    ],
    ids=["shown upright from 90", "shown upright from 270", "shown lying"],
)
def test_turned_pages_are_read_upright_and_placed_as_shown(data: bytes, box: tuple[float, ...]) -> None:
    (block,) = tables(read(data, "annex.pdf"))
    assert cells(block) == [tuple(row) for row in ROWS]
    assert block.rows[0].place.bbox == pytest.approx(box, abs=0.6)


def test_merged_cells_are_spans() -> None:
    def merged(sheet: Sheet) -> None:
        xs, ys = (50, 150, 250, 350), (80, 110, 140, 170)
        for x in (xs[0], xs[1], xs[3]):
            sheet.line(x, ys[0], x, ys[-1])
        sheet.line(xs[2], ys[1], xs[2], ys[-1])
        for y in (ys[0], ys[2], ys[3]):
            sheet.line(xs[0], y, xs[-1], y)
        sheet.line(xs[1], ys[1], xs[-1], ys[1])
        for x, y, text in ((60, 112, "TT"), (160, 100, "Trách nhiệm"), (160, 130, "Chủ trì"), (260, 130, "Phối hợp"), (60, 160, "1")):
            sheet.text(x, y, text)

    (block,) = tables(read(pdf(merged), "plan.pdf"))
    assert [[(cell.text, cell.col, cell.colspan, cell.rowspan) for cell in row.cells] for row in block.rows] == [
        [("TT", 0, 1, 2), ("Trách nhiệm", 1, 2, 1)],
        [("Chủ trì", 1, 1, 1), ("Phối hợp", 2, 1, 1)],
        [("1", 0, 1, 1), ("", 1, 1, 1), ("", 2, 1, 1)],
    ]


def as_form(sheet: Sheet) -> None:
    sheet.canvas.beginForm("table")
    table(sheet, XS, 80, ROWS)
    sheet.canvas.endForm()
    sheet.canvas.scale(0.9, 0.9)
    sheet.canvas.doForm("table")


def as_pieces(sheet: Sheet) -> None:
    """Borders of filled rectangles, one for each side of each cell, with squares at the corners."""
    ys = (80, 110, 140)
    for x in XS:
        for top, bottom in itertools.pairwise(ys):
            sheet.canvas.rect(x, sheet.height - bottom, 0.5, bottom - top - 0.5, stroke=0, fill=1)
            sheet.canvas.rect(x, sheet.height - top - 0.5, 0.5, 0.5, stroke=0, fill=1)
    for y in ys:
        for left, right in itertools.pairwise(XS):
            sheet.canvas.rect(left + 0.5, sheet.height - y, right - left - 0.5, 0.5, stroke=0, fill=1)
    for x, y, text in ((55, 100, "1"), (85, 100, "Việc"), (85, 130, "Việc khác"), (405, 130, "Sở")):
        sheet.text(x, y, text)


def test_rules_inside_a_form_object() -> None:
    (block,) = tables(read(pdf(as_form), "plan.pdf"))
    assert cells(block) == [tuple(row) for row in ROWS]


def test_borders_drawn_in_pieces_are_one_grid() -> None:
    (block,) = tables(read(pdf(as_pieces), "plan.pdf"))
    assert cells(block) == [("1", "Việc", "", ""), ("", "Việc khác", "", "Sở")]


def test_upright_headings_of_narrow_columns_are_read() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.grid((50, 80, 300), (80, 160, 200))
        sheet.canvas.saveState()
        sheet.canvas.translate(70, sheet.height - 150)
        sheet.canvas.rotate(90)
        sheet.canvas.setFont(BODY, 10)
        sheet.canvas.drawString(0, 0, "Thứ tự")
        sheet.canvas.restoreState()
        sheet.text(90, 120, "Nội dung")

    (block,) = tables(read(pdf(draw), "plan.pdf"))
    assert cells(block)[0] == ("Thứ tự", "Nội dung")


@pytest.mark.parametrize(("closed", "cut"), [(False, True), (True, None)])
def test_a_row_cut_by_the_page_is_known_where_its_border_is_missing(closed: bool, cut: bool | None) -> None:
    def page(first: bool) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            top, bottom = (700, 800) if first else (50, 90)
            for x in (50, 150, 350):
                sheet.line(x, top, x, bottom)
            if first or closed:
                sheet.line(50, top, 350, top)
            if not first or closed:
                sheet.line(50, bottom, 350, bottom)
            sheet.line(50, (top + bottom) / 2, 350, (top + bottom) / 2)
            for y in range(top + 15, bottom, 20):
                sheet.text(60, y, "1")
                sheet.text(160, y, "Rà soát")

        return draw

    before, after = tables(read(pdf(page(True), page(False)), "plan.pdf"))
    assert (after.rows[0].page_start, after.rows[0].page_cut) == (True, cut)
    assert before.rows[0].page_cut is None


LETTERHEAD = (
    (150, 60, "ỦY BAN NHÂN DÂN", 430, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (150, 76, "TỈNH HƯNG YÊN", 430, 76, "Độc lập - Tự do - Hạnh phúc"),
    (150, 96, "Số: 12/KH-UBND", 430, 98, "Hưng Yên, ngày 05 tháng 01 năm 2025"),
)


def test_side_by_side_heads_and_feet_are_read_by_column() -> None:
    def draw(sheet: Sheet) -> None:
        for x0, y0, left, x1, y1, right in LETTERHEAD:
            sheet.centred(x0, y0, left)
            sheet.centred(x1, y1, right)
        sheet.centred(297, 130, "KẾ HOẠCH", BOLD, 12)
        sheet.centred(297, 146, "Cải cách hành chính năm 2025", BOLD, 12)
        for y, text in ((600, "Nơi nhận:"), (612, "- Như trên;"), (624, "- Lưu: VT.")):
            sheet.text(60, y, text)
        for y, text in ((601, "TM. ỦY BAN NHÂN DÂN"), (617, "CHỦ TỊCH"), (690, "Trần Văn An")):
            sheet.centred(430, y, text, BOLD)

    assert texts(read(pdf(draw), "plan.pdf")) == [
        *(left for _, _, left, *_ in LETTERHEAD),
        *(right for *_, right in LETTERHEAD),
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2025",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn An",
    ]


PROSE = (
    "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn "
    "2021-2030, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "1. Mục đích",
    "- Tiếp tục đẩy mạnh cải cách hành chính, xây dựng nền hành chính dân chủ, chuyên nghiệp, hiện đại, hiệu lực, hiệu quả;",
    "- Xác định rõ trách nhiệm của từng cơ quan.",
    "a) Giao Văn phòng HĐND&UBND tỉnh chủ trì, phối hợp với các sở, ban, ngành, địa phương theo dõi, đôn đốc việc thực hiện Kế hoạch này.",
)


def prose(sheet: Sheet, paragraphs: tuple[str, ...], top: float, indent: float, gap: float = 0) -> None:
    y = top
    for paragraph in paragraphs:
        first, *rest = wrapped(paragraph, 455 - indent, size=11)
        sheet.text(85 + indent, y, first, size=11)
        y += 15
        for line in wrapped(" ".join(rest), 455, size=11) if rest else ():
            sheet.text(85, y, line, size=11)
            y += 15
        y += gap


@pytest.mark.parametrize(("indent", "gap"), [(28, 0), (28, 6), (0, 6)])
def test_wrapped_lines_become_paragraphs(indent: float, gap: float) -> None:
    assert texts(read(pdf(lambda sheet: prose(sheet, PROSE, 100, indent, gap)), "plan.pdf")) == list(PROSE)


def test_a_paragraph_goes_on_over_a_page_without_its_number_and_heads() -> None:
    first, rest = "Các cơ quan, đơn vị, địa phương căn cứ chức năng, nhiệm vụ được giao tổ chức triển", "khai thực hiện Kế hoạch này."

    def page(number: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.centred(297, 30, "Kế hoạch cải cách hành chính", size=8)
            sheet.centred(297, 42, str(number))
            if number < 3:
                sheet.text(85, 100 if number == 2 else 760, rest if number == 2 else first, size=11)
            sheet.text(113, 120, f"{number}. Việc khác của trang này, viết cho dài thêm một chút để có lề phải.", size=11)

        return draw

    document = read(pdf(*map(page, range(1, 5))), "plan.pdf")
    assert texts(document)[1] == f"{first} {rest}"
    assert not any(text.isdigit() or "cải cách hành chính" in text for text in texts(document))


def test_signature_stamps_are_left_out() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(85, 100, "Nội dung văn bản còn tiếp tục dài ra một chút nữa ở đây.", size=12)
        for index, text in enumerate(("Signature Not Verified", "Được ký bởi: VĂN PHÒNG", "Ngày ký: 12.12.2025 15:04:05 +07:00")):
            sheet.text(300, 96 + 9 * index, text, OTHER, 7)
        for index, text in enumerate(("Người ký: Ủy ban nhân dân tỉnh", "Email: a@b.vn", "Thời gian ký: 12.12.2025 16:20:11 +07:00")):
            sheet.text(400, 40 + 9 * index, text, OTHER, 7)

    assert texts(read(pdf(draw), "plan.pdf")) == ["Nội dung văn bản còn tiếp tục dài ra một chút nữa ở đây."]


def test_who_signed_in_the_text_is_no_stamp() -> None:
    lines = ["Người ký: Trần Văn An", "Ngày ban hành: 12/12/2025"]

    def draw(sheet: Sheet) -> None:
        for index, text in enumerate(lines):
            sheet.text(85, 100 + 20 * index, text, size=12)

    assert texts(read(pdf(draw), "plan.pdf")) == lines


def test_footnotes_are_tied_to_their_marks() -> None:
    words = "Thực hiện Kế hoạch năm 2025"
    end = 85 + width(words, size=12)

    def draw(sheet: Sheet) -> None:
        sheet.text(85, 100, words, size=12)
        sheet.text(end, 96, "1", size=7)
        sheet.text(end + 5, 100, " của tỉnh, diện tích 5 m", size=12)
        sheet.text(end + 5 + width(" của tỉnh, diện tích 5 m", size=12), 96, "2", size=7)
        sheet.line(85, 700, 229, 700)
        sheet.text(85, 712, "1", size=6)
        sheet.text(90, 716, "Theo Quyết định số 12/QĐ-UBND về việc ban hành kế hoạch cải cách", size=9)
        sheet.text(85, 728, "hành chính.", size=9)

    document = read(pdf(draw), "plan.pdf")
    assert texts(document) == [f"{words}{NOTE_OPEN}1{NOTE_CLOSE} của tỉnh, diện tích 5 m2"]
    assert document.footnotes == {"1": "Theo Quyết định số 12/QĐ-UBND về việc ban hành kế hoạch cải cách hành chính."}


def unruled(sheet: Sheet) -> None:
    y = 100.0
    for number, row in enumerate((ROWS[0], *ROWS[1:], ("3", "Tổ chức tập huấn", "Sở Nội vụ", "Sở Tài chính"))):
        lines = [wrapped(text, right - left - 12) for text, left, right in zip(row, XS, XS[1:], strict=False)]
        for column, left in zip(lines, XS, strict=False):
            for index, line in enumerate(column):
                sheet.text(left + 3, y + 13 * index, line, BOLD if number == 0 else BODY)
        y += 13 * max(map(len, lines)) + 8


def test_a_table_without_rules_is_read_by_its_headings_and_blank_strips() -> None:
    (block,) = tables(read(pdf(unruled), "plan.pdf"))
    assert cells(block) == [*(tuple(row) for row in ROWS), ("3", "Tổ chức tập huấn", "Sở Nội vụ", "Sở Tài chính")]


FOOTS = [
    [(400, "TỔNG GIÁM ĐỐC"), (405, "Phạm Minh Tâm")],
    [(90, "TỔNG GIÁM ĐỐC"), (95, "Phạm Minh Tâm")],
    [(380, "KT. CHỦ TỊCH"), (380, "PHÓ CHỦ TỊCH"), (390, "Phạm Minh Tâm")],
    [(360, "An Bình, ngày 02 tháng 01 năm 2026"), (380, "HIỆU TRƯỞNG"), (380, "Phạm Minh Tâm")],
    [(400, "Phạm Minh Tâm")],
]


@pytest.mark.parametrize("foot", FOOTS, ids=["right", "left", "authority", "dated", "name alone"])
def test_the_foot_is_no_row_of_a_table_without_rules(foot: list[tuple[float, str]]) -> None:
    def draw(sheet: Sheet) -> None:
        unruled(sheet)
        for number, (x, text) in enumerate(foot):
            sheet.text(x, 330 + 40 * number, text)

    document = read(pdf(draw), "plan.pdf")
    (block,) = tables(document)
    assert cells(block) == [*(tuple(row) for row in ROWS), ("3", "Tổ chức tập huấn", "Sở Nội vụ", "Sở Tài chính")]
    assert [text for _, text in foot if text not in " ".join(texts(document))] == []


@pytest.mark.parametrize("heading", ["GIÁM ĐỐC CÁC SỞ, NGÀNH", "CHỦ TỊCH UBND CÁC XÃ, PHƯỜNG"])
def test_an_office_as_a_heading_between_rows_is_no_foot(heading: str) -> None:
    lines = [["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "Rà soát quy trình", "Sở Nội vụ", "Quý I"], [heading], ["1", "Báo cáo", "UBND xã", "Quý II"]]
    assert foot_start([*lines, ["TM. ỦY BAN NHÂN DÂN"], ["CHỦ TỊCH"]]) == len(lines)
    assert foot_start(lines) == len(lines)


def test_prose_is_no_table() -> None:
    document = read(pdf(lambda sheet: prose(sheet, PROSE, 100, 28)), "plan.pdf")
    assert not tables(document)


@pytest.mark.parametrize(
    ("draw", "codes"),
    [
        (lambda sheet: None, []),
        (lambda sheet: [sheet.canvas.circle(100 + 9 * i, 400, 4, fill=1) for i in range(50)], ["KHR08"]),
        (lambda sheet: sheet.text(85, 100, "Kế hoạch năm 2025 của Ủy ban nhân dân tỉnh về cải cách"), []),
    ],
    ids=["blank", "outlines", "text"],
)
def test_pages_without_text_say_so(draw: Callable[[Sheet], object], codes: list[str]) -> None:
    document = read(pdf(draw), "scan.pdf")
    assert [(found.code, found.severity, found.where) for found in document.diagnostics] == [(code, "error", {"page": 1}) for code in codes]


def test_a_font_without_unicode_says_so() -> None:
    data = pdf(lambda sheet: table(sheet, XS, 80, ROWS), compress=False).replace(b"/ToUnicode", b"/ToUnicodX")
    document = read(data, "plan.pdf")
    assert [found.code for found in document.diagnostics] == ["KHR09"]
    assert "1" in document.diagnostics[0].message
    assert "OCR" in document.diagnostics[0].message


PLAIN = pdf(lambda sheet: table(sheet, XS, 80, ROWS))


@pytest.mark.parametrize(
    ("data", "limits", "words"),
    [
        (b"", Limits(), "PDF"),
        (b"KHONG PHAI PDF", Limits(), "PDF"),
        (b"%PDF-1.4\n%%EOF", Limits(), ""),
        (PLAIN[: len(PLAIN) // 2], Limits(), "cắt cụt"),
        (pdf(lambda sheet: sheet.text(85, 100, "a"), encrypt="x"), Limits(), "mật khẩu"),
        (pdf(*[lambda sheet: None] * 3), Limits(max_pages=2), "3"),
        (PLAIN, Limits(max_bytes=100), "100"),
        (PLAIN, Limits(max_rows=2), "2"),
    ],
    ids=["empty", "no pdf", "hollow", "truncated", "encrypted", "pages", "bytes", "rows"],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, limits: Limits, words: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(data, "plan.pdf", limits)
    assert str(error.value).startswith("plan.pdf: ")
    assert words in error.value.reason
    assert "\n" not in str(error.value)


def test_a_table_of_too_many_columns_is_read_as_lines_and_said() -> None:
    document = read(PLAIN, "plan.pdf", Limits(max_columns=3))
    assert not tables(document)
    assert [found.code for found in document.diagnostics] == ["KHR12"]
    assert any("Sở Nội vụ" in text for text in texts(document))
