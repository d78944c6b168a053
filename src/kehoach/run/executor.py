"""Where jobs are carried out: worker processes here, or a cluster. Both give the same outcomes in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol

from kehoach.run.job import Job, Outcome


class Executor(Protocol):
    """Carries out jobs. Leaving it ends whatever it started, at once."""

    def __enter__(self) -> Executor: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    def outcomes(self, jobs: Iterable[Job | Outcome]) -> Iterator[Outcome]:
        """One outcome per job, in the order of the jobs; what is known already goes through in its place.

        Jobs are taken as there is room, so memory does not grow with their number.
        """
        ...
