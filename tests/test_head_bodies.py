"""Which body issued a document: names broken over lines, councils and their sessions, unions, and bodies that only act in the text."""
from __future__ import annotations

import pytest

from headfoot import document, head_of
from kehoach.parse.head.bodies import agencies
from kehoach.parse.head.casing import Casing
from kehoach.parse.head.signer import read_signer
from kehoach.parse.lines import flatten

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["ỦY", "BAN NHÂN DÂN", "TỈNH LÀO CAI"], ["ỦY BAN NHÂN DÂN TỈNH LÀO CAI"]),
        (["UỶ BAN", "NHÂN DÂN TỈNH", "LÀO CAI"], ["UỶ BAN NHÂN DÂN TỈNH LÀO CAI"]),
        (["THANH TRA", "CHÍNH PHỦ"], ["THANH TRA CHÍNH PHỦ"]),
        (["BỘ TÀI CHÍNH", "TỔNG", "CỤC HẢI QUAN"], ["BỘ TÀI CHÍNH", "TỔNG CỤC HẢI QUAN"]),
        (["TỔNG", "LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"], ["TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"]),
        (["UBND TỈNH LÀO CAI", "TRƯỜNG", "CAO ĐẲNG Y"], ["UBND TỈNH LÀO CAI", "TRƯỜNG CAO ĐẲNG Y"]),
        (["HỘI", "LIÊN HIỆP PHỤ NỮ", "TỈNH LÀO CAI"], ["HỘI LIÊN HIỆP PHỤ NỮ TỈNH LÀO CAI"]),
        (["BỘ VĂN HÓA, THỂ THAO VÀ", "DU LỊCH"], ["BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH"]),
        # several agencies on one line
        (["BỘ Y TẾ TRƯỜNG ĐẠI HỌC Y LÀO CAI"], ["BỘ Y TẾ", "TRƯỜNG ĐẠI HỌC Y LÀO CAI"]),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG BAN TỔ CHỨC -------"], ["BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN TỔ CHỨC -------"]),
        (["ĐẢNG BỘ TỈNH LÀO CAI ĐẢNG ỦY XÃ BẢN PHIỆT *"], ["ĐẢNG BỘ TỈNH LÀO CAI", "ĐẢNG ỦY XÃ BẢN PHIỆT *"]),
        (["UBND HUYỆN BẮC HÀ PHÒNG Y TẾ"], ["UBND HUYỆN BẮC HÀ", "PHÒNG Y TẾ"]),
        # one agency with the names of others in its own
        (["VĂN PHÒNG CHÍNH PHỦ - BỘ NỘI VỤ"], ["VĂN PHÒNG CHÍNH PHỦ - BỘ NỘI VỤ"]),
        (["ĐẢNG ỦY BỘ Y TẾ"], ["ĐẢNG ỦY BỘ Y TẾ"]),
        (["BAN TỔ CHỨC HỘI THI"], ["BAN TỔ CHỨC HỘI THI"]),
        (["UBND THÀNH PHỐ HỘI AN"], ["UBND THÀNH PHỐ HỘI AN"]),
        (["VĂN PHÒNG TỈNH ỦY LÀO CAI"], ["VĂN PHÒNG TỈNH ỦY LÀO CAI"]),
        # a scan without tones
        (["BO GIAO DUC VA DAO TAO"], ["BO GIAO DUC VA DAO TAO"]),
        (["BAO MOI"], []),
        (["So you think"], []),
        # two agencies, one under the other
        (["ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "BAN DÂN TỘC"], ["ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "BAN DÂN TỘC"]),
        (["BỘ Y TẾ", "THANH TRA"], ["BỘ Y TẾ", "THANH TRA"]),
        (["HỘI ĐỒNG NHÂN DÂN", "TỈNH LÀO CAI", "BAN PHÁP CHẾ"], ["HỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI", "BAN PHÁP CHẾ"]),
        (["TỈNH ỦY LÀO CAI", "BAN TỔ CHỨC"], ["TỈNH ỦY LÀO CAI", "BAN TỔ CHỨC"]),
    ],
)
def test_names_broken_over_lines(lines: list[str], found: list[str]) -> None:
    assert agencies(lines) == found


