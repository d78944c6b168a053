"""Listed names in a cell: a match in the gazetteer and the level, place or bare end after it, as units."""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kehoach.normalize.places import is_district, is_province
from kehoach.normalize.units.drafts import Draft, at_place, listed
from kehoach.normalize.units.gazetteer import LEVELS, Entry, Match, Node, entries
from kehoach.normalize.units.names import capital, write_out
from kehoach.normalize.units.reader import Level, Reader
from kehoach.normalize.units.words import lists, phrase_keys, read_cell


@dataclass(slots=True)
class Carry:
    """What a following part without a head takes from the part before: "UBND cấp huyện, cấp xã", "Sở Nội vụ, Tài chính".

    ``node`` and ``stem``: a name that takes level words; ``head``: a first word that takes names; ``person``: words before
    the unit; ``level_word``: the level word before a place; ``listing``: all that stands after a colon takes it.
    """

    node: Node | None = None
    stem: str = ""
    head: str | None = None
    person: str = ""
    level_word: str = ""
    listing: bool = False


@dataclass(slots=True)
class Found:
    """Units read from tokens ``start`` to ``end``. ``complete``: nothing more can belong to the name; ``nouns``: a list of
    common nouns, after which verbs narrow."""

    start: int
    end: int
    drafts: list[Draft]
    complete: bool = False
    nouns: bool = False
    carry: Carry = field(default_factory=Carry)


_FAMILY_HEADS = frozenset({"sở", "bộ", "phòng", "ban", "chi", "cục", "hội"})


def read_listed(reader: Reader, begin: int, at: int) -> Found | None:
    """The units of the longest listed name at a token whose level, place or bare end fits, or None."""
    best: Found | None = None
    reach = 0
    for match in reader.matches(at):
        if best is not None and match.end < reach:
            break
        found = with_slot(reader, begin, match, stem_of(reader, match, at), at)
        if found is not None and (best is None or (_kept(best) and not _kept(found))):
            best, reach = found, match.end
    return best


def _kept(found: Found) -> bool:
    """Whether a unit keeps its spelling, so that a listed name of the same words goes before it."""
    entry = found.drafts[0].entry
    return entry is None or entry.kept


def stem_of(reader: Reader, match: Match, at: int) -> str:
    """The name before the level word: as listed where it is listed so, else as written."""
    written = capital(write_out(reader.cell, at, match.end))
    abbreviated = any(token.caps for token in reader.tokens[at : match.end])
    for choices in match.node.slots.values():
        for entry, own in choices:
            if own and (not entry.kept or match.repaired or (abbreviated and written.casefold() == entry.stem.casefold())):
                return spelled_out(entry.stem)
    return written


@cache
def spelled_out(name: str) -> str:
    """A listed name without abbreviations."""
    cell = read_cell(name)
    return write_out(cell, 0, len(cell.tokens))


def with_slot(reader: Reader, begin: int, match: Match, stem: str, at: int) -> Found | None:
    """The units of a listed name with what follows it, or None where the name does not go with that."""
    branch = _branch(reader, begin, match, stem)
    if branch is not None:
        return branch
    scope = reader.scope(match.end)
    entry = next((e for e, own in match.node.slots.get("", []) if own and e.kind == "collective"), None)
    if entry is not None and scope is not None:
        return Found(begin, scope[1], [listed(entry, reader.setting.day)], complete=True)
    counted = reader.level(match.end + 1) if reader.key(match.end).isdigit() else None
    if counted is not None and not counted.place and all(letter * 2 in match.node.slots for letter in counted.letters):
        drafts = [listed(match.node.slots[letter * 2][0][0], reader.setting.day) for letter in counted.letters]
        return Found(begin, match.end, drafts, complete=True)
    level = reader.level(match.end)
    carry = Carry(node=match.node, stem=stem, head=reader.key(at) if reader.key(at) in _FAMILY_HEADS else None)
    if level is not None and level.place:
        return _at_level_place(reader, begin, match.node, stem, level, carry)
    if level is not None and level.plural:
        return _plural(reader, begin, match.node, stem, level, carry)
    if level is not None:
        return _single_level(reader, begin, match.node, stem, level, carry)
    place = reader.place(match.end)
    if place > match.end and not reader.starts(match.end, strict=True):
        return _at_bare_place(reader, begin, match, stem, place, carry)
    return _bare(reader, begin, match, stem, carry)


