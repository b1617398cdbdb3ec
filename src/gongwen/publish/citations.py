"""What of a document can be cited, and where: a citation has an address only where the cited text stands.

The archive's digest is cited as the archive's own; the document itself by the address where it was published, by this
page where its text stands here, and without an address where neither is so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from gongwen.publish.exchange import bibtex, csl, ris
from gongwen.publish.styles import ARCHIVE_NAME, STYLES, Pieces, Slot, Work, filled
from gongwen.records import Document
from gongwen.records.archive import Archive


@dataclass(frozen=True, slots=True)
class Citation:
    """What can be cited, in words, and its citation.

    Attributes:
        what: what it is, for readers.
        work: what is cited.
        here: whether it is the text on the page, whose articles and paragraphs can be named.
        key: what reference managers call it.
    """

    what: str
    work: Work
    here: bool = False
    key: str = ""

    @property
    def text(self) -> str:
        """The citation in GB/T 7714, with the day of reading left open."""
        return filled(STYLES["gbt"][1](self.work))


def citations(document: Document, archive: Archive, page: str) -> tuple[Citation, ...]:
    """The citations that a document's page offers, what stands on the page first.

    Args:
        document: the document.
        archive: for the names of its issuers.
        page: the page's own address.
    """
    key = f"gongwen-{document.id.replace('/', '-')}"
    source = document.source.linked if document.source else None
    itself = _work(document, archive, source, (document.source and document.source.name) or "")
    at_source = Citation("来源页", itself, key=f"{key}-source")
    if document.content == "digest":
        own = Citation("本页所载的提要（本库撰写，非原文）", _digest(document, page), key=f"{key}-digest")
        if document.whole_body and document.whole and document.whole.access == "full":
            whole = _work(_as_of(document), archive, page, ARCHIVE_NAME)
            here = Citation("本页所载的全文", whole, here=True, key=key)
            return (here, *([at_source] if source else []), own)
        return (own, Citation("文献本身" if source else "文献本身（本库未存其公布的地址）", itself, key=key))
    if document.access == "full":
        here = Citation("本页所载的原文", _work(document, archive, page, ARCHIVE_NAME), here=True, key=key)
        return (here, *([at_source] if source else []))
    what = "文献本身（本页未载全文）" if source else "文献本身（本页未载全文，本库未存其公布的地址）"
    return (Citation(what, itself, key=key),)


def _as_of(document: Document) -> Document:
    """The document as its whole text stands: of the day of its version, whose number the first one's isn't."""
    if document.text_date == document.date:
        return document
    return document.model_copy(update={"date": document.text_date, "document_number": None})


def responsible(document: Document, archive: Archive) -> tuple[str, ...]:
    """Who is responsible for a document: the bodies that issued it, else those who speak in it."""
    names = tuple(archive.agency_name(issuer) for issuer in document.issuers)
    return names or tuple(person.name for person in document.people if person.role == "speaker")


def _work(document: Document, archive: Archive, url: str | None, site: str) -> Work:
    """The document itself; `url` is where its text can be read, None where that isn't known."""
    return Work(
        responsible(document, archive),
        document.title,
        document.title_en or "",
        document.document_number or "",
        document.date,
        document.type,
        url,
        site,
    )


def _digest(document: Document, url: str) -> Work:
    """The archive's own digest of a document."""
    return Work((ARCHIVE_NAME,), f"《{document.title}》提要", url=url, site=ARCHIVE_NAME, digest=True)


def for_browser(made: tuple[Citation, ...]) -> str:
    """The citations of a page as JSON that may stand in HTML, for the script that fills and copies them.

    Each has its styles and files as lists of texts and slots, and says what of the page it is of.
    """
    return embedded(
        [
            {
                "of": "text" if citation.here else "digest" if citation.work.digest else "",
                "key": citation.key,
                "styles": {name: slots(compose(citation.work)) for name, (_, compose) in STYLES.items()},
                "bib": slots(bibtex(citation.work, citation.key)),
                "ris": slots(ris(citation.work, citation.key)),
                "csl": csl(citation.work, citation.key),
            }
            for citation in made
        ]
    )


def embedded(value: Any) -> str:
    """JSON that may stand in a ``<script>`` of a page: nothing in it ends the script or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def slots(pieces: Pieces) -> list[str | list[str]]:
    """A citation as the site's scripts take it: texts, and slots as lists."""
    return [
        [piece.name, piece.before, piece.after, piece.form, piece.open] if isinstance(piece, Slot) else piece
        for piece in pieces
    ]
