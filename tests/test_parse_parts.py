"""The small parts of reading: headings of columns, looks of cells, numbers, subjects of sentences, notes, encodings."""

from __future__ import annotations

import pytest

from kehoach.errors import UnreadableError
from kehoach.parse import numbering
from kehoach.parse.columns import assign_roles, heading_role, is_task_header, may_be_header
from kehoach.parse.footnotes import Notes
from kehoach.parse.infer import Item, LaidRow, lay_out, place_row
from kehoach.parse.looks import deadline_look, fit, unit_look
from kehoach.parse.prose import cooperating_units, split_subject
from kehoach.parse.readers import format_of
from kehoach.parse.readers.decode import decode
from kehoach.parse.readers.markup import plain
from kehoach.parse.readers.text.lines import Kind, classify


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("STT", "number"),
        ("Số TT", "number"),
        ("Nội dung công việc", "title"),
        ("NHIỆM VỤ, GIẢI PHÁP", "title"),
        ("Cơ quan chủ trì[1]", "lead"),
        ("Đơn vị thực hiện", "lead"),
        ("Cơ quan, đơn vị phối hợp thực hiện", "support"),
        ("Đơn vị chủ trì, phối hợp", "lead"),
        ("Thời gian dự kiến hoàn thành", "deadline"),
        ("Tiến độ", "deadline"),
        ("Sản phẩm đầu ra", "deliverable"),
        ("Chỉ tiêu đạt được", "deliverable"),
        ("Kết quả dự kiến", "deliverable"),
        ("II. NỘI DUNG", None),
        ("Nguyễn Văn A", None),
    ],
)
def test_heading_roles(heading: str, role: str | None) -> None:
    assert heading_role(heading)[0] == role


def test_the_surest_heading_keeps_a_role() -> None:
    columns = assign_roles(["STT", "Thuộc nhóm nhiệm vụ", "Nội dung nhiệm vụ", "Chủ trì", "Thời hạn"])
    assert [column.role for column in columns] == ["number", None, "title", "lead", "deadline"]


@pytest.mark.parametrize(
    ("headings", "is_one"),
    [
        (["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], True),
        (["Nội dung", "Chủ trì", "Phối hợp"], True),
        (["TT", "Nhiệm vụ", "Sản phẩm"], False),
        (["TT", "Tên TTHC", "Cơ quan thực hiện", "Thời hạn giải quyết"], False),
        (["TT", "Họ và tên", "Chức vụ", "Nhiệm vụ", "Đơn vị"], False),
    ],
)
def test_task_headers(headings: list[str], is_one: bool) -> None:
    assert is_task_header(assign_roles(headings)) is is_one


def test_a_row_with_a_number_is_no_header() -> None:
    assert may_be_header(["TT", "Nhiệm vụ", "Chủ trì"])
    assert not may_be_header(["1", "Nhiệm vụ của cơ quan liên quan", "Cơ quan liên quan"])


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Sở Nội vụ", 0.9, 1),
        ("Các sở, ban, ngành; UBND cấp xã", 0.9, 1),
        ("- Theo dõi: các sở, ngành;", 0.6, 1),
        ("Bộ Nông nghiệp và Môi trường", 0.9, 1),
        ("Báo cáo kết quả", 0, 0.1),
        ("Tổ chức thực hiện kế hoạch", 0, 0.1),
        ("Bộ hồ sơ mẫu", 0, 0.1),
        ("Các chỉ tiêu chủ yếu", 0, 0.1),
        ("Các mốc thời gian", 0, 0.1),
        ("Các nhà trường", 0.6, 1),
    ],
)
def test_unit_look(text: str, least: float, most: float) -> None:
    assert least <= unit_look(text) <= most


@pytest.mark.parametrize(
    ("text", "is_time"),
    [
        ("Quý II/2026", True),
        ("Thường xuyên", True),
        ("2026 - 2030", True),
        ("Trước ngày 15/12", True),
        ("Báo cáo", False),
        ("Sở Tài chính", False),
        ("1", False),
    ],
)
def test_deadline_look(text: str, is_time: bool) -> None:
    assert (deadline_look(text) > 0.5) is is_time


