"""``kehoach export``: documents, folders or parsed JSON to one file of another form."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from kehoach.errors import UnreadableError, UsageError
from kehoach.lang import pick

if TYPE_CHECKING:
    from kehoach.export import Options, Report
    from kehoach.export.filters import Filters
    from kehoach.model import Plan

_Command = TypeVar("_Command", bound=Callable[..., Any])
_SEVERAL = "ke-hoach"
"""Name of the file for several inputs, which no one input can name."""


def _flag(name: str, vi: str, en: str) -> Callable[[_Command], _Command]:
    return click.option(name, is_flag=True, help=pick(vi, en))


def _value(names: str, metavar: str, vi: str, en: str) -> Callable[[_Command], _Command]:
    return click.option(*names.split(), metavar=metavar, help=pick(vi, en))


def register(app: click.Group) -> None:
    """Add the command to the application."""

    @app.command(
        help=pick(
            "Xuất nhiệm vụ ra Excel, CSV, JSON, lịch, SQLite, trang web hoặc Parquet. Sổ Excel đã có thì được làm mới. "
            "PATH là văn bản, thư mục, JSON đã đọc; - là đầu vào chuẩn.",
            "Export tasks to Excel, CSV, JSON, a calendar, SQLite, a web page or Parquet. A workbook that exists is refreshed. "
            "PATH is a document, a folder, parsed JSON; - is standard input.",
        )
    )
    @click.argument("paths", nargs=-1, required=True, metavar="PATH...")
    @_flag("--xlsx", "sổ Excel để theo dõi", "workbook to track tasks in")
    @_flag("--csv", "bảng CSV (UTF-8 có BOM)", "CSV table (UTF-8 with BOM)")
    @_flag("--json", "JSON như lệnh parse", "JSON as parse gives")
    @_flag("--jsonl", "mỗi dòng một kế hoạch", "one plan per line")
    @_flag("--ics", "lịch cho Google, Outlook", "calendar for Google, Outlook")
    @_flag("--sqlite", "cơ sở dữ liệu, tìm không cần dấu", "database, search without tones")
    @_flag("--html", "một trang web, không cần mạng", "one web page, no network needed")
    @_flag("--parquet", "Parquet (cần kehoach[parquet])", "Parquet (needs kehoach[parquet])")
    @_value("-o --output", "FILE", "tệp ra; - là đầu ra chuẩn", "output file; - is standard output")
    @_value("--unit", "NAME", "đơn vị chủ trì hoặc phối hợp", "unit, in any role")
    @_value("--lead", "NAME", "đơn vị chủ trì", "unit that leads")
    @_value("--section", "TEXT", "số hoặc tên mục", "number or title of a section")
    @_value("--due-before", "DATE", "hạn trước ngày này (30/6/2024)", "due before this day (2024-06-30)")
    @_value("--due-after", "DATE", "hạn sau ngày này", "due after this day")
    @_flag("--no-bom", "CSV không có BOM", "CSV without byte order mark")
    @_flag("--force", "ghi đè cả tệp không do kehoach lập", "overwrite even a file that kehoach did not make")
    @_value("--from source_format", "txt|md|html|docx|pdf", "dạng của đầu vào chuẩn", "form of standard input")
    def export(
        paths: tuple[str, ...],
        output: str | None,
        unit: str | None,
        lead: str | None,
        section: str | None,
        due_before: str | None,
        due_after: str | None,
        no_bom: bool,
        force: bool,
        source_format: str | None,
        **forms: bool,
    ) -> int:
        from kehoach.export import Options
        from kehoach.export.filters import Filters, UnitName, read_day

        form = _form([name for name, asked in forms.items() if asked], output)
        filters = Filters(
            unit=UnitName(unit) if unit else None,
            lead=UnitName(lead) if lead else None,
            section=section,
            due_before=read_day(due_before) if due_before else None,
            due_after=read_day(due_after) if due_after else None,
        )
        options = Options(bom=not no_bom, force=force, same_documents=not output and not force)
        return _Run(paths, source_format, filters).write(form, output, options)


def _form(flags: list[str], output: str | None) -> str:
    """The one format asked for, by a flag or by the suffix of the output."""
    from kehoach.export import TEXT_FORMATS, format_of

    if len(flags) > 1:
        raise UsageError(pick("chỉ chọn một dạng: ", "choose one form only: ") + ", ".join(f"--{name}" for name in flags))
    if not flags and (output is None or output == "-"):
        vi, en = "chọn dạng xuất (--xlsx, --csv, …) hoặc đặt tên tệp với -o", "choose a form (--xlsx, --csv, …) or name a file with -o"
        raise UsageError(pick(vi, en))
    form = flags[0] if flags else format_of(Path(output or ""))
    if output == "-" and form not in TEXT_FORMATS:
        vi, en = "không ghi ra đầu ra chuẩn được; dùng -o TỆP", "cannot go to standard output; use -o FILE"
        raise UsageError(f"--{form} {pick(vi, en)}")
    return form


class _Run:
    """One export: reads the inputs one by one, tells which cannot be read, and goes on with the others."""

    def __init__(self, paths: Sequence[str], source_format: str | None, filters: Filters) -> None:
        self.paths, self.source_format, self.filters = paths, source_format, filters
        self.unreadable = self.read = 0

    def write(self, form: str, output: str | None, options: Options) -> int:
        """Export to ``output``, to standard output, or to a file named after the input; gives the exit code."""
        from kehoach.export import export

        if output == "-":
            _to_stream(self, form, options, sys.stdout.buffer)
            return 2 if self.unreadable else 0
        target = Path(output) if output else self._default_target(form)
        self._protect(target, form, named=output is not None, force=options.force)
        plans = self.plans()
        first = next(plans, None)
        if first is None and self.unreadable and not self.read:
            return 2
        report = export(_put_back(first, plans), target, form=form, options=options)
        self._tell(report, target)
        return 2 if self.unreadable else 0

    def plans(self) -> Iterator[Plan]:
        """What passes the filters of each plan that can be read."""
        return self.filters.select(self._readable())

    def _readable(self) -> Iterator[Plan]:
        from kehoach.inputs import load_plans

        for found in load_plans(self.paths, self.source_format):
            if isinstance(found, UnreadableError):
                self.unreadable += 1
                click.echo(f"kehoach: {found}", err=True)
            else:
                self.read += 1
                _warn(found)
                yield found

    def _default_target(self, form: str) -> Path:
        """In the current folder, named after the one input."""
        name = Path(self.paths[0]).resolve() if len(self.paths) == 1 and self.paths[0] != "-" else None
        stem = (name.name if name.is_dir() else name.stem) if name else _SEVERAL
        return Path(f"{stem or _SEVERAL}.{form}")

    def _protect(self, target: Path, form: str, *, named: bool, force: bool) -> None:
        """Refuse to write over an input, or over a file that the user did not name."""
        if force or not target.is_file():
            return
        if any(path != "-" and Path(path).resolve() == target.resolve() for path in self.paths):
            raise UsageError(pick(f"{target}: là tệp đầu vào; chọn tên khác", f"{target}: is an input; choose another name"))
        if not named and form != "xlsx":
            vi, en = f"đã có; đặt tên với -o {target} để ghi đè", f"exists; name it with -o {target} to overwrite it"
            raise UsageError(f"{target}: {pick(vi, en)}")

    def _tell(self, report: Report, target: Path) -> None:
        for message in report.messages:
            click.echo(message, err=True)
        if self.filters and not report.tasks:
            click.echo(_no_match(), err=True)
        english = f"{_several(report.tasks, 'task')}, {_several(report.plans, 'document')}"
        counts = pick(f"{report.tasks} nhiệm vụ, {report.plans} văn bản", english)
        click.echo(f"{target}: {counts}", err=True)


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _no_match() -> str:
    return pick("không có nhiệm vụ nào khớp bộ lọc", "no task passes the filters")


def _warn(plan: Plan) -> None:
    """Say what could not be read of a document: pages that are pictures, fonts that cannot be decoded …"""
    for diagnostic in plan.diagnostics:
        if diagnostic.severity == "error":
            click.echo(f"{plan.source.path}: {diagnostic.code} {diagnostic.message}", err=True)


def _to_stream(run: _Run, form: str, options: Options, out: BinaryIO) -> None:
    """Write to a stream once the export is complete."""
    import shutil
    from tempfile import TemporaryDirectory

    from kehoach.export import export

    with TemporaryDirectory(prefix="kehoach-") as folder:
        path = Path(folder) / f"out.{form}"
        report = export(run.plans(), path, form=form, options=options)
        for message in report.messages:
            click.echo(message, err=True)
        if run.unreadable and not run.read:
            return
        if run.filters and not report.tasks:
            click.echo(_no_match(), err=True)
        with path.open("rb") as source:
            shutil.copyfileobj(source, out)
        out.flush()


def _put_back(first: Plan | None, rest: Iterator[Plan]) -> Iterator[Plan]:
    if first is not None:
        yield first
    yield from rest
