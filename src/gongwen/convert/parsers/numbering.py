"""Automatic numbering of Word files written into their text.

“一、” and “（一）” are mostly not typed but made by Word (ECMA-376 part 1, 17.9), and every library for reading
DOCX loses them. Before the file is read, each numbered paragraph gets its number as words of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from gongwen.text.shapes import chinese_numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CIRCLED = {n: chr(0x2460 + n - 1) for n in range(1, 21)}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FORMAL = dict(zip("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting",
     "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanCounting"}
)  # fmt: skip
_DEEPEST = 9


@dataclass
class _Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    restart: int | None = None
    """The level (from 1) at which it starts again, 0 for never; None for any above it."""
    suffix: str = "tab"


@dataclass
class _Lists:
    """What numbering.xml says: the levels of each list, and the style that links to one."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)


def write_numbers(document: Any, numbering: Any | None, styles: Any | None) -> int:
    """Put the numbers that Word would show into the paragraphs of `document`.

    Args:
        document: the root of word/document.xml, changed in place.
        numbering: the root of word/numbering.xml, where there is one.
        styles: the root of word/styles.xml, where there is one.

    Returns:
        How many paragraphs got a number.
    """
    if numbering is None:
        return 0
    lists = _read_lists(numbering)
    by_style = _styles(styles)
    counters: dict[str, dict[int, int]] = defaultdict(dict)
    written = 0
    for paragraph in document.iter(f"{W}p"):
        place = _place(paragraph, by_style)
        if place is None:
            continue
        identity, depth = place
        levels = lists.levels.get(identity)
        if levels is None or depth not in levels:
            continue
        counter = counters[lists.abstract.get(identity, identity)]
        counter[depth] = counter.get(depth, levels[depth].start - 1) + 1
        for deeper in [d for d in counter if d > depth and _starts_again(levels.get(d), depth)]:
            del counter[deeper]
        label = _label(levels, depth, counter)
        if label:
            _insert(paragraph, label)
            written += 1
    return written


def _starts_again(level: _Level | None, depth: int) -> bool:
    """Whether a deeper level starts again after a number at `depth`: articles may run on through chapters."""
    if level is None or level.restart is None:
        return True
    return level.restart > 0 and depth + 1 <= level.restart


def _value(element: Any | None, default: str = "") -> str:
    return default if element is None else str(element.get(f"{W}val", default))


def _whole(text: str, default: int = 0) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default


