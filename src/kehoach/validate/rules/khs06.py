"""KHS06: rows and tables with too few or shifted cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Severity, Task
from kehoach.validate.draft import Column, place_of
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_COLUMNS: dict[Column, tuple[str, str, Severity]] = {
    "lead": ("đơn vị chủ trì", "lead unit", "warning"),
    "deadline": ("thời hạn", "deadline", "warning"),
    "deliverable": ("sản phẩm, kết quả", "product", "info"),
    "support": ("đơn vị phối hợp", "cooperating units", "info"),
}
_LOOKS_LIKE_TIME = re.compile(r"(?i)^(?:quý|tháng|năm|ngày|trước|trong năm|thường xuyên|hằng|hàng)\b|^\d{1,2}/\d{1,2}(?:/\d{4})?$")
_LOOKS_LIKE_UNIT = re.compile(r"^(?:Các )?(?:Sở|sở|UBND|Ủy ban|Uỷ ban|Văn phòng|Phòng|Công an|Thanh tra|Ban Quản lý)\b")


class KHS06(Rule):
    """Bảng thiếu cột, dòng bị tách hoặc lệch ô.
    Missing column, split row or shifted cells.

    Kiểm tra: Bảng có đủ cột chủ trì, phối hợp, sản phẩm, thời hạn; không dòng nào bị tách đôi hay lệch ô.
    Checks: The table has columns for lead, cooperating units, product and deadline; no row is cut in two or has its cells shifted.
    Vì sao: Thiếu cột thì cả bảng không rõ người, rõ thời gian; lệch ô thì giao nhầm việc.
    Why: Without a column the whole table leaves open who or when; shifted cells give the work to the wrong unit.
    Sai: Quý II/2024
    Đúng: Sở Tư pháp
    """

    code = "KHS06"
    name = "incomplete-table"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        yield from self._columns(draft)
        for task in draft.assignments:
            if _LOOKS_LIKE_TIME.search(task.lead_raw) and not any(unit.kind != "unknown" for unit in task.lead_units):
                yield self._shifted(task, task.lead_raw, pick("ô chủ trì ghi thời gian", "the cell of the lead holds a time"))
            elif _LOOKS_LIKE_UNIT.search(task.deadline.raw) and not task.deadline.clauses:
                yield self._shifted(task, task.deadline.raw, pick("ô thời hạn ghi tên đơn vị", "the cell of the deadline holds a unit"))
            elif task.title[:1].islower() and not task.ordinal and not task.row and not task.lead_raw and not task.deadline.raw:
                yield Hit(
                    pick(
                        "dòng bắt đầu giữa câu, có thể là phần nối của dòng trên",
                        "the row begins inside a sentence and may belong to the row above",
                    ),
                    task,
                    suggestion=pick("gộp với dòng trên", "join it with the row above"),
                )

    @staticmethod
    def _columns(draft: Draft) -> Iterator[Hit]:
        for column, (vi, en, severity) in _COLUMNS.items():
            for tasks in draft.missing_columns[column]:
                yield Hit(
                    pick(f"bảng không có cột {vi} ({len(tasks)} nhiệm vụ)", f"the table has no column for the {en} ({len(tasks)} tasks)"),
                    suggestion=pick(f"bổ sung cột {vi}", f"add a column for the {en}"),
                    severity=severity,
                    where=place_of(tasks[0].provenance),
                    about=column,
                )

    @staticmethod
    def _shifted(task: Task, cell: str, message: str) -> Hit:
        return Hit(
            f"{message}: “{cell}”",
            task,
            suggestion=pick("kiểm tra lại thứ tự các ô của dòng", "check the order of the row's cells"),
            mark=Mark(cell, 0, len(cell)),
        )
