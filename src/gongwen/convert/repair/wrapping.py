"""How the lines of a text are set: whole paragraphs, or wrapped by hand at a width, with paragraphs set in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongwen.convert.model import Block
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
