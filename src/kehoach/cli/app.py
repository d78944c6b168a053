"""The Typer application that gathers the commands."""
from __future__ import annotations

import contextlib
import os
import sys

import typer

from kehoach import __version__
from kehoach.cli import diff, export, normalize, parse, schema, validate
from kehoach.errors import KehoachError
from kehoach.lang import pick

app = typer.Typer(
    name="kehoach",
    help=pick("Đọc kế hoạch, quyết định, chỉ thị thành bảng nhiệm vụ.", "Reads plans, decisions and directives into task records."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (parse, export, diff, validate, normalize, schema):
    module.register(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kehoach {__version__}")
        raise typer.Exit


@app.callback()
def common(
    language: str = typer.Option(None, "--lang", help=pick("vi (mặc định) hoặc en", "vi (default) or en")),
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help=pick("in phiên bản", "print the version")),
) -> None:
    pass


def _unread() -> int:
    """Whoever read the pipe has enough: no trouble, and no finding either. What is left in buffers goes nowhere."""
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    return 0


def run(arguments: list[str]) -> int:
    """Run the application and give the exit code; never a traceback unless ``KEHOACH_DEBUG`` is set."""
    try:
        code = app(arguments, standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except typer.Exit as stop:
        return stop.exit_code
    except (typer.Abort, KeyboardInterrupt):
        typer.echo(pick("đã dừng", "stopped"), err=True)
        return 2
    except SystemExit as stop:  # Typer ends so, with 1, what wrote into a pipe that nobody reads any more
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        return _unread()
    except BrokenPipeError:
        return _unread()
    except KehoachError as error:
        typer.echo(f"kehoach: {error}", err=True)
        return 2
    except Exception as error:
        if hasattr(error, "format_message"):
            typer.echo(f"kehoach: {error.format_message()}", err=True)
            return 2
        if os.environ.get("KEHOACH_DEBUG"):
            raise
        message = " ".join(str(error).split())
        typer.echo(
            pick(
                f"kehoach: lỗi nội bộ ({type(error).__name__}: {message}); đặt KEHOACH_DEBUG=1 để xem chi tiết",
                f"kehoach: internal error ({type(error).__name__}: {message}); set KEHOACH_DEBUG=1 for details",
            ),
            err=True,
        )
        return 2
