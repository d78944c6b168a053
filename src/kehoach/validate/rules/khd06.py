"""KHD06: citation of a later document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.citations import cited
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHD06(Rule):
    """Viện dẫn văn bản ban hành sau văn bản này.
    A cited document is dated after this one.

    Kiểm tra: Ngày (hoặc năm trong số) của văn bản được viện dẫn không sau ngày ban hành văn bản này.
    Checks: The date of a cited document, or the year in its number, is not after this document's date of issue.
    Vì sao: Không thể căn cứ vào văn bản chưa có; sai ngày hoặc sai số.
    Why: Nothing can rest on a document that does not exist yet; the date or the number is wrong.
    Sai: Quyết định số 15/QĐ-UBND ngày 15/01/2024
    Đúng: Quyết định số 15/QĐ-UBND ngày 15/01/2023
    """

    code = "KHD06"
    name = "cites-later-document"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        if draft.issued is None:
            return
        last, own = draft.issued.last, draft.plan.document.number
        told: set[str] = set()
        for source in cited(draft):
            number = source.number.number or ""
            late_day = source.day is not None and source.day > last
            late_year = source.day is None and source.number.year is not None and source.number.year > last.year
            if (late_day or late_year) and number != own and number not in told:
                told.add(number)
                when = f"{source.day:%d/%m/%Y}" if source.day else str(source.number.year)
                yield source.hit(
                    pick(
                        f"{source.name} ({when}) ban hành sau văn bản này ({draft.plan.document.issued_on})",
                        f"{source.name} ({when}) is later than this document ({draft.plan.document.issued_on})",
                    ),
                    suggestion=pick("kiểm tra lại ngày của văn bản được viện dẫn", "check the date of the cited document"),
                )
