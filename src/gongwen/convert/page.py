"""The page: front matter and Markdown, in which the document's text is nothing but text.

Whatever Markdown or HTML would read as a mark is escaped here, where it is written, so that a script, a link,
a table or a heading in an input file stays a run of characters.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from pypinyin import lazy_pinyin

from gongwen.convert.outline import Element, Heading, Item, Paragraph, Table
from gongwen.records import Document, front_matter, frontmatter
from gongwen.text import words
from gongwen.text.fold import fold
from gongwen.text.markdown_text import escape, escape_cell, escape_heading, escape_inline

_SLUG_LIMIT = 60


def body(elements: Sequence[Element]) -> str:
    """The Markdown of a document's text, a block per line, blank lines between."""
    text = ""
    previous: Element | None = None
    for element in elements:
        if previous is not None:
            text += "\n" if isinstance(element, Item) and isinstance(previous, Item) else "\n\n"
        text += _block(element)
        previous = element
    return text


def _block(element: Element) -> str:
    if isinstance(element, Heading):
        return "#" * element.level + " " + escape_heading(element.text)
    if isinstance(element, Table):
        return _table(element)
    if isinstance(element, Item):
        return f"- {escape(element.text)}"
    return paragraph(element)


def _table(table: Table) -> str:
    head, *rows = [[escape_cell(cell) for cell in row] for row in table.rows]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def paragraph(element: Paragraph) -> str:
    """One paragraph, its run-in head or label in bold."""
    head, rest = element.text[: element.lead], element.text[element.lead :]
    if not head:
        return escape(rest)
    return f"**{escape(head)}**{escape_inline(rest)}"


def slug(title: str) -> str:
    """A short Latin name for a page, from the pinyin of the title's words: readable, stable, 60 characters."""
    parts: list[str] = []
    for word in words.cut(fold(title)):
        syllables = "".join(lazy_pinyin(word, errors=lambda chars: chars))
        latin = re.sub(r"[^a-z0-9]+", "", syllables.lower().replace("ü", "v"))
        if latin and sum(map(len, parts)) + len(parts) + len(latin) > _SLUG_LIMIT:
            break
        if latin:
            parts.append(latin)
    return "-".join(parts) or "wenxian-" + hashlib.sha256(title.encode()).hexdigest()[:8]


def fingerprint(document: Document) -> str:
    """The digest of a page without the fingerprint itself: unchanged as long as nobody edits the page."""
    return hashlib.sha256(_render(document, None).encode()).hexdigest()[:16]


def render(document: Document) -> str:
    """The page of a converted document, signed with its fingerprint."""
    return _render(document, fingerprint(document))


def is_untouched(document: Document) -> bool:
    """Whether a page is as the tool wrote it; False for pages that a person edited or wrote."""
    stated = document.original.fingerprint if document.original else None
    return stated is not None and stated == fingerprint(document)


def _render(document: Document, signature: str | None) -> str:
    data = front_matter(document)
    if "original" in data:
        data["original"] = {key: value for key, value in data["original"].items() if key != "fingerprint"}
        if signature is not None:
            data["original"]["fingerprint"] = signature
    return frontmatter.dump(data, document.body)