def _issuer(head: str, number: str, place: str, rest: str) -> tuple[str | None, str | None, str | None]:
    info = head_of(document(f"{head}\n{NATION}\nSố: {number}\n{place}, ngày 05 tháng 3 năm 2019\n{rest}"))
    issuer = info.issuer
    return (issuer.name if issuer else None, issuer.level if issuer else None, info.province)


COUNCIL = "Hội đồng nhân dân"


@pytest.mark.parametrize(
    ("head", "below", "issuer"),
    [
        ("HỘI ĐỒNG NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI\nKHÓA XV, KỲ HỌP THỨ 18", (f"{COUNCIL} tỉnh Lào Cai", "province", "Lào Cai")),
        ("HỘI ĐỒNG NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI KHOÁ XV, KỲ HỌP THỨ HAI", (f"{COUNCIL} tỉnh Lào Cai", "province", "Lào Cai")),
        ("HĐND HUYỆN BÁT XÁT\nKHÓA XX", "", (f"{COUNCIL} huyện Bát Xát", "district", "Lào Cai")),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH LÀO CAI", "KHÓA XVI - KỲ HỌP THỨ 3", (f"{COUNCIL} tỉnh Lào Cai", "province", "Lào Cai")),
    ],
)
def test_a_councils_session_is_no_part_of_its_name(head: str, below: str, issuer: tuple[str, str, str]) -> None:
    assert _issuer(head, "8/NQ-HĐND", "Lào Cai", f"NGHỊ QUYẾT\nVỀ THU, CHI NGÂN SÁCH\n{below}\nCăn cứ Luật Ngân sách;") == issuer


