"""The parts of the alignment one by one: words and terms, weights, assignment, order."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach.diff.assignment import assign
from kehoach.diff.order import longest_rising, out_of_order
from kehoach.diff.places import neighbourhood
from kehoach.diff.profile import features
from kehoach.diff.weights import Weights
from kehoach.diff.wording import COMMON, gist, lexicon, terms, words
from kehoach.text import key

TERMS = tomllib.loads((files("kehoach.diff.data") / "terms.toml").read_text(encoding="utf-8"))
EDGES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(-3, 9), max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rà  soát,\u00a0đánh giá", "rà soát đánh giá."),
        ("- Số hoá “hồ sơ”", '+ số hóa "hồ sơ"'),
        ("Ủy ban – HĐND", "Uỷ ban - HĐND"),
        ("524/KH- UBND", "524/KH-UBND"),
        ("e\u0302", "ê"),
    ],
)
def test_typesetting_does_not_count_as_words(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), [("phường 1", "phường 12"), ("đạt 5%", "đạt 5"), ("Sở Nội vụ", "Sở Ngoại vụ"), ("mà", "má")])
def test_words_that_differ(one: str, other: str) -> None:
    assert words(one) != words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rà soát TTHC", "rà soát thủ tục hành chính"),
        ("đảm bảo", "bảo đảm"),
        ("bồi dưỡng cán bộ, công chức", "tập huấn công chức, viên chức"),
        ("hàng năm", "hằng năm"),
        ("nộp hồ sơ trực tuyến", "dịch vụ công trực tuyến toàn trình"),
    ],
)
def test_drafters_words_for_one_thing_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_the_lexicon_is_written_as_texts_are_folded() -> None:
    phrases = [*TERMS["synonyms"], *(variant for variants in TERMS["synonyms"].values() for variant in variants)]
    phrases += [*TERMS["abbreviations"].values(), *(cue for cues in TERMS["aspects"]["kinds"] for cue in cues)]
    phrases += [*TERMS["little"]["words"], *TERMS["nothing"]["words"], *TERMS["light"]["words"], *TERMS["tails"]["words"]]
    assert [phrase for phrase in phrases if key(phrase) != phrase or "," in phrase] == []


def test_no_phrase_stands_for_two_things() -> None:
    variants = [variant for listed in TERMS["synonyms"].values() for variant in dict.fromkeys(listed)]
    assert sorted(variant for variant in set(variants) if variants.count(variant) > 1) == []
    assert sorted(set(variants) & set(TERMS["synonyms"])) == []


def test_every_kind_of_work_is_known_by_its_cues() -> None:
    for number, cues in enumerate(TERMS["aspects"]["kinds"]):
        for cue in cues:
            assert number in gist(cue).aspects, cue


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Tiếp tục triển khai thực hiện số hóa kết quả giải quyết hồ sơ để bảo đảm kết nối", "số hóa"),
        ("Tổ chức tập huấn nghiệp vụ theo Kế hoạch của tỉnh", "tập huấn"),
        ("Đẩy mạnh thông tin, tuyên truyền về phòng bệnh", "tuyên truyền"),
    ],
)
def test_the_topic_begins_with_what_is_to_be_done(title: str, topic: str) -> None:
    assert gist(title).topic[0] == topic


def test_words_of_few_tasks_are_worth_more() -> None:
    titles = [f"xây dựng dữ liệu lĩnh vực {name}" for name in ("y tế", "giáo dục", "đất đai", "thuế", "hải quan")]
    weights = Weights([features(terms(title)) for title in titles], [])
    worth = {name: weights.total(weights.numbers([name])) for name in ("dữ", "thuế", "xây dựng")}
    assert worth["thuế"] == COMMON
    assert worth["thuế"] > worth["dữ"] > worth["xây dựng"]


def best_sum(gains: dict[tuple[int, int], int]) -> int:
    """The greatest sum of an assignment, by trying all."""

    def rest(left: int, used: frozenset[int]) -> int:
        if left > 4:
            return 0
        sums = [
            gain + rest(left + 1, used | {right}) for (one, right), gain in gains.items() if one == left and gain > 0 and right not in used
        ]
        return max([rest(left + 1, used), *sums])

    return rest(0, frozenset())


@given(EDGES)
def test_assignment_is_the_best_there_is(gains: dict[tuple[int, int], int]) -> None:
    found = assign(gains)
    assert len(set(found.values())) == len(found)
    assert all(gains[pair] > 0 for pair in found.items())
    assert sum(gains[pair] for pair in found.items()) == best_sum(gains)


@given(st.lists(st.integers(0, 20), max_size=9))
def test_longest_rising_is_the_longest(values: list[int]) -> None:
    kept = [values[at] for at in sorted(longest_rising(values))]
    assert kept == sorted(kept)
    subsets = ([value for at, value in enumerate(values) if mask >> at & 1] for mask in range(1 << len(values)))
    assert len(kept) == max(len(subset) for subset in subsets if subset == sorted(subset))


def test_one_task_put_to_the_end_is_the_one_that_moved() -> None:
    assert out_of_order([(0, 4), (1, 0), (2, 1), (3, 2), (4, 3)]) == {(0, 4)}
    assert out_of_order([(0, 0), (1, 1), (1, 2), (2, 3)]) == frozenset()


def test_neighbours_speak_for_what_stands_between_them() -> None:
    place = neighbourhood({0: 0, 2: 2}, old_size=5, new_size=4)
    assert place(1, 1) == 1.0
    assert place(3, 3) == 0.5
    assert place(1, 3) == 0.0
    assert neighbourhood({}, 2, 2)(0, 0) == 0.0


def test_the_lexicon_is_read_once() -> None:
    assert lexicon() is lexicon()
