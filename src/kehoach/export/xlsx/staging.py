"""Plans and unit roles waiting on disk, so that a workbook of any size is made with the memory of one document."""
from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from types import TracebackType

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from kehoach.model import Plan, as_json
from kehoach.text import bare


class Role(Struct, frozen=True):
    """A unit's part in a task, with the row (from 0) of the task on the main sheet; ``unit`` is "" where no unit is named."""

    unit: str
    role: str
    scope: str
    ordinal: str
    title: str
    deadline: str
    due: str | None
    document: str
    status: str
    key: str
    row: int

    @property
    def due_day(self) -> date | None:
        return date.fromisoformat(self.due) if self.due else None


class Staging:
    """A store on disk that is gone when it is closed. Plans come back in the order they were added, roles sorted by unit."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")  # the empty name: a private database on disk, removed on close
        self._db.execute("CREATE TABLE plans (record TEXT)")
        self._db.execute(f"CREATE TABLE roles (sort TEXT, {', '.join(Role.__struct_fields__)})")

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    def add(self, plan: Plan) -> None:
        """Keep a plan."""
        self._db.execute("INSERT INTO plans VALUES (?)", (as_json(plan).decode(),))

    def plans(self) -> Iterator[Plan]:
        """The plans kept."""
        with closing(self._db.execute("SELECT record FROM plans ORDER BY rowid")) as rows:
            for (record,) in rows:
                yield msgspec.json.decode(record, type=Plan)

    def add_roles(self, roles: list[Role]) -> None:
        """Keep the parts of units in one task."""
        marks = ", ".join("?" * (len(Role.__struct_fields__) + 1))
        self._db.executemany(f"INSERT INTO roles VALUES ({marks})", [(bare(role.unit) or "\U0010ffff", *astuple(role)) for role in roles])

    def units(self) -> Iterator[tuple[str, int, int]]:
        """The units kept, in alphabetical order, tasks without one last: name, tasks led, tasks it cooperates in."""
        self._db.execute("CREATE INDEX IF NOT EXISTS by_unit ON roles (unit)")
        query = "SELECT unit, sum(role = 'lead'), sum(role <> 'lead') FROM roles GROUP BY sort, unit ORDER BY sort, unit"
        with closing(self._db.execute(query)) as rows:
            yield from rows

    def roles(self, unit: str) -> Iterator[Role]:
        """The roles of one unit: lead before cooperating, each in task order."""
        columns = ", ".join(Role.__struct_fields__)
        with closing(self._db.execute(f"SELECT {columns} FROM roles WHERE unit = ? ORDER BY role DESC, rowid", (unit,))) as rows:
            for fields in rows:
                yield Role(*fields)