def _branch(reader: Reader, begin: int, match: Match, stem: str) -> Found | None:
    """A listed name and its branch: "Ngân hàng Nhà nước Việt Nam Chi nhánh Khu vực II"."""
    start = match.end + 1 if reader.key(match.end) == "-" else match.end
    after = reader.phrase(start, "heads", "branches")
    if after == start:
        return None
    while after < reader.size and reader.tokens[after].word and not reader.qualifier(after, nouns=False):
        level = reader.level_word(after)
        if not reader.title(after) and level is None and reader.key(after) not in ("khu", "vực", "số"):
            break
        after = level[1] if level else after + 1
    return Found(begin, after, [Draft(f"{stem} {write_out(reader.cell, match.end, after, first=False)}", None, "single", rule="branch")], complete=True)


def _pick(reader: Reader, choices: list[tuple[Entry, bool]], *, bare: bool = False) -> Entry | None:
    """The entry that fits the speaker and existed on the day, of those that share a name."""
    fitting = [(entry, own) for entry, own in choices if (own and entry.stem == entry.name) or not bare or _alias_fits(reader, entry)]
    if not fitting:
        return None
    city = {"P": "province", "D": "district"}[reader.setting.city]
    speaker = reader.setting.speaker

    def rank(choice: tuple[Entry, bool]) -> tuple[bool, bool, bool]:
        entry, _ = choice
        return not entry.valid_on(reader.setting.day), entry.level != city, entry.level != speaker

    return min(fitting, key=rank)[0]


def _alias_fits(reader: Reader, entry: Entry) -> bool:
    """Whether a shortened name may stand for the entry here: that of a province not in a district, of a Sở's unit only in a Sở."""
    speaker = reader.setting.speaker
    if entry.level == "province" and entry.stem != entry.name:
        return speaker not in ("district", "commune", "central")
    if entry.level == "district" and entry.stem != entry.name:
        return speaker in ("district", "province", None)
    return entry.level != "department" or speaker == "department" or len(entry.stem.split()) > 3


def _single_level(reader: Reader, begin: int, node: Node, stem: str, level: Level, carry: Carry) -> Found | None:
    letter = level.letters[0]
    choices = node.slots.get(letter) or [(e, own) for e, own in node.slots.get("", []) if not e.kept and e.level == LEVELS[letter]]
    if choices:
        entry = _pick(reader, choices) or choices[0][0]
        return Found(begin, level.end, [listed(entry, reader.setting.day)], complete=True, carry=carry)
    return _as_written(reader, begin, node, stem, level, carry)


def _as_written(reader: Reader, begin: int, node: Node, stem: str, level: Level, carry: Carry) -> Found:
    """A listed name at a level it is not listed for: "Công an cấp huyện"."""
    entry = next((e for e, _ in node.slots.get("*", [])), None)
    name = f"{stem} {write_out(reader.cell, level.start, level.end, first=False)}"
    kind = "collective" if level.plural else entry.kind if entry else "single"
    draft = Draft(name, entry.id if entry else None, kind, LEVELS[level.letters[0]], rule="as written")
    return Found(begin, level.end, [draft], complete=True, carry=carry)


