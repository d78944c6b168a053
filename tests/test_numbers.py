"""Document numbers: each shape, each repair, and everything that only looks like one."""
from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from kehoach.normalize.data import members, rows
from kehoach.normalize.numbers import DocumentNumber, find_numbers, read_number

GOLD = Path(__file__).parents[1].parent / "shared" / "gold" / "numbers.jsonl"


def parts(number: DocumentNumber | None) -> tuple[object, ...] | None:
    return number and (number.number, number.family, number.year, number.type, number.issuer)


@pytest.mark.parametrize(
    ("raw", "number", "family", "year", "kind", "issuer"),
    [
        ("12/QĐ-UBND", "12/QĐ-UBND", "administrative", None, "QĐ", "UBND"),
        ("7/QĐ-UBND-NC", "7/QĐ-UBND-NC", "administrative", None, "QĐ", "UBND"),
        ("4125/QĐ-UBND.CN", "4125/QĐ-UBND.CN", "administrative", None, "QĐ", "UBND"),
        ("30a/NQ-CP", "30a/NQ-CP", "administrative", None, "NQ", "CP"),
        ("9/2024/TT-BTC", "9/2024/TT-BTC", "normative", 2024, "TT", "BTC"),
        ("06/2023/TTLT-BTP-BNV", "06/2023/TTLT-BTP-BNV", "normative", 2023, "TTLT", "BTP"),
        ("55/2005/TTLT/BNV-VPCP", "55/2005/TTLT/BNV-VPCP", "normative", 2005, "TTLT", "BNV"),
        ("236/2003/QĐ/BNN", "236/2003/QĐ/BNN", "normative", 2003, "QĐ", "BNN"),
        ("24/2004/PL-UBTVQH11", "24/2004/PL-UBTVQH11", "normative", 2004, "PL", "UBTVQH11"),
        ("76/2025/UBTVQH15", "76/2025/UBTVQH15", "normative", 2025, None, "UBTVQH15"),
        ("15/2020/L-CTN", "15/2020/L-CTN", "normative", 2020, "L", "CTN"),
        ("72/2025/QH 15", "72/2025/QH15", "normative", 2025, None, "QH15"),
        ("35/1999/QH9", "35/1999/QH9", "normative", 1999, None, "QH9"),
        ("12/CV-UBND", "12/CV-UBND", "administrative", None, "CV", "UBND"),
        ("8/BCTĐ-STP", "8/BCTĐ-STP", "administrative", None, "BCTĐ", "STP"),
        ("12/SKH&CN-CNg", "12/SKH&CN-CNg", "letter", None, None, "SKH&CN"),
        ("44/UBND-KSTT", "44/UBND-KSTT", "letter", None, None, "UBND"),
        ("285/CCTTHC", "285/CCTTHC", "letter", None, None, "CCTTHC"),
        ("57-NQ/TW", "57-NQ/TW", "party", None, "NQ", "TW"),
        ("60-KHHĐ/HU", "60-KHHĐ/HU", "party", None, "KHHĐ", "HU"),
        ("215-KH/TĐTN-BTC", "215-KH/TĐTN-BTC", "party", None, "KH", "TĐTN"),
        ("12-QĐ/TU-BTG", "12-QĐ/TU-BTG", "party", None, "QĐ", "TU"),
        ("40 - CV/HU - BTC", "40-CV/HU-BTC", "party", None, "CV", "HU"),
        ("Số     -KH/TĐTN-BTC", None, "draft", None, "KH", "TĐTN"),
        ("Số: /KH-UBND", None, "draft", None, "KH", "UBND"),
        ("Số:        /UBND-NC", None, "draft", None, None, "UBND"),
        ("Số …./2024/QĐ-UBND", None, "draft", 2024, "QĐ", "UBND"),
        ("Số     -KH/TU", None, "draft", None, "KH", "TU"),
        ("…/KH-UBND", None, "draft", None, "KH", "UBND"),
        ("Quyết định số 12/QĐ-UBND ngày 01/3/2024 của UBND tỉnh", "12/QĐ-UBND", "administrative", None, "QĐ", "UBND"),
        # repairs
        ("61/2018/NĐ- CP", "61/2018/NĐ-CP", "normative", 2018, "NĐ", "CP"),
        ("61/2018/NĐ – CP", "61/2018/NĐ-CP", "normative", 2018, "NĐ", "CP"),
        ("61 / 2018/N\u00d0\u2011CP", "61/2018/NĐ-CP", "normative", 2018, "NĐ", "CP"),
        ("61/2018/ND-CP", "61/2018/NĐ-CP", "normative", 2018, "NĐ", "CP"),
        ("61/2018/NĐCP", "61/2018/NĐ-CP", "normative", 2018, "NĐ", "CP"),
        ("61/2018/NĐ-СР", "61/2018/NĐ-CP", "normative", 2018, "NĐ", "CP"),  # Cyrillic letters
        ("O1/2O18/TT-VPCP", "01/2018/TT-VPCP", "normative", 2018, "TT", "VPCP"),
        ("61/2018/NĐ-CP3", "61/2018/NĐ-CP", "normative", 2018, "NĐ", "CP"),
        ("72/2025/QH151", "72/2025/QH15", "normative", 2025, None, "QH15"),
        ("06/QĐ-TTG", "06/QĐ-TTg", "administrative", None, "QĐ", "TTg"),
        ("49/Ttg-KSTT", "49/TTg-KSTT", "letter", None, None, "TTg"),
        ("12/TTR-SNGV", "12/TTr-SNgV", "administrative", None, "TTr", "SNgV"),
        ("12/T.Tr-UBND", "12/TTr-UBND", "administrative", None, "TTr", "UBND"),
        ("01/TT-BDTTG", "01/TT-BDTTG", "administrative", None, "TT", "BDTTG"),
        ("33/2020/NQ-HDND", "33/2020/NQ-HĐND", "normative", 2020, "NQ", "HĐND"),
        ("09 - CTR/TU", "09-CTr/TU", "party", None, "CTr", "TU"),
        ("57-NQ/TƯ", "57-NQ/TW", "party", None, "NQ", "TW"),
        ("1.234/QĐ-UBND", "1234/QĐ-UBND", "administrative", None, "QĐ", "UBND"),
        ("Số: xxx/KH-UBND", None, "draft", None, "KH", "UBND"),
        ("33/2009/QĐ-BGD &ĐT", "33/2009/QĐ-BGD&ĐT", "normative", 2009, "QĐ", "BGD&ĐT"),
        ("77/TTr-SGD & ĐT", "77/TTr-SGD&ĐT", "administrative", None, "TTr", "SGD&ĐT"),
        ("4/2015/TT-BGD ĐT", "4/2015/TT-BGDĐT", "normative", 2015, "TT", "BGDĐT"),
        ("19/SKH& CN-VP", "19/SKH&CN-VP", "letter", None, None, "SKH&CN"),
        ("7/KH-SLĐ-TB &XH", "7/KH-SLĐ-TB&XH", "administrative", None, "KH", "SLĐ"),
        ("44-1999/QĐ-TTg", "44/1999/QĐ-TTg", "normative", 1999, "QĐ", "TTg"),
        ("12/qđ-ubnd", "12/QĐ-UBND", "administrative", None, "QĐ", "UBND"),
    ],
)
def test_read(raw: str, number: str | None, family: str, year: int | None, kind: str | None, issuer: str | None) -> None:
    read = read_number(raw)
    assert parts(read) == (number, family, year, kind, issuer)
    assert read is not None
    assert read.raw == raw


