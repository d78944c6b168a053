"""The run behind ``kehoach parse``: find documents, carry out jobs, write results, say what came of them."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from kehoach.errors import UnreadableError, UsageError
from kehoach.inputs import STDIN, is_remote, local, read_bytes, read_stdin
from kehoach.lang import pick
from kehoach.limits import DEFAULT, Limits
from kehoach.run.executor import Executor
from kehoach.run.job import Job, Outcome
from kehoach.run.output import FileOutput, Output, StreamOutput, TableOutput
from kehoach.run.progress import Progress
from kehoach.run.roster import Roster

INTERRUPTED = 130
"""What shells say of a command that Ctrl-C ended (128 + SIGINT)."""


class Request(Struct, frozen=True):
    """What the command line asked for. ``jobs`` 0: one per core; ``timeout`` in seconds, ``max_memory`` in bytes, per document."""

    paths: tuple[str, ...]
    output: str | None
    format_name: str | None
    jobs: int
    timeout: float
    quiet: bool
    language: str
    max_memory: int = 800_000_000
    limits: Limits = DEFAULT
    force: bool = False
    scheduler: str | None = None


def run(request: Request) -> int:
    """Carry the request out; 0 when every document was read, else 2, or 130 when it was interrupted."""
    if STDIN in request.paths and request.format_name is None:
        raise UsageError(pick("đọc từ đầu vào chuẩn cần --from txt|md|html|docx|pdf", "standard input needs --from txt|md|html|docx|pdf"))
    try:
        with _terminable():
            return _run(request)
    except BrokenPipeError:  # whoever read the pipe has enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        return 0
    except KeyboardInterrupt:
        kept = request.output and not _is_file(request.output)
        more = pick("; chạy lại lệnh này để làm tiếp", "; run the same command again to go on") if kept else ""
        print(pick("đã dừng", "stopped") + more, file=sys.stderr)
        return INTERRUPTED


def _run(request: Request) -> int:
    failed = 0
    with (
        Roster(request.paths) as roster,
        _output(request, roster) as output,
        Progress(len(roster), request.quiet) as progress,
        _executor(request, len(roster)) as executor,
    ):
        for outcome in executor.outcomes(_jobs(request, roster, output, progress)):
            problem = output.take(outcome)
            lines = [line for line in (outcome.error, problem) if line is not None]
            failed += bool(lines)
            for line in (*lines, *outcome.diagnostics):
                progress.say(line)
            progress.advance()
    output.show()
    return 2 if failed else 0


def _jobs(request: Request, roster: Roster, output: Output, progress: Progress) -> Iterator[Job | Outcome]:
    """What is still to be done, and what is wrong with folders, each in its place."""
    for path in roster:
        if isinstance(path, UnreadableError):
            yield Outcome(path.name, error=str(path))
        elif output.has(path):
            progress.advance(skipped=True)
        else:
            try:
                yield Job(path, request.format_name, request.language, request.limits, _carried(path, request.limits))
            except UnreadableError as error:
                yield Outcome(path, error=str(error))


def _carried(path: str, limits: Limits) -> bytes | None:
    """The bytes that only this process can read."""
    if path == STDIN:
        return read_stdin(limits)
    return read_bytes(path, limits) if path.startswith("memory://") else None


def _executor(request: Request, documents: int) -> Executor:
    if request.scheduler:
        from kehoach.run.cluster import Cluster

        return Cluster(request.scheduler, request.timeout, request.max_memory)
    from kehoach.run.workers import Workers

    count = max(1, min(request.jobs or _cores(), documents))
    return Workers(count, request.timeout, request.max_memory, warm=count > 1)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_file(output: str) -> bool:
    return output.lower().endswith((".json", ".jsonl"))


def _output(request: Request, roster: Roster) -> Output:
    if request.output is None:
        return TableOutput(request.quiet) if sys.stdout.isatty() else StreamOutput(sys.stdout.buffer)
    if _is_file(request.output):
        return _file_output(request.output, roster, request.quiet)
    _refuse_other_forms(request.output)
    from kehoach.run.results import FolderOutput
    from kehoach.run.storage import folder_at

    return FolderOutput(folder_at(request.output), roster, request.quiet, request.force, request.format_name, request.limits)


def _refuse_other_forms(output: str) -> None:
    """A name that says a file of another form is no new folder (one that exists, or ends in a slash, is what it says)."""
    suffix = os.path.splitext(output)[1].lower()
    if not suffix:
        return
    from kehoach.export import SUFFIXES as EXPORTED
    from kehoach.parse.readers import SUFFIXES as READ

    if (suffix in READ or suffix.removeprefix(".") in EXPORTED) and not os.path.isdir(local(output)):
        said = pick(
            "parse ghi một thư mục, tệp .json hoặc .jsonl; dạng khác: dùng `kehoach export`",
            "parse writes a folder, .json or .jsonl; for other forms use `kehoach export`",
        )
        raise UsageError(f"{output}: {said}")


def _file_output(target: str, roster: Roster, quiet: bool) -> Output:
    if is_remote(target):
        raise UsageError(pick(f"{target}: hãy cho một thư mục, không phải một tệp", f"{target}: name a folder, not a file"))
    path = Path(local(target))
    if roster.holds(str(path)):
        raise UsageError(f"{path}: {pick('là văn bản nguồn, không ghi đè', 'is a source document, not written over')}")
    if path.is_dir():
        raise UsageError(f"{path}: {pick('là thư mục', 'is a folder')}")
    return FileOutput(path, quiet)


@contextmanager
def _terminable() -> Iterator[None]:
    """A request to end (SIGTERM) ends the run as Ctrl-C does: at once, and leaving nothing behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
