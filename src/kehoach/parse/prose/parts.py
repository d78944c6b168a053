"""The paragraphs of a document that assign work in running text, by the kind of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

from msgspec import Struct, field

from kehoach.model import Place
from kehoach.parse.blocks import Block, Paragraph, Table
from kehoach.parse.columns import fold_heading
from kehoach.parse.head.signer import begins_signature
from kehoach.parse.lines import is_capitals
from kehoach.parse.prose.marks import CLAUSE, Mark, mark_of, marks_of
from kehoach.parse.prose.subjects import given_inside, gives, held_inside, only_units, split_subject
from kehoach.parse.prose.words import lexicon, predicate

Text = tuple[str, list[Place]]
"""A paragraph with where it stands."""

_ARTICLE = re.compile(r"Điều\s+\d+")
_END = re.compile(r"(?i)n[ơo]i nhận\s*:?|(?:TM|KT|TL|TUQ)\.\s|(?:T[/.]M|K[/.]T|T[/.]L|T[/.]UQ)\.?\s")
_ANNEX = re.compile(r"(?i)phụ lục\b|\(?(?:ban hành )?kèm theo|căn cứ (?:luật|nghị định|quyết định|thông tư)")
"""First words of an annex and of what a document stands on: they end the part above, and work may be given below."""
_SIGNATURE_LINES = 5
_MOST = 0.6
_NOTHING = Mark("none", None, "")
_ADDRESSEES = re.compile(r"(?i)(?<!được )\b(?:yêu cầu|chỉ thị|giao|đề nghị)\s+(?!các nội dung|nhiệm vụ)")
_LONGEST_HEADING = 160
_HEADING_WORDS = 12
_LETTERHEAD_ROWS = 2
_TIMED = re.compile(r"(?i)\b(?:ngày \d|tháng \d|hằng|hàng (?:năm|quý|tháng|tuần|ngày)|định kỳ|chậm nhất|trước|quý [ivx\d])")
_YEAR_AT_END = re.compile(r"\b(?:19|20)\d\d$")
_YEAR_AFTER_DASH = re.compile(r"[-–]\s?(?:19|20)\d\d(?![\w/]|\s?:)")
"""A period of years over two lines: "… giai đoạn 2026" / "- 2030, tập trung …"."""
_FINISHED = re.compile(r"[.;:!?…][”\"')\]]*$|\./")


def body(blocks: Sequence[Block], opens: Callable[[str], bool] | None = None) -> list[Paragraph]:
    """The paragraphs from the first khoản on, the words that lead to it included, up to the recipients.

    Where there is no khoản: from the first paragraph that ``opens``.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    numbered = (at - 1 for at, paragraph in enumerate(paragraphs) if mark_of(paragraph.text).kind in ("section", "clause"))
    opening = (at for at, paragraph in enumerate(paragraphs) if opens is not None and opens(paragraph.text))
    first = next(numbered, None)
    if first is None:
        first = next(opening, len(paragraphs) - 1)
    return to_foot(paragraphs[max(first, 0) :])


def to_foot(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs before the recipients, the signature or an annex, the first one in any case."""
    end = next((at for at in range(1, len(paragraphs)) if _ends(paragraphs, at) or _ANNEX.match(paragraphs[at].text)), len(paragraphs))
    return list(paragraphs[:end])


def _ends(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether the foot of a document begins with a paragraph: the recipients or the signature."""
    lines = (line for paragraph in paragraphs[at : at + _SIGNATURE_LINES] for line in paragraph.text.split("\n"))
    return _END.match(paragraphs[at].text) is not None or begins_signature(list(islice(lines, _SIGNATURE_LINES)))


class _Part(Struct):
    """Paragraphs under one heading, or under none; ``depth``: of the heading's mark. The next heading of that depth ends them."""

    heading: str | None = None
    depth: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)


def assigning_parts(blocks: Sequence[Block]) -> list[tuple[str | None, list[Paragraph]]]:
    """The parts of a plan that give work, never the articles of a decision: those whose heading says so ("V. TỔ CHỨC THỰC HIỆN"),
    those under names of units, and those whose khoản are units with their work below, these without what stands before."""
    parts = _parts(blocks)
    named = [_under_units(part) for part in parts]
    several = sum(named) >= LEAST_OWN
    found: list[tuple[str | None, list[Paragraph]]] = []
    for part, under_units in zip(parts, named, strict=True):
        first = 0 if _says_so(part.heading) or (under_units and several) else _first_sharing(part)
        if _reports(part.heading):
            found.append((part.heading, [paragraph for paragraph in part.paragraphs if _is_report(paragraph.text)]))
        elif first is not None:
            found.append((part.heading, part.paragraphs[first:]))
    return found


