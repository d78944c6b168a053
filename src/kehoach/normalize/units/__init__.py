"""The units of a cell: split, resolved against the gazetteer, completed by who issued the document and when."""
from __future__ import annotations

from datetime import date
from functools import lru_cache

from kehoach.model import Unit
from kehoach.normalize.context import Context
from kehoach.normalize.units.cell import Piece, read_pieces
from kehoach.normalize.units.likeness import looks_like_units
from kehoach.normalize.units.setting import setting

__all__ = ["explain_units", "looks_like_units", "read_units"]


@lru_cache(maxsize=8192)
def _read(raw: str, issuer: str | None, day: date | None) -> tuple[Unit, ...]:
    return tuple(_unit(piece) for piece in read_pieces(raw, setting(issuer, day)))


def _unit(piece: Piece) -> Unit:
    draft = piece.draft
    return Unit(
        raw=piece.raw,
        name=draft.name,
        id=draft.id,
        kind=draft.kind,
        level=draft.level,
        qualifier=piece.qualifier,
        label=piece.label,
        successor=draft.successor,
    )


def read_units(raw: str, context: Context) -> tuple[Unit, ...]:
    """The units of a cell, one entry each, in order; equal ones once. A blank cell, or one that holds only marks, has none."""
    return _read(raw, context.issuer, context.day())


def explain_units(raw: str, context: Context) -> list[tuple[str, str]]:
    """For each unit of a cell the rule it was read by and the words it was read from."""
    return [(piece.draft.rule, piece.raw) for piece in read_pieces(raw, setting(context.issuer, context.day()))]
