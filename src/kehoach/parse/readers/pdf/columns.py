"""Text set side by side without rules: the head of a document (agency, national motto) and its foot (recipients, signature).

Both are read column by column. Other text with wide gaps is read line by line.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kehoach.parse.readers.pdf.geometry import Line, Run
from kehoach.parse.readers.pdf.lines import NO_NOTES, line_of

_APART = 1.2
_GUTTER = 0.8
_SIDE_BY_SIDE = 0.75
_FARTHEST = 9.0
_OFFICIAL = re.compile(
    r"(?i:c[ộô]ng h(?:òa|oà) xã hội|độc lập\s*-\s*tự do|đảng cộng sản việt nam|nơi nhận|noi nhận)"
    r"|^(?:TM|KT|TL|TUQ|Q)\.\s"
    r"|^(?:QUYỀN |PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|BỘ TRƯỞNG|THỦ TƯỚNG|BÍ THƯ|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG)\b",
)


def read_columns(rows: Sequence[list[Run]], width: float, notes: Mapping[str, str] = NO_NOTES) -> list[Line]:
    """The lines of rows of runs in reading order, those of side-by-side text by column and with the number of their region."""
    lines: list[Line] = []
    region, index = 0, 0
    while index < len(rows):
        end, gutter = _block(rows, index, width)
        sides = [_lines(side, notes) for side in _sides(rows[index:end], gutter)]
        if all(sides) and any(_OFFICIAL.search(line.text) for side in sides for line in side):
            for side in sides:
                region += 1
                for line in side:
                    line.region = region
                lines += side
            index = end
            continue
        lines += _lines(rows[index : index + 1], notes)
        index += 1
    return lines


def _lines(rows: Sequence[list[Run]], notes: Mapping[str, str]) -> list[Line]:
    return [line for row in rows if (line := line_of(row, notes)) is not None]


def _pieces(row: Sequence[Run]) -> list[tuple[float, float]]:
    """The stretches of a row between wide gaps."""
    pieces: list[tuple[float, float]] = []
    for run in row:
        if run.text.isspace():
            continue
        if pieces and run.left - pieces[-1][1] <= _APART * run.size:
            pieces[-1] = pieces[-1][0], max(pieces[-1][1], run.right)
        else:
            pieces.append((run.left, run.right))
    return pieces


def _block(rows: Sequence[list[Run]], start: int, width: float) -> tuple[int, float]:
    """Where side-by-side text that begins at row ``start`` ends (``start`` itself when none begins) and the middle of its gutter."""
    first = _pieces(rows[start])
    if len(first) < 2 and start + 1 < len(rows) and rows[start + 1][0].base - rows[start][0].base < _SIDE_BY_SIDE * rows[start][0].size:
        first = sorted(first + _pieces(rows[start + 1]))
    if len(first) < 2:
        return start, 0.0
    left, right = max(((a[1], b[0]) for a, b in pairwise(first)), key=lambda gap: gap[1] - gap[0])
    least = _GUTTER * rows[start][0].size
    if right - left < least:
        return start, 0.0
    end = start
    for index in range(start, len(rows)):
        row, pieces = rows[index], _pieces(rows[index])
        if not pieces:
            continue
        if index > start and row[0].base - rows[index - 1][0].base > _FARTHEST * row[0].size:
            break
        middle = (left + right) / 2
        new_left = max([left, *(b for a, b in pieces if (a + b) / 2 < middle)])
        new_right = min([right, *(a for a, b in pieces if (a + b) / 2 >= middle)])
        if new_right - new_left < least or (len(pieces) == 1 and _is_centred(pieces[0], rows[start:end], middle, width)):
            break
        left, right, end = new_left, new_right, index + 1
    return end, (left + right) / 2


def _is_centred(piece: tuple[float, float], above: Sequence[list[Run]], gutter: float, width: float) -> bool:
    """Whether a piece alone in its row is centred on the page rather than part of a column."""
    centre = sum(piece) / 2
    own = [p for row in above for p in _pieces(row) if (sum(p) / 2 < gutter) == (centre < gutter)]
    if not own:
        return False
    column = (min(p[0] for p in own) + max(p[1] for p in own)) / 2
    return abs(centre - width / 2) < abs(centre - column) and abs(centre - width / 2) < 0.12 * width


def _sides(rows: Sequence[list[Run]], gutter: float) -> tuple[list[list[Run]], list[list[Run]]]:
    left = [[run for run in row if run.left < gutter] for row in rows]
    right = [[run for run in row if run.left >= gutter] for row in rows]
    return [row for row in left if row], [row for row in right if row]
