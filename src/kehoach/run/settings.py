"""Limits as users write them: ``--limit pages=10000``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.limits import DEFAULT, Limits


def settings() -> dict[str, int]:
    """The limits by the names that users write: without the leading ``max_``."""
    return {name.removeprefix("max_"): value for name, value in asdict(DEFAULT).items()}


def changed(wishes: Iterable[str]) -> Limits:
    """The default limits with some changed by ``NAME=VALUE``. Raises ``UsageError`` for unknown names and values that are no count."""
    values = {}
    for wish in wishes:
        name, _, value = wish.partition("=")
        name = name.strip().replace("-", "_").removeprefix("max_")
        if name not in settings() or not value.strip().isdecimal() or int(value) < 1:
            known = ", ".join(settings())
            raise UsageError(f"--limit {wish}: {pick('cần TÊN=SỐ, TÊN là một trong', 'NAME=NUMBER is needed, NAME one of')} {known}")
        values[f"max_{name}"] = int(value)
    return replace(DEFAULT, **values)
