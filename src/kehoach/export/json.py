"""JSON and JSON Lines: the records as ``kehoach parse`` gives them."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kehoach.model import Plan

if TYPE_CHECKING:
    from kehoach.export import Options


def write(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """One plan as an object, several (or none) as a list; one plan in memory at a time."""
    waiting = iter(plans)
    first, second = next(waiting, None), next(waiting, None)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        if first and not second:
            out.write(first.model_dump_json(indent=2) + "\n")
            return []
        out.write("[")
        for number, plan in enumerate(_chain(first, second, waiting)):
            out.write(("," if number else "") + "\n" + plan.model_dump_json(indent=2))
        out.write("\n]\n" if first else "]\n")
    return []


def write_lines(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """One plan per line."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for plan in plans:
            out.write(plan.model_dump_json() + "\n")
    return []


def _chain(first: Plan | None, second: Plan | None, rest: Iterable[Plan]) -> Iterable[Plan]:
    yield from (plan for plan in (first, second) if plan)
    yield from rest
