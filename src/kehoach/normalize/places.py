"""Provinces and districts by date: which name and type was in force on a day, and where a text says it comes from.

63 provinces until 2025-06-30, 34 since (Resolution 202/2025/QH15); Huế a centrally-run city since 2025-01-01 (before: tỉnh Thừa
Thiên Huế); Đồng Nai, Quảng Ninh and Bắc Ninh cities since 2026-04-30, 2026-09-01 and 2026-09-20. No districts since 2025-07-01.
"""
from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

from msgspec import Struct

from kehoach.normalize.data import members, rows
from kehoach.text import key, matching

NO_DISTRICTS = date(2025, 7, 1)
"""First day without districts (Resolution 203/2025/QH15, Law 72/2025/QH15)."""
_HUE_CITY = date(2025, 1, 1)
_DISTRICT_WORD = re.compile(r"^(?:huyện|quận|thị xã|thành phố|tp\.?|tx\.?)\s+(?=\S)")
_PROVINCE_WORD = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+(?=\S)")


class Province(Struct, frozen=True):
    """A province or centrally-run city as it stood in a span of days; ``now`` names the province that covers it today."""

    name: str
    type: Literal["tỉnh", "thành phố"]
    valid_from: date | None
    valid_to: date | None
    now: str

    @property
    def full_name(self) -> str:
        """With the type before it: "tỉnh Hưng Yên", "thành phố Huế"."""
        return f"{self.type} {self.name}"

    def valid_on(self, day: date | None) -> bool:
        """Whether this name and type were in force; any day when none is given."""
        return day is None or ((self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to))


@cache
def _provinces() -> dict[str, tuple[Province, ...]]:
    """All spans of each province, by the keys of its name and aliases."""
    found: dict[str, tuple[Province, ...]] = {}
    for row in rows("provinces"):
        first, last = (date.fromisoformat(row[field]) if row[field] else None for field in ("valid_from", "valid_to"))
        kind: Literal["tỉnh", "thành phố"] = "tỉnh" if row["type"] == "tỉnh" else "thành phố"
        province = Province(row["name"], kind, first, last, row["now"])
        for name in (row["name"], *members(row["aliases"])):
            found[key(name)] = (*found.get(key(name), ()), province)
    return found


@cache
def _districts() -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, tuple[dict[str, str], ...]] = {}
    for row in rows("districts"):
        plain = row["name"].partition(" (")[0]  # two of one name: "Cao Lãnh (Huyện)"
        for name in {key(plain), key(f"{row['type']} {plain}")}:
            found[name] = (*found.get(name, ()), row)
    return found


@cache
def _province_pattern() -> re.Pattern[str]:
    names = sorted(set(_provinces()) | {k.replace(" - ", "-") for k in _provinces()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")


def province_on(name: str, day: date | None = None) -> Province | None:
    """The province of this name or alias, with or without its type, as it stood on ``day``; None where there was none then.

    Without a day the latest span is taken: ``province_on("Huế").type`` is "thành phố".
    """
    written = key(name)
    spans = _provinces().get(written) or _provinces().get(_PROVINCE_WORD.sub("", written), ())
    valid = [span for span in spans if span.valid_on(day)]
    return valid[-1] if valid else None


def is_city_on(name: str, day: date | None = None) -> bool:
    """Whether ``name`` was a centrally-run city on ``day``."""
    province = province_on(name, day)
    return province is not None and province.type == "thành phố"


def current_province(name: str) -> str | None:
    """The province that covers the territory of ``name`` today: "Bình Định" -> "Gia Lai"."""
    spans = _provinces().get(key(name)) or _provinces().get(_PROVINCE_WORD.sub("", key(name)), ())
    return spans[-1].now if spans else None


def province_of_district(name: str, day: date | None = None) -> str | None:
    """The province of a district ("Vĩnh Cửu", "huyện Vĩnh Cửu") on ``day``; None where unknown or where several have the name."""
    written = key(name)
    found = _districts().get(written) or _districts().get(_DISTRICT_WORD.sub("", written), ())
    field = "now" if day is not None and day >= NO_DISTRICTS else "province"
    provinces = {row[field] for row in found}
    if len(provinces) != 1:
        return None
    province = provinces.pop()
    return "Thừa Thiên Huế" if province == "Huế" and day is not None and day < _HUE_CITY else province


def is_district(name: str) -> bool:
    """Whether a district had this name, with or without its type."""
    return key(name) in _districts()


def is_province(name: str) -> bool:
    """Whether a province ever had this name or alias."""
    return key(name) in _provinces()


def find_province(text: str, day: date | None = None) -> str | None:
    """The name of the province that a heading, a signature block or a title speaks of, or None.

    A name after "tỉnh" or "thành phố" goes before a bare one, one in force on ``day`` before one that was not; a district is
    answered by its province ("UBND huyện Vĩnh Cửu" -> "Đồng Nai"). The name is given as it was written then: "Thừa Thiên Huế"
    before 2025.
    """
    plain = matching(text)
    written = key(plain)
    if len(written) != len(plain):
        plain = written
    ranked: list[tuple[int, int, str]] = []
    for match in _province_pattern().finditer(written):
        if plain[match.start()].islower() and plain is not written:
            continue
        name = match.group() if match.group() in _provinces() else match.group().replace("-", " - ")
        before = written[: match.start()].rstrip()
        spans = _provinces()[name]
        if re.search(r"(?:huyện|quận|thị xã)$", before):
            continue
        titled = bool(re.search(r"(?:tỉnh|thành phố|tp\.?)$", before))
        valid = any(span.valid_on(day) for span in spans)
        ranked.append((0 if titled and valid else 1 if titled else 2 if valid else 3, match.start(), _name_then(spans, day)))
    if ranked and min(ranked)[0] < 2:
        return min(ranked)[2]
    district = _find_district(written, day)
    if ranked and (district is None or min(ranked)[0] == 2):
        return min(ranked)[2]
    return district


def _name_then(spans: tuple[Province, ...], day: date | None) -> str:
    """The name of a province on ``day``; for a day before there was one, that of its predecessor (Huế: Thừa Thiên Huế)."""
    first, last = spans[0].valid_from, spans[-1]
    if day is None or first is None or day >= first:
        return last.name
    before = {span.name for every in _provinces().values() for span in every if span.now == last.name and span.valid_on(day)}
    return before.pop() if len(before) == 1 else last.name


def _find_district(written: str, day: date | None) -> str | None:
    for match in re.finditer(r"(?<!\w)(huyện|quận|thị xã|thành phố|tp\.?)\s+((?:\w+[ -]{1,3}){0,4}\w+)", written):
        kind, name = match.groups()
        words = name.split(" ")
        for count in range(len(words), 0, -1):
            province = province_of_district(f"{kind.replace('tp.', 'thành phố')} {' '.join(words[:count])}", day)
            if province is not None:
                return province
    return None
