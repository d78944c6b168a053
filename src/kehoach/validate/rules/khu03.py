"""KHU03: one unit leads and cooperates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHU03(Rule):
    """Một đơn vị vừa chủ trì vừa phối hợp.
    One unit both leads and cooperates.

    Kiểm tra: Đơn vị chủ trì không có tên trong cột phối hợp của cùng nhiệm vụ.
    Checks: The lead unit does not also stand among the cooperating units of the task.
    Vì sao: Đơn vị không phối hợp với chính mình; thường là chép nhầm, bỏ sót đơn vị phối hợp thật.
    Why: No unit cooperates with itself; mostly a slip that hides the unit that was meant.
    Sai: Sở Nội vụ; UBND cấp xã
    Đúng: UBND cấp xã
    """

    code = "KHU03"
    name = "lead-is-support"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.assignments:
            leads = {(unit.name, unit.qualifier, unit.label) for unit in task.lead_units if unit.kind != "collective_open"}
            for unit in task.cooperating_units:
                if (unit.name, unit.qualifier, unit.label) in leads:
                    start = max(task.cooperating_raw.find(unit.raw), 0)
                    yield Hit(
                        pick(f"{unit.name} vừa chủ trì vừa phối hợp", f"{unit.name} both leads and cooperates"),
                        task,
                        suggestion=pick(f"bỏ {unit.name} khỏi cột phối hợp", f"take {unit.name} out of the cooperating units"),
                        mark=Mark(task.cooperating_raw, start, start + len(unit.raw)),
                    )
                    break
