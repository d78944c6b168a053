"""The text of HTML elements as lines and tables, in the order they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from kehoach.limits import Limits
from kehoach.parse.readers import labels, notes
from kehoach.parse.readers.html import looks, tables
from kehoach.parse.readers.losses import Losses
from kehoach.parse.readers.nested import Line, NestedCell, NestedTable
from kehoach.text import nfc

_BREAK = "\x1f"
"""A line break inside a paragraph, kept apart from white space of the source."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_NOTE_LINK = re.compile(r"(?i)#.*(?:ftn|edn|fn|note|cite|chuthich|chu-thich)")
_NUMBERED = re.compile(r"(?:[-+•*–]|\(?(?:\d{1,3}|[a-zđ]|[IVXLC]{1,6})[.)])(?:\s|$)")
_BULLET_GLYPHS = frozenset("·•o§üØqvwàè¨ª×■□▪●○")


class Look(Struct, frozen=True):
    """How text shows where it stands; ``preformatted``: its line ends count."""

    bold: bool = False
    centred: bool = False
    preformatted: bool = False


class Page:
    """What all parts of one page share: its limits and losses, and which elements note links point to."""

    def __init__(self, root: etree._Element, limits: Limits, losses: Losses) -> None:
        self.limits = limits
        self.losses = losses
        self.rows = 0
        self.note_items = _note_items(root)


def _note_items(root: etree._Element) -> dict[str, str]:
    """Ids of list items that are notes, with the mark of the link to each."""
    found: dict[str, str] = {}
    for link in root.iter("a"):
        href = link.get("href") or ""
        if _NOTE_LINK.search(href):
            mark = looks.text_of(link).strip()
            if notes.is_mark(mark):
                found.setdefault(href.rpartition("#")[2], mark)
    return found


class _List(Struct):
    """A list that is open: how it numbers (as in ``<ol type>``, or "none"), and the number that comes next."""

    ordered: bool
    kind: str
    next: int = 1
    step: int = 1

    def label(self, value: str | None) -> str:
        """Count one item, which may say its number itself, and give its label."""
        if value and value.lstrip("-").isdecimal() and len(value) < 9:
            self.next = int(value)
        number = self.next
        self.next += self.step
        if self.kind == "none":
            return ""
        return f"{labels.HTML.get(self.kind, str)(number)}." if self.ordered else "-"


