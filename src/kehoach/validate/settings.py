"""Settings of a project: ``kehoach.toml``, or ``[tool.kehoach]`` of a ``pyproject.toml``, found upwards from a document.

Keys: ``select``, ``ignore`` (codes or prefixes), ``fail-on``, ``baseline`` (a path beside the file), a table ``severity`` (code =
"error", "warning", "info" or "off"), and tables ``paths."pattern"`` with ``select``, ``ignore`` and ``severity`` for the documents
whose path, seen from the file's folder, fits the pattern ("*" also crosses folders).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.model import Severity
from kehoach.validate.registry import check_prefixes

FailOn = Literal["error", "warning", "never"]
Level = Severity | Literal["off"]

_KEYS = {"select", "ignore", "fail-on", "baseline", "severity", "paths"}
_PATH_KEYS = {"select", "ignore", "severity"}
_LEVELS = (*get_args(Severity), "off")


class Settings(Struct, frozen=True):
    """What is checked in one document, and how much it counts. An empty ``select`` means every rule."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Level] = field(default_factory=dict)
    fail_on: FailOn | None = None
    baseline: Path | None = None

    def with_options(self, select: tuple[str, ...], ignore: tuple[str, ...]) -> Settings:
        """The settings with what the command line says: its ``select`` stands instead, its ``ignore`` is added."""
        return replace(self, select=select or self.select, ignore=self.ignore + ignore)


DEFAULT = Settings()


def settings_for(document: Path) -> Settings:
    """The settings that hold for a document: those of the nearest settings file above it, with what its path adds."""
    found = _nearest(document.resolve().parent)
    return _merged(*found, document.resolve()) if found else DEFAULT


@lru_cache(maxsize=1024)
def _nearest(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    for above in (folder, *folder.parents):
        for name in ("kehoach.toml", "pyproject.toml"):
            file = above / name
            if file.is_file():
                content = _load(file)
                if name == "pyproject.toml":
                    content = content.get("tool", {}).get("kehoach")
                if content is not None:
                    try:
                        _check(file, content)
                    except UsageError as error:
                        raise error if str(file) in str(error) else UsageError(f"{file}: {error}") from None
                    return file, content
    return None


def _load(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{file}: {error}") from error


def _check(file: Path, content: dict[str, Any]) -> None:
    """Raise UsageError for a key or value that means nothing, so that a slip never turns a check off in silence."""
    paths = content.get("paths", {})
    _check_table(file, content, _KEYS)
    if not isinstance(paths, dict):
        raise _wrong(file, "paths")
    for table in paths.values():
        _check_table(file, table, _PATH_KEYS)
    if content.get("fail-on", "error") not in get_args(FailOn):
        raise _wrong(file, "fail-on")
    if not isinstance(content.get("baseline", ""), str):
        raise _wrong(file, "baseline")


def _check_table(file: Path, table: Any, keys: set[str]) -> None:
    if not isinstance(table, dict):
        raise _wrong(file, "paths")
    for key in table:
        if key not in keys:
            raise _wrong(file, key)
    for key in ("select", "ignore"):
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise _wrong(file, key)
        check_prefixes(value)
    severity = table.get("severity", {})
    if not isinstance(severity, dict) or not all(level in _LEVELS for level in severity.values()):
        raise _wrong(file, "severity")
    check_prefixes(severity)


def _wrong(file: Path, key: str) -> UsageError:
    return UsageError(pick(f"{file}: thiết lập “{key}” không đúng", f"{file}: setting “{key}” is not valid"))


def _merged(file: Path, content: dict[str, Any], document: Path) -> Settings:
    select = check_prefixes(content.get("select", []))
    ignore = check_prefixes(content.get("ignore", []))
    severity: dict[str, Level] = {code.upper(): level for code, level in content.get("severity", {}).items()}
    relative = document.relative_to(file.parent).as_posix()
    for pattern, table in content.get("paths", {}).items():
        if fnmatchcase(relative, pattern):
            select = check_prefixes(table.get("select", [])) or select
            ignore += check_prefixes(table.get("ignore", []))
            severity |= {code.upper(): level for code, level in table.get("severity", {}).items()}
    return Settings(
        select=select,
        ignore=ignore,
        severity=severity,
        fail_on=content.get("fail-on"),
        baseline=file.parent / content["baseline"] if content.get("baseline") else None,
    )
