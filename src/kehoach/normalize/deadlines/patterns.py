"""Rules as data: patterns over classes of tokens, compiled to regular expressions over one letter per token.

``data/deadlines_rules.toml`` holds them, with the sets and macros they share. Every token becomes one private letter, so a
pattern like ``DAY_W? d=DAY_NO SLASH m=MONTH_NO`` is an ordinary expression over a short string.
"""
from __future__ import annotations

import re
import string
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from msgspec import Struct

from kehoach.normalize.deadlines.lexicon import Token, classes

_FIRST_LETTER = 0xE000
_MADE_CLASSES = ("PERIOD", "DAY_ALONE", "RECURRENCE", "DAY_ANCHOR", "WEEKDAYS", "CLOCK_TIME", "LATER_ONES", "IMPOSSIBLE")
"""Classes of what the rules make of tokens."""
_NAME = re.compile(r"(?:(?P<group>[a-z]\w*)=)?(?P<name>[A-Z][A-Z0-9_]*)|(?P<grouped>[a-z]\w*)=\(\?:(?P<body>[^()]*)\)")


@lru_cache(maxsize=1)
def letters() -> dict[str, str]:
    """The private letter of each class."""
    return {name: chr(_FIRST_LETTER + i) for i, name in enumerate((*classes(), *_MADE_CLASSES))}


class Rule(Struct, frozen=True):
    """One pattern: its name, what its builder makes, and the expression with the named tokens."""

    name: str
    gives: str
    expression: re.Pattern[str]


class Found(NamedTuple):
    """A rule that applies to the tokens ``start`` to ``end`` (not included), and where its named tokens are.

    Numbers at the end of a name only tell alternatives of one pattern apart: m, m2 and m3 are all "m".
    """

    rule: Rule
    start: int
    end: int
    groups: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1)
def rules_data() -> dict[str, Any]:
    """The rules file as it is."""
    text = files("kehoach.normalize").joinpath("data/deadlines_rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def compile_pattern(pattern: str) -> str:
    """A pattern of class names as a regular expression over letters."""
    data, alphabet = rules_data(), letters()

    def expand(match: re.Match[str]) -> str:
        if match["grouped"]:
            return f"(?P<{match['grouped']}>{_NAME.sub(expand, match['body'])})"
        name = match["name"]
        if name in data["macros"]:
            body = _NAME.sub(expand, data["macros"][name])
        elif name in data["sets"]:
            body = f"[{''.join(alphabet[member] for member in data['sets'][name])}]"
        else:
            body = alphabet[name]
        return f"(?P<{match['group']}>{body})" if match["group"] else body

    return re.sub(r"\s+", "", _NAME.sub(expand, pattern))


class Grammar:
    """All rules with a pattern, tried together: the leftmost match wins, and of two at one place the earlier rule."""

    def __init__(self) -> None:
        self.rules = [
            Rule(rule["name"], rule["gives"], re.compile(compile_pattern(rule["pattern"])))
            for rule in rules_data()["rule"]
            if "pattern" in rule
        ]
        together = (f"(?P<r{i}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', rule.expression.pattern)})" for i, rule in enumerate(self.rules))
        self._alphabet = letters()
        self._matches = lru_cache(maxsize=4096)(self._search)  # plans use few shapes: "15/6/2024" and "30/9/2024" are one
        self._any = re.compile("|".join(together))

    def matches(self, tokens: list[Token]) -> tuple[Found, ...]:
        """Every place where a rule applies, from left to right, none overlapping."""
        return self._matches("".join([self._alphabet[token.kind] for token in tokens]))

    def _search(self, shape: str) -> tuple[Found, ...]:
        found: list[Found] = []
        at = 0
        while match := self._any.search(shape, at):
            rule = self.rules[int(str(match.lastgroup)[1:])]
            own = rule.expression.match(shape, match.start())
            assert own is not None
            groups = tuple((name.rstrip(string.digits), own.start(name)) for name in rule.expression.groupindex if own.start(name) >= 0)
            found.append(Found(rule, own.start(), own.end(), groups))
            at = own.end()
        return tuple(found)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of the rules file, compiled on first use."""
    return Grammar()
