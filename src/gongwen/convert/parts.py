"""Several documents in one file: where the next one begins.

People paste one notice after the other, and scrapers join articles. A title in the middle of a text isn't enough:
attachments and promulgated rules have titles too. The text before must have come to its end, and what follows the
title must be the head of a document of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongwen.convert import boilerplate
from gongwen.convert.model import Block, Doubt, Draft
from gongwen.text import shapes

_TITLE = re.compile(
    r"(?:通知|意见|决定|公告|通告|通报|批复|函|报告|倡议书?|公约|规定|办法|条例|细则|决议|公报|讲话|令)(?:[（(][^（()）]{1,16}[）)])?$"
)
_ADDRESSED = re.compile(r"^[^。；]{4,200}[：:]$")
_ATTACHED = re.compile(
    r"^附(?:件|表|录)?\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?$|^附件\s*[\d一二三四五六七八九十]{0,2}"
)
_CAPTION = re.compile(r"[图表]\s?\d")
_LISTED = re.compile(r"(?:附件\s*[:：]?\s*\d{0,2}[.．、]?|\d{1,2}[.．、])\s*(.{4,80})$")


def starts(draft: Draft) -> list[int]:
    """Indexes of the blocks of a repaired draft with which further documents begin; empty where it holds one."""
    blocks = draft.blocks
    datelines = [removed.line for removed in draft.removed if removed.kind == "dateline"]
    found: list[int] = []
    cited: set[str] = set()
    for index, block in enumerate(blocks):
        if index >= 3 and index + 2 < len(blocks) and _is_title(block):
            name = re.sub(r"\s", "", block.text)
            before, after = blocks[max(0, index - 3) : index], blocks[index + 1 : index + 4]
            attached = any(_ATTACHED.match(b.text.strip()) for b in before[-2:]) or name in cited
            dated = any(block.line < line <= after[0].line for line in datelines)
            begun = any(shapes.ends_sentence(b.text) and len(b.text) >= 12 for b in blocks[:index])
            if begun and not attached and _has_ended(before) and (dated or _has_head(after, block)):
                found.append(index)
        cited |= {re.sub(r"\s", "", words) for words in re.findall(r"《([^《》]+)》", block.text)}
        # A line of the list of attachments names what is attached.
        listed = _LISTED.match(block.text.strip())
        if listed:
            cited.add(re.sub(r"\s", "", listed[1]))
    return found


def _is_title(block: Block) -> bool:
    text = block.text.strip()
    return (
        block.kind in {"text", "heading"}
        and 8 <= len(text) <= 80
        and not shapes.ends_sentence(text)
        and not shapes.is_date_line(text)
        and not shapes.starts_enumerated(text)
        and "，" not in text
        and not _CAPTION.match(text)
    )


def _has_ended(before: Sequence[Block]) -> bool:
    """Whether the lines before are the end of a document: a date or a signature, or at least a full stop."""
    return bool(before) and (
        shapes.is_date_line(before[-1].text)
        or shapes.is_signature(before[-1].text)
        or before[-1].text.rstrip("”’）」』").endswith(("。", "！", "？"))
    )


def _has_head(after: Sequence[Block], title: Block) -> bool:
    """Whether the lines after a title are a document's head: its number, whom it is sent to, the page's dateline."""
    first = after[0].text.strip()
    official = bool(_TITLE.search(title.text.strip()))
    if shapes.NUMBER.fullmatch(re.sub(r"\s", "", first)):
        return True
    if boilerplate.is_dateline(first) and re.search(r"\d{4}", first):
        return True
    return (
        official
        and bool(_ADDRESSED.match(first))
        and bool(re.search(r"各|局|部|委|办|单位|企业|公司|同志|网友", first))
    )


def noted(draft: Draft) -> Draft:
    """The draft, with a doubt for every further document that stands in it."""
    doubts = tuple(
        Doubt(
            draft.blocks[index].text.strip()[:40],
            f"第{draft.blocks[index].line}行起疑为另一件文献；可用 --split 拆开",
        )
        for index in starts(draft)
    )
    return replace(draft, doubts=(*draft.doubts, *doubts)) if doubts else draft


def cut(raw: Draft, repaired: Draft) -> tuple[Draft, ...]:
    """The raw draft in as many parts as documents stand in the repaired one; a part has its own blocks only.

    What is known of the file goes with all parts, what its title says with the first alone.
    """
    lines = [repaired.blocks[index].line for index in starts(repaired)]
    if not lines:
        return (raw,)
    edges = [0, *lines, max(block.line for block in raw.blocks) + 1]
    facts = raw.facts.without("title", "meta_title", "page_title")
    parts = []
    for number, (start, end) in enumerate(pairwise(edges)):
        blocks = tuple(block for block in raw.blocks if start <= block.line < end)
        part = replace(raw, blocks=blocks)
        parts.append(part if number == 0 else replace(part, facts=facts, given={}, removed=(), changes=()))
    return tuple(parts)
