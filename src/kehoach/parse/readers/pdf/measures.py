"""What PDFium knows of the characters of a page: codes, boxes and baselines of all at once, more of single ones on demand.

A page has thousands of characters and every call costs: the boxes of all are fetched by calls that C code makes in a row, without
Python between them, through pointers to PDFium's functions that take addresses as plain numbers.
"""

from __future__ import annotations

import re
from array import array
from collections import deque
from ctypes import addressof, byref, c_char, c_double, c_float, c_int, c_ushort
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN
from kehoach.parse.readers.pdf.calls import HANDLE, NUMBER, by_number, handle_of
from kehoach.parse.readers.pdf.geometry import Font
from kehoach.parse.readers.pdf.sheets import Sheet

_BOLD = 600
_TURNED = 0.2
_EVERY = 16
_MOST = 200_000
_CONTROL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_BLANKS = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_HYPHENS = {"\u0002": "-", "\ufffe": "-"}
"""PDFium's marks for a hyphen at the end of a line."""
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→"}
"""What Symbol and Wingdings draw at the codes that lists use."""
_REPAIR = str.maketrans({
    **_HYPHENS,
    **_BULLETS,
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(map(chr, (0, 1, *range(3, 9), 11, 12, *range(14, 32), *range(127, 160))), "\ufffd"),
    NOTE_OPEN: "\ufffd",
    NOTE_CLOSE: "\ufffd",
})

_loose_box = by_number(pdfium.FPDFText_GetLooseCharBox, NUMBER, HANDLE, NUMBER, HANDLE)
_map_error = by_number(pdfium.FPDFText_HasUnicodeMapError, NUMBER, HANDLE, NUMBER)
_is_generated = by_number(pdfium.FPDFText_IsGenerated, NUMBER, HANDLE, NUMBER)
_origin = by_number(pdfium.FPDFText_GetCharOrigin, NUMBER, HANDLE, NUMBER, HANDLE, HANDLE)
_matrix = by_number(pdfium.FPDFText_GetMatrix, NUMBER, HANDLE, NUMBER, HANDLE)
_font_size = by_number(pdfium.FPDFText_GetFontSize, c_double, HANDLE, NUMBER)
_angle = by_number(pdfium.FPDFText_GetCharAngle, c_float, HANDLE, NUMBER)
_text_object = by_number(pdfium.FPDFText_GetTextObject, HANDLE, HANDLE, NUMBER)
_font = by_number(pdfium.FPDFTextObj_GetFont, HANDLE, HANDLE)


def codes_of(sheet: Sheet) -> str:
    """One character for each of PDFium's, in its order; what has no Unicode is U+FFFD."""
    text = sheet.text
    count = min(max(0, pdfium.FPDFText_CountChars(text)), _MOST)
    buffer = (c_ushort * (count + 1))()
    codes = ""
    if pdfium.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        codes = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(codes) != count:
        codes = "".join([chr(pdfium.FPDFText_GetUnicode(text, index)) for index in range(count)])
    if _unmapped(text, codes):
        codes = "".join("\ufffd" if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 else char for index, char in enumerate(codes))
    return codes.translate(_REPAIR)


def _unmapped(text: Any, codes: str) -> bool:
    """Whether some characters have no Unicode: there are control codes, or PDFium says so of some looked at."""
    if _CONTROL.search(codes):
        return True
    page = handle_of(text)
    return any(_map_error(page, index) == 1 for index in range(0, len(codes), _EVERY))


class Measures:
    """The boxes of all characters, and questions about one. ``tops`` and ``bottoms`` count from the bottom of the page, as PDFium does."""

    def __init__(self, sheet: Sheet, count: int) -> None:
        self.text = sheet.text
        self._page = handle_of(sheet.text)
        boxes = array("f", bytes(16 * count))
        address = boxes.buffer_info()[0]
        deque(map(_loose_box, repeat(self._page), range(count), range(address, address + 16 * count, 16)), maxlen=0)
        # FS_RECTF is left, top, right, bottom.
        self.lefts, self.tops, self.rights, self.bottoms = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
        self._top = sheet.y1
        self._pen, self._numbers = (c_double * 2)(), (c_float * 6)()
        self._x_at, self._matrix_at = addressof(self._pen), addressof(self._numbers)
        self._fonts: dict[int, Font] = {}
        self._name, self._flags = (c_char * 128)(), c_int()

    def generated(self, index: int) -> bool:
        """Whether PDFium added the character: blanks where letters stand apart, line ends."""
        return bool(_is_generated(self._page, index) == 1)

    def pen(self, index: int) -> tuple[float, float]:
        """Where the pen stood when the character was drawn: from the left, and its baseline from the top of the page."""
        _origin(self._page, index, self._x_at, self._x_at + 8)
        x, y = self._pen
        return x, self._top - y

    def size(self, index: int) -> float:
        """The em of a character on the page."""
        _matrix(self._page, index, self._matrix_at)
        _, _, c, d, _, _ = self._numbers
        size: float = _font_size(self._page, index) * (c * c + d * d) ** 0.5
        return size if 0.5 < size < 500 else max(1.0, self.tops[index] - self.bottoms[index])

    def font(self, index: int) -> Font:
        """The font of a character."""
        item = _text_object(self._page, index)
        handle = _font(item) if item else None
        if handle is None:
            return self._named_font(index)
        if handle not in self._fonts:
            self._fonts[handle] = self._named_font(index)
        return self._fonts[handle]

    def _named_font(self, index: int) -> Font:
        length = pdfium.FPDFText_GetFontInfo(self.text, index, self._name, 128, byref(self._flags))
        name = self._name.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")
        return Font(name, pdfium.FPDFText_GetFontWeight(self.text, index) >= _BOLD or "bold" in name.lower())

    def turned(self, index: int) -> bool:
        """Whether the character does not stand upright."""
        return bool(_TURNED < _angle(self._page, index) < 6.283 - _TURNED)
