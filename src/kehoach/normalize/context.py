"""What a document tells about a phrase or a cell that leaves things out."""
from __future__ import annotations

from datetime import date

from msgspec import Struct

from kehoach.model import Period


class Context(Struct, frozen=True):
    """The surroundings that fill in what a phrase or a cell leaves out; never today's date.

    ``year``: the plan's year. ``period``: the plan's period. ``issued_on``: the issue date, whole or cut ("2024-03").
    ``issuer``: the issuing agency as written or in full ("UBND tỉnh Hưng Yên", "Sở Nội vụ tỉnh Hà Tĩnh"). ``surroundings``:
    the row's and section's text, searched for a year when the phrase has none.
    """

    year: int | None = None
    period: Period | None = None
    issued_on: str | None = None
    issuer: str | None = None
    surroundings: tuple[str, ...] = ()

    def issue_date(self) -> date | None:
        """The issue date where all of it is known."""
        return date.fromisoformat(self.issued_on) if self.issued_on and len(self.issued_on) == 10 else None

    def day(self) -> date | None:
        """A day to judge validity by: the issue date, a cut one taken at its first day, else the start of the period."""
        if self.issued_on:
            return date.fromisoformat(self.issued_on + "-01-01"[len(self.issued_on) - 4 :])
        return self.period.start if self.period else None
