"""Markdown extension: names of agencies, campaigns and terms become links to their pages, titles to their documents.

The first mention in each section links, with a tooltip; headings, links and code are left alone, and names within
titles 《…》. An article that a title names (《…》第十三条) links wherever it stands.
The links are elements of the page's tree. Those to titles mkdocs resolves and checks like those that people write;
names lead to pages that there are, whose addresses needn't be looked for.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from gongwen.derived.titles import Cited
from gongwen.names.matcher import NOWHERE, Context, Matcher, Mention
from gongwen.pages import addresses
from gongwen.pages.whole import BREAK
from gongwen.records import Document, Named, Term
from gongwen.records.archive import Archive
from gongwen.views import resolved
from gongwen.views.asked import Titled
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
        below: the same of the whole text that stands below a digest; None where none does.
        named: names that have been found already, by the words of the line that has them.
        named_below: the same of the whole text.
    """

    src: str
    context: Context = NOWHERE
    below: Context | None = None
    named: Mapping[str, Sequence[Mention]] = field(default_factory=dict)
    named_below: Mapping[str, Sequence[Mention]] = field(default_factory=dict)


class NameLinkExtension(Extension):
    """Links for the page being rendered.

    Args:
        archive: records to link to.
        matcher: finds their names.
        titles: finds titles of documents.
        current: the page's surroundings; None for pages whose text isn't linked.
    """

    def __init__(
        self, archive: Archive, matcher: Matcher, titles: Titled, current: Callable[[], Surroundings | None]
    ) -> None:
        super().__init__()
        self._archive, self._matcher, self._titles, self._current = archive, matcher, titles, current
        self._tips: dict[tuple[str, str], str] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        """Register after inline parsing (20), before paragraph anchors (10)."""
        linker = _Linker(md, self._archive, self._matcher, self._titles, self._current, self._tips)
        md.treeprocessors.register(linker, "gongwen-name-links", 15)
        resolved.register(md)


class _Linker(Treeprocessor):
    def __init__(
        self,
        md: Markdown,
        archive: Archive,
        matcher: Matcher,
        titles: Titled,
        current: Callable[[], Surroundings | None],
        tips: dict[tuple[str, str], str],
    ) -> None:
        super().__init__(md)
        self._archive, self._matcher, self._titles, self._current = archive, matcher, titles, current
        self._tips = tips
        self._seen: set[str] = set()
        self._context = NOWHERE
        self._named: Mapping[str, Sequence[Mention]] = {}

    def run(self, root: etree.Element) -> None:
        page = self._current()
        if page is not None:
            self._seen = set()
            self._context, self._named = page.context, page.named
            self._walk(root, page)

    def _walk(self, element: etree.Element, page: Surroundings) -> None:
        if element.tag in _HEADINGS:
            self._seen = set()
        if page.below is not None and element.text == BREAK:
            self._seen, self._context, self._named = set(), page.below, page.named_below
            return
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
        for start, end, link in self._links(text or "", page):
            _append(parent, last, (text or "")[done:start])
            last = link
            parent.insert(position, last)
            position += 1
            done = end
        _append(parent, last, (text or "")[done:])

    def _links(self, text: str, page: Surroundings) -> list[tuple[int, int, etree.Element]]:
        """Links for a run of text, in order, none overlapping another: where each begins and ends."""
        found = [(m.start, m.end, self._link(m, record, page)) for m, record in self._linked(text, page)]
        if "《" in text:
            for cited in self._titles.cited(text, self._context.date):
                found += self._to_document(text, cited, page)
        return sorted(found, key=lambda item: item[0])

    def _to_document(
        self, text: str, cited: Cited, page: Surroundings
    ) -> list[tuple[int, int, etree.Element]]:
        document = cited.document
        if not cited.anchor and (document.file == page.src or document.file in self._seen):
            return []
        self._seen.add(document.file)
        link = etree.Element("a", {"class": "ent", "href": _to(document, cited.anchor, page)})
        link.set(
            "title", "\n".join(filter(None, (document.title, document.title_en, str(document.date or ""))))
        )
        end = cited.place_end if cited.anchor else cited.end
        link.text = text[cited.start : end]
        return [(cited.start, end, link)]

    def _linked(self, text: str, page: Surroundings) -> list[tuple[Mention, Named]]:
        if len(text.strip()) < 2:
            return []
        found = []
        # A paragraph without marks is a line of its document, in which names have been found before.
        known = self._named.get(text)
        for mention in self._matcher.find(text, self._context) if known is None else known:
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

    def _link(self, mention: Mention, record: Named, page: Surroundings) -> etree.Element:
        # A campaign that was over when a report names it reads otherwise than one that was going on.
        standing = record.standing(self._context.date)
        tip = self._tips.get((record.file, standing))
        if tip is None:
            tip = self._tips[record.file, standing] = tooltip(record, standing)
        css = "term" if isinstance(record, Term) else "ent"
        href = addresses.beside(addresses.source(record), page.src)
        link = etree.Element(resolved.LINK, {"class": css, "href": href, "title": tip})
        link.text = mention.text
        return link


def _to(document: Document, anchor: str, page: Surroundings) -> str:
    if document.file == page.src:
        return f"#{anchor}"
    target = addresses.source(document)
    return addresses.relative(f"{target}#{anchor}" if anchor else target, page.src)


def _append(parent: etree.Element, last: etree.Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text or None
    else:
        last.tail = (last.tail or "") + text or None
