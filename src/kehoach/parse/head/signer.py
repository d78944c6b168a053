"""Who signed: authority, office and name at the foot (Decree 30/2020/ND-CP annex I, cell 7).

The signature stands beside "Nơi nhận", in a column of its own or run together with the recipients on the same lines.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct, field

from kehoach.model import Signer
from kehoach.parse import kinds
from kehoach.parse.head.bodies import unit_at
from kehoach.parse.head.casing import Casing
from kehoach.parse.head.words import begins_with, choice, lists, official, shapes, starts
from kehoach.parse.lines import Line, is_capitals
from kehoach.text import CAPITAL, key, skeleton

_AUTHORITY = re.compile(r"(?:(?:tm|kt|tl|tuq|t/m|k/t|t/l|t/uq)(?:\s?[.,:]\s?|\s)|q\s?\.\s?)(?=[^\W\d_])")
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ|Q)\s?\.?\s+(?=[^\W\d_])")
_ABBREVIATED = re.compile(r"(?<![^\W_])(?:tm|kt|tl|tuq|t/m|k/t|t/l|t/uq|q)\s?[.,:]?\s*$")
_DRAFTER = re.compile(r"nguoi (?:lap|viet|soan|xay dung|tong hop|duyet)\b[^.,;:\d]{0,40}")
_RECIPIENTS = re.compile(r"n[o0][it]\s?nh?[ae]n\b")
_ITEM = re.compile(r"[-–+•*]\s*\S")
_CAPITAL_WORDS = re.compile(rf"[{CAPITAL}]{{2}}[.,:]?\s+[{CAPITAL}]{{2}}")
"""Every line that begins a signature has it: an authority or an office in capitals."""
_CAPITALS_AT_END = re.compile(rf"(?:^|[;.,:)\]\s])((?:(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\.?\s)?[{CAPITAL}]{{2,}}(?:,?\s[{CAPITAL}&.]{{2,}})+)$")
_WORD = rf"[{CAPITAL}][^\W\d_A-ZĐ]{{0,7}}(?:['’][^\W\d_]{{1,6}})?"
_PERSON = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{1,5}}")
_PERSON_AT_END = re.compile(rf"(?:^|[.;,)\]]\s*|\s-\s|[{CAPITAL}]\s)({_WORD}(?:\s{_WORD}){{1,4}})$")
_TITLES = re.compile(
    r"^(?:(?:PGS|GS|TSKH|TS|ThS|Ths|BSCKII|BSCKI|BSNT|BS|DSCKII|DSCKI|DS|CKII|CKI|KS|CN|NGND|NGƯT|TTND|TTƯT|LS|Dr)\s?[.,]?\s*"
    r"|(?:Thiếu|Trung|Thượng|Đại)\s(?:tá|tướng|úy)\s+|(?:Ông|Bà)\s+)+"
)
_LONGEST_NAME = 45
_LONGEST_OFFICE = 90
_ABOVE, _BELOW = 14, 60
_GAP = 9


class _Signature(Struct):
    """A signature as it is gathered line by line; ``last``: the last line that belonged to it."""

    last: int
    authority: list[str] = field(default_factory=list)
    role: str | None = None
    name: str | None = None


def office_of(text: str, casing: Casing) -> str | None:
    """The office that a line names: "PHÓ GIÁM ĐỐC SỞ" -> "Phó Giám đốc Sở"; None where the line is none."""
    match = starts("offices").match(skeleton(text))
    if match is None or len(text) >= _LONGEST_OFFICE:
        return None
    office, rest = official("offices")[match[0]], text[match.end() :].strip(" -,")
    return f"{office} {casing.name(rest)}" if rest and not starts("offices").match(skeleton(rest)) else office


def person_of(text: str) -> str | None:
    """The personal name that a line is, its academic title or rank taken off; None where it is none."""
    name = _TITLES.sub("", text).strip(" .,*")
    if len(name) > _LONGEST_NAME or shapes("not_persons").match(key(name)):
        return None
    if _PERSON.fullmatch(name):
        return name
    if is_capitals(name) and 3 <= len(name.split()) <= 5 and key(name.split()[0]) in _surnames():
        return " ".join(word.capitalize() for word in name.split())
    return None


def _parts(text: str) -> Iterator[str]:
    """A line of a signature in its parts, where lines were joined: "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Quốc Văn"."""
    person = _PERSON_AT_END.search(text)
    if person and _begins_signature(text[: person.start(1)].rstrip()):
        yield from _parts(text[: person.start(1)].rstrip())
        yield person[1]
        return
    at = _office_after_authority(text)
    yield from filter(None, (text[:at].rstrip(), text[at:]))


def _begins_signature(text: str) -> bool:
    bare = skeleton(text)
    return is_capitals(text) and (_AUTHORITY.match(bare) is not None or starts("offices").match(bare) is not None)


def begins_signature(lines: Sequence[str]) -> bool:
    """Whether a signature without authority begins with the first of these lines: offices, then the name of a person or nothing.

    Who drew up the document ("NGƯỜI LẬP KẾ HOẠCH") must be followed by a name. An office in small letters must be all of its line
    ("Giám đốc"), and a name must follow.
    """
    sure = False
    for index, line in enumerate(lines):
        text = " ".join(line.split())
        bare = skeleton(text) if len(text) < _LONGEST_OFFICE else ""
        authority = _AUTHORITY.match(bare)
        office = starts("offices").match(bare, authority.end() if authority else 0)
        if office is not None and (is_capitals(text) or office.end() == len(bare)):
            sure = sure or is_capitals(text)
        elif index == 0 and _DRAFTER.fullmatch(bare):
            continue
        elif index == 0 or not shapes("signature_marks").match(bare):
            return (index > 0 and person_of(text) is not None) or (sure and _RECIPIENTS.match(bare) is not None)
    return sure


def _office_after_authority(text: str) -> int:
    """Where on a line of authority the signer's own office begins: not right after "KT.", "TL." …; the end where there is none."""
    bare = skeleton(text)
    if is_capitals(text) and _AUTHORITY.match(bare):
        for office in re.finditer(rf"(?<![^\W_])(?:{choice('offices')})(?![^\W_])", bare):
            if not _ABBREVIATED.search(bare, max(0, office.start() - 8), office.start()):
                return office.start()
    return len(text)


