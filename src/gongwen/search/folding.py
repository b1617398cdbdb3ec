"""How text and queries are made comparable: folded characters, without punctuation and spaces.

Traditional characters become Simplified, full-width ones half-width, capitals small (the table of
`gongwen.text.fold`); punctuation, spaces and invisible characters are left out, because people leave them out or
write others when they type: “文明办网、文明上网” is found as 文明办网文明上网, 国发〔2019〕5号 as 国发[2019]5号. Signs
that carry meaning stay (% & @ # + = $ °), and so does a point between digits.

The site's scripts fold by the same table, which `tables` gives them: there is one source of the rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from pypinyin import lazy_pinyin

from gongwen.text import words
from gongwen.text.fold import IDEOGRAPH, fold, table

IGNORED: tuple[tuple[int, int], ...] = (
    (0x00, 0x22), (0x27, 0x2A), (0x2C, 0x2D), (0x2F, 0x2F), (0x3A, 0x3C), (0x3E, 0x3F), (0x5B, 0x60), (0x7B, 0xA1),
    (0xA7, 0xA8), (0xAB, 0xAB), (0xAD, 0xAD), (0xAF, 0xAF), (0xB4, 0xB4), (0xB6, 0xB8), (0xBB, 0xBB), (0xBF, 0xBF),
    (0x2000, 0x202F), (0x2031, 0x206F), (0x2219, 0x2219), (0x22C5, 0x22C5), (0x25CF, 0x25CF), (0x3000, 0x3004), (0x3008, 0x3020), (0x3030, 0x3030),
    (0x303D, 0x303F), (0x30FB, 0x30FB), (0xD800, 0xF8FF), (0xFE00, 0xFE6F), (0xFEFF, 0xFEFF), (0xFF5F, 0xFF65),
    (0xFFE3, 0xFFE3), (0xFFF0, 0xFFFF),
)  # fmt: skip
"""Code points that are left out, as ranges; the point (0x2E) is left out where no digit stands on both sides."""

PINYIN, PINYIN_START = 0xE000, 0xE100
"""Where letters of pinyin stand in the index: in the private use area, the first of a syllable apart."""

_SINGLES = 72
"""Characters that the texts of the index spend one byte on."""

_LEFT_OUT = re.compile(
    "[" + "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in IGNORED) + "]"
    r"|(?<![0-9])\.|\.(?![0-9])"
)
_IDEOGRAPHS = re.compile(f"[{IDEOGRAPH}]+")


def fold_line(text: str) -> str:
    """A line of text as the index has it.

    >>> fold_line("《國發〔2019〕５號》，增長 3.5%。")
    '国发20195号增长3.5%'
    """
    return _LEFT_OUT.sub("", fold(text))


Spell = Callable[[str], tuple[str, ...]]
"""Gives what is said in syllables, as `syllables`."""


def syllables(text: str) -> tuple[str, ...]:
    """The Chinese characters of a text in pinyin, without tones; ü is written v."""
    return tuple(
        syllable
        for run in _IDEOGRAPHS.findall(fold(text))
        for syllable in lazy_pinyin(run)
        if syllable.isascii() and syllable.isalpha()
    )


def pinyin_lines(spelled: tuple[str, ...]) -> tuple[str, str]:
    """Pinyin as the index has it, apart from all other text: whole syllables, and their first letters."""
    starts = [chr(PINYIN_START + ord(syllable[0])) for syllable in spelled]
    whole = "".join(
        start + "".join(chr(PINYIN + ord(letter)) for letter in syllable[1:])
        for start, syllable in zip(starts, spelled, strict=True)
    )
    return whole, "".join(starts)


def tables() -> dict[str, object]:
    """What the site's scripts fold by.

    Code points that are folded, each less the one before, and what they become; ranges left out; the frequent
    characters of texts; the syllables of pinyin.
    """
    codes = sorted(table())
    return {
        "steps": [code - before for before, code in pairwise([0, *codes])],
        "folded": "".join(table()[code] for code in codes),
        "ignored": [*map(list, IGNORED)],
        "singles": singles(),
        "syllables": _all_syllables(),
    }


@cache
def singles() -> str:
    """The most frequent characters, which the texts of the index spend one byte on; fixed by jieba's dictionary."""
    counts: Counter[str] = Counter()
    for word, times in words.dictionary():
        for char in word:
            if "\u4e00" <= char < "\ua000":
                counts[char] += times
    punctuation = "，。、：；“”（）《》"
    return punctuation + "".join(char for char, _ in counts.most_common(_SINGLES - len(punctuation)))


@cache
def _all_syllables() -> str:
    """Every syllable of the characters in use, for taking typed pinyin apart."""
    found = {syllable for code in range(0x4E00, 0x9FA6) for syllable in lazy_pinyin(chr(code))}
    return " ".join(sorted(syllable for syllable in found if syllable.isascii() and syllable.isalpha()))
