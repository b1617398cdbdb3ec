"""Plain text: every line a block, empty lines remembered as gaps, rows of tables known by their strokes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import dropwhile

from gongwen.convert.model import Block, Draft

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CELL_END = re.compile(r"[|｜│\t]")
_RULE_LINE = re.compile(r"[-:=+\s|｜│]+")
_FEWEST_ROWS, _FEWEST_CELLS = 3, 3
_ALIKE = 0.6
"""Share of a table's rows that have the same number of cells; merged cells and broken lines make others."""
_NUMBERED = 0.4
"""Share of a table's rows that have a figure. Menus of pages are parted by the same strokes, and have none."""


def read(text: str) -> Draft:
    """Read decoded text, with any kind of line end."""
    return Draft(blocks=tuple(with_tables(lines(text))))


def lines(text: str, first: int = 1) -> list[Block]:
    """The lines of `text` that aren't empty, numbered from `first`."""
    blocks: list[Block] = []
    gap = False
    for number, line in enumerate(_LINE_ENDS.split(text), first):
        if line.strip():
            blocks.append(Block(line, number, gap=gap and bool(blocks), indent=indent(line)))
            gap = False
        else:
            gap = True
    return blocks


def indent(line: str) -> int:
    """The width of the white space that a line begins with; an ideographic space is as wide as two others."""
    width = 0
    for char in line:
        if not char.isspace():
            break
        width += 4 if char == "\t" else 2 if char == "\u3000" else 1
    return width


def with_tables(blocks: list[Block]) -> list[Block]:
    """Take lines below each other whose parts are set apart by strokes or tabs for the rows of the table that they are."""
    found: list[Block] = []
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and len(_cells(block.text)) >= _FEWEST_CELLS:
            run.append(block)
            continue
        found += _rows(run)
        run = []
        if block is not None:
            found.append(block)
    return found


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in _CELL_END.split(text.strip().removeprefix("|"))]


def _rows(run: list[Block]) -> list[Block]:
    rows = [(block, _cells(block.text)) for block in run if not _RULE_LINE.fullmatch(block.text)]
    rows = [(block, [*dropwhile(lambda cell: not cell, reversed(cells))][::-1]) for block, cells in rows]
    lengths = Counter(len(cells) for _, cells in rows)
    if len(rows) < _FEWEST_ROWS:
        return run
    numbered = sum(any(char.isdigit() for char in block.text) for block, _ in rows)
    if max(lengths.values()) < _ALIKE * len(rows) or numbered < _NUMBERED * len(rows):
        return run
    return [replace(block, text="\t".join(cells), kind="row") for block, cells in rows]
