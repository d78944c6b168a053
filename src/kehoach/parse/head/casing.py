"""Names printed in capitals, written the way their owners write them.

First by known names, then as the document itself writes them elsewhere, then by the rule: places have a capital on every
syllable, other names on their first (Decree 30/2020/ND-CP annex II).
"""
from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from kehoach.normalize.data import rows
from kehoach.normalize.places import is_district, is_province
from kehoach.parse.lines import is_capitals, skeleton
from kehoach.text import key, old_tones

LEVEL_WORDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_LEVEL = re.compile(rf"(?<![^\W\d_])({'|'.join(sorted(LEVEL_WORDS, key=len, reverse=True))})\s+(?!ủy|uỷ|đoàn|hội|thông minh)")
_SHORT = (
    (re.compile(r"(?i)\bubnd\b"), "Ủy ban nhân dân"),
    (re.compile(r"(?i)\bhđnd\b"), "Hội đồng nhân dân"),
    (re.compile(r"(?i)\bmttq\b"), "Mặt trận Tổ quốc"),
    (re.compile(r"(?i)(?<=dân)\s*&\s*(?=Ủy)"), " và "),
    (re.compile(r"(?i)(?<=dân)\s+-\s+(?=Ủy)"), " và "),
    (re.compile(r"(?i)\bvp\b"), "Văn phòng"),
    (re.compile(r"\s*&\s*"), " và "),
    (re.compile(r"(?i)(?<![^\W\d_])tp\s?\.?\s?hcm\b"), "Thành phố Hồ Chí Minh"),
    (re.compile(r"(?i)(?<![^\W\d_])tp\s?\.\s?|(?<![^\W\d_])TP\s"), "thành phố "),
)


@cache
def words() -> dict[str, Any]:
    """The tables of agencies and offices."""
    return tomllib.loads((files("kehoach.parse") / "data" / "agencies.toml").read_text(encoding="utf-8"))


@cache
def _known() -> tuple[tuple[str, str], ...]:
    """Known names by their keys, longest first."""
    names = {*words()["names"], *(row["issuer"] for row in rows("issuer_codes") if " / " not in row["issuer"] and "," not in row["issuer"][:12])}
    return tuple(sorted(((key(name), name) for name in names if " " in name), key=lambda pair: -len(pair[0])))


@cache
def _first_words(table: str) -> re.Pattern[str]:
    """The names of a table as a pattern on skeletons."""
    return re.compile(rf"(?:{'|'.join(re.escape(skeleton(word).strip()) for word in words()[table])})(?![^\W_])")


def begins_with(text: str, table: str) -> bool:
    """Whether a text begins with a name of a table of the word list ("heads", "central" …), whole words, tones forgiven."""
    return _first_words(table).match(skeleton(text)) is not None


def expand(text: str) -> str:
    """Abbreviations of agencies written out: "UBND TP. HUẾ" -> "Ủy ban nhân dân thành phố HUẾ"."""
    for pattern, long in _SHORT:
        text = pattern.sub(long, text)
    return " ".join(text.split())


def place_name(text: str) -> str:
    """A place with a capital on every syllable: "BÀ RỊA - VŨNG TÀU" -> "Bà Rịa - Vũng Tàu"."""
    return " ".join(word.capitalize() if is_capitals(word) or word.islower() else word for word in text.split())


@dataclass
class Casing:
    """The letter case of names in one document: ``lines`` is its text."""

    lines: Iterable[str]
    _text: str = field(default="", init=False)

    def _body(self) -> str:
        if not self._text:
            self._text = "\n".join(line for line in self.lines if not is_capitals(line))
        return self._text

    def _as_in_body(self, name: str) -> str | None:
        """The way the document writes a name most often where it does not use capitals."""
        body = self._body()
        found: Counter[str] = Counter()
        for match in re.finditer(re.escape(name.casefold()), body.casefold()):
            written = body[match.start() : match.end()]
            if written[0].isupper() and not is_capitals(written):
                found[written] += 1
        return found.most_common(1)[0][0] if found else None

    def name(self, text: str) -> str:
        """An agency's name with its abbreviations written out and its letters in the right case."""
        written = old_tones(expand(text))
        for known, name in _known():
            if key(written) == known:
                return name
        joint = written.split(" - ")
        if len(joint) > 1 and all(begins_with(part, "heads") for part in joint):
            return " - ".join(self.name(part) for part in joint)
        if not is_capitals(text):
            return written[0].upper() + written[1:]
        lower = written.lower()
        level = _LEVEL.search(lower)
        if level:
            place = place_name(written[level.end() :])
            word = "Thành phố" if skeleton(place) == "ho chi minh" else level[1]
            head = written[: level.start()].strip()
            return f"{self.name(head)} {word} {place}" if head else f"{word} {place}"
        in_body = self._as_in_body(written)
        if in_body:
            return in_body
        for known, name in _known():
            if key(written).startswith(known + " "):
                rest = lower[len(known) :].strip()
                return f"{name} {place_name(rest) if name.endswith('ủy') or is_province(rest) or is_district(rest) else rest}"
        return lower[:1].upper() + lower[1:]
