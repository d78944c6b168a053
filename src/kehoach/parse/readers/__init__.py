"""One reader per format: bytes in, a ``SourceDocument`` out. Content decides which reader, the suffix only helps."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.parse.blocks import SourceDocument


class Reader(Protocol):
    """What every reader module offers as ``read``."""

    def __call__(self, data: bytes, name: str, limits: Limits) -> SourceDocument: ...


READERS = {
    "txt": "kehoach.parse.readers.text:read",
    "md": "kehoach.parse.readers.text:read",
    "html": "kehoach.parse.readers.html:read",
    "docx": "kehoach.parse.readers.docx:read",
    "doc": "kehoach.parse.readers.doc:read",
    "pdf": "kehoach.parse.readers.pdf:read",
}
"""Readers by format, loaded on use. Adding one: a module, a line here, a sample."""

SUFFIXES = {
    ".txt": "txt", ".md": "md", ".markdown": "md", ".text": "txt",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "html", ".mhtml": "html",
    ".docx": "docx", ".docm": "docx", ".doc": "doc", ".pdf": "pdf",
}  # fmt: skip
"""Formats by suffix: what is looked for in folders."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def format_of(data: bytes, name: str) -> str:
    """The format that the content shows; the suffix decides only between kinds of text.

    Raises ``UnreadableError`` for what is known to be no document (pictures, archives, workbooks).
    """
    suffix = SUFFIXES.get(PurePath(name).suffix.lower())
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLE):
        return "docx" if "EncryptedPackage".encode("utf-16-le") in data else "doc"
    if data.startswith(b"{\\rtf"):
        return "doc"
    if _is_html(data[:4096]) or head[:13].lower() == b"mime-version:" or (suffix == "html" and b"<" in data[:4096]):
        return "html"
    for magic, what in _NOT_DOCUMENTS:
        if data.startswith(magic):
            raise UnreadableError(name, pick(f"là {what}, không phải văn bản", f"is {what}, not a document"))
    return suffix if suffix in ("txt", "md") else "txt"


_NOT_DOCUMENTS = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "RAR"),
    (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"\x7fELF", "ELF"), (b"MZ\x90", "EXE"), (b"SQLite format 3", "SQLite"),
)  # fmt: skip


def _is_html(head: bytes) -> bool:
    for text in (head, head.replace(b"\0", b"")):
        lowered = text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
        if lowered.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!-- saved from")):
            return True
        if lowered.startswith((b"<?xml", b"<!--")) and b"<html" in lowered:
            return True
    return False


def read_document(data: bytes, name: str, limits: Limits, format_name: str | None = None) -> SourceDocument:
    """Read a document of the given format, or of the one its content shows. Raises ``UnreadableError``."""
    if not data:
        raise UnreadableError(name, pick("tệp rỗng; hãy kiểm tra lại tệp nguồn", "the file is empty; check the source"))
    if len(data) > limits.max_bytes:
        size, most = len(data) // 1_000_000, limits.max_bytes // 1_000_000
        raise UnreadableError(name, pick(f"quá lớn ({size} MB, tối đa {most} MB)", f"too large ({size} MB, at most {most} MB)"))
    found = format_name or format_of(data, name)
    module, _, attribute = READERS[found].partition(":")
    reader = cast(Reader, getattr(import_module(module), attribute))
    document = reader(data, name, limits)
    document.format = found
    return document
