"""Repairs of marks inside a line: bold, brackets, spaces around digits, punctuation."""

from __future__ import annotations

import re

from gongwen.convert.model import Block, Draft, Removed
from gongwen.convert.repair.wrapping import going_on
from gongwen.text.shapes import IDEOGRAPH

_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*")
_BOLD_JOINT = re.compile(r"(?<=[^\s*])\*{4}(?=[^\s*])")
_BRACKETED_NUMERAL = re.compile(r"^[(（]\s*([一二三四五六七八九十百零〇]{1,4})\s*[)）]\s*")
_SPACED_NUMERAL = re.compile(
    r"^([一二三四五六七八九十百]{1,4})\s*、\s+|^([一二三四五六七八九十百]{1,4})\s+、"
)
_WRONG_POINT = re.compile(rf"^([一二三四五六七八九十]{{1,3}})\s*[.．。，,]\s*(?=[{IDEOGRAPH}“《])")
_POINT_TOO_MUCH = re.compile(r"^(（[一二三四五六七八九十]{1,3}）)\s*[、.．，]\s*(?!（)")
_WIDE_POINT = re.compile(rf"^(\d{{1,2}})\s*．\s*(?=[{IDEOGRAPH}“《（])")
_DIGIT_SPACE = re.compile(
    rf"(?<=[{IDEOGRAPH}（）《》“”、，。；：]) +(?=\d)|(?<=[\d%％]) +(?=[{IDEOGRAPH}（）《》“”、，。；：])"
)
_BEFORE_DATE = re.compile(r"(?:公布|发布|通过|修订|修正|批准|施行|实施|印发|颁布|条)$")
_ENTRY = re.compile(r"(?:19|20)\d{2}([-/.])\d{1,2}\1\d{1,2}")
"""The day at the head of an entry, alone before its words."""
_LEADING_NUMBER = re.compile(
    rf"^(?:\d{{1,2}}|\d{{1,2}}(?:\.\d{{1,2}})+) +(?=[{IDEOGRAPH}])(?![年月日时个项条家人次万亿名件款户起种类批期])"
)
_PHRASE_GAP = re.compile(rf"^([{IDEOGRAPH}《》“”（）、]{{6,}}) (?=\d+[{IDEOGRAPH}][^，。；]*$)")

_PROTECTED = re.compile(
    r"https?://[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+|www\.[\w./-]+|[\w.+-]+@[\w-]+\.[\w.]+|\d{1,2}:\d{2}(?::\d{2})?|"
    r"\d{1,3}(?:,\d{3})+(?!\d)"
)
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_CHINESE = re.compile(rf"[{IDEOGRAPH}“”‘’《》「」『』（）【】〔〕、，。；：？！…—％]")


def stray_bold(draft: Draft) -> Draft:
    """Bold markers that came along with a copied text; which words are bold is decided by outline."""
    blocks: list[Block] = []
    removed: list[Removed] = []
    for block in draft.blocks:
        text, joints = (
            _BOLD_JOINT.subn("", block.text) if block.text.count("**") % 2 == 0 else (block.text, 0)
        )
        text, pairs = _BOLD.subn(r"\1", text)
        removed += [Removed("stray-bold", "****", block.line)] * (pairs + joints)
        blocks.append(block.saying(text) if pairs + joints else block)
    return draft.after(blocks, "stray-bold", len(removed), "成对的 ** 记号，文字不动", removed=removed)


def enumeration_brackets(draft: Draft) -> Draft:
    """“(一) ” and “一、 ” at the start of a line become （一） and 一、, as GB/T 9704 writes them."""
    blocks = []
    on = going_on(draft.blocks)
    for index, block in enumerate(draft.blocks):
        if index in on:
            # 下列情形之 / 一，…: no number of an item.
            blocks.append(block)
            continue
        text = _BRACKETED_NUMERAL.sub(r"（\1）", block.text)
        text = _SPACED_NUMERAL.sub(lambda match: f"{match[1] or match[2]}、", text)
        text = _WRONG_POINT.sub(r"\1、", text)
        text = _POINT_TOO_MUCH.sub(r"\1", text)
        text = _WIDE_POINT.sub(r"\1.", text)
        blocks.append(block.saying(text))
    count = _changed(blocks, draft)
    return draft.after(blocks, "enumeration-bracket", count, "段首序号照 GB/T 9704 的写法")


