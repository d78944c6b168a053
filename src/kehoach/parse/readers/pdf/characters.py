"""Characters of a page -> runs: what was drawn one after another on one baseline.

PDFium's own order and line ends are not used, and its generated spaces only where the letters stand apart: text from a fallback font
stands anywhere in the content, and its boxes differ from those of its neighbours. Real spaces, baselines and edges count.
"""

from __future__ import annotations

import re
from ctypes import byref, c_char, c_double, c_int, c_ushort
from typing import Any

import pypdfium2.raw as pdfium

from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN
from kehoach.parse.readers.pdf.clipping import is_clipped
from kehoach.parse.readers.pdf.geometry import Font, Run
from kehoach.parse.readers.pdf.legacy import decode, is_legacy
from kehoach.parse.readers.pdf.sheets import Sheet

WORD_GAP = 0.16
"""Gap in em from which two letters belong to two words even without a space between."""
_SEEN_GAP = 0.1
"""The same where PDFium saw a gap too: it turns blanks that were drawn alone into such gaps."""
_OVERHANG = 0.2
"""How far the ink of a letter may reach past its width: boxes hold the ink, PDFium's generated blanks stand where the width ends."""
_HORN = "\u031b"
_HORNED = frozenset("ơờớởỡợưừứửữựƠỜỚỞỠỢƯỪỨỬỮỰ")
_HORN_REACH = 0.1
"""Letters with a horn reach that far into the blank that follows them."""
_BACK = -0.4
_SAME_BASE = 0.12
_BOLD = 600
_TURNED = 0.2
_HYPHENS = {"\u0002": "-", "\ufffe": "-"}
"""PDFium's marks for a hyphen at the end of a line."""


def is_mark(char: str) -> bool:
    """A combining diacritic."""
    return "\u0300" <= char <= "\u036f"


def read_runs(sheet: Sheet) -> list[Run]:
    """All runs of the page, in the order of its content. What has no Unicode is U+FFFD; old encodings are decoded."""
    text = sheet.text
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return []
    codes = _codes(text, min(count, _MOST))
    runs = _read(sheet, codes)
    if is_legacy(runs):
        runs = _read(sheet, codes, by_font=True)
        for run in runs:
            decode(run)
    runs = [run for run in runs if not run.hidden]
    if sheet.x0:
        for run in runs:
            run.lefts = [left - sheet.x0 for left in run.lefts]
            run.right -= sheet.x0
    return runs


def _read(sheet: Sheet, codes: str, by_font: bool = False) -> list[Run]:
    text = sheet.text
    reader = _Measure(sheet)
    loose, rect = pdfium.FPDFText_GetLooseCharBox, reader.rect
    pointer = byref(rect)
    runs: list[Run] = []
    run: Run | None = None
    parted = False
    near = last_bottom = last_height = pen = -1.0
    base = size = 0.0
    for index, char in enumerate(codes):
        if char == "\n":
            continue
        loose(text, index, pointer)
        left, right, bottom, height = rect.left, rect.right, rect.bottom, rect.top - rect.bottom
        if char == "\r" or (char == " " and reader.generated(index)):
            pen = left
            if run is not None and abs(pen - run.right) <= _OVERHANG * size:
                run.right = min(pen, run.right)
            parted = True
            continue
        if bottom != last_bottom or height != last_height:
            last_bottom, last_height = bottom, height
            base, size = reader.base(index), reader.size(index, height)
        if char in _HORNED:
            right -= _HORN_REACH * size
        mark = "\u0300" <= char <= "\u036f"
        if run is not None and abs(base - run.base) <= near and not mark:
            gap = left - run.right
            if parted and _SEEN_GAP * size < gap <= WORD_GAP * size:
                run.text += " "
                run.lefts.append(run.right)
                run.right, gap = left, 0.0
            if _BACK * size <= gap <= WORD_GAP * size and not (by_font and char != " " and reader.font(index) != run.font):
                run.text += char
                run.lefts.append(left)
                if right > run.right:
                    run.right = right
                parted = False
                continue
        if run is not None and run.turned and reader.turned(index) and _turned_on(run, rect, size):
            run.text += char
            run.lefts.append(run.left)
            run.base = base
            continue
        ink = None
        if mark:
            left, ink = reader.pen(index), (left + right) / 2
            if run is not None and abs(base - run.base) <= 0.6 * size and _drawn_on(run, rect, left, size):
                if char == _HORN and rect.left == run.lefts[-1]:
                    right -= _HORN_REACH * size
                    run.right = min(run.right, right)
                elif rect.left != run.lefts[-1]:
                    run.right = max(run.right, right)
                run.text += char
                run.lefts.append(run.lefts[-1])
                continue
        elif char == " ":
            continue
        led = parted and run is not None and not mark and pen - run.right > _OVERHANG * size and _SEEN_GAP * size < left - pen <= 0.6 * size
        parted = False
        run = Run(char, [left], max(right, left), base, size, reader.font(index), len(runs), turned=reader.turned(index), ink=ink)
        if led:
            run.text, run.lefts = " " + char, [pen, left]
        near = _SAME_BASE * size
        run.hidden = is_clipped(text, index, left + 0.2 * size, sheet.y1 - base + 0.3 * size)
        runs.append(run)
    return runs


