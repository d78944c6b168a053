"""Markdown and HTML marks taken out of lines of text; what they mark is kept."""

from __future__ import annotations

import html
import re

from kehoach.text import nfc

_BREAK = re.compile(r"(?i)<\s*br\s*/?\s*>|</\s*(?:p|li|div|tr|h[1-6])\s*>")
_ITEM = re.compile(r"(?i)<\s*li\b[^>]*>")
_TAG = re.compile(r"(?i)</?\s*(?:p|ul|ol|div|span|b|i|u|em|strong|sup|sub|font|a|table|tbody|thead|tr|td|th|center|h[1-6])\b[^<>]*>")
_HEADING = re.compile(r"^\s{0,3}#{1,6}(?:\s+|$)")
_BOLD = re.compile(r"\*\*|__")
_ITALIC_OPEN = re.compile(r"(^|[\s(“\"|])\*(?=[^\s*])")
_ITALIC_CLOSE = re.compile(r"(?<=[^\s*])\*(?=$|[\s).,;:”\"|])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")


def plain(line: str) -> tuple[str, bool]:
    """The line without markup, "\\n" where HTML breaks it, and whether all of it was a heading or bold."""
    text = nfc(line)
    if "<" in text:
        text = _TAG.sub("", _ITEM.sub("- ", _BREAK.sub("\n", text)))
        text = re.sub(r"(?m)^(\s*)- +(?=[-+•] )", r"\1", text)
    if "&" in text:
        text = nfc(html.unescape(text))
    strong = False
    if "#" in text:
        text, hits = _HEADING.subn("", text)
        strong = bool(hits)
    if "*" in text or "_" in text:
        bare = text.strip()
        strong = strong or (bare.startswith("**") and bare.endswith("**") and len(bare) > 4)
        text = _BOLD.sub("", text)
        text = _ITALIC_CLOSE.sub("", _ITALIC_OPEN.sub(r"\1", text))
    if "~~" in text:
        text = text.replace("~~", "")
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text, strong
