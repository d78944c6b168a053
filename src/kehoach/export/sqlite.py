"""A SQLite database of plans: tables that hold every field, full-text search that needs no tones, views for people.

``read_plans`` gives the plans back, equal to what was written. Parts that are objects in the JSON and have no table of their own
(issuer, signer, extra columns, places) are kept as JSON; the issuer's and signer's names stand beside them as generated columns.

Search: ``SELECT tasks.* FROM tasks_fts JOIN tasks ON tasks.pk = tasks_fts.rowid WHERE tasks_fts MATCH 'so tu phap'``. Words may be
typed with or without tones and with d for đ. The index refers to the table, so Datasette finds it and shows its search box.
"""
from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kehoach import __version__
from kehoach.export import words
from kehoach.model import (
    SCHEMA_VERSION,
    Citation,
    Clause,
    Plan,
    Section,
    Source,
    Task,
    Unit,
    as_dict,
)
from kehoach.text import bare, nfc

if TYPE_CHECKING:
    from kehoach.export import Options

_TASK = ("id", "section_id", "parent_id", "is_group", "origin", "ordinal", "row", "title", "lead_raw", "cooperating_raw")
_CLAUSE = Clause.__struct_fields__
_CITATION = Citation.__struct_fields__
_DIAGNOSTIC = ("code", "severity", "message")
_UNIT = ("name", "id", "kind", "level", "successor")
_DOCUMENT = ("number", "kind", "title", "province", "issued_on", "effective_on", "is_draft")


