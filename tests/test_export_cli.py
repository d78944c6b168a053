"""``kehoach export`` as people type it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from export_plans import rich_plan, small_plan
from kehoach.cli.app import run
from kehoach.export import FORMATS, SUFFIXES, format_of, writer_of
from kehoach.model import Plan, as_json


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    save("plan.json", rich_plan())
    return tmp_path


def save(name: str, *plans: Plan) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[" + ",".join(as_json(plan).decode() for plan in plans) + "]", encoding="utf-8")


def export(*arguments: str) -> int:
    return run(["export", *arguments])


def titles(path: str) -> list[str]:
    with Path(path).open(encoding="utf-8-sig", newline="") as source:
        return [row["Nhiệm vụ"] for row in csv.DictReader(source)]


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_by_flag_and_by_suffix(form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra kehoach[parquet])")
    assert export("plan.json", f"--{form}", "-o", "out.bin") == 0
    assert export("plan.json", "-o", f"out.{form}") == 0
    assert Path("out.bin").stat().st_size == Path(f"out.{form}").stat().st_size > 0


def test_registry_names_writers_that_exist() -> None:
    assert all(callable(writer_of(name)) for name in FORMATS)
    assert {format_of(Path(f"a.{suffix}")) for suffix in SUFFIXES} == set(FORMATS)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("plan.json", "--csv"), "plan.csv"),
        (("kho/a.json", "--csv"), "a.csv"),
        (("kho", "--csv"), "kho.csv"),
        (("kho/", "--csv"), "kho.csv"),
        (("plan.json", "kho", "--csv"), "ke-hoach.csv"),
        (("plan.json", "--xlsx"), "plan.xlsx"),
    ],
)
def test_without_a_name_the_file_is_named_after_the_input(arguments: tuple[str, ...], name: str) -> None:
    save("kho/a.json", small_plan())
    assert export(*arguments) == 0
    assert Path(name).is_file()


def test_an_extract_for_one_unit_is_one_command() -> None:
    assert export("plan.json", "--csv", "--unit", "Sở Tư pháp") == 0
    assert titles("plan.csv") == ["Xây dựng kế hoạch năm 2024", "Rà soát thủ tục hành chính", "Rà soát cấp tỉnh"]


def test_filters_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert export("plan.json", "-o", "a.csv", "--lead", "Sở Tư pháp", "--section", "I", "--due-after", "1/6/2024", "--due-before", "2024-07-01") == 0
    assert titles("a.csv") == ["Rà soát thủ tục hành chính", "Rà soát cấp tỉnh"]
    assert export("plan.json", "-o", "b.csv", "--unit", "Bộ Ngoại giao") == 0
    assert titles("b.csv") == []
    assert "không có nhiệm vụ nào khớp" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "ics", "html"])
def test_text_goes_to_standard_output(form: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export("plan.json", "-o", f"file.{form}") == 0
    capfdbinary.readouterr()
    assert export("plan.json", f"--{form}", "-o", "-") == 0
    assert capfdbinary.readouterr().out == Path(f"file.{form}").read_bytes()


def test_standard_output_without_mark(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export("plan.json", "--csv", "--no-bom", "-o", "-") == 0
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode())))
    assert rows[0]["STT"] == "1"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan.json",), "chọn dạng"),
        (("plan.json", "--csv", "--json"), "--csv, --json"),
        (("plan.json", "--xlsx", "-o", "-"), "đầu ra chuẩn"),
        (("plan.json", "-o", "-"), "chọn dạng"),
        (("plan.json", "-o", "out.docx"), "out.docx"),
        (("plan.json", "-o", "khong-co/out.csv"), "khong-co"),
        (("plan.json", "-o", ".", "--csv"), "thư mục"),
        (("plan.json", "--csv", "--due-before", "mai"), "mai"),
        (("plan.json", "-o", "plan.json"), "đầu vào"),
        (("plan.json", "--json"), "đầu vào"),
        (("khong-co.docx", "--csv"), "khong-co.docx"),
    ],
)
def test_what_cannot_be_ends_in_one_line_and_code_2(arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(os.listdir())
    assert export(*arguments) == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.strip().splitlines()) == 1
    assert sorted(os.listdir()) == before


def test_one_unreadable_input_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    Path("hong.json").write_text("{", encoding="utf-8")
    assert export("hong.json", "plan.json", "-o", "out.csv") == 2
    assert len(titles("out.csv")) == len(rich_plan().tasks)
    assert "hong.json" in capsys.readouterr().err
    assert export("hong.json", "plan.json", "--jsonl", "-o", "-") == 2
    assert json.loads(capsys.readouterr().out)["document"]["number"] == "12/KH-UBND"


def test_a_default_name_overwrites_nobodys_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.csv").write_text("của tôi", encoding="utf-8")
    assert export("plan.json", "--csv") == 2
    assert Path("plan.csv").read_text(encoding="utf-8") == "của tôi"
    assert "-o plan.csv" in capsys.readouterr().err
    assert export("plan.json", "-o", "plan.csv") == 0
    assert titles("plan.csv")


def test_a_default_workbook_is_refreshed_for_its_own_document_only() -> None:
    assert export("plan.json", "--xlsx") == 0
    assert export("plan.json", "--xlsx") == 0
    save("khac/plan.json", small_plan())
    assert export("khac/plan.json", "--xlsx") == 2
    assert export("khac/plan.json", "-o", "plan.xlsx") == 0
    assert "Đã bỏ" in load_workbook("plan.xlsx").sheetnames


def test_force_overwrites(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.xlsx").write_bytes(b"khong phai so")
    assert export("plan.json", "--xlsx") == 2
    assert export("plan.json", "--xlsx", "--force") == 0


def test_a_link_and_the_rights_of_a_file_stay() -> None:
    Path("that.csv").touch(mode=0o600)
    Path("link.csv").symlink_to("that.csv")
    assert export("plan.json", "-o", "link.csv") == 0
    assert Path("link.csv").is_symlink()
    assert Path("that.csv").stat().st_mode & 0o777 == 0o600
    assert titles("that.csv")


def test_a_device_stays_a_device() -> None:
    assert export("plan.json", "--csv", "-o", "/dev/null") == 0
    assert not Path("/dev/null").is_file()


def test_english_messages_and_headings() -> None:
    command = [sys.executable, "-m", "kehoach", "--lang", "en", "export", "plan.json", "--csv", "-o", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.decode("utf-8-sig").startswith('"No.","Task","Lead"')


def test_help_loads_nothing_heavy() -> None:
    heavy = ["xlsxwriter", "openpyxl", "icalendar", "sqlite3", "pyarrow", "lxml", "docx", "pdfplumber", "rapidfuzz", "dateutil", "msgspec"]
    script = f"import sys, kehoach.cli.export; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"
