"""Who issued a document: from the letterhead, else from the other places that tell it, with the place they name.

A letterhead names the agency and above it the superior one; the agency's place may stand in either, beside the date, or only
in the text (Decree 30/2020/ND-CP annex I, cells 2 and 4). What one place leaves out the next fills in, never against it.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from kehoach.model import Issuer, Level
from kehoach.normalize.data import rows
from kehoach.normalize.numbers import DocumentNumber
from kehoach.normalize.places import find_province, is_district, is_province, province_of_district, province_on
from kehoach.parse.head.bodies import (
    COMMITTEE,
    Body,
    agencies,
    place_at,
    placed,
    read_body,
    unit_at,
    unit_before,
    without_office,
)
from kehoach.parse.head.casing import Casing
from kehoach.parse.head.words import lists
from kehoach.text import key, skeleton

_LEVELS: dict[str, Level] = {
    "tỉnh": "province",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
_PARTY_LEVELS: dict[str, Level] = {"huyen": "district", "quan": "district", "thi": "district", "dang": "commune"}
_BY = re.compile(r"của\s+([^;:()]{2,100})")
_FOR = re.compile(r"(?:tm|t/m)\s?\.?\s+(?=\S)")
_OTHER_AUTHORITY = re.compile(r"(?i)\s+(?=(?:KT|TL|TUQ|Q|K/T|T/L|T/UQ)\s?[.,])")
"""Where the authority of the one who signs begins: "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"."""
_CAPITAL_CITY = "Hà Nội"
_CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương"
_ITEM = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[-–+•*]\s|Điều \d")
_SAID_OF = re.compile(r"(?i)(?<![^\W_])(?:do|phải|được|bị|đã|đang|sẽ|cần|có|không|là|để|khi|nếu|theo|từ|mà|nên|vừa|mới)(?![^\W_])")
"""Words of a sentence that no name of an agency has."""
_OTHERS = re.compile(r"\s+[^;,.:]{0,60}?(?<![^\W_])(?:số\s+)?\d{1,5}[-/]")
"""The document that an agency issued, with its number: not this one."""


class Origin(Struct, frozen=True):
    """The issuer and the province it belongs to (None for the centre, and where nothing tells it)."""

    issuer: Issuer | None
    province: str | None


class Sources(Struct, frozen=True):
    """The places of a document that tell its issuer, each None or empty where there is none.

    ``letterhead``: its lines; ``authority``: under the title; ``signed_for``: "TM. ỦY BAN NHÂN DÂN"; ``site``: the law site's
    word; ``carrier``: "(Kèm theo Quyết định … của UBND tỉnh X)"; ``place``: beside the date; ``opening``: the first paragraphs up to a
    table; ``body``: all of them.
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
    opening: Sequence[str] = ()
    body: Sequence[str] = ()


def _by_code(number: DocumentNumber | None) -> Body | None:
    """The agency that the code in the number stands for, where it stands for one."""
    code = number.issuer if number else None
    name = next((row["issuer"] for row in rows("issuer_codes") if row["code"] == code), None)
    return Body(code or "", name) if name and " / " not in name else None


def _by_site(text: str) -> Body | None:
    """The agency as a law site gives it: "Tỉnh Bắc Ninh" is its committee; None for what names no place."""
    unit = unit_at(text)
    place = place_at(text, unit[1] if unit else 0)
    return Body(text, COMMITTEE, unit[0] if unit else None, place) if place and (unit or is_province(place) or is_district(place)) else None


@cache
def _act() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, lists()['acts']))})(?![^\W_])")


def _in_sentences(paragraphs: Iterable[str], casing: Casing) -> Iterator[Body]:
    """Agencies that the text itself makes act: "UBND huyện Vĩnh Cửu xây dựng Kế hoạch".

    Not who is told to act (in a numbered paragraph), nor who issued another document, nor a sentence about an agency.
    """
    for text in paragraphs:
        if _ITEM.match(text):
            continue
        for match in _act().finditer(text[:2000]):
            clause = re.split(r"[;,.:]\s+", text[: match.start()])[-1]
            alone = clause[:1].isupper() and len(clause) < 90 and not _SAID_OF.search(clause) and not _OTHERS.match(text, match.end())
            body = read_body(clause, casing) if alone else None
            if body:
                yield body


