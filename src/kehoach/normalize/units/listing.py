"""Listed names in a cell: a match in the gazetteer and the level, place or bare end after it, as units."""
from __future__ import annotations

from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from kehoach.model import UnitKind
from kehoach.normalize.places import is_district, is_province
from kehoach.normalize.units.drafts import Draft, at_place, listed
from kehoach.normalize.units.gazetteer import LEVELS, Entry, Match, Node, entries
from kehoach.normalize.units.names import capital, write_out
from kehoach.normalize.units.reader import Level, Reader
from kehoach.normalize.units.words import lists, phrase_keys, read_cell


class Carry(Struct):
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


class Name(Struct):
    """A listed name met in a cell: from token ``begin`` ("các" included) to ``end``, where level words or a place may follow;
    ``stem``: how a record writes it up to there."""

    begin: int
    end: int
    node: Node
    stem: str
    head: str | None = None

    def carry(self) -> Carry:
        """What a following part may take from this name."""
        return Carry(node=self.node, stem=self.stem, head=self.head)

    def entries(self, *slots: str) -> list[tuple[Entry, bool]]:
        """The entries of the first slot that has any."""
        return next((self.node.slots[slot] for slot in slots if slot in self.node.slots), [])


class Found(Struct):
    """Units read from tokens ``start`` to ``end``. ``complete``: nothing more can belong to the name; ``nouns``: a list of
    common nouns, after which verbs narrow."""

    start: int
    end: int
    drafts: list[Draft]
    complete: bool = False
    nouns: bool = False
    carry: Carry = field(default_factory=Carry)


_FAMILY_HEADS = frozenset({"sở", "bộ", "phòng", "ban", "chi", "cục", "hội"})
_LEVEL_NAMES = {"P": "tỉnh", "D": "huyện", "C": "xã"}


def read_listed(reader: Reader, begin: int, at: int) -> Found | None:
    """The units of the longest listed name at a token whose level, place or bare end fits, or None."""
    best: Found | None = None
    reach = 0
    for match in reader.matches(at):
        if best is not None and match.end < reach:
            break
        head = reader.key(at) if reader.key(at) in _FAMILY_HEADS else None
        found = with_slot(reader, Name(begin, match.end, match.node, stem_of(reader, match, at), head))
        if found is not None and (best is None or (_kept(best) and not _kept(found))):
            best, reach = found, match.end
    return best


def _kept(found: Found) -> bool:
    """Whether a unit keeps its spelling, so that a listed name of the same words goes before it."""
    entry = found.drafts[0].entry
    return entry is None or entry.kept


def stem_of(reader: Reader, match: Match, at: int) -> str:
    """The name before the level word: as listed where it is listed so, else as written."""
    own = [entry for choices in match.node.slots.values() for entry, is_own in choices if is_own]
    canonical = next((entry for entry in own if not entry.kept or match.repaired), None)
    if canonical is not None:
        return _spelled_out(canonical.stem)
    written = capital(write_out(reader.cell, at, match.end))
    if any(token.caps for token in reader.tokens[at : match.end]):
        known = next((entry.stem for entry in own if entry.stem.casefold() == written.casefold()), None)
        stems = {entry.stem for choices in match.node.slots.values() for entry, _ in choices}
        return known or (_read_from(written, stems.pop()) if len(stems) == 1 else written)
    return written


def _read_from(written: str, stem: str) -> str:
    """The listed name where an abbreviation is left in the written one that only the list knows: "Tổ chức CT-XH", "BCH Quân sự"."""
    words = stem.casefold().split()
    left = any(len(word) > 1 and word.isupper() and word.casefold() not in words for word in written.replace("-", " ").split())
    return _spelled_out(stem) if left else written


@cache
def _spelled_out(name: str) -> str:
    """A listed name without abbreviations."""
    cell = read_cell(name)
    return write_out(cell, 0, len(cell.tokens))


def with_slot(reader: Reader, name: Name) -> Found | None:
    """The units of a listed name with what follows it, or None where the name does not go with that."""
    special = _branch(reader, name) or _in_scope(reader, name) or _counted(reader, name)
    if special is not None:
        return special
    level = reader.level(name.end)
    if level is not None:
        return _at_level_place(reader, name, level) if level.place else _at_level(reader, name, level)
    place = reader.place(name.end)
    if place > name.end and not reader.starts(name.end, strict=True):
        return _at_bare_place(reader, name, place)
    return _bare(reader, name)


def _branch(reader: Reader, name: Name) -> Found | None:
    """A listed name and its branch: "Ngân hàng Nhà nước Việt Nam Chi nhánh Khu vực II"."""
    start = name.end + 1 if reader.key(name.end) == "-" else name.end
    after = reader.phrase(start, "heads", "branches")
    if after == start:
        return None
    while after < reader.size and reader.tokens[after].word and not reader.qualifier(after, nouns=False):
        level = reader.level_word(after)
        if not reader.title(after) and level is None and reader.key(after) not in ("khu", "vực", "số"):
            break
        after = level[1] if level else after + 1
    written = f"{name.stem} {write_out(reader.cell, name.end, after, first=False)}"
    return Found(name.begin, after, [Draft(written, None, "single", rule="branch")], complete=True)


