"""The issuer of a cited document: named after "của", or told by the code in its number."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kehoach.normalize.data import rows
from kehoach.normalize.numbers import DocumentNumber
from kehoach.parse import kinds
from kehoach.parse.lines import is_capitals

_OF = re.compile(r"[,\s(]{0,3}của\s+(?:các\s+)?")
_LONGEST = 120


@cache
def words() -> dict[str, Any]:
    """The words around citations."""
    return tomllib.loads((files("kehoach.parse") / "data" / "citations.toml").read_text(encoding="utf-8"))


@cache
def _ends() -> re.Pattern[str]:
    """Where the name of an issuer ends."""

    def choice(name: str) -> str:
        return "|".join(re.escape(word) for word in words()[name])

    return re.compile(
        rf"\s+(?:(?:(?i:{choice('issuer_ends')})|{choice('issuer_ends_small')})(?![^\W_])"
        rf"|(?:và|,)\s+(?:các\s+)?(?:{choice('other_document')})(?![^\W_]))"
        rf'|[;:.()"/]|,(?!\s*(?:{choice("after_comma")}))|\s-\s(?!{choice("after_dash")})|(?<!\bvà)\s+phát triển(?![^\W_])'
    )


def issuer_at(text: str, start: int) -> tuple[str, int] | None:
    """The issuer that follows as "của …" at ``start``, and where it ends; no name in capitals, which has lost its letter case."""
    lead = _OF.match(text, start)
    if lead is None:
        return None
    begin = at = lead.end()
    limit = min(len(text), begin + _LONGEST)
    while True:
        stop = _ends().search(text, at, limit)
        end = stop.start() if stop else limit
        name = re.sub(r"\s+và$", "", text[begin:end].strip(" ,"))
        if stop is None or name not in words()["named_by_task"]:
            break
        at = stop.end()
    if not name or not name[0].isupper() or (is_capitals(name) and len(name) > 5) or kinds.heading(name):
        return None
    return name, end


def issuer_of_code(number: DocumentNumber) -> str | None:
    """The issuer that the code in a number names for itself, where only one body in the country has it."""
    code = (number.issuer or "").rstrip("0123456789")
    if number.family == "party":
        return None
    name = next((row["issuer"] for row in rows("issuer_codes") if row["code"] == code), "")
    return name if name.startswith(tuple(words()["unique_issuers"])) else None
