"""The unit that begins at a token: listed, a list of nouns, a person with a unit, or a name that is not listed."""
from __future__ import annotations

from itertools import groupby

from msgspec.structs import replace

from kehoach.model import UnitKind
from kehoach.normalize.units.drafts import Draft, listed
from kehoach.normalize.units.gazetteer import entries
from kehoach.normalize.units.listing import Carry, Found, completed, read_listed
from kehoach.normalize.units.names import write_out
from kehoach.normalize.units.nouns import noun_units, read_nouns
from kehoach.normalize.units.reader import JOINS, RUN_LIMIT, Reader
from kehoach.normalize.units.sharing import shared
from kehoach.normalize.units.words import LINE, abbreviations, bare_key, lists, phrase_keys

FAMILIES = frozenset({"sở", "bộ", "phòng", "ban"})
"""First words under which a list of names may stand: "Các Sở: Tài chính, Nội vụ"."""
_SHORT_LEVELS = frozenset({"tỉnh", "huyện", "quận", "thị", "thành", "xã", "phường"})
_SHORTEST_ACRONYM = 3
_COMMITTEES = frozenset({"đoàn", "ủy"})
_OF_MANY: dict[UnitKind, UnitKind] = {"single": "collective", "person": "person_group"}
"""What a unit is of which there are many."""
POINTS_ABOVE = "as above"
"""The rule of what names no unit but points to the cell above: "nt", "như trên". It stays as written."""
_HARD = frozenset({";", "(", ")", ":", LINE})


def unit_at(reader: Reader, at: int, end: int, carry: Carry) -> Found:
    """The unit or units whose name begins at a token, with all that belongs to the name."""
    return _settled(reader, _unit(reader, at, end, carry), at, end)


def separate(reader: Reader, join: int, at: int, carry: Carry, *, complete: bool) -> bool:
    """Whether the marks from ``join`` to ``at`` separate two units: ``&`` never does, a dash or "/" only before a sure unit, "và"
    after a name that may go on only before a sure unit."""
    marks = {reader.key(step) for step in range(join, at)}
    if "&" in marks:
        return False
    if shared(reader, at, carry) is not None:
        return True
    loose = not marks <= {"-", "+", "/"} and ("," in marks or complete)
    return reader.starts(at, strict=not loose)


def after_joins(reader: Reader, at: int) -> int:
    """The token after commas, "và" and the like."""
    while reader.key(at) in JOINS:
        at += 1
    return at


def _unit(reader: Reader, at: int, end: int, carry: Carry, *, of_person: bool = False) -> Found:
    """The unit or units whose name begins at a token, as far as it is certain."""
    above = reader.phrase(at, "phrases", "above")
    if above > at and (reader.ends_list_item(above) or reader.key(above) in JOINS):
        return Found(at, above, [Draft(" ".join(token.text for token in reader.tokens[at:above]), rule=POINTS_ABOVE)], complete=True)
    committees = _committees(reader, at)
    if committees is not None:
        return committees
    inner = reader.phrase(at, "phrases", "plural")
    under = shared(reader, at, carry)
    known = read_listed(reader, at, inner) if inner < end else None
    if under is not None and (known is None or not known.complete):
        return under
    nouns = read_nouns(reader, at)
    if nouns is not None and (known is None or nouns.end > known.end):
        drafts, after = noun_units(reader, nouns)
        return Found(at, after, drafts, complete=all(draft.entry is not None for draft in drafts), nouns=True)
    if known is not None and reader.spread_phrase(inner, "heads", "roles") <= known.end:
        return known
    person = reader.phrase(inner, "heads", "persons")
    if person > inner and not of_person:
        return _person(reader, at, inner, person, end)
    return _localities(reader, at) or _unlisted(reader, at, end)


def _committees(reader: Reader, at: int) -> Found | None:
    """The Party or Youth Union bodies of many localities under one last word, as written: "Các huyện, thị, thành đoàn"."""
    start = here = reader.phrase(at, "phrases", "plural")
    members = 0
    while reader.key(here) in _SHORT_LEVELS and members < RUN_LIMIT:
        members += 1
        here += 1
        if members > 1 and reader.key(here) in _COMMITTEES:
            name = write_out(reader.cell, start, here + 1)
            return Found(at, here + 1, [Draft(name, None, "collective", rule="as written")], complete=True)
        while reader.key(here) in (",", "và", "/", "-"):
            here += 1
    return None


