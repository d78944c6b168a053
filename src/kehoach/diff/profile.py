"""A task as alignment sees it: its title in comparable forms, and the evidence of its other fields."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from kehoach.diff.frame import Neutral
from kehoach.diff.periods import DeadlineSense, deadline_sense
from kehoach.diff.wording import Words, gist, telling, terms, words
from kehoach.model import Plan, Task, Unit

HEAD_TERMS = 2


class Profile(Struct, frozen=True):
    """One task.

    ``at``: its place in the plan from 0; ``title``: as written; ``words``: the neutral title, folded; ``terms``: in order;
    ``features``: terms and pairs of neighbouring terms of the title; ``topic``, ``clauses``: those of what the title and each
    of its clauses is about; ``head``: the terms that the topic opens with; ``product``: terms of the deliverables;
    ``aspects``: kinds of work, the opening one first; ``lead``, ``cooperating``: identities of the units; ``deadline``: its
    meaning; ``section``: number of the section in the plan; ``parent``: the words of the group row's title.
    """

    at: int
    title: str
    words: Words
    terms: Words
    features: frozenset[str]
    topic: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    head: tuple[str, ...]
    product: frozenset[str]
    aspects: tuple[int, ...]
    lead: frozenset[str]
    cooperating: frozenset[str]
    deadline: DeadlineSense
    section: int | None
    parent: Words
    is_group: bool


def profiles(plan: Plan, neutral: Neutral, years: int) -> tuple[Profile, ...]:
    """The profiles of a plan's tasks in order, their dates moved by ``years``."""
    sections = {section.id: number for number, section in enumerate(plan.sections)}
    parents = {task.id: words(neutral(task.title)) for task in plan.tasks if task.is_group}

    def profile(at: int, task: Task) -> Profile:
        title = neutral(task.title)
        spoken = terms(title)
        said = gist(title)
        return Profile(
            at=at,
            title=task.title,
            words=words(title),
            terms=spoken,
            features=features(spoken),
            topic=features(said.topic),
            clauses=tuple(map(features, said.clauses)),
            head=said.topic[:HEAD_TERMS],
            product=frozenset(term for text in task.deliverables for term in telling(terms(neutral(text)))),
            aspects=said.aspects,
            lead=identities(task.lead_units, task.lead_raw, neutral),
            cooperating=identities(task.cooperating_units, task.cooperating_raw, neutral),
            deadline=deadline_sense(task.deadline, neutral, years),
            section=sections.get(task.section_id or ""),
            parent=parents.get(task.parent_id or "", ()),
            is_group=task.is_group,
        )

    return tuple(profile(at, task) for at, task in enumerate(plan.tasks))


def features(spoken: Words) -> frozenset[str]:
    """Terms, and pairs of terms that stand side by side once joining words are left out, as one set of strings."""
    told = telling(spoken)
    return frozenset(spoken).union(f"{a}\x1f{b}" for a, b in pairwise(told))


def identities(units: Iterable[Unit], raw: str, neutral: Neutral) -> frozenset[str]:
    """What units are compared by: their neutral names, else the cell's own words."""
    found = frozenset(" ".join(words(neutral(unit.name))) for unit in units)
    return found or (frozenset([" ".join(words(neutral(raw)))]) - {""})
