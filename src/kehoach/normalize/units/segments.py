"""A cell cut at its hard marks: semicolons, lines and bullets, full stops between units. Brackets are never cut."""
from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kehoach.normalize.units.reader import Reader
from kehoach.normalize.units.words import LINE, Token

BULLETS = frozenset({"-", "+", "•"})
NOISE = frozenset({",", "-", "+", "•", "/", "&", ".", ":", '"', "'", "*", "_", "…", LINE, ")", ";", "“", "”"})
"""Marks that stand before or between units and say nothing."""
_BEFORE_LABEL = frozenset({".", ",", "-", "+", "•"})
_GOES_ON = frozenset({"và", "của", "thuộc", ",", "các"})


class Segment(Struct, frozen=True):
    """Tokens ``start`` to ``end`` (not included); ``bullet``: a bullet opens them."""

    start: int
    end: int
    bullet: bool


def joined_lines(reader: Reader) -> Reader:
    """A reader of the cell without the line ends that only wrap a line: those inside a name, or before what begins no unit."""
    if all(token.text != LINE for token in reader.tokens):
        return reader
    flat = [token for token in reader.tokens if token.text != LINE]
    whole = Reader(replace(reader.cell, tokens=flat), reader.setting)
    kept: list[Token] = []
    at = 0
    for place, token in enumerate(reader.tokens):
        if token.text != LINE:
            kept.append(token)
            at += 1
        elif _opens_line(reader, place) and not _inside_name(whole, at):
            kept.append(token)
    return Reader(replace(reader.cell, tokens=kept), reader.setting)


def _opens_line(reader: Reader, line: int) -> bool:
    """Whether a bullet, a number or a unit with a capital begins the line after a line end."""
    after = line + 1
    if reader.key(after) in BULLETS or ordinal(reader, after) > after:
        return True
    return reader.title(after) and reader.starts(after, strict=True) and reader.key(line - 1) not in _GOES_ON


def _inside_name(whole: Reader, at: int) -> bool:
    """Whether a listed name reaches over the place before token ``at`` of the cell without line ends."""
    earlier = range(max(0, at - 10), at)
    return any(match.end > at for back in earlier if whole.tokens[back].word for match in whole.matches(back))


def ordinal(reader: Reader, at: int) -> int:
    """The token after a number or letter that counts ("1.", "a)"), or the token itself."""
    token, following = reader.token(at), reader.token(at + 2)
    if token is None or not token.word or len(token.text) > 2 or reader.key(at + 1) not in (".", ")"):
        return at
    counts = token.text.isdigit() or (len(token.text) == 1 and reader.key(at + 1) == ")")
    return at + 2 if counts and following is not None and following.word and not following.text.isdigit() else at


def segments(reader: Reader) -> list[Segment]:
    """The parts of a cell between its hard marks, without the bullets and numbers before them."""
    found: list[Segment] = []
    closing = _closing_brackets(reader)
    start, at, bullet = 0, 0, False
    while at <= reader.size:
        if at == reader.size or _cuts(reader, at):
            begin, opened = _bare_start(reader, start, at)
            bullet = bullet or opened
            if begin < at:
                found.append(Segment(begin, at, bullet))
                bullet = False
            start = at + 1
        at = closing.get(at, at) + 1
    return found


def _cuts(reader: Reader, at: int) -> bool:
    if reader.key(at) in (";", LINE) or (reader.key(at) == "." and _ends_sentence(reader, at)):
        return True
    return reader.key(at) in _BEFORE_LABEL and _column_label(reader, at + 1)


def _column_label(reader: Reader, at: int) -> bool:
    """Whether the name of a column and a colon stand at a token: "Chủ trì: Sở A. Phối hợp: Sở B"."""
    after = reader.phrase(at, "phrases", "columns")
    return after > at and reader.key(after) == ":"


def _bare_start(reader: Reader, start: int, end: int) -> tuple[int, bool]:
    """The first token that is no mark and no number, and whether a bullet was among them."""
    bullet = False
    while start < end and (reader.key(start) in NOISE or ordinal(reader, start) > start):
        bullet = bullet or reader.key(start) in BULLETS
        start = max(start + 1, ordinal(reader, start))
    return start, bullet


def _closing_brackets(reader: Reader) -> dict[int, int]:
    """The closing bracket of every opening one that has one."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for at, token in enumerate(reader.tokens):
        if token.text == "(":
            waiting.append(at)
        elif token.text == ")" and waiting:
            pairs[waiting.pop()] = at
    return pairs


def _ends_sentence(reader: Reader, at: int) -> bool:
    """Whether a full stop separates units: a bullet, or a unit with a capital, comes after it, and no abbreviation stands before."""
    before, after = reader.token(at - 1), at + 1
    if before is None or (before.title and len(before.text) <= 2):
        return False
    begins = reader.title(after) and reader.starts(after, strict=True)
    return after >= reader.size or reader.key(after) in BULLETS or reader.key(after) == LINE or begins
