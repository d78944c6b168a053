"""The parts of head and foot one by one: dates, periods, dates of effect, names and offices, agencies, site wrapping."""
from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headfoot import citations_of, document, head_of, table
from kehoach.model import TextPlace
from kehoach.normalize.numbers import DocumentNumber
from kehoach.parse import kinds
from kehoach.parse.blocks import Paragraph, SourceDocument
from kehoach.parse.dates import date_at, find_dates
from kehoach.parse.head.bodies import read_body
from kehoach.parse.head.casing import Casing
from kehoach.parse.head.effective import read_effective
from kehoach.parse.head.period import read_period
from kehoach.parse.head.signer import office_of, person_of, read_signer
from kehoach.parse.head.words import lists
from kehoach.parse.lines import Passage, flatten, passages
from kehoach.parse.wrappers import unwrap
from kehoach.text import skeleton

PLACE = TextPlace(line=1, end_line=1)


def _passage(text: str) -> Passage:
    return Passage(text, text, skeleton(text))


KINDS = tomllib.loads((files("kehoach.parse") / "data" / "kinds.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "iso", "blank"),
    [
        ("ngày 12 tháng 12 năm 2023", "2023-12-12", False),
        ("ngày 05 tháng 3, năm 2024", "2024-03-05", False),
        ("Ngày 5/3/2024", "2024-03-05", False),
        ("ngày29/12/2020", "2020-12-29", False),
        ("22-12-2024", "2024-12-22", False),
        ("ngày 14.4.2025", "2025-04-14", False),
        ("ngày l2 tháng O3 năm 2O24", "2024-03-12", False),
        ("ngày 21 thảng 8 nãm 2023", "2023-08-21", False),
        ("ngày tháng 3 năm 2024", "2024-03", True),
        ("ngày … tháng … năm 2025", "2025", True),
        ("ngày ..... tháng ..... năm 20....", None, True),
        ("tháng 3 năm 2024", "2024-03", False),
        ("năm 2021", "2021", False),
        ("ngày 31 tháng 2 năm 2024", None, False),
        ("ngày 12 tháng 13 năm 2024", None, False),
    ],
)
def test_dates(text: str, iso: str | None, blank: bool) -> None:
    found = date_at(text)
    assert found is not None
    assert (found.iso, found.blank, found.start, found.end) == (iso, blank, 0, len(text))


@pytest.mark.parametrize("text", ["ngày mai", "15 phút/01 lượt", "1/2", "30/4", "năm nay", "tháng này", "01/2018/TT-VPCP", "1.011819"])
def test_what_is_no_date(text: str) -> None:
    assert date_at(text) is None
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Kiểm soát thủ tục hành chính năm 2024", "2024-01-01/2024-12-31"),
        ("CẢI CÁCH HÀNH CHÍNH NĂM 2024 CỦA TỈNH", "2024-01-01/2024-12-31"),
        ("Phát triển kinh tế số giai đoạn 2026 - 2030", "2026-01-01/2030-12-31"),
        ("GIAI ĐOẠN 2026–2030, TẦM NHÌN ĐẾN NĂM 2045", "2026-01-01/2030-12-31"),
        ("giai đoạn từ năm 2021 đến năm 2025", "2021-01-01/2025-12-31"),
        ("thời kỳ 2021-2030", "2021-01-01/2030-12-31"),
        ("trong 03 năm 2023-2025", "2023-01-01/2025-12-31"),
        ("Kế hoạch đầu tư công trung hạn 5 năm 2026 - 2030", "2026-01-01/2030-12-31"),
        ("Kế hoạch phát triển 2024-2026", "2024-01-01/2026-12-31"),
        ("Kế hoạch năm 2024 thực hiện Đề án chuyển đổi số giai đoạn 2022-2025", "2024-01-01/2024-12-31"),
        ("Thực hiện Đề án giai đoạn 2022-2025 trong năm 2024", "2024-01-01/2024-12-31"),
        ("Tổng kết công tác năm 2023, triển khai nhiệm vụ năm 2024", "2024-01-01/2024-12-31"),
        ("năm học 2024 - 2025", "2024-09-05/2025-05-31"),
        ("phát triển rừng giai đoạn 2021 - 2050", "2021-01-01/2050-12-31"),
        ("kỷ niệm 60 năm ngày thành lập ngành (1964 - 2024)", None),
        ("Công tác tháng 9 năm học 2024 - 2025", "2024-09-01/2024-09-30"),
        ("Công tác tháng 02, năm học 2024-2025", "2025-02-01/2025-02-28"),
        ("Chương trình công tác 6 tháng đầu năm 2025", "2025-01-01/2025-06-30"),
        ("nhiệm vụ 6 tháng cuối năm 2025", "2025-07-01/2025-12-31"),
        ("kết quả 8 tháng, nhiệm vụ trọng tâm 4 tháng cuối năm 2025", "2025-09-01/2025-12-31"),
        ("công tác chín tháng đầu năm 2025", "2025-01-01/2025-09-30"),
        ("sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2025", "2025-07-01/2025-12-31"),
        ("công tác 24 tháng đầu năm 2025", None),
        ("công tác quý II/2024", "2024-04-01/2024-06-30"),
        ("công tác quý IV năm 2024", "2024-10-01/2024-12-31"),
        ("công tác tháng 02 năm 2024", "2024-02-01/2024-02-29"),
        ("Triển khai Nghị quyết số 57-NQ/TW ngày 22/12/2024 năm 2025", "2025-01-01/2025-12-31"),
        # none of the plan's
        ("Triển khai Quyết định số 06/QĐ-TTg ngày 02 tháng 01 năm 2025 của Thủ tướng Chính phủ", None),
        ("Thực hiện Quyết định 468/QĐ-TTg năm 2021", None),
        ("Triển khai thi hành Luật Đất đai năm 2024", None),
        ("Phát triển nông nghiệp hữu cơ đến năm 2030", None),
        ("Chuyển đổi số đến năm 2025, định hướng đến năm 2030", None),
        ("Xúc tiến du lịch năm 2023 và các năm tiếp theo", None),
        ("Tổ chức hội nghị", None),
        ("", None),
    ],
)
def test_periods(title: str, period: str | None) -> None:
    found = read_period(title)
    assert (f"{found.start}/{found.end}" if found else None) == period


