"""Plain text and Markdown, in every shape that dumps of tables take.

``lines`` tells what each line is, ``paragraphs`` undoes hard wraps, ``pipes``, ``crawl`` and ``cells`` find tables: one row
per line, one cell per line, one cell per paragraph. Where borders of cells are lost, ``kehoach.parse.infer`` finds them.
``fixed`` finds tables parted by blanks alone (``layout`` their columns, ``laid_rows`` their rows), ``pages`` leaves out page numbers.
"""

from __future__ import annotations

from kehoach.parse.readers.text.read import read

__all__ = ["read"]