def _parts(blocks: Sequence[Block]) -> list[_Part]:
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    marks = marks_of(paragraph.text.strip() for paragraph in paragraphs)
    at, parts, inside = -1, [_Part()], True
    for block in blocks:
        if isinstance(block, Table):
            if len(block.rows) > _LETTERHEAD_ROWS:
                parts.append(_Part())
            continue
        at, mark = at + 1, next(marks)
        text = block.text.strip()
        if _ARTICLE.match(text) or _ends(paragraphs, at):
            inside = False
        elif mark.kind == "section" and inside and _says_so(parts[-1].heading) and 0 <= parts[-1].depth < mark.depth:
            parts[-1].paragraphs.append(block)
        elif mark.kind == "section" or _ANNEX.match(text):
            parts.append(_Part(text, mark.depth) if mark.kind == "section" else _Part())
            inside = True
        elif inside:
            if _is_heading(block, mark) and not _says_so(parts[-1].heading):
                parts.append(_Part(text, mark.depth))
                continue
            if mark.depth == parts[-1].depth and (mark.depth == CLAUSE or is_capitals(text)):
                parts.append(_Part(text, mark.depth) if _reports(text) else _Part())
                if _reports(text):
                    continue
            parts[-1].paragraphs.append(block)
    return parts


def _says_so(heading: str | None) -> bool:
    words = fold_heading(mark_of(heading).text) if heading else ""
    return heading is not None and len(heading) < _LONGEST_HEADING and any(phrase in words for phrase in lexicon()["assigning"])


def _is_heading(paragraph: Paragraph, mark: Mark) -> bool:
    """Whether a line without number that stands out, or a khoản, is a heading that gives work: "5. Tổ chức thực hiện"."""
    stands_out = mark.depth == CLAUSE or (mark.kind == "none" and (paragraph.bold or is_capitals(mark.text)))
    short = len(mark.text.split()) <= _HEADING_WORDS and not mark.text.rstrip().endswith((".", ";"))
    return stands_out and short and fold_heading(mark.text).startswith((*lexicon()["assigning"], *lexicon()["reporting"]))


def _reports(heading: str | None) -> bool:
    """Whether a heading is one of reports: "IV. CHẾ ĐỘ THÔNG TIN, BÁO CÁO"."""
    words = mark_of(heading).text if heading else ""
    return 0 < len(words.split()) <= _HEADING_WORDS and fold_heading(words).startswith(lexicon()["reporting"])


def _is_report(text: str) -> bool:
    """Whether a sentence says by when which units report."""
    words = mark_of(text.strip()).text
    return _TIMED.search(words) is not None and split_subject(words)[0] != ""


def _under_units(part: _Part) -> bool:
    """Whether the heading of a part is units, and below it stands what they, or units of theirs, do."""
    heading = mark_of(part.heading or "")
    if heading.kind != "section" or not part.paragraphs or not only_units(heading.text):
        return False
    first, *others = [mark_of(paragraph.text) for paragraph in part.paragraphs]
    return orders(first) or (own_units(first.text) and any(map(orders, others)))


def _first_sharing(part: _Part) -> int | None:
    """The place of the first khoản of a part that shares out work without saying so in its heading; None where it does not.

    Most of its khoản are units with their work below, or, in a part about work, most items begin with units of their own or say
    at their end who gets them.
    """
    heading = fold_heading(part.heading or "")
    if any(phrase in heading for phrase in lexicon()["telling"]):
        return None
    marks = [*marks_of(" ".join(paragraph.text.split()) for paragraph in part.paragraphs), _NOTHING]
    clauses = [at for at, mark in enumerate(marks) if mark.depth == CLAUSE]
    heads = [at for at in clauses if only_units(marks[at].text) and marks[at + 1].depth != CLAUSE and orders(marks[at + 1])]
    if len(heads) >= LEAST_OWN and 2 * len(heads) > len(clauses):
        return clauses[0]
    if not any(phrase in heading for phrase in lexicon()["working"]):
        return _first_held(marks)
    items = [mark for mark, after in pairwise(marks) if mark.depth >= CLAUSE and after.depth <= mark.depth]
    own = sum(bool(split_subject(item.text)[0] or given_inside(item.text)) for item in items)
    return 0 if own >= LEAST_OWN and own > _MOST * len(items) else None


def _first_held(marks: Sequence[Mark]) -> int | None:
    """The place of the heading, or the item, from which on most items say in a bracket at their end who leads."""
    items = [at for at, (mark, after) in enumerate(pairwise(marks)) if mark.depth >= CLAUSE and after.depth <= mark.depth]
    held = [at for at in items if held_inside(marks[at].text)]
    if len(held) < LEAST_OWN or len(held) <= _MOST * sum(held[0] <= at <= held[-1] for at in items):
        return None
    above = (at for at in range(held[0] - 1, -1, -1) if -1 < marks[at].depth < marks[held[0]].depth)
    return next(above, held[0])


