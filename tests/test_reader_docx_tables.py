"""Word tables as grids, whatever merges, controls and changes stand in them."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_builder import p, package, r, sdt, tbl, tc, tr
from kehoach.limits import DEFAULT
from kehoach.parse.blocks import Paragraph, SourceDocument, Table
from kehoach.parse.readers import docx


def read(body: str) -> SourceDocument:
    return docx.read(package(body), "ke-hoach.docx", DEFAULT)


def only_table(body: str) -> Table:
    (table,) = (block for block in read(body).blocks if isinstance(block, Table))
    return table


def grid(table: Table) -> list[list[tuple[str, int, int, int]]]:
    return [[(cell.text, cell.col, cell.colspan, cell.rowspan) for cell in row.cells] for row in table.rows]


FULL = tr("1", "2", "3", "4")
COLUMNS = [("1", 0, 1, 1), ("2", 1, 1, 1), ("3", 2, 1, 1), ("4", 3, 1, 1)]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        pytest.param([tr(tc("a", span=3), "b")], [[("a", 0, 3, 1), ("b", 3, 1, 1)]], id="across"),
        pytest.param(
            [tr(tc("a", merge="restart"), "x"), tr(tc(merge="continue"), "y"), tr(tc(merge="continue"), "z"), tr("b", "w")],
            [[("a", 0, 1, 3), ("x", 1, 1, 1)], [("y", 1, 1, 1)], [("z", 1, 1, 1)], [("b", 0, 1, 1), ("w", 1, 1, 1)]],
            id="down",
        ),
        pytest.param(
            [tr(tc("a", merge="restart"), "x"), tr(tc("b", merge="restart"), "y"), tr(tc(merge="continue"), "z")],
            [[("a", 0, 1, 1), ("x", 1, 1, 1)], [("b", 0, 1, 2), ("y", 1, 1, 1)], [("z", 1, 1, 1)]],
            id="a merge after a merge",
        ),
        pytest.param(
            [tr(tc("a", span=2, merge="restart"), "x"), tr(tc(span=2, merge="continue"), "y")],
            [[("a", 0, 2, 2), ("x", 2, 1, 1)], [("y", 2, 1, 1)]],
            id="both ways",
        ),
        pytest.param(
            [tr("a", "b"), tr(tc("mồ côi", merge="continue"), "c")],
            [[("a", 0, 1, 1), ("b", 1, 1, 1)], [("mồ côi", 0, 1, 1), ("c", 1, 1, 1)]],
            id="nothing to continue",
        ),
        pytest.param(
            [tr("muộn", before=2), tr("sớm", after=2), tr("giữa", before=1, after=1)],
            [[("muộn", 2, 1, 1)], [("sớm", 0, 1, 1)], [("giữa", 1, 1, 1)]],
            id="late and early rows",
        ),
        pytest.param(
            [tr(tc("a", properties='<w:hMerge w:val="restart"/>'), tc("", properties="<w:hMerge/>"), "b")],
            [[("a", 0, 2, 1), ("b", 2, 1, 1)]],
            id="merge of old files",
        ),
        pytest.param([sdt(tr(sdt(tc("a")), sdt(sdt(tc("b")))))], [[("a", 0, 1, 1), ("b", 1, 1, 1)]], id="controls"),
        pytest.param([tr("a", tc("b", span=3)), "<w:tr/>"], [[("a", 0, 1, 1), ("b", 1, 3, 1)], []], id="empty row"),
        pytest.param(
            [tr(tc("a", merge="restart"), "bỏ", properties='<w:del w:id="1"/>'), tr(tc("a", merge="continue"), "b")],
            [[("a", 0, 1, 1), ("b", 1, 1, 1)]],
            id="first row of a merge deleted",
        ),
        pytest.param([tr(tc("a", properties='<w:cellDel w:id="1"/>'), "b")], [[("b", 1, 1, 1)]], id="deleted cell"),
        pytest.param([tr(tc("a", span=10**8), "b")], [[("a", 0, 4, 1)]], id="absurd span"),
    ],
)
def test_grid(rows: list[str], wanted: list[list[tuple[str, int, int, int]]]) -> None:
    table = only_table(tbl(FULL, *rows))
    assert grid(table) == [COLUMNS, *wanted]
    assert table.width == 4


def test_columns_in_which_no_cell_begins_are_no_columns() -> None:
    table = only_table(tbl(tr(tc("a", span=3), tc("b", span=2)), tr(tc("c", span=3), tc("d", span=2)), tr(tc("e", span=5))))
    assert grid(table) == [[("a", 0, 1, 1), ("b", 1, 1, 1)], [("c", 0, 1, 1), ("d", 1, 1, 1)], [("e", 0, 2, 1)]]
    assert table.width == 2


@pytest.mark.parametrize(
    ("headers", "count"),
    [([True, True, False], 2), ([False, True, False], 0), ([True, False, True], 1), ([True, True, True], 0), ([False] * 3, 0)],
)
def test_header_rows_are_the_leading_ones(headers: list[bool], count: int) -> None:
    assert only_table(tbl(*(tr("a", header=header) for header in headers))).header_rows == count


def test_a_header_that_is_switched_off() -> None:
    assert only_table(tbl(tr("a", properties='<w:tblHeader w:val="0"/>'), tr("b"))).header_rows == 0


def test_rows_dragged_apart_a_little_keep_their_columns() -> None:
    widths = (600, 3000, 60, 1500, 40, 900)
    table = only_table(
        tbl(
            tr("STT", tc("Nhiệm vụ"), tc("Chủ trì", span=2), tc("Hạn", span=2), header=True),
            tr("1", tc("Rà soát", span=2), tc("Sở Nội vụ", span=2, merge="restart"), "Quý I"),
            tr("2", tc("Báo cáo"), tc(span=2, merge="continue"), tc("Quý II", span=2)),
            widths=widths,
        )
    )
    assert table.width == 4
    assert grid(table) == [
        [("STT", 0, 1, 1), ("Nhiệm vụ", 1, 1, 1), ("Chủ trì", 2, 1, 1), ("Hạn", 3, 1, 1)],
        [("1", 0, 1, 1), ("Rà soát", 1, 1, 1), ("Sở Nội vụ", 2, 1, 2), ("Quý I", 3, 1, 1)],
        [("2", 0, 1, 1), ("Báo cáo", 1, 1, 1), ("Quý II", 3, 1, 1)],
    ]


def test_a_narrow_column_with_a_cell_of_its_own_stays() -> None:
    assert only_table(tbl(tr("a", "b", "c"), widths=(600, 50, 600))).width == 3


def test_text_in_merged_away_parts_is_told() -> None:
    document = read(
        tbl(
            tr(tc("Sở Nội vụ", merge="restart"), "x"),
            tr(tc("Sở Nội vụ", merge="continue"), "y"),
            tr(tc("Sở Tài chính", merge="continue"), "z"),
        )
    )
    (notice,) = document.diagnostics
    assert notice.code == "KHR15"
    assert "Sở Tài chính" in notice.message


def test_a_table_in_a_cell_stays_in_it_as_lines() -> None:
    document = read(p("đầu") + tbl(tr("1", tc(p("trước"), tbl(tr("a", "b"), tr(tc("c", "d"), "")), p("sau")), "x"), tr("2", "y", "z")))
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert grid(table)[0][1] == ("trước\na\tb\nc d\nsau", 1, 1, 1)
    (notice,) = document.diagnostics
    assert (notice.code, notice.where) == ("KHR14", {"kind": "docx", "table": 1})


INNER = tbl(tr("STT", "Nhiệm vụ"), tr("1", "Rà soát"))


@pytest.mark.parametrize(
    "outer",
    [
        pytest.param(tbl(tr(tc(p("tiêu đề"), INNER, p("cuối")))), id="one cell"),
        pytest.param(tbl(tr("tiêu đề"), tr(tc(INNER)), tr("cuối")), id="one column"),
        pytest.param(tbl(tr(tc(p("tiêu đề"), INNER), tc()), tr("cuối", ""), ruled=False), id="no lines"),
        pytest.param(tbl(tr(tc(p("tiêu đề"), tbl(tr(tc(INNER, p("cuối"))))))), id="two around"),
    ],
)
def test_a_table_that_lays_out_the_page_gives_what_it_holds(outer: str) -> None:
    document = read(p("trên") + outer + p("dưới"))
    assert [block.text if isinstance(block, Paragraph) else grid(block) for block in document.blocks] == [
        "trên",
        "tiêu đề",
        [[("STT", 0, 1, 1), ("Nhiệm vụ", 1, 1, 1)], [("1", 0, 1, 1), ("Rà soát", 1, 1, 1)]],
        "cuối",
        "dưới",
    ]
    assert not document.diagnostics


def test_lines_drawn_by_single_cells_make_a_table_of_its_own() -> None:
    ruled = tc("b", properties='<w:tcBorders><w:top w:val="single"/></w:tcBorders>')
    document = read(tbl(tr("a", ruled), tr(tc(p("x"), INNER), "c"), tr("d", "e"), ruled=False))
    assert [type(block) for block in document.blocks] == [Table]


def test_a_letterhead_without_lines_is_a_table_like_any_other() -> None:
    table = only_table(tbl(tr(tc("ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH"), tc("CỘNG HÒA…", "Độc lập…")), ruled=False))
    assert [cell.text for cell in table.rows[0].cells] == ["ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH", "CỘNG HÒA…\nĐộc lập…"]


def test_blocks_in_controls_and_several_tables_in_order() -> None:
    document = read(
        sdt(p("I. Mục một"), tbl(tr("1")))
        + p("II. Mục hai")
        + tbl(tr("2"))
        + tbl(tr("3"))
        + f"<w:ins>{p('thêm')}</w:ins><w:del>{p('bỏ')}</w:del>"
    )
    assert [block.text if isinstance(block, Paragraph) else block.rows[0].cells[0].text for block in document.blocks] == [
        "I. Mục một",
        "1",
        "II. Mục hai",
        "2",
        "3",
        "thêm",
    ]


RUNS = st.lists(
    st.tuples(
        st.text("aế \u0301\u00a0\n1²", max_size=4),
        st.sampled_from(["", "<w:b/>", '<w:vertAlign w:val="superscript"/>', "<w:vanish/>", '<w:rStyle w:val="S"/>']),
    ),
    max_size=3,
)
PARAGRAPHS = st.tuples(
    RUNS, st.sampled_from(["", '<w:jc w:val="center"/>', '<w:pStyle w:val="S"/>', "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:del/></w:rPr>"])
)
CELLS = st.tuples(st.lists(PARAGRAPHS, max_size=3), st.sampled_from(["", '<w:tcW w:w="9"/>', '<w:gridSpan w:val="2"/>', "<w:vMerge/>"]))
ROWS = st.lists(
    st.tuples(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(["", "<w:cantSplit/>", "<w:tblHeader/>", "<w:del/>"])),
    min_size=1,
    max_size=4,
)


@settings(max_examples=80, deadline=None)
@given(ROWS, st.sampled_from(["", "<w:vanish/>"]))
def test_the_short_way_and_the_careful_way_agree(rows, effect: str) -> None:
    body = tbl(
        *(
            tr(
                *(
                    tc(*(p(*(r(text, look) for text, look in runs), properties=ppr) for runs, ppr in paragraphs), properties=tcpr)
                    for paragraphs, tcpr in cells
                ),
                properties=trpr,
            )
            for cells, trpr in rows
        )
    )
    data = package(p("x") + body, styles=f'<w:style w:styleId="S"><w:rPr>{effect}</w:rPr></w:style>')
    short = docx.read(data, "a.docx", DEFAULT)
    with mock.patch("kehoach.parse.readers.docx.content.plain_cells", return_value=None):
        careful = docx.read(data, "a.docx", DEFAULT)
    assert short == careful
