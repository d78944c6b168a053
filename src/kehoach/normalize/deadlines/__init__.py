"""Deadline phrases to clauses, in two passes.

First what the phrase says by itself: words to tokens (``lexicon``), tokens to periods and rhythms (``atoms``, rules as data),
lists and ranges (``chains``), pieces with their bounds (``pieces``), pieces joined and labelled (``joins``, ``labels``).
Then what the context fills in (``resolve``): missing years, the issue date. What is not understood gives no clause, never
a guess; a date is never read from today's.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from kehoach.model import Clause, Deadline
from kehoach.normalize.context import Context
from kehoach.normalize.deadlines.atoms import read_atoms
from kehoach.normalize.deadlines.chains import lend
from kehoach.normalize.deadlines.explain import fired_rules
from kehoach.normalize.deadlines.joins import join_pieces
from kehoach.normalize.deadlines.labels import label_pieces, settle_colons
from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.pieces import Piece, find_pieces
from kehoach.normalize.deadlines.prose import counts_in_prose, still_to_come
from kehoach.normalize.deadlines.resolve import clauses_of, frame
from kehoach.normalize.deadlines.surface import surface
from kehoach.normalize.deadlines.tokens import tokenize

__all__ = ["explain_deadline", "find_deadlines", "read_deadline"]


@dataclass(frozen=True, slots=True)
class _Said:
    """The first pass: the phrase as written and in plain letters, its tokens and its pieces."""

    raw: str
    plain: str
    tokens: list[Token]
    pieces: list[Piece]


@lru_cache(maxsize=4096)
def _said(phrase: str) -> _Said:
    written = surface(phrase)
    tokens = read_atoms(tokenize(written))
    pieces = join_pieces(settle_colons(find_pieces(tokens), tokens), tokens)
    return _Said(written.raw, written.plain, tokens, sorted(pieces, key=lambda piece: piece.first))


@lru_cache(maxsize=4096)
def _listed(phrase: str) -> list[Piece]:
    """The pieces of a cell, with the years that they lend each other ("Lần 1: trước 30/6; lần 2: trước 15/12/2024") and labels."""
    said = _said(phrase)
    return label_pieces(_lend_between(said.pieces), said.tokens)


def _lend_between(pieces: list[Piece]) -> list[Piece]:
    if sum(piece.kind == "time" for piece in pieces) < 2:
        return pieces
    members = iter(lend([member for piece in pieces if piece.kind == "time" for member in piece.members]))
    return [replace(piece, members=tuple(next(members) for _ in piece.members)) if piece.kind == "time" else piece for piece in pieces]


def read_deadline(raw: str, context: Context) -> Deadline:
    """The clauses of a deadline cell, in its order. A phrase that is blank or not understood has none."""
    said, given = _said(raw), frame(context)
    clauses = tuple(clause for piece in _listed(raw) for clause in clauses_of(piece, given, said.raw, said.tokens))
    return Deadline(raw=said.raw, due=_due(clauses), clauses=clauses)


def find_deadlines(sentence: str, context: Context) -> Deadline:
    """The deadlines inside a running sentence; ``raw`` is the words found, as written, joined by "; "."""
    said, given = _said(sentence), frame(context)
    pieces = [piece for piece in said.pieces if counts_in_prose(piece, said.tokens, said.plain)]
    found = (clause for piece in pieces for clause in clauses_of(piece, given, said.raw, said.tokens))
    clauses = tuple(clause for clause in found if still_to_come(clause, given))
    return Deadline(raw="; ".join(clause.raw for clause in clauses), due=_due(clauses), clauses=clauses)


def _due(clauses: tuple[Clause, ...]) -> date | None:
    """The last day of the clauses that close the task; what goes on, recurs or is left to a document closes nothing."""
    return max((clause.end for clause in clauses if clause.kind in ("within", "by", "event") and clause.end), default=None)


def explain_deadline(raw: str, context: Context) -> list[tuple[str, str]]:
    """The rules that fired, in order, each with the words it fired on (names as in ``data/deadlines_rules.toml``)."""
    said = _said(raw)
    return fired_rules(said.raw, said.tokens, _listed(raw), frame(context))
