"""KHU07: open collective as lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Unit
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


def _is_open(unit: Unit) -> bool:
    """Whether nobody can tell who belongs to a unit: "liên quan", or an open collective that nothing narrows."""
    if unit.qualifier:
        return unit.kind.startswith("collective") and unit.qualifier.endswith("liên quan")
    return unit.kind == "collective_open"


class KHU07(Rule):
    """Giao chủ trì cho “các cơ quan liên quan”.
    An open collective as lead.

    Kiểm tra: Đơn vị chủ trì xác định được; “các cơ quan, đơn vị liên quan” thì không.
    Checks: The lead is a body that can be told; “các cơ quan, đơn vị liên quan” (those concerned) is not.
    Vì sao: Nhóm không xác định thành viên thì không ai thấy mình là người chủ trì.
    Why: Nobody feels named by a group whose members are not known.
    Sai: Các cơ quan, đơn vị liên quan
    Đúng: Văn phòng UBND tỉnh
    """

    code = "KHU07"
    name = "open-lead"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.assignments:
            if task.lead_units and all(_is_open(unit) for unit in task.lead_units):
                yield Hit(
                    pick(f"đơn vị chủ trì không xác định: “{task.lead_raw}”", f"the lead cannot be told: “{task.lead_raw}”"),
                    task,
                    suggestion=pick("nêu đích danh đơn vị chủ trì", "name the lead unit"),
                    mark=Mark(task.lead_raw, 0, len(task.lead_raw)),
                )
