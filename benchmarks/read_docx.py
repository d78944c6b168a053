"""``kehoach parse`` on a long Word plan beside python-docx opening it and walking its rows, whole process.

The reader alone, without what makes records of its rows, is a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from benchmarks.measure import Limit, Program, Result, function, kehoach, make, race

ROWS = 2450
MOST, MOST_MB = 3.0, 120.0


def results(folder: Path, rounds: int) -> Iterator[Result]:
    """The whole command and the reader alone."""
    path = folder / "plan.docx"
    make(write, path, ROWS)
    peer = Program("python-docx, tr_lst", function(walk, path))
    parse = Program(f"parse {ROWS:,} rows", kehoach("parse", path, "-o", folder / "out.json", "--quiet"))
    for name, ours in (("docx", parse), ("docx", Program("reader alone", function(read, path)))):
        mine, other = race(ours, peer, rounds)
        yield Result(name, mine, other, MOST, (Limit(mine.megabytes, MOST_MB, "MB"),))


def walk(path: str) -> None:
    """Every paragraph of every cell with python-docx."""
    import docx

    for table in docx.Document(path).tables:
        for row in table._tbl.tr_lst:
            for cell in row.tc_lst:
                list(cell.p_lst)


def read(path: str) -> None:
    """The rows with our reader."""
    from kehoach.limits import DEFAULT
    from kehoach.parse.readers import docx

    docx.read(Path(path).read_bytes(), path, DEFAULT)


def write(path: str, rows: str) -> None:
    """A plan with one table of so many rows under the usual head."""
    import docx

    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH").bold = True
    document.add_paragraph("Chuyển đổi số năm 2026")
    table = document.add_table(rows=2, cols=6, style="Table Grid")
    heads = ("STT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    pattern = table._tbl.tr_lst[1]
    for cell in table.rows[1].cells:
        cell.text = "-"
    table._tbl.remove(pattern)
    verbs = ("Rà soát, cập nhật", "Xây dựng", "Triển khai", "Kiểm tra, đánh giá", "Tổng hợp, báo cáo")
    things = (
        "quy trình nội bộ giải quyết thủ tục hành chính",
        "cơ sở dữ liệu chuyên ngành",
        "hạ tầng số cấp xã",
        "kỹ năng số cho công chức",
    )
    units = ("Văn phòng UBND tỉnh", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Công an tỉnh", "UBND cấp xã")
    for number in range(1, int(rows)):
        row = deepcopy(pattern)
        values = (
            str(number),
            f"{verbs[number % 5]} {things[number % 4]} phục vụ người dân và doanh nghiệp, đợt {number}",
            units[number % 5],
            f"{units[(number + 1) % 5]}; các sở, ban, ngành",
            f"Báo cáo kết quả đợt {number}",
            ("Quý II/2026", "Trước ngày 30/6/2026", "Thường xuyên", "Tháng 9/2026")[number % 4],
        )
        for cell, value in zip(row.tc_lst, values, strict=True):
            cell.p_lst[0].r_lst[0].text = value
        table._tbl.append(row)
    document.save(path)