def _candidates(sources: Sources, casing: Casing) -> Iterator[Body]:
    """What each place says of the issuer, the surest first."""
    texts = agencies(sources.letterhead)[-1:]
    if sources.authority:
        texts.append(sources.authority)
    if sources.carrier and (by := _BY.search(sources.carrier)):
        texts.append(by[1])
    yield from filter(None, (read_body(without_office(text), casing) for text in texts))
    if sources.signed_for and (signed := _FOR.match(skeleton(sources.signed_for))):
        body = read_body(without_office(_OTHER_AUTHORITY.split(sources.signed_for[signed.end() :])[0]), casing)
        yield from () if body is None or body.is_organ else (body,)
    if by_code := _by_code(sources.number):
        yield by_code
    if sources.site:
        yield from filter(None, [read_body(sources.site, casing) or _by_site(sources.site)])
    yield from _in_sentences(sources.opening, casing)
    if sources.signer_role in ("Chủ tịch", "Phó Chủ tịch"):
        yield Body("", COMMITTEE)


def _complete(first: Body, others: Iterable[Body]) -> Body:
    """``first`` with the level and place that it leaves out, from others of the same name that agree with what it says."""
    unit, place = first.unit, first.place
    for other in others:
        agrees = (not unit or other.unit in (None, unit)) and (not place or other.place is None or key(other.place) == key(place))
        if other.name == first.name and agrees:
            unit, place = unit or other.unit, place or other.place
    return replace(first, unit=unit, place=place)


def _province(name: str | None, day: date | None) -> tuple[str, str] | None:
    """Type and name of a province as it was on a day."""
    found = province_on(name, day) if name else None
    return (found.type, found.name) if found else None


def _beside_date(sources: Sources) -> str | None:
    """The place beside the date without its level."""
    unit = unit_at(sources.place) if sources.place else None
    return sources.place[unit[1] :] if sources.place and unit else sources.place


def _settle(body: Body, sources: Sources) -> Body:
    """A people's committee or council with its level and place, where the document tells them."""
    unit, place = body.unit, body.place
    provincial = unit in (None, "tỉnh", "thành phố")
    beside = _beside_date(sources)
    province = _province(beside, sources.day)
    if place is None and beside and province and provincial:
        unit, place = unit or province[0], province[1]
    elif place is None and beside and unit is None and (seat_of := _province_of_seat(beside, sources)):
        unit, place = seat_of
    elif place is None and beside and not province and unit != "tỉnh":
        place = beside
    if place is None and sources.title:
        unit, place = _from_title(unit, sources.title, sources.day)
    if place is None and unit in ("tỉnh", "thành phố"):
        place = _mentioned_province(sources)
    if place and unit is None:
        texts = (sources.title or "", *sources.body)
        unit = next((word for text in texts if (word := unit_before(place, text))), None) or (_province(place, sources.day) or (None,))[0]
    known = _province(place, sources.day)
    return replace(body, unit=unit, place=known[1] if known and known[0] == unit else place)


def _province_of_seat(place: str, sources: Sources) -> tuple[str, str] | None:
    """The province that the title is about where a document is signed in one of its districts, which the title does not name."""
    title = sources.title or ""
    if key(place) in key(title):
        return None
    named = _province(find_province(title, sources.day), sources.day)
    within = province_of_district(sources.place or place, sources.day) or province_of_district(place, sources.day)
    return named if named and named[1] == within else None


def _from_title(unit: str | None, title: str, day: date | None) -> tuple[str | None, str | None]:
    """Level and place that a title names: "huyện Vĩnh Cửu", "trên địa bàn tỉnh Hưng Yên"."""
    for match in re.finditer(r"(?i)(?<![^\W_])(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|thành phố|tỉnh)\s", title):
        found = unit_at(title, match.start())
        place = place_at(title, found[1]) if found else None
        if found and place and unit in (None, found[0]):
            return found[0], place
    province = _province(find_province(title, day), day)
    if province and unit in (None, province[0]):
        return province
    return unit, None


def _mentioned_province(sources: Sources) -> str | None:
    """The province that the text names most often with its type before it."""
    counts: Counter[str] = Counter()
    for text in sources.body:
        for match in re.finditer(r"(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+", text):
            words = (place_at(text, match.end()) or "").split()
            named = (_province(" ".join(words[:count]), sources.day) for count in range(min(4, len(words)), 0, -1))
            if province := next(filter(None, named), None):
                counts[province[1]] += 1
    return counts.most_common(1)[0][0] if counts else None


