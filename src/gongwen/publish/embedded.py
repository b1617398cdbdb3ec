"""What a document's page tells reference managers and previews of links, as metadata in its head.

Zotero reads, in its translator for embedded metadata: ``citation_*`` by their names, ``z:*`` as fields of an item of
its own, of which ``z:itemType`` says what the item is; what a document is cited as is what stands on the page first
(`citations.citations`). Rules below a law are ``statute`` with a type in the extra field, since Zotero has no other
type for them and styles would cite them as laws. Previews read Open Graph (ogp.me).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.publish.citations import citations
from gongwen.publish.styles import Work
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES

_LAW = "法律"


@dataclass(frozen=True, slots=True)
class Meta:
    """A ``<meta name content>``."""

    name: str
    content: str


def metas(document: Document, archive: Archive, page: str) -> tuple[Meta, ...]:
    """What reference managers read of a document; nothing of one that is withdrawn.

    Args:
        document: the document.
        archive: for the names of its issuers.
        page: the page's own address.
    """
    if document.withdrawn:
        return ()
    work = citations(document, archive, page)[0].work
    return tuple(meta for meta in _of(work) if meta.content)


def item_type(work: Work) -> str:
    """The type of a work in Zotero; a digest is a page of the archive."""
    return "webpage" if work.digest else DOCUMENT_TYPES[work.type].zotero


def _of(work: Work) -> Iterator[Meta]:
    kind = item_type(work)
    yield Meta("citation_title", work.title)
    for name in work.who:
        yield Meta("citation_author", name)
    yield Meta("citation_date", work.date.plain if work.date else "")
    yield Meta("citation_language", "zh-CN")
    yield Meta("citation_public_url", work.url or "")
    yield Meta("citation_technical_report_number", work.number)
    if kind == "report":
        # Its name makes the item a report, and nothing else may be one.
        yield Meta("citation_technical_report_institution", work.who[0] if work.who else "")
    yield Meta("z:itemType", kind)
    if kind == "webpage":
        yield Meta("z:websiteTitle", work.site)
    yield Meta("z:extra", "Type: regulation" if kind == "statute" and work.type != _LAW else "")
