"""KHN02: probable spelling slip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule
from kehoach.validate.spelling import slips

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHN02(Rule):
    """Có thể sai chính tả hoặc lỗi nhận dạng chữ.
    Probable slip of spelling or of character recognition.

    Kiểm tra: Không có những chữ viết sai thường gặp (bổ xung, rà xoát, TTTC, Công Dịch vụ công, Sơ Tài chính …).
    Checks: None of the well-known slips occurs (bổ xung, rà xoát, TTTC, Công Dịch vụ công, Sơ Tài chính …).
    Vì sao: Sai chính tả làm hỏng tìm kiếm và uy tín văn bản.
    Why: Slips spoil searches and the document's standing.
    Sai: Phương án đơn giản hóa TTTC
    Đúng: Phương án đơn giản hóa TTHC
    """

    code = "KHN02"
    name = "spelling"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.plan.tasks:
            for words in draft.texts[task.id]:
                found = slips(words)
                if found:
                    slip = found[0]
                    wrong = words[slip.start : slip.end]
                    yield Hit(
                        pick(f"“{wrong}” có thể là “{slip.right}”", f"“{wrong}” may be “{slip.right}”"),
                        task,
                        suggestion=pick(f"viết “{slip.right}”", f"write “{slip.right}”"),
                        mark=Mark(words, slip.start, slip.end),
                    )
                    break
