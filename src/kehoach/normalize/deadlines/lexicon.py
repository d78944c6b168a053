"""Words to classes: the phrase as a row of tokens, each with the class the grammar knows it by.

The words are data (``data/deadlines_words.toml``). A number's class is its size, because that decides what it can be:
N4 (1-4, also a quarter), N12 (5-12, also a month), N31 (13-31, a day), N99, NX (any other), YEAR (2000-2060).
"""
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from kehoach.normalize.deadlines.citations import citation_spans
from kehoach.normalize.deadlines.surface import Surface, plain_key
from kehoach.text import key

FIRST_YEAR, LAST_YEAR = 2000, 2060
"""Years a plan may name; other four-digit numbers are amounts."""

SIGNS = {
    ",": "COMMA", ";": "SEMI", "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", "+": "PLUS", "&": "AND", "/": "SLASH",
    ":": "COLON", "…": "ELLIPSIS", "•": "BULLET", "*": "BULLET", "·": "BULLET", "\u2022": "BULLET", "\u25cf": "BULLET",
}  # fmt: skip
ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
LATER_ROMANS = {"v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12, "io": 10}
NUMBER_CLASSES = ("N4", "N12", "N31", "N99", "NX", "YEAR", "ROMAN", "ROMAN_X")
PLAIN_CLASSES = ("WORD", "DASH", "TIGHT_DASH", "DOT", "STOP", "TIGHT_COLON", "CITED", "MARK", *dict.fromkeys(SIGNS.values()), *NUMBER_CLASSES)

_TOKEN = re.compile(
    r"(?P<number>[oi]{0,3}\d[\doi]*+(?![^\W\d_]))|(?P<digits>\d+)|(?P<word>[^\W\d_]+)|(?P<roman>[\u2160-\u216b\u2170-\u217b])|(?P<dots>\.{2,})|(?P<sign>\S)"
)
_ROMAN_RUN = re.compile(r"i{1,4}v?|i?v?i{0,4}|x?i{0,3}|ix|io")
_JOINED_QUARTER = re.compile(r"(q|qui)(i{1,3}|iv)")
_MISREAD_DIGITS = str.maketrans({"o": "0", "i": "1"})
_QUARTERS = frozenset({"QUARTER", "QUARTER_LIKE"})
_NUMBERED_UNITS = frozenset({"thang", "qui", "ngai", "t", "th", "thg", "q", "tuan", "nam", "ian", "dot"})


class Token(NamedTuple):
    """A word, number or sign: its class, its place in the raw text, its value, the text in plain letters, and the rule that made it."""

    kind: str
    start: int
    end: int
    value: Any = None
    text: str = ""
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    value: Any
    spelling: str
    exact: bool
    not_before: frozenset[str]


@lru_cache(maxsize=1)
def words_data() -> list[dict[str, Any]]:
    """The entries of the word list."""
    text = files("kehoach.normalize").joinpath("data/deadlines_words.toml").read_text(encoding="utf-8")
    words: list[dict[str, Any]] = tomllib.loads(text)["word"]
    return words


def _number_class(value: int) -> str:
    for limit, kind in ((0, "NX"), (4, "N4"), (12, "N12"), (31, "N31"), (99, "N99")):
        if value <= limit:
            return kind
    return "NX"


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[tuple[str, ...], list[_Entry]]]]:
    """First syllable -> the phrases that begin with it, longest first, each with its possible entries."""
    phrases: dict[tuple[str, ...], list[_Entry]] = {}
    for word in words_data():
        values = word.get("values") or dict.fromkeys(word["forms"])
        not_before = frozenset("".join(plain_key(w)) for w in word.get("not_before", ()))
        for form, value in values.items():
            kind = _number_class(value) if word["class"] == "NUMBER" else word["class"]
            phrases.setdefault(plain_key(form), []).append(_Entry(kind, value, key(form), word.get("exact", False), not_before))
    index: dict[str, list[tuple[tuple[str, ...], list[_Entry]]]] = {}
    for syllables in sorted(phrases, key=len, reverse=True):
        index.setdefault(syllables[0], []).append((syllables, phrases[syllables]))
    return index


@lru_cache(maxsize=1)
def classes() -> tuple[str, ...]:
    """All classes a token may have."""
    return tuple(dict.fromkeys([*PLAIN_CLASSES, *(word["class"] for word in words_data() if word["class"] != "NUMBER")]))


def tokenize(phrase: Surface) -> list[Token]:
    """The tokens of a phrase; a cited document with its number and date is one token (CITED)."""
    matches = list(_TOKEN.finditer(phrase.plain))
    tokens: list[Token] = []
    cited = citation_spans(phrase.plain)
    upto = 0
    i = 0
    while i < len(matches):
        match = matches[i]
        start = match.start()
        if cited and start >= cited[0][0]:
            begin, upto = cited.pop(0)
            tokens.append(Token("CITED", begin, upto, None, phrase.plain[begin:upto]))
        if start < upto:
            i += 1
            continue
        if match.lastgroup == "word":
            i = _read_words(phrase, matches, i, tokens)
        elif match.lastgroup in ("number", "digits"):
            i = _read_number(phrase, matches, i, tokens)
        else:
            tokens.append(_sign(phrase, match, tokens))
            i += 1
    return tokens


