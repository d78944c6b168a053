"""The made samples: the committed files are what the script makes, and Word and web page hold the same grid."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kehoach.limits import DEFAULT
from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN, SourceDocument, Table
from kehoach.parse.readers import docx, html

SAMPLES = Path(__file__).parents[1] / "samples"
NAME = "ke-hoach-chuyen-doi-so-2026"


@pytest.fixture(scope="module")
def maker():
    sys.path.insert(0, str(SAMPLES))
    try:
        import make_samples
    finally:
        sys.path.remove(str(SAMPLES))
    return make_samples


@pytest.mark.parametrize(("suffix", "make"), [("txt", "as_text"), ("md", "as_markdown"), ("html", "as_html")])
def test_text_samples_are_as_made(maker, suffix: str, make: str) -> None:
    assert (SAMPLES / f"{NAME}.{suffix}").read_text(encoding="utf-8") == getattr(maker, make)()


def test_the_word_sample_is_as_made(maker) -> None:
    def parts(data: bytes) -> dict[str, bytes]:
        archive = zipfile.ZipFile(BytesIO(data))
        return {name: archive.read(name) for name in ("word/document.xml", "word/footnotes.xml", "word/numbering.xml")}

    assert parts((SAMPLES / f"{NAME}.docx").read_bytes()) == parts(maker.as_docx())


def annex(document: SourceDocument) -> list[list[tuple[str, int, int, int]]]:
    table = max((block for block in document.blocks if isinstance(block, Table)), key=lambda block: len(block.rows))
    assert table.header_rows == 1
    return [[(cell.text, cell.col, cell.colspan, cell.rowspan) for cell in row.cells] for row in table.rows]


def test_word_and_web_page_hold_the_same_annex(maker) -> None:
    word = docx.read((SAMPLES / f"{NAME}.docx").read_bytes(), NAME, DEFAULT)
    page = html.read((SAMPLES / f"{NAME}.html").read_bytes(), NAME, DEFAULT)
    assert annex(word) == annex(page)
    assert word.footnotes == page.footnotes == {"1": maker.NOTE}
    cells = [cell for row in annex(word) for cell in row]
    assert (f"{maker.NOTED}{NOTE_OPEN}1{NOTE_CLOSE}", 1, 1, 1) in cells
    assert ("Sở Khoa học và Công nghệ", 2, 1, 2) in cells
    assert ("Nhận thức số và thể chế số", 1, 5, 1) in cells
    assert [row[0][0] for row in annex(word)[1:]] == [row.number for row in maker.ROWS]
    assert [found.code for found in word.diagnostics] == ["KHR10"]
    assert not page.diagnostics
