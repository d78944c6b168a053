"""A Dask cluster as executor: every task there is carried out by a worker process of its own, with the limits of a local run."""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.run.job import Job, Outcome, failed
from kehoach.run.workers import Workers

_AHEAD = 16
"""Jobs per thread of the cluster that are handed over before the first of them is done."""
_SECONDS = 10
"""Time for the scheduler to answer."""


class Cluster:
    """The workers behind a scheduler, ``tcp://HOST:PORT``. What a dying machine held is done again by another."""

    def __init__(self, address: str, timeout: float, max_memory: int) -> None:
        self._address = address
        self._limits = (timeout, max_memory)
        self._client: Any = None

    def __enter__(self) -> Cluster:
        try:
            from distributed import Client
        except ImportError:
            said = pick("--scheduler cần phần mở rộng", "--scheduler needs an extra")
            raise UsageError(f"{said}: pip install 'kehoach[cluster]'") from None
        try:
            connect: Any = Client
            self._client = connect(self._address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            said = pick("không kết nối được với cụm máy", "the cluster does not answer")
            raise UsageError(f"{self._address}: {said} ({' '.join(str(error).split())[:200]})") from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(Exception):
            self._client.close(timeout=_SECONDS)

    def outcomes(self, jobs: Iterable[Job | Outcome]) -> Iterator[Outcome]:
        """One outcome per job, in order."""
        order: deque[tuple[Job | Outcome, Any]] = deque()
        waiting = iter(jobs)
        room = self._room()
        more = True
        while more or order:
            while more and len(order) < room:
                job = next(waiting, None)
                if job is None:
                    more = False
                elif isinstance(job, Outcome):
                    order.append((job, None))
                else:
                    order.append((job, self._client.submit(carry_out_there, job, *self._limits, pure=False, retries=2)))
            if order:
                yield _outcome(*order.popleft())

    def _room(self) -> int:
        with contextlib.suppress(Exception):
            self._client.wait_for_workers(1, timeout=_SECONDS)
        threads: int = sum(self._client.nthreads().values())
        return _AHEAD * max(1, threads)


def _outcome(job: Job | Outcome, future: Any) -> Outcome:
    if isinstance(job, Outcome):
        return job
    try:
        outcome = future.result()
    except Exception as error:  # the cluster's own trouble, of many kinds
        what = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return failed(job, f"cụm máy không đọc được ({what})", f"the cluster failed ({what})")
    return outcome if isinstance(outcome, Outcome) else failed(job, "cụm máy trả lời sai", "the cluster gave a wrong answer")


_own = threading.local()


def carry_out_there(job: Job, timeout: float, max_memory: int) -> Outcome:
    """What the cluster runs: the job, in a process that belongs to this thread."""
    workers = getattr(_own, "workers", None)
    if workers is None:
        multiprocessing.current_process().daemon = False  # Dask's workers are daemons, which may not have processes of their own
        workers = _own.workers = Workers(1, timeout, max_memory)
        atexit.register(workers.__exit__, None, None, None)
    workers.timeout, workers.max_memory = timeout, max_memory
    return next(workers.outcomes([job]))
