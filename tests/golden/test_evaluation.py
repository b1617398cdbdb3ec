"""The converter stays as accurate as it has been: see bench/evaluate.py."""

from __future__ import annotations

import pytest

import evaluate
from support import copy_frozen


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> evaluate.Scores:
    root = copy_frozen(tmp_path_factory.mktemp("archive"))
    return evaluate.evaluate(evaluate.read_cases(evaluate.CASES, ()), root)


@pytest.mark.parametrize("measure", evaluate.FLOORS)
def test_no_measure_falls_below_its_floor(scores: evaluate.Scores, measure: str) -> None:
    assert scores.value(measure) >= evaluate.FLOORS[measure], scores.misses
