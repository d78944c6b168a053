"""Appearances of digital signatures: small boxes of text laid over a page that are no part of the document."""
from __future__ import annotations

import re
from collections.abc import Sequence

from kehoach.parse.readers.pdf.geometry import Run

_CERTAIN = re.compile(
    r"(?:signature (?:not verified|valid)"
    r"|digitally signed (?:by|on)"
    r"|(?:(?:văn bản |tài liệu )?(?:đã )?được )?ký (?:số |điện tử )?bởi\b"
    r"|(?:ngày|thời gian|giờ) ký(?: số)?\s*:\s*\d"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[ T]+\d{1,2}:\d{2}(?::\d{2})?\s*(?:Z|[+-]\d{2}'?:?\d{2}'?)$)",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"(?:người ký|ký bởi|email|e-mail|thư điện tử|cơ quan|đơn vị|tổ chức|chức vụ|nơi ký|vị trí|lý do|mục đích|ngày|thời gian|giờ"
    r"|location|reason|date|time|dn|cn|o|ou)\s*(?:ký\s*)?:",
    re.IGNORECASE,
)
_STEP = 2.2


def without_stamps(runs: list[Run]) -> list[Run]:
    """The runs that are not part of a signature stamp.

    A stamp is drawn in one go: lines that follow each other in the content, in letters of one size, at one left edge, of which
    one says who signed, or when to the minute. Lines with its usual labels, and what stands between them, go with it.
    """
    drawn = _drawn_lines(runs)
    certain = [index for index, line in enumerate(drawn) if _CERTAIN.match(_text(line))]
    if not certain:
        return runs
    gone: set[int] = set()
    for index in certain:
        for stamped in (*_label_lines(drawn, index, -1), index, *_label_lines(drawn, index, 1)):
            gone.update(run.order for run in drawn[stamped])
    return [run for run in runs if run.order not in gone]


def _drawn_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs in content order, those on one baseline together."""
    drawn: list[list[Run]] = []
    for run in runs:
        last = drawn[-1][-1] if drawn else None
        size = run.size
        if last is not None and abs(run.base - last.base) < 0.2 * size and run.left > last.left and run.left - last.right < 2 * size:
            drawn[-1].append(run)
        else:
            drawn.append([run])
    return drawn


def _text(line: Sequence[Run]) -> str:
    return " ".join(" ".join(run.text for run in line).split())


def _label_lines(drawn: Sequence[list[Run]], index: int, step: int) -> list[int]:
    """Lines before or after one of a stamp that belong to it: as far as a line with a usual label goes."""
    near, reached = index + step, 0
    found: list[int] = []
    while 0 <= near < len(drawn) and _beside(drawn[near - step][0], drawn[near][0]):
        found.append(near)
        text = _text(drawn[near])
        if _USUAL.match(text) or _CERTAIN.match(text):
            reached = len(found)
        near += step
    return found[:reached]


def _beside(one: Run, other: Run) -> bool:
    size = one.size
    near = abs(one.left - other.left) < 6 * size and 0 < abs(one.base - other.base) < _STEP * size
    return near and abs(size - other.size) < 0.25 * size
