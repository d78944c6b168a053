"""The records of a parsed plan, field for field as the published JSON has them.

Frozen Pydantic types without behaviour beyond small derived look-ups: reading, normalising, exporting and comparing are
functions elsewhere. Dates are ISO 8601; a ``PartialDate`` may be cut to what is written ("2024-03").
"""
from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

SCHEMA_VERSION = "1.0"

PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""An ISO date of which the day, or the day and the month, may be missing."""

Severity = Literal["error", "warning", "info"]
UnitKind = Literal[
    "single", "collective", "collective_open", "person", "person_group", "role", "enterprise", "adhoc_body", "split", "unknown"
]
ClauseKind = Literal["within", "by", "from", "ongoing", "recurring", "event", "reference", "adhoc"]
CitationRole = Literal["basis", "amends", "replaces", "repeals", "carrier", "parent", "reference", "related"]
Level = Literal["central", "province", "district", "commune", "department"]


class Record(BaseModel):
    """Base of all records: immutable, and no field that the contract does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextPlace(Record):
    """Lines of a text file, counted from 1, both ends included."""

    kind: Literal["text"] = "text"
    line: int
    end_line: int


class DocxPlace(Record):
    """A table row (both counted from 1) or a paragraph of the body of a Word file."""

    kind: Literal["docx"] = "docx"
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None


class PdfPlace(Record):
    """A box on a page: page from 1; x0, top, x1, bottom in points from the upper left corner."""

    kind: Literal["pdf"] = "pdf"
    page: int
    bbox: tuple[float, float, float, float] | None = None


class HtmlPlace(Record):
    """A table row (both counted from 1) or a block of text of a web page."""

    kind: Literal["html"] = "html"
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None


Place = Annotated[TextPlace | DocxPlace | PdfPlace | HtmlPlace, Field(discriminator="kind")]


class Source(Record):
    path: str
    format: str
    sha256: str
    pages: int | None = None


class Issuer(Record):
    """The issuing agency: as printed, as a full name with its place, and its level."""

    raw: str | None = None
    name: str | None = None
    level: str | None = None


class Signer(Record):
    name: str | None = None
    role: str | None = None
    authority: str | None = None


class Period(Record):
    start: date
    end: date


class DocumentInfo(Record):
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


class Section(Record):
    id: str
    parent_id: str | None = None
    ordinal: str | None = None
    title: str = ""
    declared_count: int | None = None


class Unit(Record):
    raw: str
    name: str
    id: str | None = None
    kind: UnitKind = "unknown"
    level: str | None = None
    qualifier: str | None = None
    label: str | None = None
    successor: str | None = None


class Clause(Record):
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


class Deadline(Record):
    raw: str = ""
    due: date | None = None
    clauses: tuple[Clause, ...] = ()


class Task(Record):
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


class Citation(Record):
    number: str
    kind: str | None = None
    issued_on: PartialDate | None = None
    issuer: str | None = None
    role: CitationRole = "reference"


class Diagnostic(Record):
    """Something odd met while reading: a stable code, how bad, what, and where (a place, or {})."""

    code: str
    severity: Severity = "warning"
    message: str
    where: dict[str, Any] = {}

    @field_validator("where")
    @classmethod
    def _as_in_json(cls, where: dict[str, Any]) -> dict[str, Any]:
        """A box of a page is a list, as it comes back from JSON."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in where.items()}


class Plan(Record):
    schema_version: str = SCHEMA_VERSION
    source: Source
    document: DocumentInfo = DocumentInfo()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    citations: tuple[Citation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
