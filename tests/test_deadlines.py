"""Deadline phrases mean what the corpus file says; each rule and each word is proven by a phrase."""
from __future__ import annotations

from datetime import date

import pytest

from deadline_corpus import GOLD, Case, gold_cases, gold_tasks, meaning, own_cases, wanted
from kehoach.model import Period
from kehoach.normalize.context import Context
from kehoach.normalize.deadlines import explain_deadline, find_deadlines, read_deadline
from kehoach.normalize.deadlines.lexicon import alike_data, classes, number_class, words_data
from kehoach.normalize.deadlines.patterns import compile_pattern, rules_data
from kehoach.normalize.deadlines.surface import plain_key, surface
from kehoach.normalize.deadlines.tokens import tokenize

PLAN_2024 = Context(year=2024, issued_on="2023-12-12")
needs_gold = pytest.mark.skipif(not GOLD.exists(), reason="the shared gold is not here")


@pytest.mark.parametrize("case", own_cases(), ids=lambda case: case.phrase)
def test_meaning(case: Case) -> None:
    assert meaning(read_deadline(case.phrase, case.context).clauses) == case.meaning


@needs_gold
@pytest.mark.parametrize("case", gold_cases(), ids=lambda case: case.phrase)
def test_gold_phrase(case: Case) -> None:
    assert meaning(read_deadline(case.phrase, case.context).clauses) == case.meaning


@needs_gold
def test_gold_tasks() -> None:
    wrong = []
    for text, prose, task, context in gold_tasks():
        found = (find_deadlines if prose else read_deadline)(text, context).clauses
        labels = [clause.label for clause in found], [clause.get("label") for clause in task["deadline"]]
        if meaning(found) != wanted(task) or labels[0] != labels[1]:
            wrong.append((text, meaning(found), labels[0]))
    assert not wrong


# --- fields beside the dates ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("phrase", "bound", "edtf", "due"),
    [
        ("Trước ngày 15/9/2024", "<", "../2024-09-14", "2024-09-14"),
        ("Chậm nhất ngày 15/9/2024", "<=", "../2024-09-15", "2024-09-15"),
        ("Trước 17h00 ngày 15/9/2024", "<=", "../2024-09-15", "2024-09-15"),
        ("Tháng 6/2024", None, "2024-06", "2024-06-30"),
        ("Quý II/2024", None, "2024-34", "2024-06-30"),
        ("Quý IV", None, "2024-36", "2024-12-31"),
        ("6 tháng cuối năm", None, "2024-41", "2024-12-31"),
        ("9 tháng đầu năm", None, "2024-01/2024-09", "2024-09-30"),
        ("Quý II - Quý III/2024", None, "2024-04/2024-09", "2024-09-30"),
        ("Giai đoạn 2022-2025", None, "2022/2025", "2025-12-31"),
        ("Giữa tháng 6", None, "2024-06-11/2024-06-20", "2024-06-20"),
        ("Từ tháng 3", None, "2024-03-01/..", None),
        ("Thường xuyên trong năm 2024", None, "2024", None),
        ("Theo từng năm đến 2025", None, None, None),
        ("Theo Kế hoạch kiểm tra năm 2024", None, "2024", None),
        ("100 ngày kể từ ngày ban hành Kế hoạch", None, "../2024-03-21", "2024-03-21"),
        ("Sau khi được phê duyệt", None, None, None),
    ],
)
def test_bound_edtf_and_due(phrase: str, bound: str | None, edtf: str | None, due: str | None) -> None:
    deadline = read_deadline(phrase, PLAN_2024)
    assert [(clause.bound, clause.edtf) for clause in deadline.clauses] == [(bound, edtf)]
    assert deadline.due == (date.fromisoformat(due) if due else None)


def test_due_is_the_last_closing_day() -> None:
    assert read_deadline("Quý II/2024; báo cáo trước ngày 15/12/2024; thường xuyên", PLAN_2024).due == date(2024, 12, 14)