def _province_of_body(body: Body, sources: Sources) -> str | None:
    """The province that an agency's own level and place tell."""
    if body.place is None:
        return None
    province = _province(body.place, sources.day)
    if body.unit == "tỉnh":
        return province[1] if province else body.place
    if province and body.unit in (None, province[0]):
        return province[1]
    if body.unit in ("huyện", "quận", "thị xã", "thành phố") or is_district(body.place):
        district = f"{body.unit or ''} {body.place}".strip()
        return province_of_district(district, sources.day) or find_province(district, sources.day)
    return None


def _province_of(body: Body, superior: Body | None, sources: Sources) -> str | None:
    """The province to which an agency below the centre belongs."""
    for one in filter(None, (body, superior)):
        if own := _province_of_body(one, sources):
            return own
    beside = _province(_beside_date(sources), sources.day)
    local = body.unit in _LEVELS and body.unit != "tỉnh"
    if beside and not local:
        return beside[1]
    if known := _mentioned_province(sources) or (beside[1] if beside else None):
        return known
    titled = _province(find_province(sources.title or "", sources.day), sources.day)  # a ward may have the name of a former province
    return titled[1] if titled else None


def _level(body: Body, superior: Body | None, sources: Sources) -> Level | None:
    if body.is_central or (superior is not None and superior.is_central and body.place is None):
        return "central"
    if not (body.is_council or body.is_party):
        return "department"
    if body.unit in _LEVELS:
        return _LEVELS[body.unit]
    if body.is_council and body.unit is None and body.place is None:
        return None
    if body.is_party:
        return _PARTY_LEVELS.get(skeleton(body.name).split()[0], "province")
    province = _province(body.place, sources.day)
    if province and province[0] == body.unit:
        return "province"
    return "district" if body.unit or (body.place and not province and is_district(body.place)) else "province"


def _full_name(body: Body, superior: Body | None, province: str | None, sources: Sources) -> str:
    """The name written out with its place."""
    if superior and superior.name == _CENTRAL_COMMITTEE and not (body.is_organ or body.is_whole):
        return f"{body.name} Trung ương"
    if superior and body.is_organ:
        return f"{body.name} {superior.name} {body.phrase or superior.phrase}".strip()
    if body.is_council or body.is_party or body.is_whole or (superior and superior.is_central) or (body.unit and body.place):
        return body.full_name
    if superior and superior.place and (body.unit or superior.is_council):
        return f"{body.name} {placed(body.unit or superior.unit, superior.place)}"
    if superior and superior.is_party:
        return f"{body.name} {superior.full_name}"
    of_province = _province(province, sources.day)
    if of_province and body.is_of_party:
        return f"{body.name} {of_province[1]}"
    if of_province and key(of_province[1]) not in key(body.name):
        return f"{body.name} {placed(*of_province)}"
    return body.full_name


def _is_of_the_state(superior: Body | None, sources: Sources) -> bool:
    """Whether nothing shows that a body is a province's: no agency of one above it, and it signs in the capital."""
    return (superior is None or superior.is_central) and _beside_date(sources) in (None, _CAPITAL_CITY)


def find_origin(sources: Sources, casing: Casing) -> Origin:
    """The issuer with its level and full name, and its province, from all that the document tells."""
    found = list(_candidates(sources, casing))
    if not found:
        province = _province(_beside_date(sources), sources.day)
        return Origin(None, province[1] if province else None)
    body = _complete(found[0], found[1:])
    above = [read_body(text, casing) for text in agencies(sources.letterhead)[-2:-1]]
    if body.is_central or (body.is_national and _is_of_the_state(above[0] if above else None, sources)):
        union = f" {above[0].full_name}" if body.name == _CENTRAL_COMMITTEE and above and above[0] else ""
        return Origin(Issuer(raw=body.raw, name=casing.in_full(body.name) + union, level="central"), None)
    body = _settle(body, sources) if body.is_council else body
    if body.is_council and body.place is None and not body.raw:
        return Origin(None, None)
    if body.is_party and body.place is None:
        body = replace(body, place=_beside_date(sources))
    superior = _settle(above[0], sources) if above and above[0] and above[0].is_council else above[0] if above else None
    central = superior is not None and superior.is_central and body.place is None
    province_name = None if central else _province_of(body, superior, sources)
    name = _full_name(body, superior, province_name, sources)
    return Origin(Issuer(raw=body.raw or None, name=name, level=_level(body, superior, sources)), province_name)
