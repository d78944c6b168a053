"""The application that gathers the commands."""
from __future__ import annotations

import contextlib
import os
import sys

import click

from kehoach import __version__
from kehoach.cli import diff, export, normalize, parse, schema, validate
from kehoach.errors import KehoachError
from kehoach.lang import pick

_HELP = pick("Đọc kế hoạch, quyết định, chỉ thị thành bảng nhiệm vụ.", "Reads plans, decisions and directives into task records.")


@click.group("kehoach", help=_HELP, context_settings={"max_content_width": 120})
@click.option("--lang", expose_value=False, metavar="vi|en", help=pick("vi (mặc định) hoặc en", "vi (default) or en"))
@click.version_option(__version__, "--version", message="kehoach %(version)s", help=pick("in phiên bản", "print the version"))
def app() -> None:
    pass


for module in (parse, export, diff, validate, normalize, schema):
    module.register(app)


def _in_words(error: click.ClickException) -> str:
    """What is wrong with the arguments, in the language of the run; click says it in English alone."""
    english = error.format_message()
    vietnamese = english
    if isinstance(error, click.MissingParameter) and error.param:
        vietnamese = f"thiếu {error.param.make_metavar(error.ctx) if error.ctx else error.param.name}"
    elif isinstance(error, click.NoSuchOption):
        near = f"; có phải {', '.join(error.possibilities)}?" if error.possibilities else ""
        vietnamese = f"không có tùy chọn {error.option_name}{near}"
    elif isinstance(error, click.BadOptionUsage):
        vietnamese = f"{error.option_name}: thiếu giá trị"
    elif isinstance(error, click.BadParameter) and error.param:
        vietnamese = f"{error.param.opts[-1]}: giá trị không hợp lệ ({error.message})"
    elif isinstance(error, click.UsageError) and error.ctx and error.ctx.command is app:
        vietnamese = f"không có lệnh {getattr(error, 'command_name', 'này')}; các lệnh: {', '.join(app.commands)}"
    return pick(vietnamese, english)


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
        with app.make_context("kehoach", list(arguments)) as context:  # app() itself would end the process for a broken pipe
            code = app.invoke(context)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(pick("đã dừng", "stopped"), err=True)
        return 2
    except BrokenPipeError:
        return _unread()
    except KehoachError as error:
        click.echo(f"kehoach: {error}", err=True)
        return 2
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        click.echo(f"kehoach: {_in_words(error)}", err=True)
        return 2
    except Exception as error:
        if os.environ.get("KEHOACH_DEBUG"):
            raise
        message = " ".join(str(error).split())
        click.echo(
            pick(
                f"kehoach: lỗi nội bộ ({type(error).__name__}: {message}); đặt KEHOACH_DEBUG=1 để xem chi tiết",
                f"kehoach: internal error ({type(error).__name__}: {message}); set KEHOACH_DEBUG=1 for details",
            ),
            err=True,
        )
        return 2