def test_a_laws_year_before_a_place_is_the_plans() -> None:
    found = read_period("Triển khai thi hành Luật Đất đai trên địa bàn tỉnh năm 2025")
    assert found is not None
    assert found.start.year == 2025


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.", "2024-03-05"),
        ("Quyết định này có hiệu lực từ ngày ban hành và thay thế Quyết định số 9/QĐ-UBND ngày 1/1/2020.", "2024-03-05"),
        ("Thủ trưởng các cơ quan chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.", "2024-03-05"),
        ("Chỉ thị này có hiệu lực kể từ ngày ký ban hành.", "2024-03-05"),
        ("Nghị quyết này được thông qua ngày 01 tháng 3 năm 2024 và có hiệu lực từ ngày 11 tháng 3 năm 2024.", "2024-03-11"),
        ("Thông tư này có hiệu lực thi hành từ ngày 01/7/2025.", "2025-07-01"),
        ("Quyết định này có hiệu lực kể từ tháng 4 năm 2024.", "2024-04"),
        ("Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.", "2024-03-15"),
        ("Quyết định này có hiệu lực thi hành sau 15 (mười lăm) ngày, kể từ ngày ký ban hành.", "2024-03-20"),
        # nothing about this document
        ("Báo cáo trong 05 ngày làm việc kể từ ngày ban hành Quyết định.", None),
        ("Tổ chức thực hiện Kế hoạch này, báo cáo trong 10 ngày kể từ ngày ký.", None),
        ("Luật Đất đai có hiệu lực từ ngày 01/8/2024.", None),
        ("Hợp đồng có hiệu lực kể từ ngày ký.", None),
        ("Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./.", None),
    ],
)
def test_dates_of_effect(text: str, date: str | None) -> None:
    assert read_effective([_passage(text)], "2024-03-05") == date


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Điều 4. Quyết định có hiệu lực kể từ ngày ký.", "Quyết định", "2024-03-05"),
        ("Điều 4: Quyết định có hiệu lực thi hành từ ngày 15/4/2024./.", "Quyết định", "2024-04-15"),
        ("2. Nghị quyết có hiệu lực sau 10 ngày kể từ ngày ký ban hành.", "Nghị quyết", "2024-03-15"),
        ("Quy chế có hiệu lực kể từ ngày ký ban hành.", "Quy chế", "2024-03-05"),
        # another document's
        ("Nghị quyết có hiệu lực kể từ ngày 01/7/2024, do đó các sở phải rà soát.", "Kế hoạch", None),
        ("Điều 4. Quyết định có hiệu lực kể từ ngày ký.", None, None),
        ("Rà soát để khi Quyết định có hiệu lực kể từ ngày 01/7/2024 thì áp dụng.", "Quyết định", None),
        ("Quyết định số 5/QĐ-UBND có hiệu lực kể từ ngày 01/7/2024.", "Quyết định", None),
        ("Quyết định có hiệu lực pháp luật thì được thi hành.", "Quyết định", None),
    ],
)
def test_a_document_may_name_only_its_type(text: str, kind: str | None, date: str | None) -> None:
    assert read_effective([_passage(text)], "2024-03-05", kind) == date


