"""What stands between two pages in text forms of printed documents: page numbers and the separators of converters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from kehoach.parse.blocks import Block, Paragraph

_LINES = r"[-–—=_*~#\s]*+"
_TURN = re.compile(rf"(?i){_LINES}(?:(?:trang|page)?\s*\d{{1,3}}(?:\s*(?:/|of)\s*\d{{1,3}})?|page\s*break|ngắt trang)?{_LINES}")


def without_turns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without paragraphs that only turn the page ("2", "- 2 -", "--- PAGE BREAK ---"); the next begins a page."""
    found: list[Block] = []
    turned = False
    for block in blocks:
        if not isinstance(block, Paragraph):
            turned = False
        elif _TURN.fullmatch(block.text):
            turned = True
            continue
        elif turned:
            block, turned = replace(block, page_start=True), False
        found.append(block)
    return found
