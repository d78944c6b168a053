"""A text file as blocks: tables where any of the shapes shows one, paragraphs elsewhere."""

from __future__ import annotations

from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.model import Diagnostic, whereabouts
from kehoach.parse.blocks import Block, SourceDocument
from kehoach.parse.readers.decode import decode
from kehoach.parse.readers.text import cells, crawl, fixed, pipes
from kehoach.parse.readers.text.lines import Kind, Line, classify
from kehoach.parse.readers.text.pages import without_furniture
from kehoach.parse.readers.text.paragraphs import Wrap, wrap_of

_FEW_BARS = 6


def read(data: bytes, name: str, limits: Limits) -> SourceDocument:
    """Read .txt or .md. Raises ``UnreadableError`` for bytes that are no text."""
    text, diagnostics = decode(data, name)
    lines = without_furniture(classify(text))
    if len(lines) > limits.max_paragraphs:
        lines = lines[: limits.max_paragraphs]
        message = pick(f"chỉ đọc {limits.max_paragraphs} dòng đầu", f"only the first {limits.max_paragraphs} lines were read")
        diagnostics.append(Diagnostic(code="KHR12", severity="error", message=message))
    tables = fixed.find(lines)
    diagnostics += [_by_position(table) for table in tables]
    return SourceDocument("txt", _blocks(lines, tables), diagnostics=diagnostics)


def _by_position(table: fixed.FixedTable) -> Diagnostic:
    message = pick(
        "bảng chỉ xếp bằng khoảng trắng, các ô được chia theo vị trí chữ: nên đối chiếu với bản Word hoặc PDF",
        "a table laid out with blanks alone, its cells told apart by position: compare it with the Word or PDF file",
    )
    return Diagnostic(code="KHR19", severity="warning", message=message, where=whereabouts(table.table.rows[0].place))


def _blocks(lines: list[Line], tables: list[fixed.FixedTable]) -> list[Block]:
    ends = [0, *(table.stop for table in tables)]
    starts = [*(table.start for table in tables), len(lines)]
    stretches = [lines[a:b] for a, b in zip(ends, starts, strict=True)]
    wrap = wrap_of([line for stretch in stretches for line in stretch])
    found: list[Block] = []
    for number, stretch in enumerate(stretches):
        found += _between(stretch, wrap)
        if number < len(tables):
            found.append(tables[number].table)
    return found


def _between(lines: list[Line], wrap: Wrap) -> list[Block]:
    """The blocks of lines in which tables of other shapes may stand."""
    if sum(line.kind is Kind.BAR for line in lines) >= _FEW_BARS:
        return crawl.blocks(lines, wrap)
    if any(line.kind is Kind.ROW for line in lines):
        return pipes.blocks(lines, wrap)
    return cells.blocks(lines, wrap)
