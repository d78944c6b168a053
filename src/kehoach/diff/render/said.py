"""The words of all renderings, in the language of the user."""

from __future__ import annotations

from collections.abc import Iterator

from kehoach.diff.result import Change, PlanDiff, Shift, Status, Summary
from kehoach.lang import pick


def status_name(status: Status) -> str:
    return {
        "added": pick("thêm", "added"),
        "removed": pick("bỏ", "removed"),
        "changed": pick("sửa", "changed"),
        "moved": pick("chuyển", "moved"),
        "same": pick("giữ nguyên", "same"),
        "maybe": pick("có thể là một", "perhaps one"),
    }[status]


def stage_name(stage: str) -> str:
    return {
        "equal": pick("trùng tên", "equal title"),
        "folded": pick("trùng tên (khác cách viết)", "equal title, typeset otherwise"),
        "section": pick("trùng tên trong mục", "equal title in the section"),
        "reworded": pick("viết lại", "reworded"),
        "assigned": pick("ghép tốt nhất", "best assignment"),
        "split": pick("tách", "split"),
        "merged": pick("gộp", "merged"),
    }[stage]


def field_name(field: str) -> str:
    return {
        "title": pick("Nhiệm vụ", "Task"),
        "lead_units": pick("Chủ trì", "Lead"),
        "cooperating_units": pick("Phối hợp", "Cooperating"),
        "deliverables": pick("Sản phẩm", "Deliverables"),
        "deadline": pick("Thời hạn", "Deadline"),
        "section": pick("Mục", "Section"),
    }[field]


def shift_name(shift: Shift) -> str:
    return {
        "earlier": pick("sớm hơn", "earlier"),
        "later": pick("muộn hơn", "later"),
        "dated": pick("nay có ngày cụ thể", "now with a date"),
        "undated": pick("không còn ngày cụ thể", "no date any more"),
        "other": pick("đổi khác", "otherwise changed"),
    }[shift]


def days_said(change: Change) -> str:
    """How a deadline changed: "sớm hơn 30 ngày"."""
    if change.shift is None:
        return ""
    if change.days:
        days = abs(change.days)
        return f"{shift_name(change.shift)} {days} " + pick("ngày", "day" if days == 1 else "days")
    return shift_name(change.shift)


def percent(score: float | None) -> str:
    """A score as it is shown; only what is certain is 100%."""
    return f"{int((score or 0) * 100)}%"


def added_dropped(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a list that changed, what is new and what is gone."""
    old, new = (value if isinstance(value, tuple) else tuple(filter(None, (value,))) for value in (change.old, change.new))
    return tuple(item for item in new if item not in old), tuple(item for item in old if item not in new)


def counts(summary: Summary) -> Iterator[tuple[str, int]]:
    """The figures of a summary, each with what it counts."""
    yield pick("Nhiệm vụ trong bản cũ", "Tasks in the old plan"), summary.old_tasks
    yield pick("Nhiệm vụ trong bản mới", "Tasks in the new plan"), summary.new_tasks
    yield pick("Có ở cả hai bản", "In both plans"), summary.matched
    yield pick("Giữ nguyên", "The same"), summary.same
    yield pick("Có sửa đổi", "Changed"), summary.changed
    yield pick("Chuyển mục hoặc đổi thứ tự", "Moved"), summary.moved
    yield pick("Thêm mới", "Added"), summary.added
    yield pick("Bỏ", "Removed"), summary.removed
    yield pick("Chưa chắc là một", "Perhaps one"), summary.maybe
    yield pick("Tách thành nhiều nhiệm vụ", "Split into several"), summary.split
    yield pick("Gộp từ nhiều nhiệm vụ", "Merged from several"), summary.merged


def plan_name(diff: PlanDiff) -> tuple[str, str]:
    """How the two plans are called: number, else path."""
    return diff.old.number or diff.old.path, diff.new.number or diff.new.path


def answers(summary: Summary, most: int | None = None) -> Iterator[tuple[str, list[str]]]:
    """What an officer asks, each question with its answers; at most ``most`` of them."""
    yield pick("Mục chỉ có trong bản cũ", "Sections of the old plan alone"), _first(list(summary.only_old), most)
    yield pick("Mục chỉ có trong bản mới", "Sections of the new plan alone"), _first(list(summary.only_new), most)
    more = [load for load in summary.loads if load.new > load.old]
    fewer = [load for load in reversed(summary.loads) if load.new < load.old]
    for question, loads in (
        (pick("Đơn vị chủ trì nhiều việc hơn", "Units that lead more"), more),
        (pick("Đơn vị chủ trì ít việc hơn", "Units that lead fewer"), fewer),
    ):
        yield question, _first([f"{load.unit}: {load.old} → {load.new}" for load in loads], most)
    yield pick("Thay đổi thời hạn", "Deadlines changed"), [f"{shift_name(shift)}: {count}" for shift, count in summary.deadlines.items()]
    early = [unit for unit in summary.by_unit if unit.earlier or unit.dated]
    yield (
        pick("Đơn vị có thời hạn sớm hơn", "Units with earlier deadlines"),
        _first([f"{unit.unit}: " + ", ".join(_unit_shifts(unit.earlier, unit.dated)) for unit in early], most),
    )


def _unit_shifts(earlier: int, dated: int) -> Iterator[str]:
    if earlier:
        yield f"{earlier} {shift_name('earlier')}"
    if dated:
        yield f"{dated} {shift_name('dated')}"


def _first(items: list[str], most: int | None) -> list[str]:
    if most is None or len(items) <= most:
        return items
    left = len(items) - most
    return [*items[:most], pick(f"… và {left} mục nữa", f"… and {left} more")]
