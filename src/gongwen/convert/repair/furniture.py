"""Repairs that take away what the website, the app or the scanner put around a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from gongwen.convert import pagetalk
from gongwen.convert.model import Block, Draft, Removed
from gongwen.records.vocabulary import RepairKind
from gongwen.text import shapes
from gongwen.text.fold import simplify

_BANNER = re.compile(
    r"文档格式\s*[:：]|下载积分|格式\s*[:：]\s*(?:DOCX?|PDF|TXT)|共\s*\d+\s*页.{0,6}(?:可)?试读|"
    r"试读已?结束|文档预览结束|购买全文|立即下载|由(?:会员|用户|网友)“?.{0,14}”?上传|本页只展示|资源描述\s*[:：]|"
    r"由(?:会员|网友|用户)?.{0,12}(?:分享|上传|提供|整理).{0,8}(?:可在线阅读|在线阅读|免费下载)|更多相关.{0,60}请在.{0,20}上搜索|"
    r"(?:文库|文档|豆丁|道客巴巴).{0,12}(?:下载|搜索|分享|上传)|珍藏版|^[—–\-\s（(【]*(?:本文|"
    r"本资料|文章|以上内容)(?:档)?(?:来自|来源于|由|转自|出自).{2,16}(?:网|"
    r"文库|文档|论坛).{0,40}(?:请?登录|查看|下载|搜索|整理|提供|收集)|下载(?:本文档)?需.{0,6}积分|(?:本文档|该文档|文档)由.{0,12}(?:上传|分享|贡献)"
)
_BANNER_TITLE = re.compile(
    r"《([^《》]{2,80}?)(?:\.(?:docx?|pdf|txt|wps|pptx?))?(?:[（(][^（()）]{0,12}[)）])?》"
)
_BANNER_FILE = re.compile(
    r"^\s*([^《》\s]{4,80}?)(?:\.(?:docx?|pdf|txt|wps|pptx?)[\s_]|\s+[-—_|]\s+\S{2,10}(?:网|文库|豆丁)\s)"
)
_BANNER_SITE = re.compile(
    r"请在\s*(\S{2,12}?)\s*上搜索|((?!该|本|此)[\u4e00-\u9fff]{1,8}(?:文库网?|文档网|资料网|范文网|文秘网|无忧网|豆丁网|道客巴巴))"
)

_SEPARATOR = re.compile(r"\s*(?:[>»›＞]|->|/|\|)+\s*")

_PICTURE = re.compile(
    r"[\[【(（<]?\s*(?:图片|图像|照片|image|img|图)\s*(?:已损坏|已丢失|丢失|加载失败|"
    r"加载中.{0,3}|无法显示|不存在|缺失|占位|显示失败)?\s*[\d]{0,3}\s*[\]】)）>]?|"
    r"(?:点击|单击)(?:图片)?(?:查看|放大|浏览)(?:大图|原图|下一页)?|\[?(?:图片|image)[:：]?\s*\S{1,80}\.(?:jpe?g|png|gif|webp|bmp)\]?",
    re.IGNORECASE,
)

_CREDITED = re.compile(
    r"[\[【]图片?说明[:：][^\]】]{2,60}[\]】]|[▲△↑↓▼]\s*.{2,50}|.{2,40}(?:网|记者|通讯员)\s?\S{2,4}\s?摄影?|[^。！？]{2,30}[（(](?:资料图片?|"
    r"图片来源.{0,12}|图源.{0,8})[）)]|资料图\s*图源\S{1,8}|图为[^。]{2,40}。?\s*\S{2,8}\s*摄|"
    r"[^。！？]{2,40}[。]?\s*(?:[（(](?:摄影|图片来源|资料图片?)?\s*[:：]?\s*[^（()）]{0,14}(?:摄影?|供图|资料图|"
    r"供)?[）)](?<=摄[）)])|[（(](?:摄影|图片来源|供图)\s*[:：][^（()）]{1,16}[）)]|(?:\s\S{2,6}|记者\S{2,4}|\S{2,5}网\s?)\s*摄)"
)
_CAPTION = re.compile(r"(?:图为|图\d?[:：]|上图|下图|资料图).{2,50}$")

_RIGHTS_HEAD = re.compile(
    r"^[【\[（(]?\s*(?:版权(?:声明|说明|与免责声明)|免责(?:声明|条款)|特别声明|法律声明|转载(?:须知|说明|声明))\s*[】\])）]?\s*[:：]?$"
)
RIGHTS_LINE = re.compile(
    r"未经.{0,24}(?:许可|授权|同意|允许).{0,40}(?:不得|禁止|严禁|请勿).{0,16}(?:转载|复制|摘编|使用|引用|传播|建立镜像)|"
    r"^\s*(?:©|\(c\)|copyright|版权所有|版權所有)|(?:ICP|icp)\s*[备证備]\s*\d|公网安备|"
    r"^\s*(?:转载|如需转载|欢迎转载).{0,30}(?:注明|联系)|^(?:版权声明|免责声明|特别声明|平台声明|声明)\s*[:：]\s*(?:本文|本网|本站|"
    r"以上|该文|\S{2,8}(?:刊发|刊登|转载)).{4,}|遵循\s*CC|^(?:声明|郑重声明|特别声明|免责声明)\s*[:：].{0,20}(?:本网|本站|凡)|"
    r"(?:本文|文章|内容)?(?:版权|著作权)归.{0,20}所有|(?:如有|若有|如涉及?)侵权.{0,20}(?:联系|"
    r"删除)|仅代表作者(?:本人)?观点|本(?:网|站|平台)(?:转载|登载|刊登|发布).{0,30}(?:目的|不代表|仅供)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"(?:如需使用|请致电|请联系|联系电话|举报电话|投稿|客服)")

_PAGE_NUMBER = re.compile(
    r"[-—–－―]{1,3}\s*\d{1,4}\s*[-—–－―]{1,3}|[-—–－―]?\s*第\s*\d{1,4}\s*页(?:\s*[/，,（(]?\s*共\s*\d{1,4}\s*页\s*[）)]?)?\s*[-—–－―]?|"
    r"\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|·\s*\d{1,4}\s*·|(?:PAGE|NUMPAGES)[\s\\*\d]*(?:MERGEFORMAT)?[\s\d]*"
)
_HEAD_LINES, _TAIL_LINES = 15, 15


def library_banner(draft: Draft) -> Draft:
    """The banner of a document-sharing site; it names the file, which is a hint at the title."""
    hits = [
        block
        for block in (*draft.blocks[:3], *draft.blocks[-3:])
        if _BANNER.search(block.text) and len(block.text) < 300
    ]
    hints: dict[str, str] = {}
    for block in hits:
        title = _BANNER_FILE.search(block.text) or _BANNER_TITLE.search(block.text)
        site = _BANNER_SITE.search(block.text)
        if title:
            hints.setdefault("title", title[1].strip())
        if site:
            hints.setdefault("library", site[1] or site[2])
    return _without(draft, hits, "library-banner", "文库网站加在文前文后的推广文字", hints=hints)


def breadcrumb(draft: Draft) -> Draft:
    """“您当前的位置：甲网 > 乙 > 丙”: names the site and the column."""
    hits = [block for block in draft.blocks[:_HEAD_LINES] if pagetalk.is_breadcrumb(block.text)]
    hints: dict[str, str] = {}
    for block in hits:
        path = re.split(r"[:：]", block.text, maxsplit=1)[-1]
        steps = [step.strip() for step in _SEPARATOR.split(path) if step.strip()]
        names = [step for step in steps if step not in {"首页", "主页", "正文", "网站首页"}]
        if names and re.search(r"网$|网站$|在线$|报$", names[0]):
            hints = {"site": names[0], **({"column": names[-1]} if len(names) > 1 else {})}
    return _without(draft, hits, "breadcrumb", "网页上的“当前位置”", hints=hints)


def navigation(draft: Draft) -> Draft:
    """Columns of the site, often one word per line, before and after the document."""
    top = _run(draft.blocks)
    bottom = _run(tuple(reversed(draft.blocks[len(top) :])))
    links = [
        block
        for block in (*draft.blocks[:_HEAD_LINES], *draft.blocks[-_TAIL_LINES:])
        if block.links > 0.6
        and not pagetalk.is_attachment(block.text)
        and not re.search(r"[。；！？]", block.text)
    ]
    return _without(draft, [*top, *bottom, *links], "navigation", "网站的栏目名、链接")


def _run(blocks: tuple[Block, ...]) -> list[Block]:
    """Blocks from an edge on that are columns or buttons, if at least two are columns for sure."""
    run: list[Block] = []
    for block in blocks:
        text = block.text.strip()
        if not (is_columns(text) or pagetalk.is_controls(text) or (block.kind == "picture" and run)):
            break
        run.append(block)
    sure = sum(is_columns(block.text.strip()) for block in run)
    return run if sure >= 2 or any(len(_columns(block.text)) >= 3 for block in run) else []


def _columns(text: str) -> list[str]:
    return [part for part in re.split(r"[\s|｜·/、>»›]+", text.strip(" [](){}【】")) if part]


def is_columns(text: str) -> bool:
    """Whether a line names columns: all of it, or most where there are many."""
    parts = _columns(text)
    known = sum(pagetalk.is_navigation_word(part) for part in parts)
    return bool(parts) and (
        known == len(parts) or (len(parts) >= 4 and known * 2 >= len(parts) and max(map(len, parts)) <= 8)
    )


def controls(draft: Draft) -> Draft:
    """Font size, print, share, counters; and single buttons beside such lines."""
    blocks = draft.blocks
    hits = {i for i, block in enumerate(blocks) if pagetalk.is_controls(block.text)}
    grown = True
    while grown:
        near = {i + step for i in hits for step in (-1, 1) if 0 <= i + step < len(blocks)} - hits
        more = {i for i in near if pagetalk.is_weak_controls(blocks[i].text)}
        hits |= more
        grown = bool(more)
    return _without(
        draft, [blocks[i] for i in sorted(hits)], "page-controls", "字号、打印、分享等按钮，阅读次数等计数"
    )


def prompts(draft: Draft) -> Draft:
    """“长按识别二维码”, “点击上方蓝字关注我们”: what an app or a paper asks of its readers."""
    return _where(draft, pagetalk.is_prompt, "reader-prompt", "扫码、关注、点赞等提示", draft.blocks)


def credits_lines(draft: Draft) -> Draft:
    """“责任编辑：某某”, “原标题：…”: the republisher's own, before or after the text."""
    return _where(draft, pagetalk.is_credit, "page-credit", "编辑、审核等署名，原标题等说明", _edges(draft))


