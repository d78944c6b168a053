"""The order in which the parts may know each other, and what a bare start must not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "kehoach"
GROUND = {"model", "text", "errors", "lang", "limits"}
ALLOWED = {
    "model": set(),
    "text": set(),
    "errors": set(),
    "lang": set(),
    "limits": set(),
    "parse": GROUND | {"parse", "normalize", "inputs"},
    "normalize": GROUND | {"normalize"},
    "export": GROUND | {"export", "normalize", "run", "files", "inputs"},
    "diff": GROUND | {"diff", "normalize", "run", "files", "export"},
    "validate": GROUND | {"validate", "normalize", "parse", "inputs", "run"},
    "inputs": GROUND | {"parse", "normalize"},
    "run": GROUND | {"run", "inputs", "parse", "normalize", "export"},
}
NORMALIZE_FOR_READING = {"numbers", "places", "units", "data"}
"""Of the normaliser reading uses the grammar of document numbers, the names of places and of units (to find where the list of those
who cooperate ends in a sentence) and the tables behind them, nothing else."""


def imports(path: Path) -> set[str]:
    """The dotted kehoach modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kehoach"):
            found |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.startswith("kehoach.")}
    return found


@pytest.mark.parametrize("room", ALLOWED)
def test_rooms_import_only_what_they_may(room: str) -> None:
    files = [SOURCE / f"{room}.py"] if (SOURCE / f"{room}.py").exists() else list((SOURCE / room).rglob("*.py"))
    known = {path.stem for path in SOURCE.iterdir()}
    for path in files:
        rooms = {name.split(".")[1] for name in imports(path) if len(name.split(".")) > 1} & known
        assert rooms <= ALLOWED[room] | {room}, f"{path.relative_to(SOURCE)} imports {sorted(rooms - ALLOWED[room] - {room})}"


def test_reading_uses_only_the_grammar_of_numbers_and_names() -> None:
    for path in (SOURCE / "parse").rglob("*.py"):
        used = {name.split(".")[2] for name in imports(path) if name.startswith("kehoach.normalize.")}
        assert used <= NORMALIZE_FOR_READING, path


def test_readers_know_nothing_of_tasks() -> None:
    for path in (SOURCE / "parse" / "readers").rglob("*.py"):
        names = {name for name in imports(path) if name.startswith("kehoach.parse.")}
        assert not any(name.startswith(("kehoach.parse.tasks", "kehoach.parse.head", "kehoach.parse.document", "kehoach.parse.grid")) for name in names), path


HEAVY = ("docx", "pdfplumber", "pdfminer", "pypdfium2", "dateparser", "lxml", "rapidfuzz", "xlsxwriter", "openpyxl", "icalendar", "msgspec", "PIL")


def test_help_loads_no_reader_normaliser_or_exporter() -> None:
    code = f"import sys; sys.argv = ['kehoach', '--help']\nfrom kehoach.cli import main\ntry: main()\nexcept SystemExit: pass\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_no_file_is_long() -> None:
    long = {path.name: count for path in SOURCE.rglob("*.py") if (count := len(path.read_text(encoding="utf-8").splitlines())) > 600}
    assert long == {}
