"""Where the results of a run go: a folder, one file, a pipe or a table on the terminal."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol

from kehoach.lang import pick
from kehoach.run.files import whole_file, write_whole
from kehoach.run.job import Outcome
from kehoach.run.table import Results


class Output(Protocol):
    """Takes outcomes in order; leaving it without an error completes what it writes."""

    def __enter__(self) -> Output: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
    def take(self, outcome: Outcome) -> None: ...


class _Counting:
    """What all outputs do: count, and show the table or the totals at the end."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.results = Results()

    def __enter__(self) -> Output:
        return self  # type: ignore[return-value]

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and not self.quiet:
            self.results.show(sys.stderr)


class TableOutput(_Counting):
    """A summary table on the terminal and nothing else."""

    def take(self, outcome: Outcome) -> None:
        self.results.add(outcome)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and not self.quiet:
            self.results.show(sys.stdout)


class StreamOutput:
    """JSON Lines into a pipe."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def __enter__(self) -> Output:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self.stream.flush()

    def take(self, outcome: Outcome) -> None:
        if outcome.plan is not None:
            self.stream.write(outcome.plan + b"\n")


class FolderOutput(_Counting):
    """One NAME.json per document; two documents of one name get distinct files."""

    def __init__(self, folder: Path, quiet: bool) -> None:
        super().__init__(quiet)
        self.folder = folder
        self.taken: set[str] = set()

    def take(self, outcome: Outcome) -> None:
        self.results.add(outcome)
        if outcome.plan is not None:
            write_whole(self.folder / self._name(outcome.path), outcome.plan + b"\n")

    def _name(self, path: str) -> str:
        stem = "stdin" if path == "-" else Path(path).stem
        name = f"{stem}.json"
        if name.casefold() in self.taken:
            name = f"{stem}-{hashlib.sha1(path.encode(), usedforsecurity=False).hexdigest()[:8]}.json"
        self.taken.add(name.casefold())
        return name


class FileOutput(_Counting):
    """All plans in one file: a JSON list, or JSON Lines."""

    def __init__(self, path: Path, quiet: bool, lines: bool) -> None:
        super().__init__(quiet)
        self.lines = lines
        self.whole = whole_file(path)
        self.first = True

    def __enter__(self) -> Output:
        self.file = self.whole.__enter__()
        return self

    def take(self, outcome: Outcome) -> None:
        self.results.add(outcome)
        if outcome.plan is None:
            return
        if self.lines:
            self.file.write(outcome.plan + b"\n")
        else:
            self.file.write((b"[\n" if self.first else b",\n") + outcome.plan)
        self.first = False

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and not self.lines:
            self.file.write(b"[]\n" if self.first else b"\n]\n")
        self.whole.__exit__(kind, error, trace)
        super().__exit__(kind, error, trace)


def file_output(path: Path, quiet: bool) -> Output:
    """One file, its kind by its suffix."""
    return FileOutput(path, quiet, lines=path.suffix.lower() == ".jsonl")


def done_line(done: int, failed: int) -> str:
    """How a run ended, in one line."""
    return pick(f"{done} văn bản đã đọc, {failed} không đọc được", f"{done} documents read, {failed} not readable")
