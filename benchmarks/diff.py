"""``kehoach diff`` on two plans of 2,000 tasks, against the plain score matrix of rapidfuzz.

    python benchmarks/diff.py [--tasks N]

Prints the time of ``rapidfuzz.process.cdist`` over the titles, with the scorer that the alignment uses and one worker as it
does, the time of the whole comparison and its peak memory, for plans that share more or less. Fails (exit code 1) where the
comparison takes three times as long as the matrix, or more than 300 MB. Needs numpy, which ``cdist`` is built on.
"""
from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from kehoach.model import Deadline, DocumentInfo, Plan, Section, Source, Task, Unit

MAX_RATIO, MAX_MEMORY = 3.0, 300_000_000
VERBS = ["Xây dựng", "Rà soát", "Tổ chức tập huấn", "Kiểm tra", "Báo cáo", "Tuyên truyền", "Triển khai", "Nâng cấp", "Khảo sát", "Công khai"]
OBJECTS = ["cơ sở dữ liệu", "phần mềm quản lý", "kế hoạch hành động", "quy chế phối hợp", "danh mục dịch vụ công", "hạ tầng mạng", "hồ sơ điện tử", "chỉ số đánh giá"]
FIELDS = ["đất đai", "y tế", "giáo dục", "giao thông", "nông nghiệp", "du lịch", "môi trường", "lao động", "hộ tịch", "xây dựng", "thuế", "bảo hiểm", "văn hóa", "thể thao"]
PLACES = ["tại các trường học", "trên địa bàn các xã vùng cao", "ở khu công nghiệp", "tại Bộ phận Một cửa", "trong ngành", "ở các bệnh viện", "tại khu dân cư"]
SYLLABLES = "an bình châu dương giang hà hải hòa khánh lâm long minh nam ninh phong phú quang sơn tân thanh thành thịnh thuận trung tuyên vân xuân yên".split()
UNITS = ["Sở Nội vụ", "Sở Y tế", "Sở Tài chính", "Sở Xây dựng", "Văn phòng Ủy ban nhân dân tỉnh", "Công an tỉnh", "Ủy ban nhân dân cấp xã"]


def title(dice: random.Random) -> str:
    """A title of some 20 words, of stock phrases and a name of its own."""
    name = " ".join(dice.choice(SYLLABLES).capitalize() for _ in range(3))
    parts = [dice.choice(VERBS), dice.choice(OBJECTS), "lĩnh vực", dice.choice(FIELDS), dice.choice(PLACES), "theo mô hình", name]
    return " ".join([*parts, dice.choice(["bảo đảm đúng tiến độ", "gắn với cải cách hành chính", "phục vụ người dân, doanh nghiệp", ""])]).strip()


def plan(titles: list[str], seed: int) -> Plan:
    """A plan of those titles in sections of twenty."""
    dice = random.Random(seed)
    sections = tuple(Section(id=f"s{n}", ordinal=str(n), title=f"Nhóm nhiệm vụ {FIELDS[n % len(FIELDS)]} {n}") for n in range(len(titles) // 20 + 1))
    tasks = []
    for number, text in enumerate(titles):
        lead = dice.choice(UNITS)
        units = (Unit(raw=lead, name=lead, kind="single"),)
        tasks.append(Task(id=f"t{number}", section_id=f"s{number // 20}", ordinal=str(number), title=text, lead_raw=lead, lead_units=units, deadline=Deadline(raw="Quý II")))
    return Plan(source=Source(path=f"{seed}.txt", format="txt", sha256="0" * 64), document=DocumentInfo(), sections=sections, tasks=tuple(tasks))


def reworded(dice: random.Random, text: str) -> str:
    """The title with some words replaced and others left out."""
    return " ".join(dice.choice(SYLLABLES) if dice.random() < 0.12 else word for word in text.split() if dice.random() > 0.08)


def cases(size: int) -> dict[str, Callable[[], tuple[list[str], list[str]]]]:
    """Titles of two plans: versions with a tenth reworded, all reworded and shuffled, strangers, and all of one pattern."""
    dice = random.Random(7)
    base = [title(dice) for _ in range(size)]

    def versions() -> tuple[list[str], list[str]]:
        return base, [reworded(dice, text) if dice.random() < 0.1 else text for text in base]

    def all_reworded() -> tuple[list[str], list[str]]:
        new = [reworded(dice, text) for text in base]
        dice.shuffle(new)
        return base, new

    def strangers() -> tuple[list[str], list[str]]:
        return base, [title(dice) for _ in range(size)]

    def one_pattern() -> tuple[list[str], list[str]]:
        patterned = [f"Xây dựng cơ sở dữ liệu chuyên ngành phục vụ quản lý nhà nước lĩnh vực {dice.choice(FIELDS)} của đơn vị số {n}" for n in range(size)]
        return patterned, [text.replace("Xây dựng", "Hoàn thiện") for text in patterned]

    return {"versions": versions, "reworded": all_reworded, "strangers": strangers, "one pattern": one_pattern}


def matrix_seconds(old: list[str], new: list[str]) -> float:
    """Seconds of the plain score matrix."""
    import numpy
    from rapidfuzz import fuzz, process

    start = time.perf_counter()
    process.cdist(old, new, scorer=fuzz.ratio, workers=1, dtype=numpy.uint8)
    return time.perf_counter() - start


def compare_once(name: str, size: int) -> None:
    """Run one comparison in this process and print its seconds and the peak of its memory."""
    from kehoach.diff import compare

    old, new = cases(size)[name]()
    plans = plan(old, 1), plan(new, 2)
    start = time.perf_counter()
    compare(*plans)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=2000)
    parser.add_argument("--case", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.case:
        compare_once(asked.case, asked.tasks)
        return 0
    failed = False
    print(f"{asked.tasks} tasks against {asked.tasks}")
    for name, make in cases(asked.tasks).items():
        matrix = matrix_seconds(*make())
        command = [sys.executable, __file__, "--case", name, "--tasks", str(asked.tasks)]
        took, memory = map(float, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
        bad = took >= MAX_RATIO * matrix or memory >= MAX_MEMORY
        failed |= bad
        print(f"{name:12} matrix {matrix:5.2f} s, comparison {took:5.2f} s ({took / matrix:4.2f} x), {memory / 1e6:4.0f} MB{'  TOO MUCH' if bad else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
