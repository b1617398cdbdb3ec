"""Repair of texts that were pasted twice; what may be lawful repetition stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongwen.convert.model import Block, Doubt, Draft, Removed
from gongwen.text import shapes


def duplicate_runs(draft: Draft) -> Draft:
    """A text that was pasted again: the whole of it, or a long run of its paragraphs; the second goes.

    Nothing less is taken for a copy: rules repeat items in several articles, and tables have equal rows. What
    stands right behind itself is a doubt.
    """
    blocks = draft.blocks
    whole = _whole_again(blocks) or _titled_again(blocks)
    copies = [whole] if whole is not None else _prose_again(blocks)
    removed = [
        Removed("duplicate-block", block.text, block.line)
        for _, start, length in copies
        for block in blocks[start : start + length]
    ]
    notes = [
        f"第{blocks[start].line}至{blocks[start + length - 1].line}行与第{blocks[first].line}行起的文字相同"
        for first, start, length in copies
    ]
    gone = {index for _, start, length in copies for index in range(start, start + length)}
    kept = [block for index, block in enumerate(blocks) if index not in gone]
    draft = draft.after(
        kept, "duplicate-block", len(copies), "；".join(notes[:3]) + "，只留一遍", removed=removed
    )
    known = {doubt.text for doubt in draft.doubts}
    fresh = [doubt for doubt in _doubtful_copies(draft.blocks) if doubt.text not in known]
    return replace(draft, doubts=(*draft.doubts, *fresh))


def _doubtful_copies(blocks: Sequence[Block]) -> Iterator[Doubt]:
    """A paragraph or lines that follow themselves, and were left as they stand."""
    last: dict[str, int] = {}
    end = 0
    for index, block in enumerate(blocks):
        first = last.get(block.text, index)
        length = _run_length(blocks, first, index) if index >= end else 0
        run = blocks[index : index + length]
        if length and first + length == index and all(b.kind != "row" for b in run):
            if sum(len(b.text) for b in run) >= _DOUBTFUL_SIZE:
                note = f"第{block.line}至{run[-1].line}行与第{blocks[first].line}行起的文字相同，疑为重复粘贴，照录"
                yield Doubt(block.text[:20], note)
            end = index + length
        last[block.text] = index


_DOUBTFUL_SIZE = 40

_Copy = tuple[int, int, int]
"""Where a text stands first, where it stands again, and how many blocks it has."""

_HEAD_BLOCKS = 3
_WHOLE_SIZE = 100
_RUN_BLOCKS, _RUN_SIZE = 3, 240
"""How many paragraphs, with how many characters, nobody writes twice in the same words."""
_NEXT_BLOCKS, _NEXT_SIZE = 2, 160
"""The same where the copy stands right behind what it is a copy of."""
_PLACES = 40
"""A line that stands more often than this is no start of a pasted copy: 答：, or a rule in a form."""


def _is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of running prose: no item, no article, no row, no lead-in."""
    return (
        block.kind == "text"
        and len(block.text) >= 30
        and bool(_PROSE_END.search(block.text))
        and not shapes.starts_enumerated(block.text)
    )


_PROSE_END = re.compile(r"[。！？…][”’）」』]*$")


def _is_head(block: Block) -> bool:
    """Whether a block may stand over a text: a title, a date, a number."""
    return block.kind in {"text", "heading"} and not (
        _is_prose(block) or shapes.starts_enumerated(block.text)
    )


def _whole_again(blocks: Sequence[Block]) -> _Copy | None:
    """The whole text once more right behind itself, with or without what heads it; after it comes no more text."""
    texts = [block.text for block in blocks]
    for first in range(min(_HEAD_BLOCKS, len(blocks)) + 1):
        if not all(map(_is_head, blocks[:first])):
            break
        for start in range(first + 2, (len(blocks) + first) // 2 + 1):
            length = start - first
            if texts[start : start + length] != texts[first:start]:
                continue
            run = blocks[first:start]
            titled = first == 0 and _is_head(blocks[0])
            if (
                sum(map(len, texts[first:start])) >= _WHOLE_SIZE
                and (titled or any(map(_is_prose, run)))
                and not any(map(_is_prose, blocks[start + length :]))
            ):
                return first, start, length
    return None


def _titled_again(blocks: Sequence[Block]) -> _Copy | None:
    """The title again in a page made for two kinds of screens, and under it nothing that hasn't been said above."""
    title = blocks[0].text if blocks and _is_head(blocks[0]) else ""
    for start in range(_RUN_BLOCKS, len(blocks) - _RUN_BLOCKS):
        if blocks[start].text != title or len(title) < _TITLE_SIZE:
            continue
        said = {block.text for block in blocks[:start]}
        prose = [block for block in blocks[start:] if _is_prose(block)]
        fresh = [block for block in blocks[start:] if block.text not in said]
        long = len(prose) >= _RUN_BLOCKS and sum(len(block.text) for block in prose) >= _RUN_SIZE
        if long and not any(len(b.text) >= _FRESH_SIZE or shapes.ends_sentence(b.text) for b in fresh):
            return 0, start, len(blocks) - start
    return None


_TITLE_SIZE = 8
_FRESH_SIZE = 30


def _prose_again(blocks: Sequence[Block]) -> list[_Copy]:
    """Long runs of paragraphs that stand before as well; none in rules, where every paragraph is an article's."""
    if sum(bool(shapes.ARTICLE.match(block.text)) for block in blocks) >= 2:
        return []
    where: dict[str, list[int]] = {}
    copies: list[_Copy] = []
    index = 0
    while index < len(blocks):
        runs = ((_run_length(blocks, first, index), first) for first in where.get(blocks[index].text, ()))
        length, first = max(runs, default=(0, 0), key=lambda run: run[0])
        run = blocks[index : index + length]
        if length and _is_pasted(run, from_top=first == 0, adjacent=first + length == index):
            copies.append((first, index, length))
            index += length
            continue
        places = where.setdefault(blocks[index].text, [])
        if len(places) < _PLACES:
            places.append(index)
        index += 1
    return copies


def _run_length(blocks: Sequence[Block], first: int, again: int) -> int:
    """How many blocks from `again` on are those from `first` on; the copy doesn't overlap what it copies."""
    length = 0
    while (
        first + length < again
        and again + length < len(blocks)
        and blocks[first + length].text == blocks[again + length].text
    ):
        length += 1
    return length


def _is_pasted(run: Sequence[Block], *, from_top: bool, adjacent: bool) -> bool:
    """Whether a run is nothing but running prose, and much of it.

    A title may head it that heads the text, and a signature end it.
    """
    heads = next((i for i, block in enumerate(run) if not _is_head(block)), len(run)) if from_top else 0
    end = len(run)
    while end and (shapes.is_date_line(run[end - 1].text) or shapes.is_signature(run[end - 1].text)):
        end -= 1
    prose = run[min(heads, _HEAD_BLOCKS) : end]
    blocks, size = (_NEXT_BLOCKS, _NEXT_SIZE) if adjacent else (_RUN_BLOCKS, _RUN_SIZE)
    return (
        len(prose) >= blocks
        and all(map(_is_prose, prose))
        and sum(len(block.text) for block in prose) >= size
    )
