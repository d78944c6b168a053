"""Who leads, known by those named beside them: among headings that are units a short one without a verb names somebody, too.

"1. Ban Giám hiệu", "2. Tổ Văn phòng", "3. Tổng phụ trách Đội", each with its work below it, or after a colon on the same line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

from msgspec import Struct

from kehoach.parse.prose.marks import CLAUSE, Mark
from kehoach.parse.prose.parts import LEAST_OWN, orders
from kehoach.parse.prose.subjects import asked_name, only_units, split_subject
from kehoach.parse.prose.words import alternatives, predicate
from kehoach.text import CAPITAL

_LONGEST_NAME = 18
"""Words of a heading that may name somebody."""
_LEAST_SHARE = 0.33
_MOST = 0.6
"""Headings that are units, of all: the least, and what makes one known though no verb that is known stands below it."""
_NEAR = 6
"""Items below a heading that are looked at."""
_RUN_IN = re.compile(rf"([{CAPITAL}][^:;.]{{2,120}}):\s+(?=[{CAPITAL}])")
"""A heading on the line of its work: "Thôn trưởng các thôn: Rà soát …"."""
_SENTENCE_END = (".", ";", ",", "?", "!")


class _Heading(Struct, frozen=True):
    """A heading of the kind that ``group`` says, at a place among the marks; ``ordered``: an item below begins with a verb;
    ``rest``: the work on its own line."""

    group: tuple[str, int]
    at: int
    name: str
    ordered: bool
    rest: str = ""


def named_beside(marks: Sequence[Mark]) -> dict[int, tuple[str, str]]:
    """By their places the headings that are no known units but stand among some, as written, and the work on the same line."""
    groups: dict[tuple[str, int], list[_Heading]] = {}
    for heading in _headings(marks):
        groups.setdefault(heading.group, []).append(heading)
    return {
        heading.at: (asked_name(heading.name), heading.rest)
        for headings in groups.values()
        if (share := _share_of_units(headings))
        for heading in headings
        if (heading.ordered or share >= _MOST) and _may_name(heading.name)
    }


def _headings(marks: Sequence[Mark]) -> Iterator[_Heading]:
    for at, (mark, after) in enumerate(pairwise(marks)):
        run_in = _RUN_IN.match(mark.text) if mark.depth >= CLAUSE else None
        rest = mark.text[run_in.end() :] if run_in else ""
        if run_in:
            yield _Heading(("run in", mark.depth), at, run_in[1], orders(Mark("none", None, rest)), rest)
        elif mark.kind != "section" and after.depth > max(mark.depth, CLAUSE):
            yield _Heading((mark.kind, mark.depth), at, mark.text, any(map(orders, _below(marks, at))))
        elif mark.kind != "section" and after.kind == "none" and orders(after):
            yield _Heading((mark.kind, mark.depth), at, mark.text, True)


def _below(marks: Sequence[Mark], at: int) -> Iterator[Mark]:
    """The next items that stand further in than a heading."""
    depth = max(marks[at].depth, CLAUSE)
    return takewhile(lambda inner: inner.depth > depth, marks[at + 1 : at + 1 + _NEAR])


def _share_of_units(headings: Sequence[_Heading]) -> float:
    """How many of the headings are units; 0 where there are too few."""
    known = sum(bool(only_units(heading.name)) for heading in headings)
    share = known / len(headings)
    return share if known >= LEAST_OWN and share >= _LEAST_SHARE else 0.0


@cache
def _matters() -> re.Pattern[str]:
    return re.compile(rf"(?i:{alternatives('matters')})(?!\w)")


@cache
def _doing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('follow_ups')}|{alternatives('doing')})(?!\w)")


def _may_name(heading: str) -> bool:
    """Whether a heading, no known unit, may name who leads: not a matter ("Kinh phí"), not a sentence; "Các Chi nhánh cấp nước"
    has the verb of a sentence and is none."""
    name = asked_name(heading)
    if only_units(heading) or len(name.split()) > _LONGEST_NAME or name.endswith(_SENTENCE_END) or _matters().match(name):
        return False
    plural = name.startswith("Các ") and not _doing().search(name)
    return name[:1].isupper() and (plural or not (_states(name) or split_subject(name)[0]))


def _states(name: str) -> bool:
    """Whether words are a sentence: a verb with what it is done to, or one of those that lead; "tổ trưởng sản xuất" is a name."""
    spaced = f" {name}"
    return _doing().search(name) is not None or any(verb.end() < len(spaced) for verb in predicate().finditer(spaced))
