"""What a rule found: the raw hit, the finished finding, and the fingerprint by which an old finding is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kehoach.model import Section, Severity, Task
from kehoach.text import plain_words

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From worst to mildest."""



@dataclass(frozen=True, slots=True)
class Mark:
    """A text of the document and the part of it that is wrong (character offsets, end excluded)."""

    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields: the message without the task's name, and what it is about.

    ``suggestion`` is what to write instead. ``severity`` only where it differs from the rule's. ``where`` only where it is
    not the task's own place. ``about`` stands in for the task's text in the fingerprint of findings about no task.
    """

    message: str
    task: Task | None = None
    section: Section | None = None
    suggestion: str | None = None
    mark: Mark | None = None
    severity: Severity | None = None
    where: Mapping[str, Any] | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as it is reported. ``task`` is {id, section, ordinal, title} or None; ``where`` a place in the source or {}."""

    code: str
    name: str
    severity: Severity
    path: str
    message: str
    suggestion: str | None
    task: dict[str, str | None] | None
    where: dict[str, Any]
    fingerprint: str
    mark: Mark | None = field(default=None, compare=False)

    def record(self) -> dict[str, Any]:
        """The finding as the JSON output has it."""
        names = ("code", "name", "severity", "path", "message", "suggestion", "task", "where", "fingerprint")
        return {name: getattr(self, name) for name in names}


@lru_cache(maxsize=8192)
def folded(words: str) -> str:
    """Words without case, tones, punctuation and spacing: what stays equal when a text is only typeset anew."""
    return plain_words(words)


def fingerprint(code: str, about: str, occurrence: int = 1) -> str:
    """The mark of a finding: its rule and the folded text it is about, counted where one text has several.

    Row numbers, places and the path play no part, so a finding keeps its fingerprint when rows are added above it.
    """
    digest = hashlib.sha256(f"{code}\n{folded(about)}".encode()).hexdigest()[:16]
    return digest if occurrence == 1 else f"{digest}:{occurrence}"
