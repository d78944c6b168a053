"""Folders that results are written to: on this machine, or on any store that fsspec knows."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from kehoach.errors import UsageError
from kehoach.inputs import changed_at, is_remote, local, store_of
from kehoach.lang import pick
from kehoach.run.files import write_whole
from kehoach.run.job import Stamp
from kehoach.run.state import FILE

_UNFINISHED = ".kehoach-part-"
_ATOMIC = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "memory"}
"""Stores where an object appears only when all of it is written; elsewhere it is written under another name and moved."""


class Folder(Protocol):
    """Where results are written. Errors are ``UsageError``."""

    state: Path
    """Where what was done is kept."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file so that it is never seen half-written."""

    def read(self, name: str, most: int = -1) -> bytes | None:
        """The first bytes of a file; None where there is none."""

    def stamp(self, name: str) -> tuple[int, str | None] | None:
        """Size and time of change; None where there is no such file."""

    def remove(self, name: str) -> None:
        """Remove the file, if it is there."""

    def tidy(self) -> None:
        """Remove what a killed run left unfinished."""

    def path(self, name: str) -> str:
        """The whole path of a file in it."""


def intact(folder: Folder, name: str, written: Stamp) -> bool:
    """Whether the file is as it was written: same size and time of change, or else same content."""
    found = folder.stamp(name)
    if found is None or found[0] != written.size:
        return False
    if found[1] is not None and found[1] == written.changed:
        return True
    return hashlib.sha256(folder.read(name) or b"").hexdigest() == written.sha256


def folder_at(target: str) -> Folder:
    """The folder of a path or URL."""
    return RemoteFolder(target) if is_remote(target) else LocalFolder(Path(local(target)))


class LocalFolder:
    """A folder on this machine."""

    def __init__(self, folder: Path) -> None:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder}: {pick('đã có và không phải thư mục', 'exists and is not a folder')}")
        self._folder = folder
        self.state = folder / FILE

    def write(self, name: str, data: bytes) -> None:
        write_whole(self._folder / name, data, _UNFINISHED)

    def read(self, name: str, most: int = -1) -> bytes | None:
        try:
            with (self._folder / name).open("rb") as file:
                return file.read(most)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UsageError(f"{self._folder / name}: {pick('không mở được', 'cannot be opened')} ({error.strerror})") from None

    def stamp(self, name: str) -> tuple[int, str | None] | None:
        path = self._folder / name
        try:
            return path.stat().st_size, changed_at(str(path))
        except OSError:
            return None

    def remove(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)

    def tidy(self) -> None:
        for left in self._folder.glob(f"{_UNFINISHED}*.tmp"):
            with suppress(OSError):
                left.unlink()

    def path(self, name: str) -> str:
        return str(self._folder / name)


class RemoteFolder:
    """A folder on a store that fsspec knows; what was done is kept in the user's cache on this machine."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._store, self._root = store_of(self._url)
        digits = hashlib.sha256(self._url.encode()).hexdigest()[:24]
        cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
        self.state = Path(cache) / "kehoach" / f"{digits}.sqlite"

    def write(self, name: str, data: bytes) -> None:
        try:
            if self._protocols() & _ATOMIC:
                self._store.pipe_file(self._inside(name), data)
                return
            self._store.makedirs(self._root, exist_ok=True)
            unfinished = self._inside(f"{_UNFINISHED}{name}.tmp")
            self._store.pipe_file(unfinished, data)
            self._store.mv(unfinished, self._inside(name))
        except Exception as error:  # every store has errors of its own
            reason = " ".join(str(error).split())[:200]
            raise UsageError(f"{self.path(name)}: {pick('không ghi được', 'cannot be written')} ({reason})") from None

    def read(self, name: str, most: int = -1) -> bytes | None:
        try:
            return bytes(self._store.cat_file(self._inside(name), end=None if most < 0 else most))
        except FileNotFoundError:
            return None

    def stamp(self, name: str) -> tuple[int, str | None] | None:
        try:
            return int(self._store.info(self._inside(name))["size"]), changed_at(self.path(name))
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._store.rm_file(self._inside(name))

    def tidy(self) -> None:
        """Nothing: an unfinished file is written over when its document is done."""

    def path(self, name: str) -> str:
        return f"{self._url}/{name}"

    def _inside(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _protocols(self) -> set[str]:
        protocol: Any = self._store.protocol
        return {protocol} if isinstance(protocol, str) else set(protocol)
