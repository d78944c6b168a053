"""All rules by code, each loaded when it is used. Codes are never renumbered or used again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.validate.rule import Rule

_STRUCTURE = {f"KHS{n:02}": f"khs{n:02}" for n in range(1, 9)}
_UNITS = {f"KHU{n:02}": f"khu{n:02}" for n in range(1, 11)}
_TIME = {f"KHT{n:02}": f"kht{n:02}" for n in range(1, 15)}
_DOCUMENTS = {f"KHD{n:02}": f"khd{n:02}" for n in range(1, 9)}
_WORDING = {f"KHN{n:02}": f"khn{n:02}" for n in range(1, 6)}
_READING = {f"KHR{n:02}": "khr" for n in range(1, 20)}

RULES: dict[str, str] = {
    code: f"kehoach.validate.rules.{module}:{code}"
    for code, module in (_STRUCTURE | _UNITS | _TIME | _DOCUMENTS | _WORDING | _READING).items()
}
"""Code -> "module:class"."""


@cache
def rule(code: str) -> type[Rule]:
    """The class of a rule; a reading diagnostic with a code of its own (KHR…) is passed on by the general class."""
    if code not in RULES and re.fullmatch(r"KHR\d\d", code):
        return import_module("kehoach.validate.rules.khr").other(code)  # type: ignore[no-any-return]
    try:
        module, name = RULES[code].split(":")
    except KeyError:
        raise UsageError(pick(f"không có quy tắc {code}; xem `kehoach rule`", f"there is no rule {code}; see `kehoach rule`")) from None
    found: type[Rule] = getattr(import_module(module), name)
    return found


def check_prefixes(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Codes and prefixes in capitals; one that fits no rule is a mistake of whoever wrote it."""
    upper = tuple(prefix.strip().upper() for prefix in prefixes if prefix.strip())
    for prefix in upper:
        if not any(code.startswith(prefix) for code in RULES):
            raise UsageError(pick(f"không có quy tắc nào bắt đầu bằng {prefix}", f"no rule begins with {prefix}"))
    return upper


def is_selected(code: str, select: Iterable[str], ignore: Iterable[str]) -> bool:
    """Whether a rule is to be applied: the longest prefix that fits it decides, ``ignore`` where both are as long.

    Without ``select`` every rule is selected.
    """
    chosen = tuple(select)
    wanted = max((len(prefix) for prefix in chosen if code.startswith(prefix)), default=-1 if chosen else 0)
    refused = max((len(prefix) for prefix in ignore if code.startswith(prefix)), default=-1)
    return wanted > refused