def _localities(reader: Reader, at: int) -> Found | None:
    """ "Các huyện, thị xã, thành phố" without a head: the localities."""
    level = reader.level(at)
    if level is None or not level.plural or "D" not in level.letters or reader.key(at) == "cấp":
        return None
    return Found(at, level.end, [listed(entries()["coll.dia_phuong"], reader.setting.day)], complete=True)


def _person(reader: Reader, at: int, inner: int, after: int, end: int) -> Found:
    """Words for a person and the unit after them: "Thủ trưởng các sở, ban, ngành", "Giám đốc Sở Nội vụ"."""
    office = write_out(reader.cell, inner, after)
    while reader.key(after) in (",", "và", "/") and reader.phrase(after + 1, "heads", "persons") > after + 1:
        after = reader.phrase(after + 1, "heads", "persons")
        office = write_out(reader.cell, inner, after)
    hamlets = _hamlets(reader, after)
    if after < hamlets <= end:
        draft = Draft(write_out(reader.cell, inner, hamlets), None, "person_group", rule="person")
        return Found(at, hamlets, [draft], complete=True)
    heads_unit = reader.starts(after) or reader.noun(reader.phrase(after, "phrases", "plural")) or reader.level_word(after)
    if after >= end or not heads_unit:
        return _unlisted(reader, at, end)
    unit = _settled(reader, _unit(reader, after, end, Carry(), of_person=True), after, end)
    heads = office.endswith("Thủ trưởng") or (office == "Giám đốc" and reader.key(after + 1) == "sở")
    if unit.drafts[0].id == "coll.so_ban_nganh" and heads:
        return Found(at, unit.end, [listed(entries()["pers.thu_truong_sbn"], reader.setting.day)], complete=True)
    nouns = read_nouns(reader, after) if unit.nouns else None
    if nouns is not None and nouns.related_end == unit.end:
        unit.end = nouns.scope_end  # "liên quan" narrows the persons
    group = unit.nouns or any(draft.kind == "collective" for draft in unit.drafts)
    kind: UnitKind = "person_group" if group else "person"
    as_written = len(unit.drafts) == 1 and (unit.nouns or unit.drafts[0].entry is None)
    names = [write_out(reader.cell, after, unit.end, first=False)] if as_written else [draft.name for draft in unit.drafts]
    drafts = [Draft(f"{office} {name}", None, kind, unit.drafts[0].level, rule="person") for name in names]
    return Found(at, unit.end, drafts, complete=unit.complete, nouns=unit.nouns, carry=replace(unit.carry, person=f"{office} "))


def _hamlets(reader: Reader, at: int) -> int:
    """The token after villages and quarters without names that share a head, "các thôn, tổ dân phố"; the token itself where one
    has a name or none stands there."""
    end = at
    here = reader.phrase(at, "phrases", "plural")
    for _ in range(RUN_LIMIT):
        after = reader.phrase(here, "heads", "hamlets")
        if after == here:
            return end
        if not (reader.ends_list_item(after) or reader.key(after) in JOINS or reader.qualifier(after, nouns=True)):
            return at
        end = after
        here = reader.phrase(after_joins(reader, after), "phrases", "plural")
    return end


# Names that are not listed


def _unlisted(reader: Reader, at: int, end: int) -> Found:
    """A name that is not listed, as far as it goes."""
    inner = reader.phrase(at, "phrases", "plural")
    begin = inner if inner < end else at
    after = _extended(reader, begin, begin + 1, end)
    name = write_out(reader.cell, begin, after)
    entry = completed(reader, phrase_keys(name)) if after - begin <= 2 else None
    if entry is not None:
        return Found(at, after, [listed(entry, reader.setting.day, "issuer")], complete=True)
    generic = reader.phrase(begin, "heads", "generic") > begin and not reader.title(begin + 1)
    head = reader.key(begin) if reader.key(begin) in FAMILIES and reader.title(begin + 1) else None
    headed = reader.starts(begin) and any(reader.phrase(begin, "heads", group) > begin for group in ("sure", "unsure"))
    kind = _kind(reader, begin, name)
    many = kind == "unknown" and headed and (inner > at or _lists_schools(reader, begin, after))
    draft = Draft(name, None, "collective" if many else kind, rule="as written", headed=headed)
    return Found(at, after, [draft], nouns=generic, carry=Carry(head=head))


