"""Footnotes that a document only typeset: a raised number in the text, and a later paragraph that starts with it.

Readers put raised numbers between ``RAISED_OPEN`` and ``RAISED_CLOSE``; ``tie`` makes note marks of those that a note
answers, and plain digits of the rest (m², 10⁶).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator

from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN, Block, Cell, Paragraph, SourceDocument, Table

RAISED_OPEN, RAISED_CLOSE = "\ue002", "\ue003"
"""Private-use characters around a raised number or asterisk, used between a reader and ``tie`` only."""

_NAMED = "\ue004"
_RESERVED = re.compile("[\ue000-\ue004]")
_MARK = re.compile(r"\[?\(?(\d{1,3}|\*{1,3})\)?\]?")
_RAISED = re.compile(f"{RAISED_OPEN}([^{RAISED_CLOSE}]*){RAISED_CLOSE}")
_RAISED_START = re.compile(f"\\s*{RAISED_OPEN}([^{RAISED_CLOSE}]*){RAISED_CLOSE}\\s*")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_PLAIN_START = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3}))\s+(?=\S)")


def without_marks(text: str) -> str:
    """Text from a file without the characters that are reserved for marks."""
    return _RESERVED.sub("", text)


def is_mark(text: str) -> bool:
    """Whether raised text can be the mark of a note: "1", "[2]", "(3)", "*"."""
    return _MARK.fullmatch(text.strip()) is not None


def raised(text: str) -> str:
    return f"{RAISED_OPEN}{text.strip()}{RAISED_CLOSE}"


def joined(text: str) -> str:
    """Raised text that formatting cut in pieces ("1" + "0") as one mark, and superscript figures ("¹") as raised."""
    whole = text.replace(RAISED_CLOSE + RAISED_OPEN, "")
    return _SUPERSCRIPT.sub(lambda match: raised(match.group()), whole) if _SUPERSCRIPT.search(whole) else whole


def tie(document: SourceDocument) -> SourceDocument:
    """Tie raised numbers to the paragraphs that explain them; those paragraphs become ``footnotes``.

    Numbers may start again on every page: a note answers the marks since the note before it with the same number.
    """
    document.footnotes = {key: _RAISED.sub(r"\1", text) for key, text in document.footnotes.items()}
    if not any(RAISED_OPEN in holder.text for holder in _texts(document.blocks)):
        return document
    marks = _Marks(set(document.footnotes))
    document.blocks = [block for block in document.blocks if not marks.take(block)]
    for holder in _texts(document.blocks):
        holder.text = marks.settle(holder.text)
    document.footnotes.update(marks.found)
    return document


class _Marks:
    """The marks seen so far, each under a name of its own, and the notes found for them."""

    def __init__(self, taken: set[str]) -> None:
        self.found: dict[str, str] = {}
        self._taken = taken
        self._waiting: dict[str, str] = {}

    def take(self, block: Block) -> bool:
        """Note the marks of a block; True if the block is itself a note and is thereby used up."""
        if isinstance(block, Paragraph):
            note = _note(block.text, self._waiting)
            if note:
                self.found[self._waiting.pop(note[0])] = note[1]
                return True
        for holder in _texts([block]):
            if RAISED_OPEN in holder.text:
                holder.text = _RAISED.sub(self._name, holder.text)
        return False

    def settle(self, text: str) -> str:
        """The marks of found notes as note marks, the others as they are printed."""
        return _RAISED.sub(self._settled, text) if RAISED_OPEN in text else text

    def _name(self, match: re.Match[str]) -> str:
        printed = match.group(1)
        key = _key(printed)
        if key and key not in self._waiting:
            names = itertools.chain([key], (f"{key}.{count}" for count in itertools.count(2)))
            self._waiting[key] = next(name for name in names if name not in self._taken)
            self._taken.add(self._waiting[key])
        return f"{RAISED_OPEN}{printed}{_NAMED}{self._waiting[key] if key else ''}{RAISED_CLOSE}"

    def _settled(self, match: re.Match[str]) -> str:
        printed, _, name = match.group(1).partition(_NAMED)
        return f"{NOTE_OPEN}{name}{NOTE_CLOSE}" if name in self.found else printed


def _texts(blocks: list[Block]) -> Iterator[Paragraph | Cell]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row.cells
        else:
            yield block


def _key(mark: str) -> str | None:
    match = _MARK.fullmatch(mark.strip().translate(_SUPERSCRIPTS))
    return match.group(1) if match else None


def _note(text: str, wanted: Container[str]) -> tuple[str, str] | None:
    """The key and text of a note, if the text starts with a wanted mark and says something after it."""
    for pattern in (_RAISED_START, _PLAIN_START):
        match = pattern.match(text)
        key = _key(next(filter(None, match.groups()), "")) if match else None
        if match and key and key in wanted:
            rest = _RAISED.sub(r"\1", text[match.end() :]).strip()
            return (key, rest) if rest else None
    return None
