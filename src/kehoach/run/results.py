"""A folder of results, one NAME.json per document, that knows what it holds: what has not changed is not made again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from types import TracebackType

from msgspec.structs import replace

from kehoach import __version__
from kehoach.errors import KehoachError, UsageError
from kehoach.inputs import STDIN, changed_at, identity, read_bytes
from kehoach.lang import current, pick
from kehoach.limits import Limits
from kehoach.run.job import Outcome, Stamp
from kehoach.run.output import Counting, Output
from kehoach.run.roster import Roster, folded, told_apart
from kehoach.run.state import Record, State
from kehoach.run.storage import Folder, intact

_PLAN = b'{"schema_version"'
"""How every result begins."""


class FolderOutput(Counting):
    """One file per document. Results of other documents and files of others are never written over, save with ``force``."""

    def __init__(self, folder: Folder, roster: Roster, quiet: bool, force: bool, format_name: str | None, limits: Limits) -> None:
        super().__init__(quiet)
        self._folder = folder
        self._roster = roster
        self._force = force
        self._options = [__version__, format_name, current(), asdict(limits)]
        self._limits = limits

    def __enter__(self) -> Output:
        self._state = State(self._folder.state, self._folder.path(""))
        self._folder.tidy()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._state.close()

    def has(self, path: str) -> bool:
        if self._force or path == STDIN:
            return False
        name = self._name(path)
        known = self._state.named(folded(name))
        if known is None or known.source != identity(path) or known.settings != self._settings(path) or known.file != name:
            return False
        if not self._unchanged(path, known.read) or not intact(self._folder, name, known.written):
            return False
        if known.read.changed != changed_at(path):
            self._state.record(folded(name), replace(known, read=replace(known.read, changed=changed_at(path))))
        self.results.skipped += 1
        return True

    def take(self, outcome: Outcome) -> str | None:
        if outcome.plan is None or outcome.stamp is None:
            self.results.add(outcome)
            return None
        name = self._name(outcome.path)
        problem = self._in_the_way(name)
        if problem:
            self.results.add(Outcome(outcome.path, error=problem))
            return problem
        self.results.add(outcome)
        data = outcome.plan + b"\n"
        self._folder.write(name, data)
        size, changed = self._folder.stamp(name) or (len(data), None)
        written = Stamp(size, changed, hashlib.sha256(data).hexdigest())
        source = identity(outcome.path)
        self._state.record(folded(name), Record(name, source, self._settings(outcome.path), outcome.stamp, written))
        self._remove_older(source, name)
        return None

    def _name(self, path: str) -> str:
        """The file of a document: its own name, told apart where it is another living document's already."""
        name = f"{self._roster.stem(path)}.json"
        known = self._state.named(folded(name))
        if known and known.source != identity(path) and changed_at(known.source) is not None:
            return f"{told_apart(path)}.json"
        return name

    def _in_the_way(self, name: str) -> str | None:
        """Why the file must not be written: it is one of the documents, or somebody else's."""
        path = self._folder.path(name)
        if self._roster.holds(path):
            return f"{path}: {pick('là văn bản nguồn, không ghi đè', 'is a source document, not written over')}"
        if self._force or self._state.named(folded(name)) is not None:
            return None
        try:
            head = self._folder.read(name, len(_PLAN))
        except UsageError as error:
            return str(error)
        if head is None or head == _PLAN:
            return None
        said = pick(
            "đã có, không phải kết quả của kehoach; --force để ghi đè", "exists and is no result of kehoach; --force writes over it"
        )
        return f"{path}: {said}"

    def _remove_older(self, source: str, name: str) -> None:
        """Take away the same document's result under a name that it no longer has."""
        for older in self._state.of_source(source):
            if source == STDIN or folded(older.file) == folded(name):
                continue
            if intact(self._folder, older.file, older.written):
                self._folder.remove(older.file)
            self._state.forget(folded(older.file))

    def _unchanged(self, path: str, read: Stamp) -> bool:
        if read.changed is not None and changed_at(path) == read.changed:
            return True
        try:
            return hashlib.sha256(read_bytes(path, self._limits)).hexdigest() == read.sha256
        except KehoachError:
            return False

    def _settings(self, path: str) -> str:
        """What besides its content decides a document's result."""
        said = json.dumps([*self._options, path], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]
