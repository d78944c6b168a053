"""The listed units: who they are, since when and until when, who took over, and how to find one by the words of a cell.

Data: ``units.tsv`` (names that records get), ``units_more.tsv`` (bodies whose names stay as written), ``collectives.tsv``.
A name that ends in tỉnh, huyện or xã is kept as its words before that and a *slot*: ``P``, ``D``, ``C`` for one unit of the
level, ``PP``, ``DD``, ``CC`` (``DC``: both) for all of them ("Ủy ban nhân dân cấp huyện"), ``*`` for any level, ``""`` for none.
"""
from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import product

from msgspec import Struct, field

from kehoach.model import UnitKind
from kehoach.normalize.data import members, rows
from kehoach.normalize.units.words import Token, abbreviations, bare_key, phrase_keys, read_cell, squash
from kehoach.text import bare

LEVELS = {"P": "province", "D": "district", "C": "commune"}
_LEVEL_WORDS = {
    "tỉnh": "P", "thành phố": "P", "huyện": "D", "quận": "D", "thị xã": "D", "xã": "C", "phường": "C", "thị trấn": "C", "đặc khu": "C",
}  # fmt: skip
_MOST_INITIALS = 4
_BOTH = "cấp huyện, cấp xã"
_TAIL = re.compile(rf"^(.+?)\s+(cấp\s+)?((?:{'|'.join(_LEVEL_WORDS)})(?:,\s*(?:{'|'.join(_LEVEL_WORDS)}))*)$", re.IGNORECASE)


class Entry(Struct, frozen=True):
    """One listed unit. ``kept``: its name stays as the document writes it; ``stem``: the name without its last level word."""

    id: str
    name: str
    kind: UnitKind
    level: str | None
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    kept: bool
    stem: str

    def valid_on(self, day: date | None) -> bool:
        """Whether the unit existed; any day when none is given."""
        return day is None or ((self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to))


class Node(Struct):
    """A step in the tree of names by words; ``slots``: the entries whose names end here, by what must follow."""

    children: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, list[tuple[Entry, bool]]] = field(default_factory=dict)


class Match(Struct, frozen=True):
    """Words of a cell that are a listed name, up to the token ``end`` (not included)."""

    end: int
    node: Node
    repaired: bool = False


def _slot(name: str) -> tuple[str, str]:
    """A name as its stem and slot: ("Công an", "P") of "Công an tỉnh"."""
    if name.endswith(" *"):
        return name.removesuffix(" *"), "*"
    if name.endswith(_BOTH):
        return name.removesuffix(_BOTH).strip(), "DC"
    tail = _TAIL.match(name)
    if not tail:
        return name, ""
    letter = _LEVEL_WORDS[re.split(r",\s*", tail[3].casefold())[0]]
    return tail[1], letter * 2 if tail[2] else letter


def _entry(row: dict[str, str], *, kept: bool) -> Entry:
    first, last = (date.fromisoformat(row[column]) if row[column] else None for column in ("valid_from", "valid_to"))
    name = row["name"].removesuffix(" *")
    stem = _slot(row["name"])[0]
    kind: UnitKind = row["kind"]  # type: ignore[assignment]
    return Entry(row["id"], name, kind, row["level"] or None, first, last, row["successor"] or None, kept, stem)


@cache
def entries() -> dict[str, Entry]:
    """All listed units by id."""
    found = {row["id"]: _entry(row, kept=False) for row in rows("units")}
    for row in rows("collectives"):
        found.setdefault(row["id"], _entry({"valid_from": "", "successor": "", **row}, kept=False))
    for row in rows("units_more"):
        found.setdefault(row["id"], _entry(row, kept=True))
    return found


