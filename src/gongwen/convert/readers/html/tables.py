"""Tables of a page: which hold data, and their cells by column."""

from __future__ import annotations

import re
from typing import Any

from gongwen.convert import page_facts


def data_rows(table: Any) -> list[list[str]]:
    """The cells of a table that holds data; empty for one that only lays out the page."""
    if table.find(".//table") is not None:
        return []
    rows: list[list[str]] = []
    covered: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            # Columns that a cell of a row above still takes up.
            while covered.get(len(cells), 0) > 0:
                covered[len(cells)] -= 1
                cells.append("")
            place, width = len(cells), min(count(cell.get("colspan")), 20)
            cells += [re.sub(r"\s+", " ", "".join(cell.itertext())).strip(), *[""] * (width - 1)]
            for column in range(place, place + width):
                covered[column] = min(count(cell.get("rowspan")), 200) - 1
        while covered.get(len(cells), 0) > 0:
            covered[len(cells)] -= 1
            cells.append("")
        if any(cells):
            rows.append(cells)
    widths = [len(row) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return []
    texts = [cell for row in rows for cell in row if cell]
    if not texts or max(map(len, texts)) > 300 or sum(map(len, texts)) / len(texts) > 60:
        return []
    if page_facts.is_facts_table(rows):
        return []
    # A table for layout has one cell with everything; one for data is filled.
    filled = len(texts) >= 0.5 * sum(widths)
    # A form to be filled in has a head and a first column.
    form = (
        table.get("border") not in {None, "0"}
        and len(set(widths)) == 1
        and all(rows[0])
        and all(row[0] for row in rows)
    )
    return rows if filled or form else []


def count(text: str | None) -> int:
    """A number that an attribute gives; 1 where it gives none."""
    return int(text) if text and text.isdigit() else 1


def linked(table: Any, row: list[str]) -> int:
    """How many characters of a row stand in cells that are links."""
    links = {re.sub(r"\s+", " ", "".join(a.itertext())).strip() for a in table.iter("a")}
    return sum(len(cell) for cell in row if cell and cell in links)
