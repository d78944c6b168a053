"""Makes one invented plan in five formats: the samples of which every format must give the same records.

    python samples/make_samples.py [FOLDER]

Writes ke-hoach-chuyen-doi-so-2026.txt, .md, .html, .docx and .pdf. Province, numbers, people and tasks are invented; the form
is that of real plans: a decision with its grounds, the plan, and an annex table with sections, groups, a merged cell, a note,
bullets, and (in the PDF) a row cut by the page. The same run gives the same bytes. The PDF needs reportlab and a font with
Vietnamese letters (DejaVu Serif, Debian's fonts-dejavu-core; else Liberation Serif or Times New Roman).
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from sample_docx import as_docx
from sample_pdf import as_pdf
from sample_plan import (
    ANNEX,
    ARTICLES,
    ATTACHED,
    AUTHORITY,
    BODY,
    FACTS,
    GROUNDS,
    HEADINGS,
    LETTERHEAD,
    NOTE,
    NOTED,
    RECIPIENTS,
    ROWS,
    SIGNATURE,
    SIGNER,
    SITE_TITLE,
    SUBJECT,
    Row,
    opening,
    plan_head,
)

NAME = "ke-hoach-chuyen-doi-so-2026"


def as_text() -> str:
    """The text form of law sites: facts first, then a blank line between any two cells or paragraphs, empty cells lost."""
    parts = [SITE_TITLE, "\n".join(f"{label} {value}" for label, value in FACTS)]
    (issuer, place, number), (nation, motto, date) = LETTERHEAD
    parts += [f"{issuer}\n{place}\n-------", f"{nation}\n{motto}\n---------------", number, date, *opening()]
    parts += ["\n".join(RECIPIENTS), "\n".join([*SIGNATURE, "", "", SIGNER]), *plan_head(), *(text for _, text in BODY), *ANNEX, *HEADINGS]
    for row in ROWS:
        cells = [f"{text}[1]" if text == NOTED else text for text in row.cells if text]
        parts += [line for cell in cells for line in cell.split("\n")] if not row.is_section else [f"{row.number}. {row.title}"]
    return "\n\n".join([*parts, f"[1] {NOTE}"]) + "\n"


def as_markdown() -> str:
    """A converted document: the table as pipe rows, its header again where a page began."""
    (issuer, place, number), (nation, motto, date) = LETTERHEAD
    parts = [f"**{issuer}**\n**{place}**", f"**{nation}**\n**{motto}**", number, f"*{date}*", *opening()]
    parts += ["\n".join(RECIPIENTS), "**" + "\n".join(SIGNATURE) + "**", SIGNER, *(f"**{line}**" for line in plan_head()[:2]), ATTACHED]
    parts += [f"**{text}**" if is_heading else text for is_heading, text in BODY]
    parts += [f"**{line}**" for line in ANNEX]
    header = "| " + " | ".join(HEADINGS) + " |\n|" + "---|" * len(HEADINGS)
    for page in (ROWS[:9], ROWS[9:]):
        lines = ("| " + " | ".join(cell.replace("\n", "<br>").replace(NOTED, f"{NOTED}[1]") for cell in row.cells) + " |" for row in page)
        parts.append("\n".join([header, *lines]))
    return "\n\n".join([*parts, f"[1] {NOTE}"]) + "\n"


def as_html() -> str:
    """A saved page of a law site: menu, facts, the document with its table, a footer."""

    def paragraph(text: str, attributes: str = "") -> str:
        return f"<p{attributes}>{escape(text, quote=False).replace(chr(10), '<br>')}</p>"

    def cell(row: Row, column: int) -> str:
        text = escape(row.cells[column], quote=False)
        if text == NOTED:
            text += '<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>'
        rows = f' rowspan="{row.span}"' if column == 2 and row.span > 1 else ""
        return f"<td{rows}>" + "".join(f"<p>{line or '&nbsp;'}</p>" for line in text.split("\n")) + "</td>"

    def line(row: Row) -> str:
        if row.is_section:
            return f'<tr><td><b>{row.number}</b></td><td colspan="5"><b>{escape(row.title)}</b></td></tr>'
        return "<tr>" + "".join(cell(row, column) for column in range(6) if not (column == 2 and row.lead_above)) + "</tr>"

    centred = ' style="text-align: center"'
    facts = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in FACTS)
    head = "".join(f"<td{centred}>" + "".join(paragraph(text) for text in column) + "</td>" for column in LETTERHEAD)
    foot = f"<td>{'<br>'.join(RECIPIENTS)}</td><td{centred}><b>{'<br>'.join(SIGNATURE)}</b><br><br><br><b>{SIGNER}</b></td>"
    top = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    body = "".join(paragraph(text) if not is_heading else f"<p><b>{text}</b></p>" for is_heading, text in BODY)
    rows = "\n".join(map(line, ROWS))
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{SITE_TITLE}</title><script>var page = 1;</script></head>
<body>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/van-ban">Văn bản</a></li><li><a href="/lien-he">Liên hệ</a></li></ul></nav>
<form id="search"><input type="text" value="Tìm kiếm"><button>Tìm</button></form>
<main>
<table class="thuoc-tinh">{facts}</table>
<table class="dau-van-ban"><tr>{head}</tr></table>
{"".join(paragraph(text, centred) for text in ("QUYẾT ĐỊNH", SUBJECT, AUTHORITY))}
{"".join(map(paragraph, GROUNDS))}
{paragraph("QUYẾT ĐỊNH:", centred)}
{"".join(f"<p><b>{number}</b> {escape(text)}</p>" for number, text in ARTICLES)}
<table class="chu-ky"><tr>{foot}</tr></table>
{"".join(paragraph(text, centred) for text in plan_head())}
{body}
{"".join(paragraph(text, centred) for text in ANNEX)}
<table border="1">
<thead><tr>{top}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> {escape(NOTE)}</p></div>
</main>
<footer>Bản quyền thuộc về trang thông tin mẫu</footer>
</body></html>
"""


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    folder.mkdir(parents=True, exist_ok=True)
    made = {"txt": as_text().encode(), "md": as_markdown().encode(), "html": as_html().encode(), "docx": as_docx(), "pdf": as_pdf()}
    for suffix, content in made.items():
        (folder / f"{NAME}.{suffix}").write_bytes(content)


if __name__ == "__main__":
    main()
