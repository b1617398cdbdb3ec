"""Markdown extension: a page holds text, and links that only lead somewhere.

Records come from files of others and from pull requests. Raw HTML is shown as the characters that it is, links go
to http, https, mailto or a place in the archive, pictures come from the archive itself; anything else stays as
its words.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from gongwen.text.markdown_text import may_link, scheme_of

_ESCAPED = re.compile(rf"{STX}(\d+){ETX}")


class SafeExtension(Extension):
    """No raw HTML, no addresses that run."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Take the two readers of HTML out; look at links before names are linked (15)."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # Before the generator's own look for HTML (21), which stumbles over half a declaration.
        md.preprocessors.register(_Declarations(md), "gongwen-declarations", 22)
        md.treeprocessors.register(_Addresses(md), "gongwen-safe", 18)


class _Declarations(Preprocessor):
    """“<!” and “<?” as characters; in Markdown no link begins so."""

    def run(self, lines: list[str]) -> list[str]:
        return [re.sub(r"<(?=[!?])", "&lt;", line) for line in lines]


class _Addresses(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for parent in root.iter():
            for child in list(parent):
                if child.tag == "a" and not may_link(_address(child, "href")):
                    child.tag = "span"
                    child.attrib.clear()
                elif child.tag == "img" and scheme_of(_address(child, "src")):
                    child.tag, child.text = "span", child.get("alt", "")
                    child.attrib.clear()


def _address(element: etree.Element, attribute: str) -> str:
    """An attribute's value; Markdown keeps escaped characters as placeholders until the end."""
    return _ESCAPED.sub(lambda match: chr(int(match[1])), element.get(attribute, ""))
