"""The READMEs are true: their commands run on the samples and print what is shown, and both say the same."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kehoach import cli, lang
from kehoach.inputs import load_plan
from kehoach.model import as_dict

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "vi": ROOT / "README.vi.md"}
ELLIPSIS = "…"

EXIT_CODES = {"diff samples/ke-hoach-kinh-te-so.md samples/ke-hoach-chuyen-doi-so-2026.md": 1}
"""Commands that do not end with 0, by how they begin: the two plans differ."""

OWN_FILES = {
    "draft.docx": "samples/ke-hoach-chuyen-doi-so-2026.docx",
    "du-thao.docx": "samples/ke-hoach-chuyen-doi-so-2026.docx",
    "drafts/draft.md": "samples/du-thao-ke-hoach-so-tu-phap.md",
    "du-thao/du-thao.md": "samples/du-thao-ke-hoach-so-tu-phap.md",
}
"""Names that stand for the reader's own documents, and the samples that take their place here."""


@dataclass(frozen=True)
class Shown:
    """A command as a console block shows it, with the lines printed below it."""

    language: str
    line: int
    words: tuple[str, ...]
    stdin: str | None
    output: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{READMES[self.language].name}:{self.line} {' '.join(self.words)}"


def _blocks(text: str, kind: str) -> list[tuple[int, list[str]]]:
    """The fenced blocks of a kind: the number of the line before each, and its lines."""
    found = []
    for match in re.finditer(rf"^```{kind}\n(.*?)^```$", text, re.M | re.S):
        found.append((text.count("\n", 0, match.start(1)), match[1].splitlines()))
    return found


def _command(line: str) -> tuple[tuple[str, ...], str | None]:
    """The words after ``kehoach`` and the file on standard input; comments and what follows a pipe are the shell's business."""
    words = shlex.split(line, comments=True)
    words = words[: words.index("|")] if "|" in words else words
    assert words[0] == "kehoach"
    if "<" in words:
        at = words.index("<")
        return tuple(words[1:at] + words[at + 2 :]), words[at + 1]
    return tuple(words[1:]), None


def _shown(language: str) -> list[Shown]:
    """The commands of a README's console blocks, in its order; not those of other programs or on other machines."""
    commands: list[Shown] = []
    for start, lines in _blocks(READMES[language].read_text(encoding="utf-8"), "console"):
        ours = False
        for number, line in enumerate(lines, start + 1):
            if line.startswith("$ "):
                ours = line.startswith("$ kehoach ") and "://" not in line
                if ours:
                    commands.append(Shown(language, number, *_command(line[2:]), ()))
            elif ours:
                commands[-1] = replace(commands[-1], output=(*commands[-1].output, line))
    return commands


SHOWN = {language: _shown(language) for language in READMES}


class _Terminal(io.TextIOWrapper):
    """Standard output that says it is a terminal, as for whoever tries the commands."""

    def isatty(self) -> bool:
        return True


