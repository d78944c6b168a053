"""A part without a head takes the head of the part before: "UBND cấp huyện, cấp xã", "Sở Nội vụ, Tài chính", "UBND huyện A, B"; bodies of
a Party committee take its name from the last of them."""
from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from kehoach.normalize.units.drafts import at_place
from kehoach.normalize.units.gazetteer import Entry, entries, level_letter, matches_under
from kehoach.normalize.units.listing import Carry, Found, Name, stem_of, with_slot
from kehoach.normalize.units.names import write_out
from kehoach.normalize.units.reader import JOINS, Reader
from kehoach.normalize.units.words import phrase_keys

_COMMITTEES = ("Tỉnh ủy", "Huyện ủy")
"""Last words that the bodies of one Party committee share."""


def shared(reader: Reader, at: int, carry: Carry) -> Found | None:
    """The units that the words at a token are under a head, or None where they are none that are listed."""
    if at >= reader.size:
        return None
    found = _under_name(reader, at, carry) or _under_head(reader, at, carry) or _under_level_word(reader, at, carry)
    if found is None:
        return None
    for draft in found.drafts:
        draft.rule = "head shared"
        if carry.person and not draft.name.startswith(carry.person):
            draft.name, draft.kind, draft.id = carry.person + draft.name, "person", None
    found.carry = replace(found.carry, person=carry.person, listing=carry.listing, level_word=found.carry.level_word or carry.level_word)
    return found


def _under_name(reader: Reader, at: int, carry: Carry) -> Found | None:
    """Level words under a name that takes them: "cấp xã" after "UBND cấp huyện"."""
    if carry.node is None or not carry.node.slots.keys() & {"P", "D", "C", "*"} or reader.level(at) is None:
        return None
    return with_slot(reader, Name(at, at, carry.node, carry.stem, carry.head))


def _under_head(reader: Reader, at: int, carry: Carry) -> Found | None:
    """The rest of a listed name under its first word: "Tài chính" after "Sở Nội vụ"."""
    inner = reader.phrase(at, "phrases", "plural")
    if carry.head is None or inner >= reader.size:
        return None
    for match in matches_under(carry.head, reader.tokens, inner, reader.size):
        found = with_slot(reader, Name(at, match.end, match.node, stem_of(reader, match, inner), carry.head))
        if found is not None and found.drafts[0].entry is not None and not found.drafts[0].entry.kept:
            return found
    return None


def _under_level_word(reader: Reader, at: int, carry: Carry) -> Found | None:
    """A place under a level word: "Sơn Tịnh" after "UBND huyện Bình Sơn"."""
    if not carry.level_word or carry.node is None or not reader.title(at) or reader.starts(at, strict=True):
        return None
    end = reader.place(at)
    letter = level_letter(carry.level_word.casefold(), reader.setting.city) or "D"
    choices = carry.node.slots.get(letter) or carry.node.slots.get("*")
    if end == at or not choices or not (reader.ends_list_item(end) or reader.key(end) in JOINS):
        return None
    place = write_out(reader.cell, at, end, first=False)
    draft = at_place(choices[0][0], f"{carry.stem} {carry.level_word} {place}", place)
    return Found(at, end, [draft], complete=True, carry=carry)


@cache
def _of_committees() -> dict[tuple[str, ...], Entry]:
    """The bodies of Party committees by the keys of their names."""
    return {phrase_keys(entry.name): entry for entry in entries().values() if entry.name.endswith(_COMMITTEES)}


def committee_of(entry: Entry | None) -> str:
    """The Party committee of whose bodies a listed unit is one, "Huyện ủy" of "Ban Tuyên giáo Huyện ủy"; "" where it is none."""
    if entry is None:
        return ""
    return next((name for name in _COMMITTEES if entry.name.endswith(f" {name}")), "")


def body_of(committee: str, written: str) -> Entry | None:
    """The body of a Party committee that words before another of its bodies name: "Ban Tổ chức, Ban Tuyên giáo Huyện ủy"."""
    return _of_committees().get(phrase_keys(f"{written} {committee}"))
