"""KHT05: recurring deadline without a period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHT05(Rule):
    """Định kỳ nhưng không ghi kỳ.
    Recurring, but how often is not said.

    Kiểm tra: “Định kỳ” đi kèm kỳ hạn: hằng tháng, hằng quý, 6 tháng, hằng năm.
    Checks: “Định kỳ” comes with a period: monthly, quarterly, half-yearly, yearly.
    Vì sao: Không có kỳ thì không lên lịch và không nhắc báo cáo được.
    Why: Without a period nothing can be put into a calendar or reminded.
    Sai: Theo định kỳ và đột xuất
    Đúng: Định kỳ hằng quý và đột xuất
    """

    code = "KHT05"
    name = "recurring-without-period"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.plan.tasks:
            clauses = task.deadline.clauses
            bare = any(clause.kind == "recurring" and clause.rrule is None for clause in clauses)
            dated = any(clause.rrule or clause.start or clause.end or clause.kind == "reference" for clause in clauses)
            if bare and not dated and task.id not in draft.flaws:
                raw = task.deadline.raw
                yield Hit(
                    pick(f"“{raw}” không ghi kỳ hạn", f"“{raw}” does not say how often"),
                    task,
                    suggestion=pick("ghi rõ hằng tháng, hằng quý, 6 tháng hoặc hằng năm", "say monthly, quarterly, half-yearly or yearly"),
                    mark=Mark(raw, 0, len(raw)),
                )
