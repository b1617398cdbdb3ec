"""Where the document stands among the lines of a file, decided as a whole.

What is told by its wording has been taken out one line at a time; what stands around it is mostly told by nothing
but its place: a box before the title, titles of other articles after the last sentence. Every line, those that
were taken out too, has a weight for standing inside the document or outside; the document ends where the weights
of all that follows sum up to the most outside, and begins at its title. Inside the document nothing is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from gongwen.convert import boilerplate, form_tables
from gongwen.convert.model import Block, Draft, Removed
from gongwen.rules import filled
from gongwen.text import shapes
from gongwen.text.organs import is_organ

Kind = Literal[
    "sentence", "passage", "short sentence", "numbered", "signature", "attachment", "cell", "listed", "lead-in",
    "heading", "loose heading", "link", "pair", "title-like", "scrap", "marker", "furniture", "neutral",
]  # fmt: skip
WEIGHTS: dict[Kind, tuple[float, float]] = {
    # kind: its weight in a text, and behind a marker such as “相关阅读”, where other articles are told of
    "passage": (6.0, 4.0),  # a paragraph of 60 characters or more
    "sentence": (3.0, 0.8),
    "short sentence": (1.0, -0.2),
    "lead-in": (1.5, 0.3),  # ends in a colon
    "numbered": (1.5, 0.5),
    "heading": (1.5, -1.0),  # with text below it
    "signature": (3.0, 2.0),  # a body's name, a date
    "attachment": (3.0, 2.0),
    "cell": (1.0, 0.0),
    "listed": (0.6, -0.5),  # in a list that a colon announces
    "neutral": (0.0, 0.0),  # a picture, a page's number: stand anywhere
    "pair": (-0.3, -0.6),  # 上级网信：中国网信网
    "scrap": (-0.7, -0.9),  # a few characters without an end
    "title-like": (-1.0, -1.5),  # the length of a title, no end
    "loose heading": (-1.5, -2.0),  # no text below it
    "link": (-2.0, -2.0),
    "furniture": (-0.7, -0.7),  # taken out by its wording
    "marker": (
        -2.5,
        -2.5,
    ),  # taken out, and nothing of the document stands below such: 相关阅读, 版权声明, 评论
}
_MOST = 0.6
"""The share of a file that may be outside: where it is more, the weights are wrong about it."""
_CUT = -1.6
"""The sum from which what follows is outside: more than one line of doubtful look."""
_NUMBER_LONGEST = 2
_DRAWN = 2
"""Rows with figures that make a table of lines with strokes."""
_RULE = 3
"""Articles that make a text a rule."""
_SLIGHT = 0.05
"""A sum no lower than that is none: lines in doubt stay."""
_MARKERS = frozenset({"related-links", "comments", "copyright-notice", "page-footer"})
_FURNITURE = frozenset(
    {"navigation", "breadcrumb", "page-controls", "page-credit", "reader-prompt", "dateline"}
)
_TITLE_LONGEST = 60
_HEAD_LONGEST = 10
_CONTACT = re.compile(r"联\s*系\s*人\s*[:：]\s*\S")
"""Whom to ask: a page of a site names no such person."""
_MORE_CONTACT = re.compile(
    r"(?:联\s*系\s*电\s*话|电\s*话|手\s*机|电\s*子\s*邮\s*[箱件]|邮\s*[箱编]|传\s*真|通[讯信]\s*地\s*址|地\s*址)\s*[:：]\s*\S"
)
_ROW = re.compile(r"\d{1,3}[ \u3000\t]*[\u4e00-\u9fff]{2}(?!.*[。；])")
_PAIR = re.compile(r"[^：:，。]{2,10}[：:]\s*[^：:，。；]{1,30}")
_QUESTION = re.compile(r"[^。，；！？]{4,40}[？?]")
_BARE_ATTACHMENT = re.compile(r"附[件表录]?\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?")
_ATTACHMENT = re.compile(
    r"附[件表录]?\s*[\d一二三四五六七八九十]{0,3}\s*[:：.]|附[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*$|[（(]?此件|"
    r"[（(]?(?:信息)?公开(?:方式|属性|类别|形式|选项|程度)\s*[:：]"
)
_FILE = re.compile(filled(r".{4,80}[\u4e00-\u9fff）》)】].{0,6}{file}"), re.IGNORECASE)
"""甲方案.doc: what hangs on the document, by the name of its file."""
_REACHED = re.compile(r"联系方式[:：]\s*(?:[\w.+-]+@[\w.-]+|[\d-]{7,16})")
_NEWS_BELOW = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}(?=[^\d\s:：~—–至-])[^。；]{6,80}")
"""2025-03-10某会召开: the day of one article glued to the title of the next, as lists of news come out."""
_ISO_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")
_POINT = re.compile(r"0\d")
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+")
_ADDRESS = re.compile(r"(?:原文)?(?:链接|网址|地址)?[:：]?\s*https?://\S+")
_BARS = re.compile(r"\|(?:[^|]*\|){2,}")
"""A row of a table that was too broken to be read as one."""
_BAR = re.compile(r"[^|]*\|.*|[+|=\-— ]{3,}")
"""A line with strokes of a table in it; alone it may as well be a page's links in a row."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file: where it stood, and its block where it hasn't been taken out."""

    number: int
    kind: Kind
    block: int | None


def tail(draft: Draft) -> Draft:
    """What stands behind the document's last part on a page that has furniture there."""
    lines = _lines(draft)
    start = _end(lines, draft)
    gone = [line.block for line in lines[start:] if line.block is not None]
    size = sum(len(draft.blocks[index].text) for index in gone if draft.blocks[index].kind == "text")
    if not gone or size > _MOST * len(draft.text):
        return draft
    out = set(gone)
    removed = [Removed("navigation", draft.blocks[i].text, draft.blocks[i].line) for i in gone]
    kept = [block for index, block in enumerate(draft.blocks) if index not in out]
    return draft.after(kept, "navigation", len(gone), "文末之后的网页文字", removed=removed)


