"""Repairs that take away what the website, the app or the scanner put around a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from gongwen.convert import boilerplate
from gongwen.convert.model import Block, Draft, Removed
from gongwen.records.vocabulary import RepairKind
from gongwen.rules import Where, family, filled
from gongwen.text import shapes

_BANNER = family("library_banner")
_BANNER_TITLE, _BANNER_SITE = map(family("library_banner_part").valued, ("title", "library"))
_COLUMN_PATH = re.compile(r"\s*(?:[>»›＞]|->|/|\|)+\s*")
_COLUMN_PARTS = re.compile(r"[\s|｜·/、>»›]+")
_MEDIA = family("site_name").valued("medium")
_COLUMNS_EVERYWHERE = family("site_column").valued("everywhere")
_PICTURE = family("picture")
_CREDITED = family("picture_credit")
_CAPTION = family("caption")
_RIGHTS_HEAD = family("rights_head")
RIGHTS_LINE = family("rights_line")
_CONTACT = family("contact")
_PAGE_NUMBER = family("page_number")
_HEAD_WITH_PAGE = family("running_head")
_ATTACHED = family("attached_head")
_COPIES = family("colophon")
_PRINTED = family("printed")

_HEAD_LINES, _TAIL_LINES = 15, 15
_BANNER_LINES = 6
"""A sharing site's banner is its first lines or its last."""
_RUNNING_TEXT = 20
"""Characters that a sentence of a document has at least."""


def library_banner(draft: Draft) -> Draft:
    """The banner of a document-sharing site; it names the file, which is a hint at the title."""
    hits = [
        block
        for block in (*draft.blocks[:_BANNER_LINES], *draft.blocks[-_BANNER_LINES:])
        if len(block.text) < 300 and _BANNER(block.text)
    ]
    facts: dict[str, str] = {}
    for block in hits:
        parts = {**_BANNER_TITLE.groups(block.text), **_BANNER_SITE.groups(block.text)}
        for name, words in parts.items():
            facts.setdefault(name, words.strip())
    return _without(draft, hits, "library-banner", "文库网站加在文前文后的推广文字", facts=facts)


def breadcrumb(draft: Draft) -> Draft:
    """“您当前的位置：甲网 > 乙 > 丙”: names the site and the column."""
    hits = [block for block in draft.blocks[:_HEAD_LINES] if boilerplate.is_breadcrumb(block.text)]
    facts: dict[str, str] = {}
    for block in hits:
        path = re.split(r"[:：]", block.text, maxsplit=1)[-1]
        steps = [step.strip() for step in _COLUMN_PATH.split(path) if step.strip()]
        names = [step for step in steps if not _COLUMNS_EVERYWHERE(step)]
        if names and _MEDIA(names[0]):
            facts = {"site": names[0], **({"column": names[-1]} if len(names) > 1 else {})}
    return _without(draft, hits, "breadcrumb", "网页上的“当前位置”", facts=facts)


def navigation(draft: Draft) -> Draft:
    """Columns of the site, often one word per line, before and after the document."""
    top = _run(draft.blocks)
    bottom = _run(tuple(reversed(draft.blocks[len(top) :])))
    links = [
        block
        for block in (*draft.blocks[:_HEAD_LINES], *draft.blocks[-_TAIL_LINES:])
        if block.links > 0.6
        and not boilerplate.is_attachment(block.text)
        and not shapes.SENTENCE_MARK.search(block.text)
    ]
    return _without(draft, [*top, *bottom, *links], "navigation", "网站的栏目名、链接")


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
        i for i, (block, place) in enumerate(_places(blocks)) if boilerplate.is_prompt(block.text, place)
    }
    known = sure | prompts_
    fresh = known
    while fresh:
        near = {i + step for i in fresh for step in (-1, 1) if 0 <= i + step < len(blocks)} - known
        fresh = {i for i in near if boilerplate.is_weak_controls(blocks[i].text)}
        known |= fresh
    hits = known - prompts_
    return _without(
        draft, [blocks[i] for i in sorted(hits)], "page-controls", "字号、打印、分享等按钮，阅读次数等计数"
    )


def prompts(draft: Draft) -> Draft:
    """“长按识别二维码”, “点击上方蓝字关注我们”: what an app or a paper asks of its readers."""
    return _by_place(draft, boilerplate.is_prompt, "reader-prompt", "扫码、关注、点赞等提示")


def credits_lines(draft: Draft) -> Draft:
    """“责任编辑：某某”, “原标题：…”: the republisher's own, before or after the text."""
    return _by_place(draft, boilerplate.is_credit, "page-credit", "编辑、审核等署名，原标题等说明")


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
    return _without(draft, list(blocks[start:]), "comments", "网友的评论、跟帖")


def related_links(draft: Draft) -> Draft:
    """“相关链接”, “上一篇”, “友情链接” and what stands under them."""
    blocks = draft.blocks
    hits: list[Block] = []
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
            block.links > 0.5 or index >= len(blocks) - _TAIL_LINES
        ):
            hits.append(block)
        index += 1
    return _without(draft, hits, "related-links", "相关链接、上下篇、友情链接")


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
    return _by_place(draft, boilerplate.is_footer, "page-footer", "网站的主办单位、备案号、热线等")


def paper_lines(draft: Draft) -> Draft:
    """“第03版：要闻”, “2019年05月24日 星期五”: where in a newspaper the text stood."""
    hits = [
        block
        for block, place in _places(draft.blocks)
        if place != "anywhere" and _says(block, boilerplate.is_paper_line)
    ]
    return _without(draft, hits, "dateline", "报纸的版次、见报日")


