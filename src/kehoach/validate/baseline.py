"""Findings that were accepted: a file of fingerprints by document, so that only new findings count."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.validate.findings import Finding

_VERSION = 1


def read_baseline(file: Path) -> dict[str, set[str]]:
    """The accepted fingerprints of each document (its path seen from the file's folder)."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        if content["version"] != _VERSION:
            raise ValueError(content["version"])
        return {path: {entry["fingerprint"] for entry in entries} for path, entries in content["documents"].items()}
    except FileNotFoundError:
        message = pick(f"{file}: không có tệp này; tạo bằng --update-baseline", f"{file}: no such file; make it with --update-baseline")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        message = pick(f"{file}: không phải tệp baseline của kehoach", f"{file}: not a baseline file of kehoach")
    raise UsageError(message)


def write_baseline(file: Path, findings: Iterable[Finding]) -> None:
    """Accept these findings and no others. The file is sorted, so that its changes read well, and replaced in one step."""
    documents: dict[str, list[dict[str, str]]] = {}
    for finding in findings:
        entry = {"code": finding.code, "fingerprint": finding.fingerprint, "message": finding.message}
        documents.setdefault(document_key(file, finding.path), []).append(entry)
    for entries in documents.values():
        entries.sort(key=lambda entry: (entry["code"], entry["fingerprint"]))
    text = json.dumps({"version": _VERSION, "documents": documents}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", delete=False) as out:
            out.write(text)
        Path(out.name).replace(file)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error


def document_key(file: Path, path: str) -> str:
    """A document's path as the baseline file has it: relative to the file's folder, with slashes; "-" stays."""
    if path == "-":
        return path
    return Path(os.path.relpath(path, file.parent)).as_posix()


def unaccepted(findings: Iterable[Finding], file: Path) -> list[Finding]:
    """The findings that the baseline does not have."""
    accepted = read_baseline(file)
    return [finding for finding in findings if finding.fingerprint not in accepted.get(document_key(file, finding.path), set())]
