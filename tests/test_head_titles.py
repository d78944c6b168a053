"""Titles: summaries of letters, remarks in brackets, tables and authorities that follow a title directly, the party's name in it."""
from __future__ import annotations

import pytest

from headfoot import document, head_of, in_shape

LETTER = """SỞ Y TẾ TỈNH CÀ MAU
Số: 318/SYT-NVY
{about}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cà Mau, ngày 05 tháng 6 năm 2021
Kính gửi: Các bệnh viện.
Thực hiện Kế hoạch số 12/KH-UBND, Sở Y tế đề nghị báo cáo."""


@pytest.mark.parametrize(
    ("about", "title", "year"),
    [
        ("V/v: trực lễ năm 2022", "V/v: trực lễ năm 2022", 2022),
        ("V/v\n: trực lễ năm 2022.", "V/v: trực lễ năm 2022.", 2022),
        ("V/v\nThực hiện trực lễ\nnăm 2022", "V/v Thực hiện trực lễ năm 2022", 2022),
        ("Về việc trực lễ", "Về việc trực lễ", None),
        ("Về trực lễ theo Công văn số 9/BYT-KCB\nngày 01 tháng 6 năm 2021 của Bộ Y tế", "Về trực lễ theo Công văn số 9/BYT-KCB ngày 01 tháng 6 năm 2021 của Bộ Y tế", None),
        ("V trực lễ năm 2022", "V trực lễ năm 2022", 2022),
        # no summary
        ("Về việc này như sau:", None, None),
        ("Vẽ tranh", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_summaries_of_letters(about: str, title: str | None, year: int | None) -> None:
    for source in (document(LETTER.format(about=about)), in_shape(LETTER.format(about=about), "pipes")):
        if source is not None:
            info = head_of(source)
            assert (info.title, info.kind, info.issued_on, info.number) == (title, "Công văn", "2021-06-05", "318/SYT-NVY")
            assert (info.period.start.year if info.period else None) == year


HEAD = "UBND TỈNH CÀ MAU\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCà Mau, ngày 05 tháng 6 năm 2021\n"


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("Trồng rừng (sửa đổi)\n(trình phiên họp tháng 8/2021)", "Trồng rừng (sửa đổi)"),
        ("Trồng rừng (sửa đổi) (trình phiên họp tháng 8/2021)", "Trồng rừng (sửa đổi)"),
        ("TRỒNG RỪNG (BAN HÀNH KÈM THEO CÔNG VĂN 8/BNN)", "TRỒNG RỪNG"),
        ("Trồng rừng (theo Nghị quyết 30a)", "Trồng rừng (theo Nghị quyết 30a)"),
        ("Trồng rừng (giai đoạn 2)", "Trồng rừng (giai đoạn 2)"),
        ("TRỒNG RỪNG\nSTT\nNội dung\nĐơn vị", "TRỒNG RỪNG"),
        ("TRỒNG RỪNG\nTT | NỘI DUNG | ĐƠN VỊ", "TRỒNG RỪNG"),
        ("TRỒNG RỪNG\nNỘI DUNG | ĐƠN VỊ | THỜI GIAN", "TRỒNG RỪNG"),
        ("CỦA BAN THƯỜNG VỤ\nvề trồng rừng ven biển", "CỦA BAN THƯỜNG VỤ về trồng rừng ven biển"),
        ("Trồng rừng\nĐơn vị tính: triệu đồng", "Trồng rừng"),
        ("TRỒNG RỪNG\nTrồng rừng ven biển là việc lớn.", "TRỒNG RỪNG"),
        ("Trong không khí cả nước thi đua trồng rừng, được sự quan tâm của các cấp, các ngành và sự hưởng ứng của nhân dân, rừng ven biển đã xanh.", None),
        ("HÀNH ĐỘNG\nThực hiện Nghị quyết số 5-NQ/TU về trồng rừng", "HÀNH ĐỘNG Thực hiện Nghị quyết số 5-NQ/TU về trồng rừng"),
        ("TRỒNG RỪNG\nThực hiện Nghị quyết số 5-NQ/TU về trồng rừng,", "TRỒNG RỪNG"),
        ("CHUYỂN ĐỔI\nSỐ\nCẤP XÃ", "CHUYỂN ĐỔI SỐ CẤP XÃ"),
        ("TRỒNG RỪNG\nVEN BIỂN |", "TRỒNG RỪNG VEN BIỂN"),
        ("CHÀO MỪNG NGÀY THÀNH LẬP\nĐẢNG CỘNG SẢN VIỆT NAM", "CHÀO MỪNG NGÀY THÀNH LẬP ĐẢNG CỘNG SẢN VIỆT NAM"),
    ],
)
def test_where_a_title_ends(below: str, title: str | None) -> None:
    info = head_of(document(HEAD.format(number="12/KH-UBND") + "KẾ HOẠCH\n" + below))
    assert (info.title, info.period) == (title, None)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("DEN i: _¬ CHỈ THỊ", "Chỉ thị"),
        ("ĐẾN | Ngày: ~ KẾ HOẠCH", "Kế hoạch"),
        ("THỰC HIỆN KẾ HOẠCH", None),
        ("ĐẾN | Ngày: ~ kế hoạch", None),
        ("ĐẾN | Ngày: ~ KẾ HOẠCH 12", None),
    ],
)
def test_a_type_beside_the_scan_of_a_stamp(line: str, kind: str | None) -> None:
    assert head_of(document(HEAD.format(number="9") + line)).kind == kind


