"""A PDF opened with PDFium, and its pages turned so that their text runs to the right.

Pages whose text runs up or down (landscape annexes set on portrait paper, with or without ``/Rotate``) are turned inside PDFium before
anything is measured; ``Sheet.place`` leads back to the page as people see it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref
from typing import Any

import pypdfium2.raw as pdfium
from msgspec import Struct

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.parse.readers.pdf.geometry import Box

_ANGLE_SAMPLES = 16
_OBJECT = re.compile(rb"\d+ \d+ obj\b")


class Sheet(Struct):
    """One open page: PDFium's handles, its size as read (text upright) and the turns that lead to the page as shown."""

    number: int
    page: Any
    text: Any
    width: float
    height: float
    x0: float
    y1: float
    turns: int

    def place(self, box: Box) -> Box:
        """The box on the page as people see it, rounded to a tenth of a point."""
        x0, top, x1, bottom = box
        width, height = self.width, self.height
        for _ in range(self.turns):
            x0, top, x1, bottom = top, width - x1, bottom, width - x0
            width, height = height, width
        return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)


@contextmanager
def opened(data: bytes, name: str, limits: Limits) -> Iterator[Any]:
    """The document's handle; raises ``UnreadableError`` for what is no PDF, encrypted, cut short or too long."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError(name, pick("không phải tệp PDF", "not a PDF file"))
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableError(name, _reason(data))
    try:
        pages = pdfium.FPDF_GetPageCount(document)
        if _cut_short(data):
            raise UnreadableError(
                name, pick("tệp PDF bị cắt cụt (thiếu phần cuối); hãy tải lại", "truncated PDF (its end is missing); fetch it again")
            )
        if pages < 1:
            raise UnreadableError(name, pick("tệp PDF không có trang nào", "the PDF has no pages"))
        if pages > limits.max_pages:
            raise UnreadableError(
                name, pick(f"có {pages} trang, quá giới hạn {limits.max_pages}", f"{pages} pages, over the limit of {limits.max_pages}")
            )
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _reason(data: bytes) -> str:
    error = pdfium.FPDF_GetLastError()
    if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return pick("tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi thử lại", "the PDF is encrypted; remove its password and try again")
    if _cut_short(data):
        return pick("tệp PDF bị cắt cụt (thiếu phần cuối); hãy tải lại", "truncated PDF (its end is missing); fetch it again")
    return pick("tệp PDF bị hỏng, không mở được", "damaged PDF that cannot be opened")


def _cut_short(data: bytes) -> bool:
    """Whether objects go on after the last end mark: every complete file, and every later update of one, closes with ``%%EOF``."""
    end = data.rfind(b"%%EOF")
    return end < 0 or _OBJECT.search(data, end) is not None


@contextmanager
def sheet(document: Any, number: int) -> Iterator[Sheet | None]:
    """Page ``number`` (from 1), upright and with its text loaded; None when PDFium cannot load it. Closed on leaving."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        yield None
        return
    text = pdfium.FPDFText_LoadPage(page)
    try:
        shown = pdfium.FPDFPage_GetRotation(page) % 4
        running = _quarter(text, shown)
        if running:
            _turn(page, running)
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, number - 1)
            text = pdfium.FPDFText_LoadPage(page)
        x0, y0, x1, y1 = _bounds(page)
        if running % 2:
            # The page's own box is not turned with its content.
            x0, y0, x1, y1 = 0.0, 0.0, y1 - y0, x1 - x0
        elif running:
            x0, y0, x1, y1 = 0.0, 0.0, x1 - x0, y1 - y0
        yield Sheet(number, page, text, x1 - x0, y1 - y0, x0, y1, (running - shown) % 4)
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _bounds(page: Any) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(rect))
    return rect.left, rect.bottom, rect.right, rect.top


def _quarter(text: Any, default: int) -> int:
    """Quarter turns to the left by which most of the page's text is turned in the page's own coordinates."""
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return default
    seen: Counter[int] = Counter()
    for index in range(0, count, max(1, count // _ANGLE_SAMPLES)):
        if pdfium.FPDFText_IsGenerated(text, index) != 1:
            angle = pdfium.FPDFText_GetCharAngle(text, index)
            if angle >= 0:
                seen[round(-angle / 1.5707963) % 4] += 1
    return seen.most_common(1)[0][0] if seen else default


def _turn(page: Any, quarters: int) -> None:
    """Turn the content back by so many quarters, its box at the origin; it takes effect when the page is loaded again."""
    x0, y0, x1, y1 = _bounds(page)
    matrix = {
        1: (0, -1, 1, 0, -y0, x1),
        2: (-1, 0, 0, -1, x1, y1),
        3: (0, 1, -1, 0, y1, -x0),
    }[quarters]
    pdfium.FPDFPage_TransFormWithClip(page, byref(pdfium.FS_MATRIX(*matrix)), None)
