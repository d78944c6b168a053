"""KHT14: too much "thường xuyên"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_ENOUGH_TASKS = 6


class KHT14(Rule):
    """Quá nửa nhiệm vụ có thời hạn “Thường xuyên”.
    More than half of the tasks are “Thường xuyên”.

    Kiểm tra: Không quá nửa số nhiệm vụ trong bảng có thời hạn “Thường xuyên” (xét bảng từ 6 nhiệm vụ trở lên).
    Checks: No more than half of the tasks of a table of six or more are due “Thường xuyên” (continuously).
    Vì sao: Việc “thường xuyên” không bao giờ quá hạn; lạm dụng thì kế hoạch không đo được tiến độ.
    Why: What is continuous is never overdue; with too much of it a plan's progress cannot be measured.
    Sai: Thường xuyên
    Đúng: Trước ngày 30/6/2024
    """

    code = "KHT14"
    name = "mostly-ongoing"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        tasks = draft.assignments
        ongoing = [task for task in tasks if task.deadline.clauses and all(clause.kind == "ongoing" for clause in task.deadline.clauses)]
        if len(tasks) >= _ENOUGH_TASKS and len(ongoing) * 2 > len(tasks):
            yield Hit(
                pick(
                    f"{len(ongoing)} trên {len(tasks)} nhiệm vụ có thời hạn “Thường xuyên”",
                    f"{len(ongoing)} of {len(tasks)} tasks are due “Thường xuyên”",
                ),
                suggestion=pick(
                    "ghi mốc hoàn thành hoặc kỳ báo cáo cho những việc có sản phẩm",
                    "give a date or a reporting period to tasks with a product",
                ),
                about="thường xuyên",
            )
