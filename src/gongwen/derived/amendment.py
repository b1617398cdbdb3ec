"""What a decision on amending a law does to its articles, item by item, beside the text that came of it.

The old text need not be known: an item says which article becomes which, and gives the new words in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.derived.comparison import Article, Piece
from gongwen.pages.paragraphs import lines
from gongwen.text.fold import fold

_ARTICLE = r"第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?"
_BECOMES = re.compile(rf"(?:作为|改为)({_ARTICLE})")
_NAMED = re.compile(_ARTICLE)
_ITEM = re.compile(r"([一二三四五六七八九十]{1,3})、")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]?")
_OPENING = re.compile(r"^\s*[“\"]")
_LEAST = 6
"""A quotation shorter than this is found by chance."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An item of a decision and what it made.

    Attributes:
        item: its number: 三.
        text: its words, a line each.
        articles: the articles that came of it, in the amended text.
        pieces: the words of these, those that the item gives marked, an article each.
        verified: whether all the words that it gives stand in these articles.
    """

    item: str
    text: str
    articles: tuple[Article, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    verified: bool


def effects(decision: str, law: Sequence[Article]) -> tuple[Effect, ...]:
    """What the items of a decision did.

    Args:
        decision: the decision's Markdown.
        law: the articles of the text that came of it.
    """
    by_number = {article.number: article for article in law}
    found = []
    for item, texts in _items(decision):
        instruction = texts[0].split('："')[0].split("：“")[0]
        numbers = _BECOMES.findall(instruction) or _NAMED.findall(_outside_quotes(instruction))
        articles = tuple(by_number[number] for number in dict.fromkeys(numbers) if number in by_number)
        given = [quote for text in texts for quote in _quotes(text)]
        pieces = tuple(_marked(article.text, given) for article in articles)
        # Words that are replaced ("…"修改为"…") don't stand in the new text: the last of such a pair does.
        expected = [quote for text in texts for quote in _new_words(text)]
        whole = "".join(_folded(article.text) for article in articles)
        verified = bool(articles) and all(_folded(quote) in whole for quote in expected)
        found.append(Effect(item, "\n".join(texts), articles, pieces, verified))
    return tuple(found)


def _items(decision: str) -> list[tuple[str, list[str]]]:
    """The items, each with its paragraphs; what stands before the first and after the last quotation isn't one's."""
    found: list[tuple[str, list[str]]] = []
    for line in lines(decision):
        match = _ITEM.match(line.text)
        if match:
            found.append((match[1], [line.text[match.end() :]]))
        elif found and _OPENING.match(line.text):
            found[-1][1].append(line.text)
    return found


def _quotes(text: str) -> list[str]:
    """What an item quotes; a quotation may run on over paragraphs, each beginning with a mark."""
    return [quote for quote in _QUOTED.findall(text) if len(quote) >= _LEAST]


def _new_words(text: str) -> list[str]:
    if "修改为" in text and "其中的" in text:
        return _quotes(text.split("修改为", 1)[1])
    return _quotes(text)


def _outside_quotes(text: str) -> str:
    return _QUOTED.sub("", text)


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))


def _marked(text: str, given: Sequence[str]) -> tuple[Piece, ...]:
    """An article's words, what a decision gave marked."""
    spans: list[tuple[int, int]] = []
    positions = [at for at, char in enumerate(text) if re.match(r"\w", char)]
    plain = "".join(fold(text[at]) for at in positions)
    for quote in given:
        start = plain.find(_folded(quote))
        if start >= 0 and _folded(quote):
            spans.append((positions[start], positions[start + len(_folded(quote)) - 1] + 1))
    pieces, done = [], 0
    for start, end in sorted(spans):
        if start < done:
            continue
        pieces += [Piece(text[done:start]), Piece(text[start:end], changed=True)]
        done = end
    return tuple(piece for piece in (*pieces, Piece(text[done:])) if piece.text)
