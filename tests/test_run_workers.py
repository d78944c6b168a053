"""Worker processes: one that dies, hangs or swells costs its own document; order and results do not depend on their number."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from kehoach.run.job import Job, Outcome
from kehoach.run.workers import Workers


def act(job: Job) -> Outcome:
    """What a document named so would do to the process that reads it."""
    what, _, value = job.path.partition(":")
    if what == "exit":
        os._exit(int(value))
    if what == "signal":
        faulthandler.disable()
        os.kill(os.getpid(), int(value))
    if what == "sleep":
        time.sleep(float(value))
    if what == "swell":
        hoard = bytearray(int(value))
        hoard[::1024] = b"x" * len(hoard[::1024])
        time.sleep(20)
    if what == "child":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        with open(value, "w") as file:
            file.write(str(child.pid))
        time.sleep(60)
    if what == "print":
        print("noise on standard output", flush=True)
        os.write(1, b"more noise")
    return Outcome(job.path, plan=what.encode() * int(value or 1) if what == "large" else b"{}")


def outcomes(*names: str, count: int = 2, timeout: float = 20.0, memory: int = 400_000_000) -> list[Outcome]:
    with Workers(count, timeout, memory, warm=True, work=act, forks=count == 1) as workers:
        return list(workers.outcomes(Job(name) for name in names))


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("exit:3", "(3)"),
        pytest.param("signal:9", "(SIGKILL)", marks=pytest.mark.skipif(sys.platform == "win32", reason="no signals")),
        pytest.param("signal:11", "(SIGSEGV)", marks=pytest.mark.skipif(sys.platform == "win32", reason="no signals")),
        ("sleep:30", "quá 1 giây"),
        ("swell:900000000", "800 MB"),
    ],
)
@pytest.mark.parametrize("count", [1, 2])
def test_a_bad_document_costs_no_other(bad: str, says: str, count: int) -> None:
    names = ["a", "b", bad, "c", bad, "d", "e"]
    done = outcomes(*names, count=count, timeout=1.0 if bad.startswith("sleep") else 20.0, memory=800_000_000)
    assert [outcome.path for outcome in done] == names
    assert [outcome.error for outcome in done if outcome.path != bad] == [None] * 5
    for outcome in done:
        if outcome.path == bad:
            assert outcome.plan is None
            assert outcome.error is not None
            assert outcome.error.startswith(f"{bad}: ")
            assert says in outcome.error


@pytest.mark.parametrize("count", [1, 2])
def test_what_libraries_print_stays_out_of_the_records(capfd: pytest.CaptureFixture[str], count: int) -> None:
    assert outcomes("print", count=count, memory=800_000_000)[0].error is None
    assert "noise" not in capfd.readouterr().out


def test_programs_that_a_document_started_end_with_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    note = tmp_path / "pid"
    assert "quá 3 giây" in (outcomes(f"child:{note}", timeout=3.0)[0].error or "")
    child = int(note.read_text())
    for _ in range(50):
        if not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.1)
    pytest.fail("still running")


@pytest.mark.parametrize("count", [1, 3])
def test_large_results_come_in_order(count: int) -> None:
    names = ["sleep:0.3", *(f"large:{size}" for size in (3_000_000, 1, 500_000, 2_000_000, 7) * 3)]
    done = outcomes(*names, count=count, memory=800_000_000)
    assert [outcome.path for outcome in done] == names
    assert [len(outcome.plan or b"") for outcome in done[1:]] == [int(name[6:]) * 5 for name in names[1:]]


def test_jobs_are_taken_only_as_there_is_room() -> None:
    taken = 0

    def endless():  # type: ignore[no-untyped-def]
        nonlocal taken
        while True:
            taken += 1
            yield Job("sleep:0.5" if taken == 1 else "a")

    with Workers(2, 20.0, 400_000_000, warm=True, work=act, forks=False) as workers:
        for number, _ in enumerate(workers.outcomes(endless())):
            assert taken <= number + 40
            if number == 100:
                break


def test_what_is_known_already_keeps_its_place() -> None:
    with Workers(2, 20.0, 400_000_000, warm=True, work=act, forks=False) as workers:
        done = list(workers.outcomes(iter([Job("sleep:0.2"), Outcome("known", error="known: wrong"), Job("b")])))
    assert [outcome.path for outcome in done] == ["sleep:0.2", "known", "b"]


@pytest.mark.parametrize("forks", [True, False])
def test_leaving_ends_every_worker(forks: bool) -> None:
    with Workers(2, 20.0, 800_000_000, warm=True, work=act, forks=forks) as workers:
        found = workers.outcomes([Job("a"), Job("sleep:30"), Job("sleep:30")])
        next(found)
        processes = [worker.process.pid for worker in workers._workers]
    assert processes
    assert not any(psutil.pid_exists(process) and psutil.Process(process).status() != psutil.STATUS_ZOMBIE for process in processes)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("forks", [True, False])
def test_a_worker_outlives_ctrl_c_on_the_terminal(forks: bool) -> None:
    with Workers(1, 20.0, 800_000_000, warm=True, work=act, forks=forks) as workers:
        list(workers.outcomes([Job("a")]))
        os.kill(workers._workers[0].process.pid, signal.SIGINT)
        before = workers._workers[0].process.pid
        assert [outcome.error for outcome in workers.outcomes([Job("b")])] == [None]
        assert workers._workers[0].process.pid == before