def _read_words(phrase: Surface, matches: list[re.Match[str]], i: int, tokens: list[Token]) -> int:
    """Append the longest phrase of the word list that begins here, or the word itself; the next place to read."""
    text = matches[i].group()
    start = matches[i].start()
    for syllables, entries in _index().get(text, ()):
        n = len(syllables)
        if n > 1 and (i + n > len(matches) or not _same(matches, i, syllables)):
            continue
        end = matches[i + n - 1].end()
        entry = _choose(entries, phrase.raw[start:end])
        if entry is None or (entry.not_before and i + n < len(matches) and _stopped(entry, matches[i + n])):
            continue
        tokens.append(Token(entry.kind, start, end, entry.value, phrase.plain[start:end]))
        return i + n
    if text == "v" and len(tokens) > 1 and tokens[-1].end == start and tokens[-1].text == "1" and tokens[-2].kind in _QUARTERS:
        tokens[-1] = Token("ROMAN", start - 1, start + 1, 4, "iv")  # "1V", a misread IV
        return i + 1
    joined = _JOINED_QUARTER.fullmatch(text)
    if joined:
        cut = start + joined.end(1)
        tokens.append(Token("QUARTER_LIKE", start, cut, None, joined.group(1)))
        tokens.append(Token("ROMAN", cut, matches[i].end(), ROMANS[joined.group(2)], joined.group(2)))
    elif text in ROMANS:
        tokens.append(Token("ROMAN", start, matches[i].end(), ROMANS[text], text))
    elif text in LATER_ROMANS or _ROMAN_RUN.fullmatch(text):
        tokens.append(Token("ROMAN_X", start, matches[i].end(), LATER_ROMANS.get(text), text))
    else:
        tokens.append(Token("WORD", start, matches[i].end(), None, text))
    return i + 1


def _same(matches: list[re.Match[str]], i: int, syllables: tuple[str, ...]) -> bool:
    """Whether exactly these syllables stand here, one space apart."""
    for k in range(1, len(syllables)):
        here, before = matches[i + k], matches[i + k - 1]
        if here.group() != syllables[k] or here.start() != before.end() + 1:
            return False
    return True


def _choose(entries: list[_Entry], written: str) -> _Entry | None:
    """The entry spelt exactly so, else the first that may be misread."""
    if len(entries) == 1 and not entries[0].exact:
        return entries[0]
    spelling = key(written)
    for entry in entries:
        if entry.spelling == spelling:
            return entry
    for entry in entries:
        if not entry.exact:
            return entry
    return None


def _stopped(entry: _Entry, following: re.Match[str]) -> bool:
    return following.lastgroup in ("number", "digits") or following.group() in entry.not_before


def _read_number(phrase: Surface, matches: list[re.Match[str]], i: int, tokens: list[Token]) -> int:
    """Append a number; a footnote mark glued to a word or a year, or in brackets, is left out."""
    match = matches[i]
    text, start, end = match.group(), match.start(), match.end()
    before = tokens[-1] if tokens else None
    if before and before.end == start and before.kind not in NUMBER_CLASSES and before.text and before.text[-1].isalpha():
        last = before.text.rpartition(" ")[2]
        if last not in _NUMBERED_UNITS and len(text) <= 2:
            return i + 1
    if before and before.kind == "OPEN" and len(text) <= 2 and i + 1 < len(matches) and matches[i + 1].group() in ")]":
        tokens[-1] = Token("MARK", before.start, matches[i + 1].end())
        return i + 2
    if before and before.kind in _QUARTERS and "i" in text and text.replace("1", "i") in ROMANS:
        tokens.append(Token("ROMAN", start, end, ROMANS[text.replace("1", "i")], text))  # "1I", a misread II
        return i + 1
    digits = text.translate(_MISREAD_DIGITS)
    value = int(digits) if len(digits) <= 8 else 0
    if 4 <= len(digits) <= 6 and FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR:
        tokens.append(Token("YEAR", start, start + 4, int(digits[:4]), digits))
    else:
        tokens.append(Token(_number_class(value), start, end, value, digits))
    return i + 1


def _sign(phrase: Surface, match: re.Match[str], tokens: list[Token]) -> Token:
    """The class of a sign: a dash or a dot means one thing between digits and another between words."""
    text, start, end = match.group(), match.start(), match.end()
    if match.lastgroup == "roman":
        value = (ord(phrase.raw[start]) - 0x2160) % 16 + 1
        return Token("ROMAN" if value <= 4 else "ROMAN_X", start, end, value, text)
    if match.lastgroup == "dots":
        return Token("ELLIPSIS", start, end, None, text)
    left = phrase.plain[start - 1] if start else " "
    right = phrase.plain[end] if end < len(phrase.plain) else " "
    kind = SIGNS.get(text, "MARK")
    if text == "-":
        opens = start in phrase.line_starts or not tokens or tokens[-1].kind in ("SEMI", "STOP", "COLON", "BULLET")
        kind = "BULLET" if opens and right == " " else "TIGHT_DASH" if left != " " and right != " " else "DASH"
    elif text == "+" and right == " " and (start in phrase.line_starts or not tokens):
        kind = "BULLET"
    elif text == ".":
        kind = "DOT" if right.isalnum() and left.isalnum() else "STOP"
    elif text == ":" and left.isdigit() and right.isdigit():
        kind = "TIGHT_COLON"
    return Token(kind, start, end, None, text)
