"""Citations of other documents: number, type, date, issuer, and what the citing text does with them.

``cite = TYPE ["số"] number ["ngày" DATE] ["của" ISSUER]``, with the parts that several numbers share distributed ("các Nghị
định của Chính phủ: số …; số …"). Roles by lead word: Căn cứ and Thực hiện of the preamble (basis), sửa đổi, thay thế, bãi bỏ,
kèm theo (carrier), else reference; lists that law sites put around the text are related.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kehoach.model import Citation, CitationRole
from kehoach.normalize.numbers import DocumentNumber, find_numbers
from kehoach.parse import kinds
from kehoach.parse.cited_issuers import issuer_at, issuer_of_code, words
from kehoach.parse.cited_roles import TOGETHER, relation_of, role_of
from kehoach.parse.dates import date_at
from kehoach.parse.lines import SLASHES, Passage
from kehoach.parse.wrappers import Unwrapped
from kehoach.text import matching, skeleton

_RANK: tuple[CitationRole, ...] = ("basis", "replaces", "repeals", "amends", "carrier", "parent", "reference", "related")
_DONE_TO_LISTS: tuple[CitationRole, ...] = ("amends", "replaces", "repeals")
_REACH = 160
_OPENING = 80
"""Characters in which a paragraph shows what it is."""

_BODY = re.compile(r"(?:quyet (?:dinh|nghi)|nghi quyet|chi thi)\s*:|dieu\s+1\s*[.:]|(?:[ivx]+|1|a)[.)]\s")
_SECTION = re.compile(r"(?:[ivx]{1,5}|[a-h]|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+")
_GROUNDS = re.compile(r"(?:cac\s)?(?:can cu|co so)\s(?:phap (?:ly|li)|xay dung|ban hanh|lap|de xay dung)(?![^\W_])[^/]*\Z")
_NUMBER_LINE = re.compile(r"so\s?[:.]?\s?[\d/]\S{2,40}(?:$|\s(?!ngay))")
_ITEM = re.compile(r"[-+•*]\s|\(?[a-zđ\d]{1,2}(?:\.\d{1,2})*[.)]\s|so\s")
_SHARED = re.compile(r"(?:\bcủa\s+(?P<issuer>[^:;]{2,120}?))?(?:\s+sau(?: đây)?)?\s*:")
_BEFORE_DATE = re.compile(r"[\s,(]{0,3}(?:(?:được )?(?:ký|ban hành)\s)?")
_DONE_BY = re.compile(r"\bdo (?P<issuer>[^\W\d_][^;:]{2,80}?) ban hành\s*[.;]?$")
_NUMBER_SIGN = re.compile(r"\s*số\s*:?\s*")
_AMENDING = re.compile(r"(?i)\s+(?:sửa đổi|bổ sung)")
_LAW = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|BỘ LUẬT|LUẬT|PHÁP LỆNH|NGHỊ QUYẾT)(?![^\W_])")


class _Head(Struct, frozen=True):
    """What a list of citations shares: the role of its members, and the type and issuer named once before them.

    ``open``: no colon began the list, so that its members in the paragraphs below must show themselves by type and number.
    """

    role: CitationRole = "reference"
    kind: str | None = None
    issuer: str | None = None
    open: bool = False


class _Mention(Struct, frozen=True):
    """One citation where it stands: its number, where its type words begin and where its date and issuer end."""

    number: DocumentNumber
    start: int
    end: int
    kind: str | None
    issued_on: str | None
    issuer: str | None
    role: CitationRole = "reference"


@cache
def _preamble() -> re.Pattern[str]:
    """The first words of a paragraph of the preamble."""
    openers = "|".join(re.escape(skeleton(opener)) for opener in words()["preamble"])
    return re.compile(rf"[-+* ]{{0,3}}(?:{openers})(?![^\W_])")


def _tail(text: str, end: int) -> tuple[str | None, str | None, int]:
    """Date and issuer beside a number that ends at ``end``, in either order, and where they end."""
    issued: str | None = None
    issuer: str | None = None
    for _ in range(3):
        gap = _BEFORE_DATE.match(text, end)
        at = gap.end() if gap else end
        written = date_at(text, at) if issued is None else None
        body = issuer_at(text, end) if issuer is None else None
        if written:
            issued, end = written.iso, written.end
        elif body:
            issuer, end = body
        else:
            break
    return issued, issuer, end


def _kind_of(text: str, since: int, start: int, number: DocumentNumber) -> tuple[str | None, int, bool]:
    """The type of a number by the words before it, else by its code; where the words begin; whether there were words."""
    by_code = kinds.of_code(number)
    if by_code is None and (law := _law_before(text, max(since, start - _REACH), start)):
        return law[0].capitalize(), law.start(), True
    begin = max(since, start - 60)
    found = kinds.before(text[begin:start])
    if found is None:
        return by_code, start, False
    at = begin + found[1]
    meant = found[0] if text[at].isupper() or by_code is None or _outweighs(found[0], text[at:start], number) else None
    return meant or by_code, at, True


def _named_before(text: str, since: int, start: int) -> tuple[str | None, int, str] | None:
    """Type, beginning and issuer where the issuer stands before the number: "Thông tư của Bộ trưởng Bộ Y tế số"."""
    of = text.rfind("của ", since, start)
    body = issuer_at(text, of) if of >= 0 else None
    named = kinds.before(text[max(since, of - 60) : of]) if body and _NUMBER_SIGN.fullmatch(text, body[1], start) else None
    return (named[0], max(since, of - 60) + named[1], body[0]) if named and body else None


def _law_before(text: str, since: int, start: int) -> re.Match[str] | None:
    """The law whose name ends at a number; where that is the name of an amendment ("Luật sửa đổi … Luật Giá"), its first word."""
    laws = list(_LAW.finditer(text, since, start))
    amending = [law for law in laws if law[0].lower() != "nghị quyết" and _AMENDING.match(text, law.end())]
    if amending and not re.search(r"[;.]\s", text[amending[-1].end() : start]):
        return amending[-1]
    return laws[-1] if laws else None


def _outweighs(kind: str | None, written: str, number: DocumentNumber) -> bool:
    """Whether a type in small letters right before "số" says more than the code: that of a letter, or one that is a body's too."""
    if kind is None or not re.fullmatch(rf"{skeleton(kind)}\s+so\s*:?\s*", skeleton(written)):
        return False
    if number.type is None:
        return number.family == "letter"
    return kind == kinds.LETTER and number.family == "administrative" and number.type in words()["agency_codes"]


