"""KHU05: unit not recognised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule
from kehoach.validate.spelling import slips

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHU05(Rule):
    """Tên đơn vị không nhận ra.
    Unit not recognised.

    Kiểm tra: Tên đơn vị có trong danh mục cơ quan; nếu không, gần giống một tên trong danh mục thì nêu tên đó.
    Checks: The unit's name is in the list of bodies; if it is not but is close to one of them, that one is suggested.
    Vì sao: Tên sai chính tả không lọc, không tổng hợp theo đơn vị được, và có thể giao nhầm đơn vị.
    Why: A misspelt name cannot be filtered or counted, and may send the work to the wrong unit.
    Sai: Sở Tài chínhh
    Đúng: Sở Tài chính
    """

    code = "KHU05"
    name = "unknown-unit"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        from kehoach.normalize.units.gazetteer import suggest

        for task in draft.plan.tasks:
            for cell, units in ((task.lead_raw, task.lead_units), (task.cooperating_raw, task.cooperating_units)):
                for unit in units:
                    if unit.kind != "unknown" or slips(unit.raw):
                        continue
                    likely = suggest(unit.name)
                    if likely and likely != unit.name:
                        start = max(cell.find(unit.raw), 0)
                        yield Hit(
                            pick(f"không nhận ra đơn vị “{unit.raw}”", f"the unit “{unit.raw}” is not known"),
                            task,
                            suggestion=pick(f"có phải {likely}?", f"is {likely} meant?"),
                            mark=Mark(cell, start, start + len(unit.raw)) if unit.raw in cell else None,
                        )