LOOK_ALIKES = [
    "biểu mẫu số 02/RS-KSTT",
    "02/RS-KSTT",
    "Mẫu số 05/BC-KT",
    "Biểu số II.06a/VPCP/KSTT",
    "15 phút/01 lượt",
    "ngày 14/02/2008",
    "tháng 3/2024",
    "000.00.00.H49",
    "1.001612",
    "QCVN 08:2023/BTNMT",
    "QĐ-UBND",
    "quý I/2024 - Sở Nội vụ",
    "24/24h, 7/7 ngày",
    "50/Sở Nội vụ",
    "giai đoạn 2016-2020/NQ-HĐND",
    "ngày 27-8-2001/CT",
    "5-2024/SNV",
    "",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_not_a_number(text: str) -> None:
    assert read_number(text) is None
    assert not list(find_numbers(text))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Kế hoạch số 215-KH/TĐTN-BTC ngày 02/3/2024; Nghị quyết số 57-NQ/TW-Về khoa học", ["215-KH/TĐTN-BTC", "57-NQ/TW"]),
        ("Nghị định số 61/2018/NĐ-\nCP và Thông tư 01/2018/TT- VPCP.", ["61/2018/NĐ-CP", "01/2018/TT-VPCP"]),
        ("theo Công văn số 285/CCTTHC ngày 03/02/2020", ["285/CCTTHC"]),
        ("nhà số 12/QL1A", []),
        ("tại Phiếu trình số 31/VPB2 ngày 3/4/2024, lô số 15/TTB2", ["31/VPB2"]),
        ("Chỉ thị số 8-2000/CT-TTg ngày 27-8-2000 và 57-NQ/TW", ["8/2000/CT-TTg", "57-NQ/TW"]),
        ("tại Quyết định số 5/QĐ-UBND\n- VPCP chủ trì", ["5/QĐ-UBND"]),
        ("tại Quyết định số 5/QĐ-UBND - Sở Nội vụ", ["5/QĐ-UBND"]),
        ("số 12/QĐ-UBNDngày 12/12/2023", ["12/QĐ-UBND"]),
        ("(Kèm theo Quyết định số: /QĐ-SNV)", [None]),
        ("Kết luận 14-KL/TW, Kế hoạch 469-KH/TU; Luật số 72/2025/QH15", ["14-KL/TW", "469-KH/TU", "72/2025/QH15"]),
        ("số 33/2009/QĐ-BGD &ĐT ngày 7/4/2009 và số 4/TT-BGD ĐT của Bộ", ["33/2009/QĐ-BGD&ĐT", "4/TT-BGDĐT"]),
        ("số 5/QĐ-UBND TP và số 6/TB-HĐND & UBND tỉnh, số 7/KH-SNV & STC", ["5/QĐ-UBND", "6/TB-HĐND", "7/KH-SNV"]),
        ("biểu mẫu số 03/SCM-KSTT kèm theo Thông tư số 02/2017/TT-VPCP", ["02/2017/TT-VPCP"]),
    ],
)
def test_find(text: str, numbers: list[str | None]) -> None:
    found = list(find_numbers(text))
    assert [number.number for _, _, number in found] == numbers
    assert all(text[start:end] == number.raw for start, end, number in found)


