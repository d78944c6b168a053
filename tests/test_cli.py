"""What the command line says of wrong arguments: one line, in the language of the run, exit code 2."""

from __future__ import annotations

import pytest

from kehoach import lang
from kehoach.cli.app import run


@pytest.mark.parametrize(
    ("arguments", "vietnamese", "english"),
    [
        (["parse"], "thiếu PATH...", "Missing argument 'PATH...'."),
        (["diff", "a.json"], "thiếu NEW", "Missing argument 'NEW'."),
        (["parse", "a.txt", "--forse"], "không có tùy chọn --forse; có phải --force", "--forse"),
        (["--tep"], "không có tùy chọn --tep", "--tep"),
        (["parse", "a.txt", "-o"], "-o: thiếu giá trị", "Option '-o' requires an argument."),
        (["parse", "a.txt", "--jobs", "-1"], "--jobs: giá trị không hợp lệ (-1 ", "Invalid value for '-j' / '--jobs': -1 is not"),
        (["parse", "a.txt", "--timeout", "mot"], "--timeout: giá trị không hợp lệ ('mot' ", "Invalid value for '--timeout': 'mot' is not"),
        (["doc"], "không có lệnh doc; các lệnh: parse, ", "No such command 'doc'."),
    ],
)
def test_wrong_arguments(arguments: list[str], vietnamese: str, english: str, capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("vi", vietnamese), ("en", english)):
        lang.use(language)
        try:
            code = run(arguments)
        finally:
            lang.use("vi")
        captured = capsys.readouterr()
        assert (code, captured.out) == (2, "")
        (line,) = captured.err.splitlines()
        assert line.startswith("kehoach: ")
        assert words in line


def test_nothing_asked_shows_the_help_and_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "kehoach [OPTIONS] COMMAND" in capsys.readouterr().err
