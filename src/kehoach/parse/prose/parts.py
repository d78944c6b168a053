"""The paragraphs of a document that assign work in running text, by the kind of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kehoach.model import Place
from kehoach.parse.blocks import Block, Paragraph, Table
from kehoach.parse.columns import fold_heading
from kehoach.parse.looks import unit_look
from kehoach.parse.prose.subjects import is_request, split_subject
from kehoach.parse.prose.words import lexicon, predicate

Text = tuple[str, list[Place]]
"""A paragraph with where it stands."""

CLAUSE = re.compile(r"(\d{1,2})\s*[.)]\s+(?=\S)")
POINT = re.compile(r"([a-zđ])\s*[)]\s+(?=\S)")
BULLET = re.compile(r"[-–+•]\s+(?=\S)")
SECTION = re.compile(r"([IVXLl]{1,6}|[A-HĐ])\s*[.)/]\s+(?=\S)")
_ARTICLE = re.compile(r"Điều\s+\d+")
_END = re.compile(r"(?i)nơi nhận\s*:?|(?:TM|KT|TL|TUQ)\.\s|phụ lục\b|\(?ban hành kèm theo|căn cứ (?:luật|nghị định|quyết định|thông tư)")
_ADDRESSEES = re.compile(r"(?i)\b(?:yêu cầu|chỉ thị|giao|đề nghị)\s+(?!các nội dung|nhiệm vụ)")
_FINISHED = re.compile(r"[.;:!?…][”\"')\]]*$|\./")


def body(blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs from the first khoản on, the words that lead to it included, up to the recipients."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    first = next(
        (index for index, paragraph in enumerate(paragraphs) if CLAUSE.match(paragraph.text) or SECTION.match(paragraph.text)),
        len(paragraphs),
    )
    body = paragraphs[max(first - 1, 0) :]
    end = next(
        (index for index, paragraph in enumerate(body[1:], 1) if _END.match(paragraph.text) or re.match(r"(?i)noi nhận", paragraph.text)),
        len(body),
    )
    return body[:end]


def assigning_parts(blocks: Sequence[Block]) -> list[tuple[str, list[Paragraph]]]:
    """The parts of a plan under headings such as "V. TỔ CHỨC THỰC HIỆN", never the articles of a decision."""
    parts: list[tuple[str, list[Paragraph]]] = []
    current: list[Paragraph] | None = None
    for block in blocks:
        if isinstance(block, Table):
            current = None if current is not None and len(block.rows) > 2 else current
            continue
        text = block.text.strip()
        if _ARTICLE.match(text):
            current = None
        elif SECTION.match(text):
            words_ = fold_heading(SECTION.sub("", text, count=1))
            assigns = len(text) < 160 and any(phrase in words_ for phrase in lexicon()["assigning"])
            current = [] if assigns else None
            if current is not None:
                parts.append((text, current))
        elif _END.match(text):
            current = None
        elif current is not None:
            current.append(block)
    return parts


def joined(paragraphs: Sequence[Paragraph]) -> list[Text]:
    """The paragraphs, those that a page cut in two joined again."""
    found: list[Text] = []
    for paragraph in paragraphs:
        text = " ".join(paragraph.text.split())
        if found and text[:1].islower() and not _FINISHED.search(found[-1][0]) and not POINT.match(text):
            found[-1] = (f"{found[-1][0]} {text}", [*found[-1][1], paragraph.place])
        else:
            found.append((text, [paragraph.place]))
    return found




_LEAD_IN = re.compile(r"(?i)(?:yêu cầu|đề nghị|giao|chỉ đạo|kết luận|có ý kiến|quyết nghị|thực hiện|triển khai|nhiệm vụ)\b")
_UPWARD = re.compile(
    r"(?i)\b(?:kính (?:trình|đề nghị|mong|báo cáo)|xin ý kiến|cho ý kiến|báo cáo .{0,80}như sau|"
    r"xem xét,? (?:cho ý kiến|quyết định|phê duyệt|chấp thuận))"
)
_MARKS = (CLAUSE, SECTION, POINT, BULLET)
_LEAST_OWN = 2
"""Items with units of their own that make a list one of assignments."""


def unmarked(text: str) -> str:
    """A paragraph without its number, letter or bullet."""
    match = next((match for mark in _MARKS if (match := mark.match(text))), None)
    return text[match.end() :] if match else text


def letter_body(paragraphs: Sequence[Text]) -> list[Text]:
    """The paragraphs of a letter, a notice of conclusions or a resolution, where it plainly gives work to units; else none.

    It does where a paragraph says "Giao …" and the units, or where below a request the items of a list begin with units, or
    begin with verbs and the request names the units. A letter to those above ("kính trình …") and articles give none.
    """
    if not paragraphs or any(_ARTICLE.match(text) for text, _ in paragraphs):
        return []
    lead_in = paragraphs[0][0]
    if _UPWARD.search(lead_in):
        return []
    items = [unmarked(text) for text, _ in paragraphs[1:]]
    given = sum(is_request(item) and item[:1] in "Gg" for item in items)
    own = sum(_own_units(item) for item in items)
    asks = lead_in.rstrip().endswith(":") and bool(_LEAD_IN.search(lead_in))
    if given or (asks and own >= _LEAST_OWN):
        return list(paragraphs)
    named = asks and addressees(lead_in) != ""
    verbs = sum(bool(predicate().match(" " + item[:1].lower() + item[1:], 1)) for item in items)
    return list(paragraphs) if named and 2 * verbs > len(items) else []


def addressees(lead_in: str) -> str:
    """The units that the words before a list ask: "UBND tỉnh yêu cầu các sở, ban, ngành thực hiện …:"."""
    match = _ADDRESSEES.search(lead_in)
    return split_subject(lead_in[match.end() :])[0] if match else ""


def _own_units(item: str) -> bool:
    bare = item.rstrip(" :.")
    return bool(split_subject(item)[0]) or (item.rstrip().endswith(":") and unit_look(bare) >= 0.9)
