"""Repairs that take away what the website, the app or the scanner put around a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gongwen.convert import boilerplate
from gongwen.convert.model import Block, Draft
from gongwen.convert.repair.printed import PAGE_NUMBER, RIGHTS_LINE
from gongwen.convert.repair.removing import HEAD_LINES, TAIL_LINES, by_place, places, says, without
from gongwen.rules import family
from gongwen.text import shapes
from gongwen.text.organs import is_organ

_COLUMN_PATH = re.compile(r"\s*(?:[>»›＞]|->|/|\|)+\s*")
_COLUMN_PARTS = re.compile(r"[\s|｜·/、>»›]+")
_MEDIA = family("site_name").valued("medium")
_COLUMNS_EVERYWHERE = family("site_column").valued("everywhere")
_PICTURE = family("picture")
_CREDITED = family("picture_credit")
_CAPTION = family("caption")
_RIGHTS_HEAD = family("rights_head")
_CONTACT = family("contact")
_SLOGAN = family("prompt_slogan")
_LAST_LINES = 6


def breadcrumb(draft: Draft) -> Draft:
    """“您当前的位置：甲网 > 乙 > 丙”: names the site and the column."""
    hits = [block for block in draft.blocks[:HEAD_LINES] if boilerplate.is_breadcrumb(block.text)]
    # Left over behind the text, without the path that it announced.
    hits += [b for b in draft.blocks[-_LAST_LINES:] if b not in hits and _is_bare_place(b.text)]
    facts: dict[str, str] = {}
    for block in tuple(hits):
        path = re.split(r"[:：]", block.text, maxsplit=1)[-1]
        steps = [step.strip() for step in _COLUMN_PATH.split(path) if step.strip()]
        names = [step for step in steps if not _COLUMNS_EVERYWHERE(step)]
        if names and _MEDIA(names[0]):
            facts = {"site": names[0], **({"column": names[-1]} if len(names) > 1 else {})}
        if steps and (below := _line_below(draft.blocks, block)) and below.text.strip() == steps[-1]:
            hits.append(below)  # the column's head
    return without(draft, hits, "breadcrumb", "网页上的“当前位置”", facts=facts)


def _line_below(blocks: Sequence[Block], block: Block) -> Block | None:
    index = next(i for i, other in enumerate(blocks) if other is block) + 1
    return blocks[index] if index < len(blocks) - 1 else None


def _is_bare_place(text: str) -> bool:
    return text.strip()[-1:] in {":", "："} and len(text.strip()) <= 10 and boilerplate.is_breadcrumb(text)


def navigation(draft: Draft) -> Draft:
    """Columns of the site, often one word per line, before and after the document."""
    top = _run(draft.blocks) or _word_column(draft.blocks)
    bottom = _run(tuple(reversed(draft.blocks[len(top) :])))
    links = [
        block
        for block in (*draft.blocks[:HEAD_LINES], *draft.blocks[-TAIL_LINES:])
        if block.links > 0.6
        and not boilerplate.is_attachment(block.text)
        and not shapes.SENTENCE_MARK.search(block.text)
    ]
    return without(draft, [*top, *bottom, *links], "navigation", "网站的栏目名、链接")


def _run(blocks: tuple[Block, ...]) -> list[Block]:
    """Blocks from an edge on that are columns or buttons, if at least two are columns for sure."""
    run: list[Block] = []
    for block in blocks:
        text = block.text.strip()
        if not (is_columns(text) or boilerplate.is_controls(text) or (block.kind == "picture" and run)):
            break
        run.append(block)
    sure = sum(is_columns(block.text.strip()) for block in run)
    return run if sure >= 2 or any(len(_columns(block.text)) >= 3 for block in run) else []


_WORDS_IN_COLUMN = 6
_MASTHEAD = 2


def _word_column(blocks: tuple[Block, ...]) -> list[Block]:
    """A menu, one short word a line, near the top, and the site's own name above it, whatever the words are."""
    start = next((i for i, block in enumerate(blocks[: _MASTHEAD + 1]) if _is_word(block)), None)
    if start is None:
        return []
    end = start
    while end < len(blocks) and _is_word(blocks[end]):
        end += 1
    above = all(len(block.text.strip()) <= 8 for block in blocks[:start])
    return list(blocks[:end]) if end - start >= _WORDS_IN_COLUMN and above and end < len(blocks) else []


