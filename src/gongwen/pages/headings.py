"""Anchors of headings: from their words, so that they survive edits to other headings."""

from __future__ import annotations

import hashlib
import re


def heading_id(text: str, separator: str = "-") -> str:
    """The anchor of a heading, for Markdown's toc extension."""
    letters = re.sub(r"\W+", "", text)
    return f"s{separator}{hashlib.sha256(letters.encode()).hexdigest()[:8]}"
