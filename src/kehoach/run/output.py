"""Where the results of a run go: one file, a pipe or a table on the terminal. Folders are in ``results``."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol

from kehoach.run.files import whole_file
from kehoach.run.job import Outcome
from kehoach.run.table import Results


class Output(Protocol):
    """Takes outcomes in order; leaving it without an error completes what it writes."""

    def __enter__(self) -> Output: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    def has(self, path: str) -> bool:
        """Whether the document's result stands there already and need not be made again."""
        ...

    def take(self, outcome: Outcome) -> str | None:
        """Write a result. What keeps this one from being written comes back as one line."""
        ...

    def show(self) -> None:
        """Say what came of the run."""
        ...


class Counting:
    """What all outputs do: count, and show the table or the totals at the end."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.results = Results()

    def __enter__(self) -> Output:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None

    def has(self, path: str) -> bool:
        return False

    def take(self, outcome: Outcome) -> str | None:
        self.results.add(outcome)
        return None

    def show(self) -> None:
        if not self.quiet:
            self.results.show(sys.stderr)


class TableOutput(Counting):
    """A summary table on the terminal and nothing else."""

    def show(self) -> None:
        if not self.quiet:
            self.results.show(sys.stdout)


class StreamOutput(Counting):
    """JSON Lines into a pipe."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(quiet=True)
        self._stream = stream

    def take(self, outcome: Outcome) -> str | None:
        if outcome.plan is not None:
            self._stream.write(outcome.plan + b"\n")
            self._stream.flush()
        return None


class FileOutput(Counting):
    """All plans in one file: a JSON list, or JSON Lines."""

    def __init__(self, path: Path, quiet: bool) -> None:
        super().__init__(quiet)
        self._lines = path.suffix.lower() == ".jsonl"
        self._whole = whole_file(path)
        self._first = True

    def __enter__(self) -> Output:
        self._file = self._whole.__enter__()
        return self

    def take(self, outcome: Outcome) -> str | None:
        self.results.add(outcome)
        if outcome.plan is not None:
            if not self._lines:
                self._file.write(b"[\n" if self._first else b",\n")
            self._file.write(outcome.plan + (b"\n" if self._lines else b""))
            self._first = False
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and not self._lines:
            self._file.write(b"[]\n" if self._first else b"\n]\n")
        self._whole.__exit__(kind, error, trace)
