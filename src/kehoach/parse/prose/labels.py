"""Work whose lead, partners, time and product stand behind labels: "Cơ quan chủ trì: …", "Thời gian thực hiện: …".

The labels follow an item ("1. Xây dựng Đề án" and below it "- Chủ trì: …"), its own sentence ("… (chủ trì: Sở A; phối hợp: Sở B)"),
or stand beside the label of a list of items under one heading ("1. Nội dung: a) … b) …", "2. Cơ quan chủ trì: …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct, field

from kehoach.model import Place
from kehoach.parse.blocks import Block, Paragraph
from kehoach.parse.columns import fold_heading
from kehoach.parse.lines import is_capitals
from kehoach.parse.prose.marks import Mark, marks_of
from kehoach.parse.prose.outline import Outline, ProseSection, ProseTask
from kehoach.parse.prose.parts import LEAST_OWN, is_article
from kehoach.parse.prose.subjects import heading_title, only_units
from kehoach.parse.prose.words import lexicon

_ROLES = ("title", "lead", "support", "both", "deadline", "deliverable")
_LONGEST_LABEL = 60
_NEAR = 20
"""Bullets above a label that show whether each has labels of its own."""
_AROUND = " ;,.-+•*–"
_PERSON = re.compile(r"(?i)(?:(?:các )?(?:đồng chí|đ/c|ông|bà)|(?:phó )?(?:chủ tịch|bí thư|giám đốc|hiệu trưởng)(?!.*\bcác\b))\b")
"""Who chairs a meeting: a person, or who holds one office."""
_CLOCK = re.compile(r"(?i)(?!.*\b(?:trước|chậm nhất|muộn nhất)\b).*?(?:\d\s*(?:giờ|h)\s*\d{0,2}\b|\d:\d\d)")
"""An hour at which something begins, not one by which it is to be done."""
_STARTS = ("-", "+", "•", "*", "–")


class _Node(Struct):
    """A paragraph or a line of one, what stands below it, and the fields that its words hold: (role, value)."""

    mark: Mark
    text: str
    fields: list[tuple[str, str]]
    places: list[Place]
    block: int
    below: list[_Node] = field(default_factory=list)
    section: int | None = None
    """Its place among the sections, once it is one."""


def read_labelled(blocks: Sequence[Block], outline: Outline) -> list[Block]:
    """Add the labelled work of a document to an outline; the blocks that are left to read otherwise."""
    found = list(_work(_tree(blocks), []))
    if len(found) < LEAST_OWN and not any(_says_more(_gathered(path[-1])) for path in found):
        return list(blocks)
    for path in found:
        _add(path, outline)
    taken = {node.block for path in found for node in _all(path[-1])}
    return [block for at, block in enumerate(blocks) if at not in taken]


@cache
def _roles() -> dict[str, str]:
    return {phrase: role for role in _ROLES for phrase in lexicon()[f"label_{role}"]}


@lru_cache(maxsize=4096)
def _role(label: str) -> str | None:
    return _roles().get(fold_heading(label)) if len(label) <= _LONGEST_LABEL else None


def _labels(text: str) -> list[tuple[int, int, str]]:
    """Where the labels of a text begin, where their values do, and their roles."""
    found: list[tuple[int, int, str]] = []
    colon, after = text.find(":"), 0
    while colon >= 0:
        first = max(after, colon - _LONGEST_LABEL)
        for signs in (";.(", ";.(,"):
            start = max((text.rfind(sign, first, colon) for sign in signs), default=-1) + 1 or first
            if role := _role(text[start:colon].strip(" -+•*–")):
                found.append((start, colon + 1, role))
                break
        after, colon = colon + 1, text.find(":", colon + 1)
    return found


def _split(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The words of an item before its labels, and the fields; a text that is only a label has a field without a value."""
    if role := _role(text.strip(" :.")):
        return "", [(role, "")]
    labels = _labels(text)
    if not labels:
        return text, []
    ends = [*(start for start, _, _ in labels[1:]), len(text)]
    fields = [(role, _value(text[value:end])) for (_, value, role), end in zip(labels, ends, strict=True)]
    return text[: labels[0][0]].strip(_AROUND + "("), fields


def _value(text: str) -> str:
    bare = text.strip(_AROUND)
    return bare if bare.count("(") == bare.count(")") else bare.strip("()" + _AROUND)


def _tree(blocks: Sequence[Block]) -> _Node:
    """The paragraphs below each other by their marks. Tables, articles and titles part what stands above them from what is below."""
    root = _Node(Mark("none", None, ""), "", [], [], -1)
    lines = [(at, line, block) for at, block in enumerate(blocks) if isinstance(block, Paragraph) for line in _lines(block.text)]
    path, last = [root], -1
    for (at, line, block), mark in zip(lines, marks_of(line for _, line, _ in lines), strict=True):
        text, fields = _split(mark.text) if mark.kind != "section" else (mark.text, [])
        node = _Node(mark, text, fields, [block.place], at)
        parted = any(not isinstance(between, Paragraph) for between in blocks[last + 1 : at])
        last = at
        if parted or is_article(line) or (mark.kind == "none" and not fields and is_capitals(line)):
            path = [root]
        elif mark.kind == "none":
            _owner(path, labelled=bool(fields) and not text).below.append(node)
            continue
        while len(path) > 1 and path[-1].mark.depth >= mark.depth:
            path.pop()
        path[-1].below.append(node)
        if mark.kind != "none":
            path.append(node)
    return root


