"""How far a run is: a bar on a terminal, a line now and then elsewhere. All on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from kehoach.inputs import shown
from kehoach.lang import pick

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_EVERY = 10.0
"""Seconds between lines where there is no terminal."""


class Progress:
    """Counts documents of a known total; says lines without breaking the bar."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._total = total
        self._quiet = quiet
        self._done = self._skipped = 0
        self._began = self._told = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if not self._quiet and self._total > 1 and sys.stderr.isatty():
            self._bar = _bar(self._total)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def say(self, line: str) -> None:
        """One line on standard error."""
        if self._bar:
            from rich.text import Text

            self._bar.console.print(Text(shown(line)), soft_wrap=True)
        else:
            print(shown(line), file=sys.stderr, flush=True)

    def advance(self, skipped: bool = False) -> None:
        """One more document is done with."""
        self._done += 1
        self._skipped += skipped
        if self._bar:
            self._bar.update(self._bar.task_ids[0], advance=1)
        elif not self._quiet and time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            print(self._line(self._told - self._began), file=sys.stderr, flush=True)

    def _line(self, seconds: float) -> str:
        rate = (self._done - self._skipped) / seconds
        left = _clock((self._total - self._done) / rate) if rate else "?"
        done = f"{self._done}/{self._total}"
        return pick(f"{done} văn bản · {rate:.1f}/giây · còn {left}", f"{done} documents · {rate:.1f}/s · {left} left")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def _bar(total: int) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:.1f}/{pick('giây', 's')}")

    bar = Bar(BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    bar.add_task("", total=total)
    return bar
