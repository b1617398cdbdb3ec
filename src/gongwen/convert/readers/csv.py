"""CSV and tables parted by tabs: read as a sheet is, where every line has as many cells."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict

from gongwen.convert.model import Block, Draft
from gongwen.convert.parsers import grid
from gongwen.convert.parsers.values import Refused
from gongwen.errors import ReadError

_FEWEST_ROWS = 3
_FEWEST_CELLS = 3
_EVEN = 0.9


def rows(text: str) -> list[list[str]]:
    """The rows of a text that is a table of cells; empty for any other.

    Prose has half-width commas too, but not as many in every line.
    """
    for delimiter in ("\t", ","):
        head = text[:4000].splitlines()[:20]
        if sum(line.count(delimiter) >= _FEWEST_CELLS - 1 for line in head) * 2 < len(head):
            continue
        try:
            found = [
                row
                for row in csv.reader(io.StringIO(text), delimiter=delimiter)
                if any(cell.strip() for cell in row)
            ]
        except csv.Error:
            continue
        widths = [len(row) for row in found]
        usual = max(set(widths), key=widths.count, default=0)
        if (
            len(found) >= _FEWEST_ROWS
            and usual >= _FEWEST_CELLS
            and widths.count(usual) >= _EVEN * len(widths)
        ):
            return found
    return []


def read(found: list[list[str]]) -> Draft:
    """Read such rows.

    Raises:
        ReadError: they are records of many texts.
    """
    try:
        lines = grid.lines(found)
    except Refused as refused:
        raise ReadError(refused.problem, advice=refused.advice) from None
    return Draft(tuple(Block(**asdict(line), line=number) for number, line in enumerate(lines, 1)))
