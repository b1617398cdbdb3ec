"""The body of a document: which lines are headings, which lead into their paragraph, which are lists and tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from gongwen.convert.model import Block
from gongwen.convert.outline.headings import heading_levels
from gongwen.convert.outline.model import Element, Heading, Item, Paragraph, Table
from gongwen.text import shapes
from gongwen.text.speakers import Label, labels

_RUN_IN = re.compile(
    r"(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|——|（\d{1,2}）)(?=\S)"
)
_RUN_IN_LIMIT = 50
_ATTACHMENT_HEAD = re.compile(r"附件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")

_CARRIED = re.compile(r"(?:印发|公布|发布|转发)([^《》]{4,60})的(?:通知|公告|通告|决定|函)$")
"""What a notice carries, in a title without 《》."""


def with_embedded_titles(elements: list[Element], title: str) -> list[Element]:
    """Titles of documents inside the document, which are bold paragraphs.

    A line under “附件1”, and the title that the document's own names (关于印发《…》的通知).
    """
    promulgated = {*re.findall(r"《([^《》]{4,60})》", title), *_CARRIED.findall(title)}
    for index, element in enumerate(elements):
        if not isinstance(element, Paragraph) or element.lead or element.label:
            continue
        text = element.text.strip()
        if len(text) > 60 or shapes.ends_sentence(text) or shapes.starts_enumerated(text):
            continue
        before = elements[index - 1].text.strip() if index else ""
        under = bool(_ATTACHMENT_HEAD.fullmatch(before)) and index + 1 < len(elements)
        if under or text in promulgated:
            elements[index] = replace(element, lead=len(element.text))
    return elements


def elements(blocks: Sequence[Block], pictures: Collection[int] = ()) -> list[Element]:
    """The blocks below the title as headings, paragraphs, items and tables, in order; nothing is left out.

    Args:
        blocks: the text below the title.
        pictures: lines where pictures stood.
    """
    # A scraper may have made headings of the questions.
    found = labels([block.text if block.kind in {"text", "heading"} else "" for block in blocks])
    levels = heading_levels(blocks, found, pictures)
    is_rule = sum(bool(shapes.ARTICLE.match(block.text)) for block in blocks) >= 3
    leads = [0] * len(blocks) if is_rule else _run_in_heads(blocks, levels, found)
    made: list[Element] = []
    rows: list[tuple[str, ...]] = []
    for index, block in enumerate(blocks):
        if block.kind == "row":
            rows.append(tuple(cell.strip() for cell in block.text.split("\t")))
            if index + 1 == len(blocks) or blocks[index + 1].kind != "row":
                made.append(Table(_even(rows), block.line))
                rows = []
        elif block.kind == "item":
            made.append(Item(block.text, block.line))
        elif levels[index]:
            made.append(Heading(levels[index], block.text, block.line))
        elif (label := found.get(index)) is not None:
            made.append(Paragraph(block.text, block.line, len(label.text) + 1, label))
        else:
            made.append(Paragraph(block.text, block.line, leads[index] or _known_lead(block)))
    return made


def _even(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows of equal length."""
    width = max(map(len, rows))
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def _known_lead(block: Block) -> int:
    # Repairs may have taken characters out before its end.
    lead = 0 if _ATTACHMENT_HEAD.fullmatch(block.text.strip()) else min(block.lead, len(block.text))
    whole = lead == len(block.text)
    return lead if lead and (whole or block.text[lead - 1] in "。！？：") and lead <= 80 else 0


def _run_in_heads(blocks: Sequence[Block], levels: Sequence[int], found: dict[int, Label]) -> list[int]:
    leads = [0] * len(blocks)
    dashes = [
        i
        for i, block in enumerate(blocks)
        if block.text.startswith("——") and len(block.text) <= _RUN_IN_LIMIT
    ]
    for index, block in enumerate(blocks):
        if levels[index] or index in found or not _RUN_IN.match(block.text):
            continue
        stop = block.text.find("。")
        if not 0 <= stop < _RUN_IN_LIMIT or block.text[:stop].count("“") != block.text[:stop].count("”"):
            continue
        is_whole = stop + 1 == len(block.text)
        if block.text.startswith("——"):
            follows = index + 1 < len(blocks) and not blocks[index + 1].text.startswith("——")
            if (is_whole and len(dashes) >= 2 and follows) or not is_whole:
                leads[index] = stop + 1
        elif not is_whole:
            leads[index] = stop + 1
    # One sentence among run-in heads of its series is a head too.
    for index, block in enumerate(blocks):
        mark = _mark(block.text)
        if leads[index] or levels[index] or mark is None or mark == "——":
            continue
        if block.text.find("。") == len(block.text) - 1 and len(block.text) <= _RUN_IN_LIMIT:
            near = range(max(0, index - 3), min(len(blocks), index + 4))
            if any(leads[i] and _mark(blocks[i].text) == mark for i in near):
                leads[index] = len(block.text)
    return leads


def _mark(text: str) -> str | None:
    """The kind of number that a run-in head starts with."""
    match = _RUN_IN.match(text)
    return re.sub(r"[一二三四五六七八九十\d]+", "n", match[0]) if match else None
