"""Items that were run together in one paragraph: pages whose line breaks were lost ("… yêu cầu: 1. Sở A …; 2. Sở B …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from kehoach.parse.blocks import Block, Paragraph
from kehoach.parse.numbering import LETTERS
from kehoach.parse.prose.marks import mark_of
from kehoach.parse.prose.parts import orders, own_units
from kehoach.text import CAPITAL

_LEAST = 2
"""Items that follow each other make a list."""
_SHORTEST = 60
_BEGUN = rf"(?=[{CAPITAL}])"
_FOOT = re.compile(rf"\s(?=Nơi nhận\s*:|(?:TM|KT|TL|TUQ)\.\s+[{CAPITAL}]{{2}})")
_CLAUSE = re.compile(rf"(?<=[.:;/])\s+(?=(\d{{1,2}})\.\s+{_BEGUN})")
_POINT = re.compile(rf"(?<=[.:;/])\s+(?=([a-zđ])\)\s+{_BEGUN})")
_SENTENCE = re.compile(rf"[.;]\s+{_BEGUN}")
_NUMBERS = [str(number) for number in range(1, 100)]
_BULLET = re.compile(rf"(?<=[.:;/])\s+(?=[-–+]\s+{_BEGUN})")


def without_runs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, paragraphs in which items were run together split before each."""
    return [part for block in blocks for part in ([block] if not isinstance(block, Paragraph) else _split(block))]


def _split(paragraph: Paragraph) -> list[Paragraph]:
    """A paragraph without a mark that leads to items in itself, its last sentence, the items and the foot; else as it is."""
    text = paragraph.text
    first = _CLAUSE.search(text) if len(text) > _SHORTEST and "\n" not in text else None
    if first is None or not text[: first.start()].endswith(":") or mark_of(text).kind != "none":
        return [paragraph]
    before, *items = _cut(text, _CLAUSE, _NUMBERS)
    if not any(map(_is_work, items)):
        return [paragraph]
    sentence = max((match.end() for match in _SENTENCE.finditer(before)), default=0)
    *inner, last = items
    parts = [before[:sentence], before[sentence:], *(part for item in (*inner, *_FOOT.split(last)) for part in _items(item))]
    return [replace(paragraph, text=part.strip(), page_start=False) for part in parts if part.strip()]


def _is_work(item: str) -> bool:
    """Whether an item begins with units or a verb: what is merely counted in a sentence does not ("… gồm: 1. Luật …; 2. Nghị định …")."""
    mark = mark_of(item)
    return orders(mark) or own_units(mark.text)


def _items(clause: str) -> list[str]:
    """A khoản and what is listed in it."""
    points = _cut(clause, _POINT, LETTERS)
    return [item for point in points for item in _bullets(point)]


def _bullets(text: str) -> list[str]:
    found = _BULLET.split(text)
    return found if len(found) > _LEAST else [text]


def _cut(text: str, mark: re.Pattern[str], numbers: Sequence[str]) -> list[str]:
    """The text cut before marks that are counted from the first number on; whole where there are fewer than two."""
    places: list[int] = []
    for match in mark.finditer(text):
        if len(places) < len(numbers) and match[1] == numbers[len(places)]:
            places.append(match.end())
    if len(places) < _LEAST:
        return [text]
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
