"""KHD04: one document cited with different data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.citations import Cited, cited
from kehoach.validate.findings import Hit, folded
from kehoach.validate.mentions import kinds
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHD04(Rule):
    """Một văn bản được viện dẫn mâu thuẫn.
    One document cited with contradictory data.

    Kiểm tra: Cùng số, ký hiệu thì cùng ngày; cùng số, cùng ngày, cùng cơ quan thì cùng loại.
    Checks: The same number goes with the same date; the same serial, date and issuer with the same type.
    Vì sao: Một trong các chỗ viện dẫn sai.
    Why: One of the citations is wrong.
    Sai: Quyết định số 566/QĐ-UBND ngày 29/02/2024
    Đúng: Quyết định số 566/QĐ-UBND ngày 28/02/2024
    """

    code = "KHD04"
    name = "contradictory-citations"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        by_serial: dict[str, list[Cited]] = defaultdict(list)
        for source in cited(draft):
            if source.number.number:
                by_serial[re.split(r"[/-]", source.number.number)[0]].append(source)
        for group in by_serial.values():
            told: set[str] = set()
            for first, second in combinations(_distinct(group), 2):
                message = _clash(first, second)
                later = _odd_one(first, second, group)
                if message and later.number.number not in told:
                    told.add(later.number.number or "")
                    yield later.hit(
                        message, suggestion=pick("đối chiếu với bản gốc, ghi thống nhất", "check against the original and cite it one way")
                    )


def _distinct(group: list[Cited]) -> list[Cited]:
    """The citations of a group that say different things, the first of each kind, those in tasks before those elsewhere."""
    kept: dict[tuple[object, ...], Cited] = {}
    for source in group:
        kept.setdefault((source.number.number, source.day), source)
    return list(kept.values())


def _odd_one(first: Cited, second: Cited, group: list[Cited]) -> Cited:
    """The one of two clashing citations that is more likely wrong: that contradicts itself, else the rarer, else the later."""

    def doubt(one: Cited) -> tuple[bool, int]:
        fits = one.number.type is None or one.number.type in kinds().get(one.kind or "", [one.number.type])
        same_year = one.number.year is None or one.day is None or one.number.year == one.day.year
        times = sum((other.number.number, other.day) == (one.number.number, one.day) for other in group)
        return not (fits and same_year), -times

    return first if doubt(first) > doubt(second) else second


def _clash(first: Cited, second: Cited) -> str | None:
    if first.day is None or second.day is None or not _same_issuer(first, second):
        return None
    if first.number.number == second.number.number and first.day != second.day:
        one_date = (
            first.number.year is not None or first.day.year == second.day.year or first.day.timetuple()[1:3] == second.day.timetuple()[1:3]
        )
        if one_date:
            days = f"{first.day:%d/%m/%Y}, {second.day:%d/%m/%Y}"
            return pick(f"{first.name} được ghi với hai ngày: {days}", f"{first.name} is cited with two dates: {days}")
    if (
        first.day == second.day
        and first.number.type != second.number.type
        and first.number.issuer == second.number.issuer
        and first.number.year == second.number.year
    ):
        numbers = f"{first.number.number}, {second.number.number}"
        return pick(
            f"một văn bản ngày {first.day:%d/%m/%Y} được ghi hai ký hiệu: {numbers}",
            f"one document of {first.day.isoformat()} is cited by two numbers: {numbers}",
        )
    return None


def _same_issuer(first: Cited, second: Cited) -> bool:
    """Whether two citations may be of one issuer: one names none, or both name the same place or none."""
    if not first.issuer or not second.issuer:
        return True
    one, other = folded(first.issuer), folded(second.issuer)
    return one.startswith(other[:12]) or other.startswith(one[:12])
