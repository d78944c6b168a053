"""What a review needs of a document beside its records: the text around the tasks, and how cells looked before they were read."""

from __future__ import annotations

from msgspec import Struct

from kehoach.model import Place


class Passage(Struct, frozen=True):
    """A text of the source and its place."""

    text: str
    place: Place | None = None


class SourceText(Struct, frozen=True):
    """Texts of one source.

    ``passages`` stand outside the tasks: legal bases, headings, closing paragraphs. ``cells`` are texts inside tasks that may
    hold a stray footnote mark, as they were before marks were taken off. ``continued`` are the rows whose number cell is the
    merged one of the row above.
    """

    passages: tuple[Passage, ...] = ()
    cells: tuple[Passage, ...] = ()
    continued: tuple[Place, ...] = ()


NO_TEXT = SourceText()
"""For plans from parsed JSON, whose source is not at hand."""
