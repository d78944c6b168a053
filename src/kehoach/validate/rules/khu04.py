"""KHU04: unit that did not exist on the day of issue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Task, Unit
from kehoach.validate.bodies import Standing, standing, successor
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


_ROUGHLY_DATED = ("nd.", "dang.", "dt.", "dn.")
"""Vertical bodies (tax, treasury, statistics …), party and mass organisations: the days of their changes differ by place."""


class KHU04(Rule):
    """Đơn vị không tồn tại vào ngày ban hành.
    Unit that did not exist on the day of issue.

    Kiểm tra: Đơn vị chủ trì, phối hợp đang tồn tại vào ngày ban hành (sau sắp xếp năm 2025: sở, bộ mới từ 01/3, bỏ cấp huyện từ
      01/7). Từ 15/2 đến 31/3/2025 chấp nhận cả tên cũ và tên mới. `--as-of` xét theo ngày khác. Chỉ cảnh báo với
      đơn vị chưa có vào ngày ban hành và cơ quan ngành dọc, đảng, đoàn thể (thời điểm sắp xếp mỗi nơi một khác).
    Checks: Lead and cooperating units exist on the day of issue (after the mergers of 2025: new departments and ministries from
      1 March, no districts from 1 July). From 15 February to 31 March 2025 old and new names are accepted. `--as-of` judges by another day.
      Only a warning for a unit that comes later, and for vertical bodies, the party and mass organisations (their days differ by place).
    Vì sao: Giao việc cho cơ quan đã sáp nhập là giao cho không ai; người nhận phải đoán cơ quan kế thừa.
    Why: Work given to a body that was merged away is given to nobody; the reader has to guess who took over.
    Sai: Sở Thông tin và Truyền thông
    Đúng: Sở Khoa học và Công nghệ
    Căn cứ: Nghị định số 45/2025/NĐ-CP, 150/2025/NĐ-CP; Nghị quyết số 176/2025/QH15; Luật số 72/2025/QH15.
    Ground: Decrees 45/2025/ND-CP and 150/2025/ND-CP; Resolution 176/2025/QH15; Law 72/2025/QH15.
    """

    code = "KHU04"
    name = "unit-not-existing"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        if draft.day is None:
            return
        known: dict[tuple[str | None, str, str | None], Standing | None] = {}
        for task in draft.plan.tasks:
            told: set[str] = set()
            for cell, units in ((task.lead_raw, task.lead_units), (task.cooperating_raw, task.cooperating_units)):
                for unit in units:
                    named = unit.id, unit.name, unit.level
                    if named not in known:
                        known[named] = standing(unit, draft.day)
                    found = known[named]
                    if found and unit.name not in told:
                        told.add(unit.name)
                        yield self._hit(draft, task, cell, unit, found)

    @staticmethod
    def _hit(draft: Draft, task: Task, cell: str, unit: Unit, found: Standing) -> Hit:
        assert draft.day is not None
        day = f"{draft.day.last:%d/%m/%Y}"
        heir = successor(unit, draft.day.last) if found == "gone" else None
        vi, en = (
            (f"{unit.name} không còn tồn tại vào ngày {day}", f"{unit.name} no longer existed on {day}")
            if found == "gone"
            else (f"{unit.name} chưa có vào ngày {day}", f"{unit.name} did not exist yet on {day}")
        )
        if heir:
            vi, en = f"{vi}; cơ quan kế thừa: {heir}", f"{en}; its successor: {heir}"
        start = max(cell.find(unit.raw), 0)
        return Hit(
            pick(vi, en),
            task,
            suggestion=pick(f"ghi {heir}", f"write {heir}") if heir else pick("ghi tên cơ quan hiện có", "name a body that exists"),
            severity="warning" if found == "not yet" or (unit.id or "").startswith(_ROUGHLY_DATED) else None,
            mark=Mark(cell, start, start + len(unit.raw)) if unit.raw in cell else None,
        )