def comments(draft: Draft) -> Draft:
    """“3 条评论” and all that comes after: what readers of the page wrote."""
    blocks = draft.blocks
    start = next(
        (
            i
            for i, b in enumerate(blocks)
            if i >= 2 and i * 3 >= len(blocks) and pagetalk.is_comments_head(b.text)
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
        if index >= 1 and pagetalk.is_related_head(block.text):
            end = index + 1
            while end < len(blocks) and _is_link_like(blocks[end]):
                end += 1
            # In the middle of a text, a head of this kind may be the document's own.
            if (
                end == len(blocks)
                or any(b.links > 0.5 for b in blocks[index:end])
                or pagetalk.is_previous_next(block.text)
                or re.match(r"[【\[]?(?:相关|新闻)链接[】\]]?\s*[:：]\s*\S", block.text.strip())
            ):
                # What is attached belongs to the document, though the page lists it among its links.
                hits += (b for b in blocks[index:end] if b is block or not _is_attached(b))
                index = end
                continue
        elif pagetalk.is_previous_next(block.text) and (
            block.links > 0.5 or index >= len(blocks) - _TAIL_LINES
        ):
            hits.append(block)
        index += 1
    return _without(draft, hits, "related-links", "相关链接、上下篇、友情链接")


def _is_attached(block: Block) -> bool:
    return block.text.strip().startswith("附") and pagetalk.is_attachment(block.text)


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
    return _where(draft, pagetalk.is_footer, "page-footer", "网站的主办单位、备案号、热线等", _edges(draft))


def paper_lines(draft: Draft) -> Draft:
    """“第03版：要闻”, “2019年05月24日 星期五”: where in a newspaper the text stood."""
    return _where(draft, pagetalk.is_paper_line, "dateline", "报纸的版次、见报日", _edges(draft))


def colophon(draft: Draft) -> Draft:
    """The last lines of an official document (版记, GB/T 9704): copies to whom, printed by whom and when."""
    blocks = draft.blocks
    first = max(1, len(blocks) - _TAIL_LINES)
    hits: list[Block] = []
    for index in range(first, len(blocks)):
        text = blocks[index].text.strip()
        if _COPIES.match(text) or _PRINTED.fullmatch(text):
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
    attached = any(
        _ATTACHED.match(block.text.strip()) or pagetalk.is_attachment(block.text) for block in blocks[:own]
    )
    return own < len(blocks) and not attached


def _is_own_text(block: Block) -> bool:
    """Whether a line below a colophon would show that it is none: an article, a point, a sentence."""
    text = block.text.strip()
    return (
        not (_COPIES.match(text) or _PRINTED.fullmatch(text))
        and not RIGHTS_LINE.search(text)
        and not pagetalk.is_furniture(text)
        and (shapes.starts_enumerated(text) or (shapes.ends_sentence(text) and len(text) >= 20))
    )


_ATTACHED = re.compile(r"附(?:件|表|录)\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$")
_COPIES = re.compile(r"(?:主题词|抄送|抄报|分送|报送|主送单位|发送|（?共印)\s*[:：\d].{0,400}$")
_PRINTED = re.compile(
    r"(?:[（(]?[\u4e00-\u9fff（）、 ]{2,40})?(?:(?:19|20)\d{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})\s*年"
    r"\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\s*印发[）)]?(?:\s*共?印?\s*\d+\s*份)?"
)


def picture_placeholders(draft: Draft) -> Draft:
    """Pictures are not taken over; each place where one stood is counted."""
    blocks = draft.blocks
    hits = [block for block in blocks if block.kind == "picture" or _PICTURE.fullmatch(block.text.strip())]
    pictures = {i for i, block in enumerate(blocks) if block in hits}
    hits += [
        block
        for i, block in enumerate(blocks)
        if block.kind == "text"
        and i not in pictures
        and len(block.text) <= 60
        and (
            _CREDITED.fullmatch(block.text.strip())
            or ({i - 1, i + 1} & pictures and _CAPTION.match(block.text.strip()))
            or (i - 1 in pictures and _is_caption(block))
        )
    ]
    return _without(draft, hits, "image-placeholder", "图片不收，原件此处有图或占位文字")


def is_nothing_else(draft: Draft) -> bool:
    """Whether every line is a place where a picture stood, or what a page puts around a document."""
    return all(
        block.kind == "picture"
        or _PICTURE.fullmatch(block.text.strip())
        or _PAGE_NUMBER.fullmatch(block.text.strip())
        or pagetalk.is_furniture(block.text)
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
        if _RIGHTS_HEAD.match(block.text.strip()) and index >= len(blocks) - edge and tail_from is None:
            tail_from = index
            notices += 1
        elif (
            tail_from is None
            and RIGHTS_LINE.search(simplify(block.text))
            and len(block.text) < 400
            and not _is_inside(blocks, index)
        ):
            hits.append(block)
            notices += 1
            if (
                index + 1 < len(blocks)
                and _CONTACT.search(blocks[index + 1].text)
                and len(blocks[index + 1].text) < 80
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
        and not RIGHTS_LINE.search(block.text)
        and not pagetalk.is_furniture(block.text)
        for block in blocks[:index]
    )
    signed = any(
        shapes.is_signature(block.text) and shapes.is_date_line(after.text)
        for block, after in pairwise(blocks[index + 1 :])
    )
    return begun and signed


_STAMP_AT_END = re.compile(
    r"(?<=[。！？：；”）])\s*(?:19|20)\d{2}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?\s*$"
)
_STAMP_ALONE = re.compile(
    r"[\[【(（]?\s*(?:(?:19|20)\d{2}-\d{1,2}-\d{1,2}\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*[\]】)）]?"
)


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


_HEAD_WITH_PAGE = re.compile(
    r"(?:第\s*(?P<a>\d{1,4})\s*页|[·•—–-]\s*(?P<b>\d{1,4})\s*[·•—–-])[\s|]*(?P<words>\S.{1,38})|"
    r"(?P<before>\S.{1,38}?)[\s|]*(?:第\s*(?P<c>\d{1,4})\s*页|[·•—–-]\s*(?P<d>\d{1,4})\s*[·•—–-])(?:\s*共\s*\d+\s*页)?"
)


def running_heads(draft: Draft) -> Draft:
    """“第2页　甲白皮书”, “· 86 ·　乙选编”: heads of printed pages, with ascending numbers; the text goes on behind them."""
    hits: list[Block] = []
    pages: list[int] = []
    for block in draft.blocks:
        match = (
            _HEAD_WITH_PAGE.fullmatch(block.text.strip())
            if block.kind == "text" and len(block.text) < 60
            else None
        )
        if match and not re.search(r"[。；！？]", block.text):
            hits.append(block)
            pages.append(int(match["a"] or match["b"] or match["c"] or match["d"]))
    if len(hits) < 2 or any(b - a not in {1, 2} for a, b in pairwise(pages)):
        return draft
    lines = {id(block) for block in hits}
    blocks = tuple(
        replace(block, paged=True)
        if index and id(draft.blocks[index - 1]) in lines and id(block) not in lines
        else block
        for index, block in enumerate(draft.blocks)
    )
    return _without(replace(draft, blocks=blocks), hits, "running-head", "每页上端的书名、页码")


def page_numbers(draft: Draft) -> Draft:
    """Lines that are nothing but a page number."""
    hits = [block for block in draft.blocks if _PAGE_NUMBER.fullmatch(block.text.strip())]
    numbers = [block for block in draft.blocks if re.fullmatch(r"\d{1,3}", block.text.strip())]
    values = [int(block.text) for block in numbers]
    # Bare numbers only count as pages where they ascend one by one, and a page's text stands between them.
    if (
        len(values) >= 2
        and all(b - a == 1 for a, b in pairwise(values))
        and _are_pages(draft.blocks, numbers)
    ):
        hits += numbers
    lines = {id(block) for block in hits}
    blocks = tuple(
        replace(block, paged=True)
        if index and id(draft.blocks[index - 1]) in lines and id(block) not in lines
        else block
        for index, block in enumerate(draft.blocks)
    )
    return _without(replace(draft, blocks=blocks), hits, "page-number", "单独成行的页码")


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


def dateline(draft: Draft) -> Draft:
    """“2023/06/30 16:42 来源：某报”: the web page's own line, its facts go to the metadata."""
    return _where(
        draft, pagetalk.is_dateline, "dateline", "网页题下的日期、来源一行", draft.blocks[:_HEAD_LINES]
    )


def _edges(draft: Draft) -> tuple[Block, ...]:
    if len(draft.blocks) <= _HEAD_LINES + _TAIL_LINES:
        return draft.blocks
    return (*draft.blocks[:_HEAD_LINES], *draft.blocks[-_TAIL_LINES:])


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


def _where(
    draft: Draft, test: Callable[[str], bool], kind: RepairKind, note: str, among: Iterable[Block]
) -> Draft:
    hits = [block for block in among if block.kind in {"text", "heading"} and test(block.text)]
    return _without(draft, hits, kind, note)


def _without(
    draft: Draft,
    hits: list[Block],
    kind: RepairKind,
    note: str,
    *,
    count: int | None = None,
    hints: dict[str, str] | None = None,
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
        kept, kind, len(removed) if count is None else count, note, removed=removed, hints=hints
    )
