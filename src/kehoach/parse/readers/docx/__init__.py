"""Word documents (.docx): blocks, grids and notes straight from the XML, in one pass.

Tracked insertions count, deletions do not; automatic numbers stand before their text; content controls are seen through.
Page headers and footers, comments and hidden text are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.model import DocxPlace
from kehoach.parse.blocks import SourceDocument
from kehoach.parse.readers import notes
from kehoach.parse.readers.docx.body import Body, stream
from kehoach.parse.readers.docx.content import Content
from kehoach.parse.readers.docx.imported import insert_chunks
from kehoach.parse.readers.docx.inline import Inline
from kehoach.parse.readers.docx.names import ID, TYPE
from kehoach.parse.readers.docx.numbering import Numbering
from kehoach.parse.readers.docx.package import Package
from kehoach.parse.readers.docx.styles import Styles
from kehoach.parse.readers.losses import Losses
from kehoach.parse.readers.nested import Assembler, has_text


def read(data: bytes, name: str, limits: Limits) -> SourceDocument:
    """The blocks of a .docx in reading order, notes by their marks.

    A file that only bears the name (an old .doc, a web page) is read as what it is. Raises ``UnreadableError`` for what is no
    document, has a password, is damaged, or passes a limit. Diagnostics: KHR10 tracked deletions left out, KHR12 a limit cut
    something, KHR14 a table inside a cell kept as lines, KHR15 text that Word hides in merged cells, KHR16 imported content
    that cannot be read.
    """
    if not data.startswith(b"PK"):
        from kehoach.parse.readers.doc import read as read_old

        return read_old(data, name, limits)
    package = Package(data, name, limits)
    losses = Losses()
    styles = Styles(package.part("styles"))
    notes_at_hand = _notes(package)
    inline = Inline(styles, Numbering(package.part("numbering"), styles.lists), notes_at_hand, losses)
    content = Content(inline, limits, losses)
    assembler = Assembler(DocxPlace, limits, losses)
    body = Body(inline, content, assembler)
    stream(package, body, content)
    document = SourceDocument("docx", assembler.blocks, _footnotes(inline, content, notes_at_hand))
    insert_chunks(document, body.chunks, package, limits)
    document.diagnostics.extend(losses.diagnostics(limits))
    notes.tie(document)
    if not has_text(document.blocks):
        raise UnreadableError(
            name,
            pick(
                "không có chữ nào (có thể chỉ có ảnh chụp); hãy dùng bản có chữ hoặc nhận dạng chữ (OCR) trước",
                "holds no text (pictures only, perhaps); use a copy with text, or run OCR first",
            ),
        )
    return document


def _notes(package: Package) -> dict[tuple[str, str], etree._Element]:
    """The notes of a document by part and number; separators are none."""
    found = {}
    for part in ("footnotes", "endnotes"):
        root = package.part(part)
        for note in root if root is not None else ():
            if note.get(TYPE) in (None, "normal"):
                found[part, note.get(ID) or ""] = note
    return found


def _footnotes(inline: Inline, content: Content, notes_at_hand: Mapping[tuple[str, str], etree._Element]) -> dict[str, str]:
    """The texts of the notes that were referred to, by mark; a note may refer to another."""
    found: dict[str, str] = {}
    while len(found) < len(inline.note_marks):
        for note, mark in list(inline.note_marks.items()):
            if mark not in found:
                found[mark] = content.text(notes_at_hand[note])
    return found
