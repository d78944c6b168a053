"""Document numbers: "61/2018/NĐ- CP" to number, year, type, issuer and family.

Shapes (Decree 30/2020/ND-CP annex I and III, Decree 78/2025/ND-CP, party guide 36-HD/VPTW)::

    administrative  SO/TYPE-ISSUER{-PART}       letter      SO/ISSUER{-UNIT}
    normative       SO/YEAR/TYPE-ISSUER         party       SO-TYPE/ISSUER      (before 2003 also SO-YEAR/TYPE-ISSUER)
    series          SO.n/YEAR/NQ-CP
    parliament      SO/YEAR/QHnn                draft       Số: /TYPE-ISSUER

Repairs: composed Unicode, eth, long dashes, look-alike letters, gaps beside a joining dash, O and l in figures, letter case of
known codes (QĐ-TTG, Ttg), gaps inside a known code (BGD &ĐT), footnote figures glued to a code. ``raw`` keeps what was written.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from kehoach.normalize.data import members, rows

Family = Literal["administrative", "normative", "letter", "party", "draft"]


class DocumentNumber(Struct, frozen=True):
    """One document number. ``number`` is the repaired form, None for a draft; ``year`` only from the middle of the number."""

    raw: str
    number: str | None
    family: Family
    year: int | None
    type: str | None
    issuer: str | None


_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u3000\t", " "),
        "\u00d0": "Đ", "\u0189": "Đ", "\u2044": "/", "\u2215": "/", "\u2026": ".",
        **dict(zip("АВЕКМНОРСТУХΑΒΕΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXABEHIKMNOPTYX", strict=True)),
    }
)  # fmt: skip
_SLASHES = frozenset("/\u2044\u2215")
_UNPLAIN = re.compile("[" + "".join(map(chr, _PLAIN)) + "]")
_CODE = r"(?:[TC]\.Tr|[A-ZĐƯ][A-Za-zĐđƯ0-9&]{0,29})(?:(?=ngày)|(?![^\W\d_]))"
_DASH = r"(?:-[ ]?\n?|[ ]-[ ]?\n?)"
_SERIAL = (
    r"(?P<serial>[\dOol](?<![\w/&].)(?<!\w[.,:-].)"
    r"(?:(?<=\d)\d?\.\d{3}(?=[ ]?/)|(?<=\d)\d{0,2}\.\d{1,2}(?=[ ]?/[ ]?\n?[12][\dOol]{3}[ ]?/)|[\dOol]{0,5}[a-eđA-EĐ]?))"
)
"""A figure, its thousands set apart ("1.234") or not; since 2025 also one of a series under a resolution ("66.2/2025/NQ-CP").

