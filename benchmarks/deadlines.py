"""How fast deadlines are read, against dateparser on the phrases that both read.

    python -m benchmarks.deadlines [PHRASES_FILE]

Prints processor time per phrase and ratios: each phrase read for the first time, and read again (a plan repeats its phrases,
and what a phrase says by itself is remembered), against dateparser told the language and left to find it. Then the time per
phrase of the whole corpus (``tests/data/deadlines.toml`` unless a file with one phrase per line is given).
"""
from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.measure import Program, Result, function, race
from kehoach.normalize import deadlines
from kehoach.normalize.context import Context

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "data" / "deadlines.toml"
PLAN = Context(year=2024, issued_on="2023-12-12")
FORMS = [
    "{d:02d}/{m:02d}/2024", "{d}.{m}.2024", "{d}-{m}-2024",
    "ngày {d:02d} tháng {m} năm 2024", "Ngày {d}/{m}/2024", "{d} tháng {m} năm 2024",
]  # fmt: skip
ROUNDS = 3
MOST = 1 / 20


def ours(phrase: str) -> object:
    """The last day of the phrase's first clause."""
    clauses = deadlines.read_deadline(phrase, PLAN).clauses
    return clauses[0].end if clauses else None


def theirs(phrase: str) -> object:
    """The day that dateparser reads when told that the phrase is Vietnamese."""
    import dateparser

    found = dateparser.parse(phrase, languages=["vi"], settings={"DATE_ORDER": "DMY"})
    return found and found.date()


def theirs_unaided(phrase: str) -> object:
    """The day that dateparser reads when it has to find the language."""
    import dateparser

    return dateparser.parse(phrase)


def microseconds(read: Callable[[str], object], phrases: Sequence[str], before: Callable[[], object] = lambda: None) -> float:
    """Processor time per phrase, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        before()
        started = time.process_time()
        for phrase in phrases:
            read(phrase)
        best = min(best, time.process_time() - started)
    return best / len(phrases) * 1e6


def results(folder: Path, rounds: int) -> Iterator[Result]:
    """Dates that both read, each read for the first time, beside dateparser told the language."""
    ours_first = Program("deadlines, dates that both read", function(seconds_of, "ours"), own_clock=True)
    peer = Program("dateparser, told the language", function(seconds_of, "theirs"), own_clock=True)
    yield Result("deadlines", *race(ours_first, peer, rounds), MOST)


def seconds_of(reader: str) -> float:
    """Seconds of reading once every date that both read, nothing remembered of ours."""
    both = dates_both_read()
    if reader == "theirs":
        return microseconds(theirs, both) * len(both) / 1e6
    return microseconds(ours, both, deadlines.said.cache_clear) * len(both) / 1e6


def dates_both_read() -> list[str]:
    """Days in all forms, where both readers find the same."""
    dates = [form.format(d=day, m=month) for form in FORMS for day in range(1, 29, 3) for month in range(1, 13, 2)]
    return [phrase for phrase in dates if ours(phrase) is not None and ours(phrase) == theirs(phrase)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phrases", nargs="?", type=Path, help="a file with one phrase per line")
    path = parser.parse_args().phrases
    both = dates_both_read()
    if not both:
        print("no phrase that both read", file=sys.stderr)
        return 2
    first, again = microseconds(ours, both, deadlines.said.cache_clear), microseconds(ours, both)
    told, unaided = microseconds(theirs, both), microseconds(theirs_unaided, both)
    print(f"{len(both)} dates that both read, µs a phrase: kehoach {first:.0f} the first time, {again:.0f} again")
    for name, other in (("told the language", told), ("finding the language", unaided)):
        print(f"  dateparser {name}: {other:.0f}, which is {other / first:.1f} times the first, {other / again:.1f} times the second")
    groups = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["group"] if path is None else []
    corpus = path.read_text(encoding="utf-8").splitlines() if path else [phrase for group in groups for phrase, _ in group["phrases"]]
    print(f"{len(corpus)} phrases of the corpus: {microseconds(ours, corpus, deadlines.said.cache_clear):.0f} µs a phrase the first time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
