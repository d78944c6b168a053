"""The language of messages and headings: Vietnamese unless English is asked for.

Both wordings stand side by side where they are used: ``pick("không có nhiệm vụ", "no task")``.
"""
from __future__ import annotations

import os

_chosen: str | None = None


def use(language: str | None) -> None:
    """Choose ``"vi"`` or ``"en"`` for this process; None goes back to the environment."""
    global _chosen
    _chosen = language


def current() -> str:
    """``"vi"`` or ``"en"``: what was chosen, else ``KEHOACH_LANG``, else Vietnamese."""
    language = _chosen or os.environ.get("KEHOACH_LANG", "vi")
    return "en" if language.lower().startswith("en") else "vi"


def pick(vi: str, en: str) -> str:
    """The wording for the current language."""
    return en if current() == "en" else vi
