"""Old Word documents (.doc): turned into .docx by LibreOffice, where it is installed, and read as such.

Files that only bear the name are read as what they are: .docx and web pages saved under .doc are common.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.parse.blocks import SourceDocument
from kehoach.parse.readers import docx
from kehoach.parse.readers.docx.package import OLE_MAGIC, is_encrypted, password_error

_SECONDS = 120
"""Time for one conversion; the first start of LibreOffice alone may take ten seconds."""
_PROGRAMS = ("soffice", "libreoffice")
_WEB_SIGNS = (b"<html", b"<!doctype html", b"<head", b"<body", b"mime-version:", b"<meta")


def read(data: bytes, name: str, limits: Limits) -> SourceDocument:
    """The blocks of a .doc in reading order.

    Raises ``UnreadableError`` where LibreOffice is missing or cannot convert the file, or the file has a password.
    """
    if data.startswith(b"PK"):
        return docx.read(data, name, limits)
    if _is_web_page(data):
        from kehoach.parse.readers.html import read as read_page

        return read_page(data, name, limits)
    if is_encrypted(data):
        raise password_error(name)
    if not data.startswith((OLE_MAGIC, b"{\\rtf")):
        raise UnreadableError(name, pick("không phải tệp Word; hãy kiểm tra lại tệp nguồn", "not a Word file; check the source"))
    document = docx.read(_converted(data, name), name, limits)
    document.format = "doc"
    return document


def _is_web_page(data: bytes) -> bool:
    head = data[:2048].lower().replace(b"\0", b"")
    return any(sign in head for sign in _WEB_SIGNS)


def _converted(data: bytes, name: str) -> bytes:
    """The file as .docx, made in a folder and with a profile of its own, so that runs side by side do not meet."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableError(
            name,
            pick(
                "đọc .doc cần LibreOffice (soffice); hãy cài LibreOffice, hoặc mở bằng Word và lưu lại dạng .docx",
                "reading .doc needs LibreOffice (soffice); install LibreOffice, or open it in Word and save it as .docx",
            ),
        )
    with tempfile.TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / ("source.rtf" if data.startswith(b"{") else "source.doc")
        source.write_bytes(data)
        _run(
            [
                program,
                f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                *("--headless", "--norestore", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML"),
                *("--outdir", folder, str(source)),
            ],
            name,
        )
        made = Path(folder) / "source.docx"
        if not made.is_file():
            raise UnreadableError(
                name,
                pick(
                    "LibreOffice không chuyển được tệp (hỏng hoặc có mật khẩu); hãy mở bằng Word và lưu lại dạng .docx",
                    "LibreOffice could not convert the file (damaged or locked); open it in Word and save it as .docx",
                ),
            )
        return made.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run a program in a process group of its own, and end all of it when its time is up."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableError(
            name,
            pick(
                f"LibreOffice không chuyển xong trong {_SECONDS} giây; hãy mở bằng Word và lưu lại dạng .docx",
                f"LibreOffice did not finish in {_SECONDS} seconds; open it in Word and save it as .docx",
            ),
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
