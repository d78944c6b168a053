"""Runs -> lines of text: letters put together by baseline and left edge, marks composed with their letters.

A letter of a fallback font stands anywhere in the content, a little higher or larger than its neighbours: it is taken into its word
because it stands on that baseline in the gap. Superscripts join the line they are raised from.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from unicodedata import normalize

from msgspec.structs import replace

from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN
from kehoach.parse.readers.pdf.characters import WORD_GAP, is_mark
from kehoach.parse.readers.pdf.geometry import Line, Run
from kehoach.text import nfc

_BASE = attrgetter("base")
NO_NOTES: Mapping[str, str] = {}
_SAME_LINE = 0.25
_SCRIPT_SIZE = 0.85
_SCRIPT_RISE = 0.7
_ADJOINS = 0.35
_SPREAD = 6
_PEN = 0.08
_ODD = re.compile("[\u00ad\u00d0\u00f0\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What ``nfc`` takes out or replaces, blanks aside."""
_MARK = re.compile("[\u0300-\u036f]")
_MARKS = re.compile(r"[\u0300-\u036f]{2,}")
_VOWEL_MARKS = "\u0302\u0306\u031b"
"""Circumflex, breve and horn belong to the letter: they come before tone marks, whatever the order they were drawn in."""
_LATE_MARK = re.compile(r" +(?=[\u0300-\u036f])")


