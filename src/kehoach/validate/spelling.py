"""Slips of spelling and character recognition that are no words of the language, with what was meant."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from kehoach.validate.data import table


class Slip(Struct, frozen=True):
    """One slip in a text: where it stands, and the right spelling."""

    start: int
    end: int
    right: str


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    words = table("wording")
    right = {entry["wrong"]: entry["right"] for entry in words["slip"]}
    right |= {f"Sơ {name}": f"Sở {name}" for name in words["misread_so"]["names"]}
    longest_first = sorted(right, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), right  # without a look behind: three times as fast


@lru_cache(maxsize=8192)
def slips(words: str) -> tuple[Slip, ...]:
    """The known slips in a text."""
    pattern, right = _known()
    found: list[Slip] = []
    match = pattern.search(words)
    while match is not None:
        inside = match.start() > 0 and (words[match.start() - 1].isalnum() or words[match.start() - 1] == "_")
        if not inside:
            found.append(Slip(match.start(), match.end(), right[match[0]]))
        match = pattern.search(words, match.start() + 1 if inside else match.end())
    return tuple(found)
