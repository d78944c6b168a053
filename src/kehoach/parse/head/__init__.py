"""What a document says about itself: number, type, title, issuer, dates, signer, period.

``read_head`` reads it from the letterhead, the title, the foot and, where these leave something out, from the rest of the text
and from what a law site says beside it. Nothing is guessed: what no place tells stays None.
"""
from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kehoach.model import DocumentInfo, Period, Signer
from kehoach.normalize.numbers import DocumentNumber, find_numbers, read_number
from kehoach.parse import kinds
from kehoach.parse.dates import date_at, find_dates
from kehoach.parse.head.casing import Casing
from kehoach.parse.head.effective import read_effective
from kehoach.parse.head.issuer import Sources, find_origin
from kehoach.parse.head.period import read_period
from kehoach.parse.head.pieces import table_at
from kehoach.parse.head.signer import person_of, read_signer
from kehoach.parse.head.title import Carried, is_about, read_carried, read_carrier
from kehoach.parse.head.top import Top, read_top
from kehoach.text import matching

if TYPE_CHECKING:
    from kehoach.parse.wrappers import Unwrapped

__all__ = ["read_head"]

_OPENING = 12
"""Paragraphs in which a body may say who has issued it."""


def read_head(source: Unwrapped) -> DocumentInfo:
    """The facts about a document that stand in its head and foot."""
    top, carried = read_top(source.lines), read_carried(source.lines)
    number = _number(top, source)
    carrier = _own_carrier(read_carrier(source.lines), top, number)
    issued_on = _issued_on(top, carrier, source)
    blank = _is_blank(top, carrier, number, source)
    paragraphs = [passage for passage in source.passages if passage.end > top.end]
    table = table_at(source.lines)
    casing = Casing([line.text for line in source.lines])
    signer = _signer(source, top, casing)
    title = top.title or (carried.title if carried else None) or source.facts.get("title")
    origin = find_origin(
        Sources(
            letterhead=top.letterhead,
            authority=top.authority,
            signed_for=signer.authority if signer else None,
            signer_role=signer.role if signer else None,
            site=source.facts.get("issuer"),
            carrier=carrier,
            number=number,
            title=matching(title) if title else None,
            place=top.place,
            day=date.fromisoformat(issued_on + "-01-01"[len(issued_on) - 4 :]) if issued_on else None,
            opening=[paragraph.matching for paragraph in paragraphs[:_OPENING] if paragraph.end <= table],
            body=[paragraph.matching for paragraph in paragraphs],
        ),
        casing,
    )
    kind = _kind(top, number, source, carried)
    return DocumentInfo(
        number=number.number if number and not blank else None,
        kind=kind,
        title=title,
        issuer=origin.issuer,
        province=origin.province,
        issued_on=issued_on,
        effective_on=_site_date(source, "effective") or read_effective(paragraphs, issued_on, kind),
        signer=signer if signer and (signer.name or signer.role) else None,
        period=_period(top, carried),
        is_draft=blank or top.draft,
    )


def _signer(source: Unwrapped, top: Top, casing: Casing) -> Signer | None:
    """Who signed, by the foot; the name also by the law site where the text has lost it."""
    signer = read_signer(source.lines, top.end, casing)
    name = person_of(source.facts.get("signer", ""))
    if name and (signer is None or signer.name is None):
        return replace(signer, name=name) if signer else Signer(name=name)
    return signer


def _number(top: Top, source: Unwrapped) -> DocumentNumber | None:
    """The document's number: as printed, else as the law site gives it where the print is blank or missing and of no other type."""
    if top.number and top.number.number:
        return top.number
    on_site = read_number(source.facts["number"]) if "number" in source.facts else None
    if on_site is None or on_site.number is None:
        return top.number
    printed = kinds.of_code(top.number) if top.number and top.number.type else None
    return on_site if printed in (None, kinds.of_code(on_site)) else top.number


def _site_date(source: Unwrapped, fact: str) -> str | None:
    found = date_at(source.facts.get(fact, ""))
    return found.iso if found else None


def _own_carrier(carrier: str | None, top: Top, number: DocumentNumber | None) -> str | None:
    """The words that name the carrier, where the carrier is this document or the document has no head of its own."""
    if carrier is None:
        return None
    named = next((n for _, _, n in find_numbers(carrier)), None)
    if number is None:
        return carrier if top.date is None else None
    same = named is None or named.number is None or named.number == number.number
    return carrier if same else None


def _is_blank(top: Top, carrier: str | None, number: DocumentNumber | None, source: Unwrapped) -> bool:
    """Whether the number or the day is still to be filled in."""
    if number and number.number is None:
        return True
    if top.date and top.date.blank and "issued" not in source.facts:
        return True
    named = next((n for _, _, n in find_numbers(carrier)), None) if carrier and number is None else None
    return named is not None and named.number is None


def _issued_on(top: Top, carrier: str | None, source: Unwrapped) -> str | None:
    if top.date and top.date.iso and not top.date.blank:
        return top.date.iso
    carried = find_dates(carrier) if carrier else []
    return _site_date(source, "issued") or (top.date.iso if top.date else None) or (carried[0].iso if carried else None)


def _kind(top: Top, number: DocumentNumber | None, source: Unwrapped, carried: Carried | None) -> str | None:
    """The type: of the heading, else of the number, else as the law site or the annexed plan says."""
    on_site = kinds.heading(source.facts.get("kind", ""))
    by_number = kinds.of_code(number) if number and (number.type or number.issuer) else None
    by_title = kinds.LETTER if top.title and is_about(top.title) else carried.kind if carried else None
    return top.kind or by_number or (on_site[0] if on_site else None) or by_title


def _period(top: Top, carried: Carried | None) -> Period | None:
    """The period of the annexed plan's title, else of the document's own."""
    return read_period(carried.title if carried else None) or read_period(top.title)
