"""KHD03: year in the number against the date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.citations import cited
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHD03(Rule):
    """Năm trong số, ký hiệu khác năm ban hành.
    The year in the number differs from the date.

    Kiểm tra: “Nghị định số 45/2020/NĐ-CP ngày 08/4/2020”: hai chỗ ghi năm giống nhau.
    Checks: “Nghị định số 45/2020/NĐ-CP ngày 08/4/2020”: both places give the same year.
    Vì sao: Văn bản quy phạm mang năm ban hành trong số; khác nhau là gõ nhầm một chỗ.
    Why: Normative documents bear their year of issue in the number; a difference is a typing slip.
    Sai: Nghị định số 45/2020/NĐ-CP ngày 08/4/2021
    Đúng: Nghị định số 45/2020/NĐ-CP ngày 08/4/2020
    """

    code = "KHD03"
    name = "number-against-date"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for source in cited(draft):
            if source.number.year and source.day and source.number.year != source.day.year:
                yield source.hit(
                    pick(
                        f"{source.name} ghi ngày {source.day:%d/%m/%Y}: năm trong số là {source.number.year}",
                        f"{source.name} is dated {source.day.isoformat()}, but its number says {source.number.year}",
                    ),
                    suggestion=pick("kiểm tra lại số và ngày của văn bản", "check the number and the date"),
                )
