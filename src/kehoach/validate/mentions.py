"""Documents named in a draft: type words, number, date and issuer as written beside each other, and what they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from kehoach.model import Plan, Section, Task
from kehoach.normalize.numbers import DocumentNumber, find_numbers
from kehoach.validate.data import table
from kehoach.validate.source_text import Passage


class Named(Struct, frozen=True):
    """One document named in a text: ``raw`` at ``start``; ``number`` is None where it has no known shape.

    ``kind`` is the type word before it ("Nghị định"), None where there is none; ``day`` its date where a whole and possible
    one is written after it, ``dated`` whether one is written at all; ``issuer`` what stands after "của".
    """

    text: str
    start: int
    end: int
    number: DocumentNumber | None
    kind: str | None = None
    labelled: bool = False
    dated: bool = False
    day: date | None = None
    issuer: str | None = None

    @property
    def raw(self) -> str:
        return self.text[self.start : self.end]

    @property
    def canonical(self) -> str | None:
        return self.number.number if self.number else None


class Mention(Struct, frozen=True):
    """A named document and where in the draft it is named: in a task, in a section's heading, or in a passage."""

    named: Named
    task: Task | None = None
    section: Section | None = None
    passage: Passage | None = None


@cache
def kinds() -> dict[str, list[str]]:
    """Type words with the type codes that belong to them."""
    codes: dict[str, list[str]] = table("documents")["codes"]
    return codes


@cache
def _endings() -> tuple[tuple[str, ...], dict[str, str]]:
    """The type words in small letters, and how each begins with a capital."""
    words = {kind.lower(): kind[0].upper() + kind[1:].lower() for kind in kinds()}
    return tuple(sorted(words, key=len, reverse=True)), words


_LABEL = re.compile(r"(?i)(?<!\w)số[ ]?:?[ \n]?$")
_REACH = 40


def _before(text: str, start: int) -> tuple[str | None, bool]:
    """The type word right before a place, as it is written with a capital, and whether "số" stands between."""
    head = text[max(0, start - _REACH) : start]
    label = _LABEL.search(head)
    head = (head[: label.start()] if label else head).lower()
    head = head[:-1] if head.endswith((" ", "\n")) else head
    endings, words = _endings()
    if head.endswith(endings):
        kind = next(ending for ending in endings if head.endswith(ending))
        if not head[: -len(kind)][-1:].isalnum():
            return words[kind], label is not None
    return None, label is not None


_TOKEN = re.compile(
    r"[\dA-ZĐ](?:(?<=[ \n]\d)|(?<=số [A-ZĐ])[A-Za-zĐđ]{1,3}[-/]?\d)[^\s,;()“”\"]*(?:[ ]?[-–/][ ]?[A-ZĐ][^\s,;()“”\"]*){0,4}"
)
"""What may stand in a number's place after a type word."""


_DATE = r"(?P<day>\d{1,2})[ ]?(?:[/.-]|[ \n]tháng[ \n])[ ]?(?P<month>\d{1,2})[ ]?(?:[/.-]|[ \n]năm[ \n])[ ]?(?P<year>\d{4})(?!\d)"
_AFTER = re.compile(rf"[ \n]?[,(]?[ \n]?(?:ngày[ \n]?{_DATE})?[)]?(?:[ \n]của[ \n](?P<issuer>[^,;.()]{{2,60}}))?")
_HINT = re.compile(r"[Ss][ốỐ][ ]?:?[ \n]?[\dA-ZĐ]|/[^\W\d_]|/\s[^\W\d_]|[A-ZĐ][A-ZĐa-z]/|-[A-ZĐ]{2}")
"""What every number has, "số" before it or letters beside its stroke; dates ("15/3/2024", "quý I/2024") have neither."""
_CODE_LIKE = re.compile(r"[A-ZĐ]{2}|[A-ZĐ][a-z]?[A-ZĐa-z]-|/.*[A-ZĐ]")


def mentions_in(plan: Plan, passages: Sequence[Passage], figured: Mapping[str, Sequence[str]]) -> Iterator[Mention]:
    """Every document named in the passages, the headings and the tasks, in this order.

    ``figured``: by a task's id its texts with a figure in them.
    """
    for passage in passages:
        yield from (Mention(named, passage=passage) for named in named_in(passage.text))
    for section in plan.sections:
        yield from (Mention(named, section=section) for named in named_in(section.title))
    for task in plan.tasks:
        for words in figured[task.id]:
            yield from [Mention(named, task=task) for named in named_in(words)]


def task_texts(task: Task) -> Iterator[str]:
    """Every text of a task, in the order of the usual table."""
    yield task.title
    yield task.lead_raw
    yield task.cooperating_raw
    yield from task.deliverables
    yield task.deadline.raw
    yield from task.footnotes
    yield from task.extra.values()


@lru_cache(maxsize=8192)
def named_in(text: str) -> tuple[Named, ...]:
    """The documents named in one text, also those whose number is so malformed that it only stands where one should."""
    if not _HINT.search(text):
        return ()
    found = [_complete(text, start, end, number) for start, end, number in find_numbers(text)]
    odd: list[Named] = []
    for match in _TOKEN.finditer(text):
        start, written = match.start(), match[0].rstrip(".:-/")
        end = start + len(written)
        around = _last_before(found, start + 1)
        if (around and end <= around.end) or not _is_number_like(written, labelled=True):
            continue
        kind, labelled = _before(text, start)
        if kind and _is_number_like(written, labelled=labelled):
            odd.append(_complete(text, start, end, None))
    apart = [named for named in found if (other := _last_before(odd, named.end)) is None or other.end <= named.start]
    return tuple(sorted((*apart, *odd), key=lambda named: named.start))


def _last_before(found: Sequence[Named], end: int) -> Named | None:
    """The last of what was found, in the order of the text, that begins before a place."""
    at = bisect_left(found, end, key=lambda named: named.start)
    return found[at - 1] if at else None


def _is_number_like(written: str, *, labelled: bool) -> bool:
    """Whether what stands after a type word was meant as a document number: not a bare figure, a date, or a span of years."""
    if _CODE_LIKE.search(written):
        return True
    return labelled and re.fullmatch(r"\d{1,6}/(?:19|20)\d{2}", written) is not None


def _complete(text: str, start: int, end: int, number: DocumentNumber | None) -> Named:
    kind, labelled = _before(text, start)
    after = _AFTER.match(text, end)
    dated = bool(after and after["day"])
    return Named(
        text=text,
        start=start,
        end=end,
        number=number,
        kind=kind,
        labelled=labelled,
        dated=dated,
        day=possible_day(int(after["year"]), int(after["month"]), int(after["day"])) if after and dated else None,
        issuer=after["issuer"] if after else None,
    )


def possible_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
