"""The plan as Word would have it: automatic numbers, merged cells, a real footnote, content controls, a tracked change."""

from __future__ import annotations

import zipfile
from copy import deepcopy
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
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

_WIDTHS = (1.3, 8.2, 4.0, 4.6, 4.6, 3.0)
_LIST = 77
"""The list of the table's numbers: sections "I", tasks "1", parts of a group "1.1"."""
_LEVELS = (("upperRoman", "%1"), ("decimal", "%2"), ("decimal", "%2.%3"))
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def as_docx() -> bytes:
    """The bytes of the document, the same on every run."""
    document = docx.Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(4), 1.0
    _set_page(document.sections[0], Cm(21), Cm(29.7))
    _decision(document)
    _plan(document)
    _annex(document)
    buffer = BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _decision(document: Any) -> None:
    _side_by_side(document, LETTERHEAD, bold=True)
    for text in ("QUYẾT ĐỊNH", SUBJECT, AUTHORITY):
        _centred(document, text)
    for text in GROUNDS:
        document.add_paragraph().add_run(text).italic = True
    _centred(document, "QUYẾT ĐỊNH:")
    for number, text in ARTICLES:
        paragraph = document.add_paragraph()
        paragraph.add_run(number).bold = True
        paragraph.add_run(f" {text}")
    _side_by_side(document, (RECIPIENTS, (*SIGNATURE, "", "", SIGNER)), bold=False)


def _plan(document: Any) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for text in (PLAN, PLAN_TITLE, ATTACHED):
        _centred(document, text)
    for is_heading, text in BODY:
        document.add_paragraph().add_run(text).bold = is_heading
    _track_change(document.paragraphs[-1], " theo quy định")


def _annex(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    _set_page(section, Cm(29.7), Cm(21))
    for text in ANNEX:
        _centred(document, text)
    _add_list(document)
    table = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    header = table.add_row()
    for cell, heading in zip(header.cells, HEADINGS, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    header._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for row in ROWS:
        _fill(table.add_row().cells, row)
    _merge_leads(table)
    _add_footnote(document, table)
    _in_control(table.rows[2].cells[2])
    document.add_paragraph()


def _set_page(section: Any, width: Cm, height: Cm) -> None:
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)


def _fill(cells: Any, row: Row) -> None:
    depth = 0 if row.is_section else 1 + row.number.count(".")
    number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{_LIST}"/></w:numPr>'
    cells[0].paragraphs[0]._p.get_or_add_pPr().append(parse_xml(number))
    if row.is_section:
        cells[1].merge(cells[5])
        cells[1].paragraphs[0].add_run(row.title).bold = True
        return
    for column, text in enumerate(row.cells[1:], 1):
        if column == 2 and row.lead_above:
            continue
        first, *others = text.split("\n")
        cells[column].paragraphs[0].add_run(first)
        for line in others:
            cells[column].add_paragraph(line)


def _merge_leads(table: Any) -> None:
    for index, row in enumerate(ROWS, 1):
        if row.span > 1:
            table.cell(index, 2).merge(table.cell(index + row.span - 1, 2))


def _side_by_side(document: Any, columns: tuple[tuple[str, ...], ...], *, bold: bool) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines, width in zip(table.rows[0].cells, columns, (6.5, 10.5), strict=True):
        cell.width = Cm(width)
        for index, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.add_run(line).bold = bold
            if lines is not RECIPIENTS:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _centred(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = True


def _add_list(document: Any) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate(_LEVELS)
    )
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'))


def _add_footnote(document: Any, table: Any) -> None:
    """A note part with one note, and its mark in the cell that it explains."""
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {NOTE}</w:t></w:r></w:p></w:footnote>'
    )
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{notes}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    mark = f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    index = next(index for index, row in enumerate(ROWS, 1) if row.title == NOTED)
    table.cell(index, 1).paragraphs[0]._p.append(parse_xml(mark))


def _in_control(cell: Any) -> None:
    """Put the text of a cell in a content control, as forms do."""
    paragraph = cell.paragraphs[0]._p
    control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Cơ quan chủ trì"/></w:sdtPr><w:sdtContent/></w:sdt>')
    for run in list(paragraph.r_lst):
        control.find(qn("w:sdtContent")).append(deepcopy(run))
        paragraph.remove(run)
    paragraph.append(control)


def _track_change(paragraph: Any, deleted: str) -> None:
    """A deletion that the drafter left in the file."""
    change = (
        f'<w:del {nsdecls("w")} w:id="9001" w:author="Người soạn" w:date="2025-12-10T08:00:00Z">'
        f'<w:r><w:delText xml:space="preserve">{deleted}</w:delText></w:r></w:del>'
    )
    paragraph._p.append(parse_xml(change))


def _without_times(data: bytes) -> bytes:
    """The same package with one fixed time on all its parts."""
    source, target = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if not name.endswith("thumbnail.jpeg"):
                archive.writestr(zipfile.ZipInfo(name, (2025, 12, 15, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
