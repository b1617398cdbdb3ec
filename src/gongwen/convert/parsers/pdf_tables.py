"""Ruled lines on a page → tables: which cells they make, and what stands in each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongwen.convert.parsers.pdf_lines import Glyph, Page, Rule, lines

_NEAR = 3.0
_MOST_RULES = 3000
_MOST_LINES = 200


@dataclass(frozen=True)
class Table:
    """A table on a page: where it is, and its cells row by row."""

    x0: float
    y0: float
    x1: float
    y1: float
    rows: tuple[tuple[str, ...], ...]


def take_tables(page: Page) -> list[Table]:
    """The tables of a page, whose characters are taken out of it."""
    found = []
    for rules in _connected(page.rules[:_MOST_RULES]):
        table = _table(rules, page.glyphs)
        if table is not None:
            found.append(table)
            page.glyphs = [g for g in page.glyphs if not _is_inside(g, table)]
    return sorted(found, key=lambda table: table.y0)


def _is_inside(glyph: Glyph, table: Table) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return table.x0 <= x <= table.x1 and table.y0 <= y <= table.y1


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, together."""
    group = list(range(len(rules)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    flat = sorted((i for i, rule in enumerate(rules) if rule.y0 == rule.y1), key=lambda i: rules[i].y0)
    heights = [rules[i].y0 for i in flat]
    for j, rule in enumerate(rules):
        if rule.y0 == rule.y1:
            continue
        for i in flat[bisect_right(heights, rule.y0 - _NEAR) : bisect_right(heights, rule.y1 + _NEAR)]:
            if rules[i].x0 - _NEAR <= rule.x0 <= rules[i].x1 + _NEAR:
                group[root(i)] = root(j)
    together: dict[int, list[Rule]] = defaultdict(list)
    for i, rule in enumerate(rules):
        together[root(i)].append(rule)
    return [found for found in together.values() if len(found) >= 4]


def _places(values: Iterable[float]) -> list[float]:
    """Positions, those that are nearly the same once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _table(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> Table | None:
    flat = [rule for rule in rules if rule.y0 == rule.y1]
    upright = [rule for rule in rules if rule.x0 == rule.x1 and rule.y0 != rule.y1]
    ys, xs = _places(rule.y0 for rule in flat), _places(rule.x0 for rule in upright)
    if not (3 <= len(ys) <= _MOST_LINES and 3 <= len(xs) <= _MOST_LINES):
        return None
    owner = _merged(xs, ys, flat, upright)
    held: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]:
            row, column = bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
            if row < len(ys) - 1 and column < len(xs) - 1:
                held[owner[row, column]].append(glyph)
    rows = tuple(
        tuple(_cell(held.get((row, column), ())) for column in range(len(xs) - 1))
        for row in range(len(ys) - 1)
    )
    filled = sum(bool(cell) for row in rows for cell in row)
    if filled < 3 or max(sum(bool(cell) for cell in row) for row in rows) < 2:
        return None
    kept = tuple(row for row in rows if any(row))
    return Table(xs[0], ys[0], xs[-1], ys[-1], _without_empty_columns(kept))


def _without_empty_columns(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    used = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    return tuple(tuple(row[column] for column in used) for row in rows)


def _cell(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell; lines that only its width breaks run on."""
    text = ""
    for line in lines(glyphs, 0) if glyphs else ():
        apart = (
            text
            and text[-1].isascii()
            and line.text[0].isascii()
            and text[-1] not in "-/"
            and not text[-1].isdigit()
        )
        text += (" " if apart else "") + line.text
    return " ".join(text.split())


def _merged(
    xs: Sequence[float], ys: Sequence[float], flat: Sequence[Rule], upright: Sequence[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the first place of the cell that it belongs to: where no rule parts two, they are one."""
    below = _coverage(((rule.y0, rule.x0, rule.x1) for rule in flat), ys, xs)
    beside = _coverage(((rule.x0, rule.y0, rule.y1) for rule in upright), xs, ys)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if column and (column, row) not in beside:
                owner[row, column] = owner[row, column - 1]
            elif row and (row, column) not in below:
                owner[row, column] = owner[row - 1, column]
            else:
                owner[row, column] = (row, column)
    return owner


def _coverage(
    rules: Iterable[tuple[float, float, float]], across: Sequence[float], along: Sequence[float]
) -> set[tuple[int, int]]:
    """Which stretches of the grid's lines are drawn: (number of the line, number of the stretch)."""
    drawn: set[tuple[int, int]] = set()
    for at, start, end in rules:
        line = min(range(len(across)), key=lambda i: abs(across[i] - at))
        for stretch in range(len(along) - 1):
            middle = (along[stretch] + along[stretch + 1]) / 2
            if start - _NEAR <= middle <= end + _NEAR:
                drawn.add((line, stretch))
    return drawn
