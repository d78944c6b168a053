"""KHD07: number or day left blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHD07(Rule):
    """Số hoặc ngày văn bản còn để trống.
    Number or day left blank.

    Kiểm tra: Văn bản đã có số và đủ ngày, tháng, năm (dự thảo thì báo để biết).
    Checks: The document has a number and a whole date (told for drafts as a reminder).
    Vì sao: Bản phát hành phải đủ số, ngày; “kể từ ngày ký” cần ngày ký để tính hạn.
    Why: What is issued needs both; “kể từ ngày ký” needs the day to count from.
    Sai: dự thảo chưa có số, tháng 3/2024
    Đúng: 20/12/2023
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Điều 8.
    Ground: Decree 30/2020/ND-CP, article 8.
    """

    code = "KHD07"
    name = "blank-number"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        document = draft.plan.document
        blanks = []
        if document.is_draft and not document.number:
            blanks.append(pick("số", "number"))
        if document.issued_on and len(document.issued_on) < 10:
            blanks.append(pick("ngày", "day"))
        if blanks:
            listed = ", ".join(blanks)
            yield Hit(
                pick(f"dự thảo còn để trống: {listed}", f"a draft with blanks: {listed}"),
                suggestion=pick("điền trước khi phát hành", "fill in before issue"),
                about=document.title or "",
            )
