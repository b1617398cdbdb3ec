"""Markdown extension: names of agencies, campaigns and terms become links to their pages.

The first mention in each section links, with a tooltip; headings, links, code and titles 《…》 are left alone.
The links are elements of the page's tree, so mkdocs resolves and checks them like those that people write.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from gongwen.names.matcher import NOWHERE, Context, Matcher, Mention
from gongwen.pages import addresses
from gongwen.records import Named, Term
from gongwen.records.archive import Archive
from gongwen.views.links import tooltip

_CLOSED = frozenset(
    {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "svg", "time", "button"}
)
_HEADINGS = frozenset({"h1", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the page being rendered.

    Attributes:
        src: its source file, for relative links; names of the page's own record don't link.
        context: date and place of the document, for names that changed hands.
    """

    src: str
    context: Context = NOWHERE


class NameLinkExtension(Extension):
    """Links for the page being rendered.

    Args:
        archive: records to link to.
        matcher: finds their names.
        current: the page's surroundings; None for pages whose text isn't linked.
    """

    def __init__(
        self, archive: Archive, matcher: Matcher, current: Callable[[], Surroundings | None]
    ) -> None:
        super().__init__()
        self._archive, self._matcher, self._current = archive, matcher, current

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register after inline parsing (20), before paragraph anchors (10)."""
        md.treeprocessors.register(
            _Linker(md, self._archive, self._matcher, self._current), "gongwen-name-links", 15
        )


class _Linker(Treeprocessor):
    def __init__(
        self, md: Markdown, archive: Archive, matcher: Matcher, current: Callable[[], Surroundings | None]
    ) -> None:
        super().__init__(md)
        self._archive, self._matcher, self._current = archive, matcher, current
        self._seen: set[str] = set()

    def run(self, root: etree.Element) -> None:
        page = self._current()
        if page is not None:
            self._seen = set()
            self._walk(root, page)

    def _walk(self, element: etree.Element, page: Surroundings) -> None:
        if element.tag in _HEADINGS:
            self._seen = set()
        if element.tag in _CLOSED or (element.get("class") or "").startswith("gw-"):
            # The theme's own elements are lists and figures that the archive made, not text.
            return
        children = list(element)
        before, element.text = element.text, None
        self._insert(element, None, before, page)
        for child in children:
            self._walk(child, page)
            tail, child.tail = child.tail, None
            self._insert(element, child, tail, page)

    def _insert(
        self, parent: etree.Element, after: etree.Element | None, text: str | None, page: Surroundings
    ) -> None:
        """Put `text` into `parent` behind `after` (or at its start), with links in it."""
        position = 0 if after is None else list(parent).index(after) + 1
        last = after
        done = 0
        for mention, record in self._linked(text or "", page):
            _append(parent, last, (text or "")[done : mention.start])
            last = self._link(mention, record, page)
            parent.insert(position, last)
            position += 1
            done = mention.end
        _append(parent, last, (text or "")[done:])

    def _linked(self, text: str, page: Surroundings) -> list[tuple[Mention, Named]]:
        if len(text.strip()) < 2:
            return []
        found = []
        for mention in self._matcher.find(text, page.context):
            record = self._record(mention)
            if record is None or mention.cited or record.file == page.src or record.file in self._seen:
                continue
            self._seen.add(record.file)
            found.append((mention, record))
        return found

    def _record(self, mention: Mention) -> Named | None:
        if mention.id is None:
            return None
        record = self._archive.find(mention.kind, mention.id)
        assert isinstance(record, Named)
        return record

    @staticmethod
    def _link(mention: Mention, record: Named, page: Surroundings) -> etree.Element:
        link = etree.Element("a")
        link.set("class", "term" if isinstance(record, Term) else "ent")
        link.set("href", addresses.relative(addresses.source(record), page.src))
        link.set("title", tooltip(record))
        link.text = mention.text
        return link


def _append(parent: etree.Element, last: etree.Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text or None
    else:
        last.tail = (last.tail or "") + text or None