class Flow(Struct):
    """Collects lines and tables of one container: the page or a cell, where a list number may stand alone."""

    page: Page
    depth: int = 0
    in_cell: bool = False
    items: list[Line | NestedTable] = field(default_factory=list)
    _pieces: list[tuple[str, bool]] = field(default_factory=list)
    _centred: bool = False
    _label: str = ""
    _lists: list[_List] = field(default_factory=list)

    def finish(self) -> list[Line | NestedTable]:
        """All that was collected."""
        self._flush()
        return self.items

    def walk(self, element: etree._Element, look: Look) -> None:
        """Take in the text of an element and all that is in it."""
        self.depth += 1
        self._add(element.text, look)
        for child in element:
            if self.depth < self.page.limits.max_depth:
                self._element(child, look)
            else:
                self._only_text(child, look)
            self._add(child.tail, look)
        self.depth -= 1

    def _element(self, element: etree._Element, look: Look) -> None:
        tag = element.tag
        style = looks.style_of(element)
        if not isinstance(tag, str) or looks.is_left_out(element, style):
            return
        if tag == "br":
            self._pieces.append((_BREAK, look.bold))
        elif tag == "table":
            self._flush()
            self.items.extend(self._table(element, look))
        elif tag == "del":
            self.page.losses.deletions.extend(filter(None, [nfc(looks.text_of(element)).strip()]))
        elif tag in looks.BLOCKS:
            self._block(element, style, _look(element, style, look))
        else:
            self._inline(element, style, _look(element, style, look))

    def _block(self, element: etree._Element, style: looks.Style, look: Look) -> None:
        self._flush()
        if element.tag in ("ol", "ul"):
            self._lists.append(_open_list(element, style))
            self.walk(element, look)
            self._flush()
            self._lists.pop()
            return
        if element.tag == "li":
            self._label = self._item_label(element)
        self.walk(element, look)
        self._flush()
        if element.tag == "li":
            if self.in_cell and self._label and self._lists and self._lists[-1].ordered:
                self.items.append(Line(self._label))
            self._label = ""

    def _inline(self, element: etree._Element, style: looks.Style, look: Look) -> None:
        start = len(self._pieces)
        self.walk(element, look)
        inside = "".join(piece for piece, _ in self._pieces[start:])
        if looks.is_raised(element, style) or (element.tag == "a" and _NOTE_LINK.search(element.get("href") or "")):
            bare = inside.replace(notes.RAISED_OPEN, "").replace(notes.RAISED_CLOSE, "")
            if notes.is_mark(bare):
                self._pieces[start:] = [(notes.raised(bare), look.bold)]
        elif style.is_list_mark and inside.strip() in _BULLET_GLYPHS:
            self._pieces[start:] = [("- ", look.bold)]

    def _item_label(self, element: etree._Element) -> str:
        mark = self.page.note_items.get(element.get("id") or "")
        if mark:
            return notes.raised(mark)
        if not self._lists or looks.style_of(element).list_type == "none":
            return ""
        return self._lists[-1].label(element.get("value"))

    def _add(self, text: str | None, look: Look) -> None:
        if text:
            clean = _CONTROLS.sub("", notes.without_marks(text))
            self._pieces.append((clean.replace("\n", _BREAK) if look.preformatted else clean, look.bold))
            if not clean.isspace():
                self._centred = look.centred

    def _only_text(self, element: etree._Element, look: Look) -> None:
        """Too deep to follow: the text, a paragraph for each block."""
        self.page.losses.depth += 1
        walker = etree.iterwalk(element, events=("start", "end"))
        for event, child in walker:
            if child.tag in looks.BLOCKS:
                self._flush()
            if event == "end":
                self._add(child.tail if child is not element else None, look)
            elif child.tag in looks.DROPPED:
                walker.skip_subtree()
            else:
                self._add(child.text, look)

    def _flush(self) -> None:
        """End the paragraph; a blank line inside it makes two."""
        if not self._pieces:
            return
        text = nfc(notes.joined("".join(piece for piece, _ in self._pieces)))
        is_bold = all(bold for piece, bold in self._pieces if piece.strip(f" \t\r\n\xa0{_BREAK}"))
        self._pieces.clear()
        for paragraph in _paragraphs(text):
            self.items.append(Line(self._labelled(paragraph), is_bold, self._centred))

    def _labelled(self, text: str) -> str:
        label, self._label = self._label, ""
        return f"{label} {text}" if label and not (_NUMBERED.match(text) and not label.startswith(notes.RAISED_OPEN)) else text

    def _table(self, element: etree._Element, look: Look) -> Iterator[Line | NestedTable]:
        """A table, its caption before it."""
        for caption in tables.captions(element):
            yield from self._inside(caption, look)
        table = tables.WebTable()
        for is_head, rows in tables.sections(element):
            if is_head or not table.rows:
                table.headers += len(rows) if is_head else tables.leading_header_rows(rows)
            for spans in tables.spans(rows, self.page.limits.max_columns):
                self._row(table, spans, look)
        yield table

    def _row(self, table: NestedTable, spans: list[tables.Span], look: Look) -> None:
        limits, losses = self.page.limits, self.page.losses
        self.page.rows += 1
        if self.page.rows > limits.max_rows:
            losses.rows += 1
            return
        cells: list[NestedCell] = []
        for span in spans:
            if span.col >= limits.max_columns:
                losses.columns.extend(filter(None, [looks.text_of(span.element).strip()]))
                continue
            cells.append(NestedCell(span.col, span.cols, self._inside(span.element, look), span.rows))
        table.rows.append(cells)

    def _inside(self, element: etree._Element, look: Look) -> list[Line | NestedTable]:
        flow = Flow(self.page, self.depth + 1, in_cell=True)
        style = looks.style_of(element)
        flow.walk(element, _look(element, style, replace(look, centred=False)))
        return flow.finish()


def _look(element: etree._Element, style: looks.Style, look: Look) -> Look:
    bold = looks.bold(element, style, look.bold)
    centred = looks.centred(element, style, look.centred)
    preformatted = look.preformatted or element.tag == "pre"
    changed = (bold, centred, preformatted) != (look.bold, look.centred, look.preformatted)
    return Look(bold, centred, preformatted) if changed else look


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs with single spaces, their lines apart; blank lines end a paragraph."""
    lines: list[str] = []
    for line in (*(" ".join(part.split()) for part in text.split(_BREAK)), ""):
        if line:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []


def _open_list(element: etree._Element, style: looks.Style) -> _List:
    kind = style.list_type or element.get("type") or "1"
    start = element.get("start") or ""
    backwards = element.get("reversed") is not None
    count = sum(child.tag == "li" for child in element)
    first = int(start) if start.lstrip("-").isdecimal() and len(start) < 9 else (count if backwards else 1)
    return _List(element.tag == "ol", kind, first, -1 if backwards else 1)
