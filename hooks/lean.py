"""Takes out of pages what says nothing: blank lines, and the tip of a name that an earlier link to it gives already.

A page names the same bodies and terms again and again, and a tip is longer than most sentences: a tenth of a page.
The script that all pages load (``theme/assets/reading.js``) gives the other links the tip of the first.
"""

from __future__ import annotations

import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_TIPPED = re.compile(r'(<a (?:class="[^"<>]*" )?href="([^"<>]*)")( title="[^"]*")')
_BLANK = re.compile(r"\n[ \t\n]+")
_MARK = " data-tip"
_EXACT = re.compile(r"<(?:pre|textarea)\b")
"""Elements in which blanks count."""


@event_priority(-50)  # before scripts are named by their digests
def on_post_page(output: str, page: Any, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Take out of a page what says nothing."""
    return lean(output)


def lean(text: str) -> str:
    """A page without blank lines and repeated tips; blanks stay on a page that has a place where they count."""
    tips: dict[str, str] = {}

    def once(match: re.Match[str]) -> str:
        link, address, tip = match.groups()
        if address not in tips:
            tips[address] = tip
            return match[0]
        return link + _MARK if tips[address] == tip else match[0]

    text = _TIPPED.sub(once, text)
    return text if _EXACT.search(text) else _BLANK.sub("\n", text)
