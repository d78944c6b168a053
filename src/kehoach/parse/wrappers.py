"""What law sites wrap around a document: a block of facts, lists of related documents, menus and notices.

The facts and the related documents are kept, the rest is told apart from the document, so that a notice of the site is
never read as a task, a title or a citation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import groupby, takewhile

from msgspec import Struct

from kehoach.normalize.numbers import find_numbers
from kehoach.parse import kinds
from kehoach.parse.blocks import SourceDocument
from kehoach.parse.dates import date_at
from kehoach.parse.head.joined import unjoined
from kehoach.parse.head.mottos import HALVES, PARTY, STATE
from kehoach.parse.head.title import is_about
from kehoach.parse.lines import Line, Passage, flatten, is_capitals, passages
from kehoach.text import skeleton

_BODY = re.compile(r"can cu\s|dieu\s+1\s*[.:]|kinh gui\s*:|noi nhan\s*:|theo de nghi\s")
_BULLETS = ("-", "+", "•", "*", "·")
_NUMBERED = re.compile(r"[-+•*]\s*(\d{1,3})[.)]?\s*(?=[^\W\d])")
_BULLET = re.compile(r"(?:[-+•*]\s*)?(?:\d{1,3}[.)]?\s+)?")
_NUMBER = re.compile(r"\s+(?:so\s+)?\d\S*/\S")
_BEFORE_NUMBER = re.compile(r"\s*(?:so\s?:?\s*)?")
_NUMBER_LINE = re.compile(r"so\s?[:.]?\s?[\d/]")
_LONGEST_LINE = 80
_ZONE = 60
_ABOVE = 12
_FACTS_REACH = 120
_FACTS_LINES = 24
_REACH = 2000
"""Lines: no site writes more above a document."""


class Unwrapped(Struct, frozen=True, dict=True):
    """A document without its wrapping.

    ``lines``: the document itself; ``facts``: what the site says of it (number, issued, effective, kind, issuer, signer,
    title), as written; ``related``: one text per document that the site lists beside it; ``outside``: indexes of the blocks in
    which no line belongs to the document.
    """

    lines: tuple[Line, ...]
    facts: Mapping[str, str]
    related: tuple[str, ...]
    outside: frozenset[int]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The lines as paragraphs."""
        return tuple(passages(self.lines))


@cache
def _words() -> tuple[dict[str, str], frozenset[str], tuple[str, ...], frozenset[str]]:
    """Labels to facts, values that say nothing, first words of notices, headings of related lists: all as skeletons."""
    data = tomllib.loads((files("kehoach.parse") / "data" / "wrappers.toml").read_text(encoding="utf-8"))
    labels = {skeleton(label): fact for fact, names in data["labels"].items() for label in names}
    blank = frozenset(skeleton(value) for value in data["values"]["blank"])
    notices = tuple(skeleton(start) for start in data["notices"]["starts"])
    return labels, blank, notices, frozenset(skeleton(heading) for heading in data["notices"]["related"])


_TOLD_BY = 4


@cache
def _beginnings() -> frozenset[str]:
    """The first letters of whatever a site writes below a document: most lines of a document begin otherwise."""
    labels, _, notices, related = _words()
    return frozenset(words[:_TOLD_BY] for words in (*labels, *notices, *related))


@cache
def _label_pattern() -> re.Pattern[str]:
    """A label at the start of a line, or anywhere with a colon after it."""
    labels = "|".join(map(re.escape, sorted(_words()[0], key=len, reverse=True)))
    return re.compile(rf"(?:^[-+•*·\s]*|(?<=\s))({labels})\s*:\s*|^[-+•*·\s]*({labels})(?:\s+|$)")


def _labelled(line: Line) -> list[tuple[str, str]]:
    """The facts that stand on one line as (fact, value): "Số hiệu: 12/KH-UBND Loại văn bản: Kế hoạch" has two."""
    found = list(_label_pattern().finditer(line.bare))
    if not found or found[0].start() > 0:
        return []
    ends = [match.start() for match in found[1:]] + [len(line.text)]
    return [(_words()[0][match[1] or match[2]], line.text[match.end() : end].strip()) for match, end in zip(found, ends, strict=True)]


