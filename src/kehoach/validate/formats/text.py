"""Text for people: findings grouped by document, the text quoted and the word in it marked."""

from __future__ import annotations

import io
import re
import shutil
import sys
from itertools import groupby
from typing import TYPE_CHECKING

from kehoach import text
from kehoach.lang import pick
from kehoach.validate.findings import Finding, Mark
from kehoach.validate.formats.places import spoken
from kehoach.validate.report import Report

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_CONTEXT = 44
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def render(report: Report) -> str:
    """All findings and a closing line of counts; in colour only on a terminal, else with «» around the marked word."""
    from rich.console import Console

    colour = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if colour else 10_000
    console = Console(file=io.StringIO(), force_terminal=colour, width=width, highlight=False, soft_wrap=not colour, legacy_windows=False)
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        console.print(_CONTROL.sub(" ", path), style="bold underline", markup=False)
        for finding in findings:
            console.print(_block(finding, colour))
        console.print()
    console.print(_counts(report), markup=False)
    output = console.file
    assert isinstance(output, io.StringIO)
    return output.getvalue()


def _block(finding: Finding, colour: bool) -> Text:
    from rich.text import Text

    severity = {"error": pick("lỗi", "error"), "warning": pick("cảnh báo", "warning"), "info": pick("lưu ý", "info")}[finding.severity]
    place = spoken(finding.where)
    block = Text("  ")
    block.append(finding.code, style=_STYLES[finding.severity])
    block.append(f" {severity}" + (f" ({place})" if place else ""), style=_STYLES[finding.severity])
    block.append(f"  {_printable(finding.message)}")
    quoted = _quote(finding, colour)
    if quoted:
        block.append("\n      | ")
        block.append_text(quoted)
    if finding.suggestion:
        block.append("\n      → " + _printable(finding.suggestion), style="dim")
    return block


def _quote(finding: Finding, colour: bool) -> Text | None:
    """The task's title, or the text that holds the marked word, cut to its surroundings."""
    from rich.text import Text

    title = finding.task["title"] if finding.task else None
    mark = finding.mark or (Mark(title, 0, 0) if title else None)
    if mark is None:
        return None
    start, end = max(mark.start - _CONTEXT, 0), max(mark.end, mark.start + _CONTEXT) + _CONTEXT
    before, word, after = (_CONTROL.sub(" ", part) for part in (mark.text[start : mark.start], mark.word, mark.text[mark.end : end]))
    quoted = Text("…" if start else "")
    quoted.append(before)
    if word:
        quoted.append(word if colour else f"«{word}»", style="bold reverse")
    quoted.append(after)
    quoted.append("…" if end < len(mark.text) else "")
    return quoted


def _printable(words: str) -> str:
    """One line without control characters, which a document could use to write elsewhere on the terminal."""
    return text.squeeze(_CONTROL.sub(" ", words))


def _counts(report: Report) -> str:
    counts = report.summary()
    vi = f"{counts['files']} văn bản: {counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['info']} lưu ý"
    en = f"documents: {counts['files']}, errors: {counts['error']}, warnings: {counts['warning']}, remarks: {counts['info']}"
    unread = len(report.unreadable)
    if unread:
        vi, en = f"{vi}; {unread} văn bản không đọc được", f"{en}, unreadable: {unread}"
    return pick(vi, en)
