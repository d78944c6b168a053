"""``kehoach parse`` on a PDF of ruled pages beside the ``extract_tables`` of pdfplumber alone, whole process.

The plan is drawn with reportlab: a table of six ruled columns on every page, its header repeated, cells wrapped over several lines.
Memory is measured on plans of two lengths, which tells what a page adds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import Limit, Program, Result, Skipped, function, kehoach, make, race, run

PAGES, FEW_PAGES = 200, 50
MOST, MOST_MB, MOST_MB_A_PAGE = 0.15, 120.0, 0.2
FONTS = ("DejaVuSerif", "DejaVuSans", "LiberationSerif-Regular", "NotoSerif-Regular", "NotoSans-Regular", "times", "Arial")
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
WIDTHS = (28, 180, 90, 90, 82, 65)
HEADS = ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn")
VERBS = ("Rà soát, cập nhật", "Xây dựng, trình ban hành", "Triển khai", "Kiểm tra, đánh giá", "Tổng hợp, báo cáo")
THINGS = ("quy trình nội bộ giải quyết thủ tục hành chính", "cơ sở dữ liệu chuyên ngành", "hạ tầng số cấp xã", "kỹ năng số cho công chức")
UNITS = ("Văn phòng UBND tỉnh", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Công an tỉnh", "UBND cấp xã")
TIMES = ("Quý II/2026", "Trước ngày 30/6/2026", "Thường xuyên", "Tháng 9/2026")
LEFT, TOP, BOTTOM, SIZE, LEADING, PADDING = 30, 800, 45, 9, 11, 3


def results(folder: Path, rounds: int) -> Iterator[Result]:
    """Time of the long plan; memory of the long and the short one. Raises ``Skipped`` without a font that has Vietnamese letters."""
    if font() is None:
        raise Skipped(f"no TrueType font with Vietnamese letters found ({', '.join(FONTS)})")
    long, short, records = folder / "long.pdf", folder / "short.pdf", folder / "records.json"
    make(draw, long, PAGES)
    make(draw, short, FEW_PAGES)
    ours = Program(f"parse {PAGES} ruled pages", kehoach("parse", long, "-o", records, "--quiet"))
    peer = Program("pdfplumber extract_tables", function(extract_tables, long))
    mine, other = race(ours, peer, min(rounds, 2))
    make(expect_records, long, records)
    least = run(Program("short", kehoach("parse", short, "-o", folder / "short.json", "--quiet")))
    growth = (mine.megabytes - least.megabytes) / (PAGES - FEW_PAGES)
    yield Result("pdf", mine, other, MOST, (Limit(mine.megabytes, MOST_MB, "MB"), Limit(growth, MOST_MB_A_PAGE, "MB a page")))


def font() -> Path | None:
    """A TrueType font of this machine that has the Vietnamese letters."""
    folders = [Path(name).expanduser() for name in FONT_FOLDERS]
    found = {path.stem: path for place in folders if place.is_dir() for path in place.rglob("*.ttf")}
    return next((found[name] for name in FONTS if name in found), None)


def values(number: int) -> tuple[str, ...]:
    """The cells of a task."""
    work = f"{VERBS[number % 5]} {THINGS[number % 4]} phục vụ người dân và doanh nghiệp trên địa bàn tỉnh, đợt {number}"
    others = f"{UNITS[(number + 1) % 5]}; các sở, ban, ngành"
    return str(number), work, UNITS[number % 5], others, f"Báo cáo kết quả đợt {number}", TIMES[number % 4]


def draw(path: str, pages: str) -> None:
    """Draw the plan; the number of its tasks goes to a file beside it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("text", str(font())))
    canvas = Canvas(path, pagesize=(595, 842))
    number = 0
    for page in range(int(pages)):
        canvas.setFont("text", SIZE)
        top = TOP
        if page == 0:
            for line in ("KẾ HOẠCH", "Chuyển đổi số năm 2026"):
                canvas.drawCentredString(297, top, line)
                top -= 2 * LEADING
        top = draw_row(canvas, top, HEADS)
        while top - 6 * LEADING > BOTTOM:
            number += 1
            top = draw_row(canvas, top, values(number))
        canvas.drawCentredString(297, 25, str(page + 1))
        canvas.showPage()
    canvas.save()
    Path(path).with_suffix(".count").write_text(str(number))


def draw_row(canvas: Any, top: float, cells: tuple[str, ...]) -> float:
    """Draw the rules and words of a row; where the next one begins."""
    from reportlab.lib.utils import simpleSplit

    wrapped = [simpleSplit(cell, "text", SIZE, width - 2 * PADDING) for cell, width in zip(cells, WIDTHS, strict=True)]
    height = max(map(len, wrapped)) * LEADING + 2 * PADDING
    left = LEFT
    for lines, width in zip(wrapped, WIDTHS, strict=True):
        canvas.rect(left, top - height, width, height)
        for number, line in enumerate(lines, 1):
            canvas.drawString(left + PADDING, top - number * LEADING, line)
        left += width
    return top - height


def extract_tables(path: str) -> None:
    """What pdfplumber alone does; each page is let go, as its documentation advises."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def expect_records(document: str, records: str) -> None:
    """Fail unless every drawn row came out as a task."""
    drawn = int(Path(document).with_suffix(".count").read_text())
    found = json.loads(Path(records).read_text(encoding="utf-8"))
    tasks = len((found[0] if isinstance(found, list) else found)["tasks"])
    if tasks != drawn:
        raise SystemExit(f"{drawn} rows drawn, {tasks} tasks found")
