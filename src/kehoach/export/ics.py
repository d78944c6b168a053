"""A calendar (RFC 5545) of the dated clauses, for Google Calendar and Outlook.

Every entry is a whole day: the last day on time of a clause, the first day of one that only begins, each occurrence of one
that recurs. An entry reminds a week before and does not block the day. Identifiers and time stamps come from the document
(task, clause, issue date), so that importing again updates entries instead of doubling them.

Outlook knows a yearly rule for one month only (MS-OXCICAL 2.1.3.2.2): months at even distances become a monthly rule with an
interval, others an entry for each month.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kehoach import __version__
from kehoach.export import words
from kehoach.export.columns import document_key
from kehoach.export.recurrence import anchored, bounds, joined, occurrences, whole_day, window
from kehoach.lang import pick
from kehoach.model import Clause, Period, Plan, Task

if TYPE_CHECKING:
    from kehoach.export import Options

ALARM = timedelta(days=-7)


def write(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """Write the entries of all plans as one calendar; says how many tasks name no day."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//kehoach//kehoach {__version__}//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    head, tail = calendar.to_ical().split(b"END:VCALENDAR")
    undated, seen = 0, set[str]()
    with path.open("wb") as out:
        out.write(head)
        for plan in plans:
            for task in plan.tasks:
                entries = list(_entries(plan, task, seen))
                undated += not entries and not task.is_group
                out.writelines(entry.to_ical() for entry in entries)
        out.write(b"END:VCALENDAR" + tail)
    if not undated:
        return []
    return [pick(f"{undated} nhiệm vụ không có ngày cụ thể nên không vào lịch", f"{undated} tasks name no day and are not in the calendar")]


def _entries(plan: Plan, task: Task, seen: set[str]) -> Iterator[Any]:
    """The entries of one task. ``seen`` holds the identifiers given so far."""
    within = window(plan)
    mark = document_key(plan)
    for index, clause in enumerate(task.deadline.clauses):
        for part, (day, rule) in enumerate(_dates(clause, within)):
            name = f"{task.id}-{index}" + (f"-{part}" if part else "")
            again = 2
            while (uid := f"{name}-{mark}@kehoach") in seen:
                name, again = f"{task.id}-{index}-{part}-{again}", again + 1
            seen.add(uid)
            yield _entry(plan, task, clause, day, rule, uid)


def _dates(clause: Clause, within: Period | None) -> list[tuple[date, str | None]]:
    """The day of a clause's entry and its rule, if it recurs; several for months that no one rule of Outlook's can name."""
    if clause.kind != "recurring" or not clause.rrule:
        day = clause.end or clause.start
        return [(day, None)] if day and clause.kind != "recurring" else []
    limits, parts = bounds(clause, within), anchored(clause.rrule)
    if not limits or not parts:
        return []
    found: list[tuple[date, str | None]] = []
    days = occurrences(clause, within)
    for single, months in _plain_rules(parts):
        first = next((day for day in days if day.month in months), None)
        if first:
            end = "" if "COUNT" in single else f";UNTIL={limits[1]:%Y%m%d}"
            found.append((first, joined(single) + end))
    return found


def _plain_rules(parts: dict[str, str]) -> list[tuple[dict[str, str], set[int]]]:
    """The rule as rules of at most one month each, with the months in which each may begin."""
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]
    if parts["FREQ"] != "YEARLY" or len(set(months)) < 2 or "INTERVAL" in parts or "COUNT" in parts:
        return [(parts, set(range(1, 13)))]
    numbers = sorted(set(months))
    gaps = {(after - before) % 12 for before, after in zip(numbers, [*numbers[1:], numbers[0]], strict=True)}
    rest = {name: value for name, value in parts.items() if name not in ("FREQ", "BYMONTH")}
    if len(gaps) == 1:
        return [({"FREQ": "MONTHLY", "INTERVAL": f"{gaps.pop()}", **rest}, set(numbers))]
    return [({"FREQ": "YEARLY", "BYMONTH": f"{month}", **rest}, {month}) for month in numbers]


def _entry(plan: Plan, task: Task, clause: Clause, day: date, rule: str | None, uid: str) -> Any:
    from icalendar import Alarm, Event
    from icalendar.prop import vRecur

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(plan))
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))
    if rule:
        event.add("rrule", vRecur.from_ical(rule))
    title = words.numbered(task.ordinal, task.title)
    event.add("summary", title if clause.end or clause.kind != "from" else pick(f"Bắt đầu: {title}", f"Begins: {title}"))
    event.add("description", _description(plan, task, clause))
    units = [unit.name for unit in (*task.lead_units, *task.cooperating_units)]
    if units:
        event.add("categories", list(dict.fromkeys(units)))
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-alldayevent", "TRUE")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event


def _stamp(plan: Plan) -> datetime:
    """The time stamp of all entries of a document: its issue date, never now."""
    within = window(plan)
    day = whole_day(plan.document.issued_on) or (within.start if within else date(2000, 1, 1))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _description(plan: Plan, task: Task, clause: Clause) -> str:
    lines = {
        pick("Thời hạn", "Deadline"): task.deadline.raw or clause.raw,
        pick("Chủ trì", "Lead"): words.leads(task),
        pick("Phối hợp", "Cooperating"): words.cooperating(task),
        pick("Sản phẩm", "Deliverables"): "; ".join(task.deliverables),
        pick("Văn bản", "Document"): words.document_name(plan),
    }
    return "\n".join(f"{name}: {text}" for name, text in lines.items() if text)