def _facts(lines: Sequence[Line]) -> tuple[dict[str, str], int]:
    """The block of facts among ``lines`` and the index after its last line; nothing where it is none (one label is chance).

    A value stands beside its label or on the line below it.
    """
    facts: dict[str, str] = {}
    seen: set[str] = set()
    end, waiting = 0, ""
    for index, line in enumerate(lines[:_FACTS_REACH]):
        labelled = _labelled(line) or ([(waiting, line.text)] if waiting else [])
        waiting = labelled[-1][0] if labelled and not labelled[-1][1] else ""
        for fact, value in labelled:
            seen.add(fact)
            if value and fact != "other" and skeleton(value) not in _words()[1]:
                facts.setdefault(fact, value)
        end = index + 1 if labelled else end
    return (facts, end) if len(seen & {"number", "issued", "kind", "issuer"}) >= 2 else ({}, 0)


def _unlabelled(lines: Sequence[Line]) -> dict[str, str]:
    """The number that a site writes above a document without a label: alone, or after its type in the title of the page.

    Several different ones are a list of documents.
    """
    found = set()
    for line in lines[:_FACTS_LINES]:
        words = kinds.words_at(line.bare, 0)
        first = next(find_numbers(line.text), None) if "/" in line.text and line.cell is None else None
        alone = first is not None and (words is not None or first[1] == len(line.text))
        if first and alone and first[2].number and _BEFORE_NUMBER.fullmatch(line.bare, words or 0, first[0]):
            found.add(first[2].number)
    return {"number": found.pop()} if len(found) == 1 else {}


def _is_notice(bare: str) -> bool:
    return bare.startswith(_words()[2])


def _is_list_heading(bare: str) -> bool:
    return bare.rstrip(" :") in _words()[3]


def _numbered(bare: str) -> int | None:
    """The place of a document in a site's list ("- 3 Quyết định 12/QĐ-UBND …"), None where the line is no entry of one."""
    match = _NUMBERED.match(bare) if bare[:1] in _BULLETS else None
    return int(match[1]) if match and kinds.words_at(bare, match.end()) else None


def _is_listed(bare: str) -> bool:
    """Whether a line begins with the type and number of a document."""
    bullet = _BULLET.match(bare)
    words = kinds.words_at(bare, bullet.end() if bullet else 0)
    return words is not None and _NUMBER.match(bare, words) is not None


def _begin(lines: Sequence[Line]) -> int:
    """The index of the document's first line: its letterhead, or what follows the site's own lines."""
    lines = lines[:_REACH]
    above = _addressed_above(lines)
    body = next((i for i, line in enumerate(lines) if i >= above and _BODY.match(line.bare)), len(lines))
    nation = next((i for i in range(body) if _is_motto(lines[i].bare)), None)
    reach = body if nation is None else nation
    marks = [i for i in range(reach) if _is_notice(lines[i].bare) or _numbered(lines[i].bare)]
    after_marks = max([_facts(lines[:reach])[1], *(i + 1 for i in marks)])
    if nation is None:
        return after_marks
    top = nation
    while top > after_marks and _in_letterhead(lines[top - 1], lines[max(0, top - 4) : top]):
        top -= 1
    return top


def _addressed_above(lines: Sequence[Line]) -> int:
    """The index after a "Kính gửi" that a site has put above the letterhead; 0 where none stands there.

    Only short lines are between it and a motto with the number line below: it does not begin a body.
    """
    at = next((i for i, line in enumerate(lines[:_ZONE]) if line.bare.startswith("kinh gui")), None)
    if at is None:
        return 0
    between = list(takewhile(lambda line: len(line.text) < _LONGEST_LINE and not line.text.endswith("."), lines[at + 1 : at + _ABOVE]))
    motto = next((i for i, line in enumerate(between) if STATE.search(line.bare)), None)
    numbered = motto is not None and any(_NUMBER_LINE.match(line.bare) for line in lines[at + 1 + motto : at + 7 + motto])
    return at + 1 if numbered and not any(_NUMBER_LINE.match(line.bare) for line in lines[:at]) else 0


