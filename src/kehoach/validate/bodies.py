"""Whether a unit existed on the day of issue, and what its task went to: the gazetteer with the tolerance of a reviewer.

The new sở, phòng and ministries of 2025 began on 1 March, but provinces changed over a few weeks apart: from 15 February to
31 March 2025 both the old and the new body may be named (Decree 45/2025/ND-CP; Resolution 176/2025/QH15).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from kehoach.model import Unit
from kehoach.validate.draft import Window

GRACE = Window(date(2025, 2, 15), date(2025, 3, 31))
DISTRICTS_END = date(2025, 6, 30)
_FORESIGHT = timedelta(days=120)
_COMMITTEE = re.compile(r"(?:Chủ tịch )?(?:Ủy ban nhân dân|Hội đồng nhân dân)")
_DISTRICT = re.compile(r"(?i)(?<!\w)(?:cấp huyện|(?:các )?huyện|quận|thị xã|thị trấn)(?!\w)")

Standing = Literal["gone", "not yet"]


def standing(unit: Unit, day: Window) -> Standing | None:
    """Whether a unit was already gone, or not yet there, on every day that the window allows; None where it may be named."""
    if _in_grace(unit, day):
        return None
    if _is_district(unit):
        return "gone" if day.first > DISTRICTS_END else None
    if unit.id is None or any(_valid_on(unit.id, edge) is not False for edge in (day.first, day.last, day.last + _FORESIGHT)):
        return None
    return "gone" if _was_there(unit.id, day.first) else "not yet"


def successor(unit: Unit, day: date) -> str | None:
    """The full name of the body that has the unit's work on a day; of a district's committee, the communes' committees."""
    from kehoach.normalize.units.gazetteer import successor_of

    heir = (successor_of(unit.id, day) if unit.id else None) or unit.successor
    if heir is None and _is_district(unit):
        committee = _COMMITTEE.match(unit.name)
        heir = f"{committee[0]} cấp xã" if committee else None
    return heir


def _valid_on(id_: str, day: date) -> bool | None:
    from kehoach.normalize.units.gazetteer import valid_on

    return valid_on(id_, day)


def _in_grace(unit: Unit, day: Window) -> bool:
    if not (GRACE.first <= day.last and day.first <= GRACE.last) or unit.id is None:
        return False
    return any(_valid_on(unit.id, edge) for edge in (GRACE.first - timedelta(days=1), GRACE.last + timedelta(days=1)))


def _is_district(unit: Unit) -> bool:
    return unit.level == "district" and _DISTRICT.search(unit.name) is not None


def _was_there(id_: str, day: date) -> bool:
    """Whether the unit existed in the years before a day (it did after, when it did not)."""
    return any(_valid_on(id_, day - timedelta(days=30 * months)) for months in range(1, 240, 2))