def _paths(name: str, *, spelled_out: bool) -> set[tuple[str, ...]]:
    """The ways in which the words of a listed name may be met: abbreviations squashed or, unless the alias begins with "=", written out."""
    options: list[list[tuple[str, ...]]] = []
    run: list[Token] = []

    def close() -> None:
        if not run:
            return
        squashed = squash("".join(token.text for token in run))
        ways: list[tuple[str, ...]] = [(squashed,)]
        if spelled_out and squashed in abbreviations():
            ways.append(abbreviations()[squashed].keys)
        elif spelled_out and all(squash(token.text) in abbreviations() for token in run):
            ways.append(tuple(k for token in run for k in abbreviations()[squash(token.text)].keys))
        options.append(ways)
        run.clear()

    for token in read_cell(name).tokens:
        if token.caps:
            run.append(token)
        elif token.word and token.key != "và":
            close()
            options.append([(token.key,)])
    close()
    return {tuple(k for way in ways for k in way) for ways in product(*options)}


class Tree(Struct, frozen=True):
    """The names by words: as written, and without diacritics for misread ones."""

    exact: Node
    bare: Node


def _insert(root: Node, path: tuple[str, ...], slot: str, entry: Entry, own: bool) -> None:
    node = root
    for step in path:
        node = node.children.setdefault(step, Node())
    here = node.slots.setdefault(slot, [])
    if all(known is not entry for known, _ in here):
        here.append((entry, own))


@cache
def tree() -> Tree:
    """All names and aliases as a tree of words."""
    found = Tree(Node(), Node())
    for table in ("units", "collectives", "units_more"):
        for row in rows(table):
            entry = entries()[row["id"]]
            names = members(row["aliases"]) if table == "collectives" else (row["name"], *members(row["aliases"]))
            for alias in names:
                name = alias.removeprefix("=")
                stem, slot = _slot(name)
                paths = _paths(stem, spelled_out=name is alias)
                own = phrase_keys(entry.stem) in paths or (stem.isupper() and squash(stem) not in abbreviations())
                for path in paths:
                    _insert(found.exact, path, slot, entry, own)
                    if len(path) > 1:
                        _insert(found.bare, tuple(bare_key(step) for step in path), slot, entry, own)
    return found


def _steps(node: Node, tokens: list[Token], at: int, end: int, *, first: bool, plain: bool) -> list[tuple[Node, int]]:
    """The nodes that the token at ``at`` (or an abbreviation that begins there) leads to, with the token after it."""
    token = tokens[at]
    found: list[tuple[Node, int]] = []
    if token.caps and len(token.text) <= 9:
        last, squashed, merged = at, "", []
        for _ in range(6):
            squashed += tokens[last].key
            merged.append((squashed, last + 1))
            following = last + 1
            while following < end and tokens[following].key in (",", "&", "-", "và"):
                following += 1
            if following >= end or not tokens[following].caps or len(squashed) > 12:
                break
            last = following
        for squashed, after in reversed(merged):
            child = node.children.get(squashed)
            if child is not None:
                found.append((child, after))
            known = abbreviations().get(squashed)
            if known is not None and (known.where in ("any", "level") or (known.where == "tail") != first):
                target: Node | None = node
                for step in known.keys:
                    target = target.children.get(step if plain else bare_key(step)) if target else None
                if target is not None:
                    found.append((target, after))
    child = node.children.get(token.key if plain else bare_key(token.key))
    if child is not None:
        found.append((child, at + 1))
    if not found and plain and not first and token.caps and 2 <= len(token.key) <= _MOST_INITIALS and id(node) not in _heads():
        found += [(target, at + 1) for target in _by_initials(node, token.key)]
    return found


@cache
def _heads() -> frozenset[int]:
    """The nodes of first words, after which initials would be a guess: "Sở TT"."""
    return frozenset(id(child) for child in tree().exact.children.values())


def _by_initials(node: Node, initials: str) -> list[Node]:
    """The one listed way to go on with words of these initials, "ĐT" after "Sở Giáo dục &"; nothing where there are more."""
    reached = [node]
    for initial in initials:
        reached = [child for known in reached for word, child in known.children.items() if word[0] == initial]
    return reached if len(reached) == 1 else []


