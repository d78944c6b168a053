"""The workbook against XlsxWriter alone: the same cells, written by both in one run, with time and peak memory of each.

    python benchmarks/export.py [TASKS]

"XlsxWriter alone" writes the cells of kehoach's own workbook (read back before the clock starts, kept on disk) to a workbook in
constant memory, with the same kinds of cells and formats and nothing else. Each run is a process of its own; peak memory is that
of the process. A second export of a quarter of the tasks shows that memory does not grow with them.
"""
from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kehoach.model import Citation, Clause, Deadline, DocumentInfo, Period, Plan, Section, Source, Task, TextPlace, Unit

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


def plans(tasks: int) -> Iterator[Plan]:
    """Plans of forty tasks each, like those of a province: two units to a task, a due date or a recurrence."""
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


def write_with_kehoach(path: Path, tasks: int) -> float:
    """Export the plans; seconds."""
    from kehoach.export import export

    begun = time.perf_counter()
    export(plans(tasks), path)
    return time.perf_counter() - begun


def dump_cells(workbook: Path, out: Path) -> int:
    """Every cell of a workbook as a JSON line: sheet, row, column, kind, value; how many there are."""
    from openpyxl import load_workbook

    count = 0
    book = load_workbook(workbook, read_only=True)
    with out.open("w", encoding="utf-8") as lines:
        for index, sheet in enumerate(book.worksheets):
            for row in sheet.iter_rows():
                cells = []
                for cell in row:
                    if getattr(cell, "row", None) is None:
                        continue
                    value, kind = cell.value, _kind(cell)
                    cells.append((cell.row - 1, cell.column - 1, kind, value.isoformat()[:10] if kind == "day" else value))
                count += len(cells)
                lines.write(json.dumps([index, cells]) + "\n")
    return count


def _kind(cell: Any) -> str:
    if cell.value is None:
        return "blank"
    if cell.is_date:
        return "day"
    return {"f": "formula", "n": "number"}.get(cell.data_type, "text")


def write_with_xlsxwriter(path: Path, cells: Path) -> float:
    """Write dumped cells with XlsxWriter; seconds spent in it, reading the dump left out."""
    import xlsxwriter

    spent = 0.0
    begun = time.perf_counter()
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1})
    sheets: dict[int, Any] = {}
    spent += time.perf_counter() - begun
    with cells.open(encoding="utf-8") as lines:
        for line in lines:
            index, row = json.loads(line)
            row = [(y, x, kind, date.fromisoformat(value) if kind == "day" else value) for y, x, kind, value in row]
            begun = time.perf_counter()
            sheet = sheets.get(index) or sheets.setdefault(index, book.add_worksheet())
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
            spent += time.perf_counter() - begun
    begun = time.perf_counter()
    book.close()
    return spent + time.perf_counter() - begun


def _run(*arguments: object) -> tuple[float, float]:
    """Run one writer in a process of its own: seconds, peak megabytes."""
    done = subprocess.run([sys.executable, __file__, *map(str, arguments)], check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def main(tasks: int) -> None:
    with TemporaryDirectory() as folder:
        ours, small, alone, cells = (Path(folder) / name for name in ("kehoach.xlsx", "small.xlsx", "alone.xlsx", "cells.jsonl"))
        quarter = _run("kehoach", small, tasks // 4)
        whole = _run("kehoach", ours, tasks)
        count = dump_cells(ours, cells)
        peer = _run("xlsxwriter", alone, cells)
    print(f"{'':24}{'seconds':>9}{'peak MB':>9}")
    print(f"{f'kehoach, {tasks // 4:,} tasks':24}{quarter[0]:9.2f}{quarter[1]:9.0f}")
    print(f"{f'kehoach, {tasks:,} tasks':24}{whole[0]:9.2f}{whole[1]:9.0f}")
    print(f"{'XlsxWriter, same cells':24}{peer[0]:9.2f}{peer[1]:9.0f}   ({count:,} cells)")
    print(f"ratio {whole[0] / peer[0]:.2f}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["kehoach", path, tasks]:
            seconds = write_with_kehoach(Path(path), int(tasks))
        case ["xlsxwriter", path, cells]:
            seconds = write_with_xlsxwriter(Path(path), Path(cells))
        case arguments:
            main(int(arguments[0]) if arguments else 20_000)
            sys.exit()
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
