"""Headers of two rows whose spans a dump has lost: which heading of the first row the second row's stand under."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.parse.columns import heading_role

_UNDER = frozenset({"lead", "support", "deliverable", "deadline"})


def header_texts(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """What the headings of one or two header rows can be, the likeliest first.

    A dump that lost the spans does not say under which heading the second row's cells stand: under the one that names no
    role by itself, or any other.
    """
    if len(rows) == 1:
        return [list(rows[0])]
    upper, lower = list(rows[0]), [text for text in rows[1] if text]
    if len(rows[1]) == len(upper) and any(not text for text in rows[1]):
        return [[b or a for a, b in zip(upper, rows[1], strict=True)]]
    upper = [text for text in upper if text]
    order = sorted(range(1, len(upper)), key=lambda index: (heading_role(upper[index])[1], index))
    return [[*upper[:at], *lower, *upper[at + 1 :]] for at in order] or [[*upper, *lower]]


def flat_headings(texts: Sequence[str]) -> list[str]:
    """Headings that were written one after the other: those of a second row take the place of the one they stand under.

    They begin where a role is named a second time, and more surely: "Phân công, Tiến độ, Chủ trì, Phối hợp".
    """
    named = [heading_role(text) for text in texts]
    leads = [index for index, (role, _) in enumerate(named) if role == "lead"]
    if len(leads) > 1:
        first, second = leads[0], leads[-1]
        if named[first][1] < named[second][1] and {role for role, _ in named[second:]} <= _UNDER:
            return header_texts([texts[:second], texts[second:]])[0]
    return list(texts)
