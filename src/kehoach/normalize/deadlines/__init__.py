"""Deadline phrases to clauses, in two passes.

First what the phrase says by itself: words to tokens (``lexicon``), tokens to periods and rhythms (``atoms``, rules as data),
lists and ranges (``chains``), pieces with their bounds (``pieces``), pieces joined and labelled (``joins``, ``labels``).
Then what the context fills in (``resolve``): missing years, the issue date. What is not understood gives no clause, never
a guess; a date is never read from today's.
"""
from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

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


class _Said(NamedTuple):
    """The first pass: the phrase as written and in plain letters, its tokens, and its pieces.

    ``listed``: the pieces of a cell, with the years they lend each other ("Lần 1: trước 30/6; lần 2: trước 15/12/2024") and labels.
    """

    raw: str
    plain: str
    tokens: list[Token]
    pieces: list[Piece]
    listed: list[Piece]


@lru_cache(maxsize=8192)
def said(phrase: str, *, sentence: bool = False) -> _Said:
    """What a phrase says by itself, as a cell or as a sentence; remembered, because plans repeat their phrases."""
    written = surface(phrase)
    tokens = read_atoms(tokenize(written, sentence=sentence))
    pieces = find_pieces(tokens)
    if len(tokens) == 1 and tokens[0].kind == "PERIOD":  # most cells are one date, with nothing to join or to label
        return _Said(written.raw, written.plain, tokens, pieces, pieces)
    pieces = join_pieces(settle_colons(pieces, tokens), tokens)
    pieces.sort(key=lambda piece: piece.first)
    return _Said(written.raw, written.plain, tokens, pieces, label_pieces(_lend_between(pieces), tokens))


def _lend_between(pieces: list[Piece]) -> list[Piece]:
    if sum(piece.kind == "time" for piece in pieces) < 2:
        return pieces
    members = iter(lend([member for piece in pieces if piece.kind == "time" for member in piece.members]))
    return [piece._replace(members=tuple(next(members) for _ in piece.members)) if piece.kind == "time" else piece for piece in pieces]


def read_deadline(raw: str, context: Context) -> Deadline:
    """The clauses of a deadline cell, in its order. A phrase that is blank or not understood has none."""
    phrase, given = said(raw), frame(context)
    clauses = tuple(clause for piece in phrase.listed for clause in clauses_of(piece, given, phrase.raw, phrase.tokens))
    return Deadline(raw=phrase.raw, due=_due(clauses), clauses=clauses)


def find_deadlines(sentence: str, context: Context) -> Deadline:
    """The deadlines inside a running sentence; ``raw`` is the words found, as written, joined by "; "."""
    phrase, given = said(sentence, sentence=True), frame(context)
    pieces = [piece for piece in phrase.pieces if counts_in_prose(piece, phrase.tokens, phrase.plain)]
    found = ((piece, clause) for piece in pieces for clause in clauses_of(piece, given, phrase.raw, phrase.tokens))
    clauses = tuple(clause for piece, clause in found if still_to_come(clause, piece, given))
    return Deadline(raw="; ".join(clause.raw for clause in clauses), due=_due(clauses), clauses=clauses)


def _due(clauses: tuple[Clause, ...]) -> date | None:
    """The last day of the clauses that close the task; what goes on, recurs or is left to a document closes nothing."""
    return max([clause.end for clause in clauses if clause.end and clause.kind in ("within", "by", "event")], default=None)


def explain_deadline(raw: str, context: Context) -> list[tuple[str, str]]:
    """The rules that fired, in order, each with the words it fired on (names as in ``data/deadlines_rules.toml``)."""
    phrase = said(raw)
    return fired_rules(phrase.raw, phrase.tokens, phrase.listed, frame(context))
