"""From repaired lines to the shape of a document: title, head lines, headings, paragraphs, turns.

Headings follow GB/T 9704-2012: 一、 and chapters are the first level, （一）, sections and 1. on a line of its own
the second. Enumerations in prose (一是…二是…) stay prose; articles (条) are paragraphs; heads that run into
their paragraph are bold up to the first full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gongwen.convert.draft import Block, Change, Draft
from gongwen.convert.repair import patterns
from gongwen.names.fold import simplify
from gongwen.names.speakers import Label, is_person, labels

_LEVELS: tuple[tuple[str, re.Pattern[str], int, int], ...] = (
    # name, pattern, heading level, longest heading
    ("chapter", patterns.CHAPTER, 2, 60),
    ("section", patterns.SECTION, 3, 60),
    ("one", patterns.LEVEL_ONE, 2, 60),
    ("two", patterns.LEVEL_TWO, 3, 50),
    ("three", patterns.LEVEL_THREE, 3, 40),
)
_RUN_IN = re.compile(
    r"(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|——|（\d{1,2}）)(?=\S)"
)
_RUN_IN_LIMIT = 50

_LETTERHEAD = re.compile(rf"[{patterns.IDEOGRAPH}（）、 ]{{3,40}}文件")
_NUMBER_LINE = re.compile(
    rf"(?:[{patterns.IDEOGRAPH}（）]{{1,16}}[〔\[【(（]\s*(?:19|20)\d{{2}}\s*[〕\]】)）]\s*第?\s*\d{{1,5}}\s*号|"
    rf"(?:[{patterns.IDEOGRAPH}、 ]{{2,60}})?(?:令|公告)?\s*第\s*[\d一二三四五六七八九十百〇零]{{1,5}}\s*号)"
)
_CLASSIFIED = re.compile(r"(?:特急|加急|急件|平急|内部资料|此件公开发布|（此件公开发布）|公开|\d{6})")
_TITLE_END = re.compile(
    r"(?:通知|意见|决定|公告|通告|规定|办法|条例|细则|规则|解释|批复|函|报告|汇报|讲话|致辞|倡议书?|公约|宣言|白皮书|方案|规划|纲要|战略|法|令|说明|"
    r"要点|计划|决议|公报|会议|行动|发布会|实录|纪要|指南|标准)$"
)
_DIGEST_MARK = re.compile(r"[（(【\[]?本馆提要[，,、]?非原文[）)】\]]?[。]?")

HeadKind = Literal["letterhead", "number", "date", "author", "mark", "digest"]


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line between the top and the text that is metadata, not text."""

    kind: HeadKind
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 2 or 3, as Markdown counts."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its first `lead` characters are a run-in head or a speaker's label."""

    text: str
    line: int
    lead: int = 0
    label: Label | None = None


Element = Heading | Paragraph


