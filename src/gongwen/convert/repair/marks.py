"""Repairs of marks inside a line: bold, brackets, spaces around digits, punctuation."""

from __future__ import annotations

import re
from dataclasses import replace

from gongwen.convert.draft import Block, Draft, Removed
from gongwen.convert.repair.patterns import IDEOGRAPH

_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*")
_BOLD_JOINT = re.compile(r"(?<=[^\s*])\*{4}(?=[^\s*])")
_BRACKETED_NUMERAL = re.compile(r"^[(（]\s*([一二三四五六七八九十百零〇]{1,4})\s*[)）]\s*")
_SPACED_NUMERAL = re.compile(
    r"^([一二三四五六七八九十百]{1,4})\s*、\s+|^([一二三四五六七八九十百]{1,4})\s+、"
)
_DIGIT_SPACE = re.compile(
    rf"(?<=[{IDEOGRAPH}（）《》“”、，。；：]) +(?=\d)|(?<=[\d%％]) +(?=[{IDEOGRAPH}（）《》“”、，。；：])"
)
_LEADING_NUMBER = re.compile(rf"^\d+(?:\.\d+)* +(?=[{IDEOGRAPH}])")

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
        blocks.append(replace(block, text=text) if pairs + joints else block)
    return draft.after(blocks, "stray-bold", len(removed), "成对的 ** 记号，文字不动", removed=removed)


def enumeration_brackets(draft: Draft) -> Draft:
    """“(一) ” and “一、 ” at the start of a line become （一） and 一、, as GB/T 9704 writes them."""
    blocks = []
    for block in draft.blocks:
        text = _BRACKETED_NUMERAL.sub(r"（\1）", block.text)
        text = _SPACED_NUMERAL.sub(lambda match: f"{match[1] or match[2]}、", text)
        blocks.append(replace(block, text=text))
    count = _changed(blocks, draft)
    return draft.after(blocks, "enumeration-bracket", count, "段首序号照 GB/T 9704 的写法")


def digit_spacing(draft: Draft) -> Draft:
    """Spaces that a typesetting program put between digits and Chinese."""
    blocks = []
    count = 0
    for block in draft.blocks:
        lead = _LEADING_NUMBER.match(block.text)
        start = lead.end() if lead else 0
        rest, spaces = _DIGIT_SPACE.subn("", block.text[start:])
        count += spaces
        blocks.append(replace(block, text=block.text[:start] + rest))
    return draft.after(blocks, "digit-spacing", count, "数字与汉字之间的空格，留白由版式给出")


def half_width_punctuation(draft: Draft) -> Draft:
    """Half-width punctuation in Chinese text becomes full-width; numbers, times and addresses are left alone."""
    blocks = []
    count = 0
    for block in draft.blocks:
        text = full_width(block.text)
        count += sum(a != b for a, b in zip(text, block.text, strict=True))
        blocks.append(replace(block, text=text))
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
