"""KHS01: no task found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHS01(Rule):
    """Không có nhiệm vụ nào.
    No task at all.

    Kiểm tra: Văn bản có ít nhất một nhiệm vụ, trong bảng hoặc trong phần tổ chức thực hiện.
    Checks: The document has at least one task, in a table or in a part that assigns work.
    Vì sao: Kế hoạch không giao việc cho ai thì không thực hiện, không theo dõi được; hoặc bảng đã bị mất khi chuyển định dạng.
    Why: A plan that assigns nothing cannot be carried out or followed up; or its table was lost in conversion.
    Sai: Kế hoạch chỉ có mục đích, yêu cầu
    Đúng: Ban hành Kế hoạch truyền thông
    """

    code = "KHS01"
    name = "no-task"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        if not any(not task.is_group for task in draft.plan.tasks):
            yield Hit(
                pick("không đọc được nhiệm vụ nào trong văn bản", "no task was found in the document"),
                suggestion=pick(
                    "thêm bảng nhiệm vụ có các cột: nội dung, chủ trì, phối hợp, sản phẩm, thời hạn",
                    "add a task table with columns for the work, the lead, the cooperating units, the product and the deadline",
                ),
                about=draft.plan.document.title or draft.plan.document.number or "",
            )
