"""Headings that name a time of their own: a period to tick ("Quý I", "T3", "Năm 2026"), where a task starts or ends ("Từ ngày").

A heading of several levels is written "Thời gian thực hiện / Quý I": the lowest part says what the cells are, the parts above
what it leaves out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from kehoach.text import bare, key

Unit = Literal["quarter", "half", "month", "year", "roman", "digit"]
"""What a period is; ``roman`` and ``digit``: a bare number, the unit stands above it or nowhere."""
LEVELS = " / "

_YEAR = r"(?:(?:nam )?(?:19|20)\d\d)"
_KINDS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("quarter", re.compile(rf"(?:quy|q) ?(?:iv|i{{1,3}}|[1-4])(?: {_YEAR})?")),
    ("half", re.compile(rf"(?:0?6|sau) thang (?:dau|cuoi)(?: nam)?(?: {_YEAR})?")),
    ("month", re.compile(rf"(?:thang|th|t) ?(?:1[0-2]|0?[1-9])(?: {_YEAR})?")),
    ("year", re.compile(_YEAR)),
    ("roman", re.compile(r"iv|i{1,3}")),
    ("digit", re.compile(r"1[0-2]|0?[1-9]")),
)
_NAMED = ((re.compile(r"\bqu[ýí]\b"), "Quý"), (re.compile(r"\btháng\b"), "Tháng"))
_OTHER = re.compile(r"[^a-z0-9]+")


def _fold(text: str) -> str:
    return _OTHER.sub(" ", bare(text)).strip()


def above_and_lowest(heading: str) -> tuple[list[str], str]:
    """The upper levels of a heading and its lowest."""
    *above, lowest = heading.split(LEVELS)
    return above, lowest


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit | None:
    """What period the text is, and nothing else; None for any other text."""
    folded = _fold(text) if 0 < len(text) < 40 else ""
    return next((unit for unit, pattern in _KINDS if pattern.fullmatch(folded)), None) if folded else None


def names_period(text: str) -> bool:
    """Whether the text is a period by its own words, not only by standing under a heading: "Quý I", not "I"."""
    return unit_of(text) not in (None, "roman", "digit")


def unit_word(heading: str) -> str | None:
    """The unit that a heading gives the bare numbers under it: "Quý thực hiện" -> "Quý"; None where it names none, or both."""
    named = [word for pattern, word in _NAMED if pattern.search(key(heading))]
    return named[0] if len(named) == 1 else None


def period_words(heading: str, siblings: int) -> str | None:
    """The period as a deadline is written: the words of the heading, the year above it, the unit that a bare number leaves out.

    ``siblings``: how many bare numbers stand side by side. Four Roman ones are quarters and twelve months where nothing above
    names the unit. None where the unit is not known.
    """
    above, lowest = above_and_lowest(heading)
    unit = unit_of(lowest)
    words = " ".join(lowest.split())
    if unit in ("roman", "digit"):
        named = next((word for level in reversed(above) if (word := unit_word(level))), None)
        if named is None:
            named = "Quý" if unit == "roman" and siblings == 4 else "Tháng" if unit == "digit" and siblings == 12 else None
        if named is None:
            return None
        words = f"{named} {words}"
    year = next((level for level in reversed(above) if unit_of(level) == "year"), None)
    return f"{words} {year}" if year and unit != "year" and not re.search(r"\d{4}", words) else words
