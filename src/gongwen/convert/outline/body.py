"""The body of a document: which lines are headings, which lead into their paragraph, which are lists and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.convert.model import Block
from gongwen.convert.outline.head import squeezed
from gongwen.convert.outline.model import Element, Heading, Item, Paragraph, Table
from gongwen.text import shapes
from gongwen.text.speakers import Label, labels

_LEVELS: tuple[tuple[str, re.Pattern[str], int, int], ...] = (
    # name, pattern, heading level, longest heading
    ("chapter", shapes.CHAPTER, 2, 60),
    ("section", shapes.SECTION, 3, 60),
    ("one", shapes.LEVEL_ONE, 2, 60),
    ("two", shapes.LEVEL_TWO, 3, 50),
    ("three", shapes.LEVEL_THREE, 3, 40),
)
_RUN_IN = re.compile(
    r"(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|——|（\d{1,2}）)(?=\S)"
)
_RUN_IN_LIMIT = 50
_PLAIN_HEADS = re.compile(
    r"(?:前\s?言|引\s?言|导\s?言|序\s?言|绪\s?论|结\s?束\s?语|结\s?语|后\s?记|附\s?则|总\s?则)"
)
_ATTACHMENT_HEAD = re.compile(r"附件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")


def with_embedded_titles(elements: list[Element], title: str) -> list[Element]:
    """Titles of documents inside the document, which are bold paragraphs.

    A line under “附件1”, and the title that the document's own names between 《》 (关于印发《…》的通知).
    """
    promulgated = set(re.findall(r"《([^《》]{4,60})》", title))
    for index, element in enumerate(elements):
        if not isinstance(element, Paragraph) or element.lead or element.label:
            continue
        text = element.text.strip()
        if len(text) > 60 or shapes.ends_sentence(text) or shapes.starts_enumerated(text):
            continue
        before = elements[index - 1].text.strip() if index else ""
        under = bool(_ATTACHMENT_HEAD.fullmatch(before)) and index + 1 < len(elements)
        if under or text in promulgated:
            elements[index] = replace(element, lead=len(element.text))
    return elements


def elements(blocks: Sequence[Block]) -> list[Element]:
    """The blocks below the title as headings, paragraphs, items and tables, in order; nothing is left out."""
    # A scraper may have made headings of the questions.
    found = labels([block.text if block.kind in {"text", "heading"} else "" for block in blocks])
    levels = _heading_levels(blocks, found)
    is_rule = sum(bool(shapes.ARTICLE.match(block.text)) for block in blocks) >= 3
    leads = [0] * len(blocks) if is_rule else _run_in_heads(blocks, levels, found)
    made: list[Element] = []
    rows: list[tuple[str, ...]] = []
    for index, block in enumerate(blocks):
        if block.kind == "row":
            rows.append(tuple(cell.strip() for cell in block.text.split("\t")))
            if index + 1 == len(blocks) or blocks[index + 1].kind != "row":
                made.append(Table(_even(rows), block.line))
                rows = []
        elif block.kind == "item":
            made.append(Item(block.text, block.line))
        elif levels[index]:
            made.append(Heading(levels[index], block.text, block.line))
        elif (label := found.get(index)) is not None:
            made.append(Paragraph(block.text, block.line, len(label.text) + 1, label))
        else:
            made.append(Paragraph(block.text, block.line, leads[index] or _known_lead(block)))
    return made


def _even(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows of equal length."""
    width = max(map(len, rows))
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def _known_lead(block: Block) -> int:
    # Repairs may have taken characters out before its end.
    lead = 0 if _ATTACHMENT_HEAD.fullmatch(block.text.strip()) else min(block.lead, len(block.text))
    whole = lead == len(block.text)
    return lead if lead and (whole or block.text[lead - 1] in "。！？：") and lead <= 80 else 0


