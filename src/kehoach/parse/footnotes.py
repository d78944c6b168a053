"""Footnotes: marks that stand at words or are glued to them, and the notes under the table that they call for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN, Block, Paragraph, SourceDocument, Table
from kehoach.text import CAPITAL, SMALL

_KNOWN = re.compile(f"{NOTE_OPEN}([^{NOTE_CLOSE}]*){NOTE_CLOSE}")
_BRACKETED = re.compile(r"\s?\[(\d{1,2})\]")
_NOTE_LINE = re.compile(rf"\s*(?:\[(\d{{1,2}})\]|\((\d{{1,2}})\)|(\d{{1,2}}))[\s:.]\s*(?=[{CAPITAL}])(.+)", re.DOTALL)
_LONE_MARK = re.compile(r"\s*\[\d{1,2}\]\s*")
_LIST_ITEM = re.compile(r"\s*\d{1,2}[.)]")
_LEAST_NOTE = 12


class Notes(Struct):
    """The notes of a document by mark, and which way their marks are written in the text.

    ``lists``: where the marks start again at 1, as they may for each table, one set of notes after the other.
    """

    lists: list[dict[str, str]]
    bracketed: bool = False

    def of_table(self, index: int) -> Notes:
        """The notes that the marks of the n-th task table (from 0) call for."""
        return Notes([self.lists[index if index < len(self.lists) else 0]], self.bracketed) if self.lists else self

    def take(self, text: str) -> tuple[str, list[str]]:
        """The text without the marks of notes, and the notes they call for, in order."""
        texts = self.lists[0] if self.lists else {}
        if not (texts or self.bracketed or NOTE_OPEN in text):
            return text, []
        found: list[str] = []

        def keep(match: re.Match[str]) -> str:
            if match.group(1) in texts:
                found.append(texts[match.group(1)])
            return ""

        if NOTE_OPEN in text:
            text = _KNOWN.sub(keep, text)
        if self.bracketed:
            text = _BRACKETED.sub(keep, text)
        elif texts:
            text = _glued(tuple(texts)).sub(keep, text)
        return text, found


@lru_cache(maxsize=64)
def _glued(keys: tuple[str, ...]) -> re.Pattern[str]:
    """A mark glued to a closing quote, a bracket, a letter or a whole year: ”1, Năm 20254, tỉnh2."""
    any_key = "|".join(sorted(map(re.escape, keys), key=len, reverse=True))
    return re.compile(rf"(?:(?<=[”\"»)\]])|(?<=\b20[0-6]\d)|(?<=[{SMALL}]))({any_key})(?=$|[\s,.;:)\n])")


def collect(document: SourceDocument) -> Notes:
    """The notes of a document: those the reader tied to marks, else numbered lines after a table, counted from 1."""
    if document.footnotes:
        return Notes([dict(document.footnotes)])
    lists: list[dict[str, str]] = []
    bracketed = False
    for run in _runs_after_tables(document.blocks):
        for texts, brackets in _numbered(run):
            if _called(texts, brackets, document.blocks):
                lists.append(texts)
                bracketed = bracketed or brackets
    return Notes(lists, bracketed)


def _runs_after_tables(blocks: Sequence[Block]) -> Iterable[list[Paragraph]]:
    """The paragraphs that follow each table, up to the next one."""
    run: list[Paragraph] | None = None
    for block in blocks:
        if isinstance(block, Table):
            if run:
                yield run
            run = []
        elif run is not None:
            run.append(block)
    if run:
        yield run


def _numbered(run: Sequence[Paragraph]) -> Iterable[tuple[dict[str, str], bool]]:
    """Consecutive notes 1, 2, 3… from the start of the run, and whether their numbers stand in brackets."""
    found: dict[str, str] = {}
    brackets = False
    waiting: str | None = None
    for paragraph in run:
        text = paragraph.text if waiting is None else f"{waiting} {paragraph.text}"
        waiting = None
        if _LONE_MARK.fullmatch(text):
            waiting = text
            continue
        match = _NOTE_LINE.match(text)
        number = next((group for group in match.groups()[:3] if group), None) if match else None
        if match is None or number is None or len(match.group(4)) < _LEAST_NOTE or _LIST_ITEM.match(text):
            break
        if number == "1" and found:
            yield found, brackets
            found = {}
        if int(number) != len(found) + 1:
            break
        brackets = match.group(1) is not None
        found[number] = match.group(4).strip()
    if found:
        yield found, brackets


def _called(texts: dict[str, str], brackets: bool, blocks: Sequence[Block]) -> bool:
    """Whether most of the notes are called for by a mark in a table."""
    notes = Notes([texts], brackets)
    called: set[str] = set()
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    called.update(notes.take(cell.text)[1])
    return len(called) >= len(texts) * 0.5