def orders(mark: Mark) -> bool:
    """Whether a paragraph begins with a verb: something to do."""
    return predicate().match(" " + mark.text[:1].lower() + mark.text[1:], 1) is not None


def joined(paragraphs: Sequence[Paragraph]) -> list[Text]:
    """The paragraphs, those that a page cut in two joined again."""
    found: list[tuple[list[str], list[Place]]] = []
    before = ""
    for paragraph in paragraphs:
        text = " ".join(paragraph.text.split())
        if not found or not _goes_on(before, text, turned=paragraph.page_start):
            found.append(([], []))
        found[-1][0].append(text)
        found[-1][1].append(paragraph.place)
        before = text
    return [(" ".join(texts), places) for texts, places in found]


def _goes_on(before: str, text: str, *, turned: bool) -> bool:
    """Whether a paragraph is the rest of a sentence; over the ``turned`` page that can be any that has no mark."""
    if _FINISHED.search(before):
        return False
    if text[:1].islower():
        return mark_of(text).kind != "point"
    if _YEAR_AT_END.search(before) and _YEAR_AFTER_DASH.match(text):
        return True
    return turned and mark_of(text).kind == "none" and len(before.split()) > _HEADING_WORDS and not is_capitals(before)


def is_article(text: str) -> bool:
    """Whether a paragraph is an article: "Điều 2. …"."""
    return _ARTICLE.match(text) is not None


_LEAD_IN = re.compile(r"(?i)(?:yêu cầu|đề nghị|giao|chỉ đạo|kết luận|có ý kiến|quyết nghị|thực hiện|triển khai|nhiệm vụ)\b")
_UPWARD = re.compile(
    r"(?i)\b(?:kính (?:trình|đề nghị|mong|báo cáo)|xin ý kiến|cho ý kiến|"
    r"báo cáo (?:kết quả|tình hình|giải trình|UBND|Ủy ban|Bộ|Chính phủ|Thủ tướng|HĐND|Hội đồng|Thường trực|Tỉnh ủy).{0,80}như sau|"
    r"xem xét,? (?:cho ý kiến|quyết định|phê duyệt|chấp thuận))"
)
_SHORTEST_LEAD_IN = 30
_MOST_REQUESTS = 20
LEAST_OWN = 2
"""Items with units of their own that make a list one of assignments."""


def letter_body(blocks: Sequence[Block]) -> list[Text]:
    """The paragraphs of a letter, a notice of conclusions or a resolution, where it plainly gives work to units; else none.

    It does where a paragraph says "Giao …" and the units, at its beginning or after what is agreed to, or where below a request the
    items of a list begin with units, or begin with verbs and the request names the units. A letter to those above ("kính trình …")
    and articles give none.
    """
    paragraphs = joined(body(blocks, opens_work))
    if not paragraphs or any(is_article(text) for text, _ in paragraphs):
        return []
    lead_in = paragraphs[0][0]
    if upward(lead_in):
        return []
    items = list(marks_of(text for text, _ in paragraphs[1:]))
    given = sum(gives(item.text) or given_inside(item.text) != "" for item in items) + (gives(lead_in) and not lead_in.endswith(":"))
    own = sum(own_units(item.text) for item in items)
    asks = lead_in.rstrip().endswith(":") and bool(_LEAD_IN.search(lead_in))
    if given or (asks and own >= LEAST_OWN):
        return list(paragraphs)
    named = asks and addressees(lead_in) != ""
    verbs = sum(map(orders, items))
    return list(paragraphs) if named and 2 * verbs > len(items) else []


def addressees(lead_in: str) -> str:
    """The units that the words before a list ask: "UBND tỉnh yêu cầu các sở, ban, ngành thực hiện …:"."""
    asked = (split_subject(lead_in[match.end() :])[0] for match in islice(_ADDRESSEES.finditer(lead_in), _MOST_REQUESTS))
    return next(filter(None, asked), "")


def opens_work(text: str) -> bool:
    """Whether a paragraph of a letter without numbers leads to a list, or gives work itself."""
    return (text.endswith(":") and len(text) > _SHORTEST_LEAD_IN and bool(_LEAD_IN.search(text))) or gives(text)


def upward(lead_in: str) -> bool:
    """Whether words ask or report to those above."""
    return _UPWARD.search(lead_in) is not None


def own_units(item: str) -> bool:
    """Whether an item begins with units."""
    return bool(split_subject(item)[0] or only_units(item))


def shares(heading: str) -> bool:
    """Whether the heading of an article says that it shares out work."""
    words = fold_heading(heading)
    return len(heading) < _LONGEST_HEADING and any(phrase in words for phrase in lexicon()["sharing"])
