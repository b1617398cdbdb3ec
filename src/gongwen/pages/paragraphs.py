"""Paragraphs of a page and their anchors.

An anchor comes from the words of its paragraph, not from its place, so it survives edits to other paragraphs.
The same function serves the pages (where the anchor is set) and the concordances (which link to it).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongwen.pages.articles import Place, places
from gongwen.pages.headings import heading_id
from gongwen.records import Document
from gongwen.records.values import OldAnchor
from gongwen.text.markdown_text import unescape
from gongwen.text.speakers import labels

_MARKS = re.compile(r"(?<!\\)\*\*|(?<!\\)\*")
_LINK = re.compile(r"(?<!\\)\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"#{1,6}\s+(.*?)(?:\s+#+)?(?:\s*\{[^{}]*\})?\s*$")
_NOT_TEXT = re.compile(r"^(?:#{1,6}\s|```|~~~|\||!\[|>|[-*+]\s|\d+[.)]\s)")
_ITEM = re.compile(r"^\s*(?:>\s*|[-*+]\s+|\d+[.)]\s+)+")
_RULE = re.compile(r"[\s|:-]*$")
_CELL = re.compile(r"(?<!\\)\|")
_BETWEEN_CELLS = "｜"
"""Parts the cells of a row, so that no name is found across their border."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a page.

    Attributes:
        text: its words without marks.
        anchor: the fragment of its address.
        number: its place among the page's paragraphs, from 1, as readers see it.
        section: how many headings stand before it.
    """

    text: str
    anchor: str
    number: int
    section: int


class Anchors:
    """Hands out the anchors of one page: equal paragraphs get the same one with a number behind it.

    Args:
        kept: which addresses that paragraphs had lead to which today; those paragraphs go on under the address that
            they had, and no other paragraph gets it.
    """

    def __init__(self, kept: Iterable[OldAnchor] = ()) -> None:
        self._seen: Counter[str] = Counter()
        self._given: set[str] = set()
        self._led: dict[str, list[str]] = {}
        for item in kept:
            if item.new is not None and item.page is None:
                self._led.setdefault(item.new, []).append(item.old)
        self._claimed = {old for olds in self._led.values() for old in olds}
        self._others: dict[str, tuple[str, ...]] = {}

    def of(self, text: str) -> str:
        """The anchor of the next paragraph with these words."""
        digest = hashlib.sha256(letters(text).encode()).hexdigest()[:8]
        self._seen[digest] += 1
        own = _numbered(digest, self._seen[digest])
        if own in self._led:
            anchor, *others = self._led[own]
            self._others[anchor] = tuple(others)
        else:
            anchor, count = own, self._seen[digest]
            while anchor in self._claimed or anchor in self._given:
                count += 1
                anchor = _numbered(digest, count)
        self._given.add(anchor)
        return anchor

    def others(self, anchor: str) -> tuple[str, ...]:
        """Further addresses that lead to the paragraph with this anchor."""
        return self._others.get(anchor, ())


def _numbered(digest: str, count: int) -> str:
    return f"p-{digest}" if count == 1 else f"p-{digest}-{count}"


def letters(text: str) -> str:
    """What of a paragraph its anchor comes from."""
    return re.sub(r"\W+", "", text)


def plain(markdown: str) -> str:
    """One block of Markdown as words."""
    return unescape(_MARKS.sub("", _LINK.sub(r"\1", markdown)))


def passages(body: str) -> tuple[Passage, ...]:
    """The paragraphs of a page's Markdown; headings, lists and tables are none, labels of speakers neither."""
    return tuple(
        Passage(line.text, line.anchor, line.number, line.section) for line in lines(body) if line.number
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's text, of whatever kind.

    Attributes:
        text: its words without marks.
        anchor: the fragment of the address of the place, or of the nearest one before it; empty at the top.
        number: that of a paragraph; 0 for headings, items, rows of tables and labels of speakers.
        section: how many headings stand before it.
        heading: whether it is one.
        label: whether it only says who speaks.
        place: where it stands among the articles of a law; None elsewhere.
        whole: whether it is of the whole text that stands below a digest.
    """

    text: str
    anchor: str
    number: int
    section: int
    heading: bool = False
    label: bool = False
    place: Place | None = None
    whole: bool = False


def page_lines(document: Document) -> tuple[Line, ...]:
    """Everything that a reader sees of a document: its text; its digest, and below that the whole text."""
    return lines(document.public_body, document.whole_body, document.anchors)


def is_own(document: Document, line: Line) -> bool:
    """Whether a line of a document's page is the document's own words, and not the archive's."""
    return line.whole or document.is_original


def lines(body: str, whole: str = "", kept: Iterable[OldAnchor] = ()) -> tuple[Line, ...]:
    """Everything that a reader sees of a page's Markdown, in order.

    Args:
        body: the text, or the digest.
        whole: the text that stands below a digest.
        kept: addresses that its paragraphs had.
    """
    anchors, headings = Anchors(kept), Counter[str]()
    above = _lines(body, anchors, headings)
    return (*above, *_lines(whole, anchors, headings, above)) if whole else above


def _lines(
    body: str, anchors: Anchors, headings: Counter[str], above: tuple[Line, ...] | None = None
) -> tuple[Line, ...]:
    """The lines of one text; `above` are those of the digest that it stands below."""
    found = list(_blocks(body))
    spoken = labels([block.text for block in found if block.paragraph])
    where = iter(places([(block.text, block.heading) for block in found if block.paragraph or block.heading]))
    result: list[Line] = []
    anchor, place = "", -1
    number = max((line.number for line in above or ()), default=0)
    section = above[-1].section if above else 0
    for block in found:
        at = next(where) if block.paragraph or block.heading else None
        if block.heading:
            section += 1
            anchor = heading_id(block.text)
            headings[anchor] += 1
            # Markdown's toc numbers headings that would have the same anchor from the second on.
            anchor += f"_{headings[anchor] - 1}" if headings[anchor] > 1 else ""
        own, is_label = 0, False
        if block.paragraph:
            place += 1
            label = spoken.get(place)
            is_label = label is not None and not label.inline
            if not is_label:
                number += 1
                own, anchor = number, anchors.of(block.text)
        result.append(Line(block.text, anchor, own, section, block.heading, is_label, at, above is not None))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    paragraph: bool = False
    heading: bool = False


def _blocks(body: str) -> Iterator[_Block]:
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        heading = _HEADING.match(block)
        if heading:
            yield _Block(plain(heading[1]), heading=True)
            block = block[heading.end() :].strip("\n")
        if not block.strip():
            continue
        if not _NOT_TEXT.match(block):
            yield _Block(plain(" ".join(block.split("\n"))), paragraph=True)
            continue
        for row in block.split("\n"):
            if _RULE.match(row):
                continue
            text = _BETWEEN_CELLS.join(_cells(row)) if row.startswith("|") else _ITEM.sub("", row)
            text = plain(text).strip()
            if text:
                yield _Block(text)


def _cells(row: str) -> list[str]:
    """The cells of a row of a table, without the marks around it."""
    cells = [cell.strip() for cell in _CELL.split(row)]
    return cells[1 if not cells[0] else 0 : -1 if len(cells) > 1 and not cells[-1] else None]