@pytest.mark.parametrize(
    ("phrase", "approximate"),
    [("Giữa tháng 6", True), ("Tuần 2 tháng 5", True), ("Đầu năm", True), ("Khoảng quý II", True), ("Năm học 2024-2025", True), ("Quý II", False)],
)
def test_approximate(phrase: str, approximate: bool) -> None:
    assert [clause.approximate for clause in read_deadline(phrase, PLAN_2024).clauses] == [approximate]


@pytest.mark.parametrize(
    ("phrase", "labels"),
    [
        ("Sơ kết tháng 12/2023; Tổng kết tháng 12/2025", ["Sơ kết", "Tổng kết"]),
        ("- Theo dõi: thường xuyên; - Công bố, công khai; hàng tháng.", ["Theo dõi", "Công bố, công khai"]),
        ("Quý I (dự thảo); tháng 6 (trình)", ["dự thảo", "trình"]),
        ("Lần 1: trước 30/6/2024; lần 2: trước 15/12/2024", ["Lần 1", "lần 2"]),
        ("Quý I: xây dựng dự thảo; Quý II: trình ban hành", ["xây dựng dự thảo", "trình ban hành"]),
        ("Báo cáo quý I: trước ngày 15/3", ["Báo cáo quý I"]),
        ("Đợt 1: 31/3/2024 Đợt 2: 30/9/2024", ["Đợt 1", "Đợt 2"]),
        ("Dự thảo: 15/3\nTrình HĐND tỉnh: 30/4", ["Dự thảo", "Trình HĐND tỉnh"]),
        ("Cấp xã: xong trước 15/3 Cấp tỉnh: xong trước 30/3", ["Cấp xã", "Cấp tỉnh"]),
        ("Báo cáo quý I: trước 15/3 Báo cáo quý II: trước 15/6", ["Báo cáo quý I", "Báo cáo quý II"]),
        ("Trước 30/6 hoàn thành dự thảo, trước 30/9 trình ban hành", ["hoàn thành dự thảo", "trình ban hành"]),
        ("Thường xuyên; báo cáo trước ngày 15/12", [None, "báo cáo"]),
        ("Cập nhật công khai thường xuyên, bắt đầu từ Quý I/2021", [None]),
        ("Thời gian thực hiện: Quý II/2024", [None]),
        ("Tháng 6/2024 (nếu có); tháng 9/2024", [None, None]),
        ("- Đo đạc: xong trong quý II/2024\n- Cấp giấy: trước tháng 12/2024", ["Đo đạc", "Cấp giấy"]),
        ("- Đo đạc: xong trong quý II/2024 - Cấp giấy: trước tháng 12/2024", ["Đo đạc", "Cấp giấy"]),
        ("Đo đạc: quý II/2024 - Cấp giấy: tháng 12/2024", ["Đo đạc", "Cấp giấy"]),
        ("- Dự thảo quý II/2024 - Trình tháng 9/2024", ["Dự thảo", "Trình"]),
        ("+ Dự thảo: quý II + Trình: tháng 9", ["Dự thảo", "Trình"]),
        ("- Theo dõi: thường xuyên - Báo cáo: hằng quý", ["Theo dõi", "Báo cáo"]),
        ("- Tuyến Vinh - Huế: quý II/2024 - Tuyến Huế - Pleiku: quý III/2024", ["Tuyến Vinh - Huế", "Tuyến Huế - Pleiku"]),
        ("- Quý II - Quý IV/2024: dự thảo", ["dự thảo"]),
        ("Dự thảo: quý II/2024 - quý III/2024", ["Dự thảo"]),
        ("Thi công - Nghiệm thu: quý II/2024", ["Thi công - Nghiệm thu"]),
        ("Sau khi có hướng dẫn, tham mưu văn bản trước ngày 15/6/2024", [None, "tham mưu văn bản"]),
    ],
)
def test_labels(phrase: str, labels: list[str | None]) -> None:
    assert [clause.label for clause in read_deadline(phrase, PLAN_2024).clauses] == labels