def _in_scope(reader: Reader, name: Name) -> Found | None:
    """A collective and whose it is, which says nothing new: "Đơn vị trực thuộc Sở"."""
    scope = reader.scope(name.end)
    entry = next((entry for entry, own in name.entries("") if own and entry.kind == "collective"), None)
    if entry is None or scope is None:
        return None
    return Found(name.begin, scope[1], [listed(entry, reader.setting.day)], complete=True)


def _counted(reader: Reader, name: Name) -> Found | None:
    """A collective with a number before the level words, which stay as its narrowing: "UBND 99 xã, phường"; with places after them they
    are its members: "UBND 02 phường A và B"."""
    level = reader.level(name.end + 1) if reader.key(name.end).isdigit() else None
    if level is not None and level.place:
        return _at_level_place(reader, name, level)
    if level is None or not all(letter * 2 in name.node.slots for letter in level.letters):
        return None
    drafts = [listed(name.entries(letter * 2)[0][0], reader.setting.day) for letter in level.letters]
    return Found(name.begin, name.end, drafts, complete=True, carry=name.carry())


# Which entry


def _pick(reader: Reader, choices: list[tuple[Entry, bool]], *, bare: bool = False) -> Entry | None:
    """The entry that fits the speaker and existed on the day, of those that share a name."""
    fitting = [entry for entry, own in choices if (own and entry.stem == entry.name) or not bare or _alias_fits(reader, entry)]
    setting = reader.setting
    city = {"P": "province", "D": "district"}[setting.city]
    return min(fitting, key=lambda e: (not e.valid_on(setting.day), e.level != city, e.level != setting.speaker), default=None)


def _alias_fits(reader: Reader, entry: Entry) -> bool:
    """Whether a shortened name may stand for the entry here: that of a province not in a district or company, of a Sở's unit only
    in a Sở."""
    speaker = reader.setting.speaker
    if entry.level == "province" and entry.stem != entry.name:
        return speaker not in ("district", "commune", "central", "company")
    if entry.level == "district" and entry.stem != entry.name:
        return speaker in ("district", "province", None)
    return entry.level != "department" or speaker == "department" or len(entry.stem.split()) > 3


def completed(reader: Reader, keys: tuple[str, ...]) -> Entry | None:
    """The entry that a bare name stands for at this issuer ("Văn phòng" in a Sở), or None."""
    choices: dict[str, str] = lists()["bare"].get(" ".join(keys), {})
    setting = reader.setting
    unsaid = "since_2025_07" if setting.two_levels else "until_2025_06"
    found = choices.get(setting.speaker or unsaid)
    return entries()[found] if found else None


# Level words and places after a name


def _at_level(reader: Reader, name: Name, level: Level) -> Found:
    """A name with level words: one unit of a level, or all of one or several levels."""
    return (_all_of_levels if level.plural else _one_of_level)(reader, name, level)


def _one_of_level(reader: Reader, name: Name, level: Level) -> Found:
    """ "Công an tỉnh"; also "Phòng Nội vụ huyện", whose name is listed without the level."""
    letter = level.letters[0]
    of_level = [(entry, own) for entry, own in name.entries("") if not entry.kept and entry.level == LEVELS[letter]]
    choices = name.entries(letter) or of_level
    if not choices:
        return _level_as_written(reader, name, level)
    entry = _pick(reader, choices) or choices[0][0]
    return Found(name.begin, level.end, [listed(entry, reader.setting.day)], complete=True, carry=name.carry())


def _all_of_levels(reader: Reader, name: Name, level: Level) -> Found:
    """ "UBND cấp huyện, cấp xã", "UBND các xã, phường", "Công an các huyện"."""
    carry = name.carry()
    whole = f"{name.stem} {write_out(reader.cell, level.start, level.end, first=False)}".casefold()
    entry = next((entry for entry, _ in name.entries(level.letters[0]) if entry.name.casefold() == whole), None)
    if entry is not None:  # "Thuế tỉnh, thành phố" is the name of one unit
        return Found(name.begin, level.end, [listed(entry, reader.setting.day)], complete=True, carry=carry)
    if reader.phrase(level.start, "phrases", "plural") == level.end - 1 and reader.level_word(level.end - 1):
        carry.level_word = write_out(reader.cell, level.end - 1, level.end, first=False)
    together = name.entries("".join(level.letters)) if len(level.letters) > 1 else []
    each = together or [choices[0] for letter in level.letters if (choices := name.entries(letter * 2))]
    if together or len(each) == len(level.letters):
        rule = "listed" if len(each) == 1 else "head shared"
        drafts = [listed(entry, reader.setting.day, rule) for entry, _ in each]
    elif reader.key(level.start) == "cấp" and len(level.letters) > 1:
        drafts = [Draft(f"{name.stem} cấp {_LEVEL_NAMES[x]}", None, "collective", LEVELS[x], rule="head shared") for x in level.letters]
    else:
        return _level_as_written(reader, name, level)
    return Found(name.begin, level.end, drafts, complete=True, carry=carry)


