"""What a worker process does: jobs in, outcomes out, until the other end is gone."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection

from kehoach.run.job import Job, Outcome

BEGUN = "begun"
"""What a worker says when it begins with a job: its time counts from here."""
_GRACE = 60.0
"""Seconds past its time after which a worker ends itself, should nobody have ended it."""


def serve(
    jobs: Connection, lifeline: Connection, timeout: float, work: Callable[[Job], Outcome], others: Iterable[Connection] = ()
) -> None:
    """Carry out jobs one after the other. ``lifeline`` closes when the main process dies: the worker then ends at once.

    ``others``: the main process's ends, which a fork of it holds too; they must be closed here for that to be seen.
    """
    for end in others:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):  # it began with both held back
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    _silence()
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    gc.disable()  # reading makes hardly any cycles: what there is of them goes between two documents; what stays is looked at once
    gc.freeze()
    while True:
        try:
            job = jobs.recv()
        except (EOFError, OSError):
            return
        if not isinstance(job, Job):
            return
        gc.collect()
        gc.freeze()
        _alarm(timeout + _GRACE)
        jobs.send(BEGUN)
        jobs.send(work(job))
        _alarm(0.0)


def _silence() -> None:
    """What libraries print goes nowhere: standard output is for records."""
    if os.environ.get("KEHOACH_DEBUG"):
        return
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _end_with(lifeline: Connection) -> None:
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        end_children(os.getpid())
        os._exit(1)


def _alarm(seconds: float) -> None:
    """The system ends the process by then, even where a library holds the interpreter; not on Windows."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def end_children(process: int) -> None:
    """Kill what the process started (LibreOffice), if anything."""
    import psutil

    try:
        children = psutil.Process(process).children(recursive=True)
    except psutil.Error:
        return
    for child in children:
        try:
            child.kill()
        except psutil.Error:
            continue
