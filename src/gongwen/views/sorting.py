"""Chinese names in order: by their pinyin, and under its initials."""

from __future__ import annotations

from pypinyin import lazy_pinyin


def pinyin_key(name: str) -> tuple[str, ...]:
    """Sort key by pinyin, punctuation aside."""
    letters = "".join(char for char in name if char.isalnum())
    return tuple(syllable.lower() for syllable in lazy_pinyin(letters))


def initial(name: str) -> str:
    """The initial of a name's pinyin, A–Z; “0” for digits."""
    key = pinyin_key(name)
    first = key[0][:1].upper() if key else "#"
    return first if first.isascii() and first.isalpha() else "0"
