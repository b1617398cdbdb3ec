"""Markdown extension: numbers the paragraphs of a document and groups the turns of a conversation.

Runs on the parsed page before mkdocs collects anchors, so links to paragraphs are checked like any other.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from gongwen.pages.paragraphs import Anchors
from gongwen.records import Document
from gongwen.text.speakers import Label, labels

_ESCAPED = re.compile(rf"{STX}(\d+){ETX}")
_STASHED = re.compile(rf"{STX}wzxhzdk:(\d+){ETX}")


class AnchorExtension(Extension):
    """Anchors for the page being rendered.

    Args:
        current: gives the document of that page; None for other pages, which are left alone.
    """

    def __init__(self, current: Callable[[], Document | None]) -> None:
        super().__init__()
        self._current = current

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register after inline parsing (20) and term links (15), before toc and anchor collection (5)."""
        md.treeprocessors.register(_AnchorProcessor(md, self._current), "gongwen-anchors", 10)


class _AnchorProcessor(Treeprocessor):
    def __init__(self, md: Markdown, current: Callable[[], Document | None]) -> None:
        super().__init__(md)
        self._current = current

    def run(self, root: etree.Element) -> None:
        document = self._current()
        if document is None:
            return
        paragraphs = [child for child in root if child.tag == "p"]
        texts = [self._text(child) for child in paragraphs]
        spoken = labels(texts)
        anchors = Anchors()
        number = 0
        for index, (child, text) in enumerate(zip(paragraphs, texts, strict=True)):
            label = spoken.get(index)
            if label is None or label.inline:
                number += 1
                _mark(child, anchors.of(text), number)
        if spoken:
            _turns(root, {id(paragraphs[index]): label for index, label in spoken.items()}, document)

    def _text(self, element: etree.Element) -> str:
        """The words of an element; Markdown keeps escaped characters and entities as placeholders until the end."""
        text = _ESCAPED.sub(lambda match: chr(int(match[1])), "".join(element.itertext()))
        raw = self.md.htmlStash.rawHtmlBlocks
        text = _STASHED.sub(lambda match: html.unescape(str(raw[int(match[1])])), text)
        return " ".join(text.split("\n"))


def _mark(paragraph: etree.Element, anchor: str, number: int) -> None:
    paragraph.set("id", anchor)
    link = etree.SubElement(paragraph, "a")
    link.set("class", "gw-pn")
    link.set("href", f"#{anchor}")
    link.set("aria-label", f"第 {number} 段")
    link.text = str(number)


def _turns(root: etree.Element, spoken: dict[int, Label], document: Document) -> None:
    """Put each label and the paragraphs after it into a section; headings end a turn."""
    hosts = {person.name for person in document.people if person.role == "host"}
    offices = {person.name: person.office for person in document.people if person.office}
    turn: etree.Element | None = None
    asked = False
    introduced: set[str] = set()
    for child in list(root):
        label = spoken.get(id(child))
        if label is not None:
            role = (
                "question"
                if label.asks
                else "host"
                if label.name in hosts
                else "answer"
                if asked
                else "speaker"
            )
            asked = asked or label.asks
            turn = etree.Element("section", {"class": "gw-turn", "data-role": role})
            office = (label.office or offices.get(label.name)) if label.name not in introduced else None
            introduced.add(label.name)
            turn.append(_header(label, role, office))
            root.insert(list(root).index(child), turn)
            root.remove(child)
            if label.inline:
                _drop_label(child)
                turn.append(child)
        elif child.tag in {"h1", "h2", "h3", "h4", "hr", "table", "div"}:
            turn = None
        elif turn is not None:
            root.remove(child)
            turn.append(child)


def _header(label: Label, role: str, office: str | None) -> etree.Element:
    header = etree.Element("header")
    name, note = label.name, office or ""
    if role == "question":
        _child(header, "span", "问", "qa")
        name, note = (
            ("记者", label.text.removesuffix("记者")) if label.text.endswith("记者") else (label.text, "")
        )
    elif role == "answer":
        _child(header, "span", "答", "qa")
    _child(header, "b", name)
    if note:
        _child(header, "span", note)
    return header


def _child(parent: etree.Element, tag: str, text: str, css: str | None = None) -> None:
    element = etree.SubElement(parent, tag)
    element.text = text
    if css:
        element.set("class", css)


def _drop_label(paragraph: etree.Element) -> None:
    """The label stands in the turn's header; the paragraph goes on without it."""
    for child in list(paragraph):
        if child.tag == "strong":
            paragraph.text = (paragraph.text or "") + (child.tail or "")
            paragraph.remove(child)
            return
