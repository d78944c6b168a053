"""Which rules fired on a phrase, and on which words: for ``kehoach normalize deadline --explain``."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.partial import Member, Range
from kehoach.normalize.deadlines.pieces import Piece
from kehoach.normalize.deadlines.resolve import Frame, bounded, days_of

_SWALLOWED = frozenset({"event", "reference", "adhoc"})


def fired_rules(raw: str, tokens: Sequence[Token], pieces: Sequence[Piece], given: Frame) -> list[tuple[str, str]]:
    """Rules with their words, in the order of the phrase. Dates inside an event or a reference are part of its words only."""
    fired = [*_of_tokens(tokens, pieces), *(found for piece in pieces for found in _of_piece(piece, tokens, given))]
    fired.sort(key=lambda found: found[1:])
    return list(dict.fromkeys((rule, raw[start:end]) for rule, start, end in fired))


def _of_tokens(tokens: Sequence[Token], pieces: Sequence[Piece]) -> Iterator[tuple[str, int, int]]:
    inside = {i for piece in pieces if piece.kind in _SWALLOWED and not piece.counted for i in range(piece.first, piece.last)}
    for i, token in enumerate(tokens):
        if token.rule and i not in inside:
            yield token.rule, token.start, token.end
        elif token.kind == "CITED":
            yield "cited", token.start, token.end


def _of_piece(piece: Piece, tokens: Sequence[Token], given: Frame) -> Iterator[tuple[str, int, int]]:
    start, end = tokens[piece.first].start, tokens[piece.last - 1].end
    made_by_pattern = {token.rule for token in tokens[piece.first : piece.last]}
    for rule in piece.rules:
        if rule not in made_by_pattern:
            yield rule, start, end
    if piece.kind == "time":
        kind, _, _, bound = bounded(piece.lead, piece.members[0], days_of(piece.members[0], given) or (None, None))
        yield "before" if bound == "<" else "after" if "AFTER" in piece.lead else kind, start, end
        if not any(_says_year(member) for member in piece.members):
            yield "year-from-context", start, end


def _says_year(member: Member) -> bool:
    period = member.end if isinstance(member, Range) else member
    return period.year is not None or period.grain == "issue"
