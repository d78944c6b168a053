"""The body of a Word document, read as a stream: one pass, one table row or paragraph in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

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
from kehoach.parse.readers.docx.tables import WordTable
from kehoach.parse.readers.nested import Assembler, Line

_WATCHED = (PARAGRAPH, TABLE, ROW, ALT_CHUNK)
_SEEN_THROUGH = WRAPPERS | {ALTERNATE, CHOICE, FALLBACK}


class Body:
    """Turns the elements of a document, as they end, into blocks in reading order.

    ``chunks``: imported content, as the number of blocks before it and its relation.
    """

    def __init__(self, inline: Inline, content: Content, assembler: Assembler) -> None:
        self.chunks: list[tuple[int, str]] = []
        self._inline = inline
        self._content = content
        self._assembler = assembler
        self._before = ""

    def paragraph(self, element: etree._Element) -> None:
        """A paragraph outside tables, then the text boxes anchored in it."""
        printed = self._inline.line(element, self._before)
        self._before = printed.text if printed.carries_on else ""
        self._assembler.page_start |= bool(toggle(element.find(PPR), "pageBreakBefore"))
        place = self._assembler.next_place()
        if printed.text and not printed.carries_on:
            line = Line(printed.print(), self._inline.is_bold(element), self._inline.is_centred(element))
            self._assembler.line(line, place)
        self._assembler.page_start |= printed.ends_page
        for box in printed.boxes:
            self._assembler.spread(self._content.items(box), place)

    def table(self, table: WordTable) -> None:
        """A table of which all rows are read."""
        self._assembler.table(table)

    def chunk(self, element: etree._Element) -> None:
        """Content in another format that Word would import here."""
        self.chunks.append((len(self._assembler.blocks), element.get(REL_ID) or ""))


def stream(package: Package, body: Body, content: Content) -> None:
    """Read the main part once, giving each paragraph and row on when it is complete, and forget it at once.

    Only what stands outside cells, text boxes and left-out branches is taken here; what is inside is read with it.
    """
    table: WordTable | None = None
    for element in _ends(package):
        tag = element.tag
        if tag == ROW:
            holder = _holder(element, TABLE)
            if holder is None or _holder(holder, BODY) is None:
                continue
            table = table or content.start_table(holder)
            content.add_row(table, element)
        elif _holder(element, BODY) is None:
            continue
        elif tag == PARAGRAPH:
            body.paragraph(element)
        elif tag == ALT_CHUNK:
            body.chunk(element)
        elif table:
            body.table(table)
            table = None
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
    ancestor = element.getparent()
    while ancestor is not None:
        tag = ancestor.tag
        if tag == wanted:
            return ancestor
        if tag not in _SEEN_THROUGH or (tag == FALLBACK and any(len(choice) for choice in ancestor.itersiblings(CHOICE, preceding=True))):
            return None
        ancestor = ancestor.getparent()
    return None
