"""The .docx container: a zip of XML parts, opened so that no file can take the machine with it."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from lxml import etree

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.parse.readers.docx import names

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of an OLE compound file: an old .doc, or the envelope of an encrypted .docx (MS-OFFCRYPTO 2.1)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_MEMBERS = 20_000
_SMALL = 16_000_000
"""Parts that unpack to less are no bomb, however well they pack (a table of equal rows packs a hundredfold)."""
PARSE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    etree.LxmlError,
)
"""What zip and XML libraries raise on damaged files: offsets before the file are a ``ValueError``, unknown ciphers a ``RuntimeError``."""
_CONVENTIONAL = {"numbering", "styles", "footnotes", "endnotes"}


def is_encrypted(data: bytes) -> bool:
    """Whether the file is the encrypted envelope that Word writes when a password to open is set."""
    return data.startswith(OLE_MAGIC) and _ENCRYPTED in data


def password_error(name: str) -> UnreadableError:
    """What is wrong and what to do, for people."""
    return UnreadableError(
        name,
        pick(
            "tệp có mật khẩu; hãy mở bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu) rồi lưu lại",
            "the file has a password; open it in Word, remove the password (File > Info > Protect Document) and save it again",
        ),
    )


def broken(name: str) -> UnreadableError:
    """What to say of a file that is cut off or garbled."""
    return UnreadableError(
        name,
        pick(
            "tệp .docx bị cắt cụt hoặc hỏng; hãy tải lại, hoặc mở bằng Word và lưu lại",
            "the .docx file is truncated or damaged; download it again, or open it in Word and save it",
        ),
    )


class Package:
    """The parts of one .docx that are read: the document and what it refers to.

    Raises ``UnreadableError`` for what is no .docx, is encrypted, damaged, or passes a limit.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._unpacked = 0
        if data.count(b"PK\x01\x02") > _MAX_MEMBERS:
            raise self._too_large()
        with self._guarded():
            self._zip = zipfile.ZipFile(BytesIO(data))
        self._members = {posixpath.normpath(info.filename.replace("\\", "/")): info for info in self._zip.infolist()}
        self._main = self._find_main()
        self._targets = self._relations(self._main)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what libraries raise on damaged files into one error for people."""
        try:
            yield
        except PARSE_ERRORS as error:
            raise broken(self.name) from error

    def document(self) -> IO[bytes]:
        """The main part as a stream."""
        return self._open(self._main)

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part that the document refers to as ``kind`` (numbering, styles, footnotes, endnotes), or None."""
        paths = [path for relation, path in self._targets.values() if relation == kind]
        if not paths and kind in _CONVENTIONAL:
            paths = [posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")]
        return self._root(paths[0]) if paths and paths[0] in self._members else None

    def chunk(self, relation_id: str) -> tuple[str, bytes] | None:
        """The path and bytes of a part by its relation, for content of other formats that a document imports."""
        path = self._targets.get(relation_id, ("", ""))[1]
        if path not in self._members:
            return None
        with self._guarded():
            return path, self._open(path).read()

    def _find_main(self) -> str:
        paths = [path for relation, path in self._relations("").values() if relation == "officeDocument"]
        for path in (*paths, "word/document.xml"):
            if path in self._members:
                return path
        raise UnreadableError(
            self.name,
            pick(
                "không phải tệp Word .docx (không có phần văn bản bên trong); hãy mở bằng Word và lưu lại dạng .docx",
                "not a Word .docx file (no document inside); open it in Word and save it as .docx",
            ),
        )

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self._members:
            return {}
        found = {}
        for relation in self._root(path):
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join(folder, (relation.get("Target") or "").replace("\\", "/"))).lstrip("/")
            found[relation.get("Id") or target] = (kind, target)
        return found

    def _root(self, path: str) -> etree._Element:
        with self._guarded():
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
            root = etree.fromstring(self._open(path).read(), parser)
            refuse_doctype(root, self.name)
            return root

    def _open(self, path: str) -> IO[bytes]:
        info = self._members[path]
        if info.flag_bits & 1:
            raise password_error(self.name)
        self._unpacked += info.file_size
        packs_too_well = info.file_size > _SMALL and info.file_size > self._limits.max_zip_ratio * max(info.compress_size, 1)
        if self._unpacked > self._limits.max_unpacked_bytes or packs_too_well:
            raise self._too_large()
        with self._guarded():
            if self._is_strict(info):
                return BytesIO(_as_transitional(self._zip.read(info)))
            return self._zip.open(info)

    def _is_strict(self, info: zipfile.ZipInfo) -> bool:
        with self._zip.open(info) as part:
            return b"purl.oclc.org/ooxml" in part.read(4096)

    def _too_large(self) -> UnreadableError:
        return UnreadableError(
            self.name,
            pick(
                "nội dung nén bên trong lớn bất thường (có thể là tệp phá hoại); không đọc",
                "the packed content is abnormally large (possibly a malicious file); not read",
            ),
        )


def _as_transitional(xml: bytes) -> bytes:
    return xml.replace(names.STRICT.encode(), names.WORD.encode()).replace(names.STRICT_RELATIONS.encode(), names.RELATIONS.encode())


def refuse_doctype(element: etree._Element, name: str) -> None:
    """No part of a .docx has a document type: one that has is an attack (entities), so it is not read."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(
            name,
            pick(
                "XML bên trong có khai báo DOCTYPE (có thể là tệp phá hoại); không đọc",
                "the XML inside declares a DOCTYPE (possibly malicious); not read",
            ),
        )
