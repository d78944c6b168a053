"""Places in a source, as people and other tools name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kehoach.lang import pick


def spoken(where: Mapping[str, Any]) -> str:
    """A place in words: "dòng 12", "bảng 1, dòng 7", "trang 3"; blank where none is known."""
    kind = where.get("kind")
    if kind == "text":
        return pick(f"dòng {where['line']}", f"line {where['line']}")
    if kind == "pdf":
        return pick(f"trang {where['page']}", f"page {where['page']}")
    if where.get("table") is not None:
        row = where.get("row")
        table = pick(f"bảng {where['table']}", f"table {where['table']}")
        return table if row is None else table + pick(f", dòng {row}", f", row {row}")
    if where.get("paragraph") is not None:
        return pick(f"đoạn {where['paragraph']}", f"paragraph {where['paragraph']}")
    return ""


def line_of(where: Mapping[str, Any]) -> int | None:
    """The line, for formats that only know lines; None where the source has none (Word, PDF)."""
    line = where.get("line") if where.get("kind") == "text" else None
    return line if isinstance(line, int) else None
