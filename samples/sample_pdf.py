"""The plan as a printed PDF: ruled annex over several pages, its header repeated, one row cut by the page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle
from sample_plan import (
    ANNEX,
    ARTICLES,
    ATTACHED,
    AUTHORITY,
    BODY,
    GROUNDS,
    HEADINGS,
    LETTERHEAD,
    NOTE,
    NOTED,
    PLAN,
    PLAN_TITLE,
    RECIPIENTS,
    ROWS,
    SIGNATURE,
    SIGNER,
    SUBJECT,
    Row,
)

_FONTS = (
    ("/usr/share/fonts/truetype/dejavu/DejaVuSerif{}.ttf", ("", "-Bold", "-Italic")),
    ("/usr/share/fonts/truetype/liberation/LiberationSerif-{}.ttf", ("Regular", "Bold", "Italic")),
    ("/Library/Fonts/Times New Roman{}.ttf", ("", " Bold", " Italic")),
    ("C:/Windows/Fonts/times{}.ttf", ("", "bd", "i")),
)
_WIDTHS = tuple(width * mm for width in (13, 74, 42, 46, 50, 32))
_MARGIN = 20 * mm
_TITLE = 2 * 19
"""Height of the two lines above the annex table."""
_SIDE, _PADDING = 4.5, 3
_LEAST_ROOM = 60
_BASE = ParagraphStyle("base", fontName="plan", fontSize=11, leading=15, spaceAfter=4)
_CENTRED = ParagraphStyle("centred", _BASE, alignment=TA_CENTER)
_CELL = ParagraphStyle("cell", _BASE, fontSize=12, leading=15, spaceAfter=0)
_NOTE = ParagraphStyle("note", _BASE, fontSize=8.5, leading=11)


def as_pdf() -> bytes:
    """The bytes of the document, the same on every run with the same font."""
    _register_fonts()
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, title=f"{PLAN} {PLAN_TITLE.lower()}", invariant=1)
    for name, size in (("upright", A4), ("sideways", landscape(A4))):
        frame = Frame(_MARGIN, _MARGIN, size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate(name, [frame], onPage=_number_page, pagesize=size))
    document.build([*_decision(), *_plan(), *_annex()])
    return buffer.getvalue()


def _register_fonts() -> None:
    for pattern, faces in _FONTS:
        if all(Path(pattern.format(face)).exists() for face in faces):
            for name, face in zip(("plan", "plan-bold", "plan-italic"), faces, strict=True):
                pdfmetrics.registerFont(TTFont(name, pattern.format(face)))
            pdfmetrics.registerFontFamily("plan", normal="plan", bold="plan-bold", italic="plan-italic", boldItalic="plan-bold")
            return
    raise SystemExit("no font with Vietnamese letters found: install fonts-dejavu-core")


def _number_page(canvas: Any, document: Any) -> None:
    if document.page > 1:
        canvas.setFont("plan", 10)
        canvas.drawCentredString(canvas._pagesize[0] / 2, canvas._pagesize[1] - 12 * mm, str(document.page))


def _decision() -> Iterator[Any]:
    left, right = (tuple(f"<b>{text}</b>" if position < 2 else text for position, text in enumerate(column)) for column in LETTERHEAD)
    yield _side_by_side(left, right)
    yield Spacer(1, 6 * mm)
    for text in ("QUYẾT ĐỊNH", SUBJECT, AUTHORITY):
        yield Paragraph(f"<b>{text}</b>", _CENTRED)
    for text in GROUNDS:
        yield Paragraph(f"<i>{text}</i>", _BASE)
    yield Paragraph("<b>QUYẾT ĐỊNH:</b>", _CENTRED)
    for number, text in ARTICLES:
        yield Paragraph(f"<b>{number}</b> {text}", _BASE)
    yield Spacer(1, 4 * mm)
    yield _side_by_side(RECIPIENTS, (*(f"<b>{line}</b>" for line in SIGNATURE), "", "", "", f"<b>{SIGNER}</b>"), first=_NOTE)


def _plan() -> Iterator[Any]:
    yield PageBreak()
    for text in (PLAN, PLAN_TITLE):
        yield Paragraph(f"<b>{text}</b>", _CENTRED)
    yield Paragraph(f"<i>{ATTACHED}</i>", _CENTRED)
    for is_heading, text in BODY:
        yield Paragraph(f"<b>{text}</b>" if is_heading else text, _BASE)


def _annex() -> Iterator[Any]:
    yield NextPageTemplate("sideways")
    yield PageBreak()
    for text in ANNEX:
        yield Paragraph(f"<b>{text}</b>", _CENTRED)
    for index, page in enumerate(_pages(landscape(A4)[1] - 2 * _MARGIN - _TITLE)):
        if index:
            yield PageBreak()
        yield _table(page)
    yield Spacer(1, 4 * mm)
    yield Paragraph(f"<super>1</super> {NOTE}", _NOTE)


Line = tuple[Row, list[list[Paragraph]]]


def _pages(first: float) -> Iterator[list[Line]]:
    """The rows by pages, the first with so much room; a row that does not fit is cut, as Word cuts it."""
    header = _height([_cell(f"<b>{heading}</b>") for heading in HEADINGS])
    room, page = first - header, list[Line]()
    for index, row in enumerate(ROWS):
        cells = _cells(row)
        kept_together = sum(_height(_cells(other)) for other in ROWS[index : index + row.span])
        if kept_together > room:
            upper, cells = _cut(cells, room) if row.span == 1 and room > _LEAST_ROOM else (None, cells)
            if upper:
                page.append((row, upper))
            yield page
            room, page = landscape(A4)[1] - 2 * _MARGIN - header, []
        page.append((row, cells))
        room -= _height(cells)
    yield page


def _cut(cells: list[list[Paragraph]], room: float) -> tuple[list[list[Paragraph]], list[list[Paragraph]]]:
    """What of each cell fits, and the rest."""
    upper, lower = [], []
    for paragraphs, width in zip(cells, _WIDTHS, strict=True):
        left, above, below = room - 2 * _PADDING, list[Paragraph](), list[Paragraph]()
        for paragraph in paragraphs:
            height = paragraph.wrap(width - 2 * _SIDE, left)[1]
            fits = [paragraph] if height <= left and not below else (paragraph.split(width - 2 * _SIDE, left) if not below else [])
            above += fits[:1]
            below += fits[1:] if fits else [paragraph]
            left -= height
        upper.append(above)
        lower.append(below)
    return upper, lower


def _height(cells: list[list[Paragraph]]) -> float:
    heights = (sum(part.wrap(width - 2 * _SIDE, 9999)[1] for part in cell) for cell, width in zip(cells, _WIDTHS, strict=True))
    return max(heights) + 2 * _PADDING


def _table(page: list[Line]) -> Table:
    lines: list[list[Any]] = [[_cell(f"<b>{heading}</b>") for heading in HEADINGS], *(cells for _, cells in page)]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), _SIDE) for side in ("LEFT", "RIGHT")),
        *((f"{side}PADDING", (0, 0), (-1, -1), _PADDING) for side in ("TOP", "BOTTOM")),
    ]
    for index, (row, _) in enumerate(page, 1):
        if row.is_section:
            style.append(("SPAN", (1, index), (5, index)))
        if row.span > 1:
            style.append(("SPAN", (2, index), (2, index + row.span - 1)))
    return Table(lines, _WIDTHS, style=TableStyle(style))


def _cells(row: Row) -> list[list[Paragraph]]:
    if row.is_section:
        return [_cell(f"<b>{row.number}</b>"), _cell(f"<b>{escape(row.title)}</b>"), *([] for _ in range(4))]
    cells = [_cell(escape(text).replace(NOTED, f"{NOTED}<super>1</super>")) for text in row.cells]
    return [[] if row.lead_above and column == 2 else cell for column, cell in enumerate(cells)]


def _cell(markup: str) -> list[Paragraph]:
    return [Paragraph(line, _CELL) for line in markup.split("\n") if line]


def _side_by_side(left: tuple[str, ...], right: tuple[str, ...], first: ParagraphStyle = _CENTRED) -> Table:
    columns = ([Paragraph(text or "&nbsp;", style) for text in lines] for lines, style in ((left, first), (right, _CENTRED)))
    return Table([list(columns)], ("42%", "58%"), style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))
