"""Text laid out in columns by blanks: which texts stand side by side on a line, and the columns that most lines keep to."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kehoach.parse.looks import is_number, words

_PIECE = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_WIDE = 0.45
"""A text over so much of the table's width says nothing of columns."""
_FEW = 8
_MOST = 40
"""More columns than that are none of a plan."""
_STRAY = 0.05
"""The share of lines that may run over a blank strip, where there are more than a few."""
_PARTED = 0.25
"""In so many of the lines with text on both sides of a strip it must be more than the blank between two words."""
_OVERRUN = 0.35
"""The share of lines that may run over the edge between two headings."""

_SHIFT = 6
"""How many places a row may be shifted against the other rows of its page."""
_FAR, _MOVED, _LONE, _THROUGH = 0.1, 0.2, 1.0, 3.0
"""What it costs that a cut is a place farther from where most rows have it, moves a word, stands at a lone blank, runs through a word."""
_TORN = 0.5
"""What it costs that a lone blank parts the name of a unit."""
_NEAR = 0.25
"""What a text that begins there, or beside, elsewhere on the page counts of one in the same row."""


class Span(Struct, frozen=True):
    """A stretch of a line: where it begins and ends (characters from 0), and its text."""

    start: int
    end: int
    text: str

    @property
    def middle(self) -> int:
        return (self.start + self.end) // 2


@lru_cache(maxsize=4096)
def pieces(laid: str) -> tuple[Span, ...]:
    """The texts of a line that two or more blanks part."""
    return tuple(Span(match.start(), match.end(), match[0]) for match in _PIECE.finditer(laid))


@lru_cache(maxsize=4096)
def _word_starts(laid: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _WORD.finditer(laid))


class Columns(Struct, frozen=True):
    """The columns of a table on one page.

    ``cuts``: the places where the second, third … begin at the earliest; ``ends``: how far the texts of each reach; ``starts``: at
    how many places of the page a text begins.
    """

    cuts: tuple[int, ...]
    ends: tuple[int, ...]
    starts: Counter[int]

    @property
    def count(self) -> int:
        return len(self.cuts) + 1

    def at(self, place: int) -> int:
        """The column that a place belongs to."""
        return bisect_right(self.cuts, place)

    def parted(self, laid: str) -> dict[int, Span]:
        """The text of the line in each column that it fills; words stay whole."""
        found: dict[int, Span] = {}
        for match in _WORD.finditer(laid):
            column = self.at(match.start())
            before = found.get(column)
            start, text = (before.start, f"{before.text} {match[0]}") if before else (match.start(), match[0])
            found[column] = Span(start, match.end(), text)
        return found

    def fitted(self, lines: Sequence[str]) -> Columns:
        """These columns as the lines of one row set them: programs that lay out text shift a row by some places."""
        own = Counter(piece.start for line in lines for piece in pieces(line))
        found: list[int] = []
        drift = 0
        for cut in self.cuts:
            least = found[-1] + 1 if found else 1
            place = max(cut, least)
            if any(_is_lone(line, place) for line in lines):
                places = {(shift, place) for shift in {0, drift} for place in _near(lines, cut + shift) if place >= least}
                ways = [(self._cost(lines, own, cut, place, shift), place) for shift, place in places]
                place = min(ways)[1] if ways else place
                drift = place - cut
            found.append(place)
        return Columns(tuple(found), self.ends, self.starts)

    def _cost(self, lines: Sequence[str], own: Counter[int], cut: int, place: int, shift: int = 0) -> float:
        """How badly these lines are parted at ``place`` instead of ``cut``: through a word, or at a lone blank where no text begins.

        ``shift``: how far the row was shifted before it came to this column.
        """
        cost = _FAR * abs(place - cut - shift)
        low, high = sorted((cut + shift, place))
        for line in lines:
            begins = _word_starts(line)
            cost += _MOVED * (bisect_left(begins, high) - bisect_left(begins, low))
            if not begins or not begins[0] < place < len(line):
                continue
            start, end = _blank(line, place)
            if start == end:
                cost += _THROUGH
            elif end - start > 1:
                cost += 0 if start < cut + shift <= end or self._owner(end - shift) == cut else _LONE
            elif any(self._owner(piece.start - shift) == cut for piece in pieces(line)[1:]):
                cost += _LONE
            else:
                cost += _LONE / (1 + own[end] + _NEAR * sum(self.starts[near] for near in (end - 1, end, end + 1)))
                cost += _TORN * _tears(line, start, end, line is lines[0])
        return cost

    def _owner(self, start: int) -> int | None:
        """The cut that a text beginning at a place stands behind, if one is near."""
        near = min(self.cuts, key=lambda cut: abs(cut - start))
        return near if abs(near - start) <= _SHIFT else None

    def strain(self, lines: Sequence[str]) -> float:
        """How badly the columns fit the lines as they stand: 0 where all edges lie in wide blanks."""
        own: Counter[int] = Counter()
        return sum(self._cost(lines, own, cut, cut) for cut in self.cuts)

    def crossed(self, laid: str) -> int:
        """How many edges between columns the line's words run over."""
        return sum(0 < cut < len(laid) and laid[cut - 1] != " " and laid[cut] != " " for cut in self.cuts)


