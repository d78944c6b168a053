"""What the codes of a record are called on a sheet or page, in Vietnamese and English."""
from __future__ import annotations

from kehoach.lang import pick
from kehoach.model import PdfPlace, Place, Plan, Section, Task, TextPlace

CLAUSE_KINDS: dict[str, tuple[str, str]] = {
    "within": ("Trong kỳ", "Within"),
    "by": ("Chậm nhất", "By"),
    "from": ("Từ ngày", "From"),
    "ongoing": ("Thường xuyên", "Ongoing"),
    "recurring": ("Định kỳ", "Recurring"),
    "event": ("Theo sự kiện", "Event"),
    "reference": ("Theo văn bản khác", "As another document says"),
    "adhoc": ("Đột xuất", "On request"),
}
CITATION_ROLES: dict[str, tuple[str, str]] = {
    "basis": ("Căn cứ", "Basis"),
    "amends": ("Sửa đổi, bổ sung", "Amends"),
    "replaces": ("Thay thế", "Replaces"),
    "repeals": ("Bãi bỏ", "Repeals"),
    "carrier": ("Ban hành kèm theo", "Carrier"),
    "parent": ("Văn bản cấp trên", "Parent"),
    "reference": ("Viện dẫn", "Reference"),
    "related": ("Liên quan", "Related"),
}
SEVERITIES: dict[str, tuple[str, str]] = {
    "error": ("Lỗi", "Error"),
    "warning": ("Cảnh báo", "Warning"),
    "info": ("Thông tin", "Information"),
}
ROLES: dict[str, tuple[str, str]] = {"lead": ("Chủ trì", "Lead"), "cooperating": ("Phối hợp", "Cooperating")}
WEEKDAYS: dict[str, tuple[str, str]] = {
    "MO": ("thứ Hai", "Monday"),
    "TU": ("thứ Ba", "Tuesday"),
    "WE": ("thứ Tư", "Wednesday"),
    "TH": ("thứ Năm", "Thursday"),
    "FR": ("thứ Sáu", "Friday"),
    "SA": ("thứ Bảy", "Saturday"),
    "SU": ("Chủ nhật", "Sunday"),
}


_LONG_NAME = 60


def document_name(plan: Plan) -> str:
    """What people call the document: its number, else the beginning of its title, else its file name."""
    if plan.document.number:
        return plan.document.number
    title = plan.document.title or plan.source.path.replace("\\", "/").rsplit("/", 1)[-1]
    return title if len(title) <= _LONG_NAME else f"{title[: _LONG_NAME - 1]}…"


def numbered(ordinal: str | None, title: str) -> str:
    """"I. Chỉ đạo": number and title as a heading has them; either may be missing."""
    return f"{ordinal}. {title}" if ordinal and title else ordinal or title


def section_path(sections: dict[str, Section], section_id: str | None) -> str:
    """The headings above a task, outermost first, joined by " / "."""
    parts: list[str] = []
    while section_id in sections and len(parts) <= len(sections):
        section = sections[section_id]
        parts.append(numbered(section.ordinal, section.title))
        section_id = section.parent_id
    return " / ".join(reversed(parts))


def leads(task: Task) -> str:
    """The lead cell as written; where the document has no such cell (prose), the names of the units."""
    return task.lead_raw or "; ".join(unit.name for unit in task.lead_units)


def cooperating(task: Task) -> str:
    """The cell of cooperating units as written, else their names."""
    return task.cooperating_raw or "; ".join(unit.name for unit in task.cooperating_units)


def clause_kinds(task: Task) -> str:
    """The kinds of a task's clauses, each once, in order."""
    return "; ".join(dict.fromkeys(pick(*CLAUSE_KINDS[clause.kind]) for clause in task.deadline.clauses))


def recurrences(task: Task) -> str:
    """The recurrences of a task in words; a bare "định kỳ" has none."""
    return "; ".join(dict.fromkeys(rrule_words(clause.rrule) for clause in task.deadline.clauses if clause.rrule))


def places(task: Task) -> str:
    """Where a task stands in its source, one entry per physical row."""
    return "; ".join(dict.fromkeys(filter(None, map(place, task.provenance))))


def place(where: Place) -> str:
    """One place in a source for people: "trang 3", "bảng 1, dòng 7", "dòng 12-13"."""
    parts: list[str] = []
    if isinstance(where, TextPlace):
        lines = f"{where.line}" if where.line == where.end_line else f"{where.line}-{where.end_line}"
        return pick(f"dòng {lines}", f"line {lines}")
    if isinstance(where, PdfPlace):
        return pick(f"trang {where.page}", f"page {where.page}")
    if where.table is not None:
        parts.append(pick(f"bảng {where.table}", f"table {where.table}"))
    if where.row is not None:
        parts.append(pick(f"dòng {where.row}", f"row {where.row}"))
    if where.paragraph is not None:
        parts.append(pick(f"đoạn {where.paragraph}", f"paragraph {where.paragraph}"))
    return ", ".join(parts)


def rrule_words(rule: str) -> str:
    """A recurrence rule (RFC 5545) in words where it is one that plans have, else the rule itself."""
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    frequency, every = parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    shape = frozenset(parts)
    days, months = parts.get("BYMONTHDAY", ""), parts.get("BYMONTH", "")
    day_vi, day_en = ("ngày cuối ", " on the last day") if days == "-1" else (f"ngày {days} ", f" on day {days}") if days else ("", "")
    if "-" in days.removeprefix("-1") or not shape <= {"BYMONTH", "BYMONTHDAY", "BYDAY"}:
        return rule
    if frequency == "DAILY" and not shape and every == "1":
        return pick("Hằng ngày", "Daily")
    if frequency == "WEEKLY" and shape <= {"BYDAY"}:
        return _weekly(parts.get("BYDAY", ""), every) or rule
    if frequency == "MONTHLY" and shape <= {"BYMONTHDAY"}:
        often_vi, often_en = ("hằng tháng", "Monthly") if every == "1" else (f"{every} tháng một lần", f"Every {every} months")
        return pick(_capital(day_vi + often_vi), often_en + day_en)
    if frequency == "YEARLY" and shape <= {"BYMONTH", "BYMONTHDAY"} and (months or not days):
        return _yearly(months, every, day_vi, day_en) or rule
    return rule


def _weekly(days: str, every: str) -> str:
    names = [WEEKDAYS.get(day) for day in days.split(",") if day]
    if None in names:
        return ""
    often_vi, often_en = ("hằng tuần", "Weekly") if every == "1" else (f"{every} tuần một lần", f"Every {every} weeks")
    vi = ", ".join(name[0] for name in names if name)
    en = ", ".join(name[1] for name in names if name)
    return pick(_capital(f"{vi} {often_vi}".strip()), f"{often_en} on {en}" if en else often_en)


def _yearly(months: str, every: str, day_vi: str, day_en: str) -> str:
    if every != "1":
        return "" if months else pick(f"{every} năm một lần", f"Every {every} years")
    known = {"": ("hằng năm", "Yearly"), "3,6,9,12": ("hằng quý", "Quarterly"), "6,12": ("6 tháng một lần", "Every 6 months")}
    if months in known and not day_vi:
        return pick(_capital(known[months][0]), known[months][1])
    listed = months.replace(",", ", ")
    return pick(_capital(f"{day_vi}tháng {listed} hằng năm"), f"Yearly in month {listed}{day_en}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
