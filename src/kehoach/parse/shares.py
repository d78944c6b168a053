"""Who leads and who helps where a plan has one column for both: "Chủ trì: A; Phối hợp: B", "A chủ trì, phối hợp với B".

The words that name the two parts stand for the headings that the plan left out; what they set apart stays as written.
A cell that does not say who helps is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kehoach.parse.looks import unit_look

# The cells are evened out: single spaces, no blank lines.
_WHO = r"(?:(?:cơ quan|đơn vị|bộ phận)(?:,?\s(?:cơ quan|đơn vị))?\s)?"
_LEADS = rf"{_WHO}(?:chủ trì|đầu mối|chịu trách nhiệm chính|thực hiện chính)(?:\s(?:thực hiện|tham mưu))?"
_HELPS = rf"{_WHO}(?:(?:phối|kết) hợp|hỗ trợ|tham gia|cùng thực hiện)(?:\s+thực hiện)?"
_LABEL = re.compile(rf"(?i)(?:^|(?<=[\n;.,/]))[ •*+–-]{{0,8}}(?:(?P<lead>{_LEADS})|(?P<support>{_HELPS}))\s*:")
_BRACKET = re.compile(rf"(?i)\(\s?(?:(?P<lead>{_LEADS})|(?P<support>{_HELPS}))\s?\)")
_SENTENCE = re.compile(
    r"(?i)(?:chủ trì\s(?P<named>\S[^;\n]{0,160}?)|(?P<lead>\S[^;\n]{0,160}?)\s(?:là\s(?:cơ quan|đơn vị)\s)?chủ trì"
    r"|(?P<alone>\S[^;\n]{0,160}?))"
    r"(?:\s?[,;.\n]\s?(?:và\s)?|\svà\s|\s)phối hợp\s(?:chặt chẽ\s)?(?:(?:cùng\s)?với\s|cùng\s)?(?P<support>\S.*)",
    re.DOTALL,
)
_BOTH_AFTER = re.compile(
    r"(?i)(?P<lead>\S[^;\n]{0,160}?)\schủ trì\s?[,;.\n]\s?(?P<support>\S.{0,400}?)\s(?:cùng\s)?phối hợp(?:\sthực hiện)?\s?\.?",
    re.DOTALL,
)
_INSIDE = re.compile(r"(?i)(?P<lead>[^()]+)\((?:chủ trì\s?[,;]?\s?)?phối hợp\s?(?:với|cùng|:)\s?(?P<support>[^()]+)\)\s?\.?")
_GIVEN = re.compile(r"(?i)(?:được|giao|phân công|nhiệm vụ|trách nhiệm|có|cùng)$")
_EDGES = " \t\n;,./•*+–-"


def lead_and_support(cell: str) -> tuple[str, str] | None:
    """The lead's and the helpers' part of a cell that names both, each as written; None where the cell says nothing of it."""
    cell = cell.strip()
    return _labelled(cell) or _bracketed(cell) or _sentence(cell)


def _bare(text: str) -> str:
    """The part without the marks that set it apart from the other."""
    text = text.strip()
    lines = [line for line in text.split("\n") if line.strip(_EDGES)]
    if len(lines) > 1:
        return "\n".join(lines).rstrip(_EDGES).lstrip(" ;,./")
    return text.strip(_EDGES)


def _labelled(cell: str) -> tuple[str, str] | None:
    marks = list(_LABEL.finditer(cell))
    if not marks:
        return None
    parts: dict[str, list[str]] = {"lead": [], "support": []}
    before = _bare(cell[: marks[0].start()])
    if before:
        if marks[0].lastgroup == "lead" or unit_look(before) < 0.5:
            return None
        parts["lead"].append(before)
    for mark, end in _until_next(marks, len(cell)):
        parts[mark.lastgroup or "lead"].append(_bare(cell[mark.end() : end]))
    return _joined(parts)


def _until_next(marks: list[re.Match[str]], size: int) -> Iterator[tuple[re.Match[str], int]]:
    yield from zip(marks, [*(mark.start() for mark in marks[1:]), size], strict=True)


def _bracketed(cell: str) -> tuple[str, str] | None:
    """Parts with their share in brackets after them; whoever has none beside a lead helps."""
    marks = list(_BRACKET.finditer(cell))
    if not any(mark.lastgroup == "lead" for mark in marks):
        return None
    parts: dict[str, list[str]] = {"lead": [], "support": []}
    start = 0
    for mark in marks:
        parts[mark.lastgroup or "lead"].append(_bare(cell[start : mark.start()]))
        start = mark.end()
    parts["support"].append(_bare(cell[start:]))
    return _joined(parts)


def _sentence(cell: str) -> tuple[str, str] | None:
    for pattern in (_INSIDE, _BOTH_AFTER, _SENTENCE):
        match = pattern.fullmatch(cell)
        if match is not None:
            named = match.groupdict()
            lead, support = _bare(named["lead"] or named.get("named") or named.get("alone") or ""), _bare(named["support"])
            units = unit_look(lead) >= 0.6 and unit_look(support) >= 0.6
            return (lead, support) if units and not _GIVEN.search(lead) else None
    return None


def _joined(parts: dict[str, list[str]]) -> tuple[str, str]:
    lead, support = ("\n".join(text for text in parts[role] if text) for role in ("lead", "support"))
    return lead, support
