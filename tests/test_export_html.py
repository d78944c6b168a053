"""The page: what stands in it, and what a browser makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

from browser import Browser, find
from export_plans import AWKWARD, PLANS, recurring, rich_plan, small_plan, within
from factory import by, plan, task, unit
from kehoach.export import export
from kehoach.export.html.timeline import Track
from kehoach.model import Plan
from kehoach.text import bare


def page(tmp_path: Path, *plans: Plan) -> html.HtmlElement:
    path = tmp_path / "page.html"
    export(plans, path)
    return html.fromstring(path.read_bytes())


def test_the_page_shows_every_task_and_heading_without_scripts(tmp_path: Path) -> None:
    found = page(tmp_path, rich_plan())
    assert [cells[1].text for row in found.findall(".//tr[@class]") if len(cells := row.findall("td")) > 1] == [t.title for t in rich_plan().tasks]
    assert [row.text_content() for row in found.iterfind(".//tr[@class='section']")] == [
        "I. Chỉ đạo, điều hành",
        "1. Ban hành văn bản",
        "II. Mục không có nhiệm vụ",
        "III. Báo cáo",
        "(không thuộc mục nào)",
    ]
    assert found.find(".//h1").text == "Kế hoạch Kiểm soát thủ tục hành chính năm 2024"
    assert "Kinh phí: Ngân sách tỉnh" in found.text_content()


def test_the_page_asks_for_nothing_from_outside(tmp_path: Path) -> None:
    found = page(tmp_path, rich_plan(), small_plan())
    assert not found.xpath("//*[@src] | //link | //iframe | //object | //style[contains(., '@import') or contains(., 'url(')]")
    policy = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert [link for link in found.xpath("//a/@href") if not link.startswith("#")] == []


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_of_a_plan_becomes_markup_or_script(text: str, tmp_path: Path) -> None:
    subject = plan(task(text, text, lead_raw=text, lead_units=(unit(text),), extra={text: text}), number=text)
    found = page(tmp_path, subject)
    assert len(found.findall(".//script")) == 3
    assert len(found.findall(".//tbody/tr")) == 2
    data = json.loads(found.get_element_by_id("data").text)
    assert data["tasks"][0]["l"] == [text]
    assert found.get_element_by_id("t0")[2].xpath("string(.)").split() == text.replace("\n", "").split()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(subject=PLANS)
def test_any_plan_gives_a_page(subject: Plan, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    export([subject], path)
    text = path.read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]
    assert [task["l"] for task in data["tasks"]] == [[unit.name for unit in task.lead_units] for task in subject.tasks]
    assert text.count("<script") == text.count("</script>") == 3


def test_strips_lie_where_their_days_are() -> None:
    track = Track((date(2024, 1, 10), date(2024, 12, 20)))
    assert (track.first_day, track.last_day) == ("2024-01-01", "2024-12-31")
    assert track.place(date(2023, 6, 1)) == 0
    assert track.place(date(2024, 7, 1)) == pytest.approx(182 / 366)
    assert track.place(date(2026, 1, 1)) == 1
    subject = plan(task(1, "x", deadline=recurring("Hằng quý", "FREQ=YEARLY;BYMONTH=3,6,9,12")))
    strip = html.fromstring(track.row(0, "x", subject, subject.tasks[0]))
    assert [rect.get("class") for rect in strip.iter("rect")] == ["recurring"] * 4
    assert track.axis().count("<span") == 12
    assert (Track(None).axis(), Track(None).row(0, "x", subject, subject.tasks[0])) == ("", "")


def test_the_axis_stays_readable_over_any_stretch() -> None:
    for last in range(2024, 2200, 7):
        labels = Track((date(2024, 3, 1), date(last, 12, 31))).axis().count("<span")
        assert 1 <= labels <= 17


# in a browser

PROGRAM = find()
in_browser = pytest.mark.skipif(PROGRAM is None, reason="no Chromium or Chrome is installed (apt install chromium, or set KEHOACH_BROWSER)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert PROGRAM
    opened = Browser(PROGRAM)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    more = plan(
        task(1, "Kiểm tra sử dụng đất đai", id="x1", lead="Sở Tài chính", deadline=by("", "2024-11-15")),
        task(2, "Tập huấn", id="x2", lead="Sở Tư pháp", deadline=within("Quý IV", "2024-10-01", "2024-12-31")),
        number="34/KH-UBND",
    )
    export([rich_plan(), more], path)
    return path


VISIBLE = "Array.from(document.querySelectorAll('tr.task')).filter(row => row.offsetParent).map(row => row.cells[1].firstChild.textContent)"
HEADINGS = "Array.from(document.querySelectorAll('tr.section, tr.document')).filter(row => row.offsetParent).map(row => row.innerText.trim())"
STRIPS = "Array.from(document.querySelectorAll('#timeline li')).filter(row => row.offsetParent).map(row => row.querySelector('a').textContent)"


@in_browser
def test_typing_and_choosing_filter_the_table(browser: Browser, shown: Path) -> None:
    browser.open(shown)
    assert browser.run("document.getElementById('count').textContent") == "9/9 nhiệm vụ"
    browser.type("[name=q]", "dat DAI")
    assert browser.run(VISIBLE) == ["Kiểm tra sử dụng đất đai"]
    assert browser.run(HEADINGS) == ["Kế hoạch – 34/KH-UBND – Kiểm soát thủ tục hành chính năm 2024"]
    assert browser.run("document.getElementById('count').textContent") == "1/9 nhiệm vụ"
    browser.click("[data-clear]")
    assert len(browser.run(VISIBLE)) == 9
    browser.choose("[name=unit]", "Sở Tư pháp")
    assert browser.run(VISIBLE) == ["Xây dựng kế hoạch năm 2024", "Rà soát thủ tục hành chính", "Rà soát cấp tỉnh", "Tập huấn"]
    browser.choose("[name=role]", "l")
    browser.choose("[name=to]", "2024-06-30")
    assert browser.run(VISIBLE) == ["Rà soát thủ tục hành chính", "Rà soát cấp tỉnh"]
    browser.choose("[name=from]", "2024-07-01")
    assert browser.run(VISIBLE) == []
    assert browser.run("document.getElementById('none').offsetParent !== null")
    assert browser.errors == []


@in_browser
def test_a_section_filters_with_all_below_it(browser: Browser, shown: Path) -> None:
    browser.open(shown)
    value = browser.run("Array.from(document.querySelector('[name=section]').options).find(o => o.text.includes('I. Chỉ đạo')).value")
    browser.choose("[name=section]", value)
    assert browser.run(VISIBLE) == ["Xây dựng kế hoạch năm 2024", "Rà soát thủ tục hành chính", "Rà soát cấp tỉnh", "Rà soát cấp huyện"]


@in_browser
def test_the_timeline_shows_what_the_filter_keeps(browser: Browser, shown: Path) -> None:
    browser.open(shown)
    assert browser.run(STRIPS) == []
    browser.click("[data-view=timeline]")
    assert browser.run(VISIBLE) == []
    assert len(browser.run(STRIPS)) == 8
    browser.choose("[name=unit]", "Sở Tư pháp")
    assert browser.run(STRIPS) == ["1. Xây dựng kế hoạch năm 2024", "2.1. Rà soát cấp tỉnh", "2. Tập huấn"]
    left, right = browser.run(
        "(b => { const s = b.closest('.strip').getBoundingClientRect(), r = b.getBoundingClientRect();"
        " return [(r.left - s.left) / s.width, (r.right - s.left) / s.width] })(document.querySelector('#b2 rect.within'))"
    )
    assert left == pytest.approx(91 / 366, abs=0.01)
    assert right == pytest.approx(182 / 366, abs=0.01)
    browser.click("#b2 a")
    assert "Rà soát cấp tỉnh" in browser.run(VISIBLE)


@in_browser
def test_a_link_brings_its_filter_along(browser: Browser, shown: Path) -> None:
    browser.open(shown, "#unit=S%E1%BB%9F+T%C6%B0+ph%C3%A1p&view=timeline")
    assert len(browser.run(STRIPS)) == 3
    browser.type("[name=q]", "tap huan")
    assert "q=tap+huan" in browser.run("location.hash")


@in_browser
@pytest.mark.parametrize(("width", "height"), [(360, 740), (768, 1024), (900, 700), (1280, 900), (1920, 1080)])
@pytest.mark.parametrize("view", ["table", "timeline"])
def test_nothing_runs_out_of_the_window(browser: Browser, shown: Path, width: int, height: int, view: str) -> None:
    browser.open(shown, f"#view={view}", width=width, height=height)
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run("Math.min(...Array.from(document.querySelectorAll('td, li a'), cell => parseFloat(getComputedStyle(cell).fontSize)))") >= 12


@in_browser
def test_on_a_phone_each_cell_says_what_it_is(browser: Browser, shown: Path) -> None:
    browser.open(shown, width=360, height=740)
    labels = browser.run("Array.from(document.querySelectorAll('#t0 td'), cell => getComputedStyle(cell, '::before').content)")
    assert labels[2:4] == ['"Chủ trì: "', '"Phối hợp: "']
    assert browser.run("getComputedStyle(document.querySelector('thead')).display") == "none"


@in_browser
def test_printed_the_page_shows_table_and_timeline_and_no_controls(browser: Browser, shown: Path) -> None:
    browser.open(shown)
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert len(browser.run(VISIBLE)) == 9
        assert len(browser.run(STRIPS)) == 8
        assert browser.run("document.getElementById('filters').offsetParent") is None
        assert browser.run("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")


@in_browser
def test_the_browser_asks_for_the_page_alone_and_meets_no_error(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    export([plan(*(task(index, text, id=str(index), lead=text) for index, text in enumerate(AWKWARD)))], path)
    browser.requests.clear()
    browser.open(path)
    assert len(browser.run(VISIBLE)) == len(AWKWARD)
    assert [address for address in browser.requests if not address.startswith(("about:", "data:"))] == [path.resolve().as_uri()]
    assert browser.errors == []


@in_browser
@pytest.mark.parametrize("text", ["Sở Tư pháp", "ĐẤT ĐAI", "Uỷ ban nhân dân", "hoà giải", "  nhiều   khoảng trắng "])
def test_the_page_folds_words_as_the_program_does(text: str, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    export([plan(task(1, "không khớp gì", id="a", lead=""), task(2, text, id="b", lead=""))], path)
    browser.open(path)
    browser.type("[name=q]", bare(text))
    assert browser.run(VISIBLE) == [text]
