"""``kehoach --help`` beside ``import typer``: readers, normaliser and exporters are imported when used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Program, Result, kehoach, python, race

MOST = 1.6


def results(folder: Path, rounds: int) -> Iterator[Result]:
    """Both processes from start to end."""
    ours = Program("kehoach --help", kehoach("--help"))
    peer = Program("import typer", python("-c", "import typer"))
    yield Result("start_up", *race(ours, peer, 4 * rounds), MOST)
