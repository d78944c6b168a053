"""How fast deadlines are read, against dateparser on the phrases that both read right.

    python benchmarks/deadlines.py [PHRASES_FILE]

Prints microseconds per phrase for both (nothing remembered from one call to the next) and their ratio, then the time per
phrase of the whole corpus (``tests/data/deadlines.toml`` unless a file with one phrase per line is given).
"""
from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from kehoach.normalize import deadlines
from kehoach.normalize.context import Context

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "data" / "deadlines.toml"
PLAN = Context(year=2024, issued_on="2023-12-12")
DATES = [
    "15/6/2024", "15.6.2024", "15-6-2024", "01/07/2024", "30/11/2024", "ngày 05 tháng 6 năm 2024", "30 tháng 6 năm 2024", "Ngày 30/6/2024",
    "ngày 15 tháng 12 năm 2024", "20/11/2024", "02 tháng 9 năm 2024", "Ngày 01/01/2024",
]  # fmt: skip
ROUNDS = 7


def ours(phrase: str) -> object:
    """Read a phrase with nothing remembered."""
    deadlines._said.cache_clear()
    deadlines._listed.cache_clear()
    (clause, *_) = deadlines.read_deadline(phrase, PLAN).clauses or (None,)
    return clause and clause.end


def theirs(phrase: str) -> object:
    """Read a phrase with dateparser, told the language and the order of a date."""
    import dateparser

    found = dateparser.parse(phrase, languages=["vi"], settings={"DATE_ORDER": "DMY"})
    return found and found.date()


def microseconds(read: Callable[[str], object], phrases: Sequence[str]) -> float:
    """Processor time per phrase, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for phrase in phrases:
            read(phrase)
        best = min(best, time.process_time() - started)
    return best / len(phrases) * 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phrases", nargs="?", type=Path, help="a file with one phrase per line")
    path = parser.parse_args().phrases
    both = [phrase for phrase in DATES if ours(phrase) is not None and ours(phrase) == theirs(phrase)]
    if not both:
        print("no phrase that both read", file=sys.stderr)
        return 2
    mine, other = microseconds(ours, both), microseconds(theirs, both)
    print(f"{len(both)} dates that both read: kehoach {mine:.0f} µs, dateparser {other:.0f} µs a phrase: {other / mine:.1f} times as fast")
    groups = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["group"] if path is None else []
    corpus = path.read_text(encoding="utf-8").splitlines() if path else [phrase for group in groups for phrase, _ in group["phrases"]]
    print(f"{len(corpus)} phrases of the corpus: {microseconds(ours, corpus):.0f} µs a phrase")
    return 0


if __name__ == "__main__":
    sys.exit(main())