def lines_of(runs: Iterable[Run], notes: Mapping[str, str] = NO_NOTES) -> list[Line]:
    """The lines that runs of one column or cell make, from top to bottom. ``notes``: raised figures and the keys they refer to."""
    return [line for row in rows_of(runs) if (line := line_of(row, notes)) is not None]


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs on one baseline, from top to bottom, each row from left to right; super- and subscripts go with their line."""
    runs = list(runs)
    if len(runs) < 2:
        return [runs] if runs else []
    rows: list[list[Run]] = []
    for run in sorted(runs, key=_BASE):
        if rows and run.base - rows[-1][0].base <= _SAME_LINE * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    merged: list[list[Run]] = []
    for row in rows:
        last = merged[-1] if merged else None
        if last is None or (last[0].size == row[0].size and len(last) == len(row) == 1):
            merged.append(row)
        elif _scripts(last, row):
            merged[-1] = [*(replace(run, raised=True) for run in last), *row]
        elif _scripts(row, last):
            last += row
        else:
            merged.append(row)
    for row in merged:
        if len(row) > 1:
            row.sort(key=lambda run: (run.left, run.order))
    return merged


def _scripts(small: list[Run], line: list[Run]) -> bool:
    """Whether every run of the first row is a super- or subscript that adjoins the second."""
    size = max(run.size for run in line)
    if abs(small[0].base - line[0].base) > _SCRIPT_RISE * size:
        return False
    full = [run for run in line if run.size > 0.9 * size]
    return all(
        run.size <= _SCRIPT_SIZE * size
        and any(other.left - _ADJOINS * size <= run.right and run.left <= other.right + _ADJOINS * size for other in full)
        for run in small
    )


def line_of(row: Sequence[Run], notes: Mapping[str, str] = NO_NOTES) -> Line | None:
    """One line from runs in order; None when it holds only spaces."""
    if len(row) > 1 and _overlapping(row):
        row = _interleaved(row)
    text, first = _joined(row, notes) if len(row) > 1 or row[0].raised else _alone(row[0])
    if not text:
        return None
    if len(row) == 1:
        run = row[0]
        return Line(text, run.left, _ink_right(run), run.base, run.size, first, _first_letter(run), run.font.bold, orders=(run.order,))
    size = max(row, key=lambda run: (not run.raised, len(run.text), run.size)).size
    base = next((run.base for run in row if not run.raised), row[0].base)
    inked = [run for run in row if not run.text.isspace()]
    x1 = max([_ink_right(run) for run in inked])
    bold = inked[0].font.bold and inked[-1].font.bold
    orders = tuple([run.order for run in row])
    return Line(text, inked[0].left, x1, base, size, first, _first_letter(inked[0]), bold, orders=orders)


def _alone(run: Run) -> tuple[str, float]:
    """The text of a run that is a line by itself, and the width of its first word."""
    begin = len(run.text) - len(run.text.lstrip(" "))
    space = run.text.find(" ", begin)
    return compose(run.text), (run.lefts[space] if space > 0 else run.right) - run.lefts[min(begin, len(run.lefts) - 1)]


def _first_letter(run: Run) -> float:
    begin = len(run.text) - len(run.text.lstrip(" "))
    return (run.lefts[begin + 1] if begin + 1 < len(run.lefts) else run.right) - run.lefts[begin]


def _ink_right(run: Run) -> float:
    """The right edge without spaces at the end."""
    used = len(run.text.rstrip(" "))
    return run.right if used == len(run.text) else run.lefts[used]


def _joined(row: Sequence[Run], notes: Mapping[str, str]) -> tuple[str, float]:
    """The text of runs from left to right with spaces where they stand apart, and the width of its first word."""
    parts: list[str] = []
    first: float | None = None
    start = right = 0.0
    spread = _spread(row)
    for index, run in enumerate(row):
        text = run.text
        if index:
            before = row[index - 1]
            if parts and parts[-1].endswith(" ") and run.left < before.right - 0.1 * run.size:
                parts[-1] = parts[-1].rstrip(" ") + " " * bool(_ink_right(before) < run.left - WORD_GAP * run.size)
            elif run.left - right > (spread or WORD_GAP * max(run.size, before.size)):
                parts.append(" ")
                first = first if first is not None else right - start
        else:
            start = run.left
        if first is None:
            space = text.find(" ", len(text) - len(text.lstrip(" ")))
            if space > 0:
                first = run.lefts[space] - start
        key = notes.get(text.strip(" ()[]")) if run.raised else None
        parts.append(f"{NOTE_OPEN}{key}{NOTE_CLOSE}" if key else text)
        right = max(right, run.right) if index else run.right
    return compose("".join(parts)), first if first is not None else right - start


def compose(text: str) -> str:
    """Composed letters, marks in the order that composes, single spaces."""
    if text.isascii():
        return " ".join(text.split())
    if _MARK.search(text):
        text = _LATE_MARK.sub("", text)
        text = _MARKS.sub(lambda match: "".join(sorted(match.group(), key=lambda mark: mark not in _VOWEL_MARKS)), text)
    text = nfc(text) if _ODD.search(text) else normalize("NFC", text)
    return " ".join(text.split())


def _spread(row: Sequence[Run]) -> float | None:
    """For a heading set in spread letters, the gap from which it means a space; else None."""
    if len(row) < _SPREAD or sum(len(run.text.strip()) for run in row) > 1.2 * len(row):
        return None
    gaps = sorted(b.left - a.right for a, b in pairwise(row))
    return max(1.6 * gaps[len(gaps) // 2], WORD_GAP * row[0].size)


def _overlapping(row: Sequence[Run]) -> bool:
    right = row[0].right
    for before, run in pairwise(row):
        if run.left < min(right, _ink_right(before)) - 0.15 * run.size or is_mark(run.text[0]):
            return True
        right = max(right, run.right)
    return False


def _interleaved(row: Sequence[Run]) -> list[Run]:
    """Runs that lie over each other, letter by letter from left to right.

    A space under a letter goes (the blank that a missing letter left), and so does a letter drawn twice for boldness. A mark
    drawn apart from its letter goes to it.
    """
    marks: list[Run] = []
    letters: list[Run] = []
    for run in row:
        begin = next((i for i, char in enumerate(run.text) if not is_mark(char)), len(run.text))
        if begin:
            marks.append(run.part(0, begin))
        for i in range(begin, len(run.text)):
            if is_mark(run.text[i]):
                _add_mark(letters[-1], run.part(i, i + 1))
            else:
                letters.append(run.part(i, i + 1))
    for mark in marks:
        _put_on(mark, letters)
    kept: list[Run] = []
    for letter in sorted(letters, key=lambda letter: (letter.left, letter.order)):
        if kept:
            last, left = kept[-1], letter.left
            if letter.text == last.text and left - last.left < 0.12 * letter.size:
                continue
            if last.text == " " and letter.text != " " and left < last.left + 0.5 * (last.right - last.left):
                kept.pop()
            elif letter.text == " " and left < last.left + 0.5 * (last.right - last.left):
                continue
        kept.append(letter)
    return _regrouped(kept)


def _put_on(mark: Run, letters: Sequence[Run]) -> None:
    """Add a mark to the letter it was drawn on: the one the pen had just drawn, else the one under its ink."""
    size = mark.size
    near = [letter for letter in letters if letter.text != " " and letter.right > mark.left - size and letter.left < mark.left + size]
    if not near:
        return
    drawn = min(near, key=lambda letter: abs(letter.right - mark.left))
    if abs(drawn.right - mark.left) > _PEN * size:
        middle = mark.ink if mark.ink is not None else mark.left
        drawn = min(near, key=lambda letter: abs((letter.left + letter.right) / 2 - middle))
    _add_mark(drawn, mark)


def _add_mark(letter: Run, mark: Run) -> None:
    letter.text += mark.text
    letter.lefts += [letter.left] * len(mark.text)
    letter.right = max(letter.right, mark.right)


def _regrouped(letters: list[Run]) -> list[Run]:
    """Neighbouring letters of one run put together again."""
    runs: list[Run] = []
    for letter in letters:
        last = runs[-1] if runs else None
        if last is not None and last.order == letter.order and abs(letter.left - last.right) <= WORD_GAP * letter.size:
            last.text += letter.text
            last.lefts += letter.lefts
            last.right = letter.right
        else:
            runs.append(letter)
    return runs
