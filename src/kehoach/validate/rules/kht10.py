"""KHT10: the bound of "trước"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_DAY = re.compile(r"(?i)trước (?:ngày )?\d{1,2}(?:/| tháng )")


class KHT10(Rule):
    """“Trước ngày …”: chưa rõ có tính ngày đó hay không.
    “Trước ngày …”: whether the day itself counts is open.

    Kiểm tra: Thời hạn “trước ngày 15/9” được hiểu là hết ngày 14/9 (báo một lần cho cả văn bản).
    Checks: “trước ngày 15/9” is read as 14 September at the latest (told once per document).
    Vì sao: Không có điều luật nào định nghĩa “trước ngày”; nhiều nơi vẫn coi nộp trong ngày 15 là đúng hạn.
    Why: No law defines “trước ngày”; many offices take what comes on the 15th as in time.
    Sai: Trước ngày 15/9/2024
    Đúng: Chậm nhất ngày 15/9/2024
    Căn cứ: Bộ luật Dân sự 2015, Điều 147, 148 (cách tính thời hạn; không định nghĩa “trước ngày”).
    Ground: Civil Code 2015, articles 147 and 148 (how terms are counted; “trước ngày” is not defined).
    """

    code = "KHT10"
    name = "bound-of-before"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        tasks = {task.id: (task, clause) for task, clause in draft.dated("by") if clause.bound == "<" and _DAY.search(task.deadline.raw)}
        if tasks:
            task, clause = next(iter(tasks.values()))
            last = f"{clause.end:%d/%m/%Y}" if clause.end else ""
            yield Hit(
                pick(
                    f"{len(tasks)} thời hạn “trước ngày …” (ví dụ “{task.deadline.raw}”) được hiểu là hết ngày {last}",
                    f"{len(tasks)} deadlines “trước ngày …” (such as “{task.deadline.raw}”) are read as {last} at the latest",
                ),
                suggestion=pick("viết “chậm nhất ngày …”", "write “chậm nhất ngày …”"),
                about="trước ngày",
            )
