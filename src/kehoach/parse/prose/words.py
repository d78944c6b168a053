"""The words of assignments in running text (``data/prose.toml``): predicates, requests, what only states."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from kehoach.parse.looks import words

_GUARDED = (
    r"(?<![Tt]hường )trực(?!\s+thuộc)",
    r"h[àằ]ng(?=\s+(?:năm|quý|tháng|tuần|ngày))",
    r"(?<!Văn phòng )điều phối",
)
"""Verbs that are something else before, after or without some words ("ngành hàng", "Thường trực Hội đồng")."""
_NO_PREDICATES = frozenset({"tổ chức", "theo", "làm", "mở", "giao", "trực", "hàng", "hằng", "điều phối"})


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The lists of ``prose.toml`` by name."""
    data = tomllib.loads(files("kehoach.parse").joinpath("data/prose.toml").read_text(encoding="utf-8"))
    return {name: tuple(entries) for name, entries in data.items()} | {"not_units": words("unit_not")}


def alternatives(name: str) -> str:
    """A list of the lexicon as a pattern, the longest first."""
    return "|".join(map(re.escape, sorted(lexicon()[name], key=len, reverse=True)))


@cache
def predicate() -> re.Pattern[str]:
    """A verb that may begin the predicate after units, with a space before it."""
    listed = {*lexicon()["predicates"], *words("verbs")} - _NO_PREDICATES
    verbs = "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
    organise = "|".join(map(re.escape, lexicon()["organise"]))
    organised = rf"(?<!các )(?<!, )(?<!và )(?<!hoặc )tổ chức(?=\s+(?:{verbs})\b)"
    levels = rf"cấp(?!\s+(?:{alternatives('levels')}|[A-ZĐ\d]))"
    guarded = (*_GUARDED, levels, rf"tổ chức(?=\s+(?:{organise}))", organised, rf"(?<!đồng chí )lãnh đạo(?=\s+(?:{verbs}))")
    return re.compile(rf"(?<=\s)(?<!Tổ )(?<!Đội )(?<!Nhóm )(?<!Tiểu ban )(?:{verbs}|{'|'.join(guarded)})(?!\w)")


def predicate_at(text: str, at: int) -> bool:
    """Whether a verb that may begin a predicate stands at a place of the text."""
    return predicate().match(text, at) is not None


@cache
def _states() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('statements')})(?!\w)")


def states(text: str) -> bool:
    """Whether words after units tell what is or was, and assign nothing: "đã ban hành …", "thống nhất …"."""
    return _states().match(text) is not None
