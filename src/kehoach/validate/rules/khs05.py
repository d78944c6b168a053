"""KHS05: section or group without tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Section
from kehoach.validate.findings import Hit
from kehoach.validate.numbering import read_ordinal
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
        for section in _empty_sections(draft):
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


def _empty_sections(draft: Draft) -> Iterator[Section]:
    """Headings between the rows of a table below which nothing stands; paragraphs of a directive that assign nothing are none."""
    sections = draft.plan.sections
    parents = {section.parent_id for section in sections}
    for position, section in enumerate(sections):
        if section.id in parents or section.id in draft.by_section:
            continue
        before = next((other for other in reversed(sections[:position]) if other.id in draft.by_section), None)
        after = next((other for other in sections[position + 1 :] if other.id in draft.by_section), None)
        beside = [other for other in (before, after) if other]
        in_table = not beside or any(draft.by_section[other.id][0].origin == "table" for other in beside)
        if in_table and not _heads_next(section, sections[position + 1 : position + 2]):
            yield section


def _heads_next(section: Section, following: Sequence[Section]) -> bool:
    """Whether the heading that follows begins a list of its own, numbered in another style: then it stands below this one."""
    own, first = read_ordinal(section.ordinal), read_ordinal(following[0].ordinal if following else None)
    return own is not None and first is not None and own.style != first.style and first.last in ("1", "I", "a", "A")
