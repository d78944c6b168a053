"""Who issued a document: from the letterhead, else from the other places that tell it, with the place they name.

A letterhead names the agency and above it the superior one; the agency's place may stand in either, beside the date, or only
in the text (Decree 30/2020/ND-CP annex I, cells 2 and 4). What one place leaves out the next fills in, never against it.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kehoach.model import Issuer, Level
from kehoach.normalize.data import rows
from kehoach.normalize.numbers import DocumentNumber
from kehoach.normalize.places import find_province, is_district, is_province, province_of_district, province_on
from kehoach.parse.head.casing import Casing, begins_with, expand, place_name, words
from kehoach.parse.lines import CAPITAL, is_capitals, skeleton
from kehoach.text import key

_LEVELS: dict[str, Level] = {
    "tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip
_COUNCIL = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)(?![^\W_])\s*")
_PARTY = re.compile(r"(tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|tinh doan|thanh doan|huyen doan)(?![^\W_])\s*")
_PARTY_LEVELS: dict[str, Level] = {"tinh": "province", "thanh": "province", "huyen": "district", "quan": "district", "thi": "district", "dang": "commune"}
_LEVEL_WORDS = {skeleton(word): word for word in (*_LEVELS, "thành phố")}
_LEVEL_WORD = re.compile(r"(tinh|thanh pho|tp\s?\.?|huyen|quan|thi xa|tx\s?\.?|xa|phuong|thi tran|dac khu)(?![^\W_])\s*(?!uy\b|hoi\b)")
_PLACE_WORDS = re.compile(rf"(?:[{CAPITAL}][^\W_]*|\d+)(?:(?:\s-\s|\s|-)(?:[{CAPITAL}'][^\W_]*|\d+))*")
_OFFICE_OF = re.compile(
    r"(?:(?:quyen |pho )?(?:tong )?(?:chu tich|giam doc|bo truong|thu truong|truong ban|truong phong|cuc truong|chi cuc truong|chanh van phong|vien truong|hieu truong"
    r"|chanh thanh tra|bi thu|chu nhiem|thong doc))(?:,? chu nhiem)?\s+(?=\S)"
)
_ISSUES = re.compile(r"\s+(?:ban hành|xây dựng|triển khai|thông báo|đề nghị|yêu cầu|báo cáo|phê duyệt|chỉ thị|quyết định|kính)\b")
_BY = re.compile(r"của\s+([^;:()]{2,100})")
_AUTHORITY = re.compile(r"(?:tm|t/m)\s?\.?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Body:
    """One agency as a place of the document tells it: ``name`` without place; ``unit``: word of its level ("tỉnh"), ``place``."""

    raw: str
    name: str
    unit: str | None = None
    place: str | None = None

    @property
    def is_council(self) -> bool:
        """Whether it is a people's committee or council, which is nothing without its place."""
        return self.name in ("Ủy ban nhân dân", "Hội đồng nhân dân")

    @property
    def is_party(self) -> bool:
        return _PARTY.match(skeleton(self.name)) is not None

    @property
    def is_central(self) -> bool:
        return begins_with(self.name, "central") and not begins_with(self.name, "not_central")


@dataclass(frozen=True, slots=True)
class Origin:
    """The issuer and the province it belongs to (None for the centre, and where nothing tells it)."""

    issuer: Issuer | None
    province: str | None


def _unit_word(bare: str) -> str:
    return _LEVEL_WORDS["thanh pho" if bare.startswith("tp") else "thi xa" if bare.startswith("tx") else bare]


def _place_after(text: str, at: int) -> str | None:
    """The place whose name begins at ``at``: capitals on every syllable, or all capitals up to a name the gazetteer knows."""
    match = _PLACE_WORDS.match(text, at)
    if match is None:
        return None
    name = match[0].strip()
    if is_capitals(name) and len(name.split()) > 4:
        tokens = name.split()
        known = next((n for n in range(min(6, len(tokens)), 0, -1) if is_province(" ".join(tokens[:n])) or is_district(" ".join(tokens[:n]))), None)
        if known is None:
            return None
        name = " ".join(tokens[:known])
    return place_name(name)


