"""One module per output format, each with ``render(report) -> str``; loaded on use."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from kehoach.validate.report import Report

FORMATS = {name: f"kehoach.validate.formats.{name}:render" for name in ("text", "json", "github", "sarif", "junit")}
"""Format -> "module:function"."""


def renderer(name: str) -> Callable[[Report], str]:
    """The function that writes a report in a format."""
    module, _, function = FORMATS[name].partition(":")
    return cast("Callable[[Report], str]", getattr(import_module(module), function))
