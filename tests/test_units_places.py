"""Provinces and districts by date."""
from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from kehoach.normalize.data import rows
from kehoach.normalize.places import current_province, find_province, is_city_on, province_of_district, province_on

OLD, NEW, LATE = date(2023, 5, 1), date(2025, 8, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("name", "day", "full"),
    [
        ("Hưng Yên", OLD, "tỉnh Hưng Yên"),
        ("tỉnh Bình Định", OLD, "tỉnh Bình Định"),
        ("Bình Định", NEW, None),
        ("Huế", OLD, None),
        ("Thừa Thiên Huế", OLD, "tỉnh Thừa Thiên Huế"),
        ("thành phố Huế", date(2025, 1, 1), "thành phố Huế"),
        ("Thừa Thiên Huế", date(2025, 1, 1), None),
        ("Đồng Nai", date(2026, 4, 29), "tỉnh Đồng Nai"),
        ("Đồng Nai", date(2026, 4, 30), "thành phố Đồng Nai"),
        ("Quảng Ninh", date(2026, 9, 1), "thành phố Quảng Ninh"),
        ("Bắc Ninh", date(2026, 9, 19), "tỉnh Bắc Ninh"),
        ("Bắc Ninh", None, "thành phố Bắc Ninh"),
        ("TP.HCM", None, "thành phố Hồ Chí Minh"),
        ("Atlantis", None, None),
    ],
)
def test_type_depends_on_the_day(name: str, day: date | None, full: str | None) -> None:
    province = province_on(name, day)
    assert (province and province.full_name) == full


@pytest.mark.parametrize(("day", "provinces", "cities"), [(OLD, 63, 5), (date(2025, 2, 1), 63, 6), (NEW, 34, 6), (LATE, 34, 9)])
def test_how_many(day: date, provinces: int, cities: int) -> None:
    valid = {row["name"] for row in rows("provinces") if province_on(row["name"], day)}
    assert len(valid) == provinces
    assert sum(is_city_on(name, day) for name in valid) == cities


def test_every_province_has_one_today() -> None:
    for row in rows("provinces"):
        now = current_province(row["name"])
        assert now is not None
        assert province_on(now, LATE) is not None


@pytest.mark.parametrize(
    ("name", "day", "province"),
    [
        ("Cao Lãnh", OLD, "Đồng Tháp"),
        ("thị xã Kỳ Anh", NEW, "Hà Tĩnh"),
        ("Vĩnh Cửu", None, "Đồng Nai"),
        ("huyện Vĩnh Cửu", OLD, "Đồng Nai"),
        ("Tuy Phước", NEW, "Gia Lai"),
        ("Châu Thành", None, None),
        ("A Lưới", OLD, "Thừa Thiên Huế"),
        ("A Lưới", date(2025, 2, 1), "Huế"),
        ("Hòa Bình", None, None),
        ("huyện Hòa Bình", None, "Bạc Liêu"),
        ("Không Có", None, None),
    ],
)
def test_district(name: str, day: date | None, province: str | None) -> None:
    assert province_of_district(name, day) == province


@pytest.mark.parametrize(
    ("text", "day", "province"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN", OLD, "Hưng Yên"),
        ("UỶ BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", NEW, "Hồ Chí Minh"),
        ("UBND TỈNH HÀ TĨNH\nSỞ NỘI VỤ", OLD, "Hà Tĩnh"),
        ("UBND huyện Vĩnh Cửu", OLD, "Đồng Nai"),
        ("UBND huyện Hòa Bình", OLD, "Bạc Liêu"),
        ("UBND thành phố Quy Nhơn", OLD, "Bình Định"),
        ("UBND thành phố Huế", OLD, "Thừa Thiên Huế"),
        ("UBND huyện Châu Thành, tỉnh An Giang", OLD, "An Giang"),
        ("UBND huyện Châu Thành", OLD, None),
        ("Bà Rịa-Vũng Tàu, ngày 01 tháng 02 năm 2024", OLD, "Bà Rịa - Vũng Tàu"),
        ("Bộ Nội vụ", OLD, None),
        ("", None, None),
    ],
)
def test_find(text: str, day: date | None, province: str | None) -> None:
    assert find_province(text, day) == province
    assert find_province(unicodedata.normalize("NFD", text), day) == province
