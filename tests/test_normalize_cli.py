"""The command ``kehoach normalize`` and the plan that it stands for."""
from __future__ import annotations

import io
import json
import sys
from datetime import date

import pytest
from msgspec.structs import replace

from factory import plan, task
from kehoach.cli.app import run
from kehoach.model import Deadline, Issuer, Period, Section, Task
from kehoach.normalize.plan import document_context, normalize_plan


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert run(["normalize", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


class Input:
    """Standard input of some bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_deadline(capsys: pytest.CaptureFixture[str]) -> None:
    (meaning,) = said(capsys, "deadline", "Quý II", "--year", "2024")
    assert set(meaning) == {"raw", "due", "clauses"}
    assert meaning["due"] == "2024-06-30"


def test_unit_in_context(capsys: pytest.CaptureFixture[str]) -> None:
    (meaning,) = said(capsys, "unit", "Văn phòng; các phòng, đơn vị", "--issuer", "Sở Y tế tỉnh Lâm Đồng", "--issued", "2024-02-01")
    assert set(meaning) == {"raw", "units"}
    assert [unit["name"] for unit in meaning["units"]] == ["Văn phòng Sở", "Phòng, ban, đơn vị thuộc Sở"]  # type: ignore[index, attr-defined]
    assert set(meaning["units"][0]) == {"raw", "name", "id", "kind", "level", "qualifier", "label", "successor"}  # type: ignore[index]


def test_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "number", "61/2018/NĐ- CP", "không phải số hiệu") == [
        {"raw": "61/2018/NĐ- CP", "number": "61/2018/NĐ-CP", "family": "normative", "year": 2018, "type": "NĐ", "issuer": "CP"},
        {"raw": "không phải số hiệu", "number": None, "family": None, "year": None, "type": None, "issuer": None},
    ]


def test_a_text_may_begin_with_a_bullet(capsys: pytest.CaptureFixture[str]) -> None:
    (meaning,) = said(capsys, "unit", "- Sở Nội vụ", "--issuer", "UBND tỉnh Lâm Đồng")
    assert [unit["name"] for unit in meaning["units"]] == ["Sở Nội vụ"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("kind", "blank"), [("deadline", ("clauses", [])), ("unit", ("units", [])), ("number", ("number", None))])
def test_one_object_for_every_line(
    kind: str, blank: tuple[str, object], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Input("\ufeffSở Nội vụ\r\n\n12/QĐ-UBND".encode()))
    meanings = said(capsys, kind)
    assert [meaning["raw"] for meaning in meanings] == ["Sở Nội vụ", "", "12/QĐ-UBND"]
    assert meanings[1][blank[0]] == blank[1]


@pytest.mark.parametrize(
    ("kind", "text"), [("deadline", "Quý II/2024"), ("unit", "UBND cấp huyện, cấp xã"), ("number", "Số: /QĐ-SNV")]
)
def test_explain_names_rules(kind: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (meaning,) = said(capsys, kind, text, "--explain")
    assert meaning["explain"]
    assert all(fired["rule"] and fired["words"] for fired in meaning["explain"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "arguments",
    [["colour", "x"], ["unit", "x", "--issued", "2024-13-01"], ["unit", "x", "--issued", "20240101"], ["unit", "--isued", "x"], ["deadline", "x", "--year", "24"], []],
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["normalize", *arguments]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert len(err.splitlines()) == 1


def test_input_that_is_no_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Input(b"\xff\xfe\x00"))
    assert run(["normalize", "unit"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


# A whole plan


def raw_task(number: int, lead: str, deadline: str, **more: str) -> Task:
    """A table task as the reader of a document gives it."""
    return task(number, "Rà soát thủ tục", lead_raw=lead, lead_units=(), cooperating_units=(), deadline=Deadline(raw=deadline), **more)


def test_a_plan_is_filled_and_reported() -> None:
    written = plan(
        raw_task(1, "Văn phòng", "Quý II"),
        raw_task(2, "Trung tâm Xyz", "xanh đỏ tím vàng", section_id="s1"),
        raw_task(3, "Trung tâm Xyz", "-"),
    )
    read = normalize_plan(written)
    assert [unit.name for unit in read.tasks[0].lead_units] == ["Văn phòng Ủy ban nhân dân tỉnh"]
    assert read.tasks[0].deadline.due == date(2024, 6, 30)
    assert [found.code for found in read.diagnostics] == ["KHR06", "KHR07"]
    understood = {found.code: found for found in read.diagnostics}
    assert "xanh đỏ tím vàng" in understood["KHR06"].message
    assert understood["KHR06"].severity == "warning"
    assert understood["KHR06"].where == {"kind": "text", "line": 10, "end_line": 10}
    assert understood["KHR07"].severity == "info"
    assert normalize_plan(read) == read


def test_raw_texts_stay() -> None:
    written = plan(raw_task(1, " Sở  Nội vụ ", "Quý  II – 2024 "))
    (read,) = normalize_plan(written).tasks
    assert (read.lead_raw, read.deadline.raw) == (" Sở  Nội vụ ", "Quý  II – 2024 ")


def test_prose_keeps_what_the_outline_gave() -> None:
    outlined = task(1, "Rà soát", origin="prose", lead="Sở Nội vụ", lead_raw="Văn phòng")
    (read,) = normalize_plan(plan(outlined)).tasks
    assert read.lead_units == outlined.lead_units
    assert read.deadline == outlined.deadline


def test_labels_of_lead_and_deadline_pair() -> None:
    lead = "- Theo dõi: các sở, ban, ngành; - Công bố, công khai: Văn phòng UBND tỉnh"
    (read,) = normalize_plan(plan(raw_task(1, lead, "- Theo dõi: thường xuyên; - Công bố, công khai: hằng tháng"))).tasks
    assert {unit.label for unit in read.lead_units} == {clause.label for clause in read.deadline.clauses} == {"Theo dõi", "Công bố, công khai"}


def test_the_context_of_a_document() -> None:
    document = plan().document
    assert document_context(document).year == 2024
    assert document_context(document).issuer == "Ủy ban nhân dân tỉnh An Bình"
    longer = replace(document, period=Period(start=date(2024, 1, 1), end=date(2025, 12, 31)), issuer=Issuer(raw="UBND XÃ A"))
    assert document_context(longer).year is None
    assert document_context(longer).issuer == "UBND XÃ A"


def test_the_year_of_a_section_is_near() -> None:
    sections = (Section(id="s1", ordinal="I", title="Năm 2023"), Section(id="s2", parent_id="s1", ordinal="1", title="Việc chung"))
    written = plan(raw_task(1, "Sở Nội vụ", "Quý II", section_id="s2"), sections=sections)
    no_period = replace(written, document=replace(written.document, period=None, issued_on="2022-12-01", title=None))
    (read,) = normalize_plan(no_period).tasks
    assert read.deadline.due == date(2023, 6, 30)
