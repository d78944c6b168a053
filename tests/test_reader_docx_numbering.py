"""Automatic numbers of Word lists, as Word prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docx_builder import abstract, deleted, level, num, p, package, r, starting, tbl, tc, tr
from kehoach.limits import DEFAULT
from kehoach.parse.blocks import Paragraph, Table
from kehoach.parse.readers import docx, labels


def printed(body: str, numbering: str, styles: str = "") -> list[str]:
    """The first word of every line, in paragraphs and cells alike."""
    document = docx.read(package(body, numbering=numbering, styles=styles), "a.docx", DEFAULT)
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines.extend(cell.text for row in block.rows for cell in row.cells)
    return [line.split(" ")[0] for line in lines]


OUTLINE = abstract(0, level(0, "upperRoman"), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3."), level(3, "lowerLetter", "%4)"))


@pytest.mark.parametrize(
    ("levels", "depths", "wanted"),
    [
        pytest.param([level(0)], [0, 0, 0], ["1.", "2.", "3."], id="decimal"),
        pytest.param([level(0, "lowerLetter", "%1)")], [0] * 5, ["a)", "b)", "c)", "d)", "e)"], id="letters have no đ in Word"),
        pytest.param([level(0, "upperRoman", "%1", start=3)], [0, 0], ["III", "IV"], id="start"),
        pytest.param([level(0, "decimalZero", "%1")], [0, 0], ["01", "02"], id="leading zero"),
        pytest.param([level(0, "bullet", "\uf0b7")], [0], ["-"], id="symbol bullet"),
        pytest.param([level(0, "bullet", "+")], [0], ["+"], id="typed bullet"),
        pytest.param([level(0, "bullet", "o")], [0], ["-"], id="bullet of another font"),
        pytest.param([level(0, "none", "%1")], [0], ["x"], id="no number"),
        pytest.param([level(0, "decimal", "")], [0], ["x"], id="empty pattern"),
        pytest.param([level(0, "decimal", "Mục%1:")], [0, 0], ["Mục1:", "Mục2:"], id="words in the pattern"),
        pytest.param([level(0, "thaiCounting", "%1.")], [0], ["1."], id="unknown format"),
        pytest.param([level(0, more="<w:rPr><w:vanish/></w:rPr>")], [0, 0], ["x", "x"], id="hidden number"),
        pytest.param([level(0), level(1, pattern="%1.%2")], [0, 1, 1, 0, 1], ["1.", "1.1", "1.2", "2.", "2.1"], id="two levels"),
        pytest.param([level(0), level(1, pattern="%1.%2")], [1, 1], ["1.1", "1.2"], id="lower level first"),
        pytest.param(
            [level(0, "upperRoman"), level(1, pattern="%2.", more='<w:lvlRestart w:val="0"/>')],
            [0, 1, 1, 0, 1],
            ["I.", "1.", "2.", "II.", "3."],
            id="never restarts",
        ),
        pytest.param(
            [level(0), level(1, pattern="%2)"), level(2, pattern="%3-", more='<w:lvlRestart w:val="1"/>')],
            [0, 1, 2, 1, 2, 0, 2],
            ["1.", "1)", "1-", "2)", "2-", "2.", "1-"],
            id="restarts after the first level only",
        ),
        pytest.param(
            [level(0, "upperRoman"), level(1, pattern="%1.%2"), level(2, pattern="%1.%2.%3", more="<w:isLgl/>")],
            [0, 1, 2],
            ["I.", "I.1", "1.1.1"],
            id="legal numbering",
        ),
    ],
)
def test_labels(levels: list[str], depths: list[int], wanted: list[str]) -> None:
    assert printed("".join(p("x", num=(1, depth)) for depth in depths), abstract(0, *levels) + num(1, 0)) == wanted


def test_zero_padded_custom_format() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="9"/>{custom}<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    )
    assert printed(p("x", num=(1, 0)) * 2, numbering + num(1, 0)) == ["009", "010"]


@pytest.mark.parametrize(
    ("lists", "used", "wanted"),
    [
        pytest.param(num(1, 0) + num(2, 0), [1, 1, 2], ["I.", "II.", "III."], id="lists of one abstract list count on"),
        pytest.param(num(1, 0) + num(2, 0, starting(0, 1)), [1, 1, 2, 2], ["I.", "II.", "I.", "II."], id="restarted list"),
        pytest.param(num(1, 0) + num(2, 0, starting(0, 5)), [1, 2, 1, 2], ["I.", "V.", "VI.", "VII."], id="starts again only once"),
        pytest.param(
            num(1, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1/")}</w:lvlOverride>'),
            [1, 1],
            ["1/", "2/"],
            id="level of its own",
        ),
        pytest.param(num(1, 0), [0, 1, 77], ["x", "I.", "x"], id="list 0 and unknown lists give none"),
    ],
)
def test_lists(lists: str, used: list[int], wanted: list[str]) -> None:
    assert printed("".join(p("x", num=(identity, 0)) for identity in used), OUTLINE + lists) == wanted


def test_numbers_in_cells_and_around_them_count_together() -> None:
    body = tbl(
        tr(tc(p(num=(1, 1))), tc(p("Rà soát"))),
        tr(tc(p(num=(1, 1))), tc(p("a", num=(1, 3)), p("b", num=(1, 3)))),
        tr(tc(p("Ba", num=(1, 1)))),
    )
    document = docx.read(package(p("Mục", num=(1, 0)) + body + p("x", num=(1, 1)), numbering=OUTLINE + num(1, 0)), "a.docx", DEFAULT)
    first, table, last = document.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(last, Paragraph)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["1.", "Rà soát"], ["2.", "a) a\nb) b"], ["3. Ba"]]
    assert (first.text, last.text) == ("I. Mục", "4. x")


def test_what_does_not_print_does_not_count() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = p("x", num=(1, 0)) + p(deleted("bỏ"), num=(1, 0), properties=gone) + p(r("ẩn", "<w:vanish/>"), num=(1, 0), properties=hidden)
    rows = tbl(
        tr(tc(p("x", num=(1, 0)), merge="restart"), "a"),
        tr(tc(p(num=(1, 0)), merge="continue"), "b"),
        tr(tc(p("bỏ", num=(1, 0))), "c", properties='<w:del w:id="4"/>'),
        tr(tc(p("x", num=(1, 0))), "d"),
    )
    assert printed(body + p("x", num=(1, 0)) + rows, abstract(0, level(0)) + num(1, 0)) == ["1.", "2.", "3.", "a", "b", "4.", "d"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Khoan"><w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Khoan"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Danhmuc"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
)


def test_numbers_of_styles() -> None:
    body = p("x", style="Muc") + p("x", style="Khoan") + p("x", style="Con") + p("x", style="Muc") + p("x", style="Con", num=(0, 0))
    numbering = abstract(
        0, level(0, "upperRoman", more='<w:pStyle w:val="Muc"/>'), level(1, pattern="%2.", more='<w:pStyle w:val="Khoan"/>')
    )
    assert printed(body, numbering + num(1, 0), STYLES) == ["I.", "1.", "2.", "II.", "x"]


def test_levels_that_a_numbering_style_lends() -> None:
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Danhmuc"/></w:abstractNum>'
    assert printed(p("x", num=(3, 3)) * 2, OUTLINE + link + num(5, 0) + num(3, 1), STYLES) == ["a)", "b)"]


def test_numbering_styles_in_a_circle_give_no_number() -> None:
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Danhmuc"/></w:abstractNum>'
    assert printed(p("x", num=(5, 0)), link + num(5, 1), STYLES) == ["x"]


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[letter] for letter in labels.roman(number)]
    assert sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)) == number


@given(st.integers(1, 26**3))
def test_letters_read_back(number: int) -> None:
    value = 0
    for letter in labels.positional_letter(number):
        value = value * 26 + ord(letter) - ord("a") + 1
    assert value == number


@pytest.mark.parametrize(("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (0, "0"), (-3, "-3")])
def test_letters_of_word(number: int, letters: str) -> None:
    assert labels.repeated_letter(number) == letters
