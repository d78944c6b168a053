"""A cell read from left to right: labels, units, what narrows them, and what a part shares with the part before.

The rules are those of the field: commas inside "sở, ban, ngành" or inside a listed name are part of it, ``&`` never separates,
"và" only between two units, a part without a head takes the head of the part before where that gives a listed unit.
"""
from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kehoach.normalize.units.drafts import Draft, listed
from kehoach.normalize.units.finder import FAMILIES, POINTS_ABOVE, longer, unit_at
from kehoach.normalize.units.listing import Carry, Found
from kehoach.normalize.units.names import capital, write_out
from kehoach.normalize.units.narrowing import narrowing, opens
from kehoach.normalize.units.reader import Reader
from kehoach.normalize.units.segments import NOISE, joined_lines, segments
from kehoach.normalize.units.setting import Setting
from kehoach.normalize.units.sharing import body_of, committee_of, shared
from kehoach.normalize.units.words import read_cell, with_unions

_BEFORE_COLON = 24
"""Tokens within which a colon closes a head or a label."""
_LABEL = 10
"""Tokens of the longest label."""


class Piece(Struct):
    """One unit of a cell with the words it was read from, what narrows it and its label."""

    draft: Draft
    raw: str
    qualifier: str | None
    label: str | None


def read_pieces(raw: str, setting: Setting) -> list[Piece]:
    """The units of a cell in order, equal ones once."""
    cell = with_unions(read_cell(raw)) if setting.union else read_cell(raw)
    if not any(token.word for token in cell.tokens):
        return []
    reader = joined_lines(Reader(cell, setting))
    if reader.ends_list_item(reader.phrase(0, "phrases", "nobody")) and reader.phrase(0, "phrases", "nobody") >= reader.size - 1:
        return []
    part = _Part(reader)
    for segment in segments(reader):
        part.open(segment.start, bullet=segment.bullet)
        part.read(segment.start, segment.end)
    unique: dict[tuple[str, str | None, str | None], Piece] = {}
    for piece in part.pieces:
        unique.setdefault((piece.draft.name, piece.qualifier, piece.label), piece)
    return list(unique.values())


