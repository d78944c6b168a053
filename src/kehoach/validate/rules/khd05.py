"""KHD05: incomplete first citation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.citations import hit_at
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHD05(Rule):
    """Viện dẫn lần đầu chưa đầy đủ.
    Incomplete first citation.

    Kiểm tra: Lần đầu viện dẫn một văn bản có tên loại, “số”, số và ký hiệu, ngày ban hành (luật, pháp lệnh: chỉ cần tên).
    Checks: The first citation of a document has its type, “số”, number and date (for laws and ordinances the name will do).
    Vì sao: Người đọc cần đủ dữ liệu để tìm đúng văn bản; số văn bản của địa phương năm nào cũng trùng.
    Why: The reader needs them to find the document; local numbers come again every year.
    Sai: Thông tư 01/2020/TT-VPCP
    Đúng: Thông tư số 01/2020/TT-VPCP ngày 21/10/2020
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I (viện dẫn lần đầu ghi đầy đủ tên loại, số, ký hiệu, thời gian
      ban hành, cơ quan, trích yếu).
    Ground: Decree 30/2020/ND-CP, annex I (a first citation gives type, number, date, issuer and abstract).
    """

    code = "KHD05"
    name = "incomplete-citation"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        complete = {citation.number for citation in draft.plan.citations if citation.issued_on}
        told = {draft.plan.document.number}
        for mention in draft.mentions:
            named = mention.named
            number = named.canonical
            if number is None or number in told or number in complete:
                continue
            told.add(number)
            lacks = [
                word
                for word, present in (
                    (pick("tên loại", "type"), named.kind is not None),
                    (pick("chữ “số”", "the word “số”"), named.labelled),
                    (pick("ngày ban hành", "date"), named.dated),
                )
                if not present
            ]
            if lacks and "/QH" not in number:
                listed = ", ".join(lacks)
                yield hit_at(
                    mention,
                    pick(f"viện dẫn lần đầu {number} thiếu {listed}", f"the first citation of {number} lacks: {listed}"),
                    about=number,
                    suggestion=pick("ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành", "give type, number, date and issuer"),
                )
