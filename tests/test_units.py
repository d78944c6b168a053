"""Cells of units: the specification by example, spellings that must agree, what a cell may not do to the reader."""
from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kehoach.model import Unit
from kehoach.normalize.context import Context
from kehoach.normalize.units import explain_units, looks_like_units, read_units
from kehoach.normalize.units.cell import read_pieces
from kehoach.normalize.units.setting import setting

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold"
Case = tuple[Context, str, str]


def cases() -> list[Case]:
    """The cells of the specification file with the context of who speaks."""
    speakers: dict[str, Context] = {}
    found = []
    for line in (HERE / "data" / "units_cells.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("# @"):
            name, issuer, issued = line[3:].split("\t")
            speakers[name] = Context(issuer=issuer or None, issued_on=issued)
        elif line and not line.startswith("#"):
            name, cell, units = line.split("\t")
            found.append((speakers[name], cell.replace("\\n", "\n"), units))
    return found


CASES = cases()


def shown(units: tuple[Unit, ...]) -> str:
    """Units as the specification file writes them."""
    return " | ".join(
        ("? " if unit.kind == "unknown" else "") + (f"[{unit.label}] " if unit.label else "") + unit.name + (f" {{{unit.qualifier}}}" if unit.qualifier else "")
        for unit in units
    )


@pytest.mark.parametrize(("context", "cell", "units"), CASES)
def test_specification(context: Context, cell: str, units: str) -> None:
    assert shown(read_units(cell, context)) == units


def meaning(units: tuple[Unit, ...]) -> list[tuple[str, str | None, str | None, str]]:
    """What must not change with the spelling: names without case, ids, successors, kinds."""
    return [(unit.name.casefold(), unit.id, unit.successor, unit.kind) for unit in units]


def new_tones(text: str) -> str:
    """The other tone placement in the words that have two."""
    pairs = {"hóa": "hoá", "Hóa": "Hoá", "Ủy": "Uỷ", "ủy": "uỷ", "hòa": "hoà", "Tòa": "Toà", "thủy": "thuỷ", "khỏe": "khoẻ"}
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


SPELLINGS = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "en dash": lambda text: text.replace("-", "–"),
    "other tones": new_tones,
    "closing stop": lambda text: text + " .",
    "soft hyphen": lambda text: text.replace("ng", "n\u00adg"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spellings_agree(spelling: str) -> None:
    for context, cell, _ in CASES:
        assert meaning(read_units(SPELLINGS[spelling](cell), context)) == meaning(read_units(cell, context)), cell


def test_capitals_agree_where_all_units_are_listed() -> None:
    for context, cell, units in CASES:
        plain = read_units(cell, context)
        listed = plain and all(unit.id and "@" not in unit.id and unit.kind in ("single", "collective") for unit in plain)
        if listed and "?" not in units and not any(c in cell for c in "(:") and not any(unit.qualifier for unit in plain):
            assert meaning(read_units(cell.upper(), context)) == meaning(plain), cell


@pytest.mark.parametrize(("context", "cell", "units"), CASES)
def test_raw_texts_are_of_the_cell_and_in_order(context: Context, cell: str, units: str) -> None:
    whole = " ".join(unicodedata.normalize("NFC", cell).split())
    place = 0
    for unit in read_units(cell, context):
        assert unit.name
        found = whole.find(unit.raw, place)
        assert found >= 0
        place = max(place, found)


@pytest.mark.parametrize(("context", "cell", "units"), CASES)
def test_every_unit_is_explained(context: Context, cell: str, units: str) -> None:
    explained = explain_units(cell, context)
    assert len(explained) == len(read_units(cell, context))
    assert all(rule and rule != "unknown" for rule, _ in explained)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text)))


@pytest.mark.parametrize(("context", "cell", "units"), CASES)
def test_no_word_is_lost(context: Context, cell: str, units: str) -> None:
    """Every word is in the raw text or the label of a unit, save marks, words that lead in, heads before a colon and repetitions."""
    read = read_units(cell, context)
    kept = words(" ".join(unit.raw + " " + (unit.label or "") for unit in read))
    silent = words("và cùng phối hợp hop họp với đề nghị Đề Phối Chủ trì 1 2 3 a UBND") | words(cell.split(":")[0] if ":" in cell else "") | {"Thị", "Thành"}
    assert words(cell) <= kept | silent


