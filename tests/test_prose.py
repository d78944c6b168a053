"""Work given in running text: to whom, with whom, until when; and what gives none."""

from __future__ import annotations

import pytest

from kehoach.model import TextPlace
from kehoach.normalize.context import Context
from kehoach.normalize.deadlines import find_deadlines
from kehoach.parse.blocks import Paragraph
from kehoach.parse.prose import ProseTask, assignments, cooperating_units, split_subject

ISSUED = Context(issued_on="2026-03-02", issuer="Ủy ban nhân dân tỉnh Gia Lai")

GIVEN = [
    # sentence, lead, cooperating, deadline
    ("Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng tháo gỡ vướng mắc về vốn trước ngày 15/6/2026.", "Sở Tài chính", "Sở Xây dựng", "trước ngày 15/6/2026"),
    ("Công an tỉnh chủ trì, phối hợp với Sở Y tế điều tra, xử lý các cơ sở vi phạm.", "Công an tỉnh", "Sở Y tế", ""),
    ("Sở Nội vụ phối hợp với Liên đoàn Lao động tỉnh phát động phong trào thi đua trong tháng 4 năm 2026.", "Sở Nội vụ", "Liên đoàn Lao động tỉnh", "trong tháng 4 năm 2026"),
    ("Sở Nông nghiệp và Môi trường phối hợp với Ủy ban nhân dân các xã, phường thu hồi đất lấn chiếm.", "Sở Nông nghiệp và Môi trường", "Ủy ban nhân dân các xã, phường", ""),
    ("Thanh tra tỉnh phối hợp với các sở, ban, ngành chấn chỉnh kỷ luật công vụ.", "Thanh tra tỉnh", "các sở, ban, ngành", ""),
    ("Chủ trì, phối hợp với Sở Tư pháp cấp phiếu lý lịch tư pháp trực tuyến.", "", "Sở Tư pháp", ""),
    ("Ban Quản lý dự án đầu tư xây dựng thành phố lập tiến độ chi tiết, gửi Sở Tài chính trước ngày 20/5/2026.", "Ban Quản lý dự án đầu tư xây dựng thành phố", "", "trước ngày 20/5/2026"),
    ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh đẩy nhanh thi công.", "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh", "", ""),
    ("Ban Quản lý các khu công nghiệp tỉnh rà soát các dự án chậm tiến độ.", "Ban Quản lý các khu công nghiệp tỉnh", "", ""),
    ("Quỹ Đầu tư phát triển tỉnh cho vay các dự án nhà ở xã hội.", "Quỹ Đầu tư phát triển tỉnh", "", ""),
    ("Quỹ Bảo vệ và phát triển rừng tỉnh chi trả tiền dịch vụ môi trường rừng trong quý II/2026.", "Quỹ Bảo vệ và phát triển rừng tỉnh", "", "trong quý II/2026"),
    ("Các chủ đầu tư chịu trách nhiệm về tiến độ giải ngân.", "Các chủ đầu tư", "", ""),
    ("Yêu cầu các chủ đầu tư, nhà thầu tổ chức thi công ba ca, bốn kíp.", "các chủ đầu tư, nhà thầu", "", ""),
    ("Hiệu trưởng các trường phổ thông công khai các khoản thu đầu năm học.", "Hiệu trưởng các trường phổ thông", "", ""),
    ("Cảng vụ Đường thủy nội địa khu vực III kiểm tra điều kiện an toàn của bến, tàu.", "Cảng vụ Đường thủy nội địa khu vực III", "", ""),
    ("Ngân hàng Nhà nước Khu vực 14 chỉ đạo các tổ chức tín dụng giảm lãi suất cho vay.", "Ngân hàng Nhà nước Khu vực 14", "", ""),
    ("Đề nghị Ngân hàng Nhà nước chi nhánh Khu vực 8 phối hợp với Sở Công Thương kết nối ngân hàng với doanh nghiệp.", "Ngân hàng Nhà nước chi nhánh Khu vực 8", "Sở Công Thương", ""),
    ("Giám đốc các doanh nghiệp thực hiện đầy đủ chế độ bảo hiểm cho người lao động.", "Giám đốc các doanh nghiệp", "", ""),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội giám sát việc thực hiện.", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội", "", ""),
    ("Yêu cầu Thủ trưởng các cơ quan, đơn vị kiểm điểm trách nhiệm người đứng đầu.", "Thủ trưởng các cơ quan, đơn vị", "", ""),
    ("Chủ tịch UBND các xã, phường trực tiếp đối thoại với người dân.", "Chủ tịch UBND các xã, phường", "", ""),
    ("Chủ tịch UBND các xã, phường kiểm điểm, làm rõ trách nhiệm.", "Chủ tịch UBND các xã, phường", "", ""),
    ("UBND tỉnh yêu cầu các sở, ban, ngành báo cáo kết quả trước ngày 30/4/2026.", "các sở, ban, ngành", "", "trước ngày 30/4/2026"),
    ("Chủ tịch UBND tỉnh giao Sở Y tế mua sắm thuốc, vật tư.", "Sở Y tế", "", ""),
    ("Giao trách nhiệm cho Văn phòng UBND tỉnh theo dõi, đôn đốc.", "Văn phòng UBND tỉnh", "", ""),
    ("Đồng thời giao Công an thành phố nắm tình hình địa bàn.", "Công an thành phố", "", ""),
    ("Bộ Chỉ huy Quân sự tỉnh chủ trì, phối hợp cùng Công an tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh sơ tán dân.", "Bộ Chỉ huy Quân sự tỉnh", "Công an tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh", ""),
    ("Trung tâm Chuyển đổi số Thành phố chủ trì vận hành nền tảng.", "Trung tâm Chuyển đổi số Thành phố", "", ""),
    ("Các địa phương chốt danh sách hộ nghèo trước ngày 10 tháng 4 năm 2026.", "Các địa phương", "", "trước ngày 10 tháng 4 năm 2026"),
    ("Các doanh nghiệp viễn thông bảo đảm thông tin liên lạc thông suốt.", "Các doanh nghiệp viễn thông", "", ""),
    ("Căn cứ chức năng, nhiệm vụ được giao, các sở, ngành, địa phương xây dựng kế hoạch trước ngày 31/3/2026.", "các sở, ngành, địa phương", "", "trước ngày 31/3/2026"),
    ("Kho bạc Nhà nước khu vực XIX kiểm soát, thanh toán vốn.", "Kho bạc Nhà nước khu vực XIX", "", ""),
    ("Sở Văn hóa, Thể thao và Du lịch, Báo và Phát thanh, Truyền hình tỉnh đưa tin kịp thời.", "Sở Văn hóa, Thể thao và Du lịch, Báo và Phát thanh, Truyền hình tỉnh", "", ""),
    ("Các sở, ban, ngành, đơn vị được giao làm chủ đầu tư khẩn trương nghiệm thu khối lượng.", "Các sở, ban, ngành, đơn vị được giao làm chủ đầu tư", "", ""),
    ("Thuế tỉnh phối hợp với các cơ quan liên quan truy thu nợ đọng, báo cáo hằng tháng.", "Thuế tỉnh", "các cơ quan liên quan", "hằng tháng"),
    ("Công ty Điện lực Gia Lai phối hợp với UBND cấp xã cắt tỉa cây xanh trước mùa mưa bão.", "Công ty Điện lực Gia Lai", "UBND cấp xã", ""),
    ("Các Bộ: Tài chính, Xây dựng, Công Thương khẩn trương rà soát.", "Các Bộ: Tài chính, Xây dựng, Công Thương", "", ""),
    ("Giao UBND các phường: Diên Hồng, Hội Phú, Thống Nhất kiểm đếm tài sản.", "UBND các phường: Diên Hồng, Hội Phú, Thống Nhất", "", ""),
    ("Thủ tướng Chính phủ giao Phó Thủ tướng Trần Hồng Hà chỉ đạo xử lý.", "Phó Thủ tướng Trần Hồng Hà", "", ""),
    ("Từng cơ quan, đơn vị phân công một lãnh đạo phụ trách.", "Từng cơ quan, đơn vị", "", ""),
    ("Nhà máy Thủy điện Yaly xả nước theo quy trình.", "Nhà máy Thủy điện Yaly", "", ""),
    ("Đối với Sở Tài chính: tham mưu bố trí kinh phí trong tháng 5 năm 2026.", "Sở Tài chính", "", "trong tháng 5 năm 2026"),
    ("Trưởng các thôn, tổ dân phố thông báo trên loa truyền thanh.", "Trưởng các thôn, tổ dân phố", "", ""),
    ("Phối hợp với Chi nhánh Ngân hàng Chính sách xã hội tỉnh giải ngân.", "", "Chi nhánh Ngân hàng Chính sách xã hội tỉnh", ""),
    ("Phối hợp với nhà trường, gia đình quản lý học sinh.", "", "nhà trường, gia đình", ""),
    ("Phối hợp với Sở Xây dựng trong việc thẩm định.", "", "Sở Xây dựng", ""),
    ("Phối hợp với UBND phường Quy Nhơn, UBND xã Tuy Phước dựng rào chắn.", "", "UBND phường Quy Nhơn, UBND xã Tuy Phước", ""),
    ("Phối hợp với các đơn vị thuộc Bộ Công an truy bắt đối tượng.", "", "các đơn vị thuộc Bộ Công an", ""),
    ("Phối hợp với các trường đại học đặt hàng đào tạo.", "", "các trường đại học", ""),
    ("Phối hợp với các nhà mạng phủ sóng vùng lõm.", "", "các nhà mạng", ""),
    ("Sở Du lịch phối hợp Hiệp hội Du lịch kích cầu du lịch.", "Sở Du lịch", "Hiệp hội Du lịch", ""),
    ("Đề nghị Tòa án nhân dân hai cấp xét xử nghiêm.", "Tòa án nhân dân hai cấp", "", ""),
    ("Phối hợp với các tổ chức thành viên của Mặt trận hỗ trợ người dân.", "", "các tổ chức thành viên của Mặt trận", ""),
]  # fmt: skip