def _lines(draft: Draft) -> list[_Line]:
    """All lines in the order of the file."""
    kinds = _kinds(draft.blocks)
    taken = [
        _Line(removed.line, "marker" if _ends_document(removed) else "furniture", None)
        for removed in draft.removed
        if removed.kind in _MARKERS | _FURNITURE
    ]
    kept = [_Line(block.line, kinds[index], index) for index, block in enumerate(draft.blocks)]
    return sorted((*kept, *taken), key=lambda line: (line.number, line.block is None))


def _ends_document(removed: Removed) -> bool:
    """Whether what was taken out is a head over other things, not one link in the text."""
    head = removed.text.strip().strip("【】[]:： ")
    if removed.kind == "reader-prompt" and boilerplate.is_end_mark(removed.text):
        return True
    return removed.kind in _MARKERS and (removed.kind != "related-links" or len(head) <= _HEAD_LONGEST)


def _end(lines: Sequence[_Line], draft: Draft) -> int:
    """The index from which everything is outside; the number of lines where nothing is."""
    behind = _behind_marker(lines, draft)
    best, cut, total = _CUT, len(lines), 0.0
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        if index < behind and (line.kind in _OWN or _says_all(line, draft)):
            break
        total += WEIGHTS[line.kind][index >= behind]
        if total < best - _SLIGHT:
            best, cut = total, index
    # A plain text that ends in a list of names has nothing of a page about it.
    of_page = any(line.block is None or line.kind in {"marker", "link"} for line in lines[cut:])
    # Behind a signature stands nothing of a document but what it names, where the file is a page's.
    signed = cut < len(lines) and lines[cut - 1].kind == "signature"
    of_page = of_page or (signed and any(line.block is None for line in lines))
    if sum(bool(shapes.ARTICLE.match(block.text)) for block in draft.blocks) >= _RULE:
        # Behind the last article of a rule its annexes stand, in short lines of their own.
        of_page = any(line.kind in {"marker", "link"} for line in lines[cut:])
    return cut if of_page else len(lines)


