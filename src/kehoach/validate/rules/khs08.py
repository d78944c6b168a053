"""KHS08: declared number of tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Section, Task
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_WAYS: tuple[Callable[[list[Task], set[str | None]], int], ...] = (
    lambda tasks, above: len({task.row or task.id for task in tasks if not task.is_group and task.id not in above}),
    lambda tasks, above: sum(task.parent_id is None for task in tasks),
    lambda tasks, above: len(tasks),
)
"""Ways to count the tasks of a section: rows to be carried out, top-level rows, all rows."""


class KHS08(Rule):
    """Số nhiệm vụ ghi ở tiêu đề mục không đúng.
    The heading's count of tasks is wrong.

    Kiểm tra: Mục ghi “(16 nhiệm vụ)” có đúng 16 nhiệm vụ. Cách đếm là cách mà phần lớn các mục của văn bản dùng.
    Checks: A section headed “(16 nhiệm vụ)” has 16 tasks, counted the way that most sections of the document count.
    Vì sao: Số ghi ở tiêu đề được chép vào báo cáo và phần mềm theo dõi; lệch số là sót hoặc thừa nhiệm vụ.
    Why: The count goes into reports and tracking systems; a difference means a task lost or one too many.
    Sai: (3 nhiệm vụ)
    Đúng: (2 nhiệm vụ)
    """

    code = "KHS08"
    name = "wrong-task-count"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        declared = [section for section in draft.plan.sections if section.declared_count is not None]
        if not declared:
            return
        counts = {section.id: self._counts(draft, section) for section in declared}
        fits = [sum(counts[section.id][way] == section.declared_count for section in declared) for way in range(len(_WAYS))]
        way = fits.index(max(fits))
        for section in declared:
            found = counts[section.id]
            if section.declared_count not in ((found[way],) if fits[way] else found):
                yield Hit(
                    pick(
                        f"tiêu đề ghi {section.declared_count} nhiệm vụ nhưng có {found[way]}",
                        f"the heading says {section.declared_count} tasks, but there are {found[way]}",
                    ),
                    section=section,
                    suggestion=pick(
                        f"sửa thành “({found[way]} nhiệm vụ)”, hoặc kiểm tra dòng thiếu, thừa",
                        f"write “({found[way]} nhiệm vụ)”, or look for a missing or extra row",
                    ),
                )

    @staticmethod
    def _counts(draft: Draft, section: Section) -> tuple[int, ...]:
        """The tasks of a section and the sections below it, counted each way."""
        inside = {section.id}
        for other in draft.plan.sections:
            if other.parent_id in inside:
                inside.add(other.id)
        tasks = [task for task in draft.plan.tasks if task.section_id in inside]
        above = {task.parent_id for task in tasks}
        return tuple(way(tasks, above) for way in _WAYS)
