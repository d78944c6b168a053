"""The documents of a run, each once, in order of their paths, with the names of their results.

The list lives in a private SQLite file that the system deletes, so that a million documents need no more memory than ten, and
neither order nor names depend on how the documents were given.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from types import TracebackType

from kehoach.errors import UnreadableError
from kehoach.inputs import STDIN, candidates, identity, is_remote

_LONGEST = 180
"""Bytes of a name that every file system takes, with room for a suffix."""
_TOLD_APART = re.compile(r"-[0-9a-f]{12}$")


class Roster:
    """The documents that the paths name."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files = sqlite3.connect("")
        self._files.execute("PRAGMA cache_size = -256")
        self._files.execute("CREATE TABLE documents (path BLOB, real BLOB PRIMARY KEY, stem BLOB, reason TEXT) WITHOUT ROWID")
        self._files.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?) ON CONFLICT (real) DO UPDATE SET path = min(path, excluded.path)",
            map(_row, candidates(paths)),
        )
        self._files.execute("CREATE INDEX in_order ON documents (path)")
        self._files.execute("CREATE INDEX stems ON documents (stem)")

    def __enter__(self) -> Roster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._files.close()

    def __len__(self) -> int:
        return int(self._files.execute("SELECT count(*) FROM documents").fetchone()[0])

    def __iter__(self) -> Iterator[str | UnreadableError]:
        """Documents, and what is wrong with folders, by path."""
        for path, reason in self._files.execute("SELECT path, reason FROM documents ORDER BY path"):
            yield os.fsdecode(path) if reason is None else UnreadableError(os.fsdecode(path), reason)

    def holds(self, path: str) -> bool:
        """Whether the file is one of the documents, under any name."""
        return self._files.execute("SELECT 1 FROM documents WHERE real = ?", [os.fsencode(identity(path))]).fetchone() is not None

    def stem(self, path: str) -> str:
        """The name of a document's result, without suffix: its own, or told apart by its path where several have that name."""
        plain = _stem(path)
        several = len(self._files.execute("SELECT 1 FROM documents WHERE stem = ? LIMIT 2", [folded(plain)]).fetchall()) > 1
        if several or _TOLD_APART.search(plain) or len(os.fsencode(plain)) > _LONGEST:
            return told_apart(path)
        return plain


def told_apart(path: str) -> str:
    """A name that no other path gets: ``plan-docx-`` and twelve digits of the hash of the path."""
    kind = PurePath(path).suffix.lstrip(".").lower()
    digits = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    return "-".join(filter(None, (_cut(_stem(path)), _cut(kind, 12), digits)))


def folded(name: str) -> bytes:
    """Equal for names that some file system takes for one (case, composed letters)."""
    return os.fsencode(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()))


def _cut(name: str, most: int = _LONGEST) -> str:
    while len(os.fsencode(name)) > most:
        name = name[:-1]
    return name


def _stem(path: str) -> str:
    if path == STDIN:
        return "stdin"
    return PurePath(path.rpartition("/")[2] if is_remote(path) else path).stem


def _row(found: str | UnreadableError) -> tuple[bytes, bytes, bytes | None, str | None]:
    if isinstance(found, UnreadableError):
        return os.fsencode(found.name), b"\0" + os.fsencode(found.name), None, found.reason
    return os.fsencode(found), os.fsencode(identity(found)), folded(_stem(found)), None
