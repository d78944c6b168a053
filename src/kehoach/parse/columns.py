"""What the headings of a table say about its columns: roles by the headings' words, never by position."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from kehoach.parse.periods import above_and_lowest, names_period, period_words, unit_of
from kehoach.text import plain_words

Role = Literal["number", "title", "lead", "support", "deadline", "deliverable", "note"]
Part = Literal["start", "end", "period"]
LONGEST_HEADING = 90
"""Characters: a longer cell is no column heading."""

_MARK = re.compile(r"\[\d+\]|\(\d+\)|[*\ue000-\ue001]")
_NUMBERED = re.compile(r"\s*(?:[IVXL]{1,6}|\d{1,2}|[A-HĐ])\s*[.)]\s*\S")
_ANY_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d{4,5}|\(?\d{1,3}(?:\.\d{1,3})*\s*[.)]?|[IVXL]{1,6}\s*[.)]?|[a-zđ]\)")
_JOINED = re.compile(r"[,;/&+()–-]|\bvà\b")


class Column(Struct, frozen=True):
    """One column of a task table: its place (from 0), its role (None: kept under its heading) and its heading as written.

    ``part``: what it tells of a deadline that several columns say together: the start, the end, a period to tick.
    """

    index: int
    role: Role | None
    heading: str
    part: Part | None = None


class _Phrase(NamedTuple):
    """What a phrase of the lexicon says of a column; ``whole``: only where it is all of the heading."""

    role: Role
    weight: float
    whole: bool


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kehoach.parse").joinpath("data/columns.toml").read_text(encoding="utf-8"))


@cache
def _lexicon() -> Mapping[str, Sequence[_Phrase]]:
    """What each phrase says, by its words."""
    found: dict[str, list[_Phrase]] = {}
    for entry in _data()["heading"]:
        for words in entry["phrases"]:
            found.setdefault(words, []).append(_Phrase(entry["role"], entry["weight"], entry.get("whole", False)))
    return found


@cache
def _longest_phrase() -> int:
    """Words."""
    return max(words.count(" ") + 1 for words in _lexicon())


@lru_cache(maxsize=8192)
def fold_heading(text: str) -> str:
    """A heading without case, tones, marks and punctuation: "Cơ quan chủ trì[1]" -> "co quan chu tri"."""
    return plain_words(_MARK.sub(" ", text))


@cache
def _short_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{short})\b"), full) for short, full in _data()["short"].items())


@cache
def _any_short_form() -> re.Pattern[str]:
    return re.compile("|".join(short.pattern for short, _ in _short_forms()))


def _spelled(text: str) -> str:
    """The folded heading with its abbreviations written out: "CQ/ĐV thực hiện" -> "co quan don vi thuc hien"."""
    folded = fold_heading(text)
    if _any_short_form().search(folded):
        for short, full in _short_forms():
            folded = short.sub(full, folded)
    return folded


@lru_cache(maxsize=8192)
def heading_role(text: str) -> tuple[Role | None, float]:
    """The role that a heading's words name, and how surely (0: none). Among equals the phrase that stands first decides."""
    if not text or len(text) > LONGEST_HEADING or _NUMBERED.match(text):
        return None, 0
    words = _spelled(text).split()
    best: tuple[float, int, int] | None = None
    role: Role | None = None
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _longest_phrase()) + 1):
            for phrase in _lexicon().get(" ".join(words[start:end]), ()):
                rank = (phrase.weight, -start, end - start)
                if (best is None or rank > best) and (not phrase.whole or end - start == len(words)):
                    best, role = rank, phrase.role
    if role == "support" and any(pair == ("chu", "tri") for pair in pairwise(words)):  # one column for both: who leads stands first
        role = "lead"
    return role, best[0] if best else 0


