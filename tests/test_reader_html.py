"""Web pages: text as it shows, tables as grids, the site's furniture left out."""

from __future__ import annotations

import contextlib
import unicodedata
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehoach.errors import UnreadableError
from kehoach.limits import DEFAULT, Limits
from kehoach.model import HtmlPlace
from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN, Paragraph, SourceDocument, Table
from kehoach.parse.readers import html


def read(page: str, limits: Limits = DEFAULT) -> SourceDocument:
    return html.read(page.encode(), "ke-hoach.html", limits)


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: SourceDocument) -> list[list[list[tuple[str, int, int, int]]]]:
    return [
        [[(cell.text, cell.col, cell.colspan, cell.rowspan) for cell in row.cells] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        pytest.param("<p>một<p>hai", ["một", "hai"], id="paragraphs"),
        pytest.param("<div>một<div>hai</div>ba</div>", ["một", "hai", "ba"], id="text around a block"),
        pytest.param("<p>Ủy\n  ban   nhân\tdân</p>", ["Ủy ban nhân dân"], id="white space of the source"),
        pytest.param("<p>ỦY BAN NHÂN DÂN<br>TỈNH AN BÌNH</p>", ["ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH"], id="line break"),
        pytest.param("<div>Điều 1.<br><br>Điều 2.<br>\n&nbsp;<br>Điều 3.</div>", ["Điều 1.", "Điều 2.", "Điều 3."], id="blank lines"),
        pytest.param("<pre>dòng một\n  dòng hai\n\nđoạn hai</pre>", ["dòng một\ndòng hai", "đoạn hai"], id="preformatted"),
        pytest.param("<p>a&nbsp;&amp;&nbsp;b &lt;c&gt; &Agrave;&#7845;&#x1EA5;", ["a & b <c> Àấấ"], id="entities"),
        pytest.param(f"<p>{unicodedata.normalize('NFD', 'Kiểm soát thủ tục')}", ["Kiểm soát thủ tục"], id="decomposed"),
        pytest.param("<p>Sở <b>Nội</b> <i>v</i>ụ</p>", ["Sở Nội vụ"], id="inline"),
        pytest.param("<p>giữ <del>bỏ</del><ins>thêm</ins></p>", ["giữ thêm"], id="changes"),
        pytest.param("<p>a<o:p>&nbsp;</o:p></p><p><o:p>&nbsp;</o:p></p><p>b", ["a", "b"], id="empty paragraphs of Word"),
        pytest.param("<p>a<script>x()</script><style>p{}</style><noscript>n</noscript><!-- c --></p>", ["a"], id="code"),
        pytest.param(
            "<form id='aspnetForm'><input value='x'><p>a</p><button>Gửi</button><select><option>x</select></form>", ["a"], id="form"
        ),
        pytest.param("<p hidden>x<p style='color:red; Display : none'>y<p style='mso-hide:all'>z<p>a", ["a"], id="hidden"),
        pytest.param("<head><title>Tên trang</title></head><p>a", ["a"], id="head"),
        pytest.param("trần", ["trần"], id="no tags"),
        pytest.param("<p>a&#1;\x02b\x1fc", ["abc"], id="control characters"),
        pytest.param("<h1>KẾ HOẠCH</h1><center>năm 2026</center>", ["KẾ HOẠCH", "năm 2026"], id="headings"),
        pytest.param("<p>m<sup>2</sup> và 10<sup>6</sup>, x²", ["m2 và 106, x²"], id="raised numbers that are no notes"),
        pytest.param("<details><summary>Tóm tắt</summary>chi tiết</details>", ["Tóm tắt", "chi tiết"], id="details"),
        pytest.param("<body><![if !supportLists]><p>a</p><![endif]></body>", ["a"], id="conditional comment"),
        pytest.param("<?xml version='1.0' encoding='utf-8'?><html><p>a</html>", ["a"], id="XHTML"),
        pytest.param("<html><frameset><noframes>x</noframes></frameset><p>a</html>", ["a"], id="frames"),
    ],
)
def test_paragraphs(page: str, shown: list[str]) -> None:
    assert texts(read(page)) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<nav><a href=x>Trang chủ</a></nav><p>a", ["a"]),
        ("<header><ul><li><a href=x>Trang chủ</a><li><a href=y>Tin tức</a></ul></header><p>a", ["a"]),
        ("<header><h1>KẾ HOẠCH</h1><p>Chuyển đổi số năm 2026</p></header>", ["KẾ HOẠCH", "Chuyển đổi số năm 2026"]),
        ("<div class='main-menu'><a href=x>Văn bản mới</a> | <a href=y>Liên hệ</a></div><p>a", ["a"]),
        ("<div class='menu'>Thực đơn của bếp ăn, không phải liên kết</div>", ["Thực đơn của bếp ăn, không phải liên kết"]),
        ("<p class='menu-text'>a</p>", ["a"]),
        ("<aside>Quảng cáo</aside><p>a<footer>Bản quyền</footer>", ["a"]),
        ("<article><p>a</p><footer>Người ký: Nguyễn Văn A</footer></article>", ["a", "Người ký: Nguyễn Văn A"]),
        ("<div role='navigation'>Menu</div><div role='main'>a</div>", ["a"]),
        ("<p>a<img alt='dấu'><iframe>x</iframe><svg><text>y</text></svg>", ["a"]),
    ],
)
def test_furniture(page: str, shown: list[str]) -> None:
    assert texts(read(page)) == shown