def read_body(text: str, casing: Casing) -> Body | None:
    """The agency that a text names at its start: "UBND TỈNH HƯNG YÊN", "SỞ Y TẾ", "Sở Nội vụ tỉnh Hà Tĩnh"."""
    text = text.strip(" .,;:-")
    bare = skeleton(text)
    council = _COUNCIL.match(bare)
    if council:
        name = "Hội đồng nhân dân" if bare.startswith(("hoi", "hdnd")) else "Ủy ban nhân dân"
        unit = _LEVEL_WORD.match(bare, council.end())
        if unit is None:
            place = _place_after(text, council.end())
            return Body(text, name, None, place)
        return Body(text, name, _unit_word(unit[1]), _place_after(text, unit.end()))
    if not begins_with(text, "heads"):
        return None
    party = _PARTY.match(bare)
    if party:
        unit = _LEVEL_WORD.match(bare, party.end())
        at = unit.end() if unit else party.end()
        return Body(text, casing.name(text[: party.end()]), _unit_word(unit[1]) if unit else None, _place_after(text, at))
    return _department(text, casing)


def _department(text: str, casing: Casing) -> Body:
    """A department, with the place at the end of its name taken off."""
    written = expand(text)
    bare = skeleton(written)
    for unit in reversed(list(_LEVEL_WORD.finditer(bare))):
        starts_word = unit.start() == 0 or not bare[unit.start() - 1].isalnum()
        place = _place_after(written, unit.end())
        if starts_word and place and unit.start() > 3 and unit.end() + len(place) >= len(written) - 1:
            return Body(text, casing.name(written[: unit.start()].strip(" ,-")), _unit_word(unit[1]), place)
        if starts_word and unit.end() >= len(written) and unit.start() > 3:
            return Body(text, casing.name(written[: unit.start()].strip(" ,-")), _unit_word(unit[1]), None)
    tokens = written.split()
    for count in (4, 3, 2):
        tail = " ".join(tokens[-count:])
        if len(tokens) > count + 1 and is_province(tail):
            return Body(text, casing.name(" ".join(tokens[:-count])), None, place_name(tail))
    return Body(text, casing.name(text))


def _agencies(lines: Sequence[str]) -> list[str]:
    """The lines of a letterhead joined to one text per agency, superior first."""
    joined: list[str] = []
    for line in lines:
        begins = begins_with(_without_office(line), "heads")
        waits = joined and skeleton(joined[-1]) in map(skeleton, words()["unfinished"])
        if joined and (not begins or waits):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return [text for text in joined if begins_with(_without_office(text), "heads")]


def _without_office(text: str) -> str:
    """The body of an office: "GIÁM ĐỐC SỞ NỘI VỤ" -> "SỞ NỘI VỤ"; "… ĐIỆN:" of telegrams is no part of it."""
    text = re.sub(r"(?i)\s+điện\s*:?$", "", text)
    office = _OFFICE_OF.match(skeleton(text))
    return text[office.end() :] if office else text


@dataclass(frozen=True, slots=True)
class Sources:
    """The places of a document that tell its issuer, each None or empty where there is none.

    ``letterhead``: its lines; ``authority``: under the title; ``signed_for``: "TM. ỦY BAN NHÂN DÂN"; ``site``: the law site's
    word; ``carrier``: "(Kèm theo Quyết định … của UBND tỉnh X)"; ``place``: beside the date; ``body``: the text's paragraphs.
    """

    letterhead: Sequence[str] = ()
    authority: str | None = None
    signed_for: str | None = None
    signer_role: str | None = None
    site: str | None = None
    carrier: str | None = None
    number: DocumentNumber | None = None
    title: str | None = None
    place: str | None = None
    day: date | None = None
    body: Sequence[str] = ()


def _by_code(number: DocumentNumber | None) -> str | None:
    """The name of the agency that the code in the number stands for."""
    code = number.issuer if number else None
    if code is None or " / " in (name := next((row["issuer"] for row in rows("issuer_codes") if row["code"] == code), " / ")):
        return None
    return name


