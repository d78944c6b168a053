"""What cells of task tables say together: shares of one cell, merged cells that a dump shows empty, rows that end a table."""

from __future__ import annotations

import pytest

from kehoach.model import Plan
from kehoach.normalize.plan import normalize_plan
from kehoach.parse import parse_bytes
from kehoach.parse.shares import lead_and_support

HEAD = "UBND TỈNH AN BÌNH\n\nSố: 15/KH-UBND\n\nAn Bình, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"


def read(text: str, name: str = "plan.md") -> Plan:
    return normalize_plan(parse_bytes((HEAD + text).encode(), name))


def markdown(heads: str, *rows: str) -> str:
    return "\n".join([f"| {heads} |", "|---" * (heads.count("|") + 1) + "|", *(f"| {row} |" for row in rows)])


@pytest.mark.parametrize(
    ("cell", "lead", "support"),
    [
        ("Chủ trì: Sở Nội vụ; Phối hợp: Sở Y tế, Sở Tư pháp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("- Chủ trì: Sở Nội vụ\n- Phối hợp: Sở Y tế, Sở Tư pháp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("Chủ trì: Sở Nội vụ. Phối hợp: Công an tỉnh.", "Sở Nội vụ", "Công an tỉnh"),
        ("Đơn vị chủ trì: Sở Nội vụ, Sở Y tế; đơn vị phối hợp: Các sở, ngành", "Sở Nội vụ, Sở Y tế", "Các sở, ngành"),
        ("Phối hợp: Sở Y tế; Chủ trì: Sở Nội vụ", "Sở Nội vụ", "Sở Y tế"),
        ("Sở Nội vụ; phối hợp: Sở Y tế", "Sở Nội vụ", "Sở Y tế"),
        ("Chủ trì: Sở Nội vụ", "Sở Nội vụ", ""),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Y tế, Sở Tư pháp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("Sở Nội vụ chủ trì phối hợp cùng Sở Y tế", "Sở Nội vụ", "Sở Y tế"),
        ("Sở Nội vụ phối hợp với UBND cấp xã", "Sở Nội vụ", "UBND cấp xã"),
        ("Sở Nội vụ (chủ trì); Sở Y tế (phối hợp)", "Sở Nội vụ", "Sở Y tế"),
        ("Sở Nội vụ (chủ trì), Sở Y tế, Sở Tư pháp", "Sở Nội vụ", "Sở Y tế, Sở Tư pháp"),
        ("Sở Nội vụ (cơ quan chủ trì)\nSở Y tế và Sở Tư pháp (phối hợp)", "Sở Nội vụ", "Sở Y tế và Sở Tư pháp"),
    ],
)  # fmt: skip
def test_one_cell_tells_lead_and_support(cell: str, lead: str, support: str) -> None:
    assert lead_and_support(cell) == (lead, support)
    plan = read(markdown("TT | Nội dung | Cơ quan thực hiện | Thời hạn", f"1 | Rà soát | {cell.replace(chr(10), '<br>')} | Quý I/2026"))
    (task,) = plan.tasks
    assert (task.lead_raw, task.cooperating_raw) == (lead, support)
    assert task.lead_units
    assert bool(task.cooperating_units) is bool(support)
    assert all(unit.label is None for unit in (*task.lead_units, *task.cooperating_units))


@pytest.mark.parametrize(
    "cell",
    [
        "Sở Nội vụ; UBND cấp xã",
        "Các sở, ngành được giao chủ trì, phối hợp với Sở Y tế",
        "Theo dõi: Sở Nội vụ; Công khai: Sở Y tế",
        "UBND cấp huyện được giao nhiệm vụ phối hợp rà soát",
        "",
    ],
)
def test_other_cells_stay_whole(cell: str) -> None:
    assert lead_and_support(cell) is None


def test_columns_of_their_own_stay_as_they_are() -> None:
    text = markdown("TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn", "1 | Rà soát | Chủ trì: Sở Y tế | Phối hợp: Sở Nội vụ | Quý I")
    (task,) = read(text).tasks
    assert (task.lead_raw, task.cooperating_raw) == ("Chủ trì: Sở Y tế", "Phối hợp: Sở Nội vụ")
