"""EDTF (ISO 8601-2) level 2 strings of dates: "2024-06", quarters "2024-33" to "-36", halves "2024-40" and "-41".

Ranges of quarters are written as months, because intervals of seasons are not valid. What is only about that long is not
marked here (``Clause.approximate`` says so).
"""
from __future__ import annotations

from datetime import date

from kehoach.normalize.deadlines.partial import length_of_month

_GRAINS_OF_MONTHS = frozenset({"month", "quarter", "half", "months"})


def interval(start: date | None, end: date | None, grain: str) -> str | None:
    """The string for a stretch of days that was named in units of ``grain``; None where neither end is known."""
    if start is None and end is None:
        return None
    if start is None or end is None:
        return f"{start or '..'}/{end or '..'}"
    if start > end:
        return None
    if grain == "year" and _whole_years(start, end):
        return _joined(f"{start.year:04d}", f"{end.year:04d}")
    if grain in _GRAINS_OF_MONTHS and _whole_months(start, end):
        months = (start.month, end.month) if start.year == end.year else (0, 0)
        if grain == "quarter" and months[1] - months[0] == 2:
            return f"{start.year:04d}-{33 + start.month // 3}"
        if grain == "half" and months[1] - months[0] == 5:
            return f"{start.year:04d}-{40 + start.month // 7}"
        return _joined(f"{start.year:04d}-{start.month:02d}", f"{end.year:04d}-{end.month:02d}")
    return _joined(start.isoformat(), end.isoformat())


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == length_of_month(end.year, end.month)


def _whole_years(start: date, end: date) -> bool:
    return _whole_months(start, end) and start.month == 1 and end.month == 12
