"""PDF with a text layer -> blocks: ruled tables from lines and characters, paragraphs from lines, with page and box of each.

Reading runs in one line: a page is turned upright (``sheets``), its characters become runs (``characters``) and its drawing rules
(``rules``); rules make grids (``grid``), runs in them rows (``tables``), runs outside lines (``lines``, ``columns``) and these, over
all pages, paragraphs (``paragraphs``). What is no text of the document (``furniture``, ``stamps``) is left out.
"""
from __future__ import annotations

from kehoach.parse.readers.pdf.reader import read

__all__ = ["read"]
