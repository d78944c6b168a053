"""Errors that people read: one line that names the file, what is wrong and what to do."""
from __future__ import annotations


class KehoachError(Exception):
    """Base of every error this package raises on purpose; ``str(error)`` is one line for people."""


class UsageError(KehoachError):
    """The command or call was asked for something that cannot be."""


class UnreadableError(KehoachError):
    """A document cannot be read: binary, empty, encrypted, truncated, too large, not a document."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str]]:
        return type(self), (self.name, self.reason)