def _blank(line: str, cut: int) -> tuple[int, int]:
    """The blank about a place: where it begins and where the next word does; the same place twice inside a word."""
    start = end = cut
    while start > 0 and line[start - 1] == " ":
        start -= 1
    while end < len(line) and line[end] == " ":
        end += 1
    return start, end


def _tears(line: str, start: int, end: int, first: bool) -> bool:
    """Whether a lone blank parts a name: after "Sở", "Ban" …, or on the first line of a row before what begins no cell."""
    last = line[:start].rsplit(" ", 1)[-1]
    return (last[:1].isupper() and last.casefold() in _heads()) or (first and line[end].islower())


@cache
def _heads() -> frozenset[str]:
    return frozenset(head for head in words("unit_heads") if " " not in head)


def _near(lines: Sequence[str], place: int) -> set[int]:
    """The place, and where words begin beside it."""
    return {place, *(start for line in lines for start in _word_starts(line) if abs(start - place) <= _SHIFT)}


def _is_lone(line: str, cut: int) -> bool:
    """Whether at most one blank stands about the place, text on both sides of it."""
    begins = _word_starts(line)
    if not begins or not begins[0] < cut < len(line):
        return False
    start, end = _blank(line, cut)
    return end - start < 2


def find_columns(header: Sequence[str], body: Sequence[str]) -> list[Columns]:
    """The ways to see columns in these lines of one page under their headings, the least strained first; none with fewer than three.

    Columns are parted by strips that nearly all lines leave blank, and between headings side by side; where rows are shifted against
    each other no strip stays blank, but the fullest lines show how many columns there are.
    """
    lines = _plain(body)
    if not lines:
        return []
    found = [_without_empty(cuts, [*header, *lines]) for cuts in (_by_strips(header, lines), _by_fullest(lines)) if len(cuts) < _MOST]
    ways = [_with_ends(cuts, lines) for cuts in found if len(cuts) > 1]
    return sorted(ways, key=lambda way: way.strain(lines))


def _by_strips(header: Sequence[str], lines: Sequence[str]) -> list[int]:
    covered = _covered(lines, max(map(len, [*header, *lines])))
    stray = 0 if len(lines) < _FEW else max(1, int(len(lines) * _STRAY))
    strips = list(_parting(list(_strips(covered, stray)), lines))
    extents = _extents(strips, len(covered), [*header, *lines])
    if header:
        extents = _headed(extents, header, lines)
    cuts = [_cut(left, right, header) for left, right in pairwise(extents)]
    return sorted({*cuts, *_between_headings(header, cuts, covered, len(lines))})


