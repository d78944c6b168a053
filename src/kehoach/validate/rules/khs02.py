"""KHS02: gap in the numbers of tasks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule
from kehoach.validate.task_numbers import task_oddities

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHS02(Rule):
    """Số thứ tự nhiệm vụ bị nhảy hoặc lộn xộn.
    Gap or disorder in the numbers of tasks.

    Kiểm tra: Trong mỗi mục, số thứ tự nhiệm vụ tăng đều từng đơn vị; đánh số tiếp từ mục trước cũng được chấp nhận.
    Checks: Within each section the numbers of tasks go up by one; running on from the section before is accepted too.
    Vì sao: Số bị nhảy thường do xóa hoặc chèn dòng, hoặc mất dòng khi sang trang; báo cáo theo số sẽ lệch.
    Why: A jump is mostly a row deleted, inserted or lost at a page break; reports by number then go astray.
    Sai: 1, 2, 4
    Đúng: 1, 2, 3
    """

    code = "KHS02"
    name = "task-number-gap"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task, fault, written, expected in task_oddities(draft):
            if fault == "gap":
                yield Hit(
                    pick(
                        f"số thứ tự nhảy: ghi “{written}”, phải là “{expected}”", f"gap in the numbers: “{written}” instead of “{expected}”"
                    ),
                    task,
                    suggestion=pick(
                        f"đánh lại số thành {expected}, hoặc bổ sung dòng bị thiếu", f"renumber to {expected}, or add the missing row"
                    ),
                )
            elif fault == "order":
                yield Hit(
                    pick(
                        f"số thứ tự lộn xộn: gặp “{written}” khi chờ “{expected}”",
                        f"numbers out of order: “{written}” where “{expected}” was due",
                    ),
                    task,
                    suggestion=pick(f"đánh lại số thành {expected}", f"renumber to {expected}"),
                )
