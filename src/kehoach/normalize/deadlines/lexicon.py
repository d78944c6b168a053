"""Words to classes: the phrase as a row of tokens, each with the class the grammar knows it by.

The words are data (``data/deadlines_words.toml``). A number's class is its size, because that decides what it can be:
N4 (1-4, also a quarter), N12 (5-12, also a month), N31 (13-31, a day), N99, NX (any other), YEAR (2000-2060).
"""
from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from msgspec import Struct

from kehoach.normalize.deadlines.surface import plain_key
from kehoach.text import key

SIGNS = {
    ",": "COMMA", ";": "SEMI", "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", "&": "AND", "/": "SLASH", "%": "PERCENT",
    "…": "ELLIPSIS", "•": "BULLET", "*": "BULLET", "·": "BULLET", "●": "BULLET",
}  # fmt: skip
"""Signs that mean the same everywhere."""
SIGNS_BY_PLACE = ("DASH", "TIGHT_DASH", "DOT", "STOP", "COLON", "TIGHT_COLON", "PLUS")
NUMBER_CLASSES = ("N4", "N12", "N31", "N99", "NX", "YEAR", "ROMAN", "ROMAN_X")
PLAIN_CLASSES = ("WORD", "CITED", "MARK", *SIGNS.values(), *SIGNS_BY_PLACE, *NUMBER_CLASSES)


class Token(NamedTuple):
    """A word, number or sign: its class, its place in the raw text, its value, the text in plain letters, and the rule that made it."""

    kind: str
    start: int
    end: int
    value: Any = None
    text: str = ""
    rule: str | None = None


class Entry(Struct, frozen=True):
    """One form of the word list."""

    kind: str
    value: Any
    spelling: str
    exact: bool
    only_after: frozenset[str]
    not_before: frozenset[str]

    def fits(self, before: str) -> bool:
        """Whether the word may stand after another (in plain letters)."""
        return not self.only_after or before in self.only_after


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    text = files("kehoach.normalize").joinpath("data/deadlines_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words_data() -> list[dict[str, Any]]:
    """The entries of the word list."""
    words: list[dict[str, Any]] = _file()["word"]
    return words


def alike_data() -> dict[str, list[str]]:
    """For each key word (or two with a comma) the words of their own that only their marks tell from it: "tự", "quỹ", "đèn"."""
    return {words: others.split() for words, others in _file()["alike"].items()}


@lru_cache(maxsize=1)
def _words_alike() -> frozenset[str]:
    return frozenset(key(word) for others in alike_data().values() for word in others)


@lru_cache(maxsize=4096)
def is_another_word(written: str, spelling: str) -> bool:
    """Whether the marks of what is written make it other words than those it resembles: "trật tự" is no "từ"."""
    pairs = zip(key(written).split(), spelling.split(), strict=False)
    return any(mine != theirs and mine in _words_alike() for mine, theirs in pairs)


_CLASSES_OF_NUMBERS = ("NX", *["N4"] * 4, *["N12"] * 8, *["N31"] * 19, *["N99"] * 68)


def number_class(value: int) -> str:
    """The class of a number by its size."""
    return _CLASSES_OF_NUMBERS[value] if value < 100 else "NX"


class Beginning(Struct, frozen=True):
    """The phrases that begin with one syllable: it alone, and longer ones by their second syllable, longest first."""

    alone: list[Entry]
    longer: dict[str, list[tuple[tuple[str, ...], list[Entry]]]]


@lru_cache(maxsize=1)
def index() -> dict[str, Beginning]:
    """All phrases of the word list by their first syllable."""
    phrases: dict[tuple[str, ...], list[Entry]] = {}
    for word in words_data():
        values: dict[str, Any] = word.get("values") or dict.fromkeys(word["forms"])
        after, before = (frozenset("".join(plain_key(w)) for w in word.get(name, ())) for name in ("only_after", "not_before"))
        for form, value in values.items():
            kind = number_class(value) if word["class"] == "NUMBER" else word["class"]
            phrases.setdefault(plain_key(form), []).append(Entry(kind, value, key(form), word.get("exact", False), after, before))
    found: dict[str, Beginning] = {}
    for syllables in sorted(phrases, key=len, reverse=True):
        beginning = found.setdefault(syllables[0], Beginning([], {}))
        if len(syllables) == 1:
            beginning.alone.extend(phrases[syllables])
        else:
            beginning.longer.setdefault(syllables[1], []).append((syllables, phrases[syllables]))
    return found


@lru_cache(maxsize=1)
def syllables_known() -> frozenset[str]:
    """Every syllable of the word list, in plain letters."""
    phrases = (phrase for beginning in index().values() for longer in beginning.longer.values() for phrase, _ in longer)
    return frozenset(index()).union(*phrases)


def choose(entries: list[Entry], written: str, before: str, misread: frozenset[str] | None) -> Entry | None:
    """The entry spelt exactly so, else the first that may be misread, of those that may stand after ``before``.

    ``misread``: the classes for which even another word may be a misreading here; None for all.
    """
    if len(entries) > 1 or entries[0].exact:
        spelling = key(written)
        for entry in entries:
            if entry.spelling == spelling and entry.fits(before):
                return entry
    for entry in entries:
        if entry.exact or not entry.fits(before):
            continue
        if misread is None or entry.kind in misread or not is_another_word(written, entry.spelling):
            return entry
    return None


@lru_cache(maxsize=1)
def classes() -> tuple[str, ...]:
    """All classes a token may have."""
    return tuple(dict.fromkeys([*PLAIN_CLASSES, *(word["class"] for word in words_data() if word["class"] != "NUMBER")]))
