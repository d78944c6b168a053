"""What a rule's pattern matched, handed to the function that makes a value of it."""
from __future__ import annotations

from typing import Any

from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.partial import END, WEEKDAYS, Grain, Period

Made = tuple[str, Any]
"""The class of what was made, and its value."""
IMPOSSIBLE: Made = ("IMPOSSIBLE", None)
PARTS = {"HEAD": 0, "MIDDLE": 1, "TAIL": 2}


def ordinal(weekday: str) -> int:
    """The number that a weekday's name also is: thứ hai, Monday or the second."""
    return WEEKDAYS.index(weekday) + 2


class Matched:
    """The tokens a rule matched, by the names the rule gave them."""

    def __init__(self, tokens: list[Token], groups: dict[str, Token]) -> None:
        self.tokens = tokens
        self.groups = groups

    @property
    def at(self) -> tuple[int, int]:
        """Where the words stand in the phrase."""
        return self.tokens[0].start, self.tokens[-1].end

    def value(self, name: str) -> Any:
        """The value of a named token; None where it did not match."""
        token = self.groups.get(name)
        return token.value if token else None

    def kind(self, name: str) -> str | None:
        return self.groups[name].kind if name in self.groups else None

    def nth(self) -> int:
        """ "thứ hai" as the second."""
        return ordinal(self.groups["nth"].value)

    def year(self) -> tuple[int | None, int | None] | None:
        """Year and offset as written; None where the year cannot be one ("15/6/99")."""
        short = self.groups.get("yy")
        if short:
            return (2000 + short.value, None) if len(short.text) == 2 and 20 <= short.value <= 60 else None
        if "y" in self.groups:
            return self.groups["y"].value, None
        return None, self.value("rel") if "rel" in self.groups else 0 if "own" in self.groups else None

    def period(self, grain: Grain, first: tuple[int, int], last: tuple[int, int], *, approximate: bool = False, bare: bool = False) -> Made:
        """A period in the year that was written."""
        said = self.year()
        if said is None:
            return IMPOSSIBLE
        return "PERIOD", Period(grain, first, last, *said, approximate=approximate, bare=bare, at=self.at)

    def months(self, grain: Grain, first: int, last: int, *, approximate: bool = False, bare: bool = False) -> Made:
        return self.period(grain, (first, 1), (last, END), approximate=approximate, bare=bare)
