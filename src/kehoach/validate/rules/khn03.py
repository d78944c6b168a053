"""KHN03: form of dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_DATE = re.compile(r"(?P<day>\d(?<![\d/.,].)\d?)/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d{2})(?![\d/])")
_NUMBER = re.compile(r"số (?P<serial>\d)(?=/(?:\d{4}/)?[A-ZĐ])")


class KHN03(Rule):
    """Cách ghi ngày, số chưa theo thể thức.
    Form of dates and numbers.

    Kiểm tra: Ngày dưới 10 và tháng 1, 2 có số 0 ở trước (05/01/2024); số văn bản dưới 10 có số 0 ở trước (07/KH-UBND).
    Checks: Days below 10 and the months 1 and 2 have a leading zero (05/01/2024); so have document numbers below 10 (07/KH-UBND).
    Vì sao: Thể thức quy định như vậy để không thêm bớt được chữ số.
    Why: The rules ask for it so that no figure can be added.
    Sai: 5/1/2024
    Đúng: 05/01/2024
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I.
    Ground: Decree 30/2020/ND-CP, annex I.
    """

    code = "KHN03"
    name = "date-form"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.plan.tasks:
            hit = next((hit for words in draft.figured[task.id] for hit in _slips(words)), None)
            if hit:
                words, start, end, better = hit
                wrong = words[start:end]
                yield Hit(
                    pick(f"“{wrong}” chưa đúng thể thức", f"“{wrong}” is not in the prescribed form"),
                    task,
                    suggestion=pick(f"viết “{better}”", f"write “{better}”"),
                    mark=Mark(words, start, end),
                )


def _slips(words: str) -> Iterator[tuple[str, int, int, str]]:
    """Dates and numbers that lack a leading zero: the text, the span, and the right form."""
    if "/" not in words:
        return
    for match in _DATE.finditer(words):
        day, month, year = match["day"], match["month"], match["year"]
        if (len(day) == 1 or month in ("1", "2")) and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            right = f"{int(day):02}/{f'{int(month):02}' if int(month) <= 2 else month}/{year}"
            yield words, match.start(), match.end(), right
    for match in _NUMBER.finditer(words):
        yield words, match.start("serial"), match.end("serial"), f"0{match['serial']}"
