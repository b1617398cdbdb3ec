"""Repairs of single characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pypinyin import Style, pinyin

from gongwen.convert.model import Draft, Removed
from gongwen.text import speakers, words
from gongwen.text.fold import simplify
from gongwen.text.shapes import IDEOGRAPH

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_ODD_SPACES = re.compile("[\t\n\x85\u2028\u2029\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_RUN = re.compile(" {2,}")
_FULL_WIDTH = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FULL_WIDTH_RUN = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_FULL_WIDTH_POINT = re.compile("(?<=[0-9])．(?=[0-9])")
_SYLLABLE = re.compile(rf"(?<=([{IDEOGRAPH}]))[（(]([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{{1,7}})[）)]")
_TONES = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]")
_LETTERED = re.compile(
    rf"[{IDEOGRAPH}](?: [{IDEOGRAPH}](?=[ {IDEOGRAPH}])){{2,}} [{IDEOGRAPH}]|"
    rf"(?<![{IDEOGRAPH}A-Za-z0-9])[{IDEOGRAPH}](?: [{IDEOGRAPH}])+(?![{IDEOGRAPH}A-Za-z0-9])"
)
_ONE_SPACE = re.compile(rf"(?<=[{IDEOGRAPH}]) (?=[{IDEOGRAPH}])")
_POST_END = re.compile(rf"(?:{speakers.POSTS})$")
_NUMBERED_HEAD = re.compile(r"^(第[一二三四五六七八九十百零〇\d]+[编章节篇条]) (?=\S)")


def invisible(draft: Draft) -> Draft:
    """Zero-width, control, direction and private-use characters: nobody sees them, and search stumbles over them."""
    found = [(block, _INVISIBLE.findall(block.text)) for block in draft.blocks]
    count = sum(len(characters) for _, characters in found)
    blocks = [block.saying(_INVISIBLE.sub("", block.text)) for block in draft.blocks]
    removed = [Removed("invisible-characters", "".join(chars), block.line) for block, chars in found if chars]
    kept = [block for block in blocks if block.text.strip()]
    return draft.after(
        kept, "invisible-characters", count, "零宽字符、控制字符、私用区字符等", removed=removed
    )


def on_one_line(text: str) -> str:
    """Words from outside the text, such as a page's <title>, as front matter can hold them."""
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def composed(draft: Draft) -> Draft:
    """Unicode NFC: one form for characters that can be written in two."""
    blocks = [block.saying(unicodedata.normalize("NFC", block.text)) for block in draft.blocks]
    count = sum(new.text != old.text for new, old in zip(blocks, draft.blocks, strict=True))
    return draft.after(blocks, "composed-characters", count, "字形不变，只统一编码")


def odd_spaces(draft: Draft) -> Draft:
    """No-break, ideographic and other spaces inside a line become one ordinary space."""
    count = 0
    blocks = []
    for block in draft.blocks:
        if block.kind == "row":
            blocks.append(block)  # tabs part its cells
            continue
        count += len(_ODD_SPACES.findall(block.text))
        blocks.append(block.saying(_RUN.sub(" ", _ODD_SPACES.sub(" ", block.text))))
    if count == 0 and blocks != list(draft.blocks):
        count = sum(new.text != old.text for new, old in zip(blocks, draft.blocks, strict=True))
    return draft.after(blocks, "odd-spaces", count, "不换行空格、全角空格、制表符；连续的空格并为一个")


def full_width_letters(draft: Draft) -> Draft:
    """Full-width digits and Latin letters become ordinary ones: ２０１９, Ａｐｐ."""
    count = sum(len(_FULL_WIDTH_RUN.findall(block.text)) for block in draft.blocks)
    blocks = [
        block.saying(_FULL_WIDTH_POINT.sub(".", block.text.translate(_FULL_WIDTH)))
        if _FULL_WIDTH_RUN.search(block.text)
        else block
        for block in draft.blocks
    ]
    return draft.after(blocks, "full-width-letters", count, "全角的数字和拉丁字母改为半角")


