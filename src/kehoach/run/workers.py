"""Worker processes on this machine. One that crashes, takes too long or too much memory costs its own document and is replaced."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from kehoach.run.job import Job, Outcome, carry_out, failed
from kehoach.run.worker import BEGUN, serve

if TYPE_CHECKING:
    import psutil

_AHEAD = 16
"""Jobs per worker that may be done before a slow one ahead of them is."""
_HELD_BYTES = 64_000_000
"""Results kept waiting for a slow one ahead of them."""
_WATCH_EVERY = 0.1
_START = 60.0
"""Seconds that a new process may take before it begins."""
_CHILDREN_AFTER = 1.0
"""Seconds after which a job may be one that had another program started."""


class _Place(Struct):
    """One job in the order of delivery."""

    job: Job | None
    outcome: Outcome | None = None


class _Worker(Struct, eq=False):
    process: Any
    connection: Connection
    lifeline: Connection
    watched: psutil.Process | None
    place: _Place | None = None
    since: float = 0.0
    begun: bool = False
    children: list[psutil.Process] = field(default_factory=list)

    def memory(self) -> int:
        """Bytes held by the process and what it started; 0 when it is gone."""
        import psutil

        total = 0
        self._look_for_children()
        for process in (self.watched, *self.children):
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss if process else 0
        return total

    def _look_for_children(self) -> None:
        import psutil

        if self.watched and time.monotonic() - self.since > _CHILDREN_AFTER:
            with contextlib.suppress(psutil.Error):
                self.children = self.watched.children(recursive=True) or self.children

    def end(self) -> None:
        """Kill the process and what it started."""
        import psutil

        self._look_for_children()
        self.process.kill()
        for child in self.children:
            with contextlib.suppress(psutil.Error):
                child.kill()
        self.connection.close()
        self.lifeline.close()
        self.process.join()


class Workers:
    """Up to ``count`` processes. ``timeout``: seconds for one document; ``max_memory``: bytes for one worker.

    Processes are started as jobs come, so that few documents start few of them. They are forked from this process where that is
    safe, which takes no time, unless ``forks`` is false; elsewhere ``warm`` has everything loaded once, before they are forked from
    a server. ``work`` is what a worker does with a job.
    """

    def __init__(
        self,
        count: int,
        timeout: float,
        max_memory: int,
        warm: bool = True,
        work: Callable[[Job], Outcome] = carry_out,
        forks: bool = True,
    ) -> None:
        self.count = count
        self.timeout = timeout
        self.max_memory = max_memory
        self._work = work
        self._workers: list[_Worker] = []
        self._forks = forks
        serves = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if serves else "spawn")
        if serves:
            self._context.set_forkserver_preload(["kehoach.run.warm"] if warm else [])

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        while self._workers:
            self._workers.pop().end()

    def outcomes(self, jobs: Iterable[Job | Outcome]) -> Iterator[Outcome]:
        """One outcome per job, in order."""
        waiting = iter(jobs)
        order: deque[_Place] = deque()
        more = True
        while more or order:
            while more and self._has_room(order):
                job = next(waiting, None)
                if job is None:
                    more = False
                elif isinstance(job, Outcome):
                    order.append(_Place(None, job))
                else:
                    order.append(_Place(job))
                    self._give(order[-1])
            while order and order[0].outcome is not None:
                yield order.popleft().outcome  # type: ignore[misc]
            if any(worker.place for worker in self._workers):
                self._attend()

    def _has_room(self, order: deque[_Place]) -> bool:
        busy = sum(worker.place is not None for worker in self._workers)
        if busy >= self.count or len(order) >= _AHEAD * self.count:
            return False
        return not order or sum(len(place.outcome.plan or b"") for place in order if place.outcome) < _HELD_BYTES

    def _give(self, place: _Place) -> None:
        worker = next((worker for worker in self._workers if worker.place is None), None) or self._start()
        worker.place, worker.since, worker.begun, worker.children = place, time.monotonic(), False, []
        try:
            worker.connection.send(place.job)
        except OSError:
            self._lost(worker)

    def _start(self) -> _Worker:
        import psutil

        ours, theirs = self._context.Pipe()
        life_theirs, life_ours = self._context.Pipe(duplex=False)
        arguments = (theirs, life_theirs, self.timeout, self._work)
        if self._forks and _may_fork(self.max_memory):
            held = [end for worker in self._workers for end in (worker.connection, worker.lifeline)]
            process = multiprocessing.get_context("fork").Process(target=serve, args=(*arguments, (ours, life_ours, *held)), daemon=True)
        else:
            process = self._context.Process(target=serve, args=arguments, daemon=True)
            if hasattr(signal, "pthread_sigmask"):
                resource_tracker.ensure_running()  # to start it later, undisturbed, would let interrupts in again
        with _undisturbed():
            process.start()
        theirs.close()
        life_theirs.close()
        try:
            watched = psutil.Process(process.pid)
        except psutil.Error:
            watched = None
        worker = _Worker(process, ours, life_ours, watched)
        self._workers.append(worker)
        return worker

    def _attend(self) -> None:
        """Take what is ready, or what went wrong; waits a moment at most."""
        busy = {worker.connection: worker for worker in self._workers if worker.place}
        for ready in wait(list(busy), _WATCH_EVERY):
            worker = busy[ready]  # type: ignore[index]
            try:
                outcome = worker.connection.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            if outcome == BEGUN:
                worker.since, worker.begun = time.monotonic(), True
            elif worker.place:
                worker.place.outcome, worker.place = outcome, None
        self._check()

    def _check(self) -> None:
        """End the workers that take too long or too much."""
        now = time.monotonic()
        for worker in list(self._workers):
            allowed = self.timeout if worker.begun else max(self.timeout, _START)
            if worker.place and now - worker.since > allowed:
                limit = f"{self.timeout:g}"
                self._give_up(worker, f"quá {limit} giây, đã dừng (--timeout)", f"stopped after {limit} seconds (--timeout)")
            elif worker.place and worker.memory() > self.max_memory:
                size = self.max_memory // 1_000_000
                self._give_up(worker, f"cần quá {size} MB bộ nhớ, đã dừng (--max-memory)", f"stopped at {size} MB of memory (--max-memory)")

    def _lost(self, worker: _Worker) -> None:
        worker.process.join(5)
        how = _ending(worker.process.exitcode)
        self._give_up(worker, f"tiến trình đọc bị hỏng giữa chừng ({how})", f"the process that read it died ({how})")

    def _give_up(self, worker: _Worker, vi: str, en: str) -> None:
        if worker.place and worker.place.job:
            worker.place.outcome = failed(worker.place.job, vi, en)
        self._workers.remove(worker)
        worker.end()


def _may_fork(max_memory: int) -> bool:
    """Whether this process may be forked as it is: no other thread could hold a lock, no system library minds (macOS), and what
    it holds itself leaves a worker room."""
    import psutil

    if "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin":
        return False
    here = psutil.Process()
    return here.num_threads() == 1 and here.memory_info().rss < max_memory / 4


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes started here do not import the script that started this one, nor see Ctrl-C as they begin; this one does, afterwards."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        with _without_interrupts():
            yield
    finally:
        sys.modules["__main__"] = script


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ending(code: int | None) -> str:
    """Signal or exit code of a process, by name where it has one."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"{code}"
