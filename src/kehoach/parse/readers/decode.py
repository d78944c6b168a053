"""Bytes of a text file to a string: UTF-8, UTF-16, else what charset-normalizer finds, else not text."""

from __future__ import annotations

import codecs

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.model import Diagnostic

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, name: str) -> tuple[str, list[Diagnostic]]:
    """The text and, where the encoding had to be guessed, a diagnostic (KHR11). Raises ``UnreadableError`` for what is no text."""
    if not data.strip():
        raise _empty(name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name), []
    if b"\0" in data[:4096]:
        wide = _wide(data[:4096])
        if wide is None:
            raise UnreadableError(
                name,
                pick(
                    "tệp nhị phân, không phải văn bản; hãy lưu lại dạng .txt, .docx hoặc .pdf",
                    "binary, not text; save it as .txt, .docx or .pdf",
                ),
            )
        return _strict(data, wide, name), [_guessed(wide)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _guess(data, name)


def _empty(name: str) -> UnreadableError:
    return UnreadableError(name, pick("tệp rỗng; hãy kiểm tra lại tệp nguồn", "the file is empty; check the source"))


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
        if not text.strip():
            raise _empty(name)
        if _control_share(text) > 0.01:
            raise UnreadableError(name, pick("tệp nhị phân, không phải văn bản", "binary, not text"))
        return text
    except UnicodeDecodeError:
        raise UnreadableError(
            name, pick(f"hỏng mã {encoding}; hãy lưu lại bằng UTF-8", f"broken {encoding}; save it again as UTF-8")
        ) from None


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: zeros on one side of most pairs, as Latin letters have them."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    pairs = len(head) // 2 or 1
    if odd / pairs > 0.3 and even / pairs < 0.05:
        return "utf-16-le"
    if even / pairs > 0.3 and odd / pairs < 0.05:
        return "utf-16-be"
    return None


def _guess(data: bytes, name: str) -> tuple[str, list[Diagnostic]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1258", "utf_16", "utf_16_le", "utf_16_be", "cp1252", "utf_8"]).best()
    if best is None or str(best).count("\ufffd") or _control_share(str(best)) > 0.01:
        raise UnreadableError(
            name, pick("không đọc được bảng mã; hãy lưu lại bằng UTF-8", "the encoding is not readable; save it as UTF-8")
        )
    return str(best), [_guessed(best.encoding)]


def _control_share(text: str) -> float:
    return sum(c < " " and c not in "\t\r\n\f\v" for c in text[:20000]) / max(len(text[:20000]), 1)


def _guessed(encoding: str) -> Diagnostic:
    return Diagnostic(
        code="KHR11", severity="info", message=pick(f"bảng mã được đoán là {encoding}", f"the encoding was guessed: {encoding}")
    )
