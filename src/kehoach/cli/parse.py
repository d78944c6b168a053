"""``kehoach parse``: documents and folders to typed records."""

from __future__ import annotations

import typer

from kehoach.lang import current, pick
from kehoach.run.settings import changed, settings


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(
        help=pick(
            "Đọc văn bản hoặc thư mục văn bản (.txt .md .docx .pdf .html) thành bản ghi nhiệm vụ.",
            "Read documents or folders of them (.txt .md .docx .pdf .html) into task records.",
        )
    )
    def parse(
        paths: list[str] = typer.Argument(
            ...,
            metavar="PATH...",
            help=pick("tệp, thư mục, URL (s3://…), hoặc - cho đầu vào chuẩn", "files, folders, URLs (s3://…), or - for standard input"),
        ),
        output: str | None = typer.Option(
            None,
            "-o",
            "--output",
            help=pick(
                "thư mục (mỗi văn bản một .json), hoặc tệp .json / .jsonl", "a folder (one .json per document), or a .json / .jsonl file"
            ),
        ),
        format_name: str | None = typer.Option(
            None, "--from", help=pick("định dạng nguồn: txt, md, html, docx, pdf", "source format: txt, md, html, docx, pdf")
        ),
        jobs: int = typer.Option(
            0, "--jobs", "-j", min=0, help=pick("số tiến trình (0: theo số lõi)", "number of processes (0: as many as cores)")
        ),
        timeout: float = typer.Option(
            300.0, "--timeout", min=0.1, help=pick("số giây tối đa cho một văn bản", "seconds allowed for one document")
        ),
        max_memory: int = typer.Option(
            800,
            "--max-memory",
            min=50,
            help=pick("số MB bộ nhớ tối đa cho một tiến trình đọc", "megabytes of memory allowed for one worker process"),
        ),
        limit: list[str] = typer.Option(
            [],
            "--limit",
            metavar="NAME=VALUE",
            help=pick(
                "đổi một giới hạn, ví dụ pages=10000; các giới hạn: ",
                "change a limit, for example pages=10000; the limits: ",
            )
            + ", ".join(f"{name}={value}" for name, value in settings().items()),
        ),
        force: bool = typer.Option(
            False,
            "--force",
            help=pick("làm lại cả văn bản không đổi từ lần chạy trước", "redo documents that have not changed since an earlier run"),
        ),
        scheduler: str | None = typer.Option(
            None,
            "--scheduler",
            metavar="tcp://HOST:PORT",
            help=pick("chạy trên cụm máy Dask (pip install 'kehoach[cluster]')", "run on a Dask cluster (pip install 'kehoach[cluster]')"),
        ),
        quiet: bool = typer.Option(False, "--quiet", "-q", help=pick("không in bảng tóm tắt và tiến độ", "no summary and no progress")),
    ) -> int:
        from kehoach.run.command import Request, run

        limits, memory = changed(limit), max_memory * 1_000_000
        return run(Request(tuple(paths), output, format_name, jobs, timeout, quiet, current(), memory, limits, force, scheduler))
