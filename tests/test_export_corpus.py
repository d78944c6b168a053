"""Every record of real documents survives each form."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from kehoach.errors import UnreadableError
from kehoach.export import export
from kehoach.export.columns import lines, values
from kehoach.export.csv import read_rows
from kehoach.export.sqlite import read_plans
from kehoach.inputs import load_plans
from kehoach.model import Plan, as_dict
from test_export_records import read_json, read_lines

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of real documents is not here")


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    found = list(load_plans([str(CORPUS)]))
    assert not [error for error in found if isinstance(error, UnreadableError)]
    return [plan for plan in found if isinstance(plan, Plan)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus")


@pytest.mark.parametrize(("form", "read"), [("json", read_json), ("jsonl", read_lines), ("sqlite", read_plans)])
def test_all_fields_come_back(form: str, read: object, plans: list[Plan], folder: Path) -> None:
    assert callable(read)
    assert sum(len(plan.tasks) for plan in plans) > 0
    export(plans, folder / f"all.{form}")
    assert [as_dict(plan) for plan in read(folder / f"all.{form}")] == [as_dict(plan) for plan in plans]


def test_columns_of_csv_come_back(plans: list[Plan], folder: Path) -> None:
    export(plans, folder / "all.csv")
    expected = [["" if value is None else str(value) for value in values(line)] for plan in plans for line in lines(plan) if line.task]
    assert [list(row.values()) for row in read_rows(folder / "all.csv")] == expected


def test_columns_of_xlsx_come_back(plans: list[Plan], folder: Path) -> None:
    report = export(plans, folder / "all.xlsx")
    assert report.messages == []
    rows = load_workbook(folder / "all.xlsx", read_only=True)["Nhiệm vụ"].iter_rows(min_row=2, values_only=True)
    found = [tuple(map(_plain, row)) for row in rows]
    assert found == [tuple(value or None for value in values(line)) for plan in plans for line in lines(plan, with_document=True)]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    return unescape(value) if isinstance(value, str) else value


def test_every_dated_clause_is_in_the_calendar(plans: list[Plan], folder: Path) -> None:
    export(plans, folder / "all.ics")
    found = {str(event["uid"]).rsplit("-", 1)[0] for event in Calendar.from_ical((folder / "all.ics").read_bytes()).walk("VEVENT")}
    dated = {
        f"{task.id}-{index}"
        for plan in plans
        for task in plan.tasks
        for index, clause in enumerate(task.deadline.clauses)
        if clause.kind != "recurring" and (clause.start or clause.end)
    }
    assert dated <= found


def test_tasks_come_back_from_parquet(plans: list[Plan], folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra kehoach[parquet])")
    export(plans, folder / "all.parquet")
    rows = parquet.read_table(folder / "all.parquet", columns=["id", "title", "lead_raw"]).to_pylist()
    assert rows == [{"id": task.id, "title": task.title, "lead_raw": task.lead_raw} for plan in plans for task in plan.tasks]


def test_the_page_shows_every_task(plans: list[Plan], folder: Path) -> None:
    export(plans, folder / "all.html")
    text = (folder / "all.html").read_text(encoding="utf-8")
    assert text.count('<tr class="task') == sum(len(plan.tasks) for plan in plans)