NOT_GIVEN = [
    "Thực hiện Công văn của Bộ Nội vụ, Sở Nội vụ đã báo cáo kết quả.",
    "Ủy ban nhân dân tỉnh thống nhất chủ trương điều chỉnh quy hoạch.",
    "Sở Tài chính nhận được văn bản của quý đơn vị.",
    "Trường hợp vướng mắc, phản ánh về Sở Nội vụ.",
    "Ban hành kèm theo Quyết định này danh mục thủ tục.",
    "Bộ tiêu chí đánh giá được sửa đổi.",
    "Tổ chức diễn tập chữa cháy rừng cấp xã.",
    "Phòng ngừa, ngăn chặn tội phạm.",
    "Thanh tra, kiểm tra việc chấp hành pháp luật.",
    "Hội nghị được tổ chức trong tháng 5.",
    "Công an tỉnh đã khởi tố 12 vụ án.",
    "Sở, ngành, địa phương nào để chậm trễ phải kiểm điểm.",
    "Địa phương còn khó khăn về nguồn lực.",
    "UBND tỉnh giao:",
    "Báo cáo kết quả về Sở Nội vụ để tổng hợp.",
]


@pytest.mark.parametrize(("sentence", "lead", "cooperating", "deadline"), GIVEN)
def test_given_work(sentence: str, lead: str, cooperating: str, deadline: str) -> None:
    assert (split_subject(sentence)[0], cooperating_units(sentence)) == (lead, cooperating)
    assert find_deadlines(sentence, ISSUED).raw == deadline


