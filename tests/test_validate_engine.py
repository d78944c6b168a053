"""The review as a whole: what becomes of hits, settings, baselines, and plans as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factory import by, plan, task
from kehoach import lang
from kehoach.errors import UsageError
from kehoach.model import Diagnostic, Task, TextPlace, as_dict
from kehoach.validate import review
from kehoach.validate.baseline import read_baseline, unaccepted, write_baseline
from kehoach.validate.findings import fingerprint
from kehoach.validate.registry import RULES, check_prefixes, is_selected
from kehoach.validate.settings import DEFAULT, Settings, settings_for
from review_cases import excerpt

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"

CLEAN = """
§ I | Chỉ đạo, điều hành
1 | Ban hành Kế hoạch kiểm soát thủ tục hành chính | Văn phòng UBND tỉnh | Các sở, ban, ngành | Kế hoạch của UBND tỉnh | Tháng 01/2024
2 | Kiểm tra việc thực hiện tại các cơ quan, đơn vị | Sở Nội vụ | Văn phòng UBND tỉnh | Báo cáo kiểm tra | Quý III/2024
§ II | Công khai thủ tục hành chính
1 | Công bố danh mục thủ tục hành chính | Các sở, ban, ngành | Văn phòng UBND tỉnh | Quyết định công bố | Trước ngày 30/6/2024
2 | Nhóm nhiệm vụ về kết nối dữ liệu
2.1 | Kết nối với cơ sở dữ liệu quốc gia về dân cư | Công an tỉnh | Sở Tư pháp | Báo cáo kết nối | Quý II/2024
2.2 | Kết nối với cơ sở dữ liệu quốc gia về đất đai | Sở Tài nguyên và Môi trường | Sở Tư pháp | Báo cáo kết nối | Quý IV/2024
3 | Báo cáo tổng kết năm | Văn phòng UBND tỉnh | Các sở, ban, ngành | Báo cáo tổng kết | Trước ngày 15/01/2025
"""


def test_a_clean_plan_has_neither_errors_nor_warnings() -> None:
    assert [finding.code for finding in review(excerpt(CLEAN)) if finding.severity != "info"] == []


def test_findings_come_in_the_order_of_the_document_and_name_their_task() -> None:
    first, second = task(1, "Rà soát quy trình", lead=""), task(2, "Công bố danh mục", deadline=by("", "2024-06-30"))
    found = [finding for finding in review(plan(first, second)) if finding.severity == "error"]
    assert [(finding.code, finding.task and finding.task["ordinal"]) for finding in found] == [("KHU01", "1"), ("KHT01", "2")]
    assert found[0].message == "Nhiệm vụ 1: không có đơn vị chủ trì"
    assert found[0].where == {"kind": "text", "line": 10, "end_line": 10}
    assert found[0].path == "ke-hoach.txt"


def test_messages_in_english() -> None:
    lang.use("en")
    try:
        (finding,) = [finding for finding in review(plan(task(1, "Rà soát"), task(2, "Công bố", lead=""))) if finding.code == "KHU01"]
    finally:
        lang.use(None)
    assert finding.message == "Task 2: no lead unit"


@pytest.mark.parametrize("code", ["KHR08", "KHR09", "KHR77"])
def test_trouble_while_reading_is_a_finding_of_its_own_severity(code: str) -> None:
    diagnostic = Diagnostic(code=code, severity="error", message="trang 3 là ảnh", where={"kind": "pdf", "page": 3})
    (finding,) = [finding for finding in review(plan(task(1, "Rà soát"), diagnostics=(diagnostic,))) if finding.code == code]
    assert (finding.severity, finding.where) == ("error", {"kind": "pdf", "page": 3})


def test_trouble_while_reading_is_not_told_twice() -> None:
    place = TextPlace(line=10, end_line=10)
    diagnostic = Diagnostic(code="KHR06", message="không hiểu thời hạn", where=as_dict(place))
    wrong = replace(excerpt("1 | Rà soát | Sở Tư pháp | | Báo cáo | Quý V/2024").tasks[0], provenance=(place,))
    codes = [finding.code for finding in review(plan(wrong, diagnostics=(diagnostic,)))]
    assert "KHT03" in codes
    assert "KHR06" not in codes


def test_an_empty_plan_is_never_without_findings() -> None:
    assert [finding.code for finding in review(plan()) if finding.severity == "error"] == ["KHS01"]


def test_fingerprints_do_not_depend_on_row_numbers_or_places() -> None:
    wrong = task(4, "Công bố danh mục", lead="")
    moved = replace(wrong, id="other", ordinal="9", provenance=(TextPlace(line=99, end_line=99),))
    prints = [[finding.fingerprint for finding in review(plan(one)) if finding.code == "KHS02"] for one in (wrong, moved)]
    assert prints[0] == prints[1] != []


@given(st.text(min_size=1), st.sampled_from(sorted(RULES)))
def test_fingerprints_fold_case_and_spaces(words: str, code: str) -> None:
    assert fingerprint(code, words) == fingerprint(code, f"  {words} ")
    assert fingerprint(code, words, 2) == fingerprint(code, words) + ":2"


def test_fingerprints_within_one_document_are_distinct() -> None:
    twice = [task(n, "Công bố danh mục", lead="") for n in (1, 2, 3)]
    prints = [finding.fingerprint for finding in review(plan(task(0, "Khác"), *twice))]
    assert len(set(prints)) == len(prints)


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        ((), (), True),
        (("KHT",), (), True),
        (("KHS",), (), False),
        ((), ("KHT04",), False),
        (("KHT04",), ("KHT",), True),
        (("KHT",), ("KHT04",), False),
        (("KHT04",), ("KHT04",), False),
    ],
)
def test_selection_by_prefix(select: tuple[str, ...], ignore: tuple[str, ...], chosen: bool) -> None:
    assert is_selected("KHT04", select, ignore) is chosen


def test_unknown_codes_are_refused() -> None:
    assert check_prefixes(["khs", " KHT04 "]) == ("KHS", "KHT04")
    with pytest.raises(UsageError):
        check_prefixes(["KHX"])


def test_severities_can_be_changed_and_rules_turned_off() -> None:
    wrong = plan(task(1, "Rà soát", lead=""), task(2, "Công bố"))
    settings = Settings(severity={"KHU01": "warning", "KHT10": "off", "KHN05": "error"})
    found = {finding.code: finding.severity for finding in review(wrong, settings=settings)}
    assert found["KHU01"] == "warning"
    assert "KHT10" not in found


SETTINGS = """
select = ["KHS", "KHU", "KHT"]
ignore = ["KHT09"]
fail-on = "warning"
baseline = "accepted.json"

