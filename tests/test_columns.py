"""Deadlines that several columns say together, columns that say two things, headings in short, cells that say "as above"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_builder import p, package, r, tbl, tc, tr
from kehoach.model import Plan
from kehoach.normalize.plan import normalize_plan
from kehoach.parse import parse_bytes
from kehoach.parse.columns import assign_roles, beside_deadline, heading_role, is_task_header
from kehoach.parse.dittos import is_ditto
from kehoach.parse.shares import apart_from_deadline

HEAD = ["UBND TỈNH AN BÌNH", "Số: 15/KH-UBND", "An Bình, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH", "Cải cách hành chính năm 2026"]
FIXED = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp"]
QUARTERS = ["Quý I", "Quý II", "Quý III", "Quý IV"]


def plan_of(data: bytes, name: str) -> Plan:
    return normalize_plan(parse_bytes(data, name))


def page(table: str) -> Plan:
    """A page with this table."""
    return plan_of(f"<html><body>{''.join(f'<p>{line}</p>' for line in HEAD)}<table>{table}</table></body></html>".encode(), "a.html")


def row_of(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(cell if cell.startswith('<td') else f'<td>{cell}</td>' for cell in cells)}</tr>"


def spanned(above: str, below: Sequence[str], tail: Sequence[str] = ()) -> str:
    """A header of two rows: one heading over several, the others over both rows."""
    tall = [f'<td rowspan="2">{text}</td>' for text in (*FIXED, *tail)]
    return row_of([*tall[: len(FIXED)], f'<td colspan="{len(below)}">{above}</td>', *tall[len(FIXED) :]]) + row_of(below)


def task_row(number: int, *cells: str) -> list[str]:
    return [str(number), f"Rà soát quy trình {number}", "Sở Nội vụ" if number % 2 else "Sở Y tế", "Sở Tư pháp", *cells]


def raws(plan: Plan) -> list[str]:
    return [task.deadline.raw for task in plan.tasks]


def spans(plan: Plan) -> list[list[tuple[str, str, str]]]:
    return [[(clause.kind, str(clause.start or ""), str(clause.end or "")) for clause in task.deadline.clauses] for task in plan.tasks]


# ---- periods to tick --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "below", "cells", "raw", "starts"),
    [
        ("Thời gian thực hiện", QUARTERS, ["x", "", "", ""], "Quý I", ["2026-01-01"]),
        ("Thời gian thực hiện", QUARTERS, ["", "X", "", "x"], "Quý II, Quý IV", ["2026-04-01", "2026-10-01"]),
        ("Tiến độ", QUARTERS, ["✓", "✓", "-", ""], "Quý I, Quý II", ["2026-01-01", "2026-04-01"]),
        ("Tiến độ (quý)", ["I", "II", "III", "IV"], ["", "", "●", ""], "Quý III", ["2026-07-01"]),
        ("Thời gian", ["I", "II", "III", "IV"], ["√", "", "", "√"], "Quý I, Quý IV", ["2026-01-01", "2026-10-01"]),
        ("Quý", ["1", "2", "3", "4"], ["", "+", "", ""], "Quý 2", ["2026-04-01"]),
        ("Thời gian", [f"T{n}" for n in range(1, 13)], ["x", *[""] * 10, "x"], "T1, T12", ["2026-01-01", "2026-12-01"]),
        ("Tháng", [str(n) for n in range(1, 13)], [*[""] * 8, "x", "x", "", ""], "Tháng 9, Tháng 10", ["2026-09-01", "2026-10-01"]),
        ("Thời gian", [f"{n:02}" for n in range(1, 13)], ["", "x", *[""] * 10], "Tháng 02", ["2026-02-01"]),
        ("Lộ trình thực hiện", ["2026", "2027", "2028"], ["", "x", "x"], "2027, 2028", ["2027-01-01", "2028-01-01"]),
        ("Lộ trình", ["Năm 2026", "Năm 2027"], ["x", ""], "Năm 2026", ["2026-01-01"]),
        ("Thời gian", ["6 tháng đầu năm", "6 tháng cuối năm"], ["", "x"], "6 tháng cuối năm", ["2026-07-01"]),
        ("Thời gian", ["Quý III/2026", "Quý IV/2026", "Quý I/2027"], ["", "", "x"], "Quý I/2027", ["2027-01-01"]),
        ("Thời gian", ["Giai đoạn 2026-2028", "Giai đoạn 2029-2030"], ["", "x"], "Giai đoạn 2029-2030", ["2029-01-01"]),
        ("Thời gian", ["9/2026", "10/2026"], ["x", ""], "9/2026", ["2026-09-01"]),
        ("Thời gian", ["Quý I (tháng 1 - 3)", "Quý II (tháng 4 - 6)"], ["", "x"], "Quý II", ["2026-04-01"]),
        ("Thời gian", [*QUARTERS, "Cả năm"], ["", "", "", "", "x"], "Cả năm", ["2026-01-01"]),
        ("Thời gian", ["Quý I", "Quý II", "Thường xuyên"], ["", "", "x"], "Thường xuyên", [""]),
        # What a cell says of its own.
        ("Thời gian", QUARTERS, ["", "Trước 15/5", "", "x"], "Trước 15/5, Quý IV", ["", "2026-10-01"]),
        ("Thời gian", QUARTERS, ["", "Cuối", "", ""], "Cuối Quý II", ["2026-06-01"]),
        ("Thời gian", ["Tháng 3", "Tháng 4"], ["Ngày 15", ""], "Ngày 15 Tháng 3", ["2026-03-15"]),
        ("Thời gian", ["Tháng 3", "Tháng 4"], ["", "Tuần 2"], "Tuần 2 Tháng 4", ["2026-04-08"]),
        ("Thời gian", QUARTERS, ['<td colspan="2">x</td>', "", ""], "Quý I, Quý II", ["2026-01-01", "2026-04-01"]),
        ("Thời gian", QUARTERS, ['<td colspan="4">Thường xuyên</td>'], "Thường xuyên", [""]),
        ("Thời gian", QUARTERS, ["", "", "", ""], "", []),
        ("Thời gian", QUARTERS, ["☐", "x", "☐", "0"], "Quý II", ["2026-04-01"]),
    ],
)
def test_the_periods_that_are_ticked(above: str, below: list[str], cells: list[str], raw: str, starts: list[str]) -> None:
    first = ["x", *[""] * (len(below) - 1)]
    plan = page(spanned(above, below, ["Ghi chú"]) + row_of(task_row(1, *first, "")) + row_of(task_row(2, *cells, "gấp")))
    assert plan.tasks[1].deadline.raw == raw
    assert [start for _, start, _ in spans(plan)[1]] == starts
    assert (plan.tasks[0].extra, plan.tasks[1].extra["Ghi chú"]) == ({}, "gấp")
    assert not any(note.code == "KHR06" for note in plan.diagnostics)


CELL = st.sampled_from(["", "x", "✓", "-", "Trước 15/5", "Báo cáo", "Cuối", "Thường xuyên", "50%", "Tuần 2"])


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_word_under_a_period_is_lost(rows: list[tuple[str, ...]]) -> None:
    plan = page(spanned("Tiến độ", QUARTERS) + "".join(row_of(task_row(number, *cells)) for number, cells in enumerate(rows, 1)))
    for task, cells in zip(plan.tasks, rows, strict=True):
        said = {text for text in cells if text not in ("", "-")}
        assert all(text in f"{task.deadline.raw} {' '.join(task.extra.values())}" for text in said - {"x", "✓"})
        assert all(heading in task.deadline.raw for heading, text in zip(QUARTERS, cells, strict=True) if text in ("x", "✓"))
        assert task.deadline.raw or not said


def test_a_word_in_a_period_marks_it_and_stays() -> None:
    plan = page(spanned("Tiến độ", QUARTERS) + row_of(task_row(1, "", "Báo cáo sơ bộ", "", "x")))
    assert [(task.deadline.raw, task.extra) for task in plan.tasks] == [("Quý II, Quý IV", {"Tiến độ / Quý II": "Báo cáo sơ bộ"})]


def test_periods_under_their_year() -> None:
    tall = [f'<td rowspan="3">{text}</td>' for text in FIXED]
    years = ['<td colspan="2">Năm 2026</td>', '<td colspan="2">Năm 2027</td>']
    header = row_of([*tall, '<td colspan="4">Thời gian</td>']) + row_of(years) + row_of(["Quý III", "Quý IV", "Quý I", "Quý II"])
    plan = page(header + row_of(task_row(1, "", "x", "x", "")))
    assert raws(plan) == ["Quý IV Năm 2026, Quý I Năm 2027"]
    assert [start for _, start, _ in spans(plan)[0]] == ["2026-10-01", "2027-01-01"]


@pytest.mark.parametrize(
    ("above", "below", "raw"),
    [
        (["Tháng 6", "Tháng 7"], ["Tuần 1", "Tuần 2", "Tuần 3", "Tuần 4"], "Tuần 2 Tháng 6, Tuần 1 Tháng 7"),
        (["Quý I", "Quý II", "Quý III", "Quý IV"], ["1", "2", "3"], "Tháng 2, Tháng 4"),
        (["Năm 2026", "Năm 2027"], ["I", "II", "III", "IV"], "Quý II Năm 2026, Quý I Năm 2027"),
    ],
)
def test_periods_inside_wider_ones(above: list[str], below: list[str], raw: str) -> None:
    size, lowest = len(below), below * len(above)
    if below[0] == "1":
        lowest = [str(number) for number in range(1, 13)]
    tall = [f'<td rowspan="3">{text}</td>' for text in FIXED]
    header = row_of([*tall, f'<td colspan="{len(lowest)}">Thời gian</td>']) + row_of([f'<td colspan="{size}">{text}</td>' for text in above])
    ticks = ["x" if at in (1, size) else "" for at in range(len(lowest))]
    assert raws(page(header + row_of(lowest) + row_of(task_row(1, *ticks)))) == [raw]


def test_ticks_of_one_heading_without_levels_above() -> None:
    rows = [[*FIXED, *QUARTERS, "Sản phẩm"], task_row(1, "x", "", "", "", "Báo cáo"), task_row(2, "", "", "v", "", "Đề án")]
    assert raws(page("".join(map(row_of, rows)))) == ["Quý I", "Quý III"]


@pytest.mark.parametrize(
    ("above", "below", "cells"),
    [
        ("Kinh phí (triệu đồng)", ["Năm 2026", "Năm 2027"], ["120", "80"]),
        ("Chỉ tiêu", ["2026", "2027"], ["50%", "70%"]),
        ("Kết quả", ["Quý I", "Quý II"], ["x", "x"]),
        ("Nguồn lực", ["Tháng 1", "Tháng 2"], ["x", ""]),
    ],
)
def test_periods_of_something_else_are_no_deadline(above: str, below: list[str], cells: list[str]) -> None:
    header = row_of([*(f'<td rowspan="2">{text}</td>' for text in (*FIXED, "Thời hạn")), f'<td colspan="{len(below)}">{above}</td>'])
    (task,) = page(header + row_of(below) + row_of(task_row(1, "Quý II/2026", *cells))).tasks
    assert task.deadline.raw == "Quý II/2026"
    said = " ".join([*task.extra.values(), *task.deliverables])
    assert all(cell in said for cell in cells)


def test_amounts_under_lone_years_are_no_deadline() -> None:
    heads = [*FIXED, "Sản phẩm", "Năm 2026", "Năm 2027"]
    (task,) = page(row_of(heads) + row_of(task_row(1, "Đề án", "120", "80"))).tasks
    assert (task.deadline.raw, task.extra) == ("", {"Năm 2026": "120", "Năm 2027": "80"})


def test_a_column_of_deadlines_stands_before_ticks() -> None:
    heads = [*FIXED, "Thời hạn", *QUARTERS]
    (task,) = page(row_of(heads) + row_of(task_row(1, "30/6/2026", "x", "x", "", ""))).tasks
    assert (task.deadline.raw, task.extra) == ("30/6/2026", {"Quý I": "x", "Quý II": "x"})


# ---- from and to ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "raw", "spans_of"),
    [
        (["01/3/2026", "30/4/2026"], "01/3/2026 - 30/4/2026", [("within", "2026-03-01", "2026-04-30")]),
        (["01/3", "30/4"], "01/3 - 30/4", [("within", "2026-03-01", "2026-04-30")]),
        (["Tháng 3", "Tháng 6"], "Tháng 3 - Tháng 6", [("within", "2026-03-01", "2026-06-30")]),
        (["Quý I", "Quý III/2026"], "Quý I - Quý III/2026", [("within", "2026-01-01", "2026-09-30")]),
        (["10/8/2026", "10/8/2026"], "10/8/2026 - 10/8/2026", [("within", "2026-08-10", "2026-08-10")]),
        (["2026", "2028"], "2026 - 2028", [("within", "2026-01-01", "2028-12-31")]),
        (["Từ 01/3/2026", "Đến hết 30/4/2026"], "Từ 01/3/2026 Đến hết 30/4/2026", [("within", "2026-03-01", "2026-04-30")]),
        (["01/3/2026", ""], "Bắt đầu 01/3/2026", [("from", "2026-03-01", "")]),
        (["", "30/4/2026"], "Kết thúc 30/4/2026", [("by", "", "2026-04-30")]),
        (['<td colspan="2">Thường xuyên</td>'], "Thường xuyên", [("ongoing", "", "")]),
        (["Thường xuyên", "Thường xuyên"], "Thường xuyên", [("ongoing", "", "")]),
        (["", "Trước 30/6/2026"], "Trước 30/6/2026", [("by", "", "2026-06-29")]),
        (["", ""], "", []),
    ],
)
def test_a_start_beside_an_end(cells: list[str], raw: str, spans_of: list[tuple[str, str, str]]) -> None:
    rows = [task_row(1, "02/02/2026", "05/02/2026", "Báo cáo"), task_row(2, *cells, "Đề án")]
    plan = page(spanned("Thời gian thực hiện", ["Bắt đầu", "Kết thúc"], ["Sản phẩm"]) + "".join(map(row_of, rows)))
    assert (raws(plan)[1], spans(plan)[1], plan.tasks[1].extra) == (raw, spans_of, {})


@pytest.mark.parametrize(
    "heads",
    [("Ngày bắt đầu", "Ngày kết thúc"), ("Từ ngày", "Đến ngày"), ("Thời gian bắt đầu", "Thời gian hoàn thành"), ("Ngày khởi công", "Thời hạn")],
)
def test_headings_of_start_and_end(heads: tuple[str, str]) -> None:
    for pair, cells in ((heads, ["01/3/2026", "30/4/2026"]), (heads[::-1], ["30/4/2026", "01/3/2026"])):
        (task,) = page(row_of([*FIXED, *pair]) + row_of(task_row(1, *cells))).tasks
        assert (task.deadline.raw, task.extra) == ("01/3/2026 - 30/4/2026", {})


def test_a_duration_stands_beside_start_and_end() -> None:
    (task,) = page(spanned("Thời gian", ["Số ngày", "Từ", "Đến"]) + row_of(task_row(1, "61", "01/3/2026", "30/4/2026"))).tasks
    assert (task.deadline.raw, list(task.extra.values())) == ("01/3/2026 - 30/4/2026", ["61"])


def test_from_and_to_only_under_a_time() -> None:
    (task,) = page(spanned("Thời gian", ["Từ", "Đến"]) + row_of(task_row(1, "01/3/2026", "30/4/2026"))).tasks
    assert task.deadline.raw == "01/3/2026 - 30/4/2026"
    header = row_of([*(f'<td rowspan="2">{text}</td>' for text in (*FIXED, "Thời hạn")), '<td colspan="2">Địa điểm</td>']) + row_of(["Từ", "Đến"])
    (task,) = page(header + row_of(task_row(1, "Quý I/2026", "Km 5", "Km 9"))).tasks
    assert task.deadline.raw == "Quý I/2026"
    assert {"Km 5", "Km 9"} <= set(task.extra.values())


@pytest.mark.parametrize(("cells", "raw"), [(("3", "6"), "Tháng 3 - Tháng 6"), (("3", ""), "Từ tháng 3"), (("", "Tháng 6"), "Đến tháng 6")])
def test_months_from_and_to(cells: tuple[str, str], raw: str) -> None:
    (task,) = page(row_of([*FIXED, "Từ tháng", "Đến tháng", "Sản phẩm"]) + row_of(task_row(1, *cells, "Báo cáo"))).tasks
    assert (task.deadline.raw.casefold(), task.extra) == (raw.casefold(), {})


@pytest.mark.parametrize(
    ("heads", "cells", "raw", "extra"),
    [
        (("Bắt đầu", "Kết thúc"), ("Sau khi có Nghị định", "31/12/2026"), "31/12/2026", {"Bắt đầu": "Sau khi có Nghị định"}),
        (("Ngày bắt đầu", "Thời gian thực hiện"), ("01/3/2026", "30 ngày"), "30 ngày", {"Ngày bắt đầu": "01/3/2026"}),
        (("Thời hạn cũ", "Thời hạn mới"), ("30/6/2026", "30/9/2026"), "30/9/2026", {"Thời hạn cũ": "30/6/2026"}),
        (("Sản phẩm", "Ngày hoàn thành"), ("Báo cáo", "30/6/2026"), "30/6/2026", {}),
        (("Sản phẩm", "Thời gian bắt đầu - kết thúc"), ("Báo cáo", "Quý I - Quý II"), "Quý I - Quý II", {}),
        (("Sản phẩm", "Ngày bắt đầu"), ("Báo cáo", "01/3/2026"), "Ngày bắt đầu 01/3/2026", {}),
    ],
)
def test_what_is_no_pair_stays(heads: tuple[str, str], cells: tuple[str, str], raw: str, extra: dict[str, str]) -> None:
    (task,) = page(row_of([*FIXED, *heads]) + row_of(task_row(1, *cells))).tasks
    assert (task.deadline.raw, task.extra) == (raw, extra)


# ---- product and deadline in one column -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "product", "time"),
    [
        ("Kế hoạch được ban hành; trước ngày 15/02/2026", "Kế hoạch được ban hành", "trước ngày 15/02/2026"),
        ("Báo cáo\nQuý II/2026", "Báo cáo", "Quý II/2026"),
        ("Báo cáo – tháng 6/2026", "Báo cáo", "tháng 6/2026"),
        ("Báo cáo (trong quý III)", "Báo cáo", "trong quý III"),
        ("Báo cáo. Trước ngày 15/02.", "Báo cáo", "Trước ngày 15/02"),
        ("Báo cáo, chậm nhất 30/6/2026", "Báo cáo", "chậm nhất 30/6/2026"),
        ("100% hồ sơ được số hóa, xong trước 30/6/2026", "100% hồ sơ được số hóa", "xong trước 30/6/2026"),
        ("Báo cáo/ Tháng 6", "Báo cáo", "Tháng 6"),
        ("Tờ trình; Dự thảo Nghị quyết; quý I và quý II", "Tờ trình; Dự thảo Nghị quyết", "quý I và quý II"),
        ("- Tờ trình;\n- Quyết định;\n- Hoàn thành trước 30/9/2026", "- Tờ trình;\n- Quyết định", "Hoàn thành trước 30/9/2026"),
        ("Sản phẩm: Báo cáo; Thời gian: Quý II", "Báo cáo", "Quý II"),
        ("Quý II/2026; Báo cáo", "Báo cáo", "Quý II/2026"),
        ("Báo cáo; 01/3 - 30/4/2026", "Báo cáo", "01/3 - 30/4/2026"),
        ("Báo cáo; thường xuyên", "Báo cáo", "thường xuyên"),
        ("Báo cáo; hằng quý, trước ngày 20 tháng cuối quý", "Báo cáo", "hằng quý, trước ngày 20 tháng cuối quý"),
        ("Trước ngày 15/02/2026", "", "Trước ngày 15/02/2026"),
        ("Quý I; Quý III", "", "Quý I; Quý III"),
    ],
)
def test_one_cell_tells_apart_from_deadline(cell: str, product: str, time: str) -> None:
    assert apart_from_deadline(cell) == (product, time)


@pytest.mark.parametrize(
    "cell",
    [
        "Báo cáo",
        "Báo cáo tháng, quý, năm",
        "Kế hoạch năm 2026; Quyết định ngày ban hành",
        "Cập nhật dữ liệu năm 2026; hoàn thành 100% hồ sơ",
        "Danh sách; đến năm 2026 đạt 90% số hộ",
        "Ngày hội đọc sách; tháng hành động vì trẻ em",
        "Báo cáo quý; trước 20/3; Báo cáo năm; trước 20/12",
        "02 báo cáo/năm",
        "Tờ trình (trước 30/6); Quyết định (trước 30/9)",
        "Quyết định số 12/QĐ-UBND ngày 15/3/2026",
        "",
    ],
)
def test_cells_that_do_not_part_stay_whole(cell: str) -> None:
    assert apart_from_deadline(cell) in (None, (cell, ""))


@given(st.lists(st.sampled_from(["Báo cáo", "Tờ trình", "quý II", "trước 30/6", "thường xuyên", "; ", "\n", " - ", ", ", " (", ")", ". "]), max_size=8))
def test_no_word_of_a_cell_of_both_is_lost(pieces: list[str]) -> None:
    cell = "".join(pieces).strip()
    parts = apart_from_deadline(cell)
    assert parts is None or sorted(re.findall(r"\w+", " ".join(parts))) == sorted(re.findall(r"\w+", cell))


@pytest.mark.parametrize("piece", ["; ", "\n", " - ", " (", "trước ", "ngày 1", "đến ", ", trước ngày ", "Báo cáo. T"])
def test_hostile_cells_of_both_take_no_time(piece: str) -> None:
    apart_from_deadline(f"Báo cáo{piece * 20000}x")


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("Sản phẩm, thời gian hoàn thành", "deliverable"),
        ("Sản phẩm/Thời hạn", "deliverable"),
        ("Kết quả và thời gian", "deliverable"),
        ("Thời gian - Kết quả", "deliverable"),
        ("Sản phẩm (thời hạn)", "deliverable"),
        ("Đơn vị thực hiện, thời gian", "lead"),
        ("Thời gian hoàn thành sản phẩm", None),
        ("Sản phẩm, kết quả", None),
        ("Thời gian", None),
        ("Nhiệm vụ, thời gian", None),
    ],
)
def test_headings_of_both(heading: str, other: str | None) -> None:
    assert beside_deadline(heading) == other


def test_a_column_of_leads_and_deadlines() -> None:
    heads = ["TT", "Nhiệm vụ", "Đơn vị thực hiện; thời gian", "Sản phẩm"]
    rows = [["1", "Rà soát quy trình", "Sở Y tế<br>Quý II/2026", "Báo cáo"],
            ["2", "Tổng kết", "Chủ trì: Sở Nội vụ; Phối hợp: Sở Y tế; trước ngày 15/12", "Báo cáo"], ["3", "Công khai", "Sở Nội vụ", "Báo cáo"]]  # fmt: skip
    assert [(task.lead_raw, task.cooperating_raw, task.deadline.raw) for task in page("".join(map(row_of, [heads, *rows]))).tasks] == [
        ("Sở Y tế", "", "Quý II/2026"), ("Sở Nội vụ", "Sở Y tế", "trước ngày 15/12"), ("Sở Nội vụ", "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "cell", "raw"),
    [
        ("Tháng thực hiện", "6", "Tháng 6"),
        ("Tháng", "3, 6 và 9", "Tháng 3, 6 và 9"),
        ("Quý", "II - IV", "Quý II - IV"),
        ("Thời gian (quý)", "IV/2026", "Quý IV/2026"),
        ("Quý", "Quý II", "Quý II"),
        ("Tháng", "Hằng tháng", "Hằng tháng"),
        ("Tháng", "15", "15"),
        ("Thời gian (quý/tháng)", "3", "3"),
        ("Thời gian theo quy định", "3", "3"),
        ("Thời hạn", "6", "6"),
    ],
)
def test_a_heading_gives_its_numbers_their_unit(heading: str, cell: str, raw: str) -> None:
    assert raws(page(row_of([*FIXED, heading]) + row_of(task_row(1, cell)))) == [raw]


@pytest.mark.parametrize(
    ("heads", "cells", "deliverables", "raw"),
    [
        (["Sản phẩm, thời gian hoàn thành"], ["Đề án; trước ngày 15/02/2026"], ("Đề án",), "trước ngày 15/02/2026"),
        (["Thời gian, kết quả"], ["Quý II/2026; Đề án"], ("Đề án",), "Quý II/2026"),
        (["Sản phẩm, thời gian hoàn thành"], ["Đề án"], ("Đề án",), ""),
        (["Sản phẩm"], ["Đề án; trước ngày 15/02/2026"], ("Đề án; trước ngày 15/02/2026",), ""),
        (["Sản phẩm, thời gian trình", "Thời hạn"], ["Đề án; quý I", "Quý II"], ("Đề án; quý I",), "Quý II"),
    ],
)
def test_a_column_of_both(heads: list[str], cells: list[str], deliverables: tuple[str, ...], raw: str) -> None:
    (task,) = page(row_of([*FIXED, *heads]) + row_of(task_row(1, *cells))).tasks
    assert (task.deliverables, task.deadline.raw, task.extra) == (deliverables, raw, {})


# ---- headings in short ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "headings"),
    [
        ("deadline", "T/gian|T.gian|TG|TG HT|Thời hạn HT|Tiến độ HT|Hạn HT|TGTH|T.hạn|Hạn nộp|Quý|Tháng|Lịch thực hiện|Ngày đến hạn|Khi nào xong|Ngày|Năm thực hiện|Định kỳ|Tần suất"),
        ("lead", "CQ chủ trì|CQCT|ĐV chủ trì|ĐVCT|Đ/v thực hiện|CQ/ĐV thực hiện|Cơ quan, đ/v TH|Người/đơn vị chịu trách nhiệm|Đ/c phụ trách|Rõ người|Cơ quan trình|Chủ đầu tư"),
        ("support", "CQPH|ĐVPH|Đ/v phối hợp|CQ liên quan|Phối kết hợp|P/hợp|Đ/vị p/hợp|ĐƠN VỊ P/H|Đồng thực hiện"),
        ("deliverable", "SP|SP đầu ra|KQ dự kiến|Sản phẩm dự kiến|Hình thức/Kết quả|Hình thức và sản phẩm"),
        ("title", "ND công việc|Nội dung CV|ND nhiệm vụ|Đầu việc|Phần việc|Hạng mục"),
        ("note", "Hình thức|Kinh phí thực hiện|Nguồn kinh phí|Ghi chú"),
        (None, "CT|PH|TH|HT|NV|Mã DV|DV công|Số CV|Hạn mức|Thời lượng|Từ|Đến|I|Quý I|2026"),
    ],
)
def test_short_headings(role: str | None, headings: str) -> None:
    assert {heading: heading_role(heading)[0] for heading in headings.split("|")} == dict.fromkeys(headings.split("|"), role)


def test_a_table_of_units_of_measure_by_year_is_none_of_tasks() -> None:
    assert not is_task_header(assign_roles(["TT", "Nội dung", "Đơn vị", "Năm 2026", "Năm 2027"]))


# ---- as above ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["nt", "NT", "-nt-", "- nt -", "n.t", "nt.", "(nt)", "Như trên", "như trên.", '"', "″", "''", '- " -', "-//-", "Như dòng trên"])
def test_cells_that_say_as_above(mark: str) -> None:
    assert is_ditto(mark)
    rows = [[*FIXED, "Thời hạn"], task_row(1, "Quý I/2026"), ["2", "Công khai kết quả", mark, mark, mark], ["3", "Tổng kết", mark, "Sở Y tế", "Quý IV"]]
    plan = page("".join(map(row_of, rows)))
    assert [(task.lead_raw, task.cooperating_raw, task.deadline.raw) for task in plan.tasks] == [
        ("Sở Nội vụ", "Sở Tư pháp", "Quý I/2026"),
        ("Sở Nội vụ", "Sở Tư pháp", "Quý I/2026"),
        ("Sở Nội vụ", "Sở Y tế", "Quý IV"),
    ]
    notes = [note for note in plan.diagnostics if note.code == "KHR05"]
    assert len(notes) == 4
    assert all(mark in note.message for note in notes)


@pytest.mark.parametrize("text", ["Như trên và Sở Y tế", "như trên, bổ sung Sở Y tế", "-", "NTM", "n", "t", "Sở NT", "...", "", "như mục 2", "(*)"])
def test_cells_that_do_not_say_as_above(text: str) -> None:
    assert not is_ditto(text)


def test_nothing_above_leaves_the_words() -> None:
    rows = [[*FIXED, "Thời hạn"], ["1", "Công khai kết quả", "Sở Y tế", "nt", "Quý I"], ["2", "Tổng kết", "Sở Y tế", "Sở Nội vụ", "Quý I"]]
    assert [task.cooperating_raw for task in page("".join(map(row_of, rows))).tasks] == ["nt", "Sở Nội vụ"]


def test_a_product_is_never_taken_from_above() -> None:
    rows = [[*FIXED, "Thời hạn", "Sản phẩm"], task_row(1, "Quý I", "Báo cáo"), task_row(2, "nt", "nt")]
    assert [(task.deadline.raw, task.deliverables) for task in page("".join(map(row_of, rows))).tasks] == [("Quý I", ("Báo cáo",)), ("Quý I", ("nt",))]


# ---- every format -----------------------------------------------------------------------------------------------------


def docx(above: str, below: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    top = tr(*[tc(p(r(text)), merge="restart") for text in FIXED], tc(p(r(above)), span=len(below)))
    low = tr(*[tc(p(), merge="continue") for _ in FIXED], *[tc(p(r(text))) for text in below])
    return package("".join(p(r(line)) for line in HEAD) + tbl(top, low, *[tr(*[tc(p(r(cell))) for cell in row]) for row in rows]))


def laid(form: str, above: str, below: Sequence[str], rows: Sequence[Sequence[str]]) -> Plan:
    """The table in a text form: its header in one row, in two with empty cells, in two with repeated ones."""
    shape, _, header = form.partition("-")
    gap = [""] * (len(below) - 1)
    heads = {"one": [[*FIXED, *below]], "two": [[*FIXED, above, *gap], [*[""] * len(FIXED), *below]], "again": [[*FIXED, above, *[above for _ in gap]], [*FIXED, *below]]}[header]
    if shape == "crawl":  # merged cells once
        heads = [[text for text in head if text] for head in heads]
    lines = [list(row) for row in (*heads, *rows)]
    if shape == "md":
        body = "\n".join("| " + " | ".join(line) + " |" + ("\n" + "|---" * len(line) + "|" if not at else "") for at, line in enumerate(lines))
    elif shape == "crawl":
        body = "|\n" + "\n|\n|\n".join("\n|\n".join(line) for line in lines) + "\n|"
    else:
        body = "\n".join("\t".join(line).rstrip("\t") if shape == "cut" else "\t".join(line) for line in lines)
    return plan_of(("\n\n".join(HEAD) + "\n\n" + body + "\n").encode(), "a.md" if shape in ("md", "crawl") else "a.txt")


FORMS = ["md-one", "md-two", "md-again", "tab-one", "tab-two", "tab-again", "cut-one", "cut-two", "cut-again", "crawl-one", "crawl-two", "crawl-again"]


@pytest.mark.parametrize("form", ["docx", *FORMS])
@pytest.mark.parametrize("below", [QUARTERS, [f"T{n}" for n in range(1, 13)]])
def test_every_format_keeps_the_ticked_periods(form: str, below: list[str]) -> None:
    if form.startswith("crawl"):  # nothing tells how many empty cells end the last row
        below = below[:4]
    none = [""] * (len(below) - 4)
    rows = [task_row(1, "x", "", "", "", *none), task_row(2, "", "x", "", "x", *none), task_row(3, "", "", "x", "", *none), task_row(4, "x", "x", "x", "x", *none)]
    plan = plan_of(docx("Thời gian", below, rows), "a.docx") if form == "docx" else laid(form, "Thời gian", below, rows)
    assert raws(plan) == [below[0], f"{below[1]}, {below[3]}", below[2], ", ".join(below[:4])]


@pytest.mark.parametrize("form", FORMS[:-3])
def test_a_row_without_a_tick_has_no_deadline(form: str) -> None:
    rows = [task_row(1, "x", "", "", ""), task_row(2, "", "x", "", ""), task_row(3, "", "", "", ""), task_row(4, "", "", "x", ""), task_row(5, "", "", "", "")]
    assert raws(laid(form, "Thời gian", QUARTERS, rows)) == ["Quý I", "Quý II", "", "Quý III", ""]


@pytest.mark.parametrize("form", ["docx", *FORMS])
def test_every_format_keeps_start_and_end(form: str) -> None:
    rows = [task_row(1, "01/3/2026", "30/4/2026"), task_row(2, "15/5/2026", "20/6/2026")]
    plan = plan_of(docx("Thời gian", ["Bắt đầu", "Kết thúc"], rows), "a.docx") if form == "docx" else laid(form, "Thời gian", ["Bắt đầu", "Kết thúc"], rows)
    assert [(task.ordinal, task.deadline.raw, task.extra) for task in plan.tasks] == [("1", "01/3/2026 - 30/4/2026", {}), ("2", "15/5/2026 - 20/6/2026", {})]


@pytest.mark.parametrize("heads", [("Cơ quan trình", "Cơ quan soạn thảo"), ("Cơ quan soạn thảo", "Cơ quan trình")])
def test_who_writes_a_draft_leads_and_not_who_submits_it(heads: tuple[str, str]) -> None:
    cells = {"Cơ quan trình": "UBND tỉnh", "Cơ quan soạn thảo": "Sở Tư pháp"}
    rows = "".join(f"<td>{cells[head]}</td>" for head in heads)
    page = f"<table><tr><td>TT</td><td>Tên văn bản</td><td>{heads[0]}</td><td>{heads[1]}</td><td>Thời gian</td></tr><tr><td>1</td><td>Nghị quyết về học phí</td>{rows}<td>Quý II/2026</td></tr></table>"
    (task,) = parse_bytes(page.encode(), "a.html").tasks
    assert (task.lead_raw, task.extra) == ("Sở Tư pháp", {"Cơ quan trình": "UBND tỉnh"})
