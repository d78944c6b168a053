"""KHU02: several lead units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Unit
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_COMMITTEES = re.compile(r"(?:Chủ tịch )?(?:Ủy ban nhân dân|Hội đồng nhân dân) ")
_MANY = frozenset({"collective", "collective_open", "person_group", "role"})


def is_many(unit: Unit) -> bool:
    """Whether a unit stands for many bodies or people, each of which does the task for itself."""
    return unit.kind in _MANY or (unit.kind == "unknown" and unit.raw.lstrip("-+ ").lower().startswith(("các ", "những ", "cấp ")))


def _are_places(units: list[Unit]) -> bool:
    """Whether units are the committees of several places, each of which does the task at home."""
    return len(units) > 1 and all(_COMMITTEES.match(unit.name) for unit in units)


class KHU02(Rule):
    """Nhiệm vụ có nhiều đơn vị chủ trì.
    More than one lead unit.

    Kiểm tra: Ô chủ trì nêu một đơn vị, hoặc chỉ những nhóm đơn vị mà mỗi đơn vị tự làm phần mình (các sở, ngành; UBND cấp xã).
    Checks: The cell of the lead names one unit, or only collectives whose members each do their own part.
    Vì sao: Hai đơn vị cùng chủ trì thì không rõ ai chịu trách nhiệm chính; một việc chỉ giao một đơn vị chủ trì.
    Why: With two leads nobody is mainly responsible; one task goes to one lead.
    Sai: Sở Nội vụ; Sở Tư pháp
    Đúng: Sở Nội vụ
    """

    code = "KHU02"
    name = "several-leads"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.assignments:
            for _, group in groupby(task.lead_units, key=lambda unit: unit.label):
                units = list({unit.name: unit for unit in group}.values())
                single = [unit for unit in units if not is_many(unit)]
                if len(units) > 1 and single and not _are_places(single):
                    names = "; ".join(unit.name for unit in units)
                    yield Hit(
                        pick(f"có {len(units)} đơn vị chủ trì: {names}", f"{len(units)} lead units: {names}"),
                        task,
                        suggestion=pick(
                            f"giao một đơn vị chủ trì (ví dụ {single[0].name}), chuyển các đơn vị khác sang cột phối hợp",
                            f"keep one lead (say, {single[0].name}) and move the others to the cooperating units",
                        ),
                        mark=Mark(task.lead_raw, 0, len(task.lead_raw)),
                    )
                    break