def _shared(text: str, since: int, start: int) -> tuple[str | None, str | None, int] | None:
    """Type and issuer of a list's head that ends before ``start`` ("các Nghị định của Chính phủ:"), and where it begins."""
    for match in reversed(list(_SHARED.finditer(text, since, start))):
        begin = max(0, match.start() - 60)
        named = kinds.before(text[begin : match.start()])
        if named:
            issuer = issuer_at(text, match.start("issuer") - len("của ")) if match["issuer"] else None
            return named[0], issuer[0] if issuer else None, begin + named[1]
    return None


def _mentions(text: str, head: _Head) -> Iterator[_Mention]:
    """The citations of one paragraph in order."""
    before: _Mention | None = None
    for start, end, number in find_numbers(text):
        since = before.end if before else 0
        if number.number is None:
            continue
        kind, begin, named = _kind_of(text, since, start, number)
        issued, issuer, tail = _tail(text, end)
        if issuer is None and (named_before := _named_before(text, since, start)):
            kind, begin, issuer = named_before[0] or kind, named_before[1], named_before[2]
        shared = _shared(text, max(since, start - 400), start)
        if shared:
            head = replace(head, kind=shared[0], issuer=shared[1])
        if not named and head.kind and kinds.of_code(number) in (head.kind, None):
            kind, issuer = head.kind, issuer or head.issuer
        mention = _Mention(number, begin, tail, kind, issued, issuer)
        lead = skeleton(text[since : shared[2] if shared else begin])
        mention = replace(mention, role=role_of(lead, text[tail : tail + 120], before.role if before else None, head.role, kind))
        if shared or (before is None and mention.role in _DONE_TO_LISTS):
            head = replace(head, role=mention.role)
        before = mention
        yield mention


def _give_issuer_back(text: str, mentions: list[_Mention]) -> list[_Mention]:
    """An issuer named once after several numbers ("số A và số B của Chính phủ") given to those before it."""
    for index in range(len(mentions) - 2, -1, -1):
        here, after = mentions[index], mentions[index + 1]
        together = TOGETHER.fullmatch(skeleton(text[here.end : after.start])) and ";" not in text[here.end : after.start]
        if here.issuer is None and after.issuer and together and here.kind == after.kind:
            mentions[index] = replace(here, issuer=after.issuer)
    return mentions


@lru_cache(maxsize=4096)
def _citations(text: str, head: _Head) -> tuple[Citation, ...]:
    """The citations of one paragraph; remembered, because cells repeat and a task's cells are looked at with the whole text too."""
    if SLASHES.isdisjoint(text):
        return ()
    return tuple(_read(text, head))


def _read(text: str, head: _Head) -> Iterator[Citation]:
    done_by = _DONE_BY.search(text)
    for nth, mention in enumerate(_give_issuer_back(text, list(_mentions(text, head)))):
        issuer = mention.issuer or (done_by["issuer"] if done_by and nth == 0 else None) or issuer_of_code(mention.number)
        assert mention.number.number is not None
        yield Citation(number=mention.number.number, kind=mention.kind, issued_on=mention.issued_on, issuer=issuer, role=mention.role)


