"""KHT13: the plan's year against its deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule
from kehoach.validate.spans import mostly, outside_period

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHT13(Rule):
    """Năm ở tên kế hoạch không khớp với thời hạn của các nhiệm vụ.
    The year of the plan's title does not fit its deadlines.

    Kiểm tra: Phần lớn thời hạn nằm trong năm hoặc giai đoạn ghi ở tên kế hoạch.
    Checks: Most deadlines lie in the year or period of the plan's title.
    Vì sao: Kế hoạch năm sau hay soạn từ kế hoạch năm trước; dễ quên đổi năm ở tên hoặc ở bảng.
    Why: Next year's plan is written over last year's, and the year stays unchanged in the title or in the table.
    Sai: Quý I/2023
    Đúng: Quý I/2024
    """

    code = "KHT13"
    name = "plan-year-mismatch"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        period = draft.plan.document.period
        found = outside_period(draft)
        if period and mostly(len(found), len(draft.dated_tasks)):
            span = f"{period.start.year}" if period.start.year == period.end.year else f"{period.start.year}-{period.end.year}"
            yield Hit(
                pick(
                    f"kế hoạch {span} nhưng {len(found)} thời hạn nằm ngoài kỳ này",
                    f"a plan for {span}, but {len(found)} deadlines lie outside it",
                ),
                suggestion=pick("kiểm tra lại năm ở tên kế hoạch và ở cột thời hạn", "check the year in the title and in the deadlines"),
                about=draft.plan.document.title or "",
            )
