"""A short run of every target, and all that longer ones found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.targets import FINDINGS, PHRASES, TARGETS, mutated, seeds

FOUND = sorted(path for path in FINDINGS.rglob("*") if path.is_file() and path.suffix != ".md")
QUICK = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("target", TARGETS)
@settings(QUICK, max_examples=25)
@given(number=st.integers(0, 2**32), twice=st.booleans())
def test_broken_samples(target: str, number: int, twice: bool) -> None:
    chance = random.Random(number)
    known = seeds(target)
    data = chance.choice(known)
    for _ in range(1 + twice):
        data = mutated(data, chance, chance.choice(known))
    TARGETS[target](data)


@pytest.mark.parametrize("target", ["txt", "md", "html", "docx", "pdf"])
@settings(QUICK, max_examples=25)
@given(data=st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_any_bytes(target: str, data: bytes) -> None:
    TARGETS[target](data)


WORDS = sorted(
    {word for phrases in PHRASES.values() for phrase in phrases for word in phrase.split()} | {"-", "/", "31/02", "0", "\n", "(", ")", ";"}
)


@pytest.mark.parametrize("target", PHRASES)
@settings(QUICK, max_examples=100)
@given(text=st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=12).map(" ".join))
def test_any_phrase(target: str, text: str) -> None:
    TARGETS[target](text.encode("utf-8", "replace"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
