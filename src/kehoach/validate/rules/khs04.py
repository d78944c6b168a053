"""KHS04: gap or disorder in the numbers of sections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.numbering import oddities, read_ordinal, same_lists, values
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
        for _, group in groupby(sections, key=lambda section: section.parent_id):
            siblings = [section for section in group if section.ordinal]
            ordinals = [read_ordinal(section.ordinal) for section in siblings]
            for positions in same_lists(ordinals):
                counted = values([ordinal for position in positions if (ordinal := ordinals[position])])
                first = (1, counted[0]) if counted and siblings[positions[0]].parent_id is None else (1,)
                for oddity in oddities(counted or [], first=first):
                    section = siblings[positions[oddity.position]]
                    before = siblings[positions[oddity.position - 1]].ordinal if oddity.position else None
                    yield Hit(_message(section.ordinal or "", before), section=section, suggestion=_suggestion())


def _message(ordinal: str, before: str | None) -> str:
    if before is None:
        return pick(f"mục đầu tiên mang số “{ordinal}”", f"the first section is numbered “{ordinal}”")
    return pick(f"số mục không liên tục: sau “{before}” là “{ordinal}”", f"numbers are not in sequence: “{ordinal}” follows “{before}”")


def _suggestion() -> str:
    return pick("đánh lại số mục, hoặc bổ sung mục bị thiếu", "renumber the sections, or add the missing one")
