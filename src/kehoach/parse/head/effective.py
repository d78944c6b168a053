"""From when a document is in force, as its own text says."""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from kehoach.parse.dates import date_at
from kehoach.parse.lines import Passage
from kehoach.text import skeleton

_KINDS = (
    r"(?:quyet dinh|nghi quyet|chi thi|ke hoach|chuong trinh|thong tu|nghi dinh|quy che|quy dinh|luat|thong bao|huong dan|van ban|cong van"
    r"|de an|phuong an|ket luan)"
)
_THIS = rf"{_KINDS}\s+nay"
_ITSELF = re.compile(rf"(?:(?:dieu|khoan)?\s?\d{{1,2}}\s?[.:)]\s?)?(?P<kind>{_KINDS})\s+co hieu luc(?![^\W_])")
"""The first words of a paragraph that speaks of its own document without "này": of the type that the document has."""
_IN_FORCE = re.compile(rf"{_THIS}[^.;]{{0,160}}?(?:co hieu luc|thi hanh|thuc hien|ap dung)|thi hanh\s+{_THIS}")
_SINCE = re.compile(
    r"(?:ke\s)?tu\s(?:(?:ngay\s)?(?:duoc\s)?(?P<own>ky|ban hanh|thong qua)(?![^\W_])|(?=ngay\s?[\d.]|thang\s?\d|nam\s?\d|\d))"
)
_AFTER_DAYS = re.compile(r"sau\s(?P<days>\d{1,3})\s?(?:\([^)]{0,30}\)\s)?ngay,?\s?(?:ke\s)?tu\sngay\s(?:ky|ban hanh)")
_DAYS_BEFORE = re.compile(r"\d\s?(?:\([^)]{0,30}\)\s)?ngay(?: lam viec)?,?\s*$")
_SENTENCE_END = re.compile(r";|\.(?:\s|/|$)")
_REACH = 300


def read_effective(paragraphs: Iterable[Passage], issued_on: str | None, kind: str | None = None) -> str | None:
    """The date that the document states, or its own where it says "kể từ ngày ký/ban hành"; None where it says nothing.

    "sau N ngày kể từ ngày ký" counts from the issue date, that day left out (Civil Code 2015, art. 147). ``kind``: its type, which
    a paragraph may name alone ("Quyết định có hiệu lực kể từ ngày ký").
    """
    own = skeleton(kind) if kind else None
    for paragraph in paragraphs:
        bare = paragraph.bare
        itself = _ITSELF.match(bare) if own and "co hieu luc" in bare else None
        if itself and itself["kind"] == own and (found := _stated(paragraph.matching, bare, itself.end(), issued_on)):
            return found
        for force in _IN_FORCE.finditer(bare) if " nay" in bare else ():
            found = _stated(paragraph.matching, bare, force.end(), issued_on)
            if found:
                return found
    return None


def _stated(text: str, bare: str, start: int, issued_on: str | None) -> str | None:
    """The date that the rest of a sentence gives after "có hiệu lực", "thi hành …"."""
    stop = _SENTENCE_END.search(bare, start)
    end = min(stop.start() if stop else len(bare), start + _REACH)
    counted = _AFTER_DAYS.search(bare, start, end)
    if counted:
        whole = issued_on is not None and len(issued_on) == 10
        return (date.fromisoformat(issued_on) + timedelta(days=int(counted["days"]))).isoformat() if issued_on and whole else None
    for since in _SINCE.finditer(bare, start, end):
        if _DAYS_BEFORE.search(bare, max(0, since.start() - 40), since.start()):
            continue
        if since["own"]:
            return issued_on if since["own"] != "thong qua" else None
        stated = date_at(text, since.end())
        if stated and stated.iso:
            return stated.iso
    return None
