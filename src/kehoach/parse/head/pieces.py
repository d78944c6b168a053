"""The lines of a document's top as they are taken apart: each finder cuts its part out of the piece it stands in."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from kehoach.parse import kinds
from kehoach.parse.head.mottos import BROKEN, HALVES, PARTY, STATE_OR_DEVICE
from kehoach.parse.head.words import begins_with, shapes
from kehoach.parse.lines import Line, is_capitals
from kehoach.text import skeleton

_ZONE = 80
_SPACED = 6
_LONGEST = 200
_COUNTED = 160
"""Lines among which the rows of a table are counted: one that begins in the zone shows there what it is."""
ROW_NUMBERS = re.compile(r"(?:s?tt|so tt|so thu tu)\.?")
"""The heading of a table's first column: what a table holds is no head of a document, in cells or line by line."""
_LETTERHEAD = re.compile(rf"{STATE_OR_DEVICE.pattern}|{HALVES.pattern}|{PARTY.pattern}|^s[o06]\s?:")
"""What shows that a table is a letterhead: a motto or the number line."""
_DRAFT = re.compile(r"\(?\s*du thao(?:\s+(?:lan\s+)?(?:thu\s+)?\d+)?\s*\)?(?![^\W_])")


class Piece(Struct):
    """``index`` of the line, what is left of its ``text``, whether it stands ``apart`` from the line above or ``centred``.

    ``columns``: how many cells of its row have text (1: it stands in none).
    """

    index: int
    text: str
    apart: bool
    centred: bool
    columns: int = 1


def top_pieces(lines: Sequence[Line]) -> list[Piece]:
    """The lines before the first words of the body or the first table, without the mottos of state and party."""
    pieces: list[Piece] = []
    rows = Counter((line.block, line.cell[0]) for line in {(one.block, one.cell): one for one in lines[:_ZONE]}.values() if line.cell)
    for index, line in enumerate(lines[: min(_ZONE, table_at(lines))]):
        if shapes("body").match(line.bare):
            break
        columns = rows[line.block, line.cell[0]] if line.cell else 1
        if columns > 1 and _repeats(line, lines[index - 1]):
            continue
        pieces.append(Piece(index, line.text, line.apart, line.centred, columns))
    if len(pieces) >= _SPACED and sum(piece.apart for piece in pieces) >= len(pieces) - 1:
        for piece in pieces:  # a blank line between any two lines sets none apart
            piece.apart = False
    return list(_without_mottos(pieces))


def _repeats(line: Line, left: Line) -> bool:
    """Whether a line is the text of a merged cell once more, in the next of its columns."""
    return line.text == left.text and line.block == left.block and line.cell != left.cell


def table_at(lines: Sequence[Line]) -> int:
    """The index of the first line of a table that is no letterhead, where one begins in the zone of the head; else after the last line.

    It has two rows of three texts or more, or three rows of two; rows above them in the same grid may still be a head, and so may
    what a motto of the state follows.
    """
    tables: dict[int, dict[int, dict[int, str]]] = {}
    for line in lines[:_COUNTED]:
        if line.cell:
            row = tables.setdefault(line.block, {}).setdefault(line.cell[0], {})
            row[line.cell[1]] = f"{row.get(line.cell[1], '')} {line.bare[:_LONGEST]}".lstrip()
    begins = {block: first for block, rows in tables.items() if (first := _first_row(rows)) is not None}
    motto = max((index for index, line in enumerate(lines[:_ZONE]) if STATE_OR_DEVICE.search(line.bare, 0, _LONGEST)), default=-1)
    for index, line in islice(enumerate(lines[:_ZONE]), motto + 1, None):
        if ROW_NUMBERS.fullmatch(line.bare) or (line.cell and line.cell[0] >= begins.get(line.block, line.cell[0] + 1)):
            return index
    return len(lines)


def _first_row(rows: Mapping[int, Mapping[int, str]]) -> int | None:
    """Where in the rows of one table what it lists begins; None where it is a letterhead. A merged cell may be repeated in each column."""
    head = {row for row, cells in rows.items() if any(_LETTERHEAD.search(text) for text in cells.values())}
    counts = {row: len(set(cells.values())) for row, cells in rows.items() if row not in head}
    wide = [row for row, count in counts.items() if count > 2]
    pairs = [row for row, count in counts.items() if count > 1]
    if len(wide) > 1:
        return wide[0]
    return pairs[0] if len(pairs) > 2 and not head else None


def _motto_lines(pieces: Sequence[Piece]) -> int:
    """How many of the next pieces together are one motto broken over lines."""
    for count in (2, 3):
        joined = "".join(skeleton(piece.text) for piece in pieces[:count]).replace(" ", "")
        if len(pieces) >= count and joined in BROKEN:
            return count
    return 0


def _without_mottos(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without mottos, also where one is broken over lines or stands beside other words; a title may name the party."""
    at = 0
    titled = False
    while at < len(pieces):
        broken = _motto_lines(pieces[at : at + 3])
        if broken:
            at += broken
            continue
        piece = pieces[at]
        titled = titled or kinds.heading(piece.text) is not None
        found = list(STATE_OR_DEVICE.finditer(skeleton(piece.text)))
        found += [party] if not titled and (party := _party_motto(piece.text)) else []
        if found:
            piece.text = _without(piece.text, found)
        if piece.text:
            yield piece
        at += 1


def _without(text: str, found: Sequence[re.Match[str]]) -> str:
    """A text with the places of some matches on it cut out."""
    spans = sorted(match.span() for match in found)
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)]
    return " ".join(text[start:end].strip() for start, end in zip(starts, ends, strict=True)).strip(" -.,*")


def _party_motto(text: str) -> re.Match[str] | None:
    """The party's name where it is a motto: alone or beside an agency or a number."""
    match = PARTY.search(skeleton(text))
    before = text[: match.start()].strip(" *|") if match else ""
    return match if not before or before[0].isdigit() or begins_with(before, "heads") else None


def cut_draft_mark(pieces: Sequence[Piece]) -> bool:
    """Whether a line up to the one with the type says that this is a draft; the words are cut out."""
    marked = False
    for piece in pieces:
        match = _DRAFT.match(skeleton(piece.text))
        if match and (is_capitals(piece.text) or len(piece.text) <= match.end() + 14):
            piece.text, marked = piece.text[match.end() :].strip(" :.-"), True
        if kinds.heading(piece.text):
            break
    return marked
