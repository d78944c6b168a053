"""The shapes a page is read into. Lengths are points; ``x`` grows to the right and ``y`` *down* from the page's upper left corner."""

from __future__ import annotations

from msgspec import Struct

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


class Font(Struct, frozen=True):
    """What the name and weight of a font tell."""

    name: str = ""
    bold: bool = False


class Run(Struct):
    """Characters drawn one after another on one baseline without a gap; spaces that were really drawn are part of it.

    ``lefts`` has the left edge of each character, ``base`` is the baseline, ``size`` the em. ``order`` is the place of its first
    character in the page's content. ``raised`` marks a superscript once lines are made; ``turned`` text that does not run to the
    right. ``ink`` is known where the run begins with a combining mark: the middle of its ink, while ``left`` is where the pen stood.
    """

    text: str
    lefts: list[float]
    right: float
    base: float
    size: float
    font: Font
    order: int
    raised: bool = False
    turned: bool = False
    ink: float | None = None

    @property
    def left(self) -> float:
        return self.lefts[0]

    def part(self, start: int, end: int) -> Run:
        """The characters from ``start`` up to ``end`` as a run of their own."""
        right = self.lefts[end] if end < len(self.lefts) else self.right
        return Run(
            self.text[start:end], self.lefts[start:end], right, self.base, self.size, self.font, self.order, self.raised, self.turned
        )


class Line(Struct):
    """One printed line of a column, cell or page: its text and what is needed to tell a wrapped line from a new paragraph.

    ``first`` is the width of the first word, ``letter`` of its first letter, ``page`` counts from 1, ``region`` is the column of
    side-by-side text it stands in (0: the whole width), ``orders`` the runs it is made of.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    first: float
    letter: float = 0.0
    bold: bool = False
    page: int = 0
    region: int = 0
    orders: tuple[int, ...] = ()

    @property
    def box(self) -> Box:
        return self.x0, self.base - 0.9 * self.size, self.x1, self.base + 0.25 * self.size


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of them."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
