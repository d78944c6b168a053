"""The outputs of the review, read back by other means."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from factory import plan, task
from kehoach.errors import UnreadableError
from kehoach.model import DocxPlace, PdfPlace, Source, Task
from kehoach.validate import review
from kehoach.validate.formats import FORMATS, renderer
from kehoach.validate.report import Report

SCHEMA = json.loads((Path(__file__).parent / "sarif_subset.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def report() -> Report:
    report = Report()
    tasks: list[Task] = [
        task(1, "Rà soát, công bố\ndanh mục <TTHC> & quy trình 100%", lead=""),
        task(2, "Tổ chức tập huấn", lead="Sở Nội vụ; Sở Tư pháp", provenance=(DocxPlace(table=1, row=7),)),
        task(4, "Kiểm tra", provenance=(PdfPlace(page=3, bbox=(0, 0, 1, 1)),)),
    ]
    wrong = plan(*tasks, source=Source(path="kế hoạch/dự thảo, bản 2.txt", format="txt", sha256="0" * 64))
    report.add(wrong.source.path, review(wrong), "error")
    report.add("sạch.txt", [], "error")
    report.unreadable.append(UnreadableError("hỏng.pdf", "tệp rỗng"))
    return report


def test_json_has_the_fields_of_the_contract(report: Report) -> None:
    content = json.loads(renderer("json")(report))
    assert set(content) == {"schema_version", "findings", "summary"}
    assert content["summary"] == report.summary()
    assert content["summary"]["files"] == 2
    for finding in content["findings"]:
        assert set(finding) == {"code", "name", "severity", "path", "message", "suggestion", "task", "where", "fingerprint"}
    lead = next(finding for finding in content["findings"] if finding["code"] == "KHU01")
    assert lead["task"] == {"id": "t1", "section": None, "ordinal": "1", "title": "Rà soát, công bố\ndanh mục <TTHC> & quy trình 100%"}
    assert lead["where"] == {"kind": "text", "line": 10, "end_line": 10}


def test_sarif_is_valid_and_has_fingerprints(report: Report) -> None:
    content = json.loads(renderer("sarif")(report))
    jsonschema.validate(content, SCHEMA, format_checker=jsonschema.FormatChecker())
    run = content["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(report.findings)
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.code
        assert list(result["partialFingerprints"].values()) == [finding.fingerprint]
    assert run["invocations"][0]["executionSuccessful"] is False
    lines = [result["locations"][0]["physicalLocation"].get("region") for result in run["results"] if result["ruleId"] == "KHU01"]
    assert lines == [{"startLine": 10, "endLine": 10}]


def test_the_schema_of_the_test_refuses_what_is_wrong() -> None:
    for wrong in ({"version": "2.0.0", "runs": []}, {"version": "2.1.0", "runs": [{}]}, {"version": "2.1.0", "runs": [], "more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, SCHEMA)


def test_junit_reads_back(report: Report) -> None:
    suites = ElementTree.fromstring(renderer("junit")(report)).findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["kế hoạch/dự thảo, bản 2.txt", "sạch.txt", "hỏng.pdf"]
    drafts, clean, broken = suites
    assert drafts.get("failures") == str(sum(finding.severity != "info" for finding in report.findings))
    assert len(drafts.findall("testcase")) == int(drafts.get("tests") or 0) == len(report.findings)
    assert len(clean.findall("testcase")) == 1
    assert not clean.findall(".//failure")
    assert [error.get("message") for error in broken.findall(".//error")] == ["tệp rỗng"]


def test_github_lines_are_one_per_finding_and_escaped(report: Report) -> None:
    lines = renderer("github")(report).splitlines()
    assert len(lines) == len(report.findings) + 1
    lead = next(line for line in lines if "KHU01" in line)
    assert lead.startswith("::error file=kế hoạch/dự thảo%2C bản 2.txt,line=10,title=KHU01 no-lead::Nhiệm vụ 1: ")
    assert any(line.startswith("::warning ") and "[bảng 1, dòng 7]" in line for line in lines)


def test_text_groups_by_document_quotes_and_marks(report: Report) -> None:
    text = renderer("text")(report)
    assert text.splitlines()[0] == "kế hoạch/dự thảo, bản 2.txt"
    assert "KHU02 cảnh báo (bảng 1, dòng 7)  Nhiệm vụ 2: có 2 đơn vị chủ trì" in text
    assert "| «Sở Nội vụ; Sở Tư pháp»" in text
    assert "(trang 3)" in text
    assert "\x1b" not in text
    assert text.rstrip().endswith("1 văn bản không đọc được")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_an_empty_report(name: str) -> None:
    written = renderer(name)(Report())
    assert written == "" or written.endswith("\n")


def test_a_document_cannot_write_elsewhere_on_the_terminal() -> None:
    report = Report()
    report.add("a\x1b[2J.txt", review(plan(task(1, "Rà soát\x1b]0;x\x07 quy trình", lead=""), task(2, "Công bố"))), "error")
    assert not set(renderer("text")(report)) & {"\x1b", "\x07", "\x9b"}
