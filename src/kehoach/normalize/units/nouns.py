"""Lists of common nouns that are one unit: "sở, ban, ngành", "cơ quan, đơn vị, địa phương" (``collectives.tsv``)."""
from __future__ import annotations

from functools import cache

from msgspec import Struct

from kehoach.normalize.data import members, rows
from kehoach.normalize.units.drafts import Draft, listed
from kehoach.normalize.units.gazetteer import entries
from kehoach.normalize.units.names import capital, write_out
from kehoach.normalize.units.reader import RUN_LIMIT, Reader
from kehoach.normalize.units.words import lists

_SCOPE_SPEAKER = {"P": "province", "D": "district", "C": "commune", "S": "department", "T": "central"}


class Rule(Struct, frozen=True):
    """One row of ``collectives.tsv``."""

    id: str
    needs: tuple[frozenset[str], ...]
    may: frozenset[str]
    where: str
    ending: str


class NounList(Struct, frozen=True):
    """Common nouns from token ``start``; ``end``: after the last, ``scope_end``: after the words that say whose they are."""

    start: int
    end: int
    nouns: tuple[str, ...]
    scope: str | None
    scope_start: int
    scope_end: int
    related_end: int


@cache
def _rules() -> tuple[Rule, ...]:
    found = []
    for row in rows("collectives"):
        needs = tuple(frozenset(need.split("+")) for need in members(row["needs"]))
        may = frozenset(members(row["may"])).union(*needs)
        if needs:
            found.append(Rule(row["id"], needs, may, row["where"], row["ending"]))
    return tuple(found)


def read_nouns(reader: Reader, at: int) -> NounList | None:
    """The list of common nouns that begins at a token, or None."""
    start = here = reader.phrase(at, "phrases", "plural")
    nouns: list[str] = []
    end = at
    closed = lists()["scope"]["closed_class"]
    while len(nouns) < RUN_LIMIT:
        after = reader.noun(here)
        if not after or (nouns and _begins_name(reader, here, after)):
            break
        noun = " ".join(reader.key(step) for step in range(here, after))
        nouns += lists()["nouns"]["joined"].get(noun, [noun])
        end = here = after
        while reader.key(here) in (",", "và", "/", "-", "&"):
            here += 1
        further = reader.phrase(here, "phrases", "plural")
        if further > here:
            if noun not in closed or not any(reader.noun(further) and _begins(reader, further, word) for word in closed):
                break
            here = further
    if not nouns:
        return None
    scope = reader.scope(end)
    scope_end = scope[1] if scope else end
    related = reader.phrase(scope_end, "qualifiers", "related")
    return NounList(start, end, tuple(nouns), scope[0] if scope else None, end, scope_end, related)


def _begins_name(reader: Reader, at: int, after: int) -> bool:
    """Whether a listed name with a capital goes on after the noun: "Ban" of "sở, Ban Dân tộc"."""
    if reader.cell.shouting or not reader.starts(at, strict=True):
        return False
    return any(match.end > after for match in reader.matches(at))


def _begins(reader: Reader, at: int, noun: str) -> bool:
    words = noun.split()
    return [reader.key(at + step) for step in range(len(words))] == words


def noun_units(reader: Reader, found: NounList) -> tuple[list[Draft], int]:
    """The units that a list of nouns is, and the token after what they take up; narrowing words are left for the qualifier."""
    related = found.related_end > found.scope_end and reader.key(found.related_end) not in ("đến", "tới")
    bare = reader.ends_list_item(found.scope_end) or reader.key(found.scope_end) in (",", "và", "/", "-")
    speaker = _SCOPE_SPEAKER[found.scope] if found.scope in ("D", "C", "S") else reader.setting.speaker
    drafts: list[Draft] = []
    rest = found.nouns
    while rest:
        rule, count = _rule(rest, speaker, related=related, bare=bare and found.scope is None, alone=not drafts)
        if rule is None:
            drafts.append(_as_written(reader, found, rest))
            break
        drafts.append(listed(entries()[rule.id], reader.setting.day))
        rest = rest[count:]
    closes = related and bool(drafts) and drafts[-1].id == "coll.lien_quan"
    if closes:
        for draft in drafts[:-1]:
            draft.qualifier = " ".join(reader.tokens[at].text for at in range(found.scope_end, found.related_end))
        return drafts, found.related_end
    if found.scope_end > found.end and not _is_level_phrase(reader, found):
        for draft in drafts:
            if draft.entry is None:
                draft.qualifier = " ".join(reader.tokens[at].text for at in range(found.end, found.scope_end))
    return drafts, found.scope_end


def _is_level_phrase(reader: Reader, found: NounList) -> bool:
    """Whether the scope is part of an unlisted name: "cấp tỉnh", "huyện", but not "thuộc tỉnh"."""
    return found.scope_end > found.end and (reader.key(found.end) == "cấp" or reader.level_word(found.end) is not None)


def _rule(nouns: tuple[str, ...], speaker: str | None, *, related: bool, bare: bool, alone: bool) -> tuple[Rule | None, int]:
    """The first rule that takes the head of a list, and how many nouns it takes."""
    for rule in _rules():
        if rule.where and rule.where != speaker:
            continue
        count = 0
        while count < len(nouns) and nouns[count] in rule.may:
            count += 1
        taken = frozenset(nouns[:count])
        if not any(need <= taken for need in rule.needs):
            continue
        if rule.ending and count < len(nouns):
            continue
        if rule.ending == "liên quan" and (not related or (not alone and nouns == ("địa phương",))):
            continue
        if rule.ending == "end" and not bare:
            continue
        return rule, count
    return None, 0


def _as_written(reader: Reader, found: NounList, rest: tuple[str, ...]) -> Draft:
    """The nouns that no rule takes, as they are written."""
    start = found.start
    if len(rest) < len(found.nouns):
        words = rest[0].split()
        while start < found.end and [reader.key(start + step) for step in range(len(words))] != words:
            start += 1
    end = found.scope_end if _is_level_phrase(reader, found) else found.end
    return Draft(capital(write_out(reader.cell, start, end)), kind="collective_open", rule="as written")
