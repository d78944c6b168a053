"""Deadline phrases to clauses, in two passes.

First what the phrase says by itself: words to tokens (``lexicon``), tokens to periods and rhythms (``atoms``, rules as data),
lists and ranges (``chains``), pieces with their bounds (``pieces``), pieces joined and labelled (``joins``, ``labels``).
Then what the context fills in (``resolve``): missing years, the issue date. What is not understood gives no clause, never
a guess; a date is never read from today's.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kehoach.model import Clause, Deadline
from kehoach.normalize.context import Context
from kehoach.normalize.deadlines.atoms import read_atoms
from kehoach.normalize.deadlines.chains import lend
from kehoach.normalize.deadlines.joins import join_pieces
from kehoach.normalize.deadlines.labels import label_pieces, settle_colons
from kehoach.normalize.deadlines.lexicon import Token, tokenize
from kehoach.normalize.deadlines.pieces import Piece, find_pieces
from kehoach.normalize.deadlines.resolve import clauses_of, frame
from kehoach.normalize.deadlines.surface import surface

__all__ = ["explain_deadline", "read_deadline"]


@dataclass(frozen=True, slots=True)
class _Said:
    """The first pass: the phrase as written, its tokens and its pieces."""

    raw: str
    tokens: list[Token]
    pieces: list[Piece]


@lru_cache(maxsize=4096)
def _said(phrase: str) -> _Said:
    written = surface(phrase)
    tokens = read_atoms(tokenize(written))
    pieces = join_pieces(settle_colons(find_pieces(tokens), tokens), tokens)
    pieces = label_pieces(_lend_between(sorted(pieces, key=lambda piece: piece.first)), tokens)
    return _Said(written.raw, tokens, pieces)


def _lend_between(pieces: list[Piece]) -> list[Piece]:
    """Years lent from clause to clause: "Lần 1: trước 30/6; lần 2: trước 15/12/2024"."""
    from dataclasses import replace

    members = iter(lend([member for piece in pieces if piece.kind == "time" for member in piece.members]))
    return [replace(piece, members=tuple(next(members) for _ in piece.members)) if piece.kind == "time" else piece for piece in pieces]


def read_deadline(raw: str, context: Context) -> Deadline:
    """The clauses of a phrase, in its order. A phrase that is blank or not understood has none."""
    said = _said(raw)
    given = frame(context)
    clauses = tuple(clause for piece in said.pieces for clause in clauses_of(piece, given, said.raw, said.tokens))
    return Deadline(raw=said.raw, due=_due(clauses), clauses=clauses)


def _due(clauses: tuple[Clause, ...]) -> date | None:
    """The last day of the clauses that close the task; what goes on, recurs or is left to a document closes nothing."""
    return max((clause.end for clause in clauses if clause.kind in ("within", "by", "event") and clause.end), default=None)


def explain_deadline(raw: str, context: Context) -> list[tuple[str, str]]:
    """The rules that fired, in order, each with the words it fired on (names as in ``data/deadlines_rules.toml``)."""
    said = _said(raw)
    given = frame(context)
    fired: list[tuple[str, str]] = []
    for piece in said.pieces:
        words = said.raw[said.tokens[piece.first].start : said.tokens[piece.last - 1].end]
        fired += [(rule, words) for rule in piece.rules]
        fired += [(clause.kind, clause.raw) for clause in clauses_of(piece, given, said.raw, said.tokens)]
    return fired
