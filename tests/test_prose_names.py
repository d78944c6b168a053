"""Names of units with words in them that elsewhere are verbs: who leads is named whole, and no further."""

from __future__ import annotations

import pytest

from kehoach.model import TextPlace
from kehoach.parse.blocks import Paragraph
from kehoach.parse.prose import cooperating_units, read_prose

NAMES = """
Cục Công nghệ thông tin
Trung tâm Công nghệ thông tin và Truyền thông
Trung tâm Thông tin và Chuyển đổi số
Văn phòng đăng ký đất đai tỉnh
Văn phòng Đăng ký đất đai
Ban Quản lý dự án đầu tư xây dựng tỉnh
Ban Quản lý các dự án đầu tư xây dựng công trình giao thông
Chi cục Quản lý chất lượng nông, lâm sản và thủy sản
Trung tâm Xúc tiến đầu tư và hỗ trợ doanh nghiệp
Trung tâm Dịch vụ việc làm
Trung tâm Phục vụ hành chính công
Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên
Trung tâm giáo dục nghề nghiệp và giáo dục thường xuyên huyện
Trung tâm Kiểm soát bệnh tật tỉnh
Chi cục Bảo vệ môi trường
Phòng Tổ chức cán bộ
Phòng Đào tạo, bồi dưỡng
Phòng Kiểm tra, giám sát
Trung tâm Lưu trữ lịch sử
Trung tâm Phát triển quỹ đất
Đài Phát thanh và truyền hình tỉnh
Phòng Công tác chính trị và quản lý sinh viên
Ban Bảo vệ, chăm sóc sức khỏe cán bộ
Trung tâm Kỹ thuật quan trắc môi trường
Ban Chỉ đạo phòng, chống tội phạm
Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn
Phòng Quản lý xuất nhập cảnh
Chi cục Trồng trọt và bảo vệ thực vật
Trung tâm Nước sạch và vệ sinh môi trường nông thôn
Cục Quản lý, giám sát bảo hiểm
Tổng cục Thi hành án dân sự
Ban Thi đua - Khen thưởng
Hội Khuyến học tỉnh
Sở Thông tin và Truyền thông
Bộ phận tiếp nhận và trả kết quả
Bộ phận Tiếp nhận và Trả kết quả
Quỹ Bảo vệ và phát triển rừng
Hội Bảo trợ người khuyết tật và trẻ mồ côi
Trung tâm Khuyến nông và dịch vụ nông nghiệp
Vụ Tổ chức cán bộ, Vụ Pháp chế
Thanh tra tỉnh
Kiểm toán nhà nước khu vực II
Kho bạc Nhà nước tỉnh
Trường Đại học Sư phạm kỹ thuật
Phòng Giáo dục và đào tạo
Cục Kiểm soát thủ tục hành chính
Phòng Kiểm soát thủ tục hành chính
Trung tâm Huấn luyện và thi đấu thể dục thể thao
Ban quản lý khu kinh tế
Công ty cổ phần cấp nước
Hợp tác xã dịch vụ nông nghiệp
Ngân hàng Chính sách xã hội tỉnh
Tòa án nhân dân tỉnh
Chi cục Thi hành án dân sự
Hội Chữ thập đỏ
Liên minh Hợp tác xã
Trung tâm Bảo tồn di tích
Trung tâm Quản lý điều hành giao thông công cộng
Ủy ban Kiểm tra Tỉnh ủy
Đội Quản lý thị trường số 3
Trung tâm Điều hành thông minh
Trung tâm Giám sát, điều hành đô thị thông minh
""".strip().splitlines()
WORK = (
    "rà soát, cập nhật danh mục hồ sơ trước ngày 30/6/2026.",
    "chủ trì, phối hợp với Sở Tài chính xây dựng dự toán.",
    "có trách nhiệm tổng hợp, báo cáo.",
)


def lead(sentence: str) -> str:
    lines = ("Chủ tịch UBND tỉnh yêu cầu:", f"1. {sentence}", "2. Sở Nội vụ kiểm tra việc thực hiện.")
    paragraphs = [Paragraph(line, TextPlace(line=at, end_line=at)) for at, line in enumerate(lines, 1)]
    return read_prose(paragraphs, "Chỉ thị").tasks[0].lead


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_whole(name: str) -> None:
    assert [lead(f"{name} {work}") for work in WORK] == [name] * len(WORK)


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("Cục Công nghệ", "rà soát hệ thống thông tin."),
        ("Sở Y tế", "giám sát dịch bệnh, điều hành việc tiêm chủng."),
        ("Phòng Kiểm tra", "theo dõi, đôn đốc việc thực hiện."),
        ("Sở Khoa học và Công nghệ", "thông tin kết quả trên cổng của tỉnh."),
        ("Phòng Kỹ thuật", "kiểm tra môi trường làm việc."),
        ("Công an tỉnh", "quản lý xuất nhập cảnh."),
    ],
)
def test_a_name_ends_before_the_work(name: str, work: str) -> None:
    assert lead(f"{name} {work}") == name


@pytest.mark.parametrize("parting", [", ", " và ", "; "])
def test_names_in_a_list_are_whole(parting: str) -> None:
    lists = [parting.join(pair) for pair in zip(NAMES, NAMES[11:] + NAMES[:11], strict=True) if "Hợp tác xã dịch vụ nông nghiệp" not in pair]
    assert [lead(f"{names} {WORK[0]}") for names in lists] == lists


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_who_helps_is_whole(name: str) -> None:
    assert cooperating_units(f"chủ trì, phối hợp với {name} rà soát danh mục, báo cáo UBND tỉnh.") == name
