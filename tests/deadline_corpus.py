"""The phrases of tests/data/deadlines.toml with their contexts and meanings, and the shared gold where it is at hand."""
from __future__ import annotations

import json
import re
import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kehoach.model import Clause, Period
from kehoach.normalize.context import Context

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "shared" / "gold"
Meaning = tuple[str, date | None, date | None, str | None]
"""Kind, start, end and rule of one clause."""


@dataclass(frozen=True)
class Case:
    phrase: str
    context: Context
    meaning: tuple[Meaning, ...]


def meaning(clauses: tuple[Clause, ...]) -> tuple[Meaning, ...]:
    return tuple((clause.kind, clause.start, clause.end, clause.rrule) for clause in clauses)


def _day(text: str, *, last: bool) -> date | None:
    """The first or last day of "2025", "2025-Q2", "2025-06" or "2025-06-15"."""
    if not text:
        return None
    if len(text) == 10:
        return date.fromisoformat(text)
    year, first, end = int(text[:4]), 1, 12
    if match := re.fullmatch(r"\d{4}-Q(\d)", text):
        first, end = int(match[1]) * 3 - 2, int(match[1]) * 3
    elif len(text) == 7:
        first = end = int(text[5:])
    return date(year, end, monthrange(year, end)[1]) if last else date(year, first, 1)


def read_meaning(spec: str) -> tuple[Meaning, ...]:
    """The short form of the corpus file: "within 2025-Q2 + recurring FREQ=YEARLY"; "-" for none."""
    clauses: list[Meaning] = []
    for clause in [] if spec == "-" else spec.split(" + "):
        kind, *words = clause.split()
        rule = next((word for word in words if word.startswith("FREQ=")), None)
        start, _, end = next((word if ".." in word else f"{word}..{word}" for word in words if word != rule), "..").partition("..")
        first, last = _day(start, last=False), _day(end, last=True)
        clauses.append((kind, None if kind == "by" else first, None if kind == "from" else last, rule))
    return tuple(clauses)


@cache
def own_cases() -> tuple[Case, ...]:
    groups: list[dict[str, Any]] = tomllib.loads((HERE / "data" / "deadlines.toml").read_text(encoding="utf-8"))["group"]
    cases: list[Case] = []
    for group in groups:
        period = Period(*map(date.fromisoformat, group["period"])) if "period" in group else None
        context = Context(year=group.get("year"), issued_on=group.get("issued"), period=period)
        cases += [Case(phrase, context, read_meaning(spec)) for phrase, spec in group["phrases"]]
    return tuple(cases)


def _wanted(clauses: list[dict[str, Any]]) -> tuple[Meaning, ...]:
    days = ((clause.get("start"), clause.get("end")) for clause in clauses)
    return tuple(
        (clause["kind"], start and date.fromisoformat(start), end and date.fromisoformat(end), clause.get("rrule"))
        for clause, (start, end) in zip(clauses, days, strict=True)
    )


@cache
def gold_cases() -> tuple[Case, ...]:
    """The shared phrases; none where they are absent."""
    path = GOLD / "deadlines.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    records = [json.loads(line) for line in lines]
    return tuple(
        Case(record["phrase"], Context(year=record["plan_year"], issued_on=record["issued"]), _wanted(record["clauses"])) for record in records
    )


@cache
def gold_tasks() -> tuple[tuple[str, bool, dict[str, Any], Context], ...]:
    """Phrase or sentence, whether it is prose, the gold task and the context, for every shared task with a judged deadline."""
    tasks: list[tuple[str, bool, dict[str, Any], Context]] = []
    for path in sorted(GOLD.glob("00*.json")):
        plan = json.loads(path.read_text(encoding="utf-8"))
        span = plan["document"].get("period")
        context = Context(issued_on=plan["document"].get("issued"), period=Period(*map(date.fromisoformat, span)) if span else None)
        for task in plan["tasks"]:
            prose = task.get("origin") == "prose"
            if "deadline" in task:
                tasks.append((task["title"] if prose else task.get("deadline_raw", ""), prose, task, context))
    return tuple(tasks)


def wanted(task: dict[str, Any]) -> tuple[Meaning, ...]:
    return _wanted(task["deadline"])
