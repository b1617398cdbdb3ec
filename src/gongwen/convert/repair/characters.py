"""Repairs of single characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from gongwen.convert.draft import Draft, Removed

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_ODD_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_RUN = re.compile(" {2,}")


def invisible(draft: Draft) -> Draft:
    """Zero-width, control and direction characters: nobody sees them, and search stumbles over them."""
    found = [(block, _INVISIBLE.findall(block.text)) for block in draft.blocks]
    count = sum(len(characters) for _, characters in found)
    blocks = [replace(block, text=_INVISIBLE.sub("", block.text)) for block in draft.blocks]
    removed = [Removed("invisible-characters", "".join(chars), block.line) for block, chars in found if chars]
    kept = [block for block in blocks if block.text.strip()]
    return draft.after(kept, "invisible-characters", count, "零宽字符、控制字符等", removed=removed)


def composed(draft: Draft) -> Draft:
    """Unicode NFC: one form for characters that can be written in two."""
    blocks = [replace(block, text=unicodedata.normalize("NFC", block.text)) for block in draft.blocks]
    count = sum(new.text != old.text for new, old in zip(blocks, draft.blocks, strict=True))
    return draft.after(blocks, "composed-characters", count, "字形不变，只统一编码")


def odd_spaces(draft: Draft) -> Draft:
    """No-break, ideographic and other spaces inside a line become one ordinary space."""
    count = sum(len(_ODD_SPACES.findall(block.text)) for block in draft.blocks)
    blocks = [replace(block, text=_RUN.sub(" ", _ODD_SPACES.sub(" ", block.text))) for block in draft.blocks]
    if count == 0 and blocks != list(draft.blocks):
        count = sum(new.text != old.text for new, old in zip(blocks, draft.blocks, strict=True))
    return draft.after(blocks, "odd-spaces", count, "不换行空格、全角空格、制表符；连续的空格并为一个")
