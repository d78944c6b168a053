"""KHT04: deadline outside the plan's period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule
from kehoach.validate.spans import mostly, outside_period

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHT04(Rule):
    """Thời hạn nằm ngoài kỳ kế hoạch.
    Deadline outside the plan's period.

    Kiểm tra: Thời hạn nằm trong năm hoặc giai đoạn ghi ở tên kế hoạch; kế hoạch không ghi kỳ thì so với các thời hạn còn lại. Báo
      cáo, tổng kết được phép đến hết tháng sau kỳ; việc chuẩn bị được phép từ ngày ban hành.
    Checks: The deadline lies in the year or period of the plan's title; without one, near the other deadlines. Reports may be due
      in the month after the period, preparation from the day of issue on.
    Vì sao: Thường là sai năm; nếu đúng thì việc thuộc kế hoạch khác.
    Why: Mostly a wrong year; if it is right, the task belongs to another plan.
    Sai: Quý II/2025
    Đúng: Quý II/2024
    """

    code = "KHT04"
    name = "deadline-outside-period"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        found = outside_period(draft)
        period = draft.plan.document.period
        if period and mostly(len(found), len(draft.dated_tasks)):
            return
        for late in found:
            raw = late.task.deadline.raw
            if period:
                span = f"{period.start:%d/%m/%Y} - {period.end:%d/%m/%Y}"
                message = pick(
                    f"thời hạn “{raw}” nằm ngoài kỳ kế hoạch ({span})", f"the deadline “{raw}” is outside the plan's period ({span})"
                )
            else:
                message = pick(
                    f"thời hạn “{raw}” cách xa mọi thời hạn khác của kế hoạch", f"the deadline “{raw}” is far from all others of the plan"
                )
            yield Hit(
                message,
                late.task,
                suggestion=pick("kiểm tra lại năm của thời hạn", "check the deadline's year"),
                mark=Mark(raw, 0, len(raw)),
            )