_WORD = re.compile(r"[\u4e00-\u9fff]{2,4}|[A-Za-z\d]{1,3}[\u4e00-\u9fff]{1,3}")


def _is_word(block: Block) -> bool:
    text = block.text.strip()
    return bool(_WORD.fullmatch(text)) and not is_organ(text)


def _columns(text: str) -> list[str]:
    return [part for part in _COLUMN_PARTS.split(text.strip(" [](){}【】")) if part]


def is_columns(text: str) -> bool:
    """Whether a line names columns: all of it, or most where there are many."""
    parts = _columns(text)
    known = sum(boilerplate.is_navigation_word(part) for part in parts)
    return bool(parts) and (
        known == len(parts) or (len(parts) >= 4 and known * 2 >= len(parts) and max(map(len, parts)) <= 8)
    )


def controls(draft: Draft) -> Draft:
    """Font size, print, share, counters; and single buttons beside such lines."""
    blocks = draft.blocks
    sure = {i for i, block in enumerate(blocks) if boilerplate.is_controls(block.text)}
    prompts_ = {
        i for i, (block, place) in enumerate(places(blocks)) if boilerplate.is_prompt(block.text, place)
    }
    known = sure | prompts_
    fresh = known
    while fresh:
        near = {i + step for i in fresh for step in (-1, 1) if 0 <= i + step < len(blocks)} - known
        fresh = {i for i in near if boilerplate.is_weak_controls(blocks[i].text)}
        known |= fresh
    hits = known - prompts_
    return without(
        draft, [blocks[i] for i in sorted(hits)], "page-controls", "字号、打印、分享等按钮，阅读次数等计数"
    )


def prompts(draft: Draft) -> Draft:
    """“长按识别二维码”, “点击上方蓝字关注我们”: what an app or a paper asks of its readers."""
    blocks = draft.blocks
    found = {
        i
        for i, (block, place) in enumerate(places(blocks))
        if block.kind in {"text", "heading"} and boilerplate.is_prompt(block.text, place)
    }
    beside = {near for i in found for near in (i - 1, i + 1) if 0 <= near < len(blocks)} - found
    found |= {i for i in beside if _SLOGAN(blocks[i].text)}
    return without(draft, [blocks[i] for i in sorted(found)], "reader-prompt", "扫码、关注、点赞等提示")


def credits_lines(draft: Draft) -> Draft:
    """“责任编辑：某某”, “原标题：…”: the republisher's own, before or after the text."""
    return by_place(draft, boilerplate.is_credit, "page-credit", "编辑、审核等署名，原标题等说明")


def comments(draft: Draft) -> Draft:
    """“3 条评论” and all that comes after: what readers of the page wrote."""
    blocks = draft.blocks
    start = next(
        (
            i
            for i, b in enumerate(blocks)
            if i >= 2 and i * 3 >= len(blocks) and boilerplate.is_comments_head(b.text)
        ),
        len(blocks),
    )
    return without(draft, list(blocks[start:]), "comments", "网友的评论、跟帖")


def related_links(draft: Draft) -> Draft:
    """“相关链接”, “上一篇”, “友情链接” and what stands under them."""
    blocks = draft.blocks
    hits: list[Block] = _references_of_rule(blocks)
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if index >= 1 and boilerplate.is_related_head(block.text):
            end = index + 1
            while end < len(blocks) and _is_link_like(blocks[end]):
                end += 1
            # In the middle of a text, a head of this kind may be the document's own.
            if (
                end == len(blocks)
                or any(b.links > 0.5 for b in blocks[index:end])
                or boilerplate.is_previous_next(block.text)
                or re.match(r"[【\[]?(?:相关|新闻)链接[】\]]?\s*[:：]\s*\S", block.text.strip())
            ):
                # What is attached belongs to the document, though the page lists it among its links.
                hits += (b for b in blocks[index:end] if b is block or not _is_attached(b))
                index = end
                continue
        elif boilerplate.is_previous_next(block.text) and (
            block.links > 0.5 or index >= len(blocks) - TAIL_LINES
        ):
            hits.append(block)
        index += 1
    return without(draft, hits, "related-links", "相关链接、上下篇、友情链接")


