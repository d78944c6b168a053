"""What the head and the foot of a document say, for heads of all kinds and in all the shapes in which they reach us."""
from __future__ import annotations

import json
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from headfoot import document, head_of, in_shape
from kehoach.model import DocumentInfo

SHARED = Path(__file__).parents[1].parent / "shared"

CASES = tomllib.loads((Path(__file__).parent / "data" / "head_cases.toml").read_text(encoding="utf-8"))["case"]


def facts(info: DocumentInfo) -> dict[str, Any]:
    """The facts of a head as one flat dictionary, absent ones left out."""
    signer, issuer, period = info.signer, info.issuer, info.period
    flat = {
        "number": info.number, "kind": info.kind, "title": info.title, "issuer": issuer and issuer.name, "level": issuer and issuer.level,
        "raw": issuer and issuer.raw, "province": info.province, "issued": info.issued_on, "effective": info.effective_on,
        "signer": signer and signer.name, "role": signer and signer.role, "authority": signer and signer.authority,
        "period": period and f"{period.start}/{period.end}", "draft": info.is_draft or None,
    }  # fmt: skip
    return {name: value for name, value in flat.items() if value is not None}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_heads_as_lines(case: dict[str, Any]) -> None:
    assert facts(head_of(document(case["text"]))) == case["expected"]


SHAPES = [(case, shape) for case in CASES for shape in ("pipes", "spaces", "runs", "table", "joined") if in_shape(case["text"], shape)]


@pytest.mark.parametrize(("case", "shape"), SHAPES, ids=[f"{case['name']} as {shape}" for case, shape in SHAPES])
def test_heads_in_other_shapes(case: dict[str, Any], shape: str) -> None:
    source = in_shape(case["text"], shape)
    assert source is not None
    assert facts(head_of(source)) == case["expected"]


GOLD = sorted((SHARED / "gold").glob("0*.json")) if SHARED.exists() else []


@pytest.mark.skipif(not GOLD, reason="the shared corpus is not here")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_real_documents(path: Path) -> None:
    gold = json.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))
    info = head_of(document((SHARED / "corpus" / gold["source"]).read_text(encoding="utf-8")))
    period = [str(info.period.start), str(info.period.end)] if info.period else None
    found = {
        "number": info.number, "type": info.kind, "issued": info.issued_on, "effective": info.effective_on,
        "issuer": info.issuer and info.issuer.name, "province": info.province, "signer": info.signer and info.signer.name,
        "signer_role": info.signer and info.signer.role, "period": period, "is_draft": info.is_draft,
    }  # fmt: skip
    assert found == gold["document"]
