"""The comparison of two plans of 2,000 tasks beside the plain score matrix of rapidfuzz over their titles.

The matrix is that of ``rapidfuzz.process.cdist`` with the scorer that the alignment uses and one worker, as it does. The plans share
more or less, from versions with a tenth of the tasks reworded to strangers. Needs numpy, which ``cdist`` is built on.
"""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Limit, Program, Result, Skipped, function, race, seconds
from kehoach.model import Deadline, DocumentInfo, Plan, Section, Source, Task, Unit

TASKS = 2000
MOST, MOST_MB = 3.0, 300.0
VERBS = (
    "Xây dựng",
    "Rà soát",
    "Tổ chức tập huấn",
    "Kiểm tra",
    "Báo cáo",
    "Tuyên truyền",
    "Triển khai",
    "Nâng cấp",
    "Khảo sát",
    "Công khai",
)
OBJECTS = (
    "cơ sở dữ liệu",
    "phần mềm quản lý",
    "kế hoạch hành động",
    "quy chế phối hợp",
    "danh mục dịch vụ công",
    "hạ tầng mạng",
    "hồ sơ điện tử",
    "chỉ số đánh giá",
)
FIELDS = tuple(
    "đất đai, y tế, giáo dục, giao thông, nông nghiệp, du lịch, môi trường, "  # noqa: SIM905
    "lao động, hộ tịch, xây dựng, thuế, bảo hiểm, văn hóa, thể thao".split(", ")
)
PLACES = (
    "tại các trường học",
    "trên địa bàn các xã vùng cao",
    "ở khu công nghiệp",
    "tại Bộ phận Một cửa",
    "trong ngành",
    "ở các bệnh viện",
    "tại khu dân cư",
)
NAMES = tuple(
    "an bình châu dương giang hà hải hòa khánh lâm long minh nam ninh "  # noqa: SIM905
    "phong phú quang sơn tân thanh thành thịnh thuận trung tuyên vân xuân yên".split()
)
UNITS = (
    "Sở Nội vụ",
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Công an tỉnh",
    "Ủy ban nhân dân cấp xã",
)
ENDS = ("bảo đảm đúng tiến độ", "gắn với cải cách hành chính", "phục vụ người dân, doanh nghiệp", "")


def title(dice: random.Random) -> str:
    """A title of some 20 words, of stock phrases and a name of its own."""
    name = " ".join(dice.choice(NAMES).capitalize() for _ in range(3))
    parts = [dice.choice(VERBS), dice.choice(OBJECTS), "lĩnh vực", dice.choice(FIELDS), dice.choice(PLACES), "theo mô hình", name]
    return " ".join([*parts, dice.choice(ENDS)]).strip()


def plan(titles: list[str], seed: int) -> Plan:
    """A plan of those titles in sections of twenty."""
    dice = random.Random(seed)
    names = [f"Nhóm nhiệm vụ {FIELDS[n % len(FIELDS)]} {n}" for n in range(len(titles) // 20 + 1)]
    sections = tuple(Section(id=f"s{n}", ordinal=str(n), title=name) for n, name in enumerate(names))
    tasks = []
    for number, text in enumerate(titles):
        lead = dice.choice(UNITS)
        tasks.append(
            Task(
                id=f"t{number}",
                section_id=f"s{number // 20}",
                ordinal=str(number),
                title=text,
                lead_raw=lead,
                lead_units=(Unit(raw=lead, name=lead, kind="single"),),
                deadline=Deadline(raw="Quý II"),
            )
        )
    source = Source(path=f"{seed}.txt", format="txt", sha256="0" * 64)
    return Plan(source=source, document=DocumentInfo(), sections=sections, tasks=tuple(tasks))


def reworded(dice: random.Random, text: str) -> str:
    """The title with some words replaced and others left out."""
    return " ".join(dice.choice(NAMES) if dice.random() < 0.12 else word for word in text.split() if dice.random() > 0.08)


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
        pattern = "Xây dựng cơ sở dữ liệu chuyên ngành phục vụ quản lý nhà nước lĩnh vực {} của đơn vị số {}"
        patterned = [pattern.format(dice.choice(FIELDS), n) for n in range(size)]
        return patterned, [text.replace("Xây dựng", "Hoàn thiện") for text in patterned]

    return {"versions": versions, "reworded": all_reworded, "strangers": strangers, "one pattern": one_pattern}


def results(folder: Path, rounds: int) -> Iterator[Result]:
    """Each case. Raises ``Skipped`` without numpy."""
    if importlib.util.find_spec("numpy") is None:
        raise Skipped("rapidfuzz's cdist needs numpy")
    for case in cases(0):
        ours = Program(f"{TASKS:,} x {TASKS:,} tasks, {case}", function(compare_case, case), own_clock=True)
        peer = Program("rapidfuzz cdist of the titles", function(score_case, case), own_clock=True)
        mine, other = race(ours, peer, rounds)
        yield Result("diff", mine, other, MOST, (Limit(mine.megabytes, MOST_MB, "MB"),))


def compare_case(case: str) -> float:
    """Seconds of the comparison."""
    from kehoach.diff import compare

    old, new = cases(TASKS)[case]()
    plans = plan(old, 1), plan(new, 2)
    return seconds(lambda: compare(*plans))


def score_case(case: str) -> float:
    """Seconds of the plain score matrix."""
    import numpy
    from rapidfuzz import fuzz, process

    old, new = cases(TASKS)[case]()
    return seconds(lambda: process.cdist(old, new, scorer=fuzz.ratio, workers=1, dtype=numpy.uint8))
