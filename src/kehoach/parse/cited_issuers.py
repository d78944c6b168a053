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
from kehoach.text import CAPITAL

_OF = re.compile(r"[,\s(]{0,3}(?:của|giữa)\s+(?:các\s+)?")
_LONGEST = 120
_SMALL = rf"(?![{CAPITAL}])[^\W\d_]"
_GIVES = r"giao(?!\s+(?:thông|dịch|lưu)(?![^\W_]))"
"""The verb, not the first syllable of a field ("Ủy ban An toàn giao thông Quốc gia")."""
_TWO = rf"và\s+[{CAPITAL}]"
"""Two issuers: "Bộ A và Bộ B"."""


@cache
def words() -> dict[str, Any]:
    """The words around citations."""
    return tomllib.loads((files("kehoach.parse") / "data" / "citations.toml").read_text(encoding="utf-8"))


def _choice(*names: str) -> str:
    return "|".join(re.escape(word) for name in names for word in words()[name])


@cache
def _ends() -> re.Pattern[str]:
    """Where the name of an issuer ends."""
    return re.compile(
        rf"\s+(?:(?P<word>(?i:{_choice('issuer_ends')})|{_choice('issuer_ends_small')}|{_GIVES}|và\s+(?:{_choice('after_and')}))(?![^\W_])"
        rf"|(?:và|,)\s+(?:các\s+)?(?:{_choice('other_document')})(?![^\W_]))"
        rf'|[;:()"/]|(?<!\bTP)(?<!\bTp)(?<!\bTX)(?<!\bTx)\.|,(?!\s*(?:{_choice("after_comma")}))'
        rf"|\s-\s(?!(?i:{_choice('after_dash')})(?![^\W_])|Bộ\s)|(?<!\bvà)\s+phát triển(?![^\W_])"
    )


@cache
def _over() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A body whose name is over, and a place that ends a name, where small letters follow that belong to the sentence."""
    place = rf"(?i:(?<![^\W_])(?:{_choice('places')}|tp\.?)(?![^\W_]))"
    named = rf"(?:\s+[{CAPITAL}][^\W_]*+)"
    rest = rf"(?=\s+(?!{_TWO}|{place}|(?:{_choice('beside_places')})(?![^\W_]))(?:{_SMALL}))"
    body = rf"(?i:(?:(?:{_choice('before_whole')})\s+)?(?:{_choice('whole_bodies')}))(?![^\W_])"
    return (
        re.compile(rf"{body}(?:\s+{place}{named}{{0,4}}+|{named}{{2,4}}+)*+{rest}"),
        re.compile(rf"{place}{named}{{1,4}}+{rest}"),
    )


def _end_of_name(text: str, begin: int, limit: int) -> int:
    """Where the name that begins at ``begin`` ends, at ``limit`` at the latest."""
    end, at = limit, begin
    while stop := _ends().search(text, at, limit):
        if not _goes_on(text[begin : stop.start()], stop["word"]):
            end = stop.start()
            break
        at = stop.end()
    body, place = _over()
    over = body.match(text, begin, limit) or place.search(text, begin, limit)
    return min(end, over.end()) if over else end


def _goes_on(name: str, stop: str | None) -> bool:
    """Whether a word that ends names is part of this one: the task of a body, or the field of a ministry."""
    if name.strip(" ,") in words()["named_by_task"]:
        return True
    if stop is None or stop.lower() not in words()["fields"]:
        return False
    return name.startswith(tuple(words()["bodies_of_fields"])) or _heads_of_fields().search(name) is not None


@cache
def _heads_of_fields() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_choice('heads_of_fields')})$")


def issuer_at(text: str, start: int) -> tuple[str, int] | None:
    """The issuer that follows as "của …" or "giữa …" at ``start``, and where it ends.

    None for a name in capitals, which has lost its letter case.
    """
    lead = _OF.match(text, start)
    if lead is None:
        return None
    begin = lead.end()
    end = _end_of_name(text, begin, min(len(text), begin + _LONGEST))
    name = re.sub(r"\s+và$", "", text[begin:end].strip(" ,"))
    named = name[:1].isupper() or name.startswith(tuple(words()["small_names"]))
    if not named or (is_capitals(name) and len(name) > 5) or kinds.heading(name):
        return None
    return name, end


def issuer_of_code(number: DocumentNumber) -> str | None:
    """The issuer that the code in a number names for itself, where only one body in the country has it."""
    code = (number.issuer or "").rstrip("0123456789").replace("&", "")
    if number.family == "party":
        return None
    name = next((row["issuer"] for row in rows("issuer_codes") if row["code"] == code), "")
    return name if name.startswith(tuple(words()["unique_issuers"])) else None
