"""Run the benchmarks and print one table of ratios; ``scaling`` prints the growth of time and memory."""

from __future__ import annotations

import argparse
import compileall
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Result, Skipped

RATIOS = ("start_up", "read_docx", "pdf", "deadlines", "units", "diff", "export", "validate")
NAMES = (*RATIOS, "scaling")
COLUMNS = "{:<10} {:<36} {:<36} {:>9} {:>9} {:>7} {:>7} {:>4}  {}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)}; all but scaling where none is given")
    parser.add_argument("--rounds", type=int, default=3, help="how often each pair of programs runs; the best counts")
    parser.add_argument("--check", action="store_true", help="end with 1 where a limit is not met")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))} (there are {', '.join(NAMES)})")
    for package in ("kehoach", "benchmarks"):
        compileall.compile_dir(next(iter(importlib.import_module(package).__path__)), quiet=1)  # as pip leaves what it installs
    met = True
    ratios = [name for name in RATIOS if name in asked.names or not asked.names]
    if ratios:
        print(COLUMNS.format("", "ours", "peer", "ours (s)", "peer (s)", "ratio", "limit", "met", "peak memory"), flush=True)
        for line in measured(ratios, asked.rounds):
            print(line if isinstance(line, str) else table_row(line), flush=True)
            met &= isinstance(line, str) or line.met
    if "scaling" in asked.names:
        from benchmarks import scaling

        scaling.report()
    return int(asked.check and not met)


def measured(names: list[str], rounds: int) -> Iterator[Result | str]:
    """The results of the benchmarks, or why one was left out."""
    for name in names:
        module = importlib.import_module(f"benchmarks.{name}")
        with TemporaryDirectory() as folder:
            try:
                yield from module.results(Path(folder), rounds)
            except Skipped as reason:
                yield f"{name:<10} skipped: {reason}"


def table_row(result: Result) -> str:
    """One line of the table."""
    limits = [f"{limit.value:.2f} {limit.unit} (≤ {limit.most:g})" for limit in result.memory]
    memory = ", ".join(limits) or f"{result.ours.megabytes:.0f} MB"
    figures = (f"{result.ours.seconds:.3f}", f"{result.peer.seconds:.3f}", f"{result.ratio:.3f}", f"≤ {result.most:.3g}")
    return COLUMNS.format(result.name, result.ours.label, result.peer.label, *figures, "yes" if result.met else "NO", memory)


if __name__ == "__main__":
    sys.exit(main())
