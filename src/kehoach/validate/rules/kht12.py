"""KHT12: figure stuck to a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.validate.draft import place_of
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.phrases import glued_years
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHT12(Rule):
    """Dấu chú thích dính liền năm.
    Footnote mark stuck to a year.

    Kiểm tra: Sau năm bốn chữ số không có chữ số nào dính liền (“20254” là năm 2025 với dấu chú thích 4).
    Checks: No figure is stuck to a year of four figures (“20254” is 2025 with footnote mark 4).
    Vì sao: Chỉ số trên bị mất khi sao chép; người đọc và phần mềm thấy một năm không có thật.
    Why: The superscript was lost in copying; readers and software see a year that does not exist.
    Sai: Năm 20254
    Đúng: Năm 2025
    """

    code = "KHT12"
    name = "glued-footnote"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        told: set[str] = set()
        for id_, flaws in draft.flaws.items():
            glued = [flaw for flaw in flaws if flaw.flaw == "glued"]
            for flaw in glued[:1]:
                told.add(id_)
                raw = draft.tasks[id_].deadline.raw
                yield Hit(flaw.message, draft.tasks[id_], suggestion=flaw.suggestion, mark=Mark(raw, flaw.start, flaw.end))
        for cell in draft.cells:
            task = draft.task_at(place_of([cell.place] if cell.place else []))
            for flaw in glued_years(cell.text) if task and task.id not in told else ():
                yield Hit(flaw.message, task, suggestion=flaw.suggestion, mark=Mark(cell.text, flaw.start, flaw.end))
                break