@pytest.mark.parametrize("row", rows("doc_types"), ids=lambda row: row["code"] + row["name"])
def test_type_examples(row: dict[str, str]) -> None:
    for example in members(row["example"]):
        read = read_number(example)
        assert read is not None
        assert read.number == example
        assert read.type in (row["code"] or None, None)


NUMBERS = st.builds(
    lambda serial, year, kind, issuer: f"{serial}/{year}{kind}-{issuer}",
    st.integers(1, 99999),
    st.sampled_from(["", "2019/", "2026/"]),
    st.sampled_from(["QĐ", "NĐ", "TTr", "KH", "CTr", "QyĐ"]),
    st.sampled_from(["UBND", "TTg", "CP", "HĐND", "SNgV", "BDTTG"]),
)


@given(NUMBERS)
def test_spellings_agree(number: str) -> None:
    wanted = parts(read_number(number))
    assert wanted is not None
    assert wanted[0] == number
    for spelling in (
        unicodedata.normalize("NFD", number),
        number.replace("-", "–"),
        number.replace("-", "-\u00a0"),
        number.replace("/", " /", 1),
        f"  Số:  {number}. ",
        number.upper(),
    ):
        assert parts(read_number(spelling)) == wanted


@given(st.text(alphabet="số: ./-0123456789QĐUBNDTgCPt\u0309\u00a0…\n", max_size=80))
def test_places_are_true_and_ordered(text: str) -> None:
    last = 0
    for start, end, number in find_numbers(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == number.raw
        last = end


@pytest.mark.parametrize("unit", ["1/", "12/QĐ-", "Số ", "Số..", "12/2020/", "-A", "số: /", "A.", "/KH", ". "])
def test_work_grows_with_the_text(unit: str) -> None:
    """The number of characters looked at cannot be seen from here; a text of this length would never return if it grew faster."""
    assert list(find_numbers(unit * 20_000)) is not None


@pytest.mark.skipif(not GOLD.exists(), reason="worked examples are not here")
def test_worked_examples() -> None:
    wanted = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert [asdict(read) if (read := read_number(item["raw"])) else None for item in wanted] == wanted
