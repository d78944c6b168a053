"""What can be wrong with the wording of a deadline itself: impossible dates, ranges that run backwards, stray figures at a year.

These are judged on the words, because a phrase that means nothing leaves no clause behind. Numbers and dates of cited
documents in the phrase are left alone. Every pattern is bounded, so the work grows with the length of the phrase only.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from kehoach.lang import pick
from kehoach.normalize.numbers import find_numbers

Flaw = Literal["impossible", "reversed", "glued"]


class Problem(Struct, frozen=True):
    """One flaw of a phrase: what it is, where it stands, what is wrong ("{}" is the flawed part) and what to write instead,
    both in Vietnamese and English."""

    flaw: Flaw
    start: int
    end: int
    wrong: tuple[str, str]
    fix: tuple[str, str] = ("", "")

    @property
    def message(self) -> str:
        return pick(*self.wrong)

    @property
    def suggestion(self) -> str | None:
        return pick(*self.fix) or None


_HINT = re.compile(r"\d|[Qq][uú]")
_GLUED_HINT = re.compile(r"(?<!\d)(?:19|20)\d{3,4}(?!\d)")
_DATE_HINT = re.compile(r"\d(?:[ ]?[/.-][ ]?\d|[ ]tháng)")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_QUARTERS_OF_A_YEAR = ("một năm có Quý I, II, III, IV", "a year has Quý I, II, III, IV")
_FULL = re.compile(
    r"(?P<day>\d(?<![\d/.].)\d?)[ ]?(?:(?P<sep>[/.-])[ ]?(?P<month>\d{1,2})[ ]?(?P=sep)[ ]?(?P<year>\d{4})(?![\d/])"
    r"|tháng[ ]?(?P<month2>\d{1,2})[ ]?(?:năm[ ]?|/)(?P<year2>\d{4})(?!\d))"
)
_DAY_MONTH = re.compile(
    r"(?<![\d/.,-])(?P<cue>ngày[ ])?(?P<day>\d{1,2})(?:/|[ ]tháng[ ])(?P<month>\d{1,2})"
    r"(?![\d/%]|[ ]?(?:năm|ngày|tháng)[ ]?\d|[ ]?/)"
)
_MONTH = re.compile(r"(?<!\w)tháng[ ]?(?P<month>\d{1,3})(?!\d)(?![ ]?(?:tháng|lần|ngày))")
_MONTH_YEAR = re.compile(r"(?<![\d/.,-])(?P<month>\d{1,2})/(?P<year>(?:19|20)\d{2})(?!\d)")
_QUARTER = re.compile(r"(?<!\w)(?:(?:quý|qúy|quí|qúi)[ ]?(?P<quarter>[ivxl1|]{1,5}|\d{1,3})(?!\w)(?![ ]?lần)|q(?P<short>\d)(?=/))")
_YEAR = re.compile(r"(?<!\w)năm[ ]?(?P<year>\d{3,8})(?![\d%])")
_GLUED = re.compile(r"(?:(?<=năm )|(?<=năm)|(?<=/)|(?<=-)|(?<=- ))(?P<year>(?:19|20)\d{2})(?P<mark>\d{1,2})(?!\d)")


def problems(phrase: str) -> list[Problem]:
    """The flaws of a deadline phrase, in the order they stand there; none for a phrase that is merely vague."""
    return list(_problems(phrase)) if _HINT.search(phrase) else []


@lru_cache(maxsize=8192)
def _problems(phrase: str) -> tuple[Problem, ...]:
    plain = _masked(phrase)
    found: list[Problem] = []
    for problem in (*_glued(plain), *_impossible(plain), *_reversed(plain)):
        if not any(problem.start < other.end and other.start < problem.end for other in found):
            found.append(_quoted(problem, phrase))
    return tuple(sorted(found, key=lambda problem: problem.start))


def _quoted(problem: Problem, phrase: str) -> Problem:
    vi, en = (words.replace("{}", phrase[problem.start : problem.end]) for words in problem.wrong)
    return replace(problem, wrong=(vi, en))


def _masked(phrase: str) -> str:
    """The phrase in lower case with the same length, dashes plain, and cited numbers with their dates blotted out."""
    plain = phrase.lower() if len(phrase.lower()) == len(phrase) else phrase
    for dash in "–—‑−":
        plain = plain.replace(dash, "-")
    plain = plain.replace("\n", " ").replace("\u00a0", " ")
    for start, end, _ in find_numbers(phrase):
        dated = re.match(r"[ ,(]{0,2}ngày[ ]?\d{1,2}(?:/|[ ]tháng[ ])\d{1,2}(?:/|[ ]năm[ ])\d{4}", plain[end:])
        end += dated.end() if dated else 0
        plain = plain[:start] + "_" * (end - start) + plain[end:]
    return plain


def glued_years(words: str) -> list[Problem]:
    """The years of any text that a figure is stuck to."""
    return [_quoted(problem, words) for problem in _glued(_masked(words))] if _GLUED_HINT.search(words) else []


def impossible_dates(words: str) -> list[Problem]:
    """The impossible whole dates (day, month and year) of any text, those of cited documents among them."""
    if not _DATE_HINT.search(words):
        return []
    return [_quoted(problem, words) for problem in _whole_dates(words)]


def _whole_dates(words: str) -> Iterator[Problem]:
    for match in _FULL.finditer(words):
        day, month, year = int(match["day"]), int(match["month"] or match["month2"]), int(match["year"] or match["year2"])
        if not _exists(day, month, year):
            yield _no_such_day(match, day, month, year)


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of the months, without a leap day."""