def _by_fullest(lines: Sequence[str]) -> list[int]:
    """Where the second, third … text begins on the lines that hold the most texts, if these agree on it."""
    parted = [pieces(line) for line in lines]
    most = max(map(len, parted))
    full = [own for own in parted if len(own) == most]
    if any(max(starts) - min(starts) > _SHIFT for starts in zip(*([piece.start for piece in own] for own in full), strict=True)):
        return []
    return [sorted(piece.start for piece in column)[len(full) // 2] for column in list(zip(*full, strict=True))[1:]]


def _without_empty(cuts: list[int], lines: Sequence[str]) -> list[int]:
    """The cuts without those of columns that no line fills."""
    filled = {bisect_right(cuts, match.start()) for line in lines for match in _WORD.finditer(line)}
    return [cut for column, cut in enumerate(cuts, 1) if column in filled]


def from_cuts(cuts: Sequence[int], body: Sequence[str]) -> Columns:
    """The columns of a page before, for lines of this one."""
    return _with_ends(list(cuts), _plain(body))


def _with_ends(cuts: list[int], lines: Sequence[str]) -> Columns:
    ends = [0] * (len(cuts) + 1)
    columns = Columns(tuple(cuts), tuple(ends), Counter(piece.start for line in lines for piece in pieces(line)))
    for line in lines:
        if not columns.crossed(line):
            for column, span in columns.parted(line).items():
                ends[column] = max(ends[column], span.end)
    return replace(columns, ends=tuple(ends))


def _plain(body: Sequence[str]) -> list[str]:
    """The lines that show columns: headings and prose over much of the width are none."""
    filled = [line for line in body if line.strip()]
    if not filled:
        return []
    left = min(len(line) - len(line.lstrip()) for line in filled)
    width = max(map(len, filled)) - left
    found = []
    for line in filled:
        own = pieces(line)
        longest = max(piece.end - piece.start for piece in own)
        if len(own) == 1 and own[0].start - left < 2 and longest > 6:
            continue
        if len(own) > 2 or longest <= _WIDE * width:
            found.append(line)
    return found


def _covered(lines: Sequence[str], width: int) -> list[int]:
    """How many lines have a letter at each place."""
    counts = [0] * width
    for line in lines:
        for place, char in enumerate(line):
            counts[place] += char != " "
    return counts


def _strips(covered: Sequence[int], stray: int) -> Iterator[tuple[int, int]]:
    """The stretches that at most ``stray`` lines cover, inside the outermost text."""
    begin: int | None = None
    first = next((place for place, count in enumerate(covered) if count > stray), len(covered))
    for place in range(first, len(covered)):
        if covered[place] <= stray:
            begin = place if begin is None else begin
        elif begin is not None:
            yield begin, place
            begin = None


def _parting(strips: Sequence[tuple[int, int]], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The strips that part columns: more stands about them than the blank between words that happen to end on every line.

    Only lines count that have text in the stretches on both sides.
    """
    for before, (start, end), after in zip([(0, 0), *strips], strips, [*strips[1:], (sys.maxsize, 0)], strict=False):
        beside = apart = 0
        for line in lines:
            left, right = line[:end].rstrip(), line[start:].lstrip()
            begin = len(line) - len(right)
            if len(left) > before[1] and right and begin < after[0]:
                beside += 1
                apart += begin - len(left) > 1
        if apart >= _PARTED * beside and (end - start > 1 or apart > 1):
            yield start, end


def _extents(strips: Sequence[tuple[int, int]], width: int, lines: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches between the strips, each from its first letter to its last."""
    first = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    bounds = [first, *(place for strip in strips for place in strip), width]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _headed(extents: list[tuple[int, int]], header: Sequence[str], lines: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches that have a heading; those of headings over empty columns are added, those without one go to the column before.

    Bullets go to the text behind them, and numbers stay a column without a heading.
    """
    spans = [span for line in header for span in _split_between(line, extents)]
    named = _named(extents, spans)
    alone = _joined([span for span in spans if not _under(span, extents)])
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for extent in sorted([*extents, *alone]):
        if begin is not None:
            extent = begin, extent[1]
            named.add(extent)
            begin = None
        last = found[-1] if found else None
        if extent in alone:
            if last is not None and last not in named and last not in alone:
                found.pop()
                extent = last[0], extent[1]
            named.add(extent)
            found.append(extent)
        elif _holds(extent, lines, _is_bullet):
            begin = extent[0]
        elif last is not None and extent not in named and not _holds(extent, lines, is_number):
            found[-1] = last[0], extent[1]
            named |= {found[-1]} if last in named else set()
        else:
            found.append(extent)
    return found


def _split_between(line: str, extents: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The pieces of a line of headings, also parted where only one blank stands between two columns."""
    for piece in pieces(line):
        start = piece.start
        for (_, end), (begin, _) in pairwise(extents):
            blanks = [place for place in range(max(end, start + 1), begin) if line[place : place + 1] == " "]
            if blanks and piece.end > begin:
                blank = blanks[-1]
                yield Span(start, blank, line[start:blank].strip())
                start = blank + 1
        yield Span(start, piece.end, line[start : piece.end].strip())


def _under(span: Span, extents: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [extent for extent in extents if span.start < extent[1] and extent[0] < span.end]


def _named(extents: Sequence[tuple[int, int]], spans: Sequence[Span]) -> set[tuple[int, int]]:
    """The stretches with a heading of their own; of those under one heading that have none the one most under it."""
    under = [(span, own) for span in spans if (own := _under(span, extents))]
    named = {own[0] for _, own in under if len(own) == 1}
    for span, own in under:
        if len(own) > 1 and not named & set(own):
            named.add(max(own, key=lambda extent: min(extent[1], span.end) - max(extent[0], span.start)))
    return named


def _joined(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretches that spans of several lines cover together."""
    merged: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: span.start):
        if merged and span.start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], span.end)
        else:
            merged.append((span.start, span.end))
    return merged


def _is_bullet(text: str) -> bool:
    return len(text) == 1 and not text.isalnum()


def _holds(extent: tuple[int, int], lines: Sequence[str], what: Callable[[str], bool]) -> bool:
    """Whether all texts of a column are of a kind."""
    texts = [text for line in lines if (text := line[extent[0] : extent[1]].strip())]
    return len(texts) > 1 and all(map(what, texts))


def _cut(left: tuple[int, int], right: tuple[int, int], header: Sequence[str]) -> int:
    """Where between two columns a word begins to belong to the second: in the middle of the blank that the headings leave too."""
    free = [place for place in range(left[1], right[0]) if not any(place < len(line) and line[place] != " " for line in header)]
    start, end = (free[0], free[-1] + 1) if free else (left[1], right[0])
    return (start + end + 1) // 2


def _between_headings(header: Sequence[str], cuts: Sequence[int], covered: Sequence[int], count: int) -> Iterator[int]:
    """Edges between headings of one line that stand in one column: the place that fewest lines cover, if these are few."""
    for line in header:
        for a, b in pairwise(pieces(line)):
            if any(a.middle < cut <= b.middle for cut in cuts):
                continue
            places = range(a.middle + 1, min(b.middle, len(covered)))
            if not places:
                continue
            least = min(covered[place] for place in places)
            if least <= _OVERRUN * count:
                yield max(place for place in places if covered[place] == least) + 1
