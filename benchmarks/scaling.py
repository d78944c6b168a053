"""How time and memory grow: documents of a folder, and rows and pages of one document.

Each size is a ``kehoach parse`` of its own. ``time`` is processor time, ``clock`` what passed (other work on the machine counts), peak
memory that of the largest process. ``growth`` is the power of the size that time grew with since the line above: 1 is in step with it.
"""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import pdf, read_docx, validate
from benchmarks.measure import Program, kehoach, make, run

DOCUMENTS = (50, 200, 800)
ROWS = (625, 2_500, 10_000)
PAGES = (25, 50, 100, 200)
TASKS_A_DOCUMENT = 40
COLUMNS = "{:<24} {:>8} {:>9} {:>9} {:>12} {:>8} {:>8}"


def report() -> None:
    """Print the curves."""
    print(COLUMNS.format("", "size", "time (s)", "clock (s)", "ms for each", "growth", "peak MB"), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        last = ("", 0, 0.0)
        for number, (name, size, command) in enumerate(curves(Path(folder))):
            begin = time.perf_counter()
            out = Path(folder) / (f"out{number}" if name.startswith("documents") else f"out{number}.json")
            taken = run(Program(name, kehoach(*command, "-o", out, "--quiet")))
            clock = time.perf_counter() - begin
            growth = f"{math.log(taken.seconds / last[2]) / math.log(size / last[1]):.2f}" if last[0] == name else ""
            each = f"{taken.seconds / size * 1000:.2f}"
            print(COLUMNS.format(name, size, f"{taken.seconds:.2f}", f"{clock:.2f}", each, growth, f"{taken.megabytes:.0f}"), flush=True)
            last = (name, size, taken.seconds)


def curves(folder: Path) -> Iterator[tuple[str, int, tuple[object, ...]]]:
    """What is parsed: its name, its size, the arguments of the command."""
    for jobs in (1, 2):
        for size in DOCUMENTS:
            yield f"documents, {jobs} {'jobs' if jobs > 1 else 'job'}", size, ("parse", documents(folder, size), "--jobs", jobs)
    for size in ROWS:
        (folder / "rows.md").write_bytes(validate.draft(size))
        yield "rows of Markdown", size, ("parse", folder / "rows.md")
    for size in ROWS:
        make(read_docx.write, folder / "rows.docx", size)
        yield "rows of Word", size, ("parse", folder / "rows.docx")
    for size in PAGES if pdf.font() else ():
        make(pdf.draw, folder / "pages.pdf", size)
        yield "pages of PDF", size, ("parse", folder / "pages.pdf")


def documents(folder: Path, count: int) -> Path:
    """A folder of so many plans."""
    place = folder / f"plans-{count}"
    place.mkdir(exist_ok=True)
    for number in range(count):
        (place / f"{number}.md").write_bytes(validate.draft(TASKS_A_DOCUMENT))
    return place
