"""Cells of one column for two things: who leads and who helps, who leads or what is made and by when.

"Chủ trì: A; Phối hợp: B", "A chủ trì, phối hợp với B": the words that name the two parts stand for the headings that the plan
left out; what they set apart stays as written. "Báo cáo; trước 20/01": the cell's own marks part the time from the rest.
A cell that does not tell the two apart is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kehoach.parse.looks import deadline_look, unit_look
from kehoach.text import key

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


_BREAK = re.compile(
    r"\s?[;\n]\s?|\s[–—-]\s|\s?/\s|(?<=[^\W\d])\.\s(?=[A-ZĐ])"
    r"|,\s(?=(?i:(?:(?:hoàn thành|xong) )?(?:trước (?:ngày|tháng|\d)|chậm nhất|muộn nhất|trong (?:tháng|quý|năm) [\divx])))"
)
_PRODUCT_LABEL = re.compile(r"(?i)\A[-+•* ]{0,4}(?:sản phẩm|kết quả)(?:[,/ ]{1,2}(?:sản phẩm|kết quả|đầu ra)){0,2}\s?:\s?(?=\S)")
_TIME_LABEL = re.compile(r"(?i)\A[-+•* ]{0,4}(?:thời gian|thời hạn|tiến độ)(?: (?:thực hiện|hoàn thành))?\s?:\s?(?=\S)")
_IN_BRACKETS = re.compile(r"(?P<rest>[^()]*[^()\s])\s?\((?P<time>[^()]+)\)\s?[.;]?")
_DONE = r"(?:(?:phấn đấu|dự kiến) )?(?:(?:hoàn thành|xong|báo cáo|trình) )?"
_NAMED = r"(?:ngày \d|tháng \d|quý (?:[ivxl]+|[1-4])\b|năm \d{4}|năm học \d{4}|\d{1,2}[/.]\d|(?:19|20)\d\d\b|tuần \d)"
_TIME = re.compile(
    rf"{_DONE}(?:"
    r"thường xuyên|h[ằà]ng (?:ngày|tuần|tháng|quý|năm)|mỗi (?:ngày|tuần|tháng|quý|năm)|định kỳ|đột xuất|liên tục|cả năm"
    r"|(?:trong|đầu|giữa|cuối|hết) (?:năm|tháng|quý|tuần)(?: (?:này|nay|sau))?$"
    r"|0?[369] tháng(?:$|[,/ ]\s?(?:đầu |cuối )?(?:năm|quý|một lần|/ ?lần|và|lần))|\d tháng/lần"
    r"|(?:ngay )?sau khi |ngay khi |khi có |trong (?:quá trình|suốt) |trong (?:vòng|thời hạn) \d"
    r"|theo (?:chỉ đạo|kế hoạch|quy định|yêu cầu|tiến độ|hướng dẫn|lộ trình|thời hạn|thời vụ)(?! số)\b"
    r"|(?:chậm nhất|muộn nhất|trước|từ|đến|hết|trong|vào|đầu|giữa|cuối|giai đoạn|không quá|dịp|trước và trong)\b[^%]{0,60}?"
    rf"{_NAMED}|{_NAMED})"
)
"""How a time begins, in its key: by itself, or by a word that needs a date after it."""


def apart_from_deadline(cell: str) -> tuple[str, str] | None:
    """What a cell says besides its deadline, and the deadline, where its own marks (";", line, dash, brackets) part them, each as
    written; one of them is blank in a cell of times alone or without any. None where other things stand between times."""
    cell = cell.strip()
    pieces = list(_pieces(cell))
    times = [_is_time(cell[start:end]) for start, end in pieces]
    if not any(times):
        inside = _IN_BRACKETS.fullmatch(cell)
        if inside and _is_time(inside["time"]):
            return _bare(inside["rest"]), inside["time"].strip()
        return None if deadline_look(cell) >= 0.5 else (cell, "")
    first, last = times.index(True), len(times) - times[::-1].index(True)
    if not all(times[first:last]) or (first > 0 and last < len(times)):
        return None
    time = cell[pieces[first][0] : pieces[last - 1][1]]
    rest = cell[: pieces[first][0]] if first else cell[pieces[last][0] :] if last < len(pieces) else ""
    return _PRODUCT_LABEL.sub("", _bare(rest), count=1), _TIME_LABEL.sub("", _bare(time), count=1)


def _pieces(cell: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _BREAK.finditer(cell):
        yield start, mark.start()
        start = mark.end()
    yield start, len(cell)


def _is_time(piece: str) -> bool:
    words = _TIME_LABEL.sub("", _bare(piece), count=1)
    return 0 < len(words) < 160 and "%" not in words and _TIME.match(key(words)) is not None