def _exists(day: int, month: int, year: int | None) -> bool:
    """Whether the calendar has the day; without a year, 29 February is let pass."""
    if not 1 <= month <= 12 or day < 1:
        return False
    leap = month == 2 and (not year or not 1 <= year <= 9999 or calendar.isleap(year))
    return day <= _LENGTHS[month - 1] + leap


def _no_such_day(match: re.Match[str], day: int, month: int, year: int | None) -> Problem:
    fix = ("", "")
    if 1 <= month <= 12 and day > 28:
        last = f"{calendar.monthrange(year or 2024, month)[1]:02}/{month:02}" + (f"/{year}" if year else "")
        fix = (f"ngày cuối của tháng là {last}", f"the last day of that month is {last}")
    return Problem("impossible", match.start("day"), match.end(), ("“{}” không có trong lịch", "“{}” is not in the calendar"), fix)


def _impossible(plain: str) -> Iterator[Problem]:
    yield from _whole_dates(plain)
    for match in _DAY_MONTH.finditer(plain):
        day, month = int(match["day"]), int(match["month"])
        meant = match["cue"] is not None or (1 <= month <= 12 and day <= 31)
        if meant and not _exists(day, month, None):
            yield _no_such_day(match, day, month, None)
    for pattern in (_MONTH, _MONTH_YEAR):
        for match in pattern.finditer(plain):
            if not 1 <= int(match["month"]) <= 12:
                yield Problem("impossible", *match.span(), ("“{}”: không có tháng này", "“{}”: there is no such month"))
    for match in _QUARTER.finditer(plain):
        if not _quarter(match["quarter"] or match["short"]):
            wrong = ("“{}”: không có quý này", "“{}”: there is no such quarter")
            yield Problem("impossible", *match.span(), wrong, _QUARTERS_OF_A_YEAR)
    for match in _YEAR.finditer(plain):
        if len(match["year"]) != 4 or match["year"][:2] not in ("19", "20"):
            yield Problem("impossible", *match.span(), ("“{}”: năm viết sai", "“{}”: malformed year"))


