"""Repairs that take away what the website or the scanner put around a document."""

from __future__ import annotations

import re
from itertools import pairwise

from gongwen.convert.draft import Block, Draft, Removed
from gongwen.convert.repair import patterns

_BANNER = re.compile(
    r"由(?:会员|网友|用户)?.{0,12}(?:分享|上传|提供|整理).{0,8}(?:可在线阅读|在线阅读|免费下载)|更多相关.{0,60}请在.{0,20}上搜索|"
    r"(?:文库|文档|豆丁|道客巴巴).{0,12}(?:下载|搜索|分享|上传)|珍藏版"
)
_BANNER_TITLE = re.compile(
    r"《([^《》]{2,80}?)(?:\.(?:docx?|pdf|txt|wps|pptx?))?(?:[（(][^（()）]{0,12}[)）])?》"
)
_BANNER_SITE = re.compile(
    r"请在\s*(\S{2,12}?)\s*上搜索|([\u4e00-\u9fff]{1,8}(?:文库网?|文档网?|豆丁网|道客巴巴))"
)

_BREADCRUMB = re.compile(
    r"^\s*(?:您?(?:现在|当前|目前)?(?:所在)?的?位置|当前页面|首页)\s*(?:[:：是为]|[>»›＞/|-])"
)
_SEPARATOR = re.compile(r"\s*(?:[>»›＞]|->|/|\|)+\s*")

_PICTURE = re.compile(
    r"[\[【(（<]?\s*(?:图片|图像|照片|image|img|图)\s*(?:已损坏|已丢失|丢失|加载失败|加载中.{0,3}|无法显示|不存在|缺失|占位|显示失败)?\s*[\d]{0,3}\s*[\]】)）>]?|"
    r"(?:点击|单击)(?:图片)?(?:查看|放大|浏览)(?:大图|原图|下一页)?|\[?(?:图片|image)[:：]?\s*\S{1,80}\.(?:jpe?g|png|gif|webp|bmp)\]?",
    re.IGNORECASE,
)

