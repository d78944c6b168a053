"""The labelled pairs of plans in ``data/diff``: edited versions of one plan, and plans of different places on one subject.

``edited/NAME.tsv`` and ``across/NAME.tsv`` hold invented plans, one row for each pair of tasks (a split or merged task has
several rows, a removed or added one stands alone): old and new number, the kind of edit, section, title, lead unit and
deadline of both sides, "=" for "as before". ``edited/documents.tsv`` lists edits by hand to real documents and
``across/documents.tsv`` pairs of tasks of real documents, found by reading: ``=`` is one task, a letter one of several that
would do (all with that letter), ``~`` arguable and counted neither way. Real documents are named by keys and read where they are at hand.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from factory import plan, unit
from kehoach.model import Clause, Deadline, DocumentInfo, Issuer, Period, Plan, Section, Source, Task

DATA = Path(__file__).parent / "data" / "diff"
GOLD = Path(__file__).parents[1].parent / "shared" / "gold"

DEVELOPMENT = {
    "edited": {"thu-tuc-hanh-chinh", "phong-chay", "nong-thon-moi", "y-te-truong-hoc", "000", "002"},
    "across": {"an-toan-giao-thong", "cai-cach-hanh-chinh", "000 002", "003 000", "001 000", "ministries projects"},
}
"""What weights and thresholds were chosen on; all other cases were only looked at afterwards."""

REWORDED = {"same", "reordered", "deadline", "lead", "moved"}
"""Edits that leave the title alone; every other one changes it."""


@dataclass(frozen=True)
class Case:
    """Two plans and what is known of them: groups of pairs of ids of which one must be found, and pairs that may be."""

    name: str
    old: Plan
    new: Plan
    wanted: tuple[frozenset[tuple[str, str]], ...]
    allowed: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    trivial: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def invented(kind: str, name: str) -> Case:
    """A case written for these tests."""
    rows = table(DATA / kind / f"{name}.tsv")
    years = (2024, 2023) if kind == "across" else (2024, 2024)
    places = ("An Bình", "Phú Lạc") if kind == "across" else ("An Bình", "An Bình")
    old = _side(rows, "old", years[0], places[0])
    new = _side(rows, "new", years[1], places[1])
    pairs = [((row["old"], row["new"]), row["edit"]) for row in rows if row["old"] and row["new"]]
    wanted = tuple(frozenset([(f"o{a}", f"n{b}")]) for (a, b), _ in pairs)
    trivial = frozenset((f"o{a}", f"n{b}") for (a, b), edit in pairs if edit in REWORDED)
    return Case(name, old, new, wanted, trivial=trivial)


def _side(rows: list[dict[str, str]], side: str, year: int, place: str) -> Plan:
    def told(row: dict[str, str], column: str) -> str:
        value = row[f"{side}_{column}"]
        return row[f"old_{column}"] if value == "=" else value

    tasks: dict[int, Task] = {}
    sections: dict[str, Section] = {}
    for row in sorted((row for row in rows if row[side]), key=lambda row: int(row[side])):
        title = told(row, "section")
        section = sections.setdefault(title, Section(id=f"s{len(sections) + 1}", ordinal=str(len(sections) + 1), title=title))
        number = int(row[side])
        tasks.setdefault(
            number,
            Task(
                id=f"{side[0]}{number}",
                section_id=section.id,
                ordinal=str(number),
                title=told(row, "title"),
                lead_raw=told(row, "lead"),
                lead_units=tuple(unit(name) for name in told(row, "lead").split("; ")),
                deadline=Deadline(raw=told(row, "deadline")),
            ),
        )
    document = DocumentInfo(
        number="12/KH-UBND",
        issuer=Issuer(name=f"Ủy ban nhân dân tỉnh {place}", level="province"),
        province=place,
        period=Period(start=date(year, 1, 1), end=date(year, 12, 31)),
    )
    return plan(*(tasks[number] for number in sorted(tasks)), sections=tuple(sections.values()), document=document)


DOCUMENTS = {
    "000": "000_56561feabd0d6903",
    "001": "001_bc18890061668b32",
    "002": "002_baf7f873e0f4703b",
    "003": "003_b6a03225ce0ffd09",
    "004": "004_e503db6dee22762b",
    "dong-nai": "dong-nai-179-2025",
    "ministries": "ttg-2530-2025",
    "projects": "ttg-2530-2025",
}


def document(name: str) -> Plan:
    """A plan from the hand-checked records of a real document; the id of a task is its key."""
    record = json.loads((GOLD / f"{DOCUMENTS[name]}.json").read_text(encoding="utf-8"))
    known = record.get("document", {})
    titles = {section["ordinal"]: section["title"] for section in record.get("sections", [])}
    sections: dict[str, Section] = {}
    tasks: list[Task] = []
    seen: dict[str, int] = {}
    for item in record["tasks"]:
        heading = str(item.get("section") or "")
        section = sections.setdefault(heading, Section(id=f"s{len(sections) + 1}", ordinal=heading, title=titles.get(heading, heading)))
        position = heading if name in ("000", "002", "003", "004") else section.id[1:]
        key = f"r{item['row']}" if name == "001" else f"{position}/{(item.get('ordinal') or '').rstrip('.)')}"
        if name in ("ministries", "projects"):
            seen[key] = seen.get(key, 0) + 1
            key += f".{seen[key]}"
            if (int(position) >= 15) != (name == "projects"):
                continue
        tasks.append(_gold_task(key, section.id, item))
    info = DocumentInfo(
        number=known.get("number"),
        issuer=Issuer(name=known.get("issuer")) if known.get("issuer") else None,
        province=known.get("province"),
        issued_on=known.get("issued"),
        period=Period(*map(date.fromisoformat, known["period"])) if known.get("period") else None,
    )
    source = Source(path=f"{name}.txt", format="txt", sha256="0" * 64)
    return Plan(source=source, document=info, sections=tuple(sections.values()), tasks=tuple(tasks))


def _gold_task(key: str, section: str, item: dict[str, Any]) -> Task:
    def units(field: str, raw: str) -> tuple[Any, ...]:
        listed = [unit(u["name"], qualifier=u.get("qualifier"), label=u.get("label")) for u in item.get(field, [])]
        return tuple(listed) or tuple(unit(part.strip(" .-")) for part in re.split(r"[;,]", item.get(raw) or "") if part.strip(" .-"))

    clauses = tuple(
        msgspec.convert({name: value for name, value in clause.items() if name in Clause.__struct_fields__}, Clause)
        for clause in item.get("deadline") or []
    )
    return Task(
        id=key,
        section_id=section,
        ordinal=item.get("ordinal"),
        is_group=bool(item.get("group")),
        title=item["title"],
        lead_raw=item.get("lead_raw") or "",
        cooperating_raw=item.get("support_raw") or "",
        lead_units=units("lead", "lead_raw"),
        cooperating_units=units("support", "support_raw"),
        deliverables=tuple(item.get("deliverables") or ([item["deliverable_raw"]] if item.get("deliverable_raw") else [])),
        deadline=Deadline(raw=item.get("deadline_raw") or "", clauses=clauses),
    )


def across_documents(old: str, new: str) -> Case:
    """Two real documents with the pairs of tasks that a reader found."""
    rows = [row for row in table(DATA / "across" / "documents.tsv") if (row["old_document"], row["new_document"]) == (old, new)]
    a, b = document(old), document(new)
    for row in rows:
        assert row["old_task"] in {task.id for task in a.tasks}, row
        assert row["new_task"] in {task.id for task in b.tasks}, row
    said = {(row["old_task"], row["new_task"]): row["verdict"] for row in rows}
    groups: dict[str, set[tuple[str, str]]] = {}
    for number, (pair, verdict) in enumerate(said.items()):
        if verdict != "~":
            groups.setdefault(verdict if verdict.isalpha() else str(number), set()).add(pair)
    wanted = [frozenset(group) for group in groups.values()]
    return Case(f"{old} {new}", a, b, tuple(wanted), frozenset(pair for pair, verdict in said.items() if verdict != "="))


SYNONYMS = [
    ("Thực hiện", "Tiến hành"), ("Xây dựng", "Soạn thảo"), ("Tổ chức", "Mở"), ("Triển khai", "Áp dụng"), ("Ban hành", "Phát hành"), ("Rà soát", "Kiểm tra, xem xét lại"),
    ("Kiểm tra", "Thanh tra"), ("Công bố", "Thông báo"), ("công bố", "thông báo"), ("Tiếp nhận", "Thu nhận"), ("xây dựng", "hình thành"), ("bảo đảm", "đáp ứng"),
    ("hướng dẫn", "chỉ dẫn"), ("tổng hợp", "thống kê"), ("kịp thời", "nhanh chóng"), ("nâng cao", "tăng"), ("người dân", "công dân"), ("đối với", "cho"),
    ("đủ điều kiện", "đáp ứng điều kiện"), ("cán bộ", "nhân sự"), ("trên địa bàn", "trong phạm vi"), ("phục vụ", "giúp"), ("giải quyết", "xử lý"), ("Tiếp tục", "Duy trì việc"),
    ("Phối hợp", "Cùng các đơn vị"), ("theo quy định", "đúng quy định"), ("đề xuất", "kiến nghị"),
]  # fmt: skip
PHRASES = [
    "gắn với trách nhiệm của người đứng đầu, bảo đảm đúng tiến độ đề ra",
    "trong đó ưu tiên các đơn vị vùng sâu, vùng xa, vùng đồng bào dân tộc thiểu số",
    "định kỳ đánh giá, rút kinh nghiệm và công bố kết quả trên mạng nội bộ",
    "bằng nguồn ngân sách tỉnh và các nguồn huy động hợp pháp khác",
]


def edited_document(name: str) -> Case:
    """A real document against the version that the listed edits make of it."""
    old = document(name)
    tasks: list[Task] = []
    origin: list[tuple[str, ...]] = []
    merged_into: str | None = None
    edits = {row["task"]: (row["edit"], row["argument"]) for row in table(DATA / "edited" / "documents.tsv") if row["document"] == name}
    assert set(edits) <= {task.id for task in old.tasks}, set(edits) - {task.id for task in old.tasks}
    later: list[tuple[int, int]] = []
    sections = {section.ordinal: section.id for section in old.sections}
    for task in old.tasks:
        edit, argument = edits.get(task.id, ("", ""))
        if merged_into:
            tasks[-1] = _with(tasks[-1], title=f"{tasks[-1].title.rstrip(' .;')}; {task.title[0].lower()}{task.title[1:]}")
            origin[-1] += (task.id,)
            merged_into = None
            continue
        if edit == "remove":
            continue
        if edit == "split":
            for part in _halves(task.title, int(argument)):
                tasks.append(_with(task, title=part))
                origin.append((task.id,))
            continue
        merged_into = task.id if edit == "merge_next" else None
        if edit == "reorder":
            later.append((len(tasks), int(argument)))
        tasks.append(_edit(task, edit, argument, sections))
        origin.append((task.id,))
    for at, by in later:
        tasks.insert(at + by, tasks.pop(at))
        origin.insert(at + by, origin.pop(at))
    named = [_with(task, id=f"n{number}") for number, task in enumerate(tasks)]
    pairs = [(source, task.id) for task, sources in zip(named, origin, strict=True) for source in sources]
    titles = {task.id: task.title for task in (*old.tasks, *named)}
    trivial = frozenset((a, b) for a, b in pairs if titles[a] == titles[b])
    return Case(name, old, replace(old, tasks=tuple(named)), tuple(frozenset([pair]) for pair in pairs), trivial=trivial)


def _with(task: Task, **changes: Any) -> Task:
    return replace(task, **changes)


def _clauses(title: str) -> list[str]:
    parts = [part.strip() for part in re.split(r";|(?<=\w),\s", title.rstrip(" ."))]
    return [part for part in parts if part]


def _halves(title: str, count: int) -> list[str]:
    """The title in ``count`` parts of about one length, cut at its own clauses."""
    parts = [part.strip() for part in re.split(r"[;,.]\s|\svà\s", title.rstrip(" ."))]
    cut = [parts[len(parts) * n // count : len(parts) * (n + 1) // count] for n in range(count)]
    return [", ".join(group)[0].upper() + ", ".join(group)[1:] for group in cut if group]


def _edit(task: Task, edit: str, argument: str, sections: dict[str | None, str]) -> Task:
    title = task.title
    if edit == "drop_clause":
        parts = _clauses(title)
        return _with(task, title=", ".join(parts[: max(1, len(parts) - len(parts) // int(argument))])) if len(parts) > 1 else task
    if edit == "rotate_clauses":
        parts = _clauses(title)
        return _with(task, title=", ".join(parts[1:] + parts[:1]))
    if edit == "synonyms":
        for plain, other in SYNONYMS:
            title = title.replace(plain, other)
        return _with(task, title=title)
    if edit == "abbreviations":
        return _with(
            task, title=title.replace("TTHC", "thủ tục hành chính") if "TTHC" in title else title.replace("thủ tục hành chính", "TTHC")
        )
    if edit == "add_phrase":
        return _with(task, title=f"{title.rstrip(' .')}, {PHRASES[int(argument) - 1]}")
    if edit == "lead":
        return _with(task, lead_raw=argument, lead_units=(unit(argument),))
    if edit == "deadline":
        return _with(task, deadline=Deadline(raw=argument))
    if edit == "move":
        return _with(task, section_id=sections[argument])
    assert edit in ("", "merge_next", "reorder"), edit
    return task


EDITED = [
    "thu-tuc-hanh-chinh",
    "phong-chay",
    "nong-thon-moi",
    "y-te-truong-hoc",
    "chuyen-doi-so",
    "an-toan-thuc-pham",
    "ban-mau",
    "phong-chong-thien-tai",
    "du-lich",
]
EDITED_DOCUMENTS = ["000", "001", "002", "004", "dong-nai"]
ACROSS = ["an-toan-giao-thong", "de-an-06", "cai-cach-hanh-chinh", "giam-ngheo", "kiem-soat-thu-tuc"]
ACROSS_DOCUMENTS = [
    "000 004",
    "000 002",
    "002 004",
    "003 000",
    "001 000",
    "001 002",
    "001 004",
    "003 004",
    "003 002",
    "ministries projects",
]


def cases(kind: str) -> list[Case]:
    """All cases of a kind that can be read here."""
    if kind == "edited":
        found = [invented(kind, name) for name in EDITED]
        return found + ([edited_document(name) for name in EDITED_DOCUMENTS] if GOLD.is_dir() else [])
    found = [invented(kind, name) for name in ACROSS]
    return found + ([across_documents(*name.split()) for name in ACROSS_DOCUMENTS] if GOLD.is_dir() else [])
