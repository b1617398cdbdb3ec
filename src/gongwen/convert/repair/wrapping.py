"""How the lines of a text are set: whole paragraphs, or wrapped by hand at a width, with paragraphs set in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongwen.convert.model import Block, Draft
from gongwen.text import shapes


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a text are set.

    Attributes:
        width: length of a full line of a text wrapped by hand; None where lines are whole paragraphs.
        indented: the first line of each paragraph is set in, so that a line which isn't goes on.
        latin: how wide a Latin letter or an Arabic digit is, a Chinese character being 1.
    """

    width: float | None
    indented: bool
    latin: float = 1.0

    def measure(self, block: Block) -> float:
        """How much of its line a block takes up."""
        return _width(block, self.latin)


def layout_of(blocks: tuple[Block, ...]) -> Layout:
    """The layout in which more lines are full: with Latin letters as wide as Chinese ones, or half as wide."""
    layouts = [_layout_by(blocks, latin) for latin in (1.0, 0.5)]
    return max(layouts, key=lambda layout: _evenness(blocks, layout))


def _evenness(blocks: tuple[Block, ...], layout: Layout) -> tuple[int, float]:
    """How many lines are about as wide as most of the long ones, and how little wider the longest are."""
    if layout.width is None:
        return 0, 0.0
    widths = [layout.measure(block) for block in blocks if block.kind == "text"]
    usual = Counter(round(width) for width in widths if width >= 0.7 * layout.width).most_common(1)
    if not usual:
        return 0, 0.0
    return sum(abs(width - usual[0][0]) <= 1 for width in widths), usual[0][0] - layout.width


def _layout_by(blocks: tuple[Block, ...], latin: float) -> Layout:
    texts = [block for block in blocks if block.kind == "text"]
    lengths = sorted(_width(block, latin) for block in texts)
    if len(lengths) < 8:
        return Layout(None, indented=False)
    # The longest lines are all full ones; a stray one that is longer still doesn't count.
    longest = lengths[-1 - len(lengths) // 20]
    if not 16 <= longest <= 80:
        return Layout(None, indented=False)
    full = [block for block in texts if _width(block, latin) >= longest - 3]
    starts = [block for block in texts if 1 <= block.indent <= 4]
    flush = [
        before
        for before, block in pairwise(blocks)
        if block.indent == 0 and block.kind == "text" and before.indent >= 0
    ]
    after_full = [before for before in flush if _width(before, latin) >= longest - 3]
    # Lines that aren't set in follow full ones only: they go on with the paragraph.
    indented = len(starts) >= 3 and len(after_full) >= 3 and len(after_full) * 10 >= len(flush) * 8
    return (
        Layout(longest, indented, latin)
        if indented or len(full) * 3 >= len(lengths)
        else Layout(None, indented=False)
    )


def _width(block: Block, latin: float) -> float:
    """How many full characters of its line a block takes up, the white space before it included."""
    narrow = sum(map(str.isascii, block.text)) if latin < 1 else 0
    return len(block.text) - (1 - latin) * narrow + max(0, block.indent) / 2


def going_on(blocks: Sequence[Block]) -> frozenset[int]:
    """Where a text is wrapped by hand, the indexes of lines that go on with the sentence of the full line before."""
    layout = layout_of(tuple(blocks))
    if layout.width is None:
        return frozenset()
    return frozenset(
        index
        for index, (before, after) in enumerate(pairwise(blocks), 1)
        if before.kind == after.kind == "text"
        and not after.gap
        and layout.measure(before) >= layout.width - 3
        and not shapes.ends_sentence(before.text)
        and not (layout.indented and after.indent)
    )


NEVER_FIRST = frozenset("》〉）」』】”’，。、；：:？！")
"""No line of Chinese begins with these (禁则); one that does was cut off."""


def in_pieces(draft: Draft) -> Draft:
    """Sentences that a saver cut into a line for every styled word of them: 攻击者可 / 利用上述 / 漏洞 / 。

    Where three lines and more begin with a mark that no line begins with, and lines aren't of one width, the lines
    from before such a one up to an empty line are one text; after a full stop and before a numbered point a paragraph
    begins.
    """
    cut = {index for index, block in enumerate(draft.blocks) if index and _is_cut_off(block)}
    if len(cut) < _CUT_LINES or layout_of(draft.blocks).width is not None:
        return draft
    blocks: list[Block] = []
    for run in _runs(draft.blocks):
        if not any(index in cut for index in run):
            blocks += (draft.blocks[index] for index in run)
            continue
        first = min(index for index in run if index in cut)
        while first - 1 > run[0] and _is_piece(draft.blocks[first - 2]):
            first -= 1
        fresh = True
        for index in run:
            block = draft.blocks[index]
            if fresh or index < first or shapes.starts_enumerated(block.text):
                blocks.append(block)
            else:
                blocks[-1] = replace(blocks[-1], text=blocks[-1].text.rstrip() + block.text.strip())
            fresh = shapes.ends_sentence(blocks[-1].text)
    joins = len(draft.blocks) - len(blocks)
    return draft.after(blocks, "joined-lines", joins, "句子被切成许多短行，接上")


_CUT_LINES = 3


def _is_piece(block: Block) -> bool:
    """Whether a line is a word or two without an end."""
    return len(block.text.strip()) <= _PIECE_LONGEST and not shapes.ends_sentence(block.text)


_PIECE_LONGEST = 6


def _is_cut_off(block: Block) -> bool:
    return block.kind == "text" and not block.gap and block.text.strip()[:1] in NEVER_FIRST


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Indexes of lines of text with no empty line between them."""
    run: list[int] = []
    for index, block in enumerate(blocks):
        if run and (block.gap or block.kind != "text" or blocks[index - 1].kind != "text"):
            yield run
            run = []
        run.append(index)
    if run:
        yield run
