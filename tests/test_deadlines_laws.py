"""Laws of deadline phrases: spelling does not change a meaning, strings are valid EDTF and RFC 5545, work grows with length."""
from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from types import FrameType
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from edtf import parse_edtf, struct_time_to_date
from hypothesis import given, settings
from hypothesis import strategies as st

from deadline_corpus import Case, gold_cases, own_cases
from kehoach.model import Clause
from kehoach.normalize import deadlines
from kehoach.normalize.context import Context
from kehoach.normalize.deadlines import find_deadlines, read_deadline
from kehoach.normalize.deadlines.lexicon import words_data
from kehoach.normalize.deadlines.surface import plain_key, surface
from kehoach.normalize.deadlines.tokens import tokenize
from kehoach.text import key, nfc, old_tones, squeeze

ALL = (*own_cases(), *gold_cases())
PLAN_2024 = Context(year=2024, issued_on="2023-12-12")


# --- spelling -------------------------------------------------------------------------------------------------------
def _other_tones(text: str) -> str:
    """Every syllable with the mark where the other school puts it: hòa/hoà, quý/qúy."""
    moved = {"quý": "qúy", "Quý": "Qúy", "QUÝ": "QÚY"}
    text = re.sub("|".join(moved), lambda match: moved[match.group()], unicodedata.normalize("NFC", text))
    swaps = {old: new for new, old in ((new, old_tones(new)) for new in ("hoà", "uỷ", "thuỷ", "khoẻ", "hoá", "toà"))}
    return re.sub("|".join(swaps), lambda match: swaps[match.group()], text)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "capitals": str.upper,
    "small letters": str.lower,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "en dashes": lambda text: text.replace("-", "\u2013"),
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "other tone placement": _other_tones,
    "invisible characters": lambda text: text.replace(" ", "\u200b \ufeff"),
    "final stop": lambda text: f"{text}." if text.strip() else text,
    "wrapped lines": lambda text: text.replace(" ", "\n") if not set("-–+") & set(text) else text,
}


def _said(clause: Clause) -> tuple[Any, ...]:
    return clause.kind, clause.start, clause.end, clause.edtf, clause.rrule, clause.bound, clause.approximate


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_changes_nothing(spelling: str) -> None:
    wrong = []
    for case in ALL:
        plain, other = (read_deadline(text, case.context).clauses for text in (case.phrase, SPELLINGS[spelling](case.phrase)))
        if [*map(_said, plain)] != [*map(_said, other)]:
            wrong.append(case.phrase)
    assert not wrong


TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _misread(word: str) -> set[str]:
    """The word with one tone mark lost, added or taken for another."""
    found = set()
    for i, letter in enumerate(word):
        base, *marks = unicodedata.normalize("NFD", letter)
        if base in "aeiouy":
            kept = "".join(mark for mark in marks if mark not in TONES)
            found |= {word[:i] + unicodedata.normalize("NFC", base + kept + tone) + word[i + 1 :] for tone in TONES}
    return found - {word}


def test_key_words_misread_in_a_tone_are_still_known() -> None:
    """A misread word is read as itself or as the word it then looks like: "tối" and "tới", "ngày" and "ngay"."""
    alike: dict[tuple[str, ...], set[str]] = {}
    spelt = set()
    for word in words_data():
        for form in word.get("values") or word["forms"]:
            alike.setdefault(plain_key(form), set()).add(word["class"])
            spelt.add(key(form))
    checked = 0
    for word in words_data():
        if word.get("exact") or word.get("only_after") or word["class"] in ("NUMBER", "WEEKDAY"):
            continue
        for form in word.get("values") or word["forms"]:
            for misread in _misread(form):
                tokens = tokenize(surface(misread))
                another = any(key(misread[token.start : token.end]) in spelt for token in tokens)
                assert another or [token.kind for token in tokens] in [[kind] for kind in alike[plain_key(form)]], (form, misread)
                checked += 1
    assert checked > 1000


# --- strings --------------------------------------------------------------------------------------------------------
def _clauses() -> list[tuple[Case, Clause]]:
    return [(case, clause) for case in ALL for clause in read_deadline(case.phrase, case.context).clauses]


def test_dated_clauses_have_edtf_strings() -> None:
    for case, clause in _clauses():
        dated = (clause.start or clause.end) and clause.kind != "recurring"
        assert (clause.edtf is not None) == bool(dated), case.phrase


