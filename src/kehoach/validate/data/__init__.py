"""Facts and word lists of the rules, as TOML beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``name.toml``."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