def _merge(first: Citation, other: Citation) -> Citation:
    """Two mentions of one document as one: what is known of either, the fuller date, the stronger role."""
    dates = sorted((d for d in (first.issued_on, other.issued_on) if d), key=len, reverse=True)
    named = [c.issuer for c in (first, other) if c.issuer]
    return Citation(
        number=first.number,
        kind=first.kind or other.kind,
        issued_on=dates[0] if dates else None,
        issuer=named[0] if named else None,
        role=min(first.role, other.role, key=_RANK.index),
    )


def _unique(citations: Iterable[Citation], own: str | None) -> dict[str, Citation]:
    """One citation per number in order of first mention, without the document's own."""
    found: dict[str, Citation] = {}
    for citation in citations:
        if own and citation.number.casefold() == own.casefold():
            continue
        known = found.get(citation.number)
        found[citation.number] = _merge(known, citation) if known else citation
    return found


def _document_citations(paragraphs: Iterable[Passage]) -> Iterator[Citation]:
    """The citations of the document's own text; the preamble ends where the decision, or the first numbered part, begins, and
    a part that is headed as the legal grounds is like one."""
    preamble, grounds = True, False
    held: _Head | None = None
    for paragraph in paragraphs:
        text, bare = paragraph.matching, paragraph.bare[:_OPENING]
        preamble = preamble and not _BODY.match(bare)
        grounds = _is_grounds(bare, paragraph, grounds)
        if held is None and not grounds and not text.endswith((":", ";")) and SLASHES.isdisjoint(text):
            continue
        member = held is not None and _goes_on(paragraph, held, preamble or grounds)
        opens = (preamble or grounds) and (_preamble().match(bare) or (grounds and _begins_with_document(paragraph)))
        head = held if held and member else _Head("basis", open=True) if opens else _Head()
        if not (preamble and held is None and _NUMBER_LINE.match(bare)):
            yield from _citations(text, head)
        held = _held(text, head) or (held if held and member and not held.open else None)


def _is_grounds(bare: str, paragraph: Passage, before: bool) -> bool:
    """Whether a paragraph belongs to a part that is headed as the legal grounds ("I. CĂN CỨ XÂY DỰNG KẾ HOẠCH")."""
    section = _SECTION.match(bare)
    if section is None:
        return before
    return _GROUNDS.match(bare, section.end()) is not None or (before and _begins_with_document(paragraph))


def _begins_with_document(paragraph: Passage) -> bool:
    """Whether a paragraph's first words, after the mark of a list, are the type and number of a document."""
    first = next(find_numbers(paragraph.matching), None)
    mark = _ITEM.match(paragraph.bare)
    return first is not None and _kind_of(paragraph.matching, 0, first[0], first[2])[1] <= (mark.end() if mark else 0)


def _goes_on(paragraph: Passage, held: _Head, preamble: bool) -> bool:
    """Whether a paragraph is one more member of the list that the one before began."""
    if not held.open and _ITEM.match(paragraph.bare):
        return True
    return (preamble or not held.open) and _begins_with_document(paragraph)


def _held(text: str, head: _Head) -> _Head | None:
    """What a paragraph that goes on in the next ones ("Căn cứ các Nghị định của Chính phủ:") shares with them."""
    if not text.endswith((":", ";")):
        return None
    shared = _shared(text, 0, len(text))
    if shared:
        relation = relation_of(skeleton(text[: shared[2]])) if text.endswith(":") else None
        return _Head(relation or head.role, shared[0], shared[1])
    if text.endswith(":"):
        return replace(head, open=False) if len(text) <= _REACH // 2 else None
    return head if head.role == "basis" else None


def find_citations(unwrapped: Unwrapped, notes: Iterable[str], own_number: str | None) -> tuple[Citation, ...]:
    """Every other document that a document and its notes cite, once each, in order of first mention; not its own number."""
    listed = [_as_related(c) for text in unwrapped.related for c in _citations(matching(text), _Head("related"))]
    own_text = list(_document_citations(unwrapped.passages))
    in_notes = [citation for note in notes for citation in citations_in(note)]
    return tuple(_unique([*listed, *own_text, *in_notes], own_number).values())


def _as_related(citation: Citation) -> Citation:
    """The citation as one of a site's list of related documents."""
    return replace(citation, role="related")


def citations_in(text: str) -> list[Citation]:
    """The documents that one passage cites (the cells of a task), once each, in order."""
    found = [c for part in text.split("\n\n") for c in _citations(matching(part), _Head())]
    return list(_unique(found, None).values()) if found else []