_RIGHTS_HEAD = re.compile(
    r"^[【\[（(]?\s*(?:版权(?:声明|说明|与免责声明)|免责(?:声明|条款)|特别声明|法律声明|转载(?:须知|说明|声明))\s*[】\])）]?\s*[:：]?$"
)
_RIGHTS_LINE = re.compile(
    r"未经.{0,24}(?:许可|授权|同意|允许).{0,40}(?:不得|禁止|严禁|请勿).{0,16}(?:转载|复制|摘编|使用|引用|传播|建立镜像)|"
    r"^\s*(?:©|\(c\)|copyright|版权所有)|(?:ICP|icp)\s*[备证]\s*\d|公网安备|"
    r"^\s*(?:转载|如需转载|欢迎转载).{0,30}(?:注明|联系)|^(?:声明|郑重声明|特别声明|免责声明)\s*[:：].{0,20}(?:本网|本站|凡)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"(?:如需使用|请致电|请联系|联系电话|举报电话|投稿|客服)")

_PAGE_NUMBER = re.compile(
    r"[-—–－―]{1,3}\s*\d{1,4}\s*[-—–－―]{1,3}|第\s*\d{1,4}\s*页(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}"
)

_STAMP = re.compile(r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?/?")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
_DATELINE_LABEL = re.compile(
    r"(?:来源|稿源|信息来源|文章来源|作者|编辑|责编|责任编辑|发布时间|发布日期|发表时间|更新时间|时间|日期|浏览|阅读|点击|字号|字体|打印|分享)"
    r"(?:次数|量|数)?\s*[:：]"
)


def library_banner(draft: Draft) -> Draft:
    """The banner of a document-sharing site; it names the file, which is a hint at the title."""
    hits = [
        block
        for block in (*draft.blocks[:3], *draft.blocks[-3:])
        if _BANNER.search(block.text) and len(block.text) < 300
    ]
    hints: dict[str, str] = {}
    for block in hits:
        title, site = _BANNER_TITLE.search(block.text), _BANNER_SITE.search(block.text)
        if title:
            hints.setdefault("title", title[1].strip())
        if site:
            hints.setdefault("library", site[1] or site[2])
    return _without(draft, hits, "library-banner", "文库网站加在文前文后的推广文字", hints=hints)


def breadcrumb(draft: Draft) -> Draft:
    """“您当前的位置：甲网 > 乙 > 丙”: names the site and the column."""
    hits = [
        block
        for block in draft.blocks[:12]
        if len(block.text) < 120 and _BREADCRUMB.match(block.text) and _SEPARATOR.search(block.text)
    ]
    hints: dict[str, str] = {}
    for block in hits:
        path = re.split(r"[:：]", block.text, maxsplit=1)[-1]
        steps = [step.strip() for step in _SEPARATOR.split(path) if step.strip()]
        names = [step for step in steps if step not in {"首页", "主页", "正文", "网站首页"}]
        if names:
            hints = {"site": names[0], **({"column": names[-1]} if len(names) > 1 else {})}
    return _without(draft, hits, "breadcrumb", "网页上的“当前位置”", hints=hints)


def picture_placeholders(draft: Draft) -> Draft:
    """Pictures are not taken over; each place where one stood is counted."""
    hits = [
        block for block in draft.blocks if block.kind == "picture" or _PICTURE.fullmatch(block.text.strip())
    ]
    return _without(draft, hits, "image-placeholder", "图片不收，原件此处有图或占位文字")


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
        elif tail_from is None and _RIGHTS_LINE.search(block.text) and len(block.text) < 400:
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


def page_numbers(draft: Draft) -> Draft:
    """Lines that are nothing but a page number."""
    hits = [block for block in draft.blocks if _PAGE_NUMBER.fullmatch(block.text.strip())]
    numbers = [block for block in draft.blocks if re.fullmatch(r"\d{1,3}", block.text.strip())]
    values = [int(block.text) for block in numbers]
    # Bare numbers only count as pages where they ascend one by one.
    if len(values) >= 2 and all(b - a == 1 for a, b in pairwise(values)):
        hits += numbers
    return _without(draft, hits, "page-number", "单独成行的页码")


def dateline(draft: Draft) -> Draft:
    """“2023/06/30 16:42 来源：某报”: the web page's own line, its facts go to the metadata."""
    hits = [block for block in draft.blocks[:15] if is_dateline(block.text)]
    return _without(draft, hits, "dateline", "网页题下的日期、来源一行")


def is_dateline(text: str) -> bool:
    """Whether `text` is a web page's line of date, source, author, counters."""
    line = text.strip()
    if len(line) > 120 or (patterns.ends_sentence(line.rstrip(":：")) and not _DATELINE_LABEL.search(line)):
        return False
    stamp = _STAMP.search(line)
    if stamp and (_CLOCK.search(line) or _DATELINE_LABEL.search(line)):
        rest = _CLOCK.sub("", line.replace(stamp[0], ""))
        return len(rest) < 80
    label = _DATELINE_LABEL.match(line)
    return bool(label) and len(line) < 40 and not line.endswith(("。", "；"))


def _without(
    draft: Draft,
    hits: list[Block],
    kind: str,
    note: str,
    *,
    count: int | None = None,
    hints: dict[str, str] | None = None,
) -> Draft:
    gone = {id(block) for block in hits}
    kept = [block for block in draft.blocks if id(block) not in gone]
    if not kept:
        # A file that is nothing but furniture stays as it is: there is nothing to keep instead.
        return draft
    removed = [Removed(kind, block.text, block.line) for block in draft.blocks if id(block) in gone]
    return draft.after(
        kept, kind, len(removed) if count is None else count, note, removed=removed, hints=hints
    )
