"""The whole document: pages one at a time, then what only all of them tell (running heads, paragraphs and rows over pages)."""
from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import DEFAULT, Limits
from kehoach.model import Diagnostic, PdfPlace
from kehoach.parse.blocks import Block, Paragraph, SourceDocument, Table
from kehoach.parse.readers.pdf.furniture import edge_lines, is_page_number, repeated
from kehoach.parse.readers.pdf.geometry import Line, around
from kehoach.parse.readers.pdf.pages import Page, read_page
from kehoach.parse.readers.pdf.paragraphs import Margins, grouped, is_centred, margins_of, paragraph_text
from kehoach.parse.readers.pdf.sheets import opened, sheet

_ROOM_LEFT = 4.0


def read(data: bytes, name: str, limits: Limits = DEFAULT) -> SourceDocument:
    """The blocks of a PDF in reading order, one table per ruled table and page.

    Raises ``UnreadableError`` when the file is no PDF, encrypted, truncated or over the limits. Pages that cannot be read give a
    diagnostic: KHR08 (picture without text), KHR09 (font without Unicode), KHR12 (over a limit).
    """
    if len(data) > limits.max_bytes:
        raise UnreadableError(name, pick(f"lớn hơn giới hạn {limits.max_bytes} byte", f"larger than the limit of {limits.max_bytes} bytes"))
    source = SourceDocument("pdf", [])
    pages: list[Page] = []
    rows = lines = 0
    with _without_collection(), opened(data, name, limits) as document:
        source.pages = pdfium.FPDF_GetPageCount(document)
        for number in range(1, source.pages + 1):
            with sheet(document, number) as leaf:
                if leaf is None:
                    source.diagnostics.append(_unloaded(number))
                    continue
                page = read_page(leaf, source.footnotes, pages[-1].columns if pages else None, limits)
            source.footnotes.update(page.footnotes)
            source.diagnostics += page.diagnostics
            rows += sum(len(placed.table.rows) for placed in page.tables)
            lines += len(page.lines)
            if rows > limits.max_rows:
                raise UnreadableError(name, pick(f"có hơn {limits.max_rows} hàng bảng", f"more than {limits.max_rows} table rows"))
            if lines > limits.max_paragraphs:
                raise UnreadableError(name, pick(f"có hơn {limits.max_paragraphs} dòng", f"more than {limits.max_paragraphs} lines"))
            pages.append(page)
    _take_off_furniture(pages)
    _mark_page_starts(pages)
    source.blocks = _blocks(pages)
    return source


@contextmanager
def _without_collection() -> Iterator[None]:
    """Reading makes many small objects and no cycles among them: looking for cycles again and again would only cost time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _unloaded(number: int) -> Diagnostic:
    return Diagnostic(
        code="KHR08",
        severity="error",
        message=pick(
            f"Không đọc được trang {number} (trang hỏng): hãy xuất lại tệp PDF",
            f"Page {number} cannot be read (damaged): export the PDF again",
        ),
        where={"page": number},
    )


def _take_off_furniture(pages: list[Page]) -> None:
    """Running heads and feet first: a page number may stand inside of them."""
    edges = {page.number: _edges(page) for page in pages}
    running = repeated([(line, page.height) for page in pages for line in edges[page.number]], len(pages))
    for page in pages:
        heads = [line for line in running if line.page == page.number]
        left = [line for line in edges[page.number] if line not in heads]
        numbers = [line for line in left if is_page_number(line, left, page.number, len(pages))]
        _drop(page, [*heads, *numbers])


def _edges(page: Page) -> list[Line]:
    top = min((placed.top for placed in page.tables), default=page.height)
    bottom = max((placed.bottom for placed in page.tables), default=0.0)
    return edge_lines(page.lines, page.height, top, bottom)


def _drop(page: Page, lines: list[Line]) -> None:
    gone = {id(line) for line in lines}
    if gone:
        page.lines = [line for line in page.lines if id(line) not in gone]


def _mark_page_starts(pages: list[Page]) -> None:
    """Say of the first row on each page whether the page cut it off the row before, as far as the rules show it."""
    opens = any(placed.open_top or placed.open_bottom for page in pages for placed in page.tables)
    before: Page | None = None
    deepest: dict[tuple[int, int], float] = {}
    for page in pages:
        size = round(page.width), round(page.height)
        bottoms = [placed.bottom for placed in page.tables] + [line.base for line in page.lines]
        deepest[size] = max([deepest.get(size, 0.0), *bottoms])
    for page in pages:
        first = page.tables[0] if page.tables else None
        if first and first.table.rows and not any(line.base < first.top for line in page.lines):
            row = first.table.rows[0]
            row.page_start = True
            last = before.tables[-1] if before and before.tables else None
            if before and last and not any(line.base > last.bottom for line in before.lines):
                left = deepest[round(before.width), round(before.height)] - last.bottom
                row.page_cut = _cut(first.open_top or last.open_bottom, opens, left)
        before = page


def _cut(is_open: bool, opens: bool, left: float) -> bool | None:
    """True where a rule is missing; False where this document leaves cut rows open and this one is closed, or where the page
    before had room for more lines; else not known: many programs close the box of a cut row on both pages."""
    if is_open:
        return True
    return False if opens or left > _ROOM_LEFT * 14 else None


def _blocks(pages: list[Page]) -> list[Block]:
    blocks: list[Block] = []
    margins = _margins(pages)
    stream: list[Line] = []
    by_number = {page.number: page for page in pages}
    for page in pages:
        tables = list(page.tables)
        for line in page.lines:
            while tables and tables[0].top < line.base:
                _flush(stream, margins, by_number, blocks)
                blocks.append(tables.pop(0).table)
            stream.append(line)
        for placed in tables:
            _flush(stream, margins, by_number, blocks)
            blocks.append(placed.table)
    _flush(stream, margins, by_number, blocks)
    return blocks


def _margins(pages: list[Page]) -> dict[int, Margins]:
    """The margins of each page: those that all pages of its size and turn keep."""
    by_size: dict[tuple[int, int], list[Page]] = {}
    for page in pages:
        by_size.setdefault((round(page.width), round(page.height)), []).append(page)
    return {
        page.number: margins
        for (width, _), alike in by_size.items()
        for margins in [margins_of([line for page in alike for line in page.lines], width)]
        for page in alike
    }


def _flush(stream: list[Line], margins: dict[int, Margins], pages: dict[int, Page], blocks: list[Block]) -> None:
    """Make the collected lines paragraphs and forget them."""
    last_page = next((_page_of(block) for block in reversed(blocks)), 0)
    for group in grouped(stream, margins):
        head = group[0]
        page = pages[head.page]
        box = page.place(around([line.box for line in group if line.page == head.page]))
        blocks.append(
            Paragraph(
                paragraph_text(group),
                PdfPlace(page=head.page, bbox=box),
                bold=all(line.bold for line in group),
                centred=not head.region and is_centred(head, margins[head.page]),
                page_start=head.page != last_page,
            )
        )
        last_page = group[-1].page
    stream.clear()


def _page_of(block: Block) -> int:
    place = block.rows[-1].place if isinstance(block, Table) and block.rows else getattr(block, "place", None)
    return place.page if isinstance(place, PdfPlace) else 0