@pytest.mark.parametrize("cell", ["", "-", "Không", "không có", "Không có."])
def test_cells_that_name_nobody(cell: str) -> None:
    assert read_units(cell, Context()) == ()


def test_cells_side_by_side() -> None:
    """Two cells side by side give the units of both."""
    context = Context(issuer="UBND tỉnh Quảng Ngãi", issued_on="2023-02-10")
    for given_context, cell, _ in CASES:
        if given_context == context and ":" not in cell and "\n" not in cell and not cell.startswith(("các trường", "UBND xã Đức")):
            both = read_units(f"Sở Nội vụ; {cell}; Công an tỉnh", context)
            apart = {unit.name for part in ("Sở Nội vụ", cell, "Công an tỉnh") for unit in read_units(part, context)}
            assert {unit.name for unit in both} == apart, cell


@pytest.mark.parametrize(
    ("name", "other"),
    [("Sở Nội vụ", "Sở Ngoại vụ"), ("UBND phường 1", "UBND phường 12"), ("Bộ Nội vụ", "Sở Nội vụ"), ("Phòng Nội vụ", "Sở Nội vụ")],
)
def test_near_names_never_mix(name: str, other: str) -> None:
    first, second = (read_units(text, Context()) for text in (name, other))
    assert first[0].name != second[0].name
    assert first[0].id != second[0].id