def test_a_cut_issue_date_cuts_the_date_of_effect() -> None:
    assert read_effective([_passage("Quyết định này có hiệu lực kể từ ngày ký.")], "2024-03") == "2024-03"
    assert read_effective([_passage("Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.")], "2024-03") is None
    assert read_effective([_passage("Quyết định này có hiệu lực kể từ ngày ký.")], None) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Trần Quốc Văn", "Trần Quốc Văn"),
        ("PGS.TS. Nguyễn Thị Hồng Vân", "Nguyễn Thị Hồng Vân"),
        ("Thiếu tướng Lê Văn An", "Lê Văn An"),
        ("H'Yim Kđoh", "H'Yim Kđoh"),
        ("Lưu Đoàn Vũ", "Lưu Đoàn Vũ"),
        ("Điểu K'Ré", "Điểu K'Ré"),
        ("NGUYỄN VĂN THỌ", "Nguyễn Văn Thọ"),
        ("Nơi nhận", None),
        ("Như Điều 3", None),
        ("Sở Nội vụ", None),
        ("Lưu: VT, NC", None),
        ("Kế hoạch này gồm 3 phần", None),
        ("Văn phòng Chính phủ", None),
        ("PHỤ LỤC", None),
    ],
)
def test_names_of_persons(line: str, name: str | None) -> None:
    assert person_of(line) == name


