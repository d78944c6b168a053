"""The alignment against labelled pairs: the development half, and the other half that no weight was chosen on."""

from __future__ import annotations

import pytest

from diff_cases import DEVELOPMENT, GOLD, Case, cases
from kehoach.diff import compare

WANTED = {"edited": (0.97, 0.95), "across": (0.85, 0.75)}
"""Precision and recall that are asked for: of edited versions of a plan, and of plans of different places."""


def measured(found: list[Case]) -> tuple[float, float]:
    """Precision and recall over all cases together; arguable pairs count neither way, one of several alternatives is enough."""
    right = reported = met = wanted = 0
    for case in found:
        pairs = {(pair.old, pair.new) for pair in compare(case.old, case.new).pairs}
        good = {pair for group in case.wanted for pair in group}
        right += len(pairs & good)
        reported += len(pairs - (case.allowed - good))
        met += sum(bool(group & pairs) for group in case.wanted)
        wanted += len(case.wanted)
    return right / reported, met / wanted


@pytest.mark.skipif(not GOLD.is_dir(), reason="the real documents, half of the labelled set, are not at hand")
@pytest.mark.parametrize("half", ["development", "other"])
@pytest.mark.parametrize("kind", WANTED)
def test_labelled_pairs_are_found(kind: str, half: str) -> None:
    chosen = [case for case in cases(kind) if (case.name in DEVELOPMENT[kind]) == (half == "development")]
    precision, recall = measured(chosen)
    assert precision >= WANTED[kind][0]
    assert recall >= WANTED[kind][1]


@pytest.mark.skipif(not GOLD.is_dir(), reason="the real documents are not at hand")
@pytest.mark.parametrize("kind", WANTED)
def test_there_are_enough_labelled_pairs(kind: str) -> None:
    assert sum(len(case.wanted) - len(case.trivial) for case in cases(kind)) >= 150
