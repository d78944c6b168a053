"""The body of a Word document, read as a stream: one pass, one table row or paragraph in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kehoach.limits import Limits
from kehoach.model import DocxPlace
from kehoach.parse.blocks import Block, Paragraph
from kehoach.parse.readers.docx.content import Content
from kehoach.parse.readers.docx.inline import Inline
from kehoach.parse.readers.docx.names import (
    ALT_CHUNK,
    ALTERNATE,
    BODY,
    CHOICE,
    FALLBACK,
    PARAGRAPH,
    PPR,
    REL_ID,
    ROW,
    TABLE,
    WRAPPERS,
)
from kehoach.parse.readers.docx.package import PARSE_ERRORS, Package, broken, refuse_doctype
from kehoach.parse.readers.docx.styles import toggle
from kehoach.parse.readers.docx.tables import RawTable, to_table

_WATCHED = (PARAGRAPH, TABLE, ROW, ALT_CHUNK)
_SEEN_THROUGH = WRAPPERS | {ALTERNATE, CHOICE, FALLBACK}


class Body:
    """Turns the elements of a document, as they end, into blocks in reading order."""

    def __init__(self, inline: Inline, content: Content, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self.chunks: list[tuple[int, str]] = []
        self.flattened: list[DocxPlace] = []
        self.lost_paragraphs = 0
        self._inline = inline
        self._content = content
        self._limits = limits
        self._tables = self._paragraphs = 0
        self._before = ""
        self._page_start = False

    def paragraph(self, element: etree._Element) -> None:
        """A paragraph outside tables, then the text boxes anchored in it."""
        if self._paragraphs >= self._limits.max_paragraphs:
            self.lost_paragraphs += 1
            return
        line = self._inline.line(element, self._before)
        self._before = line.text if line.carries_on else ""
        properties = element.find(PPR)
        self._page_start |= bool(toggle(properties, "pageBreakBefore"))
        place = self._next_place()
        if line.text and not line.carries_on:
            bold, centred = self._inline.is_bold(element), self._inline.is_centred(element)
            self._add(Paragraph(line.print(), place, bold=bold, centred=centred))
        self._page_start |= line.ends_page
        for box in line.boxes:
            self._spread(self._content.items(box), place)

    def table(self, raw: RawTable) -> None:
        """A table of which all rows are read; one that only lays out the page gives what it holds."""
        if raw.is_layout():
            for row in raw.rows:
                for cell in row:
                    self._spread(cell.items, None)
        elif any(row for row in raw.rows):
            self._tables += 1
            if any(isinstance(item, RawTable) for row in raw.rows for cell in row for item in cell.items):
                self.flattened.append(DocxPlace(table=self._tables))
            self._page_start = False
            self.blocks.append(to_table(raw, self._tables))

    def chunk(self, element: etree._Element) -> None:
        """Content in another format that Word would import here."""
        self.chunks.append((len(self.blocks), element.get(REL_ID) or ""))

    def _spread(self, items: list[str | RawTable], place: DocxPlace | None) -> None:
        """Lines and tables as blocks of their own."""
        for item in items:
            if isinstance(item, str):
                self._add(Paragraph(item, place or self._next_place()))
            else:
                self.table(item)

    def _next_place(self) -> DocxPlace:
        self._paragraphs += 1
        return DocxPlace(paragraph=self._paragraphs)

    def _add(self, paragraph: Paragraph) -> None:
        paragraph.page_start, self._page_start = self._page_start, False
        self.blocks.append(paragraph)


def stream(package: Package, body: Body, content: Content) -> None:
    """Read the main part once, giving each paragraph and row on when it is complete, and forget it at once.

    Only what stands outside cells, text boxes and left-out branches is taken here; what is inside is read with it.
    """
    raw: RawTable | None = None
    for element in _ends(package):
        tag = element.tag
        if tag == ROW:
            table = _holder(element, TABLE)
            if table is None or _holder(table, BODY) is None:
                continue
            raw = raw or content.start_table(table)
            content.add_row(raw, element)
        elif _holder(element, BODY) is None:
            continue
        elif tag == PARAGRAPH:
            body.paragraph(element)
        elif tag == ALT_CHUNK:
            body.chunk(element)
        elif raw:
            body.table(raw)
            raw = None
        element.clear()


def _ends(package: Package) -> Iterator[etree._Element]:
    """The watched elements of the main part, each when its end is read."""
    options = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
    checked = False
    try:
        for _, element in etree.iterparse(package.document(), ("end",), tag=_WATCHED, **options):
            if not checked:
                refuse_doctype(element, package.name)
                checked = True
            yield element
    except PARSE_ERRORS as error:
        raise broken(package.name) from error


def _holder(element: etree._Element, wanted: str) -> etree._Element | None:
    """The body or table that an element is in, where only content controls and the like stand between."""
    for ancestor in element.iterancestors():
        tag = ancestor.tag
        if tag == wanted:
            return ancestor
        if tag not in _SEEN_THROUGH or (tag == FALLBACK and any(len(choice) for choice in ancestor.itersiblings(CHOICE, preceding=True))):
            return None
    return None
