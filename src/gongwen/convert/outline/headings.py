"""Which lines of a text are headings, and of which level (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from gongwen.convert.model import Block
from gongwen.convert.outline.title import squeezed
from gongwen.text import shapes
from gongwen.text.speakers import Label

_LEVELS: tuple[tuple[str, re.Pattern[str], int, int], ...] = (
    # name, pattern, heading level, longest heading
    # A part right above a chapter has its text below that chapter; two chapters in a row are a list.
    ("part", shapes.PART, 2, 60),
    ("subpart", shapes.SUBPART, 2, 60),
    ("chapter", shapes.CHAPTER, 2, 60),
    ("section", shapes.SECTION, 3, 60),
    ("case", shapes.CASE, 2, 60),
    ("one", shapes.LEVEL_ONE, 2, 60),
    ("two", shapes.LEVEL_TWO, 3, 50),
    ("three", shapes.LEVEL_THREE, 3, 40),
)
_STOPPED_LONGEST = 22
"""A numbered line with a full stop that is longer is a point, not a heading."""
_BOLD_LONGEST = 40
_PLAIN_HEADS = re.compile(
    r"(?:前\s?言|引\s?言|导\s?言|序\s?言|绪\s?论|结\s?束\s?语|结\s?语|后\s?记|附\s?则|总\s?则)"
)
_LEAVES_ARTICLE = re.compile(
    rf"{shapes.CHAPTER.pattern}|{shapes.SECTION.pattern}|{shapes.LEVEL_ONE.pattern}|附"
)
"""What an article doesn't go on behind: a chapter, a point of another text, an attachment."""


def heading_levels(
    blocks: Sequence[Block], found: Mapping[int, Label], pictures: Collection[int] = ()
) -> list[int]:
    """The heading level of each block, 0 for paragraphs.

    A numbered short line is a heading where text follows before the next of its kind; a series of which most
    have nothing below is a list.

    Args:
        blocks: the text below the title.
        found: labels of turns, by index: whose turn it is is no heading.
        pictures: lines where pictures stood, which may be all that a heading has below it.
    """
    shown = _over_pictures(blocks, pictures)
    candidates = _candidates(blocks, found)
    levels = [0] * len(blocks)
    series: dict[str, list[int]] = {}
    for index, (name, level) in candidates.items():
        if name == "plain":
            # 前言 and 结束语 stand beside 一、 and 二、, or beside chapters.
            levels[index] = level if {"one", "chapter"} & {n for n, _ in candidates.values()} else 0
        elif name in {"stated", "part", "subpart", "chapter", "section"}:
            has_text = index + 1 < len(blocks) and candidates.get(index + 1, ("", 0))[0] != name
            levels[index] = level if name == "stated" or has_text else 0
        else:
            _in_series(index, name, series, candidates, levels, shown)
    unnumbered = _bold_heads(blocks, levels, found) or ([] if any(levels) else _bare_heads(blocks, found))
    for index in unnumbered:
        levels[index] = 3 if 2 in levels[:index] and any(n == "one" for n, _ in candidates.values()) else 2
    return levels


def _in_series(
    index: int,
    name: str,
    series: dict[str, list[int]],
    candidates: Mapping[int, tuple[str, int]],
    levels: list[int],
    shown: Collection[int],
) -> None:
    """Set the level of a numbered line and of those before it in its series, by how many have text below."""
    # A heading of a higher level closes the series of the lower ones.
    for lower in {"one": ("two", "three"), "two": ("three",)}.get(name.rstrip("."), ()):
        series.pop(lower, None)
        series.pop(f"{lower}.", None)
    run = series.setdefault(name, [])
    run.append(index)
    last = len(levels) - 1
    with_text = sum(i in shown or (i < last and candidates.get(i + 1) != candidates[i]) for i in run)
    is_series = with_text * 2 > len(run) or (with_text * 2 == len(run) and len(run) == 2)
    if name.endswith("."):
        is_series = is_series and len(run) >= 2 and with_text == len(run)
    for i in run:
        levels[i] = candidates[i][1] if is_series else 0


def _over_pictures(blocks: Sequence[Block], pictures: Collection[int]) -> frozenset[int]:
    """Blocks between which and the next one a picture stood."""
    return frozenset(
        index
        for index, (block, below) in enumerate(pairwise(blocks))
        if any(block.line < line < below.line for line in pictures)
    )


