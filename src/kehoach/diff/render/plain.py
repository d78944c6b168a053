"""Texts that come from documents made safe to show."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """The text without control characters, which could steer a terminal or break a file; tabs and line breaks stay."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(plain(text).split())
