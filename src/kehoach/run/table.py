"""The summary of a run: a table of documents with what an officer looks at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from kehoach.inputs import shown
from kehoach.lang import pick
from kehoach.run.job import Outcome

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_MOST_ROWS = 200


class Results:
    """Counts of a run, and the rows of its table (of the first documents only, so that long runs stay small)."""

    def __init__(self) -> None:
        self.rows: list[Outcome] = []
        self.read = self.skipped = self.failed = self.tasks = 0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome; only its summary is kept."""
        if outcome.summary is None:
            self.failed += 1
            return
        self.read += 1
        self.tasks += outcome.summary.tasks
        if len(self.rows) < _MOST_ROWS:
            self.rows.append(Outcome(outcome.path, summary=outcome.summary))

    def show(self, stream: TextIO) -> None:
        """The table (while it is small), then the totals."""
        from rich.console import Console

        console = Console(file=stream, highlight=False, width=None if stream.isatty() else 110)
        if self.rows:
            console.print(self._table())
        counts = f"{_counted(self.read, 'document')} parsed, {_counted(self.tasks, 'task')}"
        total = pick(f"{self.read} văn bản đã đọc, {self.tasks} nhiệm vụ", counts)
        if self.skipped:
            total += pick(f"; {self.skipped} bỏ qua vì không đổi", f"; {self.skipped} skipped, unchanged")
        if self.failed:
            total += pick(f"; {self.failed} lỗi", f"; {self.failed} failed")
        if self.read > len(self.rows):
            total += pick(f" (bảng chỉ hiện {len(self.rows)} văn bản đầu)", f" (the table shows the first {len(self.rows)})")
        console.print(total, markup=False)

    def _table(self) -> Table:
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column(pick("Văn bản", "Document"), overflow="fold", min_width=18)
        table.add_column(pick("Số hiệu", "Number"), overflow="fold", min_width=12)
        table.add_column(pick("Cơ quan ban hành", "Issuer"), overflow="fold", min_width=8)
        for heading in (
            pick("Nhiệm\nvụ", "Tasks"),
            pick("Thiếu\nchủ trì", "No\nlead"),
            pick("Thiếu\nhạn", "No\ndeadline"),
            pick("Cảnh\nbáo", "Warn-\nings"),
        ):
            table.add_column(heading, justify="right", no_wrap=True)
        for row in self.rows:
            summary = row.summary
            if summary is None:
                continue
            name = row.path.replace("\\", "/").rsplit("/", 1)[-1]
            number = summary.number or pick("(chưa có số)", "(no number)")
            issuer = (summary.issuer or "").replace("Ủy ban nhân dân", "UBND")
            counts = [summary.tasks, summary.without_lead, summary.without_deadline, summary.warnings + summary.errors]
            table.add_row(_plain(name), _plain(number), _plain(issuer), *(str(count) if count else "·" for count in counts))
        return table


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _plain(text: str) -> Text:
    from rich.text import Text

    return Text(shown(text))
