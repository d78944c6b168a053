"""Characters of a page -> runs: what was drawn one after another on one baseline.

PDFium's own order and line ends are not used, and its generated spaces only where the letters stand apart: text from a fallback font
stands anywhere in the content, and its boxes differ from those of its neighbours. Real spaces, baselines and edges count.
"""

from __future__ import annotations

from kehoach.parse.readers.pdf.clipping import is_clipped
from kehoach.parse.readers.pdf.geometry import Run
from kehoach.parse.readers.pdf.legacy import decode, is_legacy
from kehoach.parse.readers.pdf.measures import Measures, codes_of
from kehoach.parse.readers.pdf.sheets import Sheet

WORD_GAP = 0.16
"""Gap in em from which two letters belong to two words even without a space between."""
_SEEN_GAP = 0.14
"""The same where PDFium saw a gap too: it turns blanks that were drawn alone into such gaps. More than a horn reaches."""
_OVERHANG = 0.2
"""How far the ink of a letter may reach past its width: boxes hold the ink, PDFium's generated blanks stand where the width ends."""
_HORN = "\u031b"
_HORNED = frozenset("ơờớởỡợưừứửữựƠỜỚỞỠỢƯỪỨỬỮỰ")
_HORN_REACH = 0.1
"""Letters with a horn reach that far into the blank that follows them."""
_FIRST_SPECIAL = "\u01a0"
"""The first code of a letter with a horn or a combining mark."""
_BACK = -0.4
_WIDEST_BLANK = 0.6
_SAME_BASE = 0.12
_EDGE = 0.2


def is_mark(char: str) -> bool:
    """A combining diacritic."""
    return "\u0300" <= char <= "\u036f"


def read_runs(sheet: Sheet) -> list[Run]:
    """All runs of the page that can be seen, in the order of its content. Old encodings are decoded."""
    codes = codes_of(sheet)
    if not codes:
        return []
    measures = Measures(sheet, len(codes))
    runs = _Reader(sheet, measures).read(codes)
    if is_legacy(runs):
        runs = _Reader(sheet, measures, by_font=True).read(codes)
        for run in runs:
            decode(run)
    if sheet.x0:
        for run in runs:
            run.lefts = [left - sheet.x0 for left in run.lefts]
            run.right -= sheet.x0
    return runs


class _Reader:
    """Puts characters together as they come. ``pen``: where a generated blank stood after the run being drawn."""

    def __init__(self, sheet: Sheet, measures: Measures, by_font: bool = False) -> None:
        self.sheet, self.measures, self.by_font = sheet, measures, by_font
        self.runs: list[Run] = []
        self.pen: float | None = None

    def read(self, codes: str) -> list[Run]:
        """The runs of the characters. The loop is written for speed: nearly every character goes on a run.

        A character whose box ends at the same height, above or below, as the first of the run stands on its baseline. A generated
        blank stands where the width of the last letter ends (its box may reach further), or where the pen was moved to.
        """
        measures, by_font = self.measures, self.by_font
        run: Run | None = None
        letters: list[str] = []
        lefts: list[float] = []
        edge = top = bottom = near = back = gap_within = gap_seen = 0.0
        boxes = zip(codes, measures.lefts, measures.rights, measures.tops, measures.bottoms, strict=True)
        for index, (char, left, right, high, low) in enumerate(boxes):
            if char <= " " and (char != " " or measures.generated(index)):
                if run is not None and char != "\n":
                    self.pen = left
                    if abs(left - edge) <= _OVERHANG * run.size:
                        edge = min(left, edge)
                continue
            special = char >= _FIRST_SPECIAL
            if run is not None:
                if special and char in _HORNED:
                    right -= _HORN_REACH * run.size
                level = low == bottom or high == top or abs(measures.pen(index)[1] - run.base) <= near
                if level and not (special and is_mark(char)):
                    gap = left - edge
                    if self.pen is not None and gap_seen < gap <= gap_within:
                        letters.append(" ")
                        lefts.append(edge)
                        edge, gap = left, 0.0
                    if back <= gap <= gap_within and not (by_font and char != " " and measures.font(index) != run.font):
                        letters.append(char)
                        lefts.append(left)
                        if right > edge:
                            edge = right
                        self.pen = None
                        continue
                run.text, run.right = "".join(letters), edge
                if self._goes_on(run, index, char):
                    letters.append(char)
                    edge = run.right
                    continue
            if char == " ":
                continue
            run, top, bottom = self._begin(run, index, char, right), high, low
            letters, lefts, edge = list(run.text), run.lefts, run.right
            near, back, gap_seen, gap_within = _SAME_BASE * run.size, _BACK * run.size, _SEEN_GAP * run.size, WORD_GAP * run.size
        if run is not None:
            run.text, run.right = "".join(letters), edge
        return [run for run in self.runs if not self._is_hidden(run)]

    def _begin(self, before: Run | None, index: int, char: str, right: float) -> Run:
        measures, mark = self.measures, is_mark(char)
        left, size = measures.lefts[index], measures.size(index)
        ink = (left + right) / 2 if mark else None
        pen, base = measures.pen(index)
        if mark:
            left = pen
        run = Run(char, [left], max(left, right), base, size, measures.font(index), index, turned=measures.turned(index), ink=ink)
        blank = self.pen
        if before and blank is not None and not mark:
            moved = blank - before.right > _OVERHANG * size
            if moved and _SEEN_GAP * size < left - blank <= _WIDEST_BLANK * size:
                run.text, run.lefts = " " + char, [blank, left]
        self.pen = None
        self.runs.append(run)
        return run

    def _goes_on(self, run: Run, index: int, char: str) -> bool:
        """Whether a character that does not simply follow goes on the run all the same: a mark, or turned text."""
        measures = self.measures
        left, right = measures.lefts[index], measures.rights[index]
        if run.turned:
            upright = left >= run.right or right <= run.left or not measures.turned(index)
            if not upright:
                run.text += char
                run.lefts.append(run.left)
                run.base = measures.pen(index)[1]
            return not upright
        if not is_mark(char):
            return False
        pen, base = measures.pen(index)
        if abs(base - run.base) > 0.6 * run.size or not _is_drawn_on(run, left, right, pen):
            return False
        last = run.lefts[-1]
        if left != last:
            run.right = max(run.right, right)
        elif char == _HORN:
            run.right = min(run.right, right - _HORN_REACH * run.size)
        run.text += char
        run.lefts.append(last)
        return True

    def _is_hidden(self, run: Run) -> bool:
        """Whether the run is clipped away; that happens at the upper and lower edge, where a page is cut from a longer one."""
        sheet = self.sheet
        if _EDGE * sheet.height < run.base < (1 - _EDGE) * sheet.height:
            return False
        return is_clipped(sheet.text, run.order, run.left + 0.2 * run.size, sheet.y1 - run.base + 0.3 * run.size)


def _is_drawn_on(run: Run, left: float, right: float, pen: float) -> bool:
    """Whether a mark drawn next is on the last letter of the run: part of its glyph, drawn from its end, or over it.

    PDFium gives the parts of one glyph the same box, or a slice each of its box and one pen.
    """
    last, size = run.lefts[-1], run.size
    same = left == last and abs(right - run.right) <= 0.2 * size
    sliced = abs(left - run.right) < 0.02 * size and abs(pen - last) <= 0.12 * size
    over = pen > last + 0.03 * size and last <= (left + right) / 2 <= run.right
    return same or sliced or over or abs(pen - run.right) <= 0.1 * size