def _lists_schools(reader: Reader, begin: int, after: int) -> bool:
    """Whether a name is a list of kinds of schools: "Trường MN, TH, THCS"."""
    return reader.key(begin) == "trường" and any(reader.key(at) == "," for at in range(begin, after))


def _kind(reader: Reader, begin: int, name: str) -> UnitKind:
    """What the first words of an unlisted name say it is."""
    if reader.phrase(begin, "heads", "enterprises") > begin:
        return "enterprise"
    if reader.phrase(begin, "heads", "adhoc") > begin:
        return "adhoc_body"
    if reader.spread_phrase(begin, "heads", "roles") > begin:
        return "role"
    return "person" if f"{name.casefold()} ".startswith(tuple(f"{person} " for person in lists()["heads"]["persons"])) else "unknown"


def _extended(reader: Reader, begin: int, at: int, end: int) -> int:
    """The token after an unlisted name: at a mark or a conjunction that a unit follows, at a narrowing, at a bracket."""
    officials = reader.spread_phrase(begin, "heads", "officials")
    if begin < officials < end and not reader.title(officials) and reader.key(officials) not in JOINS:
        return officials
    at = max(at, reader.spread_phrase(begin, "heads", "roles"), reader.phrase(begin, "heads", "adhoc"))
    while at < end and reader.tokens[at].text not in _HARD:
        if reader.key(at) in JOINS:
            following = after_joins(reader, at)
            second = _second_function(reader, begin, at, following)
            other = separate(reader, at, following, Carry(), complete=False) or _like_the_first(reader, begin, at, following)
            if following >= end or (not second and other):
                break
            at = max(following, second)
        elif _narrows(reader, begin, at) or reader.plural_title(at):
            break
        else:
            at += 1
    return at


def _like_the_first(reader: Reader, begin: int, join: int, at: int) -> bool:
    """Whether another unit stands after a comma or "và" because it begins as the one before does, "Cảng vụ A, Cảng vụ B", or because both
    are names of companies or acronyms alone, "NSMO, EVNNPT", "Agribank, Vietcombank"; an acronym that is not listed also stands alone after
    words, "Hiệp hội ngân hàng, VAFI"."""
    at = reader.phrase(at, "phrases", "plural")
    if reader.key(join) not in (",", "và", "/") or not reader.title(at) or reader.cell.shouting:
        return False
    if reader.key(begin) == reader.key(at) and (reader.tokens[at].caps or reader.key(begin + 1) == reader.key(at + 1)):
        return True
    if not _foreign(reader, at) or _one_abbreviation(reader, join, at):
        return False
    alone = reader.tokens[at].caps and (reader.ends_list_item(at + 1) or reader.key(at + 1) in JOINS)
    return _foreign(reader, begin) or (alone and not reader.tokens[join - 1].caps)


def _foreign(reader: Reader, at: int) -> bool:
    """Whether an acronym, or a word of more than one syllable such as "Vietcombank", begins a name there."""
    token = reader.token(at)
    if token is None or not token.title or len(token.text) < _SHORTEST_ACRONYM:
        return False
    if token.caps:
        return token.key not in abbreviations()
    return sum(vowels for vowels, _ in groupby(bare_key(token.key), "aeiouy".__contains__)) > 1


def _one_abbreviation(reader: Reader, join: int, at: int) -> bool:
    """Whether the comma stands inside one abbreviation: "VH,TT&DL"."""
    before, sign, after = reader.tokens[join - 1 : join + 2]
    return join + 1 == at and before.end == sign.start and sign.end == after.start


def _second_function(reader: Reader, begin: int, join: int, at: int) -> int:
    """The token after the second function of a section joined by a dash, "Ban Kiểm tra - Thanh tra"; 0 where none stands there."""
    after = reader.phrase(at, "heads", "functions")
    alone = reader.ends_list_item(after) or reader.key(after) in (",", "và")
    return after if after > at and alone and reader.key(join) == "-" and reader.key(begin) in FAMILIES - {"sở", "bộ"} else 0


def _narrows(reader: Reader, begin: int, at: int) -> bool:
    """Whether a narrowing begins at a token of an unlisted name; names of ad hoc bodies are full of verbs."""
    if not reader.tokens[at].word:
        return False
    if reader.phrase(begin, "heads", "adhoc") > begin:
        return reader.phrase(at, "qualifiers", "of_bodies") > at
    if _incomplete(reader, begin, at):
        return False
    common = begin < reader.phrase(begin, "heads", "generic") == at and not reader.names_section(begin, at)
    deed = reader.phrase(begin, "heads", "persons") > begin and not reader.title(at) and reader.phrase(at, "qualifiers", "deeds") > at
    return deed or reader.qualifier(at, nouns=common)


