"""JSON and JSON Lines: the records as ``kehoach parse`` gives them."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kehoach.model import Plan, as_json

if TYPE_CHECKING:
    from kehoach.export import Options


def write(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """One plan as an object, several (or none) as a list; one plan in memory at a time."""
    waiting = iter(plans)
    first, second = next(waiting, None), next(waiting, None)
    with path.open("wb") as out:
        if first and not second:
            out.write(as_json(first, indent=2) + b"\n")
            return []
        out.write(b"[")
        for number, plan in enumerate(_chain(first, second, waiting)):
            out.write((b"," if number else b"") + b"\n" + as_json(plan, indent=2))
        out.write(b"\n]\n" if first else b"]\n")
    return []


def write_lines(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """One plan per line."""
    with path.open("wb") as out:
        for plan in plans:
            out.write(as_json(plan) + b"\n")
    return []


def _chain(first: Plan | None, second: Plan | None, rest: Iterable[Plan]) -> Iterable[Plan]:
    yield from (plan for plan in (first, second) if plan)
    yield from rest
