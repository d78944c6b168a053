"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kehoach.errors import UsageError
from kehoach.lang import pick


@contextmanager
def whole_file(path: Path, prefix: str | None = None) -> Iterator[BinaryIO]:
    """A file that takes its name only when all of it is written; on any error nothing of it stays.

    Until then it stands in the same folder as ``<prefix>….tmp``. Raises ``UsageError`` where it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=prefix or f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield cast(BinaryIO, file)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, BrokenPipeError):
            raise
        raise _cannot_write(path, error) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _cannot_write(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path}: {pick('không ghi được', 'cannot be written')} ({error.strerror})")


def write_whole(path: Path, data: bytes, prefix: str | None = None) -> None:
    """Write the bytes so that the file is never seen half-written."""
    with whole_file(path, prefix) as file:
        file.write(data)
