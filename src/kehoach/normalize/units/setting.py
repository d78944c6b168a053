"""Who speaks: the issuer and the day of a document, as far as they decide what a bare name means."""
from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from kehoach.normalize.places import NO_DISTRICTS, is_city_on
from kehoach.text import key

Speaker = Literal["central", "province", "department", "district", "commune", "company", "other"]


class Setting(Struct, frozen=True):
    """``speaker``: the kind of the issuer, None when not known; ``city``: whether "thành phố" alone is a province ("P") or
    a district ("D"); ``day``: the day to judge validity by; ``union``: whether a trade union speaks, for which "CĐ" is "Công đoàn"."""

    speaker: Speaker | None
    city: Literal["P", "D"]
    day: date | None
    union: bool = False

    @property
    def two_levels(self) -> bool:
        """Whether districts no longer exist on the day."""
        return self.day is not None and self.day >= NO_DISTRICTS


_BOARD = r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|văn phòng|vp)\b.*?"
_DISTRICT = re.compile(r"(?:^|\s)(?:huyện|quận|thị xã|h\.|q\.|tx\.?)(?=\s|$)")
_COMMUNE = re.compile(r"(?:^|\s)(?:xã|phường|thị trấn|đặc khu)(?=\s|$)")
_CITY = re.compile(r"(?:^|\s)(?:thành phố|tp\.?)\s*(?P<name>.*)$")
_DEPARTMENT = re.compile(r"(?:^|\s)sở\s")
_CENTRAL = re.compile(
    r"^(?:bộ |thủ tướng|chính phủ|văn phòng chính phủ|vpcp|quốc hội|thanh tra chính phủ|ngân hàng nhà nước|ủy ban dân tộc|trung ương)"
)
_UNION = re.compile(r"^(?:công đoàn|cđ|(?:tổng )?liên đoàn lao động|lđlđ|tổng lđlđ|ban chấp hành công đoàn)(?=\s|$)")
_COMPANY = re.compile(r"^(?:tổng công ty|công ty|tập đoàn|điện lực|doanh nghiệp|xí nghiệp|nhà máy)(?=\s|$)")


@lru_cache(maxsize=1024)
def setting(issuer: str | None, day: date | None) -> Setting:
    """The setting of a document issued by ``issuer`` ("UBND huyện Vĩnh Cửu", "Sở Nội vụ tỉnh Hà Tĩnh") on ``day``."""
    name = key((issuer or "").replace("\n", " "))
    city = _CITY.search(name.replace("thị xã", "thị-xã"))
    centrally_run = city is not None and _is_central_city(city["name"], day)
    speaker = _speaker(name, city is not None, centrally_run)
    within_province = re.search(r"(?:^|\s)tỉnh(?=\s|$)", name) is not None and not centrally_run
    bare_city: Literal["P", "D"] = "D" if within_province or (speaker == "district") or (city is not None and not centrally_run) else "P"
    return Setting(speaker, bare_city, day, _UNION.search(name) is not None)


def _is_central_city(name: str, day: date | None) -> bool:
    """Whether the name after "thành phố" is a centrally-run city; none at all counts as one."""
    words = name.split()
    return not words or any(is_city_on(" ".join(words[:count]), day) for count in range(1, min(4, len(words)) + 1))


def _speaker(name: str, city: bool, centrally_run: bool) -> Speaker | None:
    if not name:
        return None
    if _CENTRAL.search(name):
        return "central"
    if _COMPANY.search(name):
        return "company"
    if _DEPARTMENT.search(f" {name} "):
        return "department"
    if _COMMUNE.search(name.replace("thị xã", "")):
        return "commune"
    if _DISTRICT.search(name) or (city and not centrally_run):
        return "district"
    if centrally_run or re.match(rf"(?:{_BOARD})?(?:tỉnh)(?:\s|$)", name) or re.match(r"(?:ubnd|ủy ban nhân dân)", name):
        return "province"
    return "other"
