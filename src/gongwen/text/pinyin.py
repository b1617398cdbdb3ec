"""Pinyin as people write it beside a word, held against how the word can be read."""

from __future__ import annotations

import re
import unicodedata
from itertools import product

from pypinyin import Style, pinyin

_MOST = 512
"""Readings of a whole word that are tried; a word with more has too many to tell."""


def agrees(word: str, written: str) -> bool:
    """Whether `written` can be the pinyin of `word`, tones and spaces aside; Latin letters and digits stay themselves.

    备案: ``bèi àn`` is, ``bèi ān`` too, ``bèi àn zhì`` isn't.
    """
    letters = _letters(written)
    characters = re.sub(r"[\W_]+", "", word.replace("+", "加"))
    # One by one: of whole words pypinyin gives one reading only, which may be another word's.
    choices = [
        sorted({_letters(reading) for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0]})
        for char in characters
    ]
    count = 1
    for found in choices:
        count *= len(found)
    if count > _MOST:
        return True
    return any("".join(reading) == letters for reading in product(*choices))


def _letters(text: str) -> str:
    """Letters and digits without tones, ü as v."""
    text = unicodedata.normalize("NFD", text.lower().replace("ü", "v"))
    text = re.sub("u\N{COMBINING DIAERESIS}|u(?=[\u0300-\u036f]*\N{COMBINING DIAERESIS})", "v", text)
    return "".join(char for char in text if char.isalnum() and char.isascii())
