"""Names printed in capitals, written the way their owners write them.

First by known names, then as the document itself writes them elsewhere, then by the rule: places have a capital on every
syllable, other names on their first (Decree 30/2020/ND-CP annex II).
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property

from kehoach.normalize.data import rows
from kehoach.normalize.places import is_district, is_province
from kehoach.parse.head.words import begins_with, lists, starts
from kehoach.parse.lines import is_capitals
from kehoach.text import CAPITAL, key, matching, old_tones, skeleton

LEVEL_WORDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_LEVEL = re.compile(
    rf"(?<![^\W\d_])({'|'.join(sorted(LEVEL_WORDS, key=len, reverse=True))})\s+(?!ủy|uỷ|đoàn|hội|thông minh)"
)
_SHOUTED = re.compile(rf"[{CAPITAL}]{{2,}}\s[{CAPITAL}]{{2,}}")
_ALWAYS = {
    "việt nam": "Việt Nam",
    "hồ chí minh": "Hồ Chí Minh",
    "trung ương": "Trung ương",
    "miền bắc": "miền Bắc",
    "miền trung": "miền Trung",
    "miền nam": "miền Nam",
}
"""Names that are nothing else."""
_ALWAYS_PATTERN = re.compile("|".join(_ALWAYS))
_REGION = re.compile(r"(?:^|(?<=khu vực ))[ivx]+$")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[ckmnpt])?")
"""A Vietnamese syllable without its marks."""
_LONGEST_ABBREVIATION = 6
_LONGEST_PLACE = 5
_LONG_FORMS = (
    (re.compile(r"(?i)\bubnd\b"), "Ủy ban nhân dân"),
    (re.compile(r"(?i)\bhđnd\b"), "Hội đồng nhân dân"),
    (re.compile(r"(?i)\bmttq\b"), "Mặt trận Tổ quốc"),
    (re.compile(r"(?i)\bbch\b"), "Ban Chấp hành"),
    (re.compile(r"(?i)\btncs\b"), "Thanh niên Cộng sản"),
    (re.compile(r"(?<![^\W_])VN\b"), "Việt Nam"),
    (re.compile(r"(?i)(?<=dân)\s*(?:&|\s-\s)\s*(?=Ủy)"), " và "),
    (re.compile(r"(?i)\bvp\b"), "Văn phòng"),
    (re.compile(r"\s*&\s*"), " và "),
    (re.compile(rf"(?i)(?<=nhân dân)(?=(?:{'|'.join(LEVEL_WORDS)})\s)"), " "),
    (re.compile(r"(?i)(?<![^\W_])chínhphủ\b"), "Chính phủ"),
    (re.compile(r"(?i)(?<![^\W\d_])tp\s?\.?\s?hcm\b"), "Thành phố Hồ Chí Minh"),
    (re.compile(r"(?i)(?<![^\W\d_])tp\s?\.\s?|(?<![^\W\d_])TP\s"), "thành phố "),
)


@cache
def _known() -> tuple[tuple[str, str], ...]:
    """Known names by their keys, longest first."""
    codes = (row["issuer"] for row in rows("issuer_codes") if " / " not in row["issuer"] and not row["issuer"].endswith(")"))
    names = {key(name): name for name in (*codes, *lists()["names"], *lists()["schools"]) if " " in name}
    return tuple(sorted(names.items(), key=lambda pair: -len(pair[0])))


def is_known(text: str) -> bool:
    """Whether a text is a known name as a whole, in any letter case."""
    return any(known == key(text) for known, _ in _known())


def expand(text: str) -> str:
    """Abbreviations of agencies written out: "UBND TP. HUẾ" -> "Ủy ban nhân dân thành phố HUẾ"."""
    for pattern, long in _LONG_FORMS:
        text = pattern.sub(long, text)
    return " ".join(text.split())


def place_name(text: str) -> str:
    """A place with a capital on every syllable: "BÀ RỊA - VŨNG TÀU" -> "Bà Rịa - Vũng Tàu"."""
    return " ".join(word.capitalize() if is_capitals(word) or word.islower() else word for word in text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _field(text: str) -> str:
    """What an agency works on, which has a capital of its own: "Cục Kiểm ngư"; one for several bodies has none ("các cơ quan")."""
    return text if text.startswith("các ") else _capital(text)


def _is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is no syllable: "TNHH", "PCTT"; one whose vowels have marks always is one ("ĐẮK")."""
    bare = skeleton(word)
    marked = bare != word.lower().replace("đ", "d")
    return word.isalpha() and not marked and len(word) <= _LONGEST_ABBREVIATION and _SYLLABLE.fullmatch(bare) is None


