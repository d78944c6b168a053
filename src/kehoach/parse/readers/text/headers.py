"""Headers of two rows whose spans a dump has lost: which heading of the first row the second row's stand under."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.parse.columns import heading_role, names_time
from kehoach.parse.periods import LEVELS

_UNDER = frozenset({"lead", "support", "deliverable", "deadline"})


def header_texts(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """What the headings of one or two header rows can be, the likeliest first.

    A dump that lost the spans does not say under which heading the second row's cells stand: under the one that names no
    role by itself, or any other.
    """
    if len(rows) == 1:
        return [list(rows[0])]
    upper, lower = list(rows[0]), [text for text in rows[1] if text]
    times = times_below(upper, rows[1])
    if times:
        return [_under_time(upper, times)]
    if len(rows[1]) == len(upper) and any(not text for text in rows[1]):
        return [[b or a for a, b in zip(upper, rows[1], strict=True)]]
    upper = [text for text in upper if text]
    order = sorted(range(1, len(upper)), key=lambda index: (heading_role(upper[index])[1], index))
    return [[*upper[:at], *lower, *upper[at + 1 :]] for at in order] or [[*upper, *lower]]


def times_below(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The periods, or start and end, of a second row of which the rest only repeats the first; none where it says anything else."""
    times = [text for text in lower if text and text not in upper]
    if len(times) < 2 or not all(map(names_time, times)) or _time_at(upper) is None:
        return []
    counted = len(times) == len(lower) and times[0].strip("() ").isdigit()  # "1 2 3 …" under all columns
    return [] if counted else times


def _time_at(texts: Sequence[str]) -> int | None:
    return next((index for index, text in enumerate(texts) if heading_role(text)[0] == "deadline"), None)


def _under_time(upper: Sequence[str], times: Sequence[str]) -> list[str]:
    """The headings with the times in the place of the heading that they stand under, which the empty or equal cells after it belong to."""
    at = _time_at(upper) or 0
    stop = at + 1
    while stop < len(upper) and stop - at < len(times) and upper[stop] in ("", upper[at]):
        stop += 1
    return [*upper[:at], *(f"{upper[at]}{LEVELS}{time}" for time in times), *upper[stop:]]


def flat_headings(texts: Sequence[str]) -> list[str]:
    """Headings that were written one after the other: those of a second row take the place of the one they stand under.

    They begin where a role is named a second time, and more surely: "Phân công, Tiến độ, Chủ trì, Phối hợp".
    """
    start = next((index for index in range(len(texts), 0, -1) if not names_time(texts[index - 1])), 0)
    if times_below(texts[:start], texts[start:]):
        return _under_time(texts[:start], texts[start:])
    named = [heading_role(text) for text in texts]
    leads = [index for index, (role, _) in enumerate(named) if role == "lead"]
    if len(leads) > 1:
        first, second = leads[0], leads[-1]
        if named[first][1] < named[second][1] and {role for role, _ in named[second:]} <= _UNDER:
            return header_texts([texts[:second], texts[second:]])[0]
    return list(texts)