_BULLET = re.compile(rf"^([●◆■▲★▶►○◇□☆·•])\s*(?=[{IDEOGRAPH}“《（\d])")
_BEFORE_QUESTION = re.compile(r"^[●◆■▲★▶►○◇□☆·•]\s*(?=(?:问|答|记者)\s*[:：])")


def bullets(draft: Draft) -> Draft:
    """“● 责任…”: the bullet stands close to its words; one before 问： is the page's."""
    blocks = []
    removed: list[Removed] = []
    count = 0
    for block in draft.blocks:
        question = _BEFORE_QUESTION.match(block.text)
        text = block.text[question.end() :] if question else _BULLET.sub(r"\1", block.text)
        if question:
            removed.append(Removed("bullet", question[0], block.line))
        count += text != block.text
        blocks.append(block.saying(text))
    return draft.after(blocks, "bullet", count, "项目符号后的空格，问句前的项目符号", removed=removed)


_STRAIGHT = re.compile(r'"([^"“”\n]{1,80})"')


def straight_quotes(draft: Draft) -> Draft:
    """Straight quotation marks around Chinese, in pairs, become “ ”."""
    blocks = []
    count = 0
    for block in draft.blocks:
        text = block.text
        if text.count('"') >= 2 and text.count('"') % 2 == 0 and _CHINESE.search(text):
            text, pairs = _STRAIGHT.subn(lambda m: f"“{m[1]}”" if _CHINESE.search(m[1]) else m[0], text)
            count += pairs if text != block.text else 0
        blocks.append(block.saying(text))
    return draft.after(blocks, "straight-quotes", count, "成对的直引号改为弯引号")


def digit_spacing(draft: Draft) -> Draft:
    """Spaces that a typesetting program put between digits and Chinese."""
    blocks = []
    count = 0
    for block in draft.blocks:
        lead = _LEADING_NUMBER.match(block.text) or (
            # A title may be two phrases with a space between; spacing would stand behind the number too.
            _PHRASE_GAP.match(block.text) if len(block.text) <= 60 else None
        )
        start = lead.end() if lead else 0
        rest, spaces = _without_digit_spaces(block.text[start:])
        count += spaces
        blocks.append(block.saying(block.text[:start] + rest))
    return draft.after(blocks, "digit-spacing", count, "数字与汉字之间的空格，留白由版式给出")


def _without_digit_spaces(text: str) -> tuple[str, int]:
    """`text` without such spaces; one that parts two notes (…公布 2021年…修订) or follows 第九条 or a list's 2020-01-05 stays."""
    count = 0

    def close(match: re.Match[str]) -> str:
        nonlocal count
        if _ENTRY.fullmatch(text[: match.start()]):
            return match[0]
        if _BEFORE_DATE.search(text[: match.start()]) and (
            re.match(r"\d{4}年", text[match.end() :]) or re.fullmatch(r"第[^ ]{1,6}条", text[: match.start()])
        ):
            return match[0]
        count += 1
        return ""

    return _DIGIT_SPACE.sub(close, text), count


def half_width_punctuation(draft: Draft) -> Draft:
    """Half-width punctuation in Chinese text becomes full-width; numbers, times and addresses are left alone."""
    blocks = []
    count = 0
    for block in draft.blocks:
        text = full_width(block.text)
        if text != block.text:
            count += sum(a != b for a, b in zip(text, block.text, strict=True))
        blocks.append(block.saying(text))
    return draft.after(
        blocks, "half-width-punctuation", count, "逗号、冒号、分号、问号、叹号、括号；数字、时间、网址不动"
    )


