"""What is told of two tasks that are one, and of the whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from factory import by, plan, task, unit
from kehoach.diff import compare
from kehoach.diff.marks import marks
from kehoach.diff.periods import moved
from kehoach.diff.result import Change, PlanDiff
from kehoach.model import Clause, Deadline, DocumentInfo, Period, Plan, Section

TITLE = "Kiểm tra an toàn hồ đập trước mùa mưa lũ"


def year_plan(year: int, *tasks: Any) -> Plan:
    return plan(*tasks, document=DocumentInfo(period=Period(start=date(year, 1, 1), end=date(year, 12, 31))))


def changed(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    (pair,) = compare(plan(task(1, **{"title": TITLE, **old})), plan(task(1, **{"title": TITLE, **new}))).pairs
    return pair.changes


def ongoing() -> Deadline:
    return Deadline(raw="Thường xuyên", clauses=(Clause(kind="ongoing", raw="Thường xuyên"),))


def within(raw: str, start: str, end: str) -> Deadline:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return Deadline(raw=raw, due=last, clauses=(Clause(kind="within", start=first, end=last, raw=raw),))


@pytest.mark.parametrize(
    ("old", "new", "days", "shift"),
    [
        (by("Trước 30/6/2024", "2024-06-29"), by("Trước 31/5/2024", "2024-05-30"), -30, "earlier"),
        (by("Trước 31/5/2024", "2024-05-30"), by("Trước 30/6/2024", "2024-06-29"), 30, "later"),
        (ongoing(), by("Trước 30/6/2024", "2024-06-29"), None, "dated"),
        (by("Trước 30/6/2024", "2024-06-29"), ongoing(), None, "undated"),
        (ongoing(), Deadline(raw="Hằng tháng", clauses=(Clause(kind="recurring", rrule="FREQ=MONTHLY"),)), None, "other"),
        (within("Quý II/2024", "2024-04-01", "2024-06-30"), within("Tháng 6/2024", "2024-06-01", "2024-06-30"), 0, "other"),
        (Deadline(raw="Theo tiến độ dự án"), Deadline(raw="Theo chỉ đạo của tỉnh"), None, "other"),
        (Deadline(), by("Trước 30/6/2024", "2024-06-29"), None, "dated"),
    ],
)
def test_deadline_changes(old: Deadline, new: Deadline, days: int | None, shift: str) -> None:
    (change,) = changed({"deadline": old}, {"deadline": new})
    assert (change.field, change.old, change.new, change.days, change.shift) == ("deadline", old.raw, new.raw, days, shift)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (within("Quý II/2024", "2024-04-01", "2024-06-30"), within("Quý 2 năm 2024", "2024-04-01", "2024-06-30")),
        (within("Quý II/2024", "2024-04-01", "2024-06-30"), by("Hoàn thành trong Quý II/2024", "2024-06-30")),
        (Deadline(raw="Theo tiến độ – dự án"), Deadline(raw="theo tiến độ - dự án.")),
    ],
)
def test_deadlines_that_mean_the_same_are_no_change(old: Deadline, new: Deadline) -> None:
    assert changed({"deadline": old}, {"deadline": new}) == ()


@pytest.mark.parametrize(
    ("old", "new", "days"),
    [
        (by("Trước 30/6/2023", "2023-06-29"), by("Trước 30/6/2024", "2024-06-29"), None),
        (by("Trước 30/6/2023", "2023-06-29"), by("Trước 15/6/2024", "2024-06-14"), -15),
        (within("Tháng 2/2023", "2023-02-01", "2023-02-28"), within("Tháng 2/2024", "2024-02-01", "2024-02-29"), None),
    ],
)
def test_deadlines_of_plans_of_two_years_are_compared_within_the_year(old: Deadline, new: Deadline, days: int | None) -> None:
    before, after = year_plan(2023, task(1, TITLE, deadline=old)), year_plan(2024, task(1, TITLE, deadline=new))
    found = [change.days for pair in compare(before, after).pairs for change in pair.changes]
    assert found == ([] if days is None else [days])
    (absolute,) = [change for pair in compare(before, after, absolute=True).pairs for change in pair.changes]
    assert absolute.shift == "later"


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        ("2023-02-28", 1, "2024-02-29"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-28", 1, "2025-02-28"),
        ("2024-06-30", -1, "2023-06-30"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_dates_move_by_years(day: str, years: int, later: str) -> None:
    assert moved(date.fromisoformat(day), years) == date.fromisoformat(later)


def test_units_are_told_by_name() -> None:
    (lead, cooperating) = changed(
        {"lead": "Sở Y tế", "support": "Sở Tài chính; Công an tỉnh"}, {"lead": "Sở Nội vụ", "support": "Sở Tài chính"}
    )
    assert (lead.field, lead.old, lead.new) == ("lead_units", ("Sở Y tế",), ("Sở Nội vụ",))
    assert (cooperating.field, cooperating.old, cooperating.new) == (
        "cooperating_units",
        ("Sở Tài chính", "Công an tỉnh"),
        ("Sở Tài chính",),
    )


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ({"lead": "Sở Y tế"}, {"lead_raw": "SYT", "lead_units": (unit("Sở Y tế"),)}, True),
        ({"lead_units": (unit("Sở Y tế", qualifier="còn lại"),), "lead_raw": "Sở Y tế còn lại"}, {"lead": "Sở Y tế"}, False),
        ({"lead_units": (), "lead_raw": "Các đồn biên phòng"}, {"lead_units": (), "lead_raw": "các  Đồn Biên phòng;"}, True),
        ({"lead_units": (), "lead_raw": ""}, {"lead_units": (unit("Sở Y tế"),), "lead_raw": ""}, False),
        ({"deliverables": ("Kế hoạch;", "Báo cáo")}, {"deliverables": ("- Báo cáo", "Kế hoạch")}, True),
        ({"deliverables": ("Kế hoạch; báo cáo",)}, {"deliverables": ("Kế hoạch", "Báo cáo")}, True),
        ({"deliverables": ("Kế hoạch",)}, {"deliverables": ("Kế hoạch của tỉnh",)}, False),
        ({"deliverables": ()}, {"deliverables": ("-",)}, True),
    ],
)
def test_only_what_means_something_else_is_a_change(old: dict[str, Any], new: dict[str, Any], same: bool) -> None:
    assert (changed(old, new) == ()) is same


def test_a_task_in_another_section_has_moved() -> None:
    sections = Section(id="s1", title="Phòng ngừa"), Section(id="s2", title="Ứng phó")
    tasks = [task(number, f"{TITLE} đợt {number}", section_id="s1" if number < 4 else "s2", id=f"t{number}") for number in range(1, 7)]
    old = plan(*tasks, sections=sections)
    new = replace(old, tasks=(*tasks[:2], *tasks[3:], replace(tasks[2], section_id="s2")))
    (pair,) = [pair for pair in compare(old, new).pairs if pair.moved]
    assert pair.old == "t3"
    assert pair.changes == (Change(field="section", old="Phòng ngừa", new="Ứng phó"),)
    assert pair.statuses() == {"moved"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Mở 02 lớp tập huấn", "Mở 05 lớp tập huấn", [("Mở", "Mở", True), ("02", "05", False), ("lớp tập huấn", "lớp tập huấn", True)]),
        ("Kế hoạch hoá gia đình.", "kế hoạch hóa gia đình", [("Kế hoạch hoá gia đình.", "kế hoạch hóa gia đình", True)]),
        ("", "Mới", [("", "Mới", False)]),
        ("a b c", "a c", [("a", "a", True), ("b", "", False), ("c", "c", True)]),
        ("a b", "x y", [("a b", "x y", False)]),
    ],
)
def test_marks(old: str, new: str, expected: list[tuple[str, str, bool]]) -> None:
    found = marks(old, new)
    assert [(mark.old, mark.new, mark.same) for mark in found] == expected
    assert " ".join(filter(None, (mark.old for mark in found))) == old
    assert " ".join(filter(None, (mark.new for mark in found))) == new


@pytest.fixture
def told() -> PlanDiff:
    sections = Section(id="s1", title="Giao thông"), Section(id="s2", title="Thủy lợi")
    early, late = by("Trước 31/5/2024", "2024-05-30"), by("Trước 30/6/2024", "2024-06-29")
    old = plan(
        task(1, "Sửa cầu Sông Con", section_id="s1", lead="Sở Xây dựng", deadline=late, id="1"),
        task(2, "Nạo vét kênh Tây", section_id="s2", lead="Sở Nông nghiệp và Môi trường", id="2"),
        sections=sections,
    )
    new = plan(
        task(1, "Sửa cầu Sông Con", section_id="s1", lead="Sở Xây dựng", deadline=early, id="1"),
        task(2, "Lắp đèn tín hiệu ngã tư chợ huyện", section_id="s1", lead="Sở Xây dựng", id="3"),
        task(3, "Trồng cây xanh ven quốc lộ", section_id="s3", lead="Đoàn Thanh niên", id="4"),
        sections=(sections[0], Section(id="s3", title="Môi trường")),
    )
    return compare(old, new)


def test_the_summary_answers_what_is_asked_first(told: PlanDiff) -> None:
    summary = told.summary
    assert (summary.matched, summary.same, summary.changed, summary.added, summary.removed) == (1, 0, 1, 2, 1)
    assert (summary.only_old, summary.only_new) == (("Thủy lợi",), ("Môi trường",))
    assert [(load.unit, load.old, load.new) for load in summary.loads] == [
        ("Sở Xây dựng", 1, 2),
        ("Đoàn Thanh niên", 0, 1),
        ("Sở Nông nghiệp và Môi trường", 1, 0),
    ]
    assert summary.deadlines == {"earlier": 1}
    assert [(unit.unit, unit.earlier) for unit in summary.by_unit] == [("Sở Xây dựng", 1)]


def test_min_score_turns_pairs_into_perhaps() -> None:
    old, new = plan(task(1, "Mở lớp dạy bơi cho học sinh tiểu học", id="a")), plan(task(1, "Tổ chức dạy bơi miễn phí cho học sinh", id="b"))
    (pair,) = compare(old, new).pairs
    assert pair.stage in ("reworded", "assigned")
    strict = compare(old, new, min_score=min(1.0, pair.score + 0.0001))
    assert not strict.pairs
    assert [(maybe.old, maybe.new) for maybe in strict.maybe] == [("a", "b")]
    assert (strict.added, strict.removed) == (("b",), ("a",))


def test_a_group_row_is_not_taken_for_a_task_lightly() -> None:
    group = task(1, "Nhóm nhiệm vụ phát triển hạ tầng giao thông nông thôn", is_group=True, lead="")
    leaf = task(1, "Phát triển hạ tầng giao thông nông thôn mới nâng cao", lead="")
    assert not compare(plan(group), plan(leaf)).pairs
    assert compare(plan(group), plan(task(1, group.title))).pairs
