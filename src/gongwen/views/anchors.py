"""Markdown extension: numbers the paragraphs of a document, sets laws by articles, groups the turns of a conversation.

Runs on the parsed page before mkdocs collects anchors, so links to paragraphs are checked like any other.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from gongwen.pages.articles import Place, item_mark, places
from gongwen.pages.paragraphs import Anchors
from gongwen.pages.whole import BREAK, BREAK_CLASS
from gongwen.records import Document
from gongwen.text.speakers import Label, labels
from gongwen.views import resolved

_ESCAPED = re.compile(rf"{STX}(\d+){ETX}")
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
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
        resolved.register(md)


class _AnchorProcessor(Treeprocessor):
    def __init__(self, md: Markdown, current: Callable[[], Document | None]) -> None:
        super().__init__(md)
        self._current = current

    def run(self, root: etree.Element) -> None:
        document = self._current()
        if document is None:
            return
        anchors, number = Anchors(document.anchors), 0
        spoken: dict[int, Label] = {}
        marked = document.text.marked if document.text else ()
        for part in _parts(root):
            paragraphs = [child for child in part if child.tag == "p"]
            texts = {id(child): self._text(child) for child in part if child.tag in _BLOCKS}
            said = labels([texts[id(child)] for child in paragraphs])
            spoken |= {id(paragraphs[index]): label for index, label in said.items()}
            blocks = [child for child in part if child.tag in _BLOCKS]
            where = places([(texts[id(child)], child.tag != "p") for child in blocks])
            for child, place in zip(blocks, where, strict=True):
                label = spoken.get(id(child))
                if child.tag == "p" and (label is None or label.inline):
                    number += 1
                    anchor = anchors.of(texts[id(child)])
                    _mark(child, anchor, number, place)
                    _also(child, anchors.others(anchor))
                    if place and place.rank == "article" and place.article in marked:
                        child.set("class", "gw-article gw-key")
        if spoken:
            _turns(root, spoken, document)

    def _text(self, element: etree.Element) -> str:
        """The words of an element; Markdown keeps escaped characters and entities as placeholders until the end."""
        text = _ESCAPED.sub(lambda match: chr(int(match[1])), "".join(element.itertext()))
        raw = self.md.htmlStash.rawHtmlBlocks
        text = _STASHED.sub(lambda match: html.unescape(str(raw[int(match[1])])), text)
        return " ".join(text.split("\n"))


def _parts(root: etree.Element) -> list[list[etree.Element]]:
    """The elements of a page: of its text; of its digest and of the whole text below, between which the break becomes a rule."""
    parts: list[list[etree.Element]] = [[]]
    for child in root:
        if child.tag == "p" and child.text == BREAK and len(child) == 0:
            child.tag, child.text = "hr", None
            child.set("class", BREAK_CLASS)
            parts.append([])
        else:
            parts[-1].append(child)
    return parts


def _mark(paragraph: etree.Element, anchor: str, number: int, place: Place | None) -> None:
    """Give a paragraph its anchor and the link to it: its number; in a law the number of its article, 款 or 项."""
    paragraph.set("id", anchor)
    if place is None:
        _link(paragraph, f"#{anchor}", str(number), f"第 {number} 段")
        return
    paragraph.set("class", f"gw-{place.rank}")
    if place.rank == "article":
        paragraph.set("data-n", place.number)
    if place.rank in {"article", "item"} and _own_number(paragraph, place):
        return
    if place.rank == "clause" and place.anchor:
        link = _link(paragraph, f"#{place.anchor}", _circled(place.clause), place.label)
        link.set("id", place.anchor)


def _also(paragraph: etree.Element, anchors: Iterable[str]) -> None:
    """Let further addresses lead to a paragraph: empty places in front of its words."""
    for anchor in anchors:
        place = etree.Element("span", {"id": anchor})
        place.tail, paragraph.text = paragraph.text, None
        paragraph.insert(0, place)


def _link(paragraph: etree.Element, href: str, text: str, name: str) -> etree.Element:
    link = etree.SubElement(paragraph, resolved.LINK, {"class": "gw-pn", "href": href, "aria-label": name})
    link.text = text
    return link


def _own_number(paragraph: etree.Element, place: Place) -> bool:
    """Make the number at the start of an article or item the link to it; whether the words there are its number."""
    text = paragraph.text or ""
    written = place.article if place.rank == "article" else item_mark(text)
    if not written or not text.startswith(written):
        return False
    # Where another paragraph has the address already there is nothing to lead to.
    link = etree.Element(resolved.LINK if place.anchor else "span", {"class": "gw-no"})
    if place.anchor:
        link.set("id", place.anchor)
        link.set("href", f"#{place.anchor}")
    link.text = written
    link.tail = text[len(written) :]
    paragraph.text = None
    paragraph.insert(0, link)
    if place.rank == "article" and place.clauses > 1 and place.anchor:
        # The first 款 can be asked for as such.
        link.text = None
        _child(link, "span", written)
        link[0].set("id", f"{place.anchor}-1")
    return True


def _circled(value: int) -> str:
    """①–⑳, larger ones in figures."""
    return chr(0x2460 + value - 1) if value <= 20 else str(value)


def _turns(root: etree.Element, spoken: dict[int, Label], document: Document) -> None:
    """Put each label and the paragraphs after it into a block; headings end a turn."""
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
            turn = etree.Element("div", {"class": "gw-turn", "data-role": role})
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