_REFERENCES = re.compile(r"参考(?:资料|链接|来源|网址|文献)?[:：]?")
_RULE = 3


def _references_of_rule(blocks: Sequence[Block]) -> list[Block]:
    """“参考” and links behind the last article of a rule: who copied it says from where; a rule has no references."""
    start = next((i for i, block in enumerate(blocks) if _REFERENCES.fullmatch(block.text.strip())), None)
    if start is None or sum(map(_is_article, blocks[:start])) < _RULE:
        return []
    below = [block for block in blocks[start + 1 :] if block.kind != "picture"]
    listed = below and all(block.links > 0.5 and not block.text.startswith("附") for block in below)
    return list(blocks[start:]) if listed else []


def _is_attached(block: Block) -> bool:
    return block.text.strip().startswith("附") and boilerplate.is_attachment(block.text)


def _is_link_like(block: Block) -> bool:
    text = block.text.strip()
    return block.links > 0.5 or (
        len(text) <= 60
        and not shapes.ends_sentence(text.rstrip(":："))
        and not shapes.is_date_line(text)
        and not shapes.is_signature(text)
    )


def footers(draft: Draft) -> Draft:
    """Whose site it is, its licences and telephones."""
    return by_place(draft, boilerplate.is_footer, "page-footer", "网站的主办单位、备案号、热线等")


def picture_placeholders(draft: Draft) -> Draft:
    """Pictures are not taken over; each place where one stood is counted."""
    blocks = draft.blocks
    hits = [block for block in blocks if block.kind == "picture" or _PICTURE(block.text)]
    pictures = {i for i, block in enumerate(blocks) if block in hits}
    hits += [
        block
        for i, block in enumerate(blocks)
        if block.kind == "text"
        and i not in pictures
        and len(block.text) <= 60
        and (
            _CREDITED(block.text)
            or ({i - 1, i + 1} & pictures and _CAPTION(block.text))
            or (i - 1 in pictures and _is_caption(block))
        )
    ]
    return without(draft, hits, "image-placeholder", "图片不收，原件此处有图或占位文字")


def is_nothing_else(draft: Draft) -> bool:
    """Whether every line is a place where a picture stood, or what a page puts around a document."""
    return all(
        block.kind == "picture"
        or _PICTURE(block.text)
        or PAGE_NUMBER(block.text)
        or boilerplate.is_furniture(block.text)
        for block in draft.blocks
    )


def _is_caption(block: Block) -> bool:
    """Whether a few centred words right under a picture say what it shows."""
    text = block.text.strip()
    return (
        block.align == "center"
        and 2 <= len(text) <= 20
        and not re.search(r"[。；：！？]", text)
        and not block.lead
        and not shapes.starts_enumerated(text)
    )