def _heading_levels(blocks: Sequence[Block], found: dict[int, Label]) -> list[int]:
    """The heading level of each block, 0 for paragraphs.

    A numbered short line is a heading where text follows before the next of its kind; a series of which most
    have nothing below is a list.
    """
    candidates: dict[int, tuple[str, int]] = {}
    attached = _listed(blocks)
    for index, block in enumerate(blocks):
        if block.kind == "heading" and index not in found and not _is_sentence(block.text):
            # What its number says outranks the level that a web page happened to give it.
            numbered = next(
                (level for _, pattern, level, _ in _LEVELS[:4] if pattern.match(block.text)), None
            )
            candidates[index] = ("stated", numbered or min(max(block.level, 2), 3))
        elif (
            block.kind not in {"text", "heading"}
            or index in attached
            or re.search(r"[。；！？].", block.text)
        ):
            continue
        elif _PLAIN_HEADS.fullmatch(block.text) and index + 1 < len(blocks):
            candidates[index] = ("plain", 2)
        elif (
            index not in found
            and not shapes.ends_sentence(block.text)
            and not block.text.endswith(("，", "、"))
        ):
            for name, pattern, level, longest in _LEVELS:
                if pattern.match(block.text) and len(block.text) <= longest:
                    candidates[index] = (name, level)
                    break
    levels = [0] * len(blocks)
    series: dict[str, list[int]] = {}
    for index, (name, level) in candidates.items():
        if name == "plain":
            # 前言 and 结束语 stand beside 一、 and 二、, or beside chapters.
            levels[index] = level if {"one", "chapter"} & {n for n, _ in candidates.values()} else 0
            continue
        if name in {"stated", "chapter", "section"}:
            has_text = index + 1 < len(blocks) and candidates.get(index + 1, ("", 0))[0] != name
            levels[index] = level if name == "stated" or has_text else 0
            continue
        # A heading of a higher level closes the series of the lower ones.
        if name == "one":
            series.pop("two", None)
            series.pop("three", None)
        elif name == "two":
            series.pop("three", None)
        run = series.setdefault(name, [])
        run.append(index)
        with_text = sum(i + 1 < len(blocks) and candidates.get(i + 1) != candidates[i] for i in run)
        for i in run:
            levels[i] = (
                level if with_text * 2 > len(run) or (with_text * 2 == len(run) and len(run) == 2) else 0
            )
    return levels


def _is_sentence(text: str) -> bool:
    """Whether what a web page sets as a heading is an article or a sentence."""
    return (
        bool(shapes.ARTICLE.match(text))
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


def _run_in_heads(blocks: Sequence[Block], levels: Sequence[int], found: dict[int, Label]) -> list[int]:
    leads = [0] * len(blocks)
    dashes = [
        i
        for i, block in enumerate(blocks)
        if block.text.startswith("——") and len(block.text) <= _RUN_IN_LIMIT
    ]
    for index, block in enumerate(blocks):
        if levels[index] or index in found or not _RUN_IN.match(block.text):
            continue
        stop = block.text.find("。")
        if not 0 <= stop < _RUN_IN_LIMIT or block.text[:stop].count("“") != block.text[:stop].count("”"):
            continue
        is_whole = stop + 1 == len(block.text)
        if block.text.startswith("——"):
            follows = index + 1 < len(blocks) and not blocks[index + 1].text.startswith("——")
            if (is_whole and len(dashes) >= 2 and follows) or not is_whole:
                leads[index] = stop + 1
        elif not is_whole:
            leads[index] = stop + 1
    # One sentence among run-in heads of its series is a head too.
    for index, block in enumerate(blocks):
        mark = _mark(block.text)
        if leads[index] or levels[index] or mark is None or mark == "——":
            continue
        if block.text.find("。") == len(block.text) - 1 and len(block.text) <= _RUN_IN_LIMIT:
            near = range(max(0, index - 3), min(len(blocks), index + 4))
            if any(leads[i] and _mark(blocks[i].text) == mark for i in near):
                leads[index] = len(block.text)
    return leads


def _mark(text: str) -> str | None:
    """The kind of number that a run-in head starts with."""
    match = _RUN_IN.match(text)
    return re.sub(r"[一二三四五六七八九十\d]+", "n", match[0]) if match else None
