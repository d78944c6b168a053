"""The records of a parsed plan, field for field as the published JSON has them.

Frozen msgspec types without behaviour: reading, normalising, exporting and comparing are functions elsewhere. What comes from
JSON is checked against them (``msgspec.convert``); what the package itself makes is checked by its types. Dates are ISO 8601; a
``PartialDate`` may be cut to what is written ("2024-03").
"""
from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

import msgspec

SCHEMA_VERSION = "1.0"

PartialDate = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""An ISO date of which the day, or the day and the month, may be missing."""

Severity = Literal["error", "warning", "info"]
UnitKind = Literal[
    "single", "collective", "collective_open", "person", "person_group", "role", "enterprise", "adhoc_body", "split", "unknown"
]
ClauseKind = Literal["within", "by", "from", "ongoing", "recurring", "event", "reference", "adhoc"]
CitationRole = Literal["basis", "amends", "replaces", "repeals", "carrier", "parent", "reference", "related"]
Level = Literal["central", "province", "district", "commune", "department"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Base of all records: immutable (so never part of a cycle), and no field that the contract does not know."""


class TextPlace(Record, frozen=True, tag_field="kind", tag="text"):
    """Lines of a text file, counted from 1, both ends included."""

    kind: ClassVar[str] = "text"
    line: int
    end_line: int


class DocxPlace(Record, frozen=True, tag_field="kind", tag="docx"):
    """A table row (both counted from 1) or a paragraph of the body of a Word file."""

    kind: ClassVar[str] = "docx"
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None


class PdfPlace(Record, frozen=True, tag_field="kind", tag="pdf"):
    """A box on a page: page from 1; x0, top, x1, bottom in points from the upper left corner."""

    kind: ClassVar[str] = "pdf"
    page: int
    bbox: tuple[float, float, float, float] | None = None


class HtmlPlace(Record, frozen=True, tag_field="kind", tag="html"):
    """A table row (both counted from 1) or a block of text of a web page."""

    kind: ClassVar[str] = "html"
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None


Place = TextPlace | DocxPlace | PdfPlace | HtmlPlace


class Source(Record, frozen=True):
    path: str
    format: str
    sha256: str
    pages: int | None = None


class Issuer(Record, frozen=True):
    """The issuing agency: as printed, as a full name with its place, and its level."""

    raw: str | None = None
    name: str | None = None
    level: str | None = None


class Signer(Record, frozen=True):
    name: str | None = None
    role: str | None = None
    authority: str | None = None


class Period(Record, frozen=True):
    start: date
    end: date


class DocumentInfo(Record, frozen=True):
    number: str | None = None
    kind: str | None = None
    title: str | None = None
    issuer: Issuer | None = None
    province: str | None = None
    issued_on: PartialDate | None = None
    effective_on: PartialDate | None = None
    signer: Signer | None = None
    period: Period | None = None
    is_draft: bool = False


class Section(Record, frozen=True):
    id: str
    parent_id: str | None = None
    ordinal: str | None = None
    title: str = ""
    declared_count: int | None = None


class Unit(Record, frozen=True):
    raw: str
    name: str
    id: str | None = None
    kind: UnitKind = "unknown"
    level: str | None = None
    qualifier: str | None = None
    label: str | None = None
    successor: str | None = None


class Clause(Record, frozen=True):
    kind: ClauseKind
    start: date | None = None
    end: date | None = None
    edtf: str | None = None
    rrule: str | None = None
    bound: Literal["<", "<="] | None = None
    label: str | None = None
    trigger: str | None = None
    reference: str | None = None
    approximate: bool = False
    raw: str = ""


class Deadline(Record, frozen=True):
    raw: str = ""
    due: date | None = None
    clauses: tuple[Clause, ...] = ()


class Task(Record, frozen=True, kw_only=True):
    id: str
    section_id: str | None = None
    parent_id: str | None = None
    is_group: bool = False
    origin: Literal["table", "prose"] = "table"
    ordinal: str | None = None
    row: str | None = None
    title: str
    lead_raw: str = ""
    cooperating_raw: str = ""
    lead_units: tuple[Unit, ...] = ()
    cooperating_units: tuple[Unit, ...] = ()
    deliverables: tuple[str, ...] = ()
    deadline: Deadline = Deadline()
    citations: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    extra: dict[str, str] = {}
    provenance: tuple[Place, ...] = ()


class Citation(Record, frozen=True):
    number: str
    kind: str | None = None
    issued_on: PartialDate | None = None
    issuer: str | None = None
    role: CitationRole = "reference"


class Diagnostic(Record, frozen=True, kw_only=True):
    """Something odd met while reading: a stable code, how bad, what, and where (a place, or {})."""

    code: str
    severity: Severity = "warning"
    message: str
    where: dict[str, Any] = {}


class Plan(Record, frozen=True, kw_only=True):
    schema_version: str = SCHEMA_VERSION
    source: Source
    document: DocumentInfo = DocumentInfo()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    citations: tuple[Citation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def as_json(record: Record, indent: int | None = None) -> bytes:
    """The record as JSON in UTF-8, on one line or indented by so many spaces."""
    content = msgspec.json.encode(record)
    return content if indent is None else msgspec.json.format(content, indent=indent)


def as_dict(record: Record) -> dict[str, Any]:
    """The record as JSON would give it back: dates as texts, and everything below it too."""
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return values


def whereabouts(place: Place | None) -> dict[str, Any]:
    """A place as a diagnostic has it: without what is not known; {} for none."""
    return {name: value for name, value in as_dict(place).items() if value is not None} if place else {}


def json_schema(record: type[Record]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record; every field is always written."""
    parts: dict[str, Any] = msgspec.json.schema(record)["$defs"]
    for part in parts.values():
        part["required"] = list(part["properties"])
    whole = parts.pop(record.__name__)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": parts}
