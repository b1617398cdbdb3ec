"""A few of the damaged files that bench/mutate.py puts through the whole conversion by the thousand."""

from __future__ import annotations

import random

import pytest

import mutate
from frozen import frozen
from gongwen.convert.pipeline import Converter


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


@pytest.mark.parametrize("format_", ["pdf", "docx", "ofd", "zip"])
def test_damaged_files_end_in_a_page_or_in_one_line(format_: str, converter: Converter) -> None:
    random_, whole, tally = random.Random(7), mutate.sound(format_), mutate.Tally()
    for _ in range(8):
        mutate.attempt(converter, mutate.damaged(random_, whole), tally)
    assert tally.bad == []
    assert tally.pages + tally.refused.total() == 8


def test_a_tally_can_say_no(converter: Converter, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise KeyError

    tally = mutate.Tally()
    monkeypatch.setattr(converter, "from_bytes", failing)
    mutate.attempt(converter, b"", tally)
    assert ["KeyError" in problem for problem in tally.bad] == [True]
