"""Tables of a page: which hold data, and their cells by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from gongwen.convert import form_tables, page_facts
from gongwen.text import shapes

_LONGEST_CELL = 300
_MOST_ON_AVERAGE = 60
_LONGEST_LABEL = 8
"""Characters of a label that a narrow column breaks; what is longer has paragraphs."""


def data_rows(table: Any) -> list[list[str]]:
    """The cells of a table that holds data; empty for one that only lays out the page."""
    if table.find(".//table") is not None:
        return []
    rows = _cells_of(table)
    widths = [len(row) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return []
    texts = [cell for row in rows for cell in row if cell]
    if not texts:
        return []
    if form_tables.is_form(rows):
        return rows
    if max(map(len, texts)) > _LONGEST_CELL or sum(map(len, texts)) / len(texts) > _MOST_ON_AVERAGE:
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


def _cells_of(table: Any) -> list[list[str]]:
    """The rows of a table that hold anything, each cell in its column, whatever stretches over several."""
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
            cells += [_text_of(cell), *[""] * (width - 1)]
            for column in range(place, place + width):
                covered[column] = min(count(cell.get("rowspan")), 200) - 1
        while covered.get(len(cells), 0) > 0:
            covered[len(cells)] -= 1
            cells.append("")
        if any(cells):
            rows.append(cells)
    return rows


def _text_of(cell: Any) -> str:
    """The words of a cell on one line; a space between its paragraphs, none between the pieces of a broken word."""
    joined = ""
    for part in filter(None, (re.sub(r"\s+", " ", part).strip() for part in _parts(cell))):
        apart = (
            len(joined) > _LONGEST_LABEL
            or shapes.ends_sentence(joined)
            or shapes.starts_enumerated(part)
            or re.search(r"[A-Za-z\d]$", joined)
        )
        joined += (" " if joined and apart else "") + part
    return joined


def _parts(cell: Any) -> Iterator[str]:
    """What a browser sets on lines of its own in a cell."""
    current: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in _LINES and (event == "start" or element.tag != "br"):
            yield "".join(current)
            current = []
        if event == "end":
            current.append(element.tail or "" if element is not cell else "")
        elif element.tag not in _NO_TEXT:
            current.append(element.text or "")
    yield "".join(current)


_LINES = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "section", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_NO_TEXT = frozenset({"script", "style"})


def count(text: str | None) -> int:
    """A number that an attribute gives; 1 where it gives none."""
    return int(text) if text and text.isdigit() else 1


def linked(table: Any, row: Sequence[str]) -> int:
    """How many characters of a row stand in cells that are links."""
    links = {re.sub(r"\s+", " ", "".join(a.itertext())).strip() for a in table.iter("a")}
    return sum(len(cell) for cell in row if cell and cell in links)
