"""Heads that a crawl has put on one line, and lines that are none."""
from __future__ import annotations

import pytest

from headfoot import citations_of, document, head_of
from kehoach.parse.head.joined import head_parts

PAGE = """Chia sẻ: Hoa Mai | Ngày: | Loại File: DOC
Download Vui lòng tải xuống để xem tài liệu đầy đủ
Nội dung Text: Quyết định số 77/QĐ-UBND tỉnh Lào Cai
1. ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH LÀO CAI Độc lập - Tự do - Hạnh phúc     Số: 77/QĐ-UBND Lào Cai, ngày 14 tháng 01 năm 2022 \
  QUYẾT ĐỊNH BAN HÀNH KẾ HOẠCH TRỒNG CÂY PHÂN TÁN NĂM 2022 CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017; \
Xét đề nghị của Giám đốc Sở Nông nghiệp, QUYẾT ĐỊNH: Điều 1. Ban hành Kế hoạch trồng cây phân tán năm 2022."""


def test_a_page_on_one_line_has_a_head() -> None:
    source = document(PAGE)
    info = head_of(source)
    assert (info.number, info.kind, info.issued_on, info.province) == ("77/QĐ-UBND", "Quyết định", "2022-01-14", "Lào Cai")
    assert info.title == "BAN HÀNH KẾ HOẠCH TRỒNG CÂY PHÂN TÁN NĂM 2022"
    assert info.issuer is not None
    assert (info.issuer.name, info.issuer.level) == ("Ủy ban nhân dân tỉnh Lào Cai", "province")
    assert citations_of(source, info.number) == ()


def test_a_blank_number_on_one_line_is_a_drafts() -> None:
    text = (
        "SỞ Y TẾ Số: /KH-SYT (Dự thảo lần 2) CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập – Tự do – Hạnh phúc Cà Mau, ngày tháng 5 năm 2021 "
        "KẾ HOẠCH Phòng bệnh theo mùa của ngành y tế năm 2021 Thực hiện Chương trình công tác, Sở Y tế xây dựng kế hoạch như sau:"
    )
    info = head_of(document(text))
    assert (info.number, info.is_draft, info.kind, info.issued_on) == (None, True, "Kế hoạch", "2021-05")
    assert info.title == "Phòng bệnh theo mùa của ngành y tế năm 2021"
    assert info.issuer is not None
    assert info.issuer.name == "Sở Y tế tỉnh Cà Mau"


def test_a_letter_on_one_line_has_its_summary() -> None:
    text = (
        "UBND TỈNH CÀ MAU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ Y TẾ Độc lập - Tự do - Hạnh phúc Số : 318 /SYT-NVY Cà Mau, ngày 05 tháng6 năm 2021 "
        "V/v báo cáo tình hình trực lễ Kính gửi: Các bệnh viện. Thực hiện Kế hoạch số 12/KH-UBND ngày 04 tháng 5 năm 2021, đề nghị báo cáo."
    )
    info = head_of(document(text))
    assert (info.number, info.kind, info.issued_on) == ("318/SYT-NVY", "Công văn", "2021-06-05")
    assert info.title == "V/v báo cáo tình hình trực lễ"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "BỘ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 5/CT-BYT Hà Nội, ngày 03 tháng 2 năm 2020 CHỈ THỊ VỀ PHÒNG BỆNH MÙA HÈ Nhằm hạn chế bệnh,",
            ["CHỈ THỊ VỀ PHÒNG BỆNH MÙA HÈ", "Nhằm hạn chế bệnh,"],
        ),
        (
            "SỞ NỘI VỤ Số: 9/QĐ-SNV Huế, ngày 03 tháng 2 năm 2020 QUYẾT ĐỊNH Ban hành Kế hoạch Thực hiện cải cách (đợt 2) GIÁM ĐỐC SỞ NỘI VỤ Căn cứ Luật",
            ["QUYẾT ĐỊNH Ban hành Kế hoạch Thực hiện cải cách (đợt 2)", "GIÁM ĐỐC SỞ NỘI VỤ", "Căn cứ Luật"],
        ),
        (
            "HỘI ĐỒNG NHÂN DÂN TỈNH YÊN BÁI Số: 3/NQ-HĐND Yên Bái, ngày 03 tháng 2 năm 2020 NGHỊ QUYẾT VỀ HOẠT ĐỘNG CỦA HỘI ĐỒNG NHÂN DÂN TỈNH Căn cứ",
            ["NGHỊ QUYẾT VỀ HOẠT ĐỘNG CỦA HỘI ĐỒNG NHÂN DÂN TỈNH", "Căn cứ"],
        ),
        (
            "UBND TỈNH YÊN BÁI BAN ĐIỀU HÀNH CHƯƠNG TRÌNH 135 Số: 3/KH-BĐH Yên Bái, ngày 03 tháng 2 năm 2020 KẾ HOẠCH Kiểm tra năm 2020 Căn cứ Kế hoạch",
            ["KẾ HOẠCH Kiểm tra năm 2020", "Căn cứ Kế hoạch"],
        ),
        (
            "CÔNG AN TỈNH YÊN BÁI Số: 3/KH-CAT Yên Bái, ngày 03 tháng 2 năm 2020 KẾ HOẠCH Cấp thẻ Căn cước công dân năm 2020 Căn vào tình hình",
            ["KẾ HOẠCH Cấp thẻ Căn cước công dân năm 2020", "Căn vào tình hình"],
        ),
        (
            "UBND HUYỆN SA PA Số: 3/QĐ-UBND Sa Pa ngày 03 tháng 2 năm 2020 QUYẾT ĐỊNH V/v phê duyệt Đề án A CHỦ TỊCH UBND HUYỆN SA PA Xét đề nghị của X",
            ["QUYẾT ĐỊNH V/v phê duyệt Đề án A", "CHỦ TỊCH UBND HUYỆN SA PA Xét đề nghị của X"],
        ),
    ],
)
def test_titles_end_where_the_body_begins(text: str, last: list[str]) -> None:
    assert head_parts(text)[-len(last) :] == last


