"""Real documents against records made by hand, where both are at hand."""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kehoach.model import as_json

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
CORPUS, GOLD, SCORE = SHARED / "corpus", SHARED / "gold", SHARED / "score.py"
pytestmark = pytest.mark.skipif(not (CORPUS.is_dir() and GOLD.is_dir() and SCORE.is_file()), reason="no corpus beside the repository")

NUMBERED = sorted(path.name for path in GOLD.glob("00*.json")) if GOLD.is_dir() else []
OTHERS = {"tphcm-2820-2025.json": 0.97, "ttg-2530-2025.json": 0.97, "dong-nai-179-2025.json": 0.97, "ha-noi-100-ngay-2026.json": 0.95}
EMPTY = sorted(path.name for path in GOLD.glob("no-tasks-*.json")) if GOLD.is_dir() else []


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def result(score: ModuleType, name: str) -> dict[str, Any]:
    from kehoach.inputs import load_plan

    gold = json.loads(unicodedata.normalize("NFC", (GOLD / name).read_text(encoding="utf-8")))
    plan = load_plan(str(CORPUS / gold["source"]))
    found: dict[str, Any] = score.score_document(gold, json.loads(as_json(plan).decode()), True)
    return found


@pytest.mark.parametrize("name", NUMBERED)
def test_numbered_documents_are_read_whole(score: ModuleType, name: str) -> None:
    found = result(score, name)
    assert {field: tuple(counts) for field, counts in found["tally"].items() if counts[0] < counts[1]} == {}
    assert (found["perfect"], found["extra"]) == (found["rows"], 0)


@pytest.mark.parametrize("name", OTHERS)
def test_other_documents(score: ModuleType, name: str) -> None:
    found = result(score, name)
    assert found["perfect"] >= OTHERS[name] * found["rows"]
    assert found["extra"] == 0


@pytest.mark.parametrize("name", EMPTY)
def test_documents_without_tasks_give_none(score: ModuleType, name: str) -> None:
    assert result(score, name)["extra"] == 0
