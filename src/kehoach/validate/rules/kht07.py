"""KHT07: concrete product with an open deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_CONCRETE = re.compile(r"^[-+\s]*(?:Quyết định|Nghị quyết|Kế hoạch|Đề án|Quy chế|Quy định|Chương trình|Phương án)(?!\s+được)\b")


class KHT07(Rule):
    """Sản phẩm cụ thể nhưng thời hạn bỏ ngỏ.
    A concrete product with an open deadline.

    Kiểm tra: Nhiệm vụ có sản phẩm là một văn bản cụ thể (quyết định, đề án, kế hoạch …) thì có ngày hoàn thành.
    Checks: A task whose product is one document (decision, scheme, plan …) has a day by which it is done.
    Vì sao: Một văn bản ban hành một lần không thể làm “thường xuyên”.
    Why: A document that is issued once cannot be made “continuously”.
    Sai: Quyết định của Chủ tịch UBND huyện
    Đúng: Các văn bản chỉ đạo
    """

    code = "KHT07"
    name = "product-without-date"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.assignments:
            clauses = task.deadline.clauses
            product = task.deliverables[0] if task.deliverables else ""
            if clauses and all(clause.kind == "ongoing" for clause in clauses) and _CONCRETE.search(product):
                yield Hit(
                    pick(
                        f"sản phẩm “{product}” nhưng thời hạn “{task.deadline.raw}”",
                        f"the product is “{product}”, the deadline “{task.deadline.raw}”",
                    ),
                    task,
                    suggestion=pick("ghi thời điểm hoàn thành", "give a day of completion"),
                    mark=Mark(task.deadline.raw, 0, len(task.deadline.raw)),
                )
