"""KHD01: malformed document number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach import text
from kehoach.lang import pick
from kehoach.model import Severity
from kehoach.normalize.data import rows
from kehoach.normalize.numbers import read_number
from kehoach.validate.citations import hit_at
from kehoach.validate.data import table
from kehoach.validate.findings import Hit
from kehoach.validate.mentions import Named, kinds
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_SERIES = re.compile(r"(?<=^\d\d)\.\d{1,2}(?=/\d{4}/)")
"""Numbers of a series within a resolution, "66.2/2025/NQ-CP"."""
_LETTERS = frozenset({"Công văn", "Văn bản"})


class KHD01(Rule):
    """Số, ký hiệu văn bản viết sai thể thức.
    Malformed document number.

    Kiểm tra: Số, ký hiệu có dạng số/năm/loại-cơ quan (quy phạm), số/loại-cơ quan (hành chính), số/cơ quan-đơn vị (công văn) hoặc
      số-loại/cơ quan (văn bản của Đảng), đúng chữ hoa, chữ thường. Chỉ thừa dấu cách thì cảnh báo.
    Checks: Numbers have the shape serial/year/type-issuer (normative), serial/type-issuer (administrative), serial/issuer-unit
      (letter) or serial-type/issuer (party), in the right letter case. A stray space is only a warning.
    Vì sao: Số viết sai thì không tra cứu được văn bản.
    Why: A document cannot be found by a wrong number.
    Sai: Nghị định số 61/2018NĐ-CP
    Đúng: Nghị định số 61/2018/NĐ-CP
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I và III; Nghị định số 78/2025/NĐ-CP; Hướng dẫn số 36-HD/VPTW.
    Ground: Decree 30/2020/ND-CP, annexes I and III; Decree 78/2025/ND-CP; Guide 36-HD/VPTW.
    """

    code = "KHD01"
    name = "malformed-number"
    severity = "error"

    def check(self, draft: Draft) -> Iterator[Hit]:
        told: set[tuple[str | None, str]] = set()
        for mention in draft.mentions:
            named = mention.named
            where = (mention.task.id if mention.task else None, named.raw)
            fault = _fault(named) if where not in told else None
            if fault:
                told.add(where)
                message, better, severity = fault
                advice = pick(f"viết “{better}”", f"write “{better}”") if better else pick("kiểm tra lại số, ký hiệu", "check the number")
                yield hit_at(mention, message, about=named.raw, suggestion=advice, severity=severity)


def _fault(named: Named) -> tuple[str, str | None, Severity] | None:
    """What is wrong with a number, how to write it, and how bad it is."""
    number = named.number
    if number is None:
        plain = _SERIES.sub("", named.raw)
        if plain != named.raw and read_number(plain):
            return None
        return (
            pick(f"số, ký hiệu “{named.raw}” không đúng thể thức", f"“{named.raw}” has not the shape of a document number"),
            None,
            "error",
        )
    if number.family == "draft" or number.number is None:
        return None
    written, right = text.matching(named.raw), number.number
    if written != right and text.squeeze(re.sub(r"\s", "", written)) == right:
        return pick(f"số, ký hiệu “{named.raw}” thừa dấu cách", f"“{named.raw}” has a space too many"), right, "warning"
    if written != right and written.rstrip("0123456789") == right:
        return (
            pick(
                f"“{named.raw}”: chữ số cuối dính liền (dấu chú thích?)", f"“{named.raw}”: a figure is stuck to its end (a footnote mark?)"
            ),
            right,
            "warning",
        )
    if written != right and not (written.isupper() and written == right.upper()):
        return pick(f"số, ký hiệu “{named.raw}” viết sai", f"“{named.raw}” is not written as it should be"), right, "error"
    return _wrong_shape(named)


def _wrong_shape(named: Named) -> tuple[str, str | None, Severity] | None:
    number = named.number
    assert number is not None
    assert number.number is not None
    shape = table("documents")["shape"]
    if "." in number.number:
        return (
            pick(f"“{named.raw}”: gạch nối chứ không phải dấu chấm", f"“{named.raw}”: a hyphen, not a dot"),
            number.number.replace(".", "-"),
            "error",
        )
    if number.type in shape["with_year"] and number.family == "administrative":
        return pick(f"số, ký hiệu “{named.raw}” thiếu năm", f"“{named.raw}” lacks the year"), None, "error"
    if number.type == "NĐ" and number.issuer not in shape["decree_issuers"]:
        return (
            pick(f"“{named.raw}”: nghị định do Chính phủ ban hành (NĐ-CP)", f"“{named.raw}”: decrees are the Government's (NĐ-CP)"),
            None,
            "error",
        )
    if number.family in ("administrative", "normative") and number.type and f"/{number.type}/" in number.number and number.type != "TTLT":
        better = number.number.replace(f"/{number.type}/", f"/{number.type}-")
        return pick(f"“{named.raw}”: giữa loại và cơ quan là gạch nối", f"“{named.raw}”: a hyphen joins type and issuer"), better, "error"
    if number.family == "letter" and named.kind and named.kind not in _LETTERS and _lacks_type(named):
        return (
            pick(f"số, ký hiệu “{named.raw}” thiếu chữ viết tắt loại văn bản", f"“{named.raw}” lacks the code of its type"),
            None,
            "error",
        )
    return None


def _lacks_type(named: Named) -> bool:
    """Whether a number begins with a known issuer where the word before it asks for a type code."""
    issuer = named.number.issuer if named.number else None
    return bool(kinds().get(named.kind or "")) and any(row["code"] == issuer for row in rows("issuer_codes"))
