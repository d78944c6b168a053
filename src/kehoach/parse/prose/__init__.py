"""Work assigned in running text: directives, letters that give work, and the "Tổ chức thực hiện" part of plans.

A numbered paragraph (khoản) or heading names units; each lettered paragraph (điểm), bullet or plain paragraph below it is a
task of these units, unless it begins with units of its own. A khoản without điểm is a task itself. In a document of any kind
but reports, labels ("Cơ quan chủ trì: …") and orders ("Thủ tướng Chính phủ yêu cầu:") give work, too, in a decision its articles.
"""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.parse.blocks import Block, Paragraph
from kehoach.parse.head.mottos import STATE
from kehoach.parse.prose.articles import article_parts
from kehoach.parse.prose.commands import commanded
from kehoach.parse.prose.labels import read_labelled
from kehoach.parse.prose.outline import Outline, ProseSection, ProseTask, Unread
from kehoach.parse.prose.pages import without_turns
from kehoach.parse.prose.parts import assigning_parts, body, joined, letter_body, opens_work
from kehoach.parse.prose.runs import without_runs
from kehoach.parse.prose.subjects import cooperating_units, split_subject
from kehoach.parse.prose.words import lexicon
from kehoach.text import skeleton

__all__ = ["ProseSection", "ProseTask", "Unread", "assignments", "cooperating_units", "read_prose", "split_subject"]

_HEAD = 300
"""Characters in which the name of the state stands."""


def assignments(blocks: Sequence[Block], kind: str | None) -> tuple[list[ProseSection], list[ProseTask]]:
    """The sections and tasks that a document of this kind assigns in prose."""
    outline = read_prose(blocks, kind)
    return outline.sections, outline.tasks


def read_prose(blocks: Sequence[Block], kind: str | None) -> Outline:
    """What a document of this kind assigns in prose, and the items that name nobody (``Outline.unread``)."""
    outline = Outline()
    blocks = without_runs(without_turns([block for block in blocks if not _is_numbered_head(block)]))
    if kind not in lexicon()["reports"]:
        blocks = read_labelled(blocks, outline)
    if kind in lexicon()["directives"]:
        outline.read(joined(body(blocks, opens_work)))
        return outline
    for heading, given in article_parts(blocks) if kind in lexicon()["deciding"] else []:
        outline.read(given, heading, plain=False, told=False)
    if kind in lexicon()["letters"]:
        outline.read(letter_body(blocks), plain=False, told=False)
    else:
        for heading, paragraphs in assigning_parts(blocks):
            if paragraphs:
                outline.read(joined(paragraphs), heading)
    if outline.empty and kind not in lexicon()["reports"]:
        outline.read(commanded(blocks), plain=False)
    return outline


def _is_numbered_head(block: Block) -> bool:
    """Whether a paragraph is a whole letterhead on one line behind the number that a site gives a page: no item of work."""
    return isinstance(block, Paragraph) and block.text.lstrip()[:1].isdigit() and STATE.search(skeleton(block.text[:_HEAD])) is not None
