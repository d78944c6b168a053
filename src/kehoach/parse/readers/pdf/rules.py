"""Ruling lines of a page: from drawn lines, thin rectangles and boxes, wherever they stand in nested form objects.

Producers draw one border as a line, as a filled rectangle half a point wide, as a piece per cell, or as dots: pieces on one line are
put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, c_float, c_int
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium
from msgspec import Struct

from kehoach.parse.readers.pdf.calls import HANDLE, NUMBER, by_number, handle_of
from kehoach.parse.readers.pdf.sheets import Sheet

THIN = 3.5
"""Up to this thickness a rectangle is a ruling line."""
_GAP = 3.0
_SAME_LINE = 1.2
_STRAIGHT = 1.0
_SHORTEST = 5.0
_MOST_RULES = 20_000
_MOST_OBJECTS = 200_000
_MOST_SEGMENTS = 4_000
_DEEPEST = 12
_GLYPH = 30.0

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class Rule(NamedTuple):
    """A straight line along one axis: where it lies on the other axis, and from where to where it goes."""

    at: float
    start: float
    end: float


class Drawing(Struct):
    """What is drawn on a page besides text: rules, the number of other shapes, and the part of the page pictures cover."""

    horizontal: list[Rule]
    vertical: list[Rule]
    shapes: int = 0
    pictured: float = 0.0


def read_drawing(sheet: Sheet) -> Drawing:
    """The ruling lines of a page (joined, from the upper left corner) and how much else is drawn on it."""
    flat: list[Rule] = []
    upright: list[Rule] = []
    drawing = Drawing([], [])
    x_shift, y_top = sheet.x0, sheet.y1
    for kind, item, matrix in _objects(handle_of(sheet.page)):
        box = _bounds(item, matrix)
        if box is None:
            continue
        x0, y0, x1, y1 = box
        wide, high = x1 - x0, y1 - y0
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE and min(wide, high) > THIN:
            drawing.pictured += wide * high / max(sheet.width * sheet.height, 1.0)
            continue
        if high <= THIN or wide <= THIN:
            if high <= THIN and (wide > high or wide <= THIN):
                flat.append(Rule(y_top - (y0 + y1) / 2, x0 - x_shift, x1 - x_shift))
            if wide <= THIN and (high > wide or high <= THIN):
                upright.append(Rule((x0 + x1) / 2 - x_shift, y_top - y1, y_top - y0))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawing.shapes += 1
            for ax, ay, bx, by in _strokes(item, matrix, max(wide, high)):
                if abs(ay - by) <= _STRAIGHT < abs(ax - bx):
                    flat.append(Rule(y_top - (ay + by) / 2, min(ax, bx) - x_shift, max(ax, bx) - x_shift))
                elif abs(ax - bx) <= _STRAIGHT < abs(ay - by):
                    upright.append(Rule((ax + bx) / 2 - x_shift, y_top - max(ay, by), y_top - min(ay, by)))
        if len(flat) + len(upright) > _MOST_RULES:
            break
    drawing.horizontal, drawing.vertical = joined(flat), joined(upright)
    return drawing


def joined(rules: list[Rule]) -> list[Rule]:
    """Pieces on one line put together where they touch; what stays shorter than a letter is no rule."""
    whole: list[Rule] = []
    rules = sorted(set(rules))
    begin = 0
    for index in range(1, len(rules) + 1):
        if (
            index < len(rules)
            and rules[index].at - rules[index - 1].at <= _SAME_LINE
            and rules[index].at - rules[begin].at <= 2 * _SAME_LINE
        ):
            continue
        whole.extend(_spans(rules[begin:index]))
        begin = index
    return whole


def _spans(rules: list[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in rules) / len(rules)
    start = end = None
    for rule in sorted(rules, key=lambda rule: rule.start):
        if start is None or end is None:
            start, end = rule.start, rule.end
        elif rule.start <= end + _GAP:
            end = max(end, rule.end)
        else:
            if end - start >= _SHORTEST:
                yield Rule(at, start, end)
            start, end = rule.start, rule.end
    if start is not None and end is not None and end - start >= _SHORTEST:
        yield Rule(at, start, end)


def _objects(page: int) -> Iterator[tuple[int, int, Matrix]]:
    """Paths and pictures of the page, those inside form objects with the matrix that leads to the page."""
    left = _MOST_OBJECTS
    forms: list[tuple[int, Matrix, int]] = []
    for index in range(min(left, _count_objects(page))):
        item = _object(page, index)
        kind = _kind(item)
        if kind in _WANTED:
            yield kind, item, _UNIT
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            forms.append((item, _UNIT, 1))
    while forms and left > 0:
        form, outer, depth = forms.pop()
        matrix = _times(_matrix(form), outer)
        for index in range(max(0, _count_inner(form))):
            left -= 1
            if left <= 0:
                break
            item = _inner(form, index)
            kind = _kind(item)
            if kind in _WANTED:
                yield kind, item, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                forms.append((item, matrix, depth + 1))


_WANTED = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
_count_objects = by_number(pdfium.FPDFPage_CountObjects, NUMBER, HANDLE)
_object = by_number(pdfium.FPDFPage_GetObject, HANDLE, HANDLE, NUMBER)
_count_inner = by_number(pdfium.FPDFFormObj_CountObjects, NUMBER, HANDLE)
_inner = by_number(pdfium.FPDFFormObj_GetObject, HANDLE, HANDLE, NUMBER)
_kind = by_number(pdfium.FPDFPageObj_GetType, NUMBER, HANDLE)
_get_matrix = by_number(pdfium.FPDFPageObj_GetMatrix, NUMBER, HANDLE, HANDLE)
_get_bounds = by_number(pdfium.FPDFPageObj_GetBounds, NUMBER, HANDLE, HANDLE, HANDLE, HANDLE, HANDLE)
_count_segments = by_number(pdfium.FPDFPath_CountSegments, NUMBER, HANDLE)
_segment = by_number(pdfium.FPDFPath_GetPathSegment, HANDLE, HANDLE, NUMBER)
_segment_kind = by_number(pdfium.FPDFPathSegment_GetType, NUMBER, HANDLE)
_segment_closes = by_number(pdfium.FPDFPathSegment_GetClose, NUMBER, HANDLE)
_get_point = by_number(pdfium.FPDFPathSegment_GetPoint, NUMBER, HANDLE, HANDLE, HANDLE)
_get_mode = by_number(pdfium.FPDFPath_GetDrawMode, NUMBER, HANDLE, HANDLE, HANDLE)


class _Answers:
    """Where PDFium writes its answers: six numbers and two flags, each with its address."""

    def __init__(self) -> None:
        self.numbers = (c_float * 6)()
        self.flags = (c_int * 2)()
        self.number_at = [addressof(self.numbers) + 4 * index for index in range(6)]
        self.flag_at = [addressof(self.flags) + 4 * index for index in range(2)]


_answers = _Answers()
_numbers, _flags = _answers.numbers, _answers.flags
_at, _second, _third, _fourth = _answers.number_at[:4]
_fill_at, _stroke_at = _answers.flag_at


def _matrix(item: int) -> Matrix:
    _get_matrix(item, _at)
    a, b, c, d, e, f = _numbers
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: int, matrix: Matrix) -> tuple[float, float, float, float] | None:
    if not _get_bounds(item, _at, _second, _third, _fourth):
        return None
    x0, y0, x1, y1, _, _ = _numbers
    if matrix is _UNIT:
        return x0, y0, x1, y1
    points = [_apply(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
    return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)


def _point(path: int, index: int, matrix: Matrix) -> tuple[float, float]:
    _get_point(_segment(path, index), _at, _second)
    return _apply(matrix, _numbers[0], _numbers[1])


def _strokes(path: int, outer: Matrix, extent: float) -> Iterator[tuple[float, float, float, float]]:
    """Straight pieces of a path that is not itself thin: the sides of a stroked shape, the length of thin filled ones."""
    count = _count_segments(path)
    if not 2 <= count <= _MOST_SEGMENTS or (count > 12 and extent < _GLYPH):
        return
    _get_mode(path, _fill_at, _stroke_at)
    stroked = bool(_flags[1])
    if not stroked and count <= 5:
        return
    matrix = _times(_matrix(path), outer)
    if count == 5 and (corners := _rectangle(path, matrix)):
        (ax, ay), (bx, by) = corners
        yield from ((ax, ay, bx, ay), (ax, by, bx, by), (ax, ay, ax, by), (bx, ay, bx, by))
        return
    for points in _subpaths(path, count, matrix):
        if stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                yield ax, ay, bx, by
            continue
        x0, x1 = min(p[0] for p in points), max(p[0] for p in points)
        y0, y1 = min(p[1] for p in points), max(p[1] for p in points)
        if y1 - y0 <= THIN:
            yield x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
        elif x1 - x0 <= THIN:
            yield (x0 + x1) / 2, y0, (x0 + x1) / 2, y1


def _rectangle(path: int, matrix: Matrix) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Two opposite corners of a path of five segments that is an upright rectangle."""
    ax, ay = _point(path, 0, matrix)
    bx, by = _point(path, 1, matrix)
    cx, cy = _point(path, 2, matrix)
    flat_first = abs(ay - by) < _STRAIGHT and abs(bx - cx) < _STRAIGHT
    if not flat_first and (abs(ax - bx) >= _STRAIGHT or abs(by - cy) >= _STRAIGHT):
        return None
    dx, dy = _point(path, 3, matrix)
    last = (ax, cy) if flat_first else (cx, ay)
    return ((ax, ay), (cx, cy)) if abs(dx - last[0]) < _STRAIGHT and abs(dy - last[1]) < _STRAIGHT else None


def _subpaths(path: int, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = _segment(path, index)
        kind = _segment_kind(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                continue
        points.append(_point(path, index, matrix))
        if len(points) > 1 and _segment_closes(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
