"""What websites, e-papers and messaging apps write around a document: controls, navigation, notices.

One vocabulary for all readers and repairs, kept as tables in `gongwen.rules`. Everything here looks at a single
line; where in the page the line stands is the caller's business, who may say so to have only the rows that belong
there. The limits of length are what parts a page's line from a document's that uses the same words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gongwen.rules import Family, Where, family, filled
from gongwen.text import shapes

_CONTROLS = family("page_controls")
_SURE_CONTROLS = _CONTROLS.valued("sure")
_COLUMNS = family("site_column")
_DATELINE_LABELS = family("dateline_label")
_PROMPTS = family("page_prompt")
_CREDITS = family("page_credit")
_CREDIT_LINES = family("page_credit_line")
_FOOTERS = family("page_footer")
_LINK_SPAM = family("link_spam")
_RELATED = family("related_head")
_COMMENTS = family("comments_head")
_NEIGHBOURS = family("previous_next")
_BREADCRUMBS = family("breadcrumb")
_PAPER_LINES = family("paper_line")
_ATTACHMENTS = family("attachment_link")

_STAMP = re.compile(filled(r"{stamp}/?|{english_stamp}"))
_POSTED = re.compile(filled(r"[【\[（(]?(?:发布|发表|更新|刊发|编辑|上传)于\s*{stamp}"))
"""发布于 2021-11-08 来源 某某: a label that needs no colon."""
_CLOCK = re.compile(filled("{minute}"))
_LONGEST = 300
"""Characters that the longest of a page's own lines has: a footer."""
_STOP = re.compile(r"[。；]")


def _rows(rows: Family, where: Where | None) -> Family:
    return rows if where is None else rows.at(where)


def is_controls(text: str) -> bool:
    """Whether a line is a row of buttons and counters: 【字号：大 中 小】【打印】【关闭】."""
    # A longer line of buttons is the navigation of a site; what ends in a stop is the rest of a broken sentence.
    return (
        len(text) <= 120
        and _CONTROLS(text)
        and _SURE_CONTROLS.holds(text)
        and not _STOP.search(text.rstrip()[-2:])
    )


def is_weak_controls(text: str) -> bool:
    """Whether a line may be a button where others stand around it: 微信, 大, 收藏, A+, or a mark left of one."""
    line = text.strip()
    words = "".join(_CONTROLS.tokens(line))
    # Words of one button; and what is left of an icon is a mark or two.
    return (0 < len(words) <= 12 and _CONTROLS(line)) or (not words and 0 < len(line) <= 2)


def is_navigation_word(text: str) -> bool:
    """Whether a line is the name of a website's column."""
    return _COLUMNS("".join(_CONTROLS.tokens(text)))


_BYLINE = re.compile(
    r"[（(]\s*作者(?:单位)?\s*[:：系](?:(?=.*[\s\u3000:：系].{2})|"
    r"(?=.{4,}(?:教授|研究员|院长|所长|主任|讲师|学者|博士|部长|局长|书记|委员|会长|秘书长|总编辑?|编辑|记者)[）)])).{6,60}[）)]"
)
"""（作者：某某 某大学教授）: who wrote it and where he works closes an article, and is the article's."""


def is_byline(text: str) -> bool:
    """Whether a line names the author with where he works, which closes an article and is the article's."""
    return bool(_BYLINE.fullmatch(text.strip()))


_OWN_WORDS = "处罚|许可|决定|立案|会议|活动|召开|举办|举行|截止|施行|生效|报名|有效|签发|签署|成文|修订|修改"
_OWN_DAY = re.compile(rf"[【\[（(]?[^\s：:]{{0,4}}(?:{_OWN_WORDS})(?:的?(?:时间|日期))?[】\]）)]?\s*[：:]")
"""会议时间：…, 施行日期：…: a day that the document names, and not its page."""


def is_dateline(text: str) -> bool:
    """Whether a line is a web page's line of date, source, author, counters."""
    line = text.strip()
    if is_byline(line) or _OWN_DAY.match(line):
        return False
    # A sentence is none, unless it has a label; and a long line is a paragraph.
    if len(line) > 160 or (shapes.ends_sentence(line.rstrip(":：")) and not _DATELINE_LABELS.holds(line)):
        return False
    stamp = _STAMP.search(line)
    if stamp and _POSTED.match(line) and len(line) < 60 and not _STOP.search(line):
        return True
    if stamp and (_CLOCK.search(line) or _DATELINE_LABELS.holds(line)):
        rest = _CLOCK.sub("", line.replace(stamp[0], ""))
        return len(rest) < 100 and not _STOP.search(rest)
    # A label alone says less, so that the line has to be short and without a clause.
    labelled = _DATELINE_LABELS(line.lstrip("【[（(•·●▪ "))
    return labelled and len(line) < 60 and not re.search(r"[。；，]", line)