def _is_motto(bare: str) -> bool:
    return any(motto.search(bare) for motto in (STATE, HALVES, PARTY))


def _in_letterhead(line: Line, about: Sequence[Line]) -> bool:
    """Whether a line above the motto may belong to the left column: an agency, the number, "V/v …"; not a site's sentence.

    ``about``: the line and those above it, among which a summary may begin that ends like a sentence.
    """
    if is_capitals(line.text) or _NUMBER_LINE.match(line.bare):
        return True
    if _is_bare_fact(line):
        return False
    sentence = line.text.endswith(".") and not any(is_about(one.text) for one in about)
    return len(line.text) < _LONGEST_LINE and not sentence and not _is_listed(line.bare)


def _is_bare_fact(line: Line) -> bool:
    """Whether a line is a site's fact without its label: a state, or a date in figures."""
    if line.bare in _words()[1]:
        return True
    day = date_at(line.text) if line.bare[:1].isdigit() else None
    return day is not None and day.end == len(line.text)


def _end(lines: list[Line], begin: int) -> int:
    """The index after the document's last line, where the site's notices or lists of other documents begin."""
    for index in range(begin + 1, len(lines)):
        bare = lines[index].bare
        if bare[:_TOLD_BY] not in _beginnings() and not bare.startswith(_BULLETS):
            continue
        if _is_notice(bare):
            return index
        if _numbered(bare) == 1 and _outside(lines[index : index + 4]):
            return index
        if _repeats_facts(lines, begin, index):
            return index
        if lines[index].cell is None and _is_list_heading(bare) and _outside(lines[index + 1 : index + 12]):
            return index
    return len(lines)


def _repeats_facts(lines: list[Line], begin: int, index: int) -> bool:
    """Whether a block of facts about this very document begins at ``index``: its number stands in the head, too."""
    if lines[index].cell or ":" not in lines[index].text or not _labelled(lines[index]):
        return False
    number = _facts(lines[index : index + _FACTS_LINES])[0].get("number")
    return number is not None and any(number in line.text for line in lines[begin : begin + _FACTS_LINES])


def _outside(lines: list[Line]) -> bool:
    """Whether lines look like a site's list of documents: most name one, or give its state."""
    listed = sum(_is_listed(line.bare) or _numbered(line.bare) is not None for line in lines)
    states = sum(line.bare.startswith(("ban hanh:", "hieu luc:", "tinh trang:", "cap nhat:")) for line in lines)
    return listed + states >= max(2, len(lines) // 3) or (len(lines) == 1 and listed == 1)


def _related(lines: list[Line]) -> Iterator[str]:
    """The documents that a stretch of wrapping lists: numbered lines anywhere, plain ones under a heading of such lists."""
    under_heading = False
    for heads, group in groupby(lines, key=lambda line: _is_list_heading(line.bare) or _is_notice(line.bare)):
        if heads:
            under_heading = _is_list_heading(list(group)[-1].bare)
        else:
            found = passages(group)
            yield from (one.text for one in found if _numbered(one.bare) or (under_heading and _is_listed(one.bare)))


def unwrap(document: SourceDocument) -> Unwrapped:
    """The document's own lines, the site's facts about it and the documents that the site lists as related."""
    lines, joined = unjoined(flatten(document))
    begin = _begin(lines) if joined is None else joined
    end = _end(lines, begin)
    facts = _facts(lines[:begin])[0] or _facts(lines[end:])[0] or _unlabelled(lines[:begin])
    related = (*_related(lines[:begin]), *_related(lines[end:]))
    outside = frozenset({line.block for line in (*lines[:begin], *lines[end:])} - {line.block for line in lines[begin:end]})
    return Unwrapped(tuple(lines[begin:end]), facts, related, outside)
