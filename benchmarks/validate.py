"""How long the review of a parsed plan takes beside the parsing of the same plan.

    python benchmarks/validate.py [TASKS]

Makes a plan of 5,000 tasks as a Markdown table, reads it (parse and normalise) and reviews the result; each is timed three times in
this process, caches emptied before each run, and the best time counts. The review has to take less than half of the reading.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from kehoach.inputs import plan_from_bytes
from kehoach.model import Plan
from kehoach.validate import review

UNITS = (
    "Sở Tư pháp",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Văn phòng UBND tỉnh",
    "Các sở, ban, ngành; UBND cấp huyện, cấp xã",
    "Công an tỉnh",
    "Sở Y tế",
)
WORK = (
    "Rà soát quy trình nội bộ",
    "Công bố danh mục thủ tục",
    "Số hóa hồ sơ",
    "Kiểm tra việc thực hiện",
    "Tổ chức tập huấn",
    "Kết nối dữ liệu",
)
BASIS = (
    "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ",
    "Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND tỉnh",
    "chỉ đạo của UBND tỉnh",
)
PRODUCTS = ("Báo cáo kết quả", "Quyết định công bố", "Danh mục", "Kế hoạch kiểm tra", "Lớp tập huấn")
TIMES = (
    "Quý {q}/2024",
    "Tháng {m}/2024",
    "Trước ngày 15/{m}/2024",
    "Thường xuyên",
    "Hằng quý",
    "Từ tháng 3 đến tháng {m2}/2024",
    "Theo Kế hoạch của UBND tỉnh",
)
HEAD = """KẾ HOẠCH

Kiểm soát thủ tục hành chính năm 2024

| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Sản phẩm | Thời gian thực hiện |
|---|---|---|---|---|---|
"""


def draft(tasks: int) -> bytes:
    """A plan of so many tasks, in sections of 25, with varied wording."""
    rows = []
    for n in range(tasks):
        if n % 25 == 0:
            rows.append(f"| {_roman(n // 25 + 1)} | Nhóm công việc {n // 25 + 1} | | | | |")
        due = TIMES[n % len(TIMES)].format(q=("I", "II", "III", "IV")[n % 4], m=n % 12 + 1, m2=n % 9 + 4)
        work = f"{WORK[n % len(WORK)]} tại đơn vị {n} theo {BASIS[n % len(BASIS)]}"
        cells = (n % 25 + 1, work, UNITS[n % len(UNITS)], UNITS[(n + 1) % len(UNITS)], f"{PRODUCTS[n % len(PRODUCTS)]} đợt {n}", due)
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return (HEAD + "\n".join(rows) + "\n").encode()


def _roman(value: int) -> str:
    from kehoach.validate.numbering import to_roman

    return to_roman(value)


def best(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The shortest of several runs in seconds, and the last result."""
    shortest = float("inf")
    result = None
    for _ in range(times):
        _forget()
        start = time.perf_counter()
        result = work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest, result


def _forget() -> None:
    """Empty every cache of the package, so that no run lives on the one before."""
    for name, module in list(sys.modules.items()):
        if name.startswith("kehoach"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def main() -> None:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    data = draft(tasks)
    parsing, plan = best(lambda: plan_from_bytes(data, "ke-hoach.md"))
    assert isinstance(plan, Plan)
    plan = plan.model_copy(update={"document": plan.document.model_copy(update={"issued_on": date(2023, 12, 20).isoformat()})})
    reviewing, findings = best(lambda: review(plan))
    print(f"tasks     {len(plan.tasks):>8,}")
    print(f"parsing   {parsing:>8.2f} s")
    print(f"reviewing {reviewing:>8.2f} s   ({len(findings):,} findings, {reviewing / parsing:.2f} of the parsing; allowed 0.50)")


if __name__ == "__main__":
    main()
