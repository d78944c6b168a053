"""Numbers of rows in one list: what they count, and where the counting goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from msgspec import Struct

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in Vietnamese documents, in order (Decree 30/2020/ND-CP annex I)."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

Style = Literal["figure", "letter", "roman"]
Fault = Literal["gap", "duplicate", "order"]


class Ordinal(Struct, frozen=True):
    """A printed number: what stands before its last part ("3" of "3.2"), the style of the last part, and its text."""

    prefix: str
    style: Style
    last: str


class Oddity(Struct, frozen=True):
    """A fault at a position of a list, and the number that was expected there."""

    position: int
    fault: Fault
    expected: int


@lru_cache(maxsize=4096)
def read_ordinal(printed: str | None) -> Ordinal | None:
    """The parts of a printed number; None for one that does not count ("1a", "-", nothing)."""
    label = (printed or "").strip().strip(".)( ").strip()
    match = re.fullmatch(r"(?:(\w{1,6}(?:\.\w{1,4}){0,4})\.)?(\d{1,4}|[IVXLC]{1,8}|[^\W\d_])", label)
    if not match:
        return None
    last = match[2]
    if last.isdigit():
        return Ordinal(match[1] or "", "figure", last)
    if last.isupper() and _ROMAN.fullmatch(last) and last != "C":
        return Ordinal(match[1] or "", "roman", last)
    return Ordinal(match[1] or "", "letter", last) if last.lower() in LETTERS + _LATIN else None


def roman(figures: str) -> int:
    """The value of a Roman number."""
    values = [_ROMAN_VALUES[figure] for figure in figures]
    return sum(-value if any(value < later for later in values[i + 1 :]) else value for i, value in enumerate(values))


def values(ordinals: Sequence[Ordinal]) -> list[int] | None:
    """What ordinals of one list count, from 1; None where they are not of one style.

    Roman figures among letters are letters (A … H, I).
    """
    styles = {ordinal.style for ordinal in ordinals}
    if styles == {"figure"}:
        return [int(ordinal.last) for ordinal in ordinals]
    if styles == {"roman"}:
        return [roman(ordinal.last) for ordinal in ordinals]
    if "figure" in styles or not all(len(ordinal.last) == 1 for ordinal in ordinals):
        return None
    letters = [ordinal.last.lower() for ordinal in ordinals]
    order = _order(letters)
    return [order.index(letter) + 1 for letter in letters] if order else None


def _order(letters: Sequence[str]) -> str:
    """The order that letters follow best: the Vietnamese one, the same without "đ" (common for headings), or the Latin one.

    Blank where none has them all ("đ" and "f" in one list).
    """
    fitting = [order for order in (LETTERS, LETTERS.replace("đ", ""), _LATIN) if set(letters) <= set(order)]
    return min(fitting, key=lambda order: _breaks([order.index(letter) for letter in letters]), default="")


def _breaks(counted: Sequence[int]) -> int:
    return sum(later != earlier + 1 for earlier, later in pairwise(counted))


def oddities(numbers: Sequence[int], *, first: Sequence[int] = (1,)) -> list[Oddity]:
    """Where a list of numbers does not count up by one; each fault is told once, at the number that looks wrong.

    ``first`` are the values that the list may begin with. A list may begin again at 1. A number after which the list goes on
    as if it were not there, or were right, is the wrong one itself.
    """
    return list(_oddities(numbers, first))


def _oddities(numbers: Sequence[int], first: Sequence[int]) -> Iterator[Oddity]:
    last = 0
    seen: set[int] = set()
    swapped = -1
    for position, number in enumerate(numbers):
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        expected = last + 1
        if position == 0:
            if number not in first:
                yield Oddity(0, "gap", first[-1])
            last = number
        elif number == expected or position == swapped:
            last = max(last, number)
        elif following == expected + 1:
            yield Oddity(position, "duplicate" if number in seen else "gap" if number > expected else "order", expected)
            last = expected
        elif number == 1 and following is not None and last != 1 and following != expected:
            last, seen = 1, set()
        elif number in seen:
            yield Oddity(position, "duplicate", expected)
        elif number == expected + 1 and following == expected:
            yield Oddity(position, "order", expected)
            last, swapped = number, position + 1
        else:
            yield Oddity(position, "gap" if number > expected else "order", expected)
            last = number
        seen.add(number)


def same_lists(ordinals: Sequence[Ordinal | None]) -> Iterator[list[int]]:
    """The positions of ordinals that count in one list: those with one prefix, of one style; unread ones are left out.

    A Roman figure of one character among letters counts as a letter ("I" after "H").
    """
    known = [(position, ordinal) for position, ordinal in enumerate(ordinals) if ordinal]
    for (_, figures), group in groupby(known, key=lambda item: (item[1].prefix, item[1].style == "figure")):
        members = list(group)
        if figures or all(len(ordinal.last) == 1 for _, ordinal in members):
            yield [position for position, _ in members]
        else:
            for _, part in groupby(members, key=lambda item: item[1].style):
                yield [position for position, _ in part]


def printed(like: Ordinal, value: int, members: Sequence[Ordinal]) -> str:
    """A number as it would be printed in the style of its list."""
    last = str(value)
    if (
        like.style != "figure"
        and all(len(ordinal.last) == 1 for ordinal in members)
        and any(ordinal.style == "letter" for ordinal in members)
    ):
        alphabet = _order([ordinal.last.lower() for ordinal in members])
        letter = alphabet[value - 1] if value <= len(alphabet) else last
        last = letter.upper() if like.last.isupper() else letter
    elif like.style == "roman":
        last = to_roman(value)
    return f"{like.prefix}.{last}" if like.prefix else last


def to_roman(value: int) -> str:
    """A number below 400 in Roman figures."""
    figures = ""
    for figure, worth in (("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)):
        figures += figure * (value // worth)
        value %= worth
    return figures
