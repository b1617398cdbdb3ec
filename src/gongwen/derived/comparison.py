"""Two versions of a law, article by article: what was added, left out, changed, and what only moved.

Articles are paired by their words, not by their numbers: an article inserted early on moves all numbers behind it.
Differences of punctuation, of spaces and of variant characters are no changes; they are counted, so that it can be
said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from gongwen.pages.paragraphs import lines
from gongwen.text import words
from gongwen.text.fold import fold

Kind = Literal["same", "changed", "added", "removed"]

_ALIKE = 0.42
"""Share of neighbouring characters in common from which two articles are versions of one."""
_ALIKE_SAME_PLACE = 0.25
"""The same for articles of the same number, or between the same neighbours."""
_GROWN = 0.6
"""What standing whole in a longer article counts for."""
_SHORT = 12
"""Shorter articles say what many say."""
_MARKS = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?\s*")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of one version.

    Attributes:
        number: as it is written: 第二十七条.
        anchor: the fragment of its address.
        text: its paragraphs, a line each, without the number.
        plain: its words, folded, without punctuation.
    """

    number: str
    anchor: str
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: in both versions, or in one of them."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """An article in both versions, or in one.

    Attributes:
        kind: what became of it.
        old, new: the article in each version; None where it isn't there.
        moved: whether it stands elsewhere among the articles that both have.
        left, right: the words of each, what differs marked.
        slight: how many differences of punctuation and variant characters are passed over.
    """

    kind: Kind
    old: Article | None = None
    new: Article | None = None
    moved: bool = False
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    slight: int = 0

    @property
    def renumbered(self) -> bool:
        """Whether it has another number."""
        return self.old is not None and self.new is not None and self.old.number != self.new.number


def articles(body: str) -> tuple[Article, ...]:
    """The articles of a text's Markdown, in order."""
    found: list[tuple[str, str, list[str]]] = []
    for line in lines(body):
        if line.place is None:
            continue
        if line.place.rank == "article":
            found.append((line.place.article, line.place.anchor, [_NUMBER.sub("", line.text, count=1)]))
        elif found:
            found[-1][2].append(line.text)
    return tuple(
        Article(number, anchor, "\n".join(texts), _plain("".join(texts))) for number, anchor, texts in found
    )


def _plain(text: str) -> str:
    return _MARKS.sub("", fold(text))


def compare(old: Sequence[Article], new: Sequence[Article]) -> tuple[Pair, ...]:
    """Pair the articles of two versions; in the order of the new one, what was left out where it stood."""
    matched = _matched(old, new)
    in_order = _in_order(matched)
    back = {right: left for left, right in matched.items()}
    result: list[Pair] = []
    next_old = 0
    for place, article in enumerate(new):
        left = back.get(place)
        if left is not None and left in in_order:
            result += (_removed(old[i]) for i in range(next_old, left) if i not in matched)
            next_old = left + 1
        if left is None:
            result.append(Pair("added", new=article, right=(Piece(article.text, changed=True),)))
        else:
            result.append(_paired(old[left], article, moved=left not in in_order))
    result += (_removed(old[i]) for i in range(next_old, len(old)) if i not in matched)
    return tuple(result)


def _removed(article: Article) -> Pair:
    return Pair("removed", old=article, left=(Piece(article.text, changed=True),))


def _matched(old: Sequence[Article], new: Sequence[Article]) -> dict[int, int]:
    """Which old article became which new one, by their places."""
    matched: dict[int, int] = {}
    taken: set[int] = set()
    by_text: dict[str, list[int]] = defaultdict(list)
    for place, article in enumerate(new):
        by_text[article.plain].append(place)
    for place, article in enumerate(old):
        same = [right for right in by_text.get(article.plain, ()) if right not in taken]
        if same:
            matched[place] = min(same, key=lambda right: abs(right - place))
            taken.add(matched[place])
    for _, left, right in sorted(_candidates(old, new, matched, taken), key=lambda c: (-c[0], c[1], c[2])):
        if left not in matched and right not in taken:
            matched[left] = right
            taken.add(right)
    _neighbours(old, new, matched, taken)
    return matched


