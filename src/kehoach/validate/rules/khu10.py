"""KHU10: one unit twice in a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHU10(Rule):
    """Một đơn vị được nêu hai lần trong một ô.
    One unit named twice in a cell.

    Kiểm tra: Trong ô chủ trì hoặc ô phối hợp, mỗi đơn vị được nêu một lần.
    Checks: In the cell of the lead or of the cooperating units each unit is named once.
    Vì sao: Lần thứ hai thường là chép nhầm thay cho một đơn vị khác.
    Why: The second time mostly stands where another unit was meant.
    Sai: Sở Tư pháp; Sở Tài chính; Sở Tư pháp
    Đúng: Sở Tư pháp; Sở Tài chính
    """

    code = "KHU10"
    name = "unit-twice"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.plan.tasks:
            for cell in filter(_has_several, (task.lead_raw, task.cooperating_raw)):
                parts = [part.strip(" .-+") for part in cell.split(";")]
                twice = next((part for part, times in Counter(parts).items() if part and times > 1), None)
                if twice:
                    start = cell.rfind(twice)
                    yield Hit(
                        pick(f"“{twice}” được nêu hai lần", f"“{twice}” is named twice"),
                        task,
                        suggestion=pick("bỏ một lần, hoặc ghi đơn vị còn thiếu", "drop one, or name the unit that is missing"),
                        mark=Mark(cell, start, start + len(twice)),
                    )


def _has_several(cell: str) -> bool:
    return ";" in cell
