"""Citations of a page, GB/T 7714—2025.

A web document is ``责任者. 题名：文号[EB/OL]. （日期）[引用日期]. 地址.`` The date of citing is the reader's, so it
stays open here. A citation has an address only where the cited text stands there; without one the document is
cited as such, ``责任者. 题名：文号[Z]. 日期.``: R for reports, Z for documents of other kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES

ARCHIVE_NAME = "网络治理文献库"


@dataclass(frozen=True, slots=True)
class Citation:
    """What can be cited, in words, and its citation; whether it is the text on the page, whose articles can be named."""

    what: str
    text: str
    here: bool = False


def citations(document: Document, archive: Archive, page: str) -> tuple[Citation, ...]:
    """The citations that a document's page offers, what stands on the page first.

    Args:
        document: the document.
        archive: for the names of its issuers.
        page: the page's own address.
    """
    source = document.source.url if document.source and document.source.url else None
    if document.content == "digest":
        own = Citation("本页所载的提要（本库撰写，非原文）", gbt7714_digest(document, page))
        if document.whole_body and document.whole and document.whole.access == "full":
            whole = Citation("本页所载的全文", gbt7714(_as_of(document), archive, page), here=True)
            return (whole, *([Citation("来源页", gbt7714(document, archive, source))] if source else []), own)
        return (
            own,
            Citation(
                "文献本身" if source else "文献本身（本库未存其公布的地址）",
                gbt7714(document, archive, source),
            ),
        )
    if document.access == "full":
        cited = [Citation("本页所载的原文", gbt7714(document, archive, page), here=True)]
        return (*cited, *([Citation("来源页", gbt7714(document, archive, source))] if source else []))
    what = "文献本身（本页未载全文）" if source else "文献本身（本页未载全文，本库未存其公布的地址）"
    return (Citation(what, gbt7714(document, archive, source)),)


def _as_of(document: Document) -> Document:
    """The document as its whole text stands: of the day of its version, whose number the first one's isn't."""
    if document.text_date == document.date:
        return document
    return document.model_copy(update={"date": document.text_date, "document_number": None})


def responsible(document: Document, archive: Archive) -> str:
    """Who is responsible for a document: up to three names, then 等."""
    names = [archive.agency_name(issuer) for issuer in document.issuers]
    names = names or [person.name for person in document.people if person.role == "speaker"]
    return "，".join(names[:3]) + ("，等" if len(names) > 3 else "")


def gbt7714(document: Document, archive: Archive, url: str | None) -> str:
    """The citation of the document itself; `url` is where its text can be read, None where that isn't known."""
    who = responsible(document, archive)
    title = document.title + (f"：{document.document_number}" if document.document_number else "")
    head = f"{who}. {title}" if who else title
    if url is None:
        mark = DOCUMENT_TYPES[document.type].mark
        return f"{head}[{mark}]. {document.date.plain}." if document.date else f"{head}[{mark}]."
    date = f"（{document.date.plain}）" if document.date else ""
    return f"{head}[EB/OL]. {date}[引用日期]. {url}."


def gbt7714_digest(document: Document, url: str) -> str:
    """The citation of the archive's own digest of a document."""
    return f"{ARCHIVE_NAME}. 《{document.title}》提要[EB/OL]. [引用日期]. {url}."