@pytest.mark.parametrize(
    ("foot", "signer"),
    [
        ("CHỦ TỊCH\n(Đã ký)\nPhạm Minh Phong", ("Phạm Minh Phong", "Chủ tịch", None)),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nBùi Quang Dũng", ("Bùi Quang Dũng", "Phó Giám đốc", "KT. GIÁM ĐỐC")),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nLê An", ("Lê An", "Giám đốc Sở Nội vụ", "TUQ. CHỦ TỊCH")),
        (
            "Nơi nhận: TL. BỘ TRƯỞNG\n- Như trên; CHÁNH VĂN PHÒNG\n- Lưu: VT. Vũ Đăng Minh",
            ("Vũ Đăng Minh", "Chánh Văn phòng", "TL. BỘ TRƯỞNG"),
        ),
        ("Noi nhận: ✓\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Quốc Vân", ("Trần Quốc Vân", "Chủ tịch", "TM. ỦY BAN NHÂN DÂN")),
        ("Nơi nhận:\nTM. ỦY BAN NHÂN DÂN", (None, None, "TM. ỦY BAN NHÂN DÂN")),
        ("TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nBÍ THƯ TỈNH ỦY\nLê Hồng Quang", ("Lê Hồng Quang", "Trưởng ban", "TM. BAN CHỈ ĐẠO")),
        ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Lộc Hải", ("Nguyễn Lộc Hải", "Phó Chủ tịch", "KT. CHỦ TỊCH")),
        ("CHỦ TỊCH\nI. Mục tiêu chung của kế hoạch", None),
        # an authority on two lines, and what only stands below one
        ("TM. ỦY BAN NHÂN\nDÂN\nCHỦ TỊCH\nLê An", ("Lê An", "Chủ tịch", "TM. ỦY BAN NHÂN DÂN")),
        ("TM. ỦY BAN NHÂN DÂN\nXÃ SAN THÀNG\n(Đã ký)", (None, None, "TM. ỦY BAN NHÂN DÂN XÃ SAN THÀNG")),
        ("KT. BỘ TRƯỞNG, CHỦ\nNHIỆM\nPHÓ CHỦ NHIỆM\nLê An", ("Lê An", "Phó Chủ nhiệm", "KT. BỘ TRƯỞNG, CHỦ NHIỆM")),
        ("TM. BAN TUYỂN SINH\nLỚP SÁU\nTRƯỞNG BAN\nLê An", ("Lê An", "Trưởng ban", "TM. BAN TUYỂN SINH LỚP SÁU")),
        ("KT. THỦ TƯỚNG\nTRIỂN\nKHAI LUẬT THUẾ", (None, None, "KT. THỦ TƯỚNG")),
        ("TM. ỦY BAN NHÂN DÂN\nCHUYỂN ĐỔI SỐ NĂM 2031\n(Kèm theo Quyết định số 3/QĐ-UBND)", (None, None, "TM. ỦY BAN NHÂN DÂN")),
        ("1. Ông Trần Văn A, Chủ tịch UBND tỉnh", None),
        ("Trần Quốc Văn", None),
    ],
)
def test_signatures(foot: str, signer: tuple[str | None, str | None, str | None] | None) -> None:
    lines = flatten(document(foot))
    found = read_signer(lines, 0, Casing([]))
    assert ((found.name, found.role, found.authority) if found else None) == signer


@pytest.mark.parametrize(
    ("text", "name", "phrase"),
    [
        ("UBND TỈNH HƯNG YÊN", "Ủy ban nhân dân", "tỉnh Hưng Yên"),
        ("Uỷ ban nhân dân thành phố Quy Nhơn", "Ủy ban nhân dân", "thành phố Quy Nhơn"),
        ("UBND TP. HỒ CHÍ MINH", "Ủy ban nhân dân", "Thành phố Hồ Chí Minh"),
        ("ỦY BAN NHÂN DÂN TỈNH", "Ủy ban nhân dân", "tỉnh"),
        ("HĐND TỈNH BÀ RỊA – VŨNG TÀU", "Hội đồng nhân dân", "tỉnh Bà Rịa - Vũng Tàu"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội", ""),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH TỈNH LÀO CAI", "Sở Văn hóa, Thể thao và Du lịch", "tỉnh Lào Cai"),
        ("Sở Nội vụ tỉnh Hà Tĩnh", "Sở Nội vụ", "tỉnh Hà Tĩnh"),
        ("SỞ Y TẾ HÀ NỘI", "Sở Y tế", "Hà Nội"),
        ("CÔNG AN TỈNH GIA LAI", "Công an", "tỉnh Gia Lai"),
        ("VĂN PHÒNG HĐND&UBND HUYỆN TÂN YÊN", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "huyện Tân Yên"),
        ("TỈNH ỦY BÌNH THUẬN", "Tỉnh ủy", "Bình Thuận"),
        ("ĐẢNG ỦY XÃ ĐẠI LÃNH", "Đảng ủy", "xã Đại Lãnh"),
        ("BẢO HIỂM XÃ HỘI TỈNH LONG AN", "Bảo hiểm xã hội", "tỉnh Long An"),
        ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "Bộ Khoa học và Công nghệ", ""),
        ("UBND QUẬN 1", "Ủy ban nhân dân", "quận 1"),
        ("UBND TP.HCM", "Ủy ban nhân dân", "Thành phố Hồ Chí Minh"),
        ("UBND TINH HƯNG YÊN", "Ủy ban nhân dân", "tỉnh Hưng Yên"),
        ("BAN QUẢN LÝ KHU KINH TẾ TỈNH HÀ TĨNH", "Ban Quản lý Khu kinh tế", "tỉnh Hà Tĩnh"),
        ("CHI CỤC THUẾ KHU VỰC XI", "Chi cục Thuế khu vực XI", ""),
        ("TRƯỜNG ĐẠI HỌC HÀ TĨNH", "Trường Đại học Hà Tĩnh", ""),
        ("ĐÀI TRUYỀN THANH UBND HUYỆN QUAN SƠN", "Đài Truyền thanh ủy ban nhân dân", "huyện Quan Sơn"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGHÉ, QUẬN 1", "Ủy ban nhân dân", "phường Bến Nghé"),
    ],
)
def test_agencies(text: str, name: str, phrase: str) -> None:
    body = read_body(text, Casing([]))
    assert body is not None
    assert (body.raw, body.name, body.phrase) == (text, name, phrase)