What may not stand before it is looked for after its first letter: a pattern that begins with a letter is searched for ten times as fast.
"""
_BODY = rf"(?P<first>{_CODE})(?:(?P<join>{_DASH}|[/.])(?P<second>{_CODE}))?(?P<rest>(?:[/.&]{_CODE}|-[ ]?\n?{_CODE}){{0,6}})"
_SLASH = r"[ ]?/[ ]?\n?"
_PARLIAMENT = r"(?P<qh>QH[ ]?\d{2}(?!\d\d))"
_YEAR = r"(?P<year>[12][\dOol]{3})"
_STATE = re.compile(rf"{_SERIAL}(?:(?P<dash>-)(?=\d{{4}}/)|{_SLASH})(?:{_YEAR}{_SLASH})?{_PARLIAMENT}?(?(qh)|{_BODY})")
_PART = rf"(?P<rest>(?:(?:-|[ ]?-[ ]?(?=\w{{2,9}}\s*\Z))(?=[A-ZĐƯ][a-z]?[A-ZĐƯ&]){_CODE}){{0,3}})"
"""The section that drafted a paper of a party body or a union: "-BTC" of "215-KH/TĐTN-BTC"; words after a dash are none."""
_PARTY = re.compile(rf"{_SERIAL}[ ]?{_DASH}(?P<first>{_CODE})[ ]?/[ ]?(?P<second>{_CODE}){_PART}")
_BLANK = r"(?:(?<![\w/])(?P<label>[Ss][ốỐ][ ]?:?)[ ]{0,40}(?:[xX]{1,6}|[._ ]{0,60})[ ]?|[._]{2,60}[ ]{0,5})"
_DRAFT_STATE = re.compile(rf"{_BLANK}/[ ]?(?:(?P<year>20\d\d|[._]{{2,12}})[ ]?/[ ]?)?{_BODY}")
_DRAFT_PARTY = re.compile(rf"{_BLANK}-[ ]?(?P<first>{_CODE})[ ]?/[ ]?(?P<second>{_CODE}){_PART}")
_SHAPES = {"state": _STATE, "party": _PARTY}
_DRAFT_SHAPES = {"draft_state": _DRAFT_STATE, "draft_party": _DRAFT_PARTY}
_BLANK_LABEL = re.compile(r"[ốỐ](?<=[Ss].)[ ]?:?[ ]{0,40}[xX._/-]")
_BLANK_DOTS = re.compile(r"[._][._]")
"""What a number still to be filled in has, the one or the other."""
_GAP = re.compile(r"(?P<first>[A-ZĐ](?<=[-/].)[A-ZĐ]{1,5})(?P<gap>[ ]?&[ ]|[ ]&?)(?P<second>[A-ZĐ]{2,5})(?!\w)")
"""What may be one code with a gap in it ("BGD &ĐT", "BGD ĐT")."""
_FORMS = ("mẫu", "biểu", "phụ lục", "mã", "qcvn", "tcvn", "iso")
"""Words before the number of a form or of a standard."""
_CUE = re.compile(r"(?i)(?:số|văn|điện|trình|định|quyết|thị|hoạch|báo|dẫn|tư|luận)\s?:?\s?$")
_TYPED_CUE = re.compile(r"(?i)(?:văn|điện|trình|định|quyết|thị|hoạch|báo|dẫn|tư|luận)\s+số\s?:?\s?$")
_FIGURES = str.maketrans("Ool", "001")


@cache
def _canonical() -> dict[str, str]:
    """Official spelling of every known code, by its letters without case."""
    spelling: dict[str, str] = {}
    for table in ("doc_types", "issuer_codes"):
        for row in rows(table):
            for written in (row["code"], *members(row["variants"])):
                if written:
                    spelling.setdefault(written.casefold(), row["code"])
    return spelling


@cache
def _types() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("doc_types") if row["code"])


@cache
def _issuers() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("issuer_codes"))


_PARLIAMENT_CODE = re.compile(r"(?i)((?:UBTV)?QH)(1?\d)\d?")


@lru_cache(maxsize=4096)
def _repair(code: str) -> str:
    """One code in its official letter case, without a footnote figure glued to it."""
    parliament = _PARLIAMENT_CODE.fullmatch(code)
    if parliament:
        return (parliament[1] + parliament[2]).upper()
    known = _canonical().get(code.casefold())
    if known:
        return known
    stem = code.rstrip("0123456789")
    if len(code) - len(stem) <= 2 and stem.casefold() in _canonical():
        return _canonical()[stem.casefold()]
    return code


def _split_glued(code: str) -> list[str]:
    """A type glued to its issuer, taken apart: "NĐCP" -> "NĐ", "-CP"."""
    if code not in _types() and code not in _issuers():
        for cut in (2, 3):
            if code[:cut] in _types() and code[cut:] in ("CP", "TTg", "UBND", "HĐND", "VPCP"):
                return [code[:cut], f"-{code[cut:]}"]
    return [code]


def _codes(groups: Mapping[str, str | None]) -> list[str]:
    """The codes of a number, each after its separator: ["QĐ", "-UBND", "-HC"]."""
    if groups.get("qh"):
        return [_repair((groups["qh"] or "").replace(" ", ""))]
    separated = [groups["first"] or ""]
    if second := groups.get("second"):
        join = (groups.get("join") or "-").strip()
        separated.append(join + second)
    if rest := groups.get("rest"):
        separated += re.findall(r"[-/.&][^-/.&]+", re.sub(r"\s", "", rest))
    return _split_glued(_repair(separated[0])) + [part[0] + _repair(part[1:]) for part in separated[1:]]


def _build(shape: str, match: re.Match[str], raw: str) -> DocumentNumber:
    return _number(shape, tuple(match.groupdict().items()), raw)


@lru_cache(maxsize=4096)
def _number(shape: str, pieces: tuple[tuple[str, str | None], ...], raw: str) -> DocumentNumber:
    """The number that the named pieces of a match make; remembered, because documents name the same ones again and again."""
    groups = dict(pieces)
    codes = _codes(groups)
    names = [code.lstrip("-/.") for code in codes]
    year = groups.get("year")
    year_value = int(year.translate(_FIGURES)) if year and not year.startswith((".", "_")) else None
    is_type = "party" in shape or names[0] in _types()
    kind = names[0] if is_type else None
    issuer = (names[1] if len(names) > 1 else None) if is_type else names[0]
    if shape.startswith("draft"):
        return DocumentNumber(raw, None, "draft", year_value, kind, issuer)
    whole, dot, part = (groups["serial"] or "").partition(".")
    serial = f"{whole}.{part}" if dot and len(part) < 3 else whole + part
    serial = serial[:-1].translate(_FIGURES) + serial[-1].translate(_FIGURES)
    if shape == "party":
        return DocumentNumber(raw, f"{serial}-{names[0]}/{names[1]}{''.join(codes[2:])}", "party", None, kind, issuer)
    family: Family = "normative" if year_value else "administrative" if is_type else "letter"
    number = "/".join([serial, *([str(year_value)] if year_value else []), "".join(codes)])
    return DocumentNumber(raw, number, family, year_value, kind, issuer)


def _is_form(before: str) -> bool:
    """Whether the text before a number says that it is one of a form: "Mẫu số 01/…"."""
    return before.lower().rstrip().removesuffix(":").rstrip().removesuffix("số").rstrip().endswith(_FORMS)


def _plausible(shape: str, match: re.Match[str], text: str, *, alone: bool) -> bool:
    """Whether a match is a document number and not a form number, a ratio, a date, a standard or a heading."""
    groups = match.groupdict()
    before = text[max(0, match.start() - 24) : match.start()]
    if not shape.startswith("draft"):
        if not any(c.isdigit() for c in match["serial"]) or _is_form(before):
            return False
    elif not groups["label"] and not groups.get("second"):
        return False
    if groups.get("dash") and (len(match["serial"]) > 3 or _repair(groups["first"] or "") not in _types()):
        return False
    if groups.get("qh"):
        return bool(groups["year"])
    first, second = _repair(match["first"]), groups.get("second") or ""
    known = first in _types() or first in _issuers()
    join = groups.get("join") or ""
    if "-" in join and len(join) > 1 and (join.startswith(" ") or "\n" in join) and first not in _types():
        return False
    if second.rstrip("0123456789") == "KSTT" and not known:
        return False
    if shape.endswith("party"):
        return first in _types() or ((alone or first.isupper()) and len(first) > 1)
    if len(first) < 2 and not (known and second):
        return False
    if sum(c.isupper() for c in first) < 2 and not known:
        return False
    if second or groups.get("year") or alone:
        return True
    cue = _CUE if known or first.isalpha() else _TYPED_CUE
    return cue.search(before) is not None and (known or first.rstrip("0123456789").isalpha())


def _plain(text: str) -> tuple[str, list[int] | None]:
    """The text with look-alike characters replaced, and for each character where it came from (None: same places)."""
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and _INVISIBLE.isdisjoint(text)):
        return text.translate(_PLAIN) if _UNPLAIN.search(text) else text, None
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        composed = "".join(c for c in unicodedata.normalize("NFC", text[at:end]) if c not in _INVISIBLE)
        pieces.append(composed)
        origin += [at] * len(composed)
        at = end
    return "".join(pieces).translate(_PLAIN), [*origin, len(text)]


def _is_one_code(match: re.Match[str]) -> bool:
    """Whether the two sides of a gap are one known code, or with "&" the end of one, whatever the rank of the body; without
    "&" only where the first alone is no code ("VP UBND")."""
    whole = match["first"] + match["second"]
    if "&" in match["gap"]:
        return len(whole) > 3 and any(code.endswith(whole[1:]) for code in _issuers())
    return whole in _issuers() and match["first"] not in _issuers()


def _without_gaps(plain: str, origin: list[int] | None) -> tuple[str, list[int] | None]:
    """The text without the spaces inside known codes, and for each character where it came from."""
    gaps = {at for match in _GAP.finditer(plain) if _is_one_code(match) for at in range(*match.span("gap")) if plain[at] == " "}
    if not gaps:
        return plain, origin
    kept = [at for at in range(len(plain)) if at not in gaps]
    return "".join(plain[at] for at in kept), [origin[at] if origin else at for at in (*kept, len(plain))]


def _scan(plain: str, *, alone: bool) -> Iterator[tuple[int, int, str, re.Match[str]]]:
    """All plausible matches, leftmost first, longest where two begin together, none overlapping."""
    if "/" not in plain:
        return
    may_be_blank = _BLANK_LABEL.search(plain) or _BLANK_DOTS.search(plain)
    shapes = _SHAPES | _DRAFT_SHAPES if may_be_blank else _SHAPES
    found = [
        (match.start(), -match.end(), shape, match)
        for shape, pattern in shapes.items()
        for match in pattern.finditer(plain)
        if _plausible(shape, match, plain, alone=alone)
    ]
    last = 0
    for start, minus_end, shape, match in sorted(found, key=lambda item: item[:2]):
        if start >= last:
            last = -minus_end
            yield start, last, shape, match


def find_numbers(text: str) -> Iterator[tuple[int, int, DocumentNumber]]:
    """Every document number in running text as (start, end, number); form numbers, ratios and dates are passed over."""
    if _SLASHES.isdisjoint(text):
        return
    plain, origin = _without_gaps(*_plain(text))
    for start, end, shape, match in _scan(plain, alone=False):
        if origin is not None:
            start, end = origin[start], origin[end]
        yield start, end, _build(shape, match, text[start:end])


def read_number(raw: str) -> DocumentNumber | None:
    """The document number that ``raw`` is ("Số: 12/QĐ-UBND", "09- CTr/TU"), or None; words around it do not matter."""
    plain, _ = _without_gaps(*_plain(raw))
    for candidate in (plain, f"Số {plain.strip()}", re.sub(r"[a-zđ&]+(?=[-/]|$)", lambda m: m[0].upper(), plain)):
        for _, _, shape, match in _scan(candidate, alone=True):
            return _build(shape, match, raw)
    return None
