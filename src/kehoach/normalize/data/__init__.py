"""Tables beside the code: tab separated UTF-8 with one header row; lines that begin with "#" are remarks."""
from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of table ``name`` (without ``.tsv``) as dictionaries; every cell is a string, blank where it is empty."""
    text = (files(__name__) / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0]
    return tuple(dict(zip(header, line + [""] * (len(header) - len(line)), strict=True)) for line in lines[1:])


def members(cell: str) -> tuple[str, ...]:
    """The members of a cell that holds a list separated by "|"."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
