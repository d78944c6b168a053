"""The command line in a process of its own, and small documents for it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from unittest.mock import patch

from kehoach import lang
from kehoach.cli import main

SAMPLES = Path(__file__).parents[1] / "samples"
SMALL = ("ke-hoach-mot-cua-2022.txt", "ke-hoach-kinh-te-so.md", "chi-thi-cai-cach-hanh-chinh.txt")


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "kehoach", *map(str, arguments)]


def start(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # tests started in the background of a shell: processes would inherit that
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def kehoach(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """The command in this process (its workers are processes of their own all the same)."""
    out, err = TextIOWrapper(BytesIO(), encoding="utf-8"), TextIOWrapper(BytesIO(), encoding="utf-8")
    code: object = None
    if "forkserver" in get_all_start_methods():  # one server serves all tests: it starts warm, whoever is first
        get_context("forkserver").set_forkserver_preload(["kehoach.run.warm"])
        ensure_running()
    with redirect_stdout(out), redirect_stderr(err), chdir(cwd or "."), patch.object(sys, "argv", ["kehoach", *map(str, arguments)]):
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        finally:
            lang.use(None)
    return Done(int(str(code)), *(_said(stream) for stream in (out, err)))


def _said(stream: TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, BytesIO)
    return raw.getvalue().decode()


def documents(folder: Path, count: int) -> Path:
    """So many small documents, in two folders."""
    for index in range(count):
        sample = SAMPLES / SMALL[index % len(SMALL)]
        target = folder / ("a" if index % 2 else "b") / f"plan-{index:04}{sample.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sample, target)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """All results of a folder by name; what else stands in it is hidden."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}
