"""``kehoach validate`` and ``kehoach rule``: a reviewer's eye for plan drafts."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kehoach.errors import UsageError
from kehoach.lang import pick

if TYPE_CHECKING:
    from datetime import date

    from kehoach.validate.findings import Finding
    from kehoach.validate.report import Report

_FORMATS = ("text", "json", "github", "sarif", "junit")
_FAIL_ON = ("error", "warning", "never")


def register(app: click.Group) -> None:
    """Add the commands to the application."""
    codes = pick("mã hoặc đầu mã, cách nhau bằng dấu phẩy (KHS,KHT04)", "codes or prefixes, separated by commas (KHS,KHT04)")

    @app.command(
        help=pick(
            "Rà soát dự thảo kế hoạch như người thẩm định. PATH là văn bản, thư mục, JSON, hoặc -.",
            "Review plan drafts as a reviewer would. PATH is a document, a folder, JSON, or -.",
        )
    )
    @click.argument("paths", nargs=-1, required=True, metavar="PATH...")
    @click.option("--format", "output", metavar="text|json|github|sarif|junit")
    @click.option("--select", multiple=True, metavar="CODE", help=pick("chỉ các quy tắc này: ", "only these rules: ") + codes)
    @click.option("--ignore", multiple=True, metavar="CODE", help=pick("bỏ các quy tắc này: ", "leave out these rules: ") + codes)
    @click.option(
        "--fail-on",
        metavar="error|warning|never",
        help=pick("mức làm lệnh thất bại: error (mặc định), warning, never", "what fails: error (default), warning, never"),
    )
    @click.option("--baseline", type=click.Path(path_type=Path), help=pick("tệp các kết quả đã chấp nhận", "file of accepted findings"))
    @click.option(
        "--update-baseline", is_flag=True, help=pick("ghi mọi kết quả hiện có vào tệp baseline", "accept all findings of now")
    )
    @click.option(
        "--as-of",
        metavar="DATE",
        help=pick("xét đơn vị, căn cứ theo ngày này (2025-07-01)", "judge units and sources by this day (2025-07-01)"),
    )
    @click.option("--from", "from_format", metavar="txt|md|html|docx|pdf", help=pick("định dạng của đầu vào", "format of the input"))
    def validate(
        paths: tuple[str, ...],
        output: str | None,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        fail_on: str | None,
        baseline: Path | None,
        update_baseline: bool,
        as_of: str | None,
        from_format: str | None,
    ) -> int:
        _check(output, fail_on)
        if update_baseline and baseline is None:
            raise UsageError(pick("--update-baseline cần --baseline TỆP", "--update-baseline needs --baseline FILE"))
        report = _review(paths, from_format, _codes(select), _codes(ignore), fail_on, None if update_baseline else baseline, _day(as_of))
        if update_baseline and baseline:
            from kehoach.validate.baseline import write_baseline

            write_baseline(baseline, report.findings)
            click.echo(
                pick(f"đã ghi {len(report.findings)} kết quả vào {baseline}", f"{len(report.findings)} findings written to {baseline}"),
                err=True,
            )
            report.findings, report.failed = [], False
        else:
            _print(report, output or _usual_format())
        for error in report.unreadable:
            click.echo(f"kehoach: {error}", err=True)
        return 2 if report.unreadable else int(report.failed)

    @app.command(
        help=pick(
            "Giải thích một quy tắc rà soát (như KHT04), hoặc liệt kê tất cả.",
            "Explain one rule of the review (such as KHT04), or list them all.",
        )
    )
    @click.argument("code", required=False, metavar="[CODE]")
    def rule(code: str | None) -> int:
        from kehoach.validate.manual import list_rules, rule_page

        click.echo(rule_page(code.upper()) if code else list_rules(), nl=False)
        return 0


def _review(
    paths: Sequence[str],
    from_format: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    baseline: Path | None,
    as_of: date | None,
) -> Report:
    from kehoach.errors import UnreadableError
    from kehoach.validate.baseline import unaccepted
    from kehoach.validate.engine import review
    from kehoach.validate.report import Report
    from kehoach.validate.settings import settings_for
    from kehoach.validate.sources import load_drafts

    report = Report()
    for draft in load_drafts(paths, from_format):
        if isinstance(draft, UnreadableError):
            report.unreadable.append(draft)
            continue
        plan, text = draft
        settings = settings_for(Path(plan.source.path)).with_options(select, ignore)
        findings: list[Finding] = review(plan, source=text, as_of=as_of, settings=settings)
        accepted = baseline or settings.baseline
        report.add(plan.source.path, unaccepted(findings, accepted) if accepted else findings, fail_on or settings.fail_on or "error")  # type: ignore[arg-type]
    return report


def _print(report: Report, output: str) -> None:
    from kehoach.validate.formats import renderer

    sys.stdout.write(renderer(output)(report))


def _usual_format() -> str:
    """Annotations inside GitHub Actions, text elsewhere."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _check(output: str | None, fail_on: str | None) -> None:
    for option, value, allowed in (("--format", output, _FORMATS), ("--fail-on", fail_on, _FAIL_ON)):
        if value is not None and value not in allowed:
            raise UsageError(
                pick(f"{option}: “{value}” không hợp lệ ({', '.join(allowed)})", f"{option}: “{value}” is not one of {', '.join(allowed)}")
            )


def _codes(values: Sequence[str]) -> tuple[str, ...]:
    if not values:
        return ()
    from kehoach.validate.registry import check_prefixes

    return check_prefixes(code for value in values for code in value.split(","))


def _day(written: str | None) -> date | None:
    """A day as ISO (2025-07-01) or as people write it (01/7/2025)."""
    if written is None:
        return None
    from datetime import date

    parts = written.split("/")
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else date.fromisoformat(written)
    except ValueError:
        raise UsageError(pick(f"--as-of: “{written}” không phải ngày", f"--as-of: “{written}” is not a date")) from None