def test_an_unknown_agency_is_written_as_the_document_writes_it() -> None:
    casing = Casing(["Ban Điều hành Dự án Cấp nước Xanh báo cáo.", "BAN ĐIỀU HÀNH DỰ ÁN CẤP NƯỚC XANH"])
    assert casing.name("BAN ĐIỀU HÀNH DỰ ÁN CẤP NƯỚC XANH") == "Ban Điều hành Dự án Cấp nước Xanh"
    assert Casing([]).name("BAN ĐIỀU HÀNH DỰ ÁN CẤP NƯỚC XANH") == "Ban Điều hành dự án cấp nước xanh"
    assert Casing([]).name("BỘ MÔN TOÁN") == "Bộ môn Toán"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("CÔNG TY CỔ PHẦN CẤP NƯỚC LÀO CAI", "Công ty Cổ phần cấp nước Lào Cai"),
        ("CÔNG TY TNHH MTV ĐÔ THỊ SA PA", "Công ty TNHH MTV đô thị Sa Pa"),
        ("BAN CHỈ HUY PCTT VÀ TKCN HUYỆN BÁT XÁT", "Ban Chỉ huy PCTT và TKCN huyện Bát Xát"),
        ("HTX DỊCH VỤ BÀ RỊA - VŨNG TÀU", "HTX dịch vụ Bà Rịa - Vũng Tàu"),
        ("CỤC KIỂM NGƯ", "Cục Kiểm ngư"),
        ("TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC", "Tổng công ty Điện lực miền Bắc"),
        ("TRƯỜNG ĐẠI HỌC HÀNG HẢI", "Trường Đại học Hàng hải"),
        ("VĂN PHÒNG ĐIỀU PHỐI NÔNG THÔN MỚI", "Văn phòng Điều phối nông thôn mới"),
        ("TRƯỜNG THCS LÊ VĂN TÁM", "Trường THCS Lê Văn Tám"),
        ("TRƯỜNG TIỂU HỌC SỐ 2", "Trường Tiểu học số 2"),
        ("TRƯỜNG THPT CHUYÊN LÊ QUÝ ĐÔN", "Trường THPT chuyên Lê Quý Đôn"),
        ("TRUNG TÂM HÒA GIẢI", "Trung tâm Hòa giải"),  # syllables are no abbreviations
        ("HỘI NGHỀ CÁ BẮC NINH", "Hội Nghề cá Bắc Ninh"),
        ("LIÊN HIỆP HỘI ĐẮK LẮK", "Liên hiệp hội Đắk Lắk"),
    ],
)
def test_abbreviations_and_places_keep_their_capitals(printed: str, name: str) -> None:
    assert Casing([]).name(printed) == name


def letterhead_as_table() -> SourceDocument:
    """A Word file: letterhead and signature are tables of two columns without borders."""
    head = table(
        [
            ["UBND TỈNH QUẢNG NINH\nSỞ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc"],
            ["Số: 150/KH-STC", "Quảng Ninh, ngày 05 tháng 01 năm 2024"],
        ]
    )
    foot = table([["Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nPhạm Hồng Biên"]])
    body = [
        Paragraph("KẾ HOẠCH", PLACE, centred=True),
        Paragraph("Thực hành tiết kiệm, chống lãng phí “3 không”\nnăm 2024 – của Sở Tài chính", PLACE, centred=True),
        Paragraph("Căn cứ Luật Thực hành tiết kiệm số 44/2013/QH13; Sở Tài chính ban hành Kế hoạch như sau:", PLACE),
        Paragraph("I. MỤC ĐÍCH", PLACE),
    ]
    return SourceDocument("docx", [head, *body, foot])


