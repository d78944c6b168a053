"""What plans of other places and years may differ in without differing."""

from __future__ import annotations

from datetime import date

import pytest

from factory import plan, task
from kehoach.diff import compare
from kehoach.diff.frame import frame
from kehoach.model import DocumentInfo, Issuer, Period, Plan


def from_place(
    issuer: str | None, year: int | None = 2024, province: str | None = None, last: int | None = None, title: str = "Việc"
) -> Plan:
    period = Period(start=date(year, 1, 1), end=date(last or year, 12, 31)) if year else None
    level = "district" if issuer and "huyện" in issuer else "province"
    document = DocumentInfo(issuer=Issuer(name=issuer, level=level) if issuer else None, province=province, period=period)
    return plan(task(1, title), document=document)


AN_BINH = "Ủy ban nhân dân tỉnh An Bình"
PHU_LAC = "Ủy ban nhân dân tỉnh Phú Lạc"
CITY = "Ủy ban nhân dân thành phố Hải Đông"


@pytest.mark.parametrize(
    ("issuer", "year", "text", "neutral"),
    [
        (AN_BINH, 2024, "Cổng dịch vụ công tỉnh An Bình", "Cổng dịch vụ công tỉnh"),
        (AN_BINH, 2024, "Đài Phát thanh và Truyền hình An Bình", "Đài Phát thanh và Truyền hình"),
        (AN_BINH, 2024, "ĐÀI PHÁT THANH AN BÌNH", "ĐÀI PHÁT THANH"),
        (AN_BINH, 2024, "giữ vững an bình, thịnh vượng", "giữ vững an bình, thịnh vượng"),
        (AN_BINH, 2024, "huyện Sơn Trung và thị xã Long Khê", "huyện và thị xã"),
        (AN_BINH, 2024, "phường 12", "phường"),
        (AN_BINH, 2024, "các huyện, thành phố", "các huyện, thành phố"),
        (AN_BINH, 2024, "Kế hoạch số 185/KH-UBND ngày 16/11/2022 của UBND tỉnh", "Kế hoạch của UBND tỉnh"),
        (AN_BINH, 2024, "Chương trình số 09-CTr/TU ngày 5/3/2021", "Chương trình"),
        (AN_BINH, 2024, "Nghị quyết số 33/2020/NQ-HĐND ngày 01 tháng 12 năm 2020", "Nghị quyết"),
        (AN_BINH, 2024, "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018", "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018"),
        (AN_BINH, 2024, "Thông tư 01/2018/TT-VPCP", "Thông tư 01/2018/TT-VPCP"),
        (AN_BINH, 2024, "Quyết định số 06/QĐ-TTg", "Quyết định số 06/QĐ-TTg"),
        (AN_BINH, 2024, "Kế hoạch năm 2024", "Kế hoạch năm nay"),
        (AN_BINH, 2024, "Quý II/2024 và quý I năm 2025", "Quý II/nay và quý I năm sau"),
        (AN_BINH, 2024, "giai đoạn 2022 - 2025, đến năm 2025", "giai đoạn 2022-2025, đến năm 2025"),
        (AN_BINH, 2024, "trước ngày 15/9/2024", "trước ngày 15/9/nay"),
        (CITY, 2024, "Văn phòng UBND Thành phố", "Văn phòng UBND tỉnh"),
        (CITY, 2024, "UBND TP. Hải Đông", "UBND tỉnh"),
        ("Ủy ban nhân dân huyện Sơn Trung", 2024, "trên địa bàn huyện Sơn Trung", "trên địa bàn huyện"),
    ],
)
def test_own_names_are_taken_out_between_strangers(issuer: str, year: int, text: str, neutral: str) -> None:
    assert frame(from_place(issuer, year), from_place(PHU_LAC, year - 1)).old(text) == neutral


@pytest.mark.parametrize("text", ["UBND tỉnh An Bình", "huyện Sơn Trung", "Kế hoạch số 185/KH-UBND ngày 16/11/2022", "năm 2024"])
def test_nothing_is_taken_out_between_versions_of_one_plan(text: str) -> None:
    found = frame(from_place(AN_BINH), from_place(AN_BINH))
    assert found.old(text) == found.new(text) == text


def test_last_years_plan_of_the_same_place_keeps_its_places() -> None:
    found = frame(from_place(AN_BINH, 2023), from_place(AN_BINH, 2024))
    assert found.old("huyện Sơn Trung năm 2023") == found.new("huyện Sơn Trung năm 2024") == "huyện Sơn Trung năm nay"
    assert (found.old_years, found.new_years) == (1, 0)
    assert (found.swapped().old_years, found.swapped().new_years) == (0, 1)


def test_periods_of_several_years_count_as_the_plans_own() -> None:
    found = frame(from_place(AN_BINH, 2021, last=2025), from_place(AN_BINH, 2026, last=2030))
    assert found.old("giai đoạn 2021-2025") == found.new("giai đoạn 2026 - 2030") == "giai đoạn trong kỳ"


def test_a_draft_without_a_head_is_from_the_same_place() -> None:
    diff = compare(from_place(None, title="Xây dựng cổng dữ liệu"), from_place(AN_BINH, title="Xây dựng cổng dữ liệu An Bình"))
    assert [change.field for pair in diff.pairs for change in pair.changes] == ["title"]


def test_absolute_leaves_years_as_they_are() -> None:
    found = frame(from_place(AN_BINH, 2023), from_place(AN_BINH, 2024), absolute=True)
    assert found.old("năm 2023") == "năm 2023"
    assert (found.old_years, found.new_years) == (0, 0)


def test_the_province_is_found_in_the_tasks_where_the_document_does_not_say_it() -> None:
    found = frame(from_place(None, title="Cổng dữ liệu tỉnh Hòa Sơn"), from_place(AN_BINH))
    assert found.old("Báo Hòa Sơn và Đài Hoà Sơn") == "Báo và Đài"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Xây dựng Cổng dữ liệu mở tỉnh An Bình năm 2024", "Xây dựng Cổng dữ liệu mở tỉnh Phú Lạc năm 2023"),
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND tỉnh", "Thực hiện Kế hoạch số 7/KH-UBND ngày 12/01/2023 của UBND tỉnh"),
        ("Triển khai tại thành phố An Bình", "Triển khai tại thành phố Phú Lạc"),
    ],
)
def test_plans_of_other_places_and_years_do_not_differ_in_them(old: str, new: str) -> None:
    diff = compare(from_place(AN_BINH, 2024, title=old), from_place(PHU_LAC, 2023, title=new))
    assert [pair.stage for pair in diff.pairs] == ["folded"]
    assert not any(change.field == "title" for pair in diff.pairs for change in pair.changes)
