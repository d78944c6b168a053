"""A comparison on paper and screen: one module per format, loaded on use.

Every module has ``render(diff, old, new, options) -> str | bytes``. ``diff`` lists what is to be shown; the plans are those it is of.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from msgspec import Struct

from kehoach.diff.result import PlanDiff
from kehoach.model import Plan


class Options(Struct, frozen=True):
    """How to render. ``summary_only``: the summary without the tasks; ``width``: columns of the terminal (None: no limit);
    ``colour``: whether marks may be colours instead of signs."""

    summary_only: bool = False
    width: int | None = None
    colour: bool = False


Renderer = Callable[[PlanDiff, Plan, Plan, Options], str | bytes]
FORMATS: dict[str, str] = {
    "table": "kehoach.diff.render.table",
    "json": "kehoach.diff.render.json",
    "csv": "kehoach.diff.render.csv",
    "xlsx": "kehoach.diff.render.xlsx",
    "html": "kehoach.diff.render.html",
}


def renderer(name: str) -> Renderer:
    """The function that renders a comparison in the named format, a key of ``FORMATS``."""
    found: Renderer = import_module(FORMATS[name]).render
    return found
