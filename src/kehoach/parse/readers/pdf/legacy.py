"""Text in the encodings used before Unicode (TCVN3 "ABC", VNI-Windows), known by the names of their fonts, as Unicode."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from kehoach.parse.readers.pdf.geometry import Font, Run

_FONT = re.compile(r"(?:[A-Z]{6}\+)?(?:(?P<tcvn3>\.Vn\w*?(?P<capitals>H)?)|(?P<vni>VNI-\w+))(?:[-,].*)?", re.IGNORECASE)
_UNICODE = re.compile("[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0300-\u036f]")


def encoding_of(font: Font) -> tuple[str, bool] | None:
    """Which old encoding a font's name tells (``tcvn3``, ``vni``), and whether it shows all letters as capitals."""
    match = _FONT.fullmatch(font.name)
    if match is None:
        return None
    return ("vni" if match["vni"] else "tcvn3"), match["capitals"] == "H"


def is_legacy(runs: Sequence[Run]) -> bool:
    """Whether some of the text is in an old encoding: a font of that name, and no letter that only Unicode has."""
    old = [run for run in runs if encoding_of(run.font)]
    return bool(old) and not any(_UNICODE.search(run.text) for run in old)


def decode(run: Run) -> None:
    """Turn the text of a run in one old font into Unicode; marks that follow their letter become combining marks."""
    encoding = encoding_of(run.font)
    if encoding is None:
        return
    table = _table(encoding[0])
    parts = [table.get(char, char) for char in run.text]
    run.lefts = [left for left, part in zip(run.lefts, parts, strict=True) for _ in part]
    text = "".join(parts)
    run.text = text.upper() if encoding[1] else text


@lru_cache(maxsize=2)
def _table(name: str) -> dict[str, str]:
    tables = tomllib.loads((files(__package__) / "legacy.toml").read_text(encoding="utf-8"))
    table: dict[str, str] = tables[name]
    return table
