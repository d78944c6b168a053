"""What two plans call their own, and so may differ in without differing: their place, their year, their papers.

Plans of two provinces (or districts) name different places and cite different local documents where they say the same;
plans of two years differ in every "năm 2023". Each side's own names are taken out before texts are compared. Between two
versions of one plan nothing is taken out: there a changed place or number is a change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from kehoach.model import Plan
from kehoach.text import CAPITAL, key, matching, old_tones

_NAME = rf"[{CAPITAL}][^\W_]+(?:[ -]+[{CAPITAL}][^\W_]+){{0,4}}|\d{{1,2}}\b"
_PLACE = re.compile(rf"\b([Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã|TX\.?|[Tt]hị trấn|[Pp]hường|[Xx]ã|[Đđ]ặc khu) (?:{_NAME})")
_ISSUER_PLACE = re.compile(rf"(?i:\b(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã|đặc khu)) ({_NAME})")
_NUMBER = re.compile(
    rf"\b(?:số:? )?\d{{1,6}}[a-zđ]?(?:/(?:(?:19|20)\d\d/)?| ?- ?(?=[^\W\d_]+/))"
    rf"(?P<code>[{CAPITAL}][^\W\d_]{{0,9}}(?: ?[-/&] ?[{CAPITAL}][^\W_]{{0,15}}){{1,4}})"
    r"(?:,? ngày \d{1,2}(?: ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}| tháng \d{1,2} năm \d{4}))?"
)
_CENTRAL = re.compile(r"^(?:CP|TTg|TTG|VPCP|CTN|TW|TWD?|NHNN|TTCP|TANDTC|VKSNDTC|QH\d+|UBTVQH\d+|UBDT|KTNN|B(?!CĐ|QL|CH)[A-ZĐ]{1,9})$")
_CITY = re.compile(r"\b(?:Thành phố|TP)\b\.?")
_SPAN = re.compile(r"(?<![/\d])((?:19|20)\d\d) ?- ?((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d-])(?<!\d/)(?<!đến năm )((?:19|20)\d\d)(?![\d/-])|(?<=/)((?:19|20)\d\d)(?![\d/-])")

Neutral = Callable[[str], str]
"""A text without its plan's own names; letters, case and all other words as they were."""


Years = tuple[int, int]


class OwnPlace(Struct, frozen=True):
    """Where a plan is from. ``key``: province and local place; ``names``: what they are called; ``city``: a city under the centre."""

    key: tuple[str, str]
    names: tuple[str, ...]
    city: bool


class Frame(Struct, frozen=True):
    """How two plans are made comparable: for each side a function for its texts, and by how many years its dates are moved.

    The dates of the earlier plan are moved to the years of the later one, whichever of the two is called old. ``absolute``:
    years and dates are as they are written.
    """

    old: Neutral
    new: Neutral
    old_years: int = 0
    new_years: int = 0
    absolute: bool = False

    def swapped(self) -> Frame:
        """The frame with the sides changed round."""
        return Frame(self.new, self.old, self.new_years, self.old_years, self.absolute)


def frame(old: Plan, new: Plan, absolute: bool = False) -> Frame:
    """The frame of two plans: own places are taken out where the places differ, own years where the periods differ.

    A plan that does not say where it is from is taken to be from the same place: a draft beside the signed version.
    ``absolute`` leaves years and dates as they are written.
    """
    places = own_place(old), own_place(new)
    years = None if absolute else _plan_years(old, new)
    elsewhere = all(any(place.key) for place in places) and places[0].key != places[1].key
    if years is None or years[0] == years[1]:
        a, b = (_neutral(place if elsewhere else None, None) for place in places)
        return Frame(a, b, absolute=absolute)
    a, b = (_neutral(place if elsewhere else None, span) for place, span in zip(places, years, strict=True))
    apart = years[1][0] - years[0][0]
    return Frame(a, b, max(0, apart), max(0, -apart))


def own_place(plan: Plan) -> OwnPlace:
    """The plan's place, from what the document says of itself, else the province that its tasks name most."""
    issuer = plan.document.issuer
    named = matching((issuer.name or issuer.raw or "") if issuer else "")
    local = [(match[1].lower(), match[2]) for match in _ISSUER_PLACE.finditer(named)]
    top = ("tỉnh", "thành phố") if issuer and issuer.level == "province" else ("tỉnh",)
    province = plan.document.province or next((name for kind, name in local if kind in top), "") or _most_named_province(plan)
    below = next((f"{kind} {name}" for kind, name in local if key(name) != key(province)), "")
    city = any(kind == "thành phố" and key(name) == key(province) for kind, name in local)
    names = dict.fromkeys(old_tones(matching(name)) for name in (province, *(name for _, name in local)) if name and not name.isdigit())
    return OwnPlace((key(province), key(below)), tuple(names), city)


def _plan_years(old: Plan, new: Plan) -> tuple[Years, Years] | None:
    """First and last year of both plans: of their periods, else of their issue dates; None unless both sides tell the same way."""
    periods = old.document.period, new.document.period
    if periods[0] and periods[1]:
        return (periods[0].start.year, periods[0].end.year), (periods[1].start.year, periods[1].end.year)
    issued = old.document.issued_on, new.document.issued_on
    if issued[0] and issued[1]:
        first, second = int(issued[0][:4]), int(issued[1][:4])
        return (first, first), (second, second)
    return None


def _most_named_province(plan: Plan) -> str:
    found = Counter(match[1] for task in plan.tasks for match in re.finditer(rf"\btỉnh ({_NAME})", matching(task.title)))
    return max(found, key=lambda name: (found[name], name)) if found else ""


def _neutral(place: OwnPlace | None, years: Years | None) -> Neutral:
    """The function that takes a place and a period out of a text; plain evening out where there is neither."""
    if not place and not years:
        return matching
    names = _names_pattern(place.names) if place else None

    @lru_cache(maxsize=65536)
    def neutral(text: str) -> str:
        text = _NUMBER.sub(_without_local_number, old_tones(matching(text)))
        if years:
            text = _without_years(text, years)
        if place:
            text = _PLACE.sub(lambda match: match[1], text)
            text = names.sub("", text) if names else text
            text = _CITY.sub("tỉnh", text) if place.city else text
        return matching(text)

    return neutral


def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    spelled = sorted({form for name in names for form in (name, name.upper())}, key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, spelled)) + r")\b") if spelled else None


def _without_local_number(match: re.Match[str]) -> str:
    """Nothing for the number and date of a local document; the whole for one that is the same in all the country."""
    issuers = re.split(r"[-/& ]+", match["code"])[1:]
    return match[0] if any(_CENTRAL.match(issuer) for issuer in issuers) else ""


def _without_years(text: str, years: Years) -> str:
    """The plan's own period and year under names that hold for every plan; other spans of years are left, closed up."""

    def span(match: re.Match[str]) -> str:
        return "trong kỳ" if (int(match[1]), int(match[2])) == years else f"{match[1]}-{match[2]}"

    def year(match: re.Match[str]) -> str:
        return {years[0]: "nay", years[0] - 1: "trước", years[0] + 1: "sau"}.get(int(match[1] or match[2]), match[0])

    text = _SPAN.sub(span, text)
    return _YEAR.sub(year, text) if years[0] == years[1] else text
