"""What a text does with the documents that it cites, by the words before each (``CitationRole``).

Lead words: Căn cứ and Thực hiện of the preamble (basis), sửa đổi, thay thế, bãi bỏ, ban hành kèm theo (carrier); else reference.
All patterns are on skeletons (``text.skeleton``).
"""

from __future__ import annotations

import re

from kehoach.model import CitationRole
from kehoach.text import skeleton

_REACH = 160
_RELATIONS: tuple[tuple[re.Pattern[str], CitationRole], ...] = (
    (re.compile(r"thay the"), "replaces"),
    (re.compile(r"bai bo|huy bo"), "repeals"),
    (re.compile(r"sua doi|bo sung|dieu chinh|dinh chinh|thay doi"), "amends"),
    (re.compile(r"(?:ban hanh |dinh )?kem theo|ban hanh kem"), "carrier"),
)
_ATTACHED = re.compile(r",\s+(?:dinh )?kem theo\s")
"""After another document what goes with that one: it carries nothing."""
_PASSIVE = re.compile(r"(?:duoc|bi|da)\s[^;]{0,80}?(?:sua doi|bo sung|thay the|dieu chinh)[^;]{0,80}?\b(?:tai|boi|theo|bang|qua)\b")
_OTHER_AIM = re.compile(r"\b(?:theo|tai|thuc hien|can cu|trien khai|quy dinh|huong dan|voi|boi|bang)\s")
_PART = re.compile(r"\b(?:(?:mot so|cum tu)\s|(?:chuong|dieu|khoan|diem|muc|phu luc)\s(?:[\divx]+|[a-z])\b)")
"""Parts of a document: to take these out, or to put others for them, is to amend it."""
_AT_REQUEST = re.compile(r"(?:\A|[,;.])\s*(?:va\s)?(?:theo|xet)\s|\bva\s(?:theo|xet)\s(?:de nghi|y kien)\s")
_AND_ANOTHER = re.compile(r"(?:,|\bva|\bcung)\s+(?:cac\s+)?\Z")
_AND_ON_GROUNDS = re.compile(r"(?:,|\bva)\s+can cu\s+(?:cac\s+)?\Z")
_AIMS_AT_DOCUMENT = re.compile(
    r"\b(?:theo|tai|cua|thuc hien|thi hanh|trien khai|huong dan|quy dinh)\s(?:[^;]*\s)?"
    r"(?:bo luat|luat|phap lenh|nghi dinh|nghi quyet|quyet dinh|thong tu|chi thi|ket luan)(?![^\W_])"
)
_ENDED = re.compile(r"[^.;]{0,100}?het hieu luc")
TOGETHER = re.compile(r"(?:,|va|&|-|;|hoac|cung|voi|cac|so|:|\s)*")


def relation_of(lead: str) -> CitationRole | None:
    """What the words between the citation before and this one say is done to it: the last verb that aims at it."""
    lead = lead[-_REACH:]
    best: tuple[int, int, CitationRole] | None = None
    for pattern, role in _RELATIONS:
        for match in pattern.finditer(lead):
            if best is None or match.start() > best[0]:
                best = (match.start(), match.end(), role)
    if best is None:
        return None
    rest = lead[best[1] :]
    if _OTHER_AIM.search(rest):
        return None
    return "amends" if best[2] in ("replaces", "repeals") and _PART.search(rest) else best[2]


def role_of(lead: str, after: str, before: CitationRole | None, listed: CitationRole, kind: str | None) -> CitationRole:
    """The role of a citation.

    ``lead``: the words since the citation before, or since the paragraph's beginning; ``after``: what follows it; ``before``: the
    role of the one before, None for the first; ``listed``: the role of the list that the paragraph is; ``kind``: its type.
    """
    if before and TOGETHER.fullmatch(lead):
        return listed if ";" in lead else before
    if before and _PASSIVE.search(lead):
        return before
    part = lead[lead.rfind(";") + 1 :]
    law_name = kind in ("Luật", "Bộ luật", "Pháp lệnh") and part.strip(" -+*") == ""
    relation = None if law_name else relation_of(part)
    if relation:
        return "reference" if relation == "carrier" and before and _ATTACHED.search(part) else relation
    if _ENDED.match(skeleton(after)):
        return "repeals"
    if _AT_REQUEST.search(part):
        return "reference"
    return listed if before is None or _is_member(lead, part, before, listed) else "reference"


def _is_member(lead: str, part: str, before: CitationRole, listed: CitationRole) -> bool:
    """Whether a citation after another stands beside it in the list of its paragraph, and is not part of the other's title."""
    if ";" in lead and (TOGETHER.fullmatch(part) or (listed == "basis" and len(part.split()) <= 9)):
        return True
    if before != listed:
        return False
    return bool(_AND_ON_GROUNDS.search(part) or (_AND_ANOTHER.search(part) and not _AIMS_AT_DOCUMENT.search(part[-2 * _REACH :])))
