"""The converter stays as accurate as it has been: see scripts/evaluate.py."""

from __future__ import annotations

import pytest

import evaluate


@pytest.fixture(scope="module")
def scores() -> evaluate.Scores:
    return evaluate.evaluate(evaluate.read_cases(evaluate.CASES, ()), evaluate.ROOT)


@pytest.mark.parametrize("measure", evaluate.FLOORS)
def test_no_measure_falls_below_its_floor(scores: evaluate.Scores, measure: str) -> None:
    assert scores.value(measure) >= evaluate.FLOORS[measure], scores.misses