def test_letterhead_and_signature_in_tables() -> None:
    info = head_of(letterhead_as_table())
    assert (info.number, info.kind, info.issued_on, info.province) == ("150/KH-STC", "Kế hoạch", "2024-01-05", "Quảng Ninh")
    assert info.title == "Thực hành tiết kiệm, chống lãng phí “3 không” năm 2024 – của Sở Tài chính"
    assert info.issuer is not None
    assert (info.issuer.name, info.issuer.raw) == ("Sở Tài chính tỉnh Quảng Ninh", "SỞ TÀI CHÍNH")
    assert info.signer is not None
    assert (info.signer.name, info.signer.role) == ("Phạm Hồng Biên", "Phó Giám đốc")


SITE = """Trang chủ
Số hiệu:
12/QĐ-UBND
Loại văn bản:
Quyết định
Nơi ban hành:
Tỉnh Sơn La
Ngày ban hành:
03/02/2021
Tình trạng:
Đã biết
ỦY BAN NHÂN DÂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
QUYẾT ĐỊNH
Điều 1. Ban hành Kế hoạch. Văn bản liên quan được lưu tại văn thư.
Văn bản này chưa cập nhật nội dung Tiếng Anh
Đăng nhập
"""


def test_site_wrapping_is_no_part_of_the_document() -> None:
    source = document(SITE)
    found = unwrap(source)
    assert dict(found.facts) == {"number": "12/QĐ-UBND", "kind": "Quyết định", "issuer": "Tỉnh Sơn La", "issued": "03/02/2021"}
    assert [line.text[:10] for line in found.lines] == ["ỦY BAN NHÂ", "CỘNG HÒA X", "QUYẾT ĐỊNH", "Điều 1. Ba"]
    assert unwrap(source).outside == frozenset(range(11)) | {15, 16}


ABOVE = """Quyết định 119/QĐ-UBND
Quyết định 119/QĐ-UBND đã được thay thế bởi Quyết định 366/QĐ-UBND và được áp dụng kể từ ngày 25/08/2015.
Tải về
SỞ TƯ PHÁP
Số: 12/STP-VP
V/v góp ý dự thảo
kế hoạch năm 2024
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Sơn La, ngày 3 tháng 2 năm 2021
Kính gửi: Sở Nội vụ
"""


def test_sentences_above_the_letterhead_are_the_sites() -> None:
    found = unwrap(document(ABOVE))
    assert [line.text for line in found.lines][:4] == ["Tải về", "SỞ TƯ PHÁP", "Số: 12/STP-VP", "V/v góp ý dự thảo"]


@pytest.mark.parametrize("mark", ["- 1 ", "- 1", "• 1. "])
def test_numbers_of_related_documents_in_every_dress(mark: str) -> None:
    second, third = mark.replace("1", "2"), mark.replace("1", "3")
    text = f"{mark}Nghị định 93/2001/NĐ-CP\n{second}Luật Đất đai 2013\n{third}Thông tư 1/2018/TT-BTC\nSỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    found = unwrap(document(text))
    assert len(found.related) == 3
    assert found.lines[0].text == "SỞ Y TẾ"


def test_a_document_without_wrapping_is_whole() -> None:
    text = "ĐỀ CƯƠNG\nTình trạng: còn hạn chế\nVăn bản hướng dẫn\nNgành: y tế\nVăn bản liên quan\nBáo cáo"
    found = unwrap(document(text))
    assert [line.text for line in found.lines] == text.split("\n")
    assert found.facts == {}


@given(st.text(max_size=40))
def test_skeletons_keep_every_place(text: str) -> None:
    assert len(skeleton(text)) == len(text)