def _candidates(
    old: Sequence[Article], new: Sequence[Article], matched: dict[int, int], taken: set[int]
) -> Iterator[tuple[float, int, int]]:
    rights = [(place, _pairs(new[place].plain)) for place in range(len(new)) if place not in taken]
    for left in range(len(old)):
        if left in matched:
            continue
        own = _pairs(old[left].plain)
        for right, theirs in rights:
            alike = _alike(own, theirs)
            if alike >= (_ALIKE_SAME_PLACE if old[left].number == new[right].number else _ALIKE):
                yield alike, left, right


def _neighbours(
    old: Sequence[Article], new: Sequence[Article], matched: dict[int, int], taken: set[int]
) -> None:
    """An article rewritten between two that stayed is still itself, though less of it is alike."""
    for left in range(len(old)):
        if left in matched or matched.get(left - 1, -2) + 1 in taken:
            continue
        right = matched.get(left - 1, -2) + 1
        between = 0 <= right < len(new) and matched.get(left + 1) == right + 1
        if between and _alike(_pairs(old[left].plain), _pairs(new[right].plain)) >= _ALIKE_SAME_PLACE:
            matched[left] = right
            taken.add(right)


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of neighbouring characters that two texts have in common (Dice).

    A short article that stands almost whole in a longer one is its beginning: it has grown.
    """
    common = (one & other).total()
    total, less = one.total() + other.total(), min(one.total(), other.total())
    if not total:
        return 0.0
    grown = _GROWN * common / less if less >= _SHORT else 0.0
    return max(2 * common / total, grown)


def _in_order(matched: dict[int, int]) -> set[int]:
    """The old places of the most pairs that stand in the same order in both; the others have moved."""
    lefts = sorted(matched)
    ends: list[int] = []
    ends_at: list[int] = []
    before: dict[int, int] = {}
    for left in lefts:
        right = matched[left]
        at = bisect_left(ends, right)
        if at:
            before[left] = ends_at[at - 1]
        if at == len(ends):
            ends.append(right)
            ends_at.append(left)
        else:
            ends[at], ends_at[at] = right, left
    kept: set[int] = set()
    last = ends_at[-1] if ends_at else None
    while last is not None:
        kept.add(last)
        last = before.get(last)
    return kept


def _paired(old: Article, new: Article, *, moved: bool) -> Pair:
    left, right, slight = differences(old.text, new.text)
    changed = any(piece.changed for piece in (*left, *right))
    return Pair("changed" if changed else "same", old, new, moved, left, right, slight)


def differences(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...], int]:
    """The words of two texts with what differs marked, and how many slight differences there are.

    Slight are other punctuation, other spaces and variants of a character.
    """
    a, b = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, [token.key for token in a], [token.key for token in b], autojunk=False)
    left, right, slight = [Piece(_lead(old, a))], [Piece(_lead(new, b))], 0
    for kind, i, j, k, m in matcher.get_opcodes():
        same = kind == "equal"
        if same:
            slight += sum(x.word != y.word or x.after != y.after for x, y in zip(a[i:j], b[k:m], strict=True))
        left += _pieces(a[i:j], changed=not same)
        right += _pieces(b[k:m], changed=not same)
    return _joined(left), _joined(right), slight


@dataclass(frozen=True, slots=True)
class _Token:
    """A word with the marks behind it."""

    word: str
    after: str
    key: str


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for match in re.finditer(r"(\w+)(\W*)", text):
        cut = words.cut(match[1])
        found += (_Token(word, "", fold(word)) for word in cut[:-1])
        found.append(_Token(cut[-1], match[2], fold(cut[-1])))
    return found


def _lead(text: str, tokens: Sequence[_Token]) -> str:
    """Marks before the first word."""
    match = re.match(r"\W*", text)
    return match[0] if match and tokens else text


def _pieces(tokens: Sequence[_Token], *, changed: bool) -> Iterator[Piece]:
    """Words as pieces; the marks behind the last changed one aren't its own."""
    if not tokens:
        return
    text = "".join(token.word + token.after for token in tokens)
    after = tokens[-1].after
    if changed and after:
        yield Piece(text[: -len(after)], changed=True)
        yield Piece(after)
    else:
        yield Piece(text, changed=changed)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces, neighbours of one kind together."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].changed == piece.changed:
            found[-1] = Piece(found[-1].text + piece.text, changed=piece.changed)
        else:
            found.append(piece)
    return tuple(found)
