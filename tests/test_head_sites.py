"""Heads as law sites show them: facts without labels above the letterhead, agency and number on one line."""
from __future__ import annotations

import pytest

from headfoot import document, head_of

MOTTO = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
BODY = "Quyết định\nBAN HÀNH QUY CHẾ LÀM VIỆC\nBỘ TRƯỞNG BỘ NỘI VỤ\nCăn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Ban hành Quy chế."


def _read(text: str) -> tuple[str | None, ...]:
    head = head_of(document(text))
    return head.number, head.kind, head.title, head.issuer.name if head.issuer else None, head.issued_on, head.province


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Quyết định 77/QĐ-BNV Ban hành Quy chế làm việc\n77/QĐ-BNV\nQuyết định\nCòn hiệu lực\n03-02-2027\n05/02/2027\n",
        "77/QĐ-BNV\nQuyết định\nHết hiệu lực một phần\n03-02-2027\n",
        "Quyết định 77/QĐ-BNV\nĐang cập nhật\n",
        "Quyết định 77/QĐ-BNV\nHết hiệu lực toàn bộ\n",
    ],
)
@pytest.mark.parametrize("head", ["Bộ Nội vụ Số: 77/QĐ-BNV |", "BỘ NỘI VỤ\nSố: 77/QĐ-BNV", "BỘ NỘI VỤ Số: 77/QĐ-BNV"])
def test_facts_without_labels_are_the_sites(above: str, head: str) -> None:
    found = _read(f"{above}{head}\n{MOTTO} Hà Nội, ngày 03 tháng 02 năm 2027 |\n{BODY}")
    assert found == ("77/QĐ-BNV", "Quyết định", "BAN HÀNH QUY CHẾ LÀM VIỆC", "Bộ Nội vụ", "2027-02-03", None)


@pytest.mark.parametrize(
    ("above", "number"),
    [
        ("Quyết định 77/QĐ-BNV năm 2027 ban hành Quy chế làm việc\nNội dung toàn văn văn bản như sau.", "77/QĐ-BNV"),
        ("Quyết định số 77/QĐ-BNV năm 2027, thay thế Quyết định 5/QĐ-BNV\nToàn văn như sau.", "77/QĐ-BNV"),
        ("Quyết định 77/QĐ-BNV năm 2027\nQuyết định 78/QĐ-BNV năm 2027\nToàn văn như sau.", None),  # a list of documents
        ("Thực hiện Quyết định 77/QĐ-BNV như sau.", None),
    ],
)
def test_the_title_of_the_page_gives_a_number_that_the_print_lost(above: str, number: str | None) -> None:
    assert _read(f"{above}\nBỘ NỘI VỤ\n{MOTTO}\nSố: 77/-BNV\nHà Nội, ngày 03 tháng 02 năm 2027\n{BODY}")[0] == number


def test_a_page_about_another_document_gives_no_number() -> None:
    own = f"BỘ NỘI VỤ\n{MOTTO}\nSố: /KH-BNV\nHà Nội, ngày 03 tháng 02 năm 2027\nKẾ HOẠCH\nRà soát quy chế"
    assert _read(f"Quyết định 77/QĐ-BNV\nToàn văn như sau.\n{own}")[0] is None
    assert _read(f"Kế hoạch 77/KH-BNV\nToàn văn như sau.\n{own}")[0] == "77/KH-BNV"


@pytest.mark.parametrize(
    "head",
    [
        "TRƯỜNG TIỂU HỌC SỐ 2\nSố: 77/KH-THS2",
        "TRƯỜNG TIỂU HỌC SỐ 2 Số: 77/KH-THS2",
    ],
)
def test_a_number_in_a_name_is_none_of_the_documents(head: str) -> None:
    found = _read(f"{head}\n{MOTTO}\nLai Châu, ngày 03 tháng 02 năm 2027\nKẾ HOẠCH\nDạy và học\nCăn cứ Luật Giáo dục;")
    assert found[0] == "77/KH-THS2"
    assert found[3] is not None
    assert found[3].casefold() == "trường tiểu học số 2"
