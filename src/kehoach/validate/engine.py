"""Applying the rules to one plan: hits become findings with a path, a place, a severity and a fingerprint."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from kehoach.model import Plan, Severity, Task
from kehoach.validate.draft import Draft, place_of
from kehoach.validate.findings import Finding, Hit, fingerprint
from kehoach.validate.registry import RULES, is_selected, rule
from kehoach.validate.rule import Rule
from kehoach.validate.settings import DEFAULT, Settings
from kehoach.validate.source_text import NO_TEXT, SourceText

_EXPLAINED: dict[str, frozenset[str]] = {
    "KHR02": frozenset({"KHS02", "KHS03", "KHS04", "KHS07"}),
    "KHR06": frozenset({"KHT03", "KHT08", "KHT12"}),
    "KHR07": frozenset({"KHU05"}),
}
"""Trouble while reading that says less than a rule's finding at the same place: it is left out beside such a finding."""


def review(plan: Plan, *, source: SourceText = NO_TEXT, as_of: date | None = None, settings: Settings = DEFAULT) -> list[Finding]:
    """All findings of one parsed and normalised plan, in the order of the document; about the whole document first.

    ``source`` is the text around the tasks, where it is at hand. ``as_of`` judges units and cited sources on
    another day than the day of issue. ``settings`` chooses rules and severities.
    """
    draft = Draft(plan, source, as_of)
    own = {diagnostic.code for diagnostic in plan.diagnostics if diagnostic.code not in RULES}
    codes = [code for code in (*RULES, *sorted(own)) if is_selected(code, settings.select, settings.ignore)]
    hits = [(rule(code), hit) for code in codes for hit in rule(code)().check(draft)]
    order = {task.id: position for position, task in enumerate(plan.tasks)}
    hits = [(kind, hit) for kind, hit in _unexplained(hits) if settings.severity.get(kind.code) != "off"]
    hits.sort(key=lambda item: order.get(item[1].task.id, -1) if item[1].task else -1)
    seen: Counter[str] = Counter()
    return [_finding(draft, kind, hit, settings, seen) for kind, hit in hits]


def _unexplained(hits: list[tuple[type[Rule], Hit]]) -> list[tuple[type[Rule], Hit]]:
    """The hits without those that another finding at the same task explains better."""
    found = {(kind.code, hit.task.id if hit.task else None) for kind, hit in hits}
    codes = {code for code, _ in found}

    def explained(code: str, task: Task | None) -> bool:
        better = _EXPLAINED.get(code, frozenset())
        return any((other, task.id) in found for other in better) if task else bool(better & codes)

    return [(kind, hit) for kind, hit in hits if not explained(kind.code, hit.task)]


def _finding(draft: Draft, kind: type[Rule], hit: Hit, settings: Settings, seen: Counter[str]) -> Finding:
    task = hit.task
    about = task.title if task else hit.section.title or hit.section.ordinal or "" if hit.section else hit.about
    digest = fingerprint(kind.code, about)
    seen[digest] += 1
    subject = draft.label(task) if task else draft.section_label(hit.section) if hit.section else ""
    return Finding(
        code=kind.code,
        name=kind.name,
        severity=_severity(kind, hit, settings),
        path=draft.plan.source.path,
        message=f"{subject}: {hit.message}" if subject else hit.message[:1].upper() + hit.message[1:],
        suggestion=hit.suggestion,
        task=_task_record(draft, task) if task else None,
        where=dict(hit.where) if hit.where is not None else place_of(task.provenance) if task else _section_place(draft, hit),
        fingerprint=fingerprint(kind.code, about, seen[digest]),
        mark=hit.mark,
    )


def _severity(kind: type[Rule], hit: Hit, settings: Settings) -> Severity:
    chosen = settings.severity.get(kind.code)
    return chosen if chosen is not None and chosen != "off" else hit.severity or kind.severity


def _task_record(draft: Draft, task: Task) -> dict[str, str | None]:
    section = draft.sections.get(task.section_id or "")
    return {
        "id": task.id,
        "section": (section.ordinal or section.title) if section else None,
        "ordinal": task.ordinal or task.row,
        "title": task.title,
    }


def _section_place(draft: Draft, hit: Hit) -> dict[str, Any]:
    """A heading has no place of its own in the records: the first task below it stands in."""
    inside = draft.by_section.get(hit.section.id, []) if hit.section else []
    return place_of(inside[0].provenance) if inside else {}
