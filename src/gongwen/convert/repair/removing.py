"""Taking lines out of a draft: those of a kind, each only where it may stand; nothing of a rule between its articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import groupby

from gongwen.convert import boilerplate
from gongwen.convert.model import Block, Draft, Removed
from gongwen.convert.repair.wrapping import going_on
from gongwen.records.vocabulary import RepairKind
from gongwen.rules import Where
from gongwen.text import shapes

HEAD_LINES, TAIL_LINES = 15, 15
_RUNNING_TEXT = 20
"""Characters that a sentence of a document has at least."""
_SHORT_SENTENCE = 12
_FEWEST_ROWS = 3
"""Rows with more than two cells that a table of data has at least; pages set out their footers in smaller ones."""


def places(blocks: Sequence[Block]) -> list[tuple[Block, Where]]:
    """Each block with its place: before the document's first sentence, after its last part, or within.

    A number of lines at the beginning count as edge before the first numbered point: an announcement may begin after
    a long sentence of the site's; only a whole sentence stands outside there before all others of the document. At
    the end a numbered point and a signature are the document's as sentences are: who holds an event (主办单位：…)
    stands above them, who runs a site below.
    """
    running = [index for index, block in enumerate(blocks) if _is_running(block)]
    own = [index for index, block in enumerate(blocks) if _is_own(block)]
    points = [index for index in own if shapes.LEVEL_ONE.match(blocks[index].text.strip())]
    first = (running or points or [len(blocks)])[0]
    head = max(min([HEAD_LINES, *points]), first)
    tail = max([*running, *own], default=-1) + 1
    return [
        (block, _place(index < (first if _is_plain_sentence(block) else head), index >= tail))
        for index, block in enumerate(blocks)
    ]


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


def _is_plain_sentence(block: Block) -> bool:
    """Whether a line is a sentence that isn't called out: a document may say so of others (请关注…公众号。)."""
    return len(block.text) >= _SHORT_SENTENCE and block.text.rstrip().endswith("。")


def _is_own(block: Block) -> bool:
    """Whether a line is a point of a document, a day of its programme or under its signature, and not of the page."""
    text = block.text.strip()
    dated = shapes.is_day_of_year(text) or ("年" in text and shapes.is_date_line(text))
    shaped = block.kind in {"text", "heading"} and (dated or shapes.LEVEL_ONE.match(text))
    return bool(shaped) and not boilerplate.is_furniture(text)


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
_LIKE_A_LINE = _LIKE_TEXT | {"page-controls", "navigation", "dateline", "library-banner"}
"""What is told by the words of a line, which may be where somebody wrapped a sentence: 责令停业、 / 关闭："""


def _between_articles(blocks: Sequence[Block]) -> frozenset[int]:
    """The ids of blocks from a rule's first article to its last: all of that is the document's."""
    articles = [index for index, block in enumerate(blocks) if shapes.ARTICLE.match(block.text)]
    if len(articles) < 2:
        return frozenset()
    return frozenset(map(id, blocks[articles[0] : articles[-1] + 1]))


def _in_tables(blocks: Sequence[Block], hits: Set[int]) -> frozenset[int]:
    """The ids of rows of tables that say other things, too: an app's filing number in a list is no site's footer."""
    found: set[int] = set()
    for is_row, run in groupby(blocks, lambda block: block.kind == "row"):
        rows = list(run)
        full = sum(len([cell for cell in block.text.split("\t") if cell.strip()]) > 2 for block in rows)
        if is_row and full >= _FEWEST_ROWS and not all(id(block) in hits for block in rows):
            found |= {id(block) for block in rows}
    return frozenset(found)


def says(block: Block, test: Callable[[str], bool]) -> bool:
    """Whether a line of words passes a test."""
    return block.kind in {"text", "heading"} and test(block.text)


def by_place(draft: Draft, test: Callable[[str, Where], bool], kind: RepairKind, note: str) -> Draft:
    """The draft without lines of a kind, each of which may only stand where its row says."""
    hits = [
        block
        for block, place in places(draft.blocks)
        if block.kind in {"text", "heading"} and test(block.text, place)
    ]
    return without(draft, hits, kind, note)


def without(
    draft: Draft,
    hits: list[Block],
    kind: RepairKind,
    note: str,
    *,
    count: int | None = None,
    facts: dict[str, str] | None = None,
) -> Draft:
    """The draft without `hits`, each listed as taken out; as it is where nothing else would be left.

    Args:
        draft: the draft.
        hits: blocks of it.
        kind: what they are.
        note: what is said of them, in Chinese.
        count: in how many places; one a block where None.
        facts: what they say of the document.
    """
    if hits and kind in _LIKE_TEXT:
        inside = _between_articles(draft.blocks)
        kept_whole = _in_tables(draft.blocks, {id(block) for block in hits})
        hits = [block for block in hits if id(block) not in inside | kept_whole]
    if hits and kind in _LIKE_A_LINE:
        on = {id(draft.blocks[index]) for index in going_on(draft.blocks)}
        hits = [block for block in hits if id(block) not in on]
    gone = {id(block) for block in hits}
    kept = [block for block in draft.blocks if id(block) not in gone]
    if not kept:
        # A file that is nothing but furniture stays as it is: there is nothing to keep instead.
        return draft
    removed = [Removed(kind, block.text, block.line) for block in draft.blocks if id(block) in gone]
    return draft.after(
        kept, kind, len(removed) if count is None else count, note, removed=removed, facts=facts
    )
