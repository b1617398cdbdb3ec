"""Markdown: links whose address is known to be right keep out of the way of mkdocs, which would look for each of them."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

LINK = "gongwen-link"
"""What a link is called until mkdocs (0) has resolved and noted the others."""


def register(md: Markdown) -> None:
    """Give `LINK` its name in the end; once a page, whoever asks for it."""
    md.treeprocessors.register(_Resolved(md), "gongwen-resolved", -10)


class _Resolved(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for link in root.iter(LINK):
            link.tag = "a"
