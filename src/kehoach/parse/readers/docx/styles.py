"""What paragraph, character and table styles say about lists, emphasis and borders (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree
from msgspec import Struct

from kehoach.parse.readers.docx.names import PPR, RPR, TBLPR, VAL, is_on, number, w

_LONGEST_CHAIN = 32
"""Styles based on styles based on …: more than any template has."""
_INVISIBLE_BORDERS = (None, "nil", "none")


class Style(Struct, frozen=True):
    """One style; None where it says nothing and the style it is based on decides. ``depth``: list level, from 0."""

    based_on: str | None = None
    list_id: str | None = None
    depth: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    justification: str | None = None
    bordered: bool | None = None


class Styles:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.iterchildren(w("style")) if root is not None else ()
        self._styles = {style.get(w("styleId")) or "": _read(style) for style in found}

    @cached_property
    def lists(self) -> dict[str, str]:
        """The list that each style with a list names."""
        return {name: style.list_id for name, style in self._styles.items() if style.list_id}

    def chain(self, name: str | None) -> Iterator[tuple[str, Style]]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        while name and name not in seen and name in self._styles and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            yield name, self._styles[name]
            name = self._styles[name].based_on

    def bold(self, name: str | None) -> bool | None:
        return next((style.bold for _, style in self.chain(name) if style.bold is not None), None)

    def hidden(self, name: str | None) -> bool:
        return next((style.hidden for _, style in self.chain(name) if style.hidden is not None), False)

    def centred(self, name: str | None) -> bool:
        return next((style.justification for _, style in self.chain(name) if style.justification), None) == "center"

    def bordered(self, name: str | None) -> bool:
        return next((style.bordered for _, style in self.chain(name) if style.bordered is not None), False)


def _read(element: etree._Element) -> Style:
    ppr, rpr, tblpr = (element.find(tag) for tag in (PPR, RPR, TBLPR))
    numbering = ppr.find(w("numPr")) if ppr is not None else None
    depth = value_of(numbering, "ilvl")
    borders = tblpr.find(w("tblBorders")) if tblpr is not None else None
    return Style(
        based_on=value_of(element, "basedOn"),
        list_id=value_of(numbering, "numId"),
        depth=number(depth) if depth is not None else None,
        bold=toggle(rpr, "b"),
        hidden=toggle(rpr, "vanish"),
        justification=value_of(ppr, "jc"),
        bordered=has_visible_border(borders) if borders is not None else None,
    )


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """The ``w:val`` of a child, None where there is no such child."""
    child = parent.find(w(name)) if parent is not None else None
    return child.get(VAL) if child is not None else None


def toggle(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property such as ``w:b`` is on, off, or not mentioned (None)."""
    child = properties.find(w(name)) if properties is not None else None
    return is_on(child.get(VAL)) if child is not None else None


def has_visible_border(borders: etree._Element | None) -> bool:
    """Whether any side of a ``w:tblBorders`` or ``w:tcBorders`` is drawn."""
    return borders is not None and any(side.get(VAL) not in _INVISIBLE_BORDERS for side in borders)
