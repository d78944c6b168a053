"""KHU01: no lead unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHU01(Rule):
    """Nhiệm vụ không có đơn vị chủ trì.
    No lead unit.

    Kiểm tra: Mỗi nhiệm vụ trong bảng có đơn vị chủ trì, ở chính dòng đó hoặc ở dòng nhóm phía trên.
    Checks: Every task of a table has a lead unit, in its row or in the group row above it.
    Vì sao: Không có đơn vị chủ trì thì không ai chịu trách nhiệm, không đôn đốc được.
    Why: Without a lead nobody is responsible and nobody can be reminded.
    Sai: Tổ chức hội nghị sơ kết
    Đúng: Tổ chức hội nghị tổng kết
    """

    code = "KHU01"
    name = "no-lead"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        advice = pick("ghi một đơn vị chịu trách nhiệm chính", "name the one unit that is responsible")
        for tasks in draft.missing_columns["lead"]:
            message = pick(
                f"không có đơn vị chủ trì, cũng như {len(tasks) - 1} nhiệm vụ khác của bảng",
                f"no lead unit, nor have the {len(tasks) - 1} other tasks of the table",
            )
            yield Hit(message, tasks[0], suggestion=advice)
        for task in draft.blanks("lead"):
            yield Hit(pick("không có đơn vị chủ trì", "no lead unit"), task, suggestion=advice)