def test_edtf_strings_are_valid_and_say_the_days_of_the_clause() -> None:
    """The oracle takes its time, so it judges a few strings of every form: each precision, each quarter and half, open ends."""
    forms: dict[str, set[tuple[str, date | None, date | None]]] = {}
    for _, clause in _clauses():
        if clause.edtf:
            form = re.sub(r"(?<!-)\d", "0", re.sub(r"-(0\d|1[0-2])", "-00", clause.edtf))
            forms.setdefault(form, set()).add((clause.edtf, clause.start, clause.end))
    assert len(forms) > 12
    for found in forms.values():
        for edtf, start, end in sorted(found, key=str)[:: max(1, len(found) // 4)]:
            parsed = parse_edtf(edtf)
            for day, bound in ((start, parsed.lower_strict), (end, parsed.upper_strict)):
                assert day is None or struct_time_to_date(bound()) == day, edtf


def test_rules_are_valid_and_recur() -> None:
    start = datetime(2024, 1, 1)
    rules = {clause.rrule for _, clause in _clauses() if clause.rrule}
    assert len(rules) > 30
    for rule in rules:
        occurrences = list(rrulestr(rule, dtstart=start).xafter(start, count=3))
        assert len(occurrences) == 3, rule
        assert "UNTIL" not in rule
        assert "COUNT" not in rule


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("Trước ngày 01 hằng tháng", ["2024-01-31", "2024-02-29", "2024-03-31"]),
        ("Trước ngày 01/3 hằng năm", ["2024-02-29", "2025-02-28"]),
        ("Ngày 15 của tháng cuối quý", ["2024-03-15", "2024-06-15", "2024-09-15", "2024-12-15"]),
        ("Ngày làm việc cuối cùng của quý", ["2024-03-29", "2024-06-28", "2024-09-30", "2024-12-31"]),
        ("Thứ Sáu tuần cuối hằng tháng", ["2024-01-26", "2024-02-23"]),
        ("Trước thứ Hai hằng tuần", ["2024-01-07", "2024-01-14"]),
    ],
)
def test_days_of_a_rule(phrase: str, days: list[str]) -> None:
    (clause,) = read_deadline(phrase, PLAN_2024).clauses
    occurrences = rrulestr(str(clause.rrule), dtstart=datetime(2024, 1, 1))
    assert [day.date() for day in occurrences[: len(days)]] == [date.fromisoformat(day) for day in days]


def test_words_of_clauses_stand_in_the_phrase_and_dates_in_order() -> None:
    for case, clause in _clauses():
        raw = read_deadline(case.phrase, case.context).raw
        assert raw == squeeze(nfc(case.phrase))
        assert all(text is None or text in raw for text in (clause.raw, clause.label, clause.trigger, clause.reference)), case.phrase
        assert not (clause.start and clause.end) or clause.start <= clause.end, case.phrase


# --- any text -------------------------------------------------------------------------------------------------------
EDTF_SHAPE = re.compile(r"(?:\.\.|\d{4}(?:-(?:\d\d|\d\d-\d\d))?)(?:/(?:\.\.|\d{4}(?:-\d\d){0,2}))?")
"""What the strings look like; the oracle above, too slow for here, has parsed every kind of them."""
WORDS = sorted({word for case in own_cases() for word in case.phrase.split()})


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=12).map(" ".join))
@settings(max_examples=250, deadline=None)
def test_any_words_give_sound_clauses(phrase: str) -> None:
    for read in (read_deadline, find_deadlines):
        deadline = read(phrase, PLAN_2024)
        for clause in deadline.clauses:
            assert not (clause.start and clause.end) or clause.start <= clause.end
            assert clause.raw in squeeze(nfc(phrase))
            assert (clause.bound is None) == (clause.kind != "by")
            assert clause.edtf is None or EDTF_SHAPE.fullmatch(clause.edtf)
            assert clause.rrule is None or rrulestr(clause.rrule, dtstart=datetime(2024, 1, 1))


# --- growth ---------------------------------------------------------------------------------------------------------
HOSTILE = {
    "months": "tháng 6, ",
    "numbers": "1, ",
    "digits": "1",
    "slashes": "1/",
    "commas": ",",
    "spaces": " ",
    "dates": "15/6/2024 - ",
    "bad dates": "32/13/2024, ",
    "before": "trước ",
    "before and": "trước và ",
    "every": "hằng ",
    "rhythms": "hằng năm, trước ngày 15/6, ",
    "years and ongoing": "năm 2024, thường xuyên, ",
    "events": "sau khi có ",
    "events in a list": "sau khi a, khi b hoặc ",
    "references": "theo kế hoạch năm 2024, ",
    "open brackets": "(",
    "brackets": "() ",
    "colons": "báo cáo: quý I: ",
    "semicolons": "a; quý II; ",
    "numbers of documents": "Kế hoạch số 185/KH-",
    "codes": "1/A-",
    "glued letters": "oil",
    "glued words": "trướcngày",
    "Roman": "i",
    "dashes": "- ",
    "not": "không trong ",
    "half a date": "ngày … tháng … ",
    "durations": "3 ngày ",
    "years": "2024-2025, ",
    "weeks": "tuần 1, ",
    "titles": "báo cáo quý I ",
}


def _calls(action: Callable[[], object]) -> int:
    """Python and C calls made: a measure of work that no other program on the machine changes."""
    count = 0

    def count_calls(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(count_calls)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_length_only(name: str) -> None:
    """Four times the text makes at most six times the calls, and no expression runs away (sixteen times would be quadratic)."""
    small, large = (HOSTILE[name] * (size // len(HOSTILE[name])) for size in (2_500, 10_000))
    read_deadline(small, PLAN_2024)
    deadlines.said.cache_clear()
    calls = [_calls(lambda text=text: read_deadline(text, PLAN_2024)) for text in (small, large)]
    assert calls[1] <= 6 * calls[0] + 500
    seconds = []
    for text in (small, large):
        tries = []
        for _ in range(3):
            deadlines.said.cache_clear()
            started = time.process_time()
            read_deadline(text, PLAN_2024)
            tries.append(time.process_time() - started)
        seconds.append(min(tries))
    assert seconds[1] <= 12 * seconds[0] + 0.02
