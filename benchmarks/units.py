"""How long it takes to read cells of units, next to scoring the same cells against the gazetteer with rapidfuzz.

    python benchmarks/units.py [CELLS]

Two lots of made-up cells: *plan*, drawn as plans have them (few cells, many times over), and *distinct*, no cell twice.
rapidfuzz scores each cell against every listed name and alias one by one, which names no unit yet: a cell still has to be split.
"""
from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from rapidfuzz import fuzz

from kehoach.normalize.context import Context
from kehoach.normalize.data import members, rows
from kehoach.normalize.units import read_units

TABLES = ("units", "units_more", "collectives")
JOINS = (", ", "; ", " và ", "\n- ", ", các ")
COLLECTIVES = (
    "các sở, ban, ngành",
    "UBND cấp huyện, cấp xã",
    "các cơ quan, đơn vị liên quan",
    "UBND các xã, phường",
    "các sở, ngành có liên quan",
)
CONTEXT = Context(issuer="UBND tỉnh Quảng Ngãi", issued_on="2024-02-01")
SAMPLE = 300
"""Cells that rapidfuzz scores; its time grows straight with their number."""


def gazetteer_names() -> list[str]:
    """Every listed name and alias."""
    listed = [row for table in TABLES for row in rows(table)]
    return [name.lstrip("=").removesuffix(" *") for row in listed for name in (row["name"], *members(row["aliases"]))]


def made_up_cells(count: int, seed: int = 1) -> list[str]:
    """Distinct cells of one to four units, as plans write them."""
    pick = random.Random(seed)
    names = gazetteer_names()
    cells: dict[str, None] = {}
    while len(cells) < count:
        units = [pick.choice(COLLECTIVES) if pick.random() < 0.3 else pick.choice(names) for _ in range(pick.randint(1, 4))]
        cells[pick.choice(JOINS).join(units)] = None
    return list(cells)


def seconds(work: Callable[[], object]) -> float:
    """Processor time, so that a busy machine does not matter."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    distinct = made_up_cells(count)
    pick = random.Random(2)
    few = distinct[: max(1, count // 20)]
    plan = [few[min(int(pick.expovariate(8 / len(few))), len(few) - 1)] for _ in range(count)]
    names = gazetteer_names()
    read_units("Sở Nội vụ", CONTEXT)
    scale = count / min(SAMPLE, count)
    scorers = {"WRatio (its own default)": fuzz.WRatio, "ratio": fuzz.ratio}
    fuzzy = {
        title: seconds(lambda score=score: [max(score(cell, name) for name in names) for cell in distinct[:SAMPLE]]) * scale  # type: ignore[misc]
        for title, score in scorers.items()
    }
    for lot, cells in (("plan", plan), ("distinct", distinct)):
        taken = seconds(lambda cells=cells: [read_units(cell, CONTEXT) for cell in cells])  # type: ignore[misc]
        print(f"{lot}: {count} cells ({len(set(cells))} different) in {taken:.2f} s, {taken / count * 1e6:.0f} µs a cell")
        for scorer, whole in fuzzy.items():
            print(f"  rapidfuzz {scorer} against {len(names)} names: {whole:.2f} s; ours takes {taken / whole:.3f} of it")


if __name__ == "__main__":
    main()
