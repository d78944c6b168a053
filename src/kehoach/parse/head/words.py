"""The word lists of head and foot, as patterns on skeletons (no tones, no case)."""
from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from kehoach.text import key, skeleton


@cache
def lists() -> dict[str, list[str]]:
    """All lists of ``agencies.toml`` and ``head.toml`` by name."""
    data = files("kehoach.parse") / "data"
    found: dict[str, list[str]] = {}
    for name in ("agencies.toml", "head.toml"):
        found |= tomllib.loads((data / name).read_text(encoding="utf-8"))
    return found


@cache
def choice(name: str) -> str:
    """The members of a list as an alternation on skeletons, longest first."""
    return "|".join(sorted((re.escape(skeleton(word)) for word in lists()[name]), key=len, reverse=True))


@cache
def starts(name: str) -> re.Pattern[str]:
    """A pattern for a skeleton that begins with a member of a list, whole words."""
    return re.compile(rf"(?:{choice(name)})(?![^\W_])")


@cache
def _short(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in lists()[name] if " " not in word)


def begins_with(text: str, name: str) -> bool:
    """Whether a text begins with a member of a list ("heads", "central" …); case forgiven, tones too save in one syllable.

    "Vũ Quang" does not begin with "Vụ", "UY BAN NHÂN DÂN" does begin with "Ủy ban nhân dân", and "BO Y TE" with "Bộ": a scan without
    any tones in three words or more has lost them. What begins with a member of the list "not_…" of the same name does not count.
    """
    match = starts(name).match(skeleton(text))
    if match is None or (f"not_{name}" in lists() and begins_with(text, f"not_{name}")):
        return False
    if " " in match[0] or key(text[: match.end()]) in _short(name):
        return True
    return text.isascii() and text.isupper() and len(text.split()) > 2


@cache
def official(name: str) -> dict[str, str]:
    """The members of a list by their skeletons."""
    return {skeleton(word): word for word in lists()[name]}


@cache
def shapes(name: str) -> re.Pattern[str]:
    """A list whose members are patterns themselves, as one pattern for the start of a skeleton."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in lists()[name]))
