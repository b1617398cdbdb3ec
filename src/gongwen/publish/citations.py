"""Citations of a page, GB/T 7714—2025.

A web document is ``责任者. 题名：文号[EB/OL]. （日期）[引用日期]. 地址.`` The date of citing is the reader's, so it
stays open here.
"""

from __future__ import annotations

from gongwen.archive import Archive
from gongwen.records import Document

ARCHIVE_NAME = "网络治理文献库"


def responsible(document: Document, archive: Archive) -> str:
    """Who is responsible for a document: up to three names, then 等."""
    names = [archive.agency_name(issuer) for issuer in document.issuers]
    names = names or [person.name for person in document.people if person.role == "speaker"]
    return "，".join(names[:3]) + ("，等" if len(names) > 3 else "")


def gbt7714(document: Document, archive: Archive, url: str) -> str:
    """The citation of the document itself, at the address where it can be read."""
    who = responsible(document, archive)
    title = document.title + (f"：{document.document_number}" if document.document_number else "")
    date = f"（{document.date.plain}）" if document.date else ""
    return f"{who + '. ' if who else ''}{title}[EB/OL]. {date}[引用日期]. {url}."


def gbt7714_digest(document: Document, url: str) -> str:
    """The citation of the archive's own digest of a document."""
    return f"{ARCHIVE_NAME}. 《{document.title}》提要[EB/OL]. [引用日期]. {url}."
