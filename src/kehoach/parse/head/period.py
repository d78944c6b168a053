"""The period of a plan from its title: a giai đoạn, a year, or the part of a year that it names.

Years that belong to a cited document or to a date are none of the plan's, nor is "đến năm" (an aim without a beginning).
"""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from kehoach.model import Period
from kehoach.normalize.numbers import find_numbers
from kehoach.parse.dates import find_dates
from kehoach.text import skeleton

_YEAR = r"(?:19|20)\d\d"
_TO = r"\s?(?:-|den(?:\s(?:het\s)?nam)?|/|,|va)\s?(?:nam\s)?"
_STAGE = re.compile(
    rf"(?:giai doan|thoi ky|cac nam|tu nam|trong \d{{1,2}} nam|\d{{1,2}} nam|nien khoa|nhiem ky|nam)\s*:?\s?(?:nam\s)?\(?"
    rf"(?P<a>{_YEAR}){_TO}(?P<b>{_YEAR})(?!\d)"
)
_RANGE = re.compile(rf"(?<![\d/.-])(?P<a>{_YEAR})\s?-\s?(?P<b>{_YEAR})(?![\d/])")
_SCHOOL = re.compile(rf"nam hoc\s*:?\s?(?P<a>{_YEAR})\s?-\s?(?P<b>{_YEAR})(?!\d)")
_SCHOOL_MONTH = re.compile(rf"thang (?P<month>\d{{1,2}}),? (?:cua )?{_SCHOOL.pattern}")
_SCHOOL_BEGINS = 8
"""The month from which the first year of a school year counts."""
_MONTHS = re.compile(rf"(?<!\d)(?P<count>\d{{1,2}}|ba|bon|sau|chin) thang (?P<end>dau|cuoi)(?: cua)? nam (?P<a>{_YEAR})(?!\d)")
_COUNTS = {"ba": 3, "bon": 4, "sau": 6, "chin": 9}
_QUARTER = re.compile(rf"quy (?P<quarter>iii|iv|ii|i|[1-4])\s?(?:/|,? nam )\s?(?P<a>{_YEAR})(?!\d)")
_MONTH = re.compile(rf"thang (?P<month>\d{{1,2}})\s?(?:/|,? nam )\s?(?P<a>{_YEAR})(?!\d)")
_ONE = re.compile(rf"(?P<aim>(?:den|tu|truoc|sau|het|dinh huong|tam nhin)\s)?nam\s(?P<a>{_YEAR})(?!\d)(?!\s?-\s?\d{{4}})")
_FOLLOWED = re.compile(r"\s?,?\s?(?:va )?(?:cac )?nam tiep theo|tro di")
_LAW_YEAR = re.compile(
    r"(?:luat|bo luat|hien phap|phap lenh)\s(?:(?!tren dia ban|tinh |thanh pho |huyen |xa |phuong |trong |cua )[^,;]){1,80}?"
    rf"nam {_YEAR}(?!\d)"
)
_CITED_YEAR = re.compile(rf"\s*(?:ngay\s)?nam {_YEAR}(?!\d)")
_LONGEST = 40
"""Years of a plan; more are those of what it celebrates ("kỷ niệm 60 năm ngày thành lập (1964 - 2024)")."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _without_citations(title: str) -> str:
    """The title's skeleton with dates, numbers of documents and the years of laws blanked."""
    bare = skeleton(title)
    spans = [(found.start, found.end) for found in find_dates(title)]
    for start, end, _ in find_numbers(title):
        year = _CITED_YEAR.match(bare, end)
        spans.append((start, year.end() if year else end))
    spans += [match.span() for match in _LAW_YEAR.finditer(bare)]
    for start, end in spans:
        bare = bare[:start] + "_" * (end - start) + bare[end:]
    return bare


def _span(start: date, end: date) -> Period | None:
    return Period(start=start, end=end) if start <= end else None


def _months(year: int, first: int, last: int) -> Period | None:
    if not 1 <= first <= last <= 12:
        return None
    return _span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def read_period(title: str | None) -> Period | None:
    """The period that a title gives its plan, or None; a single year goes before the giai đoạn of what the plan carries out."""
    if not title:
        return None
    bare = _without_citations(title)
    if month := _SCHOOL_MONTH.search(bare):
        number = int(month["month"])
        return _months(int(month["a" if number >= _SCHOOL_BEGINS else "b"]), number, number)
    if school := _SCHOOL.search(bare):
        return _span(date(int(school["a"]), 9, 5), date(int(school["b"]), 5, 31))
    if months := _MONTHS.search(bare):
        count = _COUNTS.get(months["count"]) or int(months["count"])
        return _months(int(months["a"]), *((1, count) if months["end"] == "dau" else (13 - count, 12)))
    if quarter := _QUARTER.search(bare):
        number = _ROMAN.get(quarter["quarter"]) or int(quarter["quarter"])
        return _months(int(quarter["a"]), 3 * number - 2, 3 * number)
    if month := _MONTH.search(bare):
        return _months(int(month["a"]), int(month["month"]), int(month["month"]))
    stages = list(_STAGE.finditer(bare))
    years = [m for m in _ONE.finditer(bare) if not m["aim"] and not any(s.start() <= m.start() < s.end() for s in stages)]
    years = [m for m in years if not _FOLLOWED.match(bare, m.end())]
    if years:
        year = int(years[-1]["a"])
        return _months(year, 1, 12)
    ranges = stages or list(_RANGE.finditer(bare))
    if not ranges or int(ranges[0]["b"]) - int(ranges[0]["a"]) > _LONGEST:
        return None
    return _span(date(int(ranges[0]["a"]), 1, 1), date(int(ranges[0]["b"]), 12, 31))
