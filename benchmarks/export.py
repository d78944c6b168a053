"""The workbook beside XlsxWriter alone, which writes the same cells.

Both write every sheet: XlsxWriter gets the cells of kehoach's own workbook (read back and kept on disk before the clock starts) and
writes them in constant memory, with the same kinds of cells and nothing else. Exports of two sizes tell what a task adds to the
memory.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Limit, Program, Result, function, make, race, run

if TYPE_CHECKING:
    from kehoach.model import Plan, Task

TASKS, FEW_TASKS = 20_000, 5_000
MOST, MOST_KB_A_TASK = 3.0, 1.0
TASKS_PER_PLAN = 40
TITLE = "Xây dựng, trình ban hành kế hoạch kiểm soát thủ tục hành chính và tổ chức thực hiện cơ chế một cửa, một cửa liên thông số {}"
UNITS = (
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở, ban, ngành cấp tỉnh",
    "Ủy ban nhân dân cấp huyện",
)


def results(folder: Path, rounds: int) -> Iterator[Result]:
    """Time of the large export; memory of the large and the small one."""
    large, small, alone, cells = (folder / name for name in ("large.xlsx", "small.xlsx", "alone.xlsx", "cells.jsonl"))
    least = run(Program("few", function(write_with_kehoach, small, FEW_TASKS), own_clock=True))
    make(write_with_kehoach, large, TASKS)
    make(dump_cells, large, cells)
    ours = Program(f"export --xlsx {TASKS:,} tasks", function(write_with_kehoach, folder / "again.xlsx", TASKS), own_clock=True)
    peer = Program("XlsxWriter, same cells", function(write_with_xlsxwriter, alone, cells), own_clock=True)
    mine, other = race(ours, peer, min(rounds, 2))
    growth = (mine.megabytes - least.megabytes) * 1000 / (TASKS - FEW_TASKS)
    yield Result("export", mine, other, MOST, (Limit(growth, MOST_KB_A_TASK, "kB a task"),))


def plans(tasks: int) -> Iterator[Plan]:
    """Plans of forty tasks each, like those of a province: two units to a task, a due date or a recurrence."""
    from kehoach.model import Citation, DocumentInfo, Period, Plan, Section, Source

    for number in range(tasks // TASKS_PER_PLAN):
        start = date(2024, 1, 1)
        yield Plan(
            source=Source(path=f"ke-hoach-{number}.docx", format="docx", sha256=f"{number:064x}"),
            document=DocumentInfo(
                number=f"{number}/KH-UBND",
                kind="Kế hoạch",
                title=f"Kiểm soát thủ tục hành chính đợt {number}",
                issued_on="2023-12-20",
                period=Period(start=start, end=date(2024, 12, 31)),
            ),
            sections=tuple(Section(id=f"s{index}", ordinal=str(index), title=f"Nhóm nhiệm vụ {index}") for index in range(4)),
            tasks=tuple(_task(number, index, start + timedelta(days=7 * index)) for index in range(TASKS_PER_PLAN)),
            citations=(Citation(number="61/2018/NĐ-CP", kind="Nghị định", issued_on="2018-04-23", issuer="Chính phủ", role="basis"),),
        )


def _task(plan: int, index: int, due: date) -> Task:
    from kehoach.model import Clause, Deadline, Task, TextPlace, Unit

    lead, other = (Unit(raw=name, name=name, kind="single") for name in (UNITS[index % 6], UNITS[(index + 1) % 6]))
    monthly = Clause(kind="recurring", rrule="FREQ=MONTHLY", raw="Hằng tháng")
    dated = Clause(kind="by", end=due, bound="<=", raw=f"Trước ngày {due:%d/%m/%Y}")
    recurs = index % 5 == 0
    return Task(
        id=f"{plan}-{index}",
        section_id=f"s{index // 10}",
        ordinal=str(index % 10 + 1),
        title=TITLE.format(index),
        lead_raw=lead.raw,
        cooperating_raw=other.raw,
        lead_units=(lead,),
        cooperating_units=(other,),
        deliverables=("Kế hoạch của Ủy ban nhân dân tỉnh", "Báo cáo kết quả thực hiện"),
        deadline=Deadline(raw=monthly.raw, clauses=(monthly,)) if recurs else Deadline(raw=dated.raw, due=due, clauses=(dated,)),
        citations=("61/2018/NĐ-CP",),
        provenance=(TextPlace(line=index, end_line=index),),
    )


def write_with_kehoach(path: str, tasks: str) -> float:
    """Export the plans to a file that is not there yet; processor seconds."""
    from kehoach.export import export

    Path(path).unlink(missing_ok=True)
    begun = time.process_time()
    export(plans(int(tasks)), Path(path))
    return time.process_time() - begun


def dump_cells(workbook: str, out: str) -> None:
    """Every cell of a workbook, a row to a line of JSON: sheet, then row, column, kind and value of each."""
    from openpyxl import load_workbook

    book = load_workbook(workbook, read_only=True)
    with Path(out).open("w", encoding="utf-8") as lines:
        for index, sheet in enumerate(book.worksheets):
            for row in sheet.iter_rows():
                cells = []
                for cell in row:
                    if getattr(cell, "row", None) is None:
                        continue
                    value, kind = cell.value, _kind(cell)
                    cells.append((cell.row - 1, cell.column - 1, kind, value.isoformat()[:10] if kind == "day" else value))
                lines.write(json.dumps([index, cells]) + "\n")


def _kind(cell: Any) -> str:
    if cell.value is None:
        return "blank"
    if cell.is_date:
        return "day"
    return {"f": "formula", "n": "number"}.get(cell.data_type, "text")


def write_with_xlsxwriter(path: str, cells: str) -> float:
    """Write dumped cells with XlsxWriter; processor seconds spent in it, reading the dump left out."""
    import xlsxwriter

    begun = time.process_time()
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1})
    sheets: dict[int, Any] = {}
    spent = time.process_time() - begun
    with Path(cells).open(encoding="utf-8") as lines:
        for line in lines:
            index, row = json.loads(line)
            row = [(y, x, kind, date.fromisoformat(value) if kind == "day" else value) for y, x, kind, value in row]
            begun = time.process_time()
            if index not in sheets:
                sheets[index] = book.add_worksheet()
            _write_row(sheets[index], row, text, day)
            spent += time.process_time() - begun
    begun = time.process_time()
    book.close()
    return spent + time.process_time() - begun


def _write_row(sheet: Any, row: list[tuple[int, int, str, Any]], text: Any, day: Any) -> None:
    for y, x, kind, value in row:
        if kind == "text":
            sheet.write_string(y, x, value, text)
        elif kind == "blank":
            sheet.write_blank(y, x, None, text)
        elif kind == "day":
            sheet.write_datetime(y, x, value, day)
        elif kind == "number":
            sheet.write_number(y, x, value, text)
        else:
            sheet.write_formula(y, x, value, text)
