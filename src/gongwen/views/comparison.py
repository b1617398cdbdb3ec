"""Pages that set two versions of a law side by side, and a decision beside the law that it amended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from gongwen.derived.amendment import Effect, effects
from gongwen.derived.comparison import Pair, Piece, articles, compare
from gongwen.derived.versions import Versions, day, own_text
from gongwen.pages import addresses
from gongwen.records import Document
from gongwen.views.links import DOCUMENTS, HOME, Link, to
from gongwen.views.page import Page

RowKind = Literal["same", "changed", "added", "removed", "moved"]

_MARKS: dict[RowKind, str] = {
    "same": "未变",
    "changed": "修改",
    "added": "新增",
    "removed": "删去",
    "moved": "移动",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row: the articles, as links, and their words."""

    links: tuple[Link, ...] = ()
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: an article in two versions, or a run of articles that stayed as they were."""

    kind: RowKind
    marks: tuple[str, ...]
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class Comparison(Page):
    """A page of two texts side by side.

    Attributes:
        left, right: what stands on each side.
        counts: how much was added, left out, changed and so on, in words.
        note: what is passed over.
        rows: the articles.
    """

    left: Link = HOME
    right: Link = HOME
    counts: tuple[tuple[str, int], ...] = ()
    note: str = ""
    rows: tuple[Row, ...] = ()


def comparison_page(old: Document, new: Document) -> str:
    """Source file of the page that compares two versions: below the newer one's, named after the older one's day."""
    return f"{new.file.removesuffix('.md')}/compared-{day(old) or old.id.replace('/', '-')}.md"


def amendment_page(decision: Document, law: Document) -> str:
    """Source file of the page that sets a decision beside the law that it amended."""
    return f"{law.file.removesuffix('.md')}/amended-{day(decision)}.md"


def comparison_pages(versions: Versions) -> Iterator[Page]:
    """A page for each two versions that the archive has in full, and for each decision with the text that it made."""
    for old, new in versions.pairs:
        yield _versions(old, new)
    for decision, law in versions.decisions:
        page = _decision(decision, law)
        if page.rows:
            yield page


def _crumbs(document: Document) -> tuple[Link, ...]:
    return (HOME, DOCUMENTS, to(document))


def _versions(old: Document, new: Document) -> Comparison:
    pairs = compare(articles(own_text(old)), articles(own_text(new)))
    kinds = Counter(_kind(pair) for pair in pairs)
    moved = sum(pair.moved for pair in pairs)
    counts = [(_MARKS[kind], kinds[kind]) for kind in ("added", "removed", "changed") if kinds[kind]]
    counts += [("移动", moved)] if moved else []
    counts.append(("未变", kinds["same"]))
    slight = sum(pair.slight for pair in pairs)
    note = "条按文字对应，不按条号；条号、标点、空格和异体字的出入不算修改。"
    if slight:
        note += f"略去标点、异体字等出入 {slight} 处。"
    return Comparison(
        src=comparison_page(old, new),
        title=f"{new.title}：{day(old)} 与 {day(new)} 文本对照",
        lede=f"左为截至 {day(old)} 的文本，右为截至 {day(new)} 的文本，逐条对照。",
        crumbs=_crumbs(new),
        sections=(),
        template="comparison.html",
        left=to(old, note=f"{day(old)} 文本"),
        right=to(new, note=f"{day(new)} 文本"),
        counts=tuple(counts),
        note=note,
        rows=tuple(_rows(pairs, old, new)),
    )


def _kind(pair: Pair) -> RowKind:
    return "moved" if pair.kind == "same" and pair.moved else pair.kind


def _rows(pairs: Sequence[Pair], old: Document, new: Document) -> Iterator[Row]:
    for same, run in groupby(pairs, key=lambda pair: _kind(pair) == "same"):
        found = list(run)
        if same:
            yield _stayed(found, old, new)
        else:
            yield from (_row(pair, old, new) for pair in found)


def _stayed(found: Sequence[Pair], old: Document, new: Document) -> Row:
    """Articles in a row that stayed as they were, but perhaps for their numbers."""
    ends = (found[0], found[-1]) if len(found) > 1 else (found[0],)
    left = tuple(_article(old, pair.old) for pair in ends)
    right = tuple(_article(new, pair.new) for pair in ends)
    return Row("same", (_MARKS["same"],), Side(left), Side(right))


def _row(pair: Pair, old: Document, new: Document) -> Row:
    kind = _kind(pair)
    marks = [_MARKS[kind]]
    if pair.moved and kind != "moved":
        marks.append("移动")
    left = Side((_article(old, pair.old),), pair.left) if pair.old else Side()
    right = Side((_article(new, pair.new),), pair.right) if pair.new else Side()
    return Row(kind, tuple(marks), left, right)


def _article(document: Document, article: object) -> Link:
    number, anchor = getattr(article, "number", ""), getattr(article, "anchor", "")
    return Link(number, f"{addresses.url(document.file)}#{anchor}" if anchor else None)


def _decision(decision: Document, law: Document) -> Comparison:
    found = effects(own_text(decision), articles(own_text(law)))
    verified = sum(effect.verified for effect in found)
    return Comparison(
        src=amendment_page(decision, law),
        title=f"{law.title}：{day(decision)} 修改决定与修改后的条文",
        lede=f"左为 {day(decision)} 决定的各项，右为修改后的条文，决定所给的文字加有记号。",
        crumbs=_crumbs(law),
        sections=(),
        template="comparison.html",
        left=to(decision, note="修改决定"),
        right=to(law, note=f"{day(law)} 文本"),
        counts=(("决定", len(found)), ("所给文字见于条文的", verified)),
        note="修改前的条文不在决定里；删去的文字因此不显示。标点、空格和异体字的出入不计。",
        rows=tuple(_effect(effect, decision, law) for effect in found),
    )


def _effect(effect: Effect, decision: Document, law: Document) -> Row:
    marks = () if effect.verified else ("所给文字未全见于条文",)
    left = Side((Link(f"第{effect.item}项", addresses.url(decision.file)),), (Piece(effect.text),))
    pieces: list[Piece] = []
    for article, own in zip(effect.articles, effect.pieces, strict=True):
        pieces += [Piece("\n")] if pieces else []
        pieces += [Piece(f"{article.number}　"), *own] if len(effect.articles) > 1 else own
    right = Side(tuple(_article(law, article) for article in effect.articles), tuple(pieces))
    return Row("changed", marks, left, right)
