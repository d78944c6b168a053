"""A cell read from left to right: hard marks, labels, units, what narrows them, and what a part shares with the part before.

The rules are those of the field: commas inside "sở, ban, ngành" or inside a listed name are part of it, ``&`` never separates,
"và" only between two units, a part without a head takes the head of the part before where that gives a listed unit.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from kehoach.normalize.units.drafts import Draft, at_place, listed
from kehoach.normalize.units.gazetteer import entries
from kehoach.normalize.units.listing import Carry, Found, completed, read_listed, stem_of, with_slot
from kehoach.normalize.units.names import capital, write_out
from kehoach.normalize.units.nouns import noun_units, read_nouns
from kehoach.normalize.units.reader import Reader
from kehoach.normalize.units.setting import Setting
from kehoach.normalize.units.words import LINE, Cell, Token, lists, phrase_keys, read_cell

_JOINS = frozenset({",", "và", "/", "-", "+", "&", "hoặc", "cùng", "."})
_NOISE = frozenset({",", "-", "+", "•", "/", "&", ".", ":", '"', "'", "*", "_", "…", LINE, ")", ";", "“", "”"})
_HEADS_BEFORE_COLON = frozenset({"sở", "bộ", "phòng", "ban"})
_LABEL_WORDS = 10


@dataclass(slots=True)
class Piece:
    """One unit of a cell with the words it was read from."""

    draft: Draft
    raw: str
    qualifier: str | None
    label: str | None


def read_pieces(raw: str, setting: Setting) -> list[Piece]:
    """The units of a cell in order, equal ones once."""
    cell = read_cell(raw)
    if not any(token.word for token in cell.tokens):
        return []
    reader = Reader(cell, setting)
    if any(token.text == LINE for token in cell.tokens):
        reader = Reader(replace(cell, tokens=_joined_lines(reader)), setting)
    pieces: list[Piece] = []
    label: str | None = None
    carry = Carry()
    for start, end, bullet in _segments(reader):
        part = _CellPart(reader, pieces)
        part.read(start, end, None if bullet else label, carry)
        label, carry = part.label, part.carry
    seen: set[tuple[str, str | None, str | None]] = set()
    unique = []
    for piece in pieces:
        identity = (piece.draft.name, piece.qualifier, piece.label)
        if identity not in seen:
            seen.add(identity)
            unique.append(piece)
    return unique


def _joined_lines(reader: Reader) -> list[Token]:
    """The tokens without the line ends that only wrap a line: those inside a listed name, or before what begins no unit."""
    flat = [token for token in reader.tokens if token.text != LINE]
    whole = Reader(replace(reader.cell, tokens=flat), reader.setting)
    kept: list[Token] = []
    at = 0
    for place, token in enumerate(reader.tokens):
        if token.text != LINE:
            kept.append(token)
            at += 1
            continue
        following = reader.key(place + 1)
        bullet = following in ("-", "+", "•") or _ordinal(reader, place + 1) > place + 1
        inside = any(m.end > at for back in range(max(0, at - 10), at) if flat[back].word for m in whole.matches(back))
        begins = reader.title(place + 1) and reader.starts(place + 1, strict=True)
        if bullet or (begins and not inside and reader.key(place - 1) not in ("và", "của", "thuộc", ",", "các")):
            kept.append(token)
    return kept


def _ordinal(reader: Reader, at: int) -> int:
    """The token after a number or letter that counts ("1.", "a)"), or the token itself."""
    token = reader.token(at)
    if token is None or not token.word or len(token.text) > 2 or reader.key(at + 1) not in (".", ")"):
        return at
    if not token.text.isdigit() and (len(token.text) > 1 or reader.key(at + 1) != ")"):
        return at
    following = reader.token(at + 2)
    return at + 2 if following is not None and following.word and not following.text.isdigit() else at


def _segments(reader: Reader) -> list[tuple[int, int, bool]]:
    """The parts between hard marks, as (start, end, whether a bullet opens it)."""
    found: list[tuple[int, int, bool]] = []
    start, depth, bullet = 0, 0, False

    def close(end: int, after: int) -> None:
        nonlocal start, bullet
        here, opened = start, bullet
        while here < end and (reader.key(here) in _NOISE or _ordinal(reader, here) > here):
            opened = opened or reader.key(here) in ("-", "+", "•")
            here = max(here + 1, _ordinal(reader, here))
        if here < end:
            found.append((here, end, opened))
            bullet = False
        else:
            bullet = opened
        start = after

    closing = _closing_brackets(reader)
    at = 0
    while at < reader.size:
        key = reader.key(at)
        if key == "(" and at in closing:
            at = closing[at]
            continue
        if key in (";", LINE) or (key == "." and _ends_sentence(reader, at)):
            close(at, at + 1)
        at += 1
    close(reader.size, reader.size)
    del depth
    return found


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
    before = reader.token(at - 1)
    if before is None or (before.title and len(before.text) <= 2):
        return False
    following = at + 1
    return reader.key(following) in ("-", "+", "•", LINE) or following >= reader.size or (reader.title(following) and reader.starts(following, strict=True))


class _CellPart:
    """Reads one part of a cell into ``pieces``."""

    def __init__(self, reader: Reader, pieces: list[Piece]) -> None:
        self.reader = reader
        self.cell: Cell = reader.cell
        self.pieces = pieces
        self.label: str | None = None
        self.carry = Carry()

    def read(self, start: int, end: int, label: str | None, carry: Carry) -> None:
        """Read tokens ``start`` to ``end``. ``carry``: what the part before a semicolon leaves to "cấp xã", or to all that stands
        after the same colon."""
        self.label = label
        if carry.listing or self.reader.key(start) == "cấp":
            self.carry = carry
        at = self._colon(start, end)
        while at < end:
            at = self._skip(at, end)
            if at < end:
                at = self._item(at, end)

    def _skip(self, at: int, end: int) -> int:
        """Past marks and words that only lead in ("đề nghị phối hợp với")."""
        while at < end:
            doubled = self.reader.key(at) == self.reader.key(at + 1) and self.reader.phrase(at, "heads", "unsure") == at + 1
            if self.reader.key(at) in _NOISE or doubled:
                at += 1
                continue
            after = self.reader.phrase(at, "phrases", "lead_in")
            if after == at or after >= end or (self.reader.starts(at) and not self.reader.starts(after)):
                return at
            at = after
        return at

    # Labels and heads before a colon

    def _colon(self, start: int, end: int) -> int:
        """Read what stands before a colon: a head with members after it, a unit, or a label; gives where to go on."""
        colon = next((at for at in range(start, min(end, start + 24)) if self.reader.key(at) == ":"), end)
        if colon >= end - 1:
            return start
        left = self._skip(start, colon)
        head = self.reader.phrase(left, "phrases", "plural")
        if colon == head + 1 and self.reader.key(head) in _HEADS_BEFORE_COLON:
            self.carry = Carry(head=self.reader.key(head), listing=True)
            return colon + 1
        person = self.reader.phrase(left, "heads", "persons")
        inner = self.reader.phrase(person, "phrases", "plural")
        if person > left and colon == inner + 1 and self.reader.key(inner) in _HEADS_BEFORE_COLON:
            self.carry = Carry(head=self.reader.key(inner), person=write_out(self.cell, left, person) + " ", listing=True)
            return colon + 1
        if self.reader.phrase(left, "phrases", "columns") == colon:
            self.label = self._text(left, colon)
            return colon + 1
        found = self._unit(left, colon)
        if found.end == colon and found.drafts[0].kind != "unknown" and (found.complete or found.nouns):
            self.carry = replace(found.carry, listing=True)
            if self._shares(self._skip(colon + 1, end)):
                return colon + 1
            self._emit(found, left, end, self._text(colon + 1, end) or None)
            return end
        if self.reader.phrase(head, "heads", "generic") > head or self.reader.phrase(head, "heads", "unsure") == colon:
            tokens = self.reader.tokens[:colon] + self.reader.tokens[colon + 1 :]  # "các trường: đại học, cao đẳng" is one name
            without = Reader(replace(self.cell, tokens=tokens), self.reader.setting)
            _CellPart(without, self.pieces).read(start, end - 1, self.label, Carry())
            return end
        if colon - left <= _LABEL_WORDS:
            self.label = self._text(left, colon)
            return colon + 1
        return start

    # One unit

    def _item(self, at: int, end: int) -> int:
        """Read the unit at a token with what narrows it; gives the token after them."""
        found = self._unit(at, end)
        found = self._settled(found, at, end)
        narrowing, after, cut = self._narrowing(found, end)
        self._emit(found, at, max(found.end, cut), self._qualifier(narrowing, cut))
        self.carry = found.carry
        return max(after, at + 1)

    def _unit(self, at: int, end: int, *, of_person: bool = False) -> Found:
        """The unit or units whose name begins at a token, at least as far as it is certain."""
        reader = self.reader
        inner = reader.phrase(at, "phrases", "plural")
        shared = self._shared(at, inner)
        known = read_listed(reader, at, inner) if inner < end else None
        if shared is not None and (known is None or not known.complete):
            return shared
        nouns = read_nouns(reader, at)
        if nouns is not None and (known is None or nouns.end > known.end):
            drafts, after = noun_units(reader, nouns)
            return Found(at, after, drafts, complete=all(d.entry is not None for d in drafts), nouns=True)
        if known is not None and reader.spread_phrase(inner, "heads", "roles") <= known.end:
            return known
        person = reader.phrase(inner, "heads", "persons")
        if person > inner and not of_person:
            return self._person(at, inner, person, end)
        district_list = self._level_list(at)
        if district_list is not None:
            return district_list
        return self._unlisted(at, end)

    def _level_list(self, at: int) -> Found | None:
        """ "Các huyện, thị xã, thành phố" without a head: the localities."""
        level = self.reader.level(at)
        if level is None or not level.plural or "D" not in level.letters or self.reader.key(at) == "cấp":
            return None
        return Found(at, level.end, [listed(entries()["coll.dia_phuong"], self.reader.setting.day)], complete=True)

    def _shares(self, at: int) -> bool:
        return self._shared(at, self.reader.phrase(at, "phrases", "plural")) is not None

    def _shared(self, at: int, inner: int) -> Found | None:
        """A part that takes its head from the part before, or None where that gives no unit."""
        reader, carry = self.reader, self.carry
        if at >= reader.size:
            return None
        found: Found | None = None
        level = reader.level(at) if carry.node is not None and carry.node.slots.keys() & {"P", "D", "C", "*"} else None
        if level is not None and carry.node is not None:
            from kehoach.normalize.units.gazetteer import Match

            found = with_slot(reader, at, Match(at, carry.node), carry.stem, at)
        elif carry.head is not None and reader.token(inner) is not None:
            found = self._under_head(at, inner, carry.head)
        if found is None and carry.level_word and carry.node is not None and reader.title(at) and not reader.starts(at, strict=True):
            found = self._under_level_word(at)
        if found is None:
            return None
        for draft in found.drafts:
            draft.rule = "head shared"
            if carry.person and not draft.name.startswith(carry.person):
                draft.name, draft.kind, draft.id = carry.person + draft.name, "person", None
        found.carry = replace(found.carry, person=carry.person, listing=carry.listing, level_word=found.carry.level_word or carry.level_word)
        return found

    def _under_head(self, at: int, inner: int, head: str) -> Found | None:
        from kehoach.normalize.units.gazetteer import matches_under

        for match in matches_under(head, self.reader.tokens, inner, self.reader.size):
            stem = stem_of(self.reader, match, inner)
            found = with_slot(self.reader, at, match, stem, at)
            if found is not None and found.drafts[0].entry is not None and not found.drafts[0].entry.kept:
                found.carry.head = head
                return found
        return None

    def _under_level_word(self, at: int) -> Found | None:
        carry = self.carry
        end = self.reader.place(at)
        if end == at or not (self.reader.ends_list_item(end) or self.reader.key(end) in _JOINS) or carry.node is None:
            return None
        place = write_out(self.cell, at, end, first=False)
        word = carry.level_word
        letter = {"tỉnh": "P", "xã": "C", "phường": "C", "thị trấn": "C", "đặc khu": "C"}.get(word.casefold(), "D")
        choices = carry.node.slots.get(letter) or carry.node.slots.get("*")
        if not choices:
            return None
        return Found(at, end, [at_place(choices[0][0], f"{carry.stem} {word} {place}", place)], complete=True, carry=carry)

    def _person(self, at: int, inner: int, after: int, end: int) -> Found:
        """Words for a person and the unit after them: "Thủ trưởng các sở, ban, ngành", "Giám đốc Sở Nội vụ"."""
        reader = self.reader
        office = write_out(self.cell, inner, after)
        while reader.key(after) in (",", "và") and reader.phrase(after + 1, "heads", "persons") > after + 1:
            further = reader.phrase(after + 1, "heads", "persons")
            office, after = write_out(self.cell, inner, further), further
        if after >= end or not (reader.starts(after) or reader.noun(reader.phrase(after, "phrases", "plural")) or reader.level_word(after)):
            return self._unlisted(at, end)
        unit = self._unit(after, end, of_person=True)
        unit = self._settled(unit, after, end)
        nouns = read_nouns(reader, after) if unit.nouns else None
        if nouns is not None and nouns.related_end == unit.end:
            unit.end = nouns.scope_end
        if unit.drafts[0].id == "coll.so_ban_nganh" and (office == "Thủ trưởng" or (office == "Giám đốc" and reader.key(after + 1) == "sở")):
            return Found(at, unit.end, [listed(entries()["pers.thu_truong_sbn"], reader.setting.day)], complete=True)
        if len(unit.drafts) == 1 and (unit.nouns or unit.drafts[0].entry is None):
            names = [f"{office} {write_out(self.cell, after, unit.end, first=False)}"]
        else:
            names = [f"{office} {draft.name}" for draft in unit.drafts]
        group = unit.nouns or any(draft.kind == "collective" for draft in unit.drafts)
        drafts = [
            Draft(name, None, "person_group" if group else "person", unit.drafts[0].level, rule="person") for name in names
        ]
        carry = replace(unit.carry, person=f"{office} ")
        return Found(at, unit.end, drafts, complete=unit.complete, nouns=unit.nouns, carry=carry)

    def _unlisted(self, at: int, end: int) -> Found:
        """A name that is not listed, as far as it goes."""
        reader = self.reader
        inner = reader.phrase(at, "phrases", "plural")
        begin = inner if inner < end else at
        after = self._extended(begin, begin + 1, end)
        name = write_out(self.cell, begin, after)
        entry = completed(reader, phrase_keys(name)) if after - begin <= 2 else None
        if entry is not None:
            return Found(at, after, [listed(entry, reader.setting.day, "issuer")], complete=True)
        kind = (
            "enterprise"
            if reader.phrase(begin, "heads", "enterprises") > begin
            else "adhoc_body"
            if reader.phrase(begin, "heads", "adhoc") > begin
            else "role"
            if reader.spread_phrase(begin, "heads", "roles") > begin
            else "person"
            if reader.phrase(begin, "heads", "persons") > begin
            else "unknown"
        )
        if kind == "unknown" and any(name.casefold().startswith(f"{person} ") for person in lists()["heads"]["persons"]):
            kind = "person"
        generic = reader.phrase(begin, "heads", "generic") > begin and not reader.title(begin + 1)
        head = reader.key(begin) if reader.key(begin) in _HEADS_BEFORE_COLON and reader.title(begin + 1) else None
        headed = reader.starts(begin) and (reader.phrase(begin, "heads", "sure") > begin or reader.phrase(begin, "heads", "unsure") > begin)
        return Found(at, after, [Draft(name, None, kind, rule="as written", headed=headed)], nouns=generic, carry=Carry(head=head))  # type: ignore[arg-type]

    def _extended(self, begin: int, at: int, end: int) -> int:
        """The token after an unlisted name: at a mark or a conjunction that a unit follows, at a narrowing, at a bracket."""
        reader = self.reader
        adhoc = reader.phrase(begin, "heads", "adhoc") > begin
        officials = reader.spread_phrase(begin, "heads", "officials")
        if officials > begin and officials < end and not reader.title(officials) and reader.key(officials) not in _JOINS:
            return officials
        at = max(at, reader.spread_phrase(begin, "heads", "roles"), reader.phrase(begin, "heads", "adhoc"))
        generic = reader.phrase(begin, "heads", "generic")
        while at < end:
            if reader.tokens[at].text in (";", "(", ":", LINE):
                break
            if reader.key(at) in _JOINS:
                following = self._after_joins(at)
                if following >= end or self._new_unit(at, following, complete=False):
                    break
                at = following
                continue
            narrows = reader.phrase(at, "qualifiers", "of_bodies") > at if adhoc else reader.qualifier(at, nouns=generic == at and generic > begin)
            if reader.tokens[at].word and narrows:
                break
            if reader.title(at) and not self.cell.shouting and reader.phrase(at, "phrases", "plural") > at and reader.starts(at, strict=True):
                break
            at += 1
        return at

    def _after_joins(self, at: int) -> int:
        while self.reader.key(at) in _JOINS:
            at += 1
        return at

    def _new_unit(self, join: int, at: int, *, complete: bool) -> bool:
        """Whether the marks from ``join`` to ``at`` separate two units."""
        reader = self.reader
        marks = {reader.key(step) for step in range(join, at)}
        if "&" in marks:
            return False
        if self._shares(at):
            return True
        if marks <= {"-", "+", "/"}:
            return reader.starts(at, strict=True)
        if "," in marks or complete:
            return reader.starts(at)
        return reader.starts(at, strict=True)

    # What follows a name

    def _settled(self, found: Found, at: int, end: int) -> Found:
        """The unit as it stands once it is seen what follows: the same, or a longer name that is not listed."""
        reader, after = self.reader, found.end
        if after >= end or reader.tokens[after].text in (";", "(", ")", ":", LINE):
            return found
        carry, self.carry = self.carry, found.carry
        try:
            if reader.key(after) in _JOINS:
                following = self._after_joins(after)
                if following >= end or found.complete or self._new_unit(after, following, complete=found.complete):
                    return found
            elif reader.qualifier(after, nouns=found.nouns) or found.complete or reader.starts(after, strict=True):
                return found
            elif found.drafts[0].kind == "role" and not reader.title(after):
                return found
        finally:
            self.carry = carry
        return self._unlisted(at, end) if not found.nouns else self._noun_name(found, at, end)

    def _noun_name(self, found: Found, at: int, end: int) -> Found:
        """Common nouns with more after them, as one name: "phòng ban, phường, xã"."""
        inner = self.reader.phrase(at, "phrases", "plural")
        after = self._extended(inner, found.end, end)
        return Found(at, after, [Draft(write_out(self.cell, inner, after), None, "unknown", rule="as written")], nouns=True)

    def _narrowing(self, found: Found, end: int) -> tuple[int, int, int]:
        """Where the narrowing words after a name begin, where to go on, and where they end."""
        reader, at = self.reader, found.end
        if at >= end:
            return at, at, at
        if reader.key(at) in _JOINS:
            following = self._after_joins(at)
            verb = following < end and found.complete and not reader.starts(following) and reader.qualifier(following, nouns=True)
            if not verb or self._shares(following):
                return at, at, at
            return following, (cut := self._narrowing_end(following, end)), cut
        if (reader.title(at) and reader.starts(at, strict=True) and not self.cell.shouting) or self._with_another(at):
            return at, at, at
        cut = self._narrowing_end(at, end)
        return at, cut, cut

    def _narrowing_end(self, at: int, end: int) -> int:
        reader = self.reader
        objects = frozenset(word.split()[-1] for word in lists()["qualifiers"]["takes_object"])
        here, depth = at, 0
        while here < end:
            key = reader.key(here)
            depth += (key == "(") - (key == ")")
            if depth <= 0:
                if key in _JOINS and key != ".":
                    following = self._after_joins(here)
                    if following >= end or reader.starts(following, strict=True) or self._ends_closed(at, here, following):
                        return here
                    if self._with_another(following):
                        return here
                    here = following
                    continue
                if here > at and reader.title(here) and reader.key(here - 1) not in objects and key != ")" and self._juxtaposed(here):
                    return here
            here += 1
        return end

    def _with_another(self, at: int) -> bool:
        """Whether another unit follows that works along: "chủ trì, phối hợp với Sở B"."""
        after = self.reader.phrase(at, "qualifiers", "with_others")
        return after > at and self.reader.starts(after)

    def _ends_closed(self, start: int, here: int, following: int) -> bool:
        """Whether narrowing words that are complete ("có liên quan") end before a part that begins a unit in any way."""
        closed = self.reader.phrase(start, "qualifiers", "closed") == here or self.reader.key(here - 1) == ")"
        return closed and (self.reader.starts(following) or self._shares(following))

    def _juxtaposed(self, at: int) -> bool:
        """Whether a listed name of two words or more, or a list after "Các", begins at a token without any mark before it."""
        reader = self.reader
        if self.cell.shouting:
            return False
        if reader.phrase(at, "phrases", "plural") > at:
            return reader.starts(at, strict=True)
        found = reader.matches(at)
        return bool(found) and found[0].end > at + 1

    def _text(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        tokens = self.reader.tokens
        return self.cell.shown[tokens[start].start : tokens[end - 1].end].strip(" .;,:-+")

    def _qualifier(self, start: int, end: int) -> str | None:
        text = self._text(start, end)
        if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
            text = text[1:-1].strip()
        return text or None

    def _emit(self, found: Found, start: int, end: int, qualifier: str | None) -> None:
        raw = self._text(start, max(end, start + 1))
        for draft in found.drafts:
            draft.name = capital(draft.name)
            if draft.name:
                self.pieces.append(Piece(draft, raw, draft.qualifier or qualifier, self.label))
