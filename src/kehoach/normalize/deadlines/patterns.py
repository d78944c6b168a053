"""Rules as data: patterns over classes of tokens, compiled to regular expressions over one letter per token.

``data/deadlines_rules.toml`` holds them, with the sets and macros they share. Every token becomes one private letter, so a
pattern like ``DAY_W? d=DAY_NO SLASH m=MONTH_NO`` is an ordinary expression over a short string.
"""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kehoach.normalize.deadlines.lexicon import Token, classes

_FIRST_LETTER = 0xE000
_MADE_CLASSES = ("PERIOD", "DAY_ALONE", "RECURRENCE", "DAY_ANCHOR", "WEEKDAYS", "CLOCK_TIME", "LATER_ONES", "IMPOSSIBLE")
"""Classes of what the rules make of tokens."""
_NAME = re.compile(r"(?:(?P<group>[a-z]\w*)=)?(?P<name>[A-Z][A-Z0-9_]*)|(?P<grouped>[a-z]\w*)=\(\?:(?P<body>[^()]*)\)")


@lru_cache(maxsize=1)
def letters() -> dict[str, str]:
    """The private letter of each class."""
    return {name: chr(_FIRST_LETTER + i) for i, name in enumerate((*classes(), *_MADE_CLASSES))}


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: its name, what its builder makes, and the expression with the named tokens."""

    name: str
    gives: str
    expression: re.Pattern[str]


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
        self._any = re.compile("|".join(together))

    def matches(self, tokens: list[Token]) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every place where a rule applies, from left to right, none overlapping."""
        alphabet = letters()
        text = "".join([alphabet[token.kind] for token in tokens])
        at = 0
        while found := self._any.search(text, at):
            rule = self.rules[int(str(found.lastgroup)[1:])]
            match = rule.expression.match(text, found.start())
            assert match is not None
            yield rule, match
            at = match.end()


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of the rules file, compiled on first use."""
    return Grammar()
