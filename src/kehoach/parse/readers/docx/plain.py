"""The short way through a table row that holds nothing but text: most rows of long plans, at half the time.

Whatever is not known here to change nothing (merges, lists, fields, changes, notes, …) sends the row the careful way.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from kehoach.parse.readers.docx.names import CELL, PARAGRAPH, PPR, ROW, RPR, RUN, TCPR, TRPR, VAL, w
from kehoach.parse.readers.docx.styles import has_visible_border
from kehoach.text import nfc

_IDLE, _TEXT, _PARAGRAPH, _CELL, _STYLE, _BORDERS = range(6)
_WITHOUT_EFFECT = (
    "adjustRightInd autoSpaceDE autoSpaceDN b bCs bdr bidi bookmarkEnd bookmarkStart bottom cantSplit caps cnfStyle color "
    "contextualSpacing cs dstrike effect em end fitText hideMark highlight i iCs ind insideH insideV jc keepLines keepNext kern "
    "kinsoku lang lastRenderedPageBreak left mirrorIndents noProof noWrap outline outlineLvl overflowPunct position proofErr rFonts "
    "right rtl shadow shd smallCaps snapToGrid spacing start strike suppressAutoHyphens suppressLineNumbers sz szCs tcMar tcW "
    "textAlignment textDirection top trHeight u vAlign w widowControl"
)
_KINDS = {
    **dict.fromkeys((ROW, TRPR, TCPR, PPR, RUN, RPR, *map(w, _WITHOUT_EFFECT.split())), _IDLE),
    w("t"): _TEXT,
    PARAGRAPH: _PARAGRAPH,
    CELL: _CELL,
    w("tcBorders"): _BORDERS,
    w("pStyle"): _STYLE,
    w("rStyle"): _STYLE,
}
_ODD = re.compile("[\n\r\t\ue000-\uf8ff⁰¹²³⁴⁵⁶⁷⁸⁹]")
_NEW_CELL, _NEW_LINE = "\x1d", "\x1e"
"""No XML document can hold these (XML 1.0, 2.2)."""


def plain_cells(row: etree._Element, is_plain_style: Callable[[str], bool]) -> tuple[list[str], bool] | None:
    """The text of each cell of a ``w:tr`` and whether any draws lines, or None where the row has to be read with care."""
    pieces: list[str] = []
    is_ruled = False
    for element in row.iter():
        kind = _KINDS.get(element.tag)
        if kind == _IDLE:
            continue
        if kind == _TEXT:
            pieces.append(element.text or "")
        elif kind == _PARAGRAPH:
            pieces.append(_NEW_LINE)
        elif kind == _CELL:
            pieces.append(_NEW_CELL)
        elif kind == _BORDERS:
            is_ruled = is_ruled or has_visible_border(element)
        elif kind is None or not is_plain_style(element.get(VAL) or ""):
            return None
    text = "".join(pieces)
    return None if _ODD.search(text) else ([_lines(cell) for cell in nfc(text).split(_NEW_CELL)[1:]], is_ruled)


def _lines(text: str) -> str:
    if text.rfind(_NEW_LINE) == 0:  # one paragraph
        return text[1:].strip(" ")
    return "\n".join([line for part in text.split(_NEW_LINE) if (line := part.strip(" "))])
