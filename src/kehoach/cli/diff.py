"""``kehoach diff``: two plans aligned task by task, and where they differ."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kehoach.errors import UsageError
from kehoach.lang import pick

if TYPE_CHECKING:
    from kehoach.diff.result import Status

_FORMATS = ("table", "json", "csv", "xlsx", "html")
_BINARY = ("xlsx",)


def register(app: click.Group) -> None:
    """Add the command to the application."""
    statuses_help = pick("chỉ hiện: ", "show these alone: ") + "added,removed,changed,moved,same,maybe"

    @app.command(
        help=pick(
            "So sánh hai kế hoạch (văn bản hoặc JSON) theo từng nhiệm vụ. Mã thoát: 0 không khác, 1 có khác, 2 lỗi.",
            "Compare two plans (documents or JSON) task by task. Exit code: 0 no difference, 1 differences, 2 trouble.",
        )
    )
    @click.argument("old", metavar="OLD")
    @click.argument("new", metavar="NEW")
    @click.option("--format", "format_name", metavar="table|json|csv|xlsx|html")
    @click.option("-o", "--output", type=click.Path(path_type=Path), help=pick("ghi vào tệp này", "write to this file"))
    @click.option("--only", metavar="STATUS,…", help=statuses_help)
    @click.option(
        "--min-score",
        type=click.FloatRange(0.0, 1.0),
        default=0.0,
        help=pick("điểm thấp nhất để coi là một nhiệm vụ", "lowest score of a pair"),
    )
    @click.option("--summary", is_flag=True, help=pick("chỉ phần tóm tắt", "the summary alone"))
    @click.option(
        "--absolute",
        is_flag=True,
        help=pick("so ngày tháng như đã ghi, không theo năm kế hoạch", "compare dates as written, not relative to the plan's year"),
    )
    @click.option(
        "--from", "from_format", metavar="txt|md|html|docx|pdf", help=pick("định dạng của đầu vào chuẩn", "format of standard input")
    )
    def diff(
        old: str,
        new: str,
        format_name: str | None,
        output: Path | None,
        only: str | None,
        min_score: float,
        summary: bool,
        absolute: bool,
        from_format: str | None,
    ) -> int:
        chosen = _format(format_name, output)
        if old == new == "-":
            raise UsageError(pick("chỉ một trong hai bản có thể là -", "only one of the two plans can be -"))
        statuses = _statuses(only, chosen)
        from kehoach.diff import compare
        from kehoach.inputs import load_plan

        before, after = load_plan(old, from_format if old == "-" else None), load_plan(new, from_format if new == "-" else None)
        for name, plan in ((old, before), (new, after)):
            if not plan.tasks:
                click.echo(f"kehoach: {name}: " + pick("không thấy nhiệm vụ nào", "no task was found"), err=True)
        found = compare(before, after, absolute=absolute, min_score=min_score)
        shown = found.only(statuses) if statuses else found
        from kehoach.diff.render import Options, renderer

        terminal = output is None and sys.stdout.isatty()
        options = Options(summary, _terminal_width() if terminal else None, terminal and _wants_colour())
        rendered = renderer(chosen)(shown, before, after, options)
        _write(rendered, output, "utf-8-sig" if chosen == "csv" and output else "utf-8")
        return int(found.differs())


def _format(name: str | None, output: Path | None) -> str:
    """The format asked for, else that of the file's suffix, else the table."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    chosen = name or (suffix if suffix in _FORMATS else "table")
    if chosen not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise UsageError(pick(f"--format {chosen}: không có; hãy dùng {known}", f"--format {chosen}: unknown; use one of {known}"))
    if chosen in _BINARY and output is None and sys.stdout.isatty():
        raise UsageError(pick(f"--format {chosen} cần -o TỆP", f"--format {chosen} needs -o FILE"))
    return chosen


def _statuses(only: str | None, chosen: str) -> frozenset[Status] | None:
    """The statuses to show; the table leaves out what is the same unless it is asked for."""
    from kehoach.diff.result import STATUSES

    if only is None:
        return frozenset(STATUSES) - {"same"} if chosen == "table" else None
    asked = [name.strip() for name in only.split(",") if name.strip()]
    if unknown := [name for name in asked if name not in STATUSES] or ([""] if not asked else []):
        known = ", ".join(STATUSES)
        raise UsageError(pick(f"--only {unknown[0]}: không có; hãy dùng {known}", f"--only {unknown[0]}: unknown; use {known}"))
    return frozenset(status for status in STATUSES if status in asked)


def _terminal_width() -> int:
    import shutil

    return max(40, shutil.get_terminal_size().columns)


def _wants_colour() -> bool:
    """https://no-color.org and dumb terminals."""
    import os

    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(rendered: str | bytes, output: Path | None, encoding: str) -> None:
    """A CSV file begins with a byte order mark, without which Excel does not read it as UTF-8."""
    data = rendered if isinstance(rendered, bytes) else rendered.encode(encoding)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from kehoach.export.files import replacing

    with replacing(output) as file:
        file.write_bytes(data)
