"""KHS04: gap or disorder in the numbers of sections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Section
from kehoach.validate.findings import Hit
from kehoach.validate.numbering import oddities, printed, read_ordinal, same_lists, values
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHS04(Rule):
    """Số mục bị nhảy, trùng hoặc lộn xộn.
    Gap, repetition or disorder in the numbers of sections.

    Kiểm tra: Các mục cùng cấp được đánh số liên tục (I, II, III; A, B, C; 1, 2, 3).
    Checks: Sections of one level are numbered without a break (I, II, III; A, B, C; 1, 2, 3).
    Vì sao: Mất số mục thường là mất cả mục khi ghép bản thảo của nhiều đơn vị.
    Why: A missing number is often a missing section, lost when the drafts of several units were joined.
    Sai: I, II, V
    Đúng: I, II, III
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I (phần, chương, mục, điều, khoản, điểm được đánh số thứ tự liên tục).
    Ground: Decree 30/2020/ND-CP, annex I (parts, chapters, sections, articles, clauses and points are numbered in sequence).
    """

    code = "KHS04"
    name = "section-number-gap"
    severity = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        sections = sorted(draft.plan.sections, key=lambda section: section.parent_id or "")
        for parent, group in groupby(sections, key=lambda section: section.parent_id):
            siblings = [section for section in group if section.ordinal]
            ordinals = [read_ordinal(section.ordinal) for section in siblings]
            for positions in same_lists(ordinals):
                members = [ordinal for position in positions if (ordinal := ordinals[position])]
                counted = values(members) or []
                for oddity in oddities(counted, first=(1, *counted[:1]) if parent is None or len(counted) == 1 else (1,)):
                    section = siblings[positions[oddity.position]]
                    before = siblings[positions[oddity.position - 1]] if oddity.position else None
                    missing = {
                        printed(members[oddity.position], value, members) for value in range(oddity.expected, counted[oddity.position])
                    }
                    if oddity.fault != "gap" or not _is_elsewhere(draft, section, before, missing):
                        yield Hit(_message(section, before), section=section, suggestion=_suggestion())


def _is_elsewhere(draft: Draft, section: Section, before: Section | None, missing: set[str]) -> bool:
    """Whether missing numbers are those of parts without tasks, or of paragraphs that are tasks themselves.

    Where the text around the tasks is not at hand, only headings between the rows of tables are sure to have no such parts between.
    """
    tasks = {task.ordinal for task in draft.by_section.get(section.parent_id, [])}
    if missing <= tasks | draft.outline:
        return True
    return not draft.passages and not all(_is_tabular(draft, one) for one in (section, before) if one)


def _is_tabular(draft: Draft, section: Section) -> bool:
    inside = draft.by_section.get(section.id, [])
    return not inside or inside[0].origin == "table"


def _message(section: Section, before: Section | None) -> str:
    number = section.ordinal
    if before is None:
        return pick(f"mục đầu tiên mang số “{number}”", f"the first section is numbered “{number}”")
    last = before.ordinal
    return pick(f"số mục không liên tục: sau “{last}” là “{number}”", f"numbers are not in sequence: “{number}” follows “{last}”")


def _suggestion() -> str:
    return pick("đánh lại số mục, hoặc bổ sung mục bị thiếu", "renumber the sections, or add the missing one")