def _quarter(written: str) -> int:
    """The quarter that Roman or Arabic figures mean, also misread ones ("lI", "11"); 0 for none."""
    if written.isdigit() and set(written) != {"1"}:
        return int(written) if 1 <= int(written) <= 4 else 0
    return _ROMAN.get(written.upper().replace("L", "I").replace("|", "I").replace("1", "I"), 0)


def _glued(plain: str) -> Iterator[Problem]:
    for match in _GLUED.finditer(plain):
        year, mark = match["year"], match["mark"]
        yield Problem(
            "glued",
            *match.span(),
            (
                f"“{{}}”: chữ số “{mark}” (dấu chú thích?) dính liền năm {year}",
                f"“{{}}”: the figure “{mark}” (a footnote mark?) is stuck to the year {year}",
            ),
            (
                f"viết “{year}” và đặt dấu chú thích ở dạng chỉ số trên",
                f"write “{year}” and set the footnote mark as a superscript",
            ),
        )


_DASH = r"[ ]?(?:-|đến(?:[ ]hết)?|tới)[ ]?"
_TAIL = r"(?![ ]?(?:hằng|hàng|mỗi|năm[ ](?:sau|tới|tiếp|kế)))"
_YEAR_A, _YEAR_B = (rf"(?:[ ]?(?:/|,?[ ]?năm[ ])(?P<{name}>\d{{4}}))?" for name in ("ya", "yb"))
_MONTHS = re.compile(rf"tháng[ ]?(?P<a>\d{{1,2}}){_YEAR_A}{_DASH}(?:tháng[ ]?)?(?P<b>\d{{1,2}})(?!\d){_YEAR_B}{_TAIL}")
_QUARTERS = re.compile(rf"qu[ýy][ ]?(?P<a>[ivl1-4]{{1,3}}){_YEAR_A}{_DASH}(?:qu[ýy][ ]?)?(?P<b>[ivl1-4]{{1,3}})(?!\w){_YEAR_B}{_TAIL}")
_YEARS = re.compile(rf"(?<![\d/.])(?P<a>(?:19|20)\d{{2}}){_DASH}(?:năm[ ]?)?(?P<b>(?:19|20)\d{{2}})(?!\d)")
_DAYS = re.compile(
    rf"(?<![\d/.])(?P<da>\d{{1,2}})/(?P<a>\d{{1,2}})(?:/(?P<ya>\d{{4}}))?{_DASH}(?:ngày[ ]?)?"
    rf"(?P<db>\d{{1,2}})/(?P<b>\d{{1,2}})(?:/(?P<yb>\d{{4}}))?(?![\d/]){_TAIL}"
)
_RECURS = re.compile(r"h[ằà]ng[ ](?:năm|quý|tháng)|năm học|mỗi năm")
_SWAP = ("đổi lại thứ tự, hoặc ghi rõ năm ở cả hai đầu", "swap the two ends, or write the year at both")


def _reversed(plain: str) -> Iterator[Problem]:
    if _RECURS.search(plain):
        return
    for pattern, read in ((_DAYS, int), (_MONTHS, int), (_QUARTERS, _quarter)):
        for match in pattern.finditer(plain):
            if _runs_back(match, read):
                yield _backwards(match)
    for match in _YEARS.finditer(plain):
        if match["a"] > match["b"]:
            yield _backwards(match)


def _runs_back(match: re.Match[str], read: Callable[[str], int]) -> bool:
    """Whether the first end of a range lies after the second; one year written serves both ends."""
    groups = match.groupdict()
    years = [int(groups[name] or groups["yb"] or groups["ya"] or 0) for name in ("ya", "yb")]
    first, last = ((year, read(groups[name]), int(groups.get(f"d{name}") or 0)) for year, name in zip(years, "ab", strict=True))
    return first > last


def _backwards(match: re.Match[str]) -> Problem:
    return Problem("reversed", *match.span(), ("“{}”: điểm cuối đứng trước điểm đầu", "“{}” ends before it begins"), _SWAP)
