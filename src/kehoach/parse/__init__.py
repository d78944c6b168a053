"""From bytes to records as written: readers give blocks and grids, the rest of this package makes tasks of them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from kehoach.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from kehoach.model import Plan

__all__ = ["parse_bytes", "parse_file"]


def parse_bytes(data: bytes, name: str, format_name: str | None = None, limits: Limits = DEFAULT) -> Plan:
    """The plan in a document's bytes, as written. ``name`` is its path as shown; ``format_name`` overrides what the content shows.

    Raises ``UnreadableError``.
    """
    from kehoach.model import Source
    from kehoach.parse.document import plan_of
    from kehoach.parse.readers import read_document

    document = read_document(data, name, limits, format_name)
    source = Source(path=name, format=document.format, sha256=hashlib.sha256(data).hexdigest(), pages=document.pages)
    return plan_of(document, source)


def parse_file(path: Path | str, format_name: str | None = None, limits: Limits = DEFAULT) -> Plan:
    """The plan in a file, as written. Raises ``UnreadableError`` for what cannot be read as a document."""
    from kehoach.inputs import read_bytes

    return parse_bytes(read_bytes(path, limits), str(path), format_name, limits)