@pytest.mark.parametrize(
    ("phrase", "raws"),
    [
        ("Quý II, IV", ["Quý II", "IV"]),
        ("Ngay, thường xuyên", ["thường xuyên"]),
        ("Trước ngày 15/6 và trước ngày 15/12/2024", ["Trước ngày 15/6", "trước ngày 15/12/2024"]),
        ("06 tháng, 01 năm", ["06 tháng", "01 năm"]),
        ("Hằng quý (trước ngày 20 của tháng cuối quý)", ["Hằng quý (trước ngày 20 của tháng cuối quý)"]),
        ("Theo Kế hoạch năm 2024 và hoàn thành muộn nhất là ngày 15/9", ["Theo Kế hoạch năm 2024", "hoàn thành muộn nhất là ngày 15/9"]),
    ],
)
def test_words_of_each_clause(phrase: str, raws: list[str]) -> None:
    assert [clause.raw for clause in read_deadline(phrase, PLAN_2024).clauses] == raws


def test_trigger_and_reference_keep_their_words() -> None:
    event, reference = read_deadline("Trong 03 ngày kể từ ngày nhận hồ sơ; theo Thông tư 01/2020/TT-VPCP", PLAN_2024).clauses
    assert event.trigger == "Trong 03 ngày kể từ ngày nhận hồ sơ"
    assert reference.reference == "Thông tư 01/2020/TT-VPCP"


def test_raw_is_evened_out_and_not_understood_is_visible() -> None:
    deadline = read_deadline("  Như\u00a0 trên\n", PLAN_2024)
    assert (deadline.raw, deadline.clauses, deadline.due) == ("Như trên", (), None)


# --- the context ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("context", "year"),
    [
        (Context(year=2024, issued_on="2023-12-12"), 2024),
        (Context(year=2024, issued_on="2025-02-01"), 2024),
        (Context(year=2024, surroundings=("Năm 2021",)), 2021),
        (Context(year=2024, surroundings=("II. Nhiệm vụ năm 2025",)), 2025),
        (Context(year=2024, surroundings=("Báo cáo kết quả thực hiện Kế hoạch năm 2023 của tỉnh",)), 2024),
        (Context(period=Period(start=date(2022, 1, 1), end=date(2022, 12, 31)), issued_on="2021-11-12"), 2022),
        (Context(period=Period(start=date(2026, 1, 1), end=date(2030, 12, 31)), issued_on="2025-11-19"), 2026),
        (Context(issued_on="2021-07-01"), 2022),
        (Context(issued_on="2021-06-30"), 2021),
        (Context(issued_on="2021-05"), 2021),
    ],
)
def test_missing_year(context: Context, year: int) -> None:
    assert [clause.end for clause in read_deadline("Tháng 6", context).clauses] == [date(year, 6, 30)]


def test_a_cut_issue_date_gives_no_day_to_count_from() -> None:
    clauses = read_deadline("10 ngày kể từ ngày ký; từ nay đến 31/12/2024", Context(year=2024, issued_on="2024-03")).clauses
    assert meaning(clauses) == (("event", None, None, None), ("within", None, date(2024, 12, 31), None))


# --- rules and words ------------------------------------------------------------------------------------------------
RULES = [(rule["name"], phrase, fires) for rule in rules_data()["rule"] for fires in ("fires", "never") for phrase in rule[fires]]


@pytest.mark.parametrize(("name", "phrase", "fires"), RULES)
def test_rule_fires_and_does_not(name: str, phrase: str, fires: str) -> None:
    assert (name in [rule for rule, _ in explain_deadline(phrase, PLAN_2024)]) == (fires == "fires")


def test_every_rule_has_both_kinds_of_example_and_a_meaning() -> None:
    meant = {rule["name"] for rule in rules_data()["rule"] if rule.get("meaning")}
    assert all(rule["fires"] and rule["never"] and rule["name"] in meant for rule in rules_data()["rule"])