@dataclass(frozen=True)
class Outline:
    """The shape of a document.

    Attributes:
        title: the title; None where no line could be one.
        head: metadata lines that stood around the title.
        elements: the text.
        changes: what was changed on the way (spaces in the title, a title given twice).
    """

    title: str | None
    head: tuple[HeadLine, ...]
    elements: tuple[Element, ...]
    changes: tuple[Change, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, without the headings between them."""
        return tuple(element for element in self.elements if isinstance(element, Paragraph))

    @property
    def text(self) -> str:
        """All text, a line each, without marks."""
        return "\n".join(element.text for element in self.elements)


def outline(draft: Draft) -> Outline:
    """Find title, head lines, headings, paragraphs and turns of a repaired draft."""
    title, head, rest, changes = _top(draft)
    elements = _elements(rest)
    return Outline(title, tuple(head), tuple(elements), tuple(changes))


def stated(blocks: Sequence[Block], title: str) -> Outline:
    """The shape of a page of this archive: what is a heading and what is bold has been decided there."""
    elements = tuple(
        Heading(min(max(block.level, 2), 3), block.text, block.line)
        if block.kind == "heading"
        else Paragraph(block.text, block.line, block.lead)
        for block in blocks
    )
    return Outline(title, (), elements)


def _top(draft: Draft) -> tuple[str | None, list[HeadLine], list[Block], list[Change]]:
    blocks = list(draft.blocks)
    given = str(draft.given.get("title") or "") or None
    hint = given or draft.hints.get("title")
    changes: list[Change] = []
    head = _head_lines(blocks, before_title=True)
    title = hint
    stated = _title_lines(blocks)
    if stated:
        first = "".join(block.text for block in blocks[:stated])
        # A file's name is often short for the title; a line that ends like one (…的通知) is the title itself.
        if (
            hint is None
            or _squeezed(first) == _squeezed(hint)
            or (given is None and _TITLE_END.search(first))
        ):
            title = first
            del blocks[:stated]
    if title is not None:
        title, spaces = _without_line_breaks(title)
        if spaces:
            changes.append(Change("title-spacing", spaces, "题名中的空格是原件换行，删去"))
        if len(blocks) > 1 and _squeezed(blocks[0].text) == _squeezed(title):
            changes.append(Change("duplicate-title", 1, "题名印了两遍，留一遍"))
            blocks.pop(0)
    head += _head_lines(blocks, before_title=False)
    return title, head, blocks, changes


def _head_lines(blocks: list[Block], *, before_title: bool) -> list[HeadLine]:
    """Take metadata lines off the front of `blocks`."""
    head = []
    while len(blocks) > 1 and (kind := _head_kind(blocks[0].text, before_title=before_title)):
        head.append(HeadLine(kind, blocks[0].text, blocks[0].line))
        blocks.pop(0)
    return head


def _head_kind(text: str, *, before_title: bool) -> HeadKind | None:
    if _DIGEST_MARK.fullmatch(simplify(text)):
        return "digest"
    if _NUMBER_LINE.fullmatch(text.strip("（）() ")):
        return "number"
    if patterns.is_date_line(text):
        return "date"
    if _CLASSIFIED.fullmatch(text):
        return "mark"
    if before_title:
        return "letterhead" if _LETTERHEAD.fullmatch(text) else None
    return "author" if is_person(text.replace(" ", "")) and len(text) <= 8 else None


def _title_lines(blocks: Sequence[Block]) -> int:
    """How many blocks at the top are the title; 0 where the text starts without one."""
    if not blocks:
        return 0
    first = blocks[0]
    if first.kind == "heading" and first.level == 1:
        return 1
    if (
        first.kind == "heading"
        or len(first.text) > 100
        or first.text.endswith(("。", "；", "：", "，", "、", "！"))
    ):
        return 0
    if patterns.starts_enumerated(first.text) and not first.text.endswith(("法", "通知", "意见")):
        return 0
    if len(blocks) == 1:
        return 1 if len(first.text) <= 40 else 0
    second = blocks[1]
    goes_on = (
        not _TITLE_END.search(first.text)
        and second.kind == "text"
        and len(second.text) <= 40
        and _TITLE_END.search(second.text)
        and not patterns.ends_sentence(second.text)
        and not patterns.starts_enumerated(second.text)
        and re.search(r"关于|的$|国务院|部$|办公[厅室]$|委员会$", first.text)
        and not (blocks[0].gap and second.gap)
    )
    return 2 if goes_on else 1


_BREAK_AFTER = re.compile(r"[的关于和与及、，暨《“（]$")
_BREAK_BEFORE = re.compile(r"^(?:及|和|与|的|等|暨|并|或|关于|》|”|）|、|，|《)")


def _without_line_breaks(title: str) -> tuple[str, int]:
    """Take out spaces that were line breaks; a space between two phrases of a title stays (严格管理 切实防止)."""
    parts = re.split(rf"(?<=[{patterns.IDEOGRAPH}》”）、，]) +(?=[{patterns.IDEOGRAPH}《“（])", title)
    text, removed = parts[0], 0
    single = all(len(part) == 1 for part in parts)
    for part in parts[1:]:
        if (
            single
            or _BREAK_AFTER.search(text)
            or _BREAK_BEFORE.match(part)
            or re.match(r"(?:通知|意见|决定|公告)$", part)
        ):
            text += part
            removed += 1
        else:
            text += " " + part
    return text, removed


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _elements(blocks: Sequence[Block]) -> list[Element]:
    found = labels([block.text if block.kind == "text" else "" for block in blocks])
    levels = _heading_levels(blocks, found)
    is_rule = sum(bool(patterns.ARTICLE.match(block.text)) for block in blocks) >= 3
    leads = [0] * len(blocks) if is_rule else _run_in_heads(blocks, levels, found)
    elements: list[Element] = []
    for index, block in enumerate(blocks):
        if levels[index]:
            elements.append(Heading(levels[index], block.text, block.line))
            continue
        label = found.get(index)
        if label is not None:
            elements.append(Paragraph(block.text, block.line, len(label.text) + 1, label))
            continue
        elements.append(Paragraph(block.text, block.line, leads[index] or _known_lead(block)))
    return elements


def _known_lead(block: Block) -> int:
    lead = block.lead
    whole = lead == len(block.text)
    return lead if lead and (whole or block.text[lead - 1] in "。！？：") and lead <= 80 else 0


def _heading_levels(blocks: Sequence[Block], found: dict[int, Label]) -> list[int]:
    """The heading level of each block, 0 for paragraphs.

    A numbered short line is a heading where text follows before the next of its kind; a series of which most
    have nothing below is a list.
    """
    candidates: dict[int, tuple[str, int]] = {}
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            candidates[index] = ("stated", min(max(block.level, 2), 3))
        elif (
            index not in found
            and not patterns.ends_sentence(block.text)
            and not block.text.endswith(("，", "、"))
        ):
            for name, pattern, level, longest in _LEVELS:
                if pattern.match(block.text) and len(block.text) <= longest:
                    candidates[index] = (name, level)
                    break
    levels = [0] * len(blocks)
    series: dict[str, list[int]] = {}
    for index, (name, level) in candidates.items():
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
        if not 0 <= stop < _RUN_IN_LIMIT:
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
