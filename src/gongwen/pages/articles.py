"""Articles of a law (条) with their paragraphs (款) and items (项): which paragraph is which, its address, its name.

An address says what a citation says: ``art-27`` is 第二十七条, ``art-27-2`` its second 款, ``art-27-2-3`` the third 项 of
that, ``art-390-bis-1`` 第三百九十条之一. It stands beside the paragraph's own anchor, which comes from its words.
The same function serves the pages, the search, links and comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from gongwen.text.shapes import ARTICLE, chinese_number, chinese_numeral

_LEAST = 3
"""A text with fewer articles is none that is cited by them."""
_ITEM = re.compile(r"[（(]([一二三四五六七八九十百]{1,5})[）)]")
_SUBITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]")
_ATTACHED = re.compile(r"附\s*[件录表]?\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?")
_CITED = re.compile(
    r"第\s*(?P<article>[一二三四五六七八九十百千零〇\d]{1,8})\s*条(?:之(?P<bis>[一二三四五六七八九十\d]{1,3}))?"
    r"(?:第\s*(?P<clause>[一二三四五六七八九十\d]{1,3})\s*款)?"
    r"(?:第[（(]?(?P<item>[一二三四五六七八九十\d]{1,3})[）)]?项)?"
)

Rank = Literal["article", "clause", "item", "subitem"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands among the articles of its text.

    Attributes:
        rank: whether it begins an article, is a further 款, an item (项) or stands below one (目).
        anchor: the fragment of its address; that of the article for its first paragraph; empty where another
            paragraph of the text has it already.
        label: how it is cited: 第二十七条第二款第（三）项 is written 第二十七条第二款第三项.
        number: that of the article as readers count: 27, 390之1.
        clause: its 款, from 1.
        article: the article as the text writes it: 第二十七条.
        clauses: how many 款 the article has.
    """

    rank: Rank
    anchor: str
    label: str
    number: str
    clause: int
    article: str
    clauses: int = 1


def address(article: str, clause: int = 0, item: int = 0) -> str | None:
    """The fragment for an article as it is written (第三百九十条之一), a 款 and a 项; None where it is no article.

    The first 款 has the address of its article; an item's address always says in which 款 it stands.
    """
    match = ARTICLE.fullmatch(article)
    value = number(article)
    if match is None or value is None:
        return None
    base = "art-" + "-bis-".join(map(str, value))
    if item:
        return f"{base}-{clause or 1}-{item}"
    return f"{base}-{clause}" if clause > 1 else base


def number(article: str) -> tuple[int, ...] | None:
    """The number of an article as it is written: 第二十七条 → (27,), 第三百九十条之一 → (390, 1)."""
    match = re.match(r"第(.+?)条(?:之(.+))?$", article)
    values = [chinese_number(part) for part in match.groups() if part] if match else []
    return tuple(value for value in values if value is not None) if values and None not in values else None


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that a text cites: its words' end, and its address."""

    end: int
    anchor: str
    article: str


def cited_at(text: str, start: int = 0) -> Cited | None:
    """The article, 款 and 项 that `text` names at `start` (第二十七条第二款); None where there is none."""
    match = _CITED.match(text, start)
    if match is None:
        return None
    value = chinese_number(match["article"])
    bis = chinese_number(match["bis"]) if match["bis"] else 0
    if not value or bis is None:
        return None
    article = _written(value, bis)
    clause, item = (chinese_number(match[name] or "零") or 0 for name in ("clause", "item"))
    anchor = address(article, clause, item)
    return Cited(match.end(), anchor, article) if anchor else None


def _written(value: int, bis: int) -> str:
    return f"第{chinese_numeral(value).replace('〇', '零')}条" + (f"之{chinese_numeral(bis)}" if bis else "")


def opening(text: str) -> str | None:
    """The number with which a paragraph begins an article, as written; None for other paragraphs."""
    match = ARTICLE.match(text)
    return match[0] if match and (match.end() == len(text) or text[match.end()].isspace()) else None


def item_mark(text: str) -> str | None:
    """The mark with which a paragraph begins as an item: （三）."""
    match = _ITEM.match(text)
    return match[0] if match else None


def is_law(paragraphs: Iterable[str]) -> bool:
    """Whether these are the paragraphs of a text that goes by articles."""
    return sum(opening(text) is not None for text in paragraphs) >= _LEAST


@dataclass(slots=True)
class _Article:
    """An article that is being gone through: its paragraphs by place in the text, rank, 款, item."""

    written: str
    members: list[tuple[int, Rank, int, int]]
    clause: int = 1
    item: int = 0

    def add(self, index: int, text: str) -> None:
        mark = _ITEM.match(text)
        if mark:
            self.item = chinese_number(mark[1]) or self.item + 1
            self.members.append((index, "item", self.clause, self.item))
        elif self.item and _SUBITEM.match(text):
            self.members.append((index, "subitem", self.clause, self.item))
        else:
            self.clause += 1
            self.item = 0
            self.members.append((index, "clause", self.clause, 0))


def places(blocks: Sequence[tuple[str, bool]]) -> list[Place | None]:
    """The place of each block of a text; None where it belongs to no article, and throughout where there are few.

    Args:
        blocks: headings and paragraphs in order: the words, and whether it is a heading.
    """
    found: list[Place | None] = [None] * len(blocks)
    if not is_law(text for text, heading in blocks if not heading):
        return found
    taken: set[str] = set()
    article: _Article | None = None
    for index, (text, heading) in enumerate(blocks):
        written = None if heading else opening(text)
        if written is not None or heading or _ATTACHED.fullmatch(text):
            _settle(article, found, taken)
            article = _Article(written, [(index, "article", 1, 0)]) if written else None
        elif article is not None:
            article.add(index, text)
    _settle(article, found, taken)
    return found


def _settle(article: _Article | None, found: list[Place | None], taken: set[str]) -> None:
    """Name the paragraphs of an article that has come to its end."""
    if article is None:
        return
    values = number(article.written)
    if values is None:
        return
    shown = "之".join(map(str, values))
    clauses = max(clause for _, _, clause, _ in article.members)
    for index, rank, clause, item in article.members:
        anchor = address(article.written, clause, item) or ""
        if rank == "subitem" or anchor in taken:
            anchor = ""
        taken.add(anchor)
        label = article.written
        if clauses > 1 and rank != "article":
            label += f"第{chinese_numeral(clause)}款"
        if item:
            label += f"第{chinese_numeral(item)}项"
        found[index] = Place(rank, anchor, label, shown, clause, article.written, clauses)