def _level_as_written(reader: Reader, name: Name, level: Level) -> Found:
    """A listed name at a level it is not listed for: "Công an cấp huyện"."""
    entry = next((entry for entry, _ in name.entries("*")), None)
    written = f"{name.stem} {write_out(reader.cell, level.start, level.end, first=False)}"
    kinds: tuple[UnitKind, ...] = ("collective",) if level.plural else (*(known.kind for known, _ in name.entries("*", "")), "single")
    draft = Draft(written, entry.id if entry else None, kinds[0], LEVELS[level.letters[0]], rule="as written")
    return Found(name.begin, level.end, [draft], complete=True, carry=name.carry())


def _at_level_place(reader: Reader, name: Name, level: Level) -> Found:
    """A name with a level word and a place: "UBND huyện Bình Sơn"."""
    word = reader.level_word(level.start)
    after = word[1] if word else level.start
    place = write_out(reader.cell, after, level.end, first=False)
    carry = replace(name.carry(), level_word=write_out(reader.cell, level.start, after, first=False))
    written = f"{name.stem} {write_out(reader.cell, level.start, level.end, first=False)}"
    picked = (_pick(reader, name.entries(slot)) for slot in (level.letters[0], "*", ""))
    entry = next((entry for entry in picked if entry is not None), None)
    draft = at_place(entry, written, place) if entry else Draft(written, None, "single", rule="place")
    draft.level = draft.level or LEVELS[level.letters[0]]
    return Found(name.begin, level.end, [draft], complete=True, carry=carry)


def _at_bare_place(reader: Reader, name: Name, end: int) -> Found | None:
    """A name with a place and no level word: "VNPT Quảng Ngãi", "Thuế Hà Nội"."""
    place = write_out(reader.cell, name.end, end, first=False)
    unknown = ("*", "") if name.stem.endswith(("khu vực", "cơ sở")) else ("*",)  # a region has a number, a new commune's name is not listed
    order = ("P", "*", "", "D", "C") if is_province(place) else ("D", "*", "", "C") if is_district(place) else unknown
    picked = (_pick(reader, name.entries(slot)) for slot in order)
    entry = next((entry for entry in picked if entry is not None), None)
    if entry is None:
        return None
    known = is_province(place) or is_district(place)
    return Found(name.begin, end, [at_place(entry, f"{name.stem} {place}", place)], complete=known, carry=name.carry())


def _of_another(reader: Reader, name: Name, entry: Entry) -> bool:
    """Whether a section that a Sở has is spelled otherwise by a school, a company …: theirs is another one, its name stays."""
    if entry.level != "department" or entry.kind != "single" or reader.setting.speaker not in ("company", "other"):
        return False
    begin = reader.phrase(name.begin, "phrases", "plural")
    headed = reader.key(begin) == phrase_keys(entry.name)[0]  # not the rest of a list under one head
    return headed and not any(token.caps for token in reader.tokens[begin : name.end])


def _bare(reader: Reader, name: Name) -> Found | None:
    """A name with nothing after it that belongs to it."""
    entry = completed(reader, phrase_keys(name.stem))
    if entry is not None:
        return Found(name.begin, name.end, [listed(entry, reader.setting.day, "issuer")], complete=True, carry=name.carry())
    entry = _pick(reader, name.entries(""), bare=True)
    if entry is not None and _of_another(reader, name, entry):
        written = capital(write_out(reader.cell, reader.phrase(name.begin, "phrases", "plural"), name.end))
        draft = Draft(written, None, entry.kind, rule="as written", entry=entry)
        return Found(name.begin, name.end, [draft], complete=True, carry=name.carry())
    if entry is not None and not entry.kept:
        complete = entry.kind != "enterprise" and any(known is entry and own for known, own in name.entries(""))
        return Found(name.begin, name.end, [listed(entry, reader.setting.day)], complete=complete, carry=name.carry())
    if entry is None:
        entry = next((known for known, _ in name.entries("*")), None)
        goes_on = not reader.ends_list_item(name.end) and reader.tokens[name.end].word and not _another_follows(reader, name.end)
        if entry is None or goes_on:
            return None
    draft = Draft(_read_from(name.stem, entry.stem), entry.id, entry.kind, entry.level, rule="as written", entry=entry)
    return Found(name.begin, name.end, [draft], carry=name.carry())


def _another_follows(reader: Reader, at: int) -> bool:
    """Whether "và" before another unit stands at a token: "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội"."""
    return reader.key(at) == "và" and reader.starts(at + 1, strict=True)