def test_only_known_rules_fire_on_their_words() -> None:
    known = {rule["name"] for rule in rules_data()["rule"]}
    for case in own_cases():
        fired = explain_deadline(case.phrase, case.context)
        assert {rule for rule, _ in fired} <= known, case.phrase
        assert all(words and words in surface(case.phrase).raw for _, words in fired), case.phrase


def test_all_sets_and_macros_name_classes() -> None:
    data = rules_data()
    for pattern in (*data["macros"].values(), *(rule["pattern"] for rule in data["rule"] if "pattern" in rule)):
        compile_pattern(pattern)
    assert all(member in classes() for members in data["sets"].values() for member in members)


@pytest.mark.parametrize("word", words_data(), ids=lambda word: word["class"])
def test_words(word: dict) -> None:
    """Each form is read as its class, and the example shows one in use."""
    for form, value in (word.get("values") or dict.fromkeys(word["forms"])).items():
        before = f"{word['only_after'][0]} " if "only_after" in word else ""
        (token, *rest) = tokenize(surface(before + form))[1 if before else 0 :]
        assert (token.kind, token.value, rest) == (number_class(value) if word["class"] == "NUMBER" else word["class"], value, []), form
    kinds = {token.kind for token in tokenize(surface(word["example"]))}
    assert kinds & ({number_class(value) for value in word["values"].values()} if word["class"] == "NUMBER" else {word["class"]})


@pytest.mark.parametrize(("words", "others"), alike_data().items())
def test_words_alike_differ_in_their_marks_alone(words: str, others: list[str]) -> None:
    assert {plain_key(other) for other in others} <= {plain_key(word) for word in words.split(", ")}
    assert len(set(others)) == len(others)


# --- sentences ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sentence", "spec"),
    [
        ("Khẩn trương rà soát, báo cáo UBND tỉnh trước ngày 30/9/2023.", "by 2023-09-29"),
        ("Thường xuyên kiểm tra, kịp thời xử lý; hằng tháng công khai kết quả.", "recurring FREQ=MONTHLY"),
        ("Định kỳ trước ngày 20 hàng tháng tổng hợp, báo cáo theo quy định.", "recurring FREQ=MONTHLY;BYMONTHDAY=19"),
        ("Đẩy mạnh số hóa, bảo đảm cuối năm 2023, 100% hồ sơ được số hóa.", "by 2023-12-31"),
        ("Hoàn thành việc cấp chữ ký số trong quý IV/2023; từ ngày 01/01/2024 tiếp nhận trực tuyến.", "by 2023-12-31 + from 2024-01-01"),
        ("Thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ.", "-"),
        ("Triển khai Kế hoạch số 185/KH-UBND ngày 16 tháng 11 năm 2023 và Luật Đầu tư công năm 2019.", "-"),
        ("Nghiêm túc thực hiện Kế hoạch cải cách hành chính năm 2023 của tỉnh.", "-"),
        ("Thực hiện Chương trình chuyển đổi số đến năm 2025, tầm nhìn đến năm 2030.", "-"),
        ("Chỉ thị này có hiệu lực kể từ ngày ký.", "-"),
        ("Thông báo ngay khi có yêu cầu; trong 05 ngày kể từ ngày nhận hồ sơ phải trả lời.", "-"),
        ("Từ ngày 01/01/2022 đến ngày 30/6/2022 đã tiếp nhận 500 hồ sơ.", "-"),
        ("Giải quyết hồ sơ trên môi trường điện tử năm 2023 theo quy định.", "-"),
        ("Báo cáo tháng, quý, năm phải đúng mẫu.", "-"),
        ("Thời gian: ngày 20/11/2023.", "within 2023-11-20"),
        ("Thời gian thực hiện: quý IV/2023.", "within 2023-Q4"),
        ("Nội dung: ngày 20/11/2023.", "-"),
        ("Trình UBND tỉnh trong quý III/2023 và HĐND tỉnh tại kỳ họp tháng 12/2023.", "within 2023-Q3 + within 2023-12"),
        ("Đẩy nhanh tiến độ dự án đường ven biển (Sở Giao thông vận tải chủ trì; quý IV/2023).", "within 2023-Q4"),
        ("Triển khai Nghị quyết (Ban hành kèm theo Quyết định của UBND tỉnh, năm 2023).", "-"),
        ("Hoàn thành việc bàn giao hồ sơ của cấp huyện (cũ) trong quý III/2023.", "by 2023-Q3"),
        ("Hướng dẫn việc kiểm định phương tiện định kỳ đối với chủ xe.", "-"),
        ("Định kỳ báo cáo UBND tỉnh kết quả thực hiện.", "recurring"),
        ("Xong trước ngày Quốc khánh 02/9/2024, bảo đảm an toàn.", "by 2024-09-01"),
        ("Lập thành tích chào mừng kỷ niệm 70 năm Ngày Giải phóng Thủ đô (10/10/1954 - 10/10/2024).", "-"),
        ("Trước diễn biến phức tạp của bão ngày 20/9/2023, các xã sơ tán dân.", "-"),
    ],
)
def test_sentences(sentence: str, spec: str) -> None:
    from deadline_corpus import read_meaning

    assert meaning(find_deadlines(sentence, Context(issued_on="2023-08-21")).clauses) == read_meaning(spec)


