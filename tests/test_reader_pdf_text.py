"""How the PDF reader puts text together: lines that meet, torn words, old encodings, notes, and the rows of a real annex."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach.parse.blocks import Table
from kehoach.parse.readers.joins import glued, is_torn
from kehoach.parse.readers.pdf import read
from kehoach.parse.readers.pdf.flow import is_item
from kehoach.parse.readers.pdf.geometry import Font, Run
from kehoach.parse.readers.pdf.legacy import decode, is_legacy
from kehoach.parse.readers.pdf.lines import compose
from kehoach.parse.readers.pdf.rules import Rule, joined

SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Văn phòng HĐND&UBND/", "ND tỉnh", "Văn phòng HĐND&UBND/ND tỉnh"),
        ("Nghị định số 61/2018/NĐ-", "CP ngày", "Nghị định số 61/2018/NĐ-CP ngày"),
        ("Nghị định số 61/2018/NĐ", "-CP ngày", "Nghị định số 61/2018/NĐ-CP ngày"),
        ("HĐND", "&UBND huyện", "HĐND&UBND huyện"),
        ("Văn hóa &", "Thông tin", "Văn hóa & Thông tin"),
        ("Văn hóa", "& Thông tin", "Văn hóa & Thông tin"),
        ("Sở Quy hoạch -", "Kiến trúc", "Sở Quy hoạch - Kiến trúc"),
        ("giai đoạn 2021-", "2025", "giai đoạn 2021-2025"),
        ("trước ngày 30/", "6/2025", "trước ngày 30/6/2025"),
        ("Ủy ban nhân dân", "cấp huyện", "Ủy ban nhân dân cấp huyện"),
        ("thực hiện", ", báo cáo", "thực hiện, báo cáo"),
        ("https://dichvucong.", "gov.vn", "https://dichvucong.gov.vn"),
        ("thủ\u00ad", "tục", "thủtục"),
    ],
)
def test_where_lines_meet(before: str, after: str, whole: str) -> None:
    assert glued(before, after) == whole


@pytest.mark.parametrize(
    ("before", "after", "alone", "torn"),
    [
        ("Văn phòng HĐND&UBN", "D huyện", True, True),
        ("phòng HĐND&UB", "ND huyện", False, True),
        ("Thườn", "g xuyên", True, True),
        ("tại phươ", "ng án", True, True),
        ("30/8/202", "6", True, True),
        ("https://baocao.hatinh.gov.v", "n", True, True),
        ("Quý", "II/2025", True, False),
        ("UBND", "TỈNH", True, False),
        ("thực hiện", "danh mục", False, False),
        ("phần mềm...", "từ cấp xã", False, False),
        ("năm 2025", "2026", True, False),
    ],
)
def test_words_torn_at_narrow_columns(before: str, after: str, alone: bool, torn: bool) -> None:
    assert is_torn(before, after, alone) is torn


@pytest.mark.parametrize("text", ["- Sở Nội vụ", "+ Sở Nội vụ", "1. Mục đích", "a) Giao", "đ) Giao", "1.1. Rà soát", "II. NỘI DUNG", "Điều 2. Giao", "• Báo cáo"])
def test_items(text: str) -> None:
    assert is_item(text)


@pytest.mark.parametrize("text", ["2025 và các năm", "Sở Nội vụ", "15/9/2025", "a", "Vì vậy. Do"])
def test_no_items(text: str) -> None:
    assert not is_item(text)


@pytest.mark.parametrize(
    ("drawn", "text"),
    [("e\u0301\u0302", "ế"), ("u\u0323\u031b", "ự"), ("Ke \u0302\u0301 hoạch", "Kế hoạch"), ("o\u0302\u0309", "ổ"), ("a\u200bb", "ab")],
)
def test_marks_compose_in_any_order(drawn: str, text: str) -> None:
    assert compose(drawn) == text


def run(text: str, font: str) -> Run:
    return Run(text, [float(index) for index in range(len(text))], float(len(text)), 100.0, 10.0, Font(font), 0)


@pytest.mark.parametrize(
    ("font", "codes", "text"),
    [
        (".VnTime", "Uû ban nh©n d©n tØnh H\xadng Yªn", "Uỷ ban nhân dân tỉnh Hưng Yên"),
        ("ABCDEF+.VnTimeH", "kÕ ho¹ch", "KẾ HOẠCH"),
        ("VNI-Times", "Keá hoaïch caûi caùch haønh chính", "Kế hoạch cải cách hành chính"),
        ("VNI-Times", "Ñôn vò thöïc hieän", "Đơn vị thực hiện"),
        ("TimesNewRoman", "Tôi", "Tôi"),
    ],
)
def test_old_encodings(font: str, codes: str, text: str) -> None:
    one = run(codes, font)
    if is_legacy([one]):
        decode(one)
    assert compose(one.text) == text
    assert len(one.lefts) == len(one.text)


def test_a_font_of_an_old_name_with_unicode_letters_is_left_alone() -> None:
    assert not is_legacy([run("Kế hoạch", ".VnTime")])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 200), st.integers(5, 80)), max_size=30))
def test_joined_rules_cover_what_was_drawn(drawn: list[tuple[int, int, int]]) -> None:
    rules = [Rule(10.0 * at, float(start), float(start + length)) for at, start, length in drawn]
    whole = joined(rules)
    for rule in rules:
        assert any(abs(one.at - rule.at) < 1 and one.start <= rule.start and rule.end <= one.end for one in whole)
    assert sorted(joined(whole)) == sorted(whole)


@given(st.text(max_size=40), st.text(max_size=40))
def test_joining_loses_no_letter(before: str, after: str) -> None:
    kept = [char for char in before + after if not char.isspace() and char != "\u00ad"]
    assert [char for char in glued(before, after) if not char.isspace() and char != "\u00ad"] == kept


def seen_rows(path: Path) -> list[list[str]]:
    """What stands in each slot of the tables, merged cells in all of theirs."""
    rows = []
    for block in read(path.read_bytes(), path.name).blocks:
        if isinstance(block, Table):
            rows += [[" ".join(cell.text.split()) if cell else "" for cell in line] for line in block.slots()]
    return rows


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
def test_cells_of_a_real_annex() -> None:
    gold = json.loads((SHARED / "gold" / "ha-noi-100-ngay-2026.json").read_text(encoding="utf-8"))
    rows = {tuple(row[2:]) for row in seen_rows(SHARED / "corpus" / "ha-noi-100-ngay-2026.pdf")}
    fields = ("title", "lead_raw", "support_raw", "deliverable_raw", "deadline_raw")
    wanted = [tuple(" ".join(task[field].split()) for field in fields) for task in gold["tasks"]]
    # One row goes on over a page: the pieces are joined later.
    assert [row[0] for row in wanted if row not in rows] == [
        "Cung cấp dịch vụ công trực tuyến và đơn giản TTHC dành cho doanh nghiệp, bảo đảm các chỉ tiêu tại cột sản phẩm."
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
def test_pages_of_outlines_in_a_real_decision() -> None:
    path = SHARED / "corpus" / "no-tasks-lai-chau-1629.pdf"
    document = read(path.read_bytes(), path.name)
    assert [(found.code, found.where["page"]) for found in document.diagnostics] == [("KHR08", 1), ("KHR08", 2)]
