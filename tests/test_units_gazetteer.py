"""The tables of units, tested like code: every name and alias is read as its entry, every successor exists."""
from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kehoach.normalize.context import Context
from kehoach.normalize.data import members, rows
from kehoach.normalize.units import read_units
from kehoach.normalize.units.gazetteer import entries, successor_of, suggest, valid_on
from kehoach.normalize.units.words import abbreviations, lists
from kehoach.text import old_tones

SPEAKERS = {
    "central": "Bộ Nội vụ",
    "province": "UBND tỉnh Quảng Ngãi",
    "district": "UBND huyện Bình Sơn",
    "commune": "UBND xã Bình Minh",
    "department": "Sở Nội vụ tỉnh Quảng Ngãi",
    "": "UBND tỉnh Quảng Ngãi",
}
NAMES = [
    pytest.param(row["id"], row["level"], row["valid_from"] or row["valid_to"] or "2024-06-01", name.removeprefix("="), id=f"{row['id']}: {name}")
    for row in rows("units")
    for name in (row["name"], *members(row["aliases"]))
]


@pytest.mark.parametrize(("unit_id", "level", "day", "name"), NAMES)
def test_every_name_is_read_as_its_entry(unit_id: str, level: str, day: str, name: str) -> None:
    of_city = level == "province" and ("thành phố" in name or "Thành ủy" in name)
    units = read_units(name, Context(issuer="UBND thành phố Hà Nội" if of_city else SPEAKERS[level], issued_on=day))
    assert [unit.id for unit in units] == [unit_id]
    assert units[0].name == entries()[unit_id].name


def test_ids_and_names_are_told_apart() -> None:
    ids = Counter(row["id"] for table in ("units", "units_more") for row in rows(table))
    assert not [unit_id for unit_id, count in ids.items() if count > 1]
    for entry in entries().values():
        assert entry.name == old_tones(entry.name)
        assert entry.successor is None or entry.successor in entries()


def test_succession_ends() -> None:
    for unit_id, entry in entries().items():
        if entry.successor and entry.valid_to:
            assert successor_of(unit_id) is not None


@pytest.mark.parametrize(
    ("unit_id", "day", "valid"),
    [
        ("so.tttt", date(2025, 2, 28), True),
        ("so.tttt", date(2025, 3, 1), False),
        ("so.nnmt", date(2025, 2, 28), False),
        ("so.nnmt", date(2025, 3, 1), True),
        ("coll.ubnd_huyen", date(2025, 7, 1), False),
        ("huyen.ubnd@binh_son", date(2025, 6, 30), True),
        ("huyen.ubnd@binh_son", date(2025, 7, 1), False),
        ("so.noi_vu", date(2026, 1, 1), True),
        ("no.such", date(2026, 1, 1), None),
    ],
)
def test_valid_on(unit_id: str, day: date, valid: bool | None) -> None:
    assert valid_on(unit_id, day) is valid


@pytest.mark.parametrize(
    ("unit_id", "day", "name"),
    [
        ("so.tttt", None, "Sở Khoa học và Công nghệ"),
        ("so.tttt", date(2024, 1, 1), None),
        ("nd.cuc_thue", date(2025, 4, 1), "Chi cục Thuế khu vực"),
        ("nd.cuc_thue", None, "Thuế tỉnh, thành phố"),
        ("so.noi_vu", None, None),
        ("huyen.vp", None, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"),
    ],
)
def test_successor_of(unit_id: str, day: date | None, name: str | None) -> None:
    assert successor_of(unit_id, day) == name


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Sở Giao thông vận tải đường bộ", None),
        ("Sở Kế hoạch và Đầu từ", "Sở Kế hoạch và Đầu tư"),
        ("Sở Nội vụ", None),
        ("phường 12", None),
        ("Trung tâm Phục vụ hành chính cộng tỉnh", "Trung tâm Phục vụ hành chính công tỉnh"),
    ],
)
def test_a_suggestion_is_only_that(name: str, suggestion: str | None) -> None:
    assert suggest(name) == suggestion


def test_abbreviations_say_where_they_are_read() -> None:
    assert {known.where for known in abbreviations().values()} <= {"any", "head", "tail", "person", "level", "dot", "after"}
    assert all(known.keys for known in abbreviations().values())


def test_word_lists_are_in_lower_case_and_older_tones() -> None:
    for group in ("heads", "qualifiers", "phrases", "nouns", "scope"):
        for name, words in lists()[group].items():
            for word in words if isinstance(words, list) else ():
                assert word == old_tones(word.casefold()), (group, name)


@pytest.mark.parametrize("row", rows("collectives"), ids=lambda row: f"{row['id']} {row['needs']} {row['where']}")
def test_collectives(row: dict[str, str]) -> None:
    """Each rule fires on the list that it describes, and the list without what it needs is another unit."""
    if not row["needs"]:
        return
    nouns = members(row["needs"])[0].split("+")
    rest = [noun for noun in members(row["may"]) if noun not in nouns]
    ending = " liên quan" if row["ending"] == "liên quan" else ""
    context = Context(issuer=SPEAKERS[row["where"] or "central"], issued_on="2024-06-01")
    wanted = row["name"]
    assert [unit.name for unit in read_units("các " + ", ".join([*nouns, *rest]) + ending, context)] == [wanted]
    if rest:
        assert [unit.name for unit in read_units("các " + ", ".join(rest), context)] != [wanted]


@pytest.mark.parametrize("row", rows("units_more"), ids=lambda row: row["id"])
def test_other_bodies_keep_their_spelling(row: dict[str, str]) -> None:
    context = Context(issuer="Bộ Nội vụ", issued_on=row["valid_from"] or "2024-06-01")
    for name in (row["name"], *members(row["aliases"])):
        written = name.removesuffix(" *")
        for cell in {written, f"{written} Bình Sơn" if name != written else written}:
            units = read_units(cell, context)
            assert [unit.kind for unit in units] == [row["kind"]], cell
            assert written.isupper() or any(c.isupper() for c in written[1:].split()[0]) or units[0].name.startswith(written.split()[0])