def _in_small_letters(name: str) -> str:
    """A name out of capitals: abbreviations stay, and so do the capitals of a place at its end."""
    words = [word if _is_abbreviation(word) else word.lower() for word in name.split()]
    for count in range(min(_LONGEST_PLACE, len(words) - 1), 0, -1):
        place = " ".join(words[-count:])
        if is_province(place) or (count > 1 and is_district(place)):
            return f"{' '.join(words[:-count])} {place_name(place)}"
    return " ".join(words)


class Casing:
    """The letter case of names in one document, from its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    @cached_property
    def _body(self) -> str:
        return "\n".join(matching(line) for line in self._lines if not is_capitals(line))

    @cached_property
    def _folded(self) -> str:
        return self._body.casefold()

    def _as_in_body(self, name: str) -> str | None:
        """The way the document writes a name most often where it does not use capitals."""
        found: Counter[str] = Counter()
        for match in re.finditer(re.escape(name.casefold()), self._folded):
            written = self._body[match.start() : match.end()]
            if written[0].isupper() and not is_capitals(written):
                found[written] += 1
        return found.most_common(1)[0][0] if found else None

    def name(self, text: str) -> str:
        """An agency's name with its abbreviations written out and its letters in the right case."""
        written = old_tones(expand(matching(text)))
        exact = next((name for known, name in _known() if known == key(written)), None)
        if exact is None and written.isascii() and " " in written:  # a scan without any tones
            exact = next((name for known, name in _known() if skeleton(known) == skeleton(written)), None)
        if exact:
            return exact
        organ = starts("party_organs").match(skeleton(written))
        if organ and begins_with(written[organ.end() :].strip(), "heads"):
            return f"{self.name(written[: organ.end()])} {self.name(written[organ.end() :].strip())}"
        joint = written.split(" - ")
        if len(joint) > 1 and all(begins_with(part, "heads") for part in joint):
            return " - ".join(self.name(part) for part in joint)
        if not is_capitals(text) and not _SHOUTED.search(text):
            return _capital(written)
        return self._placed(written) or self._as_in_body(written) or self._by_rule(written)

    def in_full(self, name: str) -> str:
        """A name that has lost the "Việt Nam" at its end, as letterheads cut to their first line have."""
        return next((known for at, known in _known() if at == key(f"{name} Việt Nam")), name)

    def _placed(self, written: str) -> str | None:
        """A name that ends with a level and a place, each part on its own."""
        level = _LEVEL.search(written.lower())
        if level is None:
            return None
        place, head = place_name(written[level.end() :]), written[: level.start()].strip()
        word = "Thành phố" if skeleton(place) == "ho chi minh" else level[1]
        return f"{self.name(head)} {word} {place}" if head else f"{word} {place}"

    def _by_rule(self, written: str) -> str:
        """A known name with something after it, else capitals on the kind of agency and on its field: "Cục Kiểm ngư"."""
        lower = _ALWAYS_PATTERN.sub(lambda name: _ALWAYS[name[0]], _in_small_letters(written))
        for known, name in _known():
            if key(written).startswith(known + " "):
                rest = _REGION.sub(lambda region: region[0].upper(), lower[len(known) :].strip())
                of_party = name.endswith("ủy") and not begins_with(rest, "blocs")
                of_school = name in lists()["schools"] and not rest.startswith("số ")
                proper = of_party or of_school or is_province(rest) or is_district(rest)
                field = _field(rest) if name in lists()["heads"] else rest
                return f"{name} {place_name(rest) if proper else field}"
        head = starts("heads").match(skeleton(lower))
        at = head.end() + 1 if head else len(lower)
        return _capital(lower[:at]) + _field(lower[at:])