_STAMP_IN_WORDS = re.compile(filled(r"{stamp}\s*\d{1,2}[时点]\d{1,2}分(?:\d{1,2}秒)?"))
"""2023年9月12日 10时05分: alone on its line under a title; with more behind it, a sentence tells of that minute."""
_BARE_STAMP = re.compile(
    rf"(?:(?!.{{0,10}}(?:{_OWN_WORDS}))[^\s。；，：:]{{2,12}}\s*[：:]\s*)?"
    r"(?P<day>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})(?:[\s\u3000]+[^\s。；，：:]{2,12})?|"
    r"[^\s。；，：:]{2,12}[\s\u3000]+(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
)


def is_bare_dateline(text: str) -> bool:
    """Whether a line is a day in figures with hyphens, strokes or points, perhaps beside a source: 2023-09-12 某晚报."""
    line = text.strip()
    return any(shape.fullmatch(line) for shape in (_BARE_STAMP, _STAMP_IN_WORDS, shapes.SPLIT_DAY))


def is_split_day(line: str, below: str) -> bool:
    """Whether two lines are a day that a page sets in two pieces: 21 / 2024-02."""
    one, other = line.strip(), below.strip()
    return (
        len(one) <= _LONGEST_PIECE
        and len(other) <= _LONGEST_PIECE
        and bool(shapes.SPLIT_DAY.fullmatch(f"{one} {other}"))
    )


_LONGEST_PIECE = 10


def is_breadcrumb(text: str) -> bool:
    """“您当前的位置：甲网 > 乙 > 正文”, “首页 > 新闻 > 要闻”."""
    return len(text.strip()) <= 120 and not shapes.SENTENCE_MARK.search(text) and _BREADCRUMBS(text)


_STEP = re.compile(r"\d{1,2}[.．、](?!.{0,3}回复).{4,}。$")
"""1.扫码打开某应用。: a step of instructions, not a prompt."""


def is_prompt(text: str, where: Where | None = None) -> bool:
    """Scan this, follow us, tap twice: what apps and papers ask of readers."""
    line = text.strip()
    if _STEP.match(line):
        return False
    found = _rows(_PROMPTS, where).search(line) if len(line) <= 60 else None
    # In a longer line the words have to be much of it; and a second sentence makes it prose.
    return (
        found is not None
        and len(found[0]) >= 0.3 * len(line)
        and not re.search(r"。.{6,}", line)
        and not _in_quotes(line, found)
    )


def _in_quotes(line: str, found: re.Match[str]) -> bool:
    """Whether what was found stands within quotation marks, with more of a sentence around them."""
    before, after = line[: found.start() + 1], line[found.start() :]
    opened = before.rfind("“") > before.rfind("”") and not before.startswith("“")
    return opened and after.find("”") >= _QUOTED_PROMPT


_QUOTED_PROMPT = 5
"""A shorter quotation names a tool, with which the prompt goes on: 使用“扫一扫”…"""


_END_MARK = re.compile(
    r"[-—–=*·\s【\[（(]*(?:END|The End|完|全文完|文章结束)[-—–=*·\s】\]）)]*", re.IGNORECASE
)


def is_end_mark(text: str) -> bool:
    """Whether a line is nothing but an account's mark for the end of its text: -END-, （完）."""
    return _END_MARK.fullmatch(text.strip()) is not None


def is_footer(text: str, where: Where | None = None) -> bool:
    """Whose site it is, its numbers and telephones."""
    if _LINK_SPAM(text):
        return True
    # Footers have no sentences.
    return len(text) <= _LONGEST and _rows(_FOOTERS, where)(text) and not re.search(r"。.{10,}。", text)


def is_related_head(text: str) -> bool:
    """A head over links to other pages."""
    return len(text.strip()) <= 80 and _RELATED(text)


def is_comments_head(text: str) -> bool:
    """A head over what readers wrote: “3 条评论”, “网友跟贴”. Nothing of the document comes after it."""
    return len(text.strip()) <= 80 and _COMMENTS(text)


def is_previous_next(text: str) -> bool:
    """“上一篇：…”."""
    return len(text.strip()) <= 120 and _NEIGHBOURS(text)


_URL = re.compile(r"https?://\S+$")


def is_credit(text: str, where: Where | None = None) -> bool:
    """“责任编辑：某某”, “（责编：某某）”, “原标题：…”."""
    line = text.strip()
    if is_byline(line):
        return False
    # Whose name stands there is short, but for an address; a sentence behind 来源： is a document's.
    line = _URL.sub("", line)
    return (
        len(line) <= 60
        and not _STOP.search(line)
        and (_rows(_CREDITS, where)(line) or _rows(_CREDIT_LINES, where)(line))
    )


def is_paper_line(text: str) -> bool:
    """“第03版：要闻”, “2019年05月24日 星期五”: where in a newspaper a text stood."""
    return _PAPER_LINES(text)


@lru_cache(8192)
def is_furniture(text: str) -> bool:
    """Whether a line is nothing but what a page puts around a document."""
    if len(text) > _LONGEST:
        return _LINK_SPAM(text)
    return (
        is_controls(text)
        or is_dateline(text)
        or is_breadcrumb(text)
        or is_prompt(text)
        or is_footer(text)
        or is_related_head(text)
        or is_previous_next(text)
        or is_credit(text)
        or is_paper_line(text)
    )


def is_attachment(text: str) -> bool:
    """A link to a file that belongs to the document."""
    return _ATTACHMENTS(text)
