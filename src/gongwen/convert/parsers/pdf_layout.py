"""Lines of pages → the document's paragraphs and tables: across pages, without page numbers and running heads.

A Chinese document sets the first line of a paragraph in by two characters and fills every line but the last, so
that a line which begins at the margin after a full one goes on. Where a document isn't set so, lines that end short and
wider white space between lines tell paragraphs apart.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from gongwen.convert.parsers import pdf_lines, pdf_tables
from gongwen.convert.parsers.pdf_lines import Page, TextLine
from gongwen.convert.parsers.pdf_tables import Table
from gongwen.convert.parsers.values import Line, Parsed, without_gap

_NUMBER = re.compile(
    r"[-—–－―_·•.\s]*(?:第\s*)?(?:\d{1,4}|[IVXLCivxlc]{1,7})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–－―_·•.\s]*"
)
_ENDS = re.compile(r"[。！？：；…!?;:][”’」』）)\]】]*$")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,5}[章节条]|\d{1,2}[.．、](?!\d)"
)
_EDGE = 0.13
_FEW = 5
Item = TextLine | Table


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where the lines of a page, or of a column of it, begin and end; and the width of a character."""

    left: float
    right: float
    em: float
    pitch: float


def parsed(pages: Sequence[Page]) -> Parsed:
    """The paragraphs and tables of a document."""
    made = Parsed()
    tables = [pdf_tables.take_tables(page) for page in pages]
    by_page = [pdf_lines.lines(page.glyphs, number) for number, page in enumerate(pages)]
    numbers, heads = _around(pages, by_page)
    out: set[int] = set()
    contents = _contents(by_page)
    for kind, gone, note in (
        ("page-number", numbers, "单独成行的页码"),
        ("running-head", heads, "每页上端或下端的书眉"),
        ("contents-list", contents, "带页码的目录"),
    ):
        gone = [line for line in gone if id(line) not in out]
        out |= {id(line) for line in gone}
        if gone:
            made.removed += [(kind, line.text) for line in gone]
            made.changes.append((kind, len(gone), note))
    across = [text for page in pages for text in page.across]
    if across:
        made.removed += [("running-head", text) for text in across]
        made.changes.append(("running-head", len(across), "斜排、竖排的水印"))
    streams = [
        _with_tables(
            list(pdf_lines.in_columns([line for line in found if id(line) not in out])), tables[number]
        )
        for number, found in enumerate(by_page)
    ]
    made.lines = list(_blocks(streams, made))
    return made


# What stands around the text