def write(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """Write the database; one plan in memory at a time."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        db.executescript(files("kehoach.export").joinpath("schema.sql").read_text(encoding="utf-8"))
        writer = _Writer(db)
        with db:
            db.executemany("INSERT INTO about VALUES (?, ?)", [("kehoach", __version__), ("schema_version", SCHEMA_VERSION)])
            for plan in plans:
                writer.plan(plan)
            db.execute("INSERT INTO tasks_fts (tasks_fts) VALUES ('rebuild')")
        db.executescript("ANALYZE;")
    return []


class _Writer:
    """Inserts plans, each unit once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.units: dict[tuple[str | None, ...], int] = {}

    def plan(self, plan: Plan) -> None:
        info, source, period = plan.document, plan.source, plan.document.period
        row = {
            "schema_version": plan.schema_version,
            "name": words.document_name(plan),
            **{name: getattr(info, name) for name in _DOCUMENT},
            "issuer": _json(as_dict(info.issuer)) if info.issuer else None,
            "signer": _json(as_dict(info.signer)) if info.signer else None,
            "period_start": _day(period.start) if period else None,
            "period_end": _day(period.end) if period else None,
            **as_dict(source),
        }
        plan_pk = self._insert("plans", row)
        for position, section in enumerate(plan.sections):
            self._insert("sections", {"plan_pk": plan_pk, "position": position, **as_dict(section)})
        for position, citation in enumerate(plan.citations):
            self._insert("citations", {"plan_pk": plan_pk, "position": position, **as_dict(citation)})
        for position, found in enumerate(plan.diagnostics):
            fields = {**{name: getattr(found, name) for name in _DIAGNOSTIC}, "place": _json(found.where)}
            self._insert("diagnostics", {"plan_pk": plan_pk, "position": position, **fields})
        for position, task in enumerate(plan.tasks):
            self._task(plan_pk, position, task)

    def _task(self, plan_pk: int, position: int, task: Task) -> None:
        row = {
            "plan_pk": plan_pk,
            "position": position,
            **{name: getattr(task, name) for name in _TASK},
            "deadline": task.deadline.raw,
            "due": _day(task.deadline.due),
            "extra": _json(task.extra),
            "provenance": _json([as_dict(place) for place in task.provenance]),
            "search": _search(task),
        }
        task_pk = self._insert("tasks", row)
        for role, units in (("lead", task.lead_units), ("cooperating", task.cooperating_units)):
            for index, unit in enumerate(units):
                own = {"raw": unit.raw, "qualifier": unit.qualifier, "label": unit.label}
                self._insert("task_units", {"task_pk": task_pk, "unit_pk": self._unit(unit), "role": role, "position": index, **own})
        for index, clause in enumerate(task.deadline.clauses):
            self._insert("clauses", {"task_pk": task_pk, "position": index, **as_dict(clause)})
        for table, texts in (("deliverables", task.deliverables), ("task_citations", task.citations), ("footnotes", task.footnotes)):
            for index, text in enumerate(texts):
                self._insert(table, {"task_pk": task_pk, "position": index, "text": text})

    def _unit(self, unit: Unit) -> int:
        fields = {name: getattr(unit, name) for name in _UNIT}
        mark = tuple(fields.values())
        if mark not in self.units:
            self.units[mark] = self._insert("units", fields)
        return self.units[mark]

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        cursor = self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        return cursor.lastrowid or 0


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _search(task: Task) -> str:
    """All that a search looks at, as written (for words typed with tones) and bare (for words typed without)."""
    units = [unit.name for unit in (*task.lead_units, *task.cooperating_units)]
    parts = [task.title, task.lead_raw, task.cooperating_raw, *units, *task.deliverables, task.deadline.raw, *task.citations]
    text = nfc("\n".join(filter(None, dict.fromkeys(parts))))
    return f"{text}\n{bare(text)}"


def read_plans(path: Path) -> list[Plan]:
    """The plans of a database written here, in their order, every field as it was."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        return [_plan(db, row) for row in db.execute("SELECT * FROM plans ORDER BY pk")]


def _plan(db: sqlite3.Connection, row: sqlite3.Row) -> Plan:
    def rows(table: str) -> Iterator[sqlite3.Row]:
        return db.execute(f"SELECT * FROM {table} WHERE plan_pk = ? ORDER BY position", (row["pk"],))

    period = {"start": row["period_start"], "end": row["period_end"]} if row["period_start"] else None
    parts = {name: json.loads(row[name]) if row[name] else None for name in ("issuer", "signer")}
    plan = {
        "schema_version": row["schema_version"],
        "source": _fields(row, Source.__struct_fields__),
        "document": {**_fields(row, _DOCUMENT), **parts, "period": period},
        "sections": [_fields(found, Section.__struct_fields__) for found in rows("sections")],
        "tasks": [_task(db, found) for found in rows("tasks")],
        "citations": [_fields(found, _CITATION) for found in rows("citations")],
        "diagnostics": [{**_fields(found, _DIAGNOSTIC), "where": json.loads(found["place"])} for found in rows("diagnostics")],
    }
    return msgspec.convert(plan, Plan, strict=False)  # a database has numbers for truth


def _task(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    def texts(table: str) -> tuple[str, ...]:
        found = db.execute(f"SELECT text FROM {table} WHERE task_pk = ? ORDER BY position", (row["pk"],))
        return tuple(text for (text,) in found)

    def units(role: str) -> list[dict[str, Any]]:
        return [dict(unit) for unit in db.execute(_UNITS_OF_TASK, (row["pk"], role))]

    clauses = db.execute("SELECT * FROM clauses WHERE task_pk = ? ORDER BY position", (row["pk"],))
    deadline = {"raw": row["deadline"], "due": row["due"], "clauses": [_fields(clause, _CLAUSE) for clause in clauses]}
    return {
        **_fields(row, _TASK),
        "lead_units": units("lead"),
        "cooperating_units": units("cooperating"),
        "deliverables": texts("deliverables"),
        "deadline": deadline,
        "citations": texts("task_citations"),
        "footnotes": texts("footnotes"),
        "extra": json.loads(row["extra"]),
        "provenance": json.loads(row["provenance"]),
    }


_UNITS_OF_TASK = """
SELECT raw, name, units.id, kind, level, qualifier, label, successor
FROM task_units JOIN units ON units.pk = unit_pk WHERE task_pk = ? AND role = ? ORDER BY position
"""


def _fields(row: sqlite3.Row, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}
