"""Paragraphs of a page and their anchors.

An anchor comes from the words of its paragraph, not from its place, so it survives edits to other paragraphs.
The same function serves the pages (where the anchor is set) and the concordances (which link to it).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.markdown_text import unescape
from gongwen.names.speakers import labels

_MARKS = re.compile(r"(?<!\\)\*\*|(?<!\\)\*")
_LINK = re.compile(r"(?<!\\)\[([^\]]*)\]\([^)]*\)")
_NOT_TEXT = re.compile(r"^(?:#{1,6}\s|```|~~~|\||!\[|<|>|[-*+]\s|\d+[.)]\s)")


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
    """Hands out the anchors of one page: equal paragraphs get the same one with a number behind it."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, text: str) -> str:
        """The anchor of the next paragraph with these words."""
        letters = re.sub(r"\W+", "", text)
        digest = hashlib.sha256(letters.encode()).hexdigest()[:8]
        self._seen[digest] += 1
        count = self._seen[digest]
        return f"p-{digest}" if count == 1 else f"p-{digest}-{count}"


def plain(markdown: str) -> str:
    """One block of Markdown as words."""
    return unescape(_MARKS.sub("", _LINK.sub(r"\1", markdown)))


def passages(body: str) -> tuple[Passage, ...]:
    """The paragraphs of a page's Markdown; headings, lists and tables are none, labels of speakers neither."""
    found = list(_blocks(body))
    spoken = labels([text for text, _ in found])
    anchors = Anchors()
    result: list[Passage] = []
    for index, (text, section) in enumerate(found):
        label = spoken.get(index)
        if label is not None and not label.inline:
            continue
        result.append(Passage(text, anchors.of(text), len(result) + 1, section))
    return tuple(result)


def _blocks(body: str) -> Iterator[tuple[str, int]]:
    section = 0
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        if re.match(r"#{1,6}\s", block):
            section += 1
        elif block.strip() and not _NOT_TEXT.match(block):
            yield plain(" ".join(block.split("\n"))), section
