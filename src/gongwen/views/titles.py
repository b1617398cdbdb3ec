"""Titles and names as HTML: lines that end between words, Chinese words that say in English text that they are Chinese."""

from __future__ import annotations

import re
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


_HAN = re.compile(r"[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’·\d]*")


def marked_chinese(text: str) -> str:
    """English text as HTML in which Chinese names say that they are, for fonts and for who listens."""
    made, done = "", 0
    for found in _HAN.finditer(text):
        made += escape(text[done : found.start()]) + f'<span lang="zh-Hans">{escape(found[0])}</span>'
        done = found.end()
    return made + escape(text[done:])
