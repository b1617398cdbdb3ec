"""Tells browsers, on each page, that nothing may run or load but what the archive itself put there.

The policy stands in the page, so that it holds wherever the site is served from, also where nobody can set headers.
Scripts that stand in a page are named by their digests, which are taken from the page as it is written.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
"""A script of no other kind: data for scripts has a type, files have a source."""
_HEAD = '<meta charset="utf-8">'
# Styles: bars and measures of tables are drawn by style attributes. “file:” is what “self” means on a disk.
_POLICY = (
    "default-src 'none'; script-src 'self' file: {}; style-src 'self' file:; style-src-attr 'unsafe-inline'; "
    "img-src 'self' file: data:; font-src 'self' file:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)


@event_priority(-100)  # after whatever else writes into pages
def on_post_page(output: str, page: Any, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Put the policy at the head of a page."""
    return with_policy(output, config)


@event_priority(-100)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Put the policy at the head of a page that has no source, which is the one for wrong addresses."""
    return with_policy(output_content, config) if template_name.endswith(".html") else output_content


def with_policy(text: str, config: MkDocsConfig) -> str:
    """A page with its policy; the preview, which adds a script of its own, goes without."""
    if config.extra.get("preview") or _HEAD not in text:
        return text
    digests = " ".join(sorted({_digest(script) for script in _INLINE.findall(text)}))
    policy = _POLICY.format(digests)
    return text.replace(_HEAD, f'{_HEAD}\n<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


@functools.cache
def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