@pytest.mark.parametrize("sentence", NOT_GIVEN)
def test_what_gives_no_work(sentence: str) -> None:
    assert split_subject(sentence) == ("", sentence)


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("Chủ trì, phối hợp với các Bộ: Quốc phòng và Công an, Y tế và các cơ quan liên quan rà soát.", "các Bộ: Quốc phòng và Công an, Y tế và các cơ quan liên quan"),
        ("Phối hợp với các sở: Y tế, Xây dựng.", "các sở: Y tế, Xây dựng"),
        ("Chủ trì, phối hợp các Sở: Nội vụ, Tài chính - Kế hoạch tham mưu.", "các Sở: Nội vụ, Tài chính - Kế hoạch"),
        ("Phối hợp với các Ban Đảng: Tổ chức, Tuyên giáo và Dân vận hướng dẫn.", "các Ban Đảng: Tổ chức, Tuyên giáo và Dân vận"),
        ("Phối hợp UBND các xã: An Phú, Biển Hồ cắm mốc.", "UBND các xã: An Phú, Biển Hồ"),
        ("Phối hợp với các cơ quan, đơn vị: Công an tỉnh, Sở Y tế kiểm tra.", "các cơ quan, đơn vị: Công an tỉnh, Sở Y tế"),
        ("Phối hợp các lực lượng: Công an, Biên phòng tuần tra.", "các lực lượng: Công an, Biên phòng"),
        ("Phối hợp chặt chẽ, quyết liệt với Sở Nội vụ kiểm tra.", "Sở Nội vụ"),
        ("Phối hợp thường xuyên, đồng bộ và hiệu quả với các nhà mạng.", "các nhà mạng"),
        ("Phối hợp liên ngành với Sở Y tế.", "Sở Y tế"),
        ("Phối hợp chặt chẽ với cơ quan hành chính nhà nước các cấp, tăng cường giám sát.", "cơ quan hành chính nhà nước các cấp"),
        ("Phối hợp với cơ quan quản lý nhà nước về đất đai thẩm tra.", "cơ quan quản lý nhà nước về đất đai"),
        ("Chủ trì, phôi hợp với Bộ Xây dựng khẩn trương rà soát.", "Bộ Xây dựng"),
        ("Ký cam kết (Sở Y tế chủ trì, Công an tỉnh phối hợp, xong trước ngày 30/9/2026).", "Công an tỉnh"),
        ("Rà soát (Sở Y tế chủ trì, các sở, ngành phối hợp).", "các sở, ngành"),
        ("Kiểm tra (Sở Y tế chủ trì; phối hợp: Công an tỉnh, Sở Xây dựng).", "Công an tỉnh, Sở Xây dựng"),
        ("Sở Y tế chủ trì, Công an tỉnh phối hợp với Sở Nội vụ kiểm tra.", "Sở Nội vụ"),
        ("Sở Y tế chủ trì, Thanh niên phối hợp hành động.", ""),
        # no units: who shares the work is not said, or what follows the colon is done
        ("Phối hợp chặt chẽ, đồng bộ giữa các khâu.", ""),
        ("Phối hợp chặt chẽ, triển khai ngay việc rà soát với từng hộ.", ""),
        ("Phối hợp các hoạt động: Tuyên truyền, Tập huấn.", ""),
        ("Phối hợp với các cơ quan báo chí: Tuyên truyền sâu rộng, Phổ biến pháp luật.", "các cơ quan báo chí"),
        ("Phối hợp với UBND các huyện, thành phố: Lập danh sách.", "UBND các huyện, thành phố"),
    ],
)  # fmt: skip
def test_with_whom(sentence: str, units: str) -> None:
    assert cooperating_units(sentence) == units


