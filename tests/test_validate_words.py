"""The wording of deadlines, document numbers in running text, and the counting of rows: as laws and as tables."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach.validate.mentions import named_in
from kehoach.validate.numbering import oddities, read_ordinal, roman, to_roman, values
from kehoach.validate.phrases import impossible_dates, problems

FLAWED = [
    ("31/02/2024", "impossible", "31/02/2024"),
    ("Trước ngày 31/6", "impossible", "31/6"),
    ("ngày 31 tháng 4 năm 2024", "impossible", "31 tháng 4 năm 2024"),
    ("29/02/2023", "impossible", "29/02/2023"),
    ("32/5/2024", "impossible", "32/5/2024"),
    ("13/2024", "impossible", "13/2024"),
    ("Tháng 0/2024", "impossible", "Tháng 0"),
    ("Quý V/2024", "impossible", "Quý V"),
    ("Quý 5 năm 2024", "impossible", "Quý 5"),
    ("Q7/2024", "impossible", "Q7"),
    ("năm 20245678", "impossible", "năm 20245678"),
    ("Năm 20254", "glued", "20254"),
    ("30/6/20241", "glued", "20241"),
    ("Tháng 9 - tháng 3/2024", "reversed", "Tháng 9 - tháng 3/2024"),
    ("Quý IV/2024 - Quý I/2024", "reversed", "Quý IV/2024 - Quý I/2024"),
    ("từ 15/12 đến 15/01", "reversed", "15/12 đến 15/01"),
    ("giai đoạn 2025-2021", "reversed", "2025-2021"),
    ("Tháng 10/2024 - 3/2024", "reversed", "Tháng 10/2024 - 3/2024"),
]
SOUND = [
    "29/02/2024", "Trước ngày 30/4", "Quý I, II, III, IV", "Quý lI/2024", "Quý 11/2024", "Quý IV/2024 - Quý I/2025",
    "Tháng 3, 6, 9, 12", "Từ tháng 11/2024 đến tháng 02/2025", "Từ 01/10/2024 - 31/3/2025", "01 lần/quý",
    "6 tháng đầu năm 2024", "trong 15/30 phút", "03 năm (2023-2025)", "từ tháng 10 đến tháng 3 hằng năm",
    "Năm học 2024-2025", "từ ngày 25 đến ngày 05 hằng tháng", "Theo Quyết định số 31/02/QĐ-UBND", "quý vị đại biểu",
    "-", "", "Theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020", "đạt 90/100 điểm trong năm 2024",
    "Trước 17h00 ngày 20/11/2024",
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "flaw", "part"), FLAWED)
def test_flawed_phrases(phrase: str, flaw: str, part: str) -> None:
    found = problems(phrase)
    assert [(problem.flaw, phrase[problem.start : problem.end]) for problem in found] == [(flaw, part)]
    assert part in found[0].message


@pytest.mark.parametrize("phrase", SOUND)
def test_sound_phrases(phrase: str) -> None:
    assert problems(phrase) == []


@given(st.dates(min_value=__import__("datetime").date(1990, 1, 1)))
def test_a_date_of_the_calendar_is_never_a_flaw(day: object) -> None:
    assert problems(f"Trước ngày {day:%d/%m/%Y}") == []
    assert impossible_dates(f"Quyết định số 12/QĐ-UBND ngày {day:%d/%m/%Y}") == []


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2000, 2050))
def test_a_range_of_months_is_reversed_only_when_it_is(first: int, last: int, year: int) -> None:
    flaws = {problem.flaw for problem in problems(f"Tháng {first} đến tháng {last}/{year}")}
    assert flaws == ({"reversed"} if first > last else set())


@pytest.mark.parametrize(
    "hostile",
    ["Quý " + "I" * 20_000, "1/" * 20_000, "tháng 1 - " * 4_000, "năm 2024" * 4_000, "Quyết định số " + "1-" * 20_000, "- " * 20_000],
)
def test_work_grows_with_the_length_only(hostile: str) -> None:
    def cost(words: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            problems(words + "1")
            named_in(words + " số 1/")
            best = min(best, time.process_time() - start)
        return best

    half, whole = cost(hostile[: len(hostile) // 4] + "a"), cost(hostile + "b")
    assert whole < 40 * half + 0.5


NUMBERS = [
    ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ", "61/2018/NĐ-CP", "Nghị định", "2018-04-23", "Chính phủ"),
    ("quyết định 45/QĐ-UBND ngày 12 tháng 3 năm 2021 của UBND tỉnh", "45/QĐ-UBND", "Quyết định", "2021-03-12", "UBND tỉnh"),
    ("Nghị quyết số 57-NQ/TW", "57-NQ/TW", "Nghị quyết", None, None),
    ("Quyết định số 468QĐ/TTg ngày 27/3/2021", None, "Quyết định", "2021-03-27", None),
    ("Quyết định số QĐ-468/TTg", None, "Quyết định", None, None),
    ("Nghị định số 61/2018", None, "Nghị định", None, None),
]


@pytest.mark.parametrize(("words", "number", "kind", "day", "issuer"), NUMBERS)
def test_documents_named_in_a_text(words: str, number: str | None, kind: str, day: str | None, issuer: str | None) -> None:
    (named,) = named_in(words)
    assert (named.canonical, named.kind, named.day and named.day.isoformat(), named.issuer) == (number, kind, day, issuer)


@pytest.mark.parametrize(
    "words",
    [
        "Đề án 06",
        "Kế hoạch 2021-2025",
        "Quyết định số lượng",
        "biểu mẫu số 02/RS-KSTT",
        "15 phút/01 lượt",
        "Chương trình 135",
        "Kế hoạch số 5",
    ],
)
def test_what_only_looks_like_a_number(words: str) -> None:
    assert named_in(words) == ()


@given(st.integers(1, 60), st.integers(0, 5))
def test_counting_up_is_in_order(length: int, start: int) -> None:
    assert oddities(range(start + 1, start + length + 1), first=(1, start + 1)) == []


@given(st.integers(3, 40), st.data())
def test_a_missing_number_is_told_once_where_the_list_goes_on(length: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(1, length - 1))
    numbers = [number for number in range(1, length + 1) if number != gone]
    (odd,) = oddities(numbers)
    assert (odd.fault, odd.expected, numbers[odd.position]) == ("gap", gone, gone + 1)


@given(st.integers(2, 40), st.data())
def test_a_repeated_number_is_told_once_at_the_repetition(length: int, data: st.DataObject) -> None:
    again = data.draw(st.integers(1, length - 1))
    renumbered = [number - 1 if number == again + 1 else number for number in range(1, length + 1)]
    (odd,) = oddities(renumbered)
    assert (odd.fault, odd.position, odd.expected) == ("duplicate", again, again + 1)


@given(st.lists(st.integers(1, 30), max_size=30))
def test_any_list_is_judged_within_bounds(numbers: list[int]) -> None:
    found = oddities(numbers)
    assert len(found) <= len(numbers)
    assert [odd.position for odd in found] == sorted({odd.position for odd in found})


@given(st.integers(1, 89))
def test_roman_figures_come_back(value: int) -> None:
    assert roman(to_roman(value)) == value
    ordinal = read_ordinal(to_roman(value))
    assert ordinal is not None
    assert values([ordinal]) is not None


@pytest.mark.parametrize(
    ("labels", "counted"),
    [
        ("A B C D E F G H I", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("a b c d đ e g h i k", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("I II III IV V", [1, 2, 3, 4, 5]),
        ("1.1 1.2 1.10", [1, 2, 10]),
        ("a) b) c)", [1, 2, 3]),
        ("I a 2", None),
    ],
)
def test_values_of_lists(labels: str, counted: list[int] | None) -> None:
    ordinals = [ordinal for label in labels.split() if (ordinal := read_ordinal(label))]
    assert values(ordinals) == counted
