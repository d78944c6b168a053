"""Word documents: text as it prints, and where it stands."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pytest

from docx_builder import deleted, inserted, p, package, r, sdt, tbl, tc, tr
from kehoach.limits import DEFAULT
from kehoach.model import DocxPlace
from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN, Paragraph, SourceDocument, Table
from kehoach.parse.readers import docx


def read(body: str, **parts: str) -> SourceDocument:
    return docx.read(package(body, **parts), "ke-hoach.docx", DEFAULT)


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: SourceDocument) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in block.rows] for block in document.blocks if isinstance(block, Table)]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def raised(mark: str) -> str:
    return r(mark, '<w:vertAlign w:val="superscript"/>')


def either(choice: str, fallback: str) -> str:
    inside = f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return f"<mc:AlternateContent>{inside}</mc:AlternateContent>"


def text_box(*content: str) -> str:
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{''.join(content)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def modern_box(*content: str) -> str:
    choice = f"<w:drawing><wps:txbx><w:txbxContent>{''.join(content)}</w:txbxContent></wps:txbx></w:drawing>"
    fallback = f"<w:pict><v:textbox><w:txbxContent>{''.join(content)}</w:txbxContent></v:textbox></w:pict>"
    return f"<w:r>{either(choice, fallback)}</w:r>"


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        pytest.param([r("Sở "), r("Nội vụ")], "Sở Nội vụ", id="runs"),
        pytest.param([r("Mục"), "<w:r><w:tab/></w:r>", r("1")], "Mục\t1", id="tab"),
        pytest.param(["<w:r><w:tab/></w:r>", r("1. Mục"), "<w:r><w:tab/></w:r>"], "1. Mục", id="tabs as indent"),
        pytest.param([r("x² + 10⁶ m"), raised("2")], "x² + 10⁶ m2", id="superscript figures"),
        pytest.param([r("Tỉnh"), "<w:r><w:br/></w:r>", r("An Bình")], "Tỉnh\nAn Bình", id="line break"),
        pytest.param([r("a"), "<w:r><w:cr/></w:r>", r("b")], "a\nb", id="carriage return"),
        pytest.param([r("524/KH"), "<w:r><w:noBreakHyphen/></w:r>", r("UBND")], "524/KH-UBND", id="hard hyphen"),
        pytest.param([r("phối"), "<w:r><w:softHyphen/></w:r>", r("hợp")], "phốihợp", id="soft hyphen"),
        pytest.param([inserted(r("thêm")), r(" vào")], "thêm vào", id="insertion"),
        pytest.param([r("giữ"), deleted(" bỏ"), r(" lại")], "giữ lại", id="deletion"),
        pytest.param([inserted(r("a"), deleted("b")), r("c")], "ac", id="deletion inside an insertion"),
        pytest.param([r("x"), f"<w:moveFrom>{r('đi')}</w:moveFrom>", f"<w:moveTo>{r('đến')}</w:moveTo>"], "xđến", id="move"),
        pytest.param([sdt(r("Văn phòng")), r(" UBND")], "Văn phòng UBND", id="content control"),
        pytest.param([sdt(sdt(inserted(r("sâu"))))], "sâu", id="nested controls"),
        pytest.param([f"<w:smartTag>{r('Hà Nội')}</w:smartTag>"], "Hà Nội", id="smart tag"),
        pytest.param([f'<w:hyperlink r:id="rId9">{r("Quyết định số 1")}</w:hyperlink>'], "Quyết định số 1", id="hyperlink"),
        pytest.param([f'<w:fldSimple w:instr="DATE">{r("01/01/2026")}</w:fldSimple>'], "01/01/2026", id="simple field"),
        pytest.param(
            [r("trang "), field("begin"), instruction(" PAGE "), field("separate"), r("3"), field("end"), r(" hết")],
            "trang 3 hết",
            id="field result",
        ),
        pytest.param(
            [
                field("begin"),
                r("IF "),
                field("begin"),
                instruction("X"),
                field("separate"),
                r("lọt"),
                field("end"),
                field("separate"),
                r("đúng"),
                field("end"),
            ],
            "đúng",
            id="nested field in an instruction",
        ),
        pytest.param([field("begin"), instruction("TOC"), field("end"), r("sau")], "sau", id="field without result"),
        pytest.param([field("end"), field("separate"), r("còn")], "còn", id="stray field marks"),
        pytest.param([r("hiện"), r("ẩn", "<w:vanish/>")], "hiện", id="hidden"),
        pytest.param([r("hiện", '<w:vanish w:val="0"/>')], "hiện", id="hidden switched off"),
        pytest.param(['<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', r(" có")], "✓ có", id="symbol"),
        pytest.param(['<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', r(" 90%")], "≥ 90%", id="symbol font"),
        pytest.param([r("\uf0b7 việc")], "• việc", id="private-use bullet"),
        pytest.param([r("dòng\nmột\tchữ")], "dòng một chữ", id="line ends in the XML are white space"),
        pytest.param([r("Ủy\u00a0ban\u200b nhân dân")], "Ủy ban nhân dân", id="odd spaces"),
        pytest.param([r(unicodedata.normalize("NFD", "Kiểm soát thủ tục")), r("")], "Kiểm soát thủ tục", id="decomposed"),
        pytest.param([r("e"), r("\u0302\u0301")], "ế", id="a letter cut over two runs"),
        pytest.param(["<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>"], "x=1", id="formula"),
        pytest.param([r("CO"), r("2", '<w:vertAlign w:val="superscript"/>')], "CO2", id="raised number that is no note"),
        pytest.param([r("a\ue000b\ue001c")], "abc", id="reserved characters"),
    ],
)
def test_a_paragraph_as_it_prints(content: list[str], printed: str) -> None:
    assert texts(read(p(*content, "<w:r><w:t/></w:r>"))) == [printed]
    assert tables(read(tbl(tr(tc(p(*content)))))) == [[[printed]]]


def test_a_paragraph_whose_end_is_deleted_runs_on() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    body = p("Sở Nội", properties=gone) + p(deleted("mất"), properties=gone) + p(" vụ") + tbl(tr(tc(p("a", properties=gone), p("b"))))
    document = read(body)
    assert texts(document) == ["Sở Nội vụ"]
    assert tables(document) == [[["ab"]]]


def test_deletions_are_told_once_with_a_quotation() -> None:
    row = tr("1", "Bỏ cả dòng", properties='<w:del w:id="3"/>')
    document = read(p("giữ", deleted("chữ bị xóa")) + tbl(row, tr("2", "Còn")))
    (notice,) = document.diagnostics
    assert (notice.code, notice.severity) == ("KHR10", "info")
    assert "chữ bị xóa" in notice.message
    assert "Bỏ cả dòng" in notice.message
    assert tables(document) == [[["2", "Còn"]]]


def test_lines_of_a_cell() -> None:
    cell = tc(p("- Báo cáo;"), p(""), p(r("- Kế"), "<w:r><w:br/></w:r>", r("hoạch")), p("  "))
    assert tables(read(tbl(tr(cell)))) == [[["- Báo cáo;\n- Kế\nhoạch"]]]


@pytest.mark.parametrize("box", [text_box, modern_box])
def test_text_boxes_stand_where_they_are_anchored(box) -> None:
    body = p("trước") + p(box(p("DỰ THẢO"), p(sdt(r("lần 2")))), "đoạn neo") + p("sau") + tbl(tr(tc(p(box(p("trong ô")), "ô"))))
    document = read(body)
    assert texts(document) == ["trước", "đoạn neo", "DỰ THẢO", "lần 2", "sau"]
    assert tables(document) == [[["ô\ntrong ô"]]]


def test_a_rendering_for_old_programs_is_taken_only_when_it_is_the_only_one() -> None:
    assert texts(read(either(p("mới"), p("cũ")) + either("", p("cũ")) + p(either(r("mới"), r("cũ"))))) == ["mới", "cũ", "mới"]
    assert tables(read(tbl(either(tr("mới"), tr("cũ")), tr(either(tc("ô mới"), tc("ô cũ")))))) == [[["mới"], ["ô mới"]]]


NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>", " Theo Đề án 06.")}{p("Dòng hai: 5 m², 5 m", raised("2"))}</w:footnote>'
    f'<w:footnote w:id="2">{p("Chú thích khác.")}</w:footnote>'
)


def reference(identity: int, kind: str = "footnote", custom: str = "") -> str:
    follows = f' w:customMarkFollows="1"/><w:t>{custom}</w:t>' if custom else "/>"
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{identity}"{follows}</w:r>'


def test_footnotes_by_their_marks() -> None:
    body = (
        tbl(tr("1", tc(p(r("Cổng dịch vụ"), reference(7), r(" của tỉnh")))))
        + p("xem", reference(2, custom="*"), r(" thêm"))
        + p("không có", reference(99))
    )
    body += p("cuối", reference(2, "endnote"))
    document = read(body, footnotes=NOTES, endnotes=f'<w:endnote w:id="2">{p("Chú thích cuối.")}</w:endnote>')
    assert tables(document) == [[["1", f"Cổng dịch vụ{NOTE_OPEN}1{NOTE_CLOSE} của tỉnh"]]]
    assert texts(document)[0] == f"xem{NOTE_OPEN}2{NOTE_CLOSE} thêm"
    assert texts(document)[2] == f"cuối{NOTE_OPEN}i{NOTE_CLOSE}"
    assert document.footnotes == {"1": "Theo Đề án 06.\nDòng hai: 5 m², 5 m2", "2": "Chú thích khác.", "i": "Chú thích cuối."}


def test_notes_typed_by_hand_are_tied_to_their_raised_marks() -> None:
    body = tbl(tr(tc(p("Cổng", raised("1"), r(" a"))), tc(p("Đất", raised("1"), raised("2"))))) + p("đạt 5 m", raised("2"))
    body += p("Nơi nhận:") + p(raised("1"), r(" Theo Kế hoạch.")) + p("12 Theo Đề án.")
    document = read(body)
    assert document.footnotes == {"1": "Theo Kế hoạch.", "12": "Theo Đề án."}
    assert tables(document) == [[[f"Cổng{NOTE_OPEN}1{NOTE_CLOSE} a", f"Đất{NOTE_OPEN}12{NOTE_CLOSE}"]]]
    assert texts(document) == ["đạt 5 m2", "Nơi nhận:"]


def test_notes_that_start_again_on_each_page() -> None:
    body = p("A", raised("1")) + p(raised("1"), r(" Chú thích một.")) + p("B", raised("1")) + p(raised("1"), r(" Chú thích hai."))
    document = read(body)
    assert texts(document) == [f"A{NOTE_OPEN}1{NOTE_CLOSE}", f"B{NOTE_OPEN}1.2{NOTE_CLOSE}"]
    assert document.footnotes == {"1": "Chú thích một.", "1.2": "Chú thích hai."}


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="character" w:styleId="Plain"><w:rPr><w:b w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop2"><w:basedOn w:val="Loop"/></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "bold", "centred"),
    [
        (p(r("Điều 1.", "<w:b/>")), True, False),
        (p(r("Điều 1.", "<w:b/>"), r(" thường")), False, False),
        (p(r("Điều 1.", '<w:b w:val="false"/>')), False, False),
        (p("KẾ HOẠCH", style="Title"), True, True),
        (p(r("KẾ HOẠCH", '<w:rStyle w:val="Plain"/>'), style="Title"), False, True),
        (p("trái", style="Title", properties='<w:jc w:val="left"/>'), True, False),
        (p("vòng", style="Loop"), False, False),
    ],
)
def test_emphasis_and_place(paragraph: str, bold: bool, centred: bool) -> None:
    (block,) = read(paragraph, styles=STYLES).blocks
    assert isinstance(block, Paragraph)
    assert (block.bold, block.centred) == (bold, centred)


def test_text_hidden_by_a_style() -> None:
    assert texts(read(p(r("ẩn", '<w:rStyle w:val="Secret"/>'), r("hiện")), styles=STYLES)) == ["hiện"]


def test_places_and_page_starts() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = p("một") + p("") + p("ba", page) + p("bốn") + tbl(tr("a"), tr("b")) + tbl(tr("c")) + p("năm", properties="<w:pageBreakBefore/>")
    document = read(body)
    paragraphs = list(document.paragraphs())
    assert [(block.text, block.place, block.page_start) for block in paragraphs] == [
        ("một", DocxPlace(paragraph=1), False),
        ("ba", DocxPlace(paragraph=3), False),
        ("bốn", DocxPlace(paragraph=4), True),
        ("năm", DocxPlace(paragraph=5), True),
    ]
    places = [row.place for block in document.blocks if isinstance(block, Table) for row in block.rows]
    assert places == [DocxPlace(table=1, row=1), DocxPlace(table=1, row=2), DocxPlace(table=2, row=1)]


def test_page_headers_are_no_part_of_the_text() -> None:
    document = docx.read(package(p("thân"), {"word/header1.xml": "<w:hdr/>"}), "a.docx", DEFAULT)
    assert texts(document) == ["thân"]


def test_files_of_python_docx() -> None:
    import docx as python_docx

    source = python_docx.Document()
    source.add_heading("KẾ HOẠCH", 1)
    table = source.add_table(rows=4, cols=3, style="Table Grid")
    for row, values in zip(
        table.rows, (("STT", "Nhiệm vụ", "Chủ trì"), ("1", "Rà soát", "Sở Nội vụ"), ("2", "Báo cáo", ""), ("II", "", "")), strict=True
    ):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(3, 0).merge(table.cell(3, 2))
    source.add_paragraph("một", style="List Number")
    source.add_paragraph("hai", style="List Number")
    source.add_paragraph("gạch", style="List Bullet")
    buffer = BytesIO()
    source.save(buffer)
    document = docx.read(buffer.getvalue(), "a.docx", DEFAULT)
    assert texts(document) == ["KẾ HOẠCH", "1. một", "2. hai", "- gạch"]
    (block,) = (block for block in document.blocks if isinstance(block, Table))
    assert [[(cell.text, cell.col, cell.colspan, cell.rowspan) for cell in row.cells] for row in block.rows] == [
        [("STT", 0, 1, 1), ("Nhiệm vụ", 1, 1, 1), ("Chủ trì", 2, 1, 1)],
        [("1", 0, 1, 1), ("Rà soát", 1, 1, 1), ("Sở Nội vụ", 2, 1, 2)],
        [("2", 0, 1, 1), ("Báo cáo", 1, 1, 1)],
        [("II", 0, 3, 1)],
    ]


def test_a_note_that_refers_to_a_note() -> None:
    notes = f'<w:footnote w:id="1">{p("Xem", reference(2))}</w:footnote><w:footnote w:id="2">{p("Hai.")}</w:footnote>'
    assert read(p("a", reference(1)), footnotes=notes).footnotes == {"1": f"Xem{NOTE_OPEN}2{NOTE_CLOSE}", "2": "Hai."}


def imported(name: str, content: bytes) -> SourceDocument:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    relations = f'<Relationship Id="rId5" Type="{kind}" Target="{name}"/>'
    body = p("trước") + tbl(tr("1")) + '<w:altChunk r:id="rId5"/>' + p("sau") + tbl(tr("2"))
    return docx.read(package(body, {f"word/{name}": content}, relations=relations), "a.docx", DEFAULT)


def test_an_imported_web_page_stands_where_it_is_imported() -> None:
    document = imported("chunk.html", "<p>nhập<table><tr><td>x<td>y</table>".encode())
    assert texts(document) == ["trước", "nhập", "sau"]
    assert tables(document) == [[["1"]], [["x", "y"]], [["2"]]]
    assert [block.place for block in document.paragraphs()] == [DocxPlace(paragraph=number) for number in (1, 2, 3)]
    assert [block.rows[0].place.table for block in document.blocks if isinstance(block, Table)] == [1, 2, 3]


@pytest.mark.parametrize(("name", "content"), [("chunk.rtf", b"{}"), ("chunk.html", b"<script>x</script>")])
def test_imported_content_that_cannot_be_read_is_told(name: str, content: bytes) -> None:
    document = imported(name, content)
    assert texts(document) == ["trước", "sau"]
    assert [(found.code, found.severity) for found in document.diagnostics] == [("KHR16", "error")]
