"""The run behind ``kehoach parse``: find documents, carry out jobs, write results, say what came of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kehoach.errors import UnreadableError, UsageError
from kehoach.inputs import STDIN, find_documents
from kehoach.lang import pick
from kehoach.run.job import Job, Outcome, carry_out
from kehoach.run.output import FolderOutput, Output, StreamOutput, TableOutput, file_output


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for."""

    paths: tuple[str, ...]
    output: Path | None
    format_name: str | None
    jobs: int
    timeout: float
    quiet: bool
    language: str


def run(request: Request) -> int:
    """Carry the request out; 0 when every document was read, else 2."""
    if STDIN in request.paths and request.format_name is None:
        raise UsageError(pick("đọc từ đầu vào chuẩn cần --from txt|md|html|docx|pdf", "standard input needs --from txt|md|html|docx|pdf"))
    failed = 0
    with _output(request) as output:
        for outcome in _outcomes(request):
            if outcome.error is not None:
                failed += 1
                _say(outcome.error)
            for line in outcome.diagnostics:
                _say(line)
            output.take(outcome)
    return 2 if failed else 0


def _outcomes(request: Request) -> Iterator[Outcome]:
    for path in find_documents(request.paths):
        if isinstance(path, UnreadableError):
            yield Outcome(path.name, error=str(path))
        else:
            yield carry_out(Job(path, request.format_name, request.language))


def _output(request: Request) -> Output:
    if request.output is None:
        return TableOutput(request.quiet) if sys.stdout.isatty() else StreamOutput(sys.stdout.buffer)
    if request.output.suffix.lower() in (".json", ".jsonl"):
        return file_output(request.output, request.quiet)
    if request.output.exists() and not request.output.is_dir():
        raise UsageError(f"{request.output}: {pick('đã có và không phải thư mục', 'exists and is not a folder')}")
    return FolderOutput(request.output, request.quiet)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