def _issuing_phrases(paragraphs: Iterable[str], casing: Casing) -> Iterator[Body]:
    """Agencies that the text itself makes issue the plan: "UBND huyện Vĩnh Cửu xây dựng Kế hoạch"."""
    for text in paragraphs:
        for match in _ISSUES.finditer(text[:2000]):
            clause = re.split(r"[;,.:]\s+", text[: match.start()])[-1]
            found = read_body(re.sub(r"^(?:nay|do đó|vì vậy)\s*,?\s*", "", clause), casing)
            if found and len(clause) < 90 and clause[0].isupper():
                yield found


def _candidates(sources: Sources, casing: Casing) -> Iterator[Body]:
    """What each place says of the issuer, the surest first."""
    agencies = _agencies(sources.letterhead)
    texts = [agencies[-1]] if agencies else []
    if sources.authority:
        texts.append(sources.authority)
    if sources.carrier and (by := _BY.search(sources.carrier)):
        texts.append(by[1])
    if sources.signed_for and (signed := _AUTHORITY.match(skeleton(sources.signed_for))):
        texts.append(sources.signed_for[signed.end() :])
    for text in texts:
        if found := read_body(_without_office(text), casing):
            yield found
    by_code = _by_code(sources.number)
    if by_code:
        yield Body(sources.number.issuer or "", by_code) if sources.number else Body("", by_code)
    if sources.site:
        found = read_body(sources.site, casing)
        unit = _LEVEL_WORD.match(skeleton(sources.site))
        yield found or Body(sources.site, "Ủy ban nhân dân", _unit_word(unit[1]) if unit else None, _place_after(sources.site, unit.end() if unit else 0))
    yield from _issuing_phrases(sources.body[:12], casing)


def _complete(first: Body, others: Iterable[Body]) -> Body:
    """``first`` with the level and place that it leaves out, from others that agree with what it says."""
    unit, place = first.unit, first.place
    for other in others:
        if unit and other.unit and other.unit != unit:
            continue
        if place and other.place and key(other.place) != key(place):
            continue
        if other.name == first.name or other.is_council or not first.is_council:
            unit, place = unit or other.unit, place or other.place
    return Body(first.raw, first.name, unit, place)


def _of_province(name: str | None, day: date | None) -> tuple[str, str] | None:
    """Type and name of a province on a day."""
    found = province_on(name, day) or province_on(name) if name else None
    return (found.type, found.name) if found else None


def _unit_near(place: str, paragraphs: Iterable[str]) -> str | None:
    """The word that the text puts before a place: "huyện" before "Vĩnh Cửu"."""
    pattern = re.compile(rf"({'|'.join(_LEVEL_WORDS)})\s+{re.escape(skeleton(place))}(?![^\W_])")
    for text in paragraphs:
        match = pattern.search(skeleton(text))
        if match:
            return _LEVEL_WORDS[match[1]]
    return None


def _place_council(body: Body, sources: Sources) -> Body:
    """A people's committee or council with its level and place, where the document tells them."""
    unit, place = body.unit, body.place
    texts = [sources.title or "", *sources.body]
    beside = sources.place and re.sub(r"(?i)^(?:tp\s?\.?|thành phố|tỉnh|huyện|quận|thị xã|xã|phường|đặc khu)\s+", "", sources.place)
    if place is None and beside:
        province = _of_province(beside, sources.day)
        if province and unit in (None, "tỉnh", "thành phố"):
            unit, place = unit or province[0], province[1]
        elif not province and unit != "tỉnh":
            unit, place = unit or _unit_near(beside, texts), beside
    if place is None and unit in (None, "tỉnh", "thành phố"):
        found = find_province(sources.title or "", sources.day)
        titled = re.search(r"(?i)(?<![^\W_])(huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+", sources.title or "")
        if titled and unit is None:
            unit, place = titled[1].lower(), _place_after(sources.title or "", titled.end())
        elif found:
            place, unit = found, unit or (_of_province(found, sources.day) or ("tỉnh",))[0]
        elif unit:
            place = _mentioned_province(sources)
    if place and unit is None:
        unit = _unit_near(place, texts) or (_of_province(place, sources.day) or (None,))[0]
    return Body(body.raw, body.name, unit, place)


def _mentioned_province(sources: Sources) -> str | None:
    """The province that the text names most often with its type before it."""
    counts: dict[str, int] = {}
    for text in sources.body:
        for match in re.finditer(r"(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+", text):
            place = _place_after(text, match.end())
            words = place.split() if place else []
            for count in range(min(4, len(words)), 0, -1):
                province = _of_province(" ".join(words[:count]), sources.day)
                if province:
                    counts[province[1]] = counts.get(province[1], 0) + 1
                    break
    return max(counts, key=lambda name: counts[name]) if counts else None