@pytest.mark.parametrize(
    "text",
    [
        "UBND TỈNH SƠN LA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 27/KH-STP Sơn La, ngày 9 tháng 01 năm 2025",
        "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì thực hiện Công văn Số: 12/UBND-NC ngày 03 tháng 02 năm 2024 của Ủy ban nhân dân tỉnh",
        "KẾ HOẠCH THỰC HIỆN NGHỊ QUYẾT SỐ 12/NQ-CP NGÀY 03/02/2024 CỦA CHÍNH PHỦ VỀ MỪNG NGÀY THÀNH LẬP ĐẢNG CỘNG SẢN VIỆT NAM",
        "1. Sở Y tế chủ trì phối hợp với Sở Tài chính triển khai; Số: 14 phường, xã chưa báo cáo thì phải báo cáo trước ngày 03 tháng 02 năm 2024",
        "Mẫu số 01: Tên cơ quan: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc, đơn đề nghị cấp giấy phép của tổ chức, cá nhân",
        "",
    ],
)
def test_other_lines_stay_whole(text: str) -> None:
    assert head_parts(text) == []


def test_a_joined_head_may_lack_its_number() -> None:
    text = (
        "ỦY BAN NHÂN DÂN XÃ BẢN LẦU CỘNG HÒA XÃ HỘI CHỦ NGHIA VIỆT NAM Độc lập – Tự – Hạnh phúc KẾ HOẠCH TRỒNG RỪNG NĂM 2013 "
        "Căn vào tình hình của địa phương, Ủy ban nhân dân xã Bản Lầu xây dựng Kế hoạch như sau:"
    )
    info = head_of(document(text))
    assert (info.number, info.is_draft, info.kind, info.title) == (None, False, "Kế hoạch", "TRỒNG RỪNG NĂM 2013")
    assert info.issuer is not None
    assert info.issuer.name == "Ủy ban nhân dân xã Bản Lầu"


def test_the_longest_of_several_joined_heads_is_the_documents() -> None:
    head = "ĐẢNG BỘ TỈNH LÀO CAI ĐẢNG BỘ HUYỆN BẢO THẮNG ĐẢNG ỦY XÃ BẢN PHIỆT * Số 9{} ĐẢNG CỘNG SẢN VIỆT NAM Bản Phiệt, ngày 4 tháng 1 năm 2020 KẾ HOẠCH"
    info = head_of(document(f"{head.format(' KH/ĐU')} trồng[.]\n\n{head.format('-KH/ĐU')} trồng rừng năm 2020 -Căn Chương trình công tác,"))
    assert (info.number, info.title, info.issued_on) == ("9-KH/ĐU", "trồng rừng năm 2020", "2020-01-04")
    assert info.issuer is not None
    assert (info.issuer.name, info.issuer.level, info.province) == ("Đảng ủy xã Bản Phiệt", "commune", "Lào Cai")


def test_words_of_the_site_before_the_agency_are_no_head() -> None:
    text = "12 CÔNG BÁO/Số 18/Ngày 3 UBND TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 6/2015/QĐ-UBND Lào Cai, ngày 5 tháng 1 năm 2015 QUYẾT ĐỊNH"
    info = head_of(document(text))
    assert (info.number, info.kind, info.issued_on) == ("6/2015/QĐ-UBND", "Quyết định", "2015-01-05")


def test_a_form_on_one_line_below_a_whole_head_is_no_head() -> None:
    form = "SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 99/BC-SYT Cà Mau, ngày 5 tháng 6 năm 2022 BÁO CÁO Kết quả trồng cây"
    head = "UBND TỈNH CÀ MAU\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nSố: 7/KH-UBND\nCà Mau, ngày 4 tháng 1 năm 2022\nKẾ HOẠCH\nTrồng cây năm 2022"
    info = head_of(document(f"{head}\nCăn cứ Luật Lâm nghiệp;\nMẫu 1\n{form}"))
    assert (info.number, info.kind, info.title, info.issued_on) == ("7/KH-UBND", "Kế hoạch", "Trồng cây năm 2022", "2022-01-04")


HOSTILE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 1/QĐ-UBND ", "c h x h ch ngh v ", "UBND TỈNH LÀO CAI Số: 1 ", "Độc lập - Tự do - Hạnh phúc ", "CHỦ TỊCH Căn cứ "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_one_phrase_over_and_over_is_little_work(piece: str) -> None:
    """These would not end within the tests' time if the work grew faster than the line."""
    assert "".join(head_parts(piece * 3000)).count("\n") == 0
    assert head_of(document(f"{piece * 3000}\nKẾ HOẠCH")).signer is None
