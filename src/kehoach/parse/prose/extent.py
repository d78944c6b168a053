"""How far the units at the beginning of a sentence reach, by the shape of their names.

The verb after a list of units need not be known: after a name in capitals, a level word or a closing "liên quan" a word in
small letters that belongs to no name ends the list ("Sở Nông nghiệp và Môi trường | tháo gỡ …").
"""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import Struct

from kehoach.normalize.units.reader import Reader
from kehoach.normalize.units.setting import Setting
from kehoach.normalize.units.words import read_cell, word_key
from kehoach.parse.prose.words import lexicon, predicate_at

_NOBODY = Setting(None, "P", None)
_SEPARATORS = frozenset({",", ";", "và", "&", "hoặc", "cùng", "với", "-", "/", "như"})
_INNER = frozenset({",", "và", "-", "&", "/"})
_SINGLE = frozenset({"bộ", "ban", "phòng", "hội", "sở", "trung tâm", "tổ chức"})
"""Nouns that are, alone and in small letters, more often another word: "phòng ngừa", "tổ chức diễn tập"."""
_LONGEST_BRACKET = 24
_LONGEST_OBJECT = 8
_FAMILIES = frozenset({"sở", "bộ", "ủy", "uỷ", "công"})
"""First words of names that end with their last capital: "Sở Kế hoạch và Đầu tư"."""


class Extent(Struct, frozen=True):
    """The units at the beginning of a text: ``end`` is the place after them; ``closed``: no word that narrows can follow;
    ``sure``: the last is a listed name, or ends with a level, a number or the like, or follows "các"."""

    end: int
    closed: bool
    sure: bool


class _Item(Struct, frozen=True):
    end: int
    closed: bool
    nouns: bool = False
    begin: int | None = None
    sure: bool = False


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon()[name]:
        keys = tuple(word_key(word) for word in phrase.split())
        found.setdefault(keys[0], []).append(keys)
    return {first: tuple(sorted(known, key=len, reverse=True)) for first, known in found.items()}


@lru_cache(maxsize=4096)
def units_extent(text: str) -> Extent | None:
    """The units that a text begins with, or None where it does not begin with any."""
    cell = read_cell(text[:600])
    if not cell.tokens or cell.shown != text[: len(cell.shown)]:
        return None
    return _Walk(Reader(cell, _NOBODY)).extent()


