"""Two programs side by side: processor time and peak memory of processes of their own, and what a result may cost.

A process counts with all that it started; memory is that of the largest of them. Processor time (user and system) hardly changes with other
work on the machine; the best of several rounds counts. A process inherits the peak memory of the one that starts it, so the runner stays
small: whatever needs a library happens in a child (``function``).
"""

from __future__ import annotations

import ctypes
import importlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

_PR_SET_CHILD_SUBREAPER = 36


class Skipped(Exception):
    """Why a benchmark cannot run here."""


@dataclass(frozen=True)
class Program:
    """A command; where it has a clock of its own it prints the seconds that count, or else the whole process counts."""

    label: str
    command: tuple[str, ...]
    own_clock: bool = False


@dataclass(frozen=True)
class Run:
    """What a program took: seconds of processor time and megabytes (10^6 bytes) at the peak."""

    label: str
    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Limit:
    """A figure beside the time, and the most that it may be."""

    value: float
    most: float
    unit: str

    @property
    def met(self) -> bool:
        return self.value <= self.most


@dataclass(frozen=True)
class Result:
    """Ours beside a peer, with the most times the peer's time that ours may take."""

    name: str
    ours: Run
    peer: Run
    most: float
    memory: tuple[Limit, ...] = ()

    @property
    def ratio(self) -> float:
        return self.ours.seconds / self.peer.seconds

    @property
    def met(self) -> bool:
        return self.ratio <= self.most and all(limit.met for limit in self.memory)


def python(*arguments: object) -> tuple[str, ...]:
    """The command that runs this interpreter."""
    return (sys.executable, *map(str, arguments))


def kehoach(*arguments: object) -> tuple[str, ...]:
    """The command line of kehoach: the installed script, as people start it."""
    script = Path(sys.executable).with_name("kehoach.exe" if os.name == "nt" else "kehoach")
    return (str(script), *map(str, arguments)) if script.exists() else python("-m", "kehoach", *arguments)


def function(work: Callable[..., float | None], *arguments: object) -> tuple[str, ...]:
    """The command that calls a function of a benchmark module with arguments as strings, and prints what it returns."""
    return python("-m", "benchmarks.measure", work.__module__, work.__name__, *arguments)


def run(program: Program) -> Run:
    """Run a program to its end. Raises ``SystemExit`` where it fails."""
    _adopt()
    with TemporaryFile() as printed:
        actions = [(os.POSIX_SPAWN_DUP2, printed.fileno(), 1)]
        child = os.posix_spawn(program.command[0], program.command, os.environ, file_actions=actions, setpgroup=0)
        status, spent, peak = _ended(child)
        if status:
            raise SystemExit(f"{program.label} failed: {' '.join(program.command)}")
        printed.seek(0)
        seconds = float(printed.read()) if program.own_clock else spent
    return Run(program.label, seconds, peak * (1024 if sys.platform != "darwin" else 1) / 1e6)


def _ended(child: int) -> tuple[int, float, int]:
    """Wait for a process and those of its group that it left behind.

    Gives its status, the seconds of all, and the peak of the largest (as the system counts).
    """
    status, seconds, peak = 0, 0.0, 0
    while True:
        try:
            ended, how, usage = os.wait4(-child, 0)
        except ChildProcessError:
            return status, seconds, peak
        status = how if ended == child else status
        seconds += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss)


@cache
def _adopt() -> None:
    """Have processes whose parent ends become children of this one (Linux), or else their time would not count."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def make(work: Callable[..., float | None], *arguments: object) -> None:
    """Call a function of a benchmark module in a child, as ``function`` says."""
    run(Program(work.__name__, function(work, *arguments)))


def race(ours: Program, peer: Program, rounds: int) -> tuple[Run, Run]:
    """Both programs in turn so many times: the least seconds and the highest peak of each."""
    turns = [(run(ours), run(peer)) for _ in range(rounds)]
    first, second = ([turn[side] for turn in turns] for side in (0, 1))
    return best(first), best(second)


def best(runs: list[Run]) -> Run:
    """The least seconds and the highest peak."""
    return Run(runs[0].label, min(one.seconds for one in runs), max(one.megabytes for one in runs))


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of a call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _child(module: str, name: str, *arguments: str) -> None:
    returned = getattr(importlib.import_module(module), name)(*arguments)
    if returned is not None:
        print(returned)


if __name__ == "__main__":
    _child(*sys.argv[1:])
