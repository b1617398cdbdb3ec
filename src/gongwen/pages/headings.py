"""Headings: their anchors, and which of them are the parts of a code."""

from __future__ import annotations

import hashlib
import re

_PART = re.compile(r"第[零〇一二三四五六七八九十百]+分?编(?![辑写制])")


def heading_id(text: str, separator: str = "-") -> str:
    """The anchor of a heading, for Markdown's toc extension.

    It comes from the heading's words, so that it survives edits to other headings.
    """
    letters = re.sub(r"\W+", "", text)
    return f"s{separator}{hashlib.sha256(letters.encode()).hexdigest()[:8]}"


def is_part(title: str) -> bool:
    """Whether a heading is a 编 of a code, under which 章 and 节 stand though Markdown gives both one level."""
    return _PART.match(title) is not None
