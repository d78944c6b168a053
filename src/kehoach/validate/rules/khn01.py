"""KHN01: duplicate tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Task
from kehoach.validate.findings import Hit, folded
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_SHORT = 5
_LONG = 12
_NEIGHBOURS = 4
_TELLING = frozenset(
    ("dau", "cuoi", "tren", "duoi", "trong", "ngoai", "truoc", "sau", "tinh", "huyen", "xa", "phuong", "quan", "thi", "cap")
)
"""Words that tell two tasks apart by themselves; so do figures, Roman ones too."""
_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi"))


class KHN01(Rule):
    """Nhiệm vụ trùng nhau.
    Duplicate tasks.

    Kiểm tra: Không có hai nhiệm vụ cùng nội dung; nội dung chỉ khác một vài chữ mà cùng đơn vị chủ trì, cùng sản phẩm cũng coi là trùng.
    Checks: No two tasks say the same; those that differ by a word or two but share lead and product count as the same.
    Vì sao: Một việc giao hai lần thì làm hai lần, hoặc mỗi bên chờ bên kia.
    Why: Work given out twice is done twice, or each waits for the other.
    Sai: Tổ chức tập huấn nghiệp vụ kiểm soát thủ tục hành chính
    Đúng: Tổ chức hội nghị đối thoại với doanh nghiệp trên địa bàn
    """

    code = "KHN01"
    name = "duplicate-task"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        originals: dict[str, Task] = {}
        titles: list[tuple[str, Task]] = []
        copies: set[str] = set()
        for task in draft.plan.tasks:
            if task.is_group:
                continue
            title = folded(task.title)
            original = originals.setdefault(title, task)
            if original is not task and not _is_one_cell(original, task) and not _is_common(title, original, task):
                copies.add(task.id)
                yield self._hit(draft, original, task)
            elif original is task:
                titles.append((title, task))
        order = {task.id: position for position, task in enumerate(draft.plan.tasks)}
        for one, other in _near(titles):
            first, second = sorted((one, other), key=lambda task: order[task.id])
            if second.id not in copies:
                copies.add(second.id)
                yield self._hit(draft, first, second)

    @staticmethod
    def _hit(draft: Draft, original: Task, task: Task) -> Hit:
        name = draft.label(original)
        return Hit(
            pick(f"trùng nội dung với {name[0].lower() + name[1:]}", f"says the same as {name[0].lower() + name[1:]}"),
            task,
            suggestion=pick("bỏ một nhiệm vụ, hoặc nêu rõ chỗ khác nhau", "drop one of them, or say how they differ"),
        )


def _is_one_cell(first: Task, second: Task) -> bool:
    """Whether two records are assignments of one task: one number, one place in the plan, but another lead, product or deadline."""
    if (first.section_id, first.parent_id) != (second.section_id, second.parent_id):
        return False
    same_number = first.ordinal == second.ordinal
    differ = (first.lead_raw, first.deadline.raw, first.deliverables) != (second.lead_raw, second.deadline.raw, second.deliverables)
    return same_number and differ


def _is_common(title: str, first: Task, second: Task) -> bool:
    """Whether a short title may well stand in several groups ("Cấp tỉnh", "Xây dựng kế hoạch")."""
    return len(title.split()) <= _SHORT and first.parent_id != second.parent_id


def _near(titles: list[tuple[str, Task]]) -> Iterator[tuple[Task, Task]]:
    """Pairs of long titles that differ by a word or two, by tasks with the same lead and product.

    Only neighbours in alphabetical order are compared, which keeps the work linear; near copies begin alike.
    """
    blocks: dict[tuple[str, str], list[tuple[str, Task]]] = defaultdict(list)
    for title, task in titles:
        if len(title.split()) >= _LONG:
            blocks[(folded(task.lead_raw), folded(" ".join(task.deliverables)))].append((title, task))
    for block in blocks.values():
        block.sort(key=lambda item: item[0])
        for position, (title, task) in enumerate(block):
            for other_title, other in block[position + 1 : position + 1 + _NEIGHBOURS]:
                if _differ_little(title.split(), other_title.split()):
                    yield task, other


def _differ_little(first: list[str], second: list[str]) -> bool:
    if abs(len(first) - len(second)) > 2 or first[:3] != second[:3]:
        return False
    changed: list[str] = []
    for operation, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if operation != "equal":
            changed += first[a:b] + second[c:d]
    return len(changed) <= 2 and not any(word in _TELLING | _ROMAN or any(c.isdigit() for c in word) for word in changed)
