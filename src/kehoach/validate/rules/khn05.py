"""KHN05: product missing or vague."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach import text
from kehoach.lang import pick
from kehoach.validate.data import table
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


_MARKS = 12
"""Characters: more than the marks and spaces around a product of one word."""


class KHN05(Rule):
    """Không có sản phẩm, hoặc sản phẩm chung chung.
    Product missing or vague.

    Kiểm tra: Cột sản phẩm, kết quả nêu cái nộp được (quyết định, báo cáo, danh mục …), không để trống, không chỉ ghi “Văn bản”.
    Checks: The product column names what can be handed in (a decision, report, list …); it is not blank, nor just “Văn bản”.
    Vì sao: Không có sản phẩm cụ thể thì không biết lúc nào việc xong.
    Why: Without a concrete product nobody can tell when the work is done.
    Sai: Văn bản
    Đúng: Văn bản góp ý
    """

    code = "KHN05"
    name = "vague-product"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        vague = {text.key(words) for words in table("wording")["products"]["vague"]}
        longest = max(map(len, vague)) + _MARKS
        advice = pick("nêu sản phẩm cụ thể: quyết định, kế hoạch, báo cáo, danh mục …", "name a product: a decision, plan, report, list …")
        for tasks in draft.missing_columns["deliverable"]:
            yield Hit(
                pick(
                    f"không có sản phẩm, cũng như {len(tasks) - 1} nhiệm vụ khác của bảng",
                    f"no product, nor have the {len(tasks) - 1} other tasks of the table",
                ),
                tasks[0],
                suggestion=advice,
            )
        for task in draft.blanks("deliverable"):
            yield Hit(pick("không có sản phẩm", "no product"), task, suggestion=advice)
        for task in draft.assignments:
            product = task.deliverables[0] if len(task.deliverables) == 1 else ""
            if product and len(product) <= longest and text.key(product.strip(" .;-+")) in vague:
                yield Hit(
                    pick(f"sản phẩm chung chung: “{product}”", f"a vague product: “{product}”"),
                    task,
                    suggestion=advice,
                    mark=Mark(product, 0, len(product)),
                )
