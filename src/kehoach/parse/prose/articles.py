"""The articles of a decision that give work: "Điều 2. Giao Sở Y tế chủ trì …", "Điều 3. Phân công nhiệm vụ".

The articles of a regulation or plan issued by it, and who is "responsible for the execution of this decision" (the closing
article of every decision, Decree 30/2020/ND-CP annex III), give none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from kehoach.parse.blocks import Block, Paragraph
from kehoach.parse.prose.marks import mark_of
from kehoach.parse.prose.parts import LEAST_OWN, Text, joined, own_units, shares, to_foot
from kehoach.parse.prose.subjects import formal, gives, split_subject
from kehoach.parse.prose.words import lexicon, predicate_at

_ARTICLE = re.compile(r"Điều\s+(\d+)\s*[.:]?\s*")
_CHAPTER = re.compile(r"(?i)chương\s+[ivxl\d]+\b")
_TITLED = re.compile(r"([^:.;]{2,80})[:.]\s+(?=Giao\s)")
"""The subject of an article before what it gives: "Tổ chức thực hiện: Giao …"."""
_ENFORCES = re.compile(
    r"(?i)\bchịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện|triển khai)(?:[^;]{0,40}\b(?:quyết định|nghị quyết)(?: này)?)?\W*$"
)
Given = tuple[str | None, list[Text]]
"""A heading, or none, and the paragraphs below it that give work."""


class _Article(Struct):
    words: str
    own: Paragraph
    below: list[Paragraph] = field(default_factory=list)


def article_parts(blocks: Sequence[Block]) -> list[Given]:
    """What the articles of a document give, one part for each that gives work."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    return [part for article in _articles(paragraphs) if (part := _given(article)) is not None]


def _articles(paragraphs: Sequence[Paragraph]) -> list[_Article]:
    """The document's own articles: up to its foot, or to a chapter or an article whose number begins anew."""
    found: list[_Article] = []
    last, inside = 0, False
    first = next((at for at, paragraph in enumerate(paragraphs) if _ARTICLE.match(paragraph.text.strip())), len(paragraphs))
    for paragraph in to_foot(paragraphs[first:]):
        text = " ".join(paragraph.text.split())
        article = _ARTICLE.match(text)
        if _CHAPTER.match(text) or (article and int(article[1]) <= last):
            break
        if article:
            last, inside = int(article[1]), True
            found.append(_Article(text[article.end() :], paragraph))
        elif mark_of(text).kind == "section":  # what the article approves
            inside = False
        elif inside:
            found[-1].below.append(paragraph)
    return found


def _given(article: _Article) -> Given | None:
    """What one article gives: itself, the khoản below a heading that shares out work, or those from the first on that gives some."""
    words, places = article.words, [article.own.place]
    below = [text for text in joined(article.below) if not _enforces(text[0])]
    if shares(words.strip(" .:")) and sum(own_units(mark_of(text).text) for text, _ in below) >= LEAST_OWN:
        return words.strip(" .:"), below
    titled = _TITLED.match(words)
    given = words[titled.end() :] if titled else words
    if _gives_work(given):
        heading = titled[1] if titled else None
        return (words, below) if given.endswith(":") and below else (heading, [(given, places), *below])
    first = next((at for at, (text, _) in enumerate(below) if _gives_work(mark_of(text).text)), None)
    return None if first is None else (words.strip(" .:") if shares(words) else None, below[first:])


def _gives_work(text: str) -> bool:
    """Whether a sentence gives something to do: no posts, land or money, "Giao Sở Y tế 25 biên chế"."""
    subject, rest = split_subject(text)
    amount = rest[:1].isdigit() or rest.startswith(lexicon()["allotted"]) or (subject[-1:].isdigit() and not predicate_at(" " + rest, 1))
    return gives(text) and not amount and not _enforces(text)


def _enforces(text: str) -> bool:
    """Whether a sentence only says who carries out the document."""
    words = mark_of(text).text
    return _ENFORCES.search(words) is not None or (gives(words) and formal(words))
