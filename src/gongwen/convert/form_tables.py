"""Tables that are the whole document: a form of a decision on a penalty or a licence, as authorities publish it.

A label stands beside its value, or over a column of them; what one decision says of itself is said once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gongwen.rules import family

_LABELS = family("form_label")
LEAST = 3
"""Labels that make a table a form: fewer stand in any list."""
_LONGEST_LABEL = 20

Rows = Sequence[Sequence[str]]


def label_of(cell: str) -> str:
    """What a cell such as “处罚决定日期” labels; empty for one that is no label."""
    words = re.sub(r"[\s:：\u3000]", "", cell)
    return _LABELS.value(words) if 0 < len(words) <= _LONGEST_LABEL else ""


def is_form(rows: Rows) -> bool:
    """Whether a table's labels, in its first columns or its first row, are those of a decision's form."""
    beside = {label_of(row[0]) for row in rows if row}
    over = {label_of(cell) for cell in rows[0]} if rows else set()
    return max(len(beside - {""}), len(over - {""})) >= LEAST


_PAIR = re.compile(r"(?P<label>[^：:\t]{2,20}?)\s*(?:[：:\t]|[ \u3000]{1,})\s*(?P<value>\S.*)")


def labelled(line: str) -> str:
    """What a line is labelled as that is a label or begins with one; empty for other lines."""
    match = _PAIR.fullmatch(line.strip())
    return label_of(line) or (label_of(match["label"]) if match else "")


def pairs(lines: Sequence[str]) -> list[list[str]]:
    """Labels with their values in the lines of a form whose cells were copied as text: on one line, or one below the other."""
    found: list[list[str]] = []
    for _, places in pair_places(lines):
        words = [lines[place].strip() for place in places]
        match = _PAIR.fullmatch(words[0]) if len(words) == 1 else None
        found.append([match["label"], match["value"]] if match else words)
    return found


def pair_places(lines: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    """What the lines of a form label, and in which lines each label and its value stand."""
    found: list[tuple[str, tuple[int, ...]]] = []
    pending: int | None = None
    for place, line in enumerate(line.strip() for line in lines):
        if label_of(line):
            pending = place
        elif (match := _PAIR.fullmatch(line)) and (label := label_of(match["label"])):
            found.append((label, (place,)))
            pending = None
        elif pending is not None:
            found.append((label_of(lines[pending]), (pending, place)))
            pending = None
    return found


def facts(rows: Rows) -> dict[str, str]:
    """What a form says of its decision, by the values of the table ``form_label``.

    Args:
        rows: the cells of a form, the same number in each row.

    Returns:
        Each fact that the form gives one value for; a list of several decisions has none in common.
    """
    over = [label_of(cell) for cell in rows[0]] if rows else []
    if sum(map(bool, over)) >= LEAST:
        pairs = [
            (label, cell)
            for row in rows[1:]
            for label, cell in zip(over, row, strict=False)
            if label and cell
        ]
    else:
        pairs = [
            (label, value)
            for row in rows
            for name, value in pairwise([cell for cell in row if cell])
            if (label := label_of(name)) and value and not label_of(value)
        ]
    values: dict[str, set[str]] = {}
    for label, value in pairs:
        values.setdefault(label, set()).add(value.strip())
    return {label: next(iter(found)) for label, found in values.items() if len(found) == 1}
