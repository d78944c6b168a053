"""Where plans come from: paths to documents, folders and parsed JSON."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kehoach.errors import KehoachError, UnreadableError, UsageError
from kehoach.lang import pick
from kehoach.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from kehoach.model import Plan

STDIN = "-"
PARSED = (".json", ".jsonl")


def read_bytes(path: Path | str, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a regular file. Raises ``UnreadableError`` for what is missing, no regular file, forbidden or too large."""
    try:
        path = Path(path)
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(str(path), pick("là thư mục, không phải tệp", "is a folder, not a file"))
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(str(path), pick("không phải tệp thường (ống dẫn, thiết bị…)", "not a regular file (pipe, device…)"))
        if status.st_size > limits.max_bytes:
            size, most = status.st_size // 1_000_000, limits.max_bytes // 1_000_000
            raise UnreadableError(str(path), pick(f"quá lớn ({size} MB, tối đa {most} MB)", f"too large ({size} MB, at most {most} MB)"))
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(str(path), pick("không có tệp hay thư mục này", "no such file or folder")) from None
    except OSError as error:
        raise UnreadableError(str(path), pick(f"không mở được ({error.strerror})", f"cannot be opened ({error.strerror})")) from None


def find_documents(paths: Iterable[str], parsed: bool = False) -> Iterator[str | UnreadableError]:
    """The documents that the paths name, folders searched in depth in order of name; each file once.

    ``parsed``: .json and .jsonl files of parsed plans count too. A folder without any document is an error of its own.
    Links that lead back into a folder above are not followed.
    """
    from kehoach.parse.readers import SUFFIXES

    wanted = {*SUFFIXES, *(PARSED if parsed else ())}
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            yield path
            continue
        if not os.path.isdir(path):
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                yield path
            continue
        found = False
        for name in _walk(path):
            if os.path.splitext(name)[1].lower() in wanted:
                found = True
                real = os.path.realpath(name)
                if real not in seen:
                    seen.add(real)
                    yield name
        if not found:
            kinds = ", ".join(sorted(wanted))
            yield UnreadableError(path, pick(f"thư mục không có văn bản nào ({kinds})", f"the folder holds no document ({kinds})"))


def _walk(folder: str) -> Iterator[str]:
    """The files below a folder, by name; a folder that was entered already (links in a circle) is not entered again."""
    entered: set[tuple[int, int]] = set()
    for root, folders, files in os.walk(folder, followlinks=True):
        kept = []
        for name in sorted(folders):
            try:
                status = os.stat(os.path.join(root, name))
            except OSError:
                continue
            identity = (status.st_dev, status.st_ino)
            if not name.startswith(".") and identity not in entered:
                entered.add(identity)
                kept.append(name)
        folders[:] = kept
        for name in sorted(files):
            if not name.startswith(("~$", ".")):
                yield os.path.join(root, name)


def load_plans(paths: Iterable[str], format_name: str | None = None, limits: Limits = DEFAULT) -> Iterator[Plan | UnreadableError]:
    """The plans of documents, folders and parsed JSON, normalised, one after the other; what cannot be read comes as its error."""
    for path in find_documents(paths, parsed=True):
        if isinstance(path, UnreadableError):
            yield path
            continue
        try:
            yield from _load(path, format_name, limits)
        except UnreadableError as error:
            yield error


def load_plan(path: str, format_name: str | None = None, limits: Limits = DEFAULT) -> Plan:
    """The one plan of a document or a parsed JSON file. Raises ``UnreadableError``, or ``UsageError`` where there are several."""
    if path != STDIN and os.path.isdir(path):
        raise UsageError(pick(f"{path}: là thư mục; hãy chỉ ra một văn bản", f"{path}: is a folder; name one document"))
    plans = list(_load(path, format_name, limits))
    if len(plans) != 1:
        raise UsageError(pick(f"{path}: có {len(plans)} kế hoạch; cần đúng một", f"{path}: holds {len(plans)} plans; one is needed"))
    return plans[0]


def _load(path: str, format_name: str | None, limits: Limits) -> list[Plan]:
    data = sys.stdin.buffer.read(limits.max_bytes + 1) if path == STDIN else read_bytes(path, limits)
    if path != STDIN and Path(path).suffix.lower() in PARSED:
        return _parsed(data, path)
    if path == STDIN and format_name is None and data.lstrip()[:1] == b"{":
        return _parsed(data, path)
    return [plan_from_bytes(data, path, format_name, limits)]


def plan_from_bytes(data: bytes, name: str, format_name: str | None = None, limits: Limits = DEFAULT) -> Plan:
    """The normalised plan in a document's bytes: parse, then normalise."""
    from kehoach.normalize.plan import normalize_plan
    from kehoach.parse import parse_bytes

    return normalize_plan(parse_bytes(data, name, format_name, limits))


def _parsed(data: bytes, name: str) -> list[Plan]:
    """Plans from JSON: one object, a list of them, or one per line."""
    import json

    from pydantic import ValidationError

    from kehoach.model import Plan

    try:
        text = data.decode("utf-8-sig")
        try:
            value = json.loads(text)
        except json.JSONDecodeError:
            value = [json.loads(line) for line in text.splitlines() if line.strip()]
        return [Plan.model_validate_json(json.dumps(item)) for item in (value if isinstance(value, list) else [value])]
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise UnreadableError(name, pick("không phải JSON hợp lệ", "not valid JSON")) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UnreadableError(
            name,
            pick(
                f"không phải kế hoạch đã đọc của kehoach ({place}: {first['msg']})",
                f"not a plan parsed by kehoach ({place}: {first['msg']})",
            ),
        ) from None
    except KehoachError:
        raise
