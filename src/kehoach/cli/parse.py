"""``kehoach parse``: documents and folders to typed records."""

from __future__ import annotations

from pathlib import Path

import typer

from kehoach.lang import current, pick


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
            ..., metavar="PATH...", help=pick("tệp, thư mục, hoặc - cho đầu vào chuẩn", "files, folders, or - for standard input")
        ),
        output: Path | None = typer.Option(
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
        quiet: bool = typer.Option(False, "--quiet", "-q", help=pick("không in bảng tóm tắt và tiến độ", "no summary and no progress")),
    ) -> int:
        from kehoach.run.command import Request, run

        return run(Request(tuple(paths), output, format_name, jobs, timeout, quiet, current()))
