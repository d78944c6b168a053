"""KHU08: list of units whose parts are uncertain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHU08(Rule):
    """Danh sách đơn vị tách không chắc chắn.
    List of units that can be split in more than one way.

    Kiểm tra: Các đơn vị trong một ô cách nhau bằng một dấu (nên dùng dấu chấm phẩy); không trộn dấu phẩy và chấm phẩy khi có tên lạ.
    Checks: The units of a cell are set apart by one mark (best a semicolon); comma and semicolon are not mixed around unknown names.
    Vì sao: Tên đơn vị có sẵn dấu phẩy (Sở Văn hóa, Thể thao và Du lịch); trộn dấu thì phần mềm và người đọc tách khác nhau.
    Why: Names hold commas of their own; with mixed marks software and readers split the list differently.
    Sai: Trung tâm An Hòa, cụm Bắc Sơn; Sở Tư pháp
    Đúng: Trung tâm An Hòa; Sở Tư pháp
    """

    code = "KHU08"
    name = "uncertain-list"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.plan.tasks:
            for cell, units in ((task.lead_raw, task.lead_units), (task.cooperating_raw, task.cooperating_units)):
                if ";" in cell.rstrip("; ") and "," in cell:
                    doubtful = [unit for unit in units if unit.kind == "unknown"]
                    if doubtful:
                        yield Hit(
                            pick(
                                f"danh sách trộn dấu “,” và “;”, tách không chắc ở “{doubtful[0].raw}”",
                                f"the list mixes “,” and “;”; “{doubtful[0].raw}” may be split wrongly",
                            ),
                            task,
                            suggestion=pick("ngăn cách các đơn vị bằng dấu chấm phẩy", "set the units apart by semicolons"),
                            mark=Mark(cell, 0, len(cell)),
                        )
                        break
