"""The one writer of CSV: what spreadsheets would run they show."""

from __future__ import annotations

import csv
import io

import pytest

from gongwen.publish.tables import csv_text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_of_words_is_a_formula(cell: str) -> None:
    (_, row) = csv.reader(io.StringIO(csv_text(("甲", "乙"), [(cell, "题名")]), newline=""))
    assert row == [f"'{cell}", "题名"]


def test_numbers_and_nothing_stay() -> None:
    assert csv_text(("甲", "乙"), [(-1, None)]) == "甲,乙\r\n-1,\r\n"