def test_facts_and_related_documents_of_law_sites_are_kept() -> None:
    page = """<div class="thuoctinh"><table><tr><td>Số hiệu:</td><td>12/QĐ-UBND</td></tr>
    <tr><td>Ngày ban hành:</td><td>05/01/2026</td></tr></table></div><p>QUYẾT ĐỊNH</p>
    <div id="lienquan"><ul><li><a href=1>Nghị định 45/2020/NĐ-CP</a></li><li><a href=2>Quyết định 766/QĐ-TTg</a></li></ul></div>"""
    document = read(page)
    assert grids(document) == [[[("Số hiệu:", 0, 1, 1), ("12/QĐ-UBND", 1, 1, 1)], [("Ngày ban hành:", 0, 1, 1), ("05/01/2026", 1, 1, 1)]]]
    assert texts(document) == ["QUYẾT ĐỊNH", "- Nghị định 45/2020/NĐ-CP", "- Quyết định 766/QĐ-TTg"]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<ol><li>một<li>hai</ol>", ["1. một", "2. hai"]),
        ("<ol type=a start=3><li>x<li value=7>y<li>z</ol>", ["c. x", "g. y", "h. z"]),
        ("<ol type=I><li>x<ol type=i><li>y</ol><li>z</ol>", ["I. x", "i. y", "II. z"]),
        ("<ol style='list-style-type: upper-alpha'><li>x</ol>", ["A. x"]),
        ("<ol style='list-style:none'><li>x</ol>", ["x"]),
        ("<ol><li style='list-style-type:none'>x<li>y</ol>", ["x", "1. y"]),
        ("<ol reversed><li>x<li>y</ol>", ["2. x", "1. y"]),
        ("<ol><li>1. một<li>b) hai<li>IV. ba</ol>", ["1. một", "b) hai", "IV. ba"]),
        ("<ol><li><p>một</p><p>thêm</p></ol>", ["1. một", "thêm"]),
        ("<ol><li><li>hai</ol>", ["2. hai"]),
        ("<ul><li>x<ul><li>+ y</ul></ul>", ["- x", "+ y"]),
        ("<ol start=x type=q><li value=y>x</ol>", ["1. x"]),
        ("<li>lẻ", ["lẻ"]),
        ("<p class=MsoListParagraph><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Rà soát", ["1. Rà soát"]),
        ("<p><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>Rà soát", ["- Rà soát"]),
    ],
)
def test_list_numbers(page: str, shown: list[str]) -> None:
    assert texts(read(page)) == shown


