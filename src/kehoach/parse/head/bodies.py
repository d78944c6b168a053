"""Agencies as letterheads, signatures and sentences name them: the name, and the level and place at its end."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

from msgspec import Struct

from kehoach.normalize.places import is_district, is_province
from kehoach.parse.head.casing import LEVEL_WORDS, Casing, expand, is_known, place_name
from kehoach.parse.head.words import begins_with, choice, lists, official, starts
from kehoach.text import CAPITAL, matching, skeleton

COMMITTEE, COUNCIL = "Ủy ban nhân dân", "Hội đồng nhân dân"

_COUNCIL = re.compile(r"(?:uy ban nhan (?:nhan )?dan|uy ban nhan nhan|ubnd|hoi dong nhan dan|hdnd)(?![^\W_])\s*")
_PARTY_WORDS = "tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|tinh doan|thanh doan|huyen doan"
_PARTY = re.compile(rf"(?:{_PARTY_WORDS})(?![^\W_])\s*")
_OF_PARTY = re.compile(rf"(?:^|\s)(?:{_PARTY_WORDS})$")
_UNITS = {
    **{word: word for word in LEVEL_WORDS},
    **{skeleton(word): word for word in LEVEL_WORDS if word not in ("quận", "xã")},
    "tp": "thành phố",
    "tx": "thị xã",
}
_UNIT_WORDS = "|".join(sorted(_UNITS, key=len, reverse=True))
"""Levels with their tones, for "Ban Quản lý" and "Hà Tĩnh" name none; also without any, as scans have them ("TINH")."""
_UNIT = re.compile(rf"(?<![^\W_])({_UNIT_WORDS})(?![^\W_])\s?\.?\s*(?!(?:ủy|uỷ|uy|hội|đoàn)\b)")
_PLACE = re.compile(rf"(?:[{CAPITAL}][^\W_]*|\d+)(?:(?:\s-\s|\s|-)(?:[{CAPITAL}'][^\W_]*|\d+))*")
_ENDS_IN_UNIT = re.compile(rf"(?:^|\s)(?:{_UNIT_WORDS})$")
_SESSION = re.compile(r",?\s+(?:kh(?:óa|oá)|nhiệm kỳ|kỳ họp|phiên họp|lần)\s+(?:thứ\s|[ivx]+\b|\d)")
"""What a letterhead adds to a council or a committee: "KHÓA XV, KỲ HỌP THỨ 18"."""
_UNION = re.compile(r"doan (?:tncs|thanh nien cong san) ho chi minh")
_NATIONAL = re.compile(r"(?<!muc tieu )(?<!vuon )quoc gia(?![^\W_])")
_TELEGRAM = re.compile(r"(?i)\s+điện\s*:?$")
_LONGEST_UNKNOWN = 4
_LONGEST_LINE = 200


class Body(Struct, frozen=True):
    """One agency as one place of the document tells it: ``name`` without place; ``unit``: word of its level ("tỉnh")."""

    raw: str
    name: str
    unit: str | None = None
    place: str | None = None

    @property
    def is_council(self) -> bool:
        """Whether it is a people's committee or council, which is nothing without its place."""
        return self.name in (COMMITTEE, COUNCIL)

    @property
    def is_party(self) -> bool:
        """Whether it is a committee of the party or of the youth union."""
        return _PARTY.fullmatch(skeleton(self.name)) is not None

    @property
    def is_of_party(self) -> bool:
        """Whether its name ends with such a committee, after which a place stands without its level ("Văn phòng Tỉnh ủy Lào Cai")."""
        return self.unit is None and _OF_PARTY.search(skeleton(self.name)) is not None

    @property
    def is_whole(self) -> bool:
        """Whether its name needs no level and place ("Trường Đại học Hà Tĩnh")."""
        return begins_with(self.name, "whole") and self.unit is None

    @property
    def is_organ(self) -> bool:
        """Whether it has no name without the body it belongs to ("Văn phòng")."""
        return self.name in lists()["organs"]

    @property
    def is_central(self) -> bool:
        """Whether it is an agency of the centre or its party organ, which need no place; also one named "… Trung ương" or "… Việt Nam"."""
        if begins_with(self.name, "not_central"):
            return False
        organ = starts("party_organs").match(skeleton(self.name))
        of_centre = organ is not None and begins_with(self.name[organ.end() :].strip(), "central")
        return of_centre or begins_with(self.name, "central") or (self.unit is None and self.name.endswith((" Việt Nam", " Trung ương")))

    @property
    def is_national(self) -> bool:
        """Whether its name says that it is for the whole state; one of a province may borrow the word for what it works on."""
        nowhere = self.unit is None and self.place is None
        return nowhere and begins_with(self.name, "national") and _NATIONAL.search(skeleton(self.name)) is not None

    @property
    def phrase(self) -> str:
        """Level and place as they stand in a full name: "tỉnh Hưng Yên", "Thành phố Hồ Chí Minh"."""
        return placed(self.unit, self.place)

    @property
    def full_name(self) -> str:
        """The name with level and place."""
        return f"{self.name} {self.phrase}".strip()


