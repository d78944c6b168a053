"""KHS05: section or group without tasks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHS05(Rule):
    """Mục hoặc nhóm nhiệm vụ rỗng.
    Section or task group without any task.

    Kiểm tra: Dưới mỗi tiêu đề mục, mỗi dòng nhóm có ít nhất một nhiệm vụ.
    Checks: Below every section heading and every group row there is at least one task.
    Vì sao: Mục rỗng là mục viết dở, hoặc các dòng của nó đã nằm nhầm sang mục khác.
    Why: An empty section is one not written yet, or one whose rows slipped below another heading.
    Sai: III. Kiểm tra, giám sát
    Đúng: Kiểm tra việc thực hiện tại các đơn vị
    """

    code = "KHS05"
    name = "empty-section"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        filled = {task.section_id for task in draft.plan.tasks}
        parents = {section.id: section.parent_id for section in draft.plan.sections}
        for id_ in list(filled):
            while id_ is not None and (id_ := parents.get(id_)) not in filled:
                filled.add(id_)
        with_parts = {section.parent_id for section in draft.plan.sections}
        for section in draft.plan.sections:
            if section.id not in filled and section.id not in with_parts:
                yield Hit(
                    pick(f"“{section.title}” không có nhiệm vụ nào", f"“{section.title}” has no task"),
                    section=section,
                    suggestion=pick("bổ sung nhiệm vụ, hoặc bỏ tiêu đề mục", "add tasks, or drop the heading"),
                )
        for task in draft.plan.tasks:
            if draft.is_empty_group(task):
                yield Hit(
                    pick(
                        "dòng nhóm không có nhiệm vụ con, cũng không giao cho đơn vị nào",
                        "a group row without tasks below it and without a unit",
                    ),
                    task,
                    suggestion=pick(
                        "bổ sung nhiệm vụ con, hoặc ghi đơn vị chủ trì và thời hạn", "add tasks below it, or give it a lead and a deadline"
                    ),
                )
