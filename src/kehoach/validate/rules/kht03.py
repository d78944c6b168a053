"""KHT03: impossible date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.draft import place_of
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.phrases import impossible_dates
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHT03(Rule):
    """Ngày, tháng, quý không có thật.
    Impossible day, month or quarter.

    Kiểm tra: Ngày có trong lịch, tháng từ 1 đến 12, quý từ I đến IV, năm bốn chữ số; xét cả ngày của văn bản được viện dẫn.
    Checks: Days are in the calendar, months 1 to 12, quarters I to IV, years of four figures; dates of cited documents too.
    Vì sao: Không tính được hạn từ một ngày không có; thường là gõ nhầm.
    Why: No due day can be told from a date that does not exist; mostly a typing slip.
    Sai: 31/02/2024
    Đúng: 28/02/2024
    """

    code = "KHT03"
    name = "impossible-date"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.plan.tasks:
            raw = task.deadline.raw
            flaws = [(raw, flaw) for flaw in draft.flaws.get(task.id, ()) if flaw.flaw == "impossible"]
            flaws = flaws or [(words, flaw) for words in draft.figured[task.id] for flaw in impossible_dates(words)]
            for words, flaw in flaws[:1]:
                yield Hit(flaw.message, task, suggestion=flaw.suggestion or _advice(), mark=Mark(words, flaw.start, flaw.end))
        for passage in draft.passages:
            for flaw in impossible_dates(passage.text):
                yield Hit(
                    flaw.message,
                    suggestion=flaw.suggestion or _advice(),
                    where=place_of([passage.place] if passage.place else []),
                    mark=Mark(passage.text, flaw.start, flaw.end),
                    about=passage.text,
                )


def _advice() -> str:
    return pick("ghi lại ngày cho đúng lịch", "give a date that exists")