def _candidates(blocks: Sequence[Block], found: Mapping[int, Label]) -> dict[int, tuple[str, int]]:
    """Lines that may be headings: what kind of line, and the level that it would have."""
    candidates: dict[int, tuple[str, int]] = {}
    attached = _listed(blocks)
    # The items of an article end in a stop, however short they are, or stand below one another without any.
    in_rule = sum(bool(shapes.ARTICLE.match(block.text)) for block in blocks) >= 3
    in_article = False
    for index, block in enumerate(blocks):
        if shapes.ARTICLE.match(block.text):
            in_article = in_rule
        elif block.kind == "heading" or _LEAVES_ARTICLE.match(block.text):
            in_article = False
        if block.kind == "heading" and index not in found and not _is_sentence(block.text):
            # What its number says outranks the level that a web page happened to give it.
            numbered = next(
                (level for _, pattern, level, _ in _LEVELS[:6] if pattern.match(block.text)), None
            )
            candidates[index] = ("stated", numbered or min(max(block.level, 2), 3))
        elif (
            block.kind not in {"text", "heading"}
            or index in attached
            or re.search(r"[。；！].|？(?!.*？$).", block.text)
        ):
            continue
        elif _PLAIN_HEADS.fullmatch(block.text) and index + 1 < len(blocks):
            candidates[index] = ("plain", 2)
        elif (
            index not in found
            and (kind := _numbered(block.text))
            and not (kind[0].endswith(".") and (in_rule or _ends_list(blocks, index)))
            and not (in_article and kind[1] == 3)
        ):
            candidates[index] = kind
    return candidates


def _ends_list(blocks: Sequence[Block], index: int) -> bool:
    """Whether a numbered line with a stop is the last of items that end in semicolons."""
    above = blocks[index - 1].text.rstrip() if index else ""
    return above.endswith(("；", ";")) and shapes.starts_enumerated(above)


def _numbered(text: str) -> tuple[str, int] | None:
    """What a numbered line would be as a heading; with “.” behind the name where it ends in a stop."""
    if text.endswith(("，", "、", "；", "！", "…")) or _ONLY_NUMBER.fullmatch(text):
        return None
    stopped = shapes.ends_sentence(text) and not text.endswith(("？", "?"))
    for name, pattern, level, longest in _LEVELS:
        if not pattern.match(text) or len(text) > longest:
            continue
        if not stopped:
            return name, level
        return (f"{name}.", level) if name in {"one", "two"} and len(text) <= _STOPPED_LONGEST else None
    return None


_ONLY_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,4}[）)]?[.．、]?")


def _bold_heads(blocks: Sequence[Block], levels: Sequence[int], found: Mapping[int, Label]) -> list[int]:
    """Short lines all in bold with a paragraph below each: two and more of them are headings without numbers."""
    heads = [
        index
        for index, block in enumerate(blocks[:-1])
        if index
        and not levels[index]
        and index not in found
        and block.kind == "text"
        and block.lead >= len(block.text) > 1
        and len(block.text) <= _BOLD_LONGEST
        and not shapes.ends_sentence(block.text.rstrip("？?！!"))
        and not shapes.starts_enumerated(block.text)
        and not shapes.is_date_line(block.text)
        and re.match(r"[\w“《（]", block.text)
        and _is_paragraph(blocks[index + 1])
    ]
    return heads if len(heads) >= 2 else []


def _bare_heads(blocks: Sequence[Block], found: Mapping[int, Label]) -> list[int]:
    """Short lines without a mark at their end, each between long paragraphs: three and more are headings."""
    heads = [
        index
        for index in range(1, len(blocks) - 1)
        if index not in found
        and blocks[index].kind == "text"
        and _BARE.fullmatch(blocks[index].text.strip())
        and not shapes.is_date_line(blocks[index].text)
        and not shapes.is_signature(blocks[index].text)
        and shapes.ends_sentence(blocks[index - 1].text)
        and not blocks[index - 1].text.rstrip().endswith(("：", ":"))
        and len(blocks[index + 1].text) >= 2 * len(blocks[index].text)
        and len(blocks[index + 1].text) >= 40
        and shapes.ends_sentence(blocks[index + 1].text)
    ]
    return heads if len(heads) >= 3 else []


_BARE = re.compile(r"[\w“《][^。；：！，,…]{3,28}[\w”》]")


def _is_paragraph(block: Block) -> bool:
    """Whether a block is text of its own below a heading, not an article or a note."""
    text = block.text
    return (
        block.kind in {"text", "item"}
        and block.lead < len(text)
        and not shapes.ARTICLE.match(text)
        and not shapes.CHAPTER.match(text)
        and not text.startswith(("（", "("))
        and (shapes.ends_sentence(text) or len(text) >= 30)
    )


def _is_sentence(text: str) -> bool:
    """Whether what a web page sets as a heading is an article or a sentence."""
    return (
        bool(shapes.ARTICLE.match(text))
        or text.endswith(("，", "、", "；"))
        or (shapes.ends_sentence(text) and not text.endswith(("？", "！", "…", "?", "!")))
        or len(text) > 80
    )


def _listed(blocks: Sequence[Block]) -> set[int]:
    """Lines that only name what comes elsewhere: attachments under “附件：1.…”, chapters under 目录."""
    listed: set[int] = set()
    texts = [squeezed(block.text) for block in blocks]
    for index, text in enumerate(texts):
        if re.match(r"附件[:：]", text):
            for after in range(index + 1, len(blocks)):
                if not re.match(r"\d{1,2}[.．、]", texts[after]):
                    break
                listed.add(after)
        elif text == "目录":
            later = {text: place for place, text in enumerate(texts) if place > index}
            for after in range(index + 1, len(blocks)):
                # The first entry that doesn't come again further down is the text's own first heading.
                if later.get(texts[after], after) == after or len(texts[after]) > 60:
                    break
                listed.add(after)
    return listed
