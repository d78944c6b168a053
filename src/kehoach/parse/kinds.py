"""Types of documents: their words in headings and before numbers, their codes in numbers."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from kehoach.normalize.numbers import DocumentNumber
from kehoach.text import skeleton

LETTER = "Công văn"
"""The type of a document whose number has no type code (Decree 30/2020/ND-CP, annex III)."""

_NUMBERED = re.compile(r"(?:so\b|nay\b|tren\b|\d|cua\b)")
_LONGEST = 30
"""Characters of the longest name of a type."""
_UP_TO_NUMBER = re.compile(r"\s*:?\s*|(?:,?\s+[^\W\d_]{1,12}){0,4}\s+so\s*:?\s*")


class _Table(Struct, frozen=True):
    """Names by their skeletons (None: words that name no type), names by code; patterns of all names, of those of headings at a
    place that is given, and anywhere."""

    names: dict[str, str | None]
    codes: dict[str, str]
    anywhere: re.Pattern[str]
    first: re.Pattern[str]
    headings: re.Pattern[str]


@cache
def _table() -> _Table:
    data = tomllib.loads((files("kehoach.parse") / "data" / "kinds.toml").read_text(encoding="utf-8"))
    kinds = {skeleton(name): name for name, _ in data["kinds"]}
    aliases = {skeleton(alias): name for alias, name in data["aliases"].items()}
    general = dict.fromkeys(map(skeleton, data["general"]["words"]))
    codes = {code: name for name, code in data["kinds"] if code}
    headings = "|".join(kinds)
    words = "|".join((*aliases, *kinds, *general))
    return _Table(
        {**general, **kinds, **aliases},
        codes | data["codes"],
        re.compile(rf"(?<![^\W_])(?<!phap )(?<!ky )(?:{words})(?![^\W_])"),
        re.compile(rf"(?:{headings})(?![^\W_])"),
        re.compile(rf"(?<![^\W_])(?:{headings})(?![^\W_])"),
    )


def of_code(number: DocumentNumber) -> str | None:
    """The type that the code in a number stands for; a number without type code is a letter's, a parliament's says nothing."""
    if number.type:
        return _table().codes.get(number.type)
    return None if number.family == "normative" else LETTER


def before(text: str) -> tuple[str | None, int] | None:
    """The type whose words end ``text`` ("… Kế hoạch hành động số") and where they begin; None where no such words stand there.

    The type is None for words that only say that it is a document ("Văn bản số").
    """
    bare = skeleton(text)
    found = list(_table().anywhere.finditer(bare))
    if not found or not _UP_TO_NUMBER.fullmatch(bare, found[-1].end()):
        return None
    return _table().names[found[-1][0]], found[-1].start()


def words_at(bare: str, at: int) -> int | None:
    """Where the words of a type that begin at ``at`` of a skeleton end; None where none stand there."""
    match = _table().first.match(bare, at)
    return match.end() if match else None


def in_capitals(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the first type in capitals that begins between two places of a text begins and ends; None without one."""
    found = _table().headings.finditer(skeleton(text[start : end + _LONGEST]))
    spans = ((start + match.start(), start + match.end()) for match in found if start + match.start() <= end)
    return next((span for span in spans if text[slice(*span)].isupper()), None)


def heading(text: str) -> tuple[str, str] | None:
    """The type that a heading begins with and the rest of its line ("KẾ HOẠCH Kiểm soát …"), or None.

    Letters set apart ("K Ế  H O Ạ C H") are read as words; the type must be in capitals or stand alone.
    """
    bare = skeleton(text)
    names = _table().names
    match = _table().first.match(bare)
    if match is None:
        together = re.sub(r"\s+", "", bare).rstrip(":")
        name = next((name for words, name in names.items() if words.replace(" ", "") == together), None)
        return (name, "") if name else None
    words, rest = text[: match.end()], text[match.end() :].strip(" :")
    name = names[match[0]]
    if name is None or (rest and not words.isupper()):
        return None
    return name, rest


def title_line(text: str) -> tuple[str, str] | None:
    """The type that a title in small letters begins with and the rest of it ("Kế hoạch Kiểm soát … năm 2024"), or None.

    A sentence, and a type with its number, is no title.
    """
    match = _table().first.match(skeleton(text))
    rest = text[match.end() :].strip(" :") if match else ""
    if match is None or not text[0].isupper() or not rest or rest.endswith((".", ";", ":", ",")) or _NUMBERED.match(skeleton(rest)):
        return None
    name = _table().names[match[0]]
    return (name, rest) if name else None
