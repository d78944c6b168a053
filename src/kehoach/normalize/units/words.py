"""A cell as tokens: words with their look-up keys, and the marks between them.

``shown`` is the text as a record shows it (composed, spaces evened out); the tokens point into it. Abbreviations are known
without the marks inside them: "GD&ĐT", "GD-ĐT" and "GDĐT" are one.
"""
from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from tomllib import loads
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kehoach.normalize.data import rows
from kehoach.text import bare, nfc, old_tones

_DASHES, _DOTS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "•●▪◦*·"
_SAME_LENGTH = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_DOTS, "•"), "／": "/"})
_TOKEN = re.compile(r"H&ND|(?:[A-Z]\.){3,}[A-ZĐ]|[^\W_]+|[^\w\s]|_|\n")
LINE = "\n"


@cache
def lists() -> dict[str, Any]:
    """The word lists of ``units.toml``."""
    return loads((files("kehoach.normalize.data") / "units.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The look-up key of one word: lower case, older tone placement, plain spelling, misreadings repaired."""
    written = old_tones(word.casefold())
    repaired: str = lists()["repairs"].get(written, written)
    return repaired.casefold() if " " not in repaired else written


@lru_cache(maxsize=65536)
def bare_key(word: str) -> str:
    """The word key without any diacritics."""
    return bare(word)


class Token(Struct):
    """A word or a mark: its text, its key, and its place in ``Cell.shown``."""

    text: str
    key: str
    start: int
    end: int
    word: bool
    caps: bool
    title: bool


class Cell(Struct):
    """A cell in tokens. ``shown``: the text with spaces evened out, lines joined; ``shouting``: all of it is in capitals."""

    shown: str
    tokens: list[Token]
    shouting: bool


class _Facts(Struct, frozen=True):
    """What a token is by its text alone. ``caps``: in capitals; ``short``: in capitals without a vowel mark, so an abbreviation."""

    key: str
    word: bool
    caps: bool
    short: bool
    title: bool


@lru_cache(maxsize=65536)
def _facts(written: str) -> _Facts:
    first = written[0]
    word = first.isalnum()
    caps = word and len(written) > 1 and (written.isupper() or _mixed_abbreviation(written))
    title = word and (first.isupper() or first.isdigit())
    short = caps and (not written.isupper() or not _vowels(written))
    return _Facts(word_key(written) if word else written, word, caps, short, title)


def read_cell(raw: str) -> Cell:
    """The tokens of a cell; line ends are tokens, all other white space only separates."""
    lines = [" ".join(line.split()) for line in nfc(raw).splitlines()]
    text = "\n".join(line for line in lines if line)
    plain = text.translate(_SAME_LENGTH)
    found = [(match, _facts(match.group())) for match in _TOKEN.finditer(plain)]
    shouting = plain.isupper() and sum(facts.word for _, facts in found) > 1 and any(facts.caps and not facts.short for _, facts in found)
    tokens = [
        Token(match.group(), facts.key, match.start(), match.end(), facts.word, facts.caps if shouting else facts.short, facts.title)
        for match, facts in found
    ]
    if "/" in plain:
        tokens = _with_comrades(tokens)
    _repair_pairs(tokens)
    if "(" in text:
        tokens = _without_own_abbreviation(tokens)
    return Cell(text.replace("\n", " "), tokens, shouting)


@cache
def _pairs() -> dict[tuple[str, str], tuple[str, str]]:
    """The misreadings of two words."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for wrong, right in lists()["repairs"].items():
        if " " in wrong:
            (first, second), (meant_first, meant_second) = wrong.split(), right.split()
            found[(first, second)] = (meant_first, meant_second)
    return found


def _repair_pairs(tokens: list[Token]) -> None:
    pairs = _pairs()
    firsts = {first for first, _ in pairs}
    for token, following in pairwise(tokens):
        if token.key in firsts and (token.key, following.key) in pairs:
            token.key, following.key = pairs[token.key, following.key]


def _with_comrades(tokens: list[Token]) -> list[Token]:
    """The tokens with "đ/c" as the two words that it stands for."""
    kept: list[Token] = []
    for token in tokens:
        if token.key == "c" and len(kept) > 1 and (kept[-2].key, kept[-1].text) == ("đ", "/") and kept[-2].end + 1 == token.start:
            first = kept[-2]
            kept[-2:] = [
                Token("Đồng" if first.title else "đồng", "đồng", first.start, first.end, True, False, first.title),
                Token("chí", "chí", token.start, token.end, True, False, False),
            ]
        else:
            kept.append(token)
    return kept


def with_unions(cell: Cell) -> Cell:
    """A cell of a trade union's plan with "CĐ" as the two words that it stands for there; after "trường" it is a college."""
    kept: list[Token] = []
    for token in cell.tokens:
        if token.text == "CĐ" and not (kept and kept[-1].key == "trường"):
            kept.append(Token("Công", "công", token.start, token.start, True, False, True))
            kept.append(Token("đoàn", "đoàn", token.start + 1, token.end, True, False, False))
        else:
            kept.append(token)
    return replace(cell, tokens=kept)


def _without_own_abbreviation(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets that only abbreviate the words before them: "Ủy ban nhân dân (UBND) cấp xã"."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        inside = tokens[at + 1] if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")" else None
        known = abbreviations().get(inside.key) if inside is not None and inside.caps else None
        if known is not None and [token.key for token in kept[-len(known.keys) :]] == list(known.keys):
            at += 3
            continue
        kept.append(tokens[at])
        at += 1
    return kept


def _mixed_abbreviation(word: str) -> bool:
    """Whether a word of both cases is a listed abbreviation ("TTr")."""
    return sum(c.isupper() for c in word) > 1 and word.casefold() in abbreviations()


def _vowels(word: str) -> bool:
    """Whether a word in capitals is a syllable rather than an abbreviation: it carries a tone or a vowel mark ("TỈNH", not "UBND")."""
    return any(c.isalpha() and c not in "ABCDEFGHIJKLMNOPQRSTUVWXYZĐ" for c in word)


def squash(text: str) -> str:
    """An abbreviation without the marks and spaces inside it, in lower case."""
    return re.sub(r"[\W_]", "", text).casefold()


class Abbreviation(Struct, frozen=True):
    """What an abbreviation stands for, in words and as keys, and where in a name it is read so (``abbreviations.tsv``)."""

    expansion: str
    keys: tuple[str, ...]
    where: str


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """All abbreviations by their squashed form."""
    return {
        squash(row["abbr"]): Abbreviation(row["expansion"], phrase_keys(row["expansion"]), row["where"]) for row in rows("abbreviations")
    }


@lru_cache(maxsize=16384)
def phrase_keys(phrase: str) -> tuple[str, ...]:
    """The keys of the words of a phrase, marks and "và" left out: "Văn hóa & Thông tin" and "Văn hóa và Thông tin" agree."""
    return tuple(k for k in (word_key(m) for m in re.findall(r"[^\W_]+", phrase)) if k != "và")


@cache
def phrases(group: str, name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """A list of phrases of ``units.toml`` as keys, the longest first, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lists()[group][name]:
        keys = phrase_keys(phrase) or (phrase,)
        found.setdefault(keys[0], []).append(keys)
    return {first: tuple(sorted(known, key=len, reverse=True)) for first, known in found.items()}
