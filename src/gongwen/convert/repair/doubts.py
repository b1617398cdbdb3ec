"""Places that look wrong and stay as they are: they are listed for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gongwen.convert.model import Doubt, Draft
from gongwen.text import words
from gongwen.text.shapes import IDEOGRAPH

_LATIN_ETC = re.compile(rf"[{IDEOGRAPH}、]\s*(etc\.?)\s*[{IDEOGRAPH}，。]", re.IGNORECASE)
_MASK = re.compile(
    rf"[{IDEOGRAPH}“（]?(?:\*+|×{{2,}}|×(?=[月日年同先女等省市县区，。、])|X{{2,}}|(?<![a-z])x{{2,}}(?![a-z])|_{{1,}}|□+|■+|�+)[{IDEOGRAPH}”）]?"
)
_UNCLOSED = re.compile(r"“([^“”]*)(?=“|$)")
_UNOPENED = re.compile(r"(?:^|”)([^“”]*)”")
_CENSORED = (
    # Words that sites strike out, leaving a sentence that can't have been written so.
    (re.compile(r"意识(?=斗争|安全|工作责任制|领域|阵地|形势)"), "“意识”后疑缺“形态”"),
    (re.compile(r"(?:以|坚持以|贯彻)思想(?=特别是|为指导|和党的)"), "“思想”前疑有文字被删"),
    (re.compile(r"(?:^|[。！？])指出[，,：:]"), "“指出”前无主语，疑有文字被删"),
    (re.compile(r"(?:做好|深化|推进|加强|开展|抓好)思想网上宣传"), "“思想”前疑有文字被删"),
)
_QUOTED_CLAUSE = re.compile(r"“([^“”]{2,20})[，,](?:开展|举办|推出|实施|打造|组织|创建)([^“”]{2,20})”")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


_INITIALS = re.compile(
    rf"(?<=[{IDEOGRAPH}])(?!(?:app|pdf|tv|pc|mp|kb|mb|gb|km|kg|cm|mm|ml|wap|sp|cp|sns|"
    rf"http|php|html|ppt|ktv)(?![a-z]))([bcdfghjklmnpqrstwxyz]{{2,4}})(?=[{IDEOGRAPH}])"
)


def look(draft: Draft) -> Draft:
    """Add what looks wrong to the draft's doubts; the text is untouched."""
    found = [doubt for block in draft.blocks for doubt in _in_block(block.text)]
    known = {doubt.text for doubt in draft.doubts}
    fresh: list[Doubt] = []
    for doubt in found:
        if doubt.text not in known:
            known.add(doubt.text)
            fresh.append(doubt)
    return replace(draft, doubts=(*draft.doubts, *fresh))


_ADDRESS = re.compile(
    r"[a-z]+://[^\s\u4e00-\u9fff，。；]+|[\w.+-]+@[\w-]+\.[\w.]+|\\\\[\w.\\$-]+|[\w.-]*_[\w.*-]*[A-Za-z0-9]|[A-Za-z0-9][\w.*-]*_+[\w.*-]*",
    re.ASCII,
)
"""Addresses, file names and codes: their signs stand for themselves."""


def _in_block(text: str) -> Iterator[Doubt]:
    text = _ADDRESS.sub(lambda match: "a" * len(match[0]), text)
    for match in _LATIN_ETC.finditer(text):
        yield Doubt(_around(text, match.start(1), match.end(1)), f"“{match[1]}”疑为“等”")
    for start, end in _masked(text):
        yield Doubt(_around(text, start, end), "原件以符号代字，照录不补")
    for match in _INITIALS.finditer(text):
        yield Doubt(_around(text, *match.span()), "疑以拼音首字母代字，照录")
    for pattern, note in _CENSORED:
        for match in pattern.finditer(text):
            yield Doubt(_around(text, *match.span()), note)
    for match in _QUOTED_CLAUSE.finditer(text):
        yield Doubt(match[0], "引号位置疑误")
    if _PRIVATE.search(text):
        position = _PRIVATE.search(text)
        assert position is not None
        yield Doubt(_around(text, *position.span()), "含私用区字符，无法确知原字")
    yield from _quotation_marks(text)


_FOOTNOTE = re.compile(r"(?:^|[^\d*])[\d.,%]*[\d%]\*$")
"""132*: the star of a note to a number in a table masks nothing."""


def _masked(text: str) -> list[tuple[int, int]]:
    """Spans with masking signs; those close together are one place (*月*日)."""
    spans: list[tuple[int, int]] = []
    for match in _MASK.finditer(text):
        if _FOOTNOTE.search(text[: match.end()]):
            continue
        if spans and match.start() - spans[-1][1] <= 3:
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    return spans


def _quotation_marks(text: str) -> Iterator[Doubt]:
    for match in _UNCLOSED.finditer(text):
        inside = match[1]
        misread = _misread_mark(inside)
        if misread is not None:
            start = match.start(1) + misread
            yield Doubt(_around(text, start, start + 1), "引号未闭合；“二”疑为“”。”之误")
        else:
            yield Doubt(text[match.start() : match.start() + 16], "引号未闭合")
    if not _UNCLOSED.search(text):
        for match in _UNOPENED.finditer(text):
            yield Doubt(text[max(0, match.end() - 12) : match.end()], "只有后引号")


def _misread_mark(inside: str) -> int | None:
    """Where a 二 stands that belongs to no word: scanners read ”。 as 二."""
    position = 0
    for word in words.cut(inside):
        following = inside[position + 1 : position + 2]
        if (
            word == "二"
            and position > 0
            and following
            and not re.match(r"[一二三四五六七八九十百千万是、，。．.要]", following)
        ):
            return position
        position += len(word)
    return None


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 6) : end + 6].strip()
