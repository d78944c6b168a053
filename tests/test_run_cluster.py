"""Runs on a cluster and on other stores give what local runs give."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from kehoach.inputs import is_remote, local
from run_cli import Done, contents, documents, kehoach

pytest.importorskip("fsspec")


def said_of(done: Done, name: str) -> list[str]:
    """The lines about one document; the cluster's own logging and progress may stand between them."""
    return [line for line in done.stderr.splitlines() if name in line]


def test_a_cluster_that_loses_a_worker_gives_what_two_jobs_give(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    folder = documents(tmp_path / "in", 80)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 cut")
    alone = kehoach("parse", folder, "-o", tmp_path / "alone", "--jobs", "2", "--quiet")
    options = {"dashboard_address": None, "processes": True, "threads_per_worker": 1, "n_workers": 2, "silence_logs": 50}
    with distributed.LocalCluster(**options) as cluster:
        processes = [worker.pid for worker in cluster.workers.values()]
        killed: list[float] = []

        def kill() -> None:
            while not list((tmp_path / "many").glob("*.json")):
                time.sleep(0.01)
            psutil.Process(processes[0]).kill()
            killed.append(len(contents(tmp_path / "many")))

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        many = kehoach("parse", folder, "-o", tmp_path / "many", "--quiet", "--scheduler", cluster.scheduler_address)
        killer.join(10)
    assert killed
    assert killed[0] < 80
    assert (many.returncode, alone.returncode) == (2, 2)
    assert said_of(many, "broken.pdf") == said_of(alone, "broken.pdf") != []
    assert contents(tmp_path / "many") == contents(tmp_path / "alone")


def test_a_cluster_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    from kehoach.run import cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "_SECONDS", 1)
        done = kehoach("parse", documents(tmp_path, 1), "--quiet", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(said_of(done, "kehoach: tcp://127.0.0.1:9")) == 1


@pytest.mark.parametrize(
    ("module", "arguments", "extra"), [("distributed", ["--scheduler", "tcp://h:1"], "cluster"), ("fsspec", ["s3://b/x.txt"], "remote")]
)
def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, arguments: list[str], extra: str) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    if module == "fsspec":
        monkeypatch.setitem(sys.modules, "fsspec.core", None)
    done = kehoach("parse", documents(tmp_path, 1), *arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert f"pip install 'kehoach[{extra}]'" in done.stderr


def test_urls_of_files_are_paths(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in ủ", 2)
    assert kehoach("parse", folder.as_uri(), "-o", (tmp_path / "out").as_uri()).returncode == 0
    assert sorted(contents(tmp_path / "out")) == ["plan-0000.json", "plan-0001.json"]


@pytest.mark.parametrize(
    ("path", "remote", "plain"),
    [("s3://b/x", True, "s3://b/x"), ("file:///a/b%20c.txt", False, "/a/b c.txt"), ("c:/x", False, "c:/x"), ("a/b", False, "a/b")],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of another shape")
def test_urls_and_paths_are_told_apart(path: str, remote: bool, plain: str) -> None:
    assert is_remote(path) is remote
    assert local(path) == plain


def test_other_stores_hold_documents_and_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = documents(tmp_path / "in", 4)
    store = fsspec.filesystem("memory")
    store.put(str(folder) + "/", "memory://kehoach-in/", recursive=True)
    try:
        first = kehoach("parse", "memory://kehoach-in", "-o", "memory://kehoach-out")
        assert (first.returncode, sorted(store.ls("/kehoach-out", detail=False))) == (
            0,
            [f"/kehoach-out/plan-000{i}.json" for i in range(4)],
        )
        assert "4 bỏ qua" in kehoach("parse", "memory://kehoach-in", "-o", "memory://kehoach-out").stderr
        store.pipe_file("/kehoach-out/plan-0002.json", b"cut")
        assert "3 bỏ qua" in kehoach("parse", "memory://kehoach-in", "-o", "memory://kehoach-out").stderr
        piped = kehoach("parse", "--quiet", "memory://kehoach-in/b/plan-0002.txt", "memory://kehoach-in/nothing.txt")
        assert (piped.returncode, len(piped.stdout.splitlines()), len(piped.stderr.splitlines())) == (2, 1, 1)
    finally:
        store.rm("/kehoach-in", recursive=True)
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