def _right_column(text: str) -> Iterator[str]:
    """What stands right of the recipients on one line: "- Như Điều 3; CHỦ TỊCH"; the whole line where it is no recipient."""
    recipients = _RECIPIENTS.match(skeleton(text))
    if recipients:
        yield text[recipients.end() :].strip(" :;./-*_✓")
    elif not _ITEM.match(text):
        yield text
    elif (authority := _ABBREVIATION.search(text)) and is_capitals(text[authority.start() :]):
        yield text[authority.start() :]
    elif found := _CAPITALS_AT_END.search(text) or _PERSON_AT_END.search(text):
        yield found[1]


def _take(text: str, now: _Signature | None, index: int, below: str, casing: Casing) -> _Signature | None:
    """The signature that ``text`` begins or goes on with; None where it belongs to none. ``below``: the next line."""
    bare, capitals = skeleton(text), is_capitals(text)
    if capitals and _AUTHORITY.match(bare) and len(text) < _LONGEST_OFFICE:
        now = now if now and not now.role else _Signature(index)
        now.authority.append(text)
        return now
    if capitals and (role := office_of(text, casing)):
        now = now or _Signature(index)
        now.role = now.role or role
        return now
    if now is None or shapes("signature_marks").match(bare) or _is_type(text):
        return None
    name = person_of(text) if now.role or not capitals else None
    if name:
        now.name = name
        return now
    near = capitals and now.authority and not now.role and index <= now.last + 1 and len(text) < _LONGEST_OFFICE // 2
    if near and (_goes_on(now.authority[-1], text) or office_of(below, casing) or person_of(below)):
        now.authority[-1] += " " + text
        return now
    return None


def _goes_on(authority: str, text: str) -> bool:
    """Whether an authority has more words on the next line: "TM. ỦY BAN NHÂN" / "DÂN", "TM. ỦY BAN NHÂN DÂN" / "TỈNH LÀO CAI"."""
    match = _AUTHORITY.match(skeleton(authority))
    body = authority[match.end() if match else 0 :]
    if unit_at(text) or begins_with(text, "heads") or body.endswith((",", " VÀ", "-")):
        return True
    joined = (starts(name).match(skeleton(f"{body} {text}")) for name in ("heads", "authorities", "offices"))
    return any(longer.end() > len(body) for longer in joined if longer)


def _is_type(text: str) -> bool:
    """Whether a line is nothing but a type of document: an annexed plan begins below the signature."""
    heading = kinds.heading(text)
    return heading is not None and not heading[1]


def _signatures(lines: Sequence[Line], casing: Casing) -> list[_Signature]:
    """All signatures in order: runs of authority, office and name with nothing but marks between."""
    found: list[_Signature] = []
    now: _Signature | None = None
    for index, line in enumerate(lines):
        if now and index - now.last > _GAP:
            now = None
        if now is None and not _CAPITAL_WORDS.search(line.text):
            continue
        for text in (part for piece in _right_column(line.text) for part in _parts(piece)):
            if now and now.name:
                now = None
            taken = _take(text, now, index, lines[index + 1].text if index + 1 < len(lines) else "", casing)
            if taken is not None:
                taken.last = index
            if taken is not None and taken is not now:
                found.append(taken)
            now = taken or now
    return found


@cache
def _surnames() -> frozenset[str]:
    return frozenset(key(name) for name in lists()["surnames"])


def _foot(lines: Sequence[Line], body_at: int) -> Sequence[Line]:
    """The lines about the first "Nơi nhận"; none where the document has lost it."""
    for index in range(body_at, len(lines)):
        if _RECIPIENTS.match(lines[index].bare):
            return lines[max(body_at, index - _ABOVE) : index + _BELOW]
    return ()


def read_signer(lines: Sequence[Line], body_at: int, casing: Casing) -> Signer | None:
    """The first signature of the document, beside the recipients if it can; what is not printed of it stays None."""
    beside = _signatures(_foot(lines, body_at), casing)
    found = beside or [one for one in _signatures(lines[body_at:], casing) if one.name or one.authority]
    if not found:
        return None
    chosen = next((one for one in found if one.name), found[0])
    role = chosen.role or _acting(chosen.authority, casing)
    return Signer(name=chosen.name, role=role, authority=" ".join(chosen.authority) or None)


def _acting(authority: Sequence[str], casing: Casing) -> str | None:
    """The office of an acting head, which stands in the authority itself: "Q. GIÁM ĐỐC" -> "Quyền Giám đốc"."""
    match = _AUTHORITY.match(skeleton(authority[-1])) if authority else None
    if match is None or not match[0].startswith("q"):
        return None
    office = office_of(authority[-1][match.end() :], casing)
    return f"Quyền {office}" if office else None
