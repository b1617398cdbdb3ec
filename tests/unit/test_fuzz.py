"""A few of the damaged inputs that bench/fuzz.py tries by the thousand."""

from __future__ import annotations

from itertools import islice

import pytest

import fuzz


@pytest.mark.parametrize("reader", fuzz.READERS)
def test_damaged_inputs_never_end_in_a_traceback(reader: str) -> None:
    run = fuzz.attempt(reader, whole=True)
    for data in islice(fuzz.inputs(reader, 7, fuzz.documents(reader)), 150):
        run(data)
