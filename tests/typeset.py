"""One set of invented rows, set in every text shape: what comes back must be the rows, whatever the columns and headings."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kehoach.model import Plan

HEADINGS = {
    "number": ("TT", "STT", "Số TT"),
    "title": ("Nội dung công việc", "Nhiệm vụ", "Nhiệm vụ, giải pháp", "Nội dung thực hiện"),
    "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì"),
    "support": ("Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp"),
    "deadline": ("Thời gian hoàn thành", "Tiến độ", "Thời hạn"),
    "deliverable": ("Sản phẩm", "Kết quả", "Sản phẩm đầu ra"),
}
ORDERS = (
    ("number", "title", "lead", "support", "deliverable", "deadline"),
    ("number", "title", "deadline", "lead", "support", "deliverable"),
    ("number", "title", "deliverable", "deadline", "lead", "support"),
    ("number", "lead", "support", "title", "deliverable", "deadline"),
    ("number", "deadline", "title", "lead", "support", "deliverable"),
)
HEAD = """UBND TỈNH AN BÌNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/KH-UBND

An Bình, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026

I. MỤC ĐÍCH, YÊU CẦU

1. Nâng cao hiệu lực, hiệu quả quản lý nhà nước trên địa bàn tỉnh.

II. NỘI DUNG

"""
FOOT = """

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH



