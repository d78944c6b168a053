"""Bullets of a list whose lines were run together: "- Kiểm đếm: xong trong tháng 12 - Bàn giao: trước tháng 6".

A spaced dash or plus sign between two deadlines is otherwise a range or a sum ("quý II - quý IV"), or part of a name ("Hà Nội - Huế").
"""
from __future__ import annotations

from kehoach.normalize.deadlines.lexicon import NUMBER_CLASSES, Token

_BULLETS = frozenset({"DASH", "PLUS"})
_PARTS = frozenset({"SEMI", "STOP", "BULLET"})
_NAMES = frozenset({"WORD", "DOC", "OWN_DOC", "REPORT", "ISSUE", "GENERIC", "ROUND", "DONE"})
"""How the name of an item begins; what begins with a time or a number goes on with what is before it."""
_SAYS_WHEN = frozenset({*NUMBER_CLASSES, "MONTH", "QUARTER", "YEAR_WORD", "ONGOING", "AD_HOC", "CLOSE"})


def bulleted(tokens: list[Token]) -> list[Token]:
    """The tokens with the dashes that begin an item made bullets."""
    named = _followed_by_colon(tokens)
    opened = tokens[0].text if tokens[0].kind == "BULLET" else ""
    made: list[Token] = []
    colon = False
    for i, token in enumerate(tokens):
        if token.kind in _BULLETS and made and i + 1 < len(tokens) and tokens[i + 1].kind in _NAMES:
            closes = made[-1].kind in _SAYS_WHEN
            listed = opened == token.text and (colon or closes)
            if listed or (colon and named[i]):
                token = token._replace(kind="BULLET")
        colon = token.kind == "COLON" or (colon and token.kind not in _PARTS)
        made.append(token)
    return made


def _followed_by_colon(tokens: list[Token]) -> list[bool]:
    """For each token, whether a colon comes before the next sign that could part items."""
    found: list[bool] = []
    ahead = False
    for token in reversed(tokens):
        found.append(ahead)
        ahead = token.kind == "COLON" or (ahead and token.kind not in _PARTS | _BULLETS)
    return found[::-1]
