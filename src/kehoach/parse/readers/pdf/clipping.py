"""Text that is drawn but cannot be seen: programs that cut a page from a longer one draw the lines at the cut on both pages, clipped."""
from __future__ import annotations

from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

_SLACK = 2.0


def is_clipped(text: Any, index: int, x: float, y: float) -> bool:
    """Whether the point of a character, in the page's own coordinates, lies outside what its text object may paint on."""
    item = pdfium.FPDFText_GetTextObject(text, index)
    if not item:
        return False
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    paths = pdfium.FPDFClipPath_CountPaths(clip)
    if paths <= 0 or not _holds(_bounds(item), x, y):
        # No clip, or an object inside a form, whose coordinates are the form's.
        return False
    return any(box is not None and not _holds(box, x, y) for box in (_path_box(clip, path) for path in range(paths)))


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] - _SLACK <= x <= box[2] + _SLACK and box[1] - _SLACK <= y <= box[3] + _SLACK


def _bounds(item: Any) -> tuple[float, float, float, float]:
    sides = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(item, *map(byref, sides))
    return sides[0].value, sides[1].value, sides[2].value, sides[3].value


def _path_box(clip: Any, path: int) -> tuple[float, float, float, float] | None:
    x, y = c_float(), c_float()
    xs, ys = [], []
    for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        xs.append(x.value)
        ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None