def colophon(draft: Draft) -> Draft:
    """The last lines of an official document (版记, GB/T 9704): copies to whom, printed by whom and when."""
    blocks = draft.blocks
    first = max(1, len(blocks) - _TAIL_LINES)
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
    return _without(draft, hits, "colophon", "版记：主题词、抄送、印发机关和印发日期")


def _text_follows(blocks: Sequence[Block]) -> bool:
    """Whether the document's text goes on, other than in an attachment."""
    own = next((i for i, block in enumerate(blocks) if _is_own_text(block)), len(blocks))
    attached = any(_ATTACHED(block.text) or boilerplate.is_attachment(block.text) for block in blocks[:own])
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
    return _without(draft, hits, "image-placeholder", "图片不收，原件此处有图或占位文字")


def is_nothing_else(draft: Draft) -> bool:
    """Whether every line is a place where a picture stood, or what a page puts around a document."""
    return all(
        block.kind == "picture"
        or _PICTURE(block.text)
        or _PAGE_NUMBER(block.text)
        or boilerplate.is_furniture(block.text)
        for block in draft.blocks
    )


_FAILED = family("failed_fetch")
_FAILED_LONGEST = 160
"""Characters: a page that only says that it failed has few more."""


def is_failed_fetch(draft: Draft) -> bool:
    """Whether nothing was fetched but the page that says so: 环境异常, 页面不存在."""
    return len(draft.text) <= _FAILED_LONGEST and any(_FAILED(block.text) for block in draft.blocks)


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
    return _without(draft, hits, "copyright-notice", "网站的版权声明；其内容记入权利一项", count=notices)


def _is_inside(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line that speaks of rights is the document's: a numbered point, or one with its text on both sides."""
    if shapes.starts_enumerated(blocks[index].text):
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
    return _without(
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
    return _without(_paged(draft, hits), hits, "running-head", "每页上端的书名、页码")


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
    hits = [block for block in draft.blocks if _PAGE_NUMBER(block.text)]
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
    return _without(_paged(draft, hits), hits, "page-number", "单独成行的页码")


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


_TITLE_BLOCKS = 4


def dateline(draft: Draft) -> Draft:
    """“2023/06/30 16:42 来源：某报”: the web page's own line, its facts go to the metadata."""
    hits = [block for block in draft.blocks[:_HEAD_LINES] if _says(block, boilerplate.is_dateline)]
    # Right under a title even a bare day is the page's; a document writes its own with 年月日.
    hits += [
        b for b in draft.blocks[1:_TITLE_BLOCKS] if b not in hits and _says(b, boilerplate.is_bare_dateline)
    ]
    return _without(draft, hits, "dateline", "网页题下的日期、来源一行")


def _places(blocks: Sequence[Block]) -> list[tuple[Block, Where]]:
    """Each block with its place: before the document's first sentence, after its last one, or within.

    A number of lines at either end count as edge at any rate: an announcement may begin after a long sentence of
    the site's.
    """
    running = [index for index, block in enumerate(blocks) if _is_running(block)]
    head = max(_HEAD_LINES, running[0] if running else len(blocks))
    tail = min(len(blocks) - _TAIL_LINES, running[-1] + 1 if running else 0)
    return [(block, _place(index < head, index >= tail)) for index, block in enumerate(blocks)]


def _place(in_head: bool, in_tail: bool) -> Where:  # noqa: FBT001
    if in_head and in_tail:
        return "edge"
    return "head" if in_head else "tail" if in_tail else "anywhere"


def _is_running(block: Block) -> bool:
    """Whether a block is a sentence of some text, and not of the page."""
    text = block.text.strip()
    return (
        block.kind == "text"
        and len(text) >= _RUNNING_TEXT
        and shapes.ends_sentence(text)
        and not boilerplate.is_furniture(text)
    )


_LIKE_TEXT = frozenset(
    {
        "copyright-notice",
        "colophon",
        "page-footer",
        "page-credit",
        "related-links",
        "comments",
        "reader-prompt",
    }
)
"""What is told by its wording, which a rule may well have too: 未经许可不得转载, 抄送：…"""


def _between_articles(blocks: Sequence[Block]) -> frozenset[int]:
    """The ids of blocks from a rule's first article to its last: all of that is the document's."""
    articles = [index for index, block in enumerate(blocks) if shapes.ARTICLE.match(block.text)]
    if len(articles) < 2:
        return frozenset()
    return frozenset(map(id, blocks[articles[0] : articles[-1] + 1]))


def _says(block: Block, test: Callable[[str], bool]) -> bool:
    return block.kind in {"text", "heading"} and test(block.text)


def _by_place(draft: Draft, test: Callable[[str, Where], bool], kind: RepairKind, note: str) -> Draft:
    """The draft without lines of a kind, each of which may only stand where its row says."""
    hits = [
        block
        for block, place in _places(draft.blocks)
        if block.kind in {"text", "heading"} and test(block.text, place)
    ]
    return _without(draft, hits, kind, note)


def _without(
    draft: Draft,
    hits: list[Block],
    kind: RepairKind,
    note: str,
    *,
    count: int | None = None,
    facts: dict[str, str] | None = None,
) -> Draft:
    if kind in _LIKE_TEXT:
        inside = _between_articles(draft.blocks)
        hits = [block for block in hits if id(block) not in inside]
    gone = {id(block) for block in hits}
    kept = [block for block in draft.blocks if id(block) not in gone]
    if not kept:
        # A file that is nothing but furniture stays as it is: there is nothing to keep instead.
        return draft
    removed = [Removed(kind, block.text, block.line) for block in draft.blocks if id(block) in gone]
    return draft.after(
        kept, kind, len(removed) if count is None else count, note, removed=removed, facts=facts
    )
