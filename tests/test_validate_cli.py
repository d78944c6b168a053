"""The commands ``validate`` and ``rule``: options, exit codes, and what goes where."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from factory import plan, task
from kehoach.cli.app import app, run
from kehoach.model import Plan, Source, Task, as_json


@pytest.fixture(autouse=True)
def _outside_actions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)


def _save(name: str, *plans: Plan) -> str:
    located = [replace(one, source=Source(path=name, format="txt", sha256="0" * 64)) for one in plans]
    Path(name).write_text("\n".join(as_json(one).decode() for one in located), encoding="utf-8")
    return name


def _validate(*arguments: str, capture: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(["validate", *arguments])
    output = capture.readouterr()
    return code, output.out, output.err


def _task(number: int, title: str, lead: str = "Sở Nội vụ") -> Task:
    return task(number, title, lead=lead, section_id="s1")


WRONG = plan(_task(1, "Rà soát", lead=""), _task(2, "Công bố", lead="Sở Nội vụ; Sở Tư pháp"), _task(3, "Tổng kết"))
WARNED = plan(_task(1, "Rà soát"), _task(2, "Công bố", lead="Sở Nội vụ; Sở Tư pháp"))
GOOD = plan(_task(1, "Rà soát"), _task(2, "Công bố"))


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (WRONG, [], 1),
        (WRONG, ["--fail-on", "never"], 0),
        (WRONG, ["--ignore", "KHU01"], 0),
        (WRONG, ["--select", "KHS,KHT"], 0),
        (WRONG, ["--select", "KHU01"], 1),
        (WARNED, [], 0),
        (WARNED, ["--fail-on", "warning"], 1),
        (GOOD, ["--fail-on", "warning"], 0),
        (WRONG, ["--fail-on", "info"], 2),
        (WRONG, ["--format", "xml"], 2),
        (WRONG, ["--select", "KHX"], 2),
        (WRONG, ["--as-of", "31/02/2024"], 2),
        (WRONG, ["--as-of", "01/7/2025"], 1),
        (WRONG, ["--baseline", "missing.json"], 2),
        (WRONG, ["--update-baseline"], 2),
    ],
)
def test_exit_codes(content: Plan, options: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert _validate(_save("a.json", content), *options, capture=capsys)[0] == code


@pytest.mark.parametrize("content", ["", "{", '{"a": 1}'])
def test_unreadable_input_is_trouble_and_the_others_are_reviewed(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.json").write_text(content, encoding="utf-8")
    code, out, err = _validate(_save("a.json", WRONG), "bad.json", "--format", "json", capture=capsys)
    assert code == 2
    assert json.loads(out)["summary"]["files"] == 1
    assert any(finding["code"] == "KHU01" for finding in json.loads(out)["findings"])
    assert "bad.json" in err


def test_an_empty_plan_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _validate(_save("a.json", plan()), "--format", "json", capture=capsys)
    assert code == 1
    assert json.loads(out)["findings"]


def test_a_baseline_accepts_the_findings_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    name = _save("a.json", WRONG)
    code, out, err = _validate(name, "--baseline", "accepted.json", "--update-baseline", capture=capsys)
    assert (code, out) == (0, "")
    assert "accepted.json" in err
    code, out, _ = _validate(name, "--baseline", "accepted.json", "--format", "json", capture=capsys)
    assert code == 0
    assert json.loads(out)["findings"] == []
    worse = plan(*WRONG.tasks, _task(4, "Việc mới", lead=""))
    code, out, _ = _validate(_save("a.json", worse), "--baseline", "accepted.json", "--format", "json", capture=capsys)
    assert code == 1
    assert [finding["task"]["title"] for finding in json.loads(out)["findings"]] == ["Việc mới"]


def test_settings_of_the_project_hold_and_the_command_line_wins(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kehoach.toml").write_text('fail-on = "warning"\nignore = ["KHT", "KHN", "KHD"]\n[severity]\nKHU02 = "info"\n', encoding="utf-8")
    name = _save("a.json", WARNED)
    code, out, _ = _validate(name, "--format", "json", capture=capsys)
    assert code == 0
    assert {finding["code"]: finding["severity"] for finding in json.loads(out)["findings"]}["KHU02"] == "info"
    assert _validate(_save("a.json", WRONG), "--fail-on", "never", capture=capsys)[0] == 0


def test_github_is_chosen_inside_actions(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    name = _save("a.json", WRONG)
    assert _validate(name, capture=capsys)[1].startswith("::")
    assert not _validate(name, "--format", "text", capture=capsys)[1].startswith("::")


def test_a_document_is_reviewed_with_the_text_around_its_tasks(capsys: pytest.CaptureFixture[str]) -> None:
    Path("ke-hoach.md").write_text(
        "KẾ HOẠCH\n\nKiểm soát thủ tục hành chính năm 2024\n\nCăn cứ Nghị định số 61/2018NĐ-CP ngày 23/4/2018 của Chính phủ;\n\n"
        "| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Sản phẩm | Thời gian |\n|---|---|---|---|---|---|\n"
        "| 1 | Rà soát quy trình nội bộ | Sở Tư pháp | Sở Nội vụ | Báo cáo | Quý I/2024 |\n"
        "| 2 | Công bố danh mục | Sở Tư pháp | Sở Nội vụ | Danh mục | Quý II/2024 |\n",
        encoding="utf-8",
    )
    code, out, _ = _validate("ke-hoach.md", "--format", "json", capture=capsys)
    (finding,) = [finding for finding in json.loads(out)["findings"] if finding["severity"] == "error"]
    assert code == 1
    assert (finding["code"], finding["where"]["line"], finding["task"]) == ("KHD01", 5, None)


def test_rule_lists_and_explains(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule"]) == 0
    listed = capsys.readouterr().out.splitlines()
    from kehoach.validate.registry import RULES

    assert [line.split()[0] for line in listed] == list(RULES)
    assert run(["rule", "khu04"]) == 0
    page = capsys.readouterr().out
    assert "KHU04" in page
    assert "Căn cứ: Nghị định số 45/2025/NĐ-CP" in page
    assert run(["rule", "KHX99"]) == 2
    assert "KHX99" in capsys.readouterr().err


def test_help_names_the_options() -> None:
    result: Result = CliRunner().invoke(app, ["validate", "--help"])
    assert all(option in result.output for option in ("--format", "--select", "--ignore", "--fail-on", "--baseline", "--as-of"))


def test_looking_at_the_help_loads_no_rules() -> None:
    script = "import sys\nfrom kehoach.cli import app\nprint([m for m in sys.modules if m.startswith('kehoach.validate.') or m == 'rich'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
