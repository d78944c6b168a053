"""An invented plan as data: province, numbers, people and tasks are made up, the form is that of real plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A row of the annex. ``span``: its lead stands in one cell with that many rows; ``lead_above``: it is covered by one."""

    number: str
    title: str
    lead: str = ""
    support: str = ""
    products: tuple[str, ...] = ()
    deadline: str = ""
    span: int = 1
    lead_above: bool = False

    @property
    def is_section(self) -> bool:
        return self.number.isalpha()

    @property
    def cells(self) -> tuple[str, ...]:
        """The six cells; several products are bullets on lines of their own."""
        bullets = self.products if len(self.products) < 2 else tuple(f"- {product}" for product in self.products)
        return (self.number, self.title, self.lead, self.support, "\n".join(bullets), self.deadline)


NUMBER, ISSUED, ISSUED_SHORT = "2185/QĐ-UBND", "ngày 15 tháng 12 năm 2025", "15/12/2025"
SIGNER = "Lê Thị Thanh Hà"
LETTERHEAD = (
    ("ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH", f"Số: {NUMBER}"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", f"An Bình, {ISSUED}"),
)
SUBJECT = "Ban hành Kế hoạch chuyển đổi số tỉnh An Bình năm 2026"
AUTHORITY = "ỦY BAN NHÂN DÂN TỈNH AN BÌNH"
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;",
    "Căn cứ Luật Giao dịch điện tử số 20/2023/QH15 ngày 22 tháng 6 năm 2023;",
    "Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, "
    "đổi mới sáng tạo và chuyển đổi số quốc gia;",
    "Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt “Chương trình Chuyển đổi số "
    "quốc gia đến năm 2025, định hướng đến năm 2030”;",
    "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 152/TTr-SKHCN ngày 10 tháng 12 năm 2025.",
)
ARTICLES = (
    ("Điều 1.", "Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số tỉnh An Bình năm 2026."),
    ("Điều 2.", "Quyết định này có hiệu lực kể từ ngày ký."),
    (
        "Điều 3.",
        "Chánh Văn phòng Ủy ban nhân dân tỉnh; Giám đốc các sở, Thủ trưởng các ban, ngành; Chủ tịch Ủy ban nhân dân các xã, "
        "phường và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
    ),
)
RECIPIENTS = ("Nơi nhận:", "- Như Điều 3;", "- Bộ Khoa học và Công nghệ (b/c);", "- Chủ tịch, các PCT UBND tỉnh;", "- Lưu: VT, KGVX.")
SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
PLAN = "KẾ HOẠCH"
PLAN_TITLE = "Chuyển đổi số tỉnh An Bình năm 2026"
ATTACHED = f"(Ban hành kèm theo Quyết định số {NUMBER} {ISSUED} của Ủy ban nhân dân tỉnh An Bình)"
BODY = (
    (True, "I. MỤC ĐÍCH, YÊU CẦU"),
    (
        False,
        "1. Tạo chuyển biến rõ rệt về nhận thức và hành động của các cấp, các ngành về chuyển đổi số; lấy người dân và doanh nghiệp "
        "làm trung tâm.",
    ),
    (False, "2. Phân công nhiệm vụ rõ cơ quan, rõ sản phẩm, rõ thời hạn, phù hợp với mô hình chính quyền địa phương 02 cấp."),
    (True, "II. NHIỆM VỤ"),
    (False, "Danh mục nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này."),
    (True, "III. TỔ CHỨC THỰC HIỆN"),
    (
        False,
        "1. Các sở, ban, ngành, UBND cấp xã xây dựng kế hoạch của cơ quan, địa phương mình, gửi Sở Khoa học và Công nghệ trước "
        "ngày 31/01/2026.",
    ),
    (False, "2. Sở Khoa học và Công nghệ theo dõi, đôn đốc, tổng hợp kết quả thực hiện Kế hoạch, báo cáo UBND tỉnh."),
)
ANNEX = ("PHỤ LỤC", "DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2026")
HEADINGS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn hoàn thành")
SCIENCE = "Sở Khoa học và Công nghệ"
OFFICE = "Văn phòng UBND tỉnh"
ALL = "Các sở, ban, ngành; UBND cấp xã"
NOTED = "Nâng cấp Trung tâm tích hợp dữ liệu của tỉnh"
NOTE = "Trung tâm được đầu tư theo Quyết định số 1876/QĐ-UBND ngày 20 tháng 10 năm 2024 của Ủy ban nhân dân tỉnh."
ROWS = (
    Row("I", "Nhận thức số và thể chế số"),
    Row(
        "1",
        "Xây dựng kế hoạch tuyên truyền, phổ biến về chuyển đổi số năm 2026",
        SCIENCE,
        "Sở Văn hóa, Thể thao và Du lịch; Báo và Phát thanh, truyền hình tỉnh",
        ("Kế hoạch của UBND tỉnh",),
        "Tháng 01/2026",
    ),
    Row(
        "2",
        "Xây dựng Quy chế quản lý, kết nối và chia sẻ dữ liệu số của tỉnh",
        SCIENCE,
        "Công an tỉnh; Sở Tư pháp",
        ("Quyết định của UBND tỉnh",),
        "Quý II/2026",
    ),
    Row(
        "3",
        "Rà soát, đề xuất sửa đổi các văn bản của tỉnh về cung cấp dịch vụ công trực tuyến theo Nghị định số 118/2025/NĐ-CP",
        OFFICE,
        "Sở Tư pháp; " + ALL.lower().replace("ubnd", "UBND"),
        ("Báo cáo kết quả rà soát;", "Danh mục văn bản cần sửa đổi, bổ sung."),
        "Trước ngày 30/6/2026",
    ),
    Row("4", "Sơ kết, tổng kết việc thực hiện Kế hoạch", SCIENCE, ALL, ("Báo cáo của UBND tỉnh",), "Tháng 6 và tháng 12/2026"),
    Row("II", "Hạ tầng số và dữ liệu số"),
    Row("1", "Phát triển hạ tầng số dùng chung"),
    Row(
        "1.1",
        NOTED,
        SCIENCE,
        "Sở Tài chính; Sở Xây dựng",
        ("Trung tâm tích hợp dữ liệu được nâng cấp, đưa vào vận hành",),
        "Quý III/2026",
        span=2,
    ),
    Row(
        "1.2",
        "Bảo đảm đường truyền số liệu chuyên dùng đến 100% xã, phường",
        SCIENCE,
        OFFICE + "; UBND cấp xã",
        ("Biên bản nghiệm thu",),
        "Hoàn thành trước ngày 30/4/2026",
        lead_above=True,
    ),
    Row("2", "Xây dựng các cơ sở dữ liệu dùng chung của tỉnh"),
    Row(
        "2.1",
        "Số hóa dữ liệu hộ tịch, kết nối với Cơ sở dữ liệu quốc gia về dân cư",
        "Sở Tư pháp",
        "Công an tỉnh; UBND cấp xã",
        ("Dữ liệu hộ tịch được số hóa, cập nhật đầy đủ",),
        "Tháng 9/2026",
    ),
    Row(
        "2.2",
        "Làm sạch, làm giàu cơ sở dữ liệu đất đai theo mô hình chính quyền địa phương 02 cấp",
        "Sở Nông nghiệp và Môi trường",
        "Thuế tỉnh An Bình; UBND cấp xã",
        ("Cơ sở dữ liệu đất đai được cập nhật",),
        "Trong năm 2026",
    ),
    Row(
        "2.3",
        "Hoàn thiện cơ sở dữ liệu cán bộ, công chức, viên chức",
        "Sở Nội vụ",
        ALL,
        ("Cơ sở dữ liệu kết nối với Cơ sở dữ liệu quốc gia",),
        "Quý IV/2026",
    ),
    Row(
        "3",
        "Duy trì kết nối, chia sẻ dữ liệu với các nền tảng số quốc gia",
        SCIENCE,
        "Công an tỉnh",
        ("Hệ thống hoạt động ổn định, thông suốt",),
        "Thường xuyên",
    ),
    Row("III", "Chính quyền số, kinh tế số và xã hội số"),
    Row(
        "1",
        "Tái cấu trúc quy trình, cung cấp dịch vụ công trực tuyến toàn trình đối với các thủ tục hành chính đủ điều kiện; cắt giảm "
        "thành phần hồ sơ bằng cách khai thác dữ liệu đã có trong các cơ sở dữ liệu quốc gia, cơ sở dữ liệu chuyên ngành; công khai "
        "kết quả giải quyết trên Cổng Dịch vụ công quốc gia",
        OFFICE,
        ALL,
        (
            "Quyết định phê duyệt quy trình nội bộ;",
            "Danh mục dịch vụ công trực tuyến toàn trình được công bố;",
            "Ít nhất 80% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến.",
        ),
        "Tháng 3-5/2026",
    ),
    Row(
        "2",
        "Bồi dưỡng kỹ năng số cho cán bộ, công chức cấp xã",
        "Sở Nội vụ",
        SCIENCE + "; UBND cấp xã",
        ("Ít nhất 12 lớp bồi dưỡng được tổ chức",),
        "Quý II, quý III/2026",
    ),
    Row("3", "Duy trì hoạt động của các Tổ công nghệ số cộng đồng", "UBND cấp xã", SCIENCE, ("Báo cáo kết quả hoạt động",), "Hằng quý"),
    Row(
        "4",
        "Hỗ trợ hợp tác xã, hộ kinh doanh đưa sản phẩm lên sàn thương mại điện tử",
        "Sở Công Thương",
        "Liên minh Hợp tác xã tỉnh; UBND cấp xã",
        ("Ít nhất 200 sản phẩm được đưa lên sàn",),
        "Năm 2026",
    ),
    Row(
        "5",
        "Tổ chức diễn tập bảo đảm an toàn thông tin mạng",
        "Công an tỉnh",
        SCIENCE + "; " + OFFICE,
        ("Kế hoạch diễn tập;", "Báo cáo kết quả diễn tập."),
        "Trước ngày 31/10/2026",
    ),
    Row("6", "Tổng hợp, báo cáo tình hình thực hiện Kế hoạch", SCIENCE, ALL, ("Báo cáo của UBND tỉnh",), "Trước ngày 15 hằng tháng"),
)
FACTS = (
    ("Số hiệu", NUMBER),
    ("Ngày ban hành", ISSUED_SHORT),
    ("Ngày có hiệu lực", ISSUED_SHORT),
    ("Loại văn bản", "Quyết định"),
    ("Cơ quan ban hành", "Tỉnh An Bình"),
    ("Người ký", SIGNER),
)
SITE_TITLE = f"Quyết định {NUMBER} năm 2025 Kế hoạch chuyển đổi số tỉnh An Bình năm 2026"


def opening() -> Iterator[str]:
    """The paragraphs of the decision between letterhead and recipients."""
    yield from ("QUYẾT ĐỊNH", SUBJECT, AUTHORITY, *GROUNDS, "QUYẾT ĐỊNH:")
    yield from (f"{number} {text}" for number, text in ARTICLES)


def plan_head() -> tuple[str, ...]:
    return (PLAN, PLAN_TITLE, ATTACHED)
