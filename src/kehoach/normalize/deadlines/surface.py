"""The surface of a phrase: what is kept as written, and the plain letters that the grammar reads.

Both have the same length, so that every place in the plain text is the same place in the phrase as written.
"""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from kehoach.text import nfc, squeeze

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2192\u00f7\u223c~"
_LOOK_ALIKE = {"\u0406": "i", "\u0456": "i", "\u041e": "o", "\u043e": "o", "\u0425": "x", "\u0445": "x", "\u2044": "/", "\uff0f": "/"}


def _plain_letters() -> dict[int, str]:
    """Every letter to its plain lower case form; l and y to i, because scanners and writers mix them (lI, kì/kỳ)."""
    table = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and base.isalpha():
            table[code] = base
    table |= {ord("Đ"): "d", ord("đ"): "d", **dict.fromkeys(map(ord, _DASHES), "-"), **{ord(c): plain for c, plain in _LOOK_ALIKE.items()}}
    merged = {"l": "i", "y": "i"}
    return {**{code: merged.get(plain, plain) for code, plain in table.items()}, ord("l"): "i", ord("y"): "i"}


_PLAIN = _plain_letters()
_ONE_LINE = frozenset({0})
_FIGURE_BESIDE_LETTER = re.compile(r"\d[a-z]|[a-z]\d|\d:o")
_CLOCK = re.compile(r"\b(\d[oi]|[oi]\d|\d{1,2})([hg:]| ?gio ?)([\doi]{2})?\b")
_FIGURES = str.maketrans({"o": "0", "i": "1"})
_FIGURE_IN_WORD = re.compile(r"(?<=[a-z])[01](?=[a-z])")


def plain(text: str) -> str:
    """The text in plain lower case letters, one for one: "Quý lI" -> "qui ii", "H0àn" -> "hoan"."""
    letters = text.translate(_PLAIN)
    if not _FIGURE_BESIDE_LETTER.search(letters):
        return letters
    letters = _CLOCK.sub(lambda clock: clock[1].translate(_FIGURES) + clock[2] + (clock[3] or "").translate(_FIGURES), letters)
    return _FIGURE_IN_WORD.sub(lambda figure: "oi"[int(figure.group())], letters)


@lru_cache(maxsize=4096)
def plain_key(words: str) -> tuple[str, ...]:
    """The syllables of some words in plain letters, for look-up."""
    return tuple(plain(nfc(words)).split())


class Surface(NamedTuple):
    """A phrase: as written (white space and Unicode evened out), in plain letters, and where its lines began."""

    raw: str
    plain: str
    line_starts: frozenset[int]


def surface(phrase: str) -> Surface:
    """Take a phrase as it comes from a cell: any Unicode form, any white space, with line breaks."""
    text = nfc(phrase)
    if "\n" not in text and "\r" not in text:
        raw = squeeze(text)
        return Surface(raw, plain(raw), _ONE_LINE)
    lines = [line for line in map(squeeze, text.splitlines()) if line]
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    raw = " ".join(lines)
    return Surface(raw, plain(raw), frozenset(starts))
