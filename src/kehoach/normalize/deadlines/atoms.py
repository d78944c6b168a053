"""From tokens to partial values: every run of words that a rule with a pattern matches becomes one token with a value."""
from __future__ import annotations

import re

from kehoach.normalize.deadlines import periods, rhythms
from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.matched import IMPOSSIBLE, Made, Matched
from kehoach.normalize.deadlines.patterns import Rule, grammar

_PLAIN: dict[str, Made] = {"clock": ("CLOCK_TIME", None), "word": ("WORD", None), "mark": ("MARK", None), "impossible": IMPOSSIBLE}
_BUILDERS = {**periods.BUILDERS, **rhythms.BUILDERS}


def read_atoms(tokens: list[Token]) -> list[Token]:
    """The tokens with every run that a rule matched replaced by what the rule makes of it."""
    made: list[Token] = []
    at = 0
    for rule, match in grammar().matches(tokens):
        made += tokens[at : match.start()]
        run = tokens[match.start() : match.end()]
        kind, value = _build(rule, match, tokens, run)
        made.append(Token(kind, run[0].start, run[-1].end, value, "", rule.name))
        at = match.end()
    return made + tokens[at:]


def _build(rule: Rule, match: re.Match[str], tokens: list[Token], run: list[Token]) -> Made:
    if rule.gives in _PLAIN:
        return _PLAIN[rule.gives]
    groups = {name: tokens[match.start(name)] for name, text in match.groupdict().items() if text}
    return _BUILDERS[rule.gives](Matched(run, groups))
