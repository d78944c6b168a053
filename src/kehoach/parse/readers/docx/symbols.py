"""Characters of symbol fonts, which Word stores in the private-use area U+F000..F0FF, as ordinary characters."""

from __future__ import annotations

import re

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_GREEK = dict(zip("ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz", "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ", strict=True))
_SYMBOL = {0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×"} | {
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xD6: "√",
    0xDB: "⇔",
    0xDC: "⇐",
    0xDE: "⇒",
    0xE5: "∑",
    0xA7: "▪",
    0xA8: "♦",
}
_WINGDINGS = {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→"} | {
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x54: "☒", 0x97: "•", 0xA3: "□"}
_MARK = "•"
"""Stands for an ornament that no table here knows."""


def from_font(code: int, font: str) -> str:
    """The character that a code of a font shows; for ornaments without one, a bullet."""
    name = font.casefold()
    if not 0xF000 <= code <= 0xF0FF and not name.startswith(("symbol", "wingdings", "webdings")):
        return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    code &= 0xFF
    if code <= 0x20:
        return " " if code == 0x20 else ""
    if name.startswith(("wingdings", "webdings")):
        return (_WINGDINGS_2 if name.endswith(("2", "3")) else _WINGDINGS).get(code, _MARK)
    if name == "symbol":
        return _SYMBOL.get(code) or _GREEK.get(chr(code)) or (chr(code) if code < 0x7F else _MARK)
    return chr(code) if code < 0x7F else _unknown(code)


def in_text(text: str) -> str:
    """Private-use characters inside ordinary text, the font unknown, as what they most often show."""
    return _PRIVATE.sub(lambda match: from_font(ord(match.group()), ""), text)


def _unknown(code: int) -> str:
    return _WINGDINGS.get(code) or _SYMBOL.get(code) or _MARK
