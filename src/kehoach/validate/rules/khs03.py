"""KHS03: two tasks with one number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule
from kehoach.validate.task_numbers import task_oddities

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHS03(Rule):
    """Trùng số thứ tự nhiệm vụ.
    Two tasks with the same number.

    Kiểm tra: Trong một mục không có hai nhiệm vụ khác nhau mang cùng số thứ tự.
    Checks: No two different tasks of one section bear the same number.
    Vì sao: Nhiệm vụ được gọi tên bằng số khi giao việc và báo cáo; trùng số thì không biết nói đến việc nào.
    Why: Tasks are known by their numbers when work is handed out and reported; with one number twice nobody knows which is meant.
    Sai: 1, 2, 2
    Đúng: 1, 2, 3
    """

    code = "KHS03"
    name = "task-number-twice"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task, fault, written, expected in task_oddities(draft):
            if fault == "duplicate":
                yield Hit(
                    pick(f"số thứ tự “{written}” đã dùng ở trên", f"the number “{written}” was used above"),
                    task,
                    suggestion=pick(f"đánh lại số thành {expected}", f"renumber to {expected}"),
                )
