"""How long a long Word plan takes, whole process: python-docx walking its rows against the reader and ``kehoach parse``.

    python benchmarks/read_docx.py [--rows 2450] [--rounds 5] [--check]

Makes a plan of that many rows with python-docx, runs each program in a process of its own and prints the best processor
time, that time against python-docx, and the peak memory. ``--check`` ends with 1 where ``kehoach parse`` takes more than 3 times what
python-docx takes, or more than 120 MB.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from copy import deepcopy
from pathlib import Path

WALK = """
import sys, docx
for table in docx.Document(sys.argv[1]).tables:
    for row in table._tbl.tr_lst:
        for cell in row.tc_lst:
            cell.p_lst
"""
READ = """
import sys
from kehoach.limits import DEFAULT
from kehoach.parse.readers import docx
docx.read(open(sys.argv[1], "rb").read(), sys.argv[1], DEFAULT)
"""
MOST_TIMES, MOST_MB = 3.0, 120.0


def make(rows: int, path: Path) -> None:
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
    for number in range(1, rows):
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
    document.save(str(path))


def run(command: list[str], rounds: int) -> tuple[float, float]:
    """Best processor time in seconds, which other work on the machine hardly changes, and peak memory in MB of a process."""
    best, peak = float("inf"), 0.0
    for _ in range(rounds):
        child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
        _, status, usage = os.wait4(child, 0)
        best = min(best, usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024))
        if status:
            raise SystemExit(f"failed: {' '.join(command)}")
    return best, peak


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2450)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ke-hoach.docx"
        make(options.rows, path)
        programs = {
            "python-docx, tr_lst": [sys.executable, "-c", WALK, str(path)],
            "reader": [sys.executable, "-c", READ, str(path)],
            "kehoach parse": [sys.executable, "-m", "kehoach", "parse", str(path), "-o", str(Path(folder) / "out.json"), "--quiet"],
        }
        measured = {name: run(command, options.rounds) for name, command in programs.items()}
    base = measured["python-docx, tr_lst"][0]
    print(f"{options.rows} rows")
    for name, (seconds, megabytes) in measured.items():
        print(f"{name:22} {seconds:6.2f} s  {seconds / base:5.2f} x  {megabytes:6.1f} MB")
    seconds, megabytes = measured["kehoach parse"]
    return int(options.check and (seconds > MOST_TIMES * base or megabytes > MOST_MB))


if __name__ == "__main__":
    sys.exit(main())