@pytest.mark.parametrize(
    ("head", "number", "place", "issuer"),
    [
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG\nVIỆT NAM", "9/KH-TLĐ", "Hà Nội", ("Tổng Liên đoàn Lao động Việt Nam", "central", None)),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "9/KH-TLĐ", "Hà Nội", ("Tổng Liên đoàn Lao động Việt Nam", "central", None)),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VN\nLIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI", "9/KH-LĐLĐ", "Lào Cai", ("Liên đoàn Lao động tỉnh Lào Cai", "department", "Lào Cai")),
        ("HỘI NÔNG DÂN TỈNH LÀO CAI\nBAN CHẤP HÀNH", "9-KH/HNDT", "Lào Cai", ("Ban Chấp hành Hội Nông dân tỉnh Lào Cai", "department", "Lào Cai")),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nĐOÀN TNCS HỒ CHÍ MINH", "9-KH/TWĐTN", "Hà Nội", ("Ban Chấp hành Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh", "central", None)),
        ("BCH TỈNH LÀO CAI\nĐOÀN TNCS HỒ CHÍ MINH", "9-KH/TĐTN", "Lào Cai", ("Ban Chấp hành Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Lào Cai", "department", "Lào Cai")),
        ("TỈNH ĐOÀN LÀO CAI\nBAN CHẤP HÀNH\nĐOÀN TNCS HỒ CHÍ MINH", "9-KH/TĐTN", "Lào Cai", ("Ban Chấp hành Tỉnh đoàn Lào Cai", "department", "Lào Cai")),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", "9-HD/BTCTW", "Hà Nội", ("Ban Tổ chức Trung ương", "central", None)),
        ("BAN TUYÊN GIÁO TRUNG ƯƠNG", "9-HD/BTGTW", "Hà Nội", ("Ban Tuyên giáo Trung ương", "central", None)),
        ("BO GIAO DUC VA DAO TAO", "9/XYZ-KT", "Hà Nội", ("Bộ Giáo dục và Đào tạo", "central", None)),
        ("HIỆP HỘI TÁO MÈO\nVIỆT NAM", "9/KH-HHTM", "Sơn La", ("Hiệp hội Táo mèo Việt Nam", "central", None)),
    ],
)  # fmt: skip
def test_unions_and_associations(head: str, number: str, place: str, issuer: tuple[str, str, str | None]) -> None:
    assert _issuer(head, number, place, "KẾ HOẠCH\nTổ chức hội thi\nI. MỤC ĐÍCH\n1. Nâng cao tay nghề.") == issuer


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("BAN CHỈ ĐẠO QUỐC GIA\nPHÒNG CHỐNG MA TÚY", "Ban Chỉ đạo quốc gia phòng chống ma túy"),
        ("BAN CHỈ ĐẠO 138 QUỐC GIA", "Ban Chỉ đạo 138 quốc gia"),
        ("ỦY BAN QUỐC GIA VỀ TRẺ EM", "Ủy ban Quốc gia về trẻ em"),
        ("CHÍNH PHỦ\nHỘI ĐỒNG GIÁO DỤC QUỐC GIA", "Hội đồng Giáo dục quốc gia"),
        ("HỘI ĐỒNG THI ĐUA TRUNG ƯƠNG", "Hội đồng Thi đua Trung ương"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nĐẢNG ĐOÀN QUỐC HỘI", "Đảng đoàn Quốc hội"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN CÁN SỰ ĐẢNG CHÍNH PHỦ", "Ban cán sự đảng Chính phủ"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nĐẢNG ỦY CÔNG AN TRUNG ƯƠNG", "Đảng ủy Công an Trung ương"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBÁO XYZ", "Báo XYZ"),
        ("ĐẢNG ỦY CHÍNH PHỦ\nĐẢNG ỦY BỘ TƯ PHÁP", "Đảng ủy Bộ Tư pháp"),
        ("ĐẢNG ỦY CÁC CƠ QUAN TRUNG ƯƠNG", "Đảng ủy các cơ quan Trung ương"),
    ],
)
def test_bodies_of_the_centre_have_no_place(head: str, name: str) -> None:
    below = "KẾ HOẠCH\nTổ chức hội thi\nI. MỤC ĐÍCH\n1. Thi ở thành phố Hà Nội và tỉnh Lào Cai."
    assert _issuer(head, "9/KH-XYZQ", "Hà Nội", below) == (name, "central", None)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("UBND TỈNH LÀO CAI\nBAN CHỈ ĐẠO THI THPT QUỐC GIA", "Ban Chỉ đạo thi THPT quốc gia tỉnh Lào Cai"),
        ("BAN CHỈ ĐẠO THI THPT QUỐC GIA", "Ban Chỉ đạo thi THPT quốc gia tỉnh Lào Cai"),
        ("BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH\nMỤC TIÊU QUỐC GIA", "Ban Chỉ đạo các chương trình mục tiêu quốc gia tỉnh Lào Cai"),
        ("BAN CHỈ HUY\nPHÒNG THỦ DÂN SỰ TỈNH", "Ban Chỉ huy phòng thủ dân sự tỉnh Lào Cai"),
        ("TỈNH ỦY LÀO CAI\nBAN CÁN SỰ ĐẢNG UBND TỈNH", "Ban cán sự đảng Ủy ban nhân dân tỉnh Lào Cai"),
        ("ĐẢNG ỦY BỘ CHỈ HUY QUÂN SỰ TỈNH LÀO CAI", "Đảng ủy Bộ Chỉ huy Quân sự tỉnh Lào Cai"),
        ("ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH", "Đảng ủy Khối các cơ quan tỉnh Lào Cai"),
    ],
)
def test_bodies_of_a_province_have_its_name(head: str, name: str) -> None:
    assert _issuer(head, "9/KH-XYZQ", "Lào Cai", "KẾ HOẠCH\nTổ chức hội thi\nI. MỤC ĐÍCH\n1. Thi.") == (name, "department", "Lào Cai")


