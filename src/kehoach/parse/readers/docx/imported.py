"""Content of another format that a .docx imports when opened (w:altChunk): web pages and other Word files."""

from __future__ import annotations

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.model import Diagnostic, DocxPlace
from kehoach.parse.blocks import Block, Paragraph, SourceDocument, Table
from kehoach.parse.readers.docx.package import Package

_WEB = (".htm", ".html", ".xhtml", ".mht", ".mhtml")


def insert_chunks(document: SourceDocument, chunks: list[tuple[int, str]], package: Package, limits: Limits) -> None:
    """Put imported content where the document refers to it, ``chunks`` being (number of blocks before it, relation).

    What cannot be read gives a diagnostic (KHR16).
    """
    if not chunks:
        return
    for position, relation in reversed(chunks):
        imported = _read(package, relation, limits)
        if imported is None:
            message = pick(
                "không đọc được phần nhúng (altChunk); hãy mở bằng Word và lưu lại",
                "imported content (altChunk) cannot be read; open it in Word and save it",
            )
            document.diagnostics.append(Diagnostic(code="KHR16", severity="error", message=message))
            continue
        document.blocks[position:position] = imported.blocks
        document.footnotes = {**imported.footnotes, **document.footnotes}
        document.diagnostics.extend(imported.diagnostics)
    _renumber(document.blocks)


def _read(package: Package, relation: str, limits: Limits) -> SourceDocument | None:
    found = package.chunk(relation)
    if found is None or not found[0].casefold().endswith(_WEB):
        return None
    from kehoach.parse.readers.html import read as read_page

    try:
        return read_page(found[1], package.name, limits)
    except UnreadableError:
        return None


def _renumber(blocks: list[Block]) -> None:
    """Places as if all had stood in the document itself."""
    tables = paragraphs = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            for position, row in enumerate(block.rows, 1):
                row.place = DocxPlace(table=tables, row=position)
        elif isinstance(block, Paragraph):
            paragraphs += 1
            block.place = DocxPlace(paragraph=paragraphs)
