"""What a reader left out or could not keep, told once each: nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.model import Diagnostic, DocxPlace, HtmlPlace, Severity, whereabouts

_SHOWN = 3
_LENGTH = 60


class Losses(Struct):
    """Counts and texts of what was left out.

    ``deletions``: tracked deletions; ``hidden``: text in parts of merged cells that are not printed; ``columns``: cells beyond
    the last column allowed; ``flattened``: places of tables of which a cell holds a table.
    """

    deletions: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    flattened: list[DocxPlace | HtmlPlace] = field(default_factory=list)
    long_cells: int = 0
    rows: int = 0
    paragraphs: int = 0
    depth: int = 0

    def diagnostics(self, limits: Limits) -> Iterator[Diagnostic]:
        """KHR10 deletions, KHR12 limits, KHR14 tables kept as lines of a cell, KHR15 hidden text."""
        count = len(self.deletions)
        if count:
            yield _about("KHR10", "info", f"bỏ {count} đoạn đã xóa", f"{count} deletions left out", quoting=self.deletions)
        yield from self._cut(limits)
        for place in self.flattened:
            vi, en = "bảng nằm trong một ô được giữ thành các dòng", "a table inside a cell is kept as lines"
            yield _about("KHR14", "info", vi, en, place=place)
        if self.hidden:
            vi, en = "ô đã gộp còn chữ không được in ra", "merged cells hold text that is not printed"
            yield _about("KHR15", "info", vi, en, quoting=self.hidden)

    def _cut(self, limits: Limits) -> Iterator[Diagnostic]:
        if self.rows:
            most = limits.max_rows
            yield _about("KHR12", "error", f"quá {most} dòng bảng: bỏ {self.rows} dòng", f"over {most} table rows: {self.rows} left out")
        if self.paragraphs:
            most, count = limits.max_paragraphs, self.paragraphs
            yield _about("KHR12", "error", f"quá {most} đoạn văn: bỏ {count} đoạn", f"over {most} paragraphs: {count} left out")
        if self.columns:
            first = limits.max_columns + 1
            yield _about("KHR12", "warning", f"bỏ ô từ cột {first}", f"cells from column {first} on left out", quoting=self.columns)
        if self.long_cells:
            most, count = limits.max_cell_chars, self.long_cells
            yield _about("KHR12", "warning", f"cắt {count} ô dài quá {most} ký tự", f"{count} cells cut at {most} characters")
        if self.depth:
            most, count = limits.max_depth, self.depth
            yield _about(
                "KHR12",
                "warning",
                f"{count} phần lồng sâu quá {most} lớp chỉ giữ chữ",
                f"{count} parts nested deeper than {most} kept as text only",
            )


def _about(
    code: str, severity: Severity, vi: str, en: str, *, quoting: Iterable[str] = (), place: DocxPlace | HtmlPlace | None = None
) -> Diagnostic:
    message = ": ".join(filter(None, (pick(vi, en), _quotes(quoting))))
    return Diagnostic(code=code, severity=severity, message=message, where=whereabouts(place))


def _quotes(texts: Iterable[str]) -> str:
    """The first few texts in quotation marks, each cut to a line."""
    lines = [line for line in (" ".join(text.split()) for text in texts) if line]
    shown = (line if len(line) <= _LENGTH else line[: _LENGTH - 1] + "…" for line in lines[:_SHOWN])
    return "; ".join([*(f"“{line}”" for line in shown), *(["…"] if len(lines) > _SHOWN else [])])
