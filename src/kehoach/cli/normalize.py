"""kehoach normalize: what a deadline phrase, a cell of units or a document number means, one JSON object per text."""
from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kehoach.errors import UsageError
from kehoach.lang import pick

if TYPE_CHECKING:
    from kehoach.normalize.context import Context

KINDS = ("deadline", "unit", "number")


def register(app: click.Group) -> None:
    """Add the command to the application."""

    @app.command(
        help=pick(
            "Cho biết một thời hạn, một ô đơn vị hoặc một số hiệu nghĩa là gì: mỗi TEXT (không có thì mỗi dòng nhập) một đối tượng JSON.",
            "Say what a deadline, a cell of units or a document number means: one JSON object per TEXT, or per line of standard input.",
        ),
        context_settings={"ignore_unknown_options": True},  # cells begin with bullets: "- Sở Nội vụ"
    )
    @click.argument("kind", metavar="deadline|unit|number")
    @click.argument("texts", nargs=-1, metavar="[TEXT]...")
    @click.option("--year", type=click.IntRange(1900, 2200), help=pick("năm của kế hoạch", "the plan's year"))
    @click.option("--issued", metavar="YYYY-MM-DD", help=pick("ngày ban hành", "issue date"))
    @click.option("--issuer", metavar="NAME", help=pick("cơ quan ban hành", "issuing agency"))
    @click.option("--explain", is_flag=True, help=pick("nêu quy tắc đã dùng", "name the rules that fired"))
    def normalize(kind: str, texts: tuple[str, ...], year: int | None, issued: str | None, issuer: str | None, explain: bool) -> int:
        return run(kind, texts or None, context(year, issued, issuer), explain=explain)


def context(year: int | None, issued: str | None, issuer: str | None) -> Context:
    """The context that the options give; raises ``UsageError`` for a date that is none."""
    import re
    from datetime import date

    from kehoach.normalize.context import Context

    if issued is not None:
        try:
            if not re.fullmatch(r"\d{4}(-\d\d){0,2}", issued):
                raise ValueError
            date.fromisoformat((issued + "-01-01")[:10])
        except ValueError:
            message = pick(f"--issued: {issued!r} không phải ngày YYYY-MM-DD", f"--issued: {issued!r} is no date YYYY-MM-DD")
            raise UsageError(message) from None
    return Context(year=year, issued_on=issued, issuer=issuer)


def run(kind: str, texts: Sequence[str] | None, given: Context, *, explain: bool) -> int:
    """Write the meaning of each text to standard output; always 0, for a text that means nothing says so itself."""
    import json
    import re

    if kind not in KINDS:
        choices = ", ".join(KINDS)
        raise UsageError(pick(f"không có loại {kind!r}; có: {choices}", f"no kind {kind!r}; there are: {choices}"))
    for text in texts or ():
        if re.match(r"--[a-z]", text):
            raise UsageError(pick(f"không có tùy chọn {text}", f"no option {text}"))
    for text in texts if texts is not None else _lines():
        meaning, fired = _MEANINGS[kind](text, given)
        if explain:
            meaning["explain"] = [{"rule": rule, "words": words} for rule, words in fired()]
        sys.stdout.write(json.dumps(meaning, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0


def _lines() -> Iterator[str]:
    """The lines of standard input as UTF-8, whatever the locale; bytes that are none are an error."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise UsageError(pick(f"dòng {number} không phải UTF-8", f"line {number} is not UTF-8")) from None


def _deadline(text: str, given: Context) -> tuple[dict[str, Any], Any]:
    from kehoach.model import as_dict
    from kehoach.normalize.deadlines import explain_deadline, read_deadline

    return as_dict(read_deadline(text, given)), lambda: explain_deadline(text, given)


def _unit(text: str, given: Context) -> tuple[dict[str, Any], Any]:
    from kehoach.model import as_dict
    from kehoach.normalize.units import explain_units, read_units

    units = [as_dict(unit) for unit in read_units(text, given)]
    return {"raw": text, "units": units}, lambda: explain_units(text, given)


def _number(text: str, given: Context) -> tuple[dict[str, Any], Any]:
    from msgspec.structs import asdict

    from kehoach.normalize.numbers import read_number

    found = read_number(text)
    nothing = {"number": None, "family": None, "year": None, "type": None, "issuer": None}
    meaning = {"raw": text, **(asdict(found) if found else nothing)}
    return meaning, lambda: [(found.family, text)] if found else []


_MEANINGS = {"deadline": _deadline, "unit": _unit, "number": _number}