def _lines(text: str) -> list[str]:
    """The lines of a paragraph that are items or labels of their own, else all of it."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    own = all(line.startswith(_STARTS) or _split(line)[1] for line in lines[1:])
    return lines if own else [" ".join(text.split())]


def _owner(path: list[_Node], *, labelled: bool) -> _Node:
    """What a paragraph without a mark belongs to: labels below several bullets, none of which has any, to the item above these."""
    at = len(path) - 1
    while labelled and at > 1 and path[at].mark.kind == "bullet":
        bullets = [node for node in path[at - 1].below[-_NEAR:] if node.mark.kind == "bullet"]
        if len(bullets) < 2 or any(below.fields for bullet in bullets for below in bullet.below):
            break
        at -= 1
    return path[at]


def _work(node: _Node, above: list[_Node]) -> Iterator[list[_Node]]:
    """The items whose labels say which units lead, each with those above it; what stands below one is part of it."""
    path = [*above, node]
    if _led(node):
        yield path
        return
    for below in node.below:
        yield from _work(below, path)


def _all(node: _Node) -> Iterator[_Node]:
    yield node
    for below in node.below:
        yield from _all(below)


def _is_label(node: _Node) -> bool:
    """Whether a paragraph is a label, with or without its value."""
    return bool(node.fields) and not node.text


def _gathered(node: _Node) -> dict[str, list[str]]:
    """The values of the labels in an item and right below it, by role."""
    found: dict[str, list[str]] = {}
    for role, value in node.fields if node.text else []:
        found.setdefault("lead" if role == "both" else role, []).append(value)
    for label in filter(_is_label, node.below):
        for role, values in _values(label):
            found.setdefault(role, []).extend(values)
    return found


def _values(label: _Node) -> Iterator[tuple[str, list[str]]]:
    """What a label says: the words after it, else what is listed below it; a label for two roles has their labels below it."""
    for role, value in label.fields:
        deeper = _gathered(label) if role == "both" and not value else {}
        if "lead" in deeper:
            yield from deeper.items()
        else:
            listed = [value] if value else [_value(below.mark.text) for below in label.below]
            yield "lead" if role == "both" else role, [words for words in listed if words]


def _led(node: _Node) -> bool:
    """Whether an item has a label that names the units which lead; a meeting at an hour is only chaired by somebody."""
    if node.mark.kind == "none" or not any(node.fields or below.fields for below in node.below or [node]):
        return False
    found = _gathered(node)
    leads = found.get("lead", [])
    says = "title" in found or bool(_items(node)) or _role(node.text) is None
    chaired = all(map(_PERSON.match, leads)) and any(map(_CLOCK.match, found.get("deadline", [])))
    return bool(leads) and bool(node.text or "title" in found) and says and all(map(only_units, leads)) and not chaired


def _says_more(found: dict[str, list[str]]) -> bool:
    return not found.keys().isdisjoint({"support", "deadline", "deliverable", "title"})


def _items(node: _Node) -> list[_Node]:
    """What stands below a label of contents, else what has a number and is no label or fact ("2. Địa điểm: …")."""
    contents = [label for label in node.below if _is_label(label) and any(role == "title" for role, _ in label.fields)]
    numbered = [below for below in node.below if below.mark.kind in ("clause", "point") and not _is_label(below) and not _is_fact(below)]
    return [item for content in contents for item in content.below] or numbered


def _is_fact(node: _Node) -> bool:
    """Whether a paragraph says where, for whom or with what money something is done."""
    label, colon, _ = node.text.partition(":")
    return bool(colon) and len(label) <= _LONGEST_LABEL and fold_heading(label) in lexicon()["label_facts"]


def _add(path: list[_Node], outline: Outline) -> None:
    """The work of one item: each of the items that share its labels, else itself."""
    node, found = path[-1], _gathered(path[-1])
    items = _items(node)
    if items:
        section = _section(path[1:], outline)
        for item in items:
            texts = [inner.mark.text for inner in _all(item) if not _is_label(inner)]
            outline.tasks.append(_task(item, item.mark.number, texts, section, found | _gathered(item)))
    elif "title" in found:
        outline.tasks.append(_task(node, None, found["title"], _section(path[1:], outline), found))
    else:
        texts = [node.mark.text, *(below.text for below in node.below if not _is_label(below))]
        outline.tasks.append(_task(node, node.mark.number, texts, _section(path[1:-1], outline), found))


def _section(path: Sequence[_Node], outline: Outline) -> int | None:
    """The innermost of the headings above an item, each added once."""
    parent: int | None = None
    for node in path:
        if node.section is None:
            outline.sections.append(ProseSection(node.mark.number, heading_title(node.mark.text, only_units(node.mark.text)), parent))
            node.section = len(outline.sections) - 1
        parent = node.section
    return parent


def _task(node: _Node, ordinal: str | None, texts: list[str], section: int | None, found: dict[str, list[str]]) -> ProseTask:
    lead, cooperating, deadline = ("; ".join(found.get(role, [])) for role in ("lead", "support", "deadline"))
    places = list(dict.fromkeys(place for inner in _all(node) for place in inner.places))
    return ProseTask(texts, lead, cooperating, ordinal, section, places, deadline, found.get("deliverable", []))
