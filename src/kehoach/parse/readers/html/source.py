"""The bytes of a saved web page as text: MHT envelopes opened, encodings found."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from email.message import EmailMessage

from kehoach.lang import pick
from kehoach.model import Diagnostic
from kehoach.parse.readers.decode import decode

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MIME = re.compile(rb"(?im)^content-type:\s*(?:multipart/|text/html|application/xhtml)")
_DECLARED = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{3,40})""")
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What browsers take a declared encoding for (WHATWG Encoding Standard)."""
_HEAD = 4096
_TOLERATED = 0.001


def page_text(data: bytes, name: str) -> tuple[str, list[Diagnostic]]:
    """The HTML of a page. Raises ``UnreadableError`` for what is no text; KHR11 tells where an encoding was guessed."""
    if not data[:1024].lstrip().startswith(b"<") and _MIME.search(data[:_HEAD]):
        data, declared = _from_envelope(data)
    else:
        declared = None
    if data.startswith(_BOMS) or b"\0" in data[:_HEAD]:
        return decode(data, name)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _declared(data, declared) or decode(data, name)


def _from_envelope(data: bytes) -> tuple[bytes, str | None]:
    """The page of an MHT file (RFC 2557) and its encoding: the first part that is HTML."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(part, EmailMessage):
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b"", part.get_content_charset()
    return b"", None


def _declared(data: bytes, declared: str | None) -> tuple[str, list[Diagnostic]] | None:
    """The text in the encoding that the page names, if hardly a letter of it is broken in it."""
    match = _DECLARED.search(data[:_HEAD])
    named = declared or (match.group(1).decode("ascii", "ignore") if match else "utf-8")
    encoding = _MEANT.get(named.casefold(), named)
    if encoding.casefold().startswith(("utf-16", "utf-32")):
        return None
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    broken = text.count("\ufffd")
    if "\0" in text[:_HEAD] or broken > _TOLERATED * len(text):
        return None
    if not broken:
        return text, []
    message = pick(f"{broken} ký tự hỏng trong bảng mã {encoding}", f"{broken} characters broken in {encoding}")
    return text, [Diagnostic(code="KHR11", severity="warning", message=message)]
