"""What a Word document lost on the way, told once each: deletions, cut limits, flattened tables, hidden text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.model import Diagnostic, DocxPlace, Severity
from kehoach.parse.readers.docx.body import Body
from kehoach.parse.readers.docx.content import Losses

_SHOWN = 3
_LENGTH = 60


def report(deletions: list[str], losses: Losses, body: Body, limits: Limits) -> Iterator[Diagnostic]:
    """KHR10 tracked deletions, KHR12 limits, KHR14 tables kept as lines of a cell, KHR15 text hidden in merged cells."""
    if deletions:
        yield _about(
            "KHR10",
            "info",
            f"bỏ {len(deletions)} đoạn đã xóa (theo dõi sửa đổi)",
            f"{len(deletions)} tracked deletions left out",
            quoting=deletions,
        )
    yield from _cut(losses, body.lost_paragraphs, limits)
    for place in body.flattened:
        yield _about("KHR14", "info", "bảng nằm trong một ô được giữ thành các dòng", "a table inside a cell is kept as lines", place=place)
    if losses.hidden:
        yield _about(
            "KHR15",
            "info",
            "ô đã gộp còn chữ mà Word không in ra",
            "merged cells hold text that Word does not print",
            quoting=losses.hidden,
        )


def _cut(losses: Losses, paragraphs: int, limits: Limits) -> Iterator[Diagnostic]:
    if losses.rows:
        rows, most = losses.rows, limits.max_rows
        yield _about("KHR12", "error", f"bảng dài hơn {most} dòng: bỏ {rows} dòng", f"more than {most} table rows: {rows} left out")
    if paragraphs:
        yield _about("KHR12", "error", f"quá nhiều đoạn văn: bỏ {paragraphs} đoạn", f"too many paragraphs: {paragraphs} left out")
    if losses.columns:
        most = limits.max_columns
        yield _about("KHR12", "warning", f"bỏ ô từ cột thứ {most + 1}", f"cells beyond column {most} left out", quoting=losses.columns)
    if losses.long_cells:
        most = limits.max_cell_chars
        yield _about(
            "KHR12", "warning", f"cắt {losses.long_cells} ô dài hơn {most} ký tự", f"{losses.long_cells} cells cut at {most} characters"
        )
    if losses.depth:
        yield _about("KHR12", "warning", f"bỏ {losses.depth} bảng lồng quá sâu", f"{losses.depth} tables nested too deeply left out")


def _about(code: str, severity: Severity, vi: str, en: str, *, quoting: Iterable[str] = (), place: DocxPlace | None = None) -> Diagnostic:
    message = ": ".join(filter(None, (pick(vi, en), _quotes(quoting))))
    return Diagnostic(code=code, severity=severity, message=message, where=place.model_dump(exclude_none=True) if place else {})


def _quotes(texts: Iterable[str]) -> str:
    """The first few texts in quotation marks, each cut to a line."""
    lines = [line for line in (" ".join(text.split()) for text in texts) if line]
    shown = (line if len(line) <= _LENGTH else line[: _LENGTH - 1] + "…" for line in lines[:_SHOWN])
    return "; ".join([*(f"“{line}”" for line in shown), *(["…"] if len(lines) > _SHOWN else [])])
