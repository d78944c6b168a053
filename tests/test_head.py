"""What the head and the foot of a document say, for heads of all kinds and in all the shapes in which they reach us."""
from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from headfoot import document, table

from kehoach.model import DocumentInfo
from kehoach.parse.blocks import SourceDocument
from kehoach.parse.head import read_head

SHARED = Path(__file__).parents[1].parent / "shared"

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------"
COMMITTEE = "Ủy ban nhân dân"


def facts(info: DocumentInfo) -> dict[str, Any]:
    """The facts of a head as one flat dictionary, absent ones left out."""
    signer, issuer, period = info.signer, info.issuer, info.period
    flat = {
        "number": info.number, "kind": info.kind, "title": info.title, "issuer": issuer and issuer.name, "level": issuer and issuer.level,
        "raw": issuer and issuer.raw, "province": info.province, "issued": info.issued_on, "effective": info.effective_on,
        "signer": signer and signer.name, "role": signer and signer.role, "authority": signer and signer.authority,
        "period": period and f"{period.start}/{period.end}", "draft": info.is_draft or None,
    }  # fmt: skip
    return {name: value for name, value in flat.items() if value is not None}


HEADS: dict[str, tuple[str, dict[str, Any]]] = {
    "quyết định of a province that carries a plan": (
        f"""ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ
-------
{NATION}
Số: 315/QĐ-UBND
Quảng Trị, ngày 05 tháng 02 năm 2024

QUYẾT ĐỊNH
Ban hành Kế hoạch chuyển đổi số tỉnh Quảng Trị năm 2024

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số tỉnh Quảng Trị năm 2024.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.
Điều 3. Chánh Văn phòng UBND tỉnh chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT, VX.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Hoàng Nam Giang

KẾ HOẠCH
Chuyển đổi số tỉnh Quảng Trị năm 2024
(Ban hành kèm theo Quyết định số 315/QĐ-UBND ngày 05/02/2024 của Chủ tịch UBND tỉnh Quảng Trị)
I. MỤC ĐÍCH
""",
        {
            "number": "315/QĐ-UBND", "kind": "Quyết định", "title": "Ban hành Kế hoạch chuyển đổi số tỉnh Quảng Trị năm 2024",
            "issuer": f"{COMMITTEE} tỉnh Quảng Trị", "level": "province", "raw": "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "province": "Quảng Trị",
            "issued": "2024-02-05", "effective": "2024-02-05", "signer": "Hoàng Nam Giang", "role": "Phó Chủ tịch",
            "authority": "KT. CHỦ TỊCH", "period": "2024-01-01/2024-12-31",
        },
    ),
    "plan of a department, superior agency above it, columns run together on each line": (
        """UBND TỈNH SƠN LA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ TƯ PHÁP Độc lập - Tự do - Hạnh phúc
Số: 27/KH-STP Sơn La, ngày 9 tháng 01 năm 2025
KẾ HOẠCH
Kiểm soát thủ tục hành chính của Sở Tư pháp
năm 2025
Thực hiện Kế hoạch số 12/KH-UBND ngày 03/01/2025 của UBND tỉnh, Sở Tư pháp ban
hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Nơi nhận: KT. GIÁM ĐỐC
- UBND tỉnh; PHÓ GIÁM ĐỐC
- Các phòng, trung tâm thuộc Sở;
- Lưu: VT. Lò Thị Hạnh
""",
        {
            "number": "27/KH-STP", "kind": "Kế hoạch", "title": "Kiểm soát thủ tục hành chính của Sở Tư pháp năm 2025", "issuer": "Sở Tư pháp tỉnh Sơn La",
            "level": "department", "raw": "SỞ TƯ PHÁP", "province": "Sơn La", "issued": "2025-01-09", "signer": "Lò Thị Hạnh", "role": "Phó Giám đốc",
            "authority": "KT. GIÁM ĐỐC", "period": "2025-01-01/2025-12-31",
        },
    ),
    "ministry, pipe rows": (
        """BỘ XÂY DỰNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
------- | Độc lập - Tự do - Hạnh phúc |
Số: 88/QĐ-BXD | Hà Nội, ngày 22 tháng 01 năm 2026 |
QUYẾT ĐỊNH
PHÊ DUYỆT KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2026-2030 CỦA BỘ XÂY DỰNG
BỘ TRƯỞNG BỘ XÂY DỰNG
Căn cứ Nghị định số 33/2025/NĐ-CP ngày 25 tháng 02 năm 2025 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Phê duyệt kèm theo Quyết định này Kế hoạch cải cách hành chính.
Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 02 năm 2026.
Nơi nhận: | BỘ TRƯỞNG Trần Văn Lợi |
""",
        {
            "number": "88/QĐ-BXD", "kind": "Quyết định", "title": "PHÊ DUYỆT KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2026-2030 CỦA BỘ XÂY DỰNG",
            "issuer": "Bộ Xây dựng", "level": "central", "raw": "BỘ XÂY DỰNG", "issued": "2026-01-22", "effective": "2026-02-01",
            "period": "2026-01-01/2030-12-31",
        },
    ),
    "crawl, one cell per line": (
        """|
**ỦY BAN NHÂN
DÂN**
XÃ MINH CHÂU
--------
|
**CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số:
41/KH-UBND
|
*Minh Châu, ngày 03
tháng 9 năm 2025*
|
**KẾ HOẠCH**
CẢI CÁCH HÀNH CHÍNH NHÀ NƯỚC CỦA XÃ MINH
CHÂU 6 THÁNG CUỐI NĂM 2025
Thực hiện Kế hoạch số 9/KH-UBND ngày 15/8/2025 của UBND tỉnh Hà Tĩnh, Ủy ban nhân dân xã Minh Châu ban hành Kế hoạch như sau:
**I. MỤC TIÊU**
|
*Nơi nhận:*
- UBND tỉnh Hà Tĩnh (b/c);
- Lưu: VT.
|
**TM. ỦY BAN NHÂN DÂN**
**CHỦ TỊCH**
**Phan Đình Khải**
|
""",
        {
            "number": "41/KH-UBND", "kind": "Kế hoạch", "title": "CẢI CÁCH HÀNH CHÍNH NHÀ NƯỚC CỦA XÃ MINH CHÂU 6 THÁNG CUỐI NĂM 2025",
            "issuer": f"{COMMITTEE} xã Minh Châu", "level": "commune", "raw": "ỦY BAN NHÂN DÂN XÃ MINH CHÂU", "province": "Hà Tĩnh", "issued": "2025-09-03",
            "signer": "Phan Đình Khải", "role": "Chủ tịch", "authority": "TM. ỦY BAN NHÂN DÂN", "period": "2025-07-01/2025-12-31",
        },
    ),
    "district committee whose name the gazetteer knows": (
        f"""UBND HUYỆN ĐẠI LỘC
{NATION}
Số: 7/KH-UBND
Đại Lộc, ngày 15 tháng 01 năm 2022
KẾ HOẠCH
Rà soát, đánh giá thủ tục hành chính năm 2022 trên địa bàn huyện Đại Lộc
Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ;
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Lê Văn Quang
""",
        {
            "number": "7/KH-UBND", "kind": "Kế hoạch", "title": "Rà soát, đánh giá thủ tục hành chính năm 2022 trên địa bàn huyện Đại Lộc",
            "issuer": f"{COMMITTEE} huyện Đại Lộc", "level": "district", "raw": "UBND HUYỆN ĐẠI LỘC", "province": "Quảng Nam", "issued": "2022-01-15",
            "signer": "Lê Văn Quang", "role": "Phó Chủ tịch", "authority": "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "period": "2022-01-01/2022-12-31",
        },
    ),
    "letter of a department": (
        """UBND TỈNH NGHỆ AN
SỞ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1204/SYT-VP
V/v đôn đốc thực hiện nhiệm vụ
cải cách hành chính quý III năm 2024
Nghệ An, ngày 02 tháng 7 năm 2024
Kính gửi: Các đơn vị trực thuộc Sở.
Thực hiện Kế hoạch số 77/KH-UBND ngày 31/01/2024 của UBND tỉnh;
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
BS. Nguyễn Thị Hồng Vân
""",
        {
            "number": "1204/SYT-VP", "kind": "Công văn", "title": "V/v đôn đốc thực hiện nhiệm vụ cải cách hành chính quý III năm 2024",
            "issuer": "Sở Y tế tỉnh Nghệ An", "level": "department", "raw": "SỞ Y TẾ", "province": "Nghệ An", "issued": "2024-07-02",
            "signer": "Nguyễn Thị Hồng Vân", "role": "Giám đốc", "period": "2024-07-01/2024-09-30",
        },
    ),
    "letter, summary beside the date": (
        """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CÀ MAU Độc lập - Tự do - Hạnh phúc
Số: 5012/UBND-NC Cà Mau, ngày 18 tháng 8 năm 2025
V/v triển khai Kế hoạch số 150/KH-BCĐ
của Ban Chỉ đạo
Kính gửi:
- Thủ trưởng các sở, ban, ngành tỉnh;
- Chủ tịch UBND các xã, phường.
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Như trên; KT. CHỦ TỊCH
- TT Tỉnh ủy (b/c); PHÓ CHỦ TỊCH
- Lưu: VT, NC. Huỳnh Chí Nguyện
""",
        {
            "number": "5012/UBND-NC", "kind": "Công văn", "title": "V/v triển khai Kế hoạch số 150/KH-BCĐ của Ban Chỉ đạo", "issuer": f"{COMMITTEE} tỉnh Cà Mau",
            "level": "province", "raw": "ỦY BAN NHÂN DÂN TỈNH CÀ MAU", "province": "Cà Mau", "issued": "2025-08-18", "signer": "Huỳnh Chí Nguyện",
            "role": "Phó Chủ tịch", "authority": "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
        },
    ),
    "party committee": (
        """TỈNH ỦY HÀ TĨNH
*
Số 112-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Tĩnh, ngày 14 tháng 3 năm 2025
KẾ HOẠCH
thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ
-----
Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch như sau:
Nơi nhận:
- Ban Bí thư Trung ương Đảng (b/c);
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC
Trần Thế Kiên
""",
        {
            "number": "112-KH/TU", "kind": "Kế hoạch",
            "title": "thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ",
            "issuer": "Tỉnh ủy Hà Tĩnh", "level": "province", "raw": "TỈNH ỦY HÀ TĨNH", "province": "Hà Tĩnh", "issued": "2025-03-14", "signer": "Trần Thế Kiên",
            "role": "Phó Bí thư Thường trực", "authority": "T/M BAN THƯỜNG VỤ",
        },
    ),
    "party letter": (
        """THÀNH ỦY HẢI PHÒNG ĐẢNG CỘNG SẢN VIỆT NAM
BAN TỔ CHỨC Hải Phòng, ngày 07 tháng 4 năm 2025
Số 903-CV/BTCTU
V/v báo cáo kết quả sắp xếp tổ chức
Kính gửi: Các huyện ủy, quận ủy.
K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Đỗ Mạnh Thắng
""",
        {
            "number": "903-CV/BTCTU", "kind": "Công văn", "title": "V/v báo cáo kết quả sắp xếp tổ chức", "issuer": "Ban Tổ chức Thành ủy Hải Phòng",
            "level": "department", "raw": "BAN TỔ CHỨC", "province": "Hải Phòng", "issued": "2025-04-07", "signer": "Đỗ Mạnh Thắng", "role": "Phó Trưởng ban",
            "authority": "K/T TRƯỞNG BAN",
        },
    ),
    "draft with blank number and day": (
        f"""DỰ THẢO
ỦY BAN NHÂN DÂN
THÀNH PHỐ CẦN THƠ
{NATION}
Số:        /KH-UBND
Cần Thơ, ngày      tháng     năm 2025
KẾ HOẠCH
Phát triển kinh tế tập thể năm 2026
Thực hiện Nghị quyết số 09/NQ-CP ngày 02/02/2023 của Chính phủ;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
""",
        {
            "kind": "Kế hoạch", "title": "Phát triển kinh tế tập thể năm 2026", "issuer": f"{COMMITTEE} thành phố Cần Thơ", "level": "province",
            "raw": "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", "province": "Cần Thơ", "issued": "2025", "authority": "TM. ỦY BAN NHÂN DÂN",
            "period": "2026-01-01/2026-12-31", "draft": True,
        },
    ),
    "draft with dots": (
        """SỞ TÀI CHÍNH TỈNH ĐẮK LẮK
Số: ……/TTr-STC
Đắk Lắk, ngày … tháng … năm 2024
TỜ TRÌNH
Về việc ban hành Kế hoạch đầu tư công năm 2025
Kính gửi: Ủy ban nhân dân tỉnh Đắk Lắk
Nơi nhận:
- Như trên;
GIÁM ĐỐC
""",
        {
            "kind": "Tờ trình", "title": "Về việc ban hành Kế hoạch đầu tư công năm 2025", "issuer": "Sở Tài chính tỉnh Đắk Lắk", "level": "department",
            "raw": "SỞ TÀI CHÍNH TỈNH ĐẮK LẮK", "province": "Đắk Lắk", "issued": "2024", "period": "2025-01-01/2025-12-31", "draft": True,
        },
    ),
    "draft marked only by its words": (
        f"""DỰ THẢO LẦN 2
HỘI ĐỒNG NHÂN DÂN
TỈNH TÂY NINH
{NATION}
Số: /2025/NQ-HĐND
Tây Ninh, ngày tháng 12 năm 2025
NGHỊ QUYẾT
Quy định mức chi bảo đảm cho công tác cải cách hành chính
HỘI ĐỒNG NHÂN DÂN TỈNH TÂY NINH
KHÓA X, KỲ HỌP THỨ 20
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
CHỦ TỊCH
""",
        {
            "kind": "Nghị quyết", "title": "Quy định mức chi bảo đảm cho công tác cải cách hành chính", "issuer": "Hội đồng nhân dân tỉnh Tây Ninh",
            "level": "province", "raw": "HỘI ĐỒNG NHÂN DÂN TỈNH TÂY NINH", "province": "Tây Ninh", "issued": "2025-12", "draft": True,
        },
    ),
    "resolution of a council": (
        f"""HỘI ĐỒNG NHÂN DÂN
TỈNH LÂM ĐỒNG
{NATION}
Số: 18/NQ-HĐND
Lâm Đồng, ngày 10 tháng 12 năm 2024
NGHỊ QUYẾT
VỀ KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2025
HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG
KHÓA X KỲ HỌP THỨ 20
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT NGHỊ:
Điều 1. Thông qua kế hoạch.
Nghị quyết này đã được Hội đồng nhân dân tỉnh Lâm Đồng khóa X, kỳ họp thứ 20 thông qua ngày 10 tháng 12 năm 2024 và có hiệu lực từ ngày 20 tháng 12 năm 2024./.
Nơi nhận:
- Quốc hội;
- Lưu: VT.
CHỦ TỊCH
Phạm Thị Phúc An
""",
        {
            "number": "18/NQ-HĐND", "kind": "Nghị quyết", "title": "VỀ KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2025", "issuer": "Hội đồng nhân dân tỉnh Lâm Đồng",
            "level": "province", "raw": "HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG", "province": "Lâm Đồng", "issued": "2024-12-10", "effective": "2024-12-20",
            "signer": "Phạm Thị Phúc An", "role": "Chủ tịch", "period": "2025-01-01/2025-12-31",
        },
    ),
    "directive of the prime minister": (
        f"""THỦ TƯỚNG CHÍNH PHỦ
-------
{NATION}
Số: 16/CT-TTg
Hà Nội, ngày 28 tháng 5 năm 2024
CHỈ THỊ
VỀ CÁC NHIỆM VỤ TRỌNG TÂM CẢI CÁCH THỦ TỤC HÀNH CHÍNH
Thời gian qua, các bộ, ngành đã tích cực thực hiện.
1. Các bộ, cơ quan ngang bộ:
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
Lê Minh Hải
""",
        {
            "number": "16/CT-TTg", "kind": "Chỉ thị", "title": "VỀ CÁC NHIỆM VỤ TRỌNG TÂM CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "issuer": "Thủ tướng Chính phủ",
            "level": "central", "raw": "THỦ TƯỚNG CHÍNH PHỦ", "issued": "2024-05-28", "signer": "Lê Minh Hải", "role": "Phó Thủ tướng",
            "authority": "KT. THỦ TƯỚNG",
        },
    ),
    "steering committee of a province": (
        f"""UBND TỈNH LẠNG SƠN
BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ
{NATION}
Số: 33/KH-BCĐ
Lạng Sơn, ngày 20 tháng 02 năm 2024
KẾ HOẠCH
Hoạt động của Ban Chỉ đạo chuyển đổi số tỉnh năm 2024
Ban Chỉ đạo chuyển đổi số tỉnh ban hành Kế hoạch hoạt động như sau:
Nơi nhận:
- Thành viên BCĐ;
TM. BAN CHỈ ĐẠO
TRƯỞNG BAN
CHỦ TỊCH UBND TỈNH
Hồ Quốc Tiến
""",
        {
            "number": "33/KH-BCĐ", "kind": "Kế hoạch", "title": "Hoạt động của Ban Chỉ đạo chuyển đổi số tỉnh năm 2024",
            "issuer": "Ban Chỉ đạo chuyển đổi số tỉnh Lạng Sơn", "level": "department", "raw": "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "province": "Lạng Sơn",
            "issued": "2024-02-20", "signer": "Hồ Quốc Tiến", "role": "Trưởng ban", "authority": "TM. BAN CHỈ ĐẠO", "period": "2024-01-01/2024-12-31",
        },
    ),
    "office of a committee": (
        """UBND TỈNH PHÚ YÊN
VĂN PHÒNG
Số: 61/TB-VPUBND
Phú Yên, ngày 11 tháng 5 năm 2023
THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về cải cách hành chính
Nơi nhận:
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Võ Ngọc Minh
""",
        {
            "number": "61/TB-VPUBND", "kind": "Thông báo", "title": "Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về cải cách hành chính",
            "issuer": f"Văn phòng {COMMITTEE} tỉnh Phú Yên", "level": "department", "raw": "VĂN PHÒNG", "province": "Phú Yên", "issued": "2023-05-11",
            "signer": "Võ Ngọc Minh", "role": "Chánh Văn phòng", "authority": "TL. CHỦ TỊCH",
        },
    ),
    "office of a district": (
        f"""UBND HUYỆN SÌN HỒ
PHÒNG NỘI VỤ
{NATION}
Số: 9/BC-PNV
Sìn Hồ, ngày 4 tháng 12 năm 2023
BÁO CÁO
Kết quả công tác cải cách hành chính năm 2023
I. KẾT QUẢ
TRƯỞNG PHÒNG
Giàng A Páo
""",
        {
            "number": "9/BC-PNV", "kind": "Báo cáo", "title": "Kết quả công tác cải cách hành chính năm 2023", "issuer": "Phòng Nội vụ huyện Sìn Hồ",
            "level": "department", "raw": "PHÒNG NỘI VỤ", "province": "Lai Châu", "issued": "2023-12-04", "signer": "Giàng A Páo", "role": "Trưởng phòng",
            "period": "2023-01-01/2023-12-31",
        },
    ),
    "law site's facts before the letterhead, names lost in the text": (
        f"""Số hiệu:
101/QĐ-UBND
Loại văn bản:
Quyết định
Nơi ban hành:
Tỉnh Gia Lai
Người ký:
Rơ Châm Lan
Ngày ban hành:
11/02/2025
Ngày hiệu lực:
Đã biết
ỦY BAN NHÂN DÂN
{NATION}
Số: 101/QĐ-UBND
Gia Lai, ngày 11 tháng 02 năm 2025
QUYẾT ĐỊNH
VỀ VIỆC BAN HÀNH KẾ HOẠCH PHÒNG, CHỐNG THIÊN TAI NĂM 2025
ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Phòng, chống thiên tai ngày 19 tháng 6 năm 2013;
QUYẾT ĐỊNH:
Điều 2. Quyết định này có hiệu lực kể từ ngày ký ban hành và thay thế Quyết định số 90/QĐ-UBND ngày 01/02/2024.
Nơi nhận:
TM. ỦY BAN NHÂN DÂN
""",
        {
            "number": "101/QĐ-UBND", "kind": "Quyết định", "title": "VỀ VIỆC BAN HÀNH KẾ HOẠCH PHÒNG, CHỐNG THIÊN TAI NĂM 2025",
            "issuer": f"{COMMITTEE} tỉnh Gia Lai", "level": "province", "raw": "ỦY BAN NHÂN DÂN", "province": "Gia Lai", "issued": "2025-02-11",
            "effective": "2025-02-11", "signer": "Rơ Châm Lan", "authority": "TM. ỦY BAN NHÂN DÂN", "period": "2025-01-01/2025-12-31",
        },
    ),
    "law site's facts fill a blank number": (
        """Số ký hiệu | 77/KH-UBND |
Ngày ban hành | 05-03-2024 |
Ngày có hiệu lực | 10-03-2024 |
Loại văn bản | Kế hoạch |
Cơ quan ban hành | UBND tỉnh Thái Bình |
Người ký | Nguyễn Khắc Thuận |
ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: /KH-UBND | Thái Bình, ngày tháng 3 năm 2024
KẾ HOẠCH
Phát triển thương mại điện tử giai đoạn 2024 - 2025
Thực hiện Quyết định số 645/QĐ-TTg ngày 15/5/2020 của Thủ tướng Chính phủ;
""",
        {
            "number": "77/KH-UBND", "kind": "Kế hoạch", "title": "Phát triển thương mại điện tử giai đoạn 2024 - 2025", "issuer": f"{COMMITTEE} tỉnh Thái Bình",
            "level": "province", "raw": "ỦY BAN NHÂN DÂN TỈNH THÁI BÌNH", "province": "Thái Bình", "issued": "2024-03-05", "effective": "2024-03-10",
            "signer": "Nguyễn Khắc Thuận", "period": "2024-01-01/2025-12-31",
        },
    ),
    "annex alone, its carrier named": (
        """KẾ HOẠCH
Bảo đảm an toàn thực phẩm trên địa bàn tỉnh Bến Tre năm 2023
(Ban hành kèm theo Quyết định số 402/QĐ-UBND ngày 28 tháng 02 năm 2023 của Ủy ban nhân dân tỉnh Bến Tre)
I. MỤC TIÊU
""",
        {
            "kind": "Kế hoạch", "title": "Bảo đảm an toàn thực phẩm trên địa bàn tỉnh Bến Tre năm 2023", "issuer": f"{COMMITTEE} tỉnh Bến Tre",
            "level": "province", "raw": "Ủy ban nhân dân tỉnh Bến Tre", "province": "Bến Tre", "issued": "2023-02-28", "period": "2023-01-01/2023-12-31",
        },
    ),
    "plan without letterhead, issuer only in the text": (
        """KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2022
của thị xã Hồng Lĩnh

Thực hiện Kế hoạch số 21/KH-UBND ngày 20/01/2022 của UBND tỉnh Hà Tĩnh; UBND thị xã Hồng Lĩnh ban hành Kế hoạch tuyên truyền như sau:
I. MỤC ĐÍCH
Nơi nhận:
- UBND tỉnh;
CHỦ TỊCH
Nguyễn Huy Hưng
""",
        {
            "kind": "Kế hoạch", "title": "Tuyên truyền cải cách hành chính năm 2022 của thị xã Hồng Lĩnh", "issuer": f"{COMMITTEE} thị xã Hồng Lĩnh",
            "level": "district", "raw": "UBND thị xã Hồng Lĩnh", "province": "Hà Tĩnh", "signer": "Nguyễn Huy Hưng", "role": "Chủ tịch",
            "period": "2022-01-01/2022-12-31",
        },
    ),
    "plan without letterhead, issuer only under the title": (
        """Số: 512/QĐ-SXD
Bắc Kạn, ngày 30 tháng 6 năm 2023
QUYẾT ĐỊNH
Ban hành Kế hoạch kiểm tra công vụ năm 2023
GIÁM ĐỐC SỞ XÂY DỰNG TỈNH BẮC KẠN
Căn cứ Nghị định số 24/2014/NĐ-CP ngày 04/4/2014 của Chính phủ;
QUYẾT ĐỊNH:
Điều 3. Chánh Văn phòng Sở chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.
Q. GIÁM ĐỐC
Hà Văn Tuyên
""",
        {
            "number": "512/QĐ-SXD", "kind": "Quyết định", "title": "Ban hành Kế hoạch kiểm tra công vụ năm 2023", "issuer": "Sở Xây dựng tỉnh Bắc Kạn",
            "level": "department", "raw": "SỞ XÂY DỰNG TỈNH BẮC KẠN", "province": "Bắc Kạn", "issued": "2023-06-30", "effective": "2023-06-30",
            "signer": "Hà Văn Tuyên", "role": "Quyền Giám đốc", "authority": "Q. GIÁM ĐỐC", "period": "2023-01-01/2023-12-31",
        },
    ),
    "scan: tones lost, figures for letters": (
        """UY BAN NHÂN DÂN
TỈNH KON TUM
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hanh phúc
Sô: 219/KH- UBND
Kon Tum, ngày O9 tháng l2 năm 2O22
KÊ HOẠCH
Kiểm tra công tác cải cách hành chính năm 2023
Thực hiện Quyết định số 30/QĐ-UBND ngày 17/01/2022 của UBND tỉnh;
Noi nhận:
- Lưu: VT
KT.CHỦ TỊCH
PHÓ CHỦ TỊCH
Y Ngọc Lan
""",
        {
            "number": "219/KH-UBND", "kind": "Kế hoạch", "title": "Kiểm tra công tác cải cách hành chính năm 2023", "issuer": f"{COMMITTEE} tỉnh Kon Tum",
            "level": "province", "raw": "UY BAN NHÂN DÂN TỈNH KON TUM", "province": "Kon Tum", "issued": "2022-12-09", "signer": "Y Ngọc Lan",
            "role": "Phó Chủ tịch", "authority": "KT.CHỦ TỊCH", "period": "2023-01-01/2023-12-31",
        },
    ),
    "agency under a ministry": (
        f"""BỘ NỘI VỤ
CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC
{NATION}
Số: 45/KH-VTLTNN
Hà Nội, ngày 31 tháng 01 năm 2024
KẾ HOẠCH
Thanh tra, kiểm tra năm 2024
Cục Văn thư và Lưu trữ nhà nước ban hành Kế hoạch thanh tra, kiểm tra năm 2024 như sau:
CỤC TRƯỞNG
Đặng Thanh Tú
""",
        {
            "number": "45/KH-VTLTNN", "kind": "Kế hoạch", "title": "Thanh tra, kiểm tra năm 2024", "issuer": "Cục Văn thư và Lưu trữ nhà nước", "level": "central",
            "raw": "CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", "issued": "2024-01-31", "signer": "Đặng Thanh Tú", "role": "Cục trưởng",
            "period": "2024-01-01/2024-12-31",
        },
    ),
    "ward in a city, letters in place of the level": (
        """ỦY BAN NHÂN DÂN
PHƯỜNG 12
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 5/KH-UBND
Phường 12, ngày 06 tháng 01 năm 2023
KẾ HOẠCH
Tiếp công dân năm 2023
Thực hiện Kế hoạch số 3/KH-UBND ngày 03/01/2023 của UBND quận Gò Vấp, Thành phố Hồ Chí Minh về tiếp công dân;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Bùi Thị Kim Oanh
""",
        {
            "number": "5/KH-UBND", "kind": "Kế hoạch", "title": "Tiếp công dân năm 2023", "issuer": f"{COMMITTEE} phường 12", "level": "commune",
            "raw": "ỦY BAN NHÂN DÂN PHƯỜNG 12", "province": "Hồ Chí Minh", "issued": "2023-01-06", "signer": "Bùi Thị Kim Oanh", "role": "Chủ tịch",
            "authority": "TM. ỦY BAN NHÂN DÂN", "period": "2023-01-01/2023-12-31",
        },
    ),
    "city under a province": (
        f"""UBND THÀNH PHỐ PLEIKU
{NATION}
Số: 1450/QĐ-UBND
Pleiku, ngày 12 tháng 6 năm 2023
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch giảm nghèo bền vững giai đoạn 2023 - 2025
ỦY BAN NHÂN DÂN THÀNH PHỐ
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
QUYẾT ĐỊNH:
Điều 3. Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký./.
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Như Điều 3; CHỦ TỊCH
- Lưu: VT. Trịnh Duy Thân
""",
        {
            "number": "1450/QĐ-UBND", "kind": "Quyết định", "title": "Về việc ban hành Kế hoạch giảm nghèo bền vững giai đoạn 2023 - 2025",
            "issuer": f"{COMMITTEE} thành phố Pleiku", "level": "district", "raw": "UBND THÀNH PHỐ PLEIKU", "province": "Gia Lai", "issued": "2023-06-12",
            "effective": "2023-06-22", "signer": "Trịnh Duy Thân", "role": "Chủ tịch", "authority": "TM. ỦY BAN NHÂN DÂN", "period": "2023-01-01/2025-12-31",
        },
    ),
    "department of a city, urgent": (
        f"""ỦY BAN NHÂN DÂN
THÀNH PHỐ HỒ CHÍ MINH
SỞ GIÁO DỤC VÀ ĐÀO TẠO
HỎA TỐC
{NATION}
Số: 2301/KH-SGDĐT
Thành phố Hồ Chí Minh, ngày 25 tháng 8 năm 2023
KẾ HOẠCH
Thực hiện nhiệm vụ chuyển đổi số năm học 2023-2024
Căn cứ Quyết định số 131/QĐ-TTg ngày 25/01/2022 của Thủ tướng Chính phủ;
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
ThS. Dương Trí Đức
""",
        {
            "number": "2301/KH-SGDĐT", "kind": "Kế hoạch", "title": "Thực hiện nhiệm vụ chuyển đổi số năm học 2023-2024",
            "issuer": "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh", "level": "department", "raw": "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "province": "Hồ Chí Minh",
            "issued": "2023-08-25", "signer": "Dương Trí Đức", "role": "Phó Giám đốc", "authority": "KT. GIÁM ĐỐC", "period": "2023-09-05/2024-05-31",
        },
    ),
    "urgent telegram": (
        f"""CHỦ TỊCH ỦY BAN NHÂN DÂN
TỈNH THANH HÓA
{NATION}
Số: 12/CĐ-UBND
Thanh Hóa, ngày 08 tháng 9 năm 2024
CÔNG ĐIỆN
Về việc tập trung ứng phó mưa lũ sau bão
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH THANH HÓA ĐIỆN:
- Giám đốc các sở;
CHỦ TỊCH
Đỗ Minh Tuân
""",
        {
            "number": "12/CĐ-UBND", "kind": "Công điện", "title": "Về việc tập trung ứng phó mưa lũ sau bão", "issuer": f"{COMMITTEE} tỉnh Thanh Hóa",
            "level": "province", "raw": "ỦY BAN NHÂN DÂN TỈNH THANH HÓA", "province": "Thanh Hóa", "issued": "2024-09-08", "signer": "Đỗ Minh Tuân",
            "role": "Chủ tịch",
        },
    ),
    "province that became a city": (
        f"""ỦY BAN NHÂN DÂN
THÀNH PHỐ ĐỒNG NAI
{NATION}
Số: 210/KH-UBND
Đồng Nai, ngày 12 tháng 5 năm 2026
KẾ HOẠCH
Hành động thực hiện Nghị quyết số 68-NQ/TW ngày 04 tháng 5 năm 2025 của Bộ Chính trị
Thực hiện Nghị quyết số 68-NQ/TW, UBND thành phố ban hành Kế hoạch như sau:
""",
        {
            "number": "210/KH-UBND", "kind": "Kế hoạch", "title": "Hành động thực hiện Nghị quyết số 68-NQ/TW ngày 04 tháng 5 năm 2025 của Bộ Chính trị",
            "issuer": f"{COMMITTEE} thành phố Đồng Nai", "level": "province", "raw": "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐỒNG NAI", "province": "Đồng Nai",
            "issued": "2026-05-12",
        },
    ),
    "type and title on one line": (
        """UBND TỈNH HÒA BÌNH
Số: 80/KH-UBND
Hòa Bình, ngày 02/5/2024
KẾ HOẠCH PHÁT TRIỂN NÔNG NGHIỆP HỮU CƠ
TRÊN ĐỊA BÀN TỈNH HÒA BÌNH ĐẾN NĂM 2030
Căn cứ Nghị định số 109/2018/NĐ-CP ngày 29/8/2018 của Chính phủ;
""",
        {
            "number": "80/KH-UBND", "kind": "Kế hoạch", "title": "PHÁT TRIỂN NÔNG NGHIỆP HỮU CƠ TRÊN ĐỊA BÀN TỈNH HÒA BÌNH ĐẾN NĂM 2030",
            "issuer": f"{COMMITTEE} tỉnh Hòa Bình", "level": "province", "raw": "UBND TỈNH HÒA BÌNH", "province": "Hòa Bình", "issued": "2024-05-02",
        },
    ),
    "nothing but a title": (
        """KẾ HOẠCH
Tổ chức hội thi
""",
        {"kind": "Kế hoạch", "title": "Tổ chức hội thi"},
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_heads_as_lines(name: str) -> None:
    text, expected = HEADS[name]
    assert facts(read_head(document(text))) == expected
