"""Where the foot of a document begins below a table that no rules close: recipients, authority, office.

They are the cells 7 and 9 of Decree 30/2020/ND-CP, annex I.
Readers that find columns by the blanks between them must not take the foot for rows: it is set side by side in columns of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from kehoach.parse.lines import is_capitals
from kehoach.text import skeleton

_RECIPIENTS = re.compile(r"n[o0]i nhan\s*(?::|$)")
_AUTHORITY = re.compile(r"(?:(?:tm|kt|tl|tuq|q)\s?[.,]\s?|(?:t/m|k/t|t/l|t/uq)\s?[.,]?\s?)[^\W\d_]")
_OTHERS = r"nguoi lap(?: bieu| bang)?|thu truong(?: don vi| co quan)?|xac nhan(?: cua)?|dai dien|ban giam hieu|ban giam doc|ban thuong vu"
_DATED = re.compile(r"[^\W\d_][^,;:]{1,40},\s*ngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\s*[\d.…]*")
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[a-zđ])[.)]?")
_LONGEST = 90
_COLUMNS = 2


@cache
def _office() -> re.Pattern[str]:
    data = tomllib.loads((files("kehoach.parse") / "data" / "agencies.toml").read_text(encoding="utf-8"))
    offices = "|".join(sorted((re.escape(skeleton(office)) for office in data["offices"]), key=len, reverse=True))
    return re.compile(rf"(?:quyen |q\. ?)?(?:{offices}|{_OTHERS})(?![^\W_])")


def foot_start(lines: Sequence[Sequence[str]]) -> int:
    """The first line of the foot among ``lines``, each given as its texts side by side; their count where no foot is found.

    Recipients and authority begin it anywhere; an office alone does so only where no row of a table follows: plans have headings
    such as "GIÁM ĐỐC CÁC SỞ" too.
    """
    last_row = max((index for index, texts in enumerate(lines) if _is_row(texts)), default=-1)
    for index, texts in enumerate(lines):
        if any(map(_is_surely_foot, texts)) and not _is_row(texts):
            return _with_date(lines, index)
        if index > last_row and _names_offices(texts):
            return _with_date(lines, index)
    return len(lines)


def _is_row(texts: Sequence[str]) -> bool:
    """Whether the line is the first of a numbered row."""
    return len(texts) > _COLUMNS and _ORDINAL.fullmatch(texts[0]) is not None


def _is_surely_foot(text: str) -> bool:
    bare = skeleton(text)
    return _RECIPIENTS.match(bare) is not None or (len(text) < _LONGEST and is_capitals(text) and _AUTHORITY.match(bare) is not None)


def _names_offices(texts: Sequence[str]) -> bool:
    """Whether the line holds an office in capitals, or two of them side by side, and nothing else."""
    return 0 < len(texts) <= _COLUMNS and all(
        len(text) < _LONGEST and is_capitals(text) and _office().match(skeleton(text)) is not None for text in texts
    )


def _with_date(lines: Sequence[Sequence[str]], index: int) -> int:
    """Place and date may stand right above the signature."""
    dated = index > 0 and len(lines[index - 1]) == 1 and _DATED.fullmatch(skeleton(lines[index - 1][0])) is not None
    return index - dated