def _walk(node: Node, tokens: list[Token], at: int, end: int, *, plain: bool, first: bool, after_and: bool, found: list[Match]) -> None:
    if node.slots:
        found.append(Match(at, node, not plain))
    skipped = 0
    joined = after_and
    while not first and at < end and skipped < 2 and tokens[at].key in (",", "&", "-", "và"):
        if tokens[at].key == "," and joined and node.slots:  # "Văn hóa và Thể thao, Du lịch" is no "Văn hóa, Thể thao và Du lịch"
            return
        joined = joined or tokens[at].key == "và"
        at += 1
        skipped += 1
    if at < end and tokens[at].word:
        for child, after in _steps(node, tokens, at, end, first=first, plain=plain):
            _walk(child, tokens, after, end, plain=plain, first=False, after_and=joined, found=found)


def matches(tokens: list[Token], at: int, end: int) -> list[Match]:
    """The listed names that begin at a token, the longest first; misread diacritics only where nothing is found with them."""
    found: list[Match] = []
    _walk(tree().exact, tokens, at, end, plain=True, first=True, after_and=False, found=found)
    return sorted(found, key=lambda match: -match.end)


def misread(tokens: list[Token], at: int, end: int) -> list[Match]:
    """The listed names of two words or more that begin at a token when diacritics are left out, the longest first."""
    found: list[Match] = []
    _walk(tree().bare, tokens, at, end, plain=False, first=True, after_and=False, found=found)
    return sorted(found, key=lambda match: -match.end)


def valid_on(unit_id: str, day: date) -> bool | None:
    """Whether the unit existed on a day; None for an id that is not listed. A place after "@" does not matter."""
    entry = entries().get(unit_id.partition("@")[0])
    return None if entry is None else entry.valid_on(day)


def successor_of(unit_id: str, day: date | None = None) -> str | None:
    """The name of the body that had taken over by ``day`` (by today's list without one); None where the unit went on existing."""
    entry = entries().get(unit_id.partition("@")[0])
    if entry is None or entry.valid_to is None or (day is not None and day <= entry.valid_to):
        return None
    seen = {entry.id}
    while entry.successor and entry.successor not in seen:
        seen.add(entry.successor)
        entry = entries()[entry.successor]
        if entry.valid_to is None or (day is not None and day <= entry.valid_to):
            break
    return entry.name if len(seen) > 1 else None


@cache
def _suggestions() -> dict[str, str]:
    """Names to suggest by their keys without diacritics."""
    return {bare(entry.name): entry.name for entry in entries().values() if not entry.kept}


def suggest(name: str, cutoff: float = 88.0) -> str | None:
    """The listed name nearest to an unknown one, for a person to judge; None when none is near. Digits must agree."""
    from rapidfuzz import fuzz, process

    written = bare(name)
    digits = re.findall(r"\d+", written)
    known = [key for key in _suggestions() if re.findall(r"\d+", key) == digits]
    found = process.extractOne(written, known, scorer=fuzz.ratio, score_cutoff=cutoff)
    return None if found is None or _suggestions()[found[0]] == name else _suggestions()[found[0]]


def level_letter(word: str, city: str) -> str | None:
    """The level of a level word as a letter, "thành phố" by ``city``; None for other words."""
    return city if word == "thành phố" else _LEVEL_WORDS.get(word)


def matches_under(head: str, tokens: list[Token], at: int, end: int) -> list[Match]:
    """The listed names that begin with the word ``head`` and go on with the words at a token, the longest first."""
    found: list[Match] = []
    node = tree().exact.children.get(head)
    if node is not None and at < end and tokens[at].word:
        for child, after in _steps(node, tokens, at, end, first=False, plain=True):
            _walk(child, tokens, after, end, plain=True, first=False, after_and=False, found=found)
    bare_node = tree().bare.children.get(bare_key(head))
    if not found and bare_node is not None and at < end and tokens[at].title:
        for child, after in _steps(bare_node, tokens, at, end, first=False, plain=False):
            _walk(child, tokens, after, end, plain=False, first=False, after_and=False, found=found)
    return sorted(found, key=lambda match: -match.end)