def placed(unit: str | None, place: str | None) -> str:
    """Level and place as one phrase; the city of Hồ Chí Minh has its level in its name."""
    if place and skeleton(place) == "ho chi minh":
        return "Thành phố Hồ Chí Minh"
    return " ".join(filter(None, [unit, place]))


def unit_at(text: str, at: int = 0) -> tuple[str, int] | None:
    """The word of a level ("TP." is thành phố) that begins at ``at``, and where it ends."""
    match = _UNIT.match(text.casefold(), at)
    return (_UNITS[match[1]], match.end()) if match else None


def unit_before(place: str, text: str) -> str | None:
    """The word of a level that a text puts before a place: "huyện" before "Vĩnh Cửu"."""
    match = re.search(rf"(?<![^\W_])({_UNIT_WORDS})\s+{re.escape(place.casefold())}(?![^\W_])", text.casefold())
    return _UNITS[match[1]] if match else None


def place_at(text: str, at: int) -> str | None:
    """The place whose name begins at ``at``: capitals on every syllable; in a longer run of them the name a gazetteer knows."""
    match = _PLACE.match(text, at)
    if match is None:
        return None
    words = match[0].split()
    if len(words) > _LONGEST_UNKNOWN:
        starts = (" ".join(words[:count]) for count in range(6, 0, -1))
        known = next((name for name in starts if is_province(name) or is_district(name)), None)
        return place_name(known) if known else None
    return place_name(match[0])


def without_office(text: str) -> str:
    """The body of an office: "BỘ TRƯỞNG BỘ NỘI VỤ" -> "BỘ NỘI VỤ"; "… ĐIỆN:" of telegrams is no part of it.

    An office that is an agency itself stays ("THỦ TƯỚNG CHÍNH PHỦ").
    """
    text = _TELEGRAM.sub("", text)
    office = _office().match(skeleton(text))
    rest = text[office.end() :] if office else text
    return rest if office and begins_with(rest, "heads") and not is_known(text) else text


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?:quyen |q\. ?)?(?:{choice('offices')}),?\s+(?=\S)")


def read_body(text: str, casing: Casing) -> Body | None:
    """The agency that a text names at its start: "UBND TỈNH HƯNG YÊN", "SỞ Y TẾ", "Sở Nội vụ tỉnh Hà Tĩnh"."""
    session = _SESSION.search(text.casefold())
    raw = (text[: session.start()] if session else text).strip(" .,;:*-")
    text = expand(matching(raw))
    bare = skeleton(text)
    council, party = _COUNCIL.match(bare), _PARTY.match(bare)
    if council:
        name = COUNCIL if bare.startswith(("hoi", "hdnd")) else COMMITTEE
        return _with_place(raw, text, name, council.end())
    if not begins_with(text, "heads"):
        return None
    if party and not any(begins_with(text[party.end() :], name) for name in ("heads", "blocs")):
        return _with_place(raw, text, casing.name(text[: party.end()].strip()), party.end())
    return _department(raw, text, casing)


