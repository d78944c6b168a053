"""The wrong excerpts again, this time as documents that are read, parsed and normalised: the rules see what a user's draft gives."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kehoach.validate import review
from kehoach.validate.registry import RULES
from kehoach.validate.sources import load_drafts
from review_cases import as_markdown

FILES = Path(__file__).parent / "rules"
SAMPLES = Path(__file__).parents[1] / "samples"
NOT_IN_A_TABLE = ("citations", "diagnostics")


def _cases() -> list[Any]:
    cases = []
    for code in RULES:
        content = tomllib.loads((FILES / f"{code}.toml").read_text(encoding="utf-8"))
        for case in content["fail"]:
            if not any(name in case.get("document", {}) for name in NOT_IN_A_TABLE) and case.get("as_document", True):
                cases.append(pytest.param(code, case, id=f"{code}-{case['why']}"))
    return cases


@pytest.mark.parametrize(("code", "case"), _cases())
def test_the_rule_fires_on_the_document(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.md"
    file.write_text(as_markdown(case["rows"], **case.get("document", {})), encoding="utf-8")
    (draft,) = load_drafts([str(file)])
    assert not isinstance(draft, Exception)
    found = [finding for finding in review(draft[0], source=draft[1], as_of=case.get("as_of")) if finding.code == code]
    places = [finding.task["ordinal"] or "" for finding in found if finding.task]
    assert len(found) == len(case["at"])
    assert places == [place for place in case["at"] if place and not place.startswith("§")]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples here")
def test_the_samples_have_neither_errors_nor_warnings() -> None:
    """Samples that show faults on purpose have "loi" (faults) in their names."""
    serious = []
    for draft in load_drafts([str(SAMPLES)]):
        assert not isinstance(draft, Exception)
        if "-loi" not in draft[0].source.path:
            serious += [finding for finding in review(draft[0], source=draft[1]) if finding.severity != "info"]
    assert [(finding.path, finding.code, finding.message) for finding in serious] == []


def test_trouble_in_one_document_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kehoach.validate import sources

    def break_down(path: str, format_name: str | None) -> Any:
        raise RuntimeError("nothing\nto do with documents")

    monkeypatch.delenv("KEHOACH_DEBUG", raising=False)
    monkeypatch.setattr(sources, "_read", break_down)
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (found,) = load_drafts([str(tmp_path / "a.txt")])
    assert "RuntimeError: nothing to do with documents" in str(found)


def test_a_merged_number_is_no_number_used_twice(tmp_path: Path) -> None:
    heads = "".join(f"<th>{head}</th>" for head in ("TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời gian"))
    rows = [
        '<td rowspan="2">1</td><td>Rà soát quy trình</td><td>Sở Tư pháp</td><td>Sở Y tế</td><td>Báo cáo</td><td>Quý I/2024</td>',
        "<td>Công bố danh mục</td><td>Sở Nội vụ</td><td>Sở Y tế</td><td>Danh mục</td><td>Quý II/2024</td>",
        "<td>2</td><td>Tổ chức tập huấn</td><td>Sở Nội vụ</td><td>Sở Y tế</td><td>Lớp tập huấn</td><td>Quý III/2024</td>",
        "<td>2</td><td>Kiểm tra tại đơn vị</td><td>Sở Nội vụ</td><td>Sở Y tế</td><td>Báo cáo kiểm tra</td><td>Quý IV/2024</td>",
    ]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    page = f"<html><body><p>KẾ HOẠCH</p><p>Cải cách hành chính năm 2024</p><table><tr>{heads}</tr>{table}</table></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    ((plan, source),) = load_drafts([str(tmp_path / "a.html")])
    found = [finding.task["title"] for finding in review(plan, source=source) if finding.code == "KHS03" and finding.task]
    assert found == ["Kiểm tra tại đơn vị"]
