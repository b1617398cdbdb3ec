"""Plain text: every line a block, empty lines remembered as gaps."""

from __future__ import annotations

import re

from gongwen.convert.model import Block, Draft

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read(text: str) -> Draft:
    """Read decoded text, with any kind of line end."""
    return Draft(blocks=tuple(lines(text)))


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
