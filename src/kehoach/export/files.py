"""Files that appear whole or not at all."""
from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kehoach.errors import UsageError
from kehoach.lang import pick


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new file beside ``target`` to write to; it takes the target's place when the block ends well, else it is removed.

    A symbolic link is followed; an existing file keeps its permissions; a device or pipe gets the bytes and stays what it
    is. Raises ``UsageError`` where the folder is missing or the target cannot be written.
    """
    target = target.resolve()
    if target.is_dir():
        raise UsageError(pick(f"{target}: là thư mục, cần tên tệp", f"{target}: is a folder, a file name is needed"))
    special = target.exists() and not target.is_file()
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=None if special else target.parent)
        os.close(handle)
    except OSError as error:
        raise _cannot_write(target, error) from None
    temporary = Path(name)
    try:
        yield temporary
        if special:
            with temporary.open("rb") as source, target.open("wb") as out:
                shutil.copyfileobj(source, out)
        else:
            temporary.chmod(_mode(target))
            temporary.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """Permissions of the file that is replaced, else those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _cannot_write(target: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(pick(f"{target}: không ghi được ({reason})", f"{target}: cannot be written ({reason})"))
