"""Dates as documents write them: in words or figures, whole, partly blank, or cut to the month or year.

Written form: Decree 30/2020/ND-CP annex I ("ngày 05 tháng 01 năm 2024"); party documents use "05-01-2024", law sites "05/01/2024".
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from kehoach.text import skeleton

_LONGEST = 200
_FIGURES = str.maketrans("oil", "011")
_BLANK = r"[._ ]{0,40}"
_DAY = rf"(?P<day>\s?[\doil]{{1,2}}\s?|{_BLANK})"
_MONTH = rf"(?P<month>\s?[\doil]{{1,2}}\s?|{_BLANK})"
_YEAR = rf"(?P<year>\s?[12][\doil]{{3}}(?!\d)|\s?20[._ ]{{0,40}}|{_BLANK})"
_WORDS = re.compile(rf"(?<![^\W\d_])ngay{_DAY}thang{_MONTH},?\s?nam(?![^\W\d_]){_YEAR}")
_MONTH_WORDS = re.compile(rf"(?<![^\W\d_])thang{_MONTH},?\s?nam(?![^\W\d_]){_YEAR}")
_FIGURED = re.compile(
    r"(?:ngay\s?)?(?<![\d/.-])(?P<day>[\doil]{1,2})\s?[/.-]\s?(?P<month>[\doil]{1,2})\s?[/.-]\s?(?P<year>[12][\doil]{3})(?![\d/])"
)
_ONLY_YEAR = re.compile(r"(?<![^\W\d_])nam\s?(?P<year>[12]\d{3})(?!\d)")


class WrittenDate(Struct, frozen=True):
    """A date in a text: where it stands, its ISO form (cut to what is written; None where nothing is or it is impossible),
    and whether its day was left blank."""

    start: int
    end: int
    iso: str | None
    blank: bool


def _figure(written: str | None) -> int | None:
    figures = (written or "").strip(" ._").translate(_FIGURES)
    return int(figures) if figures.isdigit() else None


def _read(match: re.Match[str]) -> WrittenDate:
    groups = match.groupdict()
    year, month, day = (_figure(groups.get(part)) for part in ("year", "month", "day"))
    blank = "day" in groups and day is None
    iso: str | None = None
    if year is not None and 1900 <= year <= 2100:
        iso = f"{year:04d}"
        if month is not None:
            iso = f"{iso}-{month:02d}" if 1 <= month <= 12 else None
        if iso and month is not None and day is not None:
            try:
                iso = date(year, month, day).isoformat()
            except ValueError:
                iso = None
    return WrittenDate(match.start(), match.end(), iso, blank)


def date_at(text: str, start: int = 0) -> WrittenDate | None:
    """The date that begins at ``start``, in words or figures; "tháng 3 năm 2024" and "năm 2021" are cut dates."""
    bare = skeleton(text[start : start + _LONGEST])
    for pattern in (_WORDS, _FIGURED, _MONTH_WORDS, _ONLY_YEAR):
        match = pattern.match(bare)
        if match:
            found = _read(match)
            return replace(found, start=start, end=start + found.end)
    return None


def find_dates(text: str) -> list[WrittenDate]:
    """All dates with a day (or the blank of one) in a text, in order."""
    bare = skeleton(text)
    found = [_read(match) for pattern in (_WORDS, _FIGURED) for match in pattern.finditer(bare)]
    return sorted(found, key=lambda written: written.start)