@pytest.mark.parametrize(
    ("cell", "issued", "name", "successor"),
    [
        ("Sở TT&TT", "2024-01-01", "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
        ("Cục Thuế tỉnh", "2024-01-01", "Cục Thuế tỉnh", "Thuế tỉnh, thành phố"),
        ("Sở Nội vụ", "2024-01-01", "Sở Nội vụ", None),
        ("UBND cấp huyện", "2025-09-01", "Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"),
    ],
)
def test_successors(cell: str, issued: str, name: str, successor: str | None) -> None:
    (unit,) = read_units(cell, Context(issuer="UBND tỉnh Quảng Ngãi", issued_on=issued))
    assert (unit.name, unit.successor) == (name, successor)


@pytest.mark.parametrize(
    ("day", "issuer", "unit_id"),
    [
        ("2024-01-01", "UBND huyện Bình Sơn", "huyen.p_kinh_te"),
        ("2025-08-01", "UBND xã Bình Minh", "xa.p_kt"),
    ],
)
def test_one_name_two_bodies(day: str, issuer: str, unit_id: str) -> None:
    (unit,) = read_units("Phòng Kinh tế", Context(issuer=issuer, issued_on=day))
    assert unit.id == unit_id


@given(st.text(alphabet="Sởban ngàUBNDcấphuyệãtỉ,;:-()./&\n1XVPôvụộNgicá", max_size=120))
def test_any_text_is_read(text: str) -> None:
    for unit in read_units(text, Context(issuer="UBND tỉnh Quảng Ngãi")):
        assert unit.name == unit.name.strip()
        assert unit.name


@settings(deadline=None)  # the first one reads the tables
@given(st.lists(st.sampled_from([cell for context, cell, _ in CASES if ":" not in cell and "\n" not in cell]), max_size=6), st.sampled_from([", ", " và ", " - ", "\n", " "]))
def test_any_mixture_is_read(cells: list[str], mark: str) -> None:
    read_units(mark.join(cells), Context(issuer="UBND tỉnh Quảng Ngãi"))
    assert 0.0 <= looks_like_units(mark.join(cells)) <= 1.0


HOSTILE = [
    "Sở Nội vụ, ", "sở, ", "các ", "UBND cấp ", "(", "() ", "Sở", "A ", "xã, ", "và ", "được giao, ", "- ", "a\n", "UBND ", "Thủ trưởng các ", ": ", "X, ",
    "Sở Y tế\n", "Văn phòng ", "Ban Quản lý và ", "Trung tâm A, B ", "GD&ĐT&", "Công an tỉnh ", "các trường: ", "cơ quan các ", "Thuế tỉnh ", "cấp huyện, ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text(piece: str) -> None:
    """Counted in tokens asked for: twice the text, about twice the questions."""
    from kehoach.normalize.units.reader import Reader

    asked = 0
    key = Reader.key

    def counting(self: Reader, at: int) -> str:
        nonlocal asked
        asked += 1
        return key(self, at)

    counts = []
    Reader.key = counting  # type: ignore[method-assign]
    try:
        for times in (200, 400):
            asked = 0
            read_pieces(piece * times, setting(None, None))
            counts.append(asked)
    finally:
        Reader.key = key  # type: ignore[method-assign]
    assert counts[1] <= 3 * counts[0] + 1000


@pytest.mark.parametrize(
    "text",
    ["Sở Nội vụ", "Các sở, ban, ngành; UBND cấp huyện", "Văn phòng Sở; chuyên trách CNTT", "UBND các xã, phường", "Công an tỉnh, các cơ quan liên quan", "Phòng Văn hóa và Thông tin",
        "Giáo viên chủ nhiệm, Tổng phụ trách Đội", "Ban Công tác Mặt trận; Thôn trưởng", "Chủ trang trại, hợp tác xã", "Chi nhánh cấp nước"],
)
def test_looks_like_units(text: str) -> None:
    assert looks_like_units(text) > 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Xây dựng và ban hành kế hoạch kiểm soát thủ tục hành chính năm 2024",
        "Tổ chức tập huấn nghiệp vụ cho công chức Bộ phận Một cửa các cấp",
        "Báo cáo của Ủy ban nhân dân tỉnh",
        "Quyết định của Chủ tịch UBND tỉnh",
        "Cơ sở dữ liệu quốc gia về dân cư",
        "Hội nghị sơ kết, tổng kết",
        "Hội chẩn, chuyển tuyến kịp thời các ca bệnh nặng",
        "Hội thi, hội thao cấp trường",
        "Phân công cán bộ trực 24/24 giờ",
        "Quý II/2024",
        "Thường xuyên",
        "trước ngày 15/6",
        "-",
        "",
        "x" * 5000,
    ],
)
def test_does_not_look_like_units(text: str) -> None:
    assert looks_like_units(text) < 0.4


@pytest.mark.skipif(not GOLD.exists(), reason="worked examples are not here")
def test_worked_examples() -> None:
    for line in (GOLD / "units.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        units = read_units(item["raw"], Context(issuer=item["issuer"], issued_on=item["issued"]))
        assert [{"name": u.name, "qualifier": u.qualifier, "label": u.label} for u in units] == item["units"], item["raw"]


@pytest.mark.skipif(not GOLD.exists(), reason="worked examples are not here")
def test_worked_documents() -> None:
    read = 0
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = gold.get("document")
        for task in gold["tasks"] if document else ():
            context = Context(issuer=document["issuer"], issued_on=document["issued"])
            for raw, wanted in (("lead_raw", "lead"), ("support_raw", "support")):
                if raw in task:
                    units = [{"name": u.name, "qualifier": u.qualifier, "label": u.label} for u in read_units(task[raw] or "", context)]
                    assert units == task.get(wanted, []), task[raw]
                    read += 1
    assert read


@pytest.mark.skipif(not GOLD.exists(), reason="real cells are not here")
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spellings_of_real_cells_agree(spelling: str) -> None:
    context = Context(issuer="UBND thành phố Đà Nẵng", issued_on="2025-12-01")
    for path in sorted(GOLD.glob("*.json")):
        for task in json.loads(path.read_text(encoding="utf-8"))["tasks"]:
            for cell in (task.get("lead_raw") or "", task.get("support_raw") or ""):
                assert meaning(read_units(SPELLINGS[spelling](cell), context)) == meaning(read_units(cell, context)), cell
