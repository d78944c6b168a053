"""Limits on everything that comes from a file, so that no document can take the machine with it.

Every reader gets one ``Limits``; a document that passes a limit raises ``UnreadableError`` or, where a part can be left
out, is read without that part and says so in a diagnostic (KHR12).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits with their defaults. Sizes in bytes."""

    max_bytes: int = 200_000_000
    """Size of one source file."""
    max_unpacked_bytes: int = 400_000_000
    """Sum of the unpacked parts of a .docx that are read."""
    max_zip_ratio: int = 200
    """Unpacked to packed size of one part above which a .docx is taken for a zip bomb."""
    max_pages: int = 5_000
    """Pages of a PDF."""
    max_rows: int = 200_000
    """Rows of all tables of one document."""
    max_columns: int = 64
    """Columns of one table; spans are cut to it."""
    max_depth: int = 200
    """Nesting of elements in HTML and of tables in Word."""
    max_cell_chars: int = 100_000
    """Characters in one cell."""
    max_paragraphs: int = 1_000_000
    """Paragraphs or lines of one document."""


DEFAULT = Limits()