@pytest.mark.parametrize(
    ("page", "bold", "centred"),
    [
        ("<p><b>Điều 1.</b></p>", True, False),
        ("<p><b>Điều 1.</b> thường</p>", False, False),
        ("<div style='font-weight:bold'><p align=center>KẾ HOẠCH</p></div>", True, True),
        ("<h2 style='text-align: center'>KẾ HOẠCH</h2>", True, True),
        ("<center><p>KẾ HOẠCH</p></center>", False, True),
        ("<center><p style='text-align:left;font-weight:normal'><strong style='font-weight: 700'>x</strong></p></center>", True, False),
        ("<h2><span style='font-weight:normal'>x</span></h2>", False, False),
    ],
)
def test_looks(page: str, bold: bool, centred: bool) -> None:
    (block,) = read(page).blocks
    assert isinstance(block, Paragraph)
    assert (block.bold, block.centred) == (bold, centred)


FOUR = "<tr><td>1<td>2<td>3<td>4</td></tr>"
COLUMNS = [("1", 0, 1, 1), ("2", 1, 1, 1), ("3", 2, 1, 1), ("4", 3, 1, 1)]


@pytest.mark.parametrize(
    ("rows", "grid"),
    [
        pytest.param("<tr><td colspan=2>a<td>b<td>c", [[("a", 0, 2, 1), ("b", 2, 1, 1), ("c", 3, 1, 1)]], id="across"),
        pytest.param("<tr><td rowspan=2>a<td>b<tr><td>c", [[("a", 0, 1, 2), ("b", 1, 1, 1)], [("c", 1, 1, 1)]], id="down"),
        pytest.param(
            "<tr><td>a<td rowspan=0>b<td>c<tr><td>d<td>e<tr><td>f",
            [[("a", 0, 1, 1), ("b", 1, 1, 3), ("c", 2, 1, 1)], [("d", 0, 1, 1), ("e", 2, 1, 1)], [("f", 0, 1, 1)]],
            id="down to the end",
        ),
        pytest.param(
            "<tbody><tr><td rowspan=9>a<td>b</tbody><tbody><tr><td>c<td>d</tbody>",
            [[("a", 0, 1, 1), ("b", 1, 1, 1)], [("c", 0, 1, 1), ("d", 1, 1, 1)]],
            id="not beyond the section",
        ),
        pytest.param(
            "<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e",
            [[("a", 0, 1, 1), ("b", 1, 1, 2), ("c", 2, 1, 1)], [("d", 0, 1, 1), ("e", 2, 1, 1)]],
            id="overlap",
        ),
        pytest.param("<tr><td colspan=99999>a<tr><td>b", [[("a", 0, 4, 1)], [("b", 0, 1, 1)]], id="absurd span"),
        pytest.param("<tr><td colspan=x rowspan=-1>a<td colspan=0>b", [[("a", 0, 1, 1), ("b", 1, 1, 1)]], id="no number"),
        pytest.param("<tr></tr><tr><td>a", [[], [("a", 0, 1, 1)]], id="empty row"),
        pytest.param("<tr style='display:none'><td>x<tr><td>a<td hidden>y<td>b", [[("a", 0, 1, 1), ("b", 1, 1, 1)]], id="hidden parts"),
        pytest.param("<tfoot><tr><td>cuối</tfoot><tbody><tr><td>a</tbody>", [[("a", 0, 1, 1)], [("cuối", 0, 1, 1)]], id="foot last"),
        pytest.param("<form><tr><td>a<font><td>b</td></font></tr></form>", [[("a", 0, 1, 1), ("b", 1, 1, 1)]], id="misplaced elements"),
    ],
)
def test_grid(rows: str, grid: list[list[tuple[str, int, int, int]]]) -> None:
    (table,) = (block for block in read(f"<table>{FOUR}{rows}</table>").blocks if isinstance(block, Table))
    assert [[(cell.text, cell.col, cell.colspan, cell.rowspan) for cell in row.cells] for row in table.rows] == [COLUMNS, *grid]
    assert table.width == 4


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<table><thead><tr><th>a<tr><td>b</thead><tbody><tr><td>c</table>", 2),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", 1),
        ("<table><tr><td>a<tr><th>b<tr><td>c</table>", 0),
        ("<table><thead><tr><td>a<tr><td>b</thead></table>", 0),
        ("<table><tr><th>a<td>b<tr><td>c</table>", 0),
    ],
)
def test_header_rows(page: str, count: int) -> None:
    (table,) = (block for block in read(page).blocks if isinstance(block, Table))
    assert table.header_rows == count


