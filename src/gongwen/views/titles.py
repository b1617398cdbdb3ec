"""Titles that break between words: Chinese has no spaces, and a browser breaks a line anywhere."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from gongwen.text import words

_NOT_BEFORE = frozenset("，。、；：！？）》〉」』”’〕】·—…%")
_NOT_AFTER = frozenset("（《〈「『“‘〔【·—")


def breakable(title: str) -> str:
    """A title as HTML in which lines may end only where a word does."""
    parts = words.cut(title)
    made = escape(parts[0]) if parts else ""
    for before, part in pairwise(parts):
        fits = part[0] not in _NOT_BEFORE and before[-1] not in _NOT_AFTER
        made += ("<wbr>" if fits else "") + escape(part)
    return made
