"""Hostile files among good ones: every good one comes out, every bad one has its line, nothing else is touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

import hostile_files
from kehoach.inputs import shown
from run_cli import command, contents, kehoach

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names and places that Windows does not have")
GOOD = sorted(path for path in hostile_files.SAMPLES.iterdir() if path.suffix in (".txt", ".md", ".html", ".docx", ".pdf"))
MOST = 1_000_000_000
"""Bytes that any process of the run may hold."""


def peak(process: subprocess.Popen[str]) -> int:
    """The most memory that one process of the run held, while it runs."""
    most = 0
    main = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family = [main, *main.children(recursive=True)]
            most = max([most, *(member.memory_info().rss for member in family)])
        except psutil.NoSuchProcess:
            continue
        time.sleep(0.1)
    return most


def snapshot(folder: Path) -> dict[str, str]:
    found = {}
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = os.path.join(root, name)
            regular = os.path.isfile(path) and not os.path.islink(path)
            found[path] = hashlib.sha256(Path(path).read_bytes()).hexdigest() if regular else ""
    return found


def test_a_folder_of_hostile_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out, errors = tmp_path / "in", tmp_path / "out", tmp_path / "errors"
    bad = hostile_files.make(folder)
    assert len(bad) >= 60
    monkeypatch.chdir(folder)
    special = hostile_files.places(folder)
    (folder / "secret.txt").write_text("| " + hostile_files.SECRET)
    for path in GOOD:
        (folder / path.parent.name).mkdir(exist_ok=True)
        shutil.copyfile(path, folder / path.parent.name / f"good-{path.suffix[1:]}-{path.name}")
    before = snapshot(tmp_path)
    monkeypatch.chdir(tmp_path)
    limits = ("--jobs", "2", "--timeout", "60", "--max-memory", "400", "--quiet")
    with errors.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(command("parse", "in", "-o", "out", *limits), stderr=file, stdout=subprocess.PIPE, text=True)
        most = peak(process)
    said = errors.read_text(encoding="utf-8")
    assert process.returncode == 2
    assert process.stdout is not None
    assert process.stdout.read() == ""
    assert "Traceback" not in said
    assert "lỗi nội bộ" not in said
    assert "\x1b" not in said
    assert most < MOST
    lines = said.splitlines()
    for name in (*(name for name, refused in bad.items() if refused), *special):
        about = [line for line in lines if f"/{shown(name) if name in bad else name}: " in line]
        assert len(about) == 1, (name, about)
        assert len(about[0].rpartition(": ")[2]) > 5
    names = {name.removesuffix(".json") for name in contents(out)}
    for path in GOOD:
        assert any(name.startswith(f"good-{path.suffix[1:]}-{path.stem}") for name in names), path.name
    assert "ok\nodd" in names
    results = contents(out)
    assert not [name for name, data in results.items() if hostile_files.SECRET.encode() in data and name != "secret.json"]
    after = snapshot(tmp_path)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path for path in changed if not path.startswith((str(out), str(errors)))} == set()
    assert not Path("/tmp/kehoach-escaped.txt").exists()


def test_folders_that_lead_into_themselves_and_deep_ones(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text("KẾ HOẠCH năm 2024\n", encoding="utf-8")
    for name, target in (("self", "."), ("up", ".."), ("a", "b"), ("b", "a")):
        (tmp_path / "in" / name).symlink_to(target)
    place = os.open(tmp_path / "in", os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=place)
        inner = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    done = kehoach("parse", tmp_path / "in")
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
    subprocess.run(["rm", "-rf", str(tmp_path / "in" / "d")], check=True)


def test_a_folder_that_cannot_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in" / "closed").mkdir(parents=True)
    (tmp_path / "in" / "plan.txt").write_text("KẾ HOẠCH năm 2024\n", encoding="utf-8")
    scan = os.scandir

    def refusing(path: str):  # type: ignore[no-untyped-def]
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    done = kehoach("parse", tmp_path / "in")
    assert done.returncode == 2
    assert "closed: không mở được thư mục (Permission denied)" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_package_whose_offsets_point_before_it_is_damaged(tmp_path: Path) -> None:
    whole = (hostile_files.SAMPLES / f"{hostile_files.NAME}.docx").read_bytes()
    for taken in (1, 10, 100, 1000):
        (tmp_path / f"taken-{taken}.docx").write_bytes(whole[: 30 + 10] + whole[40 + taken :])
    done = kehoach("parse", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "lỗi nội bộ" not in done.stderr
