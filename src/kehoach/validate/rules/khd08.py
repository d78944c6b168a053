"""KHD08: citation of a replaced document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.citations import cited
from kehoach.validate.data import table
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHD08(Rule):
    """Viện dẫn văn bản đã được thay thế.
    A cited document has been replaced.

    Kiểm tra: Văn bản được viện dẫn không nằm trong danh sách văn bản đã bị thay thế trước ngày ban hành.
    Checks: No cited document is on the list of those replaced before the day of issue.
    Vì sao: Căn cứ hết hiệu lực làm kế hoạch sai về pháp lý.
    Why: A basis that is no longer in force makes the plan legally wrong.
    Sai: Nghị định số 61/2018/NĐ-CP
    Đúng: Nghị định số 118/2025/NĐ-CP
    """

    code = "KHD08"
    name = "replaced-document"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        if draft.day is None:
            return
        replaced = {number: entry for entry in table("documents")["replaced"] for number in entry["numbers"]}
        told: set[str] = set()
        for source in cited(draft):
            number = source.number.number or ""
            entry = replaced.get(number)
            if entry and entry["since"] <= draft.day.first and number not in told:
                told.add(number)
                yield source.hit(
                    pick(
                        f"{source.name} đã được thay thế từ {entry['since']:%d/%m/%Y}",
                        f"{source.name} was replaced on {entry['since'].isoformat()}",
                    ),
                    suggestion=pick(f"xem {entry['by']}", f"see {entry['by']}"),
                )
