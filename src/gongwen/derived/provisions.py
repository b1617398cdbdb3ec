"""What rules provide, over the whole archive: who may do what, who must do what, by when, from which size on.

Statements are the archive's own words and stand in records; here they are rows with their rule, and what can be
measured in them (a limit of time, a number of people) is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gongwen.pages.articles import cited_at
from gongwen.pages.paragraphs import Line
from gongwen.records import Document, Obligation, Power
from gongwen.records.archive import Archive
from gongwen.records.provisions import ONE_PLACE

_LIMIT = re.compile(r"(?P<number>\d+(?:\.\d+)?)个?(?P<unit>分钟|小时|工作日|日|天|周|月|年)")
_HOURS = {"分钟": 1 / 60, "小时": 1, "日": 24, "天": 24, "工作日": 33.6, "周": 168, "月": 730, "年": 8760}
"""Five working days are a week."""
_COUNTED = frozenset({"工作日", "月"})
"""Units that are counted with 个."""
_LEAST = ("至少", "不少于", "不短于", "保存", "满")
_BEFORE = re.compile(r"提前|前$")
_EACH = re.compile(r"每(?:半年|季度|\d*个?(?:日|周|月|年))")
_SIZE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>人|名|条|次|元|个(?:账号|用户|网站|群组|视频文件|对象))"
)
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}

TimeKind = Literal["within", "before", "least", "each"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A time in a statement.

    Attributes:
        kind: what must be done within it, so long beforehand, what must be kept so long, what must be done each time.
        hours: how long it is; a working day is a fifth of a week.
        label: how readers are told: 10 个工作日.
    """

    kind: TimeKind
    hours: float
    label: str


@dataclass(frozen=True, slots=True)
class Size:
    """A number of people or things in a statement, and how readers are told: 100 万人."""

    number: float
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation, and the rule that lays it down; `index` is its place there."""

    rule: Document
    index: int
    obligation: Obligation
    limits: tuple[Limit, ...]
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """A power, and the rule that gives it; `index` is its place there."""

    rule: Document
    index: int
    power: Power


def limits(text: str) -> tuple[Limit, ...]:
    """The times that a statement of time names: 10个工作日内, 至少6个月, 每年1次."""
    each = _EACH.search(text)
    if each:
        found = _LIMIT.search(each[0])
        word = each[0].removeprefix("每")
        hours = {"半年": 4380, "季度": 2190}.get(word) or _HOURS.get(word.removeprefix("个"), 0)
        if found:
            hours = float(found["number"]) * _HOURS[found["unit"]]
        return (Limit("each", hours, each[0]),)
    kind: TimeKind = "within"
    if any(word in text for word in _LEAST):
        kind = "least"
    elif _BEFORE.search(text):
        kind = "before"
    return tuple(
        Limit(kind, float(found["number"]) * _HOURS[found["unit"]], _told(found["number"], found["unit"]))
        for found in _LIMIT.finditer(text)
    )


def _told(number: str, unit: str) -> str:
    return f"{number} {'个' if unit in _COUNTED else ''}{unit}"


def sizes(text: str) -> tuple[Size, ...]:
    """The numbers of people or things that a statement of size names: 100万人以上, 10000元."""
    return tuple(
        Size(
            float(found["number"]) * _SCALES[found["scale"]],
            found["unit"],
            f"{found['number']} {found['scale']}{found['unit']}",
        )
        for found in _SIZE.finditer(text)
    )


def duties(archive: Archive) -> tuple[Duty, ...]:
    """Every obligation, rules from the newest to the oldest, each in its own order."""
    return tuple(
        Duty(rule, index, one, limits(one.time or ""), sizes(one.threshold or ""))
        for rule in _rules(archive)
        for index, one in enumerate(rule.obligations)
    )


def grants(archive: Archive) -> tuple[Grant, ...]:
    """Every power, rules from the newest to the oldest, each in its own order."""
    return tuple(Grant(rule, index, one) for rule in _rules(archive) for index, one in enumerate(rule.powers))


def _rules(archive: Archive) -> Iterator[Document]:
    return (document for document in reversed(archive.documents_in_time) if not document.withdrawn)


_HEADING = re.compile(r"第[一二三四五六七八九十百千零〇]{1,5}(分编|[编章节])")
_RANKS = ("编", "分编", "章", "节")
_ITEM = re.compile(r"([一二三四五六七八九十]{1,3})、")


def anchors(document: Document, lines: Iterable[Line]) -> Mapping[str, str]:
    """Where places of a rule stand on its page: fragments by the words that name them.

    Args:
        document: the rule.
        lines: what a reader sees of it (`gongwen.pages.paragraphs.page_lines`).

    Chapters, sections and items of a decision are keyed by their words (第二章第一节, 三), articles by their fragment
    itself, which `anchor_of` asks for. A digest's own paragraphs are no places. Empty where there is no text.
    """
    found: dict[str, str] = {}
    above: dict[str, str] = {}
    for line in lines:
        if line.whole or document.content == "text":
            found |= {key: anchor for key, anchor in _named(line, above) if key not in found}
    return found


def _named(line: Line, above: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The names of the place that a line is, and its fragment; `above` are the headings over it by rank."""
    if line.place:
        if line.place.anchor:
            yield line.place.anchor, line.place.anchor
        return
    heading = _HEADING.match(line.text) if line.heading else None
    if heading:
        rank = _RANKS.index(heading[1])
        for lower in _RANKS[rank:]:
            above.pop(lower, None)
        above[heading[1]] = heading[0]
        path = [above[name] for name in _RANKS if name in above]
        for start in range(len(path)):
            yield "".join(path[start:]), line.anchor
    elif item := _ITEM.match(line.text):
        yield item[1], line.anchor


def anchor_of(place: str, known: Mapping[str, str]) -> str | None:
    """The fragment for one place as a statement names it; None where the text has no such place."""
    cited = cited_at(place)
    key = cited.anchor if cited and cited.end == len(place) else place
    return known.get(key)


def pieces(places: str) -> Sequence[str]:
    """The places that a statement names, and what stands between them: 第三条、第五条 → 第三条 、 第五条."""
    found, end = [], 0
    for match in ONE_PLACE.finditer(places):
        found += [places[end : match.start()], match[0]]
        end = match.end()
    return [piece for piece in (*found, places[end:]) if piece]