def test_a_list_number_alone_in_a_cell() -> None:
    page = "<table><tr><td><ol><li value=1><p></p></ol><td>a<tr><td><ol start=2><li></ol><td>b<tr><td><ul><li></ul><td>c</table>"
    assert [[cell[0] for cell in row] for row in grids(read(page))[0]] == [["1.", "a"], ["2.", "b"], ["", "c"]]


def test_lines_of_a_cell() -> None:
    cell = "<p>- Báo cáo;</p><p>- Kế<br>hoạch</p><ul><li>mục</ul><br><br>cuối"
    assert grids(read(f"<table><tr><td>1<td>{cell}</table>"))[0][0][1][0] == "- Báo cáo;\n- Kế\nhoạch\n- mục\ncuối"


INNER = "<table border=1><tr><td>STT<td>Nhiệm vụ<tr><td>1<td>Rà soát thủ tục</table>"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<table><tr><td>tiêu đề{INNER}cuối</table>", id="one cell"),
        pytest.param(f"<table><tr><td>tiêu đề<tr><td>{INNER}<tr><td>cuối</table>", id="one column"),
        pytest.param(f"<table><tr><td style='display:none'>x<td>tiêu đề{INNER}cuối<td></table>", id="one column shown"),
        pytest.param(f"<table><tr><td><table><tr><td>tiêu đề{INNER}cuối</table></table>", id="two around"),
    ],
)
def test_tables_that_lay_out_the_page_give_what_they_hold(page: str) -> None:
    document = read(page)
    assert texts(document) == ["tiêu đề", "cuối"]
    assert grids(document) == [[[("STT", 0, 1, 1), ("Nhiệm vụ", 1, 1, 1)], [("1", 0, 1, 1), ("Rà soát thủ tục", 1, 1, 1)]]]
    assert not document.diagnostics


def test_a_page_beside_a_menu_column() -> None:
    page = f"<table><tr><td><a href=x>Trang chủ</a><td><p><b>KẾ HOẠCH</b></p>{INNER}<tr><td>Bản quyền</table>"
    document = read(page)
    assert texts(document) == ["Trang chủ", "KẾ HOẠCH", "Bản quyền"]
    assert [block.bold for block in document.paragraphs()] == [False, True, False]
    assert len(grids(document)) == 1


def test_a_long_page_in_a_cell_is_no_cell() -> None:
    prose = "".join(f"<p>{number}. Văn phòng UBND tỉnh chủ trì, theo dõi việc thực hiện Kế hoạch này.</p>" for number in range(1, 90))
    document = read(f"<table><tr><td>Menu<td>{prose}</table>")
    assert len(texts(document)) == 90


def test_a_small_table_in_a_cell_stays_in_it() -> None:
    row = "<td>Nội dung của nhiệm vụ được giao trong năm</td><td>Sở Nội vụ chủ trì</td>"
    document = read(f"<table><tr><td>1</td>{row}<tr><td>2<table><tr><td>a<td>b</table></td>{row}</table>")
    assert grids(document)[0][1][0][0] == "2\na\tb"
    assert [found.code for found in document.diagnostics] == ["KHR14"]


def test_captions_and_places() -> None:
    document = read(f"<p>một<p>&nbsp;<p>hai{INNER}<table><caption>Bảng 2</caption><tr><td>x<td>y</table>")
    assert [(block.text, block.place) for block in document.paragraphs()] == [
        ("một", HtmlPlace(paragraph=1)),
        ("hai", HtmlPlace(paragraph=2)),
        ("Bảng 2", HtmlPlace(paragraph=3)),
    ]
    places = [row.place for block in document.blocks if isinstance(block, Table) for row in block.rows]
    assert places == [HtmlPlace(table=1, row=1), HtmlPlace(table=1, row=2), HtmlPlace(table=2, row=1)]


