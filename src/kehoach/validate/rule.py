"""The base of all rules, and the reading of a rule's documentation from its docstring.

A docstring begins with the Vietnamese and the English name, one line each, then has paragraphs that begin with a key::

    Kiểm tra / Checks, Vì sao / Why, Sai (wrong example), Đúng (right example), Căn cứ / Ground (legal basis, optional)

A line that is indented deeper goes on with the paragraph above it. Examples are Vietnamese in both languages.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from kehoach.lang import pick
from kehoach.model import Severity
from kehoach.validate.findings import Hit

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_KEYS = ("Kiểm tra", "Checks", "Vì sao", "Why", "Sai", "Đúng", "Căn cứ", "Ground")
_PARAGRAPH = re.compile(rf"^({'|'.join(_KEYS)}):\s*(.*)$")


class Rule:
    """One thing that a reviewer checks. Subclasses set ``name`` and ``severity`` and yield hits; they keep no state."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = "warning"

    def check(self, draft: Draft) -> Iterator[Hit]:
        """Every place of the draft where the rule is broken, in the order of the document."""
        raise NotImplementedError


class Explanation(Struct, frozen=True):
    """A rule's documentation; ``title``, ``checks``, ``why`` and ``ground`` in the language of messages."""

    code: str
    name: str
    severity: Severity
    title: str
    checks: str
    why: str
    wrong: str
    right: str
    ground: str | None


def explain(rule: type[Rule]) -> Explanation:
    """The documentation of a rule, from its docstring."""
    lines = inspect.cleandoc(rule.__doc__ or "").splitlines()
    parts = dict(_paragraphs(lines[2:]))
    return Explanation(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        title=pick(lines[0], lines[1]).rstrip("."),
        checks=pick(parts["Kiểm tra"], parts["Checks"]),
        why=pick(parts["Vì sao"], parts["Why"]),
        wrong=parts["Sai"],
        right=parts["Đúng"],
        ground=pick(parts.get("Căn cứ", ""), parts.get("Ground", "")) or None,
    )


def _paragraphs(lines: list[str]) -> Iterator[tuple[str, str]]:
    key, words = "", [""]
    for line in lines:
        match = _PARAGRAPH.match(line)
        if match:
            if key:
                yield key, " ".join(filter(None, words))
            key, words = match[1], [match[2].strip()]
        else:
            words.append(line.strip())
    if key:
        yield key, " ".join(filter(None, words))