def _with_place(raw: str, text: str, name: str, at: int) -> Body:
    unit = unit_at(text, at)
    return Body(raw, name, unit[0], place_at(text, unit[1])) if unit else Body(raw, name, None, place_at(text, at))


def _department(raw: str, text: str, casing: Casing) -> Body:
    """A department, with the level and place at the end of its name taken off."""
    if is_known(text):
        return Body(raw, casing.name(text))
    for match in reversed(list(_UNIT.finditer(text.casefold()))):
        unit = unit_at(text, match.start())
        place = place_at(text, match.end())
        if unit and match.start() > 3 and match.end() + len(place or "") >= len(text) - 1:
            return Body(raw, casing.name(text[: match.start()].strip(" ,-")), unit[0], place)
    words = text.split()
    for count in (4, 3, 2):
        tail = " ".join(words[-count:])
        if len(words) > count + 1 and is_province(tail) and not begins_with(text, "whole"):
            return Body(raw, casing.name(" ".join(words[:-count])), None, place_name(tail))
    return Body(raw, casing.name(text))


def _goes_on(text: str, line: str) -> bool:
    """Whether the name that ``text`` begins goes on in a line, though that may begin like an agency: "THANH TRA" / "CHÍNH PHỦ".

    After "TỈNH" a place goes on, but an agency is the next one: "ỦY BAN NHÂN DÂN TỈNH" / "SỞ Y TẾ".
    """
    bare = skeleton(text)
    if bare.endswith((" va", ",", " -")) or bare in official("unfinished"):
        return True
    if _ENDS_IN_UNIT.search(text.casefold()) and (_is_place(line) or not begins_with(without_office(line), "heads")):
        return True
    longer = starts("heads").match(f"{bare} {skeleton(line)}")
    return longer is not None and longer.end() > len(bare) + 1


def _is_place(line: str) -> bool:
    """Whether a line that begins like an agency may be the name of a place: "HỘI AN", "VỤ BẢN"."""
    head = starts("heads").match(skeleton(line))
    short = head is not None and len(line.split()) == 2 and head.end() < len(skeleton(line))
    return short or is_province(line) or is_district(line)


def _is_whole(text: str) -> bool:
    """Whether a text is an agency with all of its name: a committee with its place, a known one of the centre."""
    text = expand(matching(text.strip(" *-")))
    committee = _COUNCIL.match(skeleton(text)) or _PARTY.match(skeleton(text))
    unit = unit_at(text, committee.end()) if committee else None
    if unit is None:
        return begins_with(text, "central") and is_known(text)
    place = text[unit[1] :]
    small = unit[0] in ("xã", "phường", "thị trấn", "đặc khu") and 1 < len(place.split()) < 4
    return small or is_province(place) or is_district(place)


def _one_each(line: str) -> Iterator[str]:
    """The agencies of a line one by one, where a reader has put several on it: "BỘ Y TẾ TRƯỜNG ĐẠI HỌC Y"."""
    start = 0
    for word in re.finditer(r"(?<=\s)(?=[^\W\d_])", line if len(line) < _LONGEST_LINE else ""):
        before = line[start : word.start()]
        if not before.endswith((" - ", " – ")) and begins_with(line[word.start() :], "heads") and _is_whole(before):
            yield before.strip(" *-")
            start = word.start()
    yield line[start:]


def _is_no_union(text: str) -> bool:
    return _UNION.fullmatch(skeleton(text)) is None


def agencies(lines: Sequence[str]) -> list[str]:
    """The lines of a letterhead joined to one text per agency, superior first; the youth union stands in the right column."""
    joined: list[str] = []
    single = sorted((text for line in lines for text in _one_each(line)), key=_is_no_union)
    for line, below in zip_longest(single, single[1:], fillvalue=""):
        begins = begins_with(without_office(line), "heads") or (" " not in line and starts("heads").match(skeleton(f"{line} {below}")))
        if joined and (_goes_on(joined[-1], line) or not begins):
            joined[-1] += " " + line
        else:
            joined.append(line)
    joined.sort(key=_is_no_union)
    return [text for text in map(without_office, joined) if begins_with(text, "heads")]
