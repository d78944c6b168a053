"""What narrows a unit: where the words after its name that do so begin and end ("được giao …", "còn lại", "(làm điểm)")."""
from __future__ import annotations

from functools import cache

from kehoach.normalize.units.finder import after_joins
from kehoach.normalize.units.listing import Found
from kehoach.normalize.units.reader import JOINS, Reader
from kehoach.normalize.units.sharing import shared
from kehoach.normalize.units.words import lists

_MARKS = frozenset({"(", "[", '"', "“", "'", "‘"})


@cache
def _object_words() -> frozenset[str]:
    """Last words of the phrases after which a unit is an object of the sentence."""
    return frozenset(phrase.split()[-1] for phrase in lists()["qualifiers"]["takes_object"])


def narrowing(reader: Reader, found: Found, end: int) -> tuple[int, int]:
    """The first token of the words that narrow a unit and the token after them; both the same where nothing does."""
    at = found.end
    if at >= end:
        return at, at
    if reader.key(at) in JOINS:
        following = after_joins(reader, at)
        if _works_along(reader, following):
            return at, at
        verb = following < end and found.complete and not reader.starts(following) and reader.qualifier(following, nouns=True)
        if not verb or shared(reader, following, found.carry) is not None:
            return at, at
        return following, _end(reader, following, end, found)
    listed = reader.phrase(at, "phrases", "plural") > at or any(match.end > at + 1 for match in reader.matches(at))
    next_unit = reader.title(at) and reader.starts(at, strict=True) and (listed or not reader.cell.shouting)
    if next_unit or _works_along(reader, at):
        return at, at
    return at, _end(reader, at, end, found)


def opens(reader: Reader, at: int, found: Found) -> bool:
    """Whether words after a unit narrow it: brackets, quotes, a phrase of the lists, a number of many. Others make another name of it."""
    if reader.key(at) in _MARKS or not reader.tokens[at].word:
        return True
    if not reader.cell.shouting and reader.title(at) and not reader.key(at).isdigit():
        return False
    many = found.nouns or any(draft.kind not in ("single", "unknown") for draft in found.drafts)
    if reader.qualifier(at, nouns=many) or reader.phrase(at, "qualifiers", "deeds") > at:
        return True
    return many and (reader.key(at).isdigit() or reader.phrase(at, "qualifiers", "many") > at)


def _end(reader: Reader, start: int, end: int, found: Found) -> int:
    """The token after narrowing words: a mark before a sure unit, or a listed name that no word before it takes as its object."""
    at, depth = start, 0
    while at < end:
        key = reader.key(at)
        depth += (key == "(") - (key == ")")
        if depth <= 0 and key in JOINS and key != ".":
            following = after_joins(reader, at)
            if following >= end or _new_unit(reader, start, at, following, found):
                return at
            at = following
            continue
        if depth <= 0 and at > start and reader.title(at) and reader.key(at - 1) not in _object_words() and _listed_name(reader, at):
            return at
        at += 1
    return end


def _new_unit(reader: Reader, start: int, join: int, at: int, found: Found) -> bool:
    """Whether a unit follows the marks at ``join``: a sure one, one that works along, any after words complete in themselves."""
    if reader.starts(at, strict=True) or _works_along(reader, at):
        return True
    closed = reader.phrase(start, "qualifiers", "closed") == join or reader.key(join - 1) == ")"
    return closed and (reader.starts(at) or shared(reader, at, found.carry) is not None)


def _works_along(reader: Reader, at: int) -> bool:
    """Whether another unit follows that works along: "chủ trì, phối hợp với Sở B"; without "với" only one with a capital is sure."""
    after = reader.phrase(at, "qualifiers", "with_others")
    return after > at and reader.starts(after) and (reader.key(after - 1) != "hợp" or (reader.strong_start(after) and reader.title(after)))


def _listed_name(reader: Reader, at: int) -> bool:
    """Whether a listed name of two words or more, or a list after "Các", begins at a token without any mark before it."""
    if reader.cell.shouting:
        return False
    found = reader.matches(at)
    return reader.plural_title(at) or (bool(found) and found[0].end > at + 1)
