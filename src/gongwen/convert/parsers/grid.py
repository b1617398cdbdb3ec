"""Rows of cells → lines: what stands alone in its row is text, rows below each other with several cells are a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongwen.convert.parsers.values import Line, Refused
from gongwen.messages import message

MOST_RECORDS = 200
_LONG = 150


def lines(rows: Sequence[Sequence[str]]) -> list[Line]:
    """The lines of a sheet.

    Raises:
        Refused: it is a table of many texts, not one.
    """
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    long = sum(
        any(len(cell) >= _LONG for cell in row) and sum(bool(cell) for cell in row) > 1 for row in filled
    )
    if long >= 2:
        raise Refused(
            message("是 {long} 条记录的数据表，不是一件文献", long=long),
            message("每条另存成一个文件后再转换"),
        )
    return list(_lines(filled))


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    run: list[Sequence[str]] = []
    for row in (*rows, None):
        cells = [] if row is None else [cell for cell in row if cell]
        if row is not None and len(cells) > 1:
            run.append(row)
            continue
        yield from _table(run)
        run = []
        for cell in cells:
            for number, text in enumerate(part for part in cell.splitlines() if part.strip()):
                yield Line(text, gap=number == 0)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    if len(rows) == 1:
        yield Line("  ".join(" ".join(cell.split()) for cell in rows[0] if cell))
        return
    width = max(map(len, rows), default=0)
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    used = [column for column in range(width) if any(row[column] for row in even)]
    for row in even:
        yield Line("\t".join(" ".join(row[column].split()) for column in used), "row")
