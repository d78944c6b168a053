"""Small PDFs for tests, drawn run by run with ReportLab.

ReportLab ships one font, Bitstream Vera, without most Vietnamese letters. Here it borrows the glyph of the base letter for them, so that
no system font is needed: a picture of the page lacks the marks, its text layer has every letter.
"""
from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
WIDE = (842.0, 595.0)
BODY, BOLD, OTHER = "Body", "Body-Bold", "Other"
"""Two styles of one face, and another face that plays the fallback font."""

_LETTERS = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"


@lru_cache(maxsize=1)
def _register() -> None:
    for name, file in ((BODY, "Vera"), (BOLD, "VeraBd"), (OTHER, "VeraIt")):
        font = TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / f"{file}.ttf"))
        face = font.face
        for letter in _LETTERS + _LETTERS.upper() + "–“”…•":
            base = {"đ": "d", "Đ": "D", "–": "-", "“": '"', "”": '"', "…": ".", "•": "*"}.get(letter) or unicodedata.normalize("NFD", letter)[0]
            face.charToGlyph.setdefault(ord(letter), face.charToGlyph[ord(base)])
            face.charWidths.setdefault(ord(letter), face.charWidths[ord(base)])
        for mark in _MARKS:
            face.charToGlyph[ord(mark)] = face.charToGlyph[ord("'")]
            face.charWidths[ord(mark)] = 0
        pdfmetrics.registerFont(font)


def width(text: str, font: str = BODY, size: float = 10) -> float:
    """How wide the text is drawn, in points."""
    _register()
    return float(pdfmetrics.stringWidth(text, font, size))


class Sheet:
    """One page being drawn; lengths in points, ``y`` down from the upper edge, as the reader measures."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self.canvas, self.height = canvas, size[1]

    def text(self, x: float, y: float, text: str, font: str = BODY, size: float = 10) -> None:
        """One run with its baseline at ``y``."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def centred(self, x: float, y: float, text: str, font: str = BODY, size: float = 10) -> None:
        self.text(x - width(text, font, size) / 2, y, text, font, size)

    def mixed(self, x: float, y: float, text: str, size: float = 10, late: bool = False, shift: float = 0.0) -> None:
        """ASCII in one font and everything else in another, each stretch a run of its own; ``late``: the others after all ASCII."""
        pieces: list[tuple[float, str, str]] = []
        for char in text:
            font = BODY if char.isascii() else OTHER
            if pieces and pieces[-1][1] == font:
                pieces[-1] = (pieces[-1][0], font, pieces[-1][2] + char)
            else:
                pieces.append((x, font, char))
            x += width(char, font, size)
        for left, font, piece in sorted(pieces, key=lambda piece: late and piece[1] == OTHER):
            self.text(left, y + (shift if font == OTHER else 0), piece, font, size)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """All rules of a table."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)


Draw = Callable[[Sheet], None]


def pdf(*pages: Draw, size: tuple[float, float] = A4, rotate: int = 0, encrypt: str | None = None, compress: bool = True) -> bytes:
    """A PDF of the pages. ``rotate``: shown turned by so many degrees; ``encrypt``: with that password."""
    _register()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, pageCompression=int(compress), invariant=True, encrypt=encrypt)
    for draw in pages:
        if rotate:
            canvas.setPageRotation(rotate)
        draw(Sheet(canvas, size))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def wrapped(text: str, room: float, font: str = BODY, size: float = 10) -> list[str]:
    """The text broken into lines as a word processor would: where the next word no longer fits."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, font, size) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def table(sheet: Sheet, xs: Sequence[float], top: float, rows: Iterable[Sequence[str]], size: float = 10, late: bool = False) -> list[float]:
    """A ruled table of wrapped cells from ``top`` down; the row lines are returned. ``late``: letters outside ASCII drawn last, in another font."""
    ys = [top]
    for row in rows:
        cells = [wrapped(text, right - left - 8, size=size) for text, left, right in zip(row, xs, xs[1:], strict=False)]
        for lines, left in zip(cells, xs, strict=False):
            for index, line in enumerate(lines):
                draw = sheet.mixed if late else sheet.text
                draw(left + 4, ys[-1] + 4 + size * (0.9 + 1.25 * index), line, size=size, **({"late": True} if late else {}))
        ys.append(ys[-1] + 8 + 1.25 * size * max(len(lines) for lines in cells))
    sheet.grid(xs, ys)
    return ys
