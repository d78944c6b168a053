"""Footnotes: marks that stand at words or are glued to them, and the notes under the table that they call for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kehoach.parse.blocks import NOTE_CLOSE, NOTE_OPEN, Block, Paragraph, SourceDocument, Table

_KNOWN = re.compile(f"{NOTE_OPEN}([^{NOTE_CLOSE}]*){NOTE_CLOSE}")
_BRACKETED = re.compile(r"\s?\[(\d{1,2})\]")
_NOTE_LINE = re.compile(r"\s*(?:\[(\d{1,2})\]|\((\d{1,2})\)|(\d{1,2}))[\s:.]\s*(?=[^\W\d_a-zà-ỹđ])(.+)", re.DOTALL)
_LEAST_NOTE = 12


@dataclass(slots=True)
class Notes:
    """The notes of a document by mark, and which way their marks are written in the text."""

    texts: dict[str, str]
    bracketed: bool = False

    def take(self, text: str) -> tuple[str, list[str]]:
        """The text without the marks of notes, and the notes they call for, in order."""
        if not text:
            return text, []
        found: list[tuple[int, str]] = []

        def keep(match: re.Match[str]) -> str:
            key = match.group(1)
            if key in self.texts:
                found.append((match.start(), self.texts[key]))
                return ""
            return match.group() if match.re is not _KNOWN else key

        text = _KNOWN.sub(keep, text)
        if self.bracketed:
            text = _BRACKETED.sub(keep, text)
        elif self.texts:
            text = self._glued().sub(keep, text)
        return text, [note for _, note in sorted(found, key=lambda item: item[0])]

    def _glued(self) -> re.Pattern[str]:
        """A mark glued to a closing quote, a bracket, a letter or a whole year: ”1, Năm 20254, tỉnh2."""
        keys = "|".join(sorted(map(re.escape, self.texts), key=len, reverse=True))
        return re.compile(rf"(?:(?<=[”\"»)\]])|(?<=\b20[0-6]\d)|(?<=[a-zà-ỹđ]))({keys})(?=$|[\s,.;:)\n])")


def collect(document: SourceDocument) -> Notes:
    """The notes of a document: those the reader tied to marks, else numbered lines after a table, counted from 1."""
    if document.footnotes:
        return Notes(dict(document.footnotes))
    best: dict[str, str] = {}
    bracketed = False
    for run in _runs_after_tables(document.blocks):
        texts, brackets = _numbered(run)
        if texts and _called(texts, brackets, document.blocks):
            best |= texts
            bracketed = bracketed or brackets
    return Notes(best, bracketed)


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


def _numbered(run: Sequence[Paragraph]) -> tuple[dict[str, str], bool]:
    """Consecutive notes 1, 2, 3… at the start of the run, and whether their numbers stand in brackets."""
    found: dict[str, str] = {}
    brackets = False
    for paragraph in run:
        match = _NOTE_LINE.match(paragraph.text)
        number = next((group for group in match.groups()[:3] if group), None) if match else None
        if match is None or number is None or int(number) != len(found) + 1 or len(match.group(4)) < _LEAST_NOTE:
            break
        if re.match(r"\s*\d{1,2}[.)]", paragraph.text):
            break
        brackets = brackets or match.group(1) is not None
        found[number] = match.group(4).strip()
    return found, brackets


def _called(texts: dict[str, str], brackets: bool, blocks: Sequence[Block]) -> bool:
    """Whether most of the notes are called for by a mark in a table."""
    notes = Notes(texts, brackets)
    called: set[str] = set()
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    called.update(notes.take(cell.text)[1])
    return len(called) >= len(texts) * 0.5
