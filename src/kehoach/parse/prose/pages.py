"""What stands between two pages in text forms of printed documents: page numbers, the separators of converters, running heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from kehoach.parse.blocks import Block, Paragraph
from kehoach.parse.lines import is_capitals
from kehoach.parse.prose.marks import mark_of

_LINES = r"[-–—=_*~#\s]*+"
_TURN = re.compile(rf"(?i){_LINES}(?:(?:trang|page)?\s*\d{{1,3}}(?:\s*(?:/|of)\s*\d{{1,3}})?|page\s*break|ngắt trang)?{_LINES}")


def without_turns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without paragraphs that only turn the page ("2", "- 2 -", "--- PAGE BREAK ---"), and without a title in capitals
    that a page repeats inside a sentence; the next begins a page."""
    found: list[Block] = []
    turned = False
    for block, after in pairwise([*blocks, None]):
        if block is None:
            break
        if not isinstance(block, Paragraph):
            turned = False
        elif _TURN.fullmatch(block.text):
            turned = True
            continue
        elif turned and _repeats_title(block.text, found[-1] if found else None, after):
            continue
        elif turned:
            block, turned = replace(block, page_start=True), False
        found.append(block)
    return found


def _repeats_title(text: str, before: Block | None, after: Block | None) -> bool:
    """Whether words in capitals stand inside the sentence that goes on below them."""
    if not (isinstance(before, Paragraph) and isinstance(after, Paragraph) and is_capitals(text) and mark_of(text).kind == "none"):
        return False
    return before.text[-1:] not in ".;:" and after.text[:1].islower() and mark_of(after.text).kind == "none"
