"""Where a phrase cites a document by number: those numbers and dates are never read as deadlines.

Works on plain letters (l and y read as i). Shapes of numbers: Nghị định 30/2020/NĐ-CP, phụ lục III; of a party
document: Hướng dẫn 36-HD/VPTW.
"""
from __future__ import annotations

import re

from kehoach.normalize.deadlines.lexicon import is_another_word
from kehoach.normalize.deadlines.surface import Surface, plain_key

_NUMBER = r"[oi]{0,2}\d[\doi]{0,5}"
_YEAR = r"\d[\doi]{3}"
_DAY = r"[\doi]{1,2}"
_TYPE_CODE = r"[a-z][a-z&]{0,9}\d{0,2}"
_STATE = rf"(?:{_NUMBER}[a-e]?|[oi]{{1,2}}(?=/{_YEAR}/))(?: ?/ ?{_YEAR})? ?/ ?{_TYPE_CODE}(?:(?:- ?|/){_TYPE_CODE}){{1,5}}"
_PARTY = rf"{_NUMBER}- ?[a-z]{{2,6}}/{_TYPE_CODE}"
_PARLIAMENT = rf"{_NUMBER}/{_YEAR}/(?:qh|ubtvqh)[\doi]{{1,2}}"
_NUMBERED = rf"\bso ?:? ?{_NUMBER}(?:[/-][a-z0-9&]{{1,12}}){{0,5}}"
_FULL_DATE = rf"(?:{_DAY} ?[/.-] ?{_DAY} ?[/.-] ?{_YEAR}|{_DAY} thang {_DAY} nam {_YEAR})"
_OF_DAY = rf"(?:,? (?:ban hanh |di )?(?:ngai {_FULL_DATE}|nam {_YEAR}))?"
_KINDS = {
    " ".join(plain_key(kind)): kind
    for kind in (
        "luật", "nghị định", "thông tư", "nghị quyết", "quyết định", "công văn", "kết luận", "chỉ thị", "công điện", "thông báo",
        "tờ trình", "giấy mời",
    )
}  # fmt: skip
_KIND = "|".join(_KINDS)
_HINT = re.compile(rf"[\doi] ?[/-] ?[a-z]|\bso ?:? ?[\doi]|(?:{_KIND}) ngai")
"""Without one of these there is no citation."""
_CITED = re.compile(rf"(?<![\w/])(?:{_STATE}|{_PARTY}|{_PARLIAMENT}|{_NUMBERED}){_OF_DAY}(?![a-z])")
_DATED = re.compile(rf"\b(?P<kind>{_KIND}) ngai {_FULL_DATE}")


def citation_spans(phrase: Surface) -> list[tuple[int, int]]:
    """The places of cited numbers, each with the day or year of the document that follows it."""
    raw, plain = phrase.raw, phrase.plain
    if not _HINT.search(plain):
        return []
    spans = [match.span() for match in _CITED.finditer(plain)]
    for match in _DATED.finditer(plain):
        written = raw[match.start("kind") : match.end("kind")]
        if not is_another_word(written, _KINDS[match["kind"]]):  # "an toàn giao thông từ ngày 05/9/2025" cites nothing
            spans.append(match.span())
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
