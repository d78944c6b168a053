"""KHT01: deadline missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHT01(Rule):
    """Nhiệm vụ không có thời hạn.
    No deadline.

    Kiểm tra: Mỗi nhiệm vụ trong bảng có thời hạn, ở chính dòng đó hoặc ở dòng nhóm phía trên.
    Checks: Every task of a table has a deadline, in its row or in the group row above it.
    Vì sao: Không có thời hạn thì không lập lịch, không nhắc việc, không kết luận được là chậm hay đúng hạn.
    Why: Without a deadline nothing can be scheduled or reminded, and nobody can say whether it is late.
    Sai: Biên soạn tài liệu hỏi đáp
    Đúng: Biên soạn tài liệu hướng dẫn
    """

    code = "KHT01"
    name = "no-deadline"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        advice = pick(
            "ghi ngày, tháng, quý hoàn thành; việc làm suốt năm thì ghi “Thường xuyên”",
            "give a day, month or quarter; “Thường xuyên” for work all year round",
        )
        for tasks in draft.missing_columns["deadline"]:
            message = pick(
                f"không có thời hạn, cũng như {len(tasks) - 1} nhiệm vụ khác của bảng",
                f"no deadline, nor have the {len(tasks) - 1} other tasks of the table",
            )
            yield Hit(message, tasks[0], suggestion=advice)
        for task in draft.blanks("deadline"):
            yield Hit(pick("không có thời hạn", "no deadline"), task, suggestion=advice)
