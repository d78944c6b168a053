"""Two texts set against each other word by word."""

from __future__ import annotations

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from kehoach.diff.wording import words


class Mark(Struct, frozen=True):
    """A run of words as each text writes it; empty where only the other text has it."""

    old: str
    new: str
    same: bool

    @property
    def length(self) -> int:
        """Characters that it takes to show what either text has."""
        return len(self.new) if self.same else len(self.old) + len(self.new)


def marks(old: str, new: str) -> tuple[Mark, ...]:
    """The runs of words that both texts have and those that differ, in turn; typesetting alone makes no difference.

    Joined by spaces, the runs of one side are that side's text with its white space evened out.
    """
    before, after = old.split(), new.split()
    found: list[Mark] = []
    for step in LCSseq.opcodes([words(word) for word in before], [words(word) for word in after]):
        run = Mark(" ".join(before[step.src_start : step.src_end]), " ".join(after[step.dest_start : step.dest_end]), step.tag == "equal")
        if found and not (found[-1].same or run.same):
            run = Mark(_joined(found[-1].old, run.old), _joined(found[-1].new, run.new), False)
            found.pop()
        found.append(run)
    return tuple(found)


def _joined(*texts: str) -> str:
    return " ".join(filter(None, texts))