@pytest.mark.parametrize(
    ("below", "number", "title"),
    [
        ("UBND tỉnh Cà Mau\nSố: 12/KH-UBND, ngày 05/6/2021", "12/KH-UBND", "TRỒNG RỪNG"),
        ("VEN BIỂN\nUBND tỉnh Cà Mau\nSố 12/KH-UBND ngày 05 tháng 6 năm 2021", "12/KH-UBND", "TRỒNG RỪNG VEN BIỂN"),
        ("Số: /KH-UBND\nCăn cứ Luật Lâm nghiệp;", None, "TRỒNG RỪNG"),
        ("Căn cứ Luật;\nSố: 12/KH-UBND", None, "TRỒNG RỪNG"),
        ("Số 12/QĐ-UBND ngày 05/6/2021 giao việc này.", None, "TRỒNG RỪNG"),  # what the plan carries out
    ],
)
def test_agency_and_number_below_the_title(below: str, number: str | None, title: str) -> None:
    info = head_of(document(f"KẾ HOẠCH TRỒNG RỪNG\n{below}"))
    assert (info.number, info.title) == (number, title)
    if number:
        assert info.issuer is not None
        assert (info.issuer.name, info.issued_on) == ("Ủy ban nhân dân tỉnh Cà Mau", "2021-06-05")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("THỦ TƯỚNG CHÍNHPHỦ", "Thủ tướng Chính phủ"),
        ("ỦY BAN NHÂN DÂNTỈNH CÀ MAU", "Ủy ban nhân dân tỉnh Cà Mau"),
        ("HỘI ĐỒNG NHÂN DÂNTHÀNH PHỐ CÀ MAU", "Hội đồng nhân dân thành phố Cà Mau"),
    ],
)
def test_a_space_lost_in_a_name_is_none_of_it(printed: str, name: str) -> None:
    issuer = head_of(document(f"{printed}\nSố: 9/KH-XYZQ\nKẾ HOẠCH\nTrồng rừng")).issuer
    assert issuer is not None
    assert (issuer.name, issuer.raw) == (name, printed)


@pytest.mark.parametrize(
    "below",
    ["ỦY\nBAN NHÂN DÂN TỈNH CÀ MAU", "CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH CÀ MAU", "ỦY BAN NHÂN DÂN TỈNH CÀ MAU", "UBND TỈNH CÀ MAU"],
)
def test_an_authority_is_no_part_of_the_title(below: str) -> None:
    text = f"QUYẾT ĐỊNH\nVỀ VIỆC TRỒNG RỪNG CỦA\nNGÀNH LÂM NGHIỆP\n{below}\nCăn cứ Luật Lâm nghiệp;"
    assert head_of(document(HEAD.format(number="12/QĐ-UBND") + text)).title == "VỀ VIỆC TRỒNG RỪNG CỦA NGÀNH LÂM NGHIỆP"


