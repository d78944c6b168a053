"""One plan in five formats gives one set of records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kehoach.inputs import load_plan
from kehoach.model import as_dict

SAMPLES = Path(__file__).parents[1] / "samples"
NAME = "ke-hoach-chuyen-doi-so-2026"


def records(path: Path) -> dict[str, Any]:
    """Everything but where it stands in the source and what was odd about the source."""
    found = as_dict(load_plan(str(path)))
    del found["source"], found["diagnostics"]
    for task in found["tasks"]:
        del task["provenance"]
    return found


@pytest.mark.parametrize("suffix", ["md", "docx", "pdf", "html"])
def test_formats_give_equal_records(suffix: str) -> None:
    assert records(SAMPLES / f"{NAME}.{suffix}") == records(SAMPLES / f"{NAME}.txt")


@pytest.mark.parametrize("suffix", ["txt", "md", "docx", "pdf", "html"])
def test_every_task_knows_its_place(suffix: str) -> None:
    plan = load_plan(str(SAMPLES / f"{NAME}.{suffix}"))
    kinds = {"txt": "text", "md": "text"}
    assert plan.tasks
    for task in plan.tasks:
        assert task.provenance
        assert {place.kind for place in task.provenance} == {kinds.get(suffix, suffix)}


def test_the_same_bytes_under_another_name_give_the_same_ids(tmp_path: Path) -> None:
    moved = tmp_path / "khác.txt"
    moved.write_bytes((SAMPLES / f"{NAME}.txt").read_bytes())
    assert [task.id for task in load_plan(str(moved)).tasks] == [task.id for task in load_plan(str(SAMPLES / f"{NAME}.txt")).tasks]