[severity]
KHU02 = "error"

[paths."old/*"]
ignore = ["KHU04"]
severity = { KHU02 = "off" }
"""


@pytest.mark.parametrize("name", ["kehoach.toml", "pyproject.toml"])
def test_settings_are_found_upwards(tmp_path: Path, name: str) -> None:
    text = (
        SETTINGS
        if name == "kehoach.toml"
        else "[tool.kehoach]\n"
        + SETTINGS.replace("[", "[tool.kehoach.", 0)
        .replace("\n[severity]", "\n[tool.kehoach.severity]")
        .replace("\n[paths.", "\n[tool.kehoach.paths.")
    )
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "drafts" / "old").mkdir(parents=True)
    inside = settings_for(tmp_path / "drafts" / "a.docx")
    assert (inside.select, inside.ignore, inside.fail_on) == (("KHS", "KHU", "KHT"), ("KHT09",), "warning")
    assert inside.severity == {"KHU02": "error"}
    assert inside.baseline == tmp_path / "accepted.json"
    old = settings_for(tmp_path / "old" / "a.docx")
    assert (old.ignore, old.severity) == (("KHT09", "KHU04"), {"KHU02": "off"})


def test_the_nearest_settings_hold(tmp_path: Path) -> None:
    (tmp_path / "kehoach.toml").write_text('ignore = ["KHN"]', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "pyproject.toml").write_text('[tool.other]\nname = "x"', encoding="utf-8")
    assert settings_for(tmp_path / "sub" / "a.txt").ignore == ("KHN",)
    (tmp_path / "sub" / "kehoach.toml").write_text("", encoding="utf-8")
    from kehoach.validate import settings

    settings._nearest.cache_clear()
    assert settings_for(tmp_path / "sub" / "a.txt") == DEFAULT


@pytest.mark.parametrize(
    "text",
    [
        "selct = []",
        'select = "KHS"',
        'select = ["KHX"]',
        '[severity]\nKHU02 = "bad"',
        'fail-on = "info"',
        "ignore = [",
        '[paths."*"]\nfail-on = "error"',
        "paths = 3",
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "kehoach.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"kehoach\.toml"):
        settings_for(tmp_path / "a.txt")


def test_a_baseline_keeps_what_was_accepted_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    old = review(plan(task(1, "Rà soát", lead=""), task(2, "Công bố")))
    write_baseline(file, old)
    assert unaccepted(old, file) == []
    inserted = task(1, "Nhiệm vụ mới", lead="")
    shifted = plan(inserted, task(2, "Rà soát", lead=""), task(3, "Công bố"))
    assert [(finding.code, finding.task and finding.task["title"]) for finding in unaccepted(review(shifted), file)] == [
        ("KHU01", "Nhiệm vụ mới")
    ]
    assert json.loads(file.read_text(encoding="utf-8"))["version"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["accepted.json"]


@pytest.mark.parametrize("content", [None, "", "[]", '{"version": 2, "documents": {}}', '{"version": 1}'])
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "accepted.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"accepted\.json"):
        read_baseline(file)


TEXTS = st.text(alphabet="aăbcđ ĐQTU0123456789/-.,;:()[]ỳ\n&“”", max_size=60)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=6))
def test_any_text_can_be_reviewed(rows: list[tuple[str, str, str, str, str]]) -> None:
    tasks = tuple(
        Task(id=f"t{n}", ordinal=number or None, title=title, lead_raw=lead, deliverables=(product,), deadline=by(raw, "2024-06-30"))
        for n, (number, title, lead, product, raw) in enumerate(rows)
    )
    for finding in review(plan(*tasks)):
        assert finding.message
        assert finding.code in RULES


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not here")
def test_real_documents_have_at_most_one_error_and_it_is_a_true_one() -> None:
    from kehoach.validate.sources import load_drafts

    errors = []
    for path in sorted(CORPUS.glob("00?_*.txt")):
        for found in load_drafts([str(path)]):
            assert not isinstance(found, Exception)
            errors += [finding for finding in review(found[0], source=found[1]) if finding.severity == "error"]
    assert [(finding.code, finding.mark and finding.mark.word.split("/")[1]) for finding in errors] == [("KHD01", "Ttg-KSTT")]
