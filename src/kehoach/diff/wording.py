"""Texts as they are compared: what may differ on paper without saying anything else.

``words`` leaves out white space, bullets, dashes, quotes, punctuation, case and tone placement: the same plan typed again
in another format gives the same words. ``terms`` goes further, for alignment only: abbreviations written out, synonyms of
drafters brought together, the stock phrases of plans kept whole. ``gist`` is what stands before manner, purpose and ground.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeVar

from msgspec import Struct

from kehoach.text import key

_WORD = re.compile(r"[^\W_]+|%")
_CLAUSE_END = re.compile(r"[;:.(]\s|[;:(]")

COMMON, LITTLE, NOTHING = 100, 40, 5
"""What a term is worth before its frequency counts: any term, a stock term of plans, a word that only joins others."""
TOPIC_TERMS = (3, 6)
"""A topic goes on over the end of a clause until it has the first number of telling terms, and ends after the second."""
CLAUSE_TERMS = 2
"""A clause of fewer telling terms has no topic of its own."""
MOST_CLAUSES = 12
"""Later clauses have no topic of their own either."""
CACHED = 1 << 16

Words = tuple[str, ...]
T = TypeVar("T")


@lru_cache(maxsize=CACHED)
def words(text: str) -> Words:
    """The words of a text, folded: two texts with the same words differ in typesetting at most."""
    return tuple(_WORD.findall(key(text)))


class Lexicon(Struct, frozen=True):
    """Stock phrases of plans, by first word and longest first: (words, what they stand for).

    ``worth``: term -> base weight; ``aspects``: phrases of terms -> number of the kind of work; ``light``: terms that open many titles.
    """

    abbreviations: Mapping[str, Words]
    phrases: Mapping[str, tuple[tuple[Words, str], ...]]
    worth: Mapping[str, int]
    aspects: Mapping[str, tuple[tuple[Words, int], ...]]
    light: frozenset[str]
    tails: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon of ``data/terms.toml``."""
    data = tomllib.loads((files("kehoach.diff.data") / "terms.toml").read_text(encoding="utf-8"))
    abbreviations = {short: words(full) for short, full in data["abbreviations"].items()}
    meaning = {words(term): term for term in data["synonyms"]}
    meaning |= {words(variant): term for term, variants in data["synonyms"].items() for variant in variants}
    worth: dict[str, int] = {}
    for tier, value in (("little", LITTLE), ("nothing", NOTHING)):
        for phrase in data[tier]["words"]:
            worth[meaning.setdefault(words(phrase), phrase)] = value
    for full in abbreviations.values():
        if not any(" ".join(other) in " ".join(full) for other in abbreviations.values() if other != full):
            meaning.setdefault(full, " ".join(full))
    phrases = _by_first_word(meaning)
    aspects: dict[Words, int] = {}
    for number, cues in enumerate(data["aspects"]["kinds"]):
        for cue in cues:
            aspects[tuple(term for term in _in_terms(words(cue), phrases) if worth.get(term, COMMON) > NOTHING)] = number
    tails = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, data["tails"]["words"])) + r")(?!\w)", re.IGNORECASE)
    return Lexicon(abbreviations, phrases, worth, _by_first_word(aspects), frozenset(data["light"]["words"]), tails)


def _by_first_word(meaning: Mapping[Words, T]) -> dict[str, tuple[tuple[Words, T], ...]]:
    found: dict[str, list[tuple[Words, T]]] = {}
    for phrase, value in meaning.items():
        found.setdefault(phrase[0], []).append((phrase, value))
    return {first: tuple(sorted(items, key=lambda item: (-len(item[0]), item[0]))) for first, items in found.items()}


def _longest(spoken: Sequence[str], phrases: Mapping[str, tuple[tuple[Words, T], ...]]) -> Iterator[tuple[str, T | None]]:
    """Each word with what the longest phrase that begins there stands for (the phrase is then passed over), or None."""
    at = 0
    while at < len(spoken):
        for phrase, value in phrases.get(spoken[at], ()):
            if tuple(spoken[at : at + len(phrase)]) == phrase:
                yield spoken[at], value
                at += len(phrase)
                break
        else:
            yield spoken[at], None
            at += 1


def _in_terms(spoken: Sequence[str], phrases: Mapping[str, tuple[tuple[Words, str], ...]]) -> Words:
    return tuple(word if term is None else term for word, term in _longest(spoken, phrases))


@lru_cache(maxsize=CACHED)
def terms(text: str) -> Words:
    """The terms of a text in order: stock phrases whole and under one name, all other words one by one."""
    known = lexicon()
    spelled = [part for word in words(text) for part in known.abbreviations.get(word, (word,))]
    return _in_terms(spelled, known.phrases)


def telling(spoken: Words) -> Words:
    """The terms that say something, without those that only join others."""
    worth = lexicon().worth
    return tuple(term for term in spoken if worth.get(term, COMMON) > NOTHING)


class Gist(Struct, frozen=True):
    """What a title is about. ``topic``: the telling terms of its opening; ``clauses``: the same of each of its clauses;
    ``aspects``: the kinds of work that it names, by number, first the one it opens with."""

    topic: Words
    clauses: tuple[Words, ...]
    aspects: tuple[int, ...]


def gist(text: str) -> Gist:
    """The gist of a title: terms before manner, purpose and ground, light openings left out."""
    known = lexicon()
    opening: list[str] = []
    clauses: list[Words] = []
    for clause in _CLAUSE_END.split(text):
        said: list[str] = []
        for part in known.tails.split(clause):
            found = [term for term in telling(terms(part)) if term not in known.light]
            said += found
            if len(opening) < TOPIC_TERMS[0]:
                opening += found
        if len(said) >= CLAUSE_TERMS:
            clauses.append(tuple(said[: TOPIC_TERMS[1]]))
    return Gist(tuple(opening[: TOPIC_TERMS[1]]), tuple(dict.fromkeys(clauses))[:MOST_CLAUSES], _aspects(text))


def _aspects(text: str) -> tuple[int, ...]:
    known = lexicon()
    head = known.tails.split(_CLAUSE_END.split(text)[0])[0]
    for part in (head, text):
        if found := [kind for _, kind in _longest(telling(terms(part)), known.aspects) if kind is not None]:
            return tuple(dict.fromkeys(found))
    return ()
