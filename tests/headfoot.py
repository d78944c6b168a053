"""Documents for the tests of head, foot and citations: plain lines, one paragraph each, as the simplest reader gives them."""
from __future__ import annotations

import re
from itertools import zip_longest

from kehoach.model import Citation, DocumentInfo, TextPlace
from kehoach.parse.blocks import Block, Cell, Paragraph, Row, SourceDocument, Table
from kehoach.parse.citations import find_citations
from kehoach.parse.head import read_head
from kehoach.parse.wrappers import unwrap


def document(text: str) -> SourceDocument:
    """One paragraph per line that is not blank; ``|`` alone on a line and bold marks are dropped."""
    blocks: list[Block] = []
    blank = False
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.replace("**", "").strip()
        if not bare.strip("|"):
            blank = True
            continue
        blocks.append(Paragraph(bare.strip("*"), TextPlace(line=number, end_line=number), blank_before=blank and not line.startswith("|")))
        blank = False
    return SourceDocument("txt", blocks)


def head_of(source: SourceDocument) -> DocumentInfo:
    """The head of a document as ``kehoach parse`` reads it."""
    return read_head(unwrap(source))


def citations_of(source: SourceDocument, own_number: str | None) -> tuple[Citation, ...]:
    """The citations of a document as ``kehoach parse`` reads them."""
    return find_citations(unwrap(source), source.footnotes.values(), own_number)


def table(rows: list[list[str]]) -> Table:
    """A table of plain cells."""
    place = TextPlace(line=1, end_line=1)
    return Table([Row([Cell(text, col) for col, text in enumerate(cells)], place) for cells in rows], max(map(len, rows)))


_RIGHT = re.compile(r"CỘNG HÒA|CỘNG HOÀ|Độc lập|ĐẢNG CỘNG SẢN|.*, ngày\s.*năm ?\d")
_FIRST = re.compile(r"Căn cứ|Kính gửi|Thực hiện|Để |Nhằm |Triển khai|Theo |Xét ")
_BODY = re.compile(r"V/v|(?:QUYẾT ĐỊNH|KẾ HOẠCH|CHỈ THỊ|NGHỊ QUYẾT|TỜ TRÌNH|BÁO CÁO|THÔNG BÁO|CÔNG ĐIỆN|CHƯƠNG TRÌNH|THÔNG TƯ LIÊN TỊCH)$|Kính gửi")


def _columns(text: str) -> tuple[list[str], list[str], list[str]] | None:
    """The two columns of a letterhead written line by line, and the lines below it; None where it is written otherwise."""
    lines = [line.strip() for line in text.strip().split("\n")]
    body = next((n for n, line in enumerate(lines) if _BODY.match(line)), None)
    if body is None or "|" in text or "Số hiệu" in text or not any(line.startswith("CỘNG HÒA") for line in lines[:body]):
        return None
    head = [line for line in lines[:body] if any(c.isalpha() for c in line)]
    right = [line for line in head if _RIGHT.match(line)]
    left = [line for line in head if not _RIGHT.match(line)]
    mixed = any(len(line) > 40 and not line.startswith("CỘNG") for line in right) or any("CỘNG HÒA XÃ" in line for line in left)
    return None if mixed or not left else (left, right, lines[body:])


def in_shape(text: str, shape: str) -> SourceDocument | None:
    """A document whose letterhead is written line by line, in another shape.

    "pipes", "spaces", "runs" or "table" put its columns side by side; "joined" puts it with the title and the first line of the body on one.
    """
    found = _columns(text)
    if found is None:
        return None
    left, right, body = found
    pairs = list(zip_longest(left, right, fillvalue=""))
    if shape == "table":
        below = document("\n".join(body))
        return SourceDocument("docx", [table([["\n".join(left[:-1]), "\n".join(right[:-1])], [left[-1], right[-1]]]), *below.blocks])
    if shape == "joined":
        first = next((n for n, line in enumerate(body) if _FIRST.match(line)), None)
        if first is None:
            return None
        head = " ".join(filter(None, [*(" ".join(pair) for pair in pairs), *body[: first + 1]]))
        return document("\n".join(["1. " + " ".join(head.split()), *body[first + 1 :]]))
    join = {"pipes": " | ", "spaces": " " * 8, "runs": " "}[shape]
    return document("\n".join([*(join.join(filter(None, pair)) for pair in pairs), *body]))