def read(text: str, kind: str | None) -> list[ProseTask]:
    blocks = [Paragraph(line, TextPlace(line=at, end_line=at)) for at, line in enumerate(text.strip().splitlines(), 1)]
    return assignments(blocks, kind)[1]


REQUESTS = """
Để đẩy nhanh tiến độ, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
1. Giao Sở Tài chính chủ trì, phối hợp với Kho bạc Nhà nước khu vực XIX rà soát nguồn vốn.
2. Ủy ban nhân dân các xã, phường:
a) Bàn giao mặt bằng sạch trước ngày 30/6/2026.
b) Kiểm kê tài sản trên đất.
3. Về vật liệu xây dựng: Giao Sở Xây dựng công bố giá vật liệu hằng tháng.
4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát.
Yêu cầu các cơ quan, đơn vị khẩn trương triển khai thực hiện./.
Nơi nhận:
- Sở Tài chính;
"""


@pytest.mark.parametrize("kind", ["Công văn", "Thông báo", "Kết luận", "Nghị quyết"])
def test_letters_that_give_work(kind: str) -> None:
    tasks = read(REQUESTS, kind)
    found = [(task.ordinal, task.lead) for task in tasks]
    assert tasks[-1].title.endswith("giám sát.")
    communes = "Ủy ban nhân dân các xã, phường"
    assert found == [
        ("1", "Sở Tài chính"),
        ("a", communes),
        ("b", communes),
        ("3", "Sở Xây dựng"),
        ("4", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
    ]


def test_a_letter_that_asks_those_it_names_above_the_list() -> None:
    text = """
    Sở Nội vụ đề nghị các sở, ban, ngành, Ủy ban nhân dân các xã, phường thực hiện một số nội dung sau:
    1. Rà soát, lập danh sách công chức đủ điều kiện thi nâng ngạch.
    2. Gửi danh sách về Sở Nội vụ trước ngày 15/4/2026.
    """
    asked = "các sở, ban, ngành, Ủy ban nhân dân các xã, phường"
    assert [(task.ordinal, task.lead) for task in read("\n".join(map(str.strip, text.splitlines())), "Công văn")] == [("1", asked), ("2", asked)]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Tài chính kính trình Ủy ban nhân dân tỉnh xem xét, quyết định một số nội dung sau:\n1. Sở Y tế mua thuốc.\n2. Sở Xây dựng sửa đường.",
        "Sở Tài chính có ý kiến như sau:\n1. Sở Tài chính thống nhất với dự thảo.\n2. Sở Tài chính đã bố trí đủ kinh phí.",
        "Sở Nội vụ báo cáo kết quả như sau:\n1. Công tác chỉ đạo\na) Đã ban hành 12 văn bản.\nb) Tổ chức 3 hội nghị.\n2. Khó khăn: thiếu kinh phí.",
        "Về kiến nghị của cử tri:\n1. Nội dung kiến nghị: Đề nghị sửa chữa đường.\n2. Nội dung trả lời: tuyến đường này đã được sửa.",
        "HỘI ĐỒNG NHÂN DÂN QUYẾT NGHỊ:\nĐiều 1. Thông qua danh mục\n1. Giao Sở Tài chính quản lý.\nĐiều 2. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện.",
    ],
)
def test_ordinary_letters_give_no_work(text: str) -> None:
    assert read(text, "Công văn") == []