ROLES = ("number", "title", "lead", "support", "deadline", "deliverable")


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        (["3", "Rà soát quy trình nội bộ", "Sở Nội vụ", "Quý I/2026"], [0, 1, 2, 4]),
        (["31", "Sở Nội vụ", "Sở Tài chính, Sở Y tế", "Quý IV/2026"], [0, 2, 3, 4]),
        (["Xây dựng hệ thống dự phòng cho tỉnh", "Sở Nội vụ"], [1, 2]),
        (["1", "Rà soát", "Sở Y tế", "Sở Nội vụ", "Năm 2026", "Báo cáo"], [0, 1, 2, 3, 4, 5]),
    ],
)
def test_lost_cells_are_placed_by_their_looks(texts: list[str], columns: list[int]) -> None:
    assert place_row(texts, ROLES) == columns


def test_fit_prefers_the_right_role() -> None:
    for text, role in (("Quý I/2026", "deadline"), ("Sở Y tế", "lead"), ("12", "number"), ("Xây dựng kế hoạch truyền thông năm 2026", "title")):
        assert max(ROLES, key=lambda candidate: fit(text, candidate)) == role


def test_a_cell_of_several_paragraphs_stays_one_cell() -> None:
    texts = ["1", "Tổng kết việc thực hiện", "Sở Nội vụ", "Các sở, ngành", "Quý IV/2026", "- Báo cáo;", "- Kế hoạch.", "2", "Rà soát quy trình"]
    texts += ["Sở Y tế", "Sở Tài chính", "Quý I/2026", "Báo cáo"]
    rows = lay_out([Item(text, line, line) for line, text in enumerate(texts, 1)], ROLES)
    assert [[len(row.cells[column]) for column in sorted(row.cells)] for row in rows if isinstance(row, LaidRow)] == [[1, 1, 1, 1, 1, 2], [1] * 6]


@pytest.mark.parametrize(
    ("number", "before", "kind"),
    [
        ("1", None, "arabic"), ("1.2.", None, "decimal"), ("IV", None, "roman"), ("lI", None, "roman"), ("A", None, "letter"),
        ("I", "H", "letter"), ("I", None, "roman"), ("V", "IV", "roman"), ("C", "B", "letter"), ("C", "C", "letter"),
        ("C", "II", "letter"), ("D", "II", "letter"), ("a)", None, "point"), ("đ)", None, "point"), ("", None, ""),
    ],
)  # fmt: skip
def test_kinds_of_numbers(number: str, before: str | None, kind: str) -> None:
    assert numbering.kind(number, before) == kind


@pytest.mark.parametrize(("number", "value"), [("IV", 4), ("3.12", 12), ("đ", 5), ("XII", 12), ("e)", 6)])
def test_values_of_numbers(number: str, value: int) -> None:
    assert numbering.value(number) == value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("II. Rà soát, kiện toàn", ("II", "Rà soát, kiện toàn")),
        ("A/ Phần chung", (None, "A/ Phần chung")),
        ("A - Phần chung", ("A", "Phần chung")),
        ("E-mail: lienhe", (None, "E-mail: lienhe")),
        ("Phần I: Nhiệm vụ", ("Phần I", "Nhiệm vụ")),
        ("NÂNG CAO HIỆU QUẢ", (None, "NÂNG CAO HIỆU QUẢ")),
        ("I- CÔNG TÁC TƯ TƯỞNG", ("I", "CÔNG TÁC TƯ TƯỞNG")),
        ("III-CÔNG TÁC DÂN VẬN", ("III", "CÔNG TÁC DÂN VẬN")),
        ("2- Công tác cán bộ", ("2", "Công tác cán bộ")),
        ("lI. Kiểm tra", ("II", "Kiểm tra")),
        ("l) Lưu trữ hồ sơ", ("l", "Lưu trữ hồ sơ")),
        ("X-quang di động", (None, "X-quang di động")),
        ("V-League mùa 2026", (None, "V-League mùa 2026")),
        ("5 - 7 ngày tập huấn", (None, "5 - 7 ngày tập huấn")),
        ("3-4 hội nghị", (None, "3-4 hội nghị")),
    ],
)
def test_headings_are_split(text: str, parts: tuple[str | None, str]) -> None:
    assert numbering.split_heading(text) == parts


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Sở Tài chính bố trí kinh phí thực hiện", "Sở Tài chính"),
        ("Sở Tư pháp:", "Sở Tư pháp"),
        ("Sở Xây dựng chủ trì, phối hợp với Sở Tài chính", "Sở Xây dựng"),
        ("Căn cứ Kế hoạch này, Thủ trưởng các cơ quan, đơn vị xây dựng kế hoạch", "Thủ trưởng các cơ quan, đơn vị"),
        ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh phối hợp giám sát", "Ủy ban MTTQ Việt Nam tỉnh"),
        ("Các cơ quan, đơn vị được phân công nhiệm vụ có trách nhiệm báo cáo", "Các cơ quan, đơn vị được phân công nhiệm vụ"),
        ("Theo dõi, kiểm tra và đôn đốc cơ quan, đơn vị trong việc thực hiện", ""),
        ("Đặc biệt, tập trung rà soát thủ tục", ""),
        ("Tổ chức nắm bắt ý kiến của Nhân dân", ""),
        ("Tổ chức bồi dưỡng nghiệp vụ cho công chức", ""),
    ],
)
def test_subjects_of_sentences(text: str, subject: str) -> None:
    assert split_subject(text)[0] == subject


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Chủ trì, phối hợp với Văn phòng UBND tỉnh tham mưu UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("phối hợp chặt chẽ với các sở, ban, ngành kiểm soát việc tham mưu", "các sở, ban, ngành"),
        ("Chủ trì, phối hợp Sở Tài chính đề xuất kinh phí", "Sở Tài chính"),
        ("Thực hiện công khai thủ tục", ""),
    ],
)
def test_units_after_phoi_hop(text: str, units: str) -> None:
    assert cooperating_units(text) == units