def _incomplete(reader: Reader, begin: int, at: int) -> bool:
    """Whether what narrows elsewhere belongs to a name at a token: the words before it end no name, or a name of capitals has them."""
    if any(reader.phrase(at - step, "qualifiers", "unfinished") == at for step in (1, 2) if at - step > begin):
        return True
    head = max(begin + 1, reader.phrase(begin, "heads", "sure"))
    return reader.title(begin) and reader.title(head) and reader.phrase(at, "qualifiers", "in_names") > at


def longer(reader: Reader, found: Found, at: int, end: int) -> Found:
    """A unit with words after it that do not narrow it, as one name that is not listed: "Phòng Kinh tế đất"."""
    inner = reader.phrase(at, "phrases", "plural")
    after = _extended(reader, inner, found.end, end)
    name = write_out(reader.cell, inner, after)
    return found if after == found.end else Found(at, after, [Draft(name, None, _kind(reader, inner, name), rule="as written")])


# What follows a name


def _settled(reader: Reader, found: Found, at: int, end: int) -> Found:
    """The unit as it stands once it is seen what follows: the same, or a longer name that is not listed."""
    after = found.end
    if after >= end or reader.tokens[after].text in _HARD:
        return found
    if found.complete and not found.nouns and _tied(reader, after):
        return _unlisted(reader, at, end)
    if found.complete:
        return found
    if _has_owners(reader, found):
        return _with_owners(reader, found, at, end)
    if reader.key(after) in JOINS:
        following = after_joins(reader, after)
        stays = following >= end or separate(reader, after, following, found.carry, complete=False)
        stays = stays or _like_the_first(reader, at, after, following)
    else:
        role = found.drafts[0].kind == "role" and not reader.title(after)
        narrowed = reader.qualifier(after, nouns=found.nouns) and not _incomplete(reader, at, after)
        stays = role or narrowed or reader.starts(after, strict=True)
    if stays:
        return found
    return _noun_name(reader, found, at, end) if found.nouns else _unlisted(reader, at, end)


def _has_owners(reader: Reader, found: Found) -> bool:
    """Whether words right after a body or person within another say whose it is: "Ban Giám hiệu các trường", "Giáo viên chủ nhiệm
    khối 9", "Ban Giám hiệu Trường THCS A"."""
    entry = found.drafts[0].entry
    if entry is None or entry.name.casefold() not in lists()["heads"]["within"]:
        return False
    plural = reader.phrase(found.end, "phrases", "plural")
    if plural > found.end:
        return not reader.title(found.end) and not reader.title(plural)
    return reader.title(found.end) or reader.key(found.end) == "trường" or reader.phrase(found.end, "heads", "hamlets") > found.end


def _with_owners(reader: Reader, found: Found, at: int, end: int) -> Found:
    """A listed name with whose it is, as one name; of many owners it is many."""
    inner = reader.phrase(at, "phrases", "plural")
    many = reader.phrase(found.end, "phrases", "plural") > found.end
    draft = found.drafts[0]
    kind = _OF_MANY.get(draft.kind, draft.kind) if many else draft.kind
    after = max(_extended(reader, inner, found.end, end), min(_hamlets(reader, found.end), end))
    return Found(at, after, [Draft(write_out(reader.cell, inner, after), None, kind, draft.level, rule="as written")])


def _tied(reader: Reader, dash: int) -> bool:
    """Whether a dash without spaces ties an abbreviation to a name: "Phòng CCHC-VTLT"."""
    if reader.key(dash) != "-" or dash + 1 >= reader.size:
        return False
    before, sign, after = reader.tokens[dash - 1 : dash + 2]
    tight = before.end == sign.start and sign.end == after.start
    return tight and before.caps and after.caps and not reader.starts(dash + 1)


def _noun_name(reader: Reader, found: Found, at: int, end: int) -> Found:
    """Common nouns with more after them, as one name: "phòng ban, phường, xã"."""
    inner = reader.phrase(at, "phrases", "plural")
    after = _extended(reader, inner, found.end, end)
    return Found(at, after, [Draft(write_out(reader.cell, inner, after), None, "unknown", rule="as written")], nouns=True)
