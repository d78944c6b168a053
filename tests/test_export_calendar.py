"""When clauses fall, and the calendar made of them."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from icalendar import Calendar
from msgspec.structs import replace

from export_plans import ONGOING, PLANS, recurring, rich_plan, small_plan, within
from factory import by, plan, task
from kehoach.export import export
from kehoach.export.recurrence import Extent, Span, occurrences, spans, window
from kehoach.model import Clause, Deadline, DocumentInfo, Period, Plan

YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"2024-{text}") for text in texts)


@pytest.mark.parametrize(
    ("rule", "first_days", "count"),
    [
        ("FREQ=MONTHLY", days("01-31", "02-29", "03-31"), 12),
        ("FREQ=MONTHLY;BYMONTHDAY=25", days("01-25", "02-25"), 12),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12", days("03-31", "06-30", "09-30", "12-31"), 4),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=14", days("06-14", "12-14"), 2),
        ("FREQ=YEARLY", days("12-31"), 1),
        ("FREQ=WEEKLY", days("01-05", "01-12"), 52),
        ("FREQ=WEEKLY;BYDAY=MO", days("01-01", "01-08"), 53),
        ("FREQ=DAILY", days("01-01", "01-02"), 366),
        ("FREQ=MONTHLY;COUNT=2", days("01-31", "02-29"), 2),
        ("FREQ=HOURLY", (), 0),
        ("FREQ=DAILY;INTERVAL=0", (), 0),
        ("FREQ=MONTHLY;BYMONTHDAY=0", (), 0),
        ("hằng tháng", (), 0),
    ],
)
def test_days_of_a_recurrence(rule: str, first_days: tuple[date, ...], count: int) -> None:
    found = occurrences(Clause(kind="recurring", rrule=rule), YEAR)
    assert found[: len(first_days)] == first_days
    assert len(found) == count


def test_a_recurrence_runs_inside_what_its_clause_says() -> None:
    clause = Clause(kind="recurring", rrule="FREQ=MONTHLY", start=date(2024, 5, 15), end=date(2024, 7, 15))
    assert occurrences(clause, YEAR) == days("05-31", "06-30")
    assert occurrences(Clause(kind="recurring", rrule="FREQ=MONTHLY"), None) == ()


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        (DocumentInfo(period=YEAR, issued_on="2023-12-20"), (YEAR.start, YEAR.end)),
        (DocumentInfo(issued_on="2023-08-21"), (date(2023, 8, 21), date(2023, 12, 31))),
        (DocumentInfo(issued_on="2024-03"), (date(2024, 3, 1), date(2024, 12, 31))),
        (DocumentInfo(issued_on="2024"), (date(2024, 1, 1), date(2024, 12, 31))),
        (DocumentInfo(issued_on="2024-02-31"), None),
        (DocumentInfo(), None),
    ],
)
def test_window_is_the_period_else_the_rest_of_the_year_of_issue(info: DocumentInfo, expected: tuple[date, date] | None) -> None:
    found = window(plan(document=info))
    assert (found and (found.start, found.end)) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (Clause(kind="by", end=date(2024, 6, 29)), [("by", "06-29", "06-29")]),
        (Clause(kind="within", start=date(2024, 4, 1), end=date(2024, 6, 30)), [("within", "04-01", "06-30")]),
        (Clause(kind="from", start=date(2024, 5, 1)), [("from", "05-01", "12-31")]),
        (Clause(kind="ongoing"), [("ongoing", "01-01", "12-31")]),
        (Clause(kind="recurring"), []),
        (Clause(kind="event", trigger="khi có yêu cầu"), []),
        (Clause(kind="within", start=date(2024, 6, 30), end=date(2024, 4, 1)), []),
    ],
)
def test_spans_of_a_clause(clause: Clause, expected: list[tuple[str, str, str]]) -> None:
    assert spans(clause, YEAR) == [Span(kind, *days(start, end)) for kind, start, end in expected]


def test_timeline_shows_the_period_and_every_last_day_but_no_early_beginning() -> None:
    extent = Extent()
    extent.add(plan(task(1, "x", deadline=within("giai đoạn 2020-2025", "2020-01-01", "2025-12-31"))))
    assert extent.days() == (date(2024, 1, 1), date(2025, 12, 31))
    assert Extent().days() is None


# the calendar


def read(path: Path) -> list[Any]:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def entries(tmp_path: Path, *deadlines: Deadline, **more: Any) -> list[Any]:
    path = tmp_path / "plan.ics"
    export([plan(*(task(number, f"Việc {number}", deadline=deadline) for number, deadline in enumerate(deadlines, 1)), **more)], path)
    return read(path)


def occurring(entry: Any) -> list[date]:
    """The days of an entry as a calendar program works them out."""
    start = entry.decoded("dtstart")
    if "rrule" not in entry:
        return [start]
    rule = entry["rrule"].to_ical().decode()
    return [day.date() for day in rrulestr(rule, dtstart=datetime(start.year, start.month, start.day))]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (by("Trước 30/6/2024", "2024-06-29"), days("06-29")),
        (within("Quý II/2024", "2024-04-01", "2024-06-30"), days("06-30")),
        (Deadline(raw="Từ 01/5", clauses=(Clause(kind="from", start=date(2024, 5, 1)),)), days("05-01")),
        (recurring("Hằng quý", "FREQ=YEARLY;BYMONTH=3,6,9,12"), days("03-31", "06-30", "09-30", "12-31")),
        (recurring("Tháng 2, 5, 9", "FREQ=YEARLY;BYMONTH=2,5,9"), days("02-29", "05-31", "09-30")),
        (recurring("Ngày 19 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=19", end=date(2024, 3, 31)), days("01-19", "02-19", "03-19")),
        (recurring("Hằng năm", "FREQ=YEARLY"), days("12-31")),
        (recurring("Định kỳ", None), ()),
        (ONGOING, ()),
        (Deadline(raw="Khi có yêu cầu", clauses=(Clause(kind="adhoc"),)), ()),
    ],
)
def test_entries_fall_on_the_days_of_the_clauses(deadline: Deadline, expected: tuple[date, ...], tmp_path: Path) -> None:
    assert sorted(day for entry in entries(tmp_path, deadline) for day in occurring(entry)) == list(expected)


def test_rules_are_ones_that_outlook_takes(tmp_path: Path) -> None:
    """MS-OXCICAL 2.1.3.2.2: BYMONTH names one month, and none beside FREQ=MONTHLY."""
    rules = ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "FREQ=YEARLY;BYMONTH=6,12", "FREQ=YEARLY;BYMONTH=1,2,7")
    found = [entry["rrule"] for entry in entries(tmp_path, *(recurring(rule, rule) for rule in rules))]
    assert len(found) == 5
    for rule in found:
        assert len(rule.get("BYMONTH", [])) == (1 if rule["FREQ"] == ["YEARLY"] else 0)
        assert rule["UNTIL"] == [date(2024, 12, 31)]


def test_an_entry_is_a_whole_day_with_a_reminder_a_week_before(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path, by("Trước 30/6/2024", "2024-06-29"))
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == days("06-29", "06-30")
    assert entry.decoded("dtstamp") == datetime(2023, 12, 20, tzinfo=UTC)
    assert str(entry["summary"]) == "1. Việc 1"
    assert "Thời hạn: Trước 30/6/2024\nChủ trì: Văn phòng Ủy ban nhân dân tỉnh" in entry["description"]
    assert entry["categories"].to_ical().decode() == "Văn phòng Ủy ban nhân dân tỉnh"
    (alarm,) = entry.walk("VALARM")
    assert (alarm.decoded("trigger"), str(alarm["action"])) == (timedelta(days=-7), "DISPLAY")


def test_identifiers_last_and_never_repeat(tmp_path: Path) -> None:
    two = Deadline(raw="Quý II, IV", clauses=(*within("", "2024-04-01", "2024-06-30").clauses, *within("", "2024-10-01", "2024-12-31").clauses))
    subject = plan(task(1, "x", deadline=two))
    again = replace(subject, source=replace(subject.source, path="khac.pdf", sha256="1" * 64))
    export([subject], tmp_path / "a.ics")
    export([again, small_plan(), subject], tmp_path / "b.ics")
    first, second = ([str(entry["uid"]) for entry in read(tmp_path / name)] for name in ("a.ics", "b.ics"))
    assert len(first) == 2
    assert first == second[:2]
    assert len(second) == len(set(second)) == 6


def test_lines_are_folded_at_75_octets_and_end_with_crlf(tmp_path: Path) -> None:
    export([rich_plan()], tmp_path / "plan.ics")
    lines = (tmp_path / "plan.ics").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert (lines[0], lines[-2], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(subject=PLANS)
def test_any_plan_gives_a_calendar_that_can_be_read(subject: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    export([subject], path)
    found = read(path)
    assert all(not entry.errors for entry in found)
    dated = {(task.id, index) for task in subject.tasks for index, clause in enumerate(task.deadline.clauses) if clause.kind != "recurring" and (clause.start or clause.end)}
    assert len(found) >= len(dated)
