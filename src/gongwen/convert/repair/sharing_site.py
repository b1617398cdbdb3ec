"""The banner that a document-sharing site puts before and behind a text, and a document's own sentence about files."""

from __future__ import annotations

import re

from gongwen.convert.model import Draft
from gongwen.convert.repair.removing import without
from gongwen.rules import family
from gongwen.text import shapes

_BANNER = family("library_banner")
_BANNER_TITLE, _BANNER_SITE = map(family("library_banner_part").valued, ("title", "library"))
_BANNER_LINES = 6
"""A sharing site's banner is its first lines or its last."""
_BANNER_LONGEST = 300
_OF_A_FILE = re.compile(r"\.(?:docx?|wps|pdf|pptx?|xlsx?|txt)\b|[本该]文档|文库", re.IGNORECASE)
_SITES_THINGS = 2
_OWN_SENTENCE = 18
"""From how many characters on one sentence with words of a sharing site may be the document's."""


def _may_be_own(text: str) -> bool:
    """Whether a line with words of a sharing site is a long sentence with no more than one thing about files in it."""
    things = _BANNER.sub(text, "\0").count("\0")
    if things >= _SITES_THINGS or _OF_A_FILE.search(text):
        return False
    return len(text) >= _OWN_SENTENCE and shapes.ends_sentence(text)


def library_banner(draft: Draft) -> Draft:
    """The banner of a document-sharing site; it names the file, which is a hint at the title."""
    hits = [
        block
        for index, block in enumerate(draft.blocks)
        if not _BANNER_LINES <= index < len(draft.blocks) - _BANNER_LINES
        and len(block.text) < _BANNER_LONGEST
        and _BANNER(block.text)
    ]
    if len(hits) == 1 and _may_be_own(hits[0].text):
        hits = []  # of a text about libraries: a site says more than one thing of itself
    facts: dict[str, str] = {}
    for block in hits:
        parts = {**_BANNER_TITLE.groups(block.text), **_BANNER_SITE.groups(block.text)}
        for name, words in parts.items():
            facts.setdefault(name, words.strip())
    return without(draft, hits, "library-banner", "文库网站加在文前文后的推广文字", facts=facts)
