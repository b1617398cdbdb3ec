"""Citations of every document for the search page, which makes one file of those that were found.

Blocks of documents in the order of the search's records, a JSON file each: per document BibTeX and RIS as texts and
slots, as on its own page, and CSL-JSON. What is cited is the document itself, never the archive's digest of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gongwen.pages import addresses
from gongwen.publish.citations import Citation, citations, slots
from gongwen.publish.exchange import bibtex, csl, ris
from gongwen.publish.styles import ARCHIVE_NAME, Work
from gongwen.records import Document
from gongwen.records.archive import Archive

BLOCK = 100
"""Documents in a file; `theme/assets/search/cited.js` counts by it."""
HERE = "root:/"
"""What stands for the site's address where that isn't known: the script puts in what it was loaded from."""


def blocks(archive: Archive, site: str) -> Iterator[tuple[str, bytes]]:
    """The files: path below the site's root, and content."""
    found = archive.documents_in_time
    for number, start in enumerate(range(0, len(found), BLOCK)):
        cited = [_cited(document, archive, site or HERE) for document in found[start : start + BLOCK]]
        text = json.dumps(cited, ensure_ascii=False, separators=(",", ":"))
        yield f"search/cited/{number}.json", text.encode()


def _cited(document: Document, archive: Archive, site: str) -> dict[str, Any]:
    one = _itself(document, archive, site + addresses.url(document.file))
    return {
        "bib": slots(bibtex(one.work, one.key)),
        "ris": slots(ris(one.work, one.key)),
        "csl": csl(one.work, one.key),
    }


def _itself(document: Document, archive: Archive, page: str) -> Citation:
    if document.withdrawn:
        work = Work((), document.title, date=document.date, type=document.type, url=page, site=ARCHIVE_NAME)
        return Citation("撤下的记录", work, key=f"gongwen-{document.id.replace('/', '-')}")
    return next(one for one in citations(document, archive, page) if not one.work.digest)
