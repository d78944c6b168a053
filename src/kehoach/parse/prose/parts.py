"""The paragraphs of a document that assign work in running text, by the kind of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kehoach.model import Place
from kehoach.parse.blocks import Block, Paragraph, Table
from kehoach.parse.columns import fold_heading
from kehoach.parse.looks import unit_look
from kehoach.parse.prose.extent import units_extent
from kehoach.parse.prose.subjects import gives, split_subject
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
_ANNEXED = re.compile(r"(?i)kèm theo (?:quyết định|nghị quyết) này")
_LONGEST_HEADING = 160
_FINISHED = re.compile(r"[.;:!?…][”\"')\]]*$|\./")


def body(blocks: Sequence[Block], opens: Callable[[str], bool] | None = None) -> list[Paragraph]:
    """The paragraphs from the first khoản on, the words that lead to it included, up to the recipients.

    Where there is no khoản: from the first paragraph that ``opens``.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    numbered = (at - 1 for at, paragraph in enumerate(paragraphs) if CLAUSE.match(paragraph.text) or SECTION.match(paragraph.text))
    opening = (at for at, paragraph in enumerate(paragraphs) if opens is not None and opens(paragraph.text))
    first = next(numbered, None)
    if first is None:
        first = next(opening, len(paragraphs) - 1)
    found = paragraphs[max(first, 0) :]
    end = next(
        (index for index, paragraph in enumerate(found[1:], 1) if _END.match(paragraph.text) or re.match(r"(?i)noi nhận", paragraph.text)),
        len(found),
    )
    return found[:end]


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
            assigns = len(text) < _LONGEST_HEADING and any(phrase in words_ for phrase in lexicon()["assigning"])
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




def article_parts(blocks: Sequence[Block]) -> list[tuple[str, list[Paragraph]]]:
    """The articles of a decision that share out work ("Điều 2. Phân công nhiệm vụ"), two or more khoản naming units.

    A decision that issues an annexed plan or regulation gives its work there; its articles only bring it into force.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if any(_ANNEXED.search(paragraph.text) for paragraph in paragraphs):
        return []
    parts: list[tuple[str, list[Paragraph]]] = []
    current: list[Paragraph] | None = None
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        article = _ARTICLE.match(text)
        if article:
            heading = text[article.end() :].strip(" .:")
            shares = len(text) < _LONGEST_HEADING and any(phrase in fold_heading(heading) for phrase in lexicon()["sharing"])
            current = [] if shares else None
            if current is not None:
                parts.append((heading, current))
        elif _END.match(text):
            current = None
        elif current is not None:
            current.append(paragraph)
    return [part for part in parts if sum(_own_units(unmarked(paragraph.text)) for paragraph in part[1]) >= _LEAST_OWN]


_LEAD_IN = re.compile(r"(?i)(?:yêu cầu|đề nghị|giao|chỉ đạo|kết luận|có ý kiến|quyết nghị|thực hiện|triển khai|nhiệm vụ)\b")
_UPWARD = re.compile(
    r"(?i)\b(?:kính (?:trình|đề nghị|mong|báo cáo)|xin ý kiến|cho ý kiến|"
    r"báo cáo (?:kết quả|tình hình|giải trình|UBND|Ủy ban|Bộ|Chính phủ|Thủ tướng|HĐND|Hội đồng|Thường trực|Tỉnh ủy).{0,80}như sau|"
    r"xem xét,? (?:cho ý kiến|quyết định|phê duyệt|chấp thuận))"
)
_MARKS = (CLAUSE, SECTION, POINT, BULLET)
_SURE_LOOK = 0.9
_SHORTEST_LEAD_IN = 30
_LEAST_OWN = 2
"""Items with units of their own that make a list one of assignments."""


def unmarked(text: str) -> str:
    """A paragraph without its number, letter or bullet."""
    match = next((match for mark in _MARKS if (match := mark.match(text))), None)
    return text[match.end() :] if match else text


def letter_body(blocks: Sequence[Block]) -> list[Text]:
    """The paragraphs of a letter, a notice of conclusions or a resolution, where it plainly gives work to units; else none.

    It does where a paragraph says "Giao …" and the units, or where below a request the items of a list begin with units, or
    begin with verbs and the request names the units. A letter to those above ("kính trình …") and articles give none.
    """
    paragraphs = joined(body(blocks, opens_work))
    if not paragraphs or any(_ARTICLE.match(text) for text, _ in paragraphs):
        return []
    lead_in = paragraphs[0][0]
    if _UPWARD.search(lead_in):
        return []
    items = [unmarked(text) for text, _ in paragraphs[1:]]
    given = sum(map(gives, items)) + (gives(lead_in) and not lead_in.endswith(":"))
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


def opens_work(text: str) -> bool:
    """Whether a paragraph of a letter without numbers leads to a list, or gives work itself."""
    return (text.endswith(":") and len(text) > _SHORTEST_LEAD_IN and bool(_LEAD_IN.search(text))) or gives(text)


def _own_units(item: str) -> bool:
    bare = item.rstrip(" :.")
    extent = units_extent(bare)
    named = item.rstrip().endswith(":") and unit_look(bare) >= _SURE_LOOK
    return bool(split_subject(item)[0]) or named or (extent is not None and extent.end == len(bare))
