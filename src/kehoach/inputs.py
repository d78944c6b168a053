"""Where plans come from: paths to documents, folders and parsed JSON."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kehoach.errors import UnreadableError, UsageError
from kehoach.lang import pick
from kehoach.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from kehoach.model import Plan

STDIN = "-"
PARSED = (".json", ".jsonl")
_URL = re.compile(r"(?i)[a-z][a-z0-9+.-]+://")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    """The text on one line of a terminal: control characters, marks of direction and broken bytes of names written as escapes."""
    return _UNSHOWN.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def is_remote(path: str) -> bool:
    """Whether the path is a URL of another store than this machine's files."""
    return _URL.match(path) is not None and not path.lower().startswith("file://")


def local(path: str) -> str:
    """A ``file://`` URL as a path; any other path as it is."""
    if not path.lower().startswith("file://"):
        return path
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    return url2pathname(urlsplit(path).path)


def store_of(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL and the path in it. Raises ``UsageError`` where fsspec or its part for this store is missing."""
    try:
        from fsspec.core import url_to_fs

        return cast(tuple[Any, str], url_to_fs(url))
    except ImportError as error:
        missing = "" if error.name == "fsspec" else f" ({error})"
        raise UsageError(f"{url}: {pick('cần phần mở rộng', 'needs an extra')}: pip install 'kehoach[remote]'{missing}") from None
    except ValueError as error:
        raise UsageError(f"{url}: {error}") from None


def read_bytes(path: Path | str, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a regular file, or of a URL. Raises ``UnreadableError`` for what is missing, no regular file, forbidden or too large."""
    if is_remote(str(path)):
        return _fetched(str(path), limits)
    try:
        path = Path(path)
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(str(path), pick("là thư mục, không phải tệp", "is a folder, not a file"))
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(str(path), pick("không phải tệp thường (ống dẫn, thiết bị…)", "not a regular file (pipe, device…)"))
        _refuse_large(str(path), status.st_size, limits)
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
        _refuse_large(str(path), len(data), limits)
        return data
    except FileNotFoundError:
        raise UnreadableError(str(path), pick("không có tệp hay thư mục này", "no such file or folder")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(str(path), pick(f"không mở được ({reason})", f"cannot be opened ({reason})")) from None


def _fetched(url: str, limits: Limits) -> bytes:
    store, path = store_of(url)
    try:
        _refuse_large(url, store.info(path).get("size") or 0, limits)
        with store.open(path, "rb") as file:
            data = cast(bytes, file.read(limits.max_bytes + 1))
    except FileNotFoundError:
        raise UnreadableError(url, pick("không có tệp hay thư mục này", "no such file or folder")) from None
    except UnreadableError:
        raise
    except Exception as error:  # every store has errors of its own
        reason = " ".join(str(error).split())[:200]
        raise UnreadableError(url, pick(f"không mở được ({reason})", f"cannot be opened ({reason})")) from None
    _refuse_large(url, len(data), limits)
    return data


def _refuse_large(name: str, size: int, limits: Limits) -> None:
    if size > limits.max_bytes:
        megabytes, most = size // 1_000_000, limits.max_bytes // 1_000_000
        raise UnreadableError(name, pick(f"quá lớn ({megabytes} MB, tối đa {most} MB)", f"too large ({megabytes} MB, at most {most} MB)"))


def read_stdin(limits: Limits = DEFAULT) -> bytes:
    """The bytes of standard input, as many as the limit allows and one more (which readers refuse)."""
    return sys.stdin.buffer.read(limits.max_bytes + 1)


_CHANGES = ("ETag", "etag", "LastModified", "mtime", "last_modified", "updated", "created")
"""Names under which stores say that a file is another one than before."""


def changed_at(path: str) -> str | None:
    """When the file was changed, as its store says it; None where it says nothing."""
    try:
        if not is_remote(path):
            return str(os.stat(path).st_mtime_ns)
        store, inside = store_of(path)
        info = store.info(inside)
    except Exception:  # reading it will say what is wrong
        return None
    said = next((info[key] for key in _CHANGES if info.get(key)), None)
    return None if said is None else str(said)


def find_documents(paths: Iterable[str], parsed: bool = False) -> Iterator[str | UnreadableError]:
    """The documents that the paths name, folders searched in depth in order of name; each file once.

    ``parsed``: .json and .jsonl files of parsed plans count too. A folder without any document is an error of its own.
    Links that lead back into a folder above are not followed.
    """
    seen: set[str] = set()
    for found in candidates(paths, parsed):
        if isinstance(found, str) and found != STDIN:
            real = identity(found)
            if real in seen:
                continue
            seen.add(real)
        yield found


def identity(path: str) -> str:
    """The same for all names of one file (links, relative paths)."""
    if is_remote(path):
        return path
    real = os.path.realpath(path)
    return real if os.path.isfile(real) else os.path.abspath(path)


def candidates(paths: Iterable[str], parsed: bool = False) -> Iterator[str | UnreadableError]:
    """What ``find_documents`` gives, but a file that several paths name comes several times."""
    from kehoach.parse.readers import SUFFIXES

    wanted = {*SUFFIXES, *(PARSED if parsed else ())}
    inside: Iterable[str | UnreadableError]
    for path in map(local, paths):
        if is_remote(path):
            inside = _remote_files(path)
        elif path != STDIN and os.path.isdir(path):
            inside = _walk(path)
        else:
            yield path
            continue
        found = False
        for name in inside:
            if isinstance(name, UnreadableError) or os.path.splitext(name)[1].lower() in wanted or name == path:
                found = True
                yield name
        if not found:
            kinds = ", ".join(sorted(wanted))
            yield UnreadableError(path, pick(f"thư mục không có văn bản nào ({kinds})", f"the folder holds no document ({kinds})"))


def _remote_files(url: str) -> Iterator[str]:
    """The files below a URL, by name; the URL itself where it is a file or nothing."""
    store, path = store_of(url)
    try:
        if not store.isdir(path):
            yield url
            return
        names = sorted(store.find(path))
    except Exception:  # reading it will say what is wrong
        yield url
        return
    for name in names:
        if not name.rpartition("/")[2].startswith(("~$", ".")):
            yield store.unstrip_protocol(name)


def _walk(folder: str) -> Iterator[str | UnreadableError]:
    """The files below a folder, by name; a folder that was entered already (links in a circle) is not entered again."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        root = waiting.pop()
        try:
            status = os.stat(root)
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            with os.scandir(root) as entries:
                names = sorted((entry.name, _is_folder(entry)) for entry in entries)
        except OSError as error:
            yield UnreadableError(root, f"{pick('không mở được thư mục', 'the folder cannot be opened')} ({error.strerror})")
            continue
        for name, is_folder in names:
            if not is_folder and not name.startswith(("~$", ".")):
                yield os.path.join(root, name)
        waiting += [os.path.join(root, name) for name, is_folder in reversed(names) if is_folder and not name.startswith(".")]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


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
    data = read_stdin(limits) if path == STDIN else read_bytes(path, limits)
    if path != STDIN and Path(path).suffix.lower() in PARSED:
        return _parsed(data, path)
    if path == STDIN and format_name is None and data.lstrip()[:1] == b"{":
        return _parsed(data, path)
    return [plan_from_bytes(data, path, format_name, limits)]


def plan_from_bytes(data: bytes, name: str, format_name: str | None = None, limits: Limits = DEFAULT) -> Plan:
    """The normalised plan in a document's bytes: parse, then normalise."""
    from kehoach.normalize.plan import normalize_plan
    from kehoach.parse import parse_bytes

    name = name.encode("utf-8", "backslashreplace").decode()  # names with broken bytes have no JSON form
    return normalize_plan(parse_bytes(data, name, format_name, limits))


def _parsed(data: bytes, name: str) -> list[Plan]:
    """Plans from JSON: one object, a list of them, or one per line."""
    import msgspec

    from kehoach.model import Plan

    content = data.removeprefix(b"\xef\xbb\xbf")
    try:
        try:
            value = msgspec.json.decode(content)
        except msgspec.DecodeError:
            value = msgspec.json.Decoder().decode_lines(content)
        return msgspec.convert(value if isinstance(value, list) else [value], list[Plan])
    except msgspec.ValidationError as error:
        raise UnreadableError(
            name, pick(f"không phải kế hoạch đã đọc của kehoach ({error})", f"not a plan parsed by kehoach ({error})")
        ) from None
    except msgspec.DecodeError:
        raise UnreadableError(name, pick("không phải JSON hợp lệ", "not valid JSON")) from None
