"""What print puts around a text: page numbers, running heads, a newspaper's own line, the colophon (版记, GB/T 9704)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongwen.convert import boilerplate
from gongwen.convert.model import Block, Draft, Removed
from gongwen.convert.repair.removing import TAIL_LINES, places, says, without
from gongwen.rules import family, filled
from gongwen.text import shapes

PAGE_NUMBER = family("page_number")
is_attached_head = family("attached_head")
RIGHTS_LINE = family("rights_line")
_HEAD_WITH_PAGE = family("running_head")
_COPIES = family("colophon")
_PRINTED = family("printed")


def paper_lines(draft: Draft) -> Draft:
    """“第03版：要闻”, “2019年05月24日 星期五”: where in a newspaper the text stood."""
    hits = [
        block
        for block, place in places(draft.blocks)
        if place != "anywhere" and says(block, boilerplate.is_paper_line)
    ]
    return without(draft, hits, "dateline", "报纸的版次、见报日")


def colophon(draft: Draft) -> Draft:
    """The last lines of an official document (版记, GB/T 9704): copies to whom, printed by whom and when."""
    blocks = draft.blocks
    first = max(1, len(blocks) - TAIL_LINES)
    hits: list[Block] = []
    for index in range(first, len(blocks)):
        text = blocks[index].text.strip()
        if _COPIES(text) or _PRINTED(text):
            hits.append(blocks[index])
            # Copies may go to more bodies than a line holds.
            while index + 1 < len(blocks) and blocks[index].text.rstrip().endswith(("，", "、")):
                index += 1
                hits.append(blocks[index])
    # Nothing of the document but its attachments stands below its colophon.
    hits = [block for block in hits if not _text_follows(blocks[blocks.index(block) + 1 :])]
    return without(draft, hits, "colophon", "版记：主题词、抄送、印发机关和印发日期")


def _text_follows(blocks: Sequence[Block]) -> bool:
    """Whether the document's text goes on, other than in an attachment."""
    own = next((i for i, block in enumerate(blocks) if _is_own_text(block)), len(blocks))
    attached = any(
        is_attached_head(block.text) or boilerplate.is_attachment(block.text) for block in blocks[:own]
    )
    return own < len(blocks) and not attached


def _is_own_text(block: Block) -> bool:
    """Whether a line below a colophon would show that it is none: an article, a point, a sentence."""
    text = block.text.strip()
    return (
        not (_COPIES(text) or _PRINTED(text))
        and not RIGHTS_LINE(text)
        and not boilerplate.is_furniture(text)
        and (shapes.starts_enumerated(text) or (shapes.ends_sentence(text) and len(text) >= 20))
    )


_STAMP_AT_END = re.compile(filled(r"(?<=[。！？：；”）])\s*{iso_day}\s+{minute}\s*$"))
_STAMP_ALONE = re.compile(filled(r"{open}?\s*(?:{iso_day}\s+)?{minute}\s*{close}?"))


def live_stamps(draft: Draft) -> Draft:
    """The minute at which a live text service sent each piece: “…提问。2015-06-10 10:15:02”."""
    stamped = [block for block in draft.blocks if block.kind == "text" and _STAMP_AT_END.search(block.text)]
    alone = [
        block for block in draft.blocks if block.kind == "text" and _STAMP_ALONE.fullmatch(block.text.strip())
    ]
    if len(stamped) + len(alone) < 2:
        return draft
    removed = [Removed("page-controls", _STAMP_AT_END.search(block.text)[0], block.line) for block in stamped]  # type: ignore[index]
    blocks = [
        block.saying(_STAMP_AT_END.sub("", block.text)) if block in stamped else block
        for block in draft.blocks
    ]
    note = "直播逐条发布的时刻"
    return without(
        draft.after(blocks, "page-controls", len(removed), note, removed=removed),
        alone,
        "page-controls",
        note,
    )


def running_heads(draft: Draft) -> Draft:
    """“第2页　甲白皮书”, “· 86 ·　乙选编”: heads of printed pages, with ascending numbers; the text goes on behind them."""
    hits: list[Block] = []
    pages: list[int] = []
    for block in draft.blocks:
        if block.kind != "text" or len(block.text) >= 60 or shapes.SENTENCE_MARK.search(block.text):
            continue
        if page := _HEAD_WITH_PAGE.groups(block.text).get("page"):
            hits.append(block)
            pages.append(int(page))
    if len(hits) < 2 or any(b - a not in {1, 2} for a, b in pairwise(pages)):
        return draft
    return without(_paged(draft, hits), hits, "running-head", "每页上端的书名、页码")


def _paged(draft: Draft, hits: Sequence[Block]) -> Draft:
    """The draft, with what follows a page's number or head known as the beginning of a page."""
    lines = {id(block) for block in hits}
    blocks = tuple(
        replace(block, paged=True)
        if index and id(draft.blocks[index - 1]) in lines and id(block) not in lines
        else block
        for index, block in enumerate(draft.blocks)
    )
    return replace(draft, blocks=blocks)


def page_numbers(draft: Draft) -> Draft:
    """Lines that are nothing but a page number."""
    hits = [block for block in draft.blocks if PAGE_NUMBER(block.text)]
    # Printed pages have no 01: so articles of accounts number their points.
    numbers = [block for block in draft.blocks if re.fullmatch(r"[1-9]\d{0,2}", block.text.strip())]
    values = [int(block.text) for block in numbers]
    # Bare numbers only count as pages where they ascend one by one, and a page's text stands between them.
    if (
        len(values) >= 2
        and all(b - a == 1 for a, b in pairwise(values))
        and _are_pages(draft.blocks, numbers)
    ):
        hits += numbers
    return without(_paged(draft, hits), hits, "page-number", "单独成行的页码")


def _are_pages(blocks: Sequence[Block], numbers: Sequence[Block]) -> bool:
    """Whether bare numbers part pages and not points: sentences go on behind them, or pages lie between."""
    places = [index for index, block in enumerate(blocks) if any(block is number for number in numbers)]
    if any(
        0 < place < len(blocks) - 1
        and not shapes.ends_sentence(blocks[place - 1].text)
        and shapes.ends_sentence(blocks[place + 1].text)
        for place in places
    ):
        return True
    between = sum(len(block.text) for block in blocks[places[0] : places[-1]])
    return between >= _PAGE_SIZE * (len(places) - 1)


_PAGE_SIZE = 250
"""Characters that even a sparse page has."""