def _plural(reader: Reader, begin: int, node: Node, stem: str, level: Level, carry: Carry) -> Found | None:
    both = node.slots.get("".join(level.letters)) if len(level.letters) > 1 else None
    if both:
        return Found(begin, level.end, [listed(both[0][0], reader.setting.day)], complete=True, carry=carry)
    drafts: list[Draft] = []
    if reader.level_word(level.end - 1) and reader.phrase(level.start, "phrases", "plural") == level.end - 1:
        carry.level_word = write_out(reader.cell, level.end - 1, level.end, first=False)
    for letter in level.letters:
        choices = node.slots.get(letter * 2)
        if choices:
            drafts.append(listed(choices[0][0], reader.setting.day, "level" if len(level.letters) == 1 else "head shared"))
    if len(drafts) == len(level.letters):
        return Found(begin, level.end, drafts, complete=True, carry=carry)
    if "" in node.slots and reader.key(level.end - 1) == "cấp" and not {"P", "D", "C"} & node.slots.keys():
        return None
    if reader.key(level.start) == "cấp" and len(level.letters) > 1:
        names = [f"{stem} cấp {_LEVEL_NAMES[letter]}" for letter in level.letters]
        drafts = [Draft(name, None, "collective", LEVELS[letter], rule="head shared") for name, letter in zip(names, level.letters, strict=True)]
        return Found(begin, level.end, drafts, complete=True, carry=carry)
    return _as_written(reader, begin, node, stem, level, carry)


_LEVEL_NAMES = {"P": "tỉnh", "D": "huyện", "C": "xã"}


def _at_level_place(reader: Reader, begin: int, node: Node, stem: str, level: Level, carry: Carry) -> Found:
    written = write_out(reader.cell, level.start, level.end, first=False)
    name = f"{stem} {written}"
    after_word = reader.level_word(level.start)
    place = write_out(reader.cell, after_word[1] if after_word else level.start, level.end, first=False)
    carry.level_word = write_out(reader.cell, level.start, after_word[1], first=False) if after_word else ""
    for slot in (level.letters[0], "*", ""):
        entry = _pick(reader, node.slots.get(slot, []))
        if entry is not None:
            return Found(begin, level.end, [at_place(entry, name, place)], complete=True, carry=carry)
    return Found(begin, level.end, [Draft(name, None, "single", LEVELS[level.letters[0]], rule="place")], complete=True, carry=carry)


def _at_bare_place(reader: Reader, begin: int, match: Match, stem: str, end: int, carry: Carry) -> Found | None:
    place = write_out(reader.cell, match.end, end, first=False)
    order = ("P", "*", "", "D", "C") if is_province(place) else ("D", "*", "", "C") if is_district(place) else ("*", "")
    for slot in order:
        entry = _pick(reader, match.node.slots.get(slot, []))
        if entry is not None:
            known = is_province(place) or is_district(place)
            return Found(begin, end, [at_place(entry, f"{stem} {place}", place)], complete=known, carry=carry)
    return None


def _bare(reader: Reader, begin: int, match: Match, stem: str, carry: Carry) -> Found | None:
    entry = completed(reader, phrase_keys(stem))
    if entry is not None:
        return Found(begin, match.end, [listed(entry, reader.setting.day, "issuer")], complete=True, carry=carry)
    choices = match.node.slots.get("", [])
    entry = _pick(reader, choices, bare=True)
    if entry is not None:
        own = any(e is entry and o for e, o in choices)
        if entry.kept:
            draft = Draft(stem, entry.id, entry.kind, entry.level, rule="as written", entry=entry)
            return Found(begin, match.end, [draft], carry=carry)
        return Found(begin, match.end, [listed(entry, reader.setting.day)], complete=own and entry.kind != "enterprise", carry=carry)
    open_entry = next((e for e, _ in match.node.slots.get("*", [])), None)
    if open_entry is not None and not reader.ends_list_item(match.end) and reader.tokens[match.end].word:
        return None
    if open_entry is not None:
        return Found(begin, match.end, [Draft(stem, open_entry.id, open_entry.kind, open_entry.level, rule="as written")], carry=carry)
    return None


def completed(reader: Reader, keys: tuple[str, ...]) -> Entry | None:
    """The entry that a bare name stands for at this issuer ("Văn phòng" in a Sở), or None."""
    choices: dict[str, str] = lists()["bare"].get(" ".join(keys), {})
    setting = reader.setting
    found = choices.get(setting.speaker or "") or choices.get("since_2025_07" if setting.two_levels else "until_2025_06")
    return entries()[found] if found else None