def assign_roles(headings: Sequence[str], *, sought: bool = False) -> tuple[Column, ...]:
    """One column per heading; of several headings for one role the surest keeps it, the first among equals.

    Only ``number`` may stand twice: a running row number beside the section's own number. A start is the deadline only where
    no other column is; periods to tick have no role of their own (``part`` says what they are). ``sought``: where the headings
    begin and end is still to be found, so that the task must be named by itself, not by what stands beside it.
    """
    named = [heading_role(heading) for heading in headings]
    parts = _parts(headings)
    winners: dict[Role, int] = {}

    def rank(index: int) -> tuple[bool, bool, float]:
        return parts[index] != "start", parts[index] == "end" and "start" in parts, named[index][1]

    for index, (role, _) in enumerate(named):
        if role is None or role in ("number", "note") or parts[index] == "period":
            continue
        if role not in winners or rank(index) > rank(winners[role]):
            winners[role] = index
    if not sought and "title" not in winners and (title := _unnamed_title(headings, named, parts)) is not None:
        winners = {role: index for role, index in winners.items() if index != title} | {"title": title}
        named[title] = "title", 1
    deadline = winners.get("deadline")
    if "period" in parts and deadline is not None:
        parts = [None if part == "period" else part for part in parts]
    columns = []
    for index, (heading, (role, _), part) in enumerate(zip(headings, named, parts, strict=True)):
        keeps = role == "number" or (role is not None and winners.get(role) == index)
        alone = part == "start" and deadline is not None and index != deadline and parts[deadline] != "end"
        columns.append(Column(index, role if keeps else None, " ".join(heading.split()), None if alone else part))
    return tuple(columns)


def _unnamed_title(headings: Sequence[str], named: Sequence[tuple[Role | None, float]], parts: Sequence[Part | None]) -> int | None:
    """The column of what is to be done where its heading names it in words of its own ("Tên lớp bồi dưỡng", "Chỉ tiêu"): the
    first that says nothing else, in a table that surely says who or by when in two ways; never procedures."""
    sure = [index for index, (role, weight) in enumerate(named) if role in ("lead", "support", "deadline") and weight >= 2]
    if len({named[index][0] for index in sure}) < 2:
        return None
    who = next((index for index in sure if named[index][0] != "deadline"), len(headings))
    for index, (heading, (role, weight), part) in enumerate(zip(headings, named, parts, strict=True)):
        open_to_it = role is None or (role == "deliverable" and weight <= 2 and index < who)
        if open_to_it and part is None and any(map(str.isalpha, heading)):
            folded = fold_heading(heading)
            return None if any(words in folded for words in _data()["procedures"]) else index
    return None


def _parts(headings: Sequence[str]) -> list[Part | None]:
    """What each heading tells of a deadline that several columns say together; a lone period is no set to tick."""
    parts = [time_part(heading, headings) for heading in headings]
    return parts if parts.count("period") > 1 else [None if part == "period" else part for part in parts]


def time_part(heading: str, headings: Sequence[str] = ()) -> Part | None:
    """What a heading, one of these, tells of a deadline that several columns say together; None where a level above it speaks of
    something else ("Kinh phí / Năm 2026")."""
    above, lowest = above_and_lowest(heading)
    if any(_speaks_of_else(level) for level in above):
        return None
    if unit_of(lowest) is None:
        return _edge(lowest) if heading_role(heading)[0] == "deadline" else None
    if names_period(lowest) or (says_when(heading) and period_words(heading, count_bare(headings)) is not None):
        return "period"
    return "period" if unit_of(lowest) == "always" and any(map(names_period, headings)) else None


def names_time(text: str) -> bool:
    """Whether a heading of one level is a period, the start or the end of a time: what can stand under "Thời gian"."""
    return unit_of(text) is not None or _edge(text) is not None


def count_bare(headings: Sequence[str]) -> int:
    """How many bare numbers are the lowest level of the headings."""
    lowest = {above_and_lowest(heading)[1] for heading in headings}
    return sum(unit_of(text) in ("roman", "digit") for text in lowest)


