"""JSON, JSON Lines, SQLite and Parquet give every field back."""
from __future__ import annotations

import builtins
import json
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export_plans import PLANS, rich_plan, small_plan
from kehoach.errors import UsageError
from kehoach.export import export
from kehoach.export.sqlite import read_plans
from kehoach.model import Plan, Task

any_plans = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
"""Enough examples to meet odd texts and missing parts; each writes a file."""


def read_json(path: Path) -> list[Plan]:
    value = json.loads(path.read_text(encoding="utf-8"))
    return [msgspec.json.decode(json.dumps(item), type=Plan) for item in (value if isinstance(value, list) else [value])]


def read_lines(path: Path) -> list[Plan]:
    return [msgspec.json.decode(line, type=Plan) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize(("form", "read"), [("json", read_json), ("jsonl", read_lines), ("sqlite", read_plans)])
@any_plans
@given(plans=st.lists(PLANS, max_size=3))
def test_every_field_comes_back(form: str, read: Any, plans: list[Plan], tmp_path: Path) -> None:
    path = tmp_path / f"plans.{form}"
    export(plans, path)
    assert read(path) == plans


def test_json_of_one_plan_is_the_plan_and_of_several_a_list(tmp_path: Path) -> None:
    one, several, none = (tmp_path / f"{name}.json" for name in ("one", "several", "none"))
    export([rich_plan()], one)
    export([rich_plan(), small_plan()], several)
    export([], none)
    assert json.loads(one.read_text(encoding="utf-8"))["document"]["number"] == "12/KH-UBND"
    assert [plan["document"]["number"] for plan in json.loads(several.read_text(encoding="utf-8"))] == ["12/KH-UBND", "34/KH-UBND"]
    assert json.loads(none.read_text(encoding="utf-8")) == []


@pytest.fixture
def database(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "plans.sqlite"
    export([rich_plan(), small_plan("34/KH-UBND", "Kiểm tra sử dụng đất đai", "Đánh giá chỉ số hài lòng")], path)
    return sqlite3.connect(path)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dat dai", 1),
        ("đất đai", 1),
        ("ĐẤT", 1),
        ("đất dai", 1),
        ("danh gia", 1),
        ("so tu phap", 2),
        ("Sở Tư pháp", 2),
        ("bao cao thang", 1),
        ("máy bay", 0),
    ],
)
def test_search_finds_words_with_and_without_tones(database: sqlite3.Connection, words: str, found: int) -> None:
    query = "SELECT count(*) FROM tasks_fts JOIN tasks ON tasks.pk = tasks_fts.rowid WHERE tasks_fts MATCH ?"
    assert database.execute(query, (words,)).fetchone() == (found,)


def test_database_keeps_its_own_rules(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    names = [name for (name,) in database.execute("SELECT name FROM units")]
    assert sorted(names) == sorted(set(names))
    assert "Sở Y tế" in names


def test_views_are_for_people(database: sqlite3.Connection) -> None:
    rows = database.execute('SELECT plan, section, title, lead, cooperating, due FROM task_list WHERE ordinal = "1" AND plan = "12/KH-UBND"').fetchall()
    assert rows == [("12/KH-UBND", "1", "Xây dựng kế hoạch năm 2024", "Sở Nội vụ", "Sở Tư pháp; Sở Tài chính", "2024-06-29")]
    assert database.execute("SELECT role, ordinal FROM unit_tasks WHERE unit = 'Sở Tư pháp' ORDER BY role").fetchall() == [("cooperating", "1"), ("lead", "2.1")]
    assert database.execute("SELECT issuer_name, signer_name FROM plans").fetchone() == ("Ủy ban nhân dân tỉnh An Bình", "Nguyễn Văn A")


@any_plans
@given(plans=st.lists(PLANS, max_size=2))
def test_parquet_holds_every_field_of_a_task(plans: list[Plan], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra kehoach[parquet])")
    path = tmp_path / "tasks.parquet"
    export(plans, path)
    rows = parquet.read_table(path).to_pylist()
    assert [_task(row) for row in rows] == [task for plan in plans for task in plan.tasks]
    assert [row["document_number"] for row in rows] == [plan.document.number for plan in plans for _ in plan.tasks]


def _task(row: dict[str, Any]) -> Task:
    fields = {name: row[name] for name in Task.__struct_fields__}
    fields["extra"] = dict(fields["extra"])
    fields["provenance"] = [json.loads(place) for place in fields["provenance"]]
    return msgspec.json.decode(json.dumps(fields, default=str), type=Task)


def test_parquet_columns_of_the_document(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra kehoach[parquet])")
    path = tmp_path / "tasks.parquet"
    export([rich_plan()], path)
    row = parquet.read_table(path).to_pylist()[2]
    assert (row["title"], row["section_ordinal"], row["section_title"], row["position"]) == ("Rà soát cấp tỉnh", "1", "Ban hành văn bản", 2)
    assert (row["document_issuer"]["level"], str(row["document_period_start"]), row["source_path"]) == ("province", "2024-01-01", "ke-hoach.txt")
    assert str(row["deadline"]["clauses"][0]["end"]) == "2024-06-30"


def test_parquet_without_pyarrow_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"kehoach\[parquet\]"):
        export([rich_plan()], tmp_path / "tasks.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "ics", "html", "sqlite", "xlsx"])
def test_the_same_plans_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    export([rich_plan(), small_plan()], first)
    export([rich_plan(), small_plan()], second)
    assert first.read_bytes() == second.read_bytes()