def _read_lists(numbering: Any) -> _Lists:
    abstracts: dict[str, dict[int, _Level]] = {}
    styled: dict[str, str] = {}
    for abstract in numbering.iter(f"{W}abstractNum"):
        abstracts[abstract.get(f"{W}abstractNumId", "")] = {
            _whole(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iter(f"{W}lvl")
        }
        if (style := _value(abstract.find(f"{W}styleLink"))) and abstract.find(f"{W}lvl") is not None:
            styled[style] = abstract.get(f"{W}abstractNumId", "")
    for abstract in numbering.iter(f"{W}abstractNum"):
        # A list that only names a style of lists has the levels of the list behind that style.
        behind = styled.get(_value(abstract.find(f"{W}numStyleLink")))
        if behind is not None:
            abstracts[abstract.get(f"{W}abstractNumId", "")] = abstracts[behind]
    lists = _Lists()
    for num in numbering.iter(f"{W}num"):
        identity = num.get(f"{W}numId", "")
        abstract_id = _value(num.find(f"{W}abstractNumId"))
        levels = dict(abstracts.get(abstract_id, {}))
        for override in num.iter(f"{W}lvlOverride"):
            depth = _whole(override.get(f"{W}ilvl", "0"))
            own = override.find(f"{W}lvl")
            level = _level(own) if own is not None else levels.get(depth, _Level())
            start = override.find(f"{W}startOverride")
            if start is not None:
                level = replace(level, start=_whole(_value(start), 1))
                # A list that starts again counts by itself.
                lists.abstract[identity] = f"num{identity}"
            levels[depth] = level
        lists.levels[identity] = levels
        lists.abstract.setdefault(identity, f"abstract{abstract_id}")
    return lists


def _level(level: Any) -> _Level:
    return _Level(
        _value(level.find(f"{W}numFmt"), "decimal"),
        _value(level.find(f"{W}lvlText")),
        _whole(_value(level.find(f"{W}start"), "1"), 1),
        _whole(_value(restart)) if (restart := level.find(f"{W}lvlRestart")) is not None else None,
        _value(level.find(f"{W}suff"), "tab"),
    )


def _styles(styles: Any | None) -> Mapping[str, tuple[str, int]]:
    """The list and level that paragraph styles bring along, by style id, inherited from the styles they rest on."""
    if styles is None:
        return {}
    own: dict[str, tuple[str | None, int | None]] = {}
    base: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        identity = style.get(f"{W}styleId", "")
        base[identity] = _value(style.find(f"{W}basedOn"))
        own[identity] = _stated(style.find(f"{W}pPr"))
    found: dict[str, tuple[str, int]] = {}
    for identity in own:
        num: str | None = None
        depth: int | None = None
        at, seen = identity, set[str]()
        while at in own and at not in seen:
            seen.add(at)
            num = num if num is not None else own[at][0]
            depth = depth if depth is not None else own[at][1]
            at = base.get(at, "")
        if num is not None:
            found[identity] = (num, depth or 0)
    return found


def _stated(properties: Any | None) -> tuple[str | None, int | None]:
    numbered = None if properties is None else properties.find(f"{W}numPr")
    if numbered is None:
        return None, None
    num, depth = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    return (None if num is None else _value(num)), (None if depth is None else _whole(_value(depth)))


def _place(paragraph: Any, by_style: Mapping[str, tuple[str, int]]) -> tuple[str, int] | None:
    properties = paragraph.find(f"{W}pPr")
    num, depth = _stated(properties)
    style = by_style.get(_value(None if properties is None else properties.find(f"{W}pStyle")))
    if num is None and style is not None:
        num, depth = style[0], style[1] if depth is None else depth
    # A paragraph with list 0 has been taken out of its style's list; an empty one shows no number.
    if num is None or num == "0" or not "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip():
        return None
    return num, min(depth or 0, _DEEPEST)


def _label(levels: Mapping[int, _Level], depth: int, counter: Mapping[int, int]) -> str:
    level = levels[depth]
    if level.format in {"bullet", "none"}:
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        shown = levels.get(at, level)
        return numeral(counter.get(at, shown.start), shown.format)

    label = re.sub(r"%(\d)", number, level.text)
    # “1” or “第一条” would run into the words; Word sets a tab or a space there.
    return f"{label} " if level.suffix != "nothing" and re.search(r"[\w]$", label) else label


def numeral(value: int, format_: str) -> str:
    """A number as one of Word's number formats writes it (ECMA-376 part 1, 17.18.59)."""
    if format_ in _CHINESE:
        return chinese_numeral(value)
    if format_ in {"chineseLegalSimplified", "ideographLegalTraditional"}:
        return "".join(_FORMAL.get(char, char) for char in chinese_numeral(value))
    if format_ in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}:
        return _CIRCLED.get(value, str(value))
    if format_ == "ideographTraditional" and 1 <= value <= len(_STEMS):
        return _STEMS[value - 1]
    if format_ in {"upperLetter", "lowerLetter"} and value >= 1:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if format_ == "upperLetter" else letter.lower()
    if format_ in {"upperRoman", "lowerRoman"} and 1 <= value < 4000:
        roman = _roman(value)
        return roman if format_ == "upperRoman" else roman.lower()
    return f"{value:02d}" if format_ == "decimalZero" else str(value)


def _roman(value: int) -> str:
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for step, letters in steps:
        text += letters * (value // step)
        value %= step
    return text


def _insert(paragraph: Any, label: str) -> None:
    """Write the number as the first run, and take the paragraph out of its list."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    numbered = properties.find(f"{W}numPr")
    if numbered is not None:
        properties.remove(numbered)
    run = etree.Element(f"{W}r")
    words = etree.SubElement(run, f"{W}t")
    words.text = label
    paragraph.insert(paragraph.index(properties) + 1, run)
