"""The five renderings: they say what the comparison says, safely and in their format."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import jsonschema
import msgspec
import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from diff_cases import invented
from factory import plan, task
from kehoach import lang
from kehoach.diff import compare
from kehoach.diff.render import FORMATS, Options, renderer
from kehoach.diff.render.csv import task_lines
from kehoach.diff.render.xlsx import NEW_TITLE, OLD_TITLE, WIDTHS
from kehoach.diff.result import STATUSES, PlanDiff, Status
from kehoach.model import Plan, Section, json_schema

HOSTILE = '=HYPERLINK("http://x")</td><script>alert(1)</script>{{title}}\x1b[31m\x07 \' & \u202edẫn'


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lang, "_chosen", "vi")


@pytest.fixture(scope="module")
def case() -> tuple[PlanDiff, Plan, Plan]:
    found = invented("edited", "thu-tuc-hanh-chinh")
    return compare(found.old, found.new), found.old, found.new


@pytest.fixture(scope="module")
def hostile() -> tuple[PlanDiff, Plan, Plan]:
    one = plan(
        task(1, HOSTILE, lead=HOSTILE, section_id="s1", id="1"),
        task(2, HOSTILE + " hai", id="2"),
        sections=(Section(id="s1", title=HOSTILE),),
    )
    other = plan(task(1, HOSTILE + " và thêm một việc nữa", lead=HOSTILE, section_id="s1", id="1"), sections=one.sections, number=HOSTILE)
    return compare(one, other), one, other


def shown(name: str, case: tuple[PlanDiff, Plan, Plan], **options: Any) -> Any:
    return renderer(name)(*case, Options(**options))


def test_json_is_as_its_schema_says(case: tuple[PlanDiff, Plan, Plan], hostile: tuple[PlanDiff, Plan, Plan]) -> None:
    schema = json_schema(PlanDiff)
    jsonschema.Draft202012Validator.check_schema(schema)
    for some in (case, hostile):
        found = json.loads(shown("json", some))
        jsonschema.validate(found, schema)
        assert msgspec.convert(found, PlanDiff) == some[0]


def test_json_has_the_fields_of_the_contract(case: tuple[PlanDiff, Plan, Plan]) -> None:
    found = json.loads(shown("json", case))
    assert {"schema_version", "old", "new", "pairs", "added", "removed", "maybe", "summary"} <= set(found)
    assert {"path", "number"} == set(found["old"])
    assert all({"old", "new", "stage", "score", "moved", "changes"} <= set(pair) for pair in found["pairs"])
    changes = [change for pair in found["pairs"] for change in pair["changes"]]
    assert changes
    assert all({"field", "old", "new", "days"} <= set(change) for change in changes)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_all_titles_are_in_every_rendering_for_people(name: str, case: tuple[PlanDiff, Plan, Plan]) -> None:
    if name == "table":
        case = (case[0].only(frozenset({"added", "removed", "moved"})), *case[1:])
    data = shown(name, case)
    if name == "xlsx":
        cells = [str(cell) for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows(values_only=True) for cell in row]
        data = "\n".join(cells)
    flat = " ".join(re.sub(r"</?(del|ins)>", "", data).split())
    listed = {*case[0].added, *case[0].removed}
    for side in case[1:]:
        for item in side.tasks:
            if name != "table" or item.id in listed:
                assert item.title in flat


@pytest.mark.parametrize("name", FORMATS)
def test_a_summary_names_no_task(name: str, case: tuple[PlanDiff, Plan, Plan]) -> None:
    data = shown(name, case, summary_only=True)
    if name == "xlsx":
        book = load_workbook(io.BytesIO(data))
        data = "\n".join(str(cell) for row in book.active.iter_rows(values_only=True) for cell in row)
        assert len(book.sheetnames) == 1
    assert case[2].tasks[3].title not in data
    assert "Sở Lao động - Thương binh và Xã hội" in data


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("width", [40, 80, 133])
def test_the_table_keeps_to_one_line_of_the_terminal(
    width: int, colour: bool, case: tuple[PlanDiff, Plan, Plan], hostile: tuple[PlanDiff, Plan, Plan]
) -> None:
    for some in (case, hostile):
        lines = shown("table", some, width=width, colour=colour).splitlines()
        plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
        assert max(map(cell_len, plain)) <= width
        assert not any(char in line for line in plain for char in "\x1b\x07\u202e")
        assert ("\x1b[" in "".join(lines)) is colour
        signs = [line[:2] for line in plain if line[:2] in {"+ ", "- ", "~ ", "> ", "= ", "? "}]
        assert len(signs) == len(some[0].pairs) + len(some[0].added) + len(some[0].removed) + len(some[0].maybe)


def test_the_table_in_a_pipe_is_not_cut(case: tuple[PlanDiff, Plan, Plan]) -> None:
    text = shown("table", case)
    assert "…" not in text
    assert "Bảo đảm [-95%-] {+98%+} hồ sơ được giải quyết đúng và trước hạn" in text
    assert "chủ trì: +UBND cấp huyện, -Văn phòng UBND tỉnh" in text
    assert "từ mục: Cơ chế một cửa" in text
    assert "tách từ 7" in text


def test_csv_has_one_line_for_each_row(case: tuple[PlanDiff, Plan, Plan], hostile: tuple[PlanDiff, Plan, Plan]) -> None:
    for some in (case, hostile):
        headings, *lines = csv.reader(io.StringIO(shown("csv", some)))
        assert {len(line) for line in lines} == {len(headings)}
        assert len(lines) == len(some[0].pairs) + len(some[0].added) + len(some[0].removed) + len(some[0].maybe)
        assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line if not re.fullmatch(r"-?\d+", cell))


def test_a_workbook_holds_texts_not_formulas(hostile: tuple[PlanDiff, Plan, Plan]) -> None:
    book = load_workbook(io.BytesIO(shown("xlsx", hostile)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_workbook_has_a_width_for_every_column(case: tuple[PlanDiff, Plan, Plan]) -> None:
    headings = next(task_lines(*case))
    assert len(headings) == len(WIDTHS)
    assert "cũ" in str(headings[OLD_TITLE])
    assert "mới" in str(headings[NEW_TITLE])


def test_a_workbook_marks_the_words_that_differ(case: tuple[PlanDiff, Plan, Plan]) -> None:
    sheet = load_workbook(io.BytesIO(shown("xlsx", case)), rich_text=True).worksheets[0]
    rich = [str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row if type(cell.value).__name__ == "CellRichText"]
    assert "Bảo đảm 95% hồ sơ được giải quyết đúng và trước hạn" in rich
    assert "Bảo đảm 98% hồ sơ được giải quyết đúng và trước hạn" in rich


class _Page(HTMLParser):
    """The tags that open and close, their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.classes: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "input", "col"):
            self.open.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "tr":
            self.classes.append(dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_stands_alone(case: tuple[PlanDiff, Plan, Plan], hostile: tuple[PlanDiff, Plan, Plan]) -> None:
    for some in (case, hostile):
        page = _Page(shown("html", some))
        assert page.open == []
        assert not {tag for tag, _, _ in page.attributes} & {"script", "link", "img", "iframe", "form", "a", "object"}
        assert not any(name in ("src", "href", "style", "action") or name.startswith("on") for _, name, _ in page.attributes)
        assert "default-src 'none'" in str(page.attributes)
        rows = [row for row in page.classes if row and row != "heading"]
        assert len(rows) == len(some[0].pairs) + len(some[0].added) + len(some[0].removed) + len(some[0].maybe)


def test_the_page_shows_hostile_text_as_text(hostile: tuple[PlanDiff, Plan, Plan]) -> None:
    page = _Page(shown("html", hostile))
    assert '=HYPERLINK("http://x")</td><script>alert(1)</script>{{title}}' in page.text


@pytest.mark.parametrize("status", STATUSES)
def test_only_one_status(status: Status, case: tuple[PlanDiff, Plan, Plan]) -> None:
    chosen = case[0].only(frozenset({status}))
    assert all(status in pair.statuses() for pair in chosen.pairs)
    assert (chosen.added == case[0].added) is (status == "added")
    assert (chosen.maybe == case[0].maybe) is (status == "maybe")
    assert chosen.summary == case[0].summary
    assert chosen.differs() or status in ("same", "maybe")


@pytest.mark.parametrize("name", FORMATS)
def test_two_empty_plans_can_be_shown(name: str) -> None:
    assert shown(name, (compare(plan(), plan()), plan(), plan()), width=80)


def test_headings_are_english_when_asked(case: tuple[PlanDiff, Plan, Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lang, "_chosen", "en")
    assert "Tasks in the old plan" in shown("table", case, summary_only=True)
    assert '<html lang="en">' in shown("html", case)
