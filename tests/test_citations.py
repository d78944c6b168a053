"""Citations: which documents a text cites, with type, date, issuer and role, in the ways in which officials cite."""
from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headfoot import citations_of, document, head_of, table
from kehoach.model import Citation
from kehoach.parse.blocks import SourceDocument
from kehoach.parse.citations import citations_in

SHARED = Path(__file__).parents[1].parent / "shared"

CP, TTG = "Chính phủ", "Thủ tướng Chính phủ"

CASES = tomllib.loads((Path(__file__).parent / "data" / "citation_cases.toml").read_text(encoding="utf-8"))["case"]


def lines(found: Iterable[Citation]) -> list[str]:
    return [f"{c.number} | {c.kind or '-'} | {c.issued_on or '-'} | {c.issuer or '-'} | {c.role}" for c in found]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_paragraph(case: dict[str, Any]) -> None:
    assert lines(citations_of(document(case["text"]), None)) == case["cites"]


def test_what_many_places_say_of_one_document_is_put_together() -> None:
    found = citations_of(
        document(
            """KẾ HOẠCH
Triển khai Quyết định số 12/QĐ-TTg
Căn cứ Quyết định số 12/QĐ-TTg ngày 03 tháng 01 năm 2024 của Thủ tướng Chính phủ;
I. NỘI DUNG
1. Theo Quyết định số 12/QĐ-TTg và Kế hoạch số 3/KH-UBND; báo cáo theo Kế hoạch số 3/KH-UBND ngày 5/2/2024."""
        ),
        None,
    )
    assert lines(list(found)) == [
        f"12/QĐ-TTg | Quyết định | 2024-01-03 | {TTG} | basis",
        "3/KH-UBND | Kế hoạch | 2024-02-05 | - | reference",
    ]


def test_the_documents_own_number_is_no_citation() -> None:
    text = "Số: 315/QĐ-UBND\nQUYẾT ĐỊNH\nĐiều 1.\n(Ban hành kèm theo Quyết định số 315/QĐ-UBND ngày 05/02/2024)\ntheo Công văn số 5/UBND-NC"
    assert [c.number for c in citations_of(document(text), "315/QĐ-UBND")] == ["5/UBND-NC"]


def test_the_number_line_is_no_citation_even_where_the_document_is_a_draft() -> None:
    text = "SỞ DU LỊCH\nSố: 77/KH-SDL\nQuảng Bình, ngày     tháng 4 năm 2023\nKẾ HOẠCH\nCăn cứ Kế hoạch số 5/KH-UBND;"
    assert [c.number for c in citations_of(document(text), None)] == ["5/KH-UBND"]


def test_cells_of_a_table_are_read_one_by_one() -> None:
    rows = [["1", "Rà soát theo Quyết định số\n5/QĐ-BNV của Bộ Nội vụ", "Văn phòng"], ["2", "Kế hoạch số 6/KH-UBND", "ngày 3/4/2024"]]
    source = SourceDocument("docx", [table(rows)])
    assert lines(citations_of(source, None)) == [
        "5/QĐ-BNV | Quyết định | - | Bộ Nội vụ | reference",
        "6/KH-UBND | Kế hoạch | - | - | reference",
    ]


def test_lists_of_a_law_site_are_related_and_its_notices_nothing() -> None:
    text = """- 1 Thông tư 01/2018/TT-VPCP hướng dẫn Nghị định 61/2018/NĐ-CP về một cửa do Văn phòng Chính phủ ban hành
- 2 Luật Tổ chức chính quyền địa phương 2015
- 3 Quyết định 7/QĐ-UBND năm 2020 về Quy chế hoạt động
ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 9/QĐ-UBND | Sơn La, ngày 3 tháng 2 năm 2021 |
QUYẾT ĐỊNH
BAN HÀNH KẾ HOẠCH
Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Ban hành Kế hoạch.
Văn bản này chưa cập nhật nội dung Tiếng Anh
Văn bản liên quan
Kế hoạch 15/KH-UBND năm 2021 thực hiện Quyết định 9/QĐ-UBND
Ban hành:
08/10/2025
NỘI DUNG SỬA ĐỔI, HƯỚNG DẪN
Nghị định 13/2023/NĐ-CP về Bảo vệ dữ liệu cá nhân yêu cầu xác nhận"""
    assert lines(citations_of(document(text), "9/QĐ-UBND")) == [
        "01/2018/TT-VPCP | Thông tư | - | Văn phòng Chính phủ | related",
        f"61/2018/NĐ-CP | Nghị định | 2018-04-23 | {CP} | basis",
        "7/QĐ-UBND | Quyết định | 2020 | - | related",
        "15/KH-UBND | Kế hoạch | 2021 | - | related",
    ]


def test_notes_that_a_reader_took_out_of_the_text_are_read_too() -> None:
    source = document("Căn cứ Kế hoạch số 5/KH-UBND;")
    source.footnotes["1"] = "Quyết định số 8/QĐ-UBND ngày 2/1/2024 của UBND tỉnh."
    assert [c.number for c in citations_of(source, None)] == ["5/KH-UBND", "8/QĐ-UBND"]


def test_the_citations_of_one_cell() -> None:
    cell = "Rà soát theo Quyết định số 12/QĐ-TTg;\nNghị định số\n61/2018/NĐ-CP; biểu mẫu số 02/RS-KSTT; Quyết định số 12/QĐ-TTg"
    assert [c.number for c in citations_in(cell)] == ["12/QĐ-TTg", "61/2018/NĐ-CP"]
    assert citations_in("") == []


@given(st.text(alphabet="Căn cứ số 12/KH-UBNDQĐTg;:,.\n()năm2024của Bộ", max_size=300))
def test_any_text_gives_each_number_once(text: str) -> None:
    found = [c.number for c in citations_in(text)]
    assert len(found) == len(set(found))


HOSTILE = ["các Quyết định của ", "số 1/QĐ-UBND ", "sửa đổi ", "của Bộ ", "được ", "a: "]
HOSTILE += ["Kế hoạch ", "ngày ", "- ", "do Sở ", "Luật ", "và các ", "theo của ", "tỉnh Sơn La ", "QĐ-BGD &", "Luật sửa đổi ", ", theo "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_text_is_read_in_little_work(piece: str) -> None:
    """A paragraph of this length would not end within the tests' time if any pattern backtracked over it."""
    assert isinstance(citations_in(piece * 3000 + "số 5/KH-UBND"), list)


GOLD = sorted((SHARED / "gold").glob("0*.json")) if SHARED.exists() else []


@pytest.mark.skipif(not GOLD, reason="the shared corpus is not here")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_real_documents(path: Path) -> None:
    gold = json.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))
    source = document((SHARED / "corpus" / gold["source"]).read_text(encoding="utf-8"))
    found = citations_of(source, head_of(source).number)
    assert {c.number for c in found} == set(gold["citations"])
