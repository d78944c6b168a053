"""``kehoach diff`` as it is called."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diff_cases import invented
from factory import plan, task
from kehoach import lang
from kehoach.cli.app import run
from kehoach.model import Plan, as_json


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lang, "_chosen", "vi")


def written(folder: Path, name: str, content: Plan) -> str:
    path = folder / name
    path.write_text(as_json(content).decode(), encoding="utf-8")
    return str(path)


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    case = invented("edited", "phong-chay")
    return written(tmp_path, "cu.json", case.old), written(tmp_path, "moi.json", case.new)


def test_no_difference_is_0(two: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", two[0], two[0]]) == 0
    assert "phong" not in capfd.readouterr().err


def test_differences_are_1(two: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *two]) == 1
    out = capfd.readouterr().out
    assert "Ký cam kết" in out
    assert "Tóm tắt" in out
    assert "Diễn tập phương án chữa cháy phối hợp" not in out


def test_a_move_alone_is_a_difference(tmp_path: Path) -> None:
    one = plan(task(1, "Sửa cầu"), task(2, "Nạo vét kênh"))
    other = plan(task(2, "Nạo vét kênh"), task(1, "Sửa cầu"))
    assert run(["diff", written(tmp_path, "a.json", one), written(tmp_path, "b.json", other)]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["không-có.json", "{1}"],
        ["{0}", "{folder}"],
        ["-", "-"],
        ["{0}", "{1}", "--format", "pdf"],
        ["{0}", "{1}", "--only", "thêm"],
        ["{0}", "{1}", "--only", ""],
        ["{0}", "{1}", "--min-score", "2"],
        ["{0}", "{1}", "-o", "{folder}/không/có/tệp.html"],
        ["{0}"],
    ],
)
def test_trouble_is_2_in_one_line(arguments: list[str], two: tuple[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *(argument.format(*two, folder=tmp_path) for argument in arguments)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("name", "start"), [("a.json", b"{"), ("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK"), ("a.html", b"<!DOCTYPE html>")]
)
def test_the_suffix_chooses_the_format(
    name: str, start: bytes, two: tuple[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", *two, "-o", str(tmp_path / name)]) == 1
    assert (tmp_path / name).read_bytes().startswith(start)
    assert capfd.readouterr().out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "cu.json", "moi.json"])


def test_only_leaves_out_the_rest(two: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *two, "--format", "json", "--only", "added,removed"]) == 1
    found = json.loads(capfd.readouterr().out)
    assert found["pairs"] == []
    assert found["added"]
    assert found["removed"]
    assert found["summary"]["matched"] > 0


def test_the_exit_code_is_that_of_the_whole(two: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *two, "--only", "same"]) == 1
    assert "Diễn tập phương án chữa cháy phối hợp" in capfd.readouterr().out


def test_min_score_and_summary(two: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *two, "--min-score", "1", "--format", "json", "--summary"]) == 1
    found = json.loads(capfd.readouterr().out)
    assert "pairs" not in found
    assert found["summary"]["maybe"] > 0


def test_every_run_says_the_same(two: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "kehoach", "diff", *two, "--format", "json"]
    said = [subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")]
    assert said[0] == said[1]
    assert json.loads(said[0])["pairs"]


def test_a_plan_without_tasks_is_said_to_have_none(tmp_path: Path, two: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    empty = written(tmp_path, "trong.json", plan())
    assert run(["diff", empty, two[1]]) == 1
    assert "trong.json" in capfd.readouterr().err