def _says_all(line: _Line, draft: Draft) -> bool:
    """Whether a line is a short sentence with its full stop, as titles and boxes of a page have none."""
    return (
        line.kind == "short sentence"
        and line.block is not None
        and len(draft.blocks[line.block].text) >= _SENTENCE_LEAST
        and draft.blocks[line.block].text.rstrip().endswith("。")
    )


_SENTENCE_LEAST = 8


def _behind_marker(lines: Sequence[_Line], draft: Draft) -> int:
    """The index behind the first marker that ends the document: little text comes after it."""
    sizes = [
        len(draft.blocks[line.block].text) if line.block is not None and line.kind in _TEXT else 0
        for line in lines
    ]
    before = 0
    for index, line in enumerate(lines):
        before += sizes[index]
        after = sum(sizes[index:])
        if line.kind == "marker" and before and after <= _REST * before:
            return index + 1
    return len(lines)


_TEXT = frozenset({"passage", "sentence"})
_OWN = frozenset({"passage", "sentence", "numbered", "signature", "attachment", "lead-in"})
"""What nothing but a marker before it takes away."""
_REST = 0.25
"""The share of a document's text that the digests of other articles below it have at most."""


def _kinds(blocks: Sequence[Block]) -> list[Kind]:
    kinds: list[Kind] = []
    listing = False
    rows = _later_rows(blocks)
    drawn = _drawn_rows(blocks)
    news = _news_below(blocks)
    # Where most of a page is set as headings, that says nothing.
    says_nothing = sum(block.kind == "heading" for block in blocks) * 2 > len(blocks)
    for index, block in enumerate(blocks):
        kind = _kind(replace(block, kind="text") if says_nothing and block.kind == "heading" else block)
        text = block.text.strip()
        attached = _BARE_ATTACHMENT.fullmatch(blocks[index - 1].text.strip()) if index else None
        if attached and kind in {"title-like", "scrap", "pair", "heading", "loose heading"}:
            kind = "attachment"  # its name, on a line of its own
        if kind in {"sentence", "passage", "short sentence", "signature", "numbered"}:
            listing = False
        elif listing and (kind in {"title-like", "scrap", "pair"} or _BARE_ADDRESS.fullmatch(text)):
            kind = "listed"
        if _MORE_CONTACT.match(text) and any(
            _CONTACT.match(b.text.strip()) for b in blocks[max(0, index - 5) : index]
        ):
            kind = "attachment"  # how to reach whom the line above names
        elif index in rows or (
            kind == "scrap" and index and _POINT.fullmatch(blocks[index - 1].text.strip())
        ):
            kind = "numbered"
        elif _REACHED.match(text) and index and "联系" in blocks[index - 1].text:
            kind = "attachment"
        if index in news:
            kind = "link"
        if (
            index in drawn
            or form_tables.labelled(text)
            or (index and form_tables.label_of(blocks[index - 1].text))
        ):
            kind = "cell"  # of a form that isn't set as a table
        following = blocks[index + 1].text.strip() if index + 1 < len(blocks) else ""
        if text.endswith(("：", ":")) and (len(text) >= 6 or _BARE_ADDRESS.fullmatch(following)):
            listing = True
            kind = "lead-in" if kind in {"scrap", "title-like", "short sentence"} else kind
        if kind == "loose heading" and _has_text_below(blocks, index):
            kind = "heading"
        kinds.append(kind)
    return [_over_text(kind, kinds[index + 1 : index + 2]) for index, kind in enumerate(kinds)]


