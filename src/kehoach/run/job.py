"""One document as a job, and what came of it: the function that every executor runs, here, in a worker or on a cluster."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from kehoach.errors import UnreadableError
from kehoach.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class Job:
    """A document to parse: where it is, how to read it, and the language of its diagnostics."""

    path: str
    format_name: str | None = None
    language: str = "vi"
    limits: Limits = DEFAULT


@dataclass(frozen=True, slots=True)
class Summary:
    """What a table of results shows of one plan."""

    number: str | None
    kind: str | None
    issuer: str | None
    tasks: int
    without_lead: int
    without_deadline: int
    warnings: int
    errors: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a job: the plan as JSON and its summary, or one line that says why there is none."""

    path: str
    plan: bytes | None = None
    summary: Summary | None = None
    error: str | None = None
    diagnostics: tuple[str, ...] = field(default=())


def carry_out(job: Job) -> Outcome:
    """Parse and normalise the document. Never raises for what a document holds: that is an ``Outcome`` with an error."""
    from kehoach import lang
    from kehoach.inputs import STDIN, plan_from_bytes, read_bytes
    from kehoach.lang import pick

    lang.use(job.language)
    try:
        data = sys.stdin.buffer.read(job.limits.max_bytes + 1) if job.path == STDIN else read_bytes(job.path, job.limits)
        plan = plan_from_bytes(data, job.path, job.format_name, job.limits)
    except UnreadableError as error:
        return Outcome(job.path, error=str(error))
    except MemoryError:
        return Outcome(job.path, error=f"{job.path}: {pick('không đủ bộ nhớ để đọc', 'not enough memory to read it')}")
    except RecursionError:
        return Outcome(job.path, error=f"{job.path}: {pick('cấu trúc lồng nhau quá sâu', 'nested too deeply')}")
    except Exception as error:  # a defect of ours must not take the other documents with it
        what = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return Outcome(job.path, error=f"{job.path}: {pick('lỗi nội bộ', 'internal error')} ({what})")
    tasks = [task for task in plan.tasks if not task.is_group]
    severities = [diagnostic.severity for diagnostic in plan.diagnostics]
    issuer = plan.document.issuer.name if plan.document.issuer else None
    summary = Summary(
        number=plan.document.number,
        kind=plan.document.kind,
        issuer=issuer,
        tasks=len(tasks),
        without_lead=sum(not task.lead_raw for task in tasks),
        without_deadline=sum(not task.deadline.raw and task.origin == "table" for task in tasks),
        warnings=severities.count("warning"),
        errors=severities.count("error"),
    )
    errors = tuple(
        f"{job.path}: {diagnostic.code} {diagnostic.message}" for diagnostic in plan.diagnostics if diagnostic.severity == "error"
    )
    return Outcome(job.path, plan=plan.model_dump_json().encode(), summary=summary, diagnostics=errors)