MARKED = f"Cổng dịch vụ{NOTE_OPEN}1{NOTE_CLOSE} của tỉnh"


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("<sup>1</sup>", "<p><sup>1</sup> Theo Đề án 06.</p>"),
        ("<sup>[1]</sup>", "<p>[1] Theo Đề án 06.</p>"),
        ("<sup>(1)</sup>", "<p>(1) Theo Đề án 06.</p>"),
        ("¹", "<p>¹ Theo Đề án 06.</p>"),
        ("<span style='vertical-align: super'>1</span>", "<p>1 Theo Đề án 06.</p>"),
        ("<a href='#_ftn1' name='_ftnref1'>[1]</a>", "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Theo Đề án 06.</p></div>"),
        (
            "<a href='#_ftn1'><sup><sup>[1]</sup></sup></a>",
            "<p><a href='#_ftnref1'><span class=MsoFootnoteReference>[1]</span></a> Theo Đề án 06.",
        ),
        ("<sup><a href='#fn:1'>1</a></sup>", "<ol><li id='fn:1'><p>Theo Đề án 06.</p></li></ol>"),
    ],
)
def test_footnotes(mark: str, note: str) -> None:
    document = read(f"<table><tr><td>1<td>Cổng dịch vụ{mark} của tỉnh</table><p>Nơi nhận:</p>{note}")
    assert document.footnotes == {"1": "Theo Đề án 06."}
    assert grids(document)[0][0][1][0] == MARKED
    assert texts(document) == ["Nơi nhận:"]


VIETNAMESE = "Ủy ban nhân dân tỉnh: kiểm soát thủ tục hành chính, chuyển đổi số, Đề án 06, quý IV"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("iso-8859-1", "utf-8"),
        ("windows-1258", "cp1258"),
        ("utf-16", "utf-16"),
        ("", "utf-16-le"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    spelled = _for_1258(VIETNAMESE) if encoding == "cp1258" else VIETNAMESE
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><p>{spelled}</p></body></html>'
    )
    assert texts(html.read(page.encode(encoding), "a.html", DEFAULT)) == [VIETNAMESE]