Nguyễn Văn Bình
"""


@dataclass(frozen=True)
class Task:
    """An invented row."""

    section: str | None
    number: str
    title: str
    lead: str
    support: str
    deliverable: str
    deadline: str

    def cells(self, order: Sequence[str]) -> list[str]:
        return [getattr(self, column) for column in order]


SECTIONS = {"I": "Công tác chỉ đạo, điều hành", "II": "Cải cách thủ tục hành chính"}
OFFICE = "Văn phòng UBND tỉnh"
ALL = "Các sở, ban, ngành; UBND cấp xã"
TASKS = (
    Task("I", "1", "Ban hành Kế hoạch kiểm tra công tác cải cách hành chính của các cơ quan, đơn vị, địa phương", "Sở Nội vụ", ALL, "Kế hoạch của UBND tỉnh", "Tháng 02/2026"),
    Task("I", "2", "Tổ chức kiểm tra tại các sở, ngành và các xã, phường theo kế hoạch đã được phê duyệt", "Sở Nội vụ", "Thanh tra tỉnh; Sở Tư pháp", "Báo cáo kết quả kiểm tra", "Quý II, quý III/2026"),
    Task("I", "3", "Sơ kết, tổng kết việc thực hiện Kế hoạch; đề xuất khen thưởng tập thể, cá nhân có thành tích", "Sở Nội vụ", ALL, "- Báo cáo sơ kết;\n- Báo cáo tổng kết.", "Trước ngày 15/12/2026"),
    Task("II", "1", "Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết của Ủy ban nhân dân tỉnh", OFFICE, "Các sở, ban, ngành", "Quyết định phê duyệt phương án đơn giản hóa", "Quý III/2026"),
    Task("II", "2", "Cập nhật, công khai thủ tục hành chính trên Cơ sở dữ liệu quốc gia về thủ tục hành chính", OFFICE, ALL, "Thủ tục hành chính được công khai đầy đủ, kịp thời", "Thường xuyên"),
    Task("II", "3", "Bồi dưỡng nghiệp vụ cho công chức, viên chức làm việc tại Bộ phận Một cửa các cấp", OFFICE, "Trường Chính trị tỉnh; UBND cấp xã", "Các lớp bồi dưỡng được tổ chức", "Trong năm 2026"),
    Task("II", "4", "Đánh giá mức độ hài lòng của người dân, doanh nghiệp đối với việc giải quyết thủ tục hành chính", "Sở Nội vụ", "Bưu điện tỉnh; Ủy ban MTTQ Việt Nam tỉnh", "Báo cáo kết quả khảo sát", "Hằng quý"),
)  # fmt: skip


def _with_sections(tasks: Sequence[Task]) -> Iterator[str | Task]:
    current: str | None = None
    for task in tasks:
        if task.section != current and task.section is not None:
            current = task.section
            yield current
        yield task


def headings(order: Sequence[str], variant: int) -> list[str]:
    return [HEADINGS[column][variant % len(HEADINGS[column])] for column in order]


def paragraphs(order: Sequence[str], variant: int) -> str:
    """Each cell a paragraph, a cell of several lines several paragraphs."""
    pieces = headings(order, variant)
    for item in _with_sections(TASKS):
        if isinstance(item, str):
            pieces += [f"{item}. {SECTIONS[item]}"] if variant % 2 else [item, SECTIONS[item]]
        else:
            pieces += [line for cell in item.cells(order) for line in cell.split("\n")]
    return "\n\n".join(pieces)


def _halves(text: str) -> tuple[str, str]:
    cut = text.rfind(" ", 0, len(text) * 2 // 3)
    return (text[:cut], text[cut + 1 :]) if cut > 0 and len(text) > 40 and "\n" not in text else (text, "")


def markdown(order: Sequence[str], variant: int) -> str:
    """A Markdown table, its header again on each page, every third row cut by the page."""
    head = ["| " + " | ".join(headings(order, variant)) + " |", "|" + "---|" * len(order)]
    lines = list(head)
    for count, item in enumerate(_with_sections(TASKS)):
        if isinstance(item, str):
            lines.append(f"| {item} | {SECTIONS[item]} |" + "  |" * (len(order) - 2))
            continue
        cells = [cell.replace("\n", "<br>") for cell in item.cells(order)]
        if count % 3 == 2:
            pairs = [_halves(cell) if column != "number" else (cell, "") for column, cell in zip(order, cells, strict=True)]
            lines += ["| " + " | ".join(first for first, _ in pairs) + " |", "", *head, "| " + " | ".join(rest for _, rest in pairs) + " |"]
        else:
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def tabs(order: Sequence[str], variant: int) -> str:
    """Rows of tabs as a scan gives them: section lines between, rows cut by pages."""
    lines = ["\t".join(headings(order, variant))]
    for count, item in enumerate(_with_sections(TASKS)):
        if isinstance(item, str):
            lines += ["", f"{item}. {SECTIONS[item]}", ""]
            continue
        cells = [cell.replace("\n", " ") for cell in item.cells(order)]
        if count % 3 == 2:
            pairs = [_halves(cell) if column != "number" else (cell, "") for column, cell in zip(order, cells, strict=True)]
            lines += ["\t".join(first for first, _ in pairs), "", "\t".join(rest for _, rest in pairs)]
        else:
            lines.append("\t".join(cells))
    return "\n".join(lines)


def pipes(order: Sequence[str], variant: int) -> str:
    """Rows "a | b |" of a law site; lead and support may stand under one heading whose span is lost."""
    names = headings(order, variant)
    lines = [" | ".join(names) + " |"]
    at = min(order.index("lead"), order.index("support"))
    if variant % 2:
        upper = [*names[:at], "Phân công thực hiện", *names[at + 2 :]]
        lines = [" | ".join(upper) + " | |", " | ".join(names[at : at + 2]) + " |" + "|" * (len(order) - 2)]
    for item in _with_sections(TASKS):
        if isinstance(item, str):
            lines.append(f"{item}. {SECTIONS[item]} |" + "|" * (len(order) - 1))
        else:
            lines.append(" | ".join(cell.replace("\n", " ") for cell in item.cells(order)) + " |")
    return "\n".join(lines)


def crawl(order: Sequence[str], variant: int) -> str:
    """One cell per block of lines between lone bars, lines wrapped."""

    def wrapped(text: str) -> str:
        return "\n".join("\n".join(textwrap.wrap(line, 50, break_on_hyphens=False)) for line in text.split("\n"))

    lines = ["|"]
    for name in headings(order, variant):
        lines += [f"**{name}**", "|"]
    for item in _with_sections(TASKS):
        cells = (
            [f"**{item}**", f"**{wrapped(SECTIONS[item])}**"] if isinstance(item, str) else [wrapped(cell) for cell in item.cells(order)]
        )
        lines.append("|")
        for cell in cells:
            lines += [cell, "|"]
    return "\n".join(lines)


SHAPES: dict[str, Callable[[Sequence[str], int], str]] = {
    "paragraphs": paragraphs,
    "markdown": markdown,
    "tabs": tabs,
    "pipes": pipes,
    "crawl": crawl,
}


def document(shape: str, order: Sequence[str], variant: int = 0) -> bytes:
    """A whole plan with the rows in the shape."""
    return (HEAD + SHAPES[shape](order, variant) + FOOT).encode()


def rows_of(plan: Plan) -> list[tuple[str | None, ...]]:
    """The rows of a plan as they can be compared with ``TASKS``."""
    sections = {section.id: section.ordinal for section in plan.sections}
    return [
        (
            sections.get(task.section_id or ""),
            task.ordinal,
            task.title,
            task.lead_raw,
            task.cooperating_raw,
            " ".join(task.deliverables),
            task.deadline.raw,
        )
        for task in plan.tasks
        if task.origin == "table"
    ]


def expected() -> list[tuple[str | None, ...]]:
    """``TASKS`` as ``rows_of`` gives them."""
    return [
        (
            task.section,
            task.number,
            task.title,
            task.lead,
            task.support,
            task.deliverable.replace("- ", "").replace("\n", " "),
            task.deadline,
        )
        for task in TASKS
    ]
