"""The foot of a document: authority, office and name of who signed (Decree 30/2020/ND-CP annex I, cell 7), and the date it takes effect.

The signature stands beside "Nơi nhận", in a column of its own or run together with the recipients on the same lines.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kehoach.model import Signer
from kehoach.parse.dates import date_at
from kehoach.parse.head.casing import Casing, words
from kehoach.parse.lines import CAPITAL, Line, is_capitals, skeleton

_AUTHORITY = re.compile(r"(?:(?:tm|kt|tl|tuq|t/m|k/t|t/l|t/uq)\s?[.,:]?\s?|q\s?\.\s?)(?=[^\W\d_])")
_AUTHORITY_ABBREVIATION = re.compile(r"(?<![^\W_])(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ|Q)\s?\.?\s+(?=[^\W\d_])")
_RECIPIENTS = re.compile(r"(?:noi|not|n0i) nhan\b")
_TITLES = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|Ths|BS|BSCKII|BSCKI|CKI|CKII|KS|CN|TSKH|NGND|NGƯT|LS|Dr)\s?[.,]?\s*|(?:Thiếu|Trung|Thượng|Đại)\s(?:tá|tướng|úy)\s+|(?:Ông|Bà)\s+)+"
)
_NAME = rf"[{CAPITAL}][^\W\d_A-ZĐ]{{0,7}}(?:['’][^\W\d_]{{1,6}})?"
_PERSON = re.compile(rf"(?:{_NAME})(?:[ -](?:{_NAME})){{1,5}}")
_PERSON_AT_END = re.compile(rf"(?:^|[.;,)\]]\s*|\s-\s)({_NAME}(?:\s{_NAME}){{1,4}})$")
_SIGNED = re.compile(r"\(?\[?\s*(?:da ky|ky ten|ky,? (?:ghi ro|dong dau)|ky so|dong dau|chu ky|signed|digitally)")
_NOT_PERSON = re.compile(r"(?:noi nhan|nhu dieu|luu|phu luc|ke hoach|danh muc|dieu \d|so |ban |van phong|uy ban|ngay )|(?:tinh|huyen|xa|phuong|thanh pho)$")
_ITEM = re.compile(r"[-+•*–]\s*\S")
_RIGHT_CAPITALS = re.compile(rf"(?:^|[;.,:)\]]\s*|\s)((?:(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\.?\s)?[{CAPITAL}]{{2,}}(?:,?\s[{CAPITAL}&.]{{2,}})+)$")
_REACH_ABOVE, _REACH_BELOW = 14, 60
_GAP = 9

_THIS = r"(?:quyet dinh|nghi quyet|chi thi|ke hoach|chuong trinh|thong tu|nghi dinh|quy che|quy dinh|luat|thong bao|huong dan|van ban|cong van|de an|phuong an|ket luan)\s+nay"
_IN_FORCE = re.compile(rf"{_THIS}(?:\s+(?:da\s+)?)?[^.;]{{0,160}}?(?:co hieu luc|thi hanh|thuc hien|ap dung)|thi hanh\s+{_THIS}")
_SINCE = re.compile(r"(?:ke\s)?tu\s(?:(?:ngay\s)?(?:duoc\s)?(?P<own>ky|ban hanh|thong qua)(?![^\W_])|(?=ngay\s?[\d.]|thang\s?\d|nam\s?\d|\d))")
_AFTER_DAYS = re.compile(r"sau\s(?P<days>\d{1,3})\s?(?:\([^)]{0,30}\)\s)?ngay,?\s?(?:ke\s)?tu\sngay\s(?:ky|ban hanh)")
_DAYS_BEFORE = re.compile(r"\d\s?(?:\([^)]{0,30}\)\s)?ngay(?: lam viec)?,?\s*$")


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    """Offices by their skeletons, longest first."""
    return tuple(sorted(((skeleton(office), office) for office in words()["offices"]), key=lambda pair: -len(pair[0])))


def office_of(text: str, casing: Casing) -> str | None:
    """The office that a line names: "PHÓ GIÁM ĐỐC SỞ" -> "Phó Giám đốc Sở"; None where the line is none."""
    bare = skeleton(text)
    for known, office in _offices():
        if bare == known:
            return office
        if bare.startswith(known + " ") and len(text) < 90:
            rest = text[len(known) :].strip(" -,")
            return f"{office} {casing.name(rest)}" if rest else office
    return None


@dataclass(slots=True)
class _Signature:
    """A signature as it is gathered line by line: ``at`` is the line where it begins, ``last`` the last that belonged to it."""

    at: int
    last: int
    authority: list[str]
    role: str | None = None
    name: str | None = None


def _right_column(text: str) -> Iterator[str]:
    """What stands right of the recipients on one line: "- Như Điều 3; CHỦ TỊCH"."""
    if _RECIPIENTS.match(skeleton(text)):
        rest = text[_RECIPIENTS.match(skeleton(text)).end() :].strip(" :;./-*_✓")  # type: ignore[union-attr]
        if rest:
            yield rest
    elif _ITEM.match(text):
        abbreviated = _AUTHORITY_ABBREVIATION.search(text)
        if abbreviated and is_capitals(text[abbreviated.start() :]):
            yield text[abbreviated.start() :]
        elif match := _RIGHT_CAPITALS.search(text):
            yield match[1]
        elif match := _PERSON_AT_END.search(text):
            yield match[1]
    else:
        yield text


def person_of(text: str) -> str | None:
    """The personal name that a line is, its academic title or rank taken off; None where it is none."""
    bare = _TITLES.sub("", text).strip(" .,*")
    if _NOT_PERSON.search(skeleton(bare)) or len(bare) > 45:
        return None
    if _PERSON.fullmatch(bare):
        return bare
    if is_capitals(bare) and 2 <= len(bare.split()) <= 5 and all(word.isalpha() for word in bare.split()):
        return " ".join(word.capitalize() for word in bare.split())
    return None


def _signatures(lines: Sequence[Line], casing: Casing) -> list[_Signature]:
    """All signatures in order: runs of authority, office and name with nothing but marks between."""
    found: list[_Signature] = []
    now: _Signature | None = None
    for index, line in enumerate(lines):
        for text in _right_column(line.text):
            if now and (index - now.last > _GAP or now.name):
                found.append(now)
                now = None
            bare = skeleton(text)
            if is_capitals(text) and _AUTHORITY.match(bare) and len(text) < 120:
                now = now if now and not now.role else _Signature(index, index, [])
                now.authority.append(text)
            elif is_capitals(text) and (role := office_of(text, casing)) and len(text) < 90:
                now = now or _Signature(index, index, [])
                now.role = now.role or role
            elif now and not now.role and now.authority and is_capitals(text) and len(text) < 60 and index == now.last + 1 and person_of(text) is None:
                now.authority[-1] += " " + text
            elif now and not _SIGNED.match(bare) and (now.role or now.authority) and (name := person_of(text)):
                if is_capitals(text) and not now.role:
                    continue
                now.name = name
            else:
                continue
            now.last = index
    if now:
        found.append(now)
    return found


def _foot(lines: Sequence[Line], body_at: int) -> tuple[int, int]:
    """Where the foot may stand: about the first "Nơi nhận", else anywhere in the body."""
    recipients = next((i for i in range(body_at, len(lines)) if _RECIPIENTS.match(skeleton(lines[i].text)[:14])), None)
    if recipients is None:
        return body_at, len(lines)
    return max(body_at, recipients - _REACH_ABOVE), min(len(lines), recipients + _REACH_BELOW)


def read_signer(lines: Sequence[Line], body_at: int, casing: Casing) -> Signer | None:
    """The first signature of the document; a name or an office that is not printed stays None."""
    begin, end = _foot(lines, body_at)
    for first, last in ((begin, end), (body_at, len(lines))):
        signatures = _signatures(lines[first:last], casing)
        complete = [s for s in signatures if s.name and (s.role or s.authority)]
        partial = [s for s in signatures if s.authority]
        chosen = complete[0] if complete else partial[0] if partial else None
        if chosen:
            role = chosen.role or _role_in(chosen.authority, casing)
            return Signer(name=chosen.name, role=role if chosen.name else None, authority=" ".join(chosen.authority) or None)
    return None


def _role_in(authority: list[str], casing: Casing) -> str | None:
    """The office of one who signs as acting head ("Q. GIÁM ĐỐC"), which stands in the authority itself."""
    match = _AUTHORITY.match(skeleton(authority[-1])) if authority else None
    if match is None or not skeleton(authority[-1]).startswith("q"):
        return None
    office = office_of(authority[-1][match.end() :], casing)
    return f"Quyền {office}" if office else None


def read_effective(paragraphs: Sequence[str], issued_on: str | None) -> str | None:
    """The date from which the document is in force: the date it states, or its own where it says "kể từ ngày ký/ban hành".

    "sau N ngày kể từ ngày ký" counts from the issue date, that day left out (Civil Code 2015, art. 147).
    """
    for text in paragraphs:
        bare = skeleton(text)
        for force in _IN_FORCE.finditer(bare):
            tail_end = _sentence_end(bare, force.end())
            counted = _AFTER_DAYS.search(bare, force.end(), tail_end)
            if counted and issued_on and len(issued_on) == 10:
                return (date.fromisoformat(issued_on) + timedelta(days=int(counted["days"]))).isoformat()
            for since in _SINCE.finditer(bare, force.end(), tail_end):
                if _DAYS_BEFORE.search(bare[: since.start()]):
                    continue
                if since["own"]:
                    return issued_on if since["own"] != "thong qua" else None
                stated = date_at(text, since.end())
                if stated and stated.iso:
                    return stated.iso
    return None


def _sentence_end(bare: str, start: int) -> int:
    end = re.compile(r"[;]|\.(?:\s|/|$)").search(bare, start)
    return end.start() if end else min(len(bare), start + 300)
