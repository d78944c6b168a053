"""Small plans built by hand for tests of everything that starts from records."""
from __future__ import annotations

from datetime import date
from typing import Any

from kehoach.model import Citation, Clause, Deadline, DocumentInfo, Issuer, Period, Plan, Section, Signer, Source, Task, TextPlace, Unit


def unit(name: str, **more: Any) -> Unit:
    return Unit(**{"raw": name, "name": name, "kind": "single", **more})


def by(raw: str, end: str) -> Deadline:
    """A deadline "raw" that closes on ``end`` (ISO)."""
    day = date.fromisoformat(end)
    return Deadline(raw=raw, due=day, clauses=(Clause(kind="by", end=day, bound="<=", raw=raw, edtf=f"../{end}"),))


def task(number: int | str, title: str, **more: Any) -> Task:
    lead = more.pop("lead", "Văn phòng Ủy ban nhân dân tỉnh")
    support = more.pop("support", "")
    fields: dict[str, Any] = {
        "id": f"t{more.get('section_id') or ''}{number}",
        "ordinal": str(number),
        "title": title,
        "lead_raw": lead,
        "lead_units": tuple(unit(name) for name in lead.split("; ") if name),
        "cooperating_raw": support,
        "cooperating_units": tuple(unit(name) for name in support.split("; ") if name),
        "deliverables": ("Báo cáo",),
        "deadline": by("Trước 30/6/2024", "2024-06-29"),
        "provenance": (TextPlace(line=10, end_line=10),),
    }
    return Task(**{**fields, **more})


def plan(*tasks: Task, sections: tuple[Section, ...] = (), number: str = "12/KH-UBND", **more: Any) -> Plan:
    fields: dict[str, Any] = {
        "source": Source(path="ke-hoach.txt", format="txt", sha256="0" * 64),
        "document": DocumentInfo(
            number=number,
            kind="Kế hoạch",
            title="Kiểm soát thủ tục hành chính năm 2024",
            issuer=Issuer(raw="UBND TỈNH AN BÌNH", name="Ủy ban nhân dân tỉnh An Bình", level="province"),
            province="An Bình",
            issued_on="2023-12-20",
            effective_on="2023-12-20",
            signer=Signer(name="Nguyễn Văn A", role="Chủ tịch", authority="TM. ỦY BAN NHÂN DÂN"),
            period=Period(start=date(2024, 1, 1), end=date(2024, 12, 31)),
        ),
        "sections": sections or (Section(id="s1", ordinal="I", title="Chỉ đạo, điều hành"),),
        "tasks": tasks,
        "citations": (Citation(number="61/2018/NĐ-CP", kind="Nghị định", issued_on="2018-04-23", issuer="Chính phủ", role="basis"),),
    }
    return Plan(**{**fields, **more})
