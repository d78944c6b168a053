"""The review of a parsed plan of 5,000 tasks beside the parsing of the same plan: read from Markdown and normalised."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from benchmarks.measure import Program, Result, function, race, seconds
from kehoach.model import as_json

TASKS, MOST = 5_000, 0.5
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


def results(folder: Path, rounds: int) -> Iterator[Result]:
    """Both in processes of their own, so that neither lives on what the other remembered."""
    ours = Program(f"review {TASKS:,} tasks", function(review_draft), own_clock=True)
    peer = Program("parse the same plan", function(parse_draft), own_clock=True)
    yield Result("validate", *race(ours, peer, rounds), MOST)


def parse_draft() -> float:
    """Seconds of reading the draft."""
    from kehoach.inputs import plan_from_bytes

    data = draft(TASKS)
    return seconds(lambda: plan_from_bytes(data, "ke-hoach.md"))


def review_draft() -> float:
    """Seconds of the review; the plan comes from its JSON, so that no text was looked at before."""
    from kehoach.inputs import plan_from_bytes
    from kehoach.model import Plan
    from kehoach.validate import review

    plan = plan_from_bytes(draft(TASKS), "ke-hoach.md")
    document = replace(plan.document, issued_on="2023-12-20")
    forget()
    parsed = msgspec.json.decode(as_json(replace(plan, document=document)).decode(), type=Plan)
    return seconds(lambda: review(parsed))


def forget() -> None:
    """Empty every cache of the package."""
    for name, module in list(sys.modules.items()):
        if name.startswith("kehoach"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
