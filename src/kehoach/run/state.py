"""What earlier runs wrote into a folder and from what, so that a run goes on where one ended, however it ended."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.run.job import Stamp

FILE = ".kehoach.sqlite"
_TABLE = """CREATE TABLE IF NOT EXISTS results (
    name BLOB PRIMARY KEY, file BLOB, source BLOB, settings TEXT,
    size INTEGER, changed TEXT, sha256 TEXT, out_size INTEGER, out_changed TEXT, out_sha256 TEXT
) WITHOUT ROWID"""


class Record(Struct, frozen=True):
    """One result: its file, the identity of its source, the settings it was made with, and what both files were."""

    file: str
    source: str
    settings: str
    read: Stamp
    written: Stamp


class State:
    """The records of one folder. Open in one process at a time: the system drops the lock of a process that dies."""

    def __init__(self, path: Path, folder: str) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._results = _opened(path)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise UsageError(pick(f"{folder}: một lần chạy khác đang ghi vào đây", f"{folder}: another run is writing here")) from None
            raise UsageError(f"{folder}: {pick('không ghi được', 'cannot be written')} ({error})") from None
        except OSError as error:
            raise UsageError(f"{folder}: {pick('không ghi được', 'cannot be written')} ({error.strerror})") from None

    def close(self) -> None:
        self._results.close()

    def named(self, name: bytes) -> Record | None:
        """The result of this (folded) name."""
        return next(self._records("name = ?", name), None)

    def of_source(self, source: str) -> list[Record]:
        """The results of a source under any name."""
        return list(self._records("source = ?", os.fsencode(source)))

    def record(self, name: bytes, record: Record) -> None:
        """Keep a record in the place of any of that name."""
        read, written = record.read, record.written
        stamps = (read.size, read.changed, read.sha256, written.size, written.changed, written.sha256)
        values = (name, os.fsencode(record.file), os.fsencode(record.source), record.settings, *stamps)
        with self._results:
            self._results.execute(f"INSERT OR REPLACE INTO results VALUES ({', '.join('?' * len(values))})", values)

    def forget(self, name: bytes) -> None:
        with self._results:
            self._results.execute("DELETE FROM results WHERE name = ?", [name])

    def _records(self, condition: str, value: bytes) -> Iterator[Record]:
        for _, file, source, settings, *rest in self._results.execute(f"SELECT * FROM results WHERE {condition}", [value]):
            yield Record(os.fsdecode(file), os.fsdecode(source), settings, Stamp(*rest[:3]), Stamp(*rest[3:]))


def _opened(path: Path) -> sqlite3.Connection:
    """The database, locked; one that is damaged is begun anew: all that is lost is knowing what need not be done again."""
    try:
        return _locked(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for suffix in ("", "-wal", "-journal"):
            with suppress(FileNotFoundError):
                os.unlink(f"{path}{suffix}")
        return _locked(path)


def _locked(path: Path) -> sqlite3.Connection:
    results = sqlite3.connect(path, timeout=0)
    try:
        results.execute("PRAGMA locking_mode = EXCLUSIVE")
        results.execute("PRAGMA journal_mode = WAL")
        results.execute("PRAGMA cache_size = -256")
        results.execute("PRAGMA synchronous = NORMAL")
        with results:
            results.execute("BEGIN EXCLUSIVE")
            results.execute(_TABLE)
            results.execute("CREATE INDEX IF NOT EXISTS sources ON results (source)")
    except sqlite3.Error:
        results.close()
        raise
    return results
