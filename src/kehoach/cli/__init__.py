"""The command line: one module per command, each importing what it needs when it runs.

Exit codes: 0 fine, 1 findings or differences, 2 usage, unreadable input or an internal error.
"""
from __future__ import annotations

import sys

from kehoach import lang


def main() -> None:
    """Run the command line; whatever goes wrong ends in one line on standard error and exit code 2."""
    language, arguments = _take_language(sys.argv[1:])
    lang.use(language)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from kehoach.cli.app import run

    sys.exit(run(arguments))


def _take_language(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The value of ``--lang``, wherever it stands (help texts need it before they are made), and the other arguments."""
    rest: list[str] = []
    language = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--lang":
            language = next(waiting, None)
        elif argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    return language, rest
