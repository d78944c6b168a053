"""Vietnamese text: composed Unicode, evened spaces and dashes, tone placement, and keys for look-up.

Nothing here changes what a record says (raw text stays as written); these are forms to compare by.
Tone placement: both "hòa" and "hoà" are in use; open rhymes oa, oe, uy of whole syllables are moved to the older style,
which the names in the data files use ("hoàn", "quý", "thuyền" never change).
"""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CAPITAL = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
SMALL = "a-zà-ãè-êìíò-õùúýăđĩũơư" + "".join(map(chr, range(0x1EA1, 0x1EFA, 2)))
"""The capital and the small letters of Vietnamese, for character classes."""

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CHARS = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", **dict.fromkeys("\u00a0\u2007\u202f\u3000", " ")})
_EVENED = {**_INVISIBLE, **_CHARS}
_ODD = re.compile("[" + "".join(map(chr, _EVENED)) + "]")
"""Most text has none of these; a search is ten times as fast as a translation."""
_MATCHING = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201b", "'"),
        "\u2026": "...",
    }
)
_MARKED = re.compile("[" + "".join(map(chr, _MATCHING)) + "]")
_NEW_STYLE = re.compile(r"(?i)(?<![^\W\d_])((?!q)[^\W\d_]*?)([ou])([àáảãạèéẻẽẹỳýỷỹỵ])(?![^\W\d_])")


def nfc(text: str) -> str:
    """Composed Unicode without invisible characters; eth and odd spaces become the letters and spaces that were meant."""
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(_EVENED) if _ODD.search(composed) else composed


def squeeze(text: str) -> str:
    """One space for every run of white space, none at the ends."""
    return " ".join(text.split())


def plain_marks(text: str) -> str:
    """Dashes, quotes and the dots of an ellipsis as a keyboard has them."""
    return text.translate(_MATCHING) if _MARKED.search(text) else text


def matching(text: str) -> str:
    """The text to match patterns on: NFC, plain dashes and quotes, single spaces. Same case, same tones."""
    return squeeze(plain_marks(nfc(text)))


def _move_tone(match: re.Match[str]) -> str:
    onset, first, second = match.groups()
    decomposed = unicodedata.normalize("NFD", second)
    base, marks = decomposed[0], decomposed[1:]
    if first.lower() + base.lower() not in ("oa", "oe", "uy"):
        return match.group()
    return onset + unicodedata.normalize("NFC", first + marks) + base


def old_tones(text: str) -> str:
    """Tone marks of open oa, oe, uy on the first vowel: "hoà" -> "hòa", "Uỷ" -> "Ủy"; "hoàn", "quý" stay."""
    return _NEW_STYLE.sub(_move_tone, text)


_PLAIN = {**_MATCHING, ord("\u2026"): ".", ord("\u00a0"): " "}


class _Folding(dict[int, str]):
    """Each letter without its marks and in lower case, dashes and quotes plain; one for one, so that places stay the same."""

    def __missing__(self, code: int) -> str:
        if code in _PLAIN:
            return str(_PLAIN[code])
        base = unicodedata.normalize("NFD", chr(code).replace("đ", "d").replace("Đ", "D"))[0]
        lower = base.lower()
        self[code] = lower if len(lower) == 1 else base
        return self[code]


_FOLDING = _Folding()


def skeleton(text: str) -> str:
    """The text without tones and case, letter for letter (same length for composed text): patterns on it forgive scans."""
    return text.translate(_FOLDING)


class _Letters(dict[int, str]):
    """Each letter as in a skeleton and each figure, a space for anything else."""

    def __missing__(self, code: int) -> str:
        folded = skeleton(chr(code))
        self[code] = folded if folded.isascii() and folded.isalnum() else " "
        return self[code]


_LETTERS = _Letters()


def plain_words(text: str) -> str:
    """The words of a text without tones, case, marks and spacing: "Cơ quan chủ trì[1]" -> "co quan chu tri 1"."""
    return " ".join(nfc(text).translate(_LETTERS).split())


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """A key under which spellings of one name agree: case, spaces, dashes, quotes and tone placement evened out.

    Tones and digits still count: "Sở Nội vụ" and "Sở Ngoại vụ", "phường 1" and "phường 12" stay apart.
    """
    return old_tones(matching(text).casefold())


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """The key without any diacritics ("so noi vu"): for search without tones and for suggestions, never for identity."""
    return skeleton(matching(text))