class _Part:
    """The parts of a cell between its hard marks, one after the other; ``label`` and ``carry`` reach from one to the next."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.pieces: list[Piece] = []
        self.label: str | None = None
        self.carry = Carry()

    def open(self, start: int, *, bullet: bool) -> None:
        """Begin a part: a bullet ends a label; a head reaches over a semicolon only to "cấp xã" or in a list after a colon."""
        if bullet:
            self.label = None
        if not self.carry.listing and self.reader.key(start) != "cấp":
            self.carry = Carry()

    def read(self, start: int, end: int) -> None:
        """Read the units of tokens ``start`` to ``end``."""
        before = len(self.pieces)
        at = self._before_colon(start, end)
        while at < end:
            at = self._skip(at, end)
            if at < end:
                at = self._item(at, end)
        self._share_committee(before)

    def _share_committee(self, before: int) -> None:
        """Give the bodies of a Party committee its name, which only the last has; "Văn phòng" alone may be that of the issuer."""
        committee, sure = "", False
        for piece in reversed(self.pieces[before:]):
            own = committee_of(piece.draft.entry)
            if own:
                committee, sure = own, False
                continue
            entry = body_of(committee, piece.raw) if committee and not piece.qualifier else None
            if entry is None or not (piece.draft.entry is None or sure):
                committee = ""
                continue
            piece.draft = listed(entry, self.reader.setting.day, "head shared")
            sure = True

    def _item(self, at: int, end: int) -> int:
        """Read the unit at a token with what narrows it; gives the token after them."""
        found = unit_at(self.reader, at, end, self.carry)
        start, cut = narrowing(self.reader, found, end)
        if start < cut and start == found.end and not opens(self.reader, start, found):
            found = longer(self.reader, found, at, end)
            start, cut = narrowing(self.reader, found, end)
        self._keep(found, at, max(found.end, cut), self._qualifier(start, cut))
        lost = self.carry.listing and found.drafts[0].kind == "unknown" and found.carry.head is None and found.carry.node is None
        self.carry = self.carry if lost else found.carry  # one name that is not listed ends no list: "các Bộ: A, B, C"
        return max(cut, found.end, at + 1)

    def _skip(self, at: int, end: int) -> int:
        """Past marks, a first word written twice, and words that only lead in ("đề nghị phối hợp với")."""
        reader = self.reader
        while at < end:
            doubled = reader.key(at) == reader.key(at + 1) and reader.phrase(at, "heads", "unsure") == at + 1
            doubled = doubled and reader.phrase(at + 1, "heads", "not_units") == at + 1  # "Khoa Khoa học máy tính"
            if reader.key(at) in NOISE or doubled:
                at += 1
                continue
            after = self._led_in(at)
            if after == at or after >= end or (reader.starts(at) and not reader.starts(after)):
                break
            at = after
        return at

    def _led_in(self, at: int) -> int:
        """The token after words that lead in to a unit; the token itself where none stand there."""
        reader = self.reader
        after = reader.phrase(at, "phrases", "lead_in")
        verb = reader.spread_phrase(at, "phrases", "lead_in_verbs")
        return verb if after == at and reader.starts(verb, strict=True) else after

    # Labels and heads before a colon

    def _before_colon(self, start: int, end: int) -> int:
        """Read what stands before a colon: a head with members after it, a unit, or a label; gives where to go on."""
        reader = self.reader
        colon = next((at for at in range(start, min(end, start + _BEFORE_COLON)) if reader.key(at) == ":"), end)
        if colon >= end - 1:
            return start
        left = self._skip(start, colon)
        head = self._family(left, colon)
        if head is not None:
            self.carry = head
            return colon + 1
        if reader.phrase(left, "phrases", "columns") != colon:
            after = self._unit_before_colon(left, colon, end)
            if after is not None:
                return after
        if colon - left > _LABEL:
            return start
        self.label = self._text(left, colon)
        return colon + 1

    def _family(self, left: int, colon: int) -> Carry | None:
        """A first word of a family of names before a colon, with or without a person: "Các Sở:", "Giám đốc các Sở:"."""
        reader = self.reader
        person = reader.phrase(left, "heads", "persons")
        inner = reader.phrase(person, "phrases", "plural")
        if colon != inner + 1 or reader.key(inner) not in FAMILIES:
            return None
        office = f"{write_out(reader.cell, left, person)} " if person > left else ""
        return Carry(head=reader.key(inner), person=office, listing=True)

    def _unit_before_colon(self, left: int, colon: int, end: int) -> int | None:
        """A unit before a colon with its members, or with what it does, after it; None where there is no unit but a label."""
        reader = self.reader
        found = unit_at(reader, left, colon, Carry())
        first = found.drafts[0]
        known = first.kind != "unknown" and not (first.headed and first.kind == "collective")  # "các trường: đại học, cao đẳng"
        if found.end == colon and known and (found.complete or found.nouns):
            self.carry = replace(found.carry, listing=True)
            if shared(reader, self._skip(colon + 1, end), self.carry) is not None:
                return colon + 1
            self._keep(found, left, end, self._text(colon + 1, end) or None)
            return end
        if self._counted_before_colon(found, colon, end):
            return colon + 1
        if found.end < colon and self._list_before_colon(left, colon, end):
            return colon + 1
        head = reader.phrase(left, "phrases", "plural")
        if reader.phrase(head, "heads", "generic") > head or reader.phrase(head, "heads", "unsure") == colon:
            self._read_without(colon, left, end)
            return end
        return None

    def _counted_before_colon(self, found: Found, colon: int, end: int) -> bool:
        """Whether a number and a level word before a colon are the head of the places after it: "UBND 02 phường: A và B"."""
        reader, carry = self.reader, self.carry
        level = found.end + 1
        word = reader.level_word(level) if reader.key(found.end).isdigit() else None
        if word is None or word[1] != colon:
            return False
        self.carry = replace(found.carry, level_word=write_out(reader.cell, level, colon, first=False), listing=True)
        if shared(reader, self._skip(colon + 1, end), self.carry) is not None:
            return True
        self.carry = carry
        return False

    def _list_before_colon(self, left: int, colon: int, end: int) -> bool:
        """Whether units stand before a colon of which the last is the head of what follows: "UBND thành phố A và UBND các huyện: B, C"."""
        before, carry = len(self.pieces), self.carry
        at, last = left, before
        while at < colon:
            last = len(self.pieces)
            at = self._skip(self._item(at, colon), colon)
        known = all(piece.draft.kind != "unknown" for piece in self.pieces[before:])
        if known and before < last and shared(self.reader, self._skip(colon + 1, end), self.carry) is not None:
            del self.pieces[last:]
            self.carry = replace(self.carry, listing=True)
            return True
        del self.pieces[before:]
        self.carry = carry
        return False

    def _read_without(self, colon: int, start: int, end: int) -> None:
        """Read a part as if it had no colon: "các trường: đại học, cao đẳng" is one name."""
        tokens = self.reader.tokens[:colon] + self.reader.tokens[colon + 1 :]
        part = _Part(Reader(replace(self.reader.cell, tokens=tokens), self.reader.setting))
        part.label, part.pieces = self.label, self.pieces
        part.read(start, end - 1)

    # Records

    def _text(self, start: int, end: int) -> str:
        """The tokens as the cell shows them, without the marks around them."""
        if start >= end:
            return ""
        tokens = self.reader.tokens
        return self.reader.cell.shown[tokens[start].start : tokens[end - 1].end].strip(" .;,:-+")

    def _qualifier(self, start: int, end: int) -> str | None:
        """The narrowing words, without brackets that hold all of them."""
        text = self._text(start, end)
        if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
            text = text[1:-1].strip()
        return text or None

    def _keep(self, found: Found, start: int, end: int, qualifier: str | None) -> None:
        raw = self._text(start, max(end, start + 1))
        for draft in found.drafts:
            draft.name = draft.name if draft.rule == POINTS_ABOVE else capital(draft.name)
            if draft.name:
                whole = " ".join(words for words in (draft.qualifier, qualifier) if words)
                self.pieces.append(Piece(draft, raw, whole or None, self.label))
