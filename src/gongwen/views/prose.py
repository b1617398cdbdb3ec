"""Markdown extension: what a listener needs to know of a page's prose, said in its HTML.

English paragraphs and headings carry their language, so that they are read out as English and set in Latin type;
the cells at the head of a table say that they head columns.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_BLOCKS = {"p", "li", "h2", "h3", "h4", "td", "th"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


def is_english(text: str) -> bool:
    """Whether a block is English: two Latin words or more and no Chinese character."""
    return len(_WORD.findall(text)) > 1 and _HAN.search(text) is None


class ProseExtension(Extension):
    """Marks the page being rendered."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register after inline parsing (20), before toc (5), which copies headings."""
        md.treeprocessors.register(_ProseProcessor(md), "gongwen-prose", 8)


class _ProseProcessor(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag in _BLOCKS and is_english("".join(element.itertext())):
                element.set("lang", "en")
        for head in root.iter("thead"):
            for cell in head.iter("th"):
                cell.set("scope", "col")
