"""Automatic list numbers: what Word prints before a paragraph but does not store in its text (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from kehoach.parse.readers import labels
from kehoach.parse.readers.docx.names import VAL, is_on, number, w

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_PRINTED_BULLETS = frozenset("-–—+*•")
"""Bullets that are kept as they are; glyphs of symbol fonts and the like are given as "-"."""


class Level(Struct, frozen=True):
    """One level of a list: first number, format, pattern ("%1.%2."), and when it starts again.

    ``restart``: the level number (from 1) at or above which this level starts again; 0 never, None any higher level.
    ``legal``: all numbers in the pattern are printed in digits. ``width``: digits of a zero-padded custom format.
    """

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    width: int = 0
    hidden: bool = False

    def print(self, value: int, *, legal: bool = False) -> str:
        """One number of this level."""
        if self.width:
            return str(value).zfill(self.width)
        form = "decimal" if legal and self.format not in ("none", "decimalZero") else self.format
        return labels.WORD.get(form, str)(value)


class _List(Struct):
    """A ``w:num``: which abstract list it follows, its own levels, and the numbers it starts at."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document and how far each has counted; ask for labels in reading order.

    Lists that share an abstract list count on together, as in Word, until one has a start of its own.
    """

    def __init__(self, root: etree._Element | None, list_of_style: Mapping[str, str]) -> None:
        self._abstracts: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._list_of_style = list_of_style
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                self._read_abstract(element)
            elif element.tag == w("num"):
                self._read_list(element)

    def label(self, list_id: str, depth: int) -> str:
        """Count one paragraph at ``depth`` (from 0) of the list and give its number as printed, "" for none."""
        chosen = self._lists.get(list_id)
        if chosen is None or not 0 <= depth < _LEVELS:
            return ""
        levels = self._levels(chosen)
        counts = self._counts.setdefault(self._resolve(chosen.abstract), [None] * _LEVELS)
        self._count(list_id, chosen, levels, counts, depth)
        level = levels.get(depth)
        return _print(level, levels, counts) if level else ""

    def depth_of_style(self, list_id: str, style: str) -> int | None:
        """The level of a list that is tied to a paragraph style."""
        chosen = self._lists.get(list_id)
        levels = self._levels(chosen) if chosen else {}
        return next((depth for depth, level in levels.items() if level.style == style), None)

    def _count(self, list_id: str, chosen: _List, levels: dict[int, Level], counts: list[int | None], depth: int) -> None:
        for upper in range(depth + 1):
            if upper in chosen.starts and (list_id, upper) not in self._started:
                self._started.add((list_id, upper))
                counts[upper:] = [None] * (_LEVELS - upper)
        first = chosen.starts.get(depth, levels.get(depth, Level()).start)
        before = counts[depth]
        counts[depth] = first if before is None else before + 1
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = chosen.starts.get(upper, levels.get(upper, Level()).start)
        for lower in range(depth + 1, _LEVELS):
            restart = levels.get(lower, Level()).restart
            if restart is None or depth < restart:
                counts[lower] = None

    def _levels(self, chosen: _List) -> dict[int, Level]:
        shared = self._abstracts.get(self._resolve(chosen.abstract), {})
        return {**shared, **chosen.levels} if chosen.levels else shared

    def _resolve(self, abstract: str) -> str:
        """Follow links to a numbering style to the abstract list that has the levels."""
        for _ in range(_LEVELS):
            target = self._lists.get(self._list_of_style.get(self._links.get(abstract, ""), ""))
            if target is None or target.abstract == abstract:
                break
            abstract = target.abstract
        return abstract

    def _read_abstract(self, element: etree._Element) -> None:
        name = element.get(w("abstractNumId")) or ""
        self._abstracts[name] = {depth: _read_level(level) for depth, level in _by_depth(element)}
        link = element.find(w("numStyleLink"))
        if link is not None:
            self._links[name] = link.get(VAL) or ""

    def _read_list(self, element: etree._Element) -> None:
        abstract = element.find(w("abstractNumId"))
        chosen = _List(abstract.get(VAL) or "" if abstract is not None else "")
        for override in element.iterchildren(w("lvlOverride")):
            depth = number(override.get(w("ilvl")))
            for _, level in _by_depth(override):
                chosen.levels[depth] = _read_level(level)
            start = override.find(w("startOverride"))
            if start is not None:
                chosen.starts[depth] = number(start.get(VAL), 1)
        self._lists[element.get(w("numId")) or ""] = chosen


def _by_depth(element: etree._Element) -> list[tuple[int, etree._Element]]:
    return [(number(level.get(w("ilvl"))), level) for level in element.iterchildren(w("lvl"))]


def _read_level(element: etree._Element) -> Level:
    level = Level()
    for child in element.iter():
        value = child.get(VAL)
        if child.tag == w("start"):
            level = replace(level, start=number(value, 1))
        elif child.tag == w("numFmt") and not level.width:
            level = replace(level, format=value or "decimal", width=_padding(child.get(w("format"))))
        elif child.tag == w("lvlText"):
            level = replace(level, pattern=value or "")
        elif child.tag == w("lvlRestart"):
            level = replace(level, restart=number(value))
        elif child.tag == w("isLgl"):
            level = replace(level, legal=is_on(value))
        elif child.tag == w("pStyle"):
            level = replace(level, style=value)
        elif child.tag == w("vanish"):
            level = replace(level, hidden=is_on(value))
    return level


def _padding(form: str | None) -> int:
    """Digits of a custom format such as "001, 002, 003, ...": 3."""
    first = (form or "").partition(",")[0].strip()
    return len(first) if first.isdigit() else 0


def _print(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.hidden:
        return ""
    if level.format == "bullet":
        sign = level.pattern.strip()
        return sign if not sign or sign in _PRINTED_BULLETS else "-"

    def value(match: re.Match[str]) -> str:
        depth = int(match.group(1)) - 1
        source, count = levels.get(depth, Level()), counts[depth]
        return source.print(source.start if count is None else count, legal=level.legal)

    return _PLACEHOLDER.sub(value, level.pattern).strip()