def injected_pinyin(draft: Draft) -> Draft:
    """Readings that a site put behind characters against copying: 網(wǎng)絡(luò).

    A syllable in brackets goes where it is a reading of the character before it; without a tone mark, such as
    (er), only where others with one stand in the text.
    """
    toned = sum(
        bool(_TONES.search(m[2])) and _reads(m[1], m[2])
        for b in draft.blocks
        for m in _SYLLABLE.finditer(b.text)
    )
    if not toned:
        return draft
    blocks = []
    removed: list[Removed] = []
    for block in draft.blocks:
        hits = [match for match in _SYLLABLE.finditer(block.text) if _reads(match[1], match[2])]
        removed += (Removed("injected-pinyin", match[0], block.line) for match in hits)
        text, position = "", 0
        for match in hits:
            text += block.text[position : match.start()]
            position = match.end()
        blocks.append(block.saying(text + block.text[position:]))
    return draft.after(
        blocks, "injected-pinyin", len(removed), "字后括号里的注音，是网站为防复制所加", removed=removed
    )


@cache
def _reads(character: str, syllable: str) -> bool:
    readings = pinyin(character, style=Style.TONE, heteronym=True)[0]
    plain = unicodedata.normalize("NFD", syllable)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    bases = {
        "".join(c for c in unicodedata.normalize("NFD", reading) if not unicodedata.combining(c))
        for reading in readings
    }
    return syllable in readings or bare in bases


def spaced_letters(draft: Draft) -> Draft:
    """Characters set wide apart: 教 育 部, 总 则, 信 息 产 业 部在北京; the words are joined."""
    blocks = []
    count = 0
    for block in draft.blocks:
        if block.kind == "row":
            blocks.append(block)
            continue
        head = _NUMBERED_HEAD.match(block.text)
        start = head.end() if head else 0
        text, spaces = _closed(block.text[start:], whole=head is not None)
        count += spaces
        blocks.append(block.saying(block.text[:start] + text))
    return draft.after(blocks, "letter-spacing", count, "为版面拉开的字，字间空格删去")


def _placed(text: str) -> list[tuple[str, int]]:
    """The words of `text` with where they begin."""
    found, at = [], 0
    for word in words.cut(text):
        found.append((word, at))
        at += len(word)
    return found


def _closed(text: str, *, whole: bool) -> tuple[str, int]:
    parts = text.split(" ")
    if len(parts) > 1 and all(len(part) == 1 and re.match(f"[{IDEOGRAPH}]", part) for part in parts):
        # A line that is all single characters: a signature, a heading, a name.
        return ("".join(parts), len(parts) - 1) if len(parts) >= 2 and len(parts) <= 20 else (text, 0)
    count = 0

    def join(match: re.Match[str]) -> str:
        nonlocal count
        spaces = match[0].count(" ")
        if spaces < 3 - whole:
            return match[0]
        count += spaces
        return match[0].replace(" ", "")

    text = _LETTERED.sub(join, text)
    closed, position = "", 0
    for match in _ONE_SPACE.finditer(text):
        closed += text[position : match.start()]
        position = match.end()
        # A space inside one word, as in 意 见, is no one's intention; one between two phrases may be.
        if _POST_END.search(closed) and speakers.is_person(
            re.split(rf"[^{IDEOGRAPH}]", text[position : position + 5])[0][:3]
        ):
            closed += " "
            continue
        window = simplify(closed[-8:] + text[position : position + 8].replace(" ", ""))
        place = min(len(closed), 8)
        word = next(((w, at) for w, at in _placed(window) if at < place < at + len(w)), ("", 0))
        across, cut = word[0], place - word[1]
        two_words = (
            min(cut, len(across) - cut) >= 2 and words.is_word(across[:cut]) and words.is_word(across[cut:])
        )
        if not across or two_words:
            closed += " "
        else:
            count += 1
    return closed + text[position:], count
