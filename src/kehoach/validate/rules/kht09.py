"""KHT09: deadlines without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_YEAR = re.compile(r"(?:19|20)\d{2}|/\d{2}\b(?!/)|\bnăm\b", re.IGNORECASE)


class KHT09(Rule):
    """Thời hạn không ghi năm.
    Deadlines without a year.

    Kiểm tra: Thời hạn theo ngày, tháng, quý có ghi năm; nếu không, năm được suy từ kỳ kế hoạch (báo một lần cho cả văn bản).
    Checks: Deadlines by day, month or quarter give the year; else it is taken from the plan's period (told once per document).
    Vì sao: Tách riêng khỏi kế hoạch (trích nhiệm vụ, đưa vào phần mềm) thì “Quý II” không còn rõ năm nào; kế hoạch nhiều năm càng dễ nhầm.
    Why: Taken out of the plan “Quý II” no longer tells its year; in a plan of several years it never did.
    Sai: Quý II, III
    Đúng: Quý II/2024
    """

    code = "KHT09"
    name = "year-inferred"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        tasks = {task.id: task for task, _ in draft.dated("within", "by", "from") if not _YEAR.search(task.deadline.raw)}
        if tasks:
            first = next(iter(tasks.values()))
            yield Hit(
                pick(
                    f"{len(tasks)} thời hạn không ghi năm (ví dụ “{first.deadline.raw}”); năm được suy từ kế hoạch",
                    f"{len(tasks)} deadlines give no year (such as “{first.deadline.raw}”); it was taken from the plan",
                ),
                suggestion=pick("ghi năm ở từng thời hạn", "write the year in each deadline"),
                about="years",
            )
