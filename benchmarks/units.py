"""Reading cells of units beside scoring the same cells against the gazetteer with rapidfuzz, one by one.

Two lots of made-up cells: *plan*, drawn as plans have them (few cells, many times over), and *distinct*, no cell twice.
rapidfuzz scores each cell against every listed name and alias, which names no unit yet: a cell still has to be split.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Program, Result, function, race, seconds

TABLES = ("units", "units_more", "collectives")
JOINS = (", ", "; ", " và ", "\n- ", ", các ")
COLLECTIVES = (
    "các sở, ban, ngành",
    "UBND cấp huyện, cấp xã",
    "các cơ quan, đơn vị liên quan",
    "UBND các xã, phường",
    "các sở, ngành có liên quan",
)
CELLS, MOST = 10_000, 0.1
LOTS = ("plan", "distinct")
SAMPLE = 100
"""Cells that rapidfuzz scores; its time grows straight with their number."""


def gazetteer_names() -> list[str]:
    """Every listed name and alias."""
    from kehoach.normalize.data import members, rows

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


def results(folder: Path, rounds: int) -> Iterator[Result]:
    """Both lots beside both scorers."""
    for lot in LOTS:
        for scorer in ("ratio", "WRatio"):
            ours = Program(f"{CELLS:,} cells, {lot}", function(read_cells, lot), own_clock=True)
            peer = Program(f"rapidfuzz {scorer}, one by one", function(score_cells, lot, scorer), own_clock=True)
            yield Result("units", *race(ours, peer, rounds), MOST)


def cells_of(lot: str) -> list[str]:
    """The cells of a lot."""
    distinct = made_up_cells(CELLS)
    if lot == "distinct":
        return distinct
    pick = random.Random(2)
    few = distinct[: CELLS // 20]
    return [few[min(int(pick.expovariate(8 / len(few))), len(few) - 1)] for _ in range(CELLS)]


def read_cells(lot: str) -> float:
    """Seconds of reading the cells."""
    from kehoach.normalize.context import Context
    from kehoach.normalize.units import read_units

    cells = cells_of(lot)
    context = Context(issuer="UBND tỉnh Quảng Ngãi", issued_on="2024-02-01")
    read_units("Sở Nội vụ", context)
    return seconds(lambda: [read_units(cell, context) for cell in cells])


def score_cells(lot: str, scorer: str) -> float:
    """Seconds of scoring as many cells."""
    from rapidfuzz import fuzz

    score, names, cells = getattr(fuzz, scorer), gazetteer_names(), cells_of(lot)[:SAMPLE]
    return seconds(lambda: [max(score(cell, name) for name in names) for cell in cells]) * CELLS / SAMPLE
