"""KHU06: one unit written in several ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach import text
from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHU06(Rule):
    """Một đơn vị viết nhiều cách.
    One unit written in several ways.

    Kiểm tra: Tên mỗi đơn vị được viết một cách thống nhất trong toàn văn bản (đầy đủ hoặc viết tắt).
    Checks: Each unit is written in one way throughout the document, in full or abbreviated.
    Vì sao: Nhiều cách viết làm sai kết quả lọc, đếm theo đơn vị trong bảng tính.
    Why: Several spellings spoil filters and counts by unit in a spreadsheet.
    Sai: Sở TT&TT
    Đúng: Sở Thông tin và Truyền thông
    """

    code = "KHU06"
    name = "unit-spellings"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        written: dict[str, Counter[str]] = defaultdict(Counter)
        for task in draft.plan.tasks:
            for unit in (*task.lead_units, *task.cooperating_units):
                if unit.kind == "single" and not unit.qualifier:
                    written[unit.name][text.squeeze(unit.raw).strip(" .;,-+")] += 1
        for name, ways in written.items():
            spellings = {text.key(way): way for way in reversed(ways)}
            if len(spellings) > 1:
                listed = ", ".join(f"“{way}”" for way in sorted(spellings.values(), key=lambda way: -ways[way]))
                yield Hit(
                    pick(f"{name} được viết {len(spellings)} cách: {listed}", f"{name} is written in {len(spellings)} ways: {listed}"),
                    suggestion=pick(f"dùng thống nhất “{ways.most_common(1)[0][0]}”", f"keep to “{ways.most_common(1)[0][0]}”"),
                    about=name,
                )
