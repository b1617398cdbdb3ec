"""What a parser hands over, as values that JSON can carry."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

MOST_CHARACTERS = 12_000_000
"""More text than any document has: the longest laws have under a million characters."""

CHUNK = "chunk"
"""The kind of a line that stands for a file within the file: its text is that file's bytes as Latin-1."""


@dataclass
class Line:
    """A line or paragraph; the fields are those of `gongwen.convert.model.Block`, without the number of its line."""

    text: str
    kind: str = "text"
    level: int = 0
    gap: bool = False
    lead: int = 0
    indent: int = -1
    align: str = ""
    paged: bool = False


@dataclass
class Parsed:
    """What a file holds.

    Attributes:
        lines: its text, in order.
        changes: what was done to it, as (kind of repair, how often, note).
        removed: what was left out, as (kind of repair, text).
        doubts: places left as they stand, as (text, note).
        asks: what a person has to look at, as (field, note).
        pages: texts of HTML, for what is a parcel of web pages.
    """

    lines: list[Line] = field(default_factory=list)
    changes: list[tuple[str, int, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    asks: list[tuple[str, str]] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def characters(self) -> int:
        """How much text there is."""
        return sum(len(line.text) for line in self.lines) + sum(map(len, self.pages))


class Refused(Exception):  # noqa: N818  # it is the answer, not a failure of ours
    """The file isn't read: what is wrong with it and what to do, in Chinese; and whether it is a scan."""

    def __init__(self, problem: str, advice: str, *, scanned: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice
        self.scanned = scanned


_LABEL_GAP = re.compile(r"^\s*([（(]?[一二三四五六七八九十百\d]{1,4}[）)、．])[ \t]+(?=\S)")


def without_gap(text: str) -> str:
    r"""A paragraph without the tab or the white space that programs set behind a number they make: “一、\t范围”."""
    return _LABEL_GAP.sub(r"\1", text)


def plain(parsed: Parsed) -> dict[str, Any]:
    """`parsed` as dictionaries and lists; fields of lines that say nothing are left out."""
    blank = vars(Line(""))
    return {
        **vars(parsed),
        "lines": [
            {key: value for key, value in vars(line).items() if key == "text" or value != blank[key]}
            for line in parsed.lines
        ],
    }
