"""Runs over folders: the same results whatever the jobs or the order, resumed where they ended, nothing of others touched."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from kehoach.errors import UsageError
from kehoach.run.progress import Progress
from kehoach.run.settings import changed, settings
from run_cli import SAMPLES, SMALL, contents, documents, kehoach, start

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def all_gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=10)
    return not [process for process in alive if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]


def test_jobs_and_order_change_nothing(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in", 8)
    shutil.copyfile(folder / "a" / "plan-0003.txt", folder / "b" / "plan-0003.txt")
    parts = sorted(str(path) for path in folder.iterdir())
    made = []
    for name, jobs, paths in (("one", 1, parts), ("two", 2, parts[::-1]), ("more", 5, [*parts, *parts])):
        assert kehoach("parse", *paths, "-o", tmp_path / name, "--jobs", str(jobs)).returncode == 0
        lines = tmp_path / f"{name}.jsonl"
        assert kehoach("parse", *paths, "-o", lines, "--jobs", str(jobs)).returncode == 0
        made.append((contents(tmp_path / name), lines.read_bytes(), kehoach("parse", *paths, "-j", str(jobs)).stdout))
    assert made[0] == made[1] == made[2]
    results, lines_of_one, piped = made[0]
    assert len(results) == 9
    assert sorted(lines_of_one.splitlines()) == sorted(data.strip() for data in results.values())
    assert piped.encode() == lines_of_one


def test_names_are_those_of_the_documents_unless_two_have_one(tmp_path: Path) -> None:
    for name in ("a/plan.txt", "b/plan.txt", "b/Plan.md", "b/other.txt", f"b/{'ủ' * 80}.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("KẾ HOẠCH năm 2024\n", encoding="utf-8")
    assert kehoach("parse", "a", "b", "-o", "out", cwd=tmp_path).returncode == 0
    names = sorted(contents(tmp_path / "out"))
    assert len(names) == 5
    assert "other.json" in names
    assert sum(name.startswith("plan-txt-") for name in names) == 2
    assert sum(name.startswith("Plan-md-") for name in names) == 1
    assert sum(name.startswith("ủ" * 60) for name in names) == 1


def test_results_of_another_document_are_not_written_over(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text(f"KẾ HOẠCH {folder}\n", encoding="utf-8")
        assert kehoach("parse", folder, "-o", "out", cwd=tmp_path).returncode == 0
    paths = sorted(json.loads(data)["source"]["path"] for data in contents(tmp_path / "out").values())
    assert [Path(path).as_posix() for path in paths] == ["a/plan.txt", "b/plan.txt"]


def test_files_of_others_and_sources_are_not_written_over(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in", 1)
    out = tmp_path / "out"
    out.mkdir()
    (out / "plan-0000.json").write_text('{"mine": 1}')
    (out / "notes.txt").write_text("mine")
    done = kehoach("parse", folder, "-o", out)
    assert done.returncode == 2
    assert "plan-0000.json" in done.stderr
    assert "--force" in done.stderr
    assert (out / "plan-0000.json").read_text() == '{"mine": 1}'
    assert kehoach("parse", folder, "-o", out, "--force").returncode == 0
    assert b"schema_version" in (out / "plan-0000.json").read_bytes()
    for target in (tmp_path / "source.json", tmp_path):
        (tmp_path / "source.json").write_text("KẾ HOẠCH năm 2024\n", encoding="utf-8")
        done = kehoach("parse", tmp_path / "source.json", "-o", target, "--force")
        assert done.returncode == 2
        assert "văn bản nguồn" in done.stderr
        assert (tmp_path / "source.json").read_text(encoding="utf-8") == "KẾ HOẠCH năm 2024\n"


@pytest.mark.parametrize(
    ("change", "skipped"),
    [
        ("nothing", 4),
        ("touched", 4),
        ("content", 3),
        ("result removed", 3),
        ("result cut", 3),
        ("result touched", 4),
        ("language", 0),
        ("limit", 0),
        ("force", 0),
        ("state damaged", 0),
        ("one failed", 4),
    ],
)
def test_only_what_changed_is_made_again(tmp_path: Path, change: str, skipped: int) -> None:
    folder, out = documents(tmp_path / "in", 4), tmp_path / "out"
    source, result = folder / "a" / "plan-0001.md", out / "plan-0001.json"
    if change == "one failed":
        (folder / "bad.pdf").write_bytes(b"%PDF-1.4 cut")
    first = kehoach("parse", folder, "-o", out, "--jobs", "2")
    before = contents(out)
    more: list[str] = []
    match change:
        case "touched":
            os.utime(source, (1, 1))
        case "content":
            source.write_bytes(source.read_bytes() + b"\n")
        case "result removed":
            result.unlink()
        case "result cut":
            result.write_bytes(result.read_bytes()[:-20])
        case "result touched":
            os.utime(result, (1, 1))
        case "language":
            more = ["--lang", "en"]
        case "limit":
            more = ["--limit", "pages=7"]
        case "force":
            more = ["--force"]
        case "state damaged":
            (out / ".kehoach.sqlite").write_bytes(b"no database at all" * 100)
    second = kehoach("parse", folder, "-o", out, "--jobs", "2", *more)
    assert first.returncode == second.returncode == (2 if change == "one failed" else 0)
    summary = second.stderr.strip().splitlines()[-1]
    assert (f"{skipped} " in summary.partition(";")[2]) is (skipped > 0), summary
    if change not in ("content", "language"):
        assert contents(out) == before
    if skipped and change != "nothing":
        third = kehoach("parse", folder, "-o", out)
        assert "4 bỏ qua" in third.stderr


def test_one_run_at_a_time_writes_into_a_folder(tmp_path: Path) -> None:
    folder, out = documents(tmp_path / "in", 2), tmp_path / "out"
    assert kehoach("parse", folder, "-o", out).returncode == 0
    lock = sqlite3.connect(out / ".kehoach.sqlite")
    lock.execute("PRAGMA locking_mode = EXCLUSIVE")
    lock.execute("BEGIN EXCLUSIVE")
    done = kehoach("parse", folder, "-o", out)
    lock.close()
    assert done.returncode == 2
    assert "lần chạy khác" in done.stderr
    assert kehoach("parse", folder, "-o", out).returncode == 0


@POSIX
def test_a_run_killed_at_any_moment_is_completed_by_the_next(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in", 30)
    assert kehoach("parse", folder, "-o", tmp_path / "whole").returncode == 0
    out = tmp_path / "out"
    chance = random.Random(8)
    orphans: list[psutil.Process] = []
    for kill in range(20):
        process = start("parse", folder, "-o", out, "--jobs", "2", *(["--force"] if kill % 4 == 3 else []))
        time.sleep(chance.uniform(0.1, 1.2))
        below = family(process)
        orphans += below
        if kill % 2 and below:
            victim = chance.choice(below)
            with suppress(psutil.NoSuchProcess):
                victim.kill()
            time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.communicate()
        if kill % 5 == 0 and out.is_dir():
            (out / ".kehoach-part-abc12345.tmp").write_bytes(b"half")
    done = kehoach("parse", folder, "-o", out, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert contents(out) == contents(tmp_path / "whole")
    assert [path.name for path in out.iterdir() if path.name.endswith(".tmp")] == []
    assert all_gone(orphans)


@POSIX
@pytest.mark.parametrize(("sent", "target"), [(signal.SIGINT, "out"), (signal.SIGTERM, "out"), (signal.SIGINT, "out.jsonl")])
def test_an_interrupt_ends_at_once_and_leaves_nothing_half_done(tmp_path: Path, sent: signal.Signals, target: str) -> None:
    folder, out = documents(tmp_path / "in", 300), tmp_path / target
    process = start("parse", folder, "-o", out, "--jobs", "2", start_new_session=True)
    deadline = time.monotonic() + 20
    while len(family(process)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    below = family(process)
    asked = time.monotonic()
    os.killpg(process.pid, sent)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert time.monotonic() - asked < 5
    assert "đã dừng" in said.decode()
    assert "Traceback" not in said.decode()
    assert all_gone(below)
    left = [path.name for path in tmp_path.rglob("*.tmp")]
    assert left == []
    if target == "out":
        for data in contents(out).values():
            json.loads(data)
    else:
        assert not out.exists()


def busy_with_one(folder: Path) -> tuple[subprocess.Popen[bytes], list[psutil.Process]]:
    """The command at work on one long document, and the one process that reads it."""
    folder.mkdir(exist_ok=True)
    (folder / "plan.txt").write_text("KẾ HOẠCH năm 2024\n| STT | Nhiệm vụ |\n" + "| 1 | Rà soát văn bản |\n" * 60_000, encoding="utf-8")
    process = start("parse", folder / "plan.txt", "-o", folder / "out.json", start_new_session=True)
    deadline = time.monotonic() + 20
    while not family(process) and time.monotonic() < deadline:
        time.sleep(0.01)
    return process, family(process)


@POSIX
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_one_document_leaves_no_orphan_and_no_half_file(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    process, below = busy_with_one(tmp_path)
    os.kill(process.pid, sent) if sent == signal.SIGKILL else os.killpg(process.pid, sent)
    _, said = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in said.decode()
    assert below
    assert all_gone(below)
    assert not (tmp_path / "out.json").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are started another way")
def test_one_document_needs_one_process_more(tmp_path: Path) -> None:
    process, _ = busy_with_one(tmp_path)
    time.sleep(0.5)
    below = family(process)
    process.kill()
    process.communicate()
    assert len(below) == 1


def test_limits_are_settings(tmp_path: Path) -> None:
    assert changed(["pages=7", "max_rows=9"]).max_pages == 7
    assert set(settings()) >= {"pages", "bytes", "rows", "columns"}
    for wish in ("pages", "pages=", "pages=many", "pages=0", "colour=3"):
        with pytest.raises(UsageError, match="--limit"):
            changed([wish])
    done = kehoach("parse", SAMPLES / "ke-hoach-chuyen-doi-so-2026.pdf", "--limit", "pages=1")
    assert done.returncode == 2
    assert "quá giới hạn 1" in done.stderr


@pytest.mark.parametrize(("name", "value"), [("--timeout", "0.1"), ("--max-memory", "50")])
def test_the_limits_of_time_and_memory_reach_the_workers(tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "plan.txt").write_text("KẾ HOẠCH năm 2024\n| STT | Nhiệm vụ |\n" + "| 1 | Rà soát văn bản |\n" * 60_000, encoding="utf-8")
    done = kehoach("parse", tmp_path / "plan.txt", name, value)
    assert done.returncode == 2
    assert name in done.stderr
    assert done.stdout == ""


def test_progress_without_a_terminal_is_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter(range(0, 1000, 4))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with Progress(100, quiet=False) as progress:
        for _ in range(9):
            progress.advance()
    lines = capsys.readouterr().err.splitlines()
    assert 1 <= len(lines) < 9
    assert lines[0].startswith("2/100 văn bản · ") or lines[0].startswith("3/100 văn bản · ")
    with Progress(100, quiet=True) as progress:
        for _ in range(9):
            progress.advance()
    assert capsys.readouterr().err == ""


def test_names_cannot_write_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(1, quiet=True) as progress:
        progress.say("a\x1b[2J\nb\u202egpj.\udcff: hỏng")
    assert capsys.readouterr().err == "a\\x1b[2J\\nb\\u202egpj.\\udcff: hỏng\n"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "txt", "html", "ics", "parquet", "sqlite", "docx", "pdf", "md", "ndjson", "CSV", "doc"])
def test_a_file_of_another_form_is_no_folder(tmp_path: Path, suffix: str) -> None:
    sample = SAMPLES / SMALL[0]
    done = kehoach("parse", sample, "-o", tmp_path / f"y.{suffix}")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "kehoach export" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["nam.2024", "plans.v1", "made.csv", "made.xlsx/"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    if name == "made.csv":
        (tmp_path / name).mkdir()
    assert kehoach("parse", SAMPLES / SMALL[0], "-o", f"{tmp_path}/{name}").returncode == 0
    assert len(contents(tmp_path / name)) == 1


@pytest.mark.parametrize(("count", "says"), [(1, "1 document parsed, 7 tasks"), (2, "2 documents parsed, 12 tasks")])
def test_the_summary_counts_in_english(tmp_path: Path, count: int, says: str) -> None:
    done = kehoach("parse", documents(tmp_path / "in", count), "-o", tmp_path / "out", "--lang", "en")
    assert done.stderr.splitlines()[-1].strip() == says


@POSIX
def test_a_reader_that_goes_away_ends_the_run(tmp_path: Path) -> None:
    process = start("parse", documents(tmp_path / "in", 60), "--jobs", "2")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(20) == 0
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()


@POSIX
@pytest.mark.parametrize(
    "arguments",
    [
        ("rule",),
        ("schema",),
        ("normalize", "deadline", *["Quý II/2026"] * 2000),
        ("export", SAMPLES / SMALL[0], "--csv", "-o", "-"),
        ("validate", SAMPLES),
        ("parse", SAMPLES / SMALL[0]),
        ("--help",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_pipe_that_nobody_reads_is_no_finding(arguments: tuple[str | Path, ...]) -> None:
    process = start(*arguments)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(30) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
