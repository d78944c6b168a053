"""The benchmarks: every module can be imported and has what the runner calls. Nothing is timed here."""

from __future__ import annotations

import importlib
import inspect
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
HELPERS = {"__init__", "__main__", "measure"}
MODULES = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py") if path.stem not in HELPERS)


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Import a module of the benchmarks, which are run from the root of the repository."""
    monkeypatch.syspath_prepend(ROOT)

    def loaded(name: str) -> ModuleType:
        return importlib.import_module(f"benchmarks.{name}")

    return loaded


def test_the_runner_knows_every_module(load) -> None:  # type: ignore[no-untyped-def]
    assert sorted(load("__main__").NAMES) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_common_interface(load, name: str) -> None:  # type: ignore[no-untyped-def]
    module = load(name)
    assert module.__doc__
    if name == "scaling":
        assert not inspect.signature(module.report).parameters
    else:
        assert list(inspect.signature(module.results).parameters) == ["folder", "rounds"]


def test_a_process_is_measured(load) -> None:  # type: ignore[no-untyped-def]
    measure = load("measure")
    whole = measure.run(measure.Program("whole", measure.python("-c", "x = bytearray(50_000_000)")))
    assert whole.megabytes > 50
    own = measure.run(measure.Program("own clock", measure.python("-c", "print(1.5)"), own_clock=True))
    assert own.seconds == 1.5
    with pytest.raises(SystemExit):
        measure.run(measure.Program("fails", (sys.executable, "-c", "raise SystemExit(3)")))


@pytest.mark.parametrize(("seconds", "memory", "met"), [(3.0, 120.0, True), (3.1, 120.0, False), (3.0, 121.0, False)])
def test_limits(load, seconds: float, memory: float, met: bool) -> None:  # type: ignore[no-untyped-def]
    measure = load("measure")
    ours, peer = measure.Run("ours", seconds, memory), measure.Run("peer", 1.0, 1.0)
    assert measure.Result("x", ours, peer, 3.0, (measure.Limit(memory, 120.0, "MB"),)).met is met
