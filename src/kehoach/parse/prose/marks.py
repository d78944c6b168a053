"""The number, letter or bullet that a paragraph of running text begins with.

State documents close numbers with a dot or bracket (Decree 30/2020/ND-CP annex I: "I.", "1.", "a)"), party documents with a
dash (party guide 36-HD/VPTW: "I-", "1-", "a-"), some with a stroke ("a/").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from kehoach.text import CAPITAL

Kind = Literal["section", "clause", "point", "bullet", "none"]
"""``clause``: khoản, also with parts of its own ("1", "1.2"); ``point``: điểm."""

_BEGUN = rf"(?=[{CAPITAL}“\"])"
_CLOSED = rf"\s*(?:[.)]\s+(?=\S)|[/–—-]\s+{_BEGUN})"
_WORD = r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXL]{1,6}|\d{1,2})"
_SECTION = re.compile(
    rf"(?P<word>{_WORD})(?:\s*[.:–-]\s*(?=\S)|\s+(?=[{CAPITAL}]{{2}}))"
    rf"|(?P<number>[IVXLl]{{2,6}}|[IVXL]|l(?!\s*\)))(?:{_CLOSED}|-(?=[{CAPITAL}]{{2}}))|(?P<letter>[A-HĐ]){_CLOSED}"
)
"""A part by name, a capital letter or a Roman number, l read as I; one small l before a bracket is the letter."""
_CLAUSE = re.compile(
    rf"(?P<number>\d{{1,2}})(?:{_CLOSED}|-(?=[{CAPITAL}](?![{CAPITAL}])[^\W\d_]))|(?P<parts>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:{_CLOSED}|\s+{_BEGUN})"
)
_POINT = re.compile(rf"([a-zđ]|[ivx]{{2,4}}){_CLOSED}")
_BULLET = re.compile(r"([-–+•]|\*(?!\s+(?i:ghi chú|lưu ý|chú thích)))\s+(?=\S)")
"""What a star says of the text above belongs to it."""
_LETTERS = frozenset("ABCDEFGHĐ")
_BEFORE_L = "k"
CLAUSE = 3
"""How deep khoản stand: below parts, letters, Roman numbers."""
_DEPTHS: dict[Kind, int] = {"none": -1, "point": CLAUSE + 4, "bullet": CLAUSE + 7}
_SIGNS = {"*": -2, "+": 2}
"""How much further in than others bullets of a sign stand; between them is room for headings with the same bullet as what is below."""


class Mark(Struct, frozen=True):
    """What a paragraph begins with, and its ``text`` after that; the number without its closing sign; the ``sign`` of a bullet."""

    kind: Kind
    number: str | None
    text: str
    sign: str = ""

    @property
    def depth(self) -> int:
        """How far inside it stands: Phần 0, A or Mục 1, I 2, khoản ``CLAUSE``, then its parts, điểm, bullets; -1 without a mark."""
        if self.kind == "section":
            number = self.number or "Phần "
            inner = number in _LETTERS or number.lower().startswith("mục")
            return 1 if inner else 0 if " " in number else 2
        return CLAUSE + (self.number or "").count(".") if self.kind == "clause" else _DEPTHS[self.kind] + _SIGNS.get(self.sign, 0)


def mark_of(text: str, letter: str | None = None) -> Mark:
    """The mark of a paragraph; ``letter``: the điểm before it, after which "l." is the next and no Roman I."""
    point = _POINT.match(text)
    section = None if point and point[1] == "l" and letter == _BEFORE_L else _SECTION.match(text)
    if section:
        return Mark("section", section["word"] or section["number"] or section["letter"], text[section.end() :])
    if clause := _CLAUSE.match(text):
        return Mark("clause", clause["number"] or clause["parts"], text[clause.end() :])
    if point:
        return Mark("point", point[1], text[point.end() :])
    bullet = _BULLET.match(text)
    return Mark("bullet", None, text[bullet.end() :], bullet[1]) if bullet else Mark("none", None, text)


def marks_of(texts: Iterable[str]) -> Iterator[Mark]:
    """The marks of paragraphs that follow each other."""
    letter = None
    for text in texts:
        mark = mark_of(text, letter)
        yield mark
        if mark.kind in ("section", "clause", "point"):
            letter = mark.number if mark.kind == "point" else None