def _around(
    pages: Sequence[Page], by_page: Sequence[Sequence[TextLine]]
) -> tuple[list[TextLine], list[TextLine]]:
    """Page numbers, and lines that stand in the same place of several pages."""
    numbers: list[TextLine] = []
    edges: dict[tuple[str, int], list[TextLine]] = defaultdict(list)
    for page, found in zip(pages, by_page, strict=True):
        for line in (*found[:2], *found[-2:][max(0, 4 - len(found)) :]):
            if line.middle > page.height * _EDGE and line.middle < page.height * (1 - _EDGE):
                continue
            if _NUMBER.fullmatch(line.text):
                numbers.append(line)
            else:
                edges[re.sub(r"\d+", "#", "".join(line.text.split())), round(line.middle / 6)].append(line)
    enough = max(2, min(3, len(pages) // 3))
    repeated = [lines for lines in edges.values() if len({line.page for line in lines}) >= enough]
    return numbers, [line for lines in repeated for line in lines]


_LEADER = re.compile(r".+?(?:[.．·•…⋯]\s*){4,}\s*[-—(（]?(\d{1,4}|[IVXLivxl]{1,7})[)）]?[-—]?")
_CONTENTS = re.compile(r"目\s*[录次]")
_FEWEST_CONTENTS = 3


def _contents(by_page: Sequence[Sequence[TextLine]]) -> list[TextLine]:
    """A table of contents: below its heading, several lines that lead by dots to the numbers of pages, which ascend.

    It may go on over pages; dots alone, as in a list of prices, make none.
    """
    found: list[TextLine] = []
    headed = False
    lines = [line for page in by_page for line in page]
    index = 0
    while index < len(lines):
        run = list(itertools.takewhile(_leads_to, lines[index:]))
        pages = [int(number) for line in run if (number := _leads_to(line)).isdigit()]
        above = lines[index - 1] if index else None
        under = above is not None and bool(_CONTENTS.fullmatch(above.text.strip()))
        if len(run) >= _FEWEST_CONTENTS and (headed or under) and pages == sorted(pages):
            found += [above, *run] if under and above is not None else run
            headed = True
        index += max(1, len(run))
    return found


def _leads_to(line: TextLine) -> str:
    """The number of the page that a line of contents leads to; empty for other lines."""
    match = _LEADER.fullmatch(line.text)
    return match[1] if match else ""


def _with_tables(found: Sequence[TextLine], tables: Sequence[Table]) -> list[Item]:
    """Lines and tables of a page, in order."""
    items: list[Item] = list(found)
    for table in tables:
        place = next(
            (i for i, item in enumerate(items) if isinstance(item, TextLine) and item.middle > table.y0),
            len(items),
        )
        items.insert(place, table)
    return items


# Paragraphs


def _blocks(streams: Sequence[Sequence[Item]], made: Parsed) -> Iterator[Line]:
    """All blocks of the document; a paragraph or a table that a page breaks is one."""
    margins = _all_margins(streams)
    indented = _sets_in(streams, margins)
    paragraph = _Paragraph()
    head: tuple[str, ...] | None = None
    for number, items in enumerate(streams):
        first = True
        rows = _grid(items)
        for index, item in enumerate(items):
            if isinstance(item, Table):
                yield from paragraph.ended()
                again = first and head is not None and item.rows[0] == head
                yield from _rows(item, again=again, made=made)
                head, first = item.rows[0], False
                continue
            head = None
            if index in rows:
                yield from paragraph.ended()
                yield Line(
                    "\t".join(piece.text for piece in pdf_lines.pieces(item, close=True)), "row", paged=first
                )
                first = False
                continue
            place = _column(item, margins[number])
            align = _align(item, place)
            if not paragraph.goes_on(item, place, align, indented=indented, new_page=first):
                yield from paragraph.ended()
            paragraph.take(item, place, align, new_page=first)
            first = False
    yield from paragraph.ended()


def _rows(table: Table, *, again: bool, made: Parsed) -> Iterator[Line]:
    """The rows of a table; the head that is printed again on the next page is left out."""
    if again:
        made.removed.append(("running-head", " ".join(table.rows[0])))
        made.changes.append(("running-head", 1, "续表重复的表头"))
    for row in table.rows[again:]:
        yield Line("\t".join(row), "row")


class _Paragraph:
    """Lines that belong together so far."""

    def __init__(self) -> None:
        self._lines: list[TextLine] = []
        self._place: _Margins | None = None
        self._align = ""
        self._paged = False

    def ended(self) -> Iterator[Line]:
        """The paragraph, where there is one; the next begins."""
        if self._lines:
            yield Line(without_gap(_joined(self._lines)), align=self._align, paged=self._paged)
        self._lines = []

    def take(self, line: TextLine, place: _Margins, align: str, *, new_page: bool) -> None:
        """Take a line into the paragraph, or begin one with it."""
        if not self._lines:
            self._align, self._paged = align, new_page and line.page > 0
        self._lines.append(line)
        self._place = place

    def goes_on(self, line: TextLine, place: _Margins, align: str, *, indented: bool, new_page: bool) -> bool:
        """Whether a line belongs to the paragraph before it."""
        if not self._lines or self._place is None:
            return False
        before, was = self._lines[-1], self._place
        if align == self._align == "center":
            return _is_title_broken(before, line, was)
        if align or self._align or abs(line.size - before.size) > 0.15 * before.size:
            return False
        if _ENDS.search(before.text) and _NUMBERED.match(line.text):
            return False
        new_column = new_page or line.y0 < before.y0
        if not new_column and line.middle - before.middle > 1.45 * was.pitch and not indented:
            return False
        if not new_column and line.middle - before.middle > 2.2 * was.pitch:
            return False
        left = was.right - before.x1
        inset = line.x0 - place.left
        if inset > 0.9 * place.em:
            # Set in: begins a paragraph, but for a passage that is set in as a whole.
            same = len(self._lines) > 1 or not indented
            hanging = same and abs(inset - (before.x0 - was.left)) < 0.3 * place.em
            return hanging and left < 1.5 * was.em and not _ENDS.search(before.text)
        room = max(1.9 * was.em, _first_word(line))
        if indented:
            return left < max(3.2 * was.em, room) or (
                left < 0.3 * (was.right - was.left) and not _ENDS.search(before.text)
            )
        return left < room + 0.3 * was.em


def _is_title_broken(before: TextLine, line: TextLine, place: _Margins) -> bool:
    """Whether two centred lines are one title: large, of one size, the first long enough to have been broken."""
    large = before.em > 1.15 * place.em and abs(line.em - before.em) < 0.08 * before.em
    near = 0 < line.middle - before.middle < 2.2 * before.em
    long = before.x1 - before.x0 > 0.55 * (place.right - place.left)
    return large and near and long and line.page == before.page and line.text[:1] not in "（(—"


def _first_word(line: TextLine) -> float:
    """The width of what can't be broken at the start of a line."""
    match = re.match(r"[!-~]+", line.text)
    return (
        0.0 if match is None else line.glyphs[min(match.end(), len(line.glyphs)) - 1].x1 - line.x0 + line.em
    )


def _joined(found: Sequence[TextLine]) -> str:
    """Lines as one text: nothing between Chinese characters, a space between words."""
    text = ""
    for line in found:
        words = line.text
        if text and text[-1].isascii() and words[0].isascii() and text[-1].isalpha() and words[0].isalnum():
            words = " " + words
        text += words
    return text


# The page's measure


def _all_margins(streams: Sequence[Sequence[Item]]) -> list[list[_Margins]]:
    """For each page the margins of its column or columns; for one with little text those of a page like it."""
    pages = [[item for item in items if isinstance(item, TextLine)] for items in streams]
    whole = [line for lines in pages for line in lines]
    general = _margins(whole) if whole else _Margins(0, 1, 1, 1)
    columns = [list(_columns(lines)) for lines in pages]
    sparse = [len(found) == 1 and len(lines) < _FEW * 2 for found, lines in zip(columns, pages, strict=True)]
    own = [
        [] if few else [_margins(column) if len(column) >= _FEW else general for column in found]
        for few, found in zip(sparse, columns, strict=True)
    ]
    return [
        [_nearest(_like(lines, number, own) or general, lines)] if few else own[number]
        for number, (few, lines) in enumerate(zip(sparse, pages, strict=True))
    ]


def _like(lines: Sequence[TextLine], number: int, own: Sequence[Sequence[_Margins]]) -> _Margins | None:
    """The margins of the nearest page that is set in one column and in characters of the same size."""
    if not lines:
        return None
    em = median(line.em for line in lines)
    alike = (
        (abs(other - number), found[0])
        for other, found in enumerate(own)
        if len(found) == 1 and abs(found[0].em - em) < _SAME_SIZE * em
    )
    return min(alike, key=lambda pair: pair[0], default=(0, None))[1]


_SAME_SIZE = 0.08


def _nearest(general: _Margins, lines: Sequence[TextLine]) -> _Margins:
    """The document's margins, for a page that is set wider."""
    left = min((line.x0 for line in lines), default=general.left)
    right = max((line.x1 for line in lines), default=general.right)
    return _Margins(min(general.left, left), max(general.right, right), general.em, general.pitch)


def _columns(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Lines of the same column: in reading order the next column begins higher up."""
    column: list[TextLine] = []
    for line in lines:
        if column and line.y0 < column[-1].y0 - line.size:
            yield column
            column = []
        column.append(line)
    yield column


def _margins(lines: Sequence[TextLine]) -> _Margins:
    em = median(line.em for line in lines)
    # The most usual left edge, rounded to a third of a character; of equals the outermost.
    starts = Counter(round(line.x0 / (em / 3)) for line in lines)
    wide = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    full = [line for line in lines if line.x1 - line.x0 > 0.6 * wide]
    begun = Counter(round(line.x0 / (em / 3)) for line in full) or starts
    most = max(begun.values())
    left = min(edge for edge, count in begun.items() if count * 4 >= most) * em / 3
    ends = sorted(line.x1 for line in full) or [max(line.x1 for line in lines)]
    right = ends[int(0.9 * (len(ends) - 1))]
    steps = [
        b.middle - a.middle for a, b in itertools.pairwise(lines) if a.page == b.page and b.middle > a.middle
    ]
    near = sorted(step for step in steps if step < 4 * em)
    pitch = near[len(near) // 3] if near else 1.6 * em
    return _Margins(left, right, em, pitch)


def _column(line: TextLine, columns: Sequence[_Margins]) -> _Margins:
    """The margins of the column that a line stands in."""
    return (
        min(columns, key=lambda c: max(c.left - line.x0, 0) + max(line.x1 - c.right, 0))
        if columns
        else _Margins(0, 1, 1, 1)
    )


def _sets_in(streams: Iterable[Sequence[Item]], margins: Sequence[Sequence[_Margins]]) -> bool:
    """Whether paragraphs begin set in: full lines begin at the margin, and enough others two characters in."""
    inside = flush = 0
    for items, columns in zip(streams, margins, strict=True):
        for item in items:
            if isinstance(item, TextLine):
                place = _column(item, columns)
                inset = (item.x0 - place.left) / place.em
                inside += 1.2 < inset < 3.2
                flush += inset <= 0.6
    return inside >= 3 and inside * 12 >= flush


def _align(line: TextLine, place: _Margins) -> str:
    """How a line is set: in the middle, at the right, or as text."""
    before, behind = line.x0 - place.left, place.right - line.x1
    wide = place.right - place.left
    if before > 0.38 * wide and -place.em < behind < 6 * place.em and behind < before / 2:
        return "right"
    even = abs(before - behind) < max(1.3 * place.em, 0.03 * wide)
    inset = 1.2 * place.em < before < 2.6 * place.em
    if even and (line.em > 1.15 * place.em or (before > 0.9 * place.em and not inset)):
        return "center"
    return ""


_ALIKE = 3


def _grid(items: Sequence[Item]) -> set[int]:
    """Lines that make a table without ruled lines: several below each other, in the same columns."""
    found: set[int] = set()
    run: list[int] = []
    edges: list[float] = []
    for index, item in enumerate((*items, None)):
        parts = pdf_lines.pieces(item, close=True) if isinstance(item, TextLine) else []
        starts = [part.x0 for part in parts]
        em = item.em if isinstance(item, TextLine) else 1.0
        alike = len(starts) == len(edges) and all(
            abs(a - b) < 1.2 * em for a, b in zip(starts, edges, strict=True)
        )
        if len(parts) >= 2 and alike and run:
            run.append(index)
            continue
        if len(run) >= (_ALIKE if len(edges) > 2 else _ALIKE + 1):
            found |= set(run)
        run, edges = ([index], starts) if len(parts) >= 2 else ([], [])
    return found
