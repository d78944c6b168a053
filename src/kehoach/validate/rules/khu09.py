"""KHU09: province whose name or type has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.normalize.data import rows
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.mentions import named_in
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_ISSUER_REACH = 90
"""A name this near after a cited number belongs to the citation ("của UBND tỉnh …"), which keeps the name of its time."""


@cache
def _provinces() -> dict[tuple[str, str], list[dict[str, str]]]:
    known: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows("provinces"):
        known.setdefault((row["type"], row["name"]), []).append(row)
    return known


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted({name for _, name in _provinces()}, key=len, reverse=True)
    return re.compile(rf"\b([Tt]ỉnh|[Tt]hành phố) ({'|'.join(map(re.escape, names))})\b")


def _now(name: str, day: date) -> str | None:
    """What a province of the past is called on a day, with its type."""
    current = next((row["now"] for (_, known), entries in _provinces().items() if known == name for row in entries), None)
    for (type_, known), entries in _provinces().items():
        if known == current and any(_is_valid(row, day) for row in entries):
            return f"{type_} {known}"
    return None


def _is_valid(row: dict[str, str], day: date) -> bool:
    return (not row["valid_from"] or row["valid_from"] <= day.isoformat()) and (not row["valid_to"] or day.isoformat() <= row["valid_to"])


class KHU09(Rule):
    """Tên hoặc loại tỉnh, thành phố đã thay đổi.
    Province whose name or type has changed.

    Kiểm tra: “tỉnh X”, “thành phố X” đúng với tên và loại đơn vị cấp tỉnh vào ngày ban hành (không xét trong phần viện dẫn văn bản).
    Checks: “tỉnh X”, “thành phố X” fits the provinces of the day of issue (cited documents keep the names of their time).
    Vì sao: Từ 01/7/2025 còn 34 tỉnh, thành phố; năm 2026 có thêm tỉnh trở thành thành phố.
    Why: Since 1 July 2025 there are 34 provinces and cities; in 2026 more provinces became cities.
    Sai: tỉnh Bình Định
    Đúng: tỉnh Gia Lai
    Căn cứ: Nghị quyết số 202/2025/QH15 và các nghị quyết thành lập thành phố năm 2026.
    Ground: Resolution 202/2025/QH15 and the resolutions of 2026 that made cities.
    """

    code = "KHU09"
    name = "old-province"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        if draft.day is None:
            return
        for task in draft.plan.tasks:
            for words in draft.texts[task.id]:
                for match in _pattern().finditer(words) if "ỉnh " in words or "hành phố " in words else ():
                    entries = _provinces().get((match[1].lower(), match[2]), [])
                    gone = entries and all(row["valid_to"] and row["valid_to"] < draft.day.first.isoformat() for row in entries)
                    if gone and not any(0 <= match.start() - named.end <= _ISSUER_REACH for named in named_in(words)):
                        now = _now(match[2], draft.day.last)
                        yield Hit(
                            pick(f"“{match[0]}” không còn là đơn vị cấp tỉnh", f"“{match[0]}” is no longer a province"),
                            task,
                            suggestion=pick(f"nay là {now}", f"now {now}") if now else None,
                            mark=Mark(words, *match.span()),
                        )
                        break
