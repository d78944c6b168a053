"""Headings that name a time of their own: a period to tick ("Quý I", "T3", "Năm 2026"), where a task starts or ends ("Từ ngày").

A heading of several levels is written "Thời gian thực hiện / Quý I": the lowest part says what the cells are, the parts above
what it leaves out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from kehoach.text import bare, key

Unit = Literal["quarter", "part", "month", "week", "year", "roman", "digit", "always"]
"""What a period is; ``part`` of a year; ``roman`` and ``digit``: a bare number, its unit stands above it or nowhere; ``always``: no
period, but the time that is ticked beside periods ("Thường xuyên", "Cả năm")."""
LEVELS = " / "

_YEAR = r"(?:(?:nam )?(?:19|20)\d\d)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_KINDS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("quarter", re.compile(rf"(?:quy|q) ?(?:iv|i{{1,3}}|[1-4])(?: {_YEAR})?")),
    ("part", re.compile(rf"(?:0?[69]|sau|chin) thang (?:dau|cuoi)(?: nam)?(?: {_YEAR})?")),
    ("month", re.compile(rf"(?:thang|th|t) ?{_MONTH}(?: {_YEAR})?|{_MONTH} (?:19|20)\d\d")),
    ("week", re.compile(r"tuan (?:thu )?[1-5]")),
    ("year", re.compile(rf"{_YEAR}|(?:giai doan |nam hoc )?(?:19|20)\d\d (?:19|20)\d\d")),
    ("roman", re.compile(r"iv|i{1,3}")),
    ("digit", re.compile(_MONTH)),
    ("always", re.compile(r"thuong xuyen|ca nam|quanh nam|hang (?:thang|quy|nam)|dinh ky|dot xuat")),
)
_NAMED = ((re.compile(r"\bqu[ýí]\b"), "Quý"), (re.compile(r"\btháng\b"), "Tháng"))
_BRACKETED = re.compile(r"\s?\([^()]*\)$")
_OTHER = re.compile(r"[^a-z0-9]+")


def _fold(text: str) -> str:
    return _OTHER.sub(" ", bare(text)).strip()


def above_and_lowest(heading: str) -> tuple[list[str], str]:
    """The upper levels of a heading and its lowest."""
    *above, lowest = heading.split(LEVELS)
    return above, lowest


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit | None:
    """What period the text is, and nothing else but a remark in brackets; None for any other text."""
    folded = _fold(_BRACKETED.sub("", text)) if 0 < len(text) < 40 else ""
    return next((unit for unit, pattern in _KINDS if pattern.fullmatch(folded)), None) if folded else None


def names_period(text: str) -> bool:
    """Whether the text is a period by its own words, not only by standing under a heading: "Quý I", not "I"."""
    return unit_of(text) not in (None, "roman", "digit", "always")


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
    words = _BRACKETED.sub("", " ".join(lowest.split()))
    if unit in ("roman", "digit"):
        named = next((word for level in reversed(above) if unit_of(level) is None and (word := unit_word(level))), None)
        if named is None:
            named = "Quý" if unit == "roman" and siblings == 4 else "Tháng" if unit == "digit" and siblings == 12 else None
        if named is None:
            return None
        words = f"{named} {words}"
    wider = () if unit in ("year", "always") or re.search(r"\d{4}", words) else ("month", "year") if unit == "week" else ("year",)
    return " ".join([words, *(level for level in reversed(above) if unit_of(level) in wider)])
