"""How much a text looks like a cell that lists units, without knowing who speaks."""
from __future__ import annotations

from functools import lru_cache

from kehoach.normalize.units.cell import Piece, read_pieces
from kehoach.normalize.units.setting import Setting

_NOBODY = Setting(None, "P", None)
_LOOK = 300
"""Characters looked at."""
_CELL = 120
"""A unit with its narrowing words is hardly longer; what is longer is a sentence."""
_WEIGHTS = {"collective_open": 0.8, "role": 0.6, "person": 0.9, "person_group": 0.9, "enterprise": 0.9, "adhoc_body": 0.7, "unknown": 0.0}


def _weight(piece: Piece) -> float:
    """How sure it is that a piece is a unit: listed, of a known kind, with a first word of units, or nothing of these."""
    if piece.draft.entry is not None:
        return 1.0
    return 0.8 if piece.draft.headed else _WEIGHTS.get(piece.draft.kind, 0.8)


@lru_cache(maxsize=16384)
def looks_like_units(text: str) -> float:
    """From 0 to 1, how much a text looks like units: the share of it that names them, narrowing words at part of their length.

    A text whose first words are no unit is a sentence that mentions some.
    """
    total = counted = 0.0
    first: float | None = None
    seen: set[str] = set()
    for piece in read_pieces(text[:_LOOK], _NOBODY):
        if piece.raw in seen:
            continue
        seen.add(piece.raw)
        weight = _weight(piece)
        narrowing = min(len(piece.qualifier or ""), len(piece.raw))
        share = 0.5 if len(piece.raw) < _CELL else 0.0
        total += len(piece.raw)
        counted += weight * (len(piece.raw) - narrowing + share * narrowing)
        first = weight if first is None else first
    if not total or first is None:
        return 0.0
    return round(min(1.0, counted / total) * (1.0 if first >= 0.6 else 0.4), 3)
