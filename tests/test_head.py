"""What the head and the foot of a document say, for heads of all kinds and in all the shapes in which they reach us."""
from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from headfoot import document
from kehoach.model import DocumentInfo
from kehoach.parse.head import read_head

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
    assert facts(read_head(document(case["text"]))) == case["expected"]
