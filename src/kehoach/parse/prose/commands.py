"""Orders in a document of any kind: who has authority asks ("Thủ tướng Chính phủ yêu cầu:"), and numbered items follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise

from kehoach.parse import kinds
from kehoach.parse.blocks import Block, Paragraph
from kehoach.parse.looks import unit_look
from kehoach.parse.prose.extent import units_extent
from kehoach.parse.prose.marks import mark_of
from kehoach.parse.prose.parts import Text, is_article, joined, to_foot, upward
from kehoach.parse.prose.words import alternatives, predicate
from kehoach.text import skeleton

_TRIGGER = re.compile(r"\s(?:yêu cầu|chỉ thị|giao)(?=\s*:|\s)")
_COMMA = re.compile(r"[,;:.]\s+")
_TOLD = ("được", "do", "của", "mà", "vụ", "việc", "các", "những")
"""Before who speaks, or at the end of the name: what was asked is only told, or nobody asks."""
_AT = re.compile(r"Tại\s+(?:các\s+)?")
_LONGEST_NAME = 200
_MOST_TRIGGERS = 20
_LEAST_UNITS = 0.6


@cache
def _authority() -> re.Pattern[str]:
    """Who speaks, in words without commas."""
    return re.compile(rf"(?:{alternatives('speakers')})[^.,;:]{{0,60}}\Z")


def commanded(blocks: Sequence[Block]) -> list[Text]:
    """The paragraphs of an order, from the words that give it to the foot, an annex or an article; none where nobody orders."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    for at, (paragraph, after) in enumerate(pairwise(paragraphs)):
        if mark_of(after.text.strip()).kind != "none" and commands(" ".join(paragraph.text.split())):
            return joined(_below_order(to_foot(paragraphs[at:])))
    return []


def _below_order(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """An order and its items, up to an article or to a part of the document that is no item of it."""
    counts_parts = mark_of(paragraphs[1].text.strip()).kind == "section" if len(paragraphs) > 1 else False
    for end, paragraph in enumerate(paragraphs[1:], 1):
        text = paragraph.text.strip()
        if is_article(text) or (mark_of(text).kind == "section" and not counts_parts):
            return paragraphs[:end]
    return paragraphs


def commands(text: str) -> bool:
    """Whether a sentence that leads to a list says that an authority asks or orders it."""
    if not text.endswith(":") or upward(text) or _quotes(text):
        return False
    places = (match.start() for match in islice(_TRIGGER.finditer(text), _MOST_TRIGGERS))
    return any(_speaks(text[max(0, at - _LONGEST_NAME) : at]) for at in places)


def _quotes(text: str) -> bool:
    """Whether a sentence says what another document asked: "Tại Công văn số …, Bộ Y tế yêu cầu:"."""
    at = _AT.match(text)
    return at is not None and (kinds.words_at(skeleton(text), at.end()) is not None or text.startswith("văn bản", at.end()))


def _speaks(before: str) -> bool:
    """Whether the words before "yêu cầu" end with who has authority: a listed speaker, or units alone after a comma."""
    speaker = _authority().search(before)
    if speaker:
        return not before[: speaker.start()].rstrip().endswith(_TOLD)
    starts = (0, *(comma.end() for comma in _COMMA.finditer(before)))
    return any(_names(before[start:].strip()) for start in starts)


def _names(name: str) -> bool:
    """Whether words are a name of units and nothing else."""
    extent = units_extent(name)
    if extent is not None and extent.end == len(name):
        return True
    return unit_look(name) >= _LEAST_UNITS and not name.endswith(_TOLD) and not predicate().search(" " + name)
