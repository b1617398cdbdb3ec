"""A page with a digest and the whole text below it: one source for the generator, two halves for the template."""

from __future__ import annotations

import re

from gongwen.records import Document

BREAK = "\ue000"
"""Stands as a paragraph between digest and text; a character for private use, taken out of both."""
BREAK_CLASS = "gw-break"
_MARK = re.compile(rf'<hr class="{BREAK_CLASS}"\s*/?>')


def page_source(document: Document) -> str:
    """The Markdown of a document's page: its text, or its digest and the whole text with a break between."""
    if not document.whole_body:
        return document.public_body
    digest, text = (part.replace(BREAK, "") for part in (document.public_body, document.whole_body))
    return f"{digest}\n\n{BREAK}\n\n{text}"


def halves(html: str) -> tuple[str, str]:
    """The HTML of a page before and behind the break; the second is empty where there is none."""
    before, *after = _MARK.split(html, maxsplit=1)
    return before, after[0] if after else ""
