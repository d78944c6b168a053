"""What the headings of a table say about its columns: roles by the headings' words, never by position."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from kehoach.text import bare

Role = Literal["number", "title", "lead", "support", "deadline", "deliverable", "note"]
LONGEST_HEADING = 90
"""Characters: a longer cell is no column heading."""

_MARK = re.compile(r"\[\d+\]|\(\d+\)|[*\ue000-\ue001]")
_NUMBERED = re.compile(r"\s*(?:[IVXL]{1,6}|\d{1,2}|[A-HĐ])\s*[.)]\s*\S")
_ANY_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d{4,5}|\(?\d{1,3}(?:\.\d{1,3})*\s*[.)]?|[IVXL]{1,6}\s*[.)]?|[a-zđ]\)")
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a task table: its place (from 0), its role (None: kept under its heading) and its heading as written."""

    index: int
    role: Role | None
    heading: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    role: Role
    weight: float
    words: str
    whole: bool


@cache
def _lexicon() -> tuple[_Phrase, ...]:
    data = tomllib.loads(files("kehoach.parse").joinpath("data/columns.toml").read_text(encoding="utf-8"))
    return tuple(
        _Phrase(entry["role"], entry["weight"], words, entry.get("whole", False)) for entry in data["heading"] for words in entry["phrases"]
    )


@cache
def _foreign(kind: str) -> tuple[str, ...]:
    data = tomllib.loads(files("kehoach.parse").joinpath("data/columns.toml").read_text(encoding="utf-8"))
    return tuple(data["foreign"][kind])


@lru_cache(maxsize=8192)
def fold_heading(text: str) -> str:
    """A heading without case, tones, marks and punctuation: "Cơ quan chủ trì[1]" -> "co quan chu tri"."""
    return _OTHER.sub(" ", bare(_MARK.sub(" ", text))).strip()


@lru_cache(maxsize=8192)
def heading_role(text: str) -> tuple[Role | None, float]:
    """The role that a heading's words name, and how surely (0: none). Among equals the phrase that stands first decides."""
    if not text or len(text) > LONGEST_HEADING or _NUMBERED.match(text):
        return None, 0
    folded = f" {fold_heading(text)} "
    best: tuple[float, int, int] | None = None
    role: Role | None = None
    for phrase in _lexicon():
        at = 0 if phrase.whole and folded.strip() == phrase.words else -1 if phrase.whole else folded.find(f" {phrase.words} ")
        if at >= 0:
            rank = (phrase.weight, -at, len(phrase.words))
            if best is None or rank > best:
                best, role = rank, phrase.role
    if role == "support" and " chu tri " in folded:  # one column for both: who leads stands first
        role = "lead"
    return role, best[0] if best else 0


def assign_roles(headings: Sequence[str]) -> tuple[Column, ...]:
    """One column per heading; of several headings for one role the surest keeps it, the first among equals.

    Only ``number`` may stand twice: a running row number beside the section's own number.
    """
    named = [heading_role(heading) for heading in headings]
    winners: dict[Role, int] = {}
    for index, (role, weight) in enumerate(named):
        if role and role not in ("number", "note") and (role not in winners or weight > named[winners[role]][1]):
            winners[role] = index
    columns = []
    for index, (heading, (role, _)) in enumerate(zip(headings, named, strict=True)):
        keeps = role == "number" or (role is not None and winners.get(role) == index)
        columns.append(Column(index, role if keeps else None, " ".join(heading.split())))
    return tuple(columns)


def is_task_header(columns: Sequence[Column]) -> bool:
    """Whether the columns are those of a task table: a task, and at least two of who leads, who helps, what, by when."""
    roles = {column.role for column in columns}
    around = len(roles & {"lead", "support", "deadline", "deliverable"})
    return "title" in roles and around >= 2 and bool(roles & {"lead", "support", "deadline"}) and not is_foreign(columns)


def may_be_header(texts: Sequence[str]) -> bool:
    """Whether the texts of a row can be headings at all: short, none a number (a row of tasks has one), half of them naming a role."""
    filled = [text for text in texts if text.strip()]
    if len(filled) < 2 or any(len(text) > LONGEST_HEADING or _ANY_NUMBER.fullmatch(text.strip()) for text in filled):
        return False
    return sum(heading_role(text)[1] > 0 for text in filled) >= max(2, len(filled) * 0.5)


def is_foreign(columns: Sequence[Column]) -> bool:
    """Whether a heading shows a table of something else: procedures, people, statistics; prices, where nothing is assigned."""
    headings = [f" {fold_heading(column.heading)} " for column in columns]

    def shows(kind: str) -> bool:
        return any(f" {phrase} " in heading for heading in headings for phrase in _foreign(kind))

    return shows("phrases") or (not _assigns(columns) and shows("unless_assigned"))


def _assigns(columns: Sequence[Column]) -> bool:
    """Whether the columns surely say what is to be done, who leads and by when."""
    sure = {column.role for column in columns if column.role and heading_role(column.heading)[1] > 1}
    return {"title", "lead", "deadline"} <= sure
