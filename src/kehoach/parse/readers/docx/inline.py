"""The text of Word paragraphs as it prints: fields, tracked changes, symbols, notes and list numbers resolved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

from lxml import etree
from msgspec import Struct, field

from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN
from kehoach.parse.readers import labels, notes
from kehoach.parse.readers.docx import symbols
from kehoach.parse.readers.docx.names import (
    ALTERNATE,
    CHOICE,
    DELETED,
    FALLBACK,
    ID,
    MATH,
    MATH_TEXT,
    MOVED,
    PPR,
    RPR,
    RUN,
    TEXT_BOX,
    TYPE,
    VAL,
    WRAPPERS,
    is_on,
    number,
    w,
)
from kehoach.parse.readers.docx.numbering import Numbering
from kehoach.parse.readers.docx.styles import Styles, has_visible_border, toggle, value_of
from kehoach.parse.readers.losses import Losses
from kehoach.text import nfc

_TEXT, _PROPERTIES, _SIGN, _FIELD, _ALTERNATE, _REMOVED, _INSIDE, _RUN, _NOTE, _ENDNOTE, _SYMBOL, _BREAK, _SHAPE, _MATH = range(14)
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
_KINDS = {
    **dict.fromkeys(_SIGNS, _SIGN),
    RPR: _PROPERTIES,
    w("t"): _TEXT,
    RUN: _RUN,
    w("br"): _BREAK,
    w("fldChar"): _FIELD,
    w("sym"): _SYMBOL,
    w("footnoteReference"): _NOTE,
    w("endnoteReference"): _ENDNOTE,
    w("drawing"): _SHAPE,
    w("pict"): _SHAPE,
    w("object"): _SHAPE,
    ALTERNATE: _ALTERNATE,
    DELETED: _REMOVED,
    MOVED: _REMOVED,
    MATH: _MATH,
    **dict.fromkeys(WRAPPERS, _INSIDE),
    **dict.fromkeys(map(w, ("hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase")), _INSIDE),
    MATH + "Para": _INSIDE,
}
_VANISH, _VERTICAL, _RUN_STYLE = w("vanish"), w("vertAlign"), w("rStyle")
_STYLE, _LIST = w("pStyle"), w("numPr")
_ODD = re.compile("[\n\r\t\ue000-\ue004\uf020-\uf0ff⁰¹²³⁴⁵⁶⁷⁸⁹]")
_SPACES = str.maketrans("\n\r\t", "   ")
_PAGE = "\f"
"""A page or column break inside the text of one paragraph."""


class Printed(Struct):
    """A paragraph as it prints. ``carries_on``: its end mark is deleted, so the next paragraph continues it."""

    text: str
    label: str = ""
    carries_on: bool = False
    ends_page: bool = False
    boxes: list[etree._Element] = field(default_factory=list)

    def print(self) -> str:
        """Number and text."""
        return f"{self.label} {self.text.lstrip()}".rstrip() if self.label else self.text

    def parts(self) -> list[str]:
        """Its lines that are not empty."""
        text = self.print()
        if "\n" not in text:
            return [text] if text else []
        return [part for part in (part.strip(" \t") for part in text.split("\n")) if part]


class Inline:
    """Reads paragraphs of one document in order; remembers what was left out and which notes were met.

    Notes go by part ("footnotes", "endnotes") and number; a reference to one that is not at hand prints nothing.
    """

    def __init__(self, styles: Styles, numbering: Numbering, notes_at_hand: Container[tuple[str, str]], losses: Losses) -> None:
        self.note_marks: dict[tuple[str, str], str] = {}
        self._notes_at_hand = notes_at_hand
        self._losses = losses
        self._styles = styles
        self._numbering = numbering
        self._fields: list[bool] = []
        self._boxes: list[etree._Element] = []
        self._note_counts = Counter[str]()
        self._plain_styles: dict[str, bool] = {}
        self._custom_mark = False
        self._uneven = False

    def line(self, paragraph: etree._Element, before: str = "") -> Printed:
        """The paragraph as it prints, after the text ``before`` of one whose end mark is deleted."""
        style = own_list = mark = None
        properties = next(iter(paragraph), None)
        for child in properties if properties is not None and properties.tag == PPR else ():
            if child.tag == _STYLE:
                style = child.get(VAL)
            elif child.tag == _LIST:
                own_list = child
            elif child.tag == RPR:
                mark = child
        pieces: list[str] = [before]
        boxes: list[etree._Element] = []
        self._boxes, self._uneven = boxes, False
        if not (style and self._styles.hidden(style)):
            self._inline(paragraph, pieces)
        self._fields.clear()
        text = nfc("".join(pieces))
        ends_page = self._uneven and text.endswith(_PAGE)
        if self._uneven:
            text = notes.joined(text).replace(_PAGE, "\n")
        line = Printed(text.strip(" \t\n"), ends_page=ends_page, boxes=boxes)
        if mark is not None and (mark.find(DELETED) is not None or mark.find(MOVED) is not None):
            line.carries_on = True
        elif (own_list is not None or style) and (line.text or not toggle(mark, "vanish")):
            line.label = self._label(own_list, style)
        return line

    def remove(self, element: etree._Element) -> None:
        """Leave out a deleted part, but remember what it said."""
        text = "".join(child.text or "" for child in element.iter(w("delText"), w("t")))
        if text.strip():
            self._losses.deletions.append(nfc(text))

    def is_bold(self, paragraph: etree._Element) -> bool:
        """Whether all that the paragraph prints is bold."""
        of_paragraph = self._styles.bold(value_of(paragraph.find(PPR), "pStyle")) or False
        found = False
        for run in paragraph.iter(RUN):
            if any((child.text or "").strip() for child in run.iterchildren(w("t"))):
                properties = run.find(RPR)
                direct = toggle(properties, "b")
                by_style = self._styles.bold(value_of(properties, "rStyle"))
                if not next((choice for choice in (direct, by_style) if choice is not None), of_paragraph):
                    return False
                found = True
        return found

    def is_plain_style(self, style: str) -> bool:
        """Whether a paragraph or character style neither numbers nor hides text."""
        known = self._plain_styles.get(style)
        if known is None:
            known = self._list_of_style(style)[0] is None and not self._styles.hidden(style)
            self._plain_styles[style] = known
        return known

    def is_centred(self, paragraph: etree._Element) -> bool:
        properties = paragraph.find(PPR)
        direct = value_of(properties, "jc")
        return direct == "center" if direct else self._styles.centred(value_of(properties, "pStyle"))

    def is_ruled(self, table_properties: etree._Element | None) -> bool:
        """Whether a table draws borders, by itself or by its style."""
        borders = table_properties.find(w("tblBorders")) if table_properties is not None else None
        return has_visible_border(borders) if borders is not None else self._styles.bordered(value_of(table_properties, "tblStyle"))

    def _inline(self, parent: etree._Element, out: list[str]) -> None:
        """What stands between the runs of a paragraph, and the runs."""
        for child in parent:
            kind = _KINDS.get(child.tag)
            if kind == _RUN:
                self._run(child, out)
            elif kind == _INSIDE:
                self._inline(child, out)
            elif kind is not None:
                self._special(kind, child, out)

    def _run(self, run: etree._Element, out: list[str]) -> None:
        start, is_raised = len(out), False
        for child in run:
            kind = _KINDS.get(child.tag)
            if kind == _TEXT:
                self._text(child, out)
            elif kind == _PROPERTIES:
                is_hidden, is_raised = self._effects(child)
                if is_hidden:
                    return
            elif kind is not None:
                self._special(kind, child, out)
        self._custom_mark = False
        if is_raised and notes.is_mark("".join(out[start:])):
            self._uneven = True
            out[start:] = [notes.raised("".join(out[start:]))]

    def _text(self, element: etree._Element, out: list[str]) -> None:
        text = element.text
        if text and not self._custom_mark and False not in self._fields:
            if _ODD.search(text):
                self._uneven = True
                text = _clean(text)
            out.append(text)

    def _effects(self, properties: etree._Element) -> tuple[bool, bool]:
        """Whether the properties of a run hide it, and whether they raise it."""
        is_hidden = is_raised = False
        for child in properties:
            tag = child.tag
            if tag == _RUN_STYLE:
                is_hidden = self._styles.hidden(child.get(VAL))
            elif tag == _VANISH:
                is_hidden = is_on(child.get(VAL))
            elif tag == _VERTICAL:
                is_raised = child.get(VAL) == "superscript"
        return is_hidden, is_raised

    def _special(self, kind: int, child: etree._Element, out: list[str]) -> None:
        if kind == _FIELD:
            self._field(child.get(w("fldCharType")))
        elif kind == _REMOVED:
            if child.tag == DELETED:
                self.remove(child)
        elif kind == _INSIDE:
            self._inline(child, out)
        elif kind == _RUN:
            self._run(child, out)
        elif kind == _TEXT:
            self._text(child, out)
        elif kind == _ALTERNATE:
            self._alternate(child, out)
        elif kind == _SHAPE:
            self._boxes.extend(text_boxes(child))
        elif False in self._fields:
            return
        elif kind == _SIGN:
            out.append(_SIGNS[child.tag])
        elif kind == _BREAK:
            self._uneven = True
            out.append(_PAGE if child.get(TYPE) in ("page", "column") else "\n")
        elif kind == _SYMBOL:
            out.append(symbols.from_font(_code(child.get(w("char"))), child.get(w("font")) or ""))
        elif kind == _MATH:
            out.append("".join(part.text or "" for part in child.iter(MATH_TEXT)))
        elif kind in (_NOTE, _ENDNOTE):
            self._note(kind, child, out)

    def _field(self, kind: str | None) -> None:
        """Fields nest: the text is printed only where every open field is past its instruction."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _alternate(self, element: etree._Element, out: list[str]) -> None:
        """One of several renderings of the same content: the first that says anything."""
        before = len(out), len(self._boxes)
        for branch in element.iterchildren(CHOICE, FALLBACK):
            self._inline(branch, out)
            if (len(out), len(self._boxes)) != before:
                return

    def _note(self, kind: int, reference: etree._Element, out: list[str]) -> None:
        part = "footnotes" if kind == _NOTE else "endnotes"
        self._custom_mark = is_on(reference.get(w("customMarkFollows"), "0"))
        identity = (part, reference.get(ID) or "")
        if identity not in self._notes_at_hand:
            return
        if identity not in self.note_marks:
            self._note_counts[part] += 1
            count = self._note_counts[part]
            self.note_marks[identity] = str(count) if kind == _NOTE else labels.roman(count).lower()
        out.append(f"{NOTE_OPEN}{self.note_marks[identity]}{NOTE_CLOSE}")

    def _label(self, own: etree._Element | None, style: str | None) -> str:
        """The automatic number: the paragraph's own list, else that of its style; list 0 means none."""
        list_id, own_depth = value_of(own, "numId"), value_of(own, "ilvl")
        depth = number(own_depth) if own_depth is not None else None
        if list_id is None and style:
            list_id, by_style = self._list_of_style(style)
            depth = by_style if depth is None else depth
        return self._numbering.label(list_id, depth or 0) if list_id and list_id != "0" else ""

    def _list_of_style(self, style: str) -> tuple[str | None, int | None]:
        chain = list(self._styles.chain(style))
        list_id = next((entry.list_id for _, entry in chain if entry.list_id), None)
        if list_id is None:
            return None, None
        tied = (self._numbering.depth_of_style(list_id, name) for name, _ in chain)
        written = (entry.depth for _, entry in chain)
        return list_id, next((depth for depth in (*tied, *written) if depth is not None), None)


def text_boxes(element: etree._Element) -> list[etree._Element]:
    """The outermost text boxes under a shape, each in one rendering only."""
    found: list[etree._Element] = []
    for child in element:
        if child.tag == TEXT_BOX:
            found.append(child)
        elif child.tag == ALTERNATE:
            found.extend(next(filter(None, map(text_boxes, child.iterchildren(CHOICE, FALLBACK))), []))
        else:
            found.extend(text_boxes(child))
    return found


def _clean(text: str) -> str:
    """The content of a ``w:t``: line ends there are only white space, private-use characters are symbols."""
    return symbols.in_text(notes.without_marks(text.translate(_SPACES)))


def _code(value: str | None) -> int:
    try:
        return int(value or "", 16)
    except ValueError:
        return 0
