"""KHT02: deadline before the day of issue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule
from kehoach.validate.spans import ended_before_issue, mostly

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHT02(Rule):
    """Thời hạn kết thúc trước ngày ban hành.
    Deadline over before the day of issue.

    Kiểm tra: Thời hạn chưa qua vào ngày ban hành. Khi phần lớn thời hạn đã qua thì báo một lần: có thể sai ngày ban hành.
    Checks: The deadline is not over on the day of issue. Where most are, one finding says that the date of issue may be wrong.
    Vì sao: Giao việc có hạn đã qua là sai năm, sai tháng, hoặc chép từ kế hoạch cũ.
    Why: Work that was due before it is given out has a wrong year or month, or was copied from an old plan.
    Sai: Tháng 10/2023
    Đúng: Tháng 10/2024
    """

    code = "KHT02"
    name = "deadline-before-issue"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        late = ended_before_issue(draft)
        issued = draft.plan.document.issued_on
        if mostly(len(late), len(draft.dated_tasks)):
            yield Hit(
                pick(
                    f"{len(late)} thời hạn kết thúc trước ngày ban hành ({issued}): kiểm tra lại ngày ban hành hoặc năm của kế hoạch",
                    f"{len(late)} deadlines end before the date of issue ({issued}): check that date or the plan's year",
                ),
                about="issue date",
            )
            return
        for task, end in late:
            raw = task.deadline.raw
            yield Hit(
                pick(
                    f"thời hạn “{raw}” kết thúc ngày {end:%d/%m/%Y}, trước ngày ban hành ({issued})",
                    f"the deadline “{raw}” ends on {end.isoformat()}, before the date of issue ({issued})",
                ),
                task,
                suggestion=pick("kiểm tra lại năm, tháng của thời hạn", "check the deadline's year and month"),
                mark=Mark(raw, 0, len(raw)),
            )