def _run(command: Shown, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Run a command in the current folder; its exit code and all that it printed, standard error first."""
    printed, told = io.BytesIO(), io.BytesIO()
    out = (_Terminal if command.words[0] == "parse" and command.stdin is None else io.TextIOWrapper)(printed, encoding="utf-8")
    err = io.TextIOWrapper(told, encoding="utf-8")
    source = Path(command.stdin).read_bytes() if command.stdin else b""
    monkeypatch.setattr(sys, "argv", ["kehoach", *command.words])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source), encoding="utf-8"))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    with pytest.raises(SystemExit) as stop:
        cli.main()
    out.flush()
    err.flush()
    return int(stop.value.code or 0), (told.getvalue() + printed.getvalue()).decode("utf-8-sig")


def _even(text: str) -> str:
    """Colours off, white space evened out, so that the width of the terminal does not count."""
    return " ".join(re.sub(r"\x1b\[[\d;]*m", "", text).replace("\ufeff", "").split())


def _missing(shown: tuple[str, ...], printed: str) -> str | None:
    """The first piece shown that was not printed after the one before it; an ellipsis stands for anything."""
    rest = _even(printed)
    for line in shown:
        for piece in filter(None, map(str.strip, _even(line).split(ELLIPSIS))):
            before, found, rest = rest.partition(piece)
            if not found:
                return f"{piece!r}, but:\n{before}"
    return None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with the samples in it, as whoever reads the README has them."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples", ignore=shutil.ignore_patterns("__pycache__"))
    for name, sample in OWN_FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / sample, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "110")
    return tmp_path


@pytest.fixture
def language_back() -> Any:
    yield
    lang.use(None)


@pytest.mark.parametrize("language", READMES)
@pytest.mark.usefixtures("folder", "language_back")
def test_the_commands_run_in_order_and_print_what_is_shown(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEHOACH_LANG", language)
    wrong = []
    for command in SHOWN[language]:
        if language != "en" and not command.output:
            continue  # the English README has run it
        expected = next((code for start, code in EXIT_CODES.items() if " ".join(command.words).startswith(start)), 0)
        code, printed = _run(command, monkeypatch)
        if code != expected:
            wrong.append(f"{command.name}: exit code {code}: {printed}")
        elif missing := _missing(command.output, printed):
            wrong.append(f"{command.name}: the README shows {missing}")
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("language", READMES)
@pytest.mark.usefixtures("folder")
def test_the_record_shown_is_the_record(language: str) -> None:
    ((_, lines),) = _blocks(READMES[language].read_text(encoding="utf-8"), "json")
    plan = as_dict(load_plan("samples/ke-hoach-mot-cua-2022.txt"))
    shown = json.loads("\n".join(lines))
    assert any(_within(shown, task) for task in plan["tasks"])


@pytest.mark.parametrize("language", READMES)
def test_the_lines_shown_are_the_sample(language: str) -> None:
    sample = (ROOT / "samples" / "ke-hoach-mot-cua-2022.txt").read_text(encoding="utf-8").splitlines()
    ((_, lines),) = _blocks(READMES[language].read_text(encoding="utf-8"), "text")
    assert set(lines) <= set(sample)


def _within(shown: Any, real: Any) -> bool:
    """Whether everything shown is in the record; fields may be left out."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(name in real and _within(value, real[name]) for name, value in shown.items())
    if isinstance(shown, list):
        return isinstance(real, list) and len(shown) == len(real) and all(map(_within, shown, real))
    return bool(shown == real)


@pytest.mark.parametrize("language", READMES)
def test_the_python_shown_runs(language: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = _blocks(READMES[language].read_text(encoding="utf-8"), "python")
    assert blocks
    for start, lines in blocks:
        exec(compile("\n".join(lines), f"{READMES[language].name}:{start}", "exec"), {})
    printed = capsys.readouterr().out
    assert "False" in printed
    assert "2026-06-30" in printed


def _outline(command: Shown) -> tuple[str, ...]:
    """What a command asks for, without the language, the reader's own file names and dates."""
    words = list(command.words)
    if "--lang" in words:
        del words[words.index("--lang") : words.index("--lang") + 2]
    return tuple(word for word in words if not re.fullmatch(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}", word) and word.rstrip("/") not in _OWN_NAMES)


_OWN_NAMES = {part for name in OWN_FILES for part in (name, name.split("/")[0])}


def test_both_readmes_name_the_same_commands() -> None:
    english, vietnamese = ([_outline(command) for command in SHOWN[language]] for language in ("en", "vi"))
    assert vietnamese == english


def test_every_command_is_shown() -> None:
    from kehoach.cli.app import app

    assert set(app.commands) == {command.words[0] for command in SHOWN["en"]}


def _set_up(language: str) -> tuple[str, str]:
    """The two commands that do all, for Linux and macOS: the one that reads the samples and the one that runs the tests."""
    reads, tests, *_ = (line for _, lines in _blocks(READMES[language].read_text(encoding="utf-8"), "sh") for line in lines)
    return reads, tests


def test_both_readmes_set_up_alike() -> None:
    assert _set_up("en") == _set_up("vi")
    windows = [_blocks(readme.read_text(encoding="utf-8"), "powershell")[0][1] for readme in READMES.values()]
    assert windows[0] == windows[1]
    for unix, powershell in zip(_set_up("en"), windows[0], strict=True):
        turned = unix.replace("python3 ", "py ").replace(" && ", "; ").replace("/bin/", "\\Scripts\\").rstrip("/")
        assert powershell == turned


def test_the_check_of_the_project_runs_the_test_command() -> None:
    """``.ci/run`` does the same steps, in an environment of its own and with less said."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    plain = script.replace('"$venv/', ".venv/").replace('"$venv"', ".venv").replace('"', "").replace(" --quiet", "")
    assert "\n".join(_set_up("en")[1].split(" && ")) in plain


def test_the_workflow_runs_the_test_command() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert f"run: {_set_up('en')[1]}\n" in workflow


@pytest.mark.parametrize("language", READMES)
def test_the_files_named_exist(language: str) -> None:
    text = READMES[language].read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", text)
    paths = re.findall(r"`((?:src|tests|samples|\.ci|benchmarks)/[\w./-]+)`", text)
    assert links
    assert [path for path in {*links, *paths} if "CODE" not in path and not (ROOT / path).exists()] == []
