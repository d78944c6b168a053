"""KHT06: deadline by an unnamed document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_NAMED = re.compile(r"\d|(?i:\bcủa\b|\btại\b|giai đoạn|dưới đây|sau đây)")


class KHT06(Rule):
    """Thời hạn theo một văn bản không nêu tên.
    Deadline by a document that is not named.

    Kiểm tra: “Theo kế hoạch”, “theo quy định”, “theo tiến độ” có nêu kế hoạch nào, quy định nào, của ai.
    Checks: “Theo kế hoạch”, “theo quy định”, “theo tiến độ” say which plan or rule, or whose.
    Vì sao: Người thực hiện không biết tìm thời hạn ở đâu.
    Why: Whoever carries it out does not know where to find the date.
    Sai: Theo tiến độ phê duyệt
    Đúng: Theo Kế hoạch kiểm tra của UBND tỉnh
    """

    code = "KHT06"
    name = "unnamed-reference"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.plan.tasks:
            clauses = task.deadline.clauses
            if clauses and all(clause.kind == "reference" and clause.start is None and clause.end is None for clause in clauses):
                raw = task.deadline.raw
                if not _NAMED.search(raw):
                    yield Hit(
                        pick(f"“{raw}” không nêu văn bản nào", f"“{raw}” names no document"),
                        task,
                        suggestion=pick(
                            "nêu số, ký hiệu văn bản hoặc ghi thẳng thời hạn", "give the document's number, or the date itself"
                        ),
                        mark=Mark(raw, 0, len(raw)),
                    )
