"""One page that needs no network: the table of tasks with filters, and a timeline; readable on a phone, in print, without scripts.

The rows are written as HTML, so that any viewer shows them; the script only hides what a filter leaves out. What it filters by
stands beside them as JSON. A content security policy allows that one script (by its hash) and nothing from outside.
"""
from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kehoach import __version__
from kehoach.export import words
from kehoach.export.columns import Line, lines
from kehoach.export.html.timeline import Track
from kehoach.export.recurrence import Extent
from kehoach.lang import current, pick
from kehoach.model import Plan, Task
from kehoach.text import bare

if TYPE_CHECKING:
    from kehoach.export import Options


_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def write(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """Write the page; all plans are in memory, as they will be in the reader's browser."""
    found = list(plans)
    extent = Extent()
    for plan in found:
        extent.add(plan)
    page = _Page(Track(extent.days()), many=len(found) > 1)
    for plan in found:
        page.add(plan)
    path.write_text(_filled(_part("page.html"), page.parts(found)), encoding="utf-8", newline="\n")
    return []


def _part(name: str) -> str:
    return files("kehoach.export.html").joinpath(name).read_text(encoding="utf-8")


def _filled(template: str, parts: dict[str, str]) -> str:
    """The template with each ``{{name}}`` replaced once, so that no text of a plan is taken for a name."""
    pieces = template.split("{{")
    return pieces[0] + "".join(parts[name] + rest for name, rest in (piece.split("}}", 1) for piece in pieces[1:]))


class _Page:
    """Gathers table rows, timeline rows and filter data of one plan after the other."""

    def __init__(self, track: Track, *, many: bool) -> None:
        self.track, self.many = track, many
        self.rows: list[str] = []
        self.bars: list[str] = []
        self.data: list[dict[str, Any]] = []
        self.units: Counter[str] = Counter()
        self.headings: list[tuple[int, str]] = []
        """Depth and title of each heading in the table, for the list of sections."""

    def add(self, plan: Plan) -> None:
        parents = {section.id: section.parent_id for section in plan.sections}
        document: list[int] = []
        above: dict[str | None, int] = {}
        numbers: dict[str, int] = {}
        for line in lines(plan, with_document=self.many):
            if line.kind == "document":
                document = [self._heading(line, 0)]
            elif line.task is None:
                depth = max(len(_chain(parents, line.section_id)) - 1, 0)
                above[line.section_id] = self._heading(line, len(document) + depth)
            else:
                chain = _chain(parents, line.task.section_id) or [None]
                numbers[line.key] = len(self.data)
                headings = document + [above[name] for name in chain if name in above]
                self._task(line, line.task, headings, numbers.get(line.task.parent_id or ""))

    def _heading(self, line: Line, depth: int) -> int:
        number = len(self.headings)
        title = words.numbered(line.ordinal, line.title)
        self.headings.append((depth, title))
        columns = 8 if self.many else 7
        self.rows.append(f'<tr class="{line.kind}" id="h{number}"><th scope="rowgroup" colspan="{columns}">{escape(title)}</th></tr>')
        return number

    def _task(self, line: Line, task: Task, headings: list[int], parent: int | None) -> None:
        number = len(self.data)
        due = task.deadline.due
        cells = [
            (pick("STT", "No."), escape(line.ordinal)),
            (pick("Nhiệm vụ", "Task"), f"{_text(task.title)}{_more(task)}"),
            (pick("Chủ trì", "Lead"), _text(words.leads(task))),
            (pick("Phối hợp", "Cooperating"), _text(words.cooperating(task))),
            (pick("Sản phẩm", "Deliverables"), _text("\n".join(task.deliverables))),
            (pick("Thời hạn", "Deadline"), _text(task.deadline.raw)),
            (pick("Hạn", "Due"), f'<time datetime="{due.isoformat()}">{due:%d/%m/%Y}</time>' if due else ""),
            *([(pick("Văn bản", "Document"), escape(words.document_name(line.plan)))] if self.many else []),
        ]
        kind = f"task depth{min(line.depth, 3)}" + (" group" if task.is_group else "")
        inner = "".join(f'<td data-label="{escape(label)}">{text}</td>' for label, text in cells)
        self.rows.append(f'<tr class="{kind}" id="t{number}">{inner}</tr>')
        self.bars.append(self.track.row(number, words.numbered(line.ordinal, task.title), line.plan, task))
        lead, other = ([unit.name for unit in units] for units in (task.lead_units, task.cooperating_units))
        self.units.update({*lead, *other})
        self.data.append({"l": lead, "c": other, "h": headings, "d": due.isoformat() if due else "", "p": parent})

    def parts(self, plans: list[Plan]) -> dict[str, str]:
        """What fills the template."""
        script = _part("page.js")
        data = {"tasks": self.data, "first": self.track.first_day, "last": self.track.last_day}
        return {
            "lang": current(),
            "title": escape(words.document_name(plans[0]) if len(plans) == 1 else pick("Nhiều văn bản", "Several documents")),
            "heading": _about(plans),
            "style": _part("page.css"),
            "script": script,
            "script_hash": b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            "data": _json(data),
            "words": _json(_words()),
            "units": "".join(_option(name, f"{name} ({self.units[name]})") for name in sorted(self.units, key=bare)),
            "sections": "".join(_option(number, "\u00a0" * 3 * depth + title[:90]) for number, (depth, title) in enumerate(self.headings)),
            "columns": "".join(f'<th scope="col">{escape(name)}</th>' for name in self._columns()),
            "rows": "\n".join(self.rows),
            "axis": self.track.axis(),
            "bars": "\n".join(filter(None, self.bars)),
            "made": escape(f"kehoach {__version__}"),
            **{f"w_{name}": escape(text) for name, text in _words().items()},
        }

    def _columns(self) -> list[str]:
        names = ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn", "Hạn"]
        english = ["No.", "Task", "Lead", "Cooperating", "Deliverables", "Deadline", "Due"]
        return [pick(vi, en) for vi, en in zip(names, english, strict=True)] + [pick("Văn bản", "Document")] * self.many


def _option(value: object, shown: str) -> str:
    return f'<option value="{escape(str(value))}">{escape(shown)}</option>'


def _json(value: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _more(task: Task) -> str:
    """What has no column of its own: the plan's other columns, footnotes, documents cited."""
    notes = [f"{name}: {value}" if name else value for name, value in task.extra.items()] + list(task.footnotes)
    if task.citations:
        notes.append(pick("Căn cứ: ", "Citations: ") + "; ".join(task.citations))
    return f'<small>{"<br>".join(map(_text, notes))}</small>' if notes else ""


def _about(plans: list[Plan]) -> str:
    if len(plans) != 1:
        return f"<h1>{escape(pick('Nhiệm vụ của', 'Tasks of'))} {len(plans)} {escape(pick('văn bản', 'documents'))}</h1>"
    info = plans[0].document
    title = " ".join(filter(None, (info.kind, info.title))) or words.document_name(plans[0])
    issued = "/".join(reversed((info.issued_on or "").split("-")))
    facts = (info.number, issued, (info.issuer.name or info.issuer.raw) if info.issuer else None, info.signer.name if info.signer else None)
    return f"<h1>{escape(title)}</h1><p>{escape(' · '.join(filter(None, facts)))}</p>"


def _words() -> dict[str, str]:
    """The wordings of controls and messages."""
    return {
        "search": pick("Tìm (không cần dấu)", "Search (tones not needed)"),
        "unit": pick("Đơn vị", "Unit"),
        "role": pick("Vai trò", "Role"),
        "lead": pick("Chủ trì", "Lead"),
        "cooperating": pick("Phối hợp", "Cooperating"),
        "section": pick("Mục", "Section"),
        "from": pick("Hạn từ", "Due from"),
        "to": pick("đến", "to"),
        "all": pick("Tất cả", "All"),
        "clear": pick("Bỏ lọc", "Clear"),
        "table": pick("Bảng", "Table"),
        "timeline": pick("Dòng thời gian", "Timeline"),
        "shown": pick("nhiệm vụ", "tasks"),
        "today": pick("Hôm nay", "Today"),
        "undated": pick("nhiệm vụ không nêu ngày nào", "tasks name no day"),
        "none": pick("Không có nhiệm vụ nào khớp.", "No task matches."),
        "within": pick("trong kỳ", "within"),
        "due": pick("hạn cuối", "last day"),
        "recurring": pick("đến kỳ", "recurs"),
        "open": pick("thường xuyên, từ ngày", "goes on"),
    }


def _chain(parents: dict[str, str | None], section: str | None) -> list[str | None]:
    """A section and those around it, outermost first."""
    found: list[str | None] = []
    while section is not None and section in parents and section not in found:
        found.append(section)
        section = parents[section]
    return found[::-1]
