"""Markdown: pages of this archive, which must come back unchanged, and pages as others scraped them.

Front matter with the archive's keys is kept as given. Headings and bold at the start of a paragraph become
hints; backslash escapes are undone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from gongwen import frontmatter
from gongwen.convert.draft import Block, Draft
from gongwen.convert.readers.text import lines
from gongwen.errors import GongwenError
from gongwen.markdown_text import unescape
from gongwen.records import Document

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_BOLD_START = re.compile(r"\*\*(?=\S)((?:\\.|[^*\\])+?)\*\*")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def read(text: str) -> Draft:
    """Read a Markdown file; its front matter, where it has any, lands in ``given``."""
    given: dict[str, Any] = {}
    parts = frontmatter.split(text.replace("\r\n", "\n"))
    first = 1
    if parts is not None:
        raw, rest = parts
        first = raw.count("\n") + 3
        text = rest
        try:
            data = frontmatter.parse(f"---\n{raw}---\n", "").data
        except GongwenError:
            data = {}
        given = {key: value for key, value in data.items() if key in Document.model_fields}
    return Draft(blocks=tuple(_block(block) for block in lines(text, first)), given=given)


def _block(block: Block) -> Block:
    line = block.text
    heading = _HEADING.fullmatch(line)
    if heading:
        return replace(block, text=unescape(heading[2]), kind="heading", level=len(heading[1]))
    if _PICTURE.fullmatch(line.strip()):
        return replace(block, kind="picture")
    bold = _BOLD_START.match(line)
    if bold:
        lead = unescape(bold[1])
        return replace(block, text=lead + unescape(line[bold.end() :]), lead=len(lead))
    return replace(block, text=unescape(line))