def copyright_notice(draft: Draft) -> Draft:
    """Notices of rights: recorded for the question of access, not part of the document."""
    blocks = draft.blocks
    edge = max(4, len(blocks) // 5)
    hits: list[Block] = []
    notices = 0
    tail_from: int | None = None
    for index, block in enumerate(blocks):
        near_edge = index < 4 or index >= len(blocks) - edge
        if not near_edge:
            continue
        if _RIGHTS_HEAD(block.text) and index >= len(blocks) - edge and tail_from is None:
            tail_from = index
            notices += 1
        elif (
            tail_from is None
            and RIGHTS_LINE(block.text)
            and len(block.text) < 400
            and not _is_inside(blocks, index)
        ):
            hits.append(block)
            notices += 1
            if (
                index + 1 < len(blocks)
                and len(blocks[index + 1].text) < 80
                and _CONTACT(blocks[index + 1].text)
            ):
                hits.append(blocks[index + 1])
    if tail_from is not None:
        # Nothing of the document follows its own copyright notice.
        hits += [block for block in blocks[tail_from:] if block not in hits]
    return without(draft, hits, "copyright-notice", "网站的版权声明；其内容记入权利一项", count=notices)


def _is_article(block: Block) -> bool:
    return shapes.ARTICLE.match(block.text) is not None


def _is_inside(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line that speaks of rights is the document's: a numbered point, or one with its text on both sides."""
    if shapes.starts_enumerated(blocks[index].text):
        return True
    if any(map(_is_article, blocks[:index])) and any(map(_is_article, blocks[index + 1 :])):
        return True
    begun = any(
        shapes.ends_sentence(block.text)
        and not RIGHTS_LINE(block.text)
        and not boilerplate.is_furniture(block.text)
        for block in blocks[:index]
    )
    signed = any(
        shapes.is_signature(block.text) and shapes.is_date_line(after.text)
        for block, after in pairwise(blocks[index + 1 :])
    )
    return begun and signed


_TITLE_BLOCKS = 4


def split_days(draft: Draft) -> Draft:
    """“21” over “2024-02”, or “2024” over “02/21” over “08:30”: pages set parts of their day on lines of their own."""
    blocks = draft.blocks
    for index in range(1, min(_TITLE_BLOCKS, len(blocks) - 1)):
        size, whole = _split_day([block.text.strip() for block in blocks[index : index + 4]])
        if size and all(block.kind == "text" for block in blocks[index : index + size]):
            joined = (*blocks[:index], blocks[index].saying(whole), *blocks[index + size :])
            return draft.after(joined, "joined-lines", 1, "题下的日期断成几行，接上")
    return draft


_YEAR, _MONTH_DAY, _CLOCK = (
    re.compile(shape) for shape in (r"(?:19|20)\d{2}", r"\d{1,2}[-/.]\d{1,2}", r"\d{1,2}:\d{2}(?::\d{2})?")
)
_SHORT_SITE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:网|报|社|在线|客户端)")


def _split_day(lines: Sequence[str]) -> tuple[int, str]:
    """How many lines a page's day stands on, with the clock and the site's name below it, and the whole; 0 for none."""
    if len(lines) >= 3 and all(
        shape.fullmatch(line) for shape, line in zip((_YEAR, _MONTH_DAY, _CLOCK), lines, strict=False)
    ):
        sited = len(lines) > 3 and bool(_SHORT_SITE.fullmatch(lines[3]))
        day = f"{lines[0]}{'-' if '-' in lines[1] else '/'}{lines[1]} {lines[2]}"
        return (4, f"{day} {lines[3]}") if sited else (3, day)
    if len(lines) >= 2 and boilerplate.is_split_day(lines[0], lines[1]):
        return 2, f"{lines[0]} {lines[1]}"
    return 0, ""


def _is_told(blocks: Sequence[Block], block: Block) -> bool:
    """Whether a line “时间：…” stands right beside the place or the chairman of what is told, 来源：… below a figure."""
    at = blocks.index(block)
    if at and _FIGURE.match(blocks[at - 1].text):
        return True
    beside = [*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2]]
    return bool(_WHEN.match(block.text)) and any(_WHERE.match(near.text) for near in beside)


_FIGURE = re.compile(r"\s*[图表]\s?\d")
_WHEN = re.compile(r"\s*(?:时\s*间|日\s*期)\s*[:：]")
_WHERE = re.compile(r"\s*(?:地\s*点|主\s*持|出\s*席|参加|主\s*题|会议名称|嘉\s*宾|发布人)[^:：]{0,4}[:：]")
_CHRONICLE = 4
"""Lines that begin with a day, from which on they are a chronicle's: a page gives its own day, the day of an update
and perhaps one of the shelf that it stands on."""


def dateline(draft: Draft) -> Draft:
    """“2023/06/30 16:42 来源：某报”: the web page's own line, its facts go to the metadata."""
    hits = [block for block in draft.blocks[:HEAD_LINES] if says(block, boilerplate.is_dateline)]
    # Right under a title even a bare day is the page's; a document writes its own with 年月日.
    hits = [b for b in hits if not _is_told(draft.blocks, b)]
    bare = [b for b in draft.blocks if says(b, boilerplate.is_bare_dateline)]
    if len(bare) < _CHRONICLE:
        hits += [b for b in draft.blocks[1:_TITLE_BLOCKS] if b not in hits and b in bare]
    return without(draft, hits, "dateline", "网页题下的日期、来源一行")
