"""What the styles of a Word document say of a paragraph: heading level, alignment, bold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from gongwen.convert.parsers.docx_tree import W

_ALIGNED = {"center": "center", "right": "right", "end": "right"}
_HEADING = re.compile(r"(?:heading|标题) ?([1-6])")
_CONTENTS = re.compile(r"(?:toc|目录) ?\d")
_MOST_BASES = 20


@dataclass(frozen=True)
class Style:
    """How a paragraph is set.

    Attributes:
        level: its level as a heading, 1 to 6; 0 for none.
        align: ``center``, ``right`` or empty.
        bold: whether all of it is bold where its runs don't say otherwise.
        contents: it is a line of an automatic table of contents.
        page_before: a page begins with it.
    """

    level: int = 0
    align: str = ""
    bold: bool = False
    contents: bool = False
    page_before: bool = False


def value(element: Any | None, default: str = "") -> str:
    """The ``w:val`` of an element; the default where there is neither."""
    return default if element is None else str(element.get(f"{W}val", default))


def is_on(element: Any | None) -> bool:
    """Whether a property that can be switched is there and on."""
    return element is not None and value(element, "1") not in {"0", "false", "off"}


class Styles:
    """The styles of a document.

    Args:
        root: the root of word/styles.xml, where there is one.
    """

    def __init__(self, root: Any | None) -> None:
        found = [] if root is None else root.iter(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}

    def _chain(self, identity: str) -> list[Any]:
        """A style and those that it is based on, itself first."""
        chain: list[Any] = []
        while identity in self._styles and len(chain) < _MOST_BASES:
            style = self._styles[identity]
            chain.append(style)
            identity = value(style.find(f"{W}basedOn"))
        return chain

    def of(self, paragraph: Any) -> Style:
        """How a paragraph is set, by its own properties and its style's."""
        own = paragraph.find(f"{W}pPr")
        chain = self._chain(value(None if own is None else own.find(f"{W}pStyle")))
        properties = [own, *(style.find(f"{W}pPr") for style in chain)]
        names = [value(style.find(f"{W}name")).lower() for style in chain]

        def first(name: str) -> Any | None:
            return next(
                (e for p in properties if p is not None and (e := p.find(f"{W}{name}")) is not None), None
            )

        bold = next((b for s in chain if (b := s.find(f"{W}rPr/{W}b")) is not None), None)
        return Style(
            level=_level(names, value(first("outlineLvl"))),
            align=_ALIGNED.get(value(first("jc")), ""),
            bold=is_on(bold),
            contents=any(_CONTENTS.fullmatch(name) for name in names[:1]),
            page_before=is_on(first("pageBreakBefore")),
        )

    def run_is_bold(self, properties: Any | None, *, bold: bool) -> bool:
        """Whether a run is bold, in a paragraph that is `bold` or not."""
        if properties is None:
            return bold
        own = properties.find(f"{W}b")
        if own is None:
            chain = self._chain(value(properties.find(f"{W}rStyle")))
            own = next((b for s in chain if (b := s.find(f"{W}rPr/{W}b")) is not None), None)
        return bold if own is None else is_on(own)

    def is_borderless(self, table: Any) -> bool:
        """Whether a table says that it has no lines: it then only sets text side by side."""
        borders = table.find(f"{W}tblPr/{W}tblBorders")
        if borders is None or not len(borders):
            return False
        edges = [*borders, *(edge for cell in table.iter(f"{W}tcBorders") for edge in cell)]
        return all(value(edge) in {"none", "nil"} for edge in edges)


def _level(names: list[str], outline: str) -> int:
    for name in names:
        if name in {"title", "标题"}:
            return 1
        if match := _HEADING.fullmatch(name):
            return int(match[1])
    return int(outline) + 1 if re.fullmatch(r"[0-5]", outline) else 0
