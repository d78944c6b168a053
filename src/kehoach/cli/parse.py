"""``kehoach parse``: documents and folders to typed records."""

from __future__ import annotations

import click

from kehoach.lang import current, pick
from kehoach.run.settings import changed, settings


def register(app: click.Group) -> None:
    """Add the command to the application."""
    limits = ", ".join(f"{name}={value}" for name, value in settings().items())

    @app.command(
        help=pick(
            "Đọc văn bản (.txt .md .docx .pdf .html) thành bản ghi nhiệm vụ. PATH là tệp, thư mục, URL (s3://…), hoặc - cho đầu vào chuẩn.",
            "Read documents (.txt .md .docx .pdf .html) into task records. PATH is a file, folder, URL (s3://…), or - (standard input).",
        )
    )
    @click.argument("paths", nargs=-1, required=True, metavar="PATH...")
    @click.option(
        "-o",
        "--output",
        help=pick("thư mục (mỗi văn bản một .json), hoặc tệp .json, .jsonl", "a folder (one .json per document), or a .json, .jsonl file"),
    )
    @click.option(
        "--from", "format_name", help=pick("định dạng nguồn: txt, md, html, docx, pdf", "source format: txt, md, html, docx, pdf")
    )
    @click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=0),
        default=0,
        help=pick("số tiến trình (0: theo số lõi)", "number of processes (0: as many as cores)"),
    )
    @click.option(
        "--timeout",
        type=click.FloatRange(min=0.1),
        default=300.0,
        show_default=True,
        help=pick("số giây tối đa cho một văn bản", "seconds allowed for one document"),
    )
    @click.option(
        "--max-memory",
        type=click.IntRange(min=50),
        default=800,
        show_default=True,
        help=pick("số MB bộ nhớ tối đa cho một tiến trình đọc", "megabytes of memory allowed for one worker process"),
    )
    @click.option(
        "--limit",
        multiple=True,
        metavar="NAME=VALUE",
        help=pick("đổi một giới hạn, ví dụ pages=10000; các giới hạn: ", "change a limit, for example pages=10000; the limits: ") + limits,
    )
    @click.option(
        "--force",
        is_flag=True,
        help=pick("làm lại cả văn bản không đổi từ lần chạy trước", "redo documents that have not changed since an earlier run"),
    )
    @click.option(
        "--scheduler",
        metavar="tcp://HOST:PORT",
        help=pick("chạy trên cụm máy Dask (pip install 'kehoach[cluster]')", "run on a Dask cluster (pip install 'kehoach[cluster]')"),
    )
    @click.option("-q", "--quiet", is_flag=True, help=pick("không in bảng tóm tắt và tiến độ", "no summary and no progress"))
    def parse(
        paths: tuple[str, ...],
        output: str | None,
        format_name: str | None,
        jobs: int,
        timeout: float,
        max_memory: int,
        limit: tuple[str, ...],
        force: bool,
        scheduler: str | None,
        quiet: bool,
    ) -> int:
        from kehoach.run.command import Request, run

        memory = max_memory * 1_000_000
        return run(Request(paths, output, format_name, jobs, timeout, quiet, current(), memory, changed(limit), force, scheduler))