@pytest.mark.parametrize(
    ("text", "rest", "called"),
    [
        ("trên Cổng dịch vụ công”1", "trên Cổng dịch vụ công”", 1),
        ("Năm 20252", "Năm 2025", 1),
        ("Quý I/2025", "Quý I/2025", 0),
        ("mức độ 3", "mức độ 3", 0),
        ("Khoản 12", "Khoản 12", 0),
    ],
)
def test_marks_of_notes(text: str, rest: str, called: int) -> None:
    notes = Notes([{"1": "Một ghi chú.", "2": "Ghi chú khác."}])
    assert (notes.take(text)[0], len(notes.take(text)[1])) == (rest, called)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    text = "Kế hoạch cải cách hành chính năm 2026 của Ủy ban nhân dân tỉnh\n" * 5
    assert decode(text.encode(encoding), "a.txt")[0].lstrip("\ufeff") == text


def test_a_guessed_encoding_is_said() -> None:
    text = "Kế hoạch cải cách hành chính, kiểm soát thủ tục của tỉnh\n" * 20
    data = __import__("unicodedata").normalize("NFD", text).replace("\u0302", "\u0302").encode("cp1258", errors="ignore")
    found, notes = decode(data, "a.txt")
    assert "hành" in __import__("unicodedata").normalize("NFC", found) or notes
    assert [note.code for note in notes] == ["KHR11"]


@pytest.mark.parametrize("data", [b"", b"  \n", bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 500])
def test_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"a\.txt: "):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7 ...", "a.txt", "pdf"),
        (b"PK\x03\x04....", "a.pdf", "docx"),
        (b"<!DOCTYPE html><html>", "a.txt", "html"),
        (b"{\\rtf1 ", "a.docx", "doc"),
        ("Kế hoạch".encode(), "a.md", "md"),
        ("Kế hoạch".encode(), "a.docx", "txt"),
    ],
)
def test_content_decides_the_format(data: bytes, name: str, expected: str) -> None:
    assert format_of(data, name) == expected


def test_pictures_are_refused() -> None:
    with pytest.raises(UnreadableError, match="PNG"):
        format_of(b"\x89PNG\r\n", "a.pdf")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**QUYẾT ĐỊNH**", "QUYẾT ĐỊNH"),
        ("*Căn cứ Luật*", "Căn cứ Luật"),
        ("## Kế hoạch", "Kế hoạch"),
        ("a<br>b", "a\nb"),
        ("<p>một</p><p>hai</p>", "một\nhai\n"),
        ("A &amp; B&nbsp;C", "A & B C"),
        ("* mục", "* mục"),
        ("5 * 3", "5 * 3"),
    ],
)
def test_markup_is_taken_off(line: str, text: str) -> None:
    assert plain(line)[0] == text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("|", Kind.BAR), ("| a | b |", Kind.ROW), ("a | b |", Kind.ROW), ("a\tb", Kind.ROW), ("|---|---|", Kind.RULE), ("-------", Kind.RULE),
        ("", Kind.BLANK), ("một câu", Kind.TEXT), ("một | câu", Kind.TEXT), ("** **", Kind.TEXT),
    ],
)  # fmt: skip
def test_kinds_of_lines(line: str, kind: Kind) -> None:
    assert classify(line)[0].kind is kind
