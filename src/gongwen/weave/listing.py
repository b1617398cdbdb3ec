"""Lists of documents, as Markdown that the theme lays out: one line a document."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from gongwen.archive import Archive
from gongwen.markdown_text import escape_inline
from gongwen.pages import addresses
from gongwen.records import Document


def link(text: str, target: str, base: str) -> str:
    """A Markdown link from source file `base` to source file `target`."""
    return f"[{escape_inline(text).replace(']', chr(92) + ']')}]({addresses.relative(target, base)})"


def when(document: Document) -> str:
    """The date as a ``time`` element; says so where there is none."""
    if document.date is None:
        return '<span class="num">无日期</span>'
    mark = "?" if document.date_basis == "inferred" and not document.date.qualifier else ""
    return f'<time datetime="{document.date.plain}">{document.date}{mark}</time>'


def line(document: Document, archive: Archive, base: str, *, by: str | None = None) -> str:
    """One document of a list; `by` stands under the title, the issuers where it isn't given."""
    note = archive.issuer_line(document) if by is None else by
    if document.document_number and by is None:
        note = f"{note}　{document.document_number}" if note else document.document_number
    under = f'<span class="by">{html.escape(note)}</span>' if note else ""
    title = link(document.title, document.file, base)
    return f'- {when(document)}<span class="kind">{document.type}</span><span>{title}{under}</span>'


def block(lines: Iterable[str], css: str = "gw-list") -> str:
    """List lines inside an element of the theme's class; Markdown goes on inside it."""
    return f'<div class="{css}" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>"


def documents(found: Sequence[Document], archive: Archive, base: str, *, newest_first: bool = True) -> str:
    """A list of documents, newest first."""
    ordered = reversed(found) if newest_first else found
    return block(line(document, archive, base) for document in ordered)


_RAW, _WAR = "<!--gw-raw ", " gw-raw-->"


def raw(text: str) -> str:
    """HTML that Markdown passes on as it is, without reading its tags one by one; `expanded` makes it HTML again."""
    assert "-->" not in text
    return f"{_RAW}{text}{_WAR}"


def expanded(page: str) -> str:
    """A finished page with the HTML of `raw` in its place."""
    return page.replace(_RAW, "").replace(_WAR, "") if _RAW in page else page


def section(anchor: str, title: str, body: str, *, note: str = "") -> str:
    """A part of a page: heading with its note, then `body`, all Markdown inside an element of the theme's."""
    remark = f"\n\n<p>{html.escape(note)}</p>" if note else ""
    head = f'<header markdown="1">\n\n## {title} {{#{anchor}}}{remark}\n\n</header>'
    return f'<section class="gw-sec" markdown="1">\n{head}\n\n{body}\n\n</section>'