def says_when(heading: str) -> bool:
    """Whether a level above the lowest says that its cells are times."""
    return any(heading_role(level)[0] == "deadline" for level in above_and_lowest(heading)[0])


def _speaks_of_else(level: str) -> bool:
    role, weight = heading_role(level)
    return role not in (None, "deadline") and weight > 1


@lru_cache(maxsize=1024)
def _edge(text: str) -> Literal["start", "end"] | None:
    """Whether the words name the start or the end of a task; None where they name both, or neither."""
    folded = f" {_spelled(text)} "
    edges: dict[str, list[str]] = _data()["edge"]
    start, end = (
        any(f" {words} " in folded for words in edges[edge]) or folded.strip() in edges[f"{edge}_whole"] for edge in ("start", "end")
    )
    return None if start == end else "start" if start else "end"


def beside_deadline(heading: str) -> Role | None:
    """What else a heading of deadlines names, who leads or what is made: "Sản phẩm, thời gian hoàn thành".

    None where it names one thing: "Thời gian hoàn thành sản phẩm".
    """
    named = [heading_role(part)[0] for part in _JOINED.split(heading)]
    return next((role for role in named if role in ("deliverable", "lead")), None) if "deadline" in named else None


def is_task_header(columns: Sequence[Column]) -> bool:
    """Whether the columns are those of a task table: a task, and at least two of who leads, who helps, what, by when."""
    roles = {column.role for column in columns}
    if _ticks_times(columns):
        roles.add("deadline")
    around = len(roles & {"lead", "support", "deadline", "deliverable"})
    enough = around >= 2 and bool(roles & {"lead", "support", "deadline"})
    return "title" in roles and (enough or _is_list_of_dues(columns)) and not is_foreign(columns)


def _is_list_of_dues(columns: Sequence[Column]) -> bool:
    """Whether a short table says what is due by when, and nothing else: "Nhiệm vụ | Thời hạn" (an agenda is "Thời gian | Nội dung")."""
    folded = {column.role: f" {_spelled(column.heading)} " for column in columns if column.role in ("title", "deadline")}
    words: dict[str, list[str]] = _data()["dues"]
    return len(columns) <= 4 and all(any(f" {word} " in folded.get(role, "") for word in words[role]) for role in ("title", "deadline"))


def _ticks_times(columns: Sequence[Column]) -> bool:
    """Whether the periods surely are when something is done: so they are called, or somebody surely does it.

    Years alone as often are those of money.
    """
    periods = [column.heading for column in columns if column.part == "period"]
    led = any(column.role in ("lead", "support") and heading_role(column.heading)[1] > 1 for column in columns)
    return any(says_when(heading) for heading in periods) or (led and any(unit_of(heading) != "year" for heading in periods))


def may_be_header(texts: Sequence[str]) -> bool:
    """Whether the texts of a row can be headings at all: short, none a number (a row of tasks has one), half of them naming a role."""
    filled = [text for text in texts if text.strip()]
    if len(filled) < 2 or any(len(text) > LONGEST_HEADING or _ANY_NUMBER.fullmatch(text.strip()) for text in filled):
        return False
    return sum(heading_role(text)[1] > 0 or names_period(text) for text in filled) >= max(2, len(filled) * 0.5)


def is_foreign(columns: Sequence[Column]) -> bool:
    """Whether a heading shows a table of something else: procedures, people, statistics; prices, where nothing is assigned."""
    headings = [f" {fold_heading(column.heading)} " for column in columns]

    def shows(kind: str) -> bool:
        return any(f" {phrase} " in heading for heading in headings for phrase in _data()["foreign"][kind])

    return shows("phrases") or (not _assigns(columns) and shows("unless_assigned"))


def _assigns(columns: Sequence[Column]) -> bool:
    """Whether the columns surely say what is to be done, who leads and by when."""
    sure = {column.role for column in columns if column.role and heading_role(column.heading)[1] > 1}
    return {"title", "lead", "deadline"} <= sure
