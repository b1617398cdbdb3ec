"""Chinese words: the one place that uses jieba.

jieba is old (2020) and pinned; it is used for what it is good at: whether a word can end at a place in a
sentence. Its dictionary is loaded on first use, about half a second.
"""

from __future__ import annotations

import contextlib
import logging
import os
import warnings
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_WINDOW = 7
_LONGEST = 5


@cache
def jieba() -> Any:
    """The jieba module, loaded without its noise.

    It is from 2020: newer Pythons warn of its escapes while compiling it, and it logs to the terminal. Load it
    here before anything else does.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba as module
    # All that it reports is that it couldn't keep its cache, with a traceback; it works without.
    module.setLogLevel(logging.CRITICAL)
    # jieba would keep its cache in the shared temporary folder, where anyone could have put another one.
    cache_home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gongwen"
    with contextlib.suppress(OSError):
        cache_home.mkdir(parents=True, exist_ok=True)
        module.dt.tmp_dir = str(cache_home)
    return module


@cache
def _tokenizer() -> Any:
    # A tokenizer of our own: others in the process may load dictionaries into the shared one.
    tokenizer = jieba().Tokenizer()
    tokenizer.tmp_dir = jieba().dt.tmp_dir
    return tokenizer


def cut(text: str) -> list[str]:
    """`text` cut into words; joined they are the text again."""
    return list(_tokenizer().cut(text, HMM=False))


def dictionary() -> Iterator[tuple[str, int]]:
    """The words of the dictionary with their frequencies, in its order."""
    return ((word, count) for word, count in _frequencies().items() if count)


def is_word(text: str) -> bool:
    """Whether Simplified `text` is in the dictionary."""
    return bool(_frequencies().get(text))


def frequency(text: str) -> int:
    """How often Simplified `text` stands as a word in the texts that the dictionary was counted from."""
    return _frequencies().get(text, 0)


@lru_cache(maxsize=2**16)
def _borders(window: str) -> frozenset[int]:
    ends, position = {0}, 0
    for word in cut(window):
        position += len(word)
        ends.add(position)
    return frozenset(ends)


def is_border(text: str, position: int) -> bool:
    """Whether a word can end at `position` in Simplified `text`, judged by the words around it."""
    if not _straddled(text, position):
        return True
    start = max(0, position - _WINDOW)
    return position - start in _borders(text[start : position + _WINDOW])


def _straddled(text: str, position: int) -> bool:
    """Whether any word of the dictionary lies across `position`; where none does, cutting can't put one there."""
    frequency = _frequencies()
    for length in range(2, _LONGEST + 1):
        for start in range(max(0, position - length + 1), position):
            if frequency.get(text[start : start + length]):
                return True
    return False


@cache
def _frequencies() -> dict[str, int]:
    tokenizer = _tokenizer()
    tokenizer.initialize()
    frequencies: dict[str, int] = tokenizer.FREQ
    return frequencies


def user_dictionary(names: Iterable[str]) -> str:
    """Names as a jieba user dictionary, a name a line, for tools that cut texts with jieba themselves."""
    lines = {name for name in names if 2 <= len(name) <= 20 and not any(char.isspace() for char in name)}
    return "".join(f"{name}\n" for name in sorted(lines))
