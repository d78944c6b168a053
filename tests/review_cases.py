"""Excerpts of plans for tests of the review: written as short tables, made into plans, normalised as documents are.

A row of an excerpt is ``number | work | lead | cooperating units | product | deadline``; fewer cells make a group row. A line
``§ I | heading`` opens a section; "(3 nhiệm vụ)" at its end is the declared count. ``row=`` in front gives the running number.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from kehoach.model import Citation, Deadline, Diagnostic, DocumentInfo, Issuer, Period, Plan, Section, Source, Task, TextPlace
from kehoach.normalize.plan import normalize_plan
from kehoach.validate.source_text import Passage, SourceText

DOCUMENT: dict[str, Any] = {
    "number": "12/KH-UBND",
    "kind": "Kế hoạch",
    "title": "Kiểm soát thủ tục hành chính năm 2024",
    "issuer": Issuer(raw="UBND TỈNH AN BÌNH", name="Ủy ban nhân dân tỉnh An Bình", level="province"),
    "issued_on": "2023-12-20",
    "period": Period(start=date(2024, 1, 1), end=date(2024, 12, 31)),
}


def excerpt(rows: str, **more: Any) -> Plan:
    """The plan that an excerpt stands for. ``more``: fields of the document, ``citations``, ``diagnostics``, ``year``, ``footnotes``."""
    sections: list[Section] = []
    tasks: list[Task] = []
    for line, text in enumerate(rows.strip().splitlines(), start=1):
        cells = [cell.strip() for cell in text.split("|")]
        if cells[0].startswith("§"):
            sections.append(_section(cells, len(sections) + 1))
        else:
            tasks.append(_task(cells, sections[-1].id if sections else None, tasks, line))
    plan = Plan(
        source=Source(path="ke-hoach.txt", format="txt", sha256="0" * 64),
        document=_document(more),
        sections=tuple(sections),
        tasks=tuple(tasks),
        citations=tuple(Citation(**citation) for citation in more.get("citations", [])),
        diagnostics=tuple(Diagnostic(**diagnostic) for diagnostic in more.get("diagnostics", [])),
    )
    return normalize_plan(plan)


def source_text(more: dict[str, Any]) -> SourceText:
    """The texts outside the tasks that a case gives."""
    passages = (Passage(text, TextPlace(line=900 + n, end_line=900 + n)) for n, text in enumerate(more.get("passages", [])))
    return SourceText(tuple(passages))


def _document(more: dict[str, Any]) -> DocumentInfo:
    fields = DOCUMENT | {name: more[name] for name in DocumentInfo.__struct_fields__ if name in more}
    if "year" in more:
        years = str(more["year"]).split("-") if more["year"] else []
        fields["period"] = Period(start=date(int(years[0]), 1, 1), end=date(int(years[-1]), 12, 31)) if years else None
        fields["title"] = f"Kiểm soát thủ tục hành chính năm {more['year']}" if years else "Kiểm soát thủ tục hành chính"
    return DocumentInfo(**{name: value or None if isinstance(value, str) else value for name, value in fields.items()})


def _section(cells: list[str], position: int) -> Section:
    title = cells[1] if len(cells) > 1 else ""
    declared = re.search(r"\s*\((\d+) nhiệm vụ\)$", title)
    count = int(declared[1]) if declared else None
    return Section(
        id=f"s{position}",
        ordinal=cells[0].lstrip("§ ") or None,
        title=title[: declared.start()] if declared else title,
        declared_count=count,
    )


def _task(cells: list[str], section: str | None, above: list[Task], line: int) -> Task:
    number, _, row = cells[0].partition(" row=")
    ordinal = number or None
    prefix = number.rpartition(".")[0]
    parent = next((task.id for task in reversed(above) if prefix and task.ordinal == prefix and task.section_id == section), None)
    cells = [*cells, *[""] * (6 - len(cells))]
    return Task(
        id=f"t{line}",
        section_id=section,
        parent_id=parent,
        is_group=not any(cell.strip("-") for cell in cells[2:]),
        ordinal=ordinal,
        row=row or None,
        title=cells[1],
        lead_raw=cells[2],
        cooperating_raw=cells[3],
        deliverables=tuple(part.strip() for part in cells[4].split("//") if part.strip()),
        deadline=Deadline(raw=cells[5]),
        provenance=(TextPlace(line=line, end_line=line),),
    )


def as_markdown(rows: str, **more: Any) -> str:
    """The same excerpt as a document: head, legal bases, table."""
    document = _document(more)
    issued = document.issued_on or ""
    day = f"An Bình, ngày {issued[8:]} tháng {issued[5:7]} năm {issued[:4]}" if issued else ""
    head = ["ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH", f"Số: {document.number or '/KH-UBND'}", day, "KẾ HOẠCH", document.title or ""]
    table = ["| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Sản phẩm | Thời hạn |", "|---|---|---|---|---|---|"]
    for row in rows.strip().splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        table.append("| " + " | ".join([cells[0].lstrip("§ "), *cells[1:], *[""] * (6 - len(cells))]).replace("//", "<br>") + " |")
    foot = "**TM. ỦY BAN NHÂN DÂN**\n**CHỦ TỊCH**\n\nNguyễn Văn An"
    return "\n\n".join([*filter(None, head), *more.get("passages", []), "\n".join(table), foot]) + "\n"