@pytest.mark.parametrize(
    ("sentence", "spec"),
    [
        # marks count: what is another word is no misread key word
        ("Tuần tra bảo đảm trật tự từ ngày 01/12/2023 đến hết ngày 29/02/2024.", "within 2023-12-01..2024-02-29"),
        ("Xử lý vi phạm giao thông từ ngày 05/9/2023 đến ngày 30/9/2023.", "within 2023-09-05..2023-09-30"),
        ("Thực hiện theo Thông tư ngày 05/9/2023 của Bộ Công an.", "-"),
        ("Đẩy mạnh nguồn thu từ ngày 01/10/2023.", "from 2023-10-01"),
        ("Hỗ trợ kinh phí đầu tư tháng 10/2023 cho các xã.", "-"),
        ("Giao Tổ trình ngày 15/12/2023 xem xét.", "-"),
        ("Thay thế bóng đèn năm 2024 tại các trường.", "-"),
        ("Xóa điểm đen trước ngày 15/12/2023.", "by 2023-12-14"),
        ("Chi trả đền bù năm 2024 cho các hộ dân.", "-"),
        ("Rà soát, xếp hạng năm 2024 các đơn vị sự nghiệp.", "-"),
        ("Xét thăng hạng quý IV/2023 cho viên chức.", "-"),
        ("Rừng trồng năm 2024 phải được nghiệm thu.", "-"),
        ("Phòng, chống thủy đậu năm 2024.", "-"),
        ("Lập dự toán thu năm 2024 trước ngày 15/10/2023.", "by 2023-10-14"),
        ("Huyện Quảng Ngãi cũ hoàn thành trong năm 2024.", "by 2024-12-31"),
        ("Sắp xếp theo thứ tự ưu tiên, xong trước ngày 15/12/2023.", "by 2023-12-14"),
        # nothing else can be meant: still misread key words
        ("Báo cáo truớc ngày 15/12/2023.", "by 2023-12-14"),
        ("Hoàn thành trong quỹ IV/2023.", "by 2023-12-31"),
        ("Hoan thanh truoc ngay 15/12/2023, bao cao tu thang 01/2024.", "by 2023-12-14 + from 2024-01-01"),
        # a feast is an event only as a time, and no event goes on over the date of another deed
        ("Chuẩn bị hàng hóa phục vụ Tết, báo cáo Sở trước ngày 15/12/2023.", "by 2023-12-14"),
        ("Lên phương án thưởng Tết cho công nhân chậm nhất ngày 15/01/2024.", "by 2024-01-15"),
        ("Phân công trực Tết gửi Văn phòng trước ngày 15/01/2024.", "by 2024-01-14"),
        ("Hoàn thành chỉnh trang đón Tết Nguyên đán năm 2024 trước ngày 15/01/2024.", "by 2024-01-14"),
        ("Trước Tết, thăm hỏi các gia đình, xong trước ngày 05/02/2024.", "by 2024-02-04"),
        ("Sau khi có kết quả, trình cấp thẩm quyền trước ngày 15/12/2023.", "by 2023-12-14"),
        ("Trong dịp hè mở 03 lớp bơi.", "-"),
        # a feast or season in the title of a campaign, or before a range of days
        ('Tổ chức chuỗi hoạt động "Đồng Tháp - Mùa sen nở" từ ngày 01/5/2024 đến ngày 30/6/2024.', "within 2024-05-01..2024-06-30"),
        ('Phát động phong trào "Tết trồng cây" trong tháng 02/2024.', "within 2024-02"),
        ("Mùa khô năm 2024, bố trí lực lượng trực từ ngày 01/01/2024 đến ngày 30/4/2024.", "within 2024-01-01..2024-04-30"),
        ("Mùa lễ hội năm 2024 phân luồng giao thông từ ngày 15/02/2024 đến ngày 30/4/2024.", "within 2024-02-15..2024-04-30"),
    ],
)
def test_words_that_only_resemble_key_words(sentence: str, spec: str) -> None:
    from deadline_corpus import read_meaning

    assert meaning(find_deadlines(sentence, Context(issued_on="2023-08-21")).clauses) == read_meaning(spec)


