"""Shapes of lines and sentences that several repairs and the outline ask for."""

from __future__ import annotations

import re

from gongwen.rules.classes import CLASSES
from gongwen.text.fold import IDEOGRAPH as IDEOGRAPH

ENDS = "。！？；：…!?;:"
CLOSERS = "”’」』）》】〉)\"'"
_SENTENCE_END = re.compile(rf"[{ENDS}][{re.escape(CLOSERS)}]*$")
SENTENCE_MARK = re.compile(r"[。；！？]")
"""What stands in running text and in no heading, button or name."""
_NUMERAL = "一二三四五六七八九十百零〇"

LEVEL_ONE = re.compile(rf"[{_NUMERAL}]{{1,4}}、")
_END = rf"(?:\s|$|[^{_NUMERAL}\d])"
PART = re.compile(rf"第[{_NUMERAL}\d]{{1,5}}[编篇](?![辑写制]){_END}")
SUBPART = re.compile(rf"第[{_NUMERAL}\d]{{1,5}}分编{_END}")
"""第二分编 所有权: what a part of a code is divided into before its chapters."""
CHAPTER = re.compile(rf"{PART.pattern}|{SUBPART.pattern}|第[{_NUMERAL}\d]{{1,5}}章{_END}")
"""A chapter, or what is above it; all stand on one level, as most codes count chapters anew in each part."""
SECTION = re.compile(rf"第[{_NUMERAL}\d]{{1,5}}节{_END}")
CASE = re.compile(rf"(?:典型)?案例\s?[{_NUMERAL}\d]{{1,3}}\s?[：:、.．　 ]")
"""What a circular numbers its cases with: 案例一："""
ARTICLE = re.compile(rf"第[{_NUMERAL}千\d]{{1,8}}条(?:之[{_NUMERAL}]{{1,3}})?")
"""Of an article; codes have more than a thousand (第一千一百九十四条)."""
LEVEL_TWO = re.compile(rf"（[{_NUMERAL}]{{1,4}}）")
LEVEL_THREE = re.compile(r"(?!\d{4}[.．]\d)\d{1,2}(?:[.．](?!\d)|[.．](?=(?:19|20)\d{2}年)|、)")
LEVEL_FOUR = re.compile(r"（\d{1,2}）|[①-⑳]")
DASHES = re.compile(r"——")
ENUMERATIONS = (LEVEL_ONE, LEVEL_TWO, LEVEL_THREE, LEVEL_FOUR)

NUMBER = re.compile(CLASSES["number"])
"""A document number on a line of its own (GB/T 9704): 国发〔2019〕5号."""

DATE = re.compile(
    rf"(?P<y>{CLASSES['any_year']})\s*年\s*"
    r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
"""A full date, in Arabic or Chinese numerals: 2016 年 11 月 21 日, 二〇一六年十一月二十一日."""
SPLIT_DAY = re.compile(
    r"(?:(?P<d>\d{1,2})日?\s+(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})月?|"
    r"(?P<m2>\d{1,2})\s*[-/.月]\s*(?P<d2>\d{1,2})日?\s+(?P<y2>(?:19|20)\d{2})年?|"
    r"(?P<y3>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m3>\d{1,2})月?\s+(?P<d3>\d{1,2})日?)"
)
"""A day of which pages set a part large and the rest small, in any order: 21 2024-02, 02-21 2024."""
ANY_DATE = re.sub(r"\?P<[ymd]>", "?:", DATE.pattern)
"""The same as part of a larger pattern, without groups of its own."""


_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零○O0", "一1", "二2", "三3", "四4", "五5", "六6", "七7", "八8", "九9"))
    for char in chars
}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int | None:
    """The value of a number below ten thousand, or of a year digit by digit; None where it is none.

    Chinese or Arabic numerals: 二十一, 一百二十三, 二〇一六, 16.
    """
    text = text.strip()
    if text.isdigit() and text.isascii():
        return int(text)
    if not text or any(char not in _DIGITS and char not in _UNITS for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def chinese_numeral(value: int) -> str:
    """A whole number up to 9999 in Chinese numerals: 21 → 二十一; larger ones in Arabic."""
    if not 0 < value < 10000:
        return "〇" if value == 0 else str(value)
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("〇" if gap and text else "") + "〇一二三四五六七八九"[digit] + name
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence or a lead-in does."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def starts_enumerated(text: str) -> bool:
    """Whether `text` starts with a number of a heading, an article, an item or a dash lead."""
    return any(pattern.match(text) for pattern in (*ENUMERATIONS, CHAPTER, SECTION, ARTICLE, DASHES))


def looks_like_heading(text: str) -> bool:
    """Whether `text` has the shape of a heading: numbered, short, without punctuation at its end."""
    if (
        len(text) > 60
        or ends_sentence(text)
        or text.endswith(("，", ",", "、"))
        or re.search(r"[。；]", text)
    ):
        return False
    return any(pattern.match(text) for pattern in (LEVEL_ONE, LEVEL_TWO, LEVEL_THREE, CHAPTER, SECTION))


def is_date_line(text: str) -> bool:
    """Whether `text` is nothing but a date, perhaps in brackets: (2016 年 11 月 21 日).

    Programs that save styled text put its figures behind it once more: 2025 年4月24日 4 24.
    """
    words = text.strip().strip("（）() 〔〕")
    match = DATE.match(words)
    if match is None:
        return False
    figures = iter(re.findall(r"\d+", match[0]))
    rest = words[match.end() :]
    return not rest or (
        _FIGURES.fullmatch(rest) is not None and all(figure in figures for figure in rest.split())
    )


_FIGURES = re.compile(r"\s*\d{1,4}(?:\s+\d{1,4}){0,2}")


_SIGNATURE = re.compile(
    rf"^[{IDEOGRAPH}（）()、 ·\d]{{2,40}}(?:部|办|办公室|办公厅|委员会|局|会|院|署|厅|政府|中心|协会|公司|集团|组|委|社|台|联合会|学会)$"
)


_DAY_OF_YEAR = re.compile(r"\d{1,2}月\d{1,2}日(?:\s*[（(][^（）()]{2,8}[）)])?")


def is_day_of_year(text: str) -> bool:
    """Whether `text` is a day without its year, as programmes and chronicles have it over what is on: 9月15日（周二）."""
    return _DAY_OF_YEAR.fullmatch(text.strip()) is not None


def is_signature(text: str) -> bool:
    """Whether `text` may be the line in which a body signs."""
    return bool(_SIGNATURE.match(text.strip()))
