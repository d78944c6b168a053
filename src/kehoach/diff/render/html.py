"""One page, old plan and new side by side, that needs neither network nor scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from kehoach.diff.changes import unit_names
from kehoach.diff.marks import Mark, marks
from kehoach.diff.render import Options
from kehoach.diff.render.plain import plain
from kehoach.diff.render.said import answers, counts, days_said, field_name, percent, plan_name, stage_name, status_name
from kehoach.diff.result import STATUSES, PlanDiff, Side
from kehoach.diff.rows import Row, rows
from kehoach.lang import current, pick
from kehoach.model import Plan, Task

FIELDS = ("lead_units", "cooperating_units", "deliverables", "deadline")


def render(diff: PlanDiff, old: Plan, new: Plan, options: Options) -> str:
    """The page; ``summary_only`` leaves the tasks out."""
    before, after = plan_name(diff)
    found = [] if options.summary_only else list(rows(diff, old, new))
    shown = [(question, items) for question, items in answers(diff.summary) if items]
    parts = {
        "lang": current(),
        "title": _text(pick(f"So sánh kế hoạch {before} và {after}", f"Plans {before} and {after} compared")),
        "plans": f"{_plan(pick('Bản cũ', 'Old'), diff.old)} · {_plan(pick('Bản mới', 'New'), diff.new)}",
        "figures": "".join(f"<li><b>{count}</b><span>{_text(name)}</span></li>" for name, count in counts(diff.summary)),
        "answers": "".join(f"<section><h2>{_text(question)}</h2>{_list(items)}</section>" for question, items in shown),
        "rules": "\n".join(_filter_rules()),
        "tasks": "" if options.summary_only else "\n".join(_table(found)),
    }
    return _filled((files("kehoach.diff.data") / "page.html").read_text(encoding="utf-8"), parts)


def _filled(template: str, parts: dict[str, str]) -> str:
    """The template with each ``{{name}}`` replaced once, so that no text of a plan is taken for a name."""
    start, *pieces = template.split("{{")
    return start + "".join(parts[name] + rest for name, rest in (piece.split("}}", 1) for piece in pieces))


def _text(text: str) -> str:
    return escape(plain(text))


def _plan(name: str, side: Side) -> str:
    return _text(f"{name}: " + (f"{side.number} ({side.path})" if side.number else side.path))


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{_text(item)}</li>" for item in items) + "</ul>"


def _filter_rules() -> Iterator[str]:
    """A row is seen while the box of one of its statuses is ticked; a label shows whether its box is."""
    for status in STATUSES:
        others = "".join(f":not(.{other})" for other in STATUSES if other != status)
        yield f"#show-{status}:not(:checked) ~ table tr.{status}{others} {{ display: none; }}"
        yield f'#show-{status}:checked ~ .filters label[for="show-{status}"] {{ opacity: 1; border-color: currentColor; }}'
        yield f'#show-{status}:focus-visible ~ .filters label[for="show-{status}"] {{ outline: 2px solid #1a5a96; }}'
    yield "#show-changed:not(:checked) ~ #show-moved:not(:checked) ~ table tr.changed.moved { display: none; }"


def _table(found: list[Row]) -> Iterator[str]:
    used = [status for status in STATUSES if any(status in row.statuses for row in found)]
    boxes = (f'<input class="filter" type="checkbox" id="show-{status}" checked>' for status in used)
    labels = (f'<label for="show-{status}" class="{status}-chip">{_text(status_name(status))}</label>' for status in used)
    yield "".join(boxes) + f'<div class="filters">{"".join(labels)}</div>'
    if not found:
        yield f'<p class="empty">{_text(pick("Không có gì khác nhau.", "There is no difference."))}</p>'
        return
    number = pick("STT", "No.")
    headings = (pick("Kết quả", "Result"), number, pick("Bản cũ", "Old"), number, pick("Bản mới", "New"))
    yield '<table><colgroup><col class="how"><col class="number"><col><col class="number"><col></colgroup>'
    yield "<thead><tr>" + "".join(f"<th>{_text(heading)}</th>" for heading in headings) + "</tr></thead>"
    yield "<tbody>"
    section: str | None = None
    for row in found:
        heading = pick("Có thể là một nhiệm vụ", "Perhaps one task") if row.status == "maybe" else row.section
        if heading != section:
            section = heading
            yield f'<tr class="heading"><th colspan="5">{_text(heading) or "—"}</th></tr>'
        yield _row(row)
    yield "</tbody></table>"


def _row(row: Row) -> str:
    found = marks(row.old.title, row.new.title) if row.old and row.new and _titles_differ(row) else None
    statuses = [status for status in STATUSES if status in row.statuses]
    sides = _side(row, row.old, "old", found) + _side(row, row.new, "new", found)
    return f'<tr class="{" ".join(statuses)}"><td class="how">{_how(row)}</td>{sides}</tr>'


def _titles_differ(row: Row) -> bool:
    return row.pair is None or any(change.field == "title" for change in row.pair.changes)


def _how(row: Row) -> str:
    """The statuses, how sure the pair is, and what happened to deadline and section."""
    statuses = [status for status in STATUSES if status in row.statuses]
    said = ["".join(f'<span class="chip {status}-chip">{_text(status_name(status))}</span> ' for status in statuses)]
    if row.score is not None and (row.pair is None or row.pair.stage not in ("equal", "folded", "section")):
        stage = f"{stage_name(row.pair.stage)}, " if row.pair else ""
        said.append(f"<div>{_text(stage)}{percent(row.score)}</div>")
    for change in row.pair.changes if row.pair else ():
        if change.field == "deadline":
            said.append(f'<div class="days">{_text(field_name("deadline"))} {_text(days_said(change))}</div>')
        if change.field == "section":
            said.append(f"<div>{_text(pick('từ mục', 'from section'))}: {_text(str(change.old or '—'))}</div>")
    return "".join(said)


def _side(row: Row, task: Task | None, side: str, found: tuple[Mark, ...] | None) -> str:
    if task is None:
        return '<td class="none"></td><td class="none"></td>'
    name = pick("Bản cũ", "Old") if side == "old" else pick("Bản mới", "New")
    title = _marked(found, side) if found else _text(task.title)
    number = f'<td class="number {side}-number">{_text(task.ordinal or task.row or "")}</td>'
    return f'{number}<td class="{side}" data-side="{name}"><p>{title}</p>{_fields(row, task)}</td>'


def _marked(found: Iterable[Mark], side: str) -> str:
    """One side's words, those that it alone has marked."""
    tag = "del" if side == "old" else "ins"
    texts = ((mark.same, _text(mark.old if side == "old" else mark.new)) for mark in found)
    return " ".join(text if same else f"<{tag}>{text}</{tag}>" for same, text in texts if text)


def _fields(row: Row, task: Task) -> str:
    """The other fields that say something, those that differ set off."""
    differing = {change.field for change in row.pair.changes} if row.pair else set()
    values: dict[str, tuple[str, ...]] = {
        "lead_units": unit_names(task.lead_units, task.lead_raw),
        "cooperating_units": unit_names(task.cooperating_units, task.cooperating_raw),
        "deliverables": task.deliverables,
        "deadline": tuple(filter(None, (task.deadline.raw,))),
    }
    said = []
    for field in FIELDS:
        items = values[field]
        if not items and field not in differing:
            continue
        marker = ' class="differs"' if field in differing else ""
        value = _text(items[0]) if len(items) == 1 else _list(items) if items else "—"
        said.append(f"<dt>{_text(field_name(field))}</dt><dd{marker}>{value}</dd>")
    return f"<dl>{''.join(said)}</dl>" if said else ""