def _later_rows(blocks: Sequence[Block]) -> frozenset[int]:
    """Numbered lines of a list that comes after another in the text, as lists of what was recognised in turns.

    A single list at the end, from 1 on, may be what a page says is read most.
    """
    runs: list[list[int]] = []
    for index, block in enumerate(blocks):
        if _ROW.match(block.text.strip()) and len(block.text) <= _TITLE_LONGEST:
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
    long = [run for run in runs if len(run) >= _RULE]
    return frozenset(index for run in long[1:] for index in run)


def _drawn_rows(blocks: Sequence[Block]) -> frozenset[int]:
    """Lines with strokes that stand below one another and have figures: a table that couldn't be read as one."""
    found: set[int] = set()
    for drawn, run in groupby(
        range(len(blocks)), lambda index: bool(_BAR.fullmatch(blocks[index].text.strip()))
    ):
        lines = list(run)
        if drawn and sum(bool(re.search(r"\d", blocks[index].text)) for index in lines) >= _DRAWN:
            found.update(lines)
    return frozenset(found)


def _news_below(blocks: Sequence[Block]) -> frozenset[int]:
    """Lines of a list of news, each beginning with the day of the one before; the last day stands alone below them."""
    for end in range(len(blocks) - 1, _RULE, -1):
        start = end
        while start and _NEWS_BELOW.fullmatch(blocks[start - 1].text.strip()):
            start -= 1
        if end - start >= _RULE and _ISO_DAY.fullmatch(blocks[end].text.strip()):
            return frozenset(range(start, end + 1))
    return frozenset()


def _over_text(kind: Kind, following: Sequence[Kind]) -> Kind:
    """A line that may be a title, over a sentence, may as well head it: it says nothing."""
    heads = following and following[0] in {"sentence", "passage", "short sentence"}
    return "neutral" if kind == "title-like" and heads else kind


def _kind(block: Block) -> Kind:
    text = block.text.strip()
    if block.kind == "picture":
        return "neutral"
    if boilerplate.is_end_mark(text):
        return "marker"
    if boilerplate.is_related_head(text) and not shapes.starts_enumerated(text) and len(text) <= 12:
        return "marker"
    if block.links > 0.6 or _ADDRESS.fullmatch(text):
        return "attachment" if boilerplate.is_attachment(text) else "link"
    if block.kind in {"row", "item"} or _BARS.fullmatch(text):
        return "cell"
    if _ATTACHMENT.match(text) or _CONTACT.match(text) or _FILE.fullmatch(text):
        return "attachment"
    if (
        boilerplate.is_byline(text)
        or shapes.is_date_line(text)
        or all(is_organ(name) for name in re.split(r"[\s　、]+", text.strip("（）()")))
    ):
        return "signature"
    if shapes.starts_enumerated(text) or shapes.is_day_of_year(text):
        return "numbered"
    if block.kind == "heading":
        return "loose heading"
    return _unmarked(text)


def _unmarked(text: str) -> Kind:
    """The kind of a line that only its words and its length tell."""
    if text.isdigit() and len(text) <= _NUMBER_LONGEST:
        return "neutral"  # 01 over a point
    if _QUESTION.fullmatch(text):
        return "neutral"  # a headline asks as a text does
    if re.search(r"[。！？；]|[.!?]$|……$", text):
        if len(text) >= 60:
            return "passage"
        return "sentence" if len(text) >= 15 else "short sentence"
    if len(text) >= _TITLE_LONGEST:
        return "passage"
    if _PAIR.fullmatch(text):
        return "pair"
    if text.endswith(("，", "、", ",")) or re.fullmatch(r"[（(].{4,}[）)]", text):
        return "short sentence"
    return "title-like" if len(text) >= 8 else "scrap"


def _has_text_below(blocks: Sequence[Block], index: int) -> bool:
    """Whether a sentence follows a heading before the next heading."""
    for block in blocks[index + 1 : index + 8]:
        if block.kind == "heading":
            return False
        if re.search(r"[。！？；：]", block.text) or block.kind in {"row", "item"}:
            return True
    return False