class _Walk:
    """One reading of a sentence from its first word on."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def extent(self) -> Extent | None:
        item = before = self._item(0, None)
        while item is not None:
            before, at = item, item.end
            while self.reader.key(at) in _SEPARATORS:
                at += 1
            item = self._item(at, before) if at > before.end else None
        if before is None:
            return None
        return Extent(self.reader.tokens[before.end - 1].end, before.closed, before.sure)

    def _phrase(self, at: int, name: str) -> int:
        for keys in _phrases(name).get(self.reader.key(at), ()):
            if all(self.reader.key(at + step) == key for step, key in enumerate(keys)):
                return at + len(keys)
        return at

    def _item(self, at: int, before: _Item | None, *, of_person: bool = False) -> _Item | None:
        reader = self.reader
        if at >= reader.size or not reader.tokens[at].word or reader.phrase(at, "heads", "not_units") > at:
            return None
        if self._phrase(at, "not_units") > at:
            return None
        if before is not None and not reader.title(at) and predicate_at(reader.cell.shown, reader.tokens[at].start):
            return None
        inner = max(reader.phrase(at, "phrases", "plural"), self._phrase(at, "each"))
        person = max(reader.phrase(inner, "heads", "persons"), self._phrase(inner, "persons"))
        if person > inner and not of_person:
            return self._person(inner, person)
        name = self._head(inner, plural=inner > at)
        if name > inner:
            return self._tail(name, _Item(name, closed=True, begin=inner, sure=self._listed(inner) == name))
        return self._nouns(at, inner, before)

    def _person(self, begin: int, after: int) -> _Item | None:
        """Words for a person with the unit, level or name after them."""
        reader = self.reader
        while after < reader.size:
            next_one = after + (reader.key(after) in _INNER)
            further = max(reader.phrase(next_one, "heads", "persons"), self._phrase(next_one, "persons"))
            if further == next_one:
                break
            after = further
        unit = self._item(after, None, of_person=True)
        if unit is not None:
            return unit
        alone = _Item(after, closed=True, sure=True)
        item = self._tail(after, alone)
        return item if item.end > after or (reader.title(begin) and reader.key(after) not in _INNER) else None

    def _head(self, at: int, *, plural: bool) -> int:
        """The token after a listed name or the first words of a name; ``at`` where none begins."""
        reader = self.reader
        match = self._listed(at) if reader.title(at) or plural else at
        head = max(reader.phrase(at, "heads", "sure"), self._phrase(at, "heads"))
        if head > at and not (plural or self._goes_on(head)):
            head = at
        unsure = reader.phrase(at, "heads", "unsure")
        if unsure > at and reader.title(unsure) and (reader.title(at) or plural):
            head = max(head, unsure)
        if match == at + 1 and head == at and not (reader.tokens[at].caps or self._goes_on(match)):
            match = at
        return max(match, head)

    def _listed(self, at: int) -> int:
        """The token after the longest listed name, or the token itself."""
        return next((match.end for match in self.reader.matches(at)), at)

    def _known(self, at: int) -> bool:
        """Whether a person or a common noun of the lists of prose begins at a token."""
        return self._phrase(at, "persons") > at or self._phrase(at, "nouns") > at

    def _goes_on(self, at: int) -> bool:
        """Whether the words after a first word can be the rest of a name."""
        return self.reader.title(at) or self.reader.level(at) is not None or self._phrase(at, "name_tails") > at

    def _nouns(self, at: int, inner: int, before: _Item | None) -> _Item | None:
        """A common noun ("địa phương", "các doanh nghiệp"); one after the other they are a list."""
        reader = self.reader
        end = max(reader.phrase(inner, "nouns", "words"), reader.phrase(inner, "heads", "generic"), self._phrase(inner, "nouns"))
        if end == inner:
            level = reader.level(at)
            return self._tail(level.end, _Item(level.end, closed=True, sure=True)) if level is not None and level.plural else None
        written = " ".join(reader.key(step) for step in range(inner, end))
        listed = inner > at or (before is not None and before.nouns)
        if written in _SINGLE and not listed and reader.key(end) not in _INNER and reader.level(end) is None:
            return None
        if written == "tổ chức" and inner == at and not (reader.key(end) in _INNER or self._phrase(end, "of_bodies") > end):
            return None
        return self._tail(end, _Item(end, closed=False, nouns=True, sure=listed))

    def _tail(self, at: int, item: _Item) -> _Item:
        """What belongs to a name after its first words: words in capitals, levels and places, numbers, whose it is, "liên quan"."""
        closed, sure = item.closed, item.sure
        while at < self.reader.size:
            after, closes = self._step(at)
            verbal = after == at and item.begin is not None and self.reader.key(item.begin) not in _FAMILIES
            if verbal and self.reader.title(at - 2) and self._phrase(at - 2, "verbals") == at:
                after = self._object(at)
            if after == at:
                break
            sure = sure or self._ends_name(at, after)
            at, closed = after, closed or closes
        return _Item(at, closed, item.nouns, item.begin, sure)

    def _ends_name(self, at: int, after: int) -> bool:
        """Whether words after a name are such as end one: a level, a number, "liên quan", two words with capitals."""
        reader = self.reader
        numbered = reader.tokens[after - 1].caps or reader.tokens[after - 1].text[0].isdigit()
        place = reader.title(at) and reader.title(at - 1) and after == at + 1
        return reader.level(at) is not None or numbered or place or reader.phrase(at, "qualifiers", "closed") == after

    def _step(self, at: int) -> tuple[int, bool]:
        """The token after the next words of a name, and whether they close it; ``at`` where the name ends."""
        reader = self.reader
        level = reader.level(at)
        if level is not None:
            return level.end, True
        if reader.title(at):
            return at + 1 + self._second_syllable(at), True
        key = reader.key(at)
        if key in ("khu", "số", "vùng") and (reader.title(at + 1) or (reader.key(at + 1) == "vực" and reader.title(at + 2))):
            return at + (2 if reader.title(at + 1) else 3), True
        if key in _INNER and reader.title(at + 1) and not reader.starts(at + 1, strict=True) and not self._known(at + 1):
            return at + 2 + self._second_syllable(at + 1), True
        if key == "(":
            close = next((step for step in range(at, min(at + _LONGEST_BRACKET, reader.size)) if reader.key(step) == ")"), at - 1)
            return close + 1, False
        related = max(reader.phrase(at, "qualifiers", "closed"), reader.phrase(at, "qualifiers", "related"))
        if related > at:
            return related, True
        tail = self._phrase(at, "name_tails")
        if tail > at:
            return tail, False
        return self._belonging(at)

    def _second_syllable(self, at: int) -> int:
        """1 where the next word in small letters belongs to a word with a capital ("Đường | thủy"), else 0; both syllables of a
        place have one ("Gia Lai")."""
        reader = self.reader
        token, following = reader.token(at), reader.token(at + 1)
        if token is None or following is None or token.caps or token.text[0].isdigit() or not following.word or reader.title(at + 1):
            return 0
        if reader.title(at - 1) and reader.phrase(at - 1, "heads", "unsure") == at - 1:
            return 0
        verb = predicate_at(reader.cell.shown, following.start) and following.key not in lexicon()["syllables"]
        ends = following.key in _SEPARATORS or verb or reader.level(at + 1) is not None
        narrows = reader.phrase(at + 1, "qualifiers", "closed") > at + 1 or self._phrase(at + 1, "belonging") > at + 1
        return 0 if ends or narrows or reader.phrase(at + 1, "phrases", "plural") > at + 1 else 1

    def _object(self, at: int) -> int:
        """The token after the object of a name such as "Ban Quản lý …": up to a level word, or as far as the words are known."""
        reader = self.reader
        after = at
        while self._phrase(after, "objects") > after or self._phrase(after, "name_tails") > after:
            after = max(self._phrase(after, "objects"), self._phrase(after, "name_tails"))
        ends = after >= reader.size or reader.level(after) is not None or reader.title(after) or reader.key(after) in _SEPARATORS
        if after > at and ends:
            return after
        verb = predicate_at(reader.cell.shown, reader.tokens[after].start) if after < reader.size else True
        if verb:
            return after
        step = at
        while step < min(at + _LONGEST_OBJECT, reader.size) and reader.tokens[step].word and not reader.title(step):
            if step > at and (reader.level(step) is not None or predicate_at(reader.cell.shown, reader.tokens[step].start)):
                return step
            step += 1
        return after

    def _belonging(self, at: int) -> tuple[int, bool]:
        reader = self.reader
        after = self._phrase(at, "belonging")
        if after == at:
            return at, False
        owner = self._item(after, None)
        if owner is not None:
            return owner.end, owner.closed
        level = reader.level(after)
        if level is not None:
            return level.end, True
        if reader.title(after):
            return after + 1 + self._second_syllable(after), True
        return (after, True) if self._phrase(at, "subordinate") == after else (at, False)
