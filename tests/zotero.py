"""What Zotero makes of a page, by the rules of its translator for embedded metadata as they stood in spring 2026.

Only what our pages use: names are compared at their ends; some names make the item of a type whatever else is said,
then ``z:itemType`` does; ``z:*`` are fields of the item; without an address of its own the item has the canonical one.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import html

_FIELDS = {
    "citation_title": "title", "citation_publication_date": "date", "citation_cover_date": "date", "citation_date": "date",
    "citation_technical_report_institution": "institution", "citation_technical_report_number": "number",
    "citation_publisher": "publisher", "citation_abstract": "abstractNote", "citation_public_url": "url",
    "citation_language": "language",
}  # fmt: skip
_TYPES = {
    "citation_journal_title": "journalArticle", "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper", "citation_book_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}  # fmt: skip
_GUESSED = {"citation_title": "journalArticle", "citation_isbn": "book"}


def item(page: html.HtmlElement) -> dict[str, Any]:
    """The item that Zotero saves of a page."""
    said = [
        (meta.get("name"), meta.get("content")) for meta in page.xpath("/html/head/meta[@name][@content]")
    ]
    found: dict[str, Any] = {}
    forced = guessed = ""
    for name, value in said:
        if name.startswith("z:"):
            found[name.removeprefix("z:")] = value
        forced = _TYPES.get(name, forced)
        guessed = guessed or _GUESSED.get(name, "")
    kind = forced or found.pop("itemType", "") or guessed or "webpage"
    found.pop("itemType", None)
    for name, field in _FIELDS.items():
        values = [value for other, value in said if other.endswith(name) and value.strip()]
        if values:
            found[field] = " ".join(values[0].split())
    authors = [value for name, value in said if name.endswith("citation_author")]
    found["creators"] = [part for value in authors for part in re.split(r"\s*;\s*", value) if part]
    if len(authors) == 1 and re.search(r" [^,]*, \S+ ", authors[0]):
        raise AssertionError(f"Zotero takes {authors[0]} for several names")
    found.setdefault("url", "".join(page.xpath("/html/head/link[@rel='canonical']/@href")))
    return {"itemType": kind, **found}
