"""Word files that are damaged, locked, or made to hurt: a clear error or a bounded result, never a crash."""

from __future__ import annotations

import contextlib
import struct
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_builder import W, p, package, r, root, tbl, tc, tr, zipped
from kehoach import lang
from kehoach.errors import UnreadableError
from kehoach.limits import DEFAULT, Limits
from kehoach.parse.blocks import Paragraph, Table
from kehoach.parse.readers import docx

SMALL = package(p("Kế hoạch") + tbl(tr("1", "Rà soát")))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb(size: int) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(size // 1_000_000):
            part.write(b" " * 1_000_000)
    return buffer.getvalue()


def with_flag(data: bytes, flag: int) -> bytes:
    """The same zip with a flag set in the central directory entry of every part."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= flag
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def document_xml(xml: str | bytes) -> bytes:
    return zipped({"word/document.xml": xml})


ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "không phải tệp Word", id="empty"),
        pytest.param(b"PK\x03\x04", "hỏng", id="no zip"),
        pytest.param(b"plain text", "không phải tệp Word", id="text"),
        pytest.param(SMALL[: len(SMALL) // 2], "hỏng", id="truncated"),
        pytest.param(SMALL.replace(b"PK\x03\x04", b"PK\x03\x05"), "hỏng", id="damaged"),
        pytest.param(
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "không phải tệp Word",
            id="another format",
        ),
        pytest.param(document_xml("<w:document"), "hỏng", id="cut XML"),
        pytest.param(document_xml(root("document", "<w:body><w:p>")), "hỏng", id="unbalanced XML"),
        pytest.param(document_xml(""), "hỏng", id="empty XML"),
        pytest.param(
            document_xml(root("document", f"<w:body>{p('&b;')}</w:body>", ENTITIES).replace("&amp;", "&")), "DOCTYPE", id="entity bomb"
        ),
        pytest.param(
            package(p("a"), {"word/styles.xml": ENTITIES.replace("w:document", "s") + "<s>&f;</s>"}), "DOCTYPE", id="entity in the styles"
        ),
        pytest.param(bomb(60_000_000), "lớn bất thường", id="bomb"),
        pytest.param(with_flag(SMALL, 1), "mật khẩu", id="encrypted parts"),
        pytest.param(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "mật khẩu", id="password to open"),
        pytest.param(package(p("<w:r><w:drawing/></w:r>")), "không có chữ", id="pictures only"),
        pytest.param(package(tbl(tr("", ""), tr("", tc(p(" "))))), "không có chữ", id="empty table"),
        pytest.param(package("<w:sdt>" * 5000 + p("a") + "</w:sdt>" * 5000), "hỏng", id="nesting beyond XML limits"),
    ],
)
def test_unreadable_files_say_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        docx.read(data, "ke-hoach.docx", DEFAULT)
    assert str(caught.value).startswith("ke-hoach.docx: ")
    assert "\n" not in str(caught.value)


def test_errors_in_english() -> None:
    lang.use("en")
    try:
        with pytest.raises(UnreadableError, match="password"):
            docx.read(with_flag(SMALL, 1), "a.docx", DEFAULT)
    finally:
        lang.use(None)


def test_a_zip_with_countless_members_is_refused_before_it_is_listed() -> None:
    with pytest.raises(UnreadableError, match="lớn bất thường"):
        docx.read(SMALL + b"PK\x01\x02" * 30_000, "a.docx", DEFAULT)


def test_a_part_beyond_the_size_limit_is_refused() -> None:
    with pytest.raises(UnreadableError, match="lớn bất thường"):
        docx.read(package(p("a") * 100), "a.docx", replace(DEFAULT, max_unpacked_bytes=500))


def test_a_size_that_lies_is_refused() -> None:
    """The directory says 10 bytes, the part unpacks to more: the reader must not believe either and go on."""
    data = bytearray(SMALL)
    for info in zipfile.ZipFile(BytesIO(SMALL)).infolist():
        if info.filename == "word/document.xml":
            at = data.find(b"PK\x01\x02")
            while at >= 0:
                if struct.unpack_from("<I", data, at + 42)[0] == info.header_offset:
                    struct.pack_into("<I", data, at + 24, 10)
                at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(UnreadableError, match="hỏng"):
        docx.read(bytes(data), "a.docx", DEFAULT)


def test_equal_rows_are_no_bomb() -> None:
    document = docx.read(package(tbl(*[tr(str(n), "Sở Nội vụ") for n in range(3000)])), "a.docx", DEFAULT)
    assert [len(block.rows) for block in document.blocks if isinstance(block, Table)] == [3000]


@pytest.mark.parametrize(
    ("limits", "body", "says"),
    [
        (replace(DEFAULT, max_rows=2), tbl(tr("1"), tr("2")) + tbl(tr("3"), tr("4")), "bỏ 2 dòng"),
        (replace(DEFAULT, max_columns=2), tbl(tr("a", "b", "ô thừa")), "ô thừa"),
        (replace(DEFAULT, max_columns=2), tbl(tr(tc("a", span=9), "ô thừa")), "ô thừa"),
        (replace(DEFAULT, max_cell_chars=5), tbl(tr(tc("abc", "defgh", "i"))), "cắt 1 ô"),
        (replace(DEFAULT, max_paragraphs=1), p("một") + p("hai"), "bỏ 1 đoạn"),
        (replace(DEFAULT, max_depth=1), tbl(tr(tc(p("a"), tbl(tr(tc(p("b"), tbl(tr("c")))))))), "1 phần lồng sâu"),
    ],
)
def test_limits_are_told(limits: Limits, body: str, says: str) -> None:
    document = docx.read(package(body), "a.docx", limits)
    notice = next(found for found in document.diagnostics if found.code == "KHR12")
    assert says in notice.message


def test_a_cell_beyond_the_limit_keeps_what_fits() -> None:
    document = docx.read(package(tbl(tr(tc("abc", "defgh", "i")))), "a.docx", replace(DEFAULT, max_cell_chars=5))
    assert isinstance(document.blocks[0], Table)
    assert document.blocks[0].rows[0].cells[0].text == "abc\nd"


def nested(depth: int) -> str:
    inner = tbl(tr("a", "đáy"))
    for _ in range(depth):
        inner = tbl(tr(tc(p("x"), inner), "y"))
    return inner


@pytest.mark.parametrize("depth", [2, 40, 75])
def test_deeply_nested_tables_keep_their_text(depth: int) -> None:
    (block,) = docx.read(package(nested(depth)), "a.docx", DEFAULT).blocks
    assert isinstance(block, Table)
    assert "đáy" in block.rows[0].cells[0].text


@pytest.mark.parametrize(
    "odd",
    [
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="-5"/></w:trPr><w:tc/></w:tr></w:tbl>',
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999999999999999"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
        "<w:tbl/>",
        "<w:tr><w:tc/></w:tr>",
        "<w:tc/>",
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="zz"/><w:sym/></w:r></w:p>',
        '<w:p><w:r><w:sym w:font="X" w:char="D800"/></w:r></w:p>',
        "<w:p><w:r><w:footnoteReference/></w:r></w:p>",
        "<w:p><w:r><w:fldChar/></w:r></w:p>",
        '<w:altChunk r:id="nichts"/>',
        "<w:p><w:pPr><w:pStyle/></w:pPr></w:p>",
        "<w:p><!-- x --><?pi?><w:r><!-- y --></w:r></w:p>",
    ],
)
def test_odd_markup_does_no_harm(odd: str) -> None:
    document = docx.read(package(odd + p("còn")), "a.docx", DEFAULT)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["còn"]


@pytest.mark.parametrize(
    "numbering", ["", '<w:num w:numId="1"/>', '<w:num><w:abstractNumId w:val="4"/></w:num>', "<w:abstractNum><w:lvl/></w:abstractNum>"]
)
def test_odd_numbering_gives_no_number(numbering: str) -> None:
    document = docx.read(package(p("a", num=(1, 0)), numbering=numbering), "a.docx", DEFAULT)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["a"]


def test_strict_files_are_read_like_others() -> None:
    parts = {name: zipfile.ZipFile(BytesIO(SMALL)).read(name) for name in zipfile.ZipFile(BytesIO(SMALL)).namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert [type(block) for block in docx.read(zipped(parts), "a.docx", DEFAULT).blocks] == [Paragraph, Table]


def test_the_main_part_may_have_another_name() -> None:
    data = package(p("x", num=(1, 0)), main="word/document2.xml", numbering='<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"/>')
    assert [block.text for block in docx.read(data, "a.docx", DEFAULT).blocks if isinstance(block, Paragraph)] == ["x"]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SMALL) - 1), st.integers(0, 255), st.integers(0, len(SMALL)))
def test_changed_bytes_give_a_document_or_a_clear_error(at: int, value: int, length: int) -> None:
    changed = bytearray(SMALL)
    changed[at] = value
    with contextlib.suppress(UnreadableError):
        docx.read(bytes(changed[: max(length, at)]), "a.docx", DEFAULT)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.text("ab ", max_size=4).map(lambda text: p(r(text))),
        lambda inner: st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: tbl(*(tr(*map(tc, row)) for row in rows))
        ),
        max_leaves=12,
    )
)
def test_no_letter_is_lost_in_nested_tables(body: str) -> None:
    wanted = sorted(
        letter for letter in "".join(part.split("</w:t>")[0] for part in body.split('<w:t xml:space="preserve">')[1:]) if letter in "ab"
    )
    try:
        document = docx.read(package(body), "a.docx", DEFAULT)
    except UnreadableError:
        assert not wanted
        return
    found = "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell.text for row in block.rows for cell in row.cells)
        for block in document.blocks
    )
    assert sorted(letter for letter in found if letter in "ab") == wanted
