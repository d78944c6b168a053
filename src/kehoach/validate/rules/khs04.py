"""KHS04: gap or disorder in the numbers of sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Section
from kehoach.validate.findings import Hit
from kehoach.validate.numbering import Ordinal, oddities, printed, read_ordinal, roman, same_lists, to_roman, values
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
        by_list: dict[tuple[str | None, bool], list[Section]] = defaultdict(list)
        for section in draft.plan.sections:
            by_list[(section.parent_id, _is_tabular(draft, section))].append(section)
        for (parent, tabular), siblings in by_list.items():
            ordinals = [read_ordinal(section.ordinal) for section in siblings]
            for positions in same_lists(ordinals):
                members = [ordinal for position in positions if (ordinal := ordinals[position])]
                counted = values(members) or []
                for odd in oddities(counted, first=(1, *counted[:1]) if parent is None or len(counted) == 1 else (1,)):
                    section = siblings[positions[odd.position]]
                    before = siblings[positions[odd.position - 1]].ordinal if odd.position else None
                    missing = {printed(members[odd.position], value, members) for value in range(odd.expected, counted[odd.position])}
                    if odd.fault != "gap" or not _is_elsewhere(draft, section, missing, tabular):
                        yield _hit(section, before)
                if parent is None and not tabular and counted:
                    yield from _after_the_outline(draft, siblings[positions[0]], members[0], counted[0])


def _after_the_outline(draft: Draft, section: Section, ordinal: Ordinal, value: int) -> Iterator[Hit]:
    """A gap between the headings of parts without tasks ("I. Mục đích", "II. Yêu cầu") and the first part that gives tasks."""
    before = [roman(label) for label in draft.outline if (other := read_ordinal(label)) and other.style == "roman" and roman(label) < value]
    if ordinal.style == "roman" and before and max(before) != value - 1:
        yield _hit(section, to_roman(max(before)))


def _is_elsewhere(draft: Draft, section: Section, missing: set[str], tabular: bool) -> bool:
    """Whether missing numbers are those of parts without tasks, or of paragraphs that are tasks themselves.

    Where the text around the tasks is not at hand, only headings between the rows of a table are sure to have no such parts between.
    """
    tasks = {task.ordinal for task in draft.by_section.get(section.parent_id, [])}
    return missing <= tasks | draft.outline or (not draft.passages and not tabular)


def _is_tabular(draft: Draft, section: Section) -> bool:
    """Whether a heading stands between the rows of a table: the tasks below it, if any, are rows."""
    inside = draft.by_section.get(section.id, [])
    below = (part for part in draft.plan.sections if part.parent_id == section.id and part is not section)
    return inside[0].origin == "table" if inside else all(_is_tabular(draft, part) for part in below)


def _hit(section: Section, before: str | None) -> Hit:
    number = section.ordinal
    if before is None:
        message = pick(f"mục đầu tiên mang số “{number}”", f"the first section is numbered “{number}”")
    else:
        message = pick(
            f"số mục không liên tục: sau “{before}” là “{number}”", f"numbers are not in sequence: “{number}” follows “{before}”"
        )
    return Hit(
        message,
        section=section,
        suggestion=pick("đánh lại số mục, hoặc bổ sung mục bị thiếu", "renumber the sections, or add the missing one"),
    )