@pytest.mark.parametrize(
    ("authority", "name"),
    [
        ("BỘ TRƯỞNG, CHỦ NHIỆM VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ"),
        ("BỘ TRƯỞNG BỘ Y TẾ", "Bộ Y tế"),
        ("CỤC TRƯỞNG CỤC THUẾ TỈNH LÀO CAI", "Cục Thuế tỉnh Lào Cai"),
        ("THỐNG ĐỐC NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "Ngân hàng Nhà nước Việt Nam"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("CHỦ TỊCH NƯỚC", "Chủ tịch nước"),
    ],
)
def test_an_office_under_the_title_names_its_body(authority: str, name: str) -> None:
    issuer = head_of(document(f"QUYẾT ĐỊNH\nVỀ PHÒNG BỆNH\n{authority}\nCăn cứ Luật;\nĐiều 1. Phòng bệnh.")).issuer
    assert (issuer.name if issuer else None) == name


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Ủy ban nhân dân huyện Bát Xát xây dựng Kế hoạch như sau:", "Ủy ban nhân dân huyện Bát Xát"),
        ("Căn cứ tình hình, Sở Nội vụ tỉnh Lào Cai ban hành Kế hoạch với nội dung sau:", "Sở Nội vụ tỉnh Lào Cai"),
        ("Ban Chấp hành Thành đoàn Hải Phòng ban hành Kế hoạch như sau:", "Ban Chấp hành Thành đoàn Hải Phòng"),
        ("Văn phòng Tỉnh ủy Lào Cai xây dựng Kế hoạch như sau:", "Văn phòng Tỉnh ủy Lào Cai"),
        # somebody else acts, or the sentence is about somebody
        ("1. Sở Y tế xây dựng kế hoạch chi tiết.", None),
        ("Ban chấp hành do đại hội bầu ra phải đáp ứng yêu cầu về bản lĩnh.", None),
        ("Ngày 02/02/2019, Bộ Y tế ban hành Công văn số 15/BYT-DP về phòng bệnh.", None),
        ("Ban Thường vụ đã ban hành quy định.", None),
    ],
)
def test_the_issuer_from_a_sentence(sentence: str, name: str | None) -> None:
    info = head_of(document(f"KẾ HOẠCH\nPhòng bệnh năm 2019\n{sentence}"))
    assert (info.issuer.name if info.issuer else None) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("Thành phố Hồ Chí Minh", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("Tổng liên đoàn Lao động Việt Nam", "Tổng Liên đoàn Lao động Việt Nam"),
        ("Nhiều cơ quan", None),
    ],
)
def test_the_issuer_by_a_law_site(said: str, name: str | None) -> None:
    info = head_of(document(f"Số hiệu: 5/KH-XYZ\nLoại văn bản: Kế hoạch\nNơi ban hành: {said}\n{NATION}\nKẾ HOẠCH\nPhòng bệnh năm 2019"))
    assert (info.issuer.name if info.issuer else None) == name


@pytest.mark.parametrize(
    ("foot", "name", "level"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê An", "Ủy ban nhân dân", None),
        ("TM. ỦY BAN NHÂN DÂN XÃ SAN THÀNG\nCHỦ TỊCH\nLê An", "Ủy ban nhân dân xã San Thàng", "commune"),
        ("TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nLê An", "Chính phủ", "central"),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê An", None, None),  # of which party committee?
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê An", None, None),
    ],
)
def test_a_signature_alone_tells_no_more_than_it_says(foot: str, name: str | None, level: str | None) -> None:
    issuer = head_of(document(f"Nội dung công việc như trên.\nNơi nhận:\n- Lưu: VT.\n{foot}")).issuer
    assert (issuer and issuer.name, issuer and issuer.level) == (name, level)


def test_the_type_of_an_annexed_plan_is_no_part_of_the_signature() -> None:
    lines = ["QUYẾT ĐỊNH", "Ban hành Kế hoạch năm 2026", "Điều 1. Ban hành Kế hoạch.", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KẾ HOẠCH", "NĂM 2026"]
    source = document("\n".join(lines))
    assert head_of(source).signer is None  # an authority alone names nobody
    signer = read_signer(flatten(source), 0, Casing([]))
    assert signer is not None
    assert signer.authority == "TM. ỦY BAN NHÂN DÂN"
