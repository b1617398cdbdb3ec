"""From repaired lines to the shape of a document: title, head lines, headings, paragraphs, turns.

Headings follow GB/T 9704-2012: 一、 and chapters are the first level, （一）, sections and 1. on a line of its own
the second. Enumerations in prose (一是…二是…) stay prose; articles (条) are paragraphs; heads that run into
their paragraph are bold up to the first full stop.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.convert.model import Block, Draft
from gongwen.convert.outline.body import elements, with_embedded_titles
from gongwen.convert.outline.head import top
from gongwen.convert.outline.model import (
    Element,
    Heading,
    HeadKind,
    HeadLine,
    Item,
    Outline,
    Paragraph,
    Table,
)

__all__ = [
    "Element",
    "HeadKind",
    "HeadLine",
    "Heading",
    "Item",
    "Outline",
    "Paragraph",
    "Table",
    "outline",
    "stated",
]


def outline(draft: Draft) -> Outline:
    """Find title, head lines, headings, paragraphs and turns of a repaired draft."""
    found = top(draft)
    pictures = {removed.line for removed in draft.removed if removed.kind == "image-placeholder"}
    body = with_embedded_titles(elements(found.blocks, pictures), found.title or "")
    return Outline(found.title, tuple(found.head), tuple(body), tuple(found.changes), tuple(found.removed))


def stated(blocks: Sequence[Block], title: str) -> Outline:
    """The shape of a page of this archive: what is a heading and what is bold has been decided there."""
    body = tuple(
        Heading(min(max(block.level, 2), 3), block.text, block.line)
        if block.kind == "heading"
        else Paragraph(block.text, block.line, block.lead)
        for block in blocks
    )
    return Outline(title, (), body)
