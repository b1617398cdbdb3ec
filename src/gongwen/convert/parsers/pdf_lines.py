"""Characters on a page → lines, each of one or more pieces with white space between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple


class Glyph(NamedTuple):
    """A character and its box; the origin is at the top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Rule(NamedTuple):
    """A straight line, horizontal or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Page:
    """What stands on a page.

    Attributes:
        width: in points.
        height: in points.
        glyphs: its characters.
        rules: its ruled lines.
        scanned: a picture covers much of it.
        unreadable: how many characters have no meaning.
        forms: how many were mapped from forms of their own.
        doubled: how many stood twice in one place.
        across: texts that run in another direction than the page's: watermarks, stamps.
    """

    width: float = 0.0
    height: float = 0.0
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    scanned: bool = False
    unreadable: int = 0
    forms: int = 0
    doubled: int = 0
    across: list[str] = field(default_factory=list)


@dataclass
class TextLine:
    """A line of a page, or of a column of it.

    Attributes:
        glyphs: its characters from left to right.
        page: the number of its page, from 0.
    """

    glyphs: list[Glyph]
    page: int

    def __post_init__(self) -> None:
        self.x0 = self.glyphs[0].x0
        self.x1 = max(glyph.x1 for glyph in self.glyphs)
        self.y0 = min(glyph.y0 for glyph in self.glyphs)
        self.y1 = max(glyph.y1 for glyph in self.glyphs)
        self.size = median(glyph.y1 - glyph.y0 for glyph in self.glyphs)
        self.em = _em(self.glyphs)
        self.text = text_of(self.glyphs, self.em)

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.y0 + self.y1) / 2


_NARROW = re.compile(r"[!-~\u00a1-\u024f]")


def _em(glyphs: Sequence[Glyph]) -> float:
    """The width of a Chinese character; about the height of the line where there is none."""
    wide = [glyph.x1 - glyph.x0 for glyph in glyphs if not _NARROW.match(glyph.text)]
    return median(wide) if wide else 0.85 * median(glyph.y1 - glyph.y0 for glyph in glyphs)


def text_of(glyphs: Sequence[Glyph], em: float) -> str:
    """The text of characters from left to right; a space where words are apart, two where it is far."""
    apart = _apart(glyphs, em)
    pieces = [glyphs[0].text]
    for before, glyph in pairwise(glyphs):
        gap = glyph.x0 - before.x1
        narrow = bool(_NARROW.match(glyph.text)) and bool(_NARROW.match(before.text))
        if gap > max(1.6 * em, apart):
            pieces.append("  ")
        elif gap > (0.18 * em if narrow else apart):
            pieces.append(" ")
        pieces.append(glyph.text)
    return "".join(pieces)


def _apart(glyphs: Sequence[Glyph], em: float) -> float:
    """How much white space is more than there is between all characters of a line that is stretched to the margin."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(glyphs)]
    return max(0.6 * em, 2.2 * median(gaps) if len(gaps) >= _SEVERAL else 0.0)


_SEVERAL = 5


def drop_doubled(page: Page) -> None:
    """Take out characters that are printed twice in one place, to look bold.

    Not the second letter of a ligature: “ff” is one sign, whose letters come one after the other with one place.
    """
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in page.glyphs:
        wide = max(glyph.x1 - glyph.x0, 1.0)
        column, row = int(glyph.x0 // wide), int(glyph.y0 // max(glyph.y1 - glyph.y0, 1.0))
        near = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in places.get((glyph.text, x, y), ())
        )
        again = any(
            abs(other.x0 - glyph.x0) < 0.3 * wide and abs(other.y0 - glyph.y0) < 0.3 * wide for other in near
        )
        if again and not (glyph.text.isascii() and kept[-1].text == glyph.text):
            page.doubled += 1
            continue
        places.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    page.glyphs = kept


def lines(glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """Characters as lines, from top to bottom."""
    rows: list[list[Glyph]] = []
    top = bottom = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.y0 + g.y1, g.x0)):
        middle = (glyph.y0 + glyph.y1) / 2
        if rows and top <= middle <= bottom:
            rows[-1].append(glyph)
            if glyph.y1 - glyph.y0 > bottom - top:
                top, bottom = glyph.y0 + 0.15 * (glyph.y1 - glyph.y0), glyph.y1 - 0.15 * (glyph.y1 - glyph.y0)
        else:
            rows.append([glyph])
            high = glyph.y1 - glyph.y0
            top, bottom = glyph.y0 + 0.15 * high, glyph.y1 - 0.15 * high
    return [TextLine(sorted(row, key=lambda g: g.x0), page) for row in rows]


def pieces(line: TextLine, *, close: bool = False) -> list[TextLine]:
    """A line cut where it has white space of more than a character and a half; `close`, of more than a word's."""
    least = _apart(line.glyphs, line.em) if close else 1.6 * line.em
    cut: list[list[Glyph]] = [[line.glyphs[0]]]
    for before, glyph in pairwise(line.glyphs):
        if glyph.x0 - before.x1 > least:
            cut.append([])
        cut[-1].append(glyph)
    return [TextLine(piece, line.page) for piece in cut]


def in_columns(page_lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines in reading order: where a page is set in two columns, the left one first.

    A line that goes across both, as a title does, ends what stands above it.
    """
    gutter = _gutter(page_lines)
    if gutter is None:
        yield from page_lines
        return
    left: list[TextLine] = []
    right: list[TextLine] = []
    for line in page_lines:
        parts = pieces(line)
        if any(part.x0 < gutter < part.x1 for part in parts):
            yield from (*left, *right, line)
            left, right = [], []
            continue
        for side, wanted in (
            (left, [p for p in parts if p.x1 <= gutter]),
            (right, [p for p in parts if p.x0 >= gutter]),
        ):
            if wanted:
                side.append(TextLine([glyph for part in wanted for glyph in part.glyphs], line.page))
    yield from (*left, *right)


_FEWEST_COLUMN_LINES = 8
_COLUMN_TEXT = 9


def _gutter(page_lines: Sequence[TextLine]) -> float | None:
    """Where the white space between two columns of running text is."""
    split = [parts for line in page_lines if len(parts := pieces(line)) == 2]
    running = [parts for parts in split if min(len(part.glyphs) for part in parts) >= _COLUMN_TEXT]
    if len(running) < max(_FEWEST_COLUMN_LINES, len(page_lines) // 3):
        return None
    left = sorted(parts[0].x1 for parts in running)[-1 - len(running) // 20]
    right = sorted(parts[1].x0 for parts in running)[len(running) // 20]
    if right <= left:
        return None
    gutter = (left + right) / 2
    crossing = sum(any(p.x0 < gutter < p.x1 for p in pieces(line)) for line in page_lines)
    return gutter if crossing * 4 <= len(page_lines) else None
