"""Markdown extension: what has no marks in it isn't looked through for them, a pattern after another.

Most paragraphs of documents are words and nothing else.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

_MARKS = re.compile(rf"[\\`*_\[\]!<>&\n{STX}]")
"""Every inline pattern begins with one of these, or asks for one; line ends may be hard ones."""


class PlainTextExtension(Extension):
    """Marks the page being rendered."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register before inline parsing (20), which leaves alone what is called atomic."""
        md.treeprocessors.register(_PlainText(md), "gongwen-plain-text", 21)


class _PlainText(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.text and not _MARKS.search(element.text):
                element.text = AtomicString(element.text)