def full_width(text: str) -> str:
    """`text` with its Chinese punctuation full-width; as many characters as before."""
    if not any(char in text for char in ",;:?!()"):
        return text
    protected = {i for match in _PROTECTED.finditer(text) for i in range(*match.span())}
    while (turned := _turned(text, protected)) != text:
        # A mark that has become full-width makes its neighbour Chinese too.
        text = turned
    return text


_DOUBLED = re.compile(r"([，。；、：])\1(?!\1)(?<!\1\1\1)")
_POINT = re.compile(rf"(?<=[{IDEOGRAPH}）”》％%])\.(?=[{IDEOGRAPH}“《（]|$)")
_SPACE_AT_MARK = re.compile(r"(?<=[，。；：！？、（《“【〔]) +(?=\S)|(?<=\S) +(?=[，。；：！？、）》”】〕])")


def doubled_punctuation(draft: Draft) -> Draft:
    """The same mark twice: ，， 。。; dots and dashes that are meant double are others."""
    blocks: list[Block] = []
    removed: list[Removed] = []
    for block in draft.blocks:
        removed += (
            Removed("doubled-punctuation", match[1], block.line) for match in _DOUBLED.finditer(block.text)
        )
        blocks.append(block.saying(_DOUBLED.sub(r"\1", block.text)))
    return draft.after(
        blocks, "doubled-punctuation", len(removed), "同一标点连打两次，留一个", removed=removed
    )


def full_stops(draft: Draft) -> Draft:
    """“.” at the end of a Chinese sentence; not in numbers, addresses and behind a heading's number."""
    blocks = []
    count = 0
    for block in draft.blocks:
        if "." not in block.text:
            blocks.append(block)
            continue
        protected = {i for match in _PROTECTED.finditer(block.text) for i in range(*match.span())}
        hits = [match.start() for match in _POINT.finditer(block.text) if match.start() not in protected]
        count += len(hits)
        text = (
            "".join("。" if i in hits else char for i, char in enumerate(block.text)) if hits else block.text
        )
        blocks.append(block.saying(text))
    return draft.after(blocks, "full-stop", count, "句末的西文句点改为句号")


def spaces_at_punctuation(draft: Draft) -> Draft:
    """Spaces beside full-width punctuation, which brings its own."""
    blocks = []
    count = 0
    for block in draft.blocks:
        if block.kind == "row" or len(block.text) < _SENTENCE:
            blocks.append(block)
            continue
        text, hits = _SPACE_AT_MARK.subn("", block.text)
        count += hits
        blocks.append(block.saying(text))
    return draft.after(blocks, "punctuation-spacing", count, "标点旁多余的空格")


_SENTENCE = 12
"""Shorter lines may be laid out with spaces on purpose."""


def _turned(text: str, protected: set[int]) -> str:
    characters = list(text)
    for opening, closing in _pairs(text):
        around = text[opening - 1 : opening] + text[closing + 1 : closing + 2]
        if _CHINESE.search(text[opening + 1 : closing]) or (
            _CHINESE.match(around) and opening not in protected
        ):
            characters[opening], characters[closing] = "（", "）"
    for index, char in enumerate(characters):
        if char in _FULL and index not in protected:
            before = characters[index - 1] if index else ""
            after = characters[index + 1] if index + 1 < len(characters) else ""
            if _CHINESE.match(before) or (_CHINESE.match(after) and not before.isspace()):
                characters[index] = _FULL[char]
    return "".join(characters)


def _pairs(text: str) -> list[tuple[int, int]]:
    stack: list[int] = []
    pairs = []
    for index, char in enumerate(text):
        if char == "(":
            stack.append(index)
        elif char == ")" and stack:
            pairs.append((stack.pop(), index))
    return pairs


def _changed(blocks: list[Block], draft: Draft) -> int:
    return sum(new.text != old.text for new, old in zip(blocks, draft.blocks, strict=True))
