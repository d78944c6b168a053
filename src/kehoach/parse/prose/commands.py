"""Orders in a document of any kind: who has authority asks ("Thủ tướng Chính phủ yêu cầu:"), and numbered items follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise

from kehoach.parse.blocks import Block, Paragraph
from kehoach.parse.looks import unit_look
from kehoach.parse.prose.extent import units_extent
from kehoach.parse.prose.marks import mark_of
from kehoach.parse.prose.parts import Text, is_article, joined, to_foot, upward
from kehoach.parse.prose.words import alternatives, predicate

_TRIGGER = re.compile(r"\s(?:yêu cầu|chỉ thị|giao)(?=\s*:|\s)")
_COMMA = re.compile(r"[,;:.]\s+")
_TOLD = ("được", "do", "của", "mà", "vụ", "việc", "các", "những")
"""Before who speaks, or at the end of the name: what was asked is only told, or nobody asks."""
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
            found = to_foot(paragraphs[at:])
            return joined(found[: next((end for end, text in enumerate(found) if is_article(text.text)), len(found))])
    return []


def commands(text: str) -> bool:
    """Whether a sentence that leads to a list says that an authority asks or orders it."""
    if not text.endswith(":") or upward(text):
        return False
    places = (match.start() for match in islice(_TRIGGER.finditer(text), _MOST_TRIGGERS))
    return any(_speaks(text[max(0, at - _LONGEST_NAME) : at]) for at in places)


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