def _phrase(unit: str | None, place: str | None) -> str:
    """Level and place as they stand in a full name: "tỉnh Hưng Yên", "Thành phố Hồ Chí Minh"."""
    if place and skeleton(place) == "ho chi minh":
        return "Thành phố Hồ Chí Minh"
    return " ".join(filter(None, [unit, place]))


def _province_of(body: Body, superior: Body | None, sources: Sources) -> str | None:
    """The province to which an agency below the centre belongs."""
    for one in (body, superior):
        if one is None or one.place is None:
            continue
        province = _of_province(one.place, sources.day)
        if province and one.unit in (None, "tỉnh", "thành phố") and (one.unit != "thành phố" or province[0] == "thành phố"):
            return province[1]
        if one.unit in ("huyện", "quận", "thị xã", "thành phố") or is_district(one.place):
            by_name = province_of_district(f"{one.unit or ''} {one.place}".strip(), sources.day)
            if by_name:
                return by_name
    beside = _of_province(sources.place, sources.day)
    if beside and not (body.is_council and body.unit in ("huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")):
        return beside[1]
    return _mentioned_province(sources) or (beside[1] if beside else None) or find_province(sources.title or "", sources.day)


def _level(body: Body, superior: Body | None, province: str | None) -> Level:
    if body.is_central or (superior is not None and superior.is_central and body.place is None):
        return "central"
    if body.is_council or body.is_party:
        if body.unit in _LEVELS:
            return _LEVELS[body.unit]
        if body.unit == "thành phố":
            return "province" if province and body.place and key(province) == key(body.place) else "district"
        return _PARTY_LEVELS.get(skeleton(body.name).split()[0], "province")
    return "department"


def _full_name(body: Body, superior: Body | None, province: str | None, sources: Sources) -> str:
    """The name written out with its place."""
    if body.is_central or body.is_council or body.is_party:
        return f"{body.name} {_phrase(body.unit, body.place)}".strip()
    if superior and (superior.is_party or superior.is_central or body.name == "Văn phòng"):
        if superior.is_central and body.name != "Văn phòng":
            return f"{body.name} {_phrase(body.unit, body.place)}".strip()
        return f"{body.name} {superior.name} {_phrase(superior.unit, superior.place)}".strip()
    if body.unit and body.place:
        return f"{body.name} {_phrase(body.unit, body.place)}"
    if superior and superior.is_council and superior.place:
        return f"{body.name} {_phrase(superior.unit, superior.place)}"
    of_province = _of_province(province, sources.day)
    if of_province and province and key(province) not in key(body.name):
        return f"{body.name} {_phrase(*of_province)}"
    return body.name


def find_origin(sources: Sources, casing: Casing) -> Origin:
    """The issuer with its level and full name, and its province, from all that the document tells."""
    found = list(_candidates(sources, casing))
    if not found:
        titled = sources.signer_role in ("Chủ tịch", "Phó Chủ tịch") and Body("", "Ủy ban nhân dân")
        placed = _place_council(titled, sources) if titled else None
        if placed is None or placed.place is None:
            return Origin(None, _of_province(sources.place, sources.day)[1] if _of_province(sources.place, sources.day) else None)
        found = [placed]
    agencies = _agencies(sources.letterhead)
    superior = read_body(agencies[-2], casing) if len(agencies) > 1 else None
    body = _complete(found[0], [other for other in found[1:] if other.name == found[0].name or not found[0].is_council])
    if body.is_central:
        return Origin(Issuer(raw=body.raw, name=body.name, level="central"), None)
    if body.is_council:
        body = _place_council(body, sources)
    elif body.is_party and body.place is None and sources.place:
        body = Body(body.raw, body.name, body.unit, sources.place)
    central = superior is not None and superior.is_central and body.place is None
    province = None if central else _province_of(body, superior, sources)
    name = _full_name(body, superior, province, sources)
    return Origin(Issuer(raw=body.raw or None, name=name, level=_level(body, superior, province)), province)
