"""Lines outside tables -> paragraphs, also where a paragraph goes on over a page."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from kehoach.parse.readers.joins import date_goes_on
from kehoach.parse.readers.pdf.flow import begins_anew, fits, is_item, text_of, usual_step
from kehoach.parse.readers.pdf.geometry import Line

_INDENT = 0.9
_OFF_CENTRE = 0.8
_SAME_SIZE = 0.08
_COMMON = 3
_FEW_LINES = 12


class Margins(Struct, frozen=True):
    """Where the text of a page begins and ends, and at which places (whole points) many of its lines begin."""

    left: float
    right: float
    starts: frozenset[int] = frozenset()


def margins_of(lines: Sequence[Line], width: float) -> Margins:
    """The margins that the lines of pages of one size keep: the edges met again and again, else the outermost ones."""
    whole = [line for line in lines if line.region == 0]
    if not whole:
        return Margins(0.1 * width, 0.9 * width)
    lefts, rights = Counter(round(line.x0) for line in whole), Counter(round(line.x1) for line in whole)
    left = float(min((x for x, n in lefts.items() if n >= _COMMON), default=min(lefts)))
    common = [x for x, n in rights.items() if n >= _COMMON]
    right = float(max(rights))
    if common:
        right = max([line.x1 for line in whole if line.x1 - max(common) < 0.03 * width])
    elif len(whole) < _FEW_LINES:
        right = max(right, width - left)
    return Margins(left, right, frozenset(x for x, n in lefts.items() if n >= _COMMON))


def grouped(lines: Sequence[Line], margins: Mapping[int, Margins]) -> list[list[Line]]:
    """The lines of each paragraph. ``margins`` by page."""
    groups: list[list[Line]] = []
    step = usual_step([line for line in lines if line.region == 0])
    for line in lines:
        if groups and not _breaks(groups[-1], line, margins, step):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def is_centred(line: Line, margins: Margins) -> bool:
    """Whether the line stands in the middle between the margins, well away from both, and not where others begin."""
    if round(line.x0) in margins.starts:
        return False
    before, after = line.x0 - margins.left, margins.right - line.x1
    return before > 1.5 * line.size and after > 1.5 * line.size and abs(before - after) < 2 * _OFF_CENTRE * line.size


def _breaks(group: Sequence[Line], line: Line, margins: Mapping[int, Margins], step: float) -> bool:
    before, first = group[-1], group[0]
    if before.region != line.region or abs(before.size - line.size) > _SAME_SIZE * before.size:
        return True
    if line.region:
        if date_goes_on(before.text, line.text):
            return False
        return not (line.text[0].islower() or before.text.endswith((",", " -", "/"))) or is_item(line.text)
    old, new = margins[before.page], margins[line.page]
    centred = is_centred(line, new)
    if is_centred(before, old) or (centred and is_item(first.text) is False and len(group) == 1):
        return not (centred or not is_item(line.text)) or _ends_centred(before, line, old, centred)
    if before.bold != line.bold and not line.text[0].islower() and (first.bold == before.bold or len(group) == 1):
        return True
    space = old.right - before.x1
    if begins_anew(before, line, space, step):
        return not _goes_on_at_margin(group, line, old, new, space)
    return _indented(group, line, old, new)


def _ends_centred(before: Line, line: Line, margins: Margins, centred: bool) -> bool:
    """Centred lines are titles: one goes on in the next where that begins small, or where the first one is full."""
    if not centred:
        return True
    if line.text[0].islower():
        return False
    return before.bold != line.bold or fits(line, margins.right - margins.left - (before.x1 - before.x0))


def _goes_on_at_margin(group: Sequence[Line], line: Line, old: Margins, new: Margins, space: float) -> bool:
    """A line that looks like an item is none where the paragraph's first line is indented and this one stands at the margin."""
    first, size = group[0], line.size
    indented = first.x0 - old.left > _INDENT * size and line.x0 - new.left < 0.3 * size
    return indented and is_item(line.text) and not fits(line, space) and not group[-1].text.endswith((";", ".", ":"))


def _indented(group: Sequence[Line], line: Line, old: Margins, new: Margins) -> bool:
    """Whether the line is set in from the lines that go on: the first line of a paragraph."""
    inset = line.x0 - new.left
    if len(group) > 1:
        return inset - (group[-1].x0 - old.left) > _INDENT * line.size
    if is_item(group[0].text):
        return False
    return inset - (group[0].x0 - old.left) > _INDENT * line.size and not line.text[0].islower()


def paragraph_text(group: Sequence[Line]) -> str:
    return text_of(group)
