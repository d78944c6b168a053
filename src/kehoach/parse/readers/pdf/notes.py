"""Footnotes: the small print under a short rule at the foot of a page, and the raised figures that refer to it."""
from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import Struct, field

from kehoach.parse.readers.joins import glued
from kehoach.parse.readers.pdf.geometry import Line, Run
from kehoach.parse.readers.pdf.lines import lines_of
from kehoach.parse.readers.pdf.rules import Rule
from kehoach.parse.readers.pdf.sheets import Sheet

_SHORTEST, _LONGEST = 30.0, 0.45
_LOWER_PART = 0.35
_NEAR = 30.0
_NOTE = re.compile(r"[\[(]?(\d{1,3}|\*{1,3}|[ivx]{1,4}|[a-z])[\])]?[.:]?\s*(?=\S)")
_FIGURE = re.compile(r"\d+")


class Notes(Struct):
    """The notes of one page: ``keys`` leads from the figure printed to the key of the note, ``texts`` from the key to its text."""

    keys: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def take_notes(runs: list[Run], rules: Sequence[Rule], sheet: Sheet, taken: Collection[str]) -> tuple[list[Run], Notes]:
    """The runs of the page without its footnotes, and these. Keys already ``taken`` on other pages get the page number added."""
    rule = _separator(runs, rules, sheet.width, sheet.height)
    notes = Notes()
    if rule is None:
        return runs, notes
    below = [run for run in runs if run.base - 0.3 * run.size > rule.at]
    lines = lines_of(below)
    figures = {run.order for run in below if run.raised or _FIGURE.fullmatch(run.text.strip())}
    read = _read(lines, figures)
    if not read:
        return runs, notes
    used: set[int] = set()
    for figure, text, orders in read:
        key = figure if figure not in taken and figure not in notes.texts else f"{figure}@{sheet.number}"
        notes.keys[figure] = key
        notes.texts[key] = text
        used.update(orders)
    return [run for run in runs if run.order not in used or run.base <= rule.at], notes


def _separator(runs: Sequence[Run], rules: Sequence[Rule], width: float, height: float) -> Rule | None:
    """The short rule at the left margin in the lower part of the page that has text close below it."""
    if not runs:
        return None
    margin = min(run.left for run in runs)
    for rule in sorted(rules, key=lambda rule: rule.at):
        if rule.at > _LOWER_PART * height and _SHORTEST <= rule.end - rule.start <= _LONGEST * width and abs(rule.start - margin) <= _NEAR:
            below = min((run.base for run in runs if run.base > rule.at + 2), default=None)
            if below is not None and below - rule.at <= _NEAR:
                return rule
    return None


def _read(lines: Sequence[Line], figures: Collection[int]) -> list[tuple[str, str, list[int]]]:
    """Figure, text and runs of each note; empty when the text under the rule is no list of notes. A page number ends it."""
    read: list[tuple[str, str, list[int]]] = []
    for line in lines:
        match = _NOTE.match(line.text)
        if match and (line.orders[0] in figures or (not read or match[1] == _next(read[-1][0]))):
            read.append((match[1], line.text[match.end() :], list(line.orders)))
        elif not read or _FIGURE.fullmatch(line.text):
            return read
        else:
            figure, text, orders = read[-1]
            read[-1] = figure, glued(text, line.text), [*orders, *line.orders]
    return read


def _next(figure: str) -> str:
    return str(int(figure) + 1) if figure.isdigit() else figure + "*"