def _drawn_on(run: Run, box: Any, pen: float, size: float) -> bool:
    """Whether a mark drawn next is on the last letter of the run: part of its glyph, drawn from its end, or over it.

    PDFium gives the parts of one glyph the same box, or a slice each of its box and one pen.
    """
    last = run.lefts[-1]
    same = box.left == last and abs(box.right - run.right) <= 0.2 * size
    sliced = abs(box.left - run.right) < 0.02 * size and abs(pen - last) <= 0.12 * size
    over = pen > last + 0.03 * size and last <= (box.left + box.right) / 2 <= run.right
    return same or sliced or over or abs(pen - run.right) <= 0.1 * size


def _turned_on(run: Run, rect: Any, size: float) -> bool:
    """Whether a character goes on a run of turned text: it stands above or below the one before."""
    return abs(size - run.size) < 0.1 and rect.left < run.right and rect.right > run.left


def _codes(text: Any, count: int) -> str:
    """One character for each of PDFium's; what it knows no Unicode for becomes U+FFFD."""
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
    return any(pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 for index in range(0, len(codes), _EVERY))


_CONTROL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_EVERY = 16
_MOST = 200_000
_BLANKS = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
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


class _Measure:
    """What is asked of PDFium for single characters, with its answers kept where they repeat."""

    def __init__(self, sheet: Sheet) -> None:
        self.text, self.top = sheet.text, sheet.y1
        self.rect = pdfium.FS_RECTF()
        self._x, self._y = c_double(), c_double()
        self._sizes: dict[float, float] = {}
        self._fonts: dict[tuple[bytes, int], Font] = {}
        self._name, self._flags = (c_char * 128)(), c_int()

    def generated(self, index: int) -> bool:
        return bool(pdfium.FPDFText_IsGenerated(self.text, index) == 1)

    def base(self, index: int) -> float:
        """The baseline, from the top of the page."""
        pdfium.FPDFText_GetCharOrigin(self.text, index, byref(self._x), byref(self._y))
        return self.top - self._y.value

    def size(self, index: int, height: float) -> float:
        """The em of a character; one font and size always has boxes of one height."""
        known = self._sizes.get(height)
        if known is None:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(self.text, index, byref(matrix))
            scale = max((matrix.c**2 + matrix.d**2) ** 0.5, 1e-6)
            known = pdfium.FPDFText_GetFontSize(self.text, index) * scale
            if not 0.5 < known < 500:
                known = max(height, 1.0)
            self._sizes[height] = known
        return known

    def font(self, index: int) -> Font:
        length = pdfium.FPDFText_GetFontInfo(self.text, index, self._name, 128, byref(self._flags))
        key = self._name.raw[: max(0, min(length, 128) - 1)], pdfium.FPDFText_GetFontWeight(self.text, index)
        font = self._fonts.get(key)
        if font is None:
            name = key[0].decode("utf-8", "replace")
            font = self._fonts[key] = Font(name, key[1] >= _BOLD or "bold" in name.lower())
        return font

    def turned(self, index: int) -> bool:
        angle = pdfium.FPDFText_GetCharAngle(self.text, index)
        return bool(_TURNED < angle < 6.283 - _TURNED)

    def pen(self, index: int) -> float:
        """Where the pen stood when the character was drawn: the box of a mark only holds its ink."""
        pdfium.FPDFText_GetCharOrigin(self.text, index, byref(self._x), byref(self._y))
        return float(self._x.value)