@pytest.mark.parametrize("motto", ["CỘNG HỊA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "C NG HÒA XÃ H I CH NGHĨA VI T NAM", "CỘNG HÒA XàHỘI CHỦ NGHĨA VIỆTNAM"])
def test_a_damaged_motto_is_still_one(motto: str) -> None:
    info = head_of(document(f"CHÍNH PHỦ\n{motto}\nSố: 12/NQ-CP\nHà Nội, ngày 05 tháng 6 năm 2021\nNGHỊ QUYẾT\nVỀ TRỒNG RỪNG"))
    assert info.issuer is not None
    assert (info.issuer.name, info.issuer.raw, info.title) == ("Chính phủ", "CHÍNH PHỦ", "VỀ TRỒNG RỪNG")


@pytest.mark.parametrize(
    ("place", "title", "issuer"),
    [
        ("Thị xã Cao Lãnh", "VỀ NUÔI CÁ TỈNH ĐỒNG THÁP", ("Ủy ban nhân dân tỉnh Đồng Tháp", "province", "Đồng Tháp")),
        ("Tam Kỳ", "VỀ NUÔI CÁ TRÊN ĐỊA BÀN TỈNH QUẢNG NAM", ("Ủy ban nhân dân tỉnh Quảng Nam", "province", "Quảng Nam")),
        # the place's own committee
        ("Cao Lãnh", "VỀ NUÔI CÁ", ("Ủy ban nhân dân Cao Lãnh", "district", "Đồng Tháp")),
        ("Lấp Vò", "VỀ NUÔI CÁ HUYỆN LẤP VÒ TỈNH ĐỒNG THÁP", ("Ủy ban nhân dân huyện Lấp Vò", "district", "Đồng Tháp")),
        ("Lấp Vò", "VỀ NUÔI CÁ CHO TỈNH AN GIANG", ("Ủy ban nhân dân Lấp Vò", "district", "Đồng Tháp")),
    ],
)
def test_the_place_of_signing_is_not_always_the_issuers(place: str, title: str, issuer: tuple[str, str, str]) -> None:
    text = f"UỶ BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 5/CT-UBND | {place}, ngày 01 tháng 02 năm 2007 |\nCHỈ THỊ\n{title}\nCông tác nuôi cá"
    info = head_of(document(text))
    assert info.issuer is not None
    assert (info.issuer.name, info.issuer.level, info.province) == issuer


@pytest.mark.parametrize(
    ("written", "number"),
    [("Số: 16 -\nHD/BTCTW", "16-HD/BTCTW"), ("Số: 16\n/KH-UBND", "16/KH-UBND"), ("Số:\n16/KH-UBND", "16/KH-UBND"), ("Số: 16/KH-UBND\nA 17/KH-UBND", "16/KH-UBND")],
)  # fmt: skip
def test_a_number_broken_over_two_lines(written: str, number: str) -> None:
    assert head_of(document(HEAD.format(number="").replace("Số: ", written) + "KẾ HOẠCH\nTrồng rừng")).number == number


SITE = """Tạm dừng khoa Mắt

Kính gửi: Các đối tác.

SỞ Y TẾ TỈNH CÀ MAU

BỆNH VIỆN MẮT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Số: 67/TB-BVM

Cà Mau, ngày 05 tháng 6 năm 2021

THÔNG BÁO

V/v tạm dừng khoa

Mắt trẻ em

Căn cứ Quyết định số 6/QĐ-SYT ngày 07/11/2020;
"""


def test_a_blank_line_between_all_lines_and_an_address_above() -> None:
    info = head_of(document(SITE))
    assert (info.number, info.kind, info.issued_on, info.title) == ("67/TB-BVM", "Thông báo", "2021-06-05", "V/v tạm dừng khoa Mắt trẻ em")


def test_a_form_below_a_letter_is_not_its_head() -> None:
    letter = LETTER.format(about="V/v trực lễ") + "\nMẫu 1\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 77/ĐK\nĐƠN ĐĂNG KÝ"
    assert head_of(document(letter)).number == "318/SYT-NVY"
    no_head = "Kính gửi: Các bệnh viện.\nSở Y tế đề nghị báo cáo.\nMẫu 1\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 77/ĐK-BC\nĐƠN ĐĂNG KÝ"
    assert head_of(document(no_head)).number is None