@pytest.mark.parametrize("kind", ["Báo cáo", "Tờ trình"])
def test_reports_only_tell_what_was_asked(kind: str) -> None:
    assert not read(REQUESTS, kind)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Qua xem xét, UBND tỉnh có ý kiến như sau:\nGiao Sở Tài chính thẩm định dự toán.\nUBND tỉnh thông báo để biết./.", ["Sở Tài chính"]),
        ("Kính gửi: Sở Xây dựng.\nChủ tịch UBND tỉnh giao Sở Xây dựng tham mưu trả lời trước ngày 30/5/2026./.\nNơi nhận:", ["Sở Xây dựng"]),
        ("Sau khi xem xét báo cáo của Sở Tài chính, UBND tỉnh yêu cầu:\n- Sở Y tế mua thuốc.\n- Công an tỉnh tuần tra.", ["Sở Y tế", "Công an tỉnh"]),
        ("UBND tỉnh yêu cầu thực hiện:\n1. Giao Sở Y tế mua thuốc.\nTrên đây là ý kiến của UBND tỉnh, Sở Y tế thực hiện./.", ["Sở Y tế"]),
        ("Giám đốc Sở yêu cầu các đơn vị thực hiện:\n1. Các bệnh viện\n- Thu dung người bệnh.\n2. Phòng Nghiệp vụ Y: theo dõi.", ["Các bệnh viện", "Phòng Nghiệp vụ Y"]),
        ("UBND tỉnh yêu cầu:\n1. Ban Quản lý dự án đầu tư xây dựng tỉnh\na) Lập tiến độ.\n2. Giao Sở Y tế mua thuốc.", ["Ban Quản lý dự án đầu tư xây dựng tỉnh", "Sở Y tế"]),
        ("UBND tỉnh có ý kiến:\nGiao Sở Y tế mua thuốc.\nVăn phòng UBND tỉnh theo dõi, đôn đốc./.", ["Sở Y tế", "Văn phòng UBND tỉnh"]),
        ("UBND tỉnh có ý kiến:\nGiao Sở Y tế mua thuốc.\nVăn phòng UBND tỉnh thông báo để các sở, ngành biết, thực hiện./.", ["Sở Y tế"]),
        ("UBND tỉnh có ý kiến:\nGiao Sở Y tế mua thuốc.\nUBND tỉnh theo dõi./.", ["Sở Y tế"]),
        ("Sở Y tế đề nghị các sở, ngành thực hiện:\n1. Rà soát kế hoạch.\n2. Công khai.\nSở Y tế phối hợp với các sở trong suốt thời gian này./.", ["các sở, ngành"] * 2),
        ("Sở Y tế đề nghị các sở, ngành thực hiện:\n1. Rà soát kế hoạch.\n2. Công khai.\nSở Nội vụ tổng hợp, báo cáo trước ngày 5/6./.", ["các sở, ngành", "các sở, ngành", "Sở Nội vụ"]),
        ("Giám đốc Sở có ý kiến:\nGiao Giám đốc: Sở Nội vụ, Sở Y tế phối hợp với UBND các xã tuyên truyền./.\n(Đính kèm Công văn số 5/UBND-VX)", ["Sở Nội vụ, Sở Y tế"]),
        ("Để làm kịp thời việc được giao tại Quyết định số 8/QĐ-TTg, Bộ Tư pháp đề nghị các Bộ, ngành:\n1. Rà soát thủ tục.\n2. Công khai.", ["các Bộ, ngành"] * 2),
        ("Sở Nội vụ đề nghị các sở, ban, ngành báo cáo kết quả trước ngày 10/6/2026.\nRất mong nhận được sự phối hợp./.", []),
    ],
)  # fmt: skip
def test_short_letters(text: str, leads: list[str]) -> None:
    assert [task.lead for task in read(text, "Công văn")] == leads


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Các chi bộ, đảng bộ trực thuộc xây dựng kế hoạch.", "Các chi bộ, đảng bộ trực thuộc"),
        ("Các đơn vị trực thuộc rà soát thủ tục.", "Các đơn vị trực thuộc"),
        ("Các phòng, đơn vị thuộc, trực thuộc Sở báo cáo hằng tháng.", "Các phòng, đơn vị thuộc, trực thuộc Sở"),
        ("Các cơ quan trực thuộc UBND tỉnh chấp hành.", "Các cơ quan trực thuộc UBND tỉnh"),
        ("Công an tỉnh trực ban 24/24 giờ.", "Công an tỉnh"),
        ("Lãnh đạo xây dựng kế hoạch trong quý I.", ""),
        ("Các cấp ủy đảng lãnh đạo thực hiện tốt Nghị quyết.", "Các cấp ủy đảng"),
        ("Các đồng chí lãnh đạo phụ trách lĩnh vực đôn đốc.", "Các đồng chí lãnh đạo phụ trách lĩnh vực"),
        ("Lãnh đạo các sở, ngành trực tiếp đối thoại.", "Lãnh đạo các sở, ngành"),
    ],
)
def test_units_below_others(sentence: str, subject: str) -> None:
    assert split_subject(sentence)[0] == subject


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Trong quá trình thực hiện, nếu có vướng mắc các đơn vị báo cáo về Ban Chỉ đạo 35 (qua Cục Tuyên huấn, Tổng cục Chính trị) để xem xét.", "các đơn vị"),
        ("Trong quá trình thực hiện, nếu có khó khăn, các sở, ngành gửi Sở Nội vụ (bộ phận một cửa, Văn phòng Sở) xem xét.", "các sở, ngành"),
        ("Theo Kế hoạch (do Sở Y tế, Sở Tài chính chủ trì xây dựng), UBND các xã tổ chức tiêm chủng.", "UBND các xã"),
        ("Trong năm 2026 (kể cả dịp Tết, Công an tỉnh trực ban) bảo đảm an toàn.", ""),
        ("Hằng quý (Sở Y tế, Sở Tài chính báo cáo riêng) tổng hợp kết quả.", ""),
    ],
)
def test_words_in_brackets_never_give_the_lead(sentence: str, subject: str) -> None:
    assert split_subject(sentence)[0] == subject


@pytest.mark.parametrize("words", ["Giám đốc: ", "giao ", "tổ chức ", "Giao Giám đốc: ", "thông báo "])
def test_words_said_over_and_over(words: str) -> None:
    assert [task.lead for task in read(f"UBND tỉnh yêu cầu {words * 3000}:\n1. Giao Sở Y tế mua thuốc.", "Công văn")] == ["Sở Y tế"]