SCHOOL_YEAR = Context(issued_on="2024-07-20", period=Period(start=date(2024, 9, 5), end=date(2025, 5, 31)))


@pytest.mark.parametrize(
    ("sentence", "spec"),
    [
        ("Sửa chữa trường lớp trước ngày 15/8/2024.", "by 2024-08-14"),
        ("Sửa chữa trường lớp trước ngày 15/8.", "by 2024-08-14"),
        ("Tuyển sinh xong trong tháng 7/2024.", "by 2024-07-31"),
        ("Báo cáo trước ngày 15/01.", "by 2025-01-14"),
        ("Tổng kết trước ngày 10/6/2025.", "by 2025-06-09"),
        ("Đã hoàn thành trước ngày 15/6/2024.", "-"),
    ],
)
def test_what_comes_before_the_plans_period_is_to_come(sentence: str, spec: str) -> None:
    from deadline_corpus import read_meaning

    assert meaning(find_deadlines(sentence, SCHOOL_YEAR).clauses) == read_meaning(spec)


@pytest.mark.parametrize(
    ("sentence", "spec"),
    [
        ("Gửi dự thảo trước ngày 15/11/2025.", "by 2025-11-14"),
        ("Rà soát danh mục từ ngày 01/10/2025 đến ngày 31/12/2025.", "within 2025-10-01..2025-12-31"),
        ("Tổng kết chương trình từ năm 2021 đến năm 2025.", "-"),
        ("Gửi dự thảo trước ngày 15/11.", "by 2026-11-14"),
    ],
)
def test_a_written_day_is_no_history_where_the_issue_date_is_not_known(sentence: str, spec: str) -> None:
    from deadline_corpus import read_meaning

    plan = Context(period=Period(start=date(2026, 1, 1), end=date(2030, 12, 31)))
    assert meaning(find_deadlines(sentence, plan).clauses) == read_meaning(spec)


def test_raw_of_a_sentence_is_the_words_found() -> None:
    found = find_deadlines("Rà soát trước ngày 30/9/2023; hằng quý báo cáo.", Context(issued_on="2023-08-21"))
    assert found.raw == "trước ngày 30/9/2023; hằng quý"
    assert all(clause.label is None for clause in found.clauses)
