"""KHT08: range that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHT08(Rule):
    """Khoảng thời gian bị ngược.
    Range that ends before it begins.

    Kiểm tra: Điểm đầu của khoảng thời gian đứng trước điểm cuối; năm ghi một lần dùng cho cả hai đầu.
    Checks: A range begins before it ends; a year written once serves both ends.
    Vì sao: “Tháng 9 đến tháng 02/2024” có thể là 9/2023 - 02/2024 hoặc 9/2024 - 02/2025: không ai biết hạn nào.
    Why: “From September to February 2024” may mean 2023/24 or 2024/25: nobody knows which.
    Sai: Từ tháng 9 đến tháng 02/2024
    Đúng: Từ tháng 9/2024 đến tháng 12/2024
    """

    code = "KHT08"
    name = "reversed-range"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for id_, flaws in draft.flaws.items():
            for flaw in flaws:
                if flaw.flaw == "reversed":
                    task = draft.tasks[id_]
                    yield Hit(flaw.message, task, suggestion=flaw.suggestion, mark=Mark(task.deadline.raw, flaw.start, flaw.end))
                    break