def _for_1258(text: str) -> str:
    """Each letter as Windows-1258 writes it: the letter with its shape, then the tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    spelled = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in tones)
        spelled += unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones)) + tone
    return spelled


def test_a_few_broken_bytes_are_told() -> None:
    page = ("<meta charset=utf-8><p>" + VIETNAMESE * 40 + "</p>").encode()
    document = html.read(page[:200] + b"\xff" + page[200:], "a.html", DEFAULT)
    assert [found.code for found in document.diagnostics] == ["KHR11"]
    assert "chuyển đổi số" in texts(document)[0]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1258"])
def test_pages_saved_as_one_file(charset: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Kế hoạch"
    message["MIME-Version"] = "1.0"
    codec = "cp1258" if charset == "windows-1258" else charset
    body = _for_1258(VIETNAMESE) if codec == "cp1258" else VIETNAMESE
    message.set_content(f"<html><body><p>{body}</p></body></html>".encode(codec), "text", "html", cte="quoted-printable")
    message.set_param("charset", charset)
    message.add_related(b"GIF89a", "image", "gif")
    assert texts(html.read(message.as_bytes(), "trang.mht", DEFAULT)) == [VIETNAMESE]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "không có chữ"),
        (bytes(range(256)) * 4, "nhị phân"),
        (b"<html><script>x</script></html>", "không có chữ"),
        (b"<div>" * 3000 + b"x" + b"</div>" * 3000, "quá sâu"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", "không có chữ"),
    ],
)
def test_unreadable_pages_say_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        html.read(data, "a.html", DEFAULT)


def test_deep_nesting_keeps_the_text() -> None:
    document = read("<div><b>" * 700 + "<p>đáy</p>giữa<script>x</script>" + "</b></div>" * 700 + "<p>sau")
    assert texts(document) == ["đáy", "giữa", "sau"]
    assert [found.code for found in document.diagnostics] == ["KHR12"]


def test_unclosed_tables_within_tables_do_no_harm() -> None:
    document = read("<table><tr><td>" * 300 + "đáy")
    assert "đáy" in "".join(texts(document)) + str(grids(document))


def test_elements_nested_deeply_between_table_and_row_do_no_harm() -> None:
    document = read("<table>" + "<form><font>" * 900 + "<tr><td>a<td>b</table><p>sau")
    assert "a" in str(grids(document)) + "".join(texts(document))


@pytest.mark.parametrize(
    ("limits", "page", "says"),
    [
        (replace(DEFAULT, max_rows=1), "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "bỏ 1 dòng"),
        (replace(DEFAULT, max_columns=1), "<table><tr><td>a<td>ô thừa</table>", "ô thừa"),
        (replace(DEFAULT, max_cell_chars=3), "<table><tr><td>a<td>dài quá</table>", "cắt 1 ô"),
        (replace(DEFAULT, max_paragraphs=1), "<p>a<p>b", "bỏ 1 đoạn"),
    ],
)
def test_limits_are_told(limits: Limits, page: str, says: str) -> None:
    assert any(found.code == "KHR12" and says in found.message for found in read(page, limits).diagnostics)


def test_deleted_text_is_told() -> None:
    (notice,) = read("<p>a<del>chữ bị xóa</del>").diagnostics
    assert notice.code == "KHR10"
    assert "chữ bị xóa" in notice.message


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5),
        max_size=6,
    )
)
def test_cells_never_overlap_and_none_is_lost(rows: list[list[tuple[int, int]]]) -> None:
    page = "<table>" + "".join(
        "<tr>" + "".join(f"<td colspan={wide} rowspan={tall}>c{row}.{cell}</td>" for cell, (wide, tall) in enumerate(cells)) + "</tr>"
        for row, cells in enumerate(rows)
    )
    names = [f"c{row}.{cell}" for row, cells in enumerate(rows) for cell in range(len(cells))]
    if not names:
        return
    document = read(page + "</table>")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for row in table.rows for cell in row.cells] == names
    seen: dict[tuple[int, int], str] = {}
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            assert at + cell.rowspan <= len(table.rows)
            for slot in ((at + down, cell.col + right) for down in range(cell.rowspan) for right in range(cell.colspan)):
                assert seen.setdefault(slot, cell.text) == cell.text


@settings(max_examples=100, deadline=None)
@given(st.text("<>/abp td=\"'&;!-\n", max_size=60))
def test_any_markup_is_read_or_refused(page: str) -> None:
    with contextlib.suppress(UnreadableError):
        assert read(page).format == "html"


HEAD = "<thead><tr><td rowspan=2>TT</td><td rowspan=2>Nhiệm vụ</td><td colspan=2>Phân công</td></tr></thead>"


def test_the_lower_row_of_a_header_may_stand_in_the_body() -> None:
    """So office programs write it that repeat only the first row of a header on each page."""
    page = f"<table>{HEAD}<tbody><tr><td>Chủ trì</td><td>Phối hợp</td></tr><tr><td>1</td><td>Rà soát</td><td>Sở A</td><td>Sở B</td></tr></tbody></table>"
    (table,) = (block for block in read(page).blocks if isinstance(block, Table))
    assert [[(cell.col, cell.text) for cell in row.cells] for row in table.rows] == [
        [(0, "TT"), (1, "Nhiệm vụ"), (2, "Phân công")],
        [(2, "Chủ trì"), (3, "Phối hợp")],
        [(0, "1"), (1, "Rà soát"), (2, "Sở A"), (3, "Sở B")],
    ]


def test_a_body_below_a_head_that_reaches_too_far_begins_at_its_left() -> None:
    page = f"<table>{HEAD}<tbody><tr><td>1</td><td>Rà soát</td><td>Sở A</td><td>Sở B</td></tr></tbody></table>"
    (table,) = (block for block in read(page).blocks if isinstance(block, Table))
    assert [(cell.col, cell.text) for cell in table.rows[-1].cells] == [(0, "1"), (1, "Rà soát"), (2, "Sở A"), (3, "Sở B")]