@given(st.lists(st.text(alphabet="AỦy ban nhândâ|12.;:-\t", max_size=30), max_size=8))
def test_joining_lines_loses_no_letter(lines: list[str]) -> None:
    source = SourceDocument("txt", [Paragraph(line, PLACE) for line in lines])
    joined = "".join(passage.text for passage in passages(flatten(source)))
    kept = "".join(line.text for line in flatten(source))
    assert joined.replace(" ", "") == kept.replace(" ", "")


PIECES = [
    *["Số:", "Số: /KH-UBND", "12/KH-UBND", "ngày", "tháng 3 năm 2024", "Hà Nội, ", "UBND", "TỈNH", "KẾ HOẠCH", "QUYẾT ĐỊNH:", "V/v", "của"],
    *["(Kèm theo Quyết định", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nơi nhận:", "- 1 Thông tư", "Trần Văn A", "DỰ THẢO", "|", "\n", "\n\n"],
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_pieces_in_any_order_give_a_head(pieces: list[str]) -> None:
    source = document(" ".join(pieces))
    info = head_of(source)
    assert info.is_draft or info.number is None or "/" in info.number
    assert all(citation.number != info.number for citation in citations_of(source, info.number))


HOSTILE = ["UBND TỈNH ", "ngày ", "A ", "TM. ", "Số: ", "năm 2024 - ", "Quyết định này thi hành ", "CHỦ TỊCH ", "Kèm theo ", "1.", "Sở "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_lines_are_read_in_little_work(piece: str) -> None:
    """Heads made of one phrase over and over would not end within the tests' time if any pattern backtracked over them."""
    source = SourceDocument("txt", [Paragraph(piece * 2000, PLACE), Paragraph("KẾ HOẠCH", PLACE), Paragraph(piece * 2000, PLACE)])
    assert head_of(source).is_draft in (True, False)


@pytest.mark.parametrize("office", lists()["offices"])
def test_every_office_is_read_back_from_capitals(office: str) -> None:
    assert office_of(office.upper(), Casing([])) == office


@pytest.mark.parametrize("name", lists()["names"])
def test_every_name_is_read_back_from_capitals(name: str) -> None:
    assert Casing([]).name(name.upper()) == name


@pytest.mark.parametrize("name", [name for name, _ in KINDS["kinds"]])
def test_every_type_is_a_heading_and_stands_before_a_number(name: str) -> None:
    assert kinds.heading(name.upper()) == (name, "")
    assert kinds.before(f"theo {name} số ") == (name, 5)


@pytest.mark.parametrize("code", [code for _, code in KINDS["kinds"] if code] + list(KINDS["codes"]))
def test_every_code_names_a_type(code: str) -> None:
    number = DocumentNumber(f"1/{code}-UBND", f"1/{code}-UBND", "administrative", None, code, "UBND")
    assert kinds.of_code(number) in {name for name, _ in KINDS["kinds"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KẾ HOẠCH", ("Kế hoạch", "")),
        ("K Ế H O Ạ C H", ("Kế hoạch", "")),
        ("KÊ HOACH", ("Kế hoạch", "")),
        ("Kế hoạch", ("Kế hoạch", "")),
        ("KẾ HOẠCH HÀNH ĐỘNG", ("Kế hoạch", "HÀNH ĐỘNG")),
        ("KẾ HOẠCH KIỂM SOÁT", ("Kế hoạch", "KIỂM SOÁT")),
        ("Kế hoạch kiểm soát", None),
        ("BÁO ĐỘNG", None),
        ("", None),
    ],
)
def test_headings(text: str, found: tuple[str, str] | None) -> None:
    assert kinds.heading(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kế hoạch hành động số", ("Kế hoạch", 0)),
        ("Thông báo Kết luận số: ", ("Thông báo", 0)),
        ("Công văn hỏa tốc số", ("Công văn", 0)),
        ("tại Văn bản số", (None, 4)),
        ("quy định chi tiết Luật số", ("Luật", 18)),
        ("quy phạm pháp luật số", None),
        ("các Nghị định: số", None),
        ("Kế hoạch của", None),
    ],
)
def test_words_before_a_number(text: str, found: tuple[str | None, int] | None) -> None:
    assert kinds.before(text) == found
