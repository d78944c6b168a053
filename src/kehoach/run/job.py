"""One document as a job, and what came of it: the function that every executor runs, in a worker here or on a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from kehoach.model import Plan


class Job(Struct, frozen=True):
    """A document to parse: where it is, how to read it, and the language of its diagnostics."""

    path: str
    format_name: str | None = None
    language: str = "vi"
    limits: Limits = DEFAULT
    data: bytes | None = None
    """The bytes themselves where no worker can fetch them (standard input)."""


class Summary(Struct, frozen=True):
    """What a table of results shows of one plan."""

    number: str | None
    kind: str | None
    issuer: str | None
    tasks: int
    without_lead: int
    without_deadline: int
    warnings: int
    errors: int


class Stamp(Struct, frozen=True):
    """What a file was: its size in bytes, its time of change (null where its store tells none) and the SHA-256 of its content."""

    size: int
    changed: str | None
    sha256: str


class Outcome(Struct, frozen=True):
    """The result of a job: the plan as JSON and its summary, or one line that says why there is none."""

    path: str
    plan: bytes | None = None
    summary: Summary | None = None
    error: str | None = None
    diagnostics: tuple[str, ...] = ()
    stamp: Stamp | None = None
    """The source as it was read."""


def failed(job: Job, vi: str, en: str) -> Outcome:
    """The outcome of a job that gave no plan."""
    return Outcome(job.path, error=f"{job.path}: {pick(vi, en)}")


def carry_out(job: Job) -> Outcome:
    """Parse and normalise the document. Never raises for what a document holds: that is an ``Outcome`` with an error."""
    from kehoach import lang
    from kehoach.inputs import changed_at, plan_from_bytes, read_bytes
    from kehoach.model import as_json

    lang.use(job.language)
    try:
        changed = None if job.data is not None else changed_at(job.path)
        data = read_bytes(job.path, job.limits) if job.data is None else job.data
        plan = plan_from_bytes(data, job.path, job.format_name, job.limits)
        size = len(data)
        del data  # large, and no longer needed while the result grows
        content = as_json(plan)
    except UnreadableError as error:
        return Outcome(job.path, error=str(error))
    except MemoryError:
        return failed(job, "không đủ bộ nhớ để đọc", "not enough memory to read it")
    except RecursionError:
        return failed(job, "cấu trúc lồng nhau quá sâu", "nested too deeply")
    except Exception as error:  # a defect of ours must not take the other documents with it
        what = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return failed(job, f"lỗi nội bộ ({what})", f"internal error ({what})")
    errors = tuple(
        f"{job.path}: {diagnostic.code} {diagnostic.message}" for diagnostic in plan.diagnostics if diagnostic.severity == "error"
    )
    stamp = Stamp(size, changed, plan.source.sha256)
    return Outcome(job.path, plan=content, summary=_summary(plan), diagnostics=errors, stamp=stamp)


def _summary(plan: Plan) -> Summary:
    tasks = [task for task in plan.tasks if not task.is_group]
    severities = [diagnostic.severity for diagnostic in plan.diagnostics]
    return Summary(
        number=plan.document.number,
        kind=plan.document.kind,
        issuer=plan.document.issuer.name if plan.document.issuer else None,
        tasks=len(tasks),
        without_lead=sum(not task.lead_raw for task in tasks),
        without_deadline=sum(not task.deadline.raw and task.origin == "table" for task in tasks),
        warnings=severities.count("warning"),
        errors=severities.count("error"),
    )
