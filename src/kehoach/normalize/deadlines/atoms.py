"""From tokens to partial values: every run of words that a rule with a pattern matches becomes one token with a value."""
from __future__ import annotations

from kehoach.normalize.deadlines import periods, rhythms
from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.matched import IMPOSSIBLE, Made, Matched
from kehoach.normalize.deadlines.patterns import Found, grammar

_PLAIN: dict[str, Made] = {"clock": ("CLOCK_TIME", None), "word": ("WORD", None), "mark": ("MARK", None), "impossible": IMPOSSIBLE}
_BUILDERS = {**periods.BUILDERS, **rhythms.BUILDERS}


def read_atoms(tokens: list[Token]) -> list[Token]:
    """The tokens with every run that a rule matched replaced by what the rule makes of it."""
    made: list[Token] = []
    at = 0
    for found in grammar().matches(tokens):
        made += tokens[at : found.start]
        kind, value = _build(found, tokens)
        made.append(Token(kind, tokens[found.start].start, tokens[found.end - 1].end, value, "", found.rule.name))
        at = found.end
    return made + tokens[at:]


def _build(found: Found, tokens: list[Token]) -> Made:
    gives = found.rule.gives
    if gives in _PLAIN:
        return _PLAIN[gives]
    return _BUILDERS[gives](Matched(tokens[found.start : found.end], {name: tokens[i] for name, i in found.groups}))
