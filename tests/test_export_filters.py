"""The part of a plan that somebody asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from export_plans import PLANS, rich_plan, small_plan
from factory import plan, task, unit
from kehoach.errors import UsageError
from kehoach.export.filters import Filters, UnitName, read_day
from kehoach.model import Plan, Section


def kept(subject: Plan, **wanted: Any) -> list[str | None]:
    """Numbers of the tasks that a filter keeps."""
    for name in ("unit", "lead"):
        if name in wanted:
            wanted[name] = UnitName(wanted[name])
    return [task.ordinal for task in Filters(**wanted).apply(subject).tasks]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"unit": "Sở Tư pháp"}, ["1", "2", "2.1"]),
        ({"unit": "sở tư pháp"}, ["1", "2", "2.1"]),
        ({"unit": "STP"}, ["1", "2", "2.1"]),
        ({"lead": "Sở Tư pháp"}, ["2", "2.1"]),
        ({"unit": "VP UBND tỉnh"}, ["3", "4"]),
        ({"unit": "UBND cấp huyện"}, ["2", "2.2"]),
        ({"section": "I"}, ["1", "2", "2.1", "2.2"]),
        ({"section": "Báo cáo"}, ["3", "4"]),
        ({"section": "bao cao"}, ["3", "4"]),
        ({"section": "ban hành"}, ["1", "2", "2.1", "2.2"]),
        ({"section": "XX"}, []),
        ({"due_before": date(2024, 6, 30)}, ["1", None]),
        ({"due_before": date(2024, 7, 1)}, ["1", "2", "2.1", None]),
        ({"due_after": date(2024, 6, 29)}, ["2", "2.1"]),
        ({"due_after": date(2024, 6, 29), "lead": "Sở Nội vụ"}, []),
        ({"section": "I", "unit": "Sở Nội vụ"}, ["1"]),
    ],
)
def test_filters_keep_tasks_and_the_group_rows_above_them(wanted: dict[str, Any], expected: list[str | None]) -> None:
    assert kept(rich_plan(), **wanted) == expected


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Sở Tư pháp", {"Sở Tư pháp"}),
        ("Tư pháp", {"Sở Tư pháp"}),
        ("so tu phap", {"Sở Tư pháp"}),
        ("Sở Nội vụ", {"Sở Nội vụ"}),
        ("UBND tỉnh", {"Ủy ban nhân dân tỉnh"}),
        ("Văn phòng UBND tỉnh", {"Văn phòng Ủy ban nhân dân tỉnh"}),
        ("Công ty Điện lực An Bình", {"Công ty Điện lực An Bình"}),
        ("An Bình", {"Công ty Điện lực An Bình"}),
        ("phường 1", set()),
    ],
)
def test_names_of_units_resolve_and_never_match_a_part_of_a_known_one(typed: str, names: set[str]) -> None:
    all_names = (
        "Sở Tư pháp",
        "Sở Nội vụ",
        "Sở Ngoại vụ",
        "Ủy ban nhân dân tỉnh",
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Công ty Điện lực An Bình",
        "Ủy ban nhân dân phường 12",
    )
    wanted = UnitName(typed)
    assert {name for name in all_names if wanted.matches(unit(name))} == names


def test_a_unit_is_found_by_its_written_form_too() -> None:
    assert UnitName("Tổ công tác 711").matches(unit("Tổ công tác cải cách hành chính", raw="Tổ công tác 711"))


def test_sections_that_lose_all_tasks_go_and_their_parents_stay() -> None:
    part = Filters(unit=UnitName("Sở Nội vụ")).apply(rich_plan())
    assert [section.id for section in part.sections] == ["s1", "s1.1"]
    assert part.citations == rich_plan().citations


def test_a_plan_without_any_match_is_left_out_only_when_filtering() -> None:
    empty = plan()
    wanted = Filters(unit=UnitName("Sở Nội vụ"))
    assert [part.document.number for part in wanted.select([rich_plan(), small_plan(), empty])] == ["12/KH-UBND"]
    assert list(Filters().select([empty])) == [empty]


def test_a_parent_with_its_own_assignment_is_no_context() -> None:
    parent, child = task(1, "x", id="p", lead="Sở Y tế"), task("1.1", "y", id="c", parent_id="p", lead="Sở Nội vụ")
    assert kept(plan(parent, child), unit="Sở Nội vụ") == ["1.1"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(subject=PLANS)
def test_no_filter_changes_nothing_and_a_filter_only_takes_away(subject: Plan) -> None:
    assert Filters().apply(subject) == subject
    part = Filters(due_after=date(2020, 1, 1)).apply(subject)
    assert [task for task in subject.tasks if task in part.tasks] == list(part.tasks)
    assert {task.section_id for task in part.tasks} & {section.id for section in subject.sections} <= {section.id for section in part.sections}


def test_sections_in_a_circle_do_not_hang() -> None:
    circle = (Section(id="a", parent_id="b", ordinal="1"), Section(id="b", parent_id="a", ordinal="2"))
    assert kept(plan(task(1, "x", section_id="a"), sections=circle), section="2") == ["1"]


@pytest.mark.parametrize("text", ["2024-06-30", "30/6/2024", "30/06/2024", "30-6-2024", "30.6.2024", " 30/6/2024 "])
def test_days_as_people_type_them(text: str) -> None:
    assert read_day(text) == date(2024, 6, 30)


@pytest.mark.parametrize("text", ["", "6/2024", "31/6/2024", "mai", "30/6/24"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="30/6/2024"):
        read_day(text)
