"""Laws of the comparison, over generated plans and edits."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import typeset
from factory import plan, task, unit
from kehoach.diff import compare
from kehoach.diff.alignment import MIRRORED
from kehoach.diff.result import Change, PlanDiff
from kehoach.inputs import load_plan, plan_from_bytes
from kehoach.model import Clause, Deadline, Plan, Section, Task

SAMPLES = Path(__file__).parents[1] / "samples"
TITLES = [
    "Ban hành kế hoạch phòng, chống dịch bệnh trên gia súc, gia cầm",
    "Tiêm phòng vắc xin lở mồm long móng cho đàn trâu, bò",
    "Tiêm phòng vắc xin dại cho đàn chó nuôi",
    "Kiểm soát giết mổ, vận chuyển động vật qua chốt kiểm dịch",
    "Tập huấn cho thú y viên cơ sở",
    "Tập huấn cho thú y viên cơ sở về lấy mẫu bệnh phẩm",
    "Giám sát chủ động vi rút cúm gia cầm tại chợ",
    "Vệ sinh, tiêu độc khử trùng môi trường chăn nuôi",
    "Hỗ trợ người chăn nuôi có lợn phải tiêu hủy",
    "Xây dựng vùng an toàn dịch bệnh cấp xã",
    "Báo cáo tháng về tình hình dịch bệnh",
    "Báo cáo quý về tình hình dịch bệnh",
    "Báo cáo",
    "Tuyên truyền trên đài truyền thanh xã; phát tờ rơi đến hộ chăn nuôi và treo băng rôn tại chợ",
    "Tuyên truyền trên đài truyền thanh xã",
    "Phát tờ rơi đến hộ chăn nuôi và treo băng rôn tại chợ",
    "-",
    "",
]
UNITS = ["Chi cục Chăn nuôi và Thú y", "Ủy ban nhân dân cấp xã", "Sở Tài chính"]
SECTIONS = tuple(Section(id=f"s{n}", ordinal=str(n), title=title) for n, title in enumerate(["Chỉ đạo", "Phòng bệnh", "Chống dịch", ""]))


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    if draw(st.booleans()):
        return Deadline(raw="Thường xuyên", clauses=(Clause(kind="ongoing", raw="Thường xuyên"),))
    day = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 365)))
    raw = f"Trước ngày {day:%d/%m/%Y}"
    return Deadline(raw=raw, due=day, clauses=(Clause(kind="by", end=day, bound="<", raw=raw),))


@st.composite
def plans(draw: st.DrawFn, prefix: str = "t") -> Plan:
    count = draw(st.integers(0, 12))
    tasks = [
        task(
            number,
            draw(st.sampled_from(TITLES)),
            id=f"{prefix}{number}",
            section_id=draw(st.sampled_from([None, *(section.id for section in SECTIONS)])),
            lead=draw(st.sampled_from(UNITS)),
            deadline=draw(deadlines()),
            deliverables=draw(st.sampled_from([(), ("Kế hoạch",), ("Báo cáo", "Biên bản")])),
            is_group=draw(st.integers(0, 9)) == 0,
        )
        for number in range(count)
    ]
    return plan(*tasks, sections=SECTIONS)


def mirrored(diff: PlanDiff) -> tuple[object, ...]:
    """What the comparison of the plans in the other order must say."""
    shifts = {"earlier": "later", "later": "earlier", "dated": "undated", "undated": "dated"}

    def turned(change: Change) -> Change:
        days = None if change.days is None else -change.days
        shift = shifts.get(change.shift, change.shift) if change.shift else None
        return replace(change, old=change.new, new=change.old, days=days, shift=shift)

    pairs = {
        (pair.new, pair.old, MIRRORED.get(pair.stage, pair.stage), pair.score, pair.moved, tuple(map(turned, pair.changes)))
        for pair in diff.pairs
    }
    maybe = {(pair.new, pair.old, pair.score) for pair in diff.maybe}
    return pairs, set(diff.removed), set(diff.added), maybe, {(pair.new, pair.old) for pair in diff.sections}


def said(diff: PlanDiff) -> tuple[object, ...]:
    pairs = {(pair.old, pair.new, pair.stage, pair.score, pair.moved, pair.changes) for pair in diff.pairs}
    maybe = {(pair.old, pair.new, pair.score) for pair in diff.maybe}
    return pairs, set(diff.added), set(diff.removed), maybe, {(pair.old, pair.new) for pair in diff.sections}


LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAW
@given(plans())
def test_a_plan_does_not_differ_from_itself(one: Plan) -> None:
    diff = compare(one, one)
    assert not diff.differs()
    assert len(diff.pairs) == len(one.tasks)
    assert not diff.maybe


@LAW
@given(plans("a"), plans("b"), st.booleans())
def test_the_other_order_gives_the_mirror_image(one: Plan, other: Plan, absolute: bool) -> None:
    assert said(compare(other, one, absolute=absolute)) == mirrored(compare(one, other, absolute=absolute))


@LAW
@given(plans(), st.randoms(use_true_random=False))
def test_shuffled_rows_give_moves_only(one: Plan, dice: random.Random) -> None:
    shuffled = list(one.tasks)
    dice.shuffle(shuffled)
    diff = compare(one, replace(one, tasks=tuple(shuffled)))
    assert (diff.added, diff.removed, diff.maybe) == ((), (), ())
    assert not any(pair.changes for pair in diff.pairs)
    assert diff.differs() == (bool(diff.summary.moved))


def test_swapped_rows_are_told_as_moved() -> None:
    one = plan(*(task(number, title) for number, title in enumerate(TITLES[:5])))
    swapped = replace(one, tasks=(*one.tasks[:2], one.tasks[3], one.tasks[2], one.tasks[4]))
    assert [pair.moved for pair in compare(one, swapped).pairs].count(True) == 1


@LAW
@given(plans(), st.randoms(use_true_random=False))
def test_rows_put_in_other_sections_give_moves_only(one: Plan, dice: random.Random) -> None:
    distinct = {item.title: item for item in one.tasks}.values()
    before = replace(one, tasks=tuple(distinct))
    after = replace(before, tasks=tuple(replace(item, section_id=dice.choice(SECTIONS).id) for item in distinct))
    diff = compare(before, after)
    assert (diff.added, diff.removed) == ((), ())
    assert {change.field for pair in diff.pairs for change in pair.changes} <= {"section"}
    assert all(pair.moved for pair in diff.pairs if pair.changes)


@LAW
@given(plans("a"), plans("b"))
def test_every_task_is_told_of_once(one: Plan, other: Plan) -> None:
    diff = compare(one, other)
    for side, tasks, alone in (("old", one.tasks, diff.removed), ("new", other.tasks, diff.added)):
        paired = {getattr(pair, side) for pair in diff.pairs}
        assert paired.isdisjoint(alone)
        assert paired | set(alone) == {item.id for item in tasks}
        assert {getattr(pair, side) for pair in diff.maybe} <= set(alone)
    counts = diff.summary
    assert counts.added == len(diff.added)
    assert counts.removed == len(diff.removed)


def retyped(item: Task, dice: random.Random) -> Task:
    """The task typed again: numbers, bullets, spaces, dashes, quotes, tone marks and case of words."""

    def again(text: str) -> str:
        text = text.replace("hóa", "hoá").replace("hủy", "huỷ").replace(" - ", " – ").replace('"', "“")
        words = [word.upper() if dice.random() < 0.1 else word for word in text.split(" ")]
        return (
            dice.choice(["", "- ", "+ ", "• "]) + dice.choice([" ", "  ", "\u00a0", "\n"]).join(words) + dice.choice(["", ".", ";", " ./."])
        )

    return replace(item, id=f"other-{item.id}", ordinal=str(dice.randint(1, 99)), row="7", title=again(item.title), lead_raw=again(item.lead_raw), deliverables=(again("; ".join(item.deliverables)),), deadline=replace(item.deadline, raw=again(item.deadline.raw)))


@LAW
@given(plans(), st.randoms(use_true_random=False))
def test_typing_it_again_makes_no_difference(one: Plan, dice: random.Random) -> None:
    sections = tuple(
        replace(section, id=f"x{section.id}", ordinal="IX", title=section.title.upper()) for section in one.sections
    )
    tasks = tuple(
        replace(retyped(item, dice), section_id=f"x{item.section_id}" if item.section_id else None) for item in one.tasks
    )
    diff = compare(one, replace(one, tasks=tasks, sections=sections))
    assert not diff.differs()


@pytest.fixture(scope="module")
def formats() -> dict[str, Plan]:
    """One plan in every format that can be read."""
    return {path.suffix: load_plan(str(path)) for path in sorted(SAMPLES.glob("ke-hoach-chuyen-doi-so-2026.*"))}


def test_one_plan_in_several_formats_does_not_differ(formats: dict[str, Plan]) -> None:
    assert {".docx", ".pdf", ".txt"} <= set(formats)
    for old, new in itertools.permutations(formats, 2):
        diff = compare(formats[old], formats[new])
        assert diff.pairs
        assert not diff.differs(), (old, new)


@pytest.mark.parametrize("shape", typeset.SHAPES)
def test_one_plan_in_several_shapes_of_text_does_not_differ(shape: str) -> None:
    first = plan_from_bytes(typeset.document("markdown", typeset.ORDERS[0]), "mot.md", None)
    for variant, order in enumerate(typeset.ORDERS):
        other = plan_from_bytes(typeset.document(shape, order, variant), "hai.txt", None)
        assert not compare(first, other).differs()


def test_a_split_task_seen_from_the_other_side_is_merged() -> None:
    whole = plan(task(1, "Rà soát cơ sở chăn nuôi trong khu dân cư, lập danh sách và hỗ trợ di dời ra vùng quy hoạch", id="w"))
    parts = plan(
        task(1, "Rà soát, lập danh sách cơ sở chăn nuôi trong khu dân cư", id="p1"),
        task(2, "Hỗ trợ di dời cơ sở chăn nuôi ra vùng quy hoạch", id="p2"),
    )
    assert {(pair.old, pair.new, pair.stage) for pair in compare(whole, parts).pairs} == {("w", "p1", "split"), ("w", "p2", "split")}
    assert {(pair.old, pair.new, pair.stage) for pair in compare(parts, whole).pairs} == {("p1", "w", "merged"), ("p2", "w", "merged")}


def test_units_are_compared_without_regard_to_order() -> None:
    one = plan(task(1, "Kiểm tra", lead_units=(unit("Sở Y tế"), unit("Sở Tài chính")), lead_raw="Sở Y tế, Sở Tài chính"))
    other = plan(task(1, "Kiểm tra", lead_units=(unit("Sở Tài chính"), unit("Sở Y tế")), lead_raw="Sở Tài chính; Sở Y tế"))
    assert not compare(one, other).differs()
