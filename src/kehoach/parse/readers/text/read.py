"""A text file as blocks: tables where any of the shapes shows one, paragraphs elsewhere."""

from __future__ import annotations

from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.model import Diagnostic
from kehoach.parse.blocks import Block, SourceDocument
from kehoach.parse.readers.decode import decode
from kehoach.parse.readers.text import cells, crawl, pipes
from kehoach.parse.readers.text.lines import Kind, Line, classify
from kehoach.parse.readers.text.paragraphs import wrap_of

_FEW_BARS = 6


def read(data: bytes, name: str, limits: Limits) -> SourceDocument:
    """Read .txt or .md. Raises ``UnreadableError`` for bytes that are no text."""
    text, diagnostics = decode(data, name)
    lines = classify(text)
    if len(lines) > limits.max_paragraphs:
        lines = lines[: limits.max_paragraphs]
        message = pick(f"chỉ đọc {limits.max_paragraphs} dòng đầu", f"only the first {limits.max_paragraphs} lines were read")
        diagnostics.append(Diagnostic(code="KHR12", severity="error", message=message))
    return SourceDocument("txt", _blocks(lines), diagnostics=diagnostics)


def _blocks(lines: list[Line]) -> list[Block]:
    wrap = wrap_of(lines)
    if sum(line.kind is Kind.BAR for line in lines) >= _FEW_BARS:
        return crawl.blocks(lines, wrap)
    if any(line.kind is Kind.ROW for line in lines):
        return pipes.blocks(lines, wrap)
    return cells.blocks(lines, wrap)
