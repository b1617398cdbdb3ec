"""Markdown: pages of this archive, which must come back unchanged, and pages as others scraped them.

A page of this archive is taken as it is, see `is_own_page`. Of foreign front matter, fields that a record can
hold are kept. Headings and bold at the start of a paragraph become
hints; backslash escapes are undone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from gongwen import frontmatter
from gongwen.convert.draft import Block, Draft, Removed
from gongwen.convert.readers.text import lines
from gongwen.errors import GongwenError
from gongwen.markdown_text import unescape
from gongwen.records import Document

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_BOLD_START = re.compile(r"\*\*(?=\S)((?:\\.|[^*\\])+?)\*\*")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def read(text: str) -> Draft:
    """Read a Markdown file; what its front matter says that the archive understands lands in ``given``."""
    text = text.replace("\r\n", "\n")
    parts = frontmatter.split(text)
    if parts is None:
        return Draft(blocks=tuple(_block(block) for block in lines(text)))
    raw, body = parts
    try:
        data = frontmatter.parse(f"---\n{raw}---\n", "").data
    except GongwenError:
        # Somebody else's front matter may be no YAML that we take; its text is kept to be read.
        data = {}
    removed = (Removed("front-matter", raw, 1),)
    blocks = tuple(_block(block) for block in lines(body, raw.count("\n") + 3))
    return Draft(blocks=blocks, removed=removed, given=understood(data))


def is_own_page(text: str) -> bool:
    """Whether a Markdown file is a page of this archive: they all say whether they hold text or a digest."""
    parts = frontmatter.split(text.replace("\r\n", "\n"))
    return parts is not None and re.search(r"^content: (?:text|digest)$", parts[0], re.MULTILINE) is not None


def understood(data: Mapping[str, Any]) -> dict[str, Any]:
    """Those fields of foreign front matter whose values a record can hold."""
    given: dict[str, Any] = {}
    for key, value in data.items():
        if key not in Document.model_fields or key in {"id", "file", "body", "original", "repairs", "sic"}:
            continue
        try:
            Document.model_validate({"title": "题", key: value})
        except ValidationError:
            continue
        given[key] = value
    return given


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
