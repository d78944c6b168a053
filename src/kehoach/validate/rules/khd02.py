"""KHD02: type word against number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.normalize.numbers import read_number
from kehoach.validate.citations import cited
from kehoach.validate.findings import Hit
from kehoach.validate.mentions import kinds
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


def _fits(kind: str | None, code: str | None) -> bool:
    known = kinds().get(kind or "")
    return known is None or code is None or code in known


def _kind_of(code: str) -> str | None:
    return next((kind for kind, codes in kinds().items() if codes[:1] == [code]), None)


class KHD02(Rule):
    """Tên loại và ký hiệu văn bản không khớp.
    Type word and number disagree.

    Kiểm tra: Chữ viết tắt trong số, ký hiệu đúng với tên loại đứng trước (Kế hoạch: KH, Quyết định: QĐ); cả số của chính văn bản.
    Checks: The type code in a number fits the word before it (Kế hoạch: KH, Quyết định: QĐ); the document's own number too.
    Vì sao: Một trong hai chỗ sai, người đọc không biết văn bản nào.
    Why: One of the two is wrong, and the reader cannot tell which document is meant.
    Sai: Kế hoạch số 43/QĐ-UBND
    Đúng: Kế hoạch số 43/KH-UBND
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục III (bảng chữ viết tắt tên loại văn bản).
    Ground: Decree 30/2020/ND-CP, annex III (abbreviations of types).
    """

    code = "KHD02"
    name = "type-against-number"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        document = draft.plan.document
        own = read_number(document.number) if document.number else None
        if own and own.type and not _fits(document.kind, own.type):
            yield Hit(
                pick(
                    f"văn bản là {document.kind} nhưng mang số {document.number}",
                    f"the document is a {document.kind} but is numbered {document.number}",
                ),
                suggestion=pick("sửa ký hiệu hoặc tên loại", "correct the number or the type"),
                about=document.number or "",
            )
        told: set[tuple[str | None, str]] = set()
        for source in cited(draft):
            where = (source.mention.task.id if source.mention and source.mention.task else None, source.name)
            if source.number.type and not _fits(source.kind, source.number.type) and where not in told:
                told.add(where)
                other = _kind_of(source.number.type)
                yield source.hit(
                    pick(
                        f"“{source.name}”: ký hiệu {source.number.type} không phải của {source.kind}",
                        f"“{source.name}”: {source.number.type} is not the code of {source.kind}",
                    ),
                    suggestion=pick(
                        f"sửa ký hiệu, hoặc ghi “{other} số {source.number.number}”",
                        f"correct the number, or write “{other} số {source.number.number}”",
                    )
                    if other
                    else None,
                )
